"""Money shown: what the company owes a customer, and what becomes of what is disputed."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, OTHER_CUSTOMER, Desk


def amount(number: float) -> str:
    """A number of the API as the page writes an amount in dollars."""
    return f"{number:,.2f}\u00a0USD"


def row_of(page: Page, number: str) -> Locator:
    return page.get_by_role("row", name=re.compile(re.escape(number)))


def test_what_the_company_owes_is_followed_from_the_statement_to_the_portal(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-02: a credit note stands as an item of its own and in each sum, beside what is
    outstanding.
    """
    number = desk.invoice(("1", "Monthly fee", "100.00"))
    note = desk.invoice(("1", "Credit note", "-30.00"))
    total = desk.ask("GET", f"/customer/{CUSTOMER}/statement")["totals"][0]
    credits, outstanding = amount(total["credits"]), amount(total["outstanding"])
    staff = open_page(f"#/customer/{CUSTOMER}/statement")
    expect(row_of(staff, note)).to_contain_text("−30.00\u00a0USDOwed to the customer")
    expect(row_of(staff, number)).to_contain_text("100.00\u00a0USD")
    expect(staff.get_by_role("row", name="Owed to the customer USD")).to_contain_text(credits)
    expect(staff.get_by_role("row", name="Outstanding USD")).to_contain_text(outstanding)
    staff.get_by_role("link", name="Bright Telecom").click()
    expect(staff.get_by_label("Amounts")).to_contain_text(
        f"Outstanding{outstanding}Owed to the customer{credits}"
    )
    staff.get_by_role("link", name="Reports").click()
    owed = amount(
        next(
            row
            for row in desk.ask("GET", "/report/receivables")["value"]
            if row["currency"] == "USD"
        )["credits"]
    )
    expect(staff.get_by_role("main")).to_contain_text(f"Owed to customers{owed}")
    own = open_page("", who="customer")
    expect(own.get_by_label("Amounts")).to_contain_text(f"Owed to you{credits}")
    own.get_by_role("link", name="Statement").click()
    expect(row_of(own, note)).to_contain_text("−30.00\u00a0USDOwed to you")
    expect(own.get_by_role("row", name="Owed to you USD")).to_contain_text(credits)


def test_the_money_bar_tells_the_truth_from_asking_to_finalising(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-06, CU-11: six parts that come to what is disputed, in line, head and row, while one types
    and after each step.
    """
    number = desk.invoice(
        ("1", "Leased line", "3000.50"),
        ("2", "Roaming", "20.50"),
        ("3", "Loyalty", "-50.00"),
        customer=OTHER_CUSTOMER,
    )
    dispute = desk.dispute(("1", "3000.50"), ("2", "20.50"), number=number, customer=OTHER_CUSTOMER)
    page = open_page(f"#/dispute/{dispute['disputeID']}")
    head, line = page.get_by_label("How it stands"), page.locator("[data-line=L1]")

    def shows(place: Locator, **parts: str) -> None:
        for label, part in parts.items():
            expect(place).to_contain_text(f"{label.replace('_', ' ')}{part}\u00a0USD")

    shows(head, Undecided="3,021.00", Asked_for="0.00", To_be_credited="0.00")
    expect(head).to_contain_text(
        "Credited in full, the company would owe the customer 50.00\u00a0USD"
    )
    line.get_by_label("Credit").fill("3000")
    shows(line.get_by_role("status"), Asked_for="3,000.00", Undecided="0.50")
    line.get_by_role("button", name="Request approval").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(
        "Once it is credited, the company will owe the customer 29.00\u00a0USD"
    )
    dialog.get_by_role("button", name="Request approval").click()
    shows(head, Asked_for="3,000.00", Undecided="21.00")
    shows(line, Asked_for="3,000.00", Undecided="0.50")
    desk.change_line(dispute, "1", "finance", status="approved")
    page.goto(f"{desk.stack.url}/#/queue")
    bar = row_of(page, number).get_by_role("img")
    expect(bar).to_have_accessible_name(
        "To be credited 3,000.00\u00a0USD, Undecided 20.50\u00a0USD, Declined 0.50\u00a0USD"
    )
    page.get_by_role("link", name=f"Invoice {number}").click()
    shows(head, To_be_credited="3,000.00", Undecided="20.50", Declined="0.50", Asked_for="0.00")
    desk.change_line(dispute, "2", status="withdrawn")
    finance = open_page(f"#/dispute/{dispute['disputeID']}", who="finance")
    finance.get_by_role("button", name="Finalise").click()
    expect(finance.get_by_role("dialog")).to_contain_text(
        "With this, the company owes the customer 29.00\u00a0USD"
    )
    finance.get_by_role("dialog").get_by_role("button", name="Credit 3,000.00\u00a0USD").click()
    head = finance.get_by_label("How it stands")
    shows(
        head,
        Credited="3,000.00",
        To_be_credited="0.00",
        Undecided="0.00",
        Declined="0.50",
        Withdrawn="20.50",
    )
    expect(head).to_contain_text("The company owes the customer 29.00\u00a0USD")

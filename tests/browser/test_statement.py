"""The statement of account: ages, disputed part, payments and what is for no invoice (CO-05)."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk
from tests.browser.looks import CUT_OFF, violations

PAYER = 1950
PLACE = f"#/customer/{PAYER}/statement"


def furnish(desk: Desk) -> None:
    """A customer of its own: an invoice part paid, one not due, money in advance, one reversed."""
    told = {"name": "Paying & Co", "accountNumber": "ACC-PAY", "currency": "USD"}
    desk.ask("PUT", f"/customer/{PAYER}", told | {"deliveryMethod": "Email"}, "finance")
    for number, due in ((51, "2026-10-31"), (52, "2099-01-31")):
        line = {"lineID": 1, "description": "Monthly fee", "amount": "100.00", "kind": "feature"}
        billed = {"status": "approved", "currency": "USD", "invoiceDate": "2026-10-01"}
        body = billed | {"dueDate": due, "lines": [line]}
        desk.ask("PUT", f"/customer/{PAYER}/invoice/{number}", body, "finance")
    parts = [{"dueDate": day, "amount": "15.00"} for day in ("2026-11-01", "2099-02-28")]
    line = {"lineID": 1, "description": "Router", "amount": "30.00", "kind": "fee"}
    billed = {"status": "approved", "currency": "USD", "invoiceDate": "2026-10-02", "lines": [line]}
    body = billed | {"dueDate": "2026-11-01", "instalments": parts}
    desk.ask("PUT", f"/customer/{PAYER}/invoice/53", body, "finance")
    payment = {"valueDate": "2026-11-03", "currency": "USD", "amount": "61.25"}
    allocated = {"allocations": [{"invoiceNumber": 51, "amount": "60.00"}], "reference": "OCT RUN"}
    desk.ask("PUT", f"/customer/{PAYER}/payment/B-1", payment | allocated, "finance")
    desk.ask("PUT", f"/customer/{PAYER}/payment/B-2", payment, "finance")
    taken_back = {"date": "2026-11-09", "reason": "The bank took it back."}
    desk.ask("POST", f"/customer/{PAYER}/payment/B-2/reversal", taken_back, "finance")


def shows_what_is_open(page: Page) -> None:
    items = page.get_by_role("table", name="Open items")
    row = items.get_by_role("row", name=re.compile(r"^(Choose invoice )?51\b"))
    expect(row).to_contain_text(re.compile(r"[0-9]+ days late"))
    expect(row).to_contain_text("40.00\u00a0USD")
    expect(
        items.get_by_role("row", name=re.compile(r"^(Choose invoice )?52\b"))
    ).not_to_contain_text("late")
    expect(items.get_by_role("row", name=re.compile(r"^(Choose invoice )?53\b"))).to_contain_text(
        re.compile(r"Nov 1, 2026.*late.*Feb 28, 2099")
    )
    expect(items.get_by_role("row", name="Outstanding USD")).to_contain_text("170.00\u00a0USD")
    expect(items.get_by_role("row", name="Unallocated payments")).to_contain_text("1.25\u00a0USD")
    ages = page.get_by_role("table", name="Outstanding USD by age")
    expect(ages.get_by_role("row", name="Not due")).to_contain_text("115.00\u00a0USD")
    expect(page.get_by_role("img", name="Outstanding USD by age")).to_be_visible()
    payments = page.get_by_role("table", name="Payments", exact=True)
    expect(payments.get_by_role("row", name=re.compile("B-1"))).to_contain_text("60.00\u00a0USD")
    expect(payments.get_by_role("row", name=re.compile("B-2"))).to_contain_text("Taken back")


def test_a_statement_shows_ages_payments_and_what_is_for_no_invoice(
    open_page: OpenPage, desk: Desk
) -> None:
    """CO-05, CO-32: to the staff with who took back why, to the customer without, on a narrow page
    too.
    """
    furnish(desk)
    staff = open_page(PLACE, who="finance")
    shows_what_is_open(staff)
    expect(staff.get_by_role("main")).to_contain_text("The bank took it back.")
    assert violations(staff) == []
    staff.get_by_role("table", name="Payments", exact=True).get_by_role("link", name="51").click()
    expect(staff.get_by_role("table", name="Payments", exact=True)).to_contain_text("B-1")
    desk.lets("customer", partyID=PAYER)
    try:
        own = open_page(PLACE, who="customer", width=320)
        shows_what_is_open(own)
        assert own.evaluate(CUT_OFF) == []
        expect(own.get_by_role("main")).not_to_contain_text("The bank took it back.")
        with own.expect_download() as saved:
            own.get_by_role("button", name="Download the statement as CSV").click()
        assert saved.value.suggested_filename == f"statement-{PAYER}.csv"
    finally:
        desk.lets("customer", partyID=CUSTOMER)


def test_what_reminders_charged_stands_with_its_day_and_what_was_waived(
    open_page: OpenPage,
) -> None:
    """CO-39, CO-06: of a customer of the demo, on statement, invoice, and among its reminders."""
    page = open_page("#/customer/1009/statement")
    row = page.locator('tr[data-key="5903"]')
    expect(row).to_contain_text(re.compile(r"days late.*fee 5\.00 · .*interest 1\.74 · "))
    assert violations(page) == []
    page.get_by_role("link", name="5903", exact=True).click()
    charged = page.get_by_role("definition").filter(has_text="interest")
    expect(charged).to_contain_text(re.compile(r"fee\s+5\.00.*interest\s+1\.74"))
    page = open_page("#/customer/1009/reminders", width=320)
    expect(page.locator('tr[data-key="5903"]')).to_contain_text("Waived by Anil Approver")
    assert page.evaluate(CUT_OFF) == []

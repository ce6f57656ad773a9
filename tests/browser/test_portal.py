"""The customer's own portal: what is theirs, in words of theirs, and messages and files as all
that changes it (CU-23).
"""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk

PDF = {"name": "contract.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"}


def goes_to(page: Page, label: str) -> None:
    """Follows the navigation to a view, which takes the focus."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name=label).click()
    expect(page.get_by_role("heading", level=1, name=re.compile(f"^{label}"))).to_be_focused()


def test_a_customer_signs_in_and_finds_what_is_in_dispute(open_page: OpenPage, desk: Desk) -> None:
    """CU-02, CU-17, CU-20, CU-23: from the list to the invoice with its banner, from there to the
    dispute, and to a question about the invoice.
    """
    number = desk.invoice()
    desk.dispute(("1", "80.00"), number=number, description="The line was down.")
    page = open_page("", who=None)
    page.get_by_role("button", name=re.compile("Carl Customer")).click()
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Invoices")).to_be_visible()
    expect(page.get_by_text("Bright Telecom · account ACC-1001")).to_be_visible()
    row = page.get_by_role("row", name=re.compile(re.escape(number)))
    expect(row).to_contain_text("80.00")
    row.get_by_role("link", name=number).click()
    expect(page.get_by_text("This invoice currently has a dispute in progress")).to_be_visible()
    expect(
        page.get_by_role("table", name="Lines").get_by_role("row", name=re.compile("Monthly fee"))
    ).to_contain_text("80.00")
    page.get_by_role("link", name="Open the dispute").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Dispute on invoice {number}")
    expect(
        page.get_by_text(f"Your dispute of 80.00 USD on invoice {number} was received.")
    ).to_be_visible()
    page.get_by_role("link", name="Open the invoice").click()
    page.get_by_role("link", name="Ask about this invoice").click()
    expect(page.get_by_label("Subject")).to_have_value(f"Invoice {number}")
    page.get_by_label("What would you like to know?").fill("Until when?")
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Invoice {number}")


def test_orders_are_offered_to_a_customer_that_has_some(open_page: OpenPage, desk: Desk) -> None:
    """CU-23: found with what the first view asks for anyway."""
    told = {"name": "Fresh Fields", "accountNumber": "ACC-FF", "currency": "USD"}
    desk.ask("PUT", "/customer/FF-1", told | {"deliveryMethod": "Email"}, "finance")
    desk.lets("customer", partyID="FF-1")
    try:
        page = open_page("", who="customer")
        links = page.get_by_role("navigation", name="Main").get_by_role("link")
        expect(page.get_by_text("Fresh Fields · account ACC-FF")).to_be_visible()
        expect(links).to_have_text(["Invoices", "Statement", "Disputes", "Questions"])
        desk.order(customerID="FF-1")
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url.partition("?")[0]))
        page.reload()
        expect(links).to_have_text(["Invoices", "Statement", "Disputes", "Questions", "Orders"])
        expect(page.locator(".skeleton")).to_have_count(0)
        assert [url for url in asked if "/api/" in url] == [f"{desk.stack.url}/api/desk"]
    finally:
        desk.lets("customer", partyID=CUSTOMER)


def test_the_portal_offers_only_what_is_the_customers(open_page: OpenPage, desk: Desk) -> None:
    """CU-23: four places, no search, and a message or a file as all that one
    adds, which the staff sees.
    """
    dispute = desk.dispute()
    page = open_page("", who="customer")
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(links).to_have_text(["Invoices", "Statement", "Disputes", "Questions", "Orders"])
    expect(page.get_by_role("search")).to_have_count(0)
    goes_to(page, "Disputes")
    expect(page.get_by_role("link", name=f"Invoice {dispute['invoiceNumber']}")).to_be_visible()
    goes_to(page, "Statement")
    expect(page.get_by_role("columnheader", name="Payable")).to_be_visible()
    goes_to(page, "Invoices")
    page.goto(f"{desk.stack.url}/#/dispute/{dispute['disputeID']}")
    expect(page.get_by_role("table", name="What is disputed")).to_contain_text("Monthly fee")
    page.get_by_label("Attach files").set_input_files(PDF)
    files = page.get_by_role("list", name="Attached files")
    expect(files).to_contain_text("contract.pdf")
    expect(files).to_contain_text("Carl Customer")
    expect(page.get_by_role("region", name="Messages")).to_contain_text("contract.pdf")
    doing = page.locator("main").get_by_role("button").all_inner_texts()
    assert set(doing) == {"Send the message", "Show", "Download", ""}  # the last picks files
    expect(links.nth(2)).to_have_attribute("aria-current", "page")


def test_the_customer_reads_what_came_of_it_and_not_what_was_weighed(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-23: in review until it is a credit; nobody of the company and none of its words."""
    dispute = desk.dispute(("1", "100.00"), ("2", "20.50"))
    desk.change_line(dispute, "1", creditAmount="60.00", status="approved")
    page = open_page(f"#/dispute/{dispute['disputeID']}", who="customer")
    expect(page.locator(".page-title")).to_contain_text("In review")
    desk.change_line(dispute, "1", "approver", status="approved")
    desk.change_line(dispute, "2", "approver", creditAmount="0", status="approved")
    desk.ask("POST", f"/dispute/{dispute['disputeID']}/finalisation", {})
    page.reload()
    expect(page.locator(".page-title")).to_contain_text("Credited in part")
    lines = page.get_by_role("table", name="What is disputed")
    expect(lines.get_by_role("row", name=re.compile("Roaming"))).to_contain_text(
        "Closed without a credit"
    )
    expect(
        page.get_by_text(f"60.00 USD was credited to invoice {dispute['invoiceNumber']}.")
    ).to_be_visible()
    expect(page.locator(".timeline li")).to_have_count(2)
    assert not re.search(
        "approv|Ada|Agent|Anil|assign|pending", page.locator("main").inner_text(), re.IGNORECASE
    )
    page.get_by_role("link", name="Open the invoice").click()
    expect(page.get_by_role("table", name="Credits and adjustments")).to_contain_text("−60.00")


def test_what_is_anothers_is_not_there(open_page: OpenPage, desk: Desk) -> None:
    """RV-03, CU-23: it says so, and leads back to what is one's own."""
    desk.invoice(customer=1002)
    page = open_page("#/customer/1002/statement", who="customer")
    expect(page.get_by_role("alert")).to_contain_text("It does not exist, or it is not yours.")
    page.get_by_role("link", name="Go to your invoices").click()
    expect(page.get_by_role("heading", level=1, name="Invoices")).to_be_visible()
    page.goto(f"{desk.stack.url}/#/customer/1002")
    expect(page.get_by_role("alert")).to_be_visible()


def test_an_administrator_connects_a_person_to_a_customer(open_page: OpenPage, desk: Desk) -> None:
    """CU-23: who acts for nobody is told what to do; once connected, the portal opens."""
    people = {person["email"]: person for person in desk.every("/user", "admin")}
    vendor = people["vendor@demo.test"]
    desk.ask("PUT", f"/user/{vendor['userID']}", {"role": "customer", "partyID": None}, who="admin")
    try:
        outside = open_page("", who="vendor")
        expect(
            outside.get_by_text("Your sign-in is not connected to a customer account yet.")
        ).to_be_visible()
        page = open_page("#/settings/people", who="admin")
        page.get_by_role("button", name=f"Change {vendor['name']}").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Acts for customer").fill("4711")
        dialog.get_by_role("button", name="Save").click()
        expect(dialog.get_by_role("alert")).to_contain_text("There is no such customer")
        dialog.get_by_label("Acts for customer").fill(str(CUSTOMER))
        dialog.get_by_role("button", name="Save").click()
        expect(page.get_by_text(f"{vendor['name']} is saved.").first).to_be_visible()
        outside.reload()
        expect(outside.get_by_text("Bright Telecom · account ACC-1001")).to_be_visible()
    finally:
        before = {"role": "vendor", "partyID": vendor["partyID"]}
        desk.ask("PUT", f"/user/{vendor['userID']}", before, who="admin")

"""A customer's question becomes a dispute; the paper-invoice fee is voided in one."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import OTHER_CUSTOMER, Desk
from tests.browser.looks import CUT_OFF, violations
from tests.browser.steps import confirm

PDF = {"name": "bill.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"}


def test_a_question_is_answered_and_becomes_a_dispute(open_page: OpenPage, desk: Desk) -> None:
    """CU-20, CO-47: asked in the portal with a file, answered, turned into a dispute that has the
    file and the number, to which another system's ticket is linked.
    """
    number = desk.invoice()
    customer = open_page("#/tickets", who="customer")
    customer.get_by_role("link", name="Ask a question").first.click()
    customer.get_by_label("Subject").fill("Why is roaming on my bill?")
    customer.get_by_label("What would you like to know?").fill("We were not abroad.")
    customer.get_by_role("button", name="Send the question").click()
    expect(customer.locator("h1")).to_have_text("Why is roaming on my bill?")
    customer.get_by_label("Attach files").set_input_files(PDF)
    files = customer.get_by_role("list", name="Attached files")
    expect(files.get_by_role("listitem")).to_have_count(1)
    assert violations(customer) == []

    ticket = customer.evaluate("location.hash").removeprefix("#/ticket/")
    staff = open_page(f"#/ticket/{ticket}")
    staff.get_by_label("Answer to").fill("We look into it.")
    staff.get_by_role("button", name="Send to").click()
    talk = staff.get_by_role("region", name="Conversation")
    expect(talk).to_contain_text("We look into it.")
    assert violations(staff) == []
    staff.set_viewport_size({"width": 320, "height": 700})
    assert staff.evaluate(CUT_OFF) == []
    staff.set_viewport_size({"width": 1280, "height": 900})
    staff.get_by_label("Invoice", exact=True).select_option(number)
    staff.get_by_role("link", name=f"Dispute invoice {number}").click()
    expect(staff.locator(".banner")).to_contain_text(ticket)
    staff.get_by_role("checkbox").nth(1).check()
    staff.get_by_role("button", name="Continue").click()
    expect(staff.get_by_label("What the customer says")).to_have_value("We were not abroad.")
    staff.get_by_role("button", name="Continue").click()
    staff.get_by_role("button", name="Raise the dispute").click()
    expect(staff.locator("h1")).to_have_text(f"Dispute on invoice {number}")
    assert staff.evaluate("location.hash") == f"#/dispute/{ticket}"
    expect(staff.get_by_role("region", name="Attachments")).to_contain_text("bill.pdf")
    tickets = staff.get_by_role("region", name="Tickets")
    expect(tickets).to_contain_text("Why is roaming on my bill?")
    tickets.get_by_role("button", name="Link a ticket").click()
    staff.get_by_label("Number of the ticket").fill("ZD-4711")
    staff.get_by_label("Address, where").fill("https://desk.example/ZD-4711")
    confirm(staff, "Link the ticket")
    expect(tickets.get_by_role("link", name="Ticket ZD-4711")).to_have_attribute(
        "href", "https://desk.example/ZD-4711"
    )

    customer.reload()
    expect(customer.get_by_role("link", name="Open the dispute")).to_be_visible()
    expect(customer.locator("body")).not_to_contain_text("Ada")


def test_the_paper_fee_is_voided(open_page: OpenPage, desk: Desk) -> None:
    """CU-19, X-02: offered while invoices go by post, with its amount before it is done."""
    told = desk.ask("GET", f"/customer/{OTHER_CUSTOMER}", who="finance")
    names = ("name", "accountNumber", "currency")
    body = {name: told[name] for name in names} | {"deliveryMethod": "Post"}
    desk.ask("PUT", f"/customer/{OTHER_CUSTOMER}", body, "finance")
    number = desk.invoice(customer=OTHER_CUSTOMER)
    lines = [
        {"lineID": "L1", "description": "Monthly fee", "amount": "100.00", "kind": "fee"},
        {"lineID": "P", "description": "Paper invoice", "amount": "2.50", "kind": "paperFee"},
    ]
    invoice = {"status": "approved", "currency": "USD", "lines": lines}
    dates = {"invoiceDate": "2026-10-01", "dueDate": "2026-10-31"}
    desk.ask("PUT", f"/customer/{OTHER_CUSTOMER}/invoice/{number}", invoice | dates, "finance")
    dispute = desk.dispute(number=number, customer=OTHER_CUSTOMER)
    page = open_page(f"#/dispute/{dispute['disputeID']}", who="approver")
    page.locator("[data-action=voidPaperFee]").click()
    expect(page.get_by_role("dialog")).to_contain_text("the paper-invoice fee of 2.50 USD in full?")
    confirm(page, "Void the fee of 2.50 USD")
    expect(page.get_by_role("region", name="Lines")).to_contain_text("Paper invoice")

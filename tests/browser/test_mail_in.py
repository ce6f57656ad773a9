"""An answer by mail, from the outbox to the dispute (X-14)."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import violations

REPLY_WITHIN_MS = 60_000


def test_a_customer_answers_a_mail_and_the_answer_stands_in_the_dispute(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-14: quotes are folded away; the same from another address is shown as unconfirmed, to the
    staff alone.
    """
    dispute = desk.dispute()
    target = f"/dispute/{dispute['disputeID']}"
    desk.ask("POST", f"{target}/message", {"text": "Please send us the contract."})
    outbox = open_page("#/outbox")
    mail = outbox.locator(".ask").filter(has_text=f"Invoice {dispute['invoiceNumber']}")
    mail.get_by_role("link").click(timeout=REPLY_WITHIN_MS)
    head = outbox.locator(".mail-head")
    expect(head).to_contain_text("@answers.demo.test")
    address = head.locator("dd", has_text="@answers.demo.test").inner_text()
    outbox.get_by_label("Reply", exact=True).fill("We never got one.\n\nCal")
    outbox.get_by_role("button", name="Reply").click()
    expect(outbox.get_by_text("It stands in the thread.")).to_be_visible(timeout=REPLY_WITHIN_MS)
    assert violations(outbox) == []

    outbox.get_by_text("Bring in another mail").click()
    forged = f"From: eve@elsewhere.test\nTo: {address}\nMessage-ID: <1@x>\n\nWe give up.\n"
    outbox.get_by_label("Or paste one").fill(forged)
    outbox.get_by_role("button", name="Bring it in").click()
    expect(outbox.get_by_text("shown to the staff as unconfirmed")).to_be_visible(
        timeout=REPLY_WITHIN_MS
    )

    page = open_page(f"#{target}")
    thread = page.get_by_role("region", name="Messages")
    expect(thread.locator(".said").last).to_contain_text("We never got one.")
    expect(thread.locator(".said").last).not_to_contain_text("contract")
    unconfirmed = thread.locator(".internal")
    expect(unconfirmed).to_contain_text("Unconfirmed mail")
    expect(unconfirmed).to_contain_text("eve@elsewhere.test: We give up.")
    came = page.get_by_role("region", name="Mails that came in")
    came.get_by_text("Show them as they were written").click()
    came.get_by_text("Show the whole mail").first.click()
    expect(came.get_by_text("Subject").first).to_be_visible()
    expect(came.get_by_text("Unconfirmed")).to_be_visible()
    assert violations(page) == []

    portal = open_page(f"#{target}", who="customer")
    expect(portal.get_by_role("region", name="Messages")).to_contain_text("We never got one.")
    expect(portal.get_by_text("We give up.")).to_have_count(0)

"""The conversation of a customer and the staff about a dispute on an invoice, from both ends
(CU-23, IG-04).
"""

from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.steps import wait_until


def test_a_customer_and_the_staff_write_to_each_other(open_page: OpenPage, desk: Desk) -> None:
    """CU-23: each reads the other, notes stay with the staff, and nobody of the
    company is named.
    """
    place = f"#/dispute/{desk.dispute()['disputeID']}"
    staff = open_page(place)
    ours = staff.get_by_role("region", name="Conversation")
    ours.get_by_label("Message to").fill("Which month is it about?")
    ours.get_by_role("button", name="Send to the customer").click()
    expect(ours.get_by_role("region", name="Messages")).to_contain_text("Which month is it about?")
    ours.get_by_label("The staff alone").check()
    ours.get_by_label("Internal note").fill("She was promised a lower price.")
    ours.get_by_role("button", name="Keep as an internal note").click()
    expect(ours.get_by_role("region", name="Messages")).to_contain_text(
        "She was promised a lower price."
    )

    customer = open_page(place, who="customer")
    theirs = customer.get_by_role("region", name="Conversation")
    expect(theirs.get_by_role("region", name="Messages")).to_contain_text(
        "Which month is it about?"
    )
    expect(customer.locator("body")).not_to_contain_text("promised")
    expect(customer.locator("body")).not_to_contain_text("Ada")
    theirs.get_by_label("Message", exact=True).fill("October.")
    theirs.get_by_role("button", name="Send the message").click()
    expect(ours.get_by_role("region", name="Messages")).to_contain_text("October.")


def test_nothing_moves_when_a_message_has_arrived(open_page: OpenPage, desk: Desk) -> None:
    """Page 15: what is on its way stands as it will, and the next press is not missed."""
    page = open_page(f"#/dispute/{desk.dispute()['disputeID']}")
    held: list[Route] = []
    page.route("**/message", lambda route: held.append(route), times=1)
    button = page.locator("[data-action=send]")
    page.get_by_label("Message to").fill("Which month is it about?")
    button.click()
    expect(page.locator(".outgoing")).to_contain_text("Sending")
    wait_until(page, lambda: len(held) == 1)
    before = button.bounding_box()
    held[0].continue_()
    expect(page.locator(".outgoing")).to_have_count(0)
    expect(page.locator(".said.own")).to_contain_text("Which month is it about?")
    assert button.bounding_box() == before


def test_who_may_say_nothing_reads_why(open_page: OpenPage, desk: Desk) -> None:
    """X-02: once the dispute has ended, what was said stays."""
    dispute = desk.dispute()
    desk.tell(dispute, "message", "agent", text="Which month is it about?")
    desk.tell(dispute, "withdrawal", "agent", comment="Paid.")
    page = open_page(f"#/dispute/{dispute['disputeID']}", who="customer")
    talk = page.get_by_role("region", name="Conversation")
    expect(talk).to_contain_text("Which month is it about?")
    expect(talk).to_contain_text("nothing more is said in it")
    expect(talk.get_by_role("textbox")).to_have_count(0)

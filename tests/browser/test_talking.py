"""The two sides of a booking, and support, in one conversation: live, with money that moves in it
(IG-03…IG-09, IG-11).
"""

import re
from typing import Any

from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.steps import HIDDEN, SEEN_AGAIN, confirm, place


def field(page: Page) -> Locator:
    return page.locator("#message-text")


def card(page: Page) -> Locator:
    """The request for money that came last."""
    return page.locator("[data-request]").last


def wallet(desk: Desk, who: str) -> float:
    found = desk.ask("GET", "/wallet", who=who)["value"]
    return float(next(one["balance"] for one in found if one["currency"] == "GBP"))


def test_two_sides_talk_and_pay_and_support_steps_in(open_page: OpenPage, desk: Desk) -> None:
    """IG-03…IG-08: two people at once; what arrives moves nothing of what the other types, and
    money is on both wallets.
    """
    dispute = desk.booking_dispute("The agreed fare was 62.40; 48.00 was paid.")
    operator = open_page(place(dispute), who="operator")
    expect(
        operator.get_by_role("status").filter(
            has_text="Rides United is not here: what you write waits"
        )
    ).to_be_visible()
    aggregator = open_page(place(dispute), who="aggregator")
    expect(
        aggregator.get_by_role("status").filter(has_text="City Cabs is here now")
    ).to_be_visible()
    operator.evaluate(SEEN_AGAIN)
    expect(
        operator.get_by_role("status").filter(has_text="Rides United is here now")
    ).to_be_visible()
    expect(aggregator.locator(".said.other")).to_contain_text("48.00 was paid.")

    field(aggregator).fill("We are looking")
    field(aggregator).evaluate("(one) => one.setSelectionRange(3, 6)")
    field(operator).fill("Please look at the trip's log.")
    with aggregator.expect_response(re.compile("/read$")) as read:
        operator.keyboard.press("Control+Enter")
        expect(aggregator.locator(".said.other").last).to_contain_text("trip's log")
    assert read.value.json()["unread"] == 0
    expect(
        aggregator.get_by_role("status").filter(has_text="City Cabs: Please look")
    ).to_have_count(1)
    expect(field(aggregator)).to_be_focused()
    expect(field(aggregator)).to_have_value("We are looking")
    assert field(aggregator).evaluate("(one) => [one.selectionStart, one.selectionEnd]") == [3, 6]
    expect(operator.locator(".said.own").last).to_contain_text("trip's log")
    expect(operator.locator(".outgoing")).to_have_count(0)
    expect(field(operator)).to_have_value("")

    before = {who: wallet(desk, who) for who in ("operator", "aggregator")}
    operator.locator("[data-action=requestFunds]").click()
    expect(operator.get_by_label("Amount")).to_be_focused()
    operator.get_by_label("Amount").fill("14.40")
    operator.get_by_label("What for").fill("Difference to the agreed fare")
    confirm(operator, "Ask for 14.40 GBP")
    expect(card(aggregator)).to_contain_text("Difference to the agreed fare")
    card(aggregator).get_by_role("button", name="Approve").click()
    dialog = aggregator.get_by_role("dialog")
    after = before["aggregator"] - 14.40
    expect(dialog).to_contain_text(f"from {before['aggregator']:,.2f} GBP to {after:,.2f} GBP")
    expect(dialog).not_to_contain_text(f"{before['operator']:,.2f}")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    confirm(aggregator, "Pay 14.40 GBP")
    expect(card(aggregator).locator(".request")).to_be_focused()
    for page, held in ((aggregator, after), (operator, before["operator"] + 14.40)):
        expect(card(page)).to_contain_text("Paid")
        expect(page.get_by_role("region", name="Your wallet")).to_contain_text(f"{held:,.2f}")
    assert wallet(desk, "operator") == round(before["operator"] + 14.40, 2)
    expect(operator.locator(".page-title")).to_contain_text("Open")

    operator.locator("[data-action=escalate]").click()
    operator.get_by_label("What support shall look into").fill("The log and the app disagree.")
    confirm(operator, "Ask support")
    support = open_page(place(dispute), who="support")
    expect(support.get_by_text("City Cabs asked support to step in").first).to_be_visible()
    expect(support.get_by_role("region", name="Wallets").locator(".money")).to_have_count(2)
    support.get_by_label("Support only").check()
    field(support).fill("Both look honest.")
    support.get_by_role("button", name="Keep as an internal note").click()
    expect(support.locator(".internal .bubble").last).to_have_text("Both look honest.")
    expect(support.locator(".outgoing")).to_have_count(0)
    support.get_by_label("Both sides", exact=True).check()
    field(support).fill("The log holds.")
    support.get_by_role("button", name="Send to both sides").click()
    for page in (operator, aggregator):
        expect(page.locator(".said.support")).to_contain_text("The log holds.")
        expect(page.get_by_text("Both look honest.")).to_have_count(0)
    operator.get_by_label("Attach files").set_input_files(
        {"name": "log.txt", "mimeType": "text/plain", "buffer": b"17:40 there"}
    )
    aggregator.locator(".thread").get_by_role("button", name="Download log.txt").wait_for()
    expect(aggregator.get_by_role("list", name="Attached files")).to_contain_text("City Cabs")
    support.locator("[data-action=handBack]").click()
    confirm(support, "Hand back")
    expect(operator.locator(".quiet.handedBack")).to_be_visible()
    expect(support.get_by_role("heading", name="Actions")).to_be_focused()

    operator.locator("[data-action=resolve]").click()
    confirm(operator, "Mark as resolved")
    for page in (operator, aggregator, support):
        expect(page.locator(".page-title")).to_contain_text("Resolved")
    expect(field(aggregator)).to_have_value("We are looking")
    expect(aggregator.locator("[data-action=send]")).to_have_attribute("aria-disabled", "true")


def test_what_one_may_not_do_says_why_and_an_empty_wallet_what_to_do(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-02, IG-05, IG-07, IG-11: the reason stands there until it is none; a refused approval
    leaves the request waiting.
    """
    dispute = desk.booking_dispute()
    purse = f"/wallet/{desk.ask('GET', '/me', who='aggregator')['partyID']}-GBP"
    desk.tell(dispute, "fundRequest", "operator", amount=f"{wallet(desk, 'aggregator') + 1:.2f}")
    page = open_page(place(dispute), who="aggregator")
    resolve = page.locator("[data-action=resolve]")
    expect(resolve).to_have_attribute("aria-disabled", "true")
    expect(resolve).to_have_accessible_description(
        re.compile("City Cabs raised the dispute and says when it is settled")
    )
    expect(page.locator("[data-action=request-cancel]")).to_have_accessible_description(
        re.compile("Only who asked can take")
    )
    approve = card(page).locator("[data-action=request-approve]")
    expect(approve).to_have_attribute("aria-disabled", "true")
    expect(approve).to_have_accessible_description(
        re.compile("more than the wallet of Rides United can give.*can ask for less")
    )
    desk.ask("POST", f"{purse}/deposit", {"amount": "1.00", "reference": "BACS 7"}, "finance")
    page.evaluate(SEEN_AGAIN)
    expect(approve).not_to_have_attribute("aria-disabled", "true")
    desk.ask("PUT", f"{purse}/floor", {"floor": "0.01"}, "finance")
    approve.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text(
        "more than the wallet of Rides United can give"
    )
    expect(dialog).to_contain_text("Nothing moved, and the request still waits.")
    expect(dialog.locator("[data-action=confirm]")).to_have_attribute("aria-disabled", "true")
    expect(approve).to_have_attribute("aria-disabled", "true")
    desk.ask("PUT", f"{purse}/floor", {"floor": 0}, "finance")
    page.keyboard.press("Escape")
    card(page).get_by_role("button", name="Reject").click()
    page.get_by_label("Reason").fill("It was 14.40.")
    confirm(page, "Reject the request")
    expect(card(page)).to_contain_text("It was 14.40.")
    expect(card(page).get_by_role("button")).to_have_count(0)


def test_ending_says_what_ends_with_it_and_reopening_asks_why(
    open_page: OpenPage, desk: Desk
) -> None:
    """IG-07: the pending requests are named with their sum before they are cancelled."""
    dispute = desk.booking_dispute()
    for amount in ("5.00", "2.50"):
        desk.tell(dispute, "fundRequest", "operator", amount=amount)
    page = open_page(place(dispute), who="operator")
    page.locator("[data-action=resolve]").click()
    expect(page.get_by_role("dialog")).to_contain_text(
        "The 2 requests that still wait, 7.50 GBP together, are cancelled."
    )
    confirm(page, "Mark as resolved")
    expect(card(page)).to_contain_text("Taken back")
    page.locator("[data-action=reopen]").click()
    expect(page.get_by_role("dialog").locator("[data-action=confirm]")).to_have_attribute(
        "aria-disabled", "true"
    )
    page.get_by_label("Reason").fill("The second half is missing.")
    confirm(page, "Reopen the dispute")
    expect(page.locator(".quiet.reopened")).to_contain_text(
        "City Cabs reopened the dispute: The second half is missing."
    )
    expect(page.locator(".banner.green")).to_have_text("The dispute is open again.")


def test_a_hidden_tab_asks_nothing(open_page: OpenPage, desk: Desk) -> None:
    """IG-04: neither for news nor to say that one is there; seen again it asks at once."""
    dispute = desk.booking_dispute()
    page = open_page("#/account", who="operator", is_changed=True)
    page.clock.install()
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/api/" in request.url else None
    )
    page.evaluate("(place) => { location.hash = place }", place(dispute))
    expect(page.get_by_role("region", name="Your wallet").locator(".money")).to_be_visible()
    with page.expect_response(re.compile(r"/message\?after=1")) as polled:
        page.clock.fast_forward(3_500)
    assert polled.value.json()["value"] == []
    page.evaluate(HIDDEN)
    desk.tell(dispute, "message", "aggregator", text="Are you there?")
    asked.clear()
    page.clock.fast_forward(120_000)
    page.evaluate("null")
    assert asked == []
    page.evaluate("delete document.visibilityState")
    page.evaluate(SEEN_AGAIN)
    expect(page.locator(".said.other")).to_have_text(re.compile("Are you there?"))


def test_a_message_that_did_not_arrive_is_tried_again_in_its_place_and_arrives_once(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-01: under the same key, also after a reload; what is refused can be taken back to
    the field.
    """
    dispute = desk.booking_dispute()
    page = open_page(place(dispute), who="operator")
    keys: list[str] = []
    page.on(
        "request",
        lambda request: (
            keys.append(request.headers["idempotency-key"]) if is_message(request) else None
        ),
    )
    page.route("**/message", lambda route: route.abort())
    field(page).fill("Where was he?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".outgoing")).to_contain_text("No answer came.")
    field(page).fill("And when")
    page.unroute("**/message")
    page.reload()
    expect(field(page)).to_have_value("And when")
    page.locator("[data-action=send-again]").click()
    expect(page.locator(".outgoing")).to_have_count(0)
    expect(page.get_by_text("Where was he?")).to_have_count(1)
    assert len(keys) == 2
    assert keys[0] == keys[1]
    page.route(re.compile(f"/dispute/{dispute['disputeID']}$"), lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: "/message?" in request.url):
        page.route("**/message?*", lambda route: route.abort())
    desk.tell(dispute, "withdrawal", "operator")
    field(page).press("Control+Enter")
    expect(page.locator(".outgoing")).to_contain_text(
        "Not sent. The dispute is withdrawn; raise another."
    )
    page.locator("[data-action=take-back]").click()
    expect(field(page)).to_have_value("And when")
    expect(page.locator(".outgoing")).to_have_count(0)


def is_message(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/message")


def test_what_comes_while_one_reads_further_up_is_counted_and_moves_nothing(
    open_page: OpenPage, desk: Desk
) -> None:
    """Page 15, IG-04: it stays unread until its end is seen."""
    dispute = desk.booking_dispute()
    for number in range(9):
        desk.tell(
            dispute, "message", "operator", text=f"Line one of {number}.\nLine two.\nLine three."
        )
    page = open_page(place(dispute), who="operator", height=700)
    room = page.get_by_role("region", name="Messages")
    expect(room.get_by_text("of 8.")).to_be_in_viewport()
    room.evaluate("(one) => one.scrollTo({ top: 40 })")
    expect(room.get_by_text("of 8.")).not_to_be_in_viewport()
    for text in ("Thanks.", "One moment."):
        desk.tell(dispute, "message", "aggregator", text=text)
    pill = page.get_by_role("button", name="2 new messages")
    expect(pill).to_be_visible()
    assert room.evaluate("(one) => one.scrollTop") == 40
    assert unread(desk, dispute) == 2
    with page.expect_response(re.compile("/read$")):
        pill.click()
    expect(room.get_by_text("One moment.")).to_be_in_viewport()
    expect(pill).to_have_count(0)
    assert unread(desk, dispute) == 0


def unread(desk: Desk, dispute: Any) -> int:
    return int(desk.ask("GET", f"/dispute/{dispute['disputeID']}", who="operator")["unread"])


def test_one_address_shows_either_kind_of_dispute_with_one_request_for_it(
    open_page: OpenPage, desk: Desk
) -> None:
    dispute = desk.booking_dispute()
    page = open_page("#/account", who="agent")
    asked: list[str] = []
    page.on(
        "request",
        lambda request: (
            asked.append(request.url) if request.url.endswith(dispute["disputeID"]) else None
        ),
    )
    page.evaluate("(place) => { location.hash = place }", place(dispute))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"Dispute on booking {dispute['reference']}"
    )
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator(".composer")).to_contain_text("may not do this")
    expect(page.locator(".new-from")).to_have_count(0)
    assert len(asked) == 1
    page.evaluate("(place) => { location.hash = place }", place(desk.dispute()))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dispute on invoice")

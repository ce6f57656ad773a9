"""Orders, vendors and payouts: finding an order and disputing its payout, how a vendor stands,
Finance's payouts, the settings of the decisions, and what a vendor sees.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import VENDOR, Desk
from tests.browser.steps import confirm


def row_of(page: Page, text: str) -> Locator:
    """The row of a table that has this in it."""
    return page.get_by_role("row", name=re.compile(re.escape(text)))


def stand(desk: Desk, level: str, text: str, **how: object) -> str:
    """A reason of a manager why the vendor stands otherwise; its id."""
    desk.vendor()
    body = {"level": level, "text": text, **how}
    told = desk.ask("POST", f"/vendor/{VENDOR}/standing/reason", body, "manager")
    return str(next(one["reasonID"] for one in told["reasons"] if one["text"] == text))


def test_an_order_is_found_by_its_id_and_its_payout_is_disputed(
    open_page: OpenPage, desk: Desk
) -> None:
    """CK-01, PO-02, PO-03: what was typed stays through a reload; one open dispute at a time."""
    number = desk.order("4321.00")
    page = open_page("#/orders")
    page.get_by_role("searchbox", name="Order ID").fill(number)
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(re.compile(f"orderID={number}"))
    expect(row_of(page, number)).to_contain_text("4,321.00")
    row_of(page, number).get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Order {number}")
    expect(page.get_by_role("region", name="What is paid")).to_contain_text("Left to pay4,321.00")
    page.get_by_role("link", name="Dispute the payout").click()
    expect(page).to_have_url(re.compile(f"#/claim.orderID={number}"))
    page.get_by_label("What happened").fill("Nothing came by the promised day.")
    page.reload()
    expect(page.get_by_label("What happened")).to_have_value("Nothing came by the promised day.")
    expect(page.get_by_text("Claim 4,321.00\u00a0INR")).to_be_visible()
    page.get_by_role("button", name="Raise the dispute").click()
    expect(page).to_have_url(re.compile("#/dispute/"))
    page.goto(f"{desk.stack.url}/#/order/{number}")
    button = page.get_by_role("button", name="Dispute the payout")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_accessible_description(re.compile("one open dispute at a time"))
    assert desk.ask("GET", f"/order/{number}")["disputeID"]


def test_an_order_that_is_not_there_is_said_so(open_page: OpenPage, desk: Desk) -> None:
    """PO-02: the number that found nothing stands in the words, and can be taken away."""
    desk.vendor()
    page = open_page("#/orders?orderID=NONE-9", who="manager")
    page.get_by_text("With order “NONE-9” there is nothing to show.").wait_for()
    page.get_by_role("link", name="Clear all filters").click()
    expect(page.get_by_role("heading", name="Which order?")).to_be_visible()


def test_a_new_account_waits_for_a_second_person(open_page: OpenPage, desk: Desk) -> None:
    """PO-26: who entered it cannot confirm it, and of its number the end alone is shown."""
    number = desk.order()
    page = open_page(f"#/order/{number}")
    paid = page.get_by_role("region", name="Where the customer is paid")
    paid.get_by_role("button", name="New account").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Number").fill(f"x{number.lower().replace('-', '')}@okbank")
    dialog.get_by_label("Holder").fill("Carl Customer")
    confirm(page, "Write it down")
    waiting = paid.get_by_role("listitem").filter(has_text="Waits for a second person").last
    expect(waiting).to_contain_text("BANK")
    expect(waiting.get_by_role("button", name="Confirm")).to_have_attribute("aria-disabled", "true")
    other = open_page(f"#/order/{number}", who="manager")
    other.get_by_role("button", name="Confirm").last.click()
    confirm(other, "Confirm the account")
    expect(other.locator("main").get_by_text("is confirmed. Payouts go there")).to_be_visible()


def test_a_payout_is_sent_comes_back_and_is_told_so_once(open_page: OpenPage, desk: Desk) -> None:
    """PO-25, PO-28: it goes from list to list, and the money back where it came from."""
    dispute = desk.payout("3100.00")
    order = dispute["orderID"]
    page = open_page("#/payouts", who="finance")
    row_of(page, order).get_by_role("button", name="Send").click()
    expect(page.get_by_role("dialog")).to_contain_text("3,100.00\u00a0INR to Bright Telecom")
    confirm(page, "Send 3,100.00\u00a0INR")
    expect(page.locator("main").get_by_text("is sent, payout")).to_be_visible()
    expect(row_of(page, order)).to_have_count(0)
    page.get_by_role("link", name="Sent", exact=True).click()
    row_of(page, order).get_by_role("button", name="Came back").click()
    page.get_by_role("dialog").get_by_label("What the bank says").fill("AM04")
    confirm(page, "Take back 3,100.00\u00a0INR")
    page.get_by_role("link", name="Came back", exact=True).click()
    expect(row_of(page, order)).to_contain_text("AM04")
    stored = desk.stored(dispute)
    assert [one["status"] for one in stored["payouts"]] == ["returned"]


def test_two_of_finance_free_a_payout_whose_file_was_lost(open_page: OpenPage, desk: Desk) -> None:
    """PO-12, PO-25: the page says that it stands in a file before another one is taken; two people
    say that it never left, and it waits to be sent.
    """
    order = desk.payout("1300.00")["orderID"]
    page = open_page("#/payouts", who="finance")
    expect(row_of(page, order)).to_contain_text("None")
    with page.expect_download():
        page.get_by_role("button", name="Download for the bank as CSV").click()
    expect(page.get_by_text("in a file already")).to_be_visible()
    row_of(page, order).get_by_role("button", name="It never left").click()
    page.get_by_role("dialog").get_by_label("How you know").fill("Never uploaded.")
    confirm(page, "It never left")
    expect(row_of(page, order)).to_contain_text("Finn Finance says")
    other = open_page("#/payouts", who="finance2")
    row_of(other, order).get_by_role("button", name="Confirm: never left").click()
    expect(other.get_by_role("dialog")).to_contain_text("Never uploaded.")
    confirm(other, "It never left")
    expect(row_of(other, order)).to_contain_text("None")


def test_a_payout_that_arrived_is_confirmed_by_hand(open_page: OpenPage, desk: Desk) -> None:
    """PO-25: with the bank's reference."""
    dispute = desk.payout("1100.00")
    [payout] = dispute["payouts"]
    where = f"/dispute/{dispute['disputeID']}/payout/{payout['payoutID']}/sending"
    desk.ask("POST", where, {}, "finance")
    page = open_page("#/payouts?state=sent", who="finance")
    row_of(page, dispute["orderID"]).get_by_role("button", name="Arrived").click()
    page.get_by_role("dialog").get_by_label("Reference of the bank").fill("UTR-4711")
    confirm(page, "It arrived")
    page.get_by_role("link", name="Arrived", exact=True).click()
    expect(row_of(page, dispute["orderID"])).to_contain_text("UTR-4711")


def test_a_vendor_objects_and_a_manager_answers(open_page: OpenPage, desk: Desk) -> None:
    """PO-32, PO-35: the reason goes on until it is answered, and both read the same words."""
    text = f"Nobody could be reached on {desk.order()}."
    reason = stand(desk, "hold", text)
    page = open_page("#/standing", who="vendor")
    own = page.locator(f"[data-reason='{reason}']")
    own.get_by_role("button", name="Object").click()
    page.get_by_role("dialog").get_by_label("Why the reason is wrong").fill("We wrote by mail.")
    confirm(page, "Object")
    expect(own).to_contain_text("Being looked at")
    staff = open_page(f"#/vendor/{VENDOR}", who="manager")
    told = staff.locator(f"[data-reason='{reason}']")
    expect(told).to_contain_text("We wrote by mail.")
    told.get_by_role("button", name="Answer the objection").click()
    dialog = staff.get_by_role("dialog")
    dialog.get_by_label("The vendor is right").check()
    dialog.get_by_label("Answer", exact=True).fill("The mail has been found.")
    confirm(staff, "Grant the objection")
    expect(told).to_have_count(0)
    staff.get_by_role("link", name="History").click()
    expect(staff.get_by_role("region", name="What ended")).to_contain_text(
        "The mail has been found."
    )
    page.reload()
    expect(page.get_by_role("region", name="What ended")).to_contain_text(
        "The mail has been found."
    )


def test_a_manager_reduces_a_vendor_and_ends_that_again(open_page: OpenPage, desk: Desk) -> None:
    """PO-32: by hand, for a reason that the vendor reads, and in the list of vendors."""
    text = f"Late with {desk.order()}."
    page = open_page(f"#/vendor/{VENDOR}", who="manager")
    page.get_by_role("button", name="Change how it stands").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Fewer leads").check()
    dialog.get_by_label("Leads at a time").fill("7")
    dialog.get_by_label("Why").fill(text)
    confirm(page, "Reduce its leads")
    reason = page.get_by_role("listitem").filter(has_text=text)
    expect(reason).to_contain_text("At most 7 leads")
    page.goto(f"{desk.stack.url}/#/vendors")
    expect(row_of(page, VENDOR)).to_contain_text("of 40")
    page.goto(f"{desk.stack.url}/#/vendor/{VENDOR}")
    reason.get_by_role("button", name="End it now").click()
    page.get_by_role("dialog").get_by_label("Why it ends").fill("All is paid.")
    confirm(page, "End the reason")
    expect(reason).to_have_count(0)


def test_a_vendors_page_tells_what_its_disputes_cost(open_page: OpenPage, desk: Desk) -> None:
    """X-08, PO-33: each decision against it as a case of its own, and what leaked by them all."""
    dispute = desk.payout("2400.00")
    page = open_page(f"#/vendor/{VENDOR}", who="manager")
    against = page.get_by_role("region", name="Decided against it").get_by_role("listitem")
    expect(against.first).to_contain_text(dispute["disputeID"])
    expect(against.first).to_contain_text(f"Case {against.count()}")
    record = desk.stored(dispute)["record"]
    cost = page.get_by_role("region", name="What its disputes cost")
    expect(cost).to_contain_text(f"{record['leaked']:,.2f}\u00a0INR")
    assert record["leaked"] == record["paidOut"] - record["fined"]


@pytest.mark.long
def test_a_vendors_page_lists_the_disputes_with_it(open_page: OpenPage, desk: Desk) -> None:
    """CK-03, X-08: also where none was ever decided against it, with what they cost."""
    desk.vendor()
    fresh = f"V-{desk.order()}"
    told = {"name": "Quiet Phones", "maxLeads": 10, "currency": "INR"}
    desk.ask("PUT", f"/vendor/{fresh}", told, "finance")
    first, second = (desk.order_dispute(desk.order("1500.00", vendorID=fresh)) for _ in range(2))
    gone = f"/dispute/{second['disputeID']}/withdrawal"
    desk.ask("POST", gone, {"comment": "The money was found."})
    page = open_page(f"#/vendor/{fresh}", who="manager")
    cost = page.get_by_role("region", name="What its disputes cost")
    expect(cost).to_contain_text("Disputes in INR2")
    tabs = page.get_by_role("navigation", name="Vendor", exact=True)
    tabs.get_by_role("link", name="Disputes").click()
    expect(row_of(page, first["orderID"])).to_contain_text("1,500.00")
    expect(row_of(page, second["orderID"])).to_have_count(0)
    page.get_by_role("link", name="Ended", exact=True).click()
    expect(row_of(page, second["orderID"])).to_contain_text("Withdrawn")
    expect(row_of(page, first["orderID"])).to_have_count(0)
    tabs.get_by_role("link", name="Standing").click()
    expect(cost).to_be_visible()


def test_a_vendors_first_page_says_how_it_stands_and_what_it_is_fined(
    open_page: OpenPage, desk: Desk
) -> None:
    """PO-29, PO-32, PO-35: with the way to why, and to objecting."""
    text = f"Late with {desk.order()}."
    stand(desk, "reduced", text, maxLeads=9)
    dispute = desk.payout("1200.00")
    page = open_page("", who="vendor")
    standing = page.get_by_role("region", name="How you stand")
    expect(standing).to_contain_text(text)
    expect(row_of(page, dispute["orderID"])).to_contain_text("120.00\u00a0INR")
    standing.get_by_role("link", name="See why, and object").click()
    expect(page.get_by_role("heading", level=1, name="How you stand")).to_be_visible()


def test_a_vendor_sees_what_it_is_asked_and_nothing_of_the_customer_but_the_name(
    open_page: OpenPage, desk: Desk
) -> None:
    """CK-04, CU-23: its own orders and disputes, until when to answer, and its fines."""
    dispute = desk.order_dispute()
    desk.ask("POST", f"/dispute/{dispute['disputeID']}/contact", {})
    page = open_page("", who="vendor")
    row = row_of(page, dispute["orderID"])
    expect(row).to_contain_text("Answer awaited")
    expect(row).to_contain_text("in 5 hours")
    main = page.get_by_role("navigation", name="Main")
    expect(main.get_by_role("link", name="Disputes").locator(".count")).to_be_visible()
    assert [link.inner_text().split("\n")[0] for link in main.get_by_role("link").all()] == [
        "Disputes",
        "Orders",
        "How you stand",
        "Wallet",
    ]
    main.get_by_role("link", name="Orders").click()
    row_of(page, dispute["orderID"]).get_by_role("link", name=dispute["orderID"]).click()
    expect(page.get_by_role("region", name="Between")).to_contain_text("Bright Telecom")
    expect(page.locator("main")).not_to_contain_text("98765")
    expect(page.get_by_role("region", name="What is paid")).to_have_count(0)
    main.get_by_role("link", name="Wallet").click()
    expect(page.get_by_role("region", name="What it holds")).to_contain_text("INR")


def test_a_customer_finds_the_own_orders_and_disputes(open_page: OpenPage, desk: Desk) -> None:
    """CK-01: of an order in dispute with the way there, and what was promised."""
    dispute = desk.order_dispute()
    page = open_page("#/orders", who="customer")
    expect(row_of(page, dispute["orderID"])).to_contain_text("In dispute")
    page.get_by_role("link", name="Payouts in dispute").click()
    expect(row_of(page, dispute["orderID"])).to_contain_text("No payment received")


def test_a_table_with_a_gap_is_told_before_it_can_be_saved(open_page: OpenPage, desk: Desk) -> None:
    """PO-40, CK-14: which combinations no row applies to; discarded, the table is as it was."""
    page = open_page("#/settings/decisions", who="admin")
    row = page.get_by_role("listitem").filter(has_text="The vendor has not answered yet")
    row.locator("summary").click()
    row.get_by_role("button", name="Remove the row").click()
    expect(page.get_by_text(re.compile("No row applies to answer none"))).not_to_have_count(0)
    save = page.locator("[data-action=save]")
    expect(save).to_have_attribute("aria-disabled", "true")
    before = desk.ask("GET", "/setting/decisionTable", who="admin")
    assert len(before["value"]) == 11
    page.get_by_role("button", name="Discard").click()
    expect(row).to_be_visible()


@pytest.mark.long
def test_terms_that_cannot_be_are_refused_at_their_field(open_page: OpenPage, desk: Desk) -> None:
    """CK-11: a reminder goes before the deadline; what is right is saved and counts."""
    page = open_page("#/settings/payouts", who="admin")
    field = page.get_by_label("Hours before the deadline that it is reminded")
    field.fill("9")
    page.locator("[data-action=save]").click()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("2")
    page.locator("[data-action=save]").click()
    expect(page.locator("main").get_by_text("The terms are saved.")).to_be_visible()
    [kept] = desk.ask("GET", "/setting/payoutTerms", who="admin")["value"]
    assert (kept["remindBeforeHours"], kept["fines"]) == (2, {"INR": {"percent": 10}})

"""Operators, aggregators and finance around bookings: disputing one, the Disputes tab, wallets, and
corrections by two people.
"""

import re
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import CUT_OFF

BY_INVOICE = "BK-24102"
"""A booking of the demo whose aggregator settles by invoice."""


def reference_of(number: str) -> str:
    """What a booking of the desk is called."""
    return number.replace("BK", "REF")


def paid(desk: Desk, amount: str) -> Any:
    """A new dispute in which the operator asked for an amount and the aggregator has paid it."""
    dispute = desk.booking_dispute()
    asked = desk.tell(dispute, "fundRequest", "operator", amount=amount, reason="Waiting time")
    return desk.tell(
        dispute, f"fundRequest/{asked['pending'][0]['requestID']}/approval", "aggregator"
    )


def row_of(page: Page, text: str) -> Locator:
    """The row of a table that has this in it."""
    return page.get_by_role("row", name=re.compile(re.escape(text)))


def test_a_view_left_and_come_back_to_at_once_shows_what_changed_meanwhile(
    open_page: OpenPage, desk: Desk
) -> None:
    """Even where the page had no time to draw what lies between."""
    number = desk.booking()
    page = open_page(f"#/booking/{number}", who="operator")
    expect(page.get_by_role("button", name="Dispute")).to_be_visible()
    desk.ask("POST", f"/booking/{number}/dispute", {"reason": "The fare was higher."}, "operator")
    page.evaluate(
        "() => { const here = location.hash; location.hash = '#/'; location.hash = here; }"
    )
    expect(page.get_by_text("This booking is in dispute.")).to_be_visible()


def test_an_operator_disputes_a_booking_and_is_told_why_another_cannot_be(
    open_page: OpenPage, desk: Desk
) -> None:
    """IG-01, IG-02: with a reason that is not lost on the way, a question, and the aggregators
    looked up.
    """
    number = desk.booking()
    page = open_page("", who="operator")
    expect(page.get_by_role("heading", level=1, name="Activity")).to_be_visible()
    page.get_by_role("link", name="No fare").click()
    expect(page).to_have_url(re.compile(r"\?status=noFare$"))
    expect(page.get_by_role("cell", name="Completed")).to_have_count(0)
    page.goto(f"{desk.stack.url}/#/booking/{number}")
    page.get_by_role("button", name="Dispute").click()
    reason = page.get_by_role("dialog").get_by_label("What is wrong")
    reason.fill("The agreed fare was 70.00.")
    page.reload()
    expect(reason).to_have_value("The agreed fare was 70.00.")
    expect(page.get_by_role("dialog")).to_contain_text(
        f"Raise a dispute with Rides United on booking {reference_of(number)}?"
    )
    page.get_by_role("button", name="Raise the dispute").click()
    expect(page).to_have_url(re.compile("#/dispute/"))
    page.go_back()
    expect(page).to_have_url(re.compile(f"#/booking/{number}$"))
    expect(page.get_by_text("This booking is in dispute.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(f"{desk.stack.url}/#/booking/{BY_INVOICE}")
    button = page.get_by_role("button", name="Dispute")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_accessible_description(re.compile("Airport Link settles by invoice"))
    page.locator("main").get_by_role("link", name="Who settles how").first.click()
    expect(row_of(page, "Airport Link")).to_contain_text("By invoice")


def test_long_names_and_large_amounts_stay_in_their_frame(open_page: OpenPage, desk: Desk) -> None:
    """Page 6, 32: in the list and in the dispute, on a wide screen and on a narrow one."""
    named = {
        "name": f"{'Donaudampfschifffahrts' * 4} International",
        "currency": "GBP",
        "settlement": "wallet",
    }
    desk.ask("PUT", "/aggregator/AG-LONG", named, "finance")
    number = desk.booking()
    told = desk.ask("GET", f"/booking/{number}", who="finance")
    names = ("operatorID", "reference", "status", "currency", "pickupAt")
    booking = {name: told[name] for name in names} | {
        "aggregatorID": "AG-LONG",
        "fare": "1234567890.12",
    }
    desk.ask("PUT", f"/booking/{number}", booking, "finance")
    dispute = desk.ask("POST", f"/booking/{number}/dispute", {"reason": "w" * 200}, "operator")
    desk.tell(dispute, "fundRequest", "operator", amount="1234567890.12", reason="m" * 200)
    page = open_page("#/disputes", who="operator")
    expect(row_of(page, dispute["reference"])).to_contain_text("1,234,567,890.12")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(CUT_OFF) == []
    page.goto(f"{desk.stack.url}/#/dispute/{dispute['disputeID']}")
    expect(page.locator("[data-request]")).to_contain_text("1,234,567,890.12")
    expect(page.get_by_role("region", name="Booking")).to_contain_text("1,234,567,890.12")
    assert page.evaluate(CUT_OFF) == []


def test_the_other_side_finds_the_dispute_with_what_is_new_and_asked_for(
    open_page: OpenPage, desk: Desk
) -> None:
    """IG-03, IG-04, IG-08: on its tab by whose move it is, and support's queue once it is asked to
    step in.
    """
    dispute = desk.booking_dispute("The toll is missing.")
    desk.tell(dispute, "fundRequest", "operator", amount="4.20", reason="Toll")
    page = open_page("", who="aggregator")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Disputes")
    expect(link.locator(".count")).to_be_visible()
    link.click()
    row = row_of(page, dispute["reference"])
    expect(row).to_contain_text(re.compile(r"new.*City Cabs.*4\.20", re.DOTALL))
    page.get_by_label("Whose move").select_option("You")
    expect(page).to_have_url(re.compile("waitingFor=aggregator"))
    expect(row).to_be_visible()
    page.get_by_role("link", name="Remove filter: Whose move You").click()
    desk.tell(dispute, "escalation", "operator", issue="Who pays tolls?")
    support = open_page("", who="support")
    asked = row_of(support, dispute["reference"])
    expect(asked).to_contain_text("With support")
    tabs = support.get_by_role("navigation", name="Status").get_by_role("link")
    expect(tabs.filter(has=support.locator(".count"))).to_contain_text(
        ["Asked of support", "All open"]
    )
    support.goto(f"{desk.stack.url}/#/bookings")
    support.get_by_label("Booking or reference").press_sequentially(dispute["reference"], delay=20)
    support.get_by_role("link", name=dispute["reference"]).click()
    for name in ("City Cabs", "Rides United"):
        support.get_by_role("link", name=f"Wallet of {name}").click()
        expect(support.get_by_role("heading", level=1, name=f"Wallet of {name}")).to_be_visible()
        expect(support.get_by_role("table", name="Statement")).to_be_visible()
        support.go_back()


def test_a_statement_shows_what_moved_and_is_taken_along_as_a_file(
    open_page: OpenPage, desk: Desk, tmp_path: Path
) -> None:
    """IG-10, X-09: with booking, dispute and the balance after it; filters lie in the URL, and
    auditors see who took files.
    """
    dispute = paid(desk, "3.35")
    page = open_page("#/wallets", who="operator")
    row = row_of(page, dispute["reference"])
    expect(row).to_contain_text(re.compile(r"Fund request.*Rides United.*\+3\.35", re.DOTALL))
    expect(row.get_by_role("link", name="Dispute")).to_have_attribute(
        "href", f"#/dispute/{dispute['disputeID']}"
    )
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download as CSV").click()
    saved.value.save_as(tmp_path / "statement.csv")
    assert saved.value.suggested_filename == "statement-OP-100-GBP.csv"
    assert dispute["reference"] in (tmp_path / "statement.csv").read_text()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download as Excel").click()
    assert saved.value.suggested_filename == "statement-OP-100-GBP.xlsx"
    saved.value.save_as(tmp_path / "statement.xlsx")
    assert load_workbook(tmp_path / "statement.xlsx").active["A1"].value.startswith("Time (")
    auditor = open_page("#/reports", who="finance")
    auditor.get_by_role("link", name="Files taken along").click()
    taken = auditor.get_by_role("row").filter(
        has=auditor.get_by_role("link", name="Statement of wallet OP-100-GBP")
    )
    expect(taken.first).to_contain_text("Excel")
    expect(taken.nth(1)).to_contain_text("CSV")
    page.get_by_label("Kind").select_option("Deposit")
    expect(page).to_have_url(re.compile("kind=deposit"))
    expect(row).to_have_count(0)
    expect(row_of(page, "Bank transfer CC-771")).to_contain_text("400.00")
    page.emulate_media(media="print")
    expect(page.get_by_text("Only kind Deposit.")).to_be_visible()
    expect(page.get_by_role("region", name="What it holds")).to_contain_text("City Cabs")
    page.emulate_media(media="screen")
    expect(page.get_by_text("Only kind Deposit.")).to_be_hidden()
    page.goto(f"{desk.stack.url}/#/booking/{dispute['bookingID']}")
    expect(page.get_by_role("table", name="Money moved")).to_contain_text("3.35")


def test_two_people_of_finance_take_a_transfer_back_and_one_alone_cannot(
    open_page: OpenPage, desk: Desk
) -> None:
    """IG-10: asked for from the statement, refused to who asked, and confirmed with the amount by
    the second one.
    """
    dispute = paid(desk, "2.15")
    page = open_page("#/wallets?partyID=OP-100", who="finance")
    row_of(page, dispute["reference"]).get_by_role("button", name="Take back").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Why it is taken back").fill(f"Was paid by bank: {dispute['reference']}")
    expect(dialog).to_contain_text(
        re.compile(r"take 2\.15\sGBP back from City Cabs to Rides United\?")
    )
    dialog.get_by_role("button", name="Ask for the correction").click()
    page.get_by_role("link", name="Open the corrections").click()
    own = row_of(page, dispute["reference"])
    expect(own.get_by_role("button", name="Agree")).to_have_attribute("aria-disabled", "true")
    expect(own).to_contain_text("a second person of finance has to agree to it")
    second = open_page("#/corrections", who="finance2")
    row_of(second, dispute["reference"]).get_by_role("button", name="Agree").click()
    confirm = second.get_by_role("dialog")
    expect(confirm).to_contain_text(
        re.compile(r"Take 2\.15\sGBP back from City Cabs to Rides United\?")
    )
    for said in (
        f"Was paid by bank: {dispute['reference']}",
        "Waiting time",
        "The payment of 2.15 GBP to City Cabs was taken back",
    ):
        expect(confirm).to_contain_text(said)
    expect(confirm.locator(".effects")).to_contain_text(
        re.compile(r"Wallet of City Cabs.*→.*Wallet of Rides United.*→", re.DOTALL)
    )
    confirm.get_by_role("button", name=re.compile(r"Take back 2\.15\sGBP")).click()
    expect(
        second.get_by_text(re.compile(r"2\.15\sGBP went back from City Cabs to Rides United")).first
    ).to_be_visible()
    second.get_by_role("link", name="Open the statement").click()
    expect(row_of(second, dispute["reference"]).first).to_contain_text(
        re.compile(r"Correction.*\+2\.15", re.DOTALL)
    )


def test_finance_records_a_deposit_and_says_how_far_a_wallet_may_be_emptied(
    open_page: OpenPage, desk: Desk
) -> None:
    """IG-10, IG-11: each told with the amounts before it is done."""
    page = open_page("#/wallets", who="finance")
    expect(page.get_by_role("heading", level=1, name="Wallets")).to_be_visible()
    page.get_by_role("link", name="Choose an operator").click()
    page.get_by_role("link", name="Open wallet of Harbour Cars").click()
    expect(page.get_by_role("heading", level=1, name="Wallet of Harbour Cars")).to_be_visible()
    held = desk.ask("GET", "/wallet/OP-200-GBP", who="finance")["balance"]
    page.get_by_role("button", name="Record a deposit").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Amount").fill("12.50")
    dialog.get_by_label("Reference").fill("Bank transfer HC-043")
    expect(dialog).to_contain_text(
        re.compile(rf"into the wallet of Harbour Cars\? It then holds {held + 12.5:.2f}\sGBP")
    )
    dialog.get_by_role("button", name=re.compile("Deposit 12.50")).click()
    expect(row_of(page, "HC-043")).to_contain_text("+12.50")
    page.get_by_role("button", name="Change the floor").click()
    dialog.get_by_label("Floor").fill("-25")
    dialog.get_by_role("button", name=re.compile("Set the floor to −25.00")).click()
    expect(page.get_by_role("region", name="What it holds")).to_contain_text("−25.00")


def test_a_deposit_that_repeats_one_is_asked_about_and_a_large_one_waits_for_a_second_person(
    open_page: OpenPage, desk: Desk
) -> None:
    """IG-10, X-16: the dialog says which wallet it is about, what was recorded before, and that
    another person has to agree.
    """
    purse = "/wallet/OP-200-GBP"
    desk.ask(
        "POST",
        f"{purse}/deposit",
        {"amount": "3.00", "reference": "Bank transfer HC-050"},
        "finance2",
    )
    held = desk.ask("GET", purse, who="finance")["balance"]
    page = open_page("#/wallet/OP-200-GBP", who="finance")
    page.get_by_role("button", name="Record a deposit").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(
        f"wallet of Harbour Cars, OP-200-GBP, which holds {held:.2f}\u00a0GBP"
    )
    dialog.get_by_label("Amount").fill("20000")
    dialog.get_by_label("Reference").fill("bank transfer  hc-050")
    expect(dialog).to_contain_text(
        re.compile(r"recorded before: 3\.00\sGBP on .* by Fiona Finance")
    )
    expect(dialog.get_by_role("button", name="Deposit")).to_have_attribute("aria-disabled", "true")
    dialog.get_by_label("This is another payment").check()
    expect(dialog).to_contain_text("Ask a second person of finance")
    dialog.get_by_role("button", name=re.compile("Ask for 20,000.00")).click()
    expect(page.get_by_text("waits for a second person of finance").first).to_be_visible()
    assert desk.ask("GET", purse, who="finance")["balance"] == held

    second = open_page("#/corrections", who="finance2")
    row = second.get_by_role("table", name="Deposits and floors").get_by_role(
        "row", name=re.compile("hc-050")
    )
    expect(row).to_contain_text("Same reference as one before")
    row.get_by_role("button", name="Agree").click()
    second.get_by_role("dialog").get_by_role("button", name=re.compile("Deposit 20,000.00")).click()
    expect(
        second.get_by_text(
            "20,000.00 GBP came in for Harbour Cars".replace(" GBP", "\u00a0GBP")
        ).first
    ).to_be_visible()
    assert desk.ask("GET", purse, who="finance")["balance"] == held + 20_000
    expect(row).to_have_count(0)
    second.get_by_role("link", name="Decided").click()
    expect(row).to_contain_text(re.compile("Fiona Finance.*Agreed", re.DOTALL))
    expect(row.get_by_role("button")).to_have_count(0)


def test_who_is_limited_to_customers_is_offered_of_bookings_only_how_aggregators_settle(
    open_page: OpenPage, desk: Desk
) -> None:
    """RV-03, IG-02: and a pasted link to the rest says that it may not be opened."""
    page = open_page("#/aggregators", who="limited")
    expect(row_of(page, "Airport Link")).to_contain_text("By invoice")
    expect(page.locator("main").get_by_role("table").get_by_role("link")).to_have_count(0)
    expect(page.get_by_role("columnheader")).to_have_text(["Name", "Settles", "Currency"])
    offered = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(offered).to_have_text(
        ["Queue", "Customers", "Tickets", "Dispute follow-ups", "Orders", "Aggregators", "Reports"]
    )
    page.goto(f"{desk.stack.url}/#/bookings?operatorID=OP-100")
    expect(page.get_by_role("alert")).to_contain_text("You are limited to some customers")

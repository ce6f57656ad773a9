"""One customer's items from the statement to the reminder: disputed by the wizard, answered from
the mail, credited or refused, ended, and the rest asked for to the cent (DM-01…DM-11, CO-30).
"""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import CUT_OFF, violations
from tests.browser.steps import confirm, end_follow_up
from tests.scenarios import ALL_DAY

OUTBOX_WITHIN_MS = 60_000


@pytest.mark.long
def test_from_the_statement_to_a_reminder_of_the_right_items(
    desk: Desk, open_page: OpenPage
) -> None:
    """DM-01, DM-04, DM-06, DM-09, CO-12, CO-30, CO-43: of four items one is credited, one is
    refused, one stays in the follow-up, and one was in none; a letter tells how the two ended, and
    the reminder asks for the last alone.
    """
    customer = 8_000_000 + secrets.randbelow(1_000_000)
    told = {"name": f"Payer {customer}", "accountNumber": f"S-{customer}", "currency": "USD"}
    told |= {"deliveryMethod": "Email", "email": f"pay{customer}@payer.test"}
    desk.ask("PUT", f"/customer/{customer}", told, "finance")
    desk.ask("PUT", "/setting/dunning", ALL_DAY, "admin")
    credited, refused, waits, plain = (
        desk.invoice(("1", "Leased line", amount), customer=customer)
        for amount in ("100.00", "60.00", "40.00", "25.50")
    )
    statement = f"#/customer/{customer}/statement"
    comment = f"The price of {credited} is wrong"

    page = open_page(statement)
    for number in (credited, refused, waits):
        page.get_by_label(f"Choose invoice {number}", exact=True).check()
    page.get_by_role("link", name="Change status").click()
    page.locator("input[name=status][value=dispute]").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What it is about").fill(comment)
    page.get_by_label("Resolver").select_option(label="Anil Approver")
    page.get_by_label(f"Disputed of invoice {credited}").fill("30.00")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".mail-preview")).to_contain_text(comment)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Change the status").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dispute follow-up on")

    resolver = open_page(desk.resolver_link(comment), who=None)
    resolver.locator("[data-action=answer]").click()
    for number, said in (
        (credited, "The customer is right"),
        (refused, "The customer is not right"),
    ):
        resolver.get_by_role("group", name=number).get_by_label(said, exact=True).check()
    confirm(resolver, "Answer")
    expect(resolver.get_by_text("answered at")).to_be_visible()

    dispute = desk.ask("GET", f"/customer/{customer}/invoice/{credited}")["openDisputeID"]
    approver = open_page(f"#/dispute/{dispute}", who="approver")
    approver.locator("[data-line=general]").get_by_label("Credit").fill("30")
    approver.get_by_role("button", name="Save amounts").click()
    expect(approver.get_by_text("Amounts of the line saved.").first).to_be_visible()
    approver.locator("[data-line=general] [data-action=line-approve]").click()
    confirm(approver, "Approve 30.00 USD")
    approver.locator("[data-action=finalise]").click()
    confirm(approver, "Credit 30.00 USD")
    page.reload()
    page.locator("[data-action=end]").click()
    for number, outcome in (
        (credited, "creditGiven"),
        (refused, "refused"),
        (waits, "creditGiven"),
    ):
        page.get_by_label(f"Invoice {number}").select_option(outcome)
    expect(page.get_by_role("dialog")).to_contain_text(f"Invoice {waits} stays")
    end_follow_up(page)
    page.get_by_label(f"Why, on invoice {credited}").fill("The price list says 70.00.")
    page.get_by_label(f"Why, on invoice {refused}").fill("It is as agreed.")
    confirm(page, "Send the letter")
    expect(page.get_by_text(f"Payer {customer} is told how it ended.").first).to_be_visible()

    page.goto(f"{desk.stack.url}/{statement}")
    rows = {one: page.locator(f'tr[data-key="{one}"]') for one in (credited, refused, waits, plain)}
    expect(rows[plain]).to_contain_text("Will be reminded (Reminder, 25.50 USD)")
    expect(rows[waits]).to_contain_text("Held: in")
    for number in (credited, refused):
        expect(rows[number]).to_contain_text("Held: its dispute ended on")
    expect(rows[credited].locator("[data-label=Collectable]")).to_contain_text("70.00")
    page.get_by_role("link", name="Remind").click()
    page.locator("[data-action=remind]").click()
    expect(page.get_by_role("dialog")).to_contain_text("25.50")
    assert violations(page) == []
    confirm(page, "Send")
    expect(rows[plain]).to_contain_text("Reminded today")
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(CUT_OFF) == []

    outbox = open_page("#/outbox")
    letter = outbox.get_by_role("link", name=f"How your dispute ended: account S-{customer}")
    letter.click(timeout=OUTBOX_WITHIN_MS)
    outbox.get_by_role("button", name="As text").click()
    for said in (
        f"- {credited}: disputed 30.00 USD, credited 30.00 USD, not credited 0.00 USD, open 70.00",
        f"- {refused}: disputed 60.00 USD, credited 0.00 USD, not credited 60.00 USD, open 60.00",
        "The price list says 70.00.",
        "It is as agreed.",
        "Please pay what is open, 130.00 USD, by",
    ):
        expect(outbox.get_by_text(said)).to_be_visible()
    outbox.goto(f"{desk.stack.url}/#/outbox")
    mail = outbox.get_by_role("link", name=f"Reminder: open items of account S-{customer}")
    mail.click(timeout=OUTBOX_WITHIN_MS)
    outbox.get_by_role("button", name="As text").click()
    said = f"- {plain}: due 31 Oct 2026, open 25.50 USD, in clarification –, to pay 25.50 USD"
    expect(outbox.get_by_text(said)).to_be_visible()
    expect(outbox.get_by_text("Please pay 25.50 USD.")).to_be_visible()
    for number in (credited, refused, waits):
        expect(outbox.get_by_text(re.compile(f"- {number}: due"))).to_have_count(0)


def test_receivables_are_shown_as_at_a_day_that_stands_in_the_address(open_page: OpenPage) -> None:
    """RE-04: chosen, reloaded and taken away again."""
    page = open_page("#/reports")
    day = page.get_by_role("textbox", name="As of the end of")
    day.fill("2026-11-02")
    day.press("Tab")
    expect(page).to_have_url(re.compile("asOf=2026-11-02"))
    expect(page.get_by_text("As of Nov 2, 2026")).to_be_visible()
    page.reload()
    expect(page.get_by_text("As of Nov 2, 2026")).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(CUT_OFF) == []
    page.get_by_role("link", name="Remove filter: As of the end of").click()
    expect(page).not_to_have_url(re.compile("asOf"))

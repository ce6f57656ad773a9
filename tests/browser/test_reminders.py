"""Reminding a customer from its statement: a word for each item, the letter as it is sent, a block
(CO-01, CO-30, CO-35).
"""

import re
import secrets
from datetime import date, timedelta

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.steps import confirm
from tests.people import line
from tests.scenarios import ALL_DAY, FEATURE, INVOICE

LEAP_DAY = "2032-02-29"


@pytest.mark.long
def test_a_letter_asks_for_what_is_not_in_dispute(desk: Desk, open_page: OpenPage) -> None:
    """CO-01, CO-30, CO-35, CO-36, DM-06: 30 of 100 are in dispute and 20 are paid, so the letter
    asks 50 and names the 30; what is blocked it does not name, and is found by that reason.
    """
    customer = 7_000_000 + secrets.randbelow(1_000_000)
    told = {"name": f"Payer {customer}", "accountNumber": f"A-{customer}", "currency": "USD"}
    told |= {"deliveryMethod": "Email", "email": f"pay{customer}@payer.test"}
    desk.ask("PUT", f"/customer/{customer}", told, "finance")
    desk.ask("PUT", "/setting/dunning", ALL_DAY, "admin")
    number = desk.invoice(("1", "Monthly fee", "100.00"), customer=customer)
    other = desk.invoice(("1", "Roaming", "10.00"), customer=customer)
    paid = INVOICE | {"payments": [{"paymentID": 1, "date": "2026-11-02", "amount": 20}]}
    paid |= {"lines": [line(1, "100.00")], "dueDate": "2026-10-31"}
    desk.ask("PUT", f"/customer/{customer}/invoice/{number}", paid, "finance")
    claim = FEATURE | {"invoiceNumber": number, "featureID": 1, "amount": 30}
    desk.ask("POST", f"/customer/{customer}/dispute", claim)

    page = open_page(f"#/customer/{customer}/statement")
    row, kept = (page.locator(f'tr[data-key="{one}"]') for one in (number, other))
    expect(row).to_contain_text("Will be reminded (Reminder, 50.00 USD); 30.00 USD is in dispute")
    page.get_by_role("link", name="Remind").click()
    kept.get_by_role("button", name="Block").click()
    page.get_by_label("Reason").fill("Talks with the board")
    confirm(page, "Block")
    expect(kept).to_contain_text("blocked for ever")
    page.locator("[data-action=remind]").click()
    expect(page.get_by_role("dialog")).to_contain_text(f"Ask Payer {customer} for ")
    confirm(page, "Send")
    expect(row).to_contain_text("Reminded today")
    page.get_by_role("link", name="Blocked").click()
    expect(row).to_have_count(0)
    expect(kept).to_be_visible()

    outbox = open_page("#/outbox")
    outbox.get_by_role("link", name=f"account A-{customer}").click()
    outbox.get_by_role("button", name="As text").click()
    told_of = (
        f"- {number}: due 31 Oct 2026, open 80.00 USD, in clarification 30.00 USD, to pay 50.00"
    )
    expect(outbox.get_by_text(told_of)).to_be_visible()
    expect(outbox.get_by_text("Please pay 50.00 USD.")).to_be_visible()
    expect(outbox.get_by_text(other)).to_have_count(0)


def on_leap_day(route: Route) -> None:
    """Answers as where it is that day for the company."""
    answer = route.fetch()
    route.fulfill(response=answer, json=answer.json() | dict.fromkeys(("date", "today"), LEAP_DAY))


def test_the_next_run_is_looked_at_customer_by_customer(desk: Desk, open_page: OpenPage) -> None:
    """CO-28, CO-36, DM-06: whom the job looks at next, and of one each item with its reason, for
    another day too; the address keeps day, reason and customer. Which day it is says the
    run, by its time zone.
    """
    customer = 8_000_000 + secrets.randbelow(1_000_000)
    told = {"name": f"Runner {customer}", "accountNumber": f"R-{customer}", "currency": "USD"}
    told |= {"deliveryMethod": "Email", "email": f"pay{customer}@payer.test"}
    desk.ask("PUT", f"/customer/{customer}", told, "finance")
    number, kept = (desk.invoice(("1", "Fee", "100.00"), customer=customer) for _ in range(2))
    desk.ask("PUT", f"/customer/{customer}/invoice/{kept}/dunningBlock", {"reason": "In talks"})
    desk.put_among_due(customer, 44)

    page = open_page("#/customers")
    page.route("**/dunning/run*", on_leap_day)
    page.get_by_role("link", name="Next reminders").click()
    day = page.locator("input[type=date]")
    expect(day).to_have_value(LEAP_DAY)
    expect(day).to_have_attribute("max", "2032-03-31")
    page.unroute("**/dunning/run*")
    page.reload()
    row = page.locator(f'tr[data-key="{customer}"]')
    expect(page.get_by_text("Nothing goes by itself yet")).to_be_visible()
    today = date.fromisoformat(desk.ask("GET", "/me")["company"]["today"])
    day.fill((today + timedelta(days=2)).isoformat())
    expect(row).to_contain_text("Will be reminded: 1 · Blocked: 1")
    page.get_by_label("Items").select_option("blocked")
    expect(page).to_have_url(re.compile("code=blocked"))
    row.get_by_role("link", name=f"Runner {customer}").click()
    item = page.locator(f'tr[data-key="{kept}"]')
    expect(item).to_contain_text("blocked for ever: In talks")
    expect(page.locator(f'tr[data-key="{number}"]')).to_have_count(0)
    page.get_by_role("link", name="Remove filter: Items Blocked").click()
    expect(page.locator(f'tr[data-key="{number}"]')).to_contain_text("Will be reminded")
    page.go_back()
    page.go_back()
    expect(row).to_be_visible()


def test_what_was_done_to_a_row_is_told_where_one_looks(desk: Desk, open_page: OpenPage) -> None:
    """Page 25: far down in a list the confirmation lies in sight, names its row and moves nothing;
    at the head of the view it stands in its place, and is heard once.
    """
    customer = 6_000_000 + secrets.randbelow(1_000_000)
    told = {"name": f"Owes {customer}", "accountNumber": f"O-{customer}", "currency": "USD"}
    told |= {"deliveryMethod": "Email", "email": f"owes{customer}@payer.test"}
    desk.ask("PUT", f"/customer/{customer}", told, "finance")
    numbers = [desk.invoice(("1", "Fee", "10.00"), customer=customer) for _ in range(4)]

    page = open_page(f"#/customer/{customer}/reminders", height=420)
    row = page.locator(f'tr[data-key="{numbers[-1]}"]')
    row.get_by_role("button", name="Block").click()
    page.get_by_label("Reason").fill("In talks")
    confirm(page, "Block")
    notice = page.locator(".notice .banner")
    expect(notice).to_have_text(f"Reminders are kept away from invoice {numbers[-1]}.")
    expect(notice).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("heading", level=1)).not_to_be_in_viewport()
    expect(row).to_be_in_viewport()
    expect(page.get_by_role("status").filter(has_text="kept away")).to_have_count(1)
    page.evaluate("scrollTo(0, 0)")
    expect(notice).to_have_css("position", "static")
    expect(notice).to_be_in_viewport(ratio=1)

"""Promises to pay: recorded by the staff on ticked items, broken, kept by a late payment; and given
by a customer.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk
from tests.browser.looks import CUT_OFF, violations
from tests.browser.steps import confirm

PAYER = 1951
PLACE = f"#/customer/{PAYER}/statement"
A_MONTH_HOURS = 30 * 24.0


def furnish(desk: Desk) -> list[str]:
    """A customer of its own with two invoices."""
    told = {"name": "Promising & Co", "accountNumber": "ACC-PRO", "currency": "USD"}
    told |= {"email": "pay@promising.test"}
    desk.ask("PUT", f"/customer/{PAYER}", told | {"deliveryMethod": "Email"}, "finance")
    return [desk.invoice(("1", "Monthly fee", "100.00"), customer=PAYER) for _ in range(2)]


def day(ahead: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=ahead)).isoformat()


def type_day(page: Page, told: str) -> None:
    """By keyboard: what is refused on the way leaves the focus where it is."""
    year, month, date = told.split("-")
    field = page.get_by_label("Paid by")
    field.focus()
    page.keyboard.type(f"{month}{date}{year[0]}")
    expect(field).to_have_attribute("aria-invalid", "true")
    page.keyboard.type(year[1:])
    expect(field).to_have_value(told)


def promise(page: Page, numbers: list[str], amount: str = "") -> None:
    for number in numbers:
        page.get_by_label(f"Choose invoice {number}", exact=True).check()
    page.get_by_role("button", name=re.compile("romise to pay")).click()
    type_day(page, day(3))
    if amount:
        page.get_by_label("Amount").fill(amount)
    expect(page.get_by_role("dialog")).to_contain_text("keeps the promise")
    assert violations(page) == []
    confirm(page, "Promise to pay")


def row_of(page: Page, number: str) -> Locator:
    items = page.get_by_role("table", name="Open items")
    return items.get_by_role("row").filter(has_text=number)


@pytest.mark.long
def test_a_promise_is_broken_and_kept_by_a_payment_that_is_recorded_late(
    open_page: OpenPage, desk: Desk
) -> None:
    """CO-21, CO-24, CO-27: on the statement and on the invoice; the customer promises as well."""
    first, second = furnish(desk)
    page = open_page(PLACE)
    promise(page, [first], "60.00")
    expect(row_of(page, first)).to_contain_text(re.compile("Promise open.*60.00\u00a0USD by"))
    desk.judge_promise(PAYER, first, A_MONTH_HOURS)
    page.reload()
    expect(row_of(page, first)).to_contain_text("Promise broken")
    assert violations(page) == []
    payment = {"currency": "USD", "amount": "60.00", "reference": "LATE"}
    allocated = {"allocations": [{"invoiceNumber": first, "amount": "60.00"}]}
    told = payment | allocated | {"valueDate": datetime.now(UTC).date().isoformat()}
    desk.ask("PUT", f"/customer/{PAYER}/payment/L-{first}", told, "finance")
    page.reload()
    expect(row_of(page, first)).to_contain_text("Promise kept")
    page.get_by_role("link", name=first).first.click()
    promises = page.get_by_role("region", name="Promises to pay")
    expect(promises).to_contain_text("60.00\u00a0USD came in.")
    expect(promises).to_contain_text("It was held to be broken from")
    assert violations(page) == []
    page.go_back()
    page.get_by_label(f"Choose invoice {second}", exact=True).check()
    page.get_by_role("button", name="Ask for a promise").click()
    asking = page.get_by_role("dialog")
    expect(asking).to_contain_text("When will you pay? Open items of account ACC-PRO")
    assert violations(page) == []
    asking.get_by_role("button", name="Only make the link").click()
    link = page.get_by_label("Link", exact=True).input_value()
    assert violations(page) == []
    confirm(page, "Send the mail")
    asked = open_page(link[link.index("#/") :], who=None, width=320)
    asked.get_by_role("button", name="Promise to pay").click()
    asked.get_by_label("Paid by").fill(day(3))
    expect(asked.get_by_role("dialog")).to_contain_text("keeps the promise")
    assert violations(asked) == []
    confirm(asked, "Promise to pay")
    expect(asked.get_by_role("main")).to_contain_text("You have promised to pay all of these.")
    assert asked.evaluate(CUT_OFF) == []
    desk.lets("customer", partyID=PAYER)
    try:
        own = open_page(PLACE, who="customer", width=320)
        promise(own, [first, second])
        expect(row_of(own, second)).to_contain_text("100.00\u00a0USD by")
        assert own.evaluate(CUT_OFF) == []
    finally:
        desk.lets("customer", partyID=CUSTOMER)

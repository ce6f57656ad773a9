"""A payment plan is agreed on the statement, and its customer follows it there."""

from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import OTHER_CUSTOMER, Desk
from tests.browser.looks import CUT_OFF, violations
from tests.browser.steps import confirm, spelled


def test_a_plan_is_agreed_and_ended(open_page: OpenPage, desk: Desk) -> None:
    """CU-18, CO-46: instalments are shown before anybody agrees."""
    number = desk.invoice(("1", "Leased line", "300.00"), customer=OTHER_CUSTOMER)
    page = open_page(f"#/customer/{OTHER_CUSTOMER}/statement")
    plans = page.get_by_role("region", name="Payment plans")
    plans.get_by_role("button", name="Agree a plan").click()
    page.get_by_label(f"Invoice {number},").check()
    january = date(datetime.now(UTC).year + 1, 1, 31)
    page.get_by_label("First one due").fill(january.isoformat())
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("300.00 USD in 3 instalments, the first of 100.00 USD")
    assert violations(page) == []
    confirm(page, "Agree the plan")
    plan = plans.get_by_role("listitem").filter(has_text=number)
    expect(plan.get_by_role("table")).to_contain_text(
        spelled(date(january.year, 3, 1) - timedelta(days=1))
    )
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(CUT_OFF) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    plan.get_by_role("button", name="End the plan").click()
    confirm(page, "End the plan")
    expect(plan).to_contain_text("Ended")

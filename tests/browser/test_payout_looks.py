"""What asks in the rooms of payout disputes, light and dark, wide and narrow."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import CUT_OFF, violations
from tests.browser.views import answered_with

LOOKS = [("light", 1280), ("dark", 320)]


def look_over(page: Page) -> list[str]:
    """What is wrong with the open dialog, once it has said what it would do."""
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("Checking what this would")).to_have_count(0)
    box = dialog.bounding_box()
    width = page.viewport_size["width"] if page.viewport_size else 0
    sticks_out = ["wider than the page"] if box is None or box["x"] + box["width"] > width else []
    wider = dialog.evaluate("box => box.scrollWidth > box.clientWidth")
    return violations(page) + sticks_out + (["scrolls sideways"] if wider else [])


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_dialogs_of_a_case_are_whole(
    open_page: OpenPage, desk: Desk, scheme: str, width: int
) -> None:
    """CK-14: the preview of a decision with all its effects above all."""
    dispute = answered_with(desk, {"verdict": "notPaid"})
    place = f"#/dispute/{dispute['disputeID']}"
    page = open_page(place, who="manager", width=width, color_scheme=scheme)
    wrong = {}
    for action in ("decide", "decideOtherwise", "logAttempt", "changeClaim", "assign", "withdraw"):
        page.locator(f"[data-action={action}]").click()
        if action == "decide":
            expect(page.get_by_role("dialog")).to_contain_text("Pay the customer")
        if found := look_over(page):
            wrong[action] = found
        page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    assert (wrong, page.evaluate(CUT_OFF)) == ({}, [])


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_what_several_are_asked_about_is_whole(
    open_page: OpenPage, desk: Desk, scheme: str, width: int
) -> None:
    """Page 43: the bar of what is ticked, and the dialog that it opens, in the size of the page."""
    dispute = desk.order_dispute()
    desk.ask("POST", f"/dispute/{dispute['disputeID']}/assignment", {"assigneeID": None})
    page = open_page("#/orderdisputes?view=unassigned", width=width, color_scheme=scheme)
    page.get_by_label("Choose all").check()
    assert (violations(page), page.evaluate(CUT_OFF)) == ([], [])
    page.locator("[data-action=bulk-assign]").click()
    assert look_over(page) == []
    size = "getComputedStyle(document.querySelector(place)).fontSize"
    told = page.evaluate(f"['body', 'dialog .bulk', 'dialog select'].map((place) => {size})")
    assert len(set(told)) == 1

"""Whether others have the same dispute open."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.steps import HIDDEN, SEEN_AGAIN, place


def test_two_people_on_one_dispute_see_each_other_and_not_themselves(
    open_page: OpenPage, desk: Desk
) -> None:
    dispute = desk.dispute()
    agent = open_page(place(dispute))
    expect(agent.locator("[data-line=L1]")).to_be_visible()
    expect(agent.get_by_text("this open")).to_have_count(0)
    approver = open_page(place(dispute), who="approver")
    expect(
        approver.get_by_role("status").filter(has_text="Ada Agent has this open")
    ).to_be_visible()
    agent.evaluate(SEEN_AGAIN)
    expect(
        agent.get_by_role("status").filter(has_text="Anil Approver has this open")
    ).to_be_visible()
    manager = open_page(place(dispute), who="manager", width=320)
    expect(manager.get_by_text("Ada Agent and Anil Approver have this open")).to_be_visible()
    elsewhere = open_page(place(desk.dispute()), who="manager")
    expect(elsewhere.locator("[data-line=L1]")).to_be_visible()
    expect(elsewhere.get_by_text("this open")).to_have_count(0)


def test_only_a_page_that_can_be_seen_says_that_it_is_open(open_page: OpenPage, desk: Desk) -> None:
    """A forgotten tab holds nobody up."""
    page = open_page(is_changed=True)
    page.clock.install()
    beats: list[str] = []
    page.on(
        "request",
        lambda request: beats.append(request.url) if request.url.endswith("/presence") else None,
    )
    answered(
        page, lambda: page.evaluate("(place) => { location.hash = place }", place(desk.dispute()))
    )
    expect(page.locator("[data-line=L1]")).to_be_visible()
    answered(page, lambda: page.clock.fast_forward(15_500))
    assert len(beats) == 2
    page.evaluate(HIDDEN)
    page.clock.fast_forward(61_000)
    page.evaluate("location.hash = '#/account'")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Agent")
    page.evaluate("delete document.visibilityState")
    page.evaluate(SEEN_AGAIN)
    answered(page, page.go_back)
    assert len(beats) == 3


def answered(page: Page, act: Any) -> None:
    """Do something that has the page say that it is open, and wait for the answer to that very
    request.
    """
    with page.expect_request(lambda request: request.url.endswith("/presence")) as sent:
        act()
    assert sent.value.response()

"""A desk that is quiet and there at once: wrong digits are answered, and the first view takes
little.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk

NOTHING_AHEAD = """const wait = setTimeout;
window.setTimeout = (act, ms, ...told) => (ms >= 1000 ? 0 : wait(act, ms, ...told));"""
"""Nothing is asked for ahead of need, which a slow machine would come to meanwhile."""


def test_no_wrong_digit_logs_an_error(open_page: OpenPage, desk: Desk, failed: list[str]) -> None:
    """X-03: whatever is typed on the way to a right amount, the browser has nothing
    to call an error.
    """
    dispute = desk.dispute(("1", "60.00"))
    page = open_page(f"#/dispute/{dispute['disputeID']}")
    for label in ("Credit", "Disputed"):
        with page.expect_response(lambda one: "dryRun=true" in one.url) as answer:
            page.get_by_label(label, exact=True).first.fill("60000000.01")
        assert (answer.value.status, answer.value.json()["refused"]["status"]) == (200, 409)
        expect(page.locator("[data-line=L1] .preview.wrong")).to_be_visible()
        page.get_by_role("button", name="Discard").click()
    page.goto(page.url.split("#")[0] + f"#/customer/{CUSTOMER}/invoice/{desk.invoice()}/raise")
    page.get_by_label("A general amount").check()
    page.get_by_label("Amount disputed").fill("120.51")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("120.51")

    finance = open_page("#/wallet/OP-200-GBP", who="finance")
    finance.get_by_role("button", name="Record a deposit").click()
    dialog = finance.get_by_role("dialog")
    dialog.get_by_label("Reference").fill("None")
    for amount in ("0", "-5", "5"):
        with finance.expect_response(lambda one: "dryRun=true" in one.url) as answer:
            dialog.get_by_label("Amount").fill(amount)
        assert answer.value.status == 200
    finance.keyboard.press("Escape")

    asking = open_page(f"#/dispute/{desk.booking_dispute()['disputeID']}", who="operator")
    asking.get_by_role("button", name="Ask for money").click()
    for amount in ("0", "-5", "999999999"):
        with asking.expect_response(lambda one: "dryRun=true" in one.url) as answer:
            asking.get_by_role("dialog").get_by_label("Amount").fill(amount)
        assert answer.value.status == 200

    admin = open_page("#/settings/mail?template=approvalAsked", who="admin")
    admin.get_by_label("Text", exact=True).fill("Dear #nobody")
    expect(admin.locator("#mail-body-error")).to_contain_text("#nobody is not a hashtag")
    assert failed == []


def test_a_cold_queue_takes_three_files_and_one_request(open_page: OpenPage, desk: Desk) -> None:
    """Page 36 and 50: 100 kB compressed, until it can be used; the rest comes after it."""
    desk.dispute()
    page = open_page("favicon.ico")
    page.add_init_script(NOTHING_AHEAD)
    taken: list[tuple[str, int]] = []
    page.on(
        "requestfinished",
        lambda one: taken.append(
            (one.url.removeprefix(desk.stack.url), one.sizes()["responseBodySize"])
        ),
    )
    page.goto(f"{desk.stack.url}/#/queue")
    expect(page.get_by_role("table", name="Disputes").get_by_role("link").first).to_be_visible()
    expect(page.get_by_label("Assignee").locator("option")).not_to_have_count(1)
    expect(
        page.get_by_role("navigation", name="Status").get_by_text(re.compile(r"\d")).first
    ).to_be_visible()
    files = [url for url, _ in taken if not url.startswith("/api/")]
    assert sorted(files) == ["/", "/app.js", "/style.css"]
    assert [url.partition("?")[0] for url, _ in taken if url.startswith("/api/")] == ["/api/desk"]
    assert sum(size for _, size in taken) <= 100_000
    with page.expect_response(re.compile("later.js")):
        page.get_by_role("link", name="Reports").click()
    expect(page.get_by_role("heading", level=1, name="Receivables")).to_be_visible()


@pytest.mark.parametrize(
    ("who", "place"),
    [
        ("customer", ""),
        ("customer", f"#/customer/{CUSTOMER}?tab=disputes"),
        ("operator", ""),
        ("aggregator", "#/disputes"),
        ("support", ""),
        ("vendor", ""),
    ],
)
def test_a_cold_start_takes_one_request_for_whoever_comes(
    open_page: OpenPage, desk: Desk, who: str, place: str
) -> None:
    """Page 50: also for who acts for a party, whose id the page does not know before."""
    page = open_page("favicon.ico", who=who)
    asked: list[str] = []
    page.on(
        "request", lambda one: asked.append(one.url.removeprefix(desk.stack.url).partition("?")[0])
    )
    page.goto(f"{desk.stack.url}/{place}")
    page.locator("#main table, #main .blank").first.wait_for()
    expect(page.locator(".skeleton")).to_have_count(0)
    assert [path for path in asked if path.startswith("/api/")] == ["/api/desk"]

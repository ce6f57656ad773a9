"""Layout by content: a table becomes cards by its own need, money never breaks, doubled text fits (page 49)."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.test_looks import AXE

BROKEN = """[...document.querySelectorAll('.money')].filter((one) => one.checkVisibility() && !one.closest('.hidden')
    && one.getBoundingClientRect().height > 2.4 * parseFloat(getComputedStyle(one).fontSize)).map((one) => one.textContent)"""
OVER = "document.documentElement.scrollWidth - innerWidth"
CUT = "[...document.querySelectorAll('.table-room')].some((room) => room.scrollWidth > room.clientWidth)"


def places_of(desk: Desk) -> dict[str, tuple[str, str]]:
    """What is looked at, and by whom."""
    return {
        "reports": ("admin", "#/reports"),
        "queue": ("admin", "#/queue"),
        "dispute": ("agent", f"#/dispute/{desk.dispute()['disputeID']}"),
        "wallet": ("finance", "#/wallets?partyID=AG-10"),
    }


def shown(open_page: OpenPage, desk: Desk, name: str) -> Page:
    who, place = places_of(desk)[name]
    page = open_page(place, who=who, width=1440)
    expect(page.locator(".money").first).to_be_visible()
    return page


@pytest.mark.parametrize("name", ["reports", "queue", "dispute", "wallet"])
def test_nothing_is_cut_and_no_amount_breaks_at_any_width_and_with_doubled_text(open_page: OpenPage, desk: Desk, name: str) -> None:
    page = shown(open_page, desk, name)
    for size, widths in (("100%", (320, 768, 1024, 1440, 2560)), ("200%", (768, 1024, 1440, 2560))):
        page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(OVER) <= 0, (size, width)
            assert not page.evaluate(CUT), (size, width)
            assert page.evaluate(BROKEN) == [], (size, width)


def test_the_table_of_a_report_is_a_table_where_it_has_room(open_page: OpenPage, desk: Desk) -> None:
    page = shown(open_page, desk, "reports")
    expect(page.locator("thead th").first).to_be_visible()
    assert page.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display") == "grid"


def test_the_shell_gives_way_to_doubled_text(open_page: OpenPage, desk: Desk) -> None:
    """Widths are asked for in the text's own size, so that what is beside a view goes on top of it."""
    page = shown(open_page, desk, "queue")
    expect(page.get_by_role("button", name="Open menu")).to_be_hidden()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(page.get_by_role("button", name="Open menu")).to_be_visible()


@pytest.mark.parametrize("place", ["#/wallets?partyID=AG-10", "#/corrections"])
@pytest.mark.parametrize("width", [320, 1440])
def test_targets_of_the_ledger_are_large_enough(open_page: OpenPage, desk: Desk, place: str, width: int) -> None:
    transfer = desk.ask("GET", "/wallet/AG-10-GBP/entry", who="finance")["value"][0]["transferID"]
    if place == "#/corrections" and not desk.ask("GET", "/correction", who="finance")["value"]:
        desk.ask("POST", f"/transfer/{transfer}/correction", {"reason": "Paid twice."}, "finance")
    page = open_page(place, who="finance", width=width)
    expect(page.locator("tbody tr").first).to_be_visible()
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {runOnly: {type: 'rule', values: ['target-size']}})")
    assert [node["html"] for one in found["violations"] for node in one["nodes"]] == []

"""The queue: found, filtered, sorted and walked by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk


def test_rows_are_walked_and_opened_by_keyboard(open_page: OpenPage, desk: Desk) -> None:
    desk.dispute()
    page = open_page()
    links = page.locator("tbody tr td:first-child a")
    expect(links.nth(1)).to_be_visible()
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    name = links.nth(1).inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"Dispute on invoice {name.removeprefix('Invoice ')}"
    )
    page.go_back()
    expect(links.nth(1)).to_be_focused()


def test_the_question_mark_lists_the_keys_and_the_focus_comes_back(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Keyboard shortcuts").focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.get_by_text("Search everything")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_focused()


def test_filters_and_sort_lie_in_the_address_and_survive_a_reload(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_label("Whose move").select_option("approver")
    expect(page).to_have_url(re.compile("waitingFor=approver"))
    expect(page.locator("tbody .badge", has_text="Open")).to_have_count(0)
    page.get_by_role("button", name="Disputed").click()
    expect(page).to_have_url(re.compile("sort=-amount"))
    page.reload()
    expect(page.get_by_role("columnheader", name="Disputed")).to_have_attribute(
        "aria-sort", "descending"
    )
    page.get_by_role("link", name="Remove filter: Whose move Approver").click()
    expect(page.locator("tbody .badge", has_text="Open").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name="Remove filter: Whose move Approver")).to_be_visible()


def test_an_empty_result_says_which_filter_empties_it(open_page: OpenPage) -> None:
    page = open_page("#/queue?waitingFor=resolver")
    expect(
        page.get_by_text("The filter whose move “Resolver” leaves nothing to show.")
    ).to_be_visible()
    page.get_by_role("link", name="Clear all filters").click()
    expect(page.locator("tbody tr").first).to_be_visible()


def test_the_tabs_count_by_status_and_approvals_have_their_own_place(
    open_page: OpenPage, desk: Desk
) -> None:
    waiting = desk.asked("50.00")
    page = open_page(who="approver")
    expect(
        page.get_by_role("navigation", name="Status").get_by_role(
            "link", name=re.compile("Pending approval")
        )
    ).to_contain_text(re.compile(r"\d"))
    page.get_by_role("navigation", name="Main").get_by_role(
        "link", name=re.compile("Approvals")
    ).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Approvals")
    expect(page.locator(f"[data-approval='{waiting['approval']['approvalID']}']")).to_contain_text(
        "50.00 USD"
    )
    without_limit = open_page(who="limited")
    expect(without_limit.get_by_role("link", name="Customers", exact=True)).to_be_visible()
    expect(
        without_limit.get_by_role("navigation", name="Main").get_by_role(
            "link", name=re.compile("Approvals")
        )
    ).to_have_count(0)


def test_the_slash_searches_everything_and_says_what_each_hit_is(
    open_page: OpenPage, desk: Desk
) -> None:
    number = desk.invoice()
    page = open_page()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search")
    expect(box).to_be_focused()
    box.fill(number)
    hit = page.get_by_role("option", name=re.compile(number))
    expect(hit).to_contain_text("Invoice")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Invoice {number}")
    box.fill("Bright Tele")
    expect(page.get_by_role("option", name=re.compile("Bright Telecom")).first).to_contain_text(
        "Customer"
    )


def test_a_limited_agent_sees_only_their_customers(open_page: OpenPage) -> None:
    """RV-03: a pasted link to another customer leads nowhere, and says what may be the matter."""
    page = open_page("#/customers", who="limited")
    expect(page.get_by_role("link", name="Corner Café")).to_be_visible()
    expect(page.get_by_role("link", name="Bright Telecom")).to_have_count(0)
    page.goto(f"{page.url.split('#')[0]}#/customer/{CUSTOMER}")
    expect(page.get_by_role("alert")).to_contain_text("Nothing here")


def test_a_load_that_failed_is_tried_again_in_place(open_page: OpenPage) -> None:
    page = open_page("#/account")
    page.route("**/api/dispute?*", lambda route: route.abort(), times=1)
    page.get_by_role("link", name="Queue").click()
    expect(page.get_by_role("alert")).to_contain_text("No connection")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("tbody tr").first).to_be_visible()


@pytest.mark.long
def test_no_column_of_the_queue_is_cut_at_any_width(open_page: OpenPage) -> None:
    """Columns go, narrow and become cards before one of them no longer fits."""
    page = open_page("#/queue")
    expect(page.locator("tbody tr").first).to_be_visible()
    room = page.locator(".table-room")
    cut = {}
    for width in range(320, 1500, 20):
        page.set_viewport_size({"width": width, "height": 900})
        if (over := room.evaluate("room => room.scrollWidth - room.clientWidth")) > 0:
            cut[width] = over
    assert cut == {}


def test_the_way_back_to_a_list_has_its_pages_and_its_row(open_page: OpenPage, desk: Desk) -> None:
    """Page 44: what was loaded behind the first page is there again, and the focus is on the row
    that was opened.
    """
    for _ in range(26):
        desk.dispute()
    page = open_page()
    page.get_by_role("button", name="Show more").click()
    row = page.locator("tbody tr td:first-child a").nth(25)
    row.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dispute on invoice")
    page.go_back()
    expect(row).to_be_focused()
    expect(page.locator("table[aria-busy]")).to_have_count(0)  # and still after it was fetched anew
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()

"""Layout by content: what gives way to what, asked for in the text's own size."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_a_table_is_one_where_it_has_room_and_the_shell_gives_way_to_doubled_text(
    open_page: OpenPage,
) -> None:
    page = open_page("#/reports", who="admin", width=1440)
    expect(page.locator("thead th").first).to_be_visible()
    row, menu = page.locator("tbody tr").first, page.get_by_role("button", name="Open menu")
    expect(row).to_have_css("display", "table-row")
    expect(menu).to_be_hidden()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(menu).to_be_visible()
    page.set_viewport_size({"width": 1024, "height": 900})
    expect(row).to_have_css("display", "grid")
    page.set_viewport_size({"width": 320, "height": 900})
    expect(row).to_have_css("display", "flex")

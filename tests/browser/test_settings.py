"""What administrators configure."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk


def test_a_new_reason_can_be_chosen_when_raising(open_page: OpenPage, desk: Desk) -> None:
    """CU-22: reasons are configured by administrators."""
    page = open_page("#/settings/reasons", who="admin")
    page.get_by_role("button", name="Add").click()
    page.locator(".editable input").last.fill("Left the country")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The reasons are saved.").first).to_be_visible()
    assert "Left the country" in [one["name"] for one in desk.ask("GET", "/reason")["value"]]


def test_a_limit_is_raised_and_counts(open_page: OpenPage, desk: Desk) -> None:
    """CU-14, X-16: what an administrator sets is what the person may approve, and whether it may import."""
    page = open_page("#/settings/people", who="admin")
    page.get_by_role("button", name="Change Sana Support").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Credit limit in USD").fill("25,50")
    dialog.get_by_label("May import, by file and by API").check()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("row", name="Sana Support")).to_contain_text("25.50")
    expect(page.get_by_role("row", name="Sana Support")).to_contain_text("May import")
    people = desk.ask("GET", "/user?limit=100", who="admin")["value"]
    sana = next(one for one in people if one["name"] == "Sana Support")
    assert (sana["creditLimit"], sana["rights"]) == ({"USD": 25.5}, ["import.run"])


def test_agents_are_told_that_settings_are_not_theirs(open_page: OpenPage) -> None:
    page = open_page("#/settings")
    expect(page.get_by_role("alert")).to_contain_text("You may not open this")

"""One's own calendar: an address that a calendar program reads the dispute follow-ups by."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.looks import CUT_OFF, violations


def test_an_address_is_made_read_by_a_calendar_and_ended(open_page: OpenPage, desk: Desk) -> None:
    """DM-07: it is shown once, works without signing in, and is good for nothing once ended."""
    opened = desk.follow_up("For a calendar")
    page = open_page("#/account", width=320)
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Address", exact=True).input_value()
    page.get_by_label("Say of which customer an entry is").check()
    expect(page.get_by_text("Entries name the customer.").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate(CUT_OFF) == []
    calendar = Calendar.from_ical(urlopen(address).read())
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert f"followUp-{opened['followUpID']}@redress" in uids
    page.reload()
    expect(page.get_by_text("It was shown then")).to_be_visible()
    expect(page.get_by_label("Address", exact=True)).to_have_count(0)
    page.get_by_role("button", name="End the calendar").click()
    expect(page.get_by_role("button", name="Make an address")).to_be_visible()
    with pytest.raises(HTTPError, match="404"):
        urlopen(address)

"""The agenda in a calendar program: its address is made, renewed and ended by its person alone, and
shows what that one may know of now (DM-07).
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from chalicelib.api import http
from chalicelib.domain.people.calendar_feed import hash_of
from chalicelib.store import keys
from chalicelib.store.collections import follow_up_item, to_follow_up
from chalicelib.store.table import Put, name_of
from tests.app import App
from tests.http_client import Result
from tests.scenarios import followed_up

SECRET, ANOTHER = "k3" * 20, "z9" * 16
HARD = 'Müller, Söhne; "Läden"\nשלום 🧾 ' + "ein sehr langer Name " * 8


def makes(app: App, who: str = "agent", secret: str = SECRET, **told: Any) -> Result:
    return app.as_(who).put("/me/calendar", {"secretHash": hash_of(secret)} | told)


def read(app: App, who: str = "agent", secret: str = SECRET, **headers: str) -> Result:
    return app.request(None, "GET", f"/calendar/{who}/{secret}.ics", None, headers)


def events(app: App, **of: str) -> list[Event]:
    """What a calendar program makes of the feed."""
    answer = read(app, **of)
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert max(len(line) for line in answer.text.encode().split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(answer.text)
    assert not calendar.errors
    assert calendar.subcomponents, "a calendar is never empty (RFC 5545, 3.6)"
    return list(calendar.walk("VEVENT"))


def changed(app: App, follow_up_id: str, **values: Any) -> None:
    """The follow-up with other values, as if they had come about."""
    key = keys.follow_up(follow_up_id)
    known = to_follow_up(app.table.get([key])[name_of(key)])
    app.table.commit([Put(follow_up_item(replace(known, **values)))])


def test_an_address_shows_the_agenda_until_it_is_renewed_or_ended(app: App) -> None:
    """DM-07: nothing but a hash is kept, and who may not be here is not there."""
    opened = app.as_("agent").get(f"/followUp/{followed_up(app)['followUpID']}").json
    assert [read(app).status, makes(app).status, read(app).status] == [404, 200, 200]
    made = app.as_("agent").get("/me").json["calendar"]
    assert (made["namesCustomers"], made["timeZone"]) == (False, None)
    assert SECRET not in str(app.items())
    [event] = events(app)
    assert event["UID"] == f"followUp-{opened['followUpID']}@redress"
    assert event["URL"].endswith(f"/#/followUp/{opened['followUpID']}")
    assert event["DTSTART"].dt == date.fromisoformat(opened["dueDate"])
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
    assert opened["customerName"] not in str(event["SUMMARY"])
    makes(app, secret=ANOTHER)
    assert [read(app).status, read(app, secret=ANOTHER).status] == [404, 200]
    assert app.as_("agent").put("/me/calendar", {"namesCustomers": True}).status == 200
    [event] = events(app, secret=ANOTHER)
    assert opened["customerName"] in str(event["SUMMARY"])
    assert app.as_("agent").put("/me/calendar", {}).json["calendar"] is None
    gone = [read(app, secret=ANOTHER), read(app, who="nobody"), read(app, who="customer")]
    assert [(one.status, one.json["detail"]) for one in gone] == [
        (404, "There is no such calendar.")
    ] * 3
    makes(app, secret="1234")
    assert read(app, secret="1234").status == 404, "what might be guessed opens nothing"
    wrong = app.as_("agent").put("/me/calendar", {"secretHash": SECRET})
    assert wrong.json["errors"][0]["pointer"] == "/secretHash"
    [entry, *_] = app.as_("finance").get("/audit/journal?subject=user/agent").json["value"]
    assert "calendar" in entry["after"]
    assert app.faults() == []


def test_what_a_person_may_not_know_of_any_more_is_in_no_feed(app: App) -> None:
    """RV-03, DM-07: limit, role and deactivation hold from the next time that it is read."""
    followed_up(app)
    makes(app)
    assert len(events(app)) == 1
    admin = app.as_("admin")
    assert admin.put("/user/agent", {"limitTo": ["1002"]}).status == 200
    assert events(app) == []
    for values in ({"limitTo": [], "role": "customer", "partyID": 1001}, {"isActive": False}):
        assert admin.put("/user/agent", values).status == 200
        assert read(app).status == 404


def test_an_entry_is_newer_with_each_change_and_what_is_late_stands_on_today(app: App) -> None:
    """DM-07: UID, number and last change of an entry as RFC 5545 has them; one query."""
    opened = followed_up(app)["followUpID"]
    makes(app, timeZone="Pacific/Auckland")
    seen: list[tuple[int, datetime]] = []

    def look() -> Event:
        [event] = events(app)
        seen.append((event["SEQUENCE"], event["LAST-MODIFIED"].dt))
        return event

    look()
    answer = read(app)
    again = read(app, **{"If-None-Match": f"W/{answer.headers['ETag']}"})
    assert (again.status, again.text) == (304, "")
    for days in (20, 1):
        app.later(minutes=days * 24 * 60)
        late = look()
        there = app.now().astimezone(ZoneInfo("Pacific/Auckland"))
        assert (late["DTSTART"].dt, str(late["SUMMARY"])[:5]) == (there.date(), "Late:")
    moved = {"dueDate": (app.now().date() + timedelta(days=4)).isoformat()}
    assert app.as_("agent").put(f"/followUp/{opened}/date", moved).status == 200
    assert "Late" not in look()["SUMMARY"]
    assert seen == sorted(set(seen))
    assert len({number for number, _ in seen}) == len(seen)


def test_whatever_people_wrote_comes_back_as_they_wrote_it(
    app: App, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DM-07: commas, semicolons, lines, other scripts and long words; and no log holds a secret."""
    caplog.set_level("DEBUG")
    opened = followed_up(app)["followUpID"]
    changed(app, opened, customer_name=HARD, model_label="Anrufen, dann; schreiben")
    makes(app, namesCustomers=True)
    [event] = events(app)
    assert str(event["SUMMARY"]).startswith(f"{HARD}: Anrufen, dann; schreiben (")
    monkeypatch.setattr(http, "_told", lambda *_: 1 / 0)
    assert read(app).status == 500
    assert SECRET not in caplog.text

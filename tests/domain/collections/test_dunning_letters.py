"""What a reminder names and charges, which level it has, what is kept of it, and when it may
leave.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from chalicelib.domain.collections.dunning.record import Reminded
from chalicelib.domain.collections.dunning.terms import read_dunning
from chalicelib.domain.collections.dunning.today import UNREACHED
from tests.domain.follow_ups import HOURS
from tests.domain.owing import (
    FOR_EVER,
    NOBODY,
    NOW,
    TERMS,
    TODAY,
    late,
    looked_at,
    promised,
    reminded,
    the_item,
)

YESTERDAY = NOW - timedelta(days=1)


def test_a_held_item_keeps_its_level_and_the_others_take_theirs() -> None:
    """CO-33, CO-34, CO-40: a level rises for who is named in a letter alone."""
    record = replace(
        NOBODY,
        reminded={
            "A": Reminded(2, date(2026, 11, 1)),
            "B": Reminded(1, date(2026, 11, 1)),
        },
        blocks={"A": FOR_EVER},
    )
    items = (late(60), late(50, "B"), late(5, "C"))
    found = looked_at(*items, record=record)
    assert {str(one.invoice_number): one.level for one in found.items} == {"A": 2, "B": 2, "C": 1}
    assert (found.levels, found.level) == ({"B": 2, "C": 1}, 2)
    held_back = looked_at(*items, record=record, is_held_back=True)
    assert [one.level for one in held_back.items] == [2, 1, 0]
    told = record.kept_for(["A", "B", "C"]).with_letter({"number": 1}, found.levels, TODAY)
    assert {number: one.level for number, one in told.reminded.items()} == {"A": 2, "B": 2, "C": 1}
    assert told.kept_for(["C"]).level == 1
    failed = told.with_mail({"type": "mailReturned", "about": 1}, told.letter, NOW)
    assert failed.reminded == record.reminded
    assert failed.unreached is not None
    given_up = told.with_mail({"type": "mailGivenUp", "about": 1}, told.letter, NOW)
    assert given_up.unreached is not None
    codes = (failed.unreached.code, given_up.unreached.code)
    assert codes == ("heldAddress", "notSent")
    assert "held back" not in UNREACHED["notSent"]
    withheld = told.with_mail({"type": "mailWithheld", "about": 1}, told.letter, NOW)
    assert (withheld.reminded, withheld.unreached) == (record.reminded, None)
    looked = told.looked_at(NOW + timedelta(days=7))
    again = [
        looked.with_mail({"type": one, "about": 1}, told.letter, NOW).look_at
        for one in ("mailWithheld", "mailReturned", "mailSent")
    ]
    assert again == [NOW, looked.look_at, looked.look_at]
    sent = told.with_mail({"type": "mailSent", "about": 1}, told.letter, NOW)
    assert (sent.reminded, sent.version) == (told.reminded, told.version)


def test_a_broken_promise_brings_an_item_on_by_a_level_once() -> None:
    """CO-25: the letter is of the next level; the record counts letters alone, and the last level
    is passed over by no promise.
    """
    broken = late(40, promises=(promised(10_000, "broken"),))
    first = looked_at(broken)
    assert (first.level, first.levels) == (2, {"A": 1})
    second = looked_at(broken, record=reminded(1, 20))
    assert (second.level, second.levels) == (3, {"A": 2})
    assert the_item(broken, record=reminded(2, 20)).level == 3
    assert looked_at(late(40, promises=(promised(10_000, "kept"),))).level == 1
    blocked = the_item(broken, record=replace(NOBODY, block=FOR_EVER))
    assert (blocked.level, blocked.was_named) == (1, False), "no letter was sent yet"
    assert the_item(broken, record=reminded(1, 0)).was_named


def test_a_block_that_says_the_same_changes_nothing() -> None:
    """CO-35: and an end is a change by itself."""
    once = NOBODY.blocked(FOR_EVER, "A")
    assert once.blocked(replace(FOR_EVER, at=YESTERDAY, by="Bob"), "A") is once
    assert once.without_block("A", "Ada", NOW).blocks == {}


@pytest.mark.parametrize(
    ("zone", "at", "opens"),
    [
        ("Pacific/Auckland", "2026-11-29T18:59:00+00:00", "2026-11-29T19:00:00+00:00"),
        ("Pacific/Auckland", "2026-11-29T19:00:00+00:00", None),
        ("Europe/Berlin", "2026-11-30T19:30:00+00:00", "2026-12-01T07:00:00+00:00"),
        ("Europe/Berlin", "2026-03-28T20:00:00+00:00", "2026-03-29T06:00:00+00:00"),
        ("America/New_York", "2026-10-31T23:59:00+00:00", None),
        ("America/New_York", "2026-11-01T00:00:00+00:00", "2026-11-01T13:00:00+00:00"),
    ],
)
def test_no_reminder_leaves_outside_the_hours_of_the_customer(
    zone: str, at: str, opens: str | None
) -> None:
    """CO-20, CO-41: in its own zone, over changes of the clock as well."""
    moment = datetime.fromisoformat(at)
    assert TERMS.is_sending(moment, zone, HOURS) is (opens is None)
    expected = datetime.fromisoformat(opens) if opens else moment
    assert TERMS.next_opening(moment, zone, HOURS) == expected


def test_the_window_is_as_set() -> None:
    """CO-20."""
    terms = read_dunning([{"sendFrom": "09:30", "sendUntil": "10:00"}], [])
    assert (terms.send_from, terms.send_until) == (time(9, 30), time(10))

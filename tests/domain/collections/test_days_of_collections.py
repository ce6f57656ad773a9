"""The days of collections where days are odd: the ends of months and years, a leap day, weekends,
holidays of two countries, changes of the clock, and a customer thirteen hours away.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.collections.chasing import ChaseTerms, default_due
from chalicelib.domain.collections.dunning.holds import holds_of_invoice
from chalicelib.domain.collections.dunning.record import Dunning, Reminded
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS, read_dunning
from chalicelib.domain.collections.dunning.today import Account
from chalicelib.domain.invoices.open_items import bucket_of, days_late
from chalicelib.domain.plans.plan import Covered, Instalment, PaymentPlan
from chalicelib.domain.plans.schedule import on_day
from tests.domain.follow_ups import CUSTOMER, invoice

GERMAN, FRENCH = (WorkHours("Europe/Berlin", country=code) for code in ("DE", "FR"))
TERMS = read_dunning([], LEVEL_ROWS)
"""Days of grace: 0, 14, 30; and at least 7, 10, 14 days apart."""


def code_of(due: date, today: date, *, level: int = 0, days_ago: int = 60) -> str:
    """What happens to an item on a day, that was reminded up to a level so many days ago."""
    head = invoice("A", due_date=due, invoice_date=due - timedelta(days=30))
    known = Reminded(level, today - timedelta(days=days_ago))
    record = Dunning(1001, "Bright", "R", reminded={"A": known} if level else {})
    payer = replace(CUSTOMER, email="pay@bright.test")
    return run(Account(payer, [head], [], record), TERMS, today).items[0].code


@pytest.mark.parametrize(
    ("due", "last_free", "level"),
    [
        # The first reminder comes the day after: also on a Sunday, in another month or year.
        ("2026-11-28", "2026-11-28", 0),
        ("2027-02-28", "2027-02-28", 0),
        ("2026-12-31", "2026-12-31", 0),
        ("2028-02-28", "2028-02-28", 0),
        ("2028-02-29", "2028-02-29", 0),
        # Fourteen days are fourteen days: over a leap day, and where the clocks change.
        ("2027-02-15", "2027-03-01", 1),
        ("2028-02-15", "2028-02-29", 1),
        ("2027-03-20", "2027-04-03", 1),
        ("2026-12-20", "2027-01-03", 1),
        # Thirty as well.
        ("2027-01-30", "2027-03-01", 2),
        ("2028-01-30", "2028-02-29", 2),
        ("2027-10-10", "2027-11-09", 2),
    ],
)
def test_a_level_comes_the_day_after_its_grace(due: str, last_free: str, level: int) -> None:
    """CO-38: the days of grace are days of the calendar, and what is due today is not late."""
    day, free = date.fromisoformat(due), date.fromisoformat(last_free)
    assert code_of(day, free, level=level) in ("notDue", "tooSoon")
    assert code_of(day, free + timedelta(days=1), level=level) == "willBeReminded"


@pytest.mark.parametrize(
    ("days_ago", "level", "code"),
    [
        (9, 1, "tooSoon"),
        (10, 1, "willBeReminded"),
        (13, 2, "tooSoon"),
        (14, 2, "willBeReminded"),
        (400, 3, "lastLevel"),
    ],
)
def test_levels_are_so_many_days_apart(days_ago: int, level: int, code: str) -> None:
    """CO-34, CO-38: counted from the letter before, over the leap day."""
    assert code_of(date(2027, 11, 1), date(2028, 3, 3), level=level, days_ago=days_ago) == code


@pytest.mark.parametrize(
    ("zone", "at", "late", "bucket"),
    [
        # Due on the 28th of February; midnight in Auckland is 11 in the morning of UTC.
        ("Pacific/Auckland", "2027-02-28T10:59:00", 0, "notDue"),
        ("Pacific/Auckland", "2027-02-28T11:00:00", 1, "1-30"),
        ("Pacific/Auckland", "2027-03-30T10:59:00", 30, "1-30"),
        ("Pacific/Auckland", "2027-03-30T11:00:00", 31, "31-60"),
        # The summer ends there on the 4th of April, and begins in Berlin on the 28th of March.
        ("Pacific/Auckland", "2027-04-29T11:59:00", 60, "31-60"),
        ("Pacific/Auckland", "2027-04-29T12:00:00", 61, "61-90"),
        ("Europe/Berlin", "2027-02-28T22:59:00", 0, "notDue"),
        ("Europe/Berlin", "2027-02-28T23:00:00", 1, "1-30"),
        ("Europe/Berlin", "2027-03-30T21:59:00", 30, "1-30"),
        ("Europe/Berlin", "2027-03-30T22:00:00", 31, "31-60"),
        ("Pacific/Honolulu", "2027-03-01T09:59:00", 0, "notDue"),
        ("Pacific/Honolulu", "2027-03-01T10:00:00", 1, "1-30"),
    ],
)
def test_an_item_ages_at_the_customers_midnight(zone: str, at: str, late: int, bucket: str) -> None:
    """CO-05, CO-41: wherever the customer is, and whichever clock has changed."""
    today = GERMAN.day_in(zone, datetime.fromisoformat(at).replace(tzinfo=UTC))
    due = date(2027, 2, 28)
    assert (days_late(due, today), bucket_of(due, today)) == (late, bucket)
    assert (code_of(due, today) == "willBeReminded") is (late > 0)


@pytest.mark.parametrize(
    ("hours", "today", "days", "due", "chased"),
    [
        (GERMAN, "2026-12-18", 7, "2026-12-28", "2026-12-28T07:00"),
        (FRENCH, "2026-12-18", 7, "2026-12-28", "2026-12-28T07:00"),
        (GERMAN, "2027-07-07", 7, "2027-07-14", "2027-07-14T06:00"),
        (FRENCH, "2027-07-07", 7, "2027-07-15", "2027-07-15T06:00"),
        (GERMAN, "2027-09-26", 7, "2027-10-04", "2027-10-04T06:00"),
        (GERMAN, "2027-01-24", 7, "2027-02-01", "2027-02-01T07:00"),
        (GERMAN, "2028-02-22", 7, "2028-02-29", "2028-02-29T07:00"),
        # The clocks go on and back on the Sunday in between.
        (GERMAN, "2026-03-22", 7, "2026-03-30", "2026-03-30T06:00"),
        (GERMAN, "2026-10-18", 7, "2026-10-26", "2026-10-26T07:00"),
    ],
)
def test_a_follow_up_is_due_and_chased_on_a_business_day(
    hours: WorkHours, today: str, days: int, due: str, chased: str
) -> None:
    """DM-05, CO-18, CO-20: by the company's calendar, when sending begins on its clock."""
    day = default_due(date.fromisoformat(today), days, hours)
    assert day == date.fromisoformat(due)
    moment = datetime.fromisoformat(chased).replace(tzinfo=UTC)
    assert ChaseTerms().chase_at(day, hours) == moment


@pytest.mark.parametrize(
    ("hours", "zone", "ended", "last"),
    [
        # Five business days: over Christmas, New Year and a weekend.
        (GERMAN, None, "2026-12-22T10:00", "2026-12-30"),
        (GERMAN, None, "2026-12-29T10:00", "2027-01-06"),
        (FRENCH, None, "2027-07-12T10:00", "2027-07-20"),
        (GERMAN, None, "2027-07-12T10:00", "2027-07-19"),
        (GERMAN, None, "2028-02-24T10:00", "2028-03-02"),
        # In Auckland it ended a day later.
        (GERMAN, "Pacific/Auckland", "2028-02-24T12:00", "2028-03-03"),
    ],
)
def test_what_was_in_dispute_rests_for_business_days(
    hours: WorkHours, zone: str | None, ended: str, last: str
) -> None:
    """CO-43: by the company's calendar, from the customer's day on which it ended."""
    at, day = datetime.fromisoformat(ended).replace(tzinfo=UTC), date.fromisoformat(last)
    head = invoice("A", dispute_ended_at=at)
    held = [
        bool(holds_of_invoice(head, day + timedelta(days=later), zone, hours, 5))
        for later in (0, 1)
    ]
    assert held == [True, False]


@pytest.mark.parametrize(
    ("due", "missed"),
    [
        ("2027-01-31", "2027-02-06"),
        ("2027-02-28", "2027-03-06"),
        ("2028-02-25", "2028-03-02"),
        ("2028-02-29", "2028-03-06"),
        ("2026-12-28", "2027-01-03"),
    ],
)
def test_an_instalment_is_missed_the_day_after_its_grace(due: str, missed: str) -> None:
    """CO-46: five days of the calendar, whichever month or year they lead into."""
    parts = (Instalment(date.fromisoformat(due), 5_000), Instalment(date(2029, 1, 31), 5_000))
    at = datetime(2026, 11, 30, tzinfo=UTC)
    covered = (Covered("A", 10_000, 0, 0),)
    plan = PaymentPlan("P", 1001, "USD", covered, parts, 5, True, "Ann", at)
    heads, day = {"A": invoice("A")}, date.fromisoformat(missed)
    before = on_day(plan, heads, day - timedelta(days=1))
    assert (before.is_active, before.look_on) == (True, day)
    assert on_day(plan, heads, day).state == "broken"


@pytest.mark.parametrize(
    ("zone", "day", "opens"),
    [
        ("Europe/Berlin", "2027-03-27", "2027-03-27T07:00"),
        ("Europe/Berlin", "2027-03-28", "2027-03-28T06:00"),
        ("Europe/Berlin", "2027-10-30", "2027-10-30T06:00"),
        ("Europe/Berlin", "2027-10-31", "2027-10-31T07:00"),
        ("Pacific/Auckland", "2027-04-03", "2027-04-02T19:00"),
        ("Pacific/Auckland", "2027-04-04", "2027-04-03T20:00"),
        ("Pacific/Auckland", "2027-09-26", "2027-09-25T19:00"),
        ("Australia/Lord_Howe", "2027-04-04", "2027-04-03T21:30"),
        ("Pacific/Auckland", "2028-02-29", "2028-02-28T19:00"),
        ("Nowhere/Land", "2027-03-28", "2027-03-28T06:00"),
    ],
)
def test_reminders_leave_from_the_customers_morning_on(zone: str, day: str, opens: str) -> None:
    """CO-20: where its clocks change that day, too; by the company's where its zone is unknown."""
    moment = datetime.fromisoformat(opens).replace(tzinfo=UTC)
    assert TERMS.opens_on(date.fromisoformat(day), zone, GERMAN) == moment
    assert TERMS.is_sending(moment, zone, GERMAN)
    assert not TERMS.is_sending(moment - timedelta(minutes=1), zone, GERMAN)

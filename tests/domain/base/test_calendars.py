"""Business days: weekends, public holidays, and the ends of months and years (CO-18, CO-22)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.calendars import Calendar, check_code
from chalicelib.errors import InvalidInput

PLAIN, GERMANY, BAVARIA, FRANCE = Calendar(), *(Calendar(code=c) for c in ("DE", "DE-BY", "FR"))
SIX_DAYS = Calendar(days=(1, 2, 3, 4, 5, 6), holidays=(date(2027, 1, 2),))


@pytest.mark.parametrize(
    ("calendar", "day", "worked"),
    [
        (PLAIN, date(2026, 11, 27), date(2026, 11, 27)),
        (PLAIN, date(2026, 11, 28), date(2026, 11, 30)),
        (PLAIN, date(2026, 10, 31), date(2026, 11, 2)),
        (PLAIN, date(2027, 1, 1), date(2027, 1, 1)),
        (GERMANY, date(2027, 1, 1), date(2027, 1, 4)),
        (GERMANY, date(2026, 12, 25), date(2026, 12, 28)),
        (GERMANY, date(2026, 7, 14), date(2026, 7, 14)),
        (FRANCE, date(2026, 7, 14), date(2026, 7, 15)),
        (FRANCE, date(2026, 10, 3), date(2026, 10, 5)),
        (GERMANY, date(2026, 4, 3), date(2026, 4, 7)),
        (FRANCE, date(2026, 4, 3), date(2026, 4, 3)),
        (GERMANY, date(2027, 1, 6), date(2027, 1, 6)),
        (BAVARIA, date(2027, 1, 6), date(2027, 1, 7)),
        (SIX_DAYS, date(2026, 11, 28), date(2026, 11, 28)),
        (SIX_DAYS, date(2027, 1, 2), date(2027, 1, 4)),
        (PLAIN, date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
def test_a_day_that_is_not_worked_is_put_to_the_next_one_that_is(
    calendar: Calendar, day: date, worked: date
) -> None:
    """CO-18: weekends, holidays of two countries and of a part of one, the end of a month and of a
    year, a leap day.
    """
    assert calendar.on_or_after(day) == worked


@pytest.mark.parametrize(
    ("calendar", "day", "count", "after"),
    [
        (PLAIN, date(2026, 11, 28), 0, date(2026, 11, 30)),
        (PLAIN, date(2026, 11, 27), 1, date(2026, 11, 30)),
        (PLAIN, date(2026, 11, 28), 1, date(2026, 11, 30)),
        (PLAIN, date(2028, 2, 25), 2, date(2028, 2, 29)),
        (GERMANY, date(2026, 12, 23), 2, date(2026, 12, 28)),
        (GERMANY, date(2026, 12, 30), 2, date(2027, 1, 4)),
        (FRANCE, date(2026, 5, 7), 1, date(2026, 5, 11)),
        (GERMANY, date(2026, 5, 7), 1, date(2026, 5, 8)),
    ],
)
def test_business_days_are_counted_past_what_is_free(
    calendar: Calendar, day: date, count: int, after: date
) -> None:
    """CO-22: so many business days later."""
    assert calendar.after(day, count) == after


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 25, 23, tzinfo=UTC)),
    ],
)
def test_the_next_business_day_begins_at_the_company_s_midnight_across_a_change_of_clocks(
    day: date, begins: datetime
) -> None:
    """CO-18: both Sundays on which the clocks change in Berlin lie in between."""
    hours = WorkHours("Europe/Berlin")

    assert hours.begin_of(hours.calendar.on_or_after(day)) == begins


def test_business_hours_rest_on_public_holidays_too() -> None:
    """X-04: the same calendar says what is charged and what is given."""
    christmas = datetime(2026, 12, 25, 9, tzinfo=UTC)

    assert WorkHours().between(christmas, christmas + timedelta(hours=8)) == 8 * 3600
    assert WorkHours(country="DE").between(christmas, christmas + timedelta(hours=8)) == 0
    assert WorkHours(country="DE", opens=time(8)).after(christmas, 60).date() == date(2026, 12, 28)


@pytest.mark.parametrize("code", ["XX", "DE-XX", "de", "", "DE-"])
def test_a_country_whose_holidays_nobody_knows_is_refused(code: str) -> None:
    """CO-18."""
    with pytest.raises(InvalidInput):
        check_code(code)


def test_a_calendar_without_a_business_day_has_an_end() -> None:
    """CO-18: nobody waits for ever."""
    assert Calendar(days=()).on_or_after(date(2026, 1, 1)) > date(2027, 1, 1)


def test_business_days_are_counted_in_a_calendar_without_any_too() -> None:
    """CO-22, CO-43: holidays on every day that is worked keep nobody from promising or reminding;
    after so long every day counts.
    """
    monday = date(2026, 11, 30)
    mondays = tuple(monday + timedelta(weeks=week) for week in range(366))
    none = Calendar((1,), mondays)
    first = none.on_or_after(monday)
    assert first > monday + timedelta(days=365)
    assert none.after(first, 2) > none.after(monday, 1) >= first
    assert none.after(monday, 30) == none.after(monday, 1) + timedelta(days=29)

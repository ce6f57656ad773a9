"""Business hours: time charged and time given (X-04, CU-15)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.base.business_hours import STANDARD, WorkHours, check_hours, read_hours
from chalicelib.errors import InvalidInput

HOUR = 3600
FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)
CALENDARS = st.builds(
    WorkHours,
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    st.lists(st.integers(1, 7), min_size=1, unique=True).map(tuple),
    st.times(time(0, 0), time(11, 0)).map(lambda at: at.replace(second=0, microsecond=0)),
    st.times(time(12, 0), time(23, 0)).map(lambda at: at.replace(second=0, microsecond=0)),
    st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5).map(tuple),
)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (FRIDAY, FRIDAY + timedelta(hours=1), 1),
        (FRIDAY, FRIDAY + timedelta(days=3), 8),
        (FRIDAY + timedelta(hours=2), FRIDAY + timedelta(days=2), 0),
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, FRIDAY - timedelta(days=1), 0),
    ],
)
def test_nights_and_weekends_do_not_count(start: datetime, end: datetime, hours: int) -> None:
    """X-04."""
    assert STANDARD.between(start, end) == hours * HOUR


def test_an_answer_is_due_after_so_many_business_hours() -> None:
    """CU-15: two hours from Friday at four are Monday at ten; a holiday moves it to Tuesday."""
    assert STANDARD.after(FRIDAY, 2 * HOUR) == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    off = WorkHours(holidays=(date(2026, 11, 23),))
    assert off.after(FRIDAY, 2 * HOUR) == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def test_hours_are_those_of_the_company_s_own_zone_also_when_clocks_change() -> None:
    """X-04: nine in Berlin is seven in summer and eight in winter, in UTC."""
    berlin = WorkHours("Europe/Berlin")
    saturday = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
    assert berlin.after(saturday, HOUR) == datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
    assert berlin.after(saturday - timedelta(days=7), HOUR) == datetime(
        2026, 10, 19, 8, 0, tzinfo=UTC
    )


def test_who_works_round_the_clock_has_no_gaps() -> None:
    """X-04: from midnight to midnight, every day."""
    always = read_hours(
        {"timeZone": "UTC", "days": [1, 2, 3, 4, 5, 6, 7], "from": "00:00", "to": "00:00"}
    )
    assert always.between(FRIDAY, FRIDAY + timedelta(days=2)) == 48 * HOUR
    assert always.after(FRIDAY, 30) == FRIDAY + timedelta(seconds=30)


@given(CALENDARS, MOMENTS, st.integers(1, 200 * HOUR))
def test_what_is_given_is_what_is_charged(hours: WorkHours, start: datetime, seconds: int) -> None:
    """X-04, CU-15: whoever answers at the last moment is charged exactly the time
    that was given.
    """
    assert abs(hours.between(start, hours.after(start, seconds)) - seconds) <= 1


@pytest.mark.parametrize(
    "zone", ["Mars/Base", "localtime", "Factory", "right/UTC", "../etc/passwd"]
)
def test_a_zone_that_there_is_not_is_refused(zone: str) -> None:
    """X-04: nor one that only some machines know."""
    with pytest.raises(InvalidInput):
        check_hours({"timeZone": zone})

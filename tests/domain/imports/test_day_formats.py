"""A date is never read as another day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.imports.day_formats import (
    DAY_FORMATS,
    FIRST_SHORT_YEAR,
    ISO,
    LAST_SHORT_YEAR,
    MOMENT_FORMATS,
    day_format,
    example_of,
    read_iso,
    read_moment,
    spelled,
)

ALL = (*DAY_FORMATS, *MOMENT_FORMATS)
TOUCHING = [one for one in DAY_FORMATS if (found := day_format(one)) and found.digits]
days = st.dates(date(1990, 1, 1), date(2069, 12, 31))


def read(text: str, written: str) -> datetime | None:
    how = day_format(written)
    assert how, written
    return read_moment(text, how)


def write(day: date, written: str) -> str:
    return datetime(day.year, day.month, day.day, 18, 20, 5, tzinfo=UTC).strftime(
        written.replace("%z", "+0000")
    )


@given(days)
@example(date(2000, 2, 29))
@example(date(2069, 12, 31))
@example(date(1990, 1, 1))
def test_every_day_comes_back_from_every_format(day: date) -> None:
    """X-12: all the formats that are offered, with times behind too, from 1990 to 2069."""
    for written in ALL:
        found = read(write(day, written), written)
        assert found, (day, written)
        assert found.date() == day, (day, written)


@given(days, st.sampled_from([one for one in DAY_FORMATS if "%d" in one or "%m" in one]))
def test_zeros_in_front_may_be_left_out_where_something_stands_between(
    day: date, written: str
) -> None:
    """X-12: but only there."""
    if "%d%m" in written or "%m%d" in written:
        return
    text = write(day, written.replace("%d", "%-d").replace("%m", "%-m"))
    found = read(text, written)
    assert found
    assert found.date() == day


@given(st.text("0123456789", min_size=1, max_size=12))
@example("1112026")
@example("2026366")
def test_digits_of_another_length_are_no_day(digits: str) -> None:
    """X-12: parts that touch take exactly their digits, so a zero that was lost in
    front is seen.
    """
    for written in TOUCHING:
        how = day_format(written)
        assert how
        found = read(digits, written)
        if len(digits) != how.digits:
            assert found is None, (digits, written)
            assert read(f"{digits} 10:20", f"{written} %H:%M") is None
        elif found:
            assert write(found.date(), written) == digits


@given(st.text(st.sampled_from("0123456789 -/.:T"), max_size=20))
def test_what_is_read_is_written_back_as_the_same_day(text: str) -> None:
    """X-12: whatever the text; nothing rolls over into another month or year."""
    for written in DAY_FORMATS:
        found = read(text, written)
        if found:
            numbers = [
                int(part)
                for part in "".join(sign if sign.isdigit() else " " for sign in text).split()
            ]
            again = [
                int(part)
                for part in "".join(
                    s if s.isdigit() else " " for s in write(found.date(), written)
                ).split()
            ]
            assert numbers == again, (text, written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1112026", "%m%d%Y"),
        ("1112026", "%d%m%Y"),
        ("111226", "%d%m%Y"),
        ("11126", "%d%m%y"),
        ("26111", "%y%m%d"),
        ("2026111", "%Y%m%d"),
        ("1112026 10:20", "%m%d%Y %H:%M"),
        ("2025366", "%Y%j"),
        ("2025-366", "%Y-%j"),
        ("2025-0", "%Y-%j"),
        ("31/04/2026", "%d/%m/%Y"),
        ("29/02/2026", "%d/%m/%Y"),
        ("01/02/26", "%d/%m/%Y"),
        ("01/02/2026", "%d/%m/%y"),
        ("2026-11-01 24:00", "%Y-%m-%d %H:%M"),
        ("2026-11-01 13:00 PM", "%Y-%m-%d %I:%M %p"),
        ("2026-11-01 0:00 AM", "%Y-%m-%d %I:%M %p"),
        ("٠١/٠٢/٢٠٢٦", "%d/%m/%Y"),
        ("1 Nonsense 2026", "%d %b %Y"),
        ("01/02/20261", "%d/%m/%Y"),
        ("0001-01-01", "%Y-%m-%d"),
        ("", "%Y-%m-%d"),
    ],
)
def test_what_is_no_day_is_not_made_one(text: str, written: str) -> None:
    """X-12."""
    assert read(text, written) is None


@pytest.mark.parametrize(
    ("text", "written", "moment"),
    [
        ("01112026", "%m%d%Y", "2026-01-11T00:00:00"),
        ("2024366", "%Y%j", "2024-12-31T00:00:00"),
        ("3-feb-26", "%d-%b-%y", "2026-02-03T00:00:00"),
        ("3 Sept 2026", "%d %b %Y", "2026-09-03T00:00:00"),
        ("3  September  2026", "%d %B %Y", "2026-09-03T00:00:00"),
        ("31.10.2026 6:20 p.m.", "%d.%m.%Y %I:%M %p", "2026-10-31T18:20:00"),
        ("31.10.2026 12:00 AM", "%d.%m.%Y %I:%M %p", "2026-10-31T00:00:00"),
        (
            "2026-10-31T18:20:05.123+02:00",
            "%Y-%m-%dT%H:%M:%S.%f%z",
            "2026-10-31T18:20:05.123000+02:00",
        ),
    ],
)
def test_days_and_moments_as_people_write_them(text: str, written: str, moment: str) -> None:
    """X-12."""
    found = read(text, written)
    assert found
    assert found.isoformat() == moment


def test_years_of_two_digits_have_a_window() -> None:
    """X-12: stated, and all of it; the years beside it take four digits."""
    first, last = date(FIRST_SHORT_YEAR, 1, 1), date(LAST_SHORT_YEAR, 12, 31)
    for day in (first, last):
        found = read(write(day, "%d/%m/%y"), "%d/%m/%y")
        assert found
        assert found.date() == day
    for day in (first - timedelta(1), last + timedelta(1)):
        found = read(write(day, "%d/%m/%y"), "%d/%m/%y")
        assert found
        assert found.date() != day


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "%",
            "%d %m",
            "%d %m %Y %Y",
            "%d%m%Y%",
            "%d %H %Y",
            "%d/%m/%Y %H",
            "%d/%m/%Y %I:%M",
            "%d/%m/%Y %H:%M %p",
            "%q%d%m%Y",
        ),
        *(
            "%d/%m/%Y 1",
            "%d %m %b %Y",
            "%j %d %m %Y",
            "%y %Y %d %m",
            "%H:%M",
            "%d/%m/%Y" + " " * 40,
        ),
    ],
)
def test_what_names_no_day_is_no_format(written: str) -> None:
    """X-12."""
    assert day_format(written) is None


parts = st.sampled_from(
    [
        "%d",
        "%m",
        "%Y",
        "%y",
        "%b",
        "%B",
        "%j",
        "%H",
        "%I",
        "%M",
        "%S",
        "%f",
        "%p",
        "%z",
        "%",
        "-",
        "/",
        " ",
        "T0",
        "é",
        "(",
        "[",
    ]
)


@given(st.lists(parts, max_size=9).map("".join), st.text(max_size=20))
def test_any_format_reads_or_is_refused(written: str, text: str) -> None:
    """X-12: nothing that somebody types as a format breaks the reader."""
    how = day_format(written)
    if how:
        read_moment(text, how)
        assert spelled(written)
        assert read_moment(example_of(written), how)


def test_iso_8601_is_read_with_all_its_parts_or_not_at_all() -> None:
    """X-12: nor as a week, nor without its marks."""
    for text in ("2026-10-31", "2026-10-31T18:20Z", "2026-10-31 18:20:05.5+05:30"):
        assert read_iso(text)
    for text in (
        "20261031",
        "2026-W44-6",
        "2026-10",
        "2026-10-31T18",
        "2026-13-01",
        "0000-01-01",
        "now",
    ):
        assert read_iso(text) is None
    assert (spelled(ISO), spelled("%d/%m/%Y %H:%M")) == ("2026-10-31T18:20:00Z", "DD/MM/YYYY hh:mm")

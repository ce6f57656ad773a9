"""Business hours: how long somebody has had a matter, and until when an answer is due (X-04,
CU-15).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.domain.base.calendars import Calendar, check_code
from chalicelib.errors import InvalidInput
from chalicelib.values import dataclass

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

SECONDS_AN_HOUR = 3600
LOOK_AHEAD_DAYS = 3660
"""No answer is due later than this many days from now, whatever the holidays."""

MIDNIGHT = time(0, 0)
SHORTEST_SENDING = timedelta(hours=1)
"""Letters leave by a job of every few minutes, which passes over shorter sending hours every day.
"""
_CLOCK = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class WorkHours:
    """When the company works; the same hours on each working day, in the company's
    own time zone.
    """

    time_zone: str = "UTC"
    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    """Working days, Monday being 1."""
    opens: time = time(9, 0)
    closes: time = time(17, 0)
    """Not after `opens`: until midnight."""
    holidays: tuple[date, ...] = ()
    country: str | None = None
    """Whose public holidays are free too, such as `DE-BY`."""
    moves_within: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Kind of dispute → party → business hours for its move, where the company has set others than
    the kind's own.
    """

    @cached_property
    def calendar(self) -> Calendar:
        """The company's business days."""
        return Calendar(self.days, self.holidays, self.country)

    @cached_property
    def zone(self) -> "ZoneInfo":
        """The time zone."""
        # Late, as below: few requests need it, and it costs each cold start.
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.time_zone)

    def day_of(self, at: datetime) -> date:
        """The company's date at a moment."""
        return at.astimezone(self.zone).date()

    def day_in(self, time_zone: str | None, at: datetime) -> date:
        """The date at a moment in another time zone; the company's where it is not known."""
        return at.astimezone(self._zone_or_own(time_zone)).date()

    def clock_in(self, time_zone: str | None, at: datetime) -> time:
        """What a clock there shows at a moment."""
        return at.astimezone(self._zone_or_own(time_zone)).time()

    def moment_in(self, time_zone: str | None, day: date, at: time) -> datetime:
        """The moment, in UTC, at which a clock there shows a time on a day."""
        return datetime.combine(day, at, self._zone_or_own(time_zone)).astimezone(UTC)

    def _zone_or_own(self, time_zone: str | None) -> "ZoneInfo":
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(time_zone) if time_zone else self.zone
        except (KeyError, ValueError, OSError):
            return self.zone

    def begin_of(self, day: date) -> datetime:
        """The moment, in UTC, at which the company's day begins."""
        return self.moment(day, MIDNIGHT)

    def between(self, start: datetime, end: datetime) -> int:
        """Business seconds from one moment to another; 0 where the end is not after the start."""
        seconds = 0.0
        for opens, closes in self._spans(start):
            if opens >= end:
                break
            seconds += max(0.0, (min(closes, end) - max(opens, start)).total_seconds())
        return int(seconds)

    def after(self, start: datetime, seconds: int) -> datetime:
        """The moment at which so many business seconds from the start have passed."""
        left = timedelta(seconds=seconds)
        last = start
        for opens, closes in self._spans(start):
            begins = max(opens, start)
            if closes - begins >= left:
                return begins + left
            left -= max(timedelta(0), closes - begins)
            last = closes
        return last

    def _spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Each span of work that ends after the start, in UTC, for as far as anybody
        looks ahead.
        """
        first = self.day_of(start)
        for offset in range(LOOK_AHEAD_DAYS):
            day = first + timedelta(days=offset)
            if self.calendar.is_business_day(day):
                opens, closes = self.moment(day, self.opens), self._closing(day)
                if closes > start:
                    yield opens, closes

    def _closing(self, day: date) -> datetime:
        is_overnight = self.closes <= self.opens
        return (
            self.moment(day + timedelta(days=1), MIDNIGHT)
            if is_overnight
            else self.moment(day, self.closes)
        )

    def moment(self, day: date, at: time) -> datetime:
        """The moment, in UTC, at which a clock on the company's wall shows a time on a day."""
        return datetime.combine(day, at, self.zone).astimezone(UTC)


STANDARD = WorkHours()
"""The hours of a company that has not said its own."""


def read_hours(row: dict[str, Any]) -> WorkHours:
    """The hours that the row of the setting describes."""
    return WorkHours(
        time_zone=row["timeZone"],
        days=tuple(row["days"]),
        opens=time.fromisoformat(row["from"]),
        closes=time.fromisoformat(row["to"]),
        holidays=tuple(date.fromisoformat(day) for day in row.get("holidays", ())),
        country=row.get("country"),
        moves_within=row.get("movesWithin", {}),
    )


def read_clock(value: Any) -> Any:
    """A time of day as it is written; the end of the day is 00:00."""
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise InvalidInput(
            "A time is from 00:00 to 23:59, written as 17:30; midnight is 00:00.", rule="X-04"
        )
    return value


def check_hours(row: dict[str, Any]) -> None:
    """`InvalidInput` for a time zone or country that there is not, and for a day that is named
    twice.
    """
    if row.get("country") is not None:
        try:
            check_code(row["country"])
        except InvalidInput as refused:
            raise _wrong("/country", refused.detail) from None
    if not is_zone(row["timeZone"]):
        raise _wrong("/timeZone", "There is no such time zone; one is Europe/Berlin.")
    for name in ("days", "holidays"):
        days = row.get(name, ())
        if len(set(days)) < len(days):
            raise _wrong(f"/{name}", "Each day is named once.")


def check_sending(opens: time, closes: time) -> None:
    """`InvalidInput` for sending hours that end before they began, or too soon for any job."""
    began, ended = (datetime.combine(date.min, at) for at in (opens, closes))
    if ended - began < SHORTEST_SENDING:
        said = "Sending ends later than it begins, on the same day, and lasts an hour at least."
        raise InvalidInput(
            said,
            rule="CO-20",
            errors=[{"pointer": "/sendUntil", "detail": said, "code": "invalid"}],
        )


def is_zone(name: str) -> bool:
    """Whether the product brings a time zone of this name with it."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    """The time zones that the product brings with it; a machine may know others, and other names
    that mean its own.
    """
    from importlib.resources import files

    return frozenset((files("tzdata") / "zones").read_text().split()) - {"Factory"}


def _wrong(pointer: str, said: str) -> InvalidInput:
    return InvalidInput(
        said, rule="X-04", errors=[{"pointer": pointer, "detail": said, "code": "invalid"}]
    )

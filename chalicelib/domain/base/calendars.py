"""Business days: which days are worked, weekends and the public holidays of a country left out
(CO-18, CO-22).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from chalicelib.errors import InvalidInput
from chalicelib.values import dataclass

LONGEST_REST_DAYS = 400
"""A calendar without a business day for so long has none: from then on every day counts."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The business days of a company or of a country; `code` names whose public holidays are free.

    A code is a country, `DE`, or a part of one, `DE-BY`.
    """

    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    """Working days, Monday being 1."""
    holidays: tuple[date, ...] = ()
    """Days that are free besides."""
    code: str | None = None

    def is_business_day(self, day: date) -> bool:
        """Whether the day is worked."""
        return (
            day.isoweekday() in self.days
            and day not in self.holidays
            and not (self.code and day in public_holidays(self.code, day.year))
        )

    def on_or_after(self, day: date) -> date:
        """The day itself where it is worked, else the next one that is (CO-18)."""
        return next(self._from(day))

    def after(self, day: date, count: int) -> date:
        """The business day that comes so many business days later; for none the day, or the next
        one.
        """
        worked = self._from(day if count == 0 else day + ONE_DAY)
        for _ in range(count - 1):
            next(worked)
        return next(worked)

    def _from(self, day: date) -> Iterator[date]:
        rested = 0
        while rested < LONGEST_REST_DAYS:
            if self.is_business_day(day):
                rested = 0
                yield day
            rested += 1
            day += ONE_DAY
        while True:
            yield day
            day += ONE_DAY


def calendar_of(code: str) -> Calendar:
    """The business days of a country, by its own week: in Kuwait Friday is free (CO-22)."""
    return Calendar(_week_of(code), code=code)


def calendar_for(country: str | None, own: Calendar) -> Calendar:
    """The business days of somebody's country; the company's own where none is known."""
    return calendar_of(country) if country else own


@cache
def _week_of(code: str) -> tuple[int, ...]:
    import holidays

    free = holidays.country_holidays(code.partition("-")[0]).weekend
    return tuple(day for day in range(1, 8) if day - 1 not in free)


@cache
def public_holidays(code: str, year: int) -> frozenset[date]:
    """The public holidays of a country, or of a part of one, in a year."""
    # Late, since hardly any request needs it, and it costs each cold start.
    import holidays

    country, _, part = code.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))


def check_code(code: str) -> None:
    """`InvalidInput` where no public holidays are known under the code."""
    country, dash, part = code.partition("-")
    parts = _known().get(country)
    if parts is None or (dash and part not in parts):
        raise InvalidInput(
            "The public holidays of no such country, or part of one, are known; a code is DE, or"
            " DE-BY.",
            rule="CO-18",
        )


@cache
def _known() -> dict[str, frozenset[str]]:
    import holidays

    countries = holidays.list_supported_countries(include_aliases=False)
    return {country: frozenset(parts) for country, parts in countries.items()}

"""Names and days as they are told from outside, by a request and by a file alike (X-12)."""

import re
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.errors import InvalidInput

MAX_NAME = 200
MAX_MOMENT = 40
FIRST_YEAR, LAST_YEAR = 1900, 2999

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def read_name(value: Any, longest: int = MAX_NAME) -> str:
    """The text without spaces around it; nothing that cannot be seen, or turns the direction of what stands beside it."""
    text = value.strip() if isinstance(value, str) else ""
    if 1 <= len(text) <= longest and text.isprintable():
        return text
    raise InvalidInput(f"A text of 1 to {longest} printable characters is needed here.")


def read_day(value: Any) -> date:
    """The day that a text spells as `2026-10-31`, of the years that matter."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = date.min
        if is_sensible(day):
            return day
    raise InvalidInput(f"A day of the years {FIRST_YEAR} to {LAST_YEAR} is needed here, written as 2026-10-31.")


def read_moment(value: Any) -> datetime:
    """The moment that a text spells as `2026-10-31T18:20:00Z`, with its distance from UTC."""
    if isinstance(value, str) and len(value) <= MAX_MOMENT:
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo and is_sensible(moment.date()):
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    raise InvalidInput("A moment with its distance from UTC is needed here, written as 2026-10-31T18:20:00Z.")


def is_sensible(day: date) -> bool:
    """Whether it is of a year in which there are invoices."""
    return FIRST_YEAR <= day.year <= LAST_YEAR

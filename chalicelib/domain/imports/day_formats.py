"""How days and moments are written in files, and reading them so that none is ever taken for
another (X-12).
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from chalicelib.domain.base.texts import is_sensible
from chalicelib.values import dataclass

FIRST_SHORT_YEAR, LAST_SHORT_YEAR = 1970, 2069
"""What a year of two digits can mean: 70 to 99 are of the nineteen hundreds, 00 to 69 of the two
thousands.
"""

SHORT_YEARS = (
    f"Years of two digits are read as {FIRST_SHORT_YEAR} to {LAST_SHORT_YEAR}; any other takes four"
    " digits."
)

DAY_FORMATS = (
    *(
        "%Y-%m-%d",
        "%d.%m.%Y",
        "%d/%m/%Y",
        "%m/%d/%Y",
        "%d-%m-%Y",
        "%m-%d-%Y",
        "%Y/%m/%d",
        "%Y.%m.%d",
    ),
    *("%Y%m%d", "%d%m%Y", "%m%d%Y", "%y%m%d", "%d%m%y", "%m%d%y"),
    *("%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%y", "%m-%d-%y", "%Y-%j", "%Y%j"),
    *("%d. %m. %Y", "%d.%m.%Y.", "%Y年%m月%d日"),
    *("%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %B %Y", "%d. %B %Y", "%b %d, %Y", "%B %d, %Y"),
)
"""The ways to write a day that are offered and tried, the usual ones first; others can be spelled
out.
"""

_TIMES = (
    *(" %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p"),
    *("T%H:%M", "T%H:%M:%S", "T%H:%M:%S%z", "T%H:%M:%S.%f", "T%H:%M:%S.%f%z"),
)
MOMENT_FORMATS = tuple(f"{day}{behind}" for day in DAY_FORMATS for behind in _TIMES)
"""The same with a time behind."""

ISO = "iso"
"""Names ISO 8601 as a whole, with or without time, fraction and zone."""

SERIAL = "serial"
"""Names days as spreadsheets count them, which a column shows that was made plain numbers."""

_SERIAL_ZERO = date(1899, 12, 30)
_SERIAL_DAYS = range((date(2000, 1, 1) - _SERIAL_ZERO).days, (date(2060, 1, 1) - _SERIAL_ZERO).days)
"""The counts that are read: other numbers of five digits are rather days that lost a zero."""

MAX_FORMAT = 40

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PLACES = {
    name[:length].casefold(): place
    for place, name in enumerate(_MONTHS, 1)
    for length in (3, len(name))
} | {"sept": 9}
_ANY_MONTH = "|".join(sorted(_PLACES, key=len, reverse=True))

_WIDTHS = {
    "d": (1, 2),
    "m": (1, 2),
    "Y": (4, 4),
    "y": (2, 2),
    "j": (1, 3),
    "H": (1, 2),
    "I": (1, 2),
    "M": (2, 2),
    "S": (2, 2),
    "f": (1, 9),
}
"""Part of a format → how many digits it has at least, where something stands between it and the
next, and at most.
"""

_NAMES = {"b": _ANY_MONTH, "B": _ANY_MONTH, "p": r"[ap]\.?m\.?", "z": r"Z|[+-][0-9]{2}:?[0-9]{2}"}
_SPELLED = {
    "d": "DD",
    "m": "MM",
    "Y": "YYYY",
    "y": "YY",
    "j": "day of the year",
    "b": "Mon",
    "B": "Month",
} | {
    "H": "hh",
    "I": "hh",
    "M": "mm",
    "S": "ss",
    "f": "fraction",
    "p": "am/pm",
    "z": "zone",
}
_DAY_PARTS, _TIME_PARTS = frozenset("dmyYbBj"), frozenset("HIMSfpz")
_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T"
    r" ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.ASCII,
)
_EXAMPLE = datetime(2026, 10, 31, 18, 20, 5)


@dataclass(frozen=True)
class DayFormat:
    """One way to write a day, perhaps with a time: its parts in their order, and what
    finds them.
    """

    written: str
    pattern: re.Pattern[str]
    digits: int | None
    """So many digits it takes where it is nothing but digits, none of which can be left out."""

    @property
    def has_time(self) -> bool:
        """Whether a time stands behind the day."""
        return bool(_TIME_PARTS & set(_parts(self.written)))


@lru_cache(maxsize=1024)
def day_format(written: str) -> DayFormat | None:
    """The format that is spelled like `%d/%m/%Y %H:%M`; None for one that names no day, or a part
    of it twice.
    """
    parts = _parts(written)
    known = set(parts)
    has_day = known & {"j"} or (known & {"d"} and known & set("mbB"))
    if (
        len(written) > MAX_FORMAT
        or len(parts) > len(known)
        or not known <= _DAY_PARTS | _TIME_PARTS
    ):
        return None
    if (
        not has_day
        or len(known & {"y", "Y"}) != 1
        or len(known & set("mbB")) > 1
        or (known & {"j"} and known & set("dmbB"))
    ):
        return None
    clock = known & _TIME_PARTS
    if clock and not (
        "M" in clock and ("H" in clock) != ("I" in clock) and ("I" in clock) == ("p" in clock)
    ):
        return None
    if (
        ("S" not in clock and "f" in clock)
        or len(parts) != written.count("%")
        or re.search("[0-9]", written)
    ):
        return None
    is_all_digits = not re.sub(r"%[dmYyj]", "", written)
    digits = sum(_WIDTHS[part][1] for part in parts) if is_all_digits else None
    return DayFormat(written, re.compile(_regex(written), re.ASCII | re.IGNORECASE), digits)


def read_moment(text: str, written: DayFormat) -> datetime | None:
    """The moment that the text spells, with its zone where it names one; None where it is not
    written in this way, or is no day at all.
    """
    found = written.pattern.fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    day = _day_of(parts)
    if day is None or not is_sensible(day):
        return None
    try:
        return datetime.combine(day, _time_of(parts), _zone_of(parts.get("z")))
    except ValueError:
        return None


def read_iso(text: str) -> datetime | None:
    """The moment that the text spells by ISO 8601 with all its parts: `2026-10-31T18:20:00Z`."""
    try:
        moment = datetime.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None
    return moment if moment and is_sensible(moment.date()) else None


def read_serial(text: str) -> datetime | None:
    """The day that a spreadsheet counts by this number: 46326 is 31 October 2026."""
    if not re.fullmatch(r"[0-9]{5}(\.0+)?", text, re.ASCII) or int(text[:5]) not in _SERIAL_DAYS:
        return None
    return datetime.combine(_SERIAL_ZERO + timedelta(int(text[:5])), time())


def in_utc(moment: datetime) -> datetime | None:
    """The moment by UTC, in which one without a zone is taken to be."""
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        return None


def spelled(written: str) -> str:
    """A format as people say it: `%d/%m/%Y` is `DD/MM/YYYY`."""
    if written == ISO:
        return "2026-10-31T18:20:00Z"
    if written == SERIAL:
        return "a number, as spreadsheets count days"
    return re.sub(r"%([a-zA-Z])", lambda part: _SPELLED.get(part[1], part[0]), written)


def example_of(written: str) -> str:
    """How 31 October 2026, 18:20:05, looks in a format."""
    if written == ISO:
        return "2026-10-31T18:20:05Z"
    if written == SERIAL:
        return str((_EXAMPLE.date() - _SERIAL_ZERO).days)
    return _EXAMPLE.strftime(written.replace("%z", "Z").replace("%f", "000"))


def _parts(written: str) -> list[str]:
    return re.findall(r"%(.)", written, re.DOTALL)


def _regex(written: str) -> str:
    """Parts with nothing between them take exactly their digits, so that no text can be read in two
    ways.
    """
    pieces = re.findall(r"%.|\s+|[^%\s]", written, re.DOTALL)
    found = []
    for place, piece in enumerate(pieces):
        part = piece[1:]
        if piece[0] != "%":
            found.append(r"\s+" if piece.isspace() else re.escape(piece))
        elif part in _NAMES:
            found.append(f"(?P<{part}>{_NAMES[part]})")
        else:
            least, most = _WIDTHS[part]
            touches = any(
                0 <= beside < len(pieces) and pieces[beside][1:] in _WIDTHS
                for beside in (place - 1, place + 1)
            )
            found.append(f"(?P<{part}>[0-9]{{{most if touches else least},{most}}})")
    return "".join(found)


def _day_of(parts: Mapping[str, str]) -> date | None:
    year = int(parts["Y"]) if "Y" in parts else _long_year(int(parts["y"]))
    try:
        if "j" in parts:
            first = date(year, 1, 1)
            day = first + timedelta(int(parts["j"]) - 1)
            return day if day.year == year else None
        named = parts.get("b") or parts.get("B")
        return date(year, _PLACES[named.casefold()] if named else int(parts["m"]), int(parts["d"]))
    except (ValueError, OverflowError):
        return None


def _long_year(short: int) -> int:
    century = FIRST_SHORT_YEAR // 100 * 100
    return century + short + (100 if century + short < FIRST_SHORT_YEAR else 0)


def _time_of(parts: Mapping[str, str]) -> time:
    if "M" not in parts:
        return time()
    hour = int(parts.get("H") or parts.get("I") or 0)
    if half := parts.get("p"):
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half.casefold().startswith("p") else 0)
    return time(
        hour,
        int(parts["M"]),
        int(parts.get("S") or 0),
        int((parts.get("f") or "0").ljust(6, "0")[:6]),
    )


def _zone_of(written: str | None) -> timezone | None:
    if written is None:
        return None
    if written in "Zz":
        return UTC
    sign = -1 if written[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(written[1:3]), minutes=int(written[-2:])))

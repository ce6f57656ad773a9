"""The part of OData's `$filter` that look-ups take: fields that equal values, joined by `and`
(RV-05).
"""

import re
from collections.abc import Mapping
from typing import Any

from chalicelib.errors import UnsupportedQuery

_CLAUSE = re.compile(
    r"\s*([A-Za-z]{1,40})\s+eq\s+(?:'((?:[^']|'')*)'|(-?[0-9]{1,20}(?:\.[0-9]{1,10})?)|(true|false|null))\s*"
)
_AND = re.compile(r"and\s")
MAX_LENGTH = 500


def parse_filter(text: str | None, fields: tuple[str, ...]) -> dict[str, str | None]:
    """Field → value as text, None for null; `UnsupportedQuery` for every operator but `eq` and
    `and`.
    """
    if text is None:
        return {}
    found: dict[str, str | None] = {}
    place = 0
    while True:
        clause = _CLAUSE.match(text, place) if len(text) <= MAX_LENGTH else None
        if not clause or clause[1] not in fields or clause[1] in found:
            raise UnsupportedQuery(
                f"$filter takes FIELD eq VALUE, joined by and; fields are {', '.join(fields)}.",
                rule="RV-05",
            )
        found[clause[1]] = _value(clause)
        place = clause.end()
        if place == len(text):
            return found
        if not _AND.match(text, place):
            raise UnsupportedQuery("$filter knows eq and and; nothing else.", rule="RV-05")
        place += len("and")


def matches(row: Mapping[str, Any], wanted: Mapping[str, str | None]) -> bool:
    """Whether a row has all the values; `1984950` and `'1984950'` are the same (RV-12)."""
    return all(
        row.get(name) is None if value is None else str(row.get(name)) == value
        for name, value in wanted.items()
    )


def parse_top(text: str | None, largest: int = 100, default: int = 25) -> int:
    """How many rows a page shall have."""
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= largest):
        raise UnsupportedQuery(f"A page has 1 to {largest} rows.")
    return int(text)


def _value(clause: re.Match[str]) -> str | None:
    if clause[2] is not None:
        return clause[2].replace("''", "'")
    return clause[3] if clause[3] is not None else None if clause[4] == "null" else clause[4]

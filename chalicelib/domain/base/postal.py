"""Postal addresses: the lines beneath a name in the window of an envelope, told whole or in parts
(CO-36).
"""

from typing import Any

from chalicelib.domain.base.texts import read_lines
from chalicelib.errors import InvalidInput

MAX_POSTAL = 500
"""In characters, breaks between lines included."""
MAX_POSTAL_LINES = 6
MAX_POSTAL_LINE = 90
"""What stands in the window in a size that can be read."""
RULE = "CO-36"
_CODE_BEHIND = frozenset({"US", "CA", "AU", "NZ"})
_CODE_BENEATH = frozenset({"GB", "IE"})


def read_postal(value: Any, what: str = "The address") -> str:
    """An address, a line a line, without empty ones; `InvalidInput` says what no window shows."""
    text = read_lines(value, MAX_POSTAL, what)
    lines = [line for one in text.split("\n") if (line := one.strip())]
    if len(lines) > MAX_POSTAL_LINES:
        raise InvalidInput(
            f"{what} has {len(lines)} lines; the window of an envelope shows {MAX_POSTAL_LINES},"
            " the name not counted.",
            rule=RULE,
        )
    long = next((line for line in lines if len(line) > MAX_POSTAL_LINE), None)
    if long:
        raise InvalidInput(
            f"{what} has a line of {len(long)} characters, “{long[:20]}…”; one has"
            f" {MAX_POSTAL_LINE} at most. Break it into two.",
            rule=RULE,
        )
    return "\n".join(lines)


def postal_of(
    street: str | None,
    more: str | None,
    code: str | None,
    town: str | None,
    land: str | None,
    country: str | None,
) -> str | None:
    """The address of its parts as its country writes it: the code before the town, behind it, or
    beneath; None where there are none.
    """
    nation = (country or "").partition("-")[0]
    if nation in _CODE_BENEATH:
        places = [town, code]
    elif nation in _CODE_BEHIND:
        places = [" ".join(filter(None, (town, code)))]
    else:
        places = [" ".join(filter(None, (code, town)))]
    return "\n".join(filter(None, (street, more, *places, land))) or None

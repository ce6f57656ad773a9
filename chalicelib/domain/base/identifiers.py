"""Identifiers that come from outside: numbers stay numbers, zeros in front stay (RV-12)."""

import hashlib
import unicodedata
from typing import Any

from chalicelib.domain.base.texts import refused_in, tidy
from chalicelib.errors import InvalidInput

OutsideID = int | str
"""As first imported: a JSON integer or a string."""

OUTSIDE = "external"
"""The party of the account of the outside world: what comes in from there, it owes. It has no
floor.
"""

PLATFORM = "platform"
"""The party of the account of the company itself: it pays out what others owe, and fines come to
it.
"""

PARTIES_OF_THE_HOUSE = (OUTSIDE, PLATFORM)
"""What no party from outside can be called."""

MAX_INTEGER = 2**53 - 1
MAX_LENGTH = 64

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def read_outside_id(value: Any) -> OutsideID:
    """The identifier if it is one: an integer from 0 to 2^53−1, or 1 to 64 characters, read as
    every text is (RV-12).
    """
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_INTEGER:
        return value
    refused = refused_in(value) if isinstance(value, str) else None
    if refused:
        raise InvalidInput(
            f"The identifier holds {refused}, which has no place in one; leave it out.",
            rule="RV-12",
        )
    text = written_id(value) if isinstance(value, str) else ""
    if 1 <= len(text) <= MAX_LENGTH:
        return text
    raise InvalidInput(
        "An identifier is an integer from 0 to 9007199254740991 or a string of 1 to 64 printable"
        " characters.",
        rule="RV-12",
    )


def written_id(text: str) -> str:
    """The identifier that somebody wrote or copied: tidied, its letters composed, so that what
    looks the same is the same (RV-12).
    """
    return unicodedata.normalize("NFC", tidy(text))


def id_in_url(told: str) -> OutsideID:
    """The identifier that a URL names; it has no type there, so digits without a zero in front are
    a number (RV-12).
    """
    text = written_id(told)
    is_number = (
        text.isascii()
        and text.isdigit()
        and (text == "0" or not text.startswith("0"))
        and len(text) <= len(str(MAX_INTEGER))
    )
    return int(text) if is_number and int(text) <= MAX_INTEGER else read_outside_id(text)


def id_out_of(text: str) -> str:
    """An id of the product's own for what a text names: always the same, and another for another
    text.
    """
    digest = hashlib.sha256(text.encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(55, -1, -5))


def subject_of(kind: str, *identifiers: OutsideID) -> str:
    """What names a thing in the journal; the separator is escaped, so that two things never share
    one.
    """
    return "/".join(
        [kind, *(str(one).replace("%", "%25").replace("/", "%2F") for one in identifiers)]
    )


def same_id(one: OutsideID | None, other: OutsideID | None) -> bool:
    """Whether both name the same thing: `1984950` and `"1984950"` do (RV-12)."""
    return one is not None and other is not None and str(one) == str(other)

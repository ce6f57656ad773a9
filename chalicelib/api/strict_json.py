"""Strict JSON in: no NaN, no duplicate keys, no bottomless nesting, no flood of values, and no
float on the way to money.
"""

import json
from decimal import Decimal
from typing import Any, NoReturn

from chalicelib.errors import BodyTooLarge, MalformedBody

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_VALUES = 80_000
"""An invoice of 5,000 lines that say all they can has 60,000."""
MAX_MEMBERS = 500
"""Of one object: none that the product takes has half as many."""


def parse(body: bytes, max_bytes: int = MAX_BYTES) -> Any:
    """The value of a JSON text; numbers with a point or exponent become exact decimals."""
    if len(body) > max_bytes:
        raise BodyTooLarge(
            f"A request's body holds at most {max_bytes} bytes here; files go by upload."
        )
    try:
        value = json.loads(
            body.decode("utf-8"),
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_no_constant,
            object_pairs_hook=_no_duplicates,
        )
    except MalformedBody:
        raise
    except UnicodeDecodeError:
        raise MalformedBody("The body is not UTF-8.") from None
    except (ValueError, RecursionError):
        raise MalformedBody("The body is not JSON.") from None
    _check_extent(value)
    return value


def _decimal(text: str) -> Decimal:
    if len(text) > 60:
        raise MalformedBody("A number has more digits than the product reads.")
    return Decimal(text)


def _integer(text: str) -> int:
    if len(text) > 60:
        raise MalformedBody("A number has more digits than the product reads.")
    return int(text)


def _no_constant(name: str) -> NoReturn:
    raise MalformedBody(f"{name} is not a JSON value.")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise MalformedBody("An object names the same field twice.")
    if len(found) > MAX_MEMBERS:
        raise MalformedBody(f"An object has more than {MAX_MEMBERS} fields.")
    return found


def _check_extent(value: Any) -> None:
    """How deep it is and how many values it has, level by level, so that the check itself cannot
    run out of stack.
    """
    level = [value]
    values = 1
    for _ in range(MAX_DEPTH):
        level = [
            part
            for node in level
            if isinstance(node, dict | list)
            for part in (node.values() if isinstance(node, dict) else node)
        ]
        values += len(level)
        if values > MAX_VALUES:
            raise MalformedBody(f"The body holds more than {MAX_VALUES} values.")
        if not level:
            return
    raise MalformedBody(f"The body is nested deeper than {MAX_DEPTH} levels.")

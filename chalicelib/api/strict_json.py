"""Strict JSON in: no NaN, no duplicate keys, no bottomless nesting, and no float on the way to money."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from chalicelib.errors import BodyTooLarge, MalformedBody

MAX_BYTES = 1_000_000
MAX_DEPTH = 20


def parse(body: bytes) -> Any:
    """The value of a JSON text; numbers with a point or exponent become exact decimals."""
    if len(body) > MAX_BYTES:
        raise BodyTooLarge(f"A request's body holds at most {MAX_BYTES} bytes; files go by upload.")
    try:
        value = json.loads(
            body.decode("utf-8"), parse_float=_decimal, parse_int=_integer, parse_constant=_no_constant, object_pairs_hook=_no_duplicates
        )
    except MalformedBody:
        raise
    except UnicodeDecodeError:
        raise MalformedBody("The body is not UTF-8.") from None
    except (ValueError, RecursionError):
        raise MalformedBody("The body is not JSON.") from None
    _check_depth(value)
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
    return found


def _check_depth(value: Any) -> None:
    """Level by level, so that the check itself cannot run out of stack."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [part for node in level if isinstance(node, dict | list) for part in (node.values() if isinstance(node, dict) else node)]
        if not level:
            return
    raise MalformedBody(f"The body is nested deeper than {MAX_DEPTH} levels.")

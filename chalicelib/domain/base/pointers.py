"""What is wrong with a request, told at the field that it is about."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from chalicelib.errors import RedressError

Value = TypeVar("Value")


def each_at(checks: Iterable[tuple[str, Callable[[], Value]]]) -> list[Value]:
    """What the checks come to; where some refuse, the first refusal, with `errors` telling all of
    them at their fields.
    """
    values, refused = [], []
    for pointer, check in checks:
        try:
            values.append(check())
        except RedressError as error:
            refused.append((pointer, error))
    if refused:
        first = refused[0][1]
        first.extras["errors"] = [
            {"pointer": pointer, "detail": error.detail, "code": error.code}
            | ({"rule": error.rule} if error.rule else {})
            for pointer, error in refused
        ]
        raise first
    return values

"""What the state machines of the domain share."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.errors import RedressError

Done = TypeVar("Done")


def attempt(may: bool, verb: Callable[[], Done]) -> Done | None:
    """What a verb does, which plain books say that it may; None where it is rightly refused."""
    try:
        done = verb()
    except RedressError:
        assert not may
        return None
    assert may
    return done

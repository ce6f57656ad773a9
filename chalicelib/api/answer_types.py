"""What each route answers, by the annotations of its handler; read when the document is made, and
never when a request is answered.
"""

from collections.abc import Callable
from functools import cache
from types import UnionType, new_class
from typing import Any, Union, get_args, get_origin, get_type_hints

from chalicelib.api.routing import JSON, Route
from chalicelib.views.answers import DryRun, WouldBe


def answers(route: Route) -> dict[int, tuple[Any, ...]]:
    """The types of each status that the route succeeds with, beside what a dry run refuses.

    Where something may wait for a second person, the last type of what is done is that one's.
    """
    if not route.is_command:
        [told] = get_args(_returned(route.handler))
        types = _members(told)
        if route.media_type != JSON:
            types = tuple(one for one in types if one is not str)
        return {route.status: types}
    _, decision = get_args(_returned(route.handler))
    done, foreseen = map(_members, get_args(decision))
    *now, last = done
    told = {202: (last,)} if route.may_wait else {}
    done = tuple(now) if route.may_wait else done
    for status in {route.status, *([201] if route.may_create else [])}:
        told[status] = _finished(route, status) or done
    return told | {200: (*told.get(200, ()), *map(_would_be, foreseen))}


def _finished(route: Route, status: int) -> tuple[Any, ...]:
    """What an answer is on its way out, where something is added to it."""
    return get_args(_returned(route.finish)) if route.finish and status == 201 else ()


def _returned(handler: Callable[..., Any]) -> Any:
    return get_type_hints(handler, include_extras=True)["return"]


def _members(told: Any) -> tuple[Any, ...]:
    """The types of a union, or the one that it is."""
    return get_args(told) if get_origin(told) in (Union, UnionType) else (told,)


def _would_be(told: Any) -> Any:
    """The type of what a dry run answers: `WouldBe[…]` is the same, marked as one."""
    if get_origin(told) is not WouldBe:
        return told
    return Union[tuple(_marked(one) for one in _members(get_args(told)[0]))]  # noqa: UP007


@cache
def _marked(told: Any) -> Any:
    def described(names: dict[str, Any]) -> None:
        names["__doc__"] = f"What a dry run answers in place of {told.__name__}."

    return new_class(f"{told.__name__}Foreseen", (told, DryRun), exec_body=described)

"""Who listens to the calls of a client that many tests share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def alone(client: Any, patch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The client; whoever begins to listen to its calls meanwhile does so no more afterwards, even
    where a test has failed. What a test sets by the same `patch` stays until then.
    """
    events, listening = client.meta.events, list[tuple[str, Callable[..., Any]]]()
    listen = events.register

    def register(event: str, handler: Callable[..., Any], *how: Any) -> None:
        listening.append((event, handler))
        listen(event, handler, *how)

    patch.setattr(events, "register", register)
    try:
        yield client
    finally:
        for event, handler in listening:
            events.unregister(event, handler)

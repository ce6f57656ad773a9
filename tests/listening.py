"""Who listens to the calls of a client that many tests share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def alone(client: Any) -> Iterator[Any]:
    """The client; whoever begins to listen to its calls meanwhile does so no more afterwards, even
    where a test has failed.
    """
    events, listening = client.meta.events, list[tuple[str, Callable[..., Any]]]()
    listen = events.register

    def register(event: str, handler: Callable[..., Any], *how: Any) -> None:
        listening.append((event, handler))
        listen(event, handler, *how)

    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "register", register)
            yield client
    finally:
        for event, handler in listening:
            events.unregister(event, handler)

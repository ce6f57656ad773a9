"""Many requests at the same moment, each in a thread of its own."""

import json
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

from chalicelib.api.http import LINK_HEADER, HTTPRequest, respond
from chalicelib.api.route_table import ROUTES
from chalicelib.api.routing import Route
from tests import described
from tests.http_client import day_ticket


@dataclass(frozen=True)
class Answer:
    """What one of the crowd was told."""

    status: int
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def request(
    who: str,
    method: str,
    path: str,
    body: Any = None,
    key: str | None = None,
    link: str | None = None,
) -> Answer:
    """A request past the framework, which keeps the request it works on in one place for all
    threads.
    """
    route, parameters = _routed(method, path)
    headers = {"authorization": day_ticket(who), "content-type": "application/json"} | (
        {"idempotency-key": key} if key else {}
    )
    headers |= {LINK_HEADER: link} if link else {}
    answer = respond(
        route,
        HTTPRequest(parameters, {}, headers, json.dumps({} if body is None else body).encode()),
    )
    described.check(route.name, answer.status, answer.headers, answer.body)
    return Answer(answer.status, answer.body)


def at_once(tasks: Sequence[Callable[[], Answer]], pool: ThreadPoolExecutor) -> list[Answer]:
    """The answers to requests that all start at the same moment; the pool has a thread for each."""
    barrier = Barrier(len(tasks))

    def started(task: Callable[[], Answer]) -> Answer:
        barrier.wait(timeout=60)
        return task()

    return [done.result(timeout=120) for done in [pool.submit(started, task) for task in tasks]]


def _routed(method: str, path: str) -> tuple[Route, dict[str, str]]:
    for route in ROUTES:
        found = re.fullmatch(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", route.path), path)
        if found and route.method == method:
            return route, found.groupdict()
    raise AssertionError(f"no route {method} {path}")

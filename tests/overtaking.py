"""Somebody who is faster: what is done between the reads of a command and its transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from tests.app import App


@contextmanager
def overtaken_by(app: App, what: Callable[[], Any]) -> Iterator[list[Any]]:
    """Does something once, right before the next transaction; the list has what it answered."""
    table = type(app.table)
    commit, answers = table.commit, list[Any]()
    left = [what]

    def overtaken(self: Any, writes: Any) -> Any:
        while left:
            answers.append(left.pop()())
        return commit(self, writes)

    with patch.object(table, "commit", overtaken):
        yield answers
    assert not left, "Nothing was written."

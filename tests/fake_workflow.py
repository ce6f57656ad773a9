"""The workflow of approvals in one process: what its state machine does, as far as a test needs it.

The real machine runs in `tests/packaged`; here its two moves are made by hand, so that a test can
lose, double and delay them.
"""

import itertools
from dataclasses import dataclass, field
from typing import Any

from chalicelib.workflows import TaskGone


@dataclass
class Machine:
    """Executions by name; each waits with a token, or has ended with an outcome."""

    waiting: dict[str, str] = field(default_factory=dict)
    """Execution → the token that it waits for; empty while it is about to ask."""
    ended: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[str, str]] = field(default_factory=list)
    counter: Any = field(default_factory=itertools.count)

    def start(self, dispute_id: str, number: int, attempt: int) -> None:
        name = f"{dispute_id}-{number}-{attempt}"
        if name not in self.waiting and name not in self.ended:
            self.waiting[name] = ""

    def answer(self, token: str, outcome: str) -> None:
        name = next((name for name, waited in self.waiting.items() if waited == token), None)
        if name is None:
            raise TaskGone
        self.answers.append((name, outcome))
        if outcome == "next":
            self.waiting[name] = ""
        else:
            del self.waiting[name]
            self.ended[name] = outcome

    def lose(self, name: str) -> None:
        """The execution dies."""
        self.waiting.pop(name, None)
        self.ended[name] = "died"

    def ready(self) -> list[tuple[str, str, int, str]]:
        """Executions that are about to ask: name, dispute, round, and the token of the new task."""
        found = []
        for name, waited in self.waiting.items():
            if waited == "":
                token = f"task-{next(self.counter)}"
                self.waiting[name] = token
                dispute_id, number, _ = name.rsplit("-", 2)
                found.append((name, dispute_id, int(number), token))
        return found

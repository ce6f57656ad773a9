"""What breaks a call off, before it is sent or after it was carried out, and what holds then."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from tests import snapshots
from tests.app import App
from tests.fake_workflow import Machine


class Death(BaseException):
    """The process is gone: nothing in it can handle that."""


class Saboteur:
    """Breaks one call of a client, by its place among the calls, before it is sent or after it was
    carried out.
    """

    def __init__(self, client: Any) -> None:
        self.place: int | None = None
        self.moment = ""
        self.fault: BaseException
        self.seen = 0
        client.meta.events.register("before-call.dynamodb", self._before)
        client.meta.events.register("after-call.dynamodb", self._after)

    def plan(self, place: int, moment: str, fault: BaseException) -> None:
        self.place, self.moment, self.fault, self.seen = place, moment, fault, 0

    def _before(self, **_: Any) -> None:
        self._strike("before")

    def _after(self, **_: Any) -> None:
        self._strike("after")
        self.seen += 1

    def _strike(self, moment: str) -> None:
        if (self.place, self.moment) == (self.seen, moment):
            self.place = None
            raise self.fault


class Clockwork:
    """A clock that stands still, and ids that begin anew with each attempt: it is told of one by
    being asked the time.
    """

    def __init__(self) -> None:
        self.numbers = count(1)

    def now(self) -> datetime:
        self.numbers = count(1)
        return datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    def new_id(self) -> str:
        return f"NEW{next(self.numbers):09d}"


def state(app: App) -> dict[str, Any]:
    """Everything that is kept."""
    return snapshots.plain(snapshots.taken(app))


def break_off_everywhere(app: App, what: Callable[[], None], check: Callable[[str], None]) -> None:
    """Has something done with a death before and after each of its calls, each followed by the
    sweep that takes it up.
    """
    begun = begin(app)
    before = len(app.meter.calls)
    what()
    calls = app.meter.calls[before:]
    assert len(calls) > 3
    saboteur = Saboteur(app.client)
    for place, call in enumerate(calls):
        for moment in ("before", "after"):
            begin_again(app, begun)
            saboteur.plan(place, moment, Death())
            with pytest.raises(Death):
                what()
            saboteur.place = None
            app.retry_tasks()
            for _ in range(2):
                app.later(minutes=11)
                app.sweep()
            check(f"death {moment} {call} at {place}")


Begun = tuple[Any, Machine, int]
"""The table, the workflow, and how many mails were sent by then."""


def begin(app: App) -> Begun:
    """What an app is to be put back to, however often."""
    return snapshots.taken(app), snapshot(app.machine), len(app.mailbox.sent)


def begin_again(app: App, begun: Begun) -> None:
    """The app as it was then, at the time of now."""
    table, machine, sent = begun
    snapshots.put_back(app, table)
    app.machine, app.ahead = snapshot(machine), timedelta(0)
    del app.mailbox.sent[sent:]


def snapshot(machine: Machine) -> Machine:
    return Machine(
        dict(machine.waiting), dict(machine.ended), list(machine.answers), machine.counter
    )


def pending(app: App) -> list[str]:
    return [name for name, item in app.items().items() if "after_pk" in item]

"""Carrying out a command: gather, decide, and one transaction; again when somebody else was faster."""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.actions.desk import Answer, Caller, Command, Desk, Replayed
from chalicelib.errors import Busy, Overloaded, RedressError
from chalicelib.store.table import IS_ABSENT, Conflict, Delete, Put, Table, Unacknowledged, Write

PATIENCE_SECONDS = 15.0
"""How long a command goes on trying; below the gateway's 29 seconds."""

FIRST_PAUSE_SECONDS = 0.02
LONGEST_PAUSE_SECONDS = 1.0


@dataclass(frozen=True)
class Decision:
    """What shall be written and answered; `preview` instead of both for a dry run (X-03)."""

    writes: tuple[Write, ...]
    answer: Answer
    preview: Answer
    customer_id: object = None
    sides: dict[str, Any] | None = None
    """The two sides whose people alone may be told the answer again, beside the staff (IG-03)."""
    kept_until: datetime | None = None
    """When the command may be forgotten, since what it made may be gone; None for never."""
    then: Callable[[], None] | None = None
    """What cannot be written with the rest, such as a mail to send: done once it is written, and never again for this command."""


Action = Callable[[Desk], Decision]


@dataclass(frozen=True)
class Office:
    """What all requests share: the table, the clock and the source of fresh ids."""

    table: Table
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    def desk(self, caller: Caller, command: Command | None = None) -> Desk:
        """A desk for one attempt at one request."""
        return Desk(self.table, caller, self.now(), self.new_id, command)


def execute(office: Office, caller: Caller, command: Command, action: Action) -> Answer:
    """Carries out a command exactly once (X-01).

    1. Gather and decide. A record of the same command ends it here with the first answer; before a
       refusal is told, the record is looked for once more (`_decide`).
    2. Write the decision and the record in one transaction.
    3. Where the record stood in the way, the earlier try had won: its answer is the answer.
    4. Where anything else did, or the acknowledgement was lost: wait a random while and begin again.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    pause = FIRST_PAUSE_SECONDS
    is_repeat = command.is_kept
    while True:
        desk = office.desk(caller, command)
        try:
            decision = _decide(desk, action, is_repeat)
            if command.dry_run:
                return decision.preview
            return _apply(office, desk, decision)
        except Replayed as replayed:
            return replayed.answer
        except (Conflict, Unacknowledged) as lost:
            pause = wait(pause, deadline, lost)
            is_repeat = True


def _decide(desk: Desk, action: Action, is_repeat: bool) -> Decision:
    """The decision. A refusal may rest on what another try of this very command wrote after its record was looked for.

    A batch read is no snapshot: it can find the record absent and the dispute already raised. So
    where there can be another try, the record is looked for again, and ends the matter if it is there.
    """
    try:
        return action(desk)
    except RedressError:
        if is_repeat:
            desk.gather()
        raise


def _apply(office: Office, desk: Desk, decision: Decision) -> Answer:
    """Writes the decision; the command's record goes first and is judged first.

    What comes then happens at most once. Where it is refused the record is taken back, so that no key is used up.
    """
    record = Put(desk.record(decision.answer, decision.customer_id, decision.kept_until, decision.sides), (IS_ABSENT,))
    try:
        office.table.commit([record, *decision.writes])
    except Conflict as conflict:
        if 0 in conflict.found:
            return desk.replay(conflict.found[0])
        raise
    if decision.then:
        try:
            decision.then()
        except RedressError:
            with suppress(Conflict, Unacknowledged):
                office.table.commit([Delete({"pk": record.item["pk"], "sk": record.item["sk"]})])
            raise
    return decision.answer


def wait(pause: float, deadline: float, lost: Exception) -> float:
    """Waits a random while and gives the longest of the next; `Busy` when the time is over."""
    left = deadline - time.monotonic()
    if left <= 0 and isinstance(lost, Unacknowledged):
        raise Overloaded("No answer came from the table. It is not known whether this was done: send it again with the same key.") from lost
    if left <= 0:
        raise Busy("Others kept changing the same thing; nothing was done. Try again.") from lost
    time.sleep(min(random.uniform(0, pause), left))  # noqa: S311 - jitter, not a secret
    return min(pause * 2, LONGEST_PAUSE_SECONDS)

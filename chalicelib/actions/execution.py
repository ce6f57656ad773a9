"""Carrying out a command: gather, decide, and one transaction; again when somebody
else was faster.
"""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import BEGUN_BY, Answer, Begun, Command, Desk, Replayed
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.people.person import SYSTEM
from chalicelib.errors import Busy, OutcomeUnknown, Overloaded, RedressError
from chalicelib.store.codec import Item
from chalicelib.store.table import IS_ABSENT, Conflict, Delete, Put, Table, Unacknowledged, Write
from chalicelib.values import dataclass
from chalicelib.views.answers import WouldBe

if TYPE_CHECKING:
    from chalicelib.cursors import Cursors

T = TypeVar("T")
P = TypeVar("P")
T_co = TypeVar("T_co", covariant=True)
P_co = TypeVar("P_co", covariant=True)

PATIENCE_SECONDS = 15.0
"""How long a command goes on trying; below the gateway's 29 seconds."""

UNKNOWN = (
    "This was begun before, and it is not known whether it was done. Look, and where it was not,"
    " send it with another key."
)
FIRST_PAUSE_SECONDS = 0.02
LONGEST_PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class Decision(Generic[T_co, P_co]):
    """What shall be written and answered; `preview` instead of both for a dry run (X-03). Its types
    are those of both answers.
    """

    writes: tuple[Write, ...]
    answer: Answer[T_co]
    preview: Answer[P_co] | Callable[[], Answer[P_co]]
    """One that takes long is made only for someone who asks for it."""
    parties: Parties | None = None
    """Of what it is about: who may know of these alone may be told the answer again
    (RV-03, IG-03).
    """
    kept_until: datetime | None = None
    """When the command may be forgotten, since what it made may be gone; None for never."""
    then: Callable[[], None] | None = None
    """What cannot be written with the rest, such as a mail to send: done once that is written, by
    the try that wrote it and by no other.
    """

    def beforehand(self) -> Answer[P_co]:
        """The preview."""
        return self.preview if isinstance(self.preview, Answer) else self.preview()


Action = Callable[[Desk], Decision[T, P]]
PlainDecision = Decision[T, WouldBe[T]]
PlainAction = Callable[[Desk], Decision[T, WouldBe[T]]]
"""One whose dry run answers the same, marked as one (X-03)."""


@dataclass(frozen=True)
class Runtime:
    """What all requests share: the table, the clock, the source of fresh ids, and what seals
    cursors.
    """

    table: Table
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    cursors: "Callable[[], Cursors]"
    """What seals cursors, made when a list first has a further page."""

    def desk(self, caller: Caller, command: Command | None = None, asked: str = "") -> Desk:
        """A desk for one attempt at one request; `asked` names what narrows and sorts a list."""
        return Desk(self.table, caller, self.now(), self.new_id, self.cursors, command, asked)


def execute(
    runtime: Runtime, caller: Caller, command: Command, action: Action[Any, Any]
) -> Answer[Any]:
    """Carries out a command exactly once (X-01).

    1. Gather and decide. A record of the same command ends it here with the first answer; before a
       refusal is told, the record is looked for once more (`_decide`).
    2. Write the decision and the record in one transaction.
    3. Where the record stood in the way, the earlier try had won: its answer is the answer.
    4. Where anything else did, or the acknowledgement was lost: wait a random while and begin
       again.
    5. Do what cannot be written, and note in the record that it is done. Until then a repeat is
    told that this is not
       known; the try that finds its own unfinished record, since only the acknowledgement was lost,
       goes on with it.
    """
    attempt = runtime.new_id()
    deadline = time.monotonic() + PATIENCE_SECONDS
    pause = FIRST_PAUSE_SECONDS
    is_repeat = command.is_kept
    while True:
        desk = runtime.desk(caller, command)
        try:
            decision = _decide(desk, action, is_repeat)
            if command.dry_run:
                return decision.beforehand()
            return _apply(runtime, desk, decision, attempt)
        except Replayed as replayed:
            return replayed.answer
        except Begun as begun:
            if begun.record[BEGUN_BY] != attempt:
                raise OutcomeUnknown(UNKNOWN) from begun
            return _finish(runtime, decision, begun.record)
        except (Conflict, Unacknowledged) as lost:
            pause = wait(pause, deadline, lost)
            is_repeat = True


def carry_out(runtime: Runtime, what: str, action: Action[Any, Any]) -> Answer[Any]:
    """Carries out an action of the product's own."""
    command = Command(route=what, fingerprint="", key=runtime.new_id(), is_kept=False)
    return execute(runtime, Caller(SYSTEM.user_id, is_system=True), command, action)


def _decide(desk: Desk, action: Action[Any, Any], is_repeat: bool) -> Decision[Any, Any]:
    """The decision. A refusal may rest on what another try of this very command wrote after its
    record was looked for.

    A batch read is no snapshot: it can find the record absent and the dispute already raised. So
    where there can be another try, the record is looked for again, and ends the matter if it is
    there.
    """
    try:
        return action(desk)
    except RedressError:
        if is_repeat:
            desk.gather()
        raise


def _apply(runtime: Runtime, desk: Desk, decision: Decision[Any, Any], attempt: str) -> Answer[Any]:
    """Writes the decision; the command's record goes first and is judged first."""
    record = desk.record(decision.answer, decision.parties, decision.kept_until)
    if decision.then:
        record |= {BEGUN_BY: attempt}
    try:
        runtime.table.commit([Put(record, (IS_ABSENT,)), *decision.writes])
    except Conflict as conflict:
        if 0 in conflict.found:
            return desk.replay(conflict.found[0])
        raise
    return _finish(runtime, decision, record)


def _finish(runtime: Runtime, decision: Decision[Any, Any], record: Item) -> Answer[Any]:
    """Does what comes then, at most once. Where it is refused the record is taken back, so that no
    key is used up.
    """
    if not decision.then:
        return decision.answer
    try:
        decision.then()
    except OutcomeUnknown:
        raise
    except RedressError:
        with suppress(Conflict, Unacknowledged):
            runtime.table.commit([Delete({"pk": record["pk"], "sk": record["sk"]})])
        raise
    with suppress(Conflict, Unacknowledged):
        runtime.table.commit(
            [Put({name: value for name, value in record.items() if name != BEGUN_BY})]
        )
    return decision.answer


def wait(pause: float, deadline: float, lost: Exception) -> float:
    """Waits a random while and gives the longest of the next; `Busy` when the time is over."""
    left = deadline - time.monotonic()
    if left <= 0 and isinstance(lost, Unacknowledged):
        raise Overloaded(
            "No answer came from the table. It is not known whether this was done: send it again"
            " with the same key."
        ) from lost
    if left <= 0:
        raise Busy("Others kept changing the same thing; nothing was done. Try again.") from lost
    time.sleep(min(random.uniform(0, pause), left))  # noqa: S311 - jitter, not a secret
    return min(pause * 2, LONGEST_PAUSE_SECONDS)

"""What follows from an event once it is committed: a workflow starts or goes on, letters are sent;
and from a change of a person.

The table's stream brings each event here at once. An event stays in the index `afterWork` until all
that follows from it is done, and the sweep takes up what stayed there too long, so nothing is lost
when a process dies. Everything here can be done twice: a workflow has a name, a task is answered
once, a letter is leased.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import logs
from chalicelib.actions.approvals import looks, workflow
from chalicelib.actions.approvals.letters import letters_for
from chalicelib.actions.execution import Action, Runtime, carry_out
from chalicelib.actions.kinds import kind_of
from chalicelib.actions.letters.deliveries import Outgoing, deliver
from chalicelib.actions.letters.digests import tell_absent
from chalicelib.actions.letters.post_office import PostOffice
from chalicelib.domain.base.identifiers import OutsideID, subject_of
from chalicelib.domain.disputes.events import CALLS, Entry, Event, Recorded
from chalicelib.domain.letters.dispatch import TICKET, next_try
from chalicelib.errors import RedressError
from chalicelib.store import keys
from chalicelib.store.codec import Item, from_wire
from chalicelib.store.doors import DOORS
from chalicelib.store.entities import entry_item, event_item, to_dispute, to_entry, to_event
from chalicelib.store.heads import HeadStore
from chalicelib.store.looks import LOOKS
from chalicelib.store.table import Conflict, Put, Unacknowledged, name_of
from chalicelib.values import dataclass
from chalicelib.workflows import TaskGone, Workflows

if TYPE_CHECKING:
    from chalicelib.store.files import Files
    from chalicelib.store.pool import UserPool

log = logging.getLogger(__name__)

TAKEN_UP_AFTER = timedelta(minutes=2)
"""How old after-work is before the sweep takes it up: the stream has brought it long before."""

STARTS = frozenset({"approvalStarted", "approvalResumed"})


@dataclass(frozen=True)
class Works:
    """What after-work is done with."""

    runtime: Runtime
    workflows: Workflows
    post: Callable[[], PostOffice]
    """Made when there is mail to send."""
    call_import: Callable[[str], None]
    """Has an import run in a function of its own."""
    pool: "Callable[[], UserPool]"
    """Made when somebody was deactivated or activated."""
    heads: Callable[[], HeadStore | None]
    """Where heads of chains are kept, if anywhere."""
    call_reindex: Callable[[], None]
    """Has the search made anew by a function of its own."""
    files: "Callable[[], Files]"
    """Made when files that were never attached are cleared away."""
    key_made_at: Callable[[], datetime]
    """Since when personal links are signed by the key of now."""


@dataclass(frozen=True)
class Missed:
    """After-work that the sweep took up."""

    count: int
    unread: int
    """How much of it nobody had tried: the stream's reader is off, or far behind."""
    late_seconds: float
    """How long ago the oldest of it was to be done."""


def handle(works: Works, records: list[dict[str, Any]]) -> dict[str, Any]:
    """Works off the events in a batch of the table's stream; what fails stays for the sweep, and
    never stops the rest.
    """
    for record in records:
        image = record["dynamodb"].get("NewImage")
        if record["eventName"] == "INSERT" and image and "after_pk" in image:
            work(works, from_wire(image))
    return {"batchItemFailures": []}


def take_up_missed(works: Works, now: datetime, limit: int) -> Missed:
    """Works off what stayed in the index too long, the oldest first; how much there was."""
    old = works.runtime.table.query(
        keys.AFTER_WORK, index="afterWork", before=keys.instant(now - TAKEN_UP_AFTER), limit=limit
    ).items
    found = works.runtime.table.get([{"pk": item["pk"], "sk": item["sk"]} for item in old])
    missed = sorted(
        (item for item in found.values() if "after_pk" in item), key=lambda one: one["after_sk"]
    )
    for item in missed:
        work(works, item)
    since = [keys.time_of_due(item["after_sk"]) for item in missed[:1]]
    return Missed(
        len(missed),
        sum(map(_is_unread, missed)),
        max(((now - at).total_seconds() for at in since), default=0.0),
    )


def _is_unread(item: Item) -> bool:
    """Whether it stands where it was written: what was tried and is left for later is put off."""
    at: str = item.get("at", "")
    return bool(at) and keys.time_of_due(item["after_sk"]) == datetime.fromisoformat(at)


def ask(works: Works, dispute_id: str, number: int, task_token: str) -> str | None:
    """The workflow's task: asks the next level, or tells the task at once that there is nothing to
    wait for.

    Of two runs for the same round one goes on: a task that waits for the same step is ended before
    this one takes its place.
    """
    told = carry_out_for(works, "ask", workflow.ask(dispute_id, number, task_token))
    while told.earlier:
        with suppress(TaskGone):
            works.workflows.answer(told.earlier, "void")
        told = carry_out_for(
            works, "ask", workflow.ask(dispute_id, number, task_token, released=told.earlier)
        )
    if told.outcome:
        works.workflows.answer(task_token, told.outcome)
    return told.outcome


def work(works: Works, item: Item) -> None:
    """Does what follows from an item, by the row that knows it."""
    act = next((act for begins, act in AFTER.items() if item["pk"].startswith(begins)), _event)
    act(works, item)


def _follow(
    works: Works,
    sort: str,
    event: Recorded,
    thing_id: str,
    act: Callable[[], datetime | None],
    kept: Item,
    mark: Item | None = None,
) -> None:
    """Only when all that follows is done, the item is taken out of the index; until then it is put
    off, to when `act` says or, where that fails, by its age. `mark` is kept until then.
    """
    again: datetime | None = next_try(event.at, works.runtime.now())
    try:
        again = act()
    except Exception:
        log.exception(
            "after-work %s of %s %s is left for later",
            event.sequence,
            sort,
            thing_id,
            extra=logs.measured(PutOff=1),
        )
    left = keys.after_work(again, thing_id, event.sequence) | (mark or {}) if again else {}
    try:
        works.runtime.table.commit([Put(kept | left)])
    except (Conflict, Unacknowledged, RedressError):
        log.exception("event %s of %s %s stays where it is", event.sequence, sort, thing_id)


def _event(works: Works, item: Item) -> None:
    """An event of a dispute: its workflow starts or goes on, and its letters are sent."""
    event = to_event(item)

    def act() -> datetime | None:
        if event.type in STARTS:
            works.workflows.start(event.dispute_id, event.after["round"], event.after["attempt"])
        if "outcome" in event.after:
            _answer(works, event)
        return None if _deliver(works, event) else next_try(event.at, works.runtime.now())

    _follow(works, "dispute", event, event.dispute_id, act, event_item(event, is_new=False))


def _answer(works: Works, event: Event) -> None:
    """Tells the task that waits for this step; a round that goes on without one is taken up by a
    new run.
    """
    number, place, outcome = event.after["round"], event.after["step"], event.after["outcome"]
    key = keys.task(event.dispute_id, number, place)
    task = works.runtime.table.get([key]).get(name_of(key))
    try:
        if task:
            works.workflows.answer(task["token"], outcome)
    except TaskGone:
        if outcome == "next":
            carry_out_for(works, "resume", workflow.resume(event.dispute_id, number, place))


def _deliver(works: Works, event: Event) -> bool:
    """Whether no mail about the event is left; what is left of a thread's is looked for again at
    its own time.
    """
    if event.is_told:
        tell_absent(works.runtime, works.post, event.dispute_id)
        return True
    letters = _call(works, event) if event.type in CALLS else letters_for(works.runtime, event)
    return not letters or deliver(works.post(), event.dispute_id, event.sequence, letters).is_done


def _call(works: Works, event: Event) -> list[Outgoing]:
    """The letters to whom an event calls, as the dispute stands now."""
    table, key = works.runtime.table, keys.dispute(event.dispute_id)
    dispute = to_dispute(table.get([key])[name_of(key)])
    return kind_of(dispute).calls(table, dispute, event, works.runtime.now())


def carry_out_for(works: Works, what: str, action: Action) -> workflow.TaskOutcome:
    """Carries out an action of the product's own, and gives what the workflow is to be told."""
    return workflow.outcome_in(carry_out(works.runtime, what, action))


def _follow_up(works: Works, item: Item) -> None:
    """Disputes that were there before come into the hands of who is asked, and the letter that an
    event of a follow-up asks for is sent.
    """
    # Late, since few events are of follow-ups.
    from chalicelib.actions.collections import follow_ups, letters
    from chalicelib.domain.collections.events import DISPUTED_BEFORE
    from chalicelib.store.collections import follow_up_event_item, to_follow_up_event

    event = to_follow_up_event(item)

    def act() -> datetime | None:
        if numbers := event.after.get(DISPUTED_BEFORE):
            taken = follow_ups.take_over(event.follow_up_id, numbers, event.at)
            carry_out(works.runtime, "takeOverDisputes", taken)
        if "letter" not in event.after:
            return None
        return letters.send(works.runtime.table, works.post(), event)

    kept = follow_up_event_item(event, is_new=False)
    _follow(works, "follow-up", event, event.follow_up_id, act, kept)


def _reminder(works: Works, item: Item) -> None:
    """The letter that an entry of a customer's reminders claims."""
    # Late, as above.
    from chalicelib.actions.collections.dunning import outcome_letters, reminder_letters

    entry = to_entry(item)
    letter = entry.after.get("letter")
    send = reminder_letters.send if letter else outcome_letters.send
    _to_customer(works, entry, (letter or entry.after["outcome"])["customerID"], send)


def _promise_request(works: Works, item: Item) -> None:
    """The letter that asks a customer for a promise."""
    # Late, as above.
    from chalicelib.actions.collections import promise_letters

    entry = to_entry(item)
    _to_customer(works, entry, entry.after["letter"]["customerID"], promise_letters.send)


def _to_customer(
    works: Works,
    entry: Entry,
    customer_id: OutsideID,
    send: Callable[[PostOffice, Entry], datetime | None],
) -> None:
    from chalicelib.store.dunning import reminder_item

    _follow(
        works,
        "customer",
        entry,
        keys.safe(customer_id),
        lambda: send(works.post(), entry),
        reminder_item(entry, customer_id, is_left=False),
    )


def _message(works: Works, item: Item) -> None:
    """The mail about what was said in a ticket; it is looked at again at its own time, and here
    where that failed.
    """
    entry, ticket_id = to_entry(item), item["ticket_id"]
    _follow(
        works,
        "ticket",
        entry,
        ticket_id,
        lambda: tell_absent(works.runtime, works.post, ticket_id, TICKET),
        entry_item(entry),
        {"ticket_id": ticket_id},
    )


def _look(works: Works, item: Item) -> None:
    """A look at what waits for somebody, which writes itself when it is next."""
    try:
        looks.look_through(works.runtime, item)
    except Exception:
        log.exception(
            "look %s at what waits for somebody is left for later",
            item["sk"],
            extra=logs.measured(PutOff=1),
        )


def _door(works: Works, item: Item) -> None:
    """The pool is told that somebody was deactivated, or activated again."""
    # Late, since it is seldom.
    from chalicelib.actions.admin import doors

    try:
        doors.follow(works.runtime.table, works.pool(), item)
    except Exception:
        log.exception(
            "what the user pool is to be told of somebody is left for later",
            extra=logs.measured(PutOff=1),
        )


AFTER: Mapping[str, Callable[[Works, Item], None]] = {
    LOOKS: _look,
    DOORS: _door,
    keys.follow_up("")["pk"]: _follow_up,
    keys.entry("dunning/", 0)["pk"]: _reminder,
    keys.entry("promiseRequest/", 0)["pk"]: _promise_request,
    keys.entry(subject_of("ticket", ""), 0)["pk"]: _message,
}
"""What the partition of an item begins with → what follows from it; else it is an event of a
dispute.
"""

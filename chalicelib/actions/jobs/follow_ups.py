"""What follows from an event once it is committed: a workflow starts or goes on, letters are sent;
and from a change of a person.

The table's stream brings each event here at once. An event stays in the index `afterWork` until all
that follows from it is done, and the sweep takes up what stayed there too long, so nothing is lost
when a process dies. Everything here can be done twice: a workflow has a name, a task is answered
once, a letter is leased.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from chalicelib.actions.approvals import approval, looks
from chalicelib.actions.approvals.letters import letters_for
from chalicelib.actions.execution import Action, Runtime, carry_out
from chalicelib.actions.kinds import kind_of
from chalicelib.actions.letters.deliveries import Outgoing, PostOffice, deliver
from chalicelib.actions.letters.digests import tell_absent
from chalicelib.domain.base.identifiers import subject_of
from chalicelib.domain.disputes.events import CALLS, Event
from chalicelib.domain.letters.dispatch import TICKET, next_try
from chalicelib.errors import RedressError
from chalicelib.store import keys
from chalicelib.store.codec import Item, from_wire
from chalicelib.store.entities import entry_item, event_item, to_dispute, to_entry, to_event
from chalicelib.store.looks import LOOKS
from chalicelib.store.table import Conflict, Put, Unacknowledged, name_of
from chalicelib.values import dataclass
from chalicelib.workflows import TaskGone, Workflows

log = logging.getLogger(__name__)

FOLLOW_UPS = keys.follow_up("")["pk"]
"""What the partitions of follow-ups begin with."""
REMINDERS = keys.entry("dunning/", 0)["pk"]
"""What the partitions of the journals of reminders begin with."""
PROMISE_REQUESTS = keys.entry("promiseRequest/", 0)["pk"]
"""What the journals of what customers are asked to promise begin with."""
TICKETS = keys.entry(subject_of("ticket", ""), 0)["pk"]
"""What the journals of tickets begin with."""
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


def handle(works: Works, records: list[dict[str, Any]]) -> dict[str, Any]:
    """Works off the events in a batch of the table's stream; what fails stays for the sweep, and
    never stops the rest.
    """
    for record in records:
        image = record["dynamodb"].get("NewImage")
        if record["eventName"] == "INSERT" and image and "after_pk" in image:
            _work(works, from_wire(image))
    return {"batchItemFailures": []}


def take_up_missed(works: Works, now: datetime, limit: int) -> int:
    """Works off what stayed in the index too long, the oldest first; how many there were."""
    old = works.runtime.table.query(
        keys.AFTER_WORK, index="afterWork", before=keys.instant(now - TAKEN_UP_AFTER), limit=limit
    ).items
    found = works.runtime.table.get([{"pk": item["pk"], "sk": item["sk"]} for item in old])
    missed = [item for item in found.values() if "after_pk" in item]
    for item in sorted(missed, key=lambda one: one["after_sk"]):
        _work(works, item)
    return len(missed)


def ask(works: Works, dispute_id: str, number: int, task_token: str) -> str | None:
    """The workflow's task: asks the next level, or tells the task at once that there is nothing to
    wait for.

    Of two runs for the same round one goes on: a task that waits for the same step is ended before
    this one takes its place.
    """
    told = carry_out_for(works, "ask", approval.ask(dispute_id, number, task_token))
    while told.earlier:
        with suppress(TaskGone):
            works.workflows.answer(told.earlier, "void")
        told = carry_out_for(
            works, "ask", approval.ask(dispute_id, number, task_token, released=told.earlier)
        )
    if told.outcome:
        works.workflows.answer(task_token, told.outcome)
    return told.outcome


def _work(works: Works, item: Item) -> None:
    """One event or look; only when all that follows from it is done is it taken out of the index,
    and until then it is put off.
    """
    if item["pk"].startswith(LOOKS):
        return _look(works, item)
    if item["pk"].startswith(FOLLOW_UPS):
        return _ask_resolver(works, item)
    if item["pk"].startswith((REMINDERS, PROMISE_REQUESTS)):
        return _remind(works, item)
    if item["pk"].startswith(TICKETS):
        return _tell_of_ticket(works, item)
    event = to_event(item)
    is_done = False
    try:
        if event.type in STARTS:
            works.workflows.start(event.dispute_id, event.after["round"], event.after["attempt"])
        if "outcome" in event.after:
            _answer(works, event)
        is_done = _deliver(works, event)
    except Exception:
        log.exception(
            "after-work of event %s of dispute %s is left for later",
            event.sequence,
            event.dispute_id,
        )
    left = (
        {}
        if is_done
        else keys.after_work(
            next_try(event.at, works.runtime.now()), event.dispute_id, event.sequence
        )
    )
    try:
        works.runtime.table.commit([Put(event_item(event, is_new=False) | left)])
    except (Conflict, Unacknowledged, RedressError):
        log.exception("event %s of dispute %s stays where it is", event.sequence, event.dispute_id)


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
            carry_out_for(works, "resume", approval.resume(event.dispute_id, number, place))


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


def carry_out_for(works: Works, what: str, action: Action) -> approval.TaskOutcome:
    """Carries out an action of the product's own, and gives what the workflow is to be told."""
    return approval.outcome_in(carry_out(works.runtime, what, action))


def _ask_resolver(works: Works, item: Item) -> None:
    """The letter that an event of a follow-up asks for, as one of a dispute."""
    # Late, since few events are of follow-ups.
    from chalicelib.actions.collections import letters
    from chalicelib.store.collections import follow_up_event_item, to_follow_up_event

    event = to_follow_up_event(item)
    again: datetime | None = next_try(event.at, works.runtime.now())
    try:
        again = letters.send(works.runtime.table, works.post(), event)
    except Exception:
        log.exception(
            "mail of event %s of follow-up %s is left for later",
            event.sequence,
            event.follow_up_id,
        )
    left = keys.after_work(again, event.follow_up_id, event.sequence) if again else {}
    try:
        works.runtime.table.commit([Put(follow_up_event_item(event, is_new=False) | left)])
    except (Conflict, Unacknowledged, RedressError):
        log.exception(
            "event %s of follow-up %s stays where it is", event.sequence, event.follow_up_id
        )


def _remind(works: Works, item: Item) -> None:
    """The letter that an entry of a customer's reminders claims, or that asks it for a promise, as
    one of a dispute.
    """
    # Late, as above.
    from chalicelib.actions.collections import promise_letters, reminder_letters
    from chalicelib.store.dunning import reminder_item

    entry = to_entry(item)
    customer_id = entry.after["letter"]["customerID"]
    again: datetime | None = next_try(entry.at, works.runtime.now())
    try:
        asks = item["pk"].startswith(PROMISE_REQUESTS)
        send = promise_letters.send if asks else reminder_letters.send
        again = send(works.post(), entry)
    except Exception:
        log.exception("reminder %s of customer %s is left for later", entry.sequence, customer_id)
    kept = reminder_item(entry, customer_id, is_left=False)
    if again:
        kept |= keys.after_work(again, keys.safe(customer_id), entry.sequence)
    try:
        works.runtime.table.commit([Put(kept)])
    except (Conflict, Unacknowledged, RedressError):
        log.exception("reminder %s of customer %s stays where it is", entry.sequence, customer_id)


def _look(works: Works, item: Item) -> None:
    try:
        looks.look_through(works.runtime, item)
    except Exception:
        log.exception("look %s at what waits for somebody is left for later", item["sk"])


def _tell_of_ticket(works: Works, item: Item) -> None:
    """Tells by mail of what was said in a ticket; it is looked at again at its own time, and here
    where that failed.
    """
    entry = to_entry(item)
    ticket_id, left = item["ticket_id"], {}
    try:
        tell_absent(works.runtime, works.post, ticket_id, TICKET)
    except Exception:
        log.exception("mail of message %s of ticket %s is left", entry.sequence, ticket_id)
        at = next_try(entry.at, works.runtime.now())
        left = {"ticket_id": ticket_id} | keys.after_work(at, ticket_id, entry.sequence)
    try:
        works.runtime.table.commit([Put(entry_item(entry) | left)])
    except (Conflict, Unacknowledged, RedressError):
        log.exception("message %s of ticket %s stays where it is", entry.sequence, ticket_id)

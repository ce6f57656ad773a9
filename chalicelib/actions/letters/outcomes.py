"""What became of a letter, written together with the event that says so."""

import time
from datetime import datetime

from chalicelib.actions.execution import FIRST_PAUSE_SECONDS, PATIENCE_SECONDS, wait
from chalicelib.domain.disputes.events import Change, append
from chalicelib.domain.letters.dispatch import DISPUTE as OF_DISPUTE
from chalicelib.domain.letters.dispatch import FOLLOW_UP, REMINDER, TICKET, Dispatch
from chalicelib.domain.people.person import SYSTEM
from chalicelib.store import keys
from chalicelib.store.entities import as_read, dispute_item, event_item, to_dispute
from chalicelib.store.post import dispatch_item
from chalicelib.store.table import Condition, Conflict, Put, Table, Unacknowledged, name_of


def mark(
    table: Table, dispatch: Dispatch, unchanged: Condition, change: Change, at: datetime
) -> bool:
    """Writes what became of a letter together with the event that says so; whether it was still to
    be written.

    The dispute's version stays, so nobody's edit is in the way and none is lost; when the dispute
    moves on meanwhile, or the acknowledgement is lost, it is read again. A letter that is no longer
    as it was says that this was done.
    """
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, FIRST_PAUSE_SECONDS
    while True:
        told = TOLD_ON[dispatch.of](table, dispatch, change, at)
        letter = Put(dispatch_item(dispatch), (unchanged,))
        try:
            table.commit([letter, *told])
            return True
        except (Conflict, Unacknowledged) as lost:
            if isinstance(lost, Conflict) and 0 in lost.found:
                return False
            pause = wait(pause, deadline, lost)


def _on_dispute(table: Table, dispatch: Dispatch, change: Change, at: datetime) -> list[Put]:
    """The dispute as it is now, with an event that leaves its state alone."""
    key = keys.dispute(dispatch.dispute_id)
    dispute = to_dispute(table.get([key])[name_of(key)])
    told, events = append(dispute, (change,), SYSTEM, at)
    return [
        Put(dispute_item(told), as_read(dispute)),
        *(Put(event_item(event)) for event in events),
    ]


def _on_follow_up(table: Table, dispatch: Dispatch, change: Change, at: datetime) -> list[Put]:
    """The same of a follow-up."""
    # Late, since most letters are about disputes.
    from chalicelib.actions.collections.letters import told_on

    return told_on(table, dispatch.dispute_id, change, at)


def _on_reminders(table: Table, dispatch: Dispatch, change: Change, at: datetime) -> list[Put]:
    """The same of a customer's reminders."""
    # Late, as above.
    from chalicelib.actions.collections.reminder_letters import told_on

    return told_on(table, dispatch, change, at)


def _on_ticket(table: Table, dispatch: Dispatch, change: Change, at: datetime) -> list[Put]:
    """The same of a ticket."""
    from chalicelib.actions.tickets.letters import told_on

    return told_on(table, dispatch.dispute_id, change, at)


TOLD_ON = {
    OF_DISPUTE: _on_dispute,
    FOLLOW_UP: _on_follow_up,
    TICKET: _on_ticket,
    REMINDER: _on_reminders,
}
"""What a letter is about → how what became of it is told there."""


def is_held_as(lease: str) -> Condition:
    """The condition that nobody else has begun with a letter since it was read."""
    return Condition("the lease is as it was read", "#lease = :lease", {":lease": lease})

"""The thread of a dispute of any kind, and what of it has been read (IG-03, IG-04)."""

import time
from collections.abc import Callable

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import FIRST_PAUSE_SECONDS, PATIENCE_SECONDS, wait
from chalicelib.actions.kinds import ThreadView, kind_of
from chalicelib.domain.disputes import thread
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.people.person import STAFF
from chalicelib.store import keys
from chalicelib.store.entities import as_read, dispute_item, to_event
from chalicelib.store.table import Conflict, Put, Unacknowledged


class ReadView(TypedDict):
    """How much of a thread there is, and what of it the own side has not read (IG-04)."""

    disputeID: str
    messageCount: int
    unread: int


def list_messages(desk: Desk, dispute_id: str, after: int, limit: int) -> ThreadView:
    """The thread from a number on, oldest first: all events for the staff, and for a side what it
    is told, numbered by itself.

    The dispute, which comes with the one who asks, tells the last number: where nothing came after,
    that is all that is read, and else there is one query. What a side is told lies apart, so
    neither a number nor a page's length tells of the rest.
    """
    dispute, _ = open_dispute(desk, Address(dispute_id), with_rules=False)
    room = kind_of(dispute)
    row = room.thread_row(dispute, desk.context)
    audience = desk.context.actor.audience
    is_more = after < dispute.told(audience)
    events, is_cut = _events_after(desk, dispute, after, limit) if is_more else ([], False)
    return {
        "dispute": row,
        "value": [room.message_view(event, dispute, desk.context) for event in events],
        "nextCursor": str(events[-1].number_for(audience)) if is_cut and events else None,
    }


def mark_read(new_desk: Callable[[], Desk], dispute_id: str, count: int) -> ReadView:
    """Notes that one's own side has read so many messages (IG-04): a read, and a write where that
    is news.

    It is no command: it says the same however often it is sent, and neither version nor events know
    of it. What is written meanwhile is not undone, nor can it undo this: each is written over the
    dispute as it was read, or again.
    """
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, FIRST_PAUSE_SECONDS
    while True:
        desk = new_desk()
        dispute, _ = open_dispute(desk, Address(dispute_id), with_rules=False)
        room = kind_of(dispute)
        marked = thread.mark_read(dispute, room.reads_as(dispute, desk.context), count)
        try:
            if marked != dispute:
                desk.table.commit([Put(dispute_item(marked), as_read(dispute))])
            row = room.thread_row(marked, desk.context)
            return {
                "disputeID": row["disputeID"],
                "messageCount": row["messageCount"],
                "unread": row["unread"],
            }
        except (Conflict, Unacknowledged) as lost:
            pause = wait(pause, deadline, lost)


def _events_after(desk: Desk, dispute: Dispute, after: int, limit: int) -> tuple[list[Event], bool]:
    """What an audience reads after a number, without a gap, and whether there is more.

    Of two events that are being written the second may be seen first.
    """
    audience = desk.context.actor.audience
    between = keys.events_after(dispute.dispute_id, after, _place_for(dispute, audience))
    page = desk.table.query(
        keys.dispute(dispute.dispute_id)["pk"], between=between, limit=limit, is_consistent=True
    )
    events = [to_event(item) for item in page.items]
    return [
        event
        for place, event in enumerate(events, after + 1)
        if event.number_for(audience) == place
    ], page.last is not None


def _place_for(dispute: Dispute, audience: str) -> Callable[[str, int], keys.Key]:
    """Where an event lies by the number that it has with an audience."""
    if audience == STAFF:
        return keys.event
    if dispute.lifecycle.tells_apart:
        return lambda dispute_id, number: keys.told(dispute_id, audience, number)
    return keys.shared

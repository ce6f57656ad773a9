"""Looking through disputes on bookings and their threads, and what of these has been read (IG-03, IG-04)."""

import time
from collections.abc import Callable

from chalicelib.actions.bookings.dispute import open_booking_case
from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.lists import Filters
from chalicelib.actions.execution import FIRST_PAUSE_SECONDS, PATIENCE_SECONDS, wait
from chalicelib.domain.bookings import thread
from chalicelib.domain.bookings.booking import OPERATOR, SIDES
from chalicelib.domain.bookings.lifecycle import BOOKING
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.people.person import STAFF
from chalicelib.errors import UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.entities import as_read, dispute_item, to_dispute, to_event
from chalicelib.store.table import Conflict, Put, Unacknowledged
from chalicelib.views.bookingdispute import booking_dispute_row, message_view
from chalicelib.views.parts import View


def list_booking_disputes(desk: Desk, filters: Filters, limit: int, cursor: str | None) -> View:
    """Disputes on bookings: of one's own party, or all for staff that is limited to no customers; one query (IG-03)."""
    person = desk.context.actor
    if person.role in SIDES:
        if filters != Filters(BOOKING.kind, filters.state, filters.status, waiting_for=filters.waiting_for):
            raise UnsupportedQuery("Your disputes are on bookings, narrowed by state, status and whose move it is.", rule="IG-03")
        filters.check_words()
        index = "byCustomer" if person.role == OPERATOR else "byCounterparty"
        partition = keys.disputes_of(person.role, person.party_id if person.party_id is not None else "")
    else:
        filters.check(person)
        index, partition = filters.leading
        if person.confined_to is not None:
            return desk.whole([], cursor)
    page = desk.page(partition, index=index, descending=filters.sort.startswith("-"), limit=limit, cursor=cursor, keep=filters.keep)
    return {"value": [booking_dispute_row(to_dispute(item), desk.context) for item in page.items], "nextCursor": page.next_cursor}


def list_messages(desk: Desk, dispute_id: str, after: int, limit: int) -> View:
    """The thread from a number on, oldest first: all events for the staff, and for a side what it is told, numbered by itself.

    The dispute, which comes with who asks, tells the last number: where nothing came after, that is all that is read, and
    else there is one query. What a side is told lies apart, so neither a number nor a page's length tells of the rest.
    """
    case, _ = open_booking_case(desk, dispute_id, with_rules=False)
    audience = desk.context.actor.audience
    last = case.dispute.sequence if audience == STAFF else case.dispute.told
    events, is_cut = _events_after(desk, dispute_id, after, limit) if after < last else ([], False)
    return {
        "dispute": booking_dispute_row(case.dispute, desk.context),
        "value": [message_view(event, case.work, desk.context) for event in events],
        "nextCursor": str(events[-1].number_for(audience)) if is_cut and events else None,
    }


def mark_read(new_desk: Callable[[], Desk], dispute_id: str, count: int) -> View:
    """Notes that one's own side has read so many messages (IG-04): a read, and a write where that is news.

    It is no command: it says the same however often it is sent, and neither version nor events know of it. What is
    written meanwhile is not undone, nor can it undo this: each is written over the dispute as it was read, or again.
    """
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, FIRST_PAUSE_SECONDS
    while True:
        desk = new_desk()
        case, _ = open_booking_case(desk, dispute_id, with_rules=False)
        marked = thread.mark_read(case, count, desk.context)
        try:
            if marked != case:
                desk.table.commit([Put(dispute_item(marked.dispute), as_read(case.dispute))])
            row = booking_dispute_row(marked.dispute, desk.context)
            return {name: row[name] for name in ("disputeID", "messageCount", "unread")}
        except (Conflict, Unacknowledged) as lost:
            pause = wait(pause, deadline, lost)


def _events_after(desk: Desk, dispute_id: str, after: int, limit: int) -> tuple[list[Event], bool]:
    """What an audience reads after a number, without a gap, and whether there is more.

    Of two events that are being written the second may be seen first.
    """
    audience = desk.context.actor.audience
    between = keys.events_after(dispute_id, after, keys.event if audience == STAFF else keys.told)
    page = desk.table.query(keys.dispute(dispute_id)["pk"], between=between, limit=limit, is_consistent=True)
    events = [to_event(item) for item in page.items]
    return [event for place, event in enumerate(events, after + 1) if event.number_for(audience) == place], page.last is not None

"""Looking through disputes on bookings and their threads (IG-03, IG-04)."""

from dataclasses import replace

from chalicelib.actions.bookingdisputes import open_booking_case
from chalicelib.actions.desk import Desk
from chalicelib.actions.lists import Filters
from chalicelib.domain.booking import OPERATOR, SIDES
from chalicelib.domain.lifecycle import BOOKING
from chalicelib.domain.people import STAFF
from chalicelib.errors import UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.entities import to_dispute, to_event
from chalicelib.views.bookingdispute import booking_dispute_row, message_view
from chalicelib.views.parts import View


def list_booking_disputes(desk: Desk, filters: Filters, limit: int, cursor: str | None) -> View:
    """Disputes on bookings: of one's own party, or all for staff that is limited to no customers; one query (IG-03)."""
    person = desk.act.by
    narrowed = replace(filters, kind=BOOKING.kind)
    if person.role in SIDES:
        if narrowed != Filters(BOOKING.kind, narrowed.state, narrowed.status, waiting_for=narrowed.waiting_for):
            raise UnsupportedQuery("Your disputes can be narrowed by state, status and whose move it is.", rule="IG-03")
        index = "byCustomer" if person.role == OPERATOR else "byCounterparty"
        partition = keys.of_customer(person.party_id if person.party_id is not None else "", "BOOKINGDISPUTE")
    else:
        narrowed.check(person)
        index, partition = narrowed.leading
        if person.confined_to is not None:
            return {"value": [], "nextCursor": None}
    page = desk.table.query(
        partition, index=index, descending=narrowed.sort.startswith("-"), limit=limit, cursor=cursor, keep=narrowed.keep
    )
    return {"value": [booking_dispute_row(to_dispute(item), desk.act) for item in page.items], "nextCursor": page.next_cursor}


def list_messages(desk: Desk, dispute_id: str, after: int, limit: int) -> View:
    """The thread from an event on, oldest first: one query; notes of support are the staff's alone."""
    case, _ = open_booking_case(desk, dispute_id)
    page = desk.table.query(keys.dispute(dispute_id)["pk"], between=keys.events_after(dispute_id, after), limit=limit)
    events = [to_event(item) for item in page.items]
    shown = [event for event in events if desk.act.by.audience == STAFF or event.audience != STAFF]
    return {
        "dispute": booking_dispute_row(case.dispute, desk.act),
        "value": [message_view(event, desk.act) for event in shown],
        "nextCursor": str(events[-1].sequence) if page.next_cursor and events else None,
    }

"""The events of a dispute, and the notes of a customer (X-05)."""

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.opening import require_dispute
from chalicelib.actions.found import customer_in
from chalicelib.actions.kinds import AnyEvents, kind_of
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_entry, to_event
from chalicelib.views.answers import Page
from chalicelib.views.event import CustomerNoteView, EventView, event_view, reminder_note


def list_events(desk: Desk, dispute_id: str, after: int, limit: int) -> Page[EventView] | AnyEvents:
    """The events of a dispute from a sequence on, oldest first (X-05)."""
    dispute = require_dispute(desk, dispute_id)
    if desk.context.actor.is_outside:
        return kind_of(dispute).list_told(desk, dispute, after, limit)
    page = desk.table.query(
        keys.dispute(dispute_id)["pk"], between=keys.events_after(dispute_id, after), limit=limit
    )
    events = [to_event(item) for item in page.items]
    return {
        "value": [event_view(event) for event in events],
        "nextCursor": str(events[-1].sequence) if page.last and events else None,
    }


def list_notes(
    desk: Desk, customer_id: str, limit: int, cursor: str | None
) -> Page[CustomerNoteView]:
    """The notes of a customer, newest first: what happened to all its disputes, and the reminders
    that it was sent (CU-21, CO-36).
    """
    found = desk.gather([keys.customer(customer_id)])
    customer_in(found, desk, customer_id)
    page = desk.page(
        keys.of_customer(customer_id, "NOTE"),
        index="byCustomer",
        descending=True,
        limit=limit,
        cursor=cursor,
    )
    return {
        "value": [_note(item) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def _note(item: Item) -> CustomerNoteView:
    if "dispute_id" in item:
        return {**event_view(to_event(item))}
    return reminder_note(to_entry(item))

"""What the timeline tells the staff: events of disputes, and the notes of a customer (X-05)."""

from typing import Annotated, Any

from chalicelib.domain.base import money
from chalicelib.domain.disputes.events import Entry, Event
from chalicelib.domain.people.person import STAFF
from chalicelib.views.answers import Amount, Moment, Who, meaning
from chalicelib.views.parts import EventText, event_text, instant, told_text


class ToldView(EventText):
    """What the timeline of the staff tells, chained to what came before (X-05)."""

    sequence: int
    type: str
    at: Moment
    by: Who
    amount: Amount | None
    before: dict[str, Any]
    after: dict[str, Any]
    audience: Annotated[str, meaning("Who is told beside the staff, if not `staff` alone.")]
    hash: str
    previousHash: str


class EventView(ToldView):
    """An event of a dispute."""

    disputeID: str
    currency: str


class CustomerNoteView(ToldView):
    """An event as a note of its customer."""

    disputeID: Annotated[str | None, meaning("Null for a reminder.")]
    currency: str | None


def reminder_note(entry: Entry) -> CustomerNoteView:
    """A reminder, what asks for a promise, or how disputes ended, as a note of its customer tells
    it; its letter stands in the journal.
    """
    after = entry.after
    letter = after.get("letter") or after.get("outcome")
    if letter:
        kind = letter.get("type", "reminded") if after.get("letter") else "outcomeTold"
        said = letter
    elif waived := after.get("waived"):
        kind, said = "chargeWaived", waived | {"items": [waived["invoiceNumber"]]}
    elif released := after.get("released"):
        kind = "letterReleased"
        words = "; ".join(released["despite"])
        text = f"Letter {released['number']} goes nevertheless: {released['reason']} ({words})."
        said = {"said": text, "words": None, "items": []}
    else:
        posted = after["posted"]
        kind = "letterPosted" if posted["wasPosted"] else "letterNotPosted"
        became = "went by post" if posted["wasPosted"] else "did not go"
        said = {"said": f"Letter {posted['number']} {became}.", "words": None, "items": []}
    return {
        "disputeID": None,
        "sequence": entry.sequence,
        "type": kind,
        **told_text(said["said"], said["words"]),
        "at": instant(entry.at),
        "by": {"userID": entry.by_id, "name": entry.by_name},
        "amount": None,
        "currency": None,
        "before": {},
        "after": {"items": said["items"]},
        "audience": STAFF,
        "hash": entry.hash,
        "previousHash": entry.previous_hash,
    }


def event_view(event: Event) -> EventView:
    """An event as the timeline tells it."""
    return {
        "disputeID": event.dispute_id,
        "sequence": event.sequence,
        "type": event.type,
        **event_text(event),
        "at": instant(event.at),
        "by": {"userID": event.by_id, "name": event.by_name},
        "amount": None if event.amount is None else money.to_number(event.amount, event.currency),
        "currency": event.currency,
        "before": event.before,
        "after": event.after,
        "audience": event.audience,
        "hash": event.hash,
        "previousHash": event.previous_hash,
    }

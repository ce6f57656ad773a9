"""What becomes of letters about a dispute: `actions/letters/things.py` says what each is."""

from datetime import datetime

from chalicelib.actions.kinds import kind_of
from chalicelib.actions.letters.things import About
from chalicelib.domain.disputes.events import Change, append
from chalicelib.domain.letters.dispatch import Dispatch
from chalicelib.domain.people.person import SYSTEM
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import as_read, dispute_item, event_item, to_dispute
from chalicelib.store.table import Put, Table, name_of


def told_on(table: Table, dispatch: Dispatch, change: Change, at: datetime) -> list[Put]:
    """The dispute as it is now, with an event that leaves its state alone."""
    key = keys.dispute(dispatch.dispute_id)
    dispute = to_dispute(table.get([key])[name_of(key)])
    told, events = append(dispute, (change,), SYSTEM, at)
    return [
        Put(dispute_item(told), as_read(dispute)),
        *(Put(event_item(event)) for event in events),
    ]


def about(item: Item) -> About:
    """What a letter was about that could not be sent."""
    dispute = to_dispute(item)
    subject = kind_of(dispute).subject_view(dispute)
    name = next(iter(dispute.party_names.values()))
    return About(dispute.parties, name, subject.get("invoiceNumber"), subject.get("reference"))

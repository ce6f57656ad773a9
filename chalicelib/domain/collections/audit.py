"""What must be true of every follow-up, checked on what is stored (X-05, DM-11)."""

from collections.abc import Mapping, Sequence

from chalicelib.domain.base.identifiers import same_id
from chalicelib.domain.collections.follow_up import MAX_ITEMS, FollowUp, FollowUpEvent
from chalicelib.domain.disputes.audit import chain_faults
from chalicelib.domain.invoices.invoice import Invoice


def faults(
    follow_up: FollowUp, invoices: Mapping[str, Invoice], events: Sequence[FollowUpEvent]
) -> list[str]:
    """Everything that is not as it must be, in words: its events, how many items it has, and where
    their invoices say that they are.
    """
    wrong = chain_faults((follow_up.sequence, follow_up.last_hash), events)
    count = len(follow_up.items_in)
    if count > MAX_ITEMS or bool(count) != follow_up.is_open:
        wrong.append(f"It is {follow_up.status} with {count} items.")
    held = {str(item.invoice_number) for item in follow_up.items_in}
    for item in follow_up.items:
        number = str(item.invoice_number)
        invoice = invoices.get(number)
        is_held = invoice is not None and invoice.follow_up_id == follow_up.follow_up_id
        if is_held != (number in held):
            wrong.append(f"Invoice {number} says otherwise than the follow-up.")
    return [*wrong, *_untold(follow_up, events)]


def place_faults(invoice: Invoice, follow_up: FollowUp | None) -> list[str]:
    """An invoice that says that it is in a follow-up is in it, and that is in progress."""
    held = follow_up.items_in if follow_up and follow_up.is_open else ()
    if not invoice.follow_up_id or any(
        same_id(one.invoice_number, invoice.invoice_number) for one in held
    ):
        return []
    return ["It is in no such follow-up."]


def _untold(follow_up: FollowUp, events: Sequence[FollowUpEvent]) -> list[str]:
    """What items say of answers and outcomes that no event tells of."""
    told = {
        (name, number, one["answer"] if name == "answers" else one)
        for event in events
        for name in ("answers", "outcomes")
        for number, one in event.after.get(name, {}).items()
    }
    said = {
        (name, str(item.invoice_number), one)
        for item in follow_up.items
        for name, one in (("answers", item.answer), ("outcomes", item.outcome))
        if one is not None
    }
    return [
        f"No event tells of {one} under {name} of invoice {number}."
        for name, number, one in sorted(said - told)
    ]

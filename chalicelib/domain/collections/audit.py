"""What must be true of every follow-up, checked on what is stored (X-05, DM-11)."""

from collections.abc import Mapping, Sequence

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
    return wrong

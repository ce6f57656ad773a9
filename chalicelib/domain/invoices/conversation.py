"""The conversation of a customer and the staff about a dispute on an invoice; notes of the staff
stay apart (CU-23, IG-04).
"""

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, Change
from chalicelib.domain.disputes.lifecycle import spoken
from chalicelib.domain.disputes.parties import role_in
from chalicelib.domain.invoices.work import InvoiceDispute
from chalicelib.domain.people.person import CUSTOMER, STAFF, WORKING
from chalicelib.errors import DisputeEnded


def reads_as(dispute: InvoiceDispute, context: Context) -> str:
    """As which audience somebody reads and speaks: the customer's people as the customer, who works
    disputes as the staff.
    """
    side = role_in(dispute.parties, context.actor)
    if side is None:
        context.actor.require(WORKING)
    return side or STAFF


def say(dispute: InvoiceDispute, text: str, context: Context) -> tuple[InvoiceDispute, Change]:
    """A message that both read. While nothing is decided it is then the other one's move, to whom
    the time is charged (X-04).
    """
    side = reads_as(dispute, context)
    if not dispute.is_open:
        ended = f"is {spoken(dispute.status)}" if side == STAFF else "has ended"
        raise DisputeEnded(f"The dispute {ended}; nothing more is said in it.", rule="CU-23")
    told = Change("message", text, after={"side": side}, note=False, audience=SHARED)
    heard = dispute.with_message(side)
    if dispute.status != dispute.lifecycle.initial:
        return heard, told
    mover = CUSTOMER if side == STAFF else dispute.lifecycle.waits_for[dispute.status]
    return heard.waiting(mover, context.at, context.hours), told


def note(dispute: InvoiceDispute, text: str, context: Context) -> tuple[InvoiceDispute, Change]:
    """A note of the staff, which no customer ever reads."""
    context.actor.require(WORKING)
    return dispute.with_message(STAFF, (STAFF,)), Change(
        "internalNote", text, note=False, audience=STAFF
    )


def is_told(dispute: Dispute, audience: str) -> bool:
    """The customer by mail of what is unread, and who works the dispute once somebody does."""
    return audience == CUSTOMER or (audience == STAFF and dispute.assignee_id is not None)

"""The threads of a payout dispute: the customer and the vendor each speak with the staff, and
neither reads what the other says; notes of the staff stay apart (IG-03, IG-04).
"""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.disputes.attachments import Voice, require_room
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.lifecycle import spoken
from chalicelib.domain.orders.case import OrderCase, tell
from chalicelib.domain.orders.lifecycle import WORKED
from chalicelib.domain.orders.order import ROLES, VENDOR
from chalicelib.domain.orders.work import OrderWork
from chalicelib.domain.people.person import STAFF, SYSTEM, WORKING
from chalicelib.errors import DisputeEnded, InvalidInput


def reads_as(case: OrderCase, context: Context) -> str:
    """As which audience somebody reads: one's own side, or the staff for someone who works
    disputes.
    """
    side = case.side_of(context)
    if side is None:
        context.actor.require(WORKING)
    return side or STAFF


def say(case: OrderCase, text: str, context: Context, to: str | None = None) -> OrderCase:
    """A message between one side and the staff, who says to which; the side that it was the move
    of leaves it to the staff again (X-04).
    """
    side = case.side_of(context)
    if side is None:
        context.actor.require(WORKING)
    if not case.dispute.is_open:
        raise DisputeEnded(
            f"The dispute is {spoken(case.dispute.status)}; nothing more is said in it.",
            rule="CK-15",
        )
    told = tell("message", text, after={"side": side or STAFF}, audience=side or _reader(to))
    said = case.with_dispute(case.dispute, told)
    dispute = said.dispute
    if side and dispute.waiting_for == side and dispute.status in WORKED:
        dispute = dispute.waiting("agent", context.at, context.hours)
    return replace(said, dispute=dispute)


def note(case: OrderCase, text: str, context: Context) -> OrderCase:
    """A note of the staff, which neither side ever reads."""
    context.actor.require(WORKING)
    heard = case.dispute.with_message(STAFF, (STAFF,))
    return case.with_dispute(heard, Change("internalNote", text, note=False))


def heard(before: OrderCase, after: OrderCase, context: Context) -> OrderCase:
    """The case as it is read: who did something has read that, and the staff has to read what a
    side did (IG-04).
    """
    if not any(change.audience != STAFF for change in after.changes[len(before.changes) :]):
        return after
    side = after.side_of(context)
    if side is None and context.actor is SYSTEM:
        return after
    readers = (STAFF,) if side else ()
    return replace(after, dispute=_read(after.dispute, side or STAFF).with_message(None, readers))


def voice(case: OrderCase, context: Context, *, internally: bool) -> Voice:
    """For whom somebody attaches a file: a side for itself and the staff, the staff for itself
    (X-13).
    """
    side = case.side_of(context)
    if side is None:
        context.actor.require(WORKING)
        require_room(case.dispute, STAFF)
        return Voice(STAFF, STAFF, aside=" for the staff alone")
    if internally:
        context.actor.require(WORKING)
    require_room(case.dispute, side)
    return Voice(side, side, case.dispute.party_names[side])


def is_told(dispute: Dispute[OrderWork], audience: str) -> bool:
    """Whether an audience is told by mail of what is unread: both sides, and who works the dispute
    once somebody does.
    """
    return audience in ROLES or dispute.assignee_id is not None


def called_at(dispute: Dispute[OrderWork], audience: str) -> datetime | None:
    """When the vendor was last asked, or reminded, so that it is told at once, with the link by
    which it answers (CK-04, PO-08).
    """
    contact = dispute.work.contact
    if contact is None or audience != VENDOR:
        return None
    return contact.reminded_at or contact.asked_at


def _reader(to: str | None) -> str:
    if to not in ROLES:
        said = f"Say to whom: {' or '.join(ROLES)}; neither reads what the other is told."
        raise InvalidInput(
            said, rule="IG-03", errors=[{"pointer": "/to", "detail": said, "code": "missing"}]
        )
    return to


def _read(dispute: Dispute[OrderWork], audience: str) -> Dispute[OrderWork]:
    return replace(dispute, read=dispute.read | {audience: dispute.messages.get(audience, 0)})

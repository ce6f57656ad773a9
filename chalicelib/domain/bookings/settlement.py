"""Raising, settling, withdrawing and reopening a dispute on a booking (IG-01, IG-02,
IG-07, IG-11).
"""

from dataclasses import replace

from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.bookings.booking import Booking, Party, check_disputable, other_side
from chalicelib.domain.bookings.case import BookingCase, require_raiser, require_side, tell
from chalicelib.domain.bookings.fund_requests import decided_as, journaled_request
from chalicelib.domain.bookings.lifecycle import BOOKING
from chalicelib.domain.bookings.work import CANCELLED, BookingWork
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.errors import InvalidInput


def raise_dispute(
    reason: str, booking: Booking, aggregator: Party, context: Context
) -> BookingCase:
    """A new open dispute on the booking, by either side (IG-01); refused by IG-02 and while another
    is open (IG-11).
    """
    side = require_side(booking.parties, context)
    check_disputable(booking, aggregator)
    work = BookingWork(reference=booking.reference, raised_by_side=side)
    dispute = Dispute(
        dispute_id=context.new_id(),
        kind=BOOKING.kind,
        subject_id=booking.booking_id,
        parties=booking.parties,
        party_names=booking.party_names,
        currency=booking.currency,
        status=BOOKING.initial,
        description=reason,
        reason_id=None,
        reason="",
        raised_by=context.actor.name,
        raised_at=context.at,
        changed_by=context.actor.name,
        changed_at=context.at,
        waiting_for=other_side(side),
        waiting_since=context.at,
        move_by=BOOKING.move_by(other_side(side), context.at, context.hours),
        work=work,
    ).with_message(side)
    taken = booking.disputed_by(dispute.dispute_id)
    said = tell(
        "raised",
        f"{booking.name_on(side)} raised a dispute on booking {booking.reference}.",
        after={"status": dispute.status, "description": reason, "side": side},
    )
    return BookingCase(dispute, taken, changes=(said,), aggregator=aggregator)


def resolve(case: BookingCase, context: Context, _text: str | None = None) -> BookingCase:
    """Settles the dispute: by whoever raised it, and never by itself; what is pending is cancelled
    with it (IG-07).
    """
    return _end(case, "resolve", "resolved", "marked the dispute as resolved.", context)


def withdraw(case: BookingCase, context: Context, comment: str | None = None) -> BookingCase:
    """Gives the claim up: by whoever raised it; what is pending is cancelled with it (IG-07)."""
    return _end(
        case,
        "withdraw",
        "withdrawn",
        f"withdrew the dispute{f': {comment}' if comment else '.'}",
        context,
        comment,
    )


def reopen(case: BookingCase, context: Context, reason: str | None = None) -> BookingCase:
    """Goes on with a resolved dispute, by whoever raised it, for a reason; where it could be raised
    anew (IG-02, IG-11).
    """
    side = require_raiser(case, context)
    if not reason:
        raise InvalidInput("Say why the dispute is reopened.", rule="IG-07")
    moved = case.dispute.moved("reopen", context.at, context.hours, other_side(side))
    case.check_disputable()
    booking = replace(case.place, open_dispute_id=moved.dispute_id)
    text = f"{case.name_on(side)} reopened the dispute: {reason}"
    told = tell(
        "reopened",
        text,
        {"status": case.dispute.status},
        {"status": moved.status, "reason": reason},
    )
    return replace(
        case, dispute=moved.with_message(side), booking=booking, changes=(*case.changes, told)
    )


def check_ending(case: BookingCase, verb: str, context: Context) -> None:
    """Whether somebody may end the dispute, or open it again, as far as dispute and booking, where
    it is there, say so (X-02).
    """
    require_raiser(case, context)
    case.dispute.lifecycle.after(verb, case.dispute.status)
    if verb == "reopen" and case.booking:
        case.check_disputable()


def _end(
    case: BookingCase,
    verb: str,
    type_: str,
    said: str,
    context: Context,
    comment: str | None = None,
) -> BookingCase:
    side = require_raiser(case, context)
    moved = case.dispute.moved(verb, context.at, context.hours)
    ended = case
    for request in case.work.pending:
        decided = decided_as(request, CANCELLED, context)
        text = Sentence(
            "The request for {amount} ended with the dispute.", amount=case.amount(request.amount)
        )
        told = tell(
            "fundsCancelled",
            text,
            journaled_request(case, request),
            journaled_request(case, decided),
            request.amount,
        )
        ended = ended.with_request(decided, told)
        ended = ended.heard(side)
    over = replace(
        moved,
        work=replace(ended.work, escalation=None),
        messages=ended.dispute.messages,
        read=ended.dispute.read,
    )
    told = tell(
        type_,
        f"{case.name_on(side)} {said}",
        {"status": case.dispute.status},
        {"status": moved.status} | ({"reason": comment} if comment else {}),
    )
    booking = replace(case.place, open_dispute_id=None)
    return replace(
        ended, dispute=over.with_message(side), booking=booking, changes=(*ended.changes, told)
    )

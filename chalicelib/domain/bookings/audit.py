"""What must be true of every dispute on a booking, checked on what is stored (X-05, X-06)."""

from collections.abc import Iterable, Mapping, Sequence

from chalicelib.domain.base.identifiers import same_id
from chalicelib.domain.bookings.booking import SIDES, Booking, other_side
from chalicelib.domain.bookings.work import APPROVED, PENDING, BookingWork, FundRequest, amounts_of
from chalicelib.domain.disputes.amounts import NOTHING
from chalicelib.domain.disputes.audit import chain_faults
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, Event
from chalicelib.domain.wallets.ledger import wallet_id
from chalicelib.domain.wallets.transfer import Transfer


def booking_faults(
    dispute: Dispute[BookingWork],
    booking: Booking,
    requests: Sequence[FundRequest],
    events: list[Event],
    told: list[Event],
    transfers: Mapping[str, Transfer],
) -> list[str]:
    """Everything that is not as it must be, in words: its events, its sums, its requests, what they
    moved, and the booking's one place.
    """
    work = dispute.work
    wrong = chain_faults((dispute.sequence, dispute.last_hash), events)
    if told != [event for event in events if event.audience == SHARED] or [
        one.shared_sequence for one in told
    ] != [*range(1, dispute.shared_sequence + 1)]:
        wrong.append("What both sides are told is not what its events say.")
    for side in SIDES:
        asked = sum((amounts_of(one) for one in requests if one.side == side), NOTHING)
        if asked != work.asked.get(side, NOTHING):
            wrong.append(f"What the {side} asked for is not the sum of its requests.")
    shares = dispute.shares
    if shares.total != dispute.amounts.disputed or min(vars(shares).values()) < 0:
        wrong.append("What was asked for is not what became of it.")
    if work.corrected != sum(one.amount for one in requests if one.corrected_by):
        wrong.append("What was taken back of its payments is not the sum of those requests.")
    if sorted(one.request_id for one in work.pending) != sorted(
        one.request_id for one in requests if one.status == PENDING
    ):
        wrong.append("The requests that wait are not those that the dispute says.")
    if work.pending and not dispute.is_open:
        wrong.append("A request waits in a dispute that has ended.")
    if (booking.open_dispute_id == dispute.dispute_id) != dispute.is_open:
        wrong.append("The booking and the dispute do not agree on whether it is open.")
    # A party may have another name by now.
    if not all(same_id(dispute.parties[side], booking.party_on(side)) for side in SIDES):
        wrong.append("The dispute is between others than the booking.")
    return wrong + paid_faults(dispute, requests, transfers)


def paid_faults(
    dispute: Dispute[BookingWork],
    requests: Iterable[FundRequest],
    transfers: Mapping[str, Transfer],
) -> list[str]:
    """Whether money moved for each request that was approved, and for no other: exactly what was
    asked, the right way, once (IG-06).
    """
    found, paid = [], set()
    for request in requests:
        transfer = transfers.get(request.transfer_id or "")
        if (request.status == APPROVED) != (
            request.transfer_id is not None
        ) or request.transfer_id in paid:
            found.append(
                f"Request {request.request_id} is {request.status} and does not name the one"
                " transfer that goes with it."
            )
        elif request.transfer_id and (
            transfer is None or not _is_payment(transfer, dispute, request)
        ):
            found.append(
                f"Request {request.request_id} is approved, and not what was asked for has moved."
            )
        paid |= {request.transfer_id} - {None}
    return found


def _is_payment(transfer: Transfer, dispute: Dispute[BookingWork], request: FundRequest) -> bool:
    """Out of the wallet of the side that was asked into that of the side that asked, about this
    very request.
    """
    payer_and_asker = other_side(request.side), request.side
    payer, asker = (wallet_id(dispute.parties[side], dispute.currency) for side in payer_and_asker)
    about = (transfer.kind, transfer.dispute_id, transfer.request_id, str(transfer.booking_id))
    return (
        transfer.is_between(payer, asker, request.amount)
        and transfer.currency == dispute.currency
        and about
        == (
            "fundRequest",
            dispute.dispute_id,
            request.request_id,
            str(dispute.subject_id),
        )
    )

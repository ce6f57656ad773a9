"""What one side of a booking asks of the other: a request, its answer, and the money that moves
(IG-05…IG-07, IG-09, IG-11).
"""

from dataclasses import replace

from chalicelib.domain.base.money import MAX_MINOR_UNITS
from chalicelib.domain.base.sentences import Sentence, with_reason
from chalicelib.domain.bookings.booking import other_side
from chalicelib.domain.bookings.case import BookingCase, moved_on, require_open, require_side, tell
from chalicelib.domain.bookings.work import (
    APPROVED,
    CANCELLED,
    MAX_PENDING,
    PENDING,
    REJECTED,
    FundRequest,
)
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.wallets.ledger import Wallet, post, require_funds
from chalicelib.domain.wallets.transfer import Transfer, between
from chalicelib.errors import (
    AlreadyDecided,
    AmountTooLarge,
    Forbidden,
    InvalidAmount,
    NotFound,
    TooMany,
)

CORRECTED = "corrected"
"""How a request stands whose payment finance took back."""


def request_funds(
    case: BookingCase, amount: int, reason: str | None, context: Context
) -> BookingCase:
    """Asks the other side for money (IG-05); at most twenty requests wait for an answer (IG-07)."""
    side = require_side(case.dispute.parties, context)
    require_open(case)
    if amount <= 0:
        raise InvalidAmount("The amount must be above zero.", rule="IG-05")
    if len(case.work.pending) >= MAX_PENDING:
        raise TooMany(
            f"{MAX_PENDING} requests wait for an answer; one of them has to end first.",
            rule="IG-07",
        )
    if case.dispute.amounts.disputed + amount > MAX_MINOR_UNITS:
        raise AmountTooLarge(
            "All that was asked for in this dispute would come to more than the product keeps.",
            rule="IG-05",
        )
    request = FundRequest(
        context.new_id(),
        side,
        amount,
        context.actor.user_id,
        context.actor.name,
        context.at,
        reason,
    )
    text = with_reason(
        "{side} asks for {amount}", reason, side=case.name_on(side), amount=case.amount(amount)
    )
    told = tell("fundsRequested", text, after=journaled_request(case, request), amount=amount)
    return moved_on(case.with_request(request, told), side, context)


def approve(
    case: BookingCase, request_id: str, payer: Wallet | None, payee: Wallet | None, context: Context
) -> BookingCase:
    """Moves exactly what was asked for from the approver's wallet to the other side's, once (IG-06,
    IG-11).

    `InsufficientFunds` and `CurrencyMismatch` leave the request pending.
    """
    request, side = _to_decide(case, request_id, context)
    payer, payee = _existing(case, payer), _existing(case, payee)
    transfer = Transfer(
        transfer_id=context.new_id(),
        kind="fundRequest",
        postings=between(payer.wallet_id, payee.wallet_id, request.amount),
        currency=case.dispute.currency,
        at=context.at,
        by_id=context.actor.user_id,
        by_name=context.actor.name,
        reference=str(case.work.reference),
        booking_id=case.dispute.subject_id,
        dispute_id=case.dispute.dispute_id,
        request_id=request.request_id,
        reason=request.reason,
    )
    posted = post(transfer, payer, payee)
    decided = replace(decided_as(request, APPROVED, context), transfer_id=transfer.transfer_id)
    names = {"payer": case.name_on(side), "payee": case.name_on(request.side)}
    text = Sentence(
        "{payer} paid {amount} to {payee}.", **names, amount=case.amount(request.amount)
    )
    told = tell(
        "fundsApproved",
        text,
        journaled_request(case, request),
        journaled_request(case, decided),
        request.amount,
    )
    return replace(
        moved_on(case.with_request(decided, told), side, context),
        posted=posted,
        held={side: posted.wallet(payer.wallet_id)},
    )


def reject(case: BookingCase, request_id: str, reason: str | None, context: Context) -> BookingCase:
    """Ends a request of the other side; the dispute stays open for a new one (IG-09)."""
    request, side = _to_decide(case, request_id, context)
    decided = replace(decided_as(request, REJECTED, context), answer=reason)
    amount = case.amount(request.amount)
    text = with_reason(
        "{side} does not pay the {amount}", reason, side=case.name_on(side), amount=amount
    )
    told = tell(
        "fundsRejected",
        text,
        journaled_request(case, request),
        journaled_request(case, decided),
        request.amount,
    )
    return moved_on(case.with_request(decided, told), side, context)


def cancel(case: BookingCase, request_id: str, context: Context) -> BookingCase:
    """Takes back a request of one's own side that nobody has answered (IG-09)."""
    side = require_side(case.dispute.parties, context)
    request = _pending(case, request_id)
    if request.side != side:
        raise Forbidden("Only who asked can take a request back; you may reject it.", rule="IG-09")
    decided = decided_as(request, CANCELLED, context)
    text = Sentence(
        "{side} took back the request for {amount}.",
        side=case.name_on(side),
        amount=case.amount(request.amount),
    )
    told = tell(
        "fundsCancelled",
        text,
        journaled_request(case, request),
        journaled_request(case, decided),
        request.amount,
    )
    return moved_on(case.with_request(decided, told), side, context)


def correct(case: BookingCase, request: FundRequest, back: Transfer) -> BookingCase:
    """Tells both sides that finance took a payment back; what it was for may be asked for anew, and
    nothing is decided twice (IG-10).
    """
    corrected = replace(request, corrected_by=back.transfer_id)
    after = journaled_request(case, request) | {"status": CORRECTED, "transferID": back.transfer_id}
    said = {
        "amount": case.amount(request.amount),
        "payee": case.name_on(request.side),
        "reason": back.reason,
    }
    text = Sentence("The payment of {amount} to {payee} was taken back: {reason}", **said)
    told = tell("fundsCorrected", text, journaled_request(case, request), after, request.amount)
    known = case.with_work(case.work.with_correction(corrected), told).heard(None)
    return replace(known, decided=(*case.decided, corrected))


def has_to_pay(case: BookingCase, context: Context) -> str | None:
    """The side of whoever looks, where the other one waits for its money; None where no wallet
    matters to what they can do.
    """
    side = case.side_of(context)
    return side if side and any(request.side != side for request in case.work.pending) else None


def check_approvable(case: BookingCase, request_id: str, context: Context) -> None:
    """Whether somebody may approve a request, as far as dispute and own wallet, where it was looked
    up, say so (X-02, IG-11).
    """
    request, side = _to_decide(case, request_id, context)
    if side in case.held:
        require_funds(_existing(case, case.held[side]), request.amount)


def refuse_decided(case: BookingCase, request: FundRequest) -> None:
    """`AlreadyDecided`, with the outcome, for a request that has come to an end (IG-11)."""
    if request.status != PENDING:
        # The side, never who of its people.
        by = None if request.status == CANCELLED else case.name_on(other_side(request.side))
        detail = (
            f"The request was {request.status}{f' by {by}' if by else ''}; each is decided once."
        )
        raise AlreadyDecided(
            detail,
            rule="IG-11",
            outcome={"status": request.status, "by": by, "amount": case.number(request.amount)},
        )


def _to_decide(case: BookingCase, request_id: str, context: Context) -> tuple[FundRequest, str]:
    """A pending request of the other side, and one's own side."""
    side = require_side(case.dispute.parties, context)
    request = _pending(case, request_id)
    if request.side == side:
        raise Forbidden("The other side answers a request; you may take it back.", rule="IG-05")
    return request, side


def _existing(case: BookingCase, wallet: Wallet | None) -> Wallet:
    if wallet is None:
        raise NotFound(
            f"One of the two sides has no wallet in {case.dispute.currency}.", rule="IG-11"
        )
    return wallet


def _pending(case: BookingCase, request_id: str) -> FundRequest:
    """A request that can still be decided; `AlreadyDecided` is for someone who looks it up, since
    what was decided lies elsewhere.
    """
    require_open(case)
    request = case.work.find(request_id)
    if request is None:
        raise NotFound("No such request waits for an answer.", rule="IG-09")
    return request


def decided_as(request: FundRequest, status: str, context: Context) -> FundRequest:
    """The request as it was brought to an end, by whom and when."""
    return replace(
        request, status=status, decided_by_name=context.actor.name, decided_at=context.at
    )


def journaled_request(case: BookingCase, request: FundRequest) -> dict[str, object]:
    """A request as its event tells it."""
    told: dict[str, object] = {
        "requestID": request.request_id,
        "side": request.side,
        "amount": case.number(request.amount),
        "status": request.status,
    }
    optional = {
        "reason": request.reason,
        "answer": request.answer,
        "transferID": request.transfer_id,
    }
    return told | {name: value for name, value in optional.items() if value is not None}

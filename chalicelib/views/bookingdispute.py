"""Disputes on bookings as their two sides and the staff see them; neither side is shown the other's
wallet or people (IG-06).
"""

from collections.abc import Callable
from typing import Annotated, Literal, NotRequired, cast

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.bookings import fund_requests, hands, settlement, thread
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, SIDES
from chalicelib.domain.bookings.case import BookingCase
from chalicelib.domain.bookings.lifecycle import BOOKING
from chalicelib.domain.bookings.work import (
    APPROVED,
    CANCELLED,
    PENDING,
    REJECTED,
    BookingWork,
    FundRequest,
)
from chalicelib.domain.disputes.choice import Choice, choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.people.person import BOOKINGS, STAFF, Person
from chalicelib.views.answers import Amount, DryRun, Moment, OutsideID, meaning, one_of
from chalicelib.views.attachment import AttachmentPart, attachment_part
from chalicelib.views.parts import (
    ChangeView,
    ChoiceView,
    DeadlineView,
    ElapsedView,
    EventText,
    SharesView,
    change_view,
    choice_view,
    deadline_views,
    event_text,
    instant,
    shares_view,
)
from chalicelib.views.posting import WalletChange, wallet_change

Side = Annotated[str, one_of(*SIDES)]
Status = Annotated[str, one_of(*sorted(BOOKING.statuses))]
RequestStatus = Annotated[str, one_of(PENDING, APPROVED, REJECTED, CANCELLED)]


class BookingDisputeRow(TypedDict):
    """A dispute on a booking as its sides and the staff see it in a list."""

    disputeID: str
    kind: Literal["booking"]
    subjectID: OutsideID
    bookingID: OutsideID
    reference: OutsideID
    operatorID: OutsideID
    operator: str
    aggregatorID: OutsideID
    aggregator: str
    raisedBySide: Side
    status: Status
    version: Annotated[int, meaning("Rises with the state; the ETag (X-07).")]
    currency: str
    amount: Annotated[Amount, meaning("All that was asked for.")]
    pendingAmount: Amount
    movedAmount: Amount
    cancelledAmount: Amount
    rejectedAmount: Amount
    correctedAmount: Annotated[Amount, meaning("What was paid and taken back since (IG-10).")]
    amounts: SharesView
    description: str
    disputeDate: Moment
    lastModifiedDate: Moment
    closeDate: Moment | None
    waitingFor: Annotated[str | None, meaning("Whose move it is (X-04).")]
    waitingSince: Moment | None
    isEscalated: Annotated[bool, meaning("Whether support was asked to step in.")]
    messageCount: int
    unread: Annotated[int, meaning("How much the own side has not read.")]
    raisedBy: NotRequired[Annotated[str, meaning("Told to the own side and to the staff.")]]
    assigneeID: NotRequired[
        Annotated[str | None, meaning("Who of support works it; told the staff.")]
    ]
    assignee: NotRequired[str | None]
    deadlines: NotRequired[
        Annotated[list[DeadlineView], meaning("The most urgent first; told the staff.")]
    ]


class FundRequestView(TypedDict):
    """Money that one side asks of the other, and how that ended (IG-05)."""

    requestID: str
    side: Annotated[Side, meaning("Who asks.")]
    amount: Amount
    reason: str | None
    askedAt: Moment
    status: RequestStatus
    actions: list[ChoiceView]
    answer: NotRequired[str | None]
    transferID: NotRequired[str | None]
    decidedAt: NotRequired[Moment | None]


class EscalationView(TypedDict):
    """That support was asked to step in, and about what (IG-08)."""

    side: Side
    at: Moment
    issue: str


class SideWallet(TypedDict):
    """The wallet of a side."""

    side: Side
    walletID: str


class BookingDisputeView(BookingDisputeRow):
    """A dispute on a booking, with its pending requests and all that can be done (X-02)."""

    pending: list[FundRequestView]
    escalation: EscalationView | None
    wallets: Annotated[list[SideWallet], meaning("Those that one may look into (IG-06).")]
    actions: list[ChoiceView]
    elapsed: list[ElapsedView]


class BookingDisputeMade(BookingDisputeView):
    """A dispute on a booking, with what was made in it by its own name."""

    requestID: NotRequired[Annotated[str, meaning("The fund request that was made.")]]
    sequence: NotRequired[Annotated[int, meaning("The number of what was said in the thread.")]]


class StatusPart(TypedDict):
    """The status of a dispute on a booking."""

    status: Status


class BookingDisputePreview(DryRun):
    """What a change of a dispute on a booking would do, to the own wallet too (X-03, IG-06)."""

    dispute: BookingDisputeView
    before: StatusPart | None
    after: StatusPart
    wallet: WalletChange | None
    events: list[ChangeView]


class ReferencePart(TypedDict):
    """What both sides call the booking."""

    reference: OutsideID


class RequestPart(TypedDict):
    """What an event tells of the fund request that it is about."""

    requestID: str
    status: Annotated[str, one_of(PENDING, APPROVED, REJECTED, CANCELLED, fund_requests.CORRECTED)]
    side: Side
    reason: NotRequired[str]
    answer: NotRequired[str]
    transferID: NotRequired[str]


class BookingMessageView(EventText):
    """An event of the thread with the side that did it; who it was is told the staff alone."""

    sequence: int
    type: str
    at: Moment
    side: str | None
    amount: Amount | None
    currency: str
    request: RequestPart | None
    attachment: AttachmentPart | None
    by: NotRequired[str]
    audience: NotRequired[str]


_TOLD_OF_REQUEST = ("requestID", "status", "side", "reason", "answer", "transferID")


def booking_dispute_row(dispute: Dispute[BookingWork], context: Context) -> BookingDisputeRow:
    """A dispute as it stands in a list, with what whoever looks has not read yet (IG-04)."""
    work, amounts = dispute.work, dispute.amounts

    def number(minor: int) -> int | float:
        return to_number(minor, dispute.currency)

    audience = context.actor.role if context.actor.role in SIDES else STAFF
    row: BookingDisputeRow = {
        "disputeID": dispute.dispute_id,
        "kind": "booking",
        "subjectID": dispute.subject_id,
        "bookingID": dispute.subject_id,
        "reference": work.reference,
        "operatorID": dispute.parties[OPERATOR],
        "operator": dispute.party_names[OPERATOR],
        "aggregatorID": dispute.parties[AGGREGATOR],
        "aggregator": dispute.party_names[AGGREGATOR],
        "raisedBySide": work.raised_by_side,
        "status": dispute.status,
        "version": dispute.version,
        "currency": dispute.currency,
        "amount": number(amounts.disputed),
        "pendingAmount": number(amounts.open),
        "movedAmount": number(amounts.credited),
        "cancelledAmount": number(amounts.withdrawn),
        "rejectedAmount": number(amounts.declined - work.corrected),
        "correctedAmount": number(work.corrected),
        "amounts": shares_view(dispute.shares, dispute.currency),
        "description": dispute.description,
        "disputeDate": instant(dispute.raised_at),
        "lastModifiedDate": instant(dispute.changed_at),
        "closeDate": instant(dispute.closed_at),
        "waitingFor": dispute.waiting_for,
        "waitingSince": instant(dispute.waiting_since),
        "isEscalated": work.escalation is not None,
        "messageCount": dispute.messages.get(audience, 0),
        "unread": dispute.unread(audience),
    }
    if audience in (STAFF, work.raised_by_side):
        row["raisedBy"] = dispute.raised_by
    if audience == STAFF:
        row["assigneeID"], row["assignee"] = dispute.assignee_id, dispute.assignee
        row["deadlines"] = deadline_views(dispute)
    return row


def booking_dispute_view(case: BookingCase, context: Context) -> BookingDisputeView:
    """A dispute by itself, with its pending requests and all that can be done (X-02)."""
    work = case.work
    escalation = work.escalation
    return {
        **booking_dispute_row(case.dispute, context),
        "pending": [request_view(case, request, context) for request in work.pending],
        "escalation": {
            "side": escalation.side,
            "at": instant(escalation.at),
            "issue": escalation.issue,
        }
        if escalation
        else None,
        "wallets": _wallets(case, context.actor),
        "actions": [choice_view(one) for one in _choices(case, context)],
        "elapsed": [
            {"party": party, "businessSeconds": seconds}
            for party, seconds in case.dispute.spent_until(context.at, context.hours).items()
        ],
    }


def booking_preview_view(
    before: BookingCase | None, after: BookingCase, context: Context
) -> BookingDisputePreview:
    """What a change would do (X-03): to the dispute, and to one's own wallet and never to the
    other's (IG-06).
    """
    posted = after.posted
    wallets = posted.wallets if posted else ()
    own = next(
        (wallet for wallet in wallets if context.actor.sees_party(wallet.role, wallet.party_id)),
        None,
    )
    return {
        "dryRun": True,
        "dispute": booking_dispute_view(after, context),
        "before": {"status": before.dispute.status} if before else None,
        "after": {"status": after.dispute.status},
        "wallet": wallet_change(posted.entries_of(own)) if posted and own else None,
        "events": [
            change_view(one)
            for one in after.changes
            if context.actor.audience == STAFF or one.audience != STAFF
        ],
    }


def message_view(event: Event, work: BookingWork, context: Context) -> BookingMessageView:
    """An event of the thread with the side that did it; one side is told the other side's name, not
    which of its people it was.
    """
    view: BookingMessageView = {
        "sequence": event.number_for(context.actor.audience),
        "type": event.type,
        **event_text(event),
        "at": instant(event.at),
        "side": thread.speaker(work, event),
        "amount": None if event.amount is None else to_number(event.amount, event.currency),
        "currency": event.currency,
        "request": _request_part(event),
        "attachment": attachment_part(event),
    }
    if context.actor.audience == STAFF:
        view["by"], view["audience"] = event.by_name, event.audience
    return view


def _request_part(event: Event) -> RequestPart | None:
    """What an event tells of the request that it is about; None for any other event."""
    if "requestID" not in event.after:
        return None
    told = {name: event.after[name] for name in _TOLD_OF_REQUEST if name in event.after}
    return cast(RequestPart, told)


def request_view(case: BookingCase, request: FundRequest, context: Context) -> FundRequestView:
    """A fund request with what can be done about it, and once it has ended how it did."""
    attempts: dict[str, Callable[[], object]] = {
        "approve": lambda: fund_requests.check_approvable(case, request.request_id, context),
        "reject": lambda: fund_requests.reject(case, request.request_id, None, context),
        "cancel": lambda: fund_requests.cancel(case, request.request_id, context),
    }
    view: FundRequestView = {
        "requestID": request.request_id,
        "side": request.side,
        "amount": to_number(request.amount, case.dispute.currency),
        "reason": request.reason,
        "askedAt": instant(request.asked_at),
        "status": request.status,
        "actions": [choice_view(choice(name, attempt)) for name, attempt in attempts.items()],
    }
    if request.status != PENDING:
        view["answer"] = request.answer
        view["transferID"] = request.transfer_id
        view["decidedAt"] = instant(request.decided_at)
    return view


def _wallets(case: BookingCase, person: Person) -> list[SideWallet]:
    """The wallets that money of this dispute moves between, as far as somebody may look into them
    (IG-06, IG-08).
    """
    if not person.permissions & {BOOKINGS, "wallet.read"}:
        return []
    sides = [side for side in SIDES if person.sees_party(side, case.dispute.parties[side])]
    return [{"side": side, "walletID": case.wallet_on(side)} for side in sides]


def _choices(case: BookingCase, context: Context) -> list[Choice]:
    attempts: dict[str, Callable[[], object]] = {
        "message": lambda: thread.say(case, "…", context),
        "attach": lambda: thread.voice(case, context, internally=False),
        "requestFunds": lambda: fund_requests.request_funds(case, 1, None, context),
        "escalate": lambda: thread.escalate(case, "…", context),
        "resolve": lambda: settlement.check_ending(case, "resolve", context),
        "withdraw": lambda: settlement.check_ending(case, "withdraw", context),
        "reopen": lambda: settlement.check_ending(case, "reopen", context),
    }
    if context.actor.audience == STAFF:
        attempts |= {
            "note": lambda: thread.note(case, "…", context),
            "attachNote": lambda: thread.voice(case, context, internally=True),
        }
        attempts["handBack"] = lambda: thread.hand_back(case, None, context)
        attempts["assign"] = lambda: hands.check_assignable(case, context)
    return [choice(name, attempt) for name, attempt in attempts.items()]

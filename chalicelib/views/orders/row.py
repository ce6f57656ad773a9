"""Payout disputes in lists: as the staff, the customer and the vendor see them."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.orders.lifecycle import ORDER, WORKED
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.words import status_words
from chalicelib.domain.orders.work import CHANNELS, CLAIMS, OrderWork
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.views.answers import Amount, Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import DeadlineView, SharesView, deadline_views, instant, shares_view

Status = Annotated[str, one_of(*sorted(ORDER.statuses))]


Claimed = Annotated[str, one_of(*CLAIMS)]


class OwnRow(TypedDict):
    """A payout dispute as any of its sides sees it in a list."""

    disputeID: str
    kind: Literal["order"]
    subjectID: OutsideID
    orderID: OutsideID
    status: Status
    statusText: Annotated[str, meaning("How it stands, in words for who looks.")]
    currency: str
    claim: Claimed
    claimText: str
    claimedAmount: Amount
    orderValue: Amount
    disputeDate: Moment
    lastModifiedDate: Moment
    closeDate: Moment | None
    messageCount: int
    unread: Annotated[int, meaning("How much the own side has not read.")]


class ClaimantRow(OwnRow):
    """A payout dispute in its customer's list."""

    vendor: str
    description: str
    paidAmount: Annotated[Amount, meaning("What the platform paid, or is about to.")]
    settleBy: Annotated[Moment, meaning("What the customer was promised (PO-07).")]


class AskedRow(OwnRow):
    """A payout dispute in its vendor's list."""

    customer: str
    dueAt: Annotated[Moment | None, meaning("Until when the vendor has to answer.")]
    isAsked: Annotated[bool, meaning("Whether its answer is awaited.")]
    finedAmount: Annotated[Amount, meaning("What it is fined for it, taken or owed.")]


class OrderDisputeRow(OwnRow):
    """A payout dispute as the staff sees it in a list."""

    version: Annotated[int, meaning("Rises with the state; the ETag (X-07).")]
    customerID: OutsideID
    customer: str
    vendorID: OutsideID
    vendor: str
    channel: Annotated[str, one_of(*CHANNELS)]
    description: str
    paidAmount: Amount
    amounts: SharesView
    isHighValue: bool
    raisedBy: str
    assigneeID: str | None
    assignee: str | None
    waitingFor: Annotated[str | None, meaning("Whose move it is (X-04).")]
    waitingSince: Moment | None
    dueAt: Moment | None
    acknowledgeBy: Moment
    settleBy: Moment
    deadlines: Annotated[list[DeadlineView], meaning("The most urgent first.")]
    nextLookAt: Annotated[Moment | None, meaning("The clock to the next escalation.")]
    escalated: Annotated[list[str], meaning("What somebody was told of, by kind.")]
    missing: Annotated[list[str], meaning("Whose yes a decision waits for (PO-23).")]


AnyRow = OrderDisputeRow | ClaimantRow | AskedRow


def row_for(dispute: Dispute[OrderWork], context: Context) -> AnyRow:
    """A payout dispute in the list of whoever looks."""
    audience = context.actor.audience
    if audience == CUSTOMER:
        return customer_row(dispute)
    return vendor_row(dispute) if audience == VENDOR else order_dispute_row(dispute)


def order_dispute_row(dispute: Dispute[OrderWork]) -> OrderDisputeRow:
    """A payout dispute in the staff's list."""
    work = dispute.work
    return {
        **_own_row(dispute, STAFF),
        "version": dispute.version,
        "customerID": dispute.parties[CUSTOMER],
        "customer": dispute.party_names[CUSTOMER],
        "vendorID": dispute.parties[VENDOR],
        "vendor": dispute.party_names[VENDOR],
        "channel": work.claim.channel,
        "description": dispute.description,
        "paidAmount": to_number(work.paid, dispute.currency),
        "amounts": shares_view(dispute.shares, dispute.currency),
        "isHighValue": work.claim.is_high,
        "raisedBy": dispute.raised_by,
        "assigneeID": dispute.assignee_id,
        "assignee": dispute.assignee,
        "waitingFor": dispute.waiting_for,
        "waitingSince": instant(dispute.waiting_since),
        "dueAt": instant(dispute.due_at),
        "acknowledgeBy": instant(work.acknowledge_by),
        "settleBy": instant(work.settle_by),
        "deadlines": deadline_views(dispute),
        "nextLookAt": instant(work.looked_at),
        "escalated": [one.kind for one in work.escalations],
        "missing": list(work.pending.missing) if work.pending else [],
    }


def customer_row(dispute: Dispute[OrderWork]) -> ClaimantRow:
    """A payout dispute in its customer's list."""
    return {
        **_own_row(dispute, CUSTOMER),
        "vendor": dispute.party_names[VENDOR],
        "description": dispute.description,
        "paidAmount": to_number(dispute.work.paid, dispute.currency),
        "settleBy": instant(dispute.work.settle_by),
    }


def vendor_row(dispute: Dispute[OrderWork]) -> AskedRow:
    """A payout dispute in its vendor's list."""
    work = dispute.work
    is_answered = work.answer is not None and work.answer.is_final
    is_asked = work.contact is not None and not is_answered and dispute.status in WORKED
    return {
        **_own_row(dispute, VENDOR),
        "customer": dispute.party_names[CUSTOMER],
        "dueAt": instant(work.contact.due_at) if work.contact else None,
        "isAsked": is_asked,
        "finedAmount": to_number(work.fined, dispute.currency),
    }


def _own_row(dispute: Dispute[OrderWork], audience: str) -> OwnRow:
    work, claim = dispute.work, dispute.work.claim
    said = dispute.status if audience == STAFF else status_words(audience, dispute.status)
    return {
        "disputeID": dispute.dispute_id,
        "kind": "order",
        "subjectID": dispute.subject_id,
        "orderID": work.order_id,
        "status": dispute.status,
        "statusText": said,
        "currency": dispute.currency,
        "claim": claim.kind,
        "claimText": CLAIMS[claim.kind],
        "claimedAmount": to_number(claim.amount, dispute.currency),
        "orderValue": to_number(work.order_value, dispute.currency),
        "disputeDate": instant(dispute.raised_at),
        "lastModifiedDate": instant(dispute.changed_at),
        "closeDate": instant(dispute.closed_at),
        "messageCount": dispute.messages.get(audience, 0),
        "unread": dispute.unread(audience),
    }

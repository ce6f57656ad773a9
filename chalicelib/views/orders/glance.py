"""What a payout dispute shows at a glance of its order and its vendor (CK-03, PO-32, X-08)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.order import NOTE_KINDS, ORDER_STATUSES
from chalicelib.domain.orders.pattern import Pattern, patterns, place_in
from chalicelib.domain.orders.standing import LEVELS
from chalicelib.domain.orders.work import OrderWork
from chalicelib.views.answers import Amount, Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import instant


class OrderNote(TypedDict):
    """What was noted of the order (CK-03)."""

    noteID: OutsideID
    kind: Annotated[str, one_of(*NOTE_KINDS)]
    text: str
    at: Moment
    isBeforeClaim: bool


class CaseOrder(TypedDict):
    """The order at a glance (CK-03)."""

    status: Annotated[str, one_of(*ORDER_STATUSES)]
    value: Amount
    offered: Amount | None
    left: Annotated[Amount, meaning("What no other dispute has settled (PO-03).")]
    device: str
    completedAt: Moment | None
    paymentMarkedAt: Moment | None
    notes: list[OrderNote]


class StandingReason(TypedDict):
    """Why a vendor does not stand as it did."""

    level: str
    text: str
    since: Moment
    until: Moment | None
    disputeID: str | None


class CaseStanding(TypedDict):
    """How the vendor stands (PO-32)."""

    level: Annotated[str, one_of(*LEVELS)]
    maxLeads: int
    debt: Amount
    isFlagged: bool
    version: int
    reasons: list[StandingReason]


class RecordPart(TypedDict):
    """What the latest disputes with a vendor come to in one currency (X-08)."""

    disputes: int
    against: Annotated[int, meaning("How many were decided against it.")]
    paidOut: Annotated[Amount, meaning("What the platform paid in its place.")]
    fined: Amount
    leaked: Annotated[Amount, meaning("What the platform has less for it.")]


class RecordView(RecordPart):
    """A vendor's record in the dispute's currency: the latest of its disputes (CK-03, X-08)."""

    place: Annotated[int, meaning("The how manieth of them this one is.")]


class CurrencyRecord(RecordPart):
    """A vendor's record in a currency."""

    currency: str


class VendorRecordView(TypedDict):
    """A vendor's record, each currency by itself (X-08)."""

    vendorID: OutsideID
    value: list[CurrencyRecord]


def record_view(dispute: Dispute[OrderWork], others: Sequence[Dispute[OrderWork]]) -> RecordView:
    """What the latest disputes with the vendor come to, this one among them (X-08)."""
    known = patterns(others).get(dispute.currency, Pattern(dispute.currency))
    return {**_record_part(known), "place": place_in(dispute, others)}


def vendor_record_view(
    vendor_id: OutsideID, disputes: Sequence[Dispute[OrderWork]]
) -> VendorRecordView:
    """What the latest disputes with a vendor come to, whether any is decided or not (X-08)."""
    known = sorted(patterns(disputes).values(), key=lambda one: one.currency)
    return {
        "vendorID": vendor_id,
        "value": [{**_record_part(one), "currency": one.currency} for one in known],
    }


def _record_part(known: Pattern) -> RecordPart:
    def number(minor: int) -> int | float:
        return to_number(minor, known.currency)

    return {
        "disputes": known.disputes,
        "against": known.against,
        "paidOut": number(known.paid_out),
        "fined": number(known.fined),
        "leaked": number(known.leaked),
    }


def order_part(case: OrderCase) -> CaseOrder:
    """The order as the case shows it at once (CK-03)."""
    order = case.place
    return {
        "status": order.status,
        "value": case.number(order.value),
        "offered": None if order.offered is None else case.number(order.offered),
        "left": case.number(order.left_for(case.dispute.dispute_id)),
        "device": order.device,
        "completedAt": instant(order.completed_at),
        "paymentMarkedAt": instant(order.payment_marked_at),
        "notes": [
            {
                "noteID": one.note_id,
                "kind": one.kind,
                "text": one.text,
                "at": instant(one.at),
                "isBeforeClaim": one.is_before(case.dispute.raised_at),
            }
            for one in order.notes
        ],
    }


def standing_part(case: OrderCase, now: datetime) -> CaseStanding:
    """How the vendor stands now, beside the case (CK-13)."""
    standing = case.vendor_standing
    return {
        "level": standing.level_at(now),
        "maxLeads": standing.max_leads_at(now, case.max_leads),
        "debt": case.number(standing.debt),
        "isFlagged": standing.is_flagged(now),
        "version": standing.version,
        "reasons": [
            {
                "level": one.level,
                "text": one.text,
                "since": instant(one.since),
                "until": instant(one.until),
                "disputeID": one.dispute_id,
            }
            for one in standing.holding(now)
        ],
    }

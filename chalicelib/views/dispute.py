"""How staff see a dispute: the keys of the billing API (RV-04) beside the product's own."""

from typing import Annotated, Literal, cast

from typing_extensions import TypedDict

from chalicelib.domain.base import money
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.invoices.actions import choices, line_choices
from chalicelib.domain.invoices.case import InvoiceCase, remaining_of
from chalicelib.domain.invoices.lifecycle import INVOICE
from chalicelib.domain.invoices.work import InvoiceDispute, Line, Posting
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, meaning, one_of
from chalicelib.views.approval import RoundView, round_view
from chalicelib.views.parts import (
    ChoiceView,
    DeadlineView,
    ElapsedView,
    SharesView,
    choice_view,
    deadline_views,
    instant,
    shares_view,
)
from chalicelib.views.told import ToldView, told_view

Status = Annotated[str, one_of(*sorted(INVOICE.statuses))]
LineStatus = Annotated[str, one_of("open", "pendingApproval", "approved", "withdrawn")]
Outcome = Annotated[
    str, one_of("open", "pendingApproval", "approved", "withdrawn", "declined", "credited")
]


class OwnPart(TypedDict):
    """What the product says of a dispute on an invoice."""

    disputeID: str
    kind: Literal["invoice"]
    subjectID: OutsideID
    customerID: OutsideID
    customerName: str
    status: Status
    version: Annotated[int, meaning("Rises with the state; the ETag (X-07).")]
    amount: Annotated[Amount, meaning("What is disputed.")]
    creditedAmount: Amount
    remainingAmount: Annotated[Amount, meaning("What of it is still open.")]
    withdrawnAmount: Amount
    declinedAmount: Amount
    amounts: SharesView
    currency: str
    reasonID: OutsideID | None
    reason: str
    resolverID: str | None
    resolver: str | None
    assigneeID: str | None
    assignee: str | None
    waitingFor: Annotated[str | None, meaning("Whose move it is (X-04).")]
    waitingSince: Moment | None
    dueAt: Moment | None
    deadlines: Annotated[list[DeadlineView], meaning("The most urgent first.")]
    estimated: Annotated[bool, meaning("Whether an import inferred its dates.")]
    raisedBy: str
    messageCount: int
    unread: Annotated[int, meaning("How much of its conversation the staff has not read.")]


class BillingPart(TypedDict):
    """The keys of the billing API, spelled as there (RV-04)."""

    adjustmentAmount: Amount | None
    adjustmentID: str | None
    billPeriodID: OutsideID | None
    closeDate: Moment | None
    description: str
    disputeDate: Moment
    feature: str | None
    featureID: OutsideID | None
    invoiceCategoryid: OutsideID | None
    invoiceNumber: OutsideID
    lastModifiedDate: Moment
    lastModifiedUser: str
    resolution: str | None
    resolutionID: OutsideID | None
    reversalAdjustmentID: str | None
    reversalFeeAdjustmentID: str | None
    reversalFeeAmount: Amount | None
    serviceID: OutsideID | None
    serviceNumber: OutsideID | None
    usageBatchID: OutsideID | None
    usageRecordID: OutsideID | None
    usageRecordNumber: OutsideID | None


class DisputeRow(OwnPart, BillingPart):
    """A dispute on an invoice as the staff sees it in a list."""


class RefusalView(TypedDict):
    """By whom and why an approval was not given (CU-15)."""

    by: str | None
    reason: str


class DisputeLineView(TypedDict):
    """What is contested of one charge, or of the invoice as a whole (`general`)."""

    lineID: OutsideID
    description: str
    kind: str
    charge: Amount
    chargeRemaining: Annotated[Amount, meaning("What earlier credits have left of the charge.")]
    disputedAmount: Amount
    creditAmount: Amount
    creditedAmount: Amount
    remainingAmount: Amount
    amounts: SharesView
    status: LineStatus
    outcome: Annotated[Outcome, meaning("Its status, and in the end what has become of it.")]
    requestedBy: str | None
    decidedBy: str | None
    refusal: RefusalView | None
    featureID: OutsideID | None
    usageRecordID: OutsideID | None
    actions: list[ChoiceView]


class OwedView(TypedDict):
    """What the company owes the customer on the invoice (CU-11)."""

    now: Amount
    asDecided: Annotated[Amount, meaning("Once all is credited that is approved or asked for.")]
    atMost: Annotated[Amount, meaning("Where all that is disputed is credited.")]


class InvoiceFacts(TypedDict):
    """The facts of the invoice beside its dispute."""

    invoiceNumber: OutsideID
    invoiceDate: Day
    dueDate: Day
    total: Amount
    paid: Amount
    credited: Amount
    balance: Amount
    remaining: Amount
    owed: OwedView


class LinesPart(TypedDict):
    """The lines that a round of approval is about, by their ids."""

    lines: list[OutsideID]


class RoundOfLines(RoundView, LinesPart):
    """The last round of approval of credits on lines (CU-15)."""


class DisputeView(DisputeRow):
    """A dispute on an invoice as the staff sees it, with all that can be done (X-02)."""

    lines: list[DisputeLineView]
    actions: list[ChoiceView]
    told: Annotated[ToldView | None, meaning("Of how it ended: null where no letter was claimed.")]
    invoice: InvoiceFacts
    approval: RoundOfLines | None
    elapsed: list[ElapsedView]


class NumberPart(TypedDict):
    """The number of the invoice that a dispute is on."""

    invoiceNumber: OutsideID


def dispute_row(dispute: InvoiceDispute) -> DisputeRow:
    """A dispute as it stands in a list (RV-04)."""
    return {**_own_part(dispute), **_billing_part(dispute)}


def dispute_view(case: InvoiceCase, context: Context) -> DisputeView:
    """A dispute by itself, with its lines and all that can be done (X-02)."""
    lines = [_line_view(case, line, context) for line in case.dispute.work.lines]
    return {
        **dispute_row(case.dispute),
        "lines": lines,
        "actions": [choice_view(choice) for choice in choices(case, context)],
        "told": told_view(case.invoice, case.dispute.dispute_id),
        "invoice": _invoice_part(case),
        "approval": cast(RoundOfLines | None, round_view(case, context)),
        "elapsed": [
            {"party": party, "businessSeconds": seconds}
            for party, seconds in case.dispute.spent_until(context.at, context.hours).items()
        ],
    }


def _own_part(dispute: Dispute) -> OwnPart:
    amounts = dispute.amounts
    return {
        "disputeID": dispute.dispute_id,
        "kind": "invoice",
        "subjectID": dispute.subject_id,
        "customerID": dispute.parties[CUSTOMER],
        "customerName": dispute.party_names[CUSTOMER],
        "status": dispute.status,
        "version": dispute.version,
        "amount": money.to_number(amounts.disputed, dispute.currency),
        "creditedAmount": money.to_number(amounts.credited, dispute.currency),
        "remainingAmount": money.to_number(amounts.open, dispute.currency),
        "withdrawnAmount": money.to_number(amounts.withdrawn, dispute.currency),
        "declinedAmount": money.to_number(amounts.declined, dispute.currency),
        "amounts": shares_view(dispute.shares, dispute.currency),
        "currency": dispute.currency,
        "reasonID": dispute.reason_id,
        "reason": dispute.reason,
        "resolverID": dispute.resolver_id,
        "resolver": dispute.resolver,
        "assigneeID": dispute.assignee_id,
        "assignee": dispute.assignee,
        "waitingFor": dispute.waiting_for,
        "waitingSince": instant(dispute.waiting_since),
        "dueAt": instant(dispute.due_at),
        "deadlines": deadline_views(dispute),
        "estimated": dispute.estimated,
        "raisedBy": dispute.raised_by,
        "messageCount": dispute.messages.get(STAFF, 0),
        "unread": dispute.unread(STAFF),
    }


def _billing_part(dispute: InvoiceDispute) -> BillingPart:
    """The keys of the billing API, spelled as there (RV-04); a dispute of several lines has no one
    feature or service.
    """
    work = dispute.work
    line = work.lines[0] if len(work.lines) == 1 else None
    feature = line if line and line.feature_id is not None else None
    return {
        "adjustmentAmount": _amount_of(work.adjustment, dispute.currency),
        "adjustmentID": _id_of(work.adjustment),
        "billPeriodID": work.bill_period_id,
        "closeDate": instant(dispute.closed_at),
        "description": dispute.description,
        "disputeDate": instant(dispute.raised_at),
        "feature": feature.description if feature else None,
        "featureID": feature.feature_id if feature else None,
        "invoiceCategoryid": line.invoice_category_id if line else None,
        "invoiceNumber": dispute.subject_id,
        "lastModifiedDate": instant(dispute.changed_at),
        "lastModifiedUser": dispute.changed_by,
        "resolution": dispute.resolution,
        "resolutionID": dispute.resolution_id,
        "reversalAdjustmentID": _id_of(work.reversal),
        "reversalFeeAdjustmentID": _id_of(work.fee),
        "reversalFeeAmount": _amount_of(work.fee, dispute.currency),
        "serviceID": line.service_id if line else None,
        "serviceNumber": line.service_number if line else None,
        "usageBatchID": line.usage_batch_id if line else None,
        "usageRecordID": line.usage_record_id if line else None,
        "usageRecordNumber": line.usage_record_number if line else None,
    }


def _line_view(case: InvoiceCase, line: Line, context: Context) -> DisputeLineView:
    amounts = case.dispute.work.amounts_of(line, case.dispute.status)
    return {
        "lineID": line.line_id,
        "description": line.description,
        "kind": line.kind,
        "charge": case.number(line.charge),
        "chargeRemaining": case.number(remaining_of(case.invoice, line.line_id, line.charge)),
        "disputedAmount": case.number(line.disputed),
        "creditAmount": case.number(line.credit),
        "creditedAmount": case.number(amounts.credited),
        "remainingAmount": case.number(amounts.open),
        "amounts": shares_view(
            case.dispute.work.shares_of(line, case.dispute.status), case.dispute.currency
        ),
        "status": line.status,
        "outcome": case.dispute.work.outcome_of(line, case.dispute.status),
        "requestedBy": line.requested_by_name,
        "decidedBy": line.decided_by,
        "refusal": {"by": line.refused_by, "reason": line.refusal} if line.refusal else None,
        "featureID": line.feature_id,
        "usageRecordID": line.usage_record_id,
        "actions": [choice_view(choice) for choice in line_choices(case, line, context)],
    }


def _invoice_part(case: InvoiceCase) -> InvoiceFacts:
    """The facts of the invoice that one needs beside the dispute."""
    invoice = case.invoice
    return {
        "invoiceNumber": invoice.invoice_number,
        "invoiceDate": invoice.invoice_date.isoformat(),
        "dueDate": invoice.due_date.isoformat(),
        "total": case.number(invoice.total),
        "paid": case.number(invoice.paid),
        "credited": case.number(invoice.credited_total),
        "balance": case.number(invoice.balance),
        "remaining": case.number(invoice.remaining),
        "owed": owed_view(case),
    }


def owed_view(case: InvoiceCase) -> OwedView:
    """What the company owes the customer on the invoice: now, once all is credited that is approved
    or asked for, and at most (CU-11).
    """
    amounts = (case.invoice.owed_after(), case.owed_as_decided, case.owed_at_most)
    return owed_of(*map(case.number, amounts))


def owed_of(now: Amount, as_decided: Amount, at_most: Amount) -> OwedView:
    return {"now": now, "asDecided": as_decided, "atMost": at_most}


def _amount_of(posting: Posting | None, currency: str) -> int | float | None:
    return money.to_number(posting.amount, currency) if posting else None


def _id_of(posting: Posting | None) -> str | None:
    return posting.adjustment_id if posting else None

"""How staff see a dispute: the keys of the billing API (RV-04) beside the product's own."""

from chalicelib.domain.approvals.notices import Notice
from chalicelib.domain.approvals.rounds import active_round, forecast
from chalicelib.domain.base import money
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.invoices.actions import choices, line_choices
from chalicelib.domain.invoices.case import InvoiceCase, remaining_of
from chalicelib.domain.invoices.work import Line, Posting
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.views.approval import asked_view, round_view
from chalicelib.views.parts import View, change_view, choice_view, event_text, instant, shares_view


def dispute_row(dispute: Dispute) -> View:
    """A dispute as it stands in a list (RV-04)."""
    return _own_part(dispute) | _billing_part(dispute)


def dispute_view(case: InvoiceCase, context: Context) -> View:
    """A dispute by itself, with its lines and all that can be done (X-02)."""
    lines = [_line_view(case, line, context) for line in case.dispute.work.lines]
    return dispute_row(case.dispute) | {
        "lines": lines,
        "actions": [choice_view(choice) for choice in choices(case, context)],
        "invoice": _invoice_part(case),
        "approval": round_view(case, context),
        "elapsed": [
            {"party": party, "businessSeconds": seconds} for party, seconds in case.dispute.spent_until(context.at, context.hours).items()
        ],
    }


def event_view(event: Event) -> View:
    """An event as the timeline tells it."""
    return {
        "disputeID": event.dispute_id,
        "sequence": event.sequence,
        "type": event.type,
        **event_text(event),
        "at": instant(event.at),
        "by": {"userID": event.by_id, "name": event.by_name},
        "amount": None if event.amount is None else money.to_number(event.amount, event.currency),
        "currency": event.currency,
        "before": event.before,
        "after": event.after,
        "audience": event.audience,
        "hash": event.hash,
        "previousHash": event.previous_hash,
    }


def preview_view(before: InvoiceCase | None, after: InvoiceCase, context: Context, notices: tuple[Notice, ...]) -> View:
    """What a change would do, without doing it (X-03)."""
    invoice = before.invoice if before else after.invoice
    number = after.number
    return {
        "dryRun": True,
        "dispute": dispute_view(after, context),
        "before": _summary(before) if before else None,
        "after": _summary(after),
        "invoice": {
            "invoiceNumber": after.invoice.invoice_number,
            "currency": after.invoice.currency,
            "balanceBefore": number(invoice.balance),
            "balanceAfter": number(after.invoice.balance),
            "disputedBefore": number(invoice.disputed_total if before else 0),
            "disputedAfter": number(after.invoice.disputed_total),
        },
        "owedBefore": owed_view(before) if before else dict.fromkeys(_OWED, number(invoice.owed_after())),
        "owed": owed_view(after),
        "approvers": _approvers(after, context),
        "mails": [{"to": one.name, "userID": one.user_id, "about": one.letter, "isHeldBack": one.is_held_back} for one in notices],
        "events": [change_view(change) for change in after.changes],
    }


def _approvers(case: InvoiceCase, context: Context) -> list[View]:
    """Who has to agree to what is pending, level by level until a yes is enough (CU-15); nobody when nothing is."""
    if not active_round(case):
        return []
    ahead = [(step, asked) for step, asked in forecast(case, context) if step.status in ("planned", "asked")]
    return [asked_view(step, one) | {"level": step.level.name} for step, asked in ahead for one in asked]


def _own_part(dispute: Dispute) -> View:
    amounts = dispute.amounts
    return {
        "disputeID": dispute.dispute_id,
        "kind": dispute.kind,
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
        "estimated": dispute.estimated,
        "raisedBy": dispute.raised_by,
    }


def _billing_part(dispute: Dispute) -> View:
    """The keys of the billing API, spelled as there (RV-04); a dispute of several lines has no one feature or service."""
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


def _line_view(case: InvoiceCase, line: Line, context: Context) -> View:
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
        "amounts": shares_view(case.dispute.work.shares_of(line, case.dispute.status), case.dispute.currency),
        "status": line.status,
        "outcome": case.dispute.work.outcome_of(line, case.dispute.status),
        "requestedBy": line.requested_by_name,
        "decidedBy": line.decided_by,
        "refusal": {"by": line.refused_by, "reason": line.refusal} if line.refusal else None,
        "featureID": line.feature_id,
        "usageRecordID": line.usage_record_id,
        "actions": [choice_view(choice) for choice in line_choices(case, line, context)],
    }


def _invoice_part(case: InvoiceCase) -> View:
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


_OWED = ("now", "asDecided", "atMost")


def owed_view(case: InvoiceCase) -> View:
    """What the company owes the customer on the invoice: now, once all is credited that is approved or asked for, and at most (CU-11)."""
    amounts = (case.invoice.owed_after(), case.owed_as_decided, case.owed_at_most)
    return {name: case.number(amount) for name, amount in zip(_OWED, amounts, strict=True)}


def _summary(case: InvoiceCase) -> View:
    amounts = case.dispute.amounts
    return {
        "status": case.dispute.status,
        "amount": case.number(amounts.disputed),
        "creditedAmount": case.number(amounts.credited),
        "remainingAmount": case.number(amounts.open),
        "amounts": shares_view(case.dispute.shares, case.dispute.currency),
    }


def _amount_of(posting: Posting | None, currency: str) -> int | float | None:
    return money.to_number(posting.amount, currency) if posting else None


def _id_of(posting: Posting | None) -> str | None:
    return posting.adjustment_id if posting else None

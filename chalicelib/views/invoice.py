"""Invoices, their lines, payments and adjustments, as the staff is shown them."""

from datetime import datetime
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.actions import line_refusal, raise_choice
from chalicelib.domain.invoices.charge import KINDS
from chalicelib.domain.invoices.invoice import (
    Adjustment,
    AllocatedPayment,
    Invoice,
    InvoiceLine,
    Payment,
)
from chalicelib.domain.invoices.open_items import billed_dues, charge_dues
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import ChoiceView, choice_view, instant
from chalicelib.views.promise import OwnPromiseView, latest_promise


class OwnInvoiceRow(TypedDict):
    """An invoice, as its customer sees it too."""

    customerID: OutsideID
    invoiceNumber: OutsideID
    currency: str
    invoiceDate: Day
    dueDate: Day
    total: Amount
    paid: Amount
    credited: Amount
    fees: Amount
    reminderCharges: Annotated[Amount, meaning("Fees and interest of reminders.")]
    balance: Amount
    disputedAmount: Amount
    openDisputeID: str | None
    planID: Annotated[str | None, meaning("The payment plan that it is in (CU-18).")]
    notice: Annotated[str | None, meaning("That it has a dispute in progress (CU-17).")]
    settledDate: Day | None
    promise: Annotated[OwnPromiseView | None, meaning("The latest promise to pay on it (CO-21).")]


class InvoiceRow(OwnInvoiceRow):
    """An invoice as the staff sees it in a list."""

    customerName: str
    status: Annotated[str, one_of("draft", "approved")]
    billPeriodID: OutsideID | None
    usageAlias: OutsideID | None
    chargesTotal: Amount
    remaining: Annotated[Amount, meaning("What of it can still be disputed.")]
    version: int


class PaymentView(TypedDict):
    """Money that came in for an invoice."""

    paymentID: OutsideID
    date: Day
    amount: Amount


class ReceivedView(PaymentView):
    """The same as the staff sees it."""

    recordedAt: Annotated[
        Moment | None,
        meaning("When a payment of the customer came to it; null where billing told it."),
    ]


class InstalmentView(TypedDict):
    """A part of an invoice that is due on a day of its own, and what of it is owed (CO-06)."""

    dueDate: Day
    amount: Amount
    outstanding: Amount
    disputedOwed: Amount


class OwedChargeView(TypedDict):
    """A fee or interest that a reminder put on an invoice, and what of it is owed since the day of
    the letter (CO-39).
    """

    chargeID: str
    kind: Annotated[str, one_of(*KINDS)]
    dueDate: Day
    amount: Amount
    outstanding: Amount
    disputedOwed: Amount


class BilledLineView(TypedDict):
    """A line as it was billed."""

    customerID: OutsideID
    invoiceNumber: OutsideID
    lineID: OutsideID
    description: str
    kind: str
    amount: Amount
    currency: str
    featureID: OutsideID | None
    usageRecordID: OutsideID | None
    serviceID: OutsideID | None
    serviceNumber: OutsideID | None
    invoiceCategoryid: OutsideID | None
    usageBatchID: OutsideID | None
    usageRecordNumber: OutsideID | None


class WhyNot(TypedDict):
    """The rule that is in the way, in words."""

    rule: str | None
    reason: str | None


class InvoiceLineView(BilledLineView):
    """A line with what of it was credited, is and can be disputed."""

    credited: Amount
    disputed: Amount
    remaining: Amount
    disputable: bool
    whyNot: WhyNot | None


class AdjustmentView(TypedDict):
    """A credit, adjustment, reversal or fee on an invoice."""

    adjustmentID: str
    kind: str
    amount: Annotated[Amount, meaning("As it changes what is owed: a credit is negative.")]
    currency: str
    description: str
    disputeID: str
    lineID: OutsideID
    at: Moment
    by: str


class GeneralView(TypedDict):
    """What of the invoice as a whole was credited, is and can be disputed (CU-01)."""

    credited: Amount
    disputed: Amount
    remaining: Amount


class InvoiceView(InvoiceRow):
    """An invoice as the staff sees it, with its lines and what was credited since."""

    lines: list[InvoiceLineView]
    instalments: list[InstalmentView]
    charges: list[OwedChargeView]
    payments: list[ReceivedView]
    adjustments: list[AdjustmentView]
    general: GeneralView
    actions: list[ChoiceView]
    hasMoreLines: Annotated[bool, meaning("Whether there are more than its first 1,000.")]


def invoice_row(invoice: Invoice) -> InvoiceRow:
    """An invoice as it stands in a list (RV-05)."""
    return {
        "customerID": invoice.customer_id,
        "customerName": invoice.customer_name,
        "invoiceNumber": invoice.invoice_number,
        "status": invoice.status,
        "currency": invoice.currency,
        "invoiceDate": invoice.invoice_date.isoformat(),
        "dueDate": invoice.due_date.isoformat(),
        "billPeriodID": invoice.bill_period_id,
        "usageAlias": invoice.usage_alias,
        "total": to_number(invoice.total, invoice.currency),
        "chargesTotal": to_number(invoice.charges, invoice.currency),
        "paid": to_number(invoice.paid, invoice.currency),
        "credited": to_number(invoice.credited_total, invoice.currency),
        "fees": to_number(invoice.fees, invoice.currency),
        "reminderCharges": to_number(invoice.charged, invoice.currency),
        "balance": to_number(invoice.balance, invoice.currency),
        "disputedAmount": to_number(invoice.disputed_total, invoice.currency),
        "remaining": to_number(max(0, invoice.remaining), invoice.currency),
        "openDisputeID": invoice.open_dispute_id,
        "planID": invoice.plan_id,
        "notice": invoice.notice,
        "settledDate": invoice.settled_on.isoformat() if invoice.settled_on else None,
        "promise": latest_promise(invoice),
        "version": invoice.version,
    }


def invoice_view(
    invoice: Invoice,
    lines: list[InvoiceLine],
    adjustments: list[Adjustment],
    context: Context,
    more: bool,
) -> InvoiceView:
    """An invoice with its lines and what was credited since (CU-02, CU-11, CU-17); `more` where
    there are others.
    """
    return {
        **invoice_row(invoice),
        "lines": [invoice_line_view(invoice, line) for line in lines],
        "instalments": instalments_view(invoice),
        "charges": owed_charges_view(invoice),
        "payments": [
            {**view, "recordedAt": instant(_recorded_at(payment))}
            for view, payment in zip(payments_view(invoice), invoice.received, strict=True)
        ],
        "adjustments": [adjustment_view(adjustment) for adjustment in adjustments],
        "general": {
            "credited": to_number(invoice.credited.get("general", 0), invoice.currency),
            "disputed": to_number(invoice.disputed.get("general", 0), invoice.currency),
            "remaining": to_number(max(0, invoice.remaining), invoice.currency),
        },
        "actions": [choice_view(raise_choice(invoice, context))],
        "hasMoreLines": more,
    }


def instalments_view(invoice: Invoice) -> list[InstalmentView]:
    """The parts in which an invoice is due; none where it is in one."""
    return [
        {
            "dueDate": due.due_date.isoformat(),
            "amount": to_number(one.amount, invoice.currency),
            "outstanding": to_number(due.outstanding, invoice.currency),
            "disputedOwed": to_number(due.disputed, invoice.currency),
        }
        for one, due in zip(invoice.instalments, billed_dues(invoice), strict=False)
    ]


def owed_charges_view(invoice: Invoice) -> list[OwedChargeView]:
    """The fees and interest of reminders that nobody waived, as each is owed."""
    return [
        {
            "chargeID": charge.charge_id,
            "kind": charge.kind,
            "dueDate": due.due_date.isoformat(),
            "amount": to_number(charge.amount, invoice.currency),
            "outstanding": to_number(due.outstanding, invoice.currency),
            "disputedOwed": to_number(due.disputed, invoice.currency),
        }
        for charge, due in charge_dues(invoice)
    ]


def payments_view(invoice: Invoice) -> list[PaymentView]:
    """The money that came in for an invoice."""
    return [
        {
            "paymentID": payment.payment_id,
            "date": payment.date.isoformat(),
            "amount": to_number(payment.amount, invoice.currency),
        }
        for payment in invoice.received
    ]


def _recorded_at(payment: Payment) -> datetime | None:
    return payment.recorded_at if isinstance(payment, AllocatedPayment) else None


def invoice_line_view(invoice: Invoice, line: InvoiceLine) -> InvoiceLineView:
    """A line with what of it was credited, is disputed and can be disputed, and why not."""
    refusal = line_refusal(invoice, line)
    key = str(line.line_id)
    return {
        **billed_line_view(invoice, line),
        "credited": to_number(invoice.credited.get(key, 0), invoice.currency),
        "disputed": to_number(invoice.disputed.get(key, 0), invoice.currency),
        "remaining": to_number(invoice.remaining_of(line.line_id, line.amount), invoice.currency),
        "disputable": refusal.allowed,
        "whyNot": None if refusal.allowed else {"rule": refusal.rule, "reason": refusal.reason},
    }


def billed_line_view(invoice: Invoice, line: InvoiceLine) -> BilledLineView:
    """A line as it was billed."""
    return {
        "customerID": invoice.customer_id,
        "invoiceNumber": invoice.invoice_number,
        "lineID": line.line_id,
        "description": line.description,
        "kind": line.kind,
        "amount": to_number(line.amount, invoice.currency),
        "currency": invoice.currency,
        "featureID": line.feature_id,
        "usageRecordID": line.usage_record_id,
        "serviceID": line.service_id,
        "serviceNumber": line.service_number,
        "invoiceCategoryid": line.invoice_category_id,
        "usageBatchID": line.usage_batch_id,
        "usageRecordNumber": line.usage_record_number,
    }


def adjustment_view(adjustment: Adjustment) -> AdjustmentView:
    """A credit, adjustment, reversal or fee on an invoice."""
    return {
        "adjustmentID": adjustment.adjustment_id,
        "kind": adjustment.kind,
        "amount": to_number(adjustment.amount, adjustment.currency),
        "currency": adjustment.currency,
        "description": adjustment.description,
        "disputeID": adjustment.dispute_id,
        "lineID": adjustment.line_id,
        "at": instant(adjustment.at),
        "by": adjustment.by,
    }

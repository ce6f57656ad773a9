"""How a customer sees its own matters: nothing that is not named here (CU-02, CU-23).

Neither people of the staff nor limits, internal statuses, reasons or hashes; nor versions and
times of change, which would tell that something went on inside.
"""

from datetime import date
from typing import Annotated, Literal

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.amounts import Amounts
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.conversation import say
from chalicelib.domain.invoices.customer_words import STANDINGS, CustomerEvent, standing
from chalicelib.domain.invoices.files import voice
from chalicelib.domain.invoices.invoice import Adjustment, Customer, Invoice, InvoiceLine
from chalicelib.domain.invoices.work import InvoiceDispute, Line
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.views.answers import Amount, Moment, OutsideID, one_of
from chalicelib.views.customer import CustomerPart
from chalicelib.views.invoice import (
    InstalmentView,
    OwedChargeView,
    OwnInvoiceRow,
    PaymentView,
    instalments_view,
    owed_charges_view,
    payments_view,
)
from chalicelib.views.openitems import OpenItems, StandingView, standing_of
from chalicelib.views.parts import EventText, instant, words_of
from chalicelib.views.payment import OwnPaymentRow, own_payment_row
from chalicelib.views.promise import latest_promise
from chalicelib.views.statement import OpenItemPart, StatementPart, open_item_part, statement_part


class OwnCustomerView(CustomerPart, StandingView):
    """A customer's own record, with what it owes and disputes."""


class OwnOpenItemRow(OwnInvoiceRow, OpenItemPart):
    """An open item as its customer sees it."""


class OwnStatementView(StatementPart):
    """A customer's open items as it sees them (CU-02)."""

    value: list[OwnOpenItemRow]
    unallocated: list[OwnPaymentRow]
    customer: CustomerPart


class OwnInvoiceLineView(TypedDict):
    """A line of an invoice as its customer sees it."""

    lineID: OutsideID
    description: str
    kind: str
    amount: Amount
    credited: Amount
    disputed: Amount


class OwnAdjustmentView(TypedDict):
    """A credit, adjustment, reversal or fee as the customer sees it."""

    adjustmentID: str
    kind: str
    amount: Amount
    disputeID: str
    lineID: OutsideID
    at: Moment


class OwnInvoiceView(OwnInvoiceRow):
    """An invoice as its customer sees it."""

    lines: list[OwnInvoiceLineView]
    instalments: list[InstalmentView]
    charges: list[OwedChargeView]
    payments: list[PaymentView]
    adjustments: list[OwnAdjustmentView]
    hasMoreLines: bool


class OwnSharesView(TypedDict):
    """What became of disputed money; what is weighed inside is undecided (X-06, CU-23)."""

    credited: Amount
    withdrawn: Amount
    declined: Amount
    undecided: Amount


class OwnStandingPart(TypedDict):
    """Where disputed money stands, as its customer reads it."""

    status: Annotated[str, one_of(*STANDINGS)]
    statusText: Annotated[str, one_of(*STANDINGS.values())]
    creditedAmount: Amount
    remainingAmount: Amount
    withdrawnAmount: Amount
    declinedAmount: Amount
    amounts: OwnSharesView


class OwnDisputeRow(OwnStandingPart):
    """A dispute on an invoice as its customer sees it in a list."""

    disputeID: str
    customerID: OutsideID
    invoiceNumber: OutsideID
    description: str
    disputeDate: Moment
    closeDate: Moment | None
    currency: str
    amount: Amount
    messageCount: int
    unread: int


class OwnDisputeLineView(OwnStandingPart):
    """A disputed line as the customer sees it."""

    lineID: OutsideID
    description: str
    charge: Amount
    disputedAmount: Amount


class OwnChoice(TypedDict):
    """What a customer can do about a dispute: say something, attach a file, or why not."""

    name: Literal["message", "attach"]
    allowed: bool
    reason: str | None


class OwnDisputeView(OwnDisputeRow):
    """A dispute on an invoice as its customer sees it."""

    lines: list[OwnDisputeLineView]
    actions: list[OwnChoice]


class OwnSaid(OwnDisputeRow):
    """A dispute as its customer sees it, with what was said by its number in the thread."""

    sequence: int


class OwnEventView(EventText):
    """An event that the customer is told of, numbered among those."""

    sequence: int
    type: str
    at: Moment
    amount: Amount
    currency: str


def own_customer_view(customer: Customer, open_items: OpenItems) -> OwnCustomerView:
    """The customer's own record, with what it owes and disputes."""
    return {**_customer_part(customer), **standing_of(open_items)}


def own_statement_view(customer: Customer, open_items: OpenItems, today: date) -> OwnStatementView:
    """The customer's open items, each with what is in dispute."""
    return {
        "customer": _customer_part(customer),
        "value": [own_open_item_row(invoice, today) for invoice in open_items.listed],
        "unallocated": [own_payment_row(payment) for payment in open_items.unallocated],
        **statement_part(open_items, today),
    }


def own_open_item_row(invoice: Invoice, today: date) -> OwnOpenItemRow:
    """An open item as it stands in the customer's statement."""
    return {**own_invoice_row(invoice), **open_item_part(invoice, today)}


def own_invoice_row(invoice: Invoice) -> OwnInvoiceRow:
    """An invoice as it stands in the customer's list."""
    return {
        "customerID": invoice.customer_id,
        "invoiceNumber": invoice.invoice_number,
        "currency": invoice.currency,
        "invoiceDate": invoice.invoice_date.isoformat(),
        "dueDate": invoice.due_date.isoformat(),
        "total": to_number(invoice.total, invoice.currency),
        "paid": to_number(invoice.paid, invoice.currency),
        "credited": to_number(invoice.credited_total, invoice.currency),
        "fees": to_number(invoice.fees, invoice.currency),
        "reminderCharges": to_number(invoice.charged, invoice.currency),
        "balance": to_number(invoice.balance, invoice.currency),
        "disputedAmount": to_number(invoice.disputed_total, invoice.currency),
        "openDisputeID": invoice.open_dispute_id,
        "planID": invoice.plan_id,
        "notice": invoice.notice,
        "settledDate": invoice.settled_on.isoformat() if invoice.settled_on else None,
        "promise": latest_promise(invoice),
    }


def own_invoice_view(
    invoice: Invoice,
    lines: list[InvoiceLine],
    adjustments: list[Adjustment],
    _: Context,
    more: bool,
) -> OwnInvoiceView:
    """An invoice with its lines, payments and what was credited since (CU-17, CU-23)."""
    return {
        **own_invoice_row(invoice),
        "lines": [_invoice_line_view(invoice, line) for line in lines],
        "instalments": instalments_view(invoice),
        "charges": owed_charges_view(invoice),
        "payments": payments_view(invoice),
        "adjustments": [_adjustment_view(adjustment) for adjustment in adjustments],
        "hasMoreLines": more,
    }


def own_dispute_row(dispute: InvoiceDispute) -> OwnDisputeRow:
    """A dispute as it stands in the customer's list."""
    return {
        "disputeID": dispute.dispute_id,
        "customerID": dispute.parties[CUSTOMER],
        "invoiceNumber": dispute.subject_id,
        "description": (
            f"Invoice {dispute.subject_id} is being clarified."
            if dispute.work.is_for_staff
            else dispute.description
        ),
        "disputeDate": instant(dispute.raised_at),
        "closeDate": instant(dispute.closed_at),
        "currency": dispute.currency,
        "amount": to_number(dispute.amounts.disputed, dispute.currency),
        "messageCount": dispute.messages.get(CUSTOMER, 0),
        "unread": dispute.unread(CUSTOMER),
        **_standing_part(dispute, dispute.amounts),
    }


def own_dispute_view(case: InvoiceCase, context: Context) -> OwnDisputeView:
    """A dispute with its lines, and whether something can be said and shown about it (X-02)."""
    message = choice("message", lambda: say(case.dispute, "…", context))
    attach = choice("attach", lambda: voice(case.dispute, context))
    return {
        **own_dispute_row(case.dispute),
        "lines": [_line_view(case.dispute, line) for line in case.dispute.work.lines],
        "actions": [
            {"name": "message", "allowed": message.allowed, "reason": message.reason},
            {"name": "attach", "allowed": attach.allowed, "reason": attach.reason},
        ],
    }


def own_event_view(number: int, event: Event, told: CustomerEvent) -> OwnEventView:
    """An event that the customer is told of, numbered among those."""
    return {
        "sequence": number,
        "type": told.type,
        "text": told.text,
        **words_of(told.text),
        "at": instant(event.at),
        "amount": to_number(told.amount, event.currency),
        "currency": event.currency,
    }


def _customer_part(customer: Customer) -> CustomerPart:
    return {
        "customerID": customer.customer_id,
        "name": customer.name,
        "accountNumber": customer.account_number,
        "currency": customer.currency,
        "deliveryMethod": customer.delivery_method,
    }


def _invoice_line_view(invoice: Invoice, line: InvoiceLine) -> OwnInvoiceLineView:
    key = str(line.line_id)
    return {
        "lineID": line.line_id,
        "description": line.description,
        "kind": line.kind,
        "amount": to_number(line.amount, invoice.currency),
        "credited": to_number(invoice.credited.get(key, 0), invoice.currency),
        "disputed": to_number(invoice.disputed.get(key, 0), invoice.currency),
    }


def _adjustment_view(adjustment: Adjustment) -> OwnAdjustmentView:
    return {
        "adjustmentID": adjustment.adjustment_id,
        "kind": adjustment.kind,
        "amount": to_number(adjustment.amount, adjustment.currency),
        "disputeID": adjustment.dispute_id,
        "lineID": adjustment.line_id,
        "at": instant(adjustment.at),
    }


def _line_view(dispute: InvoiceDispute, line: Line) -> OwnDisputeLineView:
    amounts = dispute.work.amounts_of(line, dispute.status)
    return {
        "lineID": line.line_id,
        "description": line.description,
        "charge": to_number(line.charge, dispute.currency),
        "disputedAmount": to_number(line.disputed, dispute.currency),
        **_standing_part(dispute, amounts),
    }


def _standing_part(dispute: InvoiceDispute, amounts: Amounts) -> OwnStandingPart:
    """Where the money stands (X-06), and what that is in words."""
    status = standing(amounts, is_estimated=dispute.estimated)
    return {
        "status": status,
        "statusText": STANDINGS[status],
        "creditedAmount": to_number(amounts.credited, dispute.currency),
        "remainingAmount": to_number(amounts.open, dispute.currency),
        "withdrawnAmount": to_number(amounts.withdrawn, dispute.currency),
        "declinedAmount": to_number(amounts.declined, dispute.currency),
        "amounts": _shares_part(amounts, dispute.currency),
    }


def _shares_part(amounts: Amounts, currency: str) -> OwnSharesView:
    """What became of disputed money (X-06); whatever is weighed while the dispute is open is
    undecided (CU-23).
    """
    return {
        "credited": to_number(amounts.credited, currency),
        "withdrawn": to_number(amounts.withdrawn, currency),
        "declined": to_number(amounts.declined, currency),
        "undecided": to_number(amounts.open, currency),
    }

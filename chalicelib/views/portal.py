"""How a customer sees its own matters: nothing that is not named here (CU-02, CU-23).

Neither people of the staff nor limits, internal statuses, reasons or hashes; nor versions and
times of change, which would tell that something went on inside.
"""

from datetime import date

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Amounts, Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.customer_words import STANDINGS, CustomerEvent, standing
from chalicelib.domain.invoices.invoice import Adjustment, Customer, Invoice, InvoiceLine
from chalicelib.domain.invoices.work import Line
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.views.invoice import OpenItems, standing_of, statement_of
from chalicelib.views.parts import View, instant, said


def own_customer_view(customer: Customer, open_items: OpenItems) -> View:
    """The customer's own record, with what it owes and disputes."""
    return _customer_part(customer) | standing_of(open_items)


def own_statement_view(customer: Customer, open_items: OpenItems, today: date) -> View:
    """The customer's open items, each with what is in dispute."""
    return {"customer": _customer_part(customer)} | statement_of(open_items, own_invoice_row, today)


def own_invoice_row(invoice: Invoice) -> View:
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
        "balance": to_number(invoice.balance, invoice.currency),
        "disputedAmount": to_number(invoice.disputed_total, invoice.currency),
        "openDisputeID": invoice.open_dispute_id,
        "notice": invoice.notice,
        "settledDate": invoice.settled_on.isoformat() if invoice.settled_on else None,
    }


def own_invoice_view(invoice: Invoice, lines: list[InvoiceLine], adjustments: list[Adjustment], _: Context) -> View:
    """An invoice with its lines, payments and what was credited since (CU-17, CU-23)."""
    return own_invoice_row(invoice) | {
        "lines": [_invoice_line_view(invoice, line) for line in lines],
        "payments": [
            {"paymentID": payment.payment_id, "date": payment.date.isoformat(), "amount": to_number(payment.amount, invoice.currency)}
            for payment in invoice.payments
        ],
        "adjustments": [_adjustment_view(adjustment) for adjustment in adjustments],
    }


def own_dispute_row(dispute: Dispute) -> View:
    """A dispute as it stands in the customer's list."""
    return {
        "disputeID": dispute.dispute_id,
        "customerID": dispute.parties[CUSTOMER],
        "invoiceNumber": dispute.subject_id,
        "description": dispute.description,
        "disputeDate": instant(dispute.raised_at),
        "closeDate": instant(dispute.closed_at),
        "currency": dispute.currency,
        "amount": to_number(dispute.amounts.disputed, dispute.currency),
        **_standing_part(dispute, dispute.amounts),
    }


def own_dispute_view(case: InvoiceCase, _: Context) -> View:
    """A dispute with its lines."""
    return own_dispute_row(case.dispute) | {"lines": [_line_view(case.dispute, line) for line in case.dispute.work.lines]}


def own_event_view(number: int, event: Event, told: CustomerEvent) -> View:
    """An event that the customer is told of, numbered among those."""
    return {
        "sequence": number,
        "type": told.type,
        **said("text", told.text),
        "at": instant(event.at),
        "amount": to_number(told.amount, event.currency),
        "currency": event.currency,
    }


def _customer_part(customer: Customer) -> View:
    return {
        "customerID": customer.customer_id,
        "name": customer.name,
        "accountNumber": customer.account_number,
        "currency": customer.currency,
        "deliveryMethod": customer.delivery_method,
    }


def _invoice_line_view(invoice: Invoice, line: InvoiceLine) -> View:
    key = str(line.line_id)
    return {
        "lineID": line.line_id,
        "description": line.description,
        "kind": line.kind,
        "amount": to_number(line.amount, invoice.currency),
        "credited": to_number(invoice.credited.get(key, 0), invoice.currency),
        "disputed": to_number(invoice.disputed.get(key, 0), invoice.currency),
    }


def _adjustment_view(adjustment: Adjustment) -> View:
    return {
        "adjustmentID": adjustment.adjustment_id,
        "kind": adjustment.kind,
        "amount": to_number(adjustment.amount, adjustment.currency),
        "disputeID": adjustment.dispute_id,
        "lineID": adjustment.line_id,
        "at": instant(adjustment.at),
    }


def _line_view(dispute: Dispute, line: Line) -> View:
    amounts = dispute.work.amounts_of(line, dispute.status)
    return {
        "lineID": line.line_id,
        "description": line.description,
        "charge": to_number(line.charge, dispute.currency),
        "disputedAmount": to_number(line.disputed, dispute.currency),
        **_standing_part(dispute, amounts),
    }


def _standing_part(dispute: Dispute, amounts: Amounts) -> View:
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


def _shares_part(amounts: Amounts, currency: str) -> View:
    """What became of disputed money (X-06); whatever is weighed while the dispute is open is undecided (CU-23)."""
    told = {"credited": amounts.credited, "withdrawn": amounts.withdrawn, "declined": amounts.declined, "undecided": amounts.open}
    return {name: to_number(amount, currency) for name, amount in told.items()}

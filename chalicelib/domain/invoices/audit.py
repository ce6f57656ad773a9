"""What must be true of every dispute on an invoice, and of every payment, checked on what is stored
(X-05, X-06).
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from chalicelib.domain.base.identifiers import same_id
from chalicelib.domain.disputes.audit import chain_faults
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Adjustment, Invoice
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.domain.invoices.promise import matched
from chalicelib.domain.invoices.work import InvoiceDispute


def faults(case: InvoiceCase, events: list[Event], adjustments: list[Adjustment]) -> list[str]:
    """Everything that is not as it must be with a dispute, in words; empty when all is well."""
    last = (case.dispute.sequence, case.dispute.last_hash)
    return [*chain_faults(last, events), *_amount_faults(case), *_invoice_faults(case, adjustments)]


def payment_faults(payment: CustomerPayment, invoices: Iterable[Invoice]) -> list[str]:
    """Each invoice that the payment names has what it gives, which is no more than came in (X-06).

    Once it was taken back, they have nothing of it.
    """
    known = {str(invoice.invoice_number): invoice for invoice in invoices}
    wrong = []
    for one in payment.allocations:
        invoice = known.get(str(one.invoice_number))
        given = [
            entry.amount
            for entry in (invoice.allocated if invoice else ())
            if same_id(entry.payment_id, payment.payment_id)
        ]
        if given != [payment.given_to(one.invoice_number)]:
            wrong.append(f"Invoice {one.invoice_number} has not what the payment gives it.")
    if payment.unallocated < 0:
        wrong.append("More of the payment is allocated than came in.")
    return wrong


def allocation_faults(invoice: Invoice, payments: Mapping[str, CustomerPayment]) -> list[str]:
    """Each payment that the invoice has something of is there, and gives it that as of its value
    date (X-06); `payments` by number.
    """
    wrong = []
    for one in invoice.allocated:
        payment = payments.get(str(one.payment_id))
        given = (payment.given_to(invoice.invoice_number), payment.value_date) if payment else None
        if given != (one.amount, one.date):
            wrong.append(f"Payment {one.payment_id} does not give it what it has.")
    return wrong


def promise_faults(invoice: Invoice) -> list[str]:
    """At most one promise is open, the last; and each has what payments give it (CO-21, CO-23)."""
    wrong = []
    if any(promise.is_open for promise in invoice.promises[:-1]):
        wrong.append("A promise to pay is open that is not the last one.")
    given = matched(invoice.promises, invoice.received)
    for promise in invoice.promises:
        if not given.get(promise.number, promise.given) == promise.given <= promise.amount:
            wrong.append(f"Promise {promise.number} has not what payments give it.")
        if promise.amount > promise.promised:
            wrong.append(f"Promise {promise.number} is over more than was promised.")
    return wrong


def _amount_faults(case: InvoiceCase) -> list[str]:
    """Disputed = open + credited + withdrawn + declined, and the six shares come to it, for each
    line (X-06).
    """
    wrong = []
    for line in case.dispute.work.lines:
        amounts, shares = (
            case.dispute.work.amounts_of(line, case.dispute.status),
            case.dispute.work.shares_of(line, case.dispute.status),
        )
        parts = (amounts.open, amounts.credited, amounts.withdrawn, amounts.declined)
        if {sum(parts), shares.total} != {line.disputed} or min(*parts, *vars(shares).values()) < 0:
            wrong.append(f"The amounts of line {line.line_id} do not add up.")
    return wrong


def _invoice_faults(case: InvoiceCase, adjustments: list[Adjustment]) -> list[str]:
    """The invoice's credits and fees are the sums of its adjustments, and what is disputed is what
    the open dispute says.
    """
    invoice = case.invoice
    wrong = []
    fees = sum(one.amount for one in adjustments if one.kind == "reversalFee")
    credits = -sum(one.amount for one in adjustments if one.kind != "reversalFee")
    if (fees, credits) != (invoice.fees, invoice.credited_total):
        wrong.append("The invoice's credits and fees are not the sums of its adjustments.")
    wrong += _credit_faults(case.dispute, adjustments)
    if invoice.credited_total > invoice.charges:
        wrong.append("More is credited on the invoice than was charged.")
    is_holder = invoice.open_dispute_id == case.dispute.dispute_id
    if is_holder != case.dispute.is_open or (
        is_holder and invoice.disputed_total != case.dispute.amounts.open
    ):
        wrong.append("The invoice and the dispute do not agree on what is in dispute.")
    if is_holder and invoice.shares not in (None, case.dispute.shares):
        wrong.append(
            "The invoice and the dispute do not agree on what is to become of what is in dispute."
        )
    return wrong


def _credit_faults(dispute: InvoiceDispute, adjustments: list[Adjustment]) -> list[str]:
    """What each line says was credited is what the dispute's own adjustments have put on the
    invoice for it.
    """
    credits: Counter[str] = Counter()
    for one in adjustments:
        if one.dispute_id == dispute.dispute_id and one.kind != "reversalFee":
            credits[str(one.line_id)] -= one.amount
    told = {
        str(line.line_id): dispute.work.amounts_of(line, dispute.status).credited
        for line in dispute.work.lines
    }
    wrong = [
        line_id
        for line_id in sorted(credits.keys() | told.keys())
        if credits[line_id] != told.get(line_id, 0)
    ]
    return [
        f"What is credited on line {line_id} is not the sum of the dispute's adjustments."
        for line_id in wrong
    ]

"""How staff see customers and invoices."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.actions import line_refusal, raise_choice
from chalicelib.domain.invoices.invoice import Adjustment, Customer, Invoice, InvoiceLine
from chalicelib.domain.invoices.open_items import OpenSum, shares_in, sum_of, sums_of
from chalicelib.views.parts import View, choice_view, instant, shares_view

MAX_ROWS = 1000
"""How many open items a statement lists; its totals count the others too."""


@dataclass(frozen=True)
class OpenItems:
    """The invoices on which either side owes something, or that are in dispute, and whether they are all of these."""

    invoices: list[Invoice]
    complete: bool = True


def customer_row(customer: Customer) -> View:
    """A customer as it stands in a list (RV-05)."""
    return {
        "customerID": customer.customer_id,
        "name": customer.name,
        "accountNumber": customer.account_number,
        "email": customer.email,
        "phone": customer.phone,
        "currency": customer.currency,
        "deliveryMethod": customer.delivery_method,
        "language": customer.language,
        "timeZone": customer.time_zone,
        "version": customer.version,
    }


def customer_view(customer: Customer, open_items: OpenItems) -> View:
    """A customer with what is owed either way and in dispute, and what is to become of that (CU-02)."""
    return customer_row(customer) | standing_of(open_items) | {"amounts": sums_with_disputes(open_items.invoices)}


def standing_of(open_items: OpenItems) -> View:
    """What is owed either way and in dispute, by how many disputes, and whether that is all (CU-02)."""
    sums = sums_of(open_items.invoices)
    return {
        "amounts": sums_view(sums),
        "openDisputes": sum(one.disputes for one in sums.values()),
        "complete": open_items.complete,
    }


def statement_view(customer: Customer, open_items: OpenItems, today: date) -> View:
    """The open items of a customer, each with what is in dispute (CU-02)."""
    return {"customer": customer_row(customer)} | statement_of(open_items, invoice_row, today)


def statement_of(open_items: OpenItems, row: Callable[[Invoice], View], today: date) -> View:
    """The rows of a statement and its totals; `more` where items are not listed, `complete` where the totals count all."""
    invoices = open_items.invoices
    return {
        "asOf": today.isoformat(),
        "value": [open_item_view(invoice, row(invoice)) for invoice in invoices[:MAX_ROWS]],
        "more": len(invoices) > MAX_ROWS or not open_items.complete,
        "totals": sums_view(sums_of(invoices)),
        "complete": open_items.complete,
    }


def open_item_view(invoice: Invoice, row: View) -> View:
    """The row of an open item with what of it the company owes, and what can be asked for while the rest is in dispute."""
    own = sum_of(invoice)
    return row | {name: to_number(amount, invoice.currency) for name, amount in (("credit", own.credits), ("collectable", own.collectable))}


def invoice_row(invoice: Invoice) -> View:
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
        "balance": to_number(invoice.balance, invoice.currency),
        "disputedAmount": to_number(invoice.disputed_total, invoice.currency),
        "remaining": to_number(max(0, invoice.remaining), invoice.currency),
        "openDisputeID": invoice.open_dispute_id,
        "notice": invoice.notice,
        "settledDate": invoice.settled_on.isoformat() if invoice.settled_on else None,
        "version": invoice.version,
    }


def invoice_view(invoice: Invoice, lines: list[InvoiceLine], adjustments: list[Adjustment], context: Context) -> View:
    """An invoice with its lines and what was credited since (CU-02, CU-11, CU-17)."""
    return invoice_row(invoice) | {
        "lines": [invoice_line_view(invoice, line) for line in lines],
        "payments": [
            {"paymentID": payment.payment_id, "date": payment.date.isoformat(), "amount": to_number(payment.amount, invoice.currency)}
            for payment in invoice.payments
        ],
        "adjustments": [adjustment_view(adjustment) for adjustment in adjustments],
        "general": {
            "credited": to_number(invoice.credited.get("general", 0), invoice.currency),
            "disputed": to_number(invoice.disputed.get("general", 0), invoice.currency),
            "remaining": to_number(max(0, invoice.remaining), invoice.currency),
        },
        "actions": [choice_view(raise_choice(invoice, context))],
    }


def invoice_line_view(invoice: Invoice, line: InvoiceLine) -> View:
    """A line with what of it was credited, is disputed and can be disputed, and why not."""
    refusal = line_refusal(invoice, line)
    key = str(line.line_id)
    return billed_line_view(invoice, line) | {
        "credited": to_number(invoice.credited.get(key, 0), invoice.currency),
        "disputed": to_number(invoice.disputed.get(key, 0), invoice.currency),
        "remaining": to_number(invoice.remaining_of(line.line_id, line.amount), invoice.currency),
        "disputable": refusal.allowed,
        "whyNot": None if refusal.allowed else {"rule": refusal.rule, "reason": refusal.reason},
    }


def billed_line_view(invoice: Invoice, line: InvoiceLine) -> View:
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


def adjustment_view(adjustment: Adjustment) -> View:
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


def sums_view(sums: dict[str, OpenSum]) -> list[View]:
    """What is open by currency: owed by customers, owed to them, in dispute and collectable; never added up or set off."""
    return [{"currency": currency, **sum_view(one, currency)} for currency, one in sums.items()]


def sum_view(one: OpenSum, currency: str) -> View:
    """The sums of one currency, and how many invoices each is about."""
    amounts = {
        "outstanding": one.outstanding,
        "credits": one.credits,
        "balance": one.balance,
        "disputed": one.disputed,
        "disputedOwed": one.disputed_owed,
        "disputedPaid": one.disputed_paid,
        "collectable": one.collectable,
    }
    counts = {"invoices": one.owing, "creditItems": one.crediting, "openDisputes": one.disputes}
    return {name: to_number(amount, currency) for name, amount in amounts.items()} | counts


def sums_with_disputes(invoices: list[Invoice]) -> list[View]:
    """The same with what is to become of what the open disputes contest, which is for the staff (X-06)."""
    return [row | {"disputes": shares_view(shares_in(_of(invoices, row)), row["currency"])} for row in sums_view(sums_of(invoices))]


def _of(invoices: list[Invoice], row: View) -> list[Invoice]:
    return [invoice for invoice in invoices if invoice.currency == row["currency"]]


AGES = (("notDue", 0), ("1-30", 30), ("31-60", 60), ("61-90", 90))


def receivables_view(open_items: OpenItems, today: date) -> View:
    """What is open, by currency and by how long it is overdue, with the part in dispute, and whether that is all (CU-02)."""
    invoices = open_items.invoices
    rows = []
    for row in sums_with_disputes(invoices):
        own = _of(invoices, row)
        aged = {bucket: [invoice for invoice in own if _age(invoice, today) == bucket] for bucket in [name for name, _ in AGES] + ["90+"]}
        ageing = [_bucket_view(bucket, row["currency"], held) for bucket, held in aged.items()]
        customers = len({str(invoice.customer_id) for invoice in own if invoice.balance > 0})
        rows.append(row | {"customers": customers, "ageing": ageing})
    return {"asOf": today.isoformat(), "value": rows, "complete": open_items.complete}


def _bucket_view(bucket: str, currency: str, invoices: list[Invoice]) -> View:
    held = sum_view(sums_of(invoices).get(currency, OpenSum()), currency)
    return {"bucket": bucket, "amount": held["outstanding"]} | held


def _age(invoice: Invoice, today: date) -> str:
    overdue_days = (today - invoice.due_date).days
    return next((bucket for bucket, days in AGES if overdue_days <= days), "90+")

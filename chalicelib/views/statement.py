"""The statement of account: a customer's open items, each with what of it is in dispute, promised
and to be paid (CU-02, CO-48).
"""

from datetime import date
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.invoices.instalments import Due
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.open_items import (
    Bucket,
    billed_dues,
    bucket_of,
    charge_dues,
    days_late,
    due_since,
    sum_of,
)
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.domain.invoices.promise_verbs import held_by_promise
from chalicelib.domain.plans.plan import can_be_planned
from chalicelib.views.answers import Amount, Day, meaning
from chalicelib.views.customer import CustomerRow, customer_row
from chalicelib.views.invoice import (
    InstalmentView,
    InvoiceRow,
    OwedChargeView,
    instalments_view,
    invoice_row,
    owed_charges_view,
)
from chalicelib.views.openitems import (
    BucketView,
    Collectable,
    Complete,
    Credits,
    OpenItems,
    SumsView,
    ageing_view,
    sums_view,
)
from chalicelib.views.payment import PaymentRow, payment_row
from chalicelib.views.spreadsheet import Amount as AmountCell
from chalicelib.views.spreadsheet import Cell, Sheet

Promised = Annotated[Amount, meaning("What of that is promised for a day that is not over.")]
ToPay = Annotated[
    Amount, meaning("What is owed and neither in dispute nor promised: what is asked for (CO-48).")
]


class AgedInstalmentView(InstalmentView):
    """An instalment with how late it is."""

    daysLate: int


class AgedChargeView(OwedChargeView):
    """A fee or interest of a reminder with how late it is."""

    daysLate: int


class OpenItemPart(TypedDict):
    """What of an open item the company owes, or what of it is in dispute and what can be asked
    for, and how late it is by the customer's day (CO-05).
    """

    credit: Credits
    disputedOwed: Annotated[Amount, meaning("What of the balance is in dispute.")]
    collectable: Collectable
    promised: Promised
    toPay: ToPay
    daysLate: Annotated[int, meaning("Of the oldest part that is owed.")]
    bucket: Bucket
    billedOwed: Annotated[
        Amount, meaning("What of the balance is of the invoice itself, without charges.")
    ]
    instalments: list[AgedInstalmentView]
    charges: list[AgedChargeView]


class OpenItemRow(InvoiceRow, OpenItemPart):
    """An open item as the staff sees it."""

    canBePlanned: Annotated[bool, meaning("Whether a payment plan could be over it (CU-18).")]


class StatementTotal(SumsView):
    """What is open in a currency, by how late it is."""

    promised: Promised
    toPay: ToPay
    ageing: list[BucketView]


class StatementPart(TypedDict):
    """What of a statement is the same for everybody: its day and its totals."""

    asOf: Annotated[Day, meaning("The day in the customer's time zone.")]
    more: Annotated[bool, meaning("Whether there are items that are not listed.")]
    totals: list[StatementTotal]
    complete: Complete


class StatementView(StatementPart):
    """A customer's open items as the staff sees them (CU-02)."""

    value: list[OpenItemRow]
    unallocated: list[PaymentRow]
    customer: CustomerRow


def statement_view(customer: Customer, open_items: OpenItems, today: date) -> StatementView:
    """The open items of a customer, each with what is in dispute (CU-02)."""
    return {
        "customer": customer_row(customer),
        "value": [open_item_row(invoice, today) for invoice in open_items.listed],
        "unallocated": [payment_row(payment) for payment in open_items.unallocated],
        **statement_part(open_items, today),
    }


def open_item_row(invoice: Invoice, today: date) -> OpenItemRow:
    """An open item as it stands in a statement."""
    return {
        **invoice_row(invoice),
        **open_item_part(invoice, today),
        "canBePlanned": can_be_planned(invoice),
    }


def statement_part(open_items: OpenItems, today: date) -> StatementPart:
    """The totals of a statement; `more` where items are not listed, `complete` where
    the totals count all.
    """
    return {
        "asOf": today.isoformat(),
        "more": not open_items.lists_all,
        "totals": [
            _statement_total(row, open_items.invoices, today) for row in sums_view(open_items.sums)
        ],
        "complete": open_items.complete,
    }


def _statement_total(row: SumsView, invoices: list[Invoice], today: date) -> StatementTotal:
    currency = row["currency"]
    own = [one for one in invoices if one.currency == currency]
    promised = sum(_promised(one, today) for one in own)
    collectable = sum(sum_of(one).collectable for one in own)
    return {
        **row,
        "promised": to_number(promised, currency),
        "toPay": to_number(collectable - promised, currency),
        "ageing": ageing_view(invoices, currency, today),
    }


def _promised(invoice: Invoice, today: date) -> int:
    return held_by_promise(invoice, invoice.promises, today)


def open_item_part(invoice: Invoice, today: date) -> OpenItemPart:
    """What of an open item the company owes, what can be asked for while the rest is in dispute,
    and how late what is owed is.
    """
    own, promised = sum_of(invoice), _promised(invoice, today)
    return {
        "credit": to_number(own.credits, invoice.currency),
        "disputedOwed": to_number(own.disputed_owed, invoice.currency),
        "collectable": to_number(own.collectable, invoice.currency),
        "promised": to_number(promised, invoice.currency),
        "toPay": to_number(own.collectable - promised, invoice.currency),
        "daysLate": _late_since(invoice, today),
        "bucket": bucket_of(due_since(invoice), today),
        "billedOwed": to_number(own.outstanding - invoice.charges_owed, invoice.currency),
        "instalments": [
            {**view, "daysLate": _days_late(due, today)}
            for view, due in zip(instalments_view(invoice), billed_dues(invoice), strict=False)
        ],
        "charges": [
            {**view, "daysLate": _days_late(due, today)}
            for view, (_, due) in zip(owed_charges_view(invoice), charge_dues(invoice), strict=True)
        ],
    }


def _late_since(invoice: Invoice, today: date) -> int:
    """How many days the oldest part is late that is owed of an invoice."""
    return days_late(due_since(invoice), today) if sum_of(invoice).owing else 0


def _days_late(due: Due, today: date) -> int:
    return days_late(due.due_date, today) if due.outstanding else 0


STATEMENT_COLUMNS = (
    "What",
    "Customer",
    "Customer name",
    "Number",
    "Date",
    "Due since",
    "Days late",
    "Currency",
    "Open",
    "In dispute",
    "Promised",
    "To pay",
    "Credit",
)
"""Open = in dispute + promised + to pay; what is open less the credits is the balance (CO-48)."""


def statement_sheet(customer: Customer, open_items: OpenItems, today: date) -> Sheet:
    """All open items and what is unallocated as a table."""
    named = (str(customer.customer_id), customer.name)
    items = (_item_cells(named, invoice, today) for invoice in open_items.invoices)
    payments = (_payment_cells(named, payment) for payment in open_items.payments)
    return Sheet("Statement", STATEMENT_COLUMNS, (*items, *payments))


def _item_cells(named: tuple[str, str], invoice: Invoice, today: date) -> tuple[Cell, ...]:
    own, promised = sum_of(invoice), _promised(invoice, today)
    parts = (own.outstanding, own.disputed_owed, promised, own.collectable - promised, own.credits)
    what = "Credit" if own.crediting else "Invoice"
    amounts = (AmountCell(minor, invoice.currency) for minor in parts)
    days = (invoice.invoice_date, due_since(invoice), _late_since(invoice, today))
    return (what, *named, str(invoice.invoice_number), *days, invoice.currency, *amounts)


def _payment_cells(named: tuple[str, str], payment: CustomerPayment) -> tuple[Cell, ...]:
    nothing, left = (AmountCell(minor, payment.currency) for minor in (0, payment.unallocated))
    days = (payment.value_date, None, None)
    amounts = (nothing, nothing, nothing, nothing, left)
    return ("Payment", *named, str(payment.payment_id), *days, payment.currency, *amounts)

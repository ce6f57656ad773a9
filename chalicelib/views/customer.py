"""Customers, what they owe and dispute, and the receivables of all, as the staff is shown them."""

from datetime import date
from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.invoices.invoice import (
    DELIVERY_METHODS,
    Customer,
    Invoice,
)
from chalicelib.domain.invoices.open_items import OpenSum, shares_in, sum_of, sums_of
from chalicelib.values import dataclass
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, meaning, one_of
from chalicelib.views.invoice import InvoiceRow, invoice_row
from chalicelib.views.parts import SharesView, shares_view

MAX_ROWS = 1000
"""How many open items a statement lists; its totals count the others too."""


Outstanding = Annotated[Amount, meaning("What customers owe.")]
Credits = Annotated[Amount, meaning("What the company owes customers; never set off.")]
Disputed = Annotated[Amount, meaning("What is in dispute, of what is owed and of what was paid.")]
Collectable = Annotated[Amount, meaning("What can be asked for while the rest is in dispute.")]
Complete = Annotated[bool, meaning("Whether all that there is was counted (CU-02).")]
OutsideAddress = Annotated[str | None, meaning("Where mail goes; null where none was given.")]


class MailHeldBack(TypedDict):
    """Why and since when no mail goes to an address (DM-03)."""

    reason: str
    since: Moment


class CustomerPart(TypedDict):
    """A customer, as it sees itself."""

    customerID: OutsideID
    name: str
    accountNumber: OutsideID
    currency: str
    deliveryMethod: Annotated[str, one_of(*DELIVERY_METHODS)]


class CustomerRow(CustomerPart):
    """A customer as the staff sees it in a list."""

    email: OutsideAddress
    phone: str | None
    language: str | None
    timeZone: str | None
    version: int
    mailHeldBack: NotRequired[
        Annotated[MailHeldBack | None, meaning("Where it was looked up; null where mail goes.")]
    ]


class SumsPart(TypedDict):
    """What is open in one currency, and how many invoices each is about; never set off (CU-02)."""

    outstanding: Outstanding
    credits: Credits
    balance: Annotated[Amount, meaning("What is owed less what is owed to customers.")]
    disputed: Disputed
    disputedOwed: Amount
    disputedPaid: Amount
    collectable: Collectable
    invoices: int
    creditItems: int
    openDisputes: int


class SumsView(SumsPart):
    """What is open, by currency."""

    currency: str


class DisputedSums(SumsView):
    """The same with what is to become of what is in dispute, for the staff (X-06)."""

    disputes: SharesView


class StandingView(TypedDict):
    """What is owed either way and in dispute."""

    amounts: list[SumsView]
    openDisputes: int
    complete: Complete


class CustomerView(CustomerRow):
    """A customer with what is owed either way and in dispute (CU-02)."""

    amounts: list[DisputedSums]
    openDisputes: int
    complete: Complete


class OpenItemPart(TypedDict):
    """What of an open item the company owes, and what can be asked for."""

    credit: Credits
    collectable: Collectable


class OpenItemRow(InvoiceRow, OpenItemPart):
    """An open item as the staff sees it."""


class StatementPart(TypedDict):
    """What of a statement is the same for everybody: its day and its totals."""

    asOf: Day
    more: Annotated[bool, meaning("Whether there are items that are not listed.")]
    totals: list[SumsView]
    complete: Complete


class StatementView(StatementPart):
    """A customer's open items as the staff sees them (CU-02)."""

    value: list[OpenItemRow]
    customer: CustomerRow


Bucket = Literal["notDue", "1-30", "31-60", "61-90", "90+"]


class BucketView(SumsPart):
    """What is open for so many days."""

    bucket: Bucket
    amount: Outstanding


class ReceivableView(DisputedSums):
    """What is open in a currency, by how long it is overdue."""

    customers: int
    ageing: list[BucketView]


class ReceivablesView(TypedDict):
    """What is open in all (CU-02)."""

    asOf: Day
    value: list[ReceivableView]
    complete: Complete


@dataclass(frozen=True)
class OpenItems:
    """The invoices on which either side owes something, or that are in dispute, and whether they
    are all of these.
    """

    invoices: list[Invoice]
    complete: bool = True

    @property
    def listed(self) -> list[Invoice]:
        """Those that a statement lists."""
        return self.invoices[:MAX_ROWS]


def customer_row(customer: Customer) -> CustomerRow:
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


def customer_view(customer: Customer, open_items: OpenItems) -> CustomerView:
    """A customer with what is owed either way and in dispute, and what is to become of that
    (CU-02).
    """
    standing = standing_of(open_items)
    return {
        **customer_row(customer),
        "amounts": sums_with_disputes(open_items.invoices),
        "openDisputes": standing["openDisputes"],
        "complete": standing["complete"],
    }


def standing_of(open_items: OpenItems) -> StandingView:
    """What is owed either way and in dispute, by how many disputes, and whether that is all
    (CU-02).
    """
    sums = sums_of(open_items.invoices)
    return {
        "amounts": sums_view(sums),
        "openDisputes": sum(one.disputes for one in sums.values()),
        "complete": open_items.complete,
    }


def statement_view(customer: Customer, open_items: OpenItems, today: date) -> StatementView:
    """The open items of a customer, each with what is in dispute (CU-02)."""
    return {
        "customer": customer_row(customer),
        "value": [open_item_row(invoice) for invoice in open_items.listed],
        **statement_part(open_items, today),
    }


def open_item_row(invoice: Invoice) -> OpenItemRow:
    """An open item as it stands in a statement."""
    return {**invoice_row(invoice), **open_item_part(invoice)}


def statement_part(open_items: OpenItems, today: date) -> StatementPart:
    """The totals of a statement; `more` where items are not listed, `complete` where
    the totals count all.
    """
    invoices = open_items.invoices
    return {
        "asOf": today.isoformat(),
        "more": len(invoices) > MAX_ROWS or not open_items.complete,
        "totals": sums_view(sums_of(invoices)),
        "complete": open_items.complete,
    }


def open_item_part(invoice: Invoice) -> OpenItemPart:
    """What of an open item the company owes, and what can be asked for while the rest is in
    dispute.
    """
    own = sum_of(invoice)
    return {
        "credit": to_number(own.credits, invoice.currency),
        "collectable": to_number(own.collectable, invoice.currency),
    }


def sums_view(sums: dict[str, OpenSum]) -> list[SumsView]:
    """What is open by currency: owed by customers, owed to them, in dispute and collectable; never
    added up or set off.
    """
    return [{"currency": currency, **sum_view(one, currency)} for currency, one in sums.items()]


def sum_view(one: OpenSum, currency: str) -> SumsPart:
    """The sums of one currency, and how many invoices each is about."""
    return {
        "outstanding": to_number(one.outstanding, currency),
        "credits": to_number(one.credits, currency),
        "balance": to_number(one.balance, currency),
        "disputed": to_number(one.disputed, currency),
        "disputedOwed": to_number(one.disputed_owed, currency),
        "disputedPaid": to_number(one.disputed_paid, currency),
        "collectable": to_number(one.collectable, currency),
        "invoices": one.owing,
        "creditItems": one.crediting,
        "openDisputes": one.disputes,
    }


def sums_with_disputes(invoices: list[Invoice]) -> list[DisputedSums]:
    """The same with what is to become of what the open disputes contest, which is for the staff
    (X-06).
    """
    return [
        {
            **row,
            "disputes": shares_view(shares_in(_of(invoices, row["currency"])), row["currency"]),
        }
        for row in sums_view(sums_of(invoices))
    ]


def _of(invoices: list[Invoice], currency: str) -> list[Invoice]:
    return [invoice for invoice in invoices if invoice.currency == currency]


AGES: tuple[tuple[Bucket, int], ...] = (("notDue", 0), ("1-30", 30), ("31-60", 60), ("61-90", 90))


def receivables_view(open_items: OpenItems, today: date) -> ReceivablesView:
    """What is open, by currency and by how long it is overdue, with the part in dispute, and
    whether that is all (CU-02).
    """
    invoices = open_items.invoices
    rows: list[ReceivableView] = []
    for row in sums_with_disputes(invoices):
        own = _of(invoices, row["currency"])
        buckets: list[Bucket] = [*(name for name, _ in AGES), "90+"]
        aged = {
            bucket: [invoice for invoice in own if _age(invoice, today) == bucket]
            for bucket in buckets
        }
        ageing = [_bucket_view(bucket, row["currency"], held) for bucket, held in aged.items()]
        customers = len({str(invoice.customer_id) for invoice in own if invoice.balance > 0})
        rows.append({**row, "customers": customers, "ageing": ageing})
    return {"asOf": today.isoformat(), "value": rows, "complete": open_items.complete}


def _bucket_view(bucket: Bucket, currency: str, invoices: list[Invoice]) -> BucketView:
    held = sum_view(sums_of(invoices).get(currency, OpenSum()), currency)
    return {"bucket": bucket, "amount": held["outstanding"], **held}


def _age(invoice: Invoice, today: date) -> Bucket:
    overdue_days = (today - invoice.due_date).days
    return next((bucket for bucket, days in AGES if overdue_days <= days), "90+")

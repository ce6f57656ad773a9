"""Customers, what they owe and dispute, and the receivables of all, as the staff is shown them."""

from datetime import date
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.invoices.instalments import Due
from chalicelib.domain.invoices.invoice import (
    DELIVERY_METHODS,
    Customer,
    Invoice,
)
from chalicelib.domain.invoices.open_items import (
    Bucket,
    OpenSum,
    aged,
    billed_dues,
    bucket_of,
    charge_dues,
    days_late,
    due_since,
    shares_in,
    sum_of,
    sums_of,
)
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.domain.invoices.promise_verbs import held_by_promise
from chalicelib.domain.plans.plan import can_be_planned
from chalicelib.values import dataclass
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, meaning, one_of
from chalicelib.views.invoice import (
    InstalmentView,
    InvoiceRow,
    OwedChargeView,
    instalments_view,
    invoice_row,
    owed_charges_view,
)
from chalicelib.views.parts import SharesView, shares_view
from chalicelib.views.payment import PaymentRow, payment_row

MAX_ROWS = 1000
"""How many open items a statement lists; its totals count the others too."""


Outstanding = Annotated[Amount, meaning("What customers owe.")]
Credits = Annotated[Amount, meaning("What the company owes customers; never set off.")]
Unallocated = Annotated[Amount, meaning("What came in and is for no invoice yet; never set off.")]
Disputed = Annotated[Amount, meaning("What is in dispute, of what is owed and of what was paid.")]
Promised = Annotated[Amount, meaning("What of that is promised for a day that is not over.")]
ToPay = Annotated[
    Amount, meaning("What is owed and neither in dispute nor promised: what is asked for (CO-48).")
]
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
    country: Annotated[
        str | None, meaning("Whose public holidays put off what is promised (CO-22).")
    ]
    postalAddress: Annotated[
        str | None, meaning("Where letters on paper go, without the name; a line a line.")
    ]
    version: int
    mailHeldBack: NotRequired[
        Annotated[MailHeldBack | None, meaning("Where it was looked up; null where mail goes.")]
    ]


class SumsPart(TypedDict):
    """What is open in one currency, and how many invoices each is about; never set off (CU-02)."""

    outstanding: Outstanding
    credits: Credits
    unallocated: Unallocated
    balance: Annotated[
        Amount, meaning("What is owed less what is owed to customers and what is unallocated.")
    ]
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


class BucketView(SumsPart):
    """What is open for so many days."""

    bucket: Bucket
    amount: Outstanding


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
    """The invoices on which either side owes something, or that are in dispute, the payments that
    are not all for invoices, and whether they are all of these.
    """

    invoices: list[Invoice]
    payments: list[CustomerPayment]
    complete: bool = True

    @property
    def listed(self) -> list[Invoice]:
        """Those that a statement lists."""
        return self.invoices[:MAX_ROWS]

    @property
    def unallocated(self) -> list[CustomerPayment]:
        """The payments that it lists."""
        return self.payments[:MAX_ROWS]

    @property
    def sums(self) -> dict[str, OpenSum]:
        """Currency → what is open in it."""
        return sums_of(self.invoices, self.payments)


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
        "country": customer.country,
        "postalAddress": customer.postal_address,
        "version": customer.version,
    }


def customer_view(customer: Customer, open_items: OpenItems) -> CustomerView:
    """A customer with what is owed either way and in dispute, and what is to become of that
    (CU-02).
    """
    standing = standing_of(open_items)
    return {
        **customer_row(customer),
        "amounts": sums_with_disputes(open_items),
        "openDisputes": standing["openDisputes"],
        "complete": standing["complete"],
    }


def standing_of(open_items: OpenItems) -> StandingView:
    """What is owed either way and in dispute, by how many disputes, and whether that is all
    (CU-02).
    """
    sums = open_items.sums
    return {
        "amounts": sums_view(sums),
        "openDisputes": sum(one.disputes for one in sums.values()),
        "complete": open_items.complete,
    }


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
    most = max(len(open_items.invoices), len(open_items.payments))
    return {
        "asOf": today.isoformat(),
        "more": most > MAX_ROWS or not open_items.complete,
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
        "daysLate": days_late(due_since(invoice), today) if own.owing else 0,
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


def _days_late(due: Due, today: date) -> int:
    return days_late(due.due_date, today) if due.outstanding else 0


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
        "unallocated": to_number(one.unallocated, currency),
        "balance": to_number(one.balance, currency),
        "disputed": to_number(one.disputed, currency),
        "disputedOwed": to_number(one.disputed_owed, currency),
        "disputedPaid": to_number(one.disputed_paid, currency),
        "collectable": to_number(one.collectable, currency),
        "invoices": one.owing,
        "creditItems": one.crediting,
        "openDisputes": one.disputes,
    }


def sums_with_disputes(open_items: OpenItems) -> list[DisputedSums]:
    """The same with what is to become of what the open disputes contest, which is for the staff
    (X-06).
    """
    return [
        {
            **row,
            "disputes": shares_view(
                shares_in(_of(open_items.invoices, row["currency"])), row["currency"]
            ),
        }
        for row in sums_view(open_items.sums)
    ]


def _of(invoices: list[Invoice], currency: str) -> list[Invoice]:
    return [invoice for invoice in invoices if invoice.currency == currency]


def receivables_view(open_items: OpenItems, today: date) -> ReceivablesView:
    """What is open, by currency and by how long it is overdue, with the part in dispute, and
    whether that is all (CU-02).
    """
    invoices = open_items.invoices
    rows: list[ReceivableView] = []
    for row in sums_with_disputes(open_items):
        owing = (one for one in _of(invoices, row["currency"]) if one.balance > 0)
        customers = len({str(invoice.customer_id) for invoice in owing})
        ageing = ageing_view(invoices, row["currency"], today)
        rows.append({**row, "customers": customers, "ageing": ageing})
    return {"asOf": today.isoformat(), "value": rows, "complete": open_items.complete}


def ageing_view(invoices: list[Invoice], currency: str, today: date) -> list[BucketView]:
    """What is open in a currency by how late it is: every age once, empty ones too (CO-05)."""
    return [
        _bucket_view(bucket, currency, held)
        for bucket, held in aged(_of(invoices, currency), today).items()
    ]


def _bucket_view(bucket: Bucket, currency: str, held: OpenSum) -> BucketView:
    view = sum_view(held, currency)
    return {"bucket": bucket, "amount": view["outstanding"], **view}

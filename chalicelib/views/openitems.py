"""What is open between the company and its customers in sums: by currency, by age, in all
(CU-02).
"""

from datetime import date
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.open_items import (
    Bucket,
    OpenSum,
    aged,
    shares_in,
    sums_of,
)
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.values import dataclass
from chalicelib.views.answers import Amount, Day, meaning
from chalicelib.views.parts import SharesView, shares_view

MAX_ROWS = 1000
"""How many open items a statement lists; its totals count the others too."""

Outstanding = Annotated[Amount, meaning("What customers owe.")]
Credits = Annotated[Amount, meaning("What the company owes customers; never set off.")]
Unallocated = Annotated[Amount, meaning("What came in and is for no invoice yet; never set off.")]
Disputed = Annotated[Amount, meaning("What is in dispute, of what is owed and of what was paid.")]
Collectable = Annotated[Amount, meaning("What can be asked for while the rest is in dispute.")]
Complete = Annotated[bool, meaning("Whether all that there is was counted (CU-02).")]


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
    def lists_all(self) -> bool:
        """Whether a statement lists all that there is."""
        return self.complete and max(len(self.invoices), len(self.payments)) <= MAX_ROWS

    @property
    def sums(self) -> dict[str, OpenSum]:
        """Currency → what is open in it."""
        return sums_of(self.invoices, self.payments)


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

"""An invoice of 100.00, and promises to pay on it, for tests."""

from dataclasses import replace
from datetime import UTC, date, datetime

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.payments import Allocation, CustomerPayment, spread
from chalicelib.domain.invoices.promise_verbs import Giving, PromiseTerms, give
from chalicelib.domain.people.person import STAFF

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = date(2026, 11, 6)
BRIGHT = Customer(1001, "Bright", "A-1", "USD", "Email")


def billed(total: int = 100_00) -> Invoice:
    day = date(2026, 10, 1)
    return Invoice(1001, 7, "approved", "USD", day, day, total, total, "r", version=1)


def giving(
    day: date = DAY,
    at: datetime = NOW,
    *,
    zone: str | None = None,
    country: str | None = None,
    terms: PromiseTerms | None = None,
    source: str = STAFF,
    replaces: bool = False,
) -> Giving:
    return Giving(
        day,
        replace(BRIGHT, time_zone=zone, country=country),
        terms or PromiseTerms(),
        WorkHours(),
        at,
        "Ada",
        source,
        replaces=replaces,
    )


def promised(
    amount: int | None = None, of: Invoice | None = None, how: Giving | None = None
) -> Invoice:
    return give(of or billed(), amount, how or giving())


def paid(
    invoice: Invoice, amount: int, on: date, at: datetime = NOW, payment_id: str = "P"
) -> Invoice:
    """The invoice with so much given by a payment of a value date; nothing for one taken back."""
    allocations = (Allocation(7, amount),) if amount else ()
    payment = CustomerPayment(1001, payment_id, on, "USD", max(amount, 1), at, allocations)
    return next(iter(spread(payment, [invoice], at)), invoice)

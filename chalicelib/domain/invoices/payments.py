"""Payments of a customer: what came in, to which invoices it is allocated, and what is left of it.

Amount, currency and value date of a payment stay. What was wrong is taken back, as a reversal with
an entry of its own, and recorded anew under another number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID, same_id, subject_of
from chalicelib.domain.base.money import MAX_MINOR_UNITS, Money, to_number
from chalicelib.domain.invoices.invoice import MAX_PAYMENTS, AllocatedPayment, Invoice
from chalicelib.domain.people.person import SETTLING, Person, able_to
from chalicelib.errors import (
    AlreadyDone,
    Forbidden,
    InvalidAmount,
    InvalidInput,
    NotChangeable,
    NotFound,
    TooMany,
)
from chalicelib.values import dataclass

MAX_ALLOCATIONS = 24
"""To how many invoices a payment is allocated: as many that it leaves and as many that it comes to,
each with its entry, fit one transaction.
"""

MOST_DAYS_AHEAD = 366
"""How far ahead the date of a payment may lie: what is later is a year that was mistyped."""

NO_NUMBERS = frozenset({"NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF", "N/A", "NULL"})
"""What banks write in place of a number that nobody gave (ISO 20022, MT940): many payments bear
it.
"""

RECORDED_BY = "Payments are recorded by finance, or by a program (the role integration)."


@dataclass(frozen=True)
class Allocation:
    """What of a payment is for one invoice, in minor units."""

    invoice_number: OutsideID
    amount: int


@dataclass(frozen=True)
class Reversal:
    """That a payment was taken back."""

    date: date
    reason: str
    recorded_at: datetime


@dataclass(frozen=True)
class CustomerPayment:
    """Money that came in from a customer; amounts in minor units."""

    customer_id: OutsideID
    payment_id: OutsideID
    value_date: date
    currency: str
    amount: int
    recorded_at: datetime
    """When it became known here, whatever its value date."""
    allocations: tuple[Allocation, ...] = ()
    """Where it goes; of one that was taken back, where it went."""
    reference: str | None = None
    reversal: Reversal | None = None
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("payment", self.customer_id, self.payment_id)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        reversal = self.reversal
        return {
            "valueDate": self.value_date.isoformat(),
            "currency": self.currency,
            "amount": to_number(self.amount, self.currency),
            "reference": self.reference,
            "allocations": [
                {
                    "invoiceNumber": one.invoice_number,
                    "amount": to_number(one.amount, self.currency),
                }
                for one in self.allocations
            ],
            "reversal": reversal and {"date": reversal.date.isoformat(), "reason": reversal.reason},
        }

    @property
    def in_force(self) -> tuple[Allocation, ...]:
        """What it gives invoices now: nothing, once it was taken back."""
        return () if self.reversal else self.allocations

    @property
    def allocated(self) -> int:
        """What of it is for invoices."""
        return sum(one.amount for one in self.in_force)

    @property
    def unallocated(self) -> int:
        """What of it is for no invoice yet."""
        return 0 if self.reversal else self.amount - self.allocated

    @property
    def taken_back(self) -> int:
        """What of it is not there any more."""
        return self.amount if self.reversal else 0

    def given_to(self, invoice_number: OutsideID) -> int:
        """What of it is for an invoice."""
        own = (one for one in self.in_force if same_id(one.invoice_number, invoice_number))
        return sum(one.amount for one in own)


def require_recorder(person: Person) -> None:
    """`Forbidden` for anybody by whom nobody may come to owe another amount (X-16)."""
    if SETTLING not in person.permissions:
        raise Forbidden(RECORDED_BY, rule="X-16", unblockedBy=able_to(SETTLING))


def check_number(payment_id: OutsideID) -> None:
    """`InvalidInput` for what says that there is none: two payments of a day would be one."""
    if str(payment_id).upper() in NO_NUMBERS:
        said = f"“{payment_id}” says that the payment has no number; each needs one of its own."
        raise InvalidInput(said, rule="X-12")


def merge_payment(known: CustomerPayment | None, told: CustomerPayment) -> CustomerPayment | None:
    """The payment as it shall be kept; None when nothing changes (X-12).

    A repeat of what was told before changes nothing, also where it was taken back since.
    """
    _check(told)
    if known is None:
        check_number(told.payment_id)
        _check_day(told.value_date, told.recorded_at)
        return replace(told, version=1)
    if (told.value_date, told.currency, told.amount) != (
        known.value_date,
        known.currency,
        known.amount,
    ):
        raise NotChangeable(
            "The value date, currency and amount of a payment stay as they were recorded. Take it"
            " back, and record what is right under another number."
        )
    allocations = tuple(sorted(told.allocations, key=_place))
    if (allocations, told.reference) == (
        tuple(sorted(known.allocations, key=_place)),
        known.reference,
    ):
        return None
    if known.reversal:
        raise NotChangeable("The payment was taken back; it goes to no invoice any more.")
    return replace(
        known,
        allocations=told.allocations,
        reference=told.reference,
        version=known.version + 1,
    )


def reverse(known: CustomerPayment, day: date, reason: str, at: datetime) -> CustomerPayment:
    """The payment as one that was taken back, once; what it gave to invoices is owed again."""
    if known.reversal:
        raise AlreadyDone(f"The payment was taken back as of {known.reversal.date}.", rule="X-12")
    if day < known.value_date:
        raise InvalidInput("A payment is not taken back before its value date.", rule="X-12")
    _check_day(day, at)
    return replace(known, reversal=Reversal(day, reason, at), version=known.version + 1)


def numbers_of(*payments: CustomerPayment | None) -> list[OutsideID]:
    """The invoices that these payments are allocated to, each once."""
    found = {
        str(one.invoice_number): one.invoice_number
        for payment in payments
        if payment
        for one in payment.allocations
    }
    return list(found.values())


def as_billed(payment: CustomerPayment, invoices: Mapping[str, Invoice]) -> CustomerPayment:
    """The payment with the numbers of its invoices as these were first imported (RV-12);
    `NotFound` where one is not there.
    """
    missing = [one for one in numbers_of(payment) if str(one) not in invoices]
    if missing:
        raise NotFound(
            f"The customer has no invoice {', '.join(map(str, missing[:5]))}; import it first, or"
            " leave that part unallocated.",
            rule="X-12",
        )
    allocations = tuple(
        replace(one, invoice_number=invoices[str(one.invoice_number)].invoice_number)
        for one in payment.allocations
    )
    return replace(payment, allocations=allocations)


def spread(payment: CustomerPayment, invoices: Iterable[Invoice], at: datetime) -> list[Invoice]:
    """The invoices of which another part is paid by the payment now, each a version on, with its
    promises as that leaves them (CO-23, CO-24).
    """
    changed = (_paid_by(invoice, payment, at) for invoice in invoices)
    return [invoice for invoice in changed if invoice]


def _paid_by(invoice: Invoice, payment: CustomerPayment, at: datetime) -> Invoice | None:
    amount = payment.given_to(invoice.invoice_number)
    own = next((one for one in invoice.allocated if _is(one, payment)), None)
    if amount == (own.amount if own else 0):
        return None
    _check_payable(invoice, payment)
    first = (own.first_given_at or own.recorded_at) if own else None
    entry = AllocatedPayment(payment.payment_id, payment.value_date, amount, at, first)
    others = tuple(one for one in invoice.allocated if one is not own)
    paid = replace(invoice, allocated=(*others, entry), version=invoice.version + 1)
    if not own or amount > own.amount:
        _check_bounds(paid)
    return replace(paid, promises=paid.promises_at(at))


def _check_bounds(paid: Invoice) -> None:
    """`TooMany` or `InvalidAmount` where more is paid than an invoice holds, `InvalidInput` for a
    credit note: what came in would be owed to the customer twice.
    """
    if paid.total < 0:
        said = f"Invoice {paid.invoice_number} is a credit note; nothing is paid on it."
        raise InvalidInput(said, rule="X-12")
    if len(paid.payments) + len(paid.allocated) > MAX_PAYMENTS:
        raise TooMany(f"An invoice holds at most {MAX_PAYMENTS} payments.", rule="X-12")
    if paid.paid > MAX_MINOR_UNITS:
        raise InvalidAmount("The invoice is paid more than the product keeps.", rule="X-12")


def _check(told: CustomerPayment) -> None:
    """`InvalidInput` for allocations that contradict each other or the amount."""
    if len(told.allocations) > MAX_ALLOCATIONS:
        raise TooMany(f"A payment is allocated to at most {MAX_ALLOCATIONS} invoices.", rule="X-12")
    named = Counter(str(one.invoice_number) for one in told.allocations)
    twice = next((number for number, times in named.items() if times > 1), None)
    if twice is not None:
        raise InvalidInput(f"The payment names invoice {twice} twice.", rule="X-12")
    if told.allocated > told.amount:
        raise InvalidAmount(
            f"{Money(told.allocated, told.currency)} is allocated of"
            f" {Money(told.amount, told.currency)}.",
            rule="X-12",
        )


def _check_day(day: date, at: datetime) -> None:
    if day > at.date() + timedelta(days=MOST_DAYS_AHEAD):
        raise InvalidInput(f"{day} is more than a year ahead.", rule="X-12")


def _check_payable(invoice: Invoice, payment: CustomerPayment) -> None:
    number = invoice.invoice_number
    if invoice.currency != payment.currency:
        raise InvalidInput(
            f"Invoice {number} is in {invoice.currency}, and the payment in {payment.currency}.",
            rule="X-12",
        )
    if invoice.status != "approved":
        raise InvalidInput(
            f"Invoice {number} is a {invoice.status}; approved invoices are paid.", rule="X-12"
        )


def _is(one: AllocatedPayment, payment: CustomerPayment) -> bool:
    return same_id(one.payment_id, payment.payment_id)


def _place(one: Allocation) -> str:
    return str(one.invoice_number)

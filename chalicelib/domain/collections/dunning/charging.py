"""What a letter charges: a fee of its level, and interest on what is late, through its day
(CO-39).

1. Interest is on the invoice itself, not on charges: from the due date, on what was paid late until
   its value date, and on what the letter asks for until its day; actual days, or months of thirty.
2. It is counted as amounts times days, less those for which letters charged before, waived or not.
   So no day is charged twice, and one is charged after all where a payment is taken back.
3. What was credited was never owed, and bears none. What is in dispute, promised or held bears
   none yet; what of that is asked for in the end does so from its due date.
4. What of a currency is less than the least amount is not charged, and goes on growing.
5. A letter charges the fee of its level once in each currency, on its oldest item in that one;
   none where it asks for charges alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from chalicelib.domain.collections.dunning.terms import THIRTY, ChargeTerms
from chalicelib.domain.invoices.charge import FEE, INTEREST, Charge
from chalicelib.domain.invoices.instalments import Due
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.open_items import billed_dues, paid_parts
from chalicelib.values import dataclass

MONTH = 30


@dataclass(frozen=True)
class Charged:
    """What a letter charges on an item; in minor units."""

    fee: int = 0
    interest: int = 0
    amount_days: int = 0
    """For what the interest is: minor units times days."""

    @property
    def total(self) -> int:
        """Both."""
        return self.fee + self.interest

    @property
    def by_kind(self) -> dict[str, int]:
        """What there is of each kind."""
        both = {FEE: self.fee, INTEREST: self.interest}
        return {kind: amount for kind, amount in both.items() if amount}


NO_CHARGE = Charged()


@dataclass(frozen=True)
class Late:
    """An item that a letter asks for, with how much of its invoice itself."""

    invoice: Invoice
    asked: int


def charges_of(
    asked: Sequence[Late], fee: Mapping[str, int], terms: ChargeTerms, today: date
) -> dict[str, Charged]:
    """By invoice number what a letter over these items charges, the oldest first."""
    found = {str(one.invoice.invoice_number): _interest(one, terms, today) for one in asked}
    for currency in {one.invoice.currency for one in asked}:
        numbers = [
            str(one.invoice.invoice_number) for one in asked if one.invoice.currency == currency
        ]
        total = sum(found[number].interest for number in numbers)
        if total < terms.minimum.get(currency, 0):
            found |= dict.fromkeys(numbers, NO_CHARGE)
        late = [str(one.invoice.invoice_number) for one in asked if one.asked]
        if first := next((number for number in numbers if number in late), None):
            found[first] = replace(found[first], fee=fee.get(currency, 0))
    return {number: charge for number, charge in found.items() if charge.total}


def interest(amount_days: int, terms: ChargeTerms) -> int:
    """The interest on amounts times days, rounded once, half up to the minor unit."""
    exact = Decimal(amount_days) * terms.rate / (100 * terms.year_days)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def amount_days(late: Late, terms: ChargeTerms, today: date) -> int:
    """For how much an item was late until a day, times for how many days."""
    parts = _parts(billed_dues(late.invoice), late.asked, today)
    asked = sum(amount * days_between(due, today, terms) for due, amount in parts)
    paid = sum(
        part.amount * days_between(part.due_date, min(part.paid_on, today), terms)
        for part in paid_parts(late.invoice)
    )
    return asked + paid


def days_between(since: date, through: date, terms: ChargeTerms) -> int:
    """The days after one day and until another, by the day count; none before."""
    if through <= since:
        return 0
    if terms.day_count != THIRTY:
        return (through - since).days
    months = 12 * (through.year - since.year) + through.month - since.month
    return MONTH * months + min(through.day, MONTH) - min(since.day, MONTH)


def _interest(late: Late, terms: ChargeTerms, today: date) -> Charged:
    """The interest on an item; none that would be forgotten as soon as it is charged."""
    if not terms.rate or (terms.forgets and late.invoice.principal <= 0):
        return NO_CHARGE
    before = sum(_charged_for(one, terms) for one in late.invoice.reminder_charges)
    left = max(0, amount_days(late, terms, today) - before)
    return Charged(interest=interest(left, terms), amount_days=left)


def _charged_for(charge: Charge, terms: ChargeTerms) -> int:
    """For what a charge was interest; of one that does not say, what it comes to at the rate."""
    if charge.kind != INTEREST:
        return 0
    if charge.amount_days is not None:
        return charge.amount_days
    return int(charge.amount * 100 * terms.year_days / terms.rate)


def _parts(parts: Iterable[Due], asked: int, today: date) -> Iterable[tuple[date, int]]:
    """What is asked for by the day on which it was due, the oldest first."""
    for part in parts:
        amount = min(asked, part.outstanding - part.disputed)
        if part.due_date < today and amount > 0:
            yield part.due_date, amount
            asked -= amount

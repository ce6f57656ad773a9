"""What a letter charges: a fee of its level, and interest on what is late, through its day
(CO-39).

1. Interest is on what the letter asks for of an invoice itself, not on charges, from the due date,
   or the day through which it was charged before; actual days, or months of thirty.
2. What of a currency is less than the least amount is not charged, and goes on growing.
3. A letter charges the fee of its level once in each currency, on its oldest item in that one;
   none where it asks for charges alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from chalicelib.domain.collections.dunning_terms import THIRTY, ChargeTerms
from chalicelib.domain.invoices.charge import FEE, INTEREST, interest_through
from chalicelib.domain.invoices.instalments import Due
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.open_items import dues
from chalicelib.values import dataclass

MONTH = 30


@dataclass(frozen=True)
class Charged:
    """What a letter charges on an item; in minor units."""

    fee: int = 0
    interest: int = 0

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
    found = {
        str(one.invoice.invoice_number): Charged(interest=_interest(one, terms, today))
        for one in asked
    }
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


def interest(amount: int, since: date, through: date, terms: ChargeTerms) -> int:
    """The interest on an amount for the days after a day, rounded half up to the minor unit."""
    days = _days(since, through, terms)
    exact = Decimal(amount) * terms.rate * days / (100 * terms.year_days)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _interest(late: Late, terms: ChargeTerms, today: date) -> int:
    if not terms.rate:
        return 0
    known = interest_through(late.invoice.reminder_charges)
    return sum(
        interest(amount, max(known, due) if known else due, today, terms)
        for due, amount in _parts(dues(late.invoice), late.asked, today)
    )


def _parts(parts: Iterable[Due], asked: int, today: date) -> Iterable[tuple[date, int]]:
    """What is asked for by the day on which it was due, the oldest first."""
    for part in parts:
        amount = min(asked, part.outstanding - part.disputed)
        if part.due_date < today and amount > 0:
            yield part.due_date, amount
            asked -= amount


def _days(since: date, through: date, terms: ChargeTerms) -> int:
    if through <= since:
        return 0
    if terms.day_count != THIRTY:
        return (through - since).days
    months = 12 * (through.year - since.year) + through.month - since.month
    return MONTH * months + min(through.day, MONTH) - min(since.day, MONTH)

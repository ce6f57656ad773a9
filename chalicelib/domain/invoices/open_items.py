"""What is open between the company and a customer: what is owed either way and since when, and what
of it is in dispute (CU-02, CO-05).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from chalicelib.domain.disputes.amounts import NO_SHARES, Shares, Sums
from chalicelib.domain.invoices.charge import Charge, owed_of_each
from chalicelib.domain.invoices.instalments import Due, billed_of, dues_of, from_last
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.values import dataclass

Bucket = Literal["notDue", "1-30", "31-60", "61-90", "90+"]
AGES: tuple[tuple[Bucket, int], ...] = (("notDue", 0), ("1-30", 30), ("31-60", 60), ("61-90", 90))
OLDEST: Bucket = "90+"
BUCKETS: tuple[Bucket, ...] = (*(bucket for bucket, _ in AGES), OLDEST)
"""By how late it is, without a gap; what is due on the day is not late (CO-05)."""


@dataclass(frozen=True)
class OpenSum(Sums):
    """Sums of one currency, in minor units; credits and what is unallocated stand beside what is
    outstanding and are never taken off it.

    Outstanding = collectable + disputed, but for the part of the disputed that was paid already.
    """

    outstanding: int = 0
    """What customers owe."""
    credits: int = 0
    """What the company owes customers: credit notes, and what was paid and then credited."""
    unallocated: int = 0
    """What came in and is for no invoice yet (CO-32)."""
    disputed: int = 0
    """All that is in dispute, on paid invoices too."""
    disputed_paid: int = 0
    """The part of it that nobody owes, since it was paid or credited already."""
    collectable: int = 0
    """What can be asked for while the rest is in dispute."""
    owing: int = 0
    """How many invoices owe something."""
    crediting: int = 0
    """On how many the company owes something."""
    disputes: int = 0
    """How many are in dispute."""

    @property
    def disputed_owed(self) -> int:
        """The part of the disputed that is outstanding."""
        return self.disputed - self.disputed_paid

    @property
    def balance(self) -> int:
        """What is outstanding less the credits and what is unallocated."""
        return self.outstanding - self.credits - self.unallocated


def sum_of(invoice: Invoice) -> OpenSum:
    """What one invoice adds to the sums of its currency."""
    outstanding, credits = max(0, invoice.balance), invoice.owed_after()
    disputed_owed = min(invoice.disputed_total, outstanding)
    return OpenSum(
        outstanding=outstanding,
        credits=credits,
        disputed=invoice.disputed_total,
        disputed_paid=invoice.disputed_total - disputed_owed,
        collectable=outstanding - disputed_owed,
        owing=int(outstanding > 0),
        crediting=int(credits > 0),
        disputes=int(invoice.open_dispute_id is not None),
    )


def sums_of(
    invoices: Iterable[Invoice], payments: Iterable[CustomerPayment] = ()
) -> dict[str, OpenSum]:
    """Currency → its sums; currencies are never added up."""
    sums: dict[str, OpenSum] = {}
    for invoice in invoices:
        sums[invoice.currency] = sums.get(invoice.currency, OpenSum()) + sum_of(invoice)
    for payment in payments:
        own = OpenSum(unallocated=payment.unallocated)
        sums[payment.currency] = sums.get(payment.currency, OpenSum()) + own
    return dict(sorted(sums.items()))


def days_late(due: date, today: date) -> int:
    """How many days after its due date something is open; 0 on that date and before (CO-05)."""
    return max(0, (today - due).days)


def bucket_of(due: date, today: date) -> Bucket:
    """The age in which something is open (CO-05)."""
    late = days_late(due, today)
    return next((bucket for bucket, days in AGES if late <= days), OLDEST)


def dues(invoice: Invoice) -> list[Due]:
    """What is owed on an invoice, and since when, the oldest first: by its instalments (CO-06), and
    each charge of a reminder from the day of its letter (CO-39).
    """
    charges = (due for _, due in charge_dues(invoice))
    return sorted([*billed_dues(invoice), *charges], key=lambda one: one.due_date)


def billed_dues(invoice: Invoice) -> list[Due]:
    """What is owed on the invoice itself, and since when: in one, or by its instalments (CO-06)."""
    own = sum_of(invoice)
    outstanding = own.outstanding - invoice.charges_owed
    disputed = min(own.disputed_owed, outstanding)
    if not invoice.instalments:
        return [Due(invoice.due_date, outstanding, disputed)]
    return dues_of(
        invoice.instalments,
        outstanding=outstanding,
        disputed=disputed,
        credited=invoice.credited_total,
        fees=invoice.fees,
    )


def charge_dues(invoice: Invoice) -> list[tuple[Charge, Due]]:
    """What is owed of each charge of a reminder, since the day of its letter; in dispute is what a
    credit would pay of it once the invoice itself is credited (CO-39).
    """
    if not invoice.reminder_charges:
        return []
    own = sum_of(invoice)
    each = owed_of_each(invoice.reminder_charges, invoice.principal, invoice.charges_owed)
    billed = own.outstanding - invoice.charges_owed
    contested = from_last(max(0, own.disputed_owed - billed), [owed for _, owed in each])
    return [
        (charge, Due(charge.on, owed, disputed))
        for (charge, owed), disputed in zip(each, contested, strict=True)
    ]


@dataclass(frozen=True)
class PaidPart:
    """What a payment gave of what was due on a day."""

    due_date: date
    paid_on: date
    amount: int


def paid_parts(invoice: Invoice) -> list[PaidPart]:
    """What payments gave the invoice itself, by value date, the oldest instalment first; what was
    credited was never due.
    """
    credited, fees = invoice.credited_total, invoice.fees
    if invoice.instalments:
        days = [one.due_date for one in invoice.instalments]
        left = billed_of(invoice.instalments, credited=credited, fees=fees)
    else:
        days, left = [invoice.due_date], [invoice.total + fees - credited]
    parts = []
    for payment in sorted(invoice.received, key=lambda one: one.date):
        rest = payment.amount
        for place, day in enumerate(days):
            given = max(0, min(rest, left[place]))
            rest, left[place] = rest - given, left[place] - given
            if given:
                parts.append(PaidPart(day, payment.date, given))
    return parts


def due_since(invoice: Invoice) -> date:
    """Since when an invoice is due: as its oldest part that is owed (CO-06)."""
    return next((one.due_date for one in dues(invoice) if one.outstanding), invoice.due_date)


def aged(invoices: Iterable[Invoice], today: date) -> dict[Bucket, OpenSum]:
    """Age → what of these is so late, every age once; an invoice counts in that of its oldest part,
    and what nobody owes stands there too (CO-05, CO-06).
    """
    sums = dict.fromkeys(BUCKETS, OpenSum())
    for invoice in invoices:
        own, first = sum_of(invoice), bucket_of(due_since(invoice), today)
        for due in dues(invoice):
            sums[bucket_of(due.due_date, today)] += OpenSum(
                outstanding=due.outstanding,
                disputed=due.disputed,
                collectable=due.outstanding - due.disputed,
            )
        sums[first] += replace(own, outstanding=0, disputed=own.disputed_paid, collectable=0)
    return sums


def shares_in(invoices: Iterable[Invoice]) -> Shares:
    """What is to become of all that the open disputes of these invoices contest (X-06)."""
    return sum(
        (invoice.disputed_shares for invoice in invoices if invoice.open_dispute_id), NO_SHARES
    )

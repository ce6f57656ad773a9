"""An invoice as it stood at the end of a past day, by what is known now and was dated until then
(RE-04).

A payment counts by its value date, however late it was recorded, and one that was taken back never;
a credit, or a fee, from the end of its dispute; a charge of a reminder from the day of its letter
until that on which it was waived. What was paid ahead is unallocated until its invoice is billed.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from chalicelib.domain.disputes.amounts import Shares
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.invoices.charge import as_on
from chalicelib.domain.invoices.invoice import GENERAL, Invoice
from chalicelib.domain.invoices.payments import CustomerPayment

DayOf = Callable[[datetime], date]
"""The company's day at a moment."""


def as_at(
    invoice: Invoice, disputes: Iterable[Dispute[Any]], day: date, day_of: DayOf
) -> Invoice | None:
    """The invoice when the day was over; None where it was not billed by then, or nothing was open
    on it.

    Of its disputes those are needed that were open on the day or later, those that were raised
    later too: an adjustment is on the invoice while its dispute goes on.
    """
    if invoice.invoice_date > day:
        return None
    known = list(disputes)
    later = [one for one in known if one.is_open or _ended_after(one, day, day_of)]
    credited = invoice.credited_total - sum(one.amounts.credited for one in later)
    fees = sum(one.work.fee.amount for one in later if one.work.fee)
    running = next((one for one in known if was_open(one, day, day_of)), None)
    contested = running.amounts.disputed if running else 0
    stood = replace(
        invoice,
        payments=tuple(one for one in invoice.received if one.date <= day),
        allocated=(),
        credited={GENERAL: credited} if credited else {},
        fees=invoice.fees - fees,
        reminder_charges=as_on(invoice.reminder_charges, lambda at: day_of(at) <= day, day),
        disputed={GENERAL: contested} if contested else {},
        shares=Shares(undecided=contested) if running else None,
        open_dispute_id=running.dispute_id if running else None,
    )
    return stood if stood.is_unsettled else None


def paid_ahead(invoice: Invoice, day: date) -> list[CustomerPayment]:
    """What had come in by a day for an invoice that was billed later, as what it was then: money
    for no invoice yet.
    """
    if invoice.invoice_date <= day:
        return []
    midnight = datetime.combine(day, time(), UTC)
    return [
        CustomerPayment(
            invoice.customer_id, one.payment_id, one.date, invoice.currency, one.amount, midnight
        )
        for one in invoice.received
        if one.date <= day
    ]


def was_open(dispute: Dispute[Any], day: date, day_of: DayOf) -> bool:
    """Whether a dispute ran when the day was over."""
    if day_of(dispute.raised_at) > day:
        return False
    return dispute.is_open or _ended_after(dispute, day, day_of)


def _ended_after(dispute: Dispute[Any], day: date, day_of: DayOf) -> bool:
    return dispute.closed_at is not None and day_of(dispute.closed_at) > day


def settled_by(invoice: Invoice) -> date | None:
    """A day by which nothing was open on an invoice any more, wherever its days begin, and it was
    billed; None while something is.
    """
    if invoice.status != "approved" or invoice.is_unsettled:
        return None
    days = [invoice.invoice_date, *(one.date for one in invoice.received)]
    moments = [one.waived.at for one in invoice.reminder_charges if one.waived]
    if invoice.dispute_ended_at:
        moments.append(invoice.dispute_ended_at)
    days += [at.date() + timedelta(days=1) for at in moments]
    return max(days)

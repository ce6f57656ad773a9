"""Telling a customer how a dispute ended (CO-43, DM-09)."""

from dataclasses import replace
from datetime import date, datetime

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.outcome import OutcomeTold
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import AlreadyDone, NotYet

OUTCOME_TOLD, UNDELIVERED = "outcomeTold", "outcomeUndelivered"
RULE = "CO-43"


def check_ended(case: InvoiceCase, context: Context) -> None:
    """`NotYet` while the dispute goes on, or where another one is open on its invoice."""
    context.actor.require("dispute.work")
    number, open_id = case.invoice.invoice_number, case.invoice.open_dispute_id
    if case.dispute.is_open:
        raise NotYet(f"The dispute on invoice {number} has not ended.", rule=RULE)
    if open_id:
        raise NotYet(f"Another dispute is open on invoice {number}.", rule=RULE, disputeID=open_id)


def check_untold(case: InvoiceCase, context: Context) -> None:
    """`AlreadyDone` where the customer was told of this end before."""
    check_ended(case, context)
    if told := told_of(case.invoice, case.dispute.dispute_id):
        day = context.hours.day_of(told.at)
        raise AlreadyDone(
            f"How the dispute on invoice {case.invoice.invoice_number} ended was told on"
            f" {day.isoformat()}.",
            rule=RULE,
        )


def told_of(invoice: Invoice, dispute_id: str) -> OutcomeTold | None:
    """That the end of this dispute was told; None where it was not, or did not arrive."""
    told = letter_about(invoice, dispute_id)
    return told if told and not told.undelivered else None


def letter_about(invoice: Invoice, dispute_id: str) -> OutcomeTold | None:
    """What is known of the last letter about the end of this dispute."""
    told = invoice.outcome_told
    return told if told and told.dispute_id == dispute_id else None


def went(invoice: Invoice, number: int, at: datetime) -> Invoice:
    """The invoice once its letter is known to have gone, from when on it rests; the same where
    another letter was claimed since (CO-43).
    """
    told = invoice.outcome_told
    if told is None or told.number != number or told.undelivered:
        return invoice
    return replace(invoice, outcome_told=replace(told, at=at))


def did_not_go(case: InvoiceCase, number: int, why: str, at: datetime) -> tuple[InvoiceCase, bool]:
    """The case once its letter is known not to have reached the customer, who can be told then as
    if nothing had been; and whether that is news (CO-43).
    """
    told = letter_about(case.invoice, case.dispute.dispute_id)
    if told is None or told.number != number or told.undelivered:
        return case, False
    lost = replace(told, at=at, undelivered=why)
    change = Change(
        UNDELIVERED,
        f"The letter that tells the customer how it ended did not arrive: {why}.",
        after={"number": number, "reason": why},
        note=False,
    )
    invoice = replace(case.invoice, outcome_told=lost)
    return replace(case, invoice=invoice, changes=(*case.changes, change)), True


def tell(
    case: InvoiceCase,
    reason: str,
    pay_by: date | None,
    context: Context,
    number: int,
    *,
    again: bool,
) -> InvoiceCase:
    """The case with the customer told how it ended, and why; a second time only where that is meant
    (CO-43).
    """
    (check_ended if again else check_untold)(case, context)
    told = OutcomeTold(case.dispute.dispute_id, context.at, pay_by, number)
    by = f" What is open is to be paid by {pay_by.isoformat()}." if pay_by else ""
    change = Change(
        OUTCOME_TOLD,
        f"The customer is told how it ended: {reason}{'' if reason[-1:] in '.!?' else '.'}{by}",
        after={"reason": reason, "payBy": pay_by.isoformat() if pay_by else None},
        note=False,
        audience=CUSTOMER,
    )
    invoice = replace(case.invoice, outcome_told=told)
    return replace(case, invoice=invoice, changes=(*case.changes, change))

"""What holds an open item out of reminders: one small value, whatever it comes from (CO-01)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.collections.statuses import LITIGATION
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.promise_verbs import held_by_promise
from chalicelib.values import dataclass

IN_FOLLOW_UP, PROMISED, IN_PLAN, BLOCKED, PAID, IN_LITIGATION, ENDED_LATELY = (
    "inFollowUp",
    "promised",
    "inPlan",
    "blocked",
    "paidMeanwhile",
    "litigation",
    "disputeEnded",
)


@dataclass(frozen=True)
class Hold:
    """Why an item, or a part of it, is left out of reminders, and until when."""

    code: str
    words: str
    """What the staff reads."""
    amount: int | None = None
    """How much of it, in minor units; None for all that is not in dispute."""
    until: date | None = None
    """The last day on which it holds; None while nobody ends it."""

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.until is None or day <= self.until


@dataclass(frozen=True)
class Block:
    """That a person keeps reminders from a customer, or from one invoice (CO-35)."""

    reason: str
    until: date | None
    """The last day; None for ever."""
    by: str
    at: datetime

    def as_hold(self) -> Hold:
        """The block as what holds an item."""
        until = f"until {self.until.isoformat()}" if self.until else "for ever"
        return Hold(BLOCKED, f"blocked {until}: {self.reason}", until=self.until)


@dataclass(frozen=True)
class Unblocked:
    """That a person ended a block (CO-35)."""

    by: str
    at: datetime


def is_in_litigation(invoice: Invoice) -> bool:
    """Whether no letter about it goes by itself until a person changes its status (CO-44)."""
    return invoice.item_category == LITIGATION


def newly_in_litigation(invoices: Iterable[Invoice], known: Collection[str]) -> list[str]:
    """The numbers of those in litigation that were not when a letter about them was decided:
    whoever sent it did not know (CO-44).
    """
    numbers = (str(one.invoice_number) for one in invoices if is_in_litigation(one))
    return [number for number in numbers if number not in known]


def holds_of_invoice(
    invoice: Invoice, today: date, zone: str | None, hours: WorkHours, rest_days: int
) -> list[Hold]:
    """What an invoice itself says that holds it: its status, its follow-up, its plan, a payment
    that was recorded today (CO-29), a dispute that ended lately (CO-43), litigation (CO-44).
    """
    found: list[Hold] = []
    if is_in_litigation(invoice):
        found.append(Hold(IN_LITIGATION, "in litigation"))
    if invoice.follow_up_id:
        found.append(Hold(IN_FOLLOW_UP, "in a dispute follow-up"))
    if invoice.plan_id:
        found.append(_in_its_plan(invoice))
    if _is_paid_on(invoice, today, zone, hours):
        found.append(Hold(PAID, f"paid on {today.isoformat()}", until=today))
    if held := held_by_promise(invoice, invoice.promises, today):
        until = invoice.promises[-1].last_day
        found.append(Hold(PROMISED, f"promised until {until.isoformat()}", held, until))
    if invoice.dispute_ended_at and not invoice.open_dispute_id:
        found.append(_after_its_dispute(invoice, zone, hours, rest_days))
    return [one for one in found if one.holds_on(today)]


def _in_its_plan(invoice: Invoice) -> Hold:
    """The invoice held by its plan: whole, or what of it is not due yet where something was missed
    (CO-46).
    """
    if not invoice.missed:
        return Hold(IN_PLAN, "in a payment plan")
    return Hold(IN_PLAN, "in a payment plan, the rest not due yet", amount=invoice.not_due)


def _after_its_dispute(
    invoice: Invoice, zone: str | None, hours: WorkHours, rest_days: int
) -> Hold:
    """The rest after the end of a dispute, anew once the customer was told of it, and no shorter
    than the customer was given to pay. Where the letter did not arrive it rests anew from when that
    is known, so that somebody can tell it before anything is asked for (CO-43, DM-09).
    """
    told, ended_at = invoice.outcome_told, invoice.dispute_ended_at
    assert ended_at
    ended = hours.day_in(zone, ended_at)
    words = f"its dispute ended on {ended.isoformat()}"
    if told is None:
        return Hold(ENDED_LATELY, words, until=hours.calendar.after(ended, rest_days))
    on = max(ended, hours.day_in(zone, told.at))
    until = hours.calendar.after(on, rest_days)
    if told.undelivered:
        words += f"; the letter that tells it did not arrive, as is known since {on.isoformat()}"
        return Hold(ENDED_LATELY, words, until=until)
    words += f", which was told on {on.isoformat()}"
    return Hold(ENDED_LATELY, words, until=max(until, told.pay_by or until))


def active(holds: Iterable[Hold], today: date) -> list[Hold]:
    """Those of them that hold today."""
    return [one for one in holds if one.holds_on(today)]


def _is_paid_on(invoice: Invoice, today: date, zone: str | None, hours: WorkHours) -> bool:
    """Whether a payment that counts became known on the day, whatever its value date; of one that
    was told with the invoice the day is its date.
    """
    recorded = {str(one.payment_id): one.recorded_at for one in invoice.allocated if one.amount}
    return any(
        hours.day_in(zone, recorded[str(one.payment_id)]) == today
        if str(one.payment_id) in recorded
        else one.date == today
        for one in invoice.received
    )

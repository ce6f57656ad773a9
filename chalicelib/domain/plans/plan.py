"""The payment plan: invoices of a customer paid by instalments (CU-18, CO-45, CO-46)."""

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID, subject_of
from chalicelib.domain.base.money import Money, to_number
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.missed import MissedInstalment
from chalicelib.domain.invoices.promise_verbs import gives_way
from chalicelib.domain.people.person import WORKING
from chalicelib.errors import (
    AlreadyDone,
    DisputeOpen,
    InvalidAmount,
    InvalidInput,
    NotYet,
    RedressError,
)
from chalicelib.values import dataclass

ACTIVE, BROKEN, PAID, ENDED = "active", "broken", "paid", "ended"
STATES = (ACTIVE, BROKEN, PAID, ENDED)
MOST_INVOICES, MOST_INSTALMENTS = 20, 60
MOST_GRACE_DAYS = 60
STANDARD_GRACE_DAYS = 5
MONTHS_A_YEAR = 12
MOST_DAYS_AHEAD = 366
"""By when the first instalment is due, since a plan keeps reminders away until then."""
RULE = "CU-18"


@dataclass(frozen=True)
class Instalment:
    """What was agreed to be paid by a day; in minor units."""

    due: date
    amount: int


@dataclass(frozen=True)
class Covered:
    """An invoice of a plan, with what was owed, paid and credited when the plan was agreed."""

    invoice_number: OutsideID
    owed: int
    paid: int
    credited: int


@dataclass(frozen=True)
class PaymentPlan:
    """Instalments over what a customer owes on some invoices."""

    plan_id: str
    customer_id: OutsideID
    currency: str
    invoices: tuple[Covered, ...]
    instalments: tuple[Instalment, ...]
    grace_days: int
    breaks: bool
    """Whether a missed instalment breaks it, so that all of the rest is due."""
    agreed_by: str
    agreed_at: datetime
    state: str = ACTIVE
    ended_by: str | None = None
    """Who took it back."""
    ended_on: date | None = None
    """The day on which it was broken, paid or ended."""
    look_on: date | None = None
    """The day on which the sweep looks at it next; None once it is over."""
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("plan", self.plan_id)

    @property
    def is_active(self) -> bool:
        """Whether its instalments are what is asked for."""
        return self.state == ACTIVE

    @property
    def total(self) -> int:
        """What was agreed to be paid."""
        return sum(one.amount for one in self.instalments)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        return {
            "customerID": self.customer_id,
            "currency": self.currency,
            "invoices": [one.invoice_number for one in self.invoices],
            "covered": [
                {
                    "owed": to_number(one.owed, self.currency),
                    "paid": to_number(one.paid, self.currency),
                    "credited": to_number(one.credited, self.currency),
                }
                for one in self.invoices
            ],
            "agreedBy": self.agreed_by,
            "instalments": [
                {"due": one.due.isoformat(), "amount": to_number(one.amount, self.currency)}
                for one in self.instalments
            ],
            "graceDays": self.grace_days,
            "breaks": self.breaks,
            "state": self.state,
            "endedOn": self.ended_on.isoformat() if self.ended_on else None,
        }


def agree(
    customer_id: OutsideID,
    invoices: Sequence[Invoice],
    instalments: Sequence[Instalment],
    grace_days: int,
    *,
    breaks: bool,
    today: date,
    context: Context,
) -> PaymentPlan:
    """A new plan over all that is owed on the invoices; refused where one is in dispute (CO-45)."""
    context.actor.require(WORKING)
    for invoice in invoices:
        check_free(invoice)
    currencies = {invoice.currency for invoice in invoices}
    if len(currencies) != 1:
        raise InvalidInput("A plan is over invoices of one currency.", rule=RULE)
    [currency] = currencies
    owed = sum(invoice.balance for invoice in invoices)
    _check_instalments(instalments, owed, currency, today)
    # What is there counts as of before, though it was recorded by a clock that is a moment ahead.
    recorded = (one.recorded_at for invoice in invoices for one in invoice.allocated)
    return PaymentPlan(
        plan_id=context.new_id(),
        customer_id=customer_id,
        currency=currency,
        invoices=tuple(
            Covered(one.invoice_number, one.balance, one.paid, one.credited_total)
            for one in invoices
        ),
        instalments=tuple(instalments),
        grace_days=grace_days,
        breaks=breaks,
        agreed_by=context.actor.name,
        agreed_at=max([context.at, *recorded]),
    )


def end(plan: PaymentPlan, today: date, context: Context) -> PaymentPlan:
    """The plan taken back by somebody: all of the rest is due."""
    context.actor.require(WORKING)
    if not plan.is_active:
        raise AlreadyDone(_how_it_ended(plan), rule=RULE)
    return replace(over(plan, ENDED, today), ended_by=context.actor.name)


def _how_it_ended(plan: PaymentPlan) -> Sentence:
    if plan.state == ENDED and plan.ended_by:
        words = "{by} ended the plan on {day}; all of the rest is due."
        return Sentence(words, by=plan.ended_by, day=plan.ended_on)
    return Sentence("The plan is {state} since {day}.", state=plan.state, day=plan.ended_on)


def over(plan: PaymentPlan, state: str, today: date) -> PaymentPlan:
    """The plan come to its end."""
    return replace(plan, state=state, ended_on=today, look_on=None)


def evenly(owed: int, count: int, first: date) -> tuple[Instalment, ...]:
    """So many equal monthly instalments from a day on; what does not divide is paid with the
    first.
    """
    each, rest = divmod(owed, count)
    return tuple(
        Instalment(_months_after(first, place), each + (0 if place else rest))
        for place in range(count)
    )


def in_plan(invoice: Invoice, plan_id: str, at: datetime) -> Invoice:
    """The invoice in a plan, to which its open promise gives way (CO-21)."""
    given = gives_way(invoice, at)
    return replace(given, plan_id=plan_id, missed=(), not_due=0, version=invoice.version + 1)


def in_none(invoice: Invoice, missed: tuple[MissedInstalment, ...] = ()) -> Invoice:
    """The invoice in no plan any more; where a missed instalment broke it, with that (CO-46)."""
    return replace(invoice, plan_id=None, missed=missed, not_due=0, version=invoice.version + 1)


def can_be_planned(invoice: Invoice) -> bool:
    """Whether a plan could be over the invoice."""
    try:
        check_free(invoice)
    except RedressError:
        return False
    return True


def check_free(invoice: Invoice) -> None:
    """Refused where it is in dispute or in a plan, or nothing is owed on it (CU-18, CO-45)."""
    number = invoice.invoice_number
    if invoice.open_dispute_id:
        raise DisputeOpen(
            f"Invoice {number} is in dispute {invoice.open_dispute_id}; what is disputed enters no"
            " payment plan.",
            rule="CO-45",
            disputeID=invoice.open_dispute_id,
        )
    if invoice.plan_id:
        raise AlreadyDone(
            f"Invoice {number} is in payment plan {invoice.plan_id} already.",
            rule=RULE,
            planID=invoice.plan_id,
        )
    if invoice.status != "approved" or invoice.balance <= 0:
        raise NotYet(f"Nothing is owed on invoice {number}.", rule=RULE)


def _check_instalments(
    instalments: Sequence[Instalment], owed: int, currency: str, today: date
) -> None:
    days = [one.due for one in instalments]
    if not days or days != sorted(set(days)) or days[0] < today:
        raise InvalidInput(
            "Instalments are due on days from today on, each after the one before.", rule=RULE
        )
    if days[0] > today + timedelta(days=MOST_DAYS_AHEAD):
        raise InvalidInput("The first instalment is due within a year.", rule=RULE)
    if any(one.amount <= 0 for one in instalments):
        raise InvalidAmount("Each instalment is above zero.", rule=RULE)
    total = sum(one.amount for one in instalments)
    if total != owed:
        said = "The instalments come to {total}; {owed} is owed on the invoices."
        text = Sentence(said, total=Money(total, currency), owed=Money(owed, currency))
        raise InvalidAmount(text, rule=RULE)


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

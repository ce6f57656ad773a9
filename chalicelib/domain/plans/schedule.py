"""How a payment plan stands by a day: a pure function of the plan, its invoices and the clock
(CO-45, CO-46).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from chalicelib.domain.base.calendars import ONE_DAY
from chalicelib.domain.invoices.invoice import AllocatedPayment, Invoice
from chalicelib.domain.invoices.missed import MissedInstalment
from chalicelib.domain.invoices.promise import open_in
from chalicelib.domain.plans.plan import ACTIVE, BROKEN, PAID, Covered, PaymentPlan, over
from chalicelib.values import dataclass

SETTLED, HELD, MISSED, DUE, LATER = "settled", "held", "missed", "due", "later"
MENDED_WITHIN_DAYS = 14
"""For how many days a payment that was recorded late mends a plan that it finds broken."""
STANDINGS = (SETTLED, HELD, MISSED, DUE, LATER)


@dataclass(frozen=True)
class Part:
    """An instalment as it stands: agreed = credited + paid + held + asked; in minor units."""

    due: date
    agreed: int
    credited: int
    paid: int
    held: int
    """What of it is in dispute, and not asked for meanwhile."""
    standing: str

    @property
    def asked(self) -> int:
        """What of it is still to be paid."""
        return self.agreed - self.credited - self.paid - self.held


def schedule(plan: PaymentPlan, invoices: Mapping[str, Invoice], today: date) -> tuple[Part, ...]:
    """Each instalment as it stands: credits shrink the last ones first, payments go to the first
    ones first, and what is disputed is held of the last ones first (CO-45).
    """
    shares = [
        _share(one, invoices[str(one.invoice_number)], plan.agreed_at) for one in plan.invoices
    ]
    agreed = [one.amount for one in plan.instalments]
    credited = _from_the_end(agreed, sum(share.credited for share in shares))
    left = [amount - credit for amount, credit in zip(agreed, credited, strict=True)]
    paid = _from_the_start(left, sum(share.paid for share in shares))
    open_ = [amount - part for amount, part in zip(left, paid, strict=True)]
    held = _from_the_end(open_, sum(share.held for share in shares))
    told = zip(plan.instalments, credited, paid, held, strict=True)
    parts = (
        Part(one.due, one.amount, credit, part, disputed, LATER)
        for one, credit, part, disputed in told
    )
    return tuple(replace(part, standing=_standing(plan, part, today)) for part in parts)


@dataclass(frozen=True)
class _Share:
    """What of an invoice's part of a plan is credited, paid and in dispute since it was agreed."""

    credited: int
    paid: int
    held: int


def _share(covered: Covered, head: Invoice, agreed_at: datetime) -> _Share:
    """Nothing beyond what the invoice owed: that is the customer's, and pays no other one. Where it
    is billed lower by now, it is as though that were credited. A payment of before that was taken
    back since is owed besides, and what comes in pays the plan all the same.
    """
    paid_before = min(covered.paid, _paid_before(head, agreed_at))
    credited = min(covered.owed, max(0, head.credited_total - covered.credited))
    paid = min(covered.owed - credited, max(0, head.paid - paid_before))
    owed = min(covered.owed - credited - paid, max(0, head.balance))
    return _Share(covered.owed - paid - owed, paid, min(head.disputed_total, owed))


def _paid_before(head: Invoice, agreed_at: datetime) -> int:
    """What counts by now of the payments that were there when the plan was agreed, also where they
    were spread otherwise since, or the customer's own stands for one that billing told.
    """
    told = {str(one.payment_id) for one in head.payments}
    return sum(
        one.amount
        for one in head.received
        if not isinstance(one, AllocatedPayment)
        or str(one.payment_id) in told
        or one.was_given_by(agreed_at)
    )


def on_day(plan: PaymentPlan, invoices: Mapping[str, Invoice], today: date) -> PaymentPlan:
    """The plan as the day leaves it: paid, broken by an instalment that is missed after grace
    (CO-46), or to be looked at again.
    """
    if plan.state == BROKEN:
        return _mended(plan, invoices, today)
    if not plan.is_active:
        return plan
    parts = schedule(plan, invoices, today)
    if all(part.standing == SETTLED for part in parts):
        return over(plan, PAID, today)
    if plan.breaks and any(part.standing == MISSED for part in parts):
        return over(plan, BROKEN, today)
    days = (_look_at(plan, part) for part in parts if part.standing != SETTLED)
    return replace(plan, look_on=min(max(day, today + ONE_DAY) for day in days))


def looked_at_on(plan: PaymentPlan, today: date) -> date | None:
    """The day on which the sweep looks at a plan next: a broken one each day, while it can be
    mended.
    """
    if plan.state == BROKEN and today < _mended_until(plan):
        return today + ONE_DAY
    return plan.look_on


def _mended(plan: PaymentPlan, invoices: Mapping[str, Invoice], today: date) -> PaymentPlan:
    """A broken plan that goes on, since a payment that was recorded late has a value date within
    the term of what was missed; for some days, and while nothing else was begun with its invoices.
    """
    is_free = not any(
        one.plan_id or one.open_dispute_id or open_in(one.promises) for one in invoices.values()
    )
    if today <= _mended_until(plan) and is_free and _was_kept(plan, invoices, today):
        return on_day(replace(plan, state=ACTIVE, ended_on=None), invoices, today)
    return plan


def _mended_until(plan: PaymentPlan) -> date:
    """The last day on which a broken plan is looked at."""
    return (plan.ended_on or date.min) + timedelta(days=MENDED_WITHIN_DAYS)


def _was_kept(plan: PaymentPlan, invoices: Mapping[str, Invoice], today: date) -> bool:
    """Whether all that came due was paid by value dates within its grace."""
    for place, one in enumerate(plan.instalments):
        last_day = one.due + timedelta(days=plan.grace_days)
        if last_day < today:
            paid = {number: _as_paid_by(head, last_day) for number, head in invoices.items()}
            if schedule(plan, paid, today)[place].asked:
                return False
    return True


def _as_paid_by(invoice: Invoice, day: date) -> Invoice:
    """The invoice with what came in by value dates until a day."""
    return replace(
        invoice,
        payments=tuple(one for one in invoice.payments if one.date <= day),
        allocated=tuple(one for one in invoice.allocated if one.date <= day),
    )


def asked_by(plan: PaymentPlan, parts: Sequence[Part], today: date) -> int:
    """What is to be paid by today: of a plan that is over, all of the rest."""
    return sum(part.asked for part in parts if not plan.is_active or part.due <= today)


def missed_in(plan: PaymentPlan, parts: Sequence[Part]) -> tuple[MissedInstalment, ...]:
    """What of a plan is missed, by its place among the instalments (CO-46)."""
    return tuple(
        MissedInstalment(plan.plan_id, number, part.due, part.asked)
        for number, part in enumerate(parts, 1)
        if part.standing == MISSED
    )


def as_missed(
    plan: PaymentPlan, invoices: Mapping[str, Invoice], today: date
) -> dict[str, Invoice]:
    """The invoices of a plan that goes on, each with what of it is missed: the first ones first, as
    far as something is owed and undisputed on them; the rest of each is not due yet (CO-46).
    """
    missed = missed_in(plan, schedule(plan, invoices, today))
    owed = [invoices[str(one.invoice_number)] for one in plan.invoices]
    room = [max(0, one.balance - one.disputed_total) for one in owed]
    shares = _from_the_start(room, sum(one.amount for one in missed))
    return {
        str(invoice.invoice_number): replace(
            invoice, missed=missed if share else (), not_due=left - share if share else 0
        )
        for invoice, left, share in zip(owed, room, shares, strict=True)
    }


def _standing(plan: PaymentPlan, part: Part, today: date) -> str:
    if part.agreed == part.credited + part.paid:
        return SETTLED
    if not part.asked:
        return HELD
    if _look_at(plan, part) <= today:
        return MISSED
    return DUE if part.due <= today else LATER


def _look_at(plan: PaymentPlan, part: Part) -> date:
    """The first day on which an instalment is missed."""
    return part.due + timedelta(days=plan.grace_days + 1)


def _from_the_start(room: Sequence[int], amount: int) -> list[int]:
    """An amount spread over places, the first one first, each as far as it has room."""
    spread = []
    for place in room:
        taken = min(place, amount)
        spread.append(taken)
        amount -= taken
    return spread


def _from_the_end(room: Sequence[int], amount: int) -> list[int]:
    """The same, the last one first."""
    return _from_the_start(room[::-1], amount)[::-1]

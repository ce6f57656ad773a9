"""Promises to pay on invoices: given, withdrawn, lowered by a dispute, and what they hold back
(CO-21…CO-27).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.domain.base.business_hours import WorkHours, is_zone
from chalicelib.domain.base.calendars import ONE_DAY, Calendar, calendar_for
from chalicelib.domain.base.money import Money, to_number
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.lifecycle import spoken
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.open_items import sum_of
from chalicelib.domain.invoices.promise import (
    KEPT,
    REPLACE,
    WITHDRAW,
    WITHDRAWN,
    Promise,
    held_by,
    not_seen,
    open_in,
)
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import Forbidden, IllegalMove, InvalidAmount, InvalidInput, TooMany
from chalicelib.values import dataclass

MAX_PROMISED_TOGETHER = 40
"""How many invoices one command promises: each with its entry, they fit one transaction."""
MAX_PROMISES = 50
"""How many promises an invoice holds."""
MAX_TOLERANCE_DAYS, MAX_DAYS = 30, 365


@dataclass(frozen=True)
class PromiseTerms:
    """How far ahead is promised and how strictly it is judged, as administrators have it."""

    tolerance_days: int = 2
    """How many business days after it is due a payment still keeps a promise (CO-22)."""
    max_days: int = 30
    """How many days ahead may be promised (CO-21)."""


@dataclass(frozen=True)
class Giving:
    """A promise as it is given: until when, by whom, at which moment and by which calendar."""

    day: date
    customer: Customer
    terms: PromiseTerms
    hours: WorkHours
    """The company's, whose time zone and calendar stand in for what is not known of the
    customer.
    """
    at: datetime
    by: str
    source: str
    comment: str | None = None
    replaces: bool = False
    """Whether an open promise gives way to it."""

    @property
    def today(self) -> date:
        """The customer's day."""
        return self.hours.day_in(self.customer.time_zone, self.at)

    @property
    def calendar(self) -> Calendar:
        """The customer's business days (CO-22)."""
        return calendar_for(self.customer.country, self.hours.calendar)

    @property
    def due(self) -> date:
        """The day, or the next business day."""
        return self.calendar.on_or_after(self.day)

    @property
    def last_day(self) -> date:
        """The last value date that keeps it."""
        return self.calendar.after(self.due, self.terms.tolerance_days)

    @property
    def ends_at(self) -> datetime:
        """The moment at which the last day is over where the customer is."""
        zone = self.customer.time_zone
        there = replace(self.hours, time_zone=zone) if zone and is_zone(zone) else self.hours
        return there.begin_of(self.last_day + ONE_DAY)


def check_day(giving: Giving) -> None:
    """`InvalidInput` for a day that is over, or further ahead than may be promised (CO-21)."""
    latest = giving.today + timedelta(days=giving.terms.max_days)
    if giving.day < giving.today:
        raise _wrong_day(
            Sentence("{day} is over; it is {today}.", day=giving.day, today=giving.today)
        )
    if giving.day > latest:
        raise _wrong_day(
            Sentence("The latest day that can be promised is {latest}.", latest=latest)
        )


def why(giving: Giving) -> Sentence:
    """When it is due and what keeps it, and why not on the day that was named (CO-22)."""
    kept = "a payment with a value date until {until} keeps the promise."
    told = {"day": giving.day, "due": giving.due, "until": giving.last_day}
    if giving.due == giving.day:
        return Sentence("It is due on {due}; " + kept, **told)
    return Sentence("{day} is no business day, so it is due on {due}; " + kept, **told)


def give(invoice: Invoice, amount: int | None, giving: Giving) -> Invoice:
    """The invoice a version on with the promise, over all that can be promised where no amount is
    told; the same invoice where the very promise is open already (CO-21, CO-27). One of which a
    dispute left nothing gives way (CO-26).
    """
    if invoice.plan_id:
        raise IllegalMove(
            f"Invoice {invoice.invoice_number} is in payment plan {invoice.plan_id}; it is paid by"
            " instalments, and nothing else is promised.",
            rule="CO-21",
            planID=invoice.plan_id,
        )
    before, invoice = invoice, _judged(invoice, giving.at)
    known = open_in(invoice.promises)
    is_left = known is not None and (known.amount > 0 or not promisable(invoice))
    if known and is_left and _is_same(known, invoice, amount, giving):
        return before
    if known:
        if is_left:
            _require_replacing(known, giving)
        invoice = _with(invoice, known.moved(REPLACE, giving.at))
    if len(invoice.promises) >= MAX_PROMISES:
        raise TooMany(f"An invoice holds at most {MAX_PROMISES} promises.", rule="CO-21")
    most = promisable(invoice)
    promised = most if amount is None else amount
    _check_amount(invoice, promised, most)
    promise = Promise(
        number=len(invoice.promises) + 1,
        promised=promised,
        amount=promised,
        day=giving.day,
        due=giving.due,
        last_day=giving.last_day,
        ends_at=giving.ends_at,
        made_at=giving.at,
        made_by=giving.by,
        source=giving.source,
        comment=giving.comment,
        seen=not_seen(invoice.promises, invoice.received),
    )
    return replace(invoice, promises=(*invoice.promises, promise), version=before.version + 1)


def withdraw(invoice: Invoice, reason: str, at: datetime, by: str | None = None) -> Invoice:
    """The invoice with its open promise withdrawn; given anew, that counts as the next level of
    reminders (CO-25). A refusal says what became of the last one, when and by whom.
    """
    told = _judged(invoice, at)
    known = open_in(told.promises)
    if known is None:
        raise IllegalMove(_why_none_is_open(told.promises), rule="CO-21")
    withdrawn = replace(known, reason=reason, withdrawn_by=by).moved(WITHDRAW, at)
    return replace(_with(told, withdrawn), version=invoice.version + 1)


def gives_way(invoice: Invoice, at: datetime) -> Invoice:
    """The invoice with its open promise replaced by what was agreed since; itself without one."""
    known = open_in(invoice.promises)
    return _with(invoice, known.moved(REPLACE, at)) if known else invoice


def judge_promises(invoice: Invoice, at: datetime) -> Invoice:
    """The invoice with its promises judged at a moment; itself where nothing comes of it."""
    promises = invoice.promises_at(at)
    if promises == invoice.promises:
        return invoice
    return replace(invoice, promises=promises, version=invoice.version + 1)


def billed_anew(known: Invoice | None, told: Invoice, at: datetime) -> Invoice:
    """The invoice as billing tells it now: what was paid by it judges its promises, and what is
    billed less is promised no more (CO-23).
    """
    paid = replace(told, promises=told.promises_at(at))
    return lowered_at(paid, at) if known and told.total < known.total else paid


def lowered(invoice: Invoice) -> Invoice:
    """The invoice with its open promise over no more than what of it is undisputed and was not paid
    since; nobody breaks it by that, and it does not rise again (CO-26).
    """
    promise = open_in(invoice.promises)
    if promise is None:
        return invoice
    most = promise.given + sum_of(invoice).collectable
    return _with(invoice, replace(promise, amount=min(promise.amount, most)))


def lowered_at(invoice: Invoice, at: datetime) -> Invoice:
    """The same, and where all that is left of the promise came in, kept at once; its journal tells
    of that (CO-26).
    """
    less = lowered(invoice)
    if less == invoice:
        return invoice
    judged = less.promises_at(at)
    return replace(less, promises=judged) if judged[-1].status == KEPT else less


def lowering(before: Invoice, after: Invoice) -> tuple[int, Promise] | None:
    """What was promised before, and the promise as a dispute has lowered it."""
    old = open_in(before.promises)
    new = after.promises[-1] if old else None
    return (old.amount, new) if old and new and new.amount < old.amount else None


def told_of_promise(
    changes: tuple[Change, ...], lowering: tuple[int, Promise] | None, currency: str
) -> tuple[Change, ...]:
    """The changes of a dispute, the last of which tells what it leaves of a promise, and that this
    is kept where it came in (CO-26).
    """
    if not changes or lowering is None:
        return changes
    before, promise = lowering
    words = "{said} What was promised to be paid on the invoice is {left} now."
    if promise.status == KEPT:
        words += " All of it came in: the promise is kept."
    part = {
        "before": to_number(before, currency),
        "now": to_number(promise.amount, currency),
        "status": promise.status,
    }
    told = replace(
        changes[-1],
        text=Sentence(words, said=changes[-1].text, left=Money(promise.amount, currency)),
        after=changes[-1].after | {"promise": part},
    )
    return (*changes[:-1], told)


def held_by_promise(invoice: Invoice, promises: Sequence[Promise], today: date) -> int:
    """What of the undisputed open amount of an invoice a promise keeps out of reminders on a day of
    the customer.
    """
    return held_by(promises, sum_of(invoice).collectable, today)


def read_terms(row: Mapping[str, Any]) -> PromiseTerms:
    """The terms that the row of the setting describes; what it does not name is as unset."""
    standard = PromiseTerms()
    return PromiseTerms(
        row.get("toleranceDays", standard.tolerance_days), row.get("maxDays", standard.max_days)
    )


def promisable(invoice: Invoice) -> int:
    """What can be promised of it: the undisputed open amount; nothing of what was not sent yet, or
    is paid by the instalments of a plan.
    """
    is_free = invoice.status == "approved" and not invoice.plan_id
    return sum_of(invoice).collectable if is_free else 0


def _why_none_is_open(promises: Sequence[Promise]) -> Sentence:
    """What became of the last promise, which is why there is none to withdraw."""
    last = promises[-1] if promises else None
    if last is None or last.judged_at is None:
        return Sentence("There is no open promise on the invoice to withdraw.")
    if last.status == WITHDRAWN and last.withdrawn_by:
        words = "{by} withdrew the promise on {at}; there is no open one."
        return Sentence(words, by=last.withdrawn_by, at=last.judged_at)
    words = "The promise is {status} since {at}; there is no open one to withdraw."
    return Sentence(words, status=spoken(last.status), at=last.judged_at)


def _is_same(known: Promise, invoice: Invoice, amount: int | None, giving: Giving) -> bool:
    """Whether it says what the open promise says: two clicks are one promise (CO-27)."""
    wanted = known.given + promisable(invoice) if amount is None else amount
    return giving.day == known.day and wanted in (known.promised, known.amount)


def _require_replacing(known: Promise, giving: Giving) -> None:
    """A customer puts nothing off by itself: only the staff replaces an open promise."""
    if giving.source == CUSTOMER:
        raise Forbidden(
            Sentence(
                "You have promised to pay by {day} already; speak with us to change that.",
                day=known.day,
            ),
            rule="CO-21",
        )
    if not giving.replaces:
        raise IllegalMove(
            Sentence(
                "A promise to pay by {day} is open on the invoice; withdraw or replace it.",
                day=known.day,
            ),
            rule="CO-21",
        )


def _check_amount(invoice: Invoice, amount: int, most: int) -> None:
    if most <= 0:
        raise InvalidAmount(
            "Nothing of the invoice is owed and undisputed; there is nothing to promise.",
            rule="CO-21",
        )
    if not 0 < amount <= most:
        raise InvalidAmount(
            Sentence(
                "{most} of the invoice is owed and undisputed; that is the most to promise.",
                most=Money(most, invoice.currency),
            ),
            rule="CO-21",
        )


def _judged(invoice: Invoice, at: datetime) -> Invoice:
    """The invoice with its promises as they are by now, whether the job was there or not: one of
    which the time is over is broken, and neither withdrawn nor replaced; one that a dispute lowered
    to what had come in is kept.
    """
    return replace(invoice, promises=invoice.promises_at(at))


def _with(invoice: Invoice, promise: Promise) -> Invoice:
    """The invoice with a promise in place of that of the same number."""
    others = (one if one.number != promise.number else promise for one in invoice.promises)
    return replace(invoice, promises=tuple(others))


def _wrong_day(said: Sentence) -> InvalidInput:
    return InvalidInput(
        said, rule="CO-21", errors=[{"pointer": "/date", "detail": said, "code": "invalid"}]
    )

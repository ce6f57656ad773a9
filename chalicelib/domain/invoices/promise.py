"""A promise to pay: what it is, through which states it goes, and what payments make of it
(CO-21…CO-24).

The promises of an invoice are kept with it, so whatever changes what is paid judges them in the
same transaction.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from typing import Any, Protocol

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.lifecycle import Lifecycle, Move
from chalicelib.domain.invoices.charge import Forgotten
from chalicelib.domain.people.person import STAFF
from chalicelib.values import dataclass

Day = date

OPEN, KEPT, PARTLY_KEPT, BROKEN = "open", "kept", "partlyKept", "broken"
WITHDRAWN, REPLACED = "withdrawn", "replaced"
KEEP, KEEP_IN_PART, BREAK, REOPEN = "keep", "keepInPart", "break", "reopen"
WITHDRAW, REPLACE = "withdraw", "replace"

PROMISE = Lifecycle(
    kind="promise",
    initial=OPEN,
    moves=(
        Move(KEEP, (OPEN, PARTLY_KEPT, BROKEN), KEPT, "CO-24", "be kept"),
        Move(KEEP_IN_PART, (OPEN, KEPT, BROKEN), PARTLY_KEPT, "CO-23", "be kept in part"),
        Move(BREAK, (OPEN, KEPT, PARTLY_KEPT), BROKEN, "CO-23", "be broken"),
        Move(REOPEN, (KEPT,), OPEN, "CO-23", "be open again"),
        Move(WITHDRAW, (OPEN,), WITHDRAWN, "CO-21", "be withdrawn"),
        Move(REPLACE, (OPEN, KEPT), REPLACED, "CO-21", "be replaced"),
    ),
    ended=frozenset({KEPT, PARTLY_KEPT, BROKEN, WITHDRAWN, REPLACED}),
    waits_for={OPEN: "customer"},
)
"""Payments turn *kept*, *partly kept* and *broken* into one another for ever; nothing changes what
was withdrawn or replaced.
"""
FINAL = frozenset({WITHDRAWN, REPLACED})
"""The states in which no payment is matched to a promise any more."""
_VERBS = {OPEN: REOPEN, KEPT: KEEP, PARTLY_KEPT: KEEP_IN_PART, BROKEN: BREAK, REPLACED: REPLACE}


class Received(Protocol):
    """Money that came in for an invoice."""

    @property
    def payment_id(self) -> OutsideID: ...
    @property
    def date(self) -> Day: ...
    @property
    def amount(self) -> int: ...


@dataclass(frozen=True)
class Promise:
    """What a customer says it will pay on an invoice, and until when; amounts in minor units."""

    number: int
    """Its place among the promises of the invoice, the first is 1."""
    promised: int
    amount: int
    """What of it still stands, once a dispute took its part (CO-26)."""
    day: date
    """The day that was named."""
    due: date
    """That day, or the next business day of the customer's country (CO-22)."""
    last_day: date
    """The last value date with which it is kept: due, and the days of tolerance (CO-22)."""
    ends_at: datetime
    """The moment at which that day is over where the customer is."""
    made_at: datetime
    made_by: str
    source: str = STAFF
    comment: str | None = None
    status: str = OPEN
    given: int = 0
    """What of the payments is matched to it."""
    seen: dict[str, int] = field(default_factory=dict)
    """Number of a payment → what it had given when the promise was made, where an earlier promise
    does not say the same: that much keeps none.
    """
    judged_at: datetime | None = None
    """When it came to its state."""
    broken_at: datetime | None = None
    """Since when it was broken last, also where a payment has kept it after all."""
    reason: str | None = None
    """Why it was withdrawn."""
    withdrawn_by: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it holds back what it is about."""
        return PROMISE.is_open(self.status)

    @property
    def broken_from(self) -> datetime | None:
        """Since when, until it was judged again, it was held to be broken and was not: reminders of
        that time went in spite of it (CO-24).
        """
        return self.broken_at if self.status in (KEPT, PARTLY_KEPT) else None

    @property
    def to_come(self) -> int:
        """What of it is still to be paid."""
        return max(0, self.amount - self.given) if self.is_open else 0

    def moved(self, verb: str, at: datetime) -> "Promise":
        """The promise after a step of its life cycle."""
        moved = replace(self, status=PROMISE.after(verb, self.status), judged_at=at)
        return replace(moved, broken_at=at) if verb == BREAK else moved

    def journaled(self, currency: str) -> dict[str, Any]:
        """What the journal of its invoice tells."""
        return {
            "number": self.number,
            "status": self.status,
            "amount": to_number(self.promised, currency),
            "date": self.day.isoformat(),
            "until": self.last_day.isoformat(),
            "given": to_number(self.given, currency),
            "source": self.source,
            "comment": self.comment,
            "reason": self.reason,
        }


def open_in(promises: Sequence[Promise]) -> Promise | None:
    """The open promise of an invoice; there is one at most (CO-21)."""
    return next((promise for promise in promises if promise.is_open), None)


def judged(
    promises: Sequence[Promise],
    received: Iterable[Received],
    at: datetime,
    forgotten: Forgotten | None = None,
) -> tuple[Promise, ...]:
    """The promises as these payments leave them (CO-23, CO-24).

    The oldest promise is served first, by payments of the earliest value date. What comes of it
    hangs on the payments alone, not on the order in which they were recorded: one that is late
    keeps what was broken, one that is taken back breaks what was kept. Charges of reminders that
    were forgotten by its last day are not missing to a promise that counted them in (CO-39).
    """
    given = matched(promises, received)
    return tuple(
        _judged(
            promise,
            given.get(promise.number, 0),
            at,
            is_last=promise is promises[-1],
            spared=forgotten.amount if forgotten and forgotten.on <= promise.last_day else 0,
        )
        for promise in promises
    )


def not_seen(promises: Sequence[Promise], received: Iterable[Received]) -> dict[str, int]:
    """What payments have given, where the promises of before do not say the same."""
    *_, known = [{}, *_seen_by(promises)]
    now = dict.fromkeys(known, 0) | {str(one.payment_id): one.amount for one in received}
    return {name: amount for name, amount in now.items() if known.get(name, 0) != amount}


def levels_raised(promises: Iterable[Promise]) -> int:
    """By how many levels of reminders promises bring an invoice on: one for each that was broken,
    and for each that was withdrawn and given anew.

    What was kept in part brings it on by none, and neither does the rest that was never promised
    (CO-25).
    """
    told = list(promises)
    return sum(
        promise.status == BROKEN or (promise.status == WITHDRAWN and promise is not told[-1])
        for promise in told
    )


def held_by(promises: Sequence[Promise], collectable: int, today: date) -> int:
    """What of the undisputed open amount a promise holds back on a day of the customer, its last
    day included (CO-21).
    """
    promise = open_in(promises)
    if promise is None or today > promise.last_day:
        return 0
    return min(promise.to_come, collectable)


def _judged(promise: Promise, given: int, at: datetime, *, is_last: bool, spared: int) -> Promise:
    if promise.status in FINAL:
        return promise
    status = _status(promise, given, at, is_last=is_last, spared=spared)
    told = replace(promise, given=given)
    return told if status == promise.status else told.moved(_VERBS[status], at)


def _status(promise: Promise, given: int, at: datetime, *, is_last: bool, spared: int) -> str:
    """What a promise comes to: one that a dispute took whole is nobody's fault when its time is
    over, and one of which the payment was taken back gives way to a later one.
    """
    is_over = at >= promise.ends_at or promise.status in (BROKEN, PARTLY_KEPT)
    if promise.amount and given + spared >= promise.amount:
        return KEPT
    if not promise.amount and is_over and promise.is_open:
        return REPLACED
    if not is_over:
        return OPEN if is_last else REPLACED
    return PARTLY_KEPT if given else BROKEN


def matched(promises: Sequence[Promise], received: Iterable[Received]) -> Mapping[int, int]:
    """Number of a promise → what payments give it; of those that were withdrawn or replaced it says
    nothing.

    A payment is a row of units, those that it gave first in front. A promise takes, from where the
    payment stood when it was made, what no older promise has taken.
    """
    used: dict[str, list[tuple[int, int]]] = {}
    given: dict[int, int] = {}
    in_order = sorted(received, key=lambda one: (one.date, str(one.payment_id)))
    for promise, seen in zip(promises, _seen_by(promises), strict=True):
        if promise.status in FINAL:
            continue
        wanted = promise.amount
        for payment in (one for one in in_order if one.date <= promise.last_day):
            name = str(payment.payment_id)
            gone = used.setdefault(name, [])
            for start, end in _left(seen.get(name, 0), payment.amount, gone):
                taken = min(wanted, end - start)
                gone.append((start, start + taken))
                wanted -= taken
        given[promise.number] = promise.amount - wanted
    return given


def _left(start: int, end: int, used: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The gaps that these ranges leave between two places."""
    for first, last in sorted(used):
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _seen_by(promises: Sequence[Promise]) -> Iterator[dict[str, int]]:
    """For each promise, what payments had given when it was made."""
    seen: dict[str, int] = {}
    for promise in promises:
        seen = seen | promise.seen
        yield seen

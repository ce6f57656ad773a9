"""Letters of one run that needs several: a letter names what one transaction can check, and whoever
owes more has the rest in further letters of the same run, part after part (CO-28, CO-37).

1. The highest levels come first, so the first part has the level of the run, and its fee.
2. A part goes on with the run that the last letter tells of, while few days lie between them.
3. The fee of a run is charged once in each currency, by the first part that names it; once more
   where an item of a higher level has come up (CO-39).
4. Credits are set off once: what earlier parts took is not there for the later ones. What then
   pays items that an earlier part asked for is set off against the later ones as before, so that
   nothing is asked for twice; what goes elsewhere is not there any more (CO-32).
5. A letter over items that somebody chose in between is no part, and passes the run on.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, Self

from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.values import dataclass

MAX_NAMED = 80
"""How many items a letter names: all of them are checked in the one transaction that claims it."""
MAX_APART = 3
"""How many days lie at most between two parts of a run."""
MAX_FOLLOWED = 50
"""Of how many payments it is followed where they go between two parts: the largest."""
ALL = "*"
"""In place of currencies: every one."""


@dataclass(frozen=True)
class Part:
    """The place of a letter in its run, and what the run came to with it; in minor units."""

    number: int
    of: int
    """How many there are, as far as is known."""
    level: int
    """That of the run: the highest of its items."""
    on: date
    charged: tuple[str, ...] = ()
    """The currencies in which the run has charged its fee."""
    asked: Mapping[str, int] = field(default_factory=dict)
    """Currency → what it has asked for."""
    set_off: Mapping[str, int] = field(default_factory=dict)
    """Currency → how much less that is for credits."""
    is_by_hand: bool = False
    """Whether somebody asked for the run."""
    since: date | None = None
    """When it began."""
    credits: Mapping[str, int] = field(default_factory=dict)
    """Currency → what the customer had with the company as the letter was decided."""
    unallocated: Mapping[str, int] = field(default_factory=dict)
    """Number of a payment → what of that it was, in minor units."""
    moved: Mapping[str, int] = field(default_factory=dict)
    """Currency → what of it has paid items of the run since letters asked for them."""

    @property
    def goes_on(self) -> bool:
        """Whether another part comes."""
        return self.number < self.of

    def charges(self, currency: str) -> bool:
        """Whether the fee in a currency is still to be charged."""
        return not {currency, ALL} & set(self.charged)

    def named(
        self, charged: set[str], asked: Mapping[str, int], set_off: Mapping[str, int]
    ) -> Self:
        """The same with what its letter charges a fee in, asks for and sets off."""
        return replace(
            self,
            charged=tuple(sorted({*self.charged, *charged})),
            asked=_added(self.asked, asked),
            set_off=_added(self.set_off, set_off),
        )

    def told(self) -> dict[str, Any]:
        """The part as its letter keeps it."""
        return {
            "number": self.number,
            "of": self.of,
            "level": self.level,
            "on": self.on.isoformat(),
            "charged": list(self.charged),
            "asked": dict(self.asked),
            "setOff": dict(self.set_off),
            "byHand": self.is_by_hand,
            "since": self.since.isoformat() if self.since else None,
            "credits": dict(self.credits),
            "unallocated": dict(self.unallocated),
            "moved": dict(self.moved),
        }

    def with_credits(self, credits: Mapping[str, int], payments: Iterable[CustomerPayment]) -> Self:
        """The same once its letter is decided with these credits, of which payments are a part."""
        largest = sorted(payments, key=attrgetter("unallocated"), reverse=True)[:MAX_FOLLOWED]
        left = {str(one.payment_id): one.unallocated for one in largest if one.unallocated}
        return replace(self, credits=credits, unallocated=left)

    def brought_on(
        self,
        credits: Mapping[str, int],
        payments: Collection[CustomerPayment],
        named: Collection[str],
    ) -> Self:
        """The same with what of its credits has paid items since that letters of it have named.

        Where a payment went is known by its allocations; of what else is less by now it is taken
        for granted: what credit has paid may be asked for later, and never twice (CO-32).
        """
        moved = dict(self.moved)
        for currency, before in self.credits.items():
            own = [one for one in payments if one.currency == currency]
            elsewhere = sum(self._elsewhere(one, named) for one in own)
            came = sum(map(self._came, own))
            gone = before + came - credits.get(currency, 0) - elsewhere
            moved[currency] = moved.get(currency, 0) + max(0, gone)
        return replace(self, moved=moved).with_credits(credits, payments)

    def _came(self, payment: CustomerPayment) -> int:
        """What of a payment is there that was not; nothing of one that may not have been followed.

        It makes up for nothing that has gone: both are set off.
        """
        name = str(payment.payment_id)
        if name not in self.unallocated and len(self.unallocated) >= MAX_FOLLOWED:
            return 0
        return max(0, payment.unallocated - self.unallocated.get(name, 0))

    def _elsewhere(self, payment: CustomerPayment, named: Collection[str]) -> int:
        """What of a payment is there no more, and paid nothing that the run has named."""
        before = self.unallocated.get(str(payment.payment_id), 0)
        gone = max(0, before - payment.unallocated)
        on_named = (one.amount for one in payment.in_force if str(one.invoice_number) in named)
        return gone - min(gone, sum(on_named))


def unfinished(letter: Mapping[str, Any] | None, today: date) -> Part | None:
    """The part behind which a run goes on, as the last letter tells; None where none does."""
    part = _part_of(letter or {})
    if part is None or not part.goes_on or today > part.on + timedelta(days=MAX_APART):
        return None
    return part


def without_part(
    last: Mapping[str, Any], run: Mapping[str, Any] | None, gone: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """The run of the last letter as it goes on once a letter did not go: what that one asked for,
    set off and charged is none of the run's any more; where it is the last itself, the next one has
    its place (CO-32, CO-39, CO-40).
    """
    own = gone.get("run")
    if not own or not run or run.get("since") != own.get("since"):
        return run
    before = gone.get("runBefore") or _BEGINNING
    fees = set(own["charged"]) - set(before["charged"])
    left = {name: _less(run[name], own[name], before[name]) for name in ("asked", "setOff")}
    charged = [one for one in run["charged"] if one not in fees]
    if last["number"] == gone["number"]:
        # Letters before it may have been taken out of the run meanwhile: their sums stay out.
        place = {name: before[name] for name in _BEGINNING if name in before}
        return {**run, **place, **left, "charged": charged}
    level = last.get("level", run["level"]) if fees else run["level"]
    return {**run, **left, "charged": charged, "level": level}


_BEGINNING: Mapping[str, Any] = {
    "number": 0,
    "level": 0,
    "charged": [],
    "asked": {},
    "setOff": {},
    "credits": {},
    "unallocated": {},
    "moved": {},
}
"""A run of which no letter went."""


def _less(
    run: Mapping[str, int], own: Mapping[str, int], before: Mapping[str, int]
) -> dict[str, int]:
    """What a run comes to without a letter, of which it is known what it came to with and before
    it.
    """
    return {
        currency: minor - own.get(currency, 0) + before.get(currency, 0)
        for currency, minor in run.items()
    }


def is_on_paper(letter: Mapping[str, Any] | None, today: date) -> bool:
    """Whether a run goes on whose letters go by post."""
    return unfinished(letter, today) is not None and "address" in (letter or {})


def next_part(
    before: Part | None, count: int, level: int, today: date, most: int = MAX_NAMED
) -> Part | None:
    """The part that a letter of today is, of a run that still has so many items to ask for, up to a
    level; None for a letter that is a run by itself.
    """
    left = -(-count // most)
    if before is None:
        return Part(1, left, level, today, since=today) if left > 1 else None
    charged = before.charged if level <= before.level else ()
    top, of = max(level, before.level), before.number + left
    return replace(before, number=before.number + 1, of=of, level=top, on=today, charged=charged)


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    both = {currency: one.get(currency, 0) for currency in sorted({*one, *other})}
    return {currency: minor + other.get(currency, 0) for currency, minor in both.items()}


def _part_of(letter: Mapping[str, Any]) -> Part | None:
    if told := letter.get("run"):
        on = date.fromisoformat(told["on"])
        charged, asked, off = told["charged"], told["asked"], told["setOff"]
        place = (told["number"], told["of"], told["level"], on)
        since = told.get("since")
        return Part(
            *place,
            tuple(charged),
            asked,
            off,
            told["byHand"],
            since=date.fromisoformat(since) if since else None,
            credits=told.get("credits", {}),
            unallocated=told.get("unallocated", {}),
            moved=told.get("moved", {}),
        )
    if letter.get("goesOn"):
        # As letters told it before they were counted.
        return Part(1, 2, letter["level"], date.fromisoformat(letter["on"]), (ALL,))
    return None

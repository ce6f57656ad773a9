"""What is looked at for the reminders of a customer, and what comes of it on a day: the account,
each of its items with a word and a code (CO-01, CO-36), and the letter that these make.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import Self

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.dunning.charging import NO_CHARGE, Charged
from chalicelib.domain.collections.dunning.holds import Hold, active
from chalicelib.domain.collections.dunning.parts import Part
from chalicelib.domain.collections.dunning.record import (
    HELD_ADDRESS,
    NOT_SENT,
    OUTCOME_LOST,
    Dunning,
)
from chalicelib.domain.invoices.charge import Charge
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.missed import MissedInstalment
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.values import dataclass

REMINDED, IN_DISPUTE, NOT_DUE, TOO_SOON, REMINDED_TODAY, LAST_LEVEL, COVERED, BELOW, NOT_CHOSEN = (
    "willBeReminded",
    "inDispute",
    "notDue",
    "tooSoon",
    "alreadyReminded",
    "lastLevel",
    "coveredByCredit",
    "belowMinimum",
    "notChosen",
)
NEXT_LETTER, NO_ROOM = "nextLetter", "noRoom"
NEXT_DAY, NEXT_BUSINESS_DAY = "nextDay", "nextBusinessDay"
PUT_OFF: Mapping[str, str] = {
    NEXT_DAY: "as the hours of today are over",
    NEXT_BUSINESS_DAY: "the next business day",
}
"""Why what is asked for is reminded of on a later day (CO-20)."""
NO_ADDRESS, BY_POST, DO_NOT_SEND = ("noAddress", "byPost", "doNotSend")
UNREACHED: Mapping[str, str] = {
    NO_ADDRESS: "not reminded: no address",
    HELD_ADDRESS: "not reminded: mail to its address is held back",
    NOT_SENT: "not reminded: its mail could not be sent for days",
    BY_POST: "not reminded by mail: its letters go by post",
    DO_NOT_SEND: "not reminded: it is to be sent nothing",
    OUTCOME_LOST: "not told how its dispute ended: the letter did not arrive",
}
"""Why no letter reaches a customer (CO-40, CO-42)."""


@dataclass(frozen=True)
class ItemToday:
    """An open item today; in minor units, and open = disputed + promised + held + asked + rest."""

    invoice_number: OutsideID
    currency: str
    due_date: date
    """Of its oldest part that is owed (CO-06)."""
    open: int
    disputed: int
    promised: int
    held: int
    asked: int
    code: str
    words: str
    level: int = 0
    """Up to which it was reminded; of one that is asked for, the level that comes."""
    again_on: date | None = None
    """The first day on which it can stand otherwise by itself."""
    missed: tuple[MissedInstalment, ...] = ()
    """What was missed of its payment plan (CO-46)."""
    charges: tuple[Charge, ...] = ()
    """What reminders put on it before."""
    charges_owed: int = 0
    """What of that is part of what is open."""
    billed_due: int = 0
    """What of the invoice itself can be asked for."""
    new: Charged = NO_CHARGE
    """What the letter charges, on top of what is open (CO-39)."""
    raised: int = 0
    """How many of its levels come from promises, and from no letter (CO-25)."""
    set_off: int = 0
    """How much less is asked for, since credits cover that (CO-32)."""

    @property
    def rest(self) -> int:
        """What is neither of these: not due yet, covered, or too little."""
        return self.open - self.disputed - self.promised - self.held - self.asked

    @property
    def charges_asked(self) -> int:
        """What of that is asked for: whatever is asked for beyond the invoice itself (CO-39)."""
        return max(0, self.asked - self.billed_due)

    @property
    def was_named(self) -> bool:
        """Whether a letter has named it, or comes to: promises alone bring it to no letter."""
        return self.is_asked or self.level > self.raised

    @property
    def is_asked(self) -> bool:
        """Whether the letter asks for it."""
        return self.asked > 0

    def left_out(self, code: str, words: str, again_on: date | None = None) -> Self:
        """The item as one that is not asked for after all; its level stays."""
        level = self.level - 1 if self.is_asked else self.level
        return replace(self, asked=0, code=code, words=words, level=level, again_on=again_on)


@dataclass(frozen=True)
class Later:
    """The day to which the run puts off what it passes over today, and why (CO-20)."""

    on: date
    code: str


@dataclass(frozen=True)
class Account:
    """What of a customer is looked at for its reminders."""

    customer: Customer
    invoices: Sequence[Invoice]
    """Those on which either side owes something."""
    payments: Sequence[CustomerPayment]
    """Those that are not all for invoices, or were not as the last letter of a run was decided."""
    record: Dunning
    holds: Mapping[str, Sequence[Hold]] = field(default_factory=dict)
    """By invoice number what holds it, but for blocks, which the record has."""
    is_held_back: bool = False
    """Whether no mail goes to its address."""
    by_post: bool = False
    """Whether the letter goes on paper, which needs no address of e-mail."""
    is_complete: bool = True
    """Whether all its open items are looked at."""
    later: Later | None = None
    """Where the run passes over today what is asked for; None where it passes over nothing."""

    @property
    def obstacle(self) -> str | None:
        """Why no letter can reach the customer (CO-40, CO-42)."""
        method = self.customer.delivery_method
        if method == "Do Not Send":
            return DO_NOT_SEND
        if self.by_post:
            return None
        if "Email" not in method:
            return BY_POST
        if not self.customer.email:
            return NO_ADDRESS
        return HELD_ADDRESS if self.is_held_back else None

    def holds_on(self, invoice: Invoice, today: date) -> list[Hold]:
        """What holds an item today, blocks last."""
        number = str(invoice.invoice_number)
        blocks = (self.record.block, self.record.blocks.get(number))
        own = [*self.holds.get(number, ()), *(block.as_hold() for block in blocks if block)]
        return active(own, today)


@dataclass(frozen=True)
class Run:
    """Every candidate, and with it what a letter of today would ask for (CO-36)."""

    items: tuple[ItemToday, ...]
    credits: Mapping[str, int]
    """Currency → what the company owes the customer, and what is unallocated (CO-32)."""
    obstacle: str | None = None
    part: Part | None = None
    """The letter's place among those that ask together for all of this; None for a letter by
    itself.
    """
    is_passing: bool = False
    """Whether it is over chosen items, and passes the part of a run on as it is."""

    @property
    def asked(self) -> tuple[ItemToday, ...]:
        """Those that the letter asks for."""
        return tuple(one for one in self.items if one.is_asked)

    @property
    def sums(self) -> dict[str, int]:
        """Currency → what the letter asks for: the sum of its lines."""
        return dict(sorted(summed(self.asked, lambda one: one.asked + one.new.total).items()))

    @property
    def goes_on(self) -> bool:
        """Whether there is more to ask for than the letter names."""
        return any(one.code == NEXT_LETTER for one in self.items)

    @property
    def place(self) -> str:
        """Behind the name of the letter which of several it is; empty for a single one."""
        if self.part is None or self.is_passing:
            return ""
        return f", {self.part.number} of {self.part.of}"

    @property
    def level(self) -> int:
        """The level of the letter: the highest of its items."""
        return max((one.level for one in self.asked), default=0)

    @property
    def levels(self) -> dict[str, int]:
        """By invoice number the level that letters have brought each item of this one to; what
        promises add is added anew each time (CO-25, CO-34).
        """
        return {str(one.invoice_number): one.level - one.raised for one in self.asked}


def asked_of(item: ItemToday) -> int:
    """What is asked for of an item."""
    return item.asked


def set_off_of(item: ItemToday) -> int:
    """How much less that is for credits; of what is not asked for nothing."""
    return item.set_off if item.is_asked else 0


def summed(items: Iterable[ItemToday], amount_of: Callable[[ItemToday], int]) -> dict[str, int]:
    """By currency an amount of all these items."""
    sums: dict[str, int] = {}
    for one in items:
        sums[one.currency] = sums.get(one.currency, 0) + amount_of(one)
    return sums

"""What a reminder costs: fees and interest on an invoice, as lines of their own (CO-39)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime

from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.invoices.instalments import from_last
from chalicelib.errors import AlreadyDone, NotFound
from chalicelib.values import dataclass

FEE, INTEREST = KINDS = ("fee", "interest")


@dataclass(frozen=True)
class Waived:
    """That a charge is not asked for, by whom and why."""

    reason: str
    by: str
    at: datetime
    entry: int
    """The number of the entry of the customer's reminders that tells of it."""


@dataclass(frozen=True)
class Charge:
    """A fee or interest that a reminder put on an invoice; in minor units."""

    charge_id: str
    kind: str
    amount: int
    on: date
    """The day of the letter; interest is reckoned through it."""
    letter: int
    """The number of the letter that asks for it first."""
    ends_with_principal: bool = False
    """Whether it is forgotten once the invoice itself is paid."""
    waived: Waived | None = None
    amount_days: int | None = None
    """For what interest was charged: minor units times the days for which they were late."""


@dataclass(frozen=True)
class Forgotten:
    """What of charges nobody has to pay, since the invoice itself was paid by a value date."""

    amount: int
    on: date


Charges = tuple[Charge, ...]


def charge_id(letter: int, kind: str) -> str:
    """What a charge of a letter is called."""
    return f"{letter}-{kind}"


def charged(charges: Iterable[Charge], principal: int, paid_beyond: int = 0) -> int:
    """What charges come to while so much is owed on the invoice itself: payments pay that first.

    Of those that end with it, what was paid as it was stays: only the rest is forgotten.
    """
    own = [one for one in charges if not one.waived]
    ending = sum(one.amount for one in own if one.ends_with_principal)
    lasting = sum(one.amount for one in own) - ending
    if principal > 0:
        return lasting + ending
    return lasting + min(ending, max(0, paid_beyond - lasting))


def owed_of_each(charges: Iterable[Charge], principal: int, owed: int) -> list[tuple[Charge, int]]:
    """What of each charge is owed, where so much is of all: payments go to the oldest first, and
    one that is waived or forgotten is owed by nobody.
    """
    own = [
        one for one in charges if not one.waived and (principal > 0 or not one.ends_with_principal)
    ]
    return list(zip(own, from_last(owed, [one.amount for one in own]), strict=True))


def as_on(charges: Iterable[Charge], is_over: Callable[[datetime], bool], day: date) -> Charges:
    """The charges as they stood when a day was over, which says of a moment whether it was by then:
    those of later letters were not there, and what was waived later was not waived.
    """
    return tuple(
        one if one.waived is None or is_over(one.waived.at) else replace(one, waived=None)
        for one in charges
        if one.on <= day
    )


def waived(charges: Charges, charge_id: str, waiver: Waived) -> Charges:
    """The charges with one waived; `NotFound` where there is none, `AlreadyDone` for one that is
    waived.
    """
    known = next((one for one in charges if one.charge_id == charge_id), None)
    if known is None:
        raise NotFound("The invoice has no such charge.", rule="CO-39")
    if known.waived:
        said = Sentence("{by} waived it on {at}.", by=known.waived.by, at=known.waived.at)
        raise AlreadyDone(said, rule="CO-39")
    return tuple(replace(one, waived=waiver) if one is known else one for one in charges)


def without_letter(charges: Charges, letter: int) -> Charges:
    """The charges without those of a letter that did not go."""
    return tuple(one for one in charges if one.letter != letter)

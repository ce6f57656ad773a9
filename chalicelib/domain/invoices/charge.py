"""What a reminder costs: fees and interest on an invoice, as lines of their own (CO-39)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import Money
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import AboveCreditLimit, AlreadyDone, NotFound
from chalicelib.values import dataclass

FEE, INTEREST = KINDS = ("fee", "interest")


@dataclass(frozen=True)
class Waived:
    """That a charge is not asked for, by whom and why."""

    reason: str
    by: str
    at: datetime


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


def charged(charges: Iterable[Charge], principal: int) -> int:
    """What charges come to while so much is owed on the invoice itself: payments pay that first."""
    return sum(
        one.amount
        for one in charges
        if not one.waived and (principal > 0 or not one.ends_with_principal)
    )


def interest_through(charges: Iterable[Charge]) -> date | None:
    """The last day through which interest was charged, waived or not; None before any was."""
    return max((one.on for one in charges if one.kind == INTEREST), default=None)


def waived(charges: tuple[Charge, ...], charge_id: str, waiver: Waived) -> tuple[Charge, ...]:
    """The charges with one waived; `NotFound` where there is none, `AlreadyDone` for one that is
    waived.
    """
    known = next((one for one in charges if one.charge_id == charge_id), None)
    if known is None:
        raise NotFound("The invoice has no such charge.", rule="CO-39")
    if known.waived:
        raise AlreadyDone(f"{known.waived.by} waived it before.", rule="CO-39")
    return tuple(replace(one, waived=waiver) if one is known else one for one in charges)


def require_limit(charge: Charge, currency: str, customer_id: OutsideID, context: Context) -> None:
    """`AboveCreditLimit` naming who can, where the actor's limit is too low to waive a charge
    (CU-14, X-16).
    """
    limit = context.actor.limit_in(currency)
    if charge.amount <= limit:
        return
    able = context.holders.able(
        charge.amount,
        currency,
        sees=lambda person: may_see(person, {CUSTOMER: customer_id}),
        besides=context.actor.user_id,
    )
    names = [person.name for person in able]
    raise AboveCreditLimit(
        Sentence(
            "{amount} would be waived; your credit limit is {limit}.{who}",
            amount=Money(charge.amount, currency),
            limit=Money(limit, currency),
            who=f" {' or '.join(names[:3])} can." if names else " Nobody has a limit that high.",
        ),
        unblockedBy=names,
    )


def without_letter(charges: tuple[Charge, ...], letter: int) -> tuple[Charge, ...]:
    """The charges without those of a letter that did not go."""
    return tuple(one for one in charges if one.letter != letter)

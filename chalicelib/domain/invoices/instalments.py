"""Instalments of an invoice: which part of it is due when, and what of each is owed (CO-06)."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from chalicelib.domain.base.money import Money
from chalicelib.errors import InvalidInput
from chalicelib.values import dataclass

MAX_INSTALMENTS = 60


@dataclass(frozen=True)
class Instalment:
    """A part of an invoice that is due on a day of its own, in minor units."""

    due_date: date
    amount: int


@dataclass(frozen=True)
class Due:
    """What is owed since a day, and what of that is in dispute."""

    due_date: date
    outstanding: int
    disputed: int = 0


def check_instalments(
    instalments: Sequence[Instalment], due_date: date, total: int, currency: str
) -> None:
    """`InvalidInput` unless they follow one another from the due date, and come to the invoice."""
    if not instalments:
        return
    if instalments[0].due_date != due_date or any(
        later.due_date <= earlier.due_date for earlier, later in pairwise(instalments)
    ):
        raise InvalidInput(
            "The first instalment is due on the due date, and each other one after the one before.",
            rule="CO-06",
        )
    if min(one.amount for one in instalments) <= 0:
        raise InvalidInput("An instalment is of more than nothing.", rule="CO-06")
    told = sum(one.amount for one in instalments)
    if told != total:
        raise InvalidInput(
            f"The instalments come to {Money(told, currency)}, and the invoice to"
            f" {Money(total, currency)}.",
            rule="CO-06",
        )


def dues_of(
    instalments: Sequence[Instalment],
    *,
    outstanding: int,
    disputed: int,
    credited: int,
    fees: int,
) -> list[Due]:
    """What of each instalment is owed: payments go to the oldest first; credits are taken off the
    last, and what is in dispute is of the last, since a credit of it would be (CO-06).
    """
    owed = from_last(outstanding, billed_of(instalments, credited=credited, fees=fees))
    contested = from_last(disputed, owed)
    return [
        Due(one.due_date, *parts) for one, *parts in zip(instalments, owed, contested, strict=True)
    ]


def billed_of(instalments: Sequence[Instalment], *, credited: int, fees: int) -> list[int]:
    """What each instalment comes to before anything was paid."""
    amounts = [one.amount for one in instalments]
    amounts[-1] += fees
    taken = from_last(credited, amounts)
    return [one - off for one, off in zip(amounts, taken, strict=True)]


def from_last(amount: int, places: Sequence[int]) -> list[int]:
    """The amount as it fills these places, the last first."""
    filled = []
    for place in reversed(places):
        filled.append(min(amount, place))
        amount -= filled[-1]
    return filled[::-1]

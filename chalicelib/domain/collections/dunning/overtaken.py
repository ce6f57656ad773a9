"""What has overtaken a letter on paper between its claim and the post: paper waits for days, and
what it says is to be so on the day on which it goes (CO-28, CO-36).

A letter is overtaken by whatever takes an item out of it, or leaves less to ask for than it asks;
that more is owed by now is the next letter's.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib.domain.base.money import Money, read_decimal, to_minor
from chalicelib.domain.collections.dunning.holds import IN_LITIGATION, PAID, newly_in_litigation
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.collections.dunning.today import NEXT_LETTER, Account, ItemToday
from chalicelib.domain.invoices.invoice import Invoice, without_charges
from chalicelib.domain.invoices.open_items import sum_of
from chalicelib.values import dataclass

LESS_ASKED, LATER_LETTER, CHARGE_WAIVED, OTHER_ADDRESS, GOES_ON = (
    "lessAsked",
    "laterLetter",
    "chargeWaived",
    "otherAddress",
    "disputeGoesOn",
)
MOST_LISTED = 3
"""How many items of one reason are named."""


@dataclass(frozen=True)
class Overtaking:
    """One thing that has overtaken a letter, of one item or of all of it."""

    code: str
    words: str
    invoice_number: str | None = None
    left: int | None = None
    """What is asked for of the item now, in minor units."""

    @property
    def key(self) -> str:
        """What says whether somebody has seen it who let the letter go nevertheless."""
        return f"{self.invoice_number or ''}:{self.code}:{'' if self.left is None else self.left}"


def spelled(found: Iterable[Overtaking]) -> list[str]:
    """The same for people: each thing once, with the items that it is of."""
    numbers: dict[str, list[str]] = {}
    for one in found:
        numbers.setdefault(one.words, []).extend([one.invoice_number] if one.invoice_number else [])
    return [f"{_listed(of)}: {words}" if of else words for words, of in numbers.items()]


def _listed(numbers: Sequence[str]) -> str:
    more = len(numbers) - MOST_LISTED
    return ", ".join(numbers[:MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def is_left_out(found: Collection[Overtaking], despite: Collection[str]) -> bool:
    """Whether a letter is not to be printed: something has overtaken it that nobody who let it go
    knew of.
    """
    return not {one.key for one in found} <= set(despite)


def overtakings(
    letter: Mapping[str, Any], account: Account, terms: DunningTerms, today: date
) -> tuple[Overtaking, ...]:
    """What has overtaken a reminder, by the function that the run uses, over what the customer owes
    now and as its items stood before the letter.

    A payment of today counts by what it leaves: whether the rest of its invoice is asked for is
    the letter's choice that was made (CO-29).
    """
    own = set(letter["items"])
    heads = {number: one for one in account.invoices if (number := str(one.invoice_number)) in own}
    others = [one for one in account.invoices if str(one.invoice_number) not in own]
    before = replace(
        account,
        invoices=[*others, *(without_charges(one, letter["number"]) for one in heads.values())],
        record=_as_before(account.record, letter, today),
        holds={
            number: [one for one in holds if one.code != PAID]
            for number, holds in account.holds.items()
        },
        by_post=True,
    )
    chosen = letter.get("chosen", letter["items"])
    terms = terms.reaching(letter.get("level", 0))
    found = run(before, terms, today, chosen=None if chosen is None else frozenset(chosen))
    now = {str(one.invoice_number): one for one in found.items}
    return tuple(
        one
        for number in letter["items"]
        for one in _of_item(letter, number, heads.get(number), now.get(number), account)
    )


def _as_before(record: Dunning, letter: Mapping[str, Any], today: date) -> Dunning:
    """The reminders as they were before a letter, with the run that it goes on with: what earlier
    parts set off is not set off again (CO-32).
    """
    run_before = letter.get("runBefore")
    last = {"run": {**run_before, "on": today.isoformat()}} if run_before else None
    return replace(record.before_letter(letter), letter=last, run=None)


def overtakings_of_outcome(
    letter: Mapping[str, Any], invoices: Iterable[Invoice]
) -> tuple[Overtaking, ...]:
    """What has overtaken a letter that tells how disputes ended, of what it asks for: an invoice of
    which less is to be paid by now, or that came into litigation (CO-43, CO-44).
    """
    heads = list(invoices)
    litigation = newly_in_litigation(heads, letter.get("litigation", ()))
    found = [Overtaking(IN_LITIGATION, "in litigation by now", one, 0) for one in litigation]
    told = letter.get("asked", {})
    for head in heads:
        number, left = str(head.invoice_number), sum_of(head).collectable
        asked = to_minor(read_decimal(told.get(number, 0)), head.currency)
        if left < asked and number not in litigation:
            found.append(_less_asked(number, asked, left, head.currency))
    return tuple(found)


def _less_asked(number: str, asked: int, left: int, currency: str) -> Overtaking:
    if left <= 0:
        return Overtaking(PAID, "paid meanwhile", number, 0)
    words = (
        f"it asks for {Money(asked, currency)}, of which {Money(left, currency)} is asked for now"
    )
    return Overtaking(LESS_ASKED, words, number, left)


def _of_item(
    letter: Mapping[str, Any],
    number: str,
    head: Invoice | None,
    now: ItemToday | None,
    account: Account,
) -> Iterator[Overtaking]:
    if head is None or now is None or now.open == 0:
        yield Overtaking(PAID, "paid meanwhile", number, 0)
        return
    known = account.record.reminded.get(number)
    if known and known.day.isoformat() > letter["on"]:
        yield Overtaking(LATER_LETTER, "a later letter reminds of it", number)
        return
    for charge in head.reminder_charges:
        if charge.letter == letter["number"] and charge.waived:
            amount = Money(charge.amount, head.currency)
            yield Overtaking(CHARGE_WAIVED, f"its {charge.kind} of {amount} was waived", number)
    if now.code == NEXT_LETTER:
        return
    if not now.is_asked:
        yield Overtaking(now.code, now.words, number, 0)
        return
    told = letter.get("asked", {}).get(number)
    asked = now.asked if told is None else to_minor(read_decimal(told), head.currency)
    if now.asked < asked:
        yield _less_asked(number, asked, now.asked, head.currency)

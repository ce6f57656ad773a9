"""What happens to each open item today, and what a reminder asks for: one function, by which the
statement, the preview and the run speak (CO-01).

1. Of what is open, what is in dispute is not asked for, nor what is promised (CO-30, CO-31).
2. What is left is held as a whole while something holds the item (`holds.py`), or rests: not due,
   within the grace of its level, reminded too lately (CO-38; both in `item.py`).
3. What could be asked for is set against what the company owes the customer (CO-32;
   `credits.py`).
4. A remainder below the minimum of its level asks nothing (CO-38).
5. Where no letter can go, nothing is asked for either, and the item says so (CO-40, CO-42).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from chalicelib.domain.base.money import Money
from chalicelib.domain.collections.dunning.charging import NO_CHARGE, Late, charges_of
from chalicelib.domain.collections.dunning.credits import brought_on, credits_of, set_off
from chalicelib.domain.collections.dunning.item import alone, asked_for
from chalicelib.domain.collections.dunning.parts import MAX_NAMED, Part, next_part, unfinished
from chalicelib.domain.collections.dunning.record import Dunning, size_of
from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.collections.dunning.today import (
    BELOW,
    NEXT_LETTER,
    NO_ROOM,
    NOT_CHOSEN,
    UNREACHED,
    Account,
    ItemToday,
    Run,
    asked_of,
    set_off_of,
    summed,
)
from chalicelib.domain.invoices.invoice import Invoice


def run(
    account: Account,
    terms: DunningTerms,
    today: date,
    *,
    chosen: Collection[str] | None = None,
    most: int | None = MAX_NAMED,
) -> Run:
    """What happens to each item that the customer owes, the oldest first; of the chosen ones alone
    where some were chosen (CO-33). A letter names so many at `most`; without a bound all letters
    of the run are told together.
    """
    owed = sorted(
        (one for one in account.invoices if _is_candidate(one, chosen)),
        key=lambda one: (one.due_date, str(one.invoice_number)),
    )
    items = [alone(invoice, account, terms, today, chosen) for invoice in owed]
    items = [_if_chosen(one, chosen) for one in items]
    credits = credits_of(account)
    before = brought_on(unfinished(account.record.last_letter, today), credits, account)
    items = set_off([_if_enough(one, terms) for one in items], credits, terms, before)
    items = [_if_enough(one, terms) for one in items]
    if account.obstacle:
        words = UNREACHED[account.obstacle]
        reached = [one.left_out(account.obstacle, words) if one.is_asked else one for one in items]
        was_due = any(one.is_asked for one in items)
        return Run(tuple(reached), credits, account.obstacle if was_due else None)
    items = [_put_off(one, account, terms, chosen) for one in _with_room(items, account)]
    part = before if chosen is not None else _part(before, items, today, most or MAX_NAMED)
    if part and chosen is None:
        part = part.with_credits(credits, account.payments)
    next_on = account.later.on if account.later else today
    named = tuple(_first(items, account.record, next_on, most))
    found = Run(named, credits, part=part, is_passing=chosen is not None)
    return _with_charges(found, account, terms, today)


def _part(before: Part | None, items: Iterable[ItemToday], today: date, most: int) -> Part | None:
    """The letter's place in the run that asks for these items; None where nothing is asked for, or
    by one letter.
    """
    levels = [one.level for one in items if one.is_asked]
    return next_part(before, len(levels), max(levels), today, most) if levels else None


def _with_charges(found: Run, account: Account, terms: DunningTerms, today: date) -> Run:
    """The run with what its letter charges; the fee of a run that needs several letters is charged
    once in each currency (CO-39).
    """
    part = found.part
    if not found.asked:
        return found
    level = max(found.level, part.level if part else 0)
    fee = terms.levels[min(level, len(terms.levels)) - 1].fee
    if part:
        fee = {currency: one for currency, one in fee.items() if part.charges(currency)}
    heads = {str(one.invoice_number): one for one in account.invoices}
    asked = [
        Late(heads[str(one.invoice_number)], one.asked - one.charges_asked) for one in found.asked
    ]
    new = charges_of(asked, fee, terms.charges, today)
    items = [replace(one, new=new.get(str(one.invoice_number), NO_CHARGE)) for one in found.items]
    charged = replace(found, items=tuple(items))
    fees = {one.currency for one in items if one.new.fee}
    sums = [summed(items, amount_of) for amount_of in (asked_of, set_off_of)]
    return replace(charged, part=part and part.named(fees, *sums))


def _is_candidate(invoice: Invoice, chosen: Collection[str] | None) -> bool:
    """Whether the customer owes it, or it was chosen and is paid by now."""
    is_chosen = chosen is not None and str(invoice.invoice_number) in chosen
    return invoice.status == "approved" and (invoice.balance > 0 or is_chosen)


def _put_off(
    item: ItemToday, account: Account, terms: DunningTerms, chosen: Collection[str] | None
) -> ItemToday:
    """The item, which the run reminds of on a later day where it passes over this one; whoever
    chooses it reminds at once (CO-01, CO-20).
    """
    later = account.later
    if not item.is_asked or later is None or chosen is not None:
        return item
    put_off = asked_for(item, item.asked, terms.levels[item.level - 1], later)
    return replace(put_off, code=later.code, again_on=later.on)


def _if_chosen(item: ItemToday, chosen: Collection[str] | None) -> ItemToday:
    if not item.is_asked or chosen is None or str(item.invoice_number) in chosen:
        return item
    return item.left_out(NOT_CHOSEN, "not chosen for this letter")


def _if_enough(item: ItemToday, terms: DunningTerms) -> ItemToday:
    """The item, but not asked for where that is less than the minimum of its level (CO-38)."""
    if not item.is_asked:
        return item
    least = terms.levels[item.level - 1].minimum.get(item.currency, 0)
    if item.asked >= least:
        return item
    return item.left_out(BELOW, f"less than {Money(least, item.currency)} is left to ask for")


def _with_room(items: Iterable[ItemToday], account: Account) -> Iterable[ItemToday]:
    """The items, but not asked for where no more can be kept of a customer (CO-34)."""
    numbers = {str(one.invoice_number) for one in account.invoices}
    left = account.record.room_beside(numbers if account.is_complete else None)
    for one in items:
        number = str(one.invoice_number)
        size = 0 if number in account.record.reminded or not one.is_asked else size_of(number)
        if size > left:
            yield one.left_out(NO_ROOM, "reminded by hand: its customer owes too many items")
        else:
            left -= size
            yield one


def _first(
    items: Sequence[ItemToday], record: Dunning, next_on: date, most: int | None
) -> Iterable[ItemToday]:
    """The items, of which no more than a letter names are asked for: first those of the highest
    level, of these the ones that were reminded of the longest ago; the others come with the next.
    """
    asked = sorted(
        (one for one in items if one.is_asked),
        key=lambda one: (-one.level, record.last_day(one.invoice_number)),
    )
    left = {str(one.invoice_number) for one in asked[most:]} if most else set()
    words = f"a letter names {most} items; comes with the next"
    for one in items:
        is_left = str(one.invoice_number) in left
        yield one.left_out(NEXT_LETTER, words, next_on) if is_left else one

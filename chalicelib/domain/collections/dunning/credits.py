"""What the company owes a customer, set against what a letter could ask for; over the letters of
one run each credit once (CO-32).
"""

from collections.abc import Mapping
from dataclasses import replace

from chalicelib.domain.collections.dunning.item import asked_for
from chalicelib.domain.collections.dunning.parts import Part
from chalicelib.domain.collections.dunning.terms import NET, DunningTerms
from chalicelib.domain.collections.dunning.today import (
    COVERED,
    Account,
    ItemToday,
    asked_of,
    summed,
)
from chalicelib.domain.invoices.open_items import sum_of

COVERS = "held: credit covers it"
WAS_ASKED = "held: a letter of this run asked for as much that credit has paid since"


def credits_of(account: Account) -> dict[str, int]:
    """Currency → what the company owes the customer and what came in for no invoice; cancelled
    documents and drafts count nowhere (CO-32).
    """
    sums: dict[str, int] = {}
    for invoice in account.invoices:
        if invoice.status == "approved" and (credit := sum_of(invoice).credits):
            sums[invoice.currency] = sums.get(invoice.currency, 0) + credit
    for payment in account.payments:
        if payment.unallocated:
            sums[payment.currency] = sums.get(payment.currency, 0) + payment.unallocated
    return dict(sorted(sums.items()))


def brought_on(before: Part | None, credits: Mapping[str, int], account: Account) -> Part | None:
    """The part behind which a run goes on, with what became of its credits since (CO-32)."""
    if before is None or before.since is None:
        return before
    named = {key for key, one in account.record.reminded.items() if one.day >= before.since}
    return before.brought_on(credits, account.payments, named)


def set_off(
    items: list[ItemToday],
    credits: Mapping[str, int],
    terms: DunningTerms,
    before: Part | None,
) -> list[ItemToday]:
    """The items once credits are set against them: what these cover in full is not asked for; what
    they cover in part is asked for less, the oldest first, or in full with the credits named beside
    (CO-32). What letters of the same run asked for and set off before counts too, and what credits
    have paid of that since.
    """
    asked = summed(items, asked_of)
    earlier = before.asked if before else {}
    taken = before.set_off if before else {}
    moved = before.moved if before else {}
    left = {
        currency: max(0, credit + moved.get(currency, 0) - taken.get(currency, 0))
        for currency, credit in (dict.fromkeys(moved, 0) | dict(credits)).items()
        if terms.credits == NET or credit >= asked.get(currency, 0) + earlier.get(currency, 0)
    }
    there = dict(credits)
    netted: list[ItemToday] = []
    for one in items:
        off = min(one.asked, left.get(one.currency, 0))
        left[one.currency] = left.get(one.currency, 0) - off
        is_there = there.get(one.currency, 0) >= off
        there[one.currency] = there.get(one.currency, 0) - off
        if off and off == one.asked:
            netted.append(one.left_out(COVERED, COVERS if is_there else WAS_ASKED))
        elif off:
            level = terms.levels[one.level - 1]
            netted.append(asked_for(replace(one, set_off=off), one.asked - off, level))
        else:
            netted.append(one)
    return netted

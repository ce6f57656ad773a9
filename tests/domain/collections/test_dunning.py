"""What happens to each open item today, rule by rule."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.collections.dunning.holds import Hold, holds_of_invoice
from chalicelib.domain.collections.dunning.record import Reminded
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS, read_dunning
from chalicelib.domain.collections.dunning.today import ItemToday
from chalicelib.domain.invoices.charge import Charge
from chalicelib.domain.invoices.instalments import Instalment
from chalicelib.domain.invoices.invoice import Invoice, Payment
from chalicelib.domain.invoices.missed import MissedInstalment
from chalicelib.domain.invoices.outcome import OutcomeTold
from tests.domain.follow_ups import invoice
from tests.domain.owing import (
    FOR_EVER,
    LAST_DAY,
    NOBODY,
    NOW,
    PART,
    PAYER,
    TERMS,
    TODAY,
    late,
    looked_at,
    paid,
    promised,
    reminded,
    the_item,
    unallocated,
)


def told_of_its_end(on: date, pay_by: date) -> Invoice:
    """An invoice whose dispute ended long ago, which the customer was told on a day."""
    at = datetime.combine(on, time(9), UTC)
    told = OutcomeTold("D1", at, pay_by)
    return late(60, dispute_ended_at=datetime(2026, 10, 1, 9, tzinfo=UTC), outcome_told=told)


PLANNED = TODAY - timedelta(days=12)
LEAST = read_dunning([], [{**row, "minimum": {"JPY": 1_000, "KWD": "1.234"}} for row in LEVEL_ROWS])
LEAP = invoice("A", 10_000, due_date=date(2028, 2, 29), invoice_date=date(2028, 1, 30))
FEE = Charge("1-fee", "fee", 500, TODAY - timedelta(days=15), 1)
YESTERDAY = NOW - timedelta(days=1)
PROMISE = Hold("promised", "promised until 2026-12-05", 10_000, date(2026, 12, 5))

CASES: dict[str, tuple[Callable[[], ItemToday], str, int]] = {
    "CO-01 an item that is late is reminded": (
        lambda: the_item(late(10)),
        "willBeReminded",
        10_000,
    ),
    "CO-30 disputed 30 and paid 20 of 100 asks 50": (
        lambda: the_item(late(10, **PART, payments=(Payment(1, date(2026, 11, 2), 2_000),))),
        "willBeReminded",
        5_000,
    ),
    "CO-31 an item of which all is in dispute is not named": (
        lambda: the_item(late(10, amount=3_000, **PART)),
        "inDispute",
        0,
    ),
    "DM-06 an item in a follow-up is not named": (
        lambda: the_item(late(10, **PART, follow_up_id="F")),
        "inFollowUp",
        0,
    ),
    "CO-21 what is promised is held, and the rest is asked for": (
        lambda: the_item(late(10, promises=(promised(4_000),))),
        "willBeReminded",
        6_000,
    ),
    "CO-21 all of it is promised": (
        lambda: the_item(late(10, promises=(promised(10_000),))),
        "promised",
        0,
    ),
    "CO-44 litigation stops every letter": (
        lambda: the_item(late(10, item_category="litigation")),
        "litigation",
        0,
    ),
    "CO-29 a payment recorded today keeps its invoice out, whatever its value date": (
        lambda: the_item(late(10, allocated=(paid("P", 100, NOW),))),
        "paidMeanwhile",
        0,
    ),
    "CO-29 a payment recorded yesterday does not": (
        lambda: the_item(late(10, allocated=(paid("P", 100, YESTERDAY),))),
        "willBeReminded",
        9_900,
    ),
    "CO-01 a promise holds what is promised": (
        lambda: the_item(late(10), holds={"A": [PROMISE]}),
        "promised",
        0,
    ),
    "CO-01 what is not promised is asked for": (
        lambda: the_item(late(10), holds={"A": [replace(PROMISE, amount=4_000)]}),
        "willBeReminded",
        6_000,
    ),
    "CO-01 a promise that is over holds nothing": (
        lambda: the_item(
            late(10), holds={"A": [replace(PROMISE, until=TODAY - timedelta(days=1))]}
        ),
        "willBeReminded",
        10_000,
    ),
    "CO-01 an item in a plan is held as a whole": (
        lambda: the_item(late(10, plan_id="P")),
        "inPlan",
        0,
    ),
    "CO-35 a block on the customer holds": (
        lambda: the_item(late(10), record=replace(NOBODY, block=FOR_EVER)),
        "blocked",
        0,
    ),
    "CO-35 a block on the item holds through its last day": (
        lambda: the_item(
            late(10), record=replace(NOBODY, blocks={"A": replace(FOR_EVER, until=TODAY)})
        ),
        "blocked",
        0,
    ),
    "CO-35 and not on the day after": (
        lambda: the_item(
            late(10),
            record=replace(
                NOBODY, blocks={"A": replace(FOR_EVER, until=TODAY - timedelta(days=1))}
            ),
        ),
        "willBeReminded",
        10_000,
    ),
    "CO-43 an item rests five business days after the end of its dispute": (
        lambda: the_item(late(40, dispute_ended_at=datetime(2026, 11, 23, 9, tzinfo=UTC))),
        "disputeEnded",
        0,
    ),
    "CO-43 and is reminded after them": (
        lambda: the_item(late(40, dispute_ended_at=datetime(2026, 11, 20, 9, tzinfo=UTC))),
        "willBeReminded",
        10_000,
    ),
    "CO-43 and rests anew once the customer is told of it, through the day given to pay": (
        lambda: the_item(told_of_its_end(TODAY - timedelta(days=20), TODAY)),
        "disputeEnded",
        0,
    ),
    "CO-43 and is reminded on the day after that": (
        lambda: the_item(told_of_its_end(TODAY - timedelta(days=20), TODAY - timedelta(days=1))),
        "willBeReminded",
        10_000,
    ),
    "CO-38 due yesterday with grace 0 is asked for": (
        lambda: the_item(late(1)),
        "willBeReminded",
        10_000,
    ),
    "CO-38 due today is not": (lambda: the_item(late(0)), "notDue", 0),
    "CO-38 who was billed yesterday is not late this morning": (
        lambda: the_item(late(1, invoice_date=TODAY - timedelta(days=1))),
        "tooSoon",
        0,
    ),
    "CO-38 the next level waits for its own grace": (
        lambda: the_item(late(14), record=reminded(1, 13)),
        "tooSoon",
        0,
    ),
    "CO-38 and for the days between two": (
        lambda: the_item(late(15), record=reminded(1, 9)),
        "tooSoon",
        0,
    ),
    "CO-34 the level rises by one": (
        lambda: the_item(late(90), record=reminded(1, 10)),
        "willBeReminded",
        10_000,
    ),
    "CO-06, CO-34 an instalment begins at the first level once those before it are paid": (
        lambda: the_item(
            late(
                90,
                instalments=(
                    Instalment(TODAY - timedelta(days=90), 4_000),
                    Instalment(TODAY - timedelta(days=10), 6_000),
                ),
                payments=(Payment(1, date(2026, 11, 2), 4_000),),
            ),
            record=reminded(3, 30),
        ),
        "willBeReminded",
        6_000,
    ),
    "CO-46 a missed instalment of a plan begins at the first level": (
        lambda: the_item(
            late(
                90, plan_id="P", not_due=6_000, missed=(MissedInstalment("P", 1, PLANNED, 4_000),)
            ),
            record=reminded(3, 30),
        ),
        "willBeReminded",
        4_000,
    ),
    "CO-39 fees alone stay at the level of their letter": (
        lambda: the_item(
            late(
                90,
                reminder_charges=(Charge("1-fee", "fee", 500, TODAY - timedelta(days=30), 1),),
                payments=(Payment(1, date(2026, 11, 2), 10_000),),
            ),
            record=reminded(3, 30),
        ),
        "lastLevel",
        0,
    ),
    "CO-36 nobody is reminded twice on a day": (
        lambda: the_item(late(90), record=reminded(1, 0)),
        "alreadyReminded",
        0,
    ),
    "CO-36 after the last level a person goes on": (
        lambda: the_item(late(90), record=reminded(3, 60)),
        "lastLevel",
        0,
    ),
    "CO-38 a small rest after the fine was paid leads nowhere": (
        lambda: the_item(
            late(60, payments=(Payment(1, date(2026, 11, 2), 9_500),)),
            terms=replace(
                TERMS, levels=tuple(replace(one, minimum={"USD": 1_000}) for one in TERMS.levels)
            ),
        ),
        "belowMinimum",
        0,
    ),
    "CO-38 nor does what a credit leaves of it": (
        lambda: the_item(
            late(60),
            payments=[unallocated(9_500)],
            terms=replace(
                TERMS, levels=tuple(replace(one, minimum={"USD": 1_000}) for one in TERMS.levels)
            ),
        ),
        "belowMinimum",
        0,
    ),
    "CO-38 a yen has no minor unit: one less than the minimum is not asked for": (
        lambda: the_item(late(60, amount=999, currency="JPY"), terms=LEAST),
        "belowMinimum",
        0,
    ),
    "CO-38 and as much as that is": (
        lambda: the_item(late(60, amount=1_000, currency="JPY"), terms=LEAST),
        "willBeReminded",
        1_000,
    ),
    "CO-38 a dinar has three": (
        lambda: the_item(late(60, amount=1_233, currency="KWD"), terms=LEAST),
        "belowMinimum",
        0,
    ),
    "CO-38 what is promised and disputed may leave too little": (
        lambda: the_item(
            late(60, amount=5_234, currency="KWD", promises=(promised(1_001),), **PART), terms=LEAST
        ),
        "belowMinimum",
        0,
    ),
    "CO-38 due on leap day is late the day after": (
        lambda: the_item(LEAP, today=date(2028, 3, 1)),
        "willBeReminded",
        10_000,
    ),
    "CO-38 and not on it": (
        lambda: the_item(LEAP, today=date(2028, 2, 29)),
        "notDue",
        0,
    ),
    "CO-38 whoever was billed after the due date is not late for two days": (
        lambda: the_item(late(10, invoice_date=TODAY)),
        "tooSoon",
        0,
    ),
    "CO-34 a level that is not there any more is none to go on from": (
        lambda: the_item(late(90), record=reminded(3, 60), terms=read_dunning([], LEVEL_ROWS[:2])),
        "lastLevel",
        0,
    ),
    "CO-34 and one that was added behind it comes next": (
        lambda: the_item(
            late(90), record=reminded(3, 60), terms=read_dunning([], [*LEVEL_ROWS, LEVEL_ROWS[2]])
        ),
        "willBeReminded",
        10_000,
    ),
    "CO-30 a cent that is not in dispute is asked for": (
        lambda: the_item(late(10, disputed={"1": 9_999}, open_dispute_id="D")),
        "willBeReminded",
        1,
    ),
    "CO-39 of what a letter charged, nothing is asked for while all of the rest is in dispute": (
        lambda: the_item(
            late(30, reminder_charges=(FEE,), disputed={"1": 10_000}, open_dispute_id="D"),
            record=reminded(1, 15),
        ),
        "inDispute",
        0,
    ),
    "CO-39 and what is not in dispute is asked for with it": (
        lambda: the_item(
            late(30, reminder_charges=(FEE,), disputed={"1": 6_000}, open_dispute_id="D"),
            record=reminded(1, 15),
        ),
        "willBeReminded",
        4_500,
    ),
    "CO-46, CO-30 of a missed instalment what is in dispute is not asked for": (
        lambda: the_item(
            late(
                90,
                plan_id="P",
                not_due=6_000,
                missed=(MissedInstalment("P", 1, PLANNED, 4_000),),
                disputed={"1": 1_000},
                open_dispute_id="D",
            )
        ),
        "willBeReminded",
        3_000,
    ),
    "CO-32 credits that cover what is asked for stop the letter": (
        lambda: the_item(late(10), payments=[unallocated(10_000)]),
        "coveredByCredit",
        0,
    ),
    "CO-32 credits in another currency cover nothing": (
        lambda: the_item(late(10), payments=[unallocated(10_000, "EUR")]),
        "willBeReminded",
        10_000,
    ),
    "CO-32 net: what they cover in part is asked for less": (
        lambda: the_item(late(10), payments=[unallocated(4_000)]),
        "willBeReminded",
        6_000,
    ),
    "CO-32 name both: they stand beside what is asked for": (
        lambda: the_item(
            late(10), payments=[unallocated(4_000)], terms=replace(TERMS, credits="nameBoth")
        ),
        "willBeReminded",
        10_000,
    ),
    "CO-32 a credit note counts, a draft does not": (
        lambda: the_item(late(10), invoice("C", -4_000), invoice("D", -4_000, status="draft")),
        "willBeReminded",
        6_000,
    ),
    "CO-40 no address": (
        lambda: the_item(late(10), customer=replace(PAYER, email=None)),
        "noAddress",
        0,
    ),
    "CO-40 an address that mail came back from": (
        lambda: the_item(late(10), is_held_back=True),
        "heldAddress",
        0,
    ),
    "CO-42 who is to be sent nothing is sent nothing": (
        lambda: the_item(late(10), customer=replace(PAYER, delivery_method="Do Not Send")),
        "doNotSend",
        0,
    ),
    "CO-42 letters by post are no mails": (
        lambda: the_item(late(10), customer=replace(PAYER, delivery_method="Post")),
        "byPost",
        0,
    ),
    "CO-33 who was not chosen is left alone": (
        lambda: the_item(late(10), chosen={"B"}),
        "notChosen",
        0,
    ),
    "CO-06 of instalments what is due is asked for": (
        lambda: the_item(
            late(
                10,
                instalments=(
                    Instalment(TODAY - timedelta(days=10), 4_000),
                    Instalment(TODAY + timedelta(days=20), 6_000),
                ),
            )
        ),
        "willBeReminded",
        4_000,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_rule_has_its_word(case: str) -> None:
    """CO-01, CO-36, DM-06: by the one function that the run uses, with a word for each that is left
    out.
    """
    look, code, asked = CASES[case]
    item = look()
    assert (item.code, item.asked) == (code, asked)
    assert item.words
    assert item.open == item.disputed + item.promised + item.held + item.asked + item.rest


def test_what_is_asked_for_in_part_says_where_the_rest_is() -> None:
    """CO-01, CO-21, CO-30, CO-32: each part of what is open has its word."""
    item = the_item(
        late(10, amount=10_000, promises=(promised(1_000),), **PART), payments=[unallocated(500)]
    )
    assert (item.disputed, item.promised, item.asked, item.rest) == (3_000, 1_000, 5_500, 500)
    assert item.words == (
        "will be reminded (Reminder, 55.00 USD); 30.00 USD is in dispute; 10.00 USD is promised;"
        " credit covers 5.00 USD"
    )


amounts = st.integers(0, 12_000)
states = st.fixed_dictionaries(
    {
        "total": st.integers(1, 12_000),
        "disputed": amounts,
        "paid": amounts,
        "promised": amounts,
        "late": st.integers(-5, 60),
        "level": st.integers(0, 3),
        "days_ago": st.integers(0, 30),
        "follow_up": st.booleans(),
        "litigation": st.booleans(),
        "blocked": st.booleans(),
        "currency": st.sampled_from(["USD", "EUR"]),
    }
)


@given(st.lists(states, max_size=6), amounts, st.sampled_from(["net", "nameBoth"]))
def test_the_parts_of_an_item_come_to_what_is_open(
    told: list[dict[str, Any]], credit: int, credits: str
) -> None:
    """CO-01, CO-30, CO-32, DM-06: open = disputed + promised + held + asked for + rest; nothing
    that is held is asked for; the letter's sum is the sum of its lines.
    """
    items, holds, known, blocks = [], {}, {}, {}
    for at, one in enumerate(told):
        number = str(at)
        items.append(
            late(
                one["late"],
                number,
                one["total"],
                currency=one["currency"],
                disputed={"1": one["disputed"]},
                payments=(Payment(1, date(2026, 11, 2), one["paid"]),) if one["paid"] else (),
                follow_up_id="F" if one["follow_up"] else None,
                item_category="litigation" if one["litigation"] else None,
            )
        )
        holds[number] = [
            *holds_of_invoice(items[-1], TODAY, None, WorkHours(), 5),
            Hold("promised", "promised", one["promised"]),
        ]
        known[number] = Reminded(one["level"], TODAY - timedelta(days=one["days_ago"]))
        if one["blocked"]:
            blocks[number] = FOR_EVER
    record = replace(NOBODY, reminded=known, blocks=blocks)
    found = looked_at(
        *items,
        record=record,
        holds=holds,
        payments=[unallocated(credit)] if credit else [],
        terms=replace(TERMS, credits=credits),
    )
    by_number = {str(one.invoice_number): one for one in items}
    for item in found.items:
        parts = (item.disputed, item.promised, item.held, item.asked, item.rest)
        assert min(parts) >= 0
        assert item.open == sum(parts) == by_number[str(item.invoice_number)].balance
        state = told[int(item.invoice_number)]
        if state["follow_up"] or state["litigation"] or state["blocked"] or item.held:
            assert item.asked == 0
        before = known[str(item.invoice_number)].level
        assert item.level == before + item.is_asked
    for currency, asked in found.sums.items():
        assert asked == sum(one.asked for one in found.asked if one.currency == currency)
    owed = sum(one.asked for one in found.asked if one.currency == "USD")
    assert not (owed and credits == "nameBoth" and credit >= owed)


def test_a_promise_that_nobody_judged_yet_raises_the_level_as_one_that_is_broken() -> None:
    """CO-25, CO-23: from the day after its last one, in whichever order the jobs come; not where
    it was paid by then.
    """
    known = late(40, promises=(promised(4_000),))
    after = LAST_DAY + timedelta(days=1)
    for today, raised, asked in ((LAST_DAY, 0, 6_000), (after, 1, 10_000)):
        [item] = looked_at(known, today=today).items
        assert (item.raised, item.asked) == (raised, asked)
    broken = replace(known, promises=known.promises_at(known.promises[0].ends_at))
    assert looked_at(broken, today=after).items == looked_at(known, today=after).items
    kept = replace(known, payments=(Payment(1, LAST_DAY, 4_000),))
    [item] = looked_at(kept, today=after).items
    assert (item.raised, item.asked) == (0, 6_000)

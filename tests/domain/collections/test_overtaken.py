"""What overtakes a letter on paper before it is posted, and what does not (CO-28, CO-36)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.base.money import to_decimal
from chalicelib.domain.collections.dunning.holds import holds_of_invoice
from chalicelib.domain.collections.dunning.overtaken import Overtaking, is_left_out, overtakings
from chalicelib.domain.collections.dunning.record import Dunning, Reminded
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.today import Account
from chalicelib.domain.invoices.charge import Charge, Waived
from chalicelib.domain.invoices.invoice import Invoice, Payment, with_charges
from tests.domain.follow_ups import HOURS
from tests.domain.owing import (
    FOR_EVER,
    NOBODY,
    NOW,
    PART,
    PAYER,
    TERMS,
    TODAY,
    late,
    paid,
    promised,
    unallocated,
)

A, B = late(20, "A"), late(10, "B", 5_000)
NUMBER = 7
Books = tuple[list[Invoice], list[object], Dunning]


def account(invoices: list[Invoice], payments: list[object], record: Dunning, on: date) -> Account:
    where = (on, PAYER.time_zone, HOURS, TERMS.rest_days)
    holds = {str(one.invoice_number): holds_of_invoice(one, *where) for one in invoices}
    return Account(PAYER, invoices, payments, record, holds, by_post=True)  # type: ignore[arg-type]


def claimed(credit: int = 0) -> tuple[Dunning, dict[str, object]]:
    """The reminders with a letter over A and B, and what it says."""
    payments = [unallocated(credit)] if credit else []
    found = run(account([A, B], payments, NOBODY, TODAY), TERMS, TODAY)
    asked = {str(one.invoice_number): f"{to_decimal(one.asked, 'USD'):f}" for one in found.asked}
    told = {"number": NUMBER, "asked": asked, "chosen": None}
    record = NOBODY.with_letter(told, found.levels, TODAY)
    return record, dict(record.letter or {})


def found(
    change: Callable[[Books], Books], *, credit: int = 0, days: int = 0
) -> tuple[Overtaking, ...]:
    record, letter = claimed(credit)
    kept = [unallocated(credit)] if credit else []
    on = TODAY + timedelta(days=days)
    books = change(([A, B], list(kept), record))
    return overtakings(letter, account(*books, on), TERMS, on)


def a_is(invoice: Invoice) -> Callable[[Books], Books]:
    return lambda books: ([invoice, *books[0][1:]], *books[1:])


def with_fee(*, is_waived: bool) -> Invoice:
    fee = Charge(f"{NUMBER}-fee", "fee", 500, TODAY, NUMBER)
    waiver = Waived("Goodwill", "Ann", NOW, 8)
    return with_charges(A, (replace(fee, waived=waiver) if is_waived else fee,))


def as_it_was(books: Books) -> Books:
    return books


CASES: dict[str, tuple[Callable[[], tuple[Overtaking, ...]], list[str]]] = {
    "nothing came": (lambda: found(as_it_was), []),
    "nor did anything in three weeks": (lambda: found(as_it_was, days=21), []),
    "it was paid": (
        lambda: found(lambda books: ([B], *books[1:])),
        ["A:paidMeanwhile:0"],
    ),
    "it was paid in part today": (
        lambda: found(
            a_is(
                replace(
                    A, payments=(Payment("P", TODAY, 2_000),), allocated=(paid("P", 2_000, NOW),)
                )
            )
        ),
        ["A:lessAsked:8000"],
    ),
    "a dispute was raised on a part": (
        lambda: found(a_is(late(20, "A", **PART))),
        ["A:lessAsked:7000"],
    ),
    "it came into a follow-up": (
        lambda: found(a_is(late(20, "A", follow_up_id="F"))),
        ["A:inFollowUp:0"],
    ),
    "CO-44 it came into litigation": (
        lambda: found(a_is(late(20, "A", item_category="litigation"))),
        ["A:litigation:0"],
    ),
    "it was promised": (
        lambda: found(a_is(late(20, "A", promises=(promised(10_000),)))),
        ["A:promised:0"],
    ),
    "the day of the promise is over": (
        lambda: found(a_is(late(20, "A", promises=(promised(10_000, "broken"),))), days=9),
        [],
    ),
    "CO-35 the customer was blocked": (
        lambda: found(lambda books: (*books[:2], replace(books[2], block=FOR_EVER))),
        ["A:blocked:0", "B:blocked:0"],
    ),
    "CO-32 a credit came": (
        lambda: found(lambda books: (books[0], [unallocated(4_000)], books[2])),
        ["A:lessAsked:6000"],
    ),
    "CO-32 a credit that it counted with is no news": (lambda: found(as_it_was, credit=4_000), []),
    "more came to be owed": (
        lambda: found(lambda books: ([*books[0], late(40, "Z", 90_000)], *books[1:])),
        [],
    ),
    "CO-39 its fee stands": (lambda: found(a_is(with_fee(is_waived=False))), []),
    "CO-39 its fee was waived": (
        lambda: found(a_is(with_fee(is_waived=True))),
        ["A:chargeWaived:"],
    ),
    "a later letter reminds of it": (
        lambda: found(
            lambda books: (
                *books[:2],
                books[2].with_letter({"number": 9}, {"A": 2}, TODAY + timedelta(days=8)),
            ),
            days=30,
        ),
        ["A:laterLetter:"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_letter_is_overtaken_by_what_leaves_less_to_ask_for(case: str) -> None:
    """CO-28, CO-36: an item that is out of it, or of which less is asked for; nothing else."""
    look, keys = CASES[case]
    assert [one.key for one in look()] == keys


def test_who_let_a_letter_go_is_asked_again_by_what_comes_after() -> None:
    """CO-28: what somebody knew of holds a letter back no more; the next thing does."""
    part = Overtaking("lessAsked", "less", "A", 8_000)
    less = Overtaking("lessAsked", "less", "A", 5_000)
    assert is_left_out((part,), ())
    assert not is_left_out((part,), (part.key,))
    assert not is_left_out((), (part.key,))
    assert is_left_out((less,), (part.key,))


def test_what_an_earlier_part_of_the_run_set_off_overtakes_no_later_one() -> None:
    """CO-28, CO-32: two letters name an item each; the credit was taken off in the first one."""
    record, told = NOBODY, list[dict[str, object]]()
    for number in (1, 2):
        books = account([A, B], [unallocated(3_000)], record, TODAY)
        seen = run(books, TERMS, TODAY, most=1)
        [item] = seen.asked
        assert seen.part
        letter = {
            "number": number,
            "asked": {str(item.invoice_number): f"{to_decimal(item.asked, 'USD'):f}"},
            "chosen": None,
            "run": seen.part.told(),
            "runBefore": (record.letter or {}).get("run"),
        }
        record = record.with_letter(letter, seen.levels, TODAY)
        told.append(dict(record.letter or {}))
    assert [one["asked"] for one in told] == [{"A": "70.00"}, {"B": "50.00"}]
    for one in told:
        later = account([A, B], [unallocated(3_000)], record, TODAY)
        assert overtakings(one, later, TERMS, TODAY) == ()


def test_levels_that_are_not_there_any_more_overtake_no_letter() -> None:
    """CO-28, CO-38: what is owed does, as before."""
    known = replace(NOBODY, reminded={"A": Reminded(1, TODAY - timedelta(days=30))})
    first = run(account([A], [], known, TODAY), TERMS, TODAY)
    told = {"number": NUMBER, "level": first.level, "asked": {"A": "100.00"}, "chosen": None}
    record = known.with_letter(told, first.levels, TODAY)
    fewer = replace(TERMS, levels=TERMS.levels[:1])
    less = replace(A, payments=(Payment(1, TODAY, 4_000),))
    codes = [
        [one.code for one in overtakings(record.letter or {}, books, fewer, TODAY)]
        for books in (account([one], [], record, TODAY) for one in (A, less))
    ]
    assert (first.level, codes) == (2, [[], ["lessAsked"]])

"""A reminder of more items than one letter names: its parts, and what is kept of thousands."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.collections.dunning.parts import MAX_NAMED, Part, unfinished
from chalicelib.domain.collections.dunning.record import MAX_KEPT, Reminded
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS, read_dunning
from chalicelib.domain.collections.dunning.today import Later
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.payments import Allocation, CustomerPayment, Reversal
from chalicelib.store.codec import to_wire
from chalicelib.store.dunning import dunning_item, to_dunning
from tests.domain.owing import NOBODY, NOW, TODAY, late, looked_at, paid, promised, unallocated


def test_a_letter_names_no_more_than_fit_one_transaction() -> None:
    """CO-28: the others come with the next one, the same day."""
    found = looked_at(*(late(10, f"N{at:03}") for at in range(MAX_NAMED + 2)))
    assert len(found.asked) == MAX_NAMED
    assert [one.code for one in found.items[-2:]] == ["nextLetter"] * 2
    assert {one.again_on for one in found.items[-2:]} == {TODAY}
    tomorrow = Later(TODAY + timedelta(days=1), "nextDay")
    evening = looked_at(*(late(10, one) for one in "AB"), most=1, later=tomorrow)
    assert [(one.code, one.again_on) for one in evening.items] == [
        ("nextDay", tomorrow.on),
        ("nextLetter", tomorrow.on),
    ]
    assert found.part is not None
    assert (found.part.number, found.part.of) == (1, 2)


def test_letters_as_they_were_told_before_are_gone_on_with_without_a_fee() -> None:
    """CO-28, CO-39: for some days; an item of a higher level is charged for once more."""
    every = [late(30, f"N{at:03}") for at in range(MAX_NAMED + 2)]
    first = {str(one.invoice_number): 1 for one in every[:MAX_NAMED]}
    terms = read_dunning([], [{**row, "fee": {"USD": 5}} for row in LEVEL_ROWS])
    for days_ago, fee in ((1, 0), (20, 500)):
        on = TODAY - timedelta(days=days_ago)
        told = NOBODY.with_letter({"number": 1, "level": 1, "goesOn": True}, first, on)
        found = looked_at(*every, record=told, terms=terms)
        assert sum(one.new.fee for one in found.asked) == fee
    broken = late(40, "Z", promises=(promised(10_000, "broken"),))
    told = NOBODY.with_letter({"number": 1, "level": 1, "goesOn": True}, first, TODAY)
    assert sum(one.new.fee for one in looked_at(broken, record=told, terms=terms).asked) == 500


@given(
    st.lists(
        st.tuples(st.integers(1, 300), st.sampled_from(["USD", "EUR"]), st.integers(0, 2)),
        min_size=1,
        max_size=9,
    ),
    st.integers(0, 900),
    st.sampled_from(["net", "nameBoth"]),
    st.integers(1, 4),
)
def test_the_letters_of_a_run_come_to_what_a_single_one_would(
    owed: list[tuple[int, str, int]], credit: int, credits: str, most: int
) -> None:
    """CO-28, CO-32, CO-37, CO-39: each item once, with what one letter would ask for it; credits
    are set off once, the fee is charged once in each currency, the parts are counted, and the
    highest level comes first.
    """
    items = [
        late(60, f"N{at}", amount, currency=currency)
        for at, (amount, currency, _) in enumerate(owed)
    ]
    days = TODAY - timedelta(days=30)
    known = {f"N{at}": Reminded(level, days) for at, (_, _, level) in enumerate(owed) if level}
    rows = [{**row, "fee": {"USD": 5, "EUR": 7}} for row in LEVEL_ROWS]
    terms = replace(read_dunning([], rows), credits=credits)
    record = replace(NOBODY, reminded=known)
    told: dict[str, Any] = {"terms": terms, "payments": [unallocated(credit)] if credit else []}
    whole = looked_at(*items, record=record, most=None, **told)
    named: dict[str, tuple[int, int]] = {}
    places, tops, fees = [], [], {"USD": 0, "EUR": 0}
    while (found := looked_at(*items, record=record, most=most, **told)).asked:
        assert len(found.asked) <= most
        for one in found.asked:
            assert str(one.invoice_number) not in named
            named[str(one.invoice_number)] = (one.asked, one.level)
            fees[one.currency] += one.new.fee
        tops.append(found.level)
        places.append((found.part.number, found.part.of) if found.part else (1, 1))
        run_told = {"run": found.part.told()} if found.part else {}
        record = record.with_letter({"number": len(places), **run_told}, found.levels, TODAY)
    assert named == {str(one.invoice_number): (one.asked, one.level) for one in whole.asked}
    assert places == [(at + 1, len(places)) for at in range(len(places))]
    assert tops == sorted(tops, reverse=True)
    once = {one.currency for one in whole.asked}
    assert fees == {"USD": 500 * ("USD" in once), "EUR": 700 * ("EUR" in once)}


Move = tuple[int, str, int]
"""Behind which letter, to which item, how much of the credit goes; to none it is taken back."""


def letters_of(
    owed: dict[str, int], credit: int, most: int, moves: list[Move]
) -> list[dict[str, int]]:
    """What each letter of a run asks for, while credit goes to items between them."""
    payment, record, asked = unallocated(credit), NOBODY, list[dict[str, int]]()
    goes_on = True
    while goes_on:
        found = looked_at(
            *(_given(payment, at, number, owed[number]) for at, number in enumerate(owed)),
            record=record,
            most=most,
            payments=[payment],
        )
        if found.asked:
            asked.append({str(one.invoice_number): one.asked for one in found.asked})
        goes_on = bool(found.asked and found.part and found.part.goes_on)
        run_told = {"run": found.part.told()} if found.part else {}
        record = record.with_letter({"number": len(asked), **run_told}, found.levels, TODAY)
        for _, number, amount in (one for one in moves if one[0] == len(asked)):
            payment = _moved(payment, number, amount)
    return asked


def _given(payment: CustomerPayment, at: int, number: str, amount: int) -> Invoice:
    """An item with what the payment gives it."""
    own = payment.given_to(number)
    allocated = (paid("P", own, NOW - timedelta(days=9)),) if own else ()
    return late(90 - at, number, amount, allocated=allocated)


def _moved(payment: CustomerPayment, number: str, amount: int) -> CustomerPayment:
    if not number:
        return replace(payment, reversal=Reversal(TODAY, "Bounced", NOW))
    others = (one for one in payment.allocations if one.invoice_number != number)
    own = Allocation(number, payment.given_to(number) + amount)
    return replace(payment, allocations=(*others, own))


OWED = {"A": 50, "B": 100, "C": 100}
MOVED: dict[str, tuple[int, list[Move], list[dict[str, int]]]] = {
    "nothing moves": (80, [], [{"B": 70}, {"C": 100}]),
    "to what was asked for": (50, [(1, "B", 50)], [{"B": 100}, {"C": 100}]),
    "to it, and to what was covered": (80, [(1, "B", 30), (1, "A", 50)], [{"B": 70}, {"C": 100}]),
    "to it beyond what was set off": (80, [(1, "B", 70)], [{"B": 70}, {"C": 100}]),
    "all of it to what was covered": (50, [(1, "A", 50)], [{"B": 100}, {"C": 100}]),
    "to what is asked for next": (50, [(1, "C", 50)], [{"B": 100}, {"A": 50}, {"C": 50}]),
    "to nobody: it is taken back": (50, [(1, "", 50)], [{"B": 100}, {"A": 50}, {"C": 100}]),
}


@pytest.mark.parametrize("case", MOVED)
def test_credit_that_moves_between_two_letters_is_asked_for_by_none_of_them(case: str) -> None:
    """CO-28, CO-32: what a letter asked for and credit pays then is left out of the next ones; what
    credit pays of these they ask for less, and what is gone is owed.
    """
    credit, moves, asked = MOVED[case]
    assert letters_of(OWED, credit, 1, moves) == asked


@pytest.mark.parametrize("came", ["P-2", "P-1"])
def test_what_comes_in_between_two_letters_hides_no_credit_that_has_moved(came: str) -> None:
    """CO-28, CO-32: B was asked for and credit has paid half of it since, while as much came in or
    was set free; both are set off against what is left.
    """
    items = [late(90 - at, number, amount) for at, (number, amount) in enumerate(OWED.items())]
    spent = {"P": unallocated(50), "P-1": replace(unallocated(9), payment_id="P-1")}
    first = looked_at(*items, most=1, payments=[*spent.values()])
    assert first.part
    told = NOBODY.with_letter({"number": 1, "run": first.part.told()}, first.levels, TODAY)
    spent["P"] = replace(spent["P"], allocations=(Allocation("B", 50),))
    known = spent.get(came, replace(unallocated(0), payment_id=came))
    spent[came] = replace(known, amount=known.amount + 50)
    paid_for = replace(items[1], allocated=(paid("P", 50, NOW - timedelta(days=9)),))
    owed = [items[0], paid_for, items[2]]
    found = looked_at(*owed, record=told, most=1, payments=[*spent.values()])
    asked = {str(one.invoice_number): one.asked for one in (*first.asked, *found.asked)}
    assert sum(asked.values()) == sum(OWED.values()) - 50 - 9 - 50


def test_a_run_goes_on_where_its_level_is_not_there_any_more() -> None:
    """CO-28, CO-39: at the last one that there is, with the fee of that one."""
    rows = [{**row, "fee": {"EUR": at}} for at, row in enumerate(LEVEL_ROWS[:2], 1)]
    every = [late(90, one, currency="EUR") for one in "ABC"]
    known = {"A": Reminded(3, TODAY), "B": Reminded(3, TODAY - timedelta(days=30))}
    part = Part(1, 2, 3, TODAY, ("USD",))
    record = replace(NOBODY, reminded=known, letter={"number": 1, "run": part.told()})
    found = looked_at(*every, record=record, terms=read_dunning([], rows))
    assert [one.code for one in found.items] == ["lastLevel", "lastLevel", "willBeReminded"]
    assert (found.level, found.sums) == (1, {"EUR": 10_200})


def test_what_is_left_out_since_credit_has_moved_says_so() -> None:
    """CO-01, CO-32, CO-36: there is no credit any more that covers it."""
    items = [late(90 - at, number, amount) for at, (number, amount) in enumerate(OWED.items())]
    first = looked_at(*items, most=1, payments=[unallocated(50)])
    assert first.part
    assert next(one.words for one in first.items if not one.asked) == "held: credit covers it"
    told = NOBODY.with_letter({"number": 1, "run": first.part.told()}, first.levels, TODAY)
    spent = replace(unallocated(50), allocations=(Allocation("B", 50),))
    paid_for = replace(items[1], allocated=(paid("P", 50, NOW - timedelta(days=9)),))
    owed = [items[0], paid_for, items[2]]
    for payments in ([spent], []):
        found = looked_at(*owed, record=told, most=1, payments=payments)
        words = "held: a letter of this run asked for as much that credit has paid since"
        assert (found.items[0].code, found.items[0].words) == ("coveredByCredit", words)
        assert found.credits == {}


@pytest.mark.parametrize("behind", [1, 2])
def test_a_letter_that_did_not_go_leaves_nothing_behind_in_its_run(behind: int) -> None:
    """CO-32, CO-39, CO-40: the first of three was withheld, before the second was claimed or after
    it; what it asked for, set off and charged is so by the others.
    """
    terms = read_dunning([], [{**row, "fee": {"USD": 5}} for row in LEVEL_ROWS])
    items = [late(90 - at, number, amount) for at, (number, amount) in enumerate(OWED.items())]
    record, told, asked, fees = NOBODY, list[dict[str, Any]](), dict[str, int](), 0
    places = []
    for _ in range(4):
        found = looked_at(*items, record=record, terms=terms, most=1, payments=[unallocated(80)])
        if not found.asked:
            break
        part = found.part
        places.append((part.number, part.of) if part else (1, 1))
        before = unfinished(record.last_letter, TODAY)
        letter = {"number": len(told) + 1, "run": part and part.told()}
        letter["runBefore"] = before.told() if before else None
        record = record.with_letter(letter, found.levels, TODAY)
        told.append(dict(record.letter or {}))
        asked |= {str(one.invoice_number): one.asked for one in found.asked}
        fees += sum(one.new.fee for one in found.asked) if len(told) > 1 else 0
        if len(told) == behind:
            withheld = {"type": "mailWithheld", "about": 1}
            record = record.with_mail(withheld, told[0], NOW)
    assert asked == {"B": 70, "C": 100}
    assert fees == 500
    assert places == ([(1, 2), (1, 2), (2, 2)] if behind == 1 else [(1, 2), (2, 2), (1, 1)])


@pytest.mark.parametrize("order", [*permutations((1, 2, 3))])
def test_a_run_of_which_no_letter_went_begins_anew(order: tuple[int, ...]) -> None:
    """CO-32, CO-39, CO-40: whichever of them came back first, credit covers what it did, and the
    fee is charged.
    """
    terms = read_dunning([], [{**row, "fee": {"USD": 5}} for row in LEVEL_ROWS])
    items = [late(90 - at, number) for at, number in enumerate("ABC")]
    record, told, credit = NOBODY, list[dict[str, Any]](), [unallocated(4_000)]
    for number in (1, 2, 3):
        found = looked_at(*items, record=record, terms=terms, most=1, payments=credit)
        assert found.part
        before = unfinished(record.last_letter, TODAY)
        letter = {"number": number, "level": found.level, "run": found.part.told()}
        letter["runBefore"] = before.told() if before else None
        record = record.with_letter(letter, found.levels, TODAY)
        told.append(dict(record.letter or {}))
    for number in order:
        record = record.with_mail({"type": "mailReturned"}, told[number - 1], NOW)
    anew = looked_at(*items, record=record, terms=terms, most=None, payments=credit)
    first = looked_at(*items, terms=terms, most=None, payments=credit)
    assert [(one.asked, one.new) for one in anew.items] == [
        (one.asked, one.new) for one in first.items
    ]


@pytest.mark.parametrize("behind", [1, 2])
def test_no_item_bears_the_fee_of_a_letter_that_did_not_go(behind: int) -> None:
    """CO-39, CO-40: that was a final notice; what comes after it is a first reminder, whether it
    was claimed before that was known or not.
    """
    rows = [{**row, "fee": {"USD": at}} for at, row in enumerate(LEVEL_ROWS, 1)]
    terms, known = read_dunning([], rows), {"A": Reminded(2, TODAY - timedelta(days=30))}
    items, record = [late(90), late(20, "B"), late(19, "C")], replace(NOBODY, reminded=known)
    first, fees = None, []
    for number in range(1, behind + 2):
        found = looked_at(*items, record=record, terms=terms, most=1)
        assert found.part
        fees.append(sum(one.new.fee for one in found.asked))
        told = {"number": number, "level": found.level, "run": found.part.told()}
        record = record.with_letter({**told, "runBefore": None}, found.levels, TODAY)
        first = first or record.letter
        if number == behind:
            record = record.with_mail({"type": "mailWithheld", "about": 1}, first, NOW)
            items = items[1:]
    assert fees == ([300, 100] if behind == 1 else [300, 0, 100])


@given(
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 90), min_size=1),
    st.integers(1, 200),
    st.integers(1, 2),
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from("ABCDEF"), st.integers(1, 90)), max_size=5
    ),
)
def test_the_letters_of_a_run_ask_for_no_more_than_is_owed(
    owed: dict[str, int], credit: int, most: int, wanted: list[Move]
) -> None:
    """CO-28, CO-32, CO-37: whichever way credit goes between them, to items of the run; and without
    that for all of it.
    """
    left, open_, moves = credit, dict(owed), list[Move]()
    for behind, number, amount in wanted:
        most_of_it = min(amount, left, open_.get(number, 0))
        if most_of_it:
            moves.append((behind, number, most_of_it))
            left -= most_of_it
            open_[number] -= most_of_it
    asked = letters_of(owed, credit, most, moves)
    named = [number for one in asked for number in one]
    assert len(named) == len(set(named))
    total, net = sum(sum(one.values()) for one in asked), max(0, sum(owed.values()) - credit)
    assert total <= net
    assert moves or total == net


def test_what_is_kept_of_thousands_of_items_has_a_bound_and_refuses_nobody() -> None:
    """CO-34, CO-36: beyond it an item is left out with its reason, and the others are reminded; the
    journal seals what it does not tell.
    """
    numbers = [f"N{at:09}" for at in range(MAX_KEPT // 12)]
    full = replace(NOBODY, reminded={one: Reminded(1, TODAY) for one in numbers})
    owed = [late(60, one) for one in [*numbers[:3], "B", "C"]]
    found = looked_at(*owed, record=full, is_complete=False)
    codes = {str(one.invoice_number): one.code for one in found.items}
    assert (codes["B"], codes["C"], codes[numbers[0]]) == ("noRoom", "noRoom", "alreadyReminded")
    assert [one.code for one in looked_at(*owed[-2:], record=full).items] == ["willBeReminded"] * 2
    other = replace(full, reminded=full.reminded | {numbers[7]: Reminded(2, TODAY)})
    sealed, anew = (one.journaled()["reminded"] for one in (full, other))
    assert sealed["count"] == anew["count"] == len(numbers)
    assert sealed["sha256"] != anew["sha256"]
    item = dunning_item(replace(full, version=1))
    assert to_dunning(item).reminded == full.reminded
    assert len(json.dumps(to_wire(item))) < 400_000

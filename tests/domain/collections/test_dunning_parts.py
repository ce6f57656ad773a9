"""A reminder of more items than one letter names: its parts, and what is kept of thousands."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.collections.dunning_parts import MAX_NAMED
from chalicelib.domain.collections.dunning_record import MAX_KEPT, Reminded
from chalicelib.domain.collections.dunning_terms import LEVEL_ROWS, read_dunning
from chalicelib.store.codec import to_wire
from chalicelib.store.dunning import dunning_item, to_dunning
from tests.domain.owing import NOBODY, TODAY, late, looked_at, promised, unallocated


def test_a_letter_names_no_more_than_fit_one_transaction() -> None:
    """CO-28: the others come with the next one, the same day."""
    found = looked_at(*(late(10, f"N{at:03}") for at in range(MAX_NAMED + 2)))
    assert len(found.asked) == MAX_NAMED
    assert [one.code for one in found.items[-2:]] == ["nextLetter"] * 2
    assert {one.again_on for one in found.items[-2:]} == {TODAY}
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

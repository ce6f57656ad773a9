"""The table by which payout disputes are decided (PO-39, PO-40)."""

import pytest

from chalicelib.domain.orders.decision_table import (
    FACTS,
    STANDARD_TABLE,
    all_facts,
    read_table,
    table_faults,
    table_rows,
)
from chalicelib.errors import InvalidInput


def test_every_combination_of_facts_hits_exactly_one_row() -> None:
    """PO-40: of all combinations, none hits no row or two."""
    combinations = list(all_facts())
    assert len(combinations) == 5 * 4 * 3 * 2 * 2 * 2
    for facts in combinations:
        assert [row.row_id for row in STANDARD_TABLE.rows if row.applies(facts)] == [
            STANDARD_TABLE.row_for(facts).row_id
        ]


def test_no_payout_or_fine_comes_of_an_answer_that_neither_admits_nor_is_proved() -> None:
    """PO-14, PO-15: whatever else is the case."""
    for facts in all_facts():
        row = STANDARD_TABLE.row_for(facts)
        if facts["answer"] in ("paidFull", "paidPart") and facts["proof"] != "proved":
            assert not row.effects.resolves
            assert (row.effects.payout, row.effects.fine) == ("none", False)
        if facts["proof"] == "cash" and facts["answer"].startswith("paid"):
            assert row.row_id == ("cashUnproved" if facts["value"] == "left" else "settled")


@pytest.mark.parametrize("place", range(len(STANDARD_TABLE.rows)))
def test_a_table_with_a_gap_cannot_be_saved(place: int) -> None:
    """PO-40: without any of its rows, the combinations that are missing are told."""
    rows = table_rows(STANDARD_TABLE)
    del rows[place]
    with pytest.raises(InvalidInput) as refused:
        read_table(rows)
    assert refused.value.rule == "PO-40"
    assert {one["code"] for one in refused.value.extras["errors"]} == {"gap"}


def test_a_table_with_an_overlap_cannot_be_saved() -> None:
    """PO-40: the rows that both apply are named."""
    rows = table_rows(STANDARD_TABLE)
    rows[3]["cases"][0]["note"] = ["before", "none"]
    with pytest.raises(InvalidInput) as refused:
        read_table(rows)
    errors = refused.value.extras["errors"]
    assert {one["code"] for one in errors} == {"overlap"}
    assert "justifiedReduction, unjustifiedReduction" in errors[0]["detail"]


@pytest.mark.parametrize(
    "broken",
    [
        {"cases": [{"weather": ["rain"]}]},
        {"cases": [{"answer": ["perhaps"]}]},
        {"cases": [{"answer": []}]},
        {"cases": []},
        {"effects": {"payout": "double", "resolves": True}},
        {"effects": {"payout": "balance"}},
        {"effects": {"flag": True}},
        {"rowID": "settled"},
    ],
)
def test_a_row_that_cannot_be_is_refused(broken: dict) -> None:
    """PO-40: unknown facts and effects, and rows of one name."""
    rows = table_rows(STANDARD_TABLE)
    rows[4] |= broken
    with pytest.raises(InvalidInput):
        read_table(rows)


def test_the_table_is_kept_and_read_as_it_was() -> None:
    """CK-14: it is data."""
    read = read_table(table_rows(STANDARD_TABLE), version=3)
    assert table_rows(read) == table_rows(STANDARD_TABLE)
    assert read.version == 3
    assert table_faults(read.rows) == []


def test_a_row_says_why_it_applies() -> None:
    """CK-14: by the facts that it asks for, and no others."""
    facts = dict.fromkeys(FACTS, "") | {"answer": "paidFull", "proof": "proved", "value": "left"}
    row = STANDARD_TABLE.row_for(facts)
    assert row.reasons(facts) == {"answer": "paidFull", "proof": "proved", "value": "left"}

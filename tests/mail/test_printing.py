"""A letter on paper: all of its address stands in the window of the envelope (CO-36), its items in
a table.
"""

import re

import pytest

from chalicelib.domain.collections.dunning.terms import FIRST
from chalicelib.mail.examples import example_in_language
from chalicelib.mail.letters import Reader, write
from chalicelib.mail.printing import MAX_LINES, SIZES, Sheet, address_of, document, size_of
from chalicelib.mail.wordings import DEFAULTS

STREET = "1 High Street\nLondon N1"
LONG = "Überlandleitungsbau und Donaudampfschifffahrt Gesellschaft mbH"


@pytest.mark.parametrize(
    ("name", "postal", "lines"),
    [
        ("Bright", STREET, ("Bright", "1 High Street", "London N1")),
        ("Bright", f"Bright\n{STREET}", ("Bright", "1 High Street", "London N1")),
        ("Bright", None, ("Bright",)),
        ("A", "B\nC\nD\nE\nF\nG\nH", ("A", "B", "C", "D", "E", "F, G, H")),
    ],
)
def test_nothing_of_an_address_is_left_out_and_no_name_stands_twice(
    name: str, postal: str | None, lines: tuple[str, ...]
) -> None:
    """CO-36: a letter without its town does not arrive."""
    assert address_of(name, postal) == lines


def test_a_long_address_is_written_smaller_and_a_usual_one_is_not() -> None:
    """CO-36: its lines are as many as the window holds, in the size in which they are written."""
    assert size_of(address_of("Bright", STREET)) == SIZES[0]
    long = address_of(LONG, "\n".join([LONG[:39]] * (MAX_LINES - 1)))
    assert SIZES[-1] < size_of(long) < SIZES[0]
    assert size_of(("東" * 200, *["東" * 40] * (MAX_LINES - 1))) == SIZES[-1]


def test_items_on_paper_stand_in_a_table_whose_head_goes_overleaf() -> None:
    """CO-41: where a telephone has each item in lines of its own, which took five sheets for
    thirty items in place of two.
    """
    words, facts = DEFAULTS[FIRST], example_in_language(FIRST)
    sheet = Sheet(("Bright Telecom",), "30 Nov 2026", "Letter 1", words, facts)
    head = re.search("<thead><tr>(.*)</tr></thead>", document("Letters", [sheet]))
    assert head
    assert head[1].count("<th ") == 5
    assert "<thead>" not in write(words, facts, Reader("a@b.test", "Bright", "")).html

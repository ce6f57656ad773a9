"""Sentences with amounts in them are whole for programs, and data for a page that writes them in
its own language.
"""

import ast
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chalicelib.domain.base.money import Money
from chalicelib.domain.base.sentences import Sentence, parts_of, with_reason

ROOT = Path(__file__).resolve().parents[3]


def test_a_sentence_is_its_plain_words_and_tells_what_stands_in_it() -> None:
    left = Sentence("{name} has {left} left.", name="Line {1}", left=Money(450050, "GBP"))
    assert left == "Line {1} has 4,500.50 GBP left."
    assert json.loads(json.dumps(left)) == left, "it goes wherever a text goes"
    assert parts_of(left) == {
        "text": "{name} has {left} left.",
        "values": {"name": "Line {1}", "left": {"amount": 4500.5, "currency": "GBP"}},
    }


def test_days_moments_and_sentences_are_told_as_such() -> None:
    said = Sentence("{amount} declined", amount=Money(-5, "JPY"))
    whole = Sentence(
        "On {day} at {at}: {said}.",
        day=date(2026, 11, 2),
        at=datetime(2026, 11, 2, 9, 5, tzinfo=UTC),
        said=said,
    )
    assert whole == "On 2026-11-02 at 2026-11-02 09:05 UTC: -5 JPY declined."
    assert parts_of(whole) == {
        "text": "On {day} at {at}: {said}.",
        "values": {
            "day": {"day": "2026-11-02"},
            "at": {"moment": "2026-11-02T09:05:00Z"},
            "said": said.parts,
        },
    }


def test_what_people_wrote_stays_a_value() -> None:
    asked = with_reason(
        "{side} asks for {amount}", "{amount} is {fair}", side="City", amount=Money(500, "GBP")
    )
    assert asked == "City asks for 5.00 GBP: {amount} is {fair}"
    assert asked.parts["values"]["reason"] == "{amount} is {fair}"
    assert with_reason("{side} left", None, side="City") == "City left."


def test_a_text_without_amounts_is_not_told_twice() -> None:
    assert parts_of("The dispute is closed.") is None
    assert parts_of(Sentence("{name} left.", name="Ann")) is None
    assert parts_of(None) is None


SOURCES = [
    path
    for layer in ("domain", "actions", "api", "views")
    for path in (ROOT / "chalicelib" / layer).glob("*.py")
]
LETTERS = ("invitations.py", "mailing.py", "money.py")
"""Mails keep their plain words, formatted in one way."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_amount_is_spelled_within_other_words(path: Path) -> None:
    """So that none is lost to the page: an amount in a sentence is a value of it."""
    tree = ast.parse(path.read_text())
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert path.name in LETTERS or "spell" not in called
    for joined in (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)):
        inside = {node.func for node in ast.walk(joined) if isinstance(node, ast.Call)}
        names = {
            func.attr if isinstance(func, ast.Attribute) else func.id
            for func in inside
            if isinstance(func, ast.Attribute | ast.Name)
        }
        assert not names & {"spell", "amount", "Money"}, ast.unparse(joined)

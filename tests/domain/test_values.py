"""Frozen values are what the standard library's frozen dataclasses are, only sooner ready."""

import copy
import dataclasses
import re
from dataclasses import FrozenInstanceError, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import values


def declared(dataclass: Any) -> Any:
    """A value with all that the product's values have."""

    @dataclass(frozen=True)
    class Base:
        """What others stand on."""

        name: str
        size: int | None = None

    @dataclass(frozen=True, kw_only=True)
    class Thing(Base):
        """A value with defaults, and fields that neither compare nor show."""

        parts: tuple[int, ...] = ()
        seen: int = field(default=0, compare=False)
        secret: str = field(default="", repr=False, hash=False)
        made: list[int] = field(default_factory=list, hash=False)

    return Thing


OURS, THEIRS = declared(values.dataclass), declared(dataclasses.dataclass)
PRODUCT = Path(values.__file__).parent
STANDARD = re.compile(r"^from dataclasses import .*\bdataclass\b", re.MULTILINE)
FIELDS = st.fixed_dictionaries(
    {"name": st.sampled_from("ab"), "parts": st.lists(st.integers(0, 1), max_size=1).map(tuple)},
    optional={
        "size": st.sampled_from([None, 1]),
        "seen": st.integers(0, 1),
        "secret": st.sampled_from(["", "x"]),
    },
)


@given(FIELDS, FIELDS)
def test_values_are_compared_hashed_and_shown_as_dataclasses_are(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    ours, theirs = (OURS(**one), OURS(**other)), (THEIRS(**one), THEIRS(**other))
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])
    assert (hash(ours[0]) == hash(ours[1])) == (hash(theirs[0]) == hash(theirs[1]))
    assert [repr(value) for value in ours] == [repr(value) for value in theirs]
    assert ours[0] != theirs[0]


@pytest.mark.parametrize("thing", [OURS, THEIRS])
def test_a_value_is_never_changed(thing: Any) -> None:
    value = thing(name="a")
    for name in ("name", "size", "parts", "unknown"):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, "b")
    with pytest.raises(FrozenInstanceError):
        del value.name
    assert (replace(value, name="b").name, copy.deepcopy(value)) == ("b", value)


def test_what_a_class_says_of_itself_stays() -> None:
    @values.dataclass(frozen=True)
    class Said:
        """A value that shows itself in its own way, and is like all others."""

        name: str

        def __repr__(self) -> str:
            return self.name

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Said)

    assert (repr(Said("a")), Said("a") == Said("b")) == ("a", True)


def test_what_may_change_or_has_slots_is_the_standard_library_s() -> None:
    @values.dataclass
    class Tally:
        """A count."""

        count: int = 0

    @values.dataclass(frozen=True, slots=True)
    class Small:
        """A value of which there are many."""

        count: int = 0

    tally = Tally()
    tally.count += 1
    assert (tally, Small()) == (Tally(1), Small(0))
    assert not hasattr(Small(), "__dict__")


def test_the_product_s_values_are_all_made_so() -> None:
    """A class that comes later would pay at each cold start otherwise."""
    sources = [path for path in PRODUCT.rglob("*.py") if path.name != "values.py"]
    assert sources
    assert [path for path in sources if STANDARD.search(path.read_text())] == []

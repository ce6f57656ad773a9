"""The names under which things are stored: a promise to all data that there is (X-05).

A field may have any other name in code, by `metadata=kept_as("old")`; what is stored stays.
"""

import json
import re
from dataclasses import field, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

from hypothesis import given

from chalicelib.domain.base.hash_chain import Linked
from chalicelib.domain.base.stored import as_stored, kept_as, stored_name
from chalicelib.domain.disputes.events import Entry as JournalEntry
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.wallets.ledger import Entry
from chalicelib.kinds import KINDS
from chalicelib.store.codec import dump, from_wire, load, to_wire
from chalicelib.values import dataclass
from tests.store.values import built

STORE = Path(__file__).parents[2] / "chalicelib" / "store"
PROMISED = Path(__file__).with_name("stored_names.json")


def test_what_is_stored_keeps_its_names() -> None:
    """Whoever means to store something more adds its name to the file; none is ever taken out
    without raising `LAYOUT` in infra/local.py.
    """
    assert promised_now() == json.loads(PROMISED.read_text())


def promised_now() -> dict[str, list[str]]:
    """Class, beside its module, → the names that are stored of it."""
    kept = sorted(kept_classes(), key=lambda one: (one.__name__, one.__module__))
    return {f"{one.__module__.rpartition('.')[2]}.{one.__name__}": names_of(one) for one in kept}


def kept_classes() -> set[type]:
    """All that the store loads, and what lies inside of it."""
    found: set[type] = set()
    waiting: list[Any] = [kind.stored_as for kind in KINDS.values()]
    for path in STORE.glob("*.py"):
        module = import_module(f"chalicelib.store.{path.stem}")
        named = re.findall(r"\bload\((\w+),", path.read_text())
        waiting += [getattr(module, name) for name in named]
    while waiting:
        one = waiting.pop()
        if one in found or not is_dataclass(one):
            waiting += get_args(one)
            continue
        found.add(one)
        waiting += get_type_hints(one).values()
    return found


def names_of(kept: Any) -> list[str]:
    return sorted(map(stored_name, fields(kept)))


@dataclass(frozen=True)
class Before(Linked):
    told: int
    hash: str = ""


@dataclass(frozen=True)
class Renamed(Linked):
    shared: int = field(metadata=kept_as("told"))
    hash: str = ""


def test_a_field_that_is_renamed_in_code_is_found_again_with_its_hash() -> None:
    """X-05: no chain of before is broken by it."""
    old = Before(3).sealed()
    renamed = load(Renamed, dump(old))
    assert renamed == Renamed(3, old.hash)
    assert renamed.true_hash() == old.hash
    assert dump(renamed) == dump(old)


@given(built(Event) | built(JournalEntry) | built(Entry))
def test_the_hash_is_of_the_item_as_it_was_written(kept: Any) -> None:
    """X-05: not of how the code calls its parts."""
    assert as_stored(kept) == from_wire(to_wire(dump(kept)))

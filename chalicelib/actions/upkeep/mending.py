"""The words and account numbers of some things, made to be what they should be."""

from collections.abc import Iterable

from chalicelib.actions.disputes.search_index import search_items, source_of
from chalicelib.actions.imports.worker import pause
from chalicelib.errors import Overloaded
from chalicelib.store.codec import Item
from chalicelib.store.keys import Key
from chalicelib.store.search_keys import SEARCHED
from chalicelib.store.table import (
    IS_ABSENT,
    MAX_TRANSACTION_ITEMS,
    Check,
    Condition,
    Conflict,
    Delete,
    Put,
    Table,
    Unacknowledged,
    Write,
    is_at_version,
    name_of,
)
from chalicelib.values import dataclass

ATTEMPTS = 8
"""So often it is tried where a thing changes all the while."""


@dataclass(frozen=True)
class Mended:
    """How many things and words were looked at, and what of these was not as it should be."""

    looked: int = 0
    restored: int = 0
    removed: int = 0


def mend(table: Table, items: Iterable[Item]) -> Mended:
    """Mends what some items of the table are found by, and what of these items leads to nothing.

    *Beside live changes.* The stream brings every change in its order and writes what differs
    between before and after. What is written here is so on condition that the thing is still as it
    was read: so a later change finds what it expects to find, and its own words come after these.
    Broken off or done twice, this does the same again.
    """
    looked = list(items)
    whole = {name_of(item): _key(item) for item in looked if not _is_word(item)}
    led_to, seen = _led_to(filter(_is_word, looked))
    sources = whole | led_to
    restored = removed = 0
    for attempt in range(ATTEMPTS):
        if attempt:
            pause(attempt)
        now = table.get(sources.values())
        wanted = {name: _by_name(search_items(now.get(name))) for name in sources}
        found = [item for name in sources if name in whole for item in wanted[name].values()]
        there = table.get(map(_key, found))
        again = {}
        for name, source in sources.items():
            missing = wanted[name] if name in whole else {}
            lost = [item for place, item in missing.items() if there.get(place) != item]
            known = seen.get(name, {})
            surplus = [item for place, item in known.items() if place not in wanted[name]]
            try:
                _write(table, source, now.get(name), lost, surplus)
            except (Conflict, Unacknowledged):
                again[name] = source
                continue
            restored, removed = restored + len(lost), removed + len(surplus)
        if not again:
            return Mended(len(looked), restored, removed)
        sources = again
    raise Overloaded("What is looked at changes all the while.")


def _led_to(words: Iterable[Item]) -> tuple[dict[str, Key], dict[str, dict[str, Item]]]:
    """By name the keys of the things that words lead to, and the words of each by their names."""
    sources: dict[str, Key] = {}
    seen: dict[str, dict[str, Item]] = {}
    for item in words:
        source = source_of(item)
        if source is not None:
            sources[name_of(source)] = source
            seen.setdefault(name_of(source), {})[name_of(item)] = item
    return sources, seen


def _by_name(items: Iterable[Item]) -> dict[str, Item]:
    return {name_of(item): item for item in items}


def _write(
    table: Table, source: Key, thing: Item | None, lost: list[Item], surplus: list[Item]
) -> None:
    """Puts what is lost and removes what leads to nothing, as long as the thing is as it was."""
    condition = _is_as(thing) if thing else IS_ABSENT
    writes: list[Write] = [Put(item) for item in lost]
    writes += [Delete(_key(item)) for item in surplus]
    at_once = MAX_TRANSACTION_ITEMS - 1
    for start in range(0, len(writes), at_once):
        table.commit([Check(source, (condition,)), *writes[start : start + at_once]])


def _is_as(thing: Item) -> Condition:
    return is_at_version(thing["version"])


def _is_word(item: Item) -> bool:
    return bool(item["pk"].startswith(SEARCHED))


def _key(item: Item) -> Key:
    return {"pk": item["pk"], "sk": item["sk"]}

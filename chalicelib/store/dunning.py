"""The reminders of customers, and the terms that hold for them, as items of the table."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.dunning.record import MAX_TOLD, Dunning, Reminded
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS, DunningTerms, read_dunning
from chalicelib.domain.disputes.events import Entry
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.entities import entry_item
from chalicelib.store.table import IS_ABSENT, Condition, is_at_sequence, is_at_version

TERMS, LEVELS = map(keys.setting, ("dunning", "dunningLevels"))
"""Where the settings lie."""


def dunning_item(record: Dunning) -> Item:
    """The reminders of a customer, listed while a letter waits to be posted, or nothing reaches it,
    and by when to look again.
    """
    item = dump(record) | keys.dunning(record.customer_id)
    if len(record.reminded) > MAX_TOLD:
        item |= {"reminded": {}, "reminded_alike": _alike(record.reminded)}
    if record.to_post:
        item |= {
            "directory_pk": keys.TO_POST,
            "directory_sk": f"{keys.instant(record.to_post[0].at)}#{record.customer_id}",
        }
    elif record.unreached:
        item |= {
            "directory_pk": keys.UNREACHED,
            "directory_sk": f"{keys.instant(record.unreached.since)}#{record.customer_id}",
        }
    if record.look_at:
        item |= {
            "due_pk": keys.due("DUNNING"),
            "due_sk": keys.due_at(record.look_at, str(record.customer_id)),
        }
    return item


def as_read(record: Dunning) -> tuple[Condition, ...]:
    """Nobody changed the reminders since they were read, nor told of a mail in them (X-07)."""
    if not record.version:
        return (IS_ABSENT,)
    return (is_at_version(record.version), is_at_sequence(record.sequence))


def reminder_item(entry: Entry, customer_id: OutsideID, *, is_left: bool = True) -> Item:
    """The entry by which a letter is claimed: a note of the customer, and among what is to be
    worked off while the letter is left.
    """
    place = f"{keys.instant(entry.at)}#{entry.sequence:08d}"
    item = entry_item(entry) | {
        "customer_pk": keys.of_customer(customer_id, "NOTE"),
        "customer_sk": place,
    }
    if is_left:
        item |= keys.after_work(entry.at, keys.safe(customer_id), entry.sequence)
    return item


def walk_item(at: datetime, start: Item | None) -> Item:
    """Where the walk along what is overdue stands, and when it goes on; from its beginning where
    nothing is named.
    """
    item: Item = {"due_pk": keys.due("DUNNING"), "due_sk": keys.due_at(at, "")}
    return keys.dunning_walk() | item | ({"start": start} if start else {})


def to_dunning(item: Item) -> Dunning:
    """The reminders that an item holds."""
    record = load(Dunning, item)
    return replace(record, reminded={**record.reminded, **_each(item.get("reminded_alike", {}))})


def _alike(reminded: Mapping[str, Reminded]) -> dict[str, list[str]]:
    """Level and day → the items that were reminded so: thousands of items take less room by
    that, since a run brings most of them to the same.
    """
    found: dict[str, list[str]] = {}
    for number, one in sorted(reminded.items()):
        found.setdefault(f"{one.level} {one.day.isoformat()}", []).append(number)
    return found


def _each(alike: Mapping[str, list[str]]) -> dict[str, Reminded]:
    """How each of them was reminded."""
    named = ((said.split(" "), numbers) for said, numbers in alike.items())
    return {
        number: Reminded(int(level), date.fromisoformat(day))
        for (level, day), numbers in named
        for number in numbers
    }


def to_dunning_terms(terms: Item | None, levels: Item | None) -> DunningTerms:
    """How customers are reminded, as administrators have set it, or as the product brings it."""
    rows = levels["value"] if levels and levels["value"] else LEVEL_ROWS
    return read_dunning(terms["value"] if terms else [], rows)

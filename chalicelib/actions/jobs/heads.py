"""The job that keeps heads of chains where no function can change them (X-05).

1. The table's stream notes each chain that grows, under the day on which it brings that.
2. When a day is over, the sweep writes its heads part by part: objects that name the one before
   them, under names that are new. What it costs follows how many chains grew.
3. How far it is stands in the table, after each part. A run that dies, or a second one, finds the
   part there already and goes on from what that says.
"""

from collections.abc import Iterable
from datetime import date, datetime

from chalicelib.domain.base.heads import KeptHeads, digest_of, is_due, place_after, read_kept
from chalicelib.store.codec import Item
from chalicelib.store.heads import (
    PROGRESS,
    HeadStore,
    is_link,
    note_items,
    notes_of,
    place_of,
    to_head,
)
from chalicelib.store.table import Put, Table, name_of

PART = 1000
"""How many heads one part holds."""
PARTS_AT_ONCE = 10
"""How many parts one sweep keeps."""


def note(table: Table, written: Iterable[Item], now: datetime) -> None:
    """Notes the chains that grew by what was written."""
    table.write_batch(note_items([item for item in written if is_link(item)], now))


def note_again(table: Table, written: Iterable[Item], now: datetime) -> None:
    """Notes what was missed, but for chains of which a later link is noted by now."""
    notes = note_items([item for item in written if is_link(item)], now)
    there = table.get({"pk": one["pk"], "sk": one["sk"]} for one in notes)
    table.write_batch(
        [one for one in notes if one["place"] > there.get(name_of(one), {"place": ""})["place"]]
    )


def keep(table: Table, store: HeadStore, now: datetime) -> int:
    """Keeps what is due of the heads of days that are over; how many parts."""
    progress = table.get([PROGRESS]).get(name_of(PROGRESS))
    if progress is None:
        progress = _beginning(store, now)
        table.commit([Put(progress)])
    for count in range(PARTS_AT_ONCE):
        day = date.fromisoformat(progress["day"])
        if not is_due(day, now):
            return count
        progress = _keep_part(table, store, day, progress)
        table.commit([Put(progress)])
    return PARTS_AT_ONCE


def _keep_part(table: Table, store: HeadStore, day: date, progress: Item) -> Item:
    """Keeps the next part of a day; how far it is then, by what is kept."""
    page = table.query(
        notes_of(day), limit=PART, after=progress["after"] or None, is_consistent=True
    )
    part = KeptHeads(
        day,
        progress["part"],
        page.last is None,
        progress["digest"],
        tuple(map(to_head, page.items)),
    )
    return _behind(store.keep(part.name, part.content()))


def _beginning(store: HeadStore, now: datetime) -> Item:
    """Where to begin: behind what is kept, where another table has kept some; else with today."""
    name = store.last_name()
    return _behind(store.read(name)) if name else _progress(now.date(), 1, "")


def _behind(content: bytes) -> Item:
    """How far it is once a part is kept."""
    kept = read_kept(content)
    after = "" if kept.is_last else place_of(kept.heads[-1].chain)
    return _progress(*place_after(kept), digest_of(content), after)


def _progress(day: date, part: int, digest: str, after: str = "") -> Item:
    return PROGRESS | {"day": day.isoformat(), "part": part, "digest": digest, "after": after}

"""Changes that a reader of the table's stream could not work off, worked off again.

What they were is long past: later changes have been worked off since. So what was written then is
not written again; what things are found by is made to be as they are now, and after-work is done as
far as it still waits.
"""

from datetime import datetime
from typing import Any

from chalicelib.actions.disputes.search_index import items_before, search_items
from chalicelib.actions.jobs import after_work, heads
from chalicelib.actions.jobs.after_work import Works
from chalicelib.actions.upkeep.mending import mend
from chalicelib.domain.upkeep.set_aside import batch_of
from chalicelib.store.codec import Item, from_wire
from chalicelib.store.set_aside import Changes
from chalicelib.store.table import Table, name_of


def index_again(
    table: Table,
    changes: Changes,
    told: dict[str, Any],
    now: datetime,
) -> int:
    """Makes what changed things are found by what it should be, and notes chains that grew; how
    many changes there were.

    What a thing was found by before is among what is mended: where its words were to go, they lead
    to nothing now.
    """
    records = list(changes.of(batch_of(told)))
    images = [_images(record) for record in records]
    mend(table, (item for old, new in images for item in _found(old, new)))
    heads.note_again(table, (new for old, new in images if new and not old), now)
    return len(records)


def work_again(works: Works, changes: Changes, told: dict[str, Any]) -> int:
    """Does what follows from changed things as far as that still waits; of how many it did."""
    wanted = [from_wire(record["dynamodb"]["Keys"]) for record in changes.of(batch_of(told))]
    found = works.runtime.table.get(wanted)
    waiting = [
        found[name]
        for name in dict.fromkeys(name_of(key) for key in wanted)
        if "after_pk" in found.get(name, {})
    ]
    for item in waiting:
        after_work.work(works, item)
    return len(waiting)


def _images(record: dict[str, Any]) -> tuple[Item | None, Item | None]:
    change = record["dynamodb"]
    old, new = change.get("OldImage"), change.get("NewImage")
    return from_wire(old) if old else None, from_wire(new) if new else None


def _found(old: Item | None, new: Item | None) -> list[Item]:
    """What a change was about, and what found it before."""
    if not search_items(old) and not search_items(new):
        return []
    return [one for one in (new or old,) if one] + items_before(old)

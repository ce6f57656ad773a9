"""Looks at what waits for a person that has changed, as items of the table: `LOOK#{userID}`, see
`keys/`.
"""

from datetime import datetime

from chalicelib.domain.approvals.passing import Look
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load

LOOKS = "LOOK#"
"""What the partitions of looks begin with."""


def look_item(look: Look, due_at: datetime) -> Item:
    """A look, among the after-work from a time on."""
    return dump(look) | look_key(look) | keys.after_work(due_at, look.user_id, look.version)


def look_key(look: Look) -> keys.Key:
    """Where a look lies: by its number, or by the dispute that it is about."""
    return {
        "pk": f"{LOOKS}{keys.safe(look.user_id)}",
        "sk": f"{look.version:08d}#{look.dispute_id or f'{look.number:06d}'}",
    }


def to_look(item: Item) -> Look:
    """The look that an item holds."""
    return load(Look, item)

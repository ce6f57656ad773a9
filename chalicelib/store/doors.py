"""What the user pool is to be told of a person who was deactivated or activated, as after-work of
that change: `DOOR#{userID}`, see `keys/`.
"""

from datetime import datetime

from chalicelib.store import keys
from chalicelib.store.codec import Item

DOORS = "DOOR#"
"""What the partitions of these begin with."""


def door_item(user_id: str, version: int, at: datetime, *, is_shut: bool) -> Item:
    """That the pool is to be told of a person who was put out, or let in again, among the
    after-work from a time on.
    """
    key = {"pk": f"{DOORS}{keys.safe(user_id)}", "sk": f"{version:08d}"}
    told = {"user_id": user_id, "is_shut": is_shut}
    return key | told | keys.after_work(at, user_id, version)

"""Cursors: where the next page of a list begins, as people carry it from one request to the next."""

import base64
import hashlib
import json

from chalicelib.errors import BadCursor
from chalicelib.store.codec import Item

FOREIGN_CURSOR = "The cursor does not belong to this list; start again without it."
MAX_SORT_BYTES = 1024


def write_cursor(last: Item, place: str) -> str:
    """What leads on behind a key of the list that `place` names."""
    text = json.dumps([last, _checksum(last, place)], sort_keys=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, place: str) -> Item:
    """The key behind a cursor. It only ever leads on within the list that it was given for."""
    try:
        last, checksum = json.loads(base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if checksum == _checksum(last, place):
            return last
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    raise BadCursor(FOREIGN_CURSOR)


def read_key_cursor(cursor: str, place: str, partition_name: str, partition: str, sort_name: str) -> Item:
    """The key behind a cursor, which is one of this very partition, whoever made it up: it never leads into another list."""
    last = read_cursor(cursor, place)
    if _is_key(last, {"pk", "sk", partition_name, sort_name}) and last[partition_name] == partition:
        return last
    raise BadCursor(FOREIGN_CURSOR)


def _is_key(last: object, names: set[str]) -> bool:
    if not isinstance(last, dict) or set(last) != names:
        return False
    return all(isinstance(part, str) and 0 < len(part.encode()) <= MAX_SORT_BYTES for part in last.values())


def _checksum(last: Item, place: str) -> str:
    return hashlib.sha256(json.dumps([last, place], sort_keys=True).encode()).hexdigest()[:16]

"""What is kept for ever is chained by hashes, so that none of it can be edited unseen (X-05)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Protocol, Self


class Link(Protocol):
    """What stands in a chain: its place, the hash before it, and its own."""

    @property
    def sequence(self) -> int: ...
    @property
    def previous_hash(self) -> str: ...
    @property
    def hash(self) -> str: ...
    def true_hash(self) -> str: ...


@dataclass(frozen=True)
class Linked:
    """Something kept for ever that carries the hash of all it says and of the one before it (X-05)."""

    def sealed(self) -> Self:
        """The same with its hash."""
        return replace(self, hash=self.true_hash())  # type: ignore[call-arg]

    def true_hash(self) -> str:
        """The hash that it must carry; what it may leave out, and does, is no part of it."""
        unsaid = {field.name for field in fields(self) if field.default is None and getattr(self, field.name) is None}
        said = {name: _as_kept(value) for name, value in vars(self).items() if name != "hash" and name not in unsaid}
        canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_told)
        return hashlib.sha256(canonical.encode()).hexdigest()


def _as_kept(value: Any) -> Any:
    """The value as it comes back from where it is kept: numbers have no zeros behind the point there, so 8.0 is 8."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _as_kept(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_as_kept(part) for part in value]
    return value


def _told(value: Any) -> Any:
    """A moment, or a thing inside of another, as a hash takes it in."""
    return value.isoformat() if isinstance(value, datetime) else {name: one for name, one in vars(value).items() if one is not None}


def first_broken(events: Sequence["Link"], first: int = 1, previous: str = "") -> int | None:
    """The sequence of the first event or entry whose place, hash or chain is not as it was written; None when all hold.

    `first` and `previous` are the number of the first one and the hash of the one before it.
    """
    for expected, event in enumerate(events, first):
        if event.sequence != expected or event.previous_hash != previous or event.hash != event.true_hash():
            return expected
        previous = event.hash
    return None

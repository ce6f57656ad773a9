"""What is kept for ever is chained by hashes, so that none of it can be edited unseen (X-05)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, Self

from chalicelib.domain.base.stored import as_stored
from chalicelib.values import dataclass


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
    """Something kept for ever that carries the hash of all it says and of the one
    before it (X-05).
    """

    def sealed(self) -> Self:
        """The same with its hash."""
        return replace(self, hash=self.true_hash())  # type: ignore[call-arg]

    def true_hash(self) -> str:
        """The hash that it must carry: of all that is stored of it, but for the hash itself."""
        kept = as_stored(self)
        kept.pop("hash")
        canonical = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


def first_broken(events: Sequence["Link"], first: int = 1, previous: str = "") -> int | None:
    """The sequence of the first event or entry whose place, hash or chain is not as it was written;
    None when all hold.

    `first` and `previous` are the number of the first one and the hash of the one before it.
    """
    for expected, event in enumerate(events, first):
        if (
            event.sequence != expected
            or event.previous_hash != previous
            or event.hash != event.true_hash()
        ):
            return expected
        previous = event.hash
    return None

"""The journal of customers, invoices and addresses: who brought in or changed one, when, and what
it was before and after (X-05).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from chalicelib.domain.disputes.events import Entry
from chalicelib.values import dataclass


class Journaled(Protocol):
    """What has a journal: it says what it is called there, and what of it is told."""

    @property
    def sequence(self) -> int: ...
    @property
    def last_hash(self) -> str: ...
    @property
    def subject(self) -> str: ...
    def journaled(self) -> dict[str, Any]: ...


Kept = TypeVar("Kept", bound=Journaled)


@dataclass(frozen=True)
class Hand:
    """Who brings something in, when and, where it comes in a file, by which line of it."""

    by_id: str
    by_name: str
    at: datetime
    source: str | None = None


def enter(known: Kept | None, kept: Kept, hand: Hand) -> tuple[Kept, Entry]:
    """The same with its new place in the journal, and the entry: what differs, as it was and as it
    is.
    """
    old, new = known.journaled() if known else {}, kept.journaled()
    changed = [name for name in new if new[name] != old.get(name)]
    entry = entry_of(
        kept.subject,
        known.sequence + 1 if known else 1,
        hand,
        {name: old[name] for name in changed} if known else {},
        {name: new[name] for name in changed},
        known.last_hash if known else "",
    )
    return replace(kept, sequence=entry.sequence, last_hash=entry.hash), entry  # type: ignore[type-var]


def entry_of(
    subject: str,
    sequence: int,
    hand: Hand,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    previous_hash: str = "",
) -> Entry:
    """An entry in the journal of a subject, by its place there and what it says."""
    return Entry(
        subject=subject,
        sequence=sequence,
        by_id=hand.by_id,
        by_name=hand.by_name,
        at=hand.at,
        before=dict(before),
        after=dict(after),
        previous_hash=previous_hash,
        source=hand.source,
    ).sealed()


def is_told(kept: Journaled, entries: list[Entry]) -> bool:
    """Whether it is what its journal says; what is older than its journal is passed over."""
    told: dict[str, Any] = {}
    for entry in entries:
        told |= entry.after
    now = kept.journaled()
    return all(now.get(name) == value for name, value in told.items())

"""What must be true of all that is kept with events or a journal, checked on what is stored (X-05,
X-06).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from chalicelib.domain.base.hash_chain import Link, first_broken
from chalicelib.domain.disputes.events import Entry
from chalicelib.domain.disputes.journal import Journaled, is_told
from chalicelib.domain.people.person import Person

NOT_AS_TOLD = "It is not what its journal says."


def journal_faults(kept: Journaled, entries: list[Entry]) -> list[str]:
    """The same of the journal of whatever has one; what is stored must be what it says."""
    found = chain_faults((kept.sequence, kept.last_hash), entries)
    return found or ([] if is_told(kept, entries) else [NOT_AS_TOLD])


def versioned_faults(
    version: int, last_hash: str, told: dict[str, Any], entries: list[Entry]
) -> list[str]:
    """The same of a person or setting, whose entries are numbered by its versions; a first one from
    before its journal has none.
    """
    if not last_hash:
        return [] if not entries and version <= 1 else ["It changed past its journal."]
    found = chain_faults(
        (version, last_hash), entries, first=2 if entries and entries[0].sequence == 2 else 1
    )
    said: dict[str, Any] = {}
    for entry in entries:
        said |= entry.after
    return found or (
        [] if all(told.get(name) == value for name, value in said.items()) else [NOT_AS_TOLD]
    )


def holder_faults(person: Person | None, holder: Person | None) -> list[str]:
    """The list of who has a credit limit, by which approvals are asked for, says of a person what
    the person's own record does.
    """
    known = person if person and person.holds_limit else None
    if known == holder or (
        known and holder and replace(known, last_hash="") == replace(holder, last_hash="")
    ):
        return []
    return ["The list of credit limits says something else of this person."]


def chain_faults(last: tuple[int, str], events: Sequence[Link], first: int = 1) -> list[str]:
    """The events are all there, unedited and in order, up to the last one that is named (X-05)."""
    broken = first_broken(events, first)
    if broken is not None:
        return [f"Event {broken} is not as it was written."]
    if last != ((events[-1].sequence, events[-1].hash) if events else (0, "")):
        return ["The last event is not the one that is named."]
    return []

"""What happened to a follow-up, as it is kept for ever (X-05)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.disputes.events import Change, Happening, happened
from chalicelib.domain.people.person import Person
from chalicelib.values import dataclass

WAITS, STOPPED = "chaseWaits", "chaseStopped"
"""What the job that chases tells of itself."""
DISPUTED_BEFORE = "disputedBefore"
"""Under which an event tells of items that came in with a dispute, which comes into the hands of
who clears them up (DM-01).
"""
TAKEN_OVER = "disputesTakenOver"
LOOKS = (WAITS, TAKEN_OVER)
"""What of it changes nothing that anybody edits."""


@dataclass(frozen=True, kw_only=True)
class FollowUpEvent(Happening):
    """A change of a follow-up as it is kept for ever (X-05)."""

    follow_up_id: str

    @property
    def has_after_work(self) -> bool:
        """Whether a letter follows from it, or disputes come into other hands."""
        return "letter" in self.after or DISPUTED_BEFORE in self.after


def record(
    follow_up: FollowUp, changes: Sequence[Change], by: Person, at: datetime
) -> tuple[FollowUp, tuple[FollowUpEvent, ...]]:
    """The follow-up one version on, and an event for each change, chained; at its version where the
    job alone has looked (X-05, X-07).
    """
    told, events = append(follow_up, changes, by, at)
    if all(change.type in LOOKS for change in changes):
        return told, events
    return replace(told, version=follow_up.version + 1, changed_by=by.name, changed_at=at), events


def append(
    follow_up: FollowUp, changes: Sequence[Change], by: Person, at: datetime
) -> tuple[FollowUp, tuple[FollowUpEvent, ...]]:
    """The follow-up with events that leave its state alone, such as a mail sent (X-07)."""
    events: list[FollowUpEvent] = []
    previous = follow_up.last_hash
    for sequence, change in enumerate(changes, follow_up.sequence + 1):
        event = FollowUpEvent(
            follow_up_id=follow_up.follow_up_id,
            **happened(change, by, at, sequence, previous),
        ).sealed()
        previous = event.hash
        events.append(event)
    sequence = follow_up.sequence + len(events)
    return replace(follow_up, sequence=sequence, last_hash=previous), tuple(events)

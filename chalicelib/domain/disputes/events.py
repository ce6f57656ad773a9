"""Events: each change, chained by hashes so that none can be edited unseen (X-05)."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chalicelib.domain.base.hash_chain import Linked
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.sentences import told_of
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.parts import marked
from chalicelib.domain.people.person import CUSTOMER, STAFF, Person

SHARED = "parties"
"""The audience of what both sides of a booking, and the staff, are told."""

AFTER_WORK = frozenset(
    {
        "approvalStarted",
        "approvalResumed",
        "approvalAsked",
        "approvalDelegated",
        "approvalEndorsed",
        "approvalTimedOut",
        "approvalLeft",
        "approvalApproved",
        "approvalRejected",
        "approvalRecalled",
        "approvalVoided",
        "approvalExpired",
    }
)
"""The events of approvals from which something follows outside the table: a workflow goes on, a letter is sent."""


@dataclass(frozen=True)
class Change:
    """What a verb did, before anybody has said who did it and when."""

    type: str
    text: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    amount: int | None = None
    """The money that it is about, in minor units of the dispute's currency."""
    note: bool = True
    """Whether it is written on the customer too (CU-21): all but mere edits are."""
    audience: str = STAFF
    """Who is told: the staff alone, or the customer too, in the words of `portal.py` (CU-23)."""


@dataclass(frozen=True)
class Entry(Linked):
    """A change of something that keeps a journal, as that keeps it for ever."""

    subject: str
    sequence: int
    by_id: str
    by_name: str
    at: datetime
    before: dict[str, Any]
    after: dict[str, Any]
    previous_hash: str
    hash: str = ""
    source: str | None = None
    """The file and line that it came from."""


@dataclass(frozen=True)
class Event(Linked):
    """A change of a dispute as it is kept for ever."""

    dispute_id: str
    customer_id: OutsideID | None
    """On whom it is noted, where a customer is among the parties (CU-21)."""
    sequence: int
    type: str
    text: str
    by_id: str
    by_name: str
    at: datetime
    before: dict[str, Any]
    after: dict[str, Any]
    amount: int | None
    currency: str
    audience: str
    note: bool
    previous_hash: str
    hash: str = ""
    told: int | None = None
    """Its number among what both sides of a booking are told; None for all else."""
    words: dict[str, Any] | None = None
    """The text as data, where amounts stand in it, for a page that writes them in its own language."""

    def number_for(self, audience: str) -> int:
        """Its number in the thread as an audience reads it: the sides count what they are told, without a gap (IG-03)."""
        return self.sequence if audience == STAFF or self.told is None else self.told

    @property
    def has_after_work(self) -> bool:
        """Whether something follows from it outside the table; of what both sides of a booking are told, mail to who is absent."""
        return self.type in AFTER_WORK or self.audience == SHARED


def record(
    before: Dispute | None, dispute: Dispute, changes: tuple[Change, ...], by: Person, at: datetime
) -> tuple[Dispute, tuple[Event, ...]]:
    """The dispute one version on, what of it differs from before marked so, and an event for each change, chained (X-05, X-07)."""
    told, events = append(dispute, changes, by, at)
    version = dispute.version + 1
    return replace(told, version=version, changed_in=marked(before, dispute, version), changed_at=at, changed_by=by.name), events


def append(dispute: Dispute, changes: tuple[Change, ...], by: Person, at: datetime) -> tuple[Dispute, tuple[Event, ...]]:
    """The dispute with events about it that leave its state alone, such as a mail sent: its version stays (X-07)."""
    events: list[Event] = []
    previous, told = dispute.last_hash, dispute.told
    for sequence, change in enumerate(changes, dispute.sequence + 1):
        is_told = change.audience == SHARED
        told += is_told
        event = Event(
            dispute_id=dispute.dispute_id,
            customer_id=dispute.parties.get(CUSTOMER),
            sequence=sequence,
            type=change.type,
            text=str(change.text),
            by_id=by.user_id,
            by_name=by.name,
            at=at,
            before=change.before,
            after=change.after,
            amount=change.amount,
            currency=dispute.currency,
            audience=change.audience,
            note=change.note,
            previous_hash=previous,
            told=told if is_told else None,
            words=told_of(change.text),
        ).sealed()
        previous = event.hash
        events.append(event)
    told_until = max((event.sequence for event in events if event.told), default=dispute.told_until)
    known = replace(dispute, sequence=dispute.sequence + len(events), told=told, told_until=told_until, last_hash=previous)
    return known, tuple(events)

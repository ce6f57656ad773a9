"""Events: each change, chained by hashes so that none can be edited unseen (X-05)."""

from dataclasses import field, replace
from datetime import datetime
from typing import Any

from chalicelib.domain.base.hash_chain import Linked
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.sentences import parts_of
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.parts import marked
from chalicelib.domain.people.person import CUSTOMER, STAFF, Person
from chalicelib.values import dataclass

SHARED = "parties"
"""The audience of what all sides of a dispute, and the staff, are told."""

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
"""The events of approvals from which something follows outside the table: a workflow goes on, a
letter is sent.
"""


CALLS = frozenset({"escalated"})
"""The events by which somebody of the staff is called by mail, whom the kind names."""


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
    """Who is told beside the staff: nobody, all sides, or one of them (CU-23)."""


@dataclass(frozen=True, kw_only=True)
class Recorded(Linked):
    """What all say that is kept for ever: its place in a chain, who did it when, and what was
    before and is after.
    """

    sequence: int
    by_id: str
    by_name: str
    at: datetime
    before: dict[str, Any]
    after: dict[str, Any]
    previous_hash: str
    hash: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry(Recorded):
    """A change of something that keeps a journal, as that keeps it for ever."""

    subject: str
    source: str | None = None
    """The file and line that it came from."""


@dataclass(frozen=True, kw_only=True)
class Happening(Recorded):
    """A change by a verb, which says what happened."""

    type: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Event(Happening):
    """A change of a dispute as it is kept for ever."""

    dispute_id: str
    customer_id: OutsideID | None
    """On whom it is noted, where a customer is among the parties (CU-21)."""
    amount: int | None
    currency: str
    audience: str
    note: bool
    shared_sequence: int | None = None
    """Its number among what all sides are told, where none is told anything apart; None for all
    else.
    """
    words: dict[str, Any] | None = None
    """The text as data, where amounts stand in it, for a page that writes them in its
    own language.
    """
    told_to: dict[str, int] | None = None
    """Side → its number among what that one is told, where sides are told apart."""

    def number_for(self, audience: str) -> int:
        """Its number in the thread as an audience reads it: each side counts what it is told,
        without a gap (IG-03).
        """
        if audience == STAFF:
            return self.sequence
        return (self.told_to or {}).get(audience) or self.shared_sequence or self.sequence

    @property
    def is_told(self) -> bool:
        """Whether it stands in the thread of a side, which is told by mail where it is absent."""
        return self.audience == SHARED or bool(self.told_to)

    @property
    def has_after_work(self) -> bool:
        """Whether something follows from it outside the table."""
        return self.type in AFTER_WORK | CALLS or self.is_told


def record(
    before: Dispute | None, dispute: Dispute, changes: tuple[Change, ...], by: Person, at: datetime
) -> tuple[Dispute, tuple[Event, ...]]:
    """The dispute one version on, what of it differs from before marked so, and an event for each
    change, chained (X-05, X-07).
    """
    told, events = append(dispute, changes, by, at)
    version = dispute.version + 1
    return replace(
        told,
        version=version,
        changed_in=marked(before, dispute, version),
        changed_at=at,
        changed_by=by.name,
        closed_by=_closed_by(before, dispute, by),
    ), events


def _closed_by(before: Dispute | None, dispute: Dispute, by: Person) -> str | None:
    """Who ended it: this one, where it ended just now."""
    if dispute.closed_at is None:
        return None
    is_known = before is not None and before.closed_at == dispute.closed_at
    return dispute.closed_by if is_known else by.name


def append(
    dispute: Dispute, changes: tuple[Change, ...], by: Person, at: datetime
) -> tuple[Dispute, tuple[Event, ...]]:
    """The dispute with events about it that leave its state alone, such as a mail sent: its version
    stays (X-07).
    """
    events: list[Event] = []
    previous, shared, told_to = dispute.last_hash, dispute.shared_sequence, dispute.told_to
    is_apart = dispute.lifecycle.tells_apart
    for sequence, change in enumerate(changes, dispute.sequence + 1):
        is_shared = change.audience == SHARED and not is_apart
        shared += is_shared
        numbers = _numbers(dispute, change.audience, told_to) if is_apart else {}
        told_to = told_to | numbers
        event = Event(
            dispute_id=dispute.dispute_id,
            customer_id=dispute.parties.get(CUSTOMER),
            amount=change.amount,
            currency=dispute.currency,
            audience=change.audience,
            note=change.note,
            shared_sequence=shared if is_shared else None,
            words=parts_of(change.text),
            told_to=numbers or None,
            **happened(change, by, at, sequence, previous),
        ).sealed()
        previous = event.hash
        events.append(event)
    shared_until = max(
        (event.sequence for event in events if event.is_told), default=dispute.shared_until
    )
    known = replace(
        dispute,
        sequence=dispute.sequence + len(events),
        shared_sequence=shared,
        shared_until=shared_until,
        told_to=told_to,
        last_hash=previous,
    )
    return known, tuple(events)


def happened(
    change: Change, by: Person, at: datetime, sequence: int, previous_hash: str
) -> dict[str, Any]:
    """What an event of anything says of a change (`Happening`)."""
    return {
        "sequence": sequence,
        "type": change.type,
        "text": str(change.text),
        "by_id": by.user_id,
        "by_name": by.name,
        "at": at,
        "before": change.before,
        "after": change.after,
        "previous_hash": previous_hash,
    }


def _numbers(dispute: Dispute, audience: str, told_to: dict[str, int]) -> dict[str, int]:
    """The number that an event for an audience has with each side that is told of it."""
    sides = tuple(dispute.parties) if audience == SHARED else (audience,)
    return {side: told_to.get(side, 0) + 1 for side in sides if side in dispute.parties}

"""The dispute: the spine that every kind shares, whatever work of its own it carries."""

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import datetime
from typing import Any, Generic, Protocol, Self, TypeVar

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.amounts import Amounts, Shares
from chalicelib.domain.disputes.deadlines import MOVE, Deadline
from chalicelib.domain.disputes.lifecycle import Lifecycle, spoken
from chalicelib.domain.disputes.ticket_link import TicketLink
from chalicelib.domain.people.person import STAFF
from chalicelib.errors import DisputeEnded
from chalicelib.values import dataclass


class Work(Protocol):
    """What only a kind of dispute has."""

    @property
    def lifecycle(self) -> Lifecycle:
        """The life cycle of its kind."""

    def amounts_in(self, status: str) -> Amounts:
        """Where its money stands while the dispute is in a status (X-06)."""

    def shares_in(self, status: str) -> Shares:
        """What became of its money, or is to, while the dispute is in a status (X-06)."""

    def parts_in(self, status: str) -> dict[str, object]:
        """What of it can be changed by itself, as it is, `STATUS` among that (X-07)."""

    @property
    def whole(self) -> tuple[str, ...]:
        """The parts that a verb for the dispute as a whole is about."""

    @property
    def looked_at(self) -> datetime | None:
        """When the sweep looks at it next; None where nothing waits for a time."""

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """What the kind itself knows to be due of what is open."""


KindWork = TypeVar("KindWork", bound=Work)


@dataclass(frozen=True)
class Dispute(Generic[KindWork]):
    """A claim about one subject; `work` is what only its kind has."""

    dispute_id: str
    kind: str
    subject_id: OutsideID
    parties: dict[str, OutsideID]
    """Role → who stands in it, in the order of the kind's."""
    party_names: dict[str, str]
    """Role → what that party is called."""
    currency: str
    status: str
    description: str
    reason_id: OutsideID | None
    reason: str
    raised_by: str
    raised_at: datetime
    changed_by: str
    changed_at: datetime
    work: KindWork
    resolution_id: OutsideID | None = None
    resolution: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    """Who ended it."""
    resolver_id: str | None = None
    resolver: str | None = None
    assignee_id: str | None = None
    assignee: str | None = None
    waiting_for: str | None = None
    waiting_since: datetime | None = None
    due_at: datetime | None = None
    move_by: datetime | None = None
    """Until when whoever's move it is is to move, as it was reckoned when that began."""
    spent: dict[str, int] = field(default_factory=dict)
    """Party → business seconds for which the dispute has waited for it, up to `waiting_since`
    (X-04).
    """
    estimated: bool = False
    """Whether the dates were inferred by an import rather than told."""
    version: int = 0
    """Rises with every change of state (X-07)."""
    sequence: int = 0
    """The number of the last event (X-05)."""
    shared_sequence: int = 0
    """How many of its events all of its sides are told, where none is told anything apart."""
    shared_until: int = 0
    """The number of the last event among all that any side is told."""
    told_to: dict[str, int] = field(default_factory=dict)
    """Side → how many of its events that one is told, where sides are told apart."""
    last_hash: str = ""
    changed_in: dict[str, int] = field(default_factory=dict)
    """What can be changed by itself (`parts.py`) → the version with which it last was (X-07)."""
    attached_by: dict[str, int] = field(default_factory=dict)
    """Side → how many files it attached (X-13)."""
    messages: dict[str, int] = field(default_factory=dict)
    """Audience → how many messages it can read: all that is meant for it, and for the staff its
    notes too.
    """
    read: dict[str, int] = field(default_factory=dict)
    """Audience → how many of them it has read; who writes has read all (IG-04)."""
    tickets: tuple[TicketLink, ...] = ()
    """What it is linked to of tickets (CU-20)."""

    @property
    def lifecycle(self) -> Lifecycle:
        """The life cycle of its kind."""
        return self.work.lifecycle

    @property
    def is_open(self) -> bool:
        """Whether it holds its subject's one open place (CU-06)."""
        return self.lifecycle.is_open(self.status)

    @property
    def how_it_ended(self) -> Sentence:
        """What it has become, when, and by whom where all who may work it know each other's names:
        of a kind with two parties these are not told (CK-03, IG-03).
        """
        status = spoken(self.status)
        if self.closed_at is None:
            return Sentence("The dispute is {status}; it refuses every change.", status=status)
        if self.closed_by and len(self.parties) == 1:
            words = "The dispute is {status}, by {by} on {at}; it refuses every change."
            return Sentence(words, status=status, by=self.closed_by, at=self.closed_at)
        words = "The dispute is {status} since {at}; it refuses every change."
        return Sentence(words, status=status, at=self.closed_at)

    @property
    def amounts(self) -> Amounts:
        """Where its money stands (X-06)."""
        return self.work.amounts_in(self.status)

    @property
    def shares(self) -> Shares:
        """What became of all of its money, or is to (X-06)."""
        return self.work.shares_in(self.status)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """What is due while it is open, the most urgent first: what its work tells, and the move of
        whoever it waits for, where that tells nothing of this one (X-04).
        """
        if not self.is_open:
            return ()
        found = self.work.deadlines
        is_timed = self.waiting_for in {one.party for one in found}
        if self.waiting_for and self.move_by and not is_timed:
            found = (*found, Deadline(self.waiting_for, MOVE, self.move_by))
        return tuple(sorted(found, key=lambda one: one.at))

    @property
    def urgent_at(self) -> datetime | None:
        """When the first thing is due, or was; None where nothing is."""
        return self.deadlines[0].at if self.deadlines else None

    def told(self, audience: str) -> int:
        """How many of its events an audience is told: the staff all of them."""
        if audience == STAFF:
            return self.sequence
        return self.told_to.get(audience, 0) or self.shared_sequence

    @property
    def audiences(self) -> tuple[str, ...]:
        """Who reads its thread: each party, and the staff."""
        return (*self.parties, STAFF)

    def unread(self, audience: str) -> int:
        """How many messages nobody of an audience has read yet (IG-04)."""
        return self.messages.get(audience, 0) - self.read.get(audience, 0)

    def with_message(self, side: str | None, readers: Sequence[str] | None = None) -> Self:
        """The dispute with one more thing to be read by some audiences, or by all (IG-04).

        The side that wrote it, the staff where it is no party's, has read that and all before it;
        None: nobody wrote it.
        """
        more = self.audiences if readers is None else readers
        messages = self.messages | {reader: self.messages.get(reader, 0) + 1 for reader in more}
        writer = side if side is None or side in self.parties else STAFF
        read = self.read | {writer: messages[writer]} if writer else self.read
        return replace(self, messages=messages, read=read)

    def with_work(self, **values: Any) -> Self:
        """The dispute with parts of its work replaced."""
        work: Any = self.work
        return replace(self, work=replace(work, **values))

    def moved(
        self, verb: str, at: datetime, hours: WorkHours, waiting_for: str | None = None
    ) -> Self:
        """The dispute after a step of its life cycle; ending sets the close date (RV-10), the time
        waited is charged (X-04).
        """
        try:
            status = self.lifecycle.after(verb, self.status)
        except DisputeEnded as over:
            raise DisputeEnded(self.how_it_ended, rule=over.rule) from over
        moved = replace(
            self, status=status, closed_at=None if self.lifecycle.is_open(status) else at
        )
        return moved.waiting(waiting_for or self.lifecycle.waits_for.get(status), at, hours)

    def waiting(self, waiting_for: str | None, at: datetime, hours: WorkHours) -> Self:
        """The dispute with it being somebody's move; to whom it waited for until now the time is
        charged (X-04).
        """
        if waiting_for == self.waiting_for:
            return self
        since = at if waiting_for else None
        return replace(
            self,
            waiting_for=waiting_for,
            waiting_since=since,
            spent=self.spent_until(at, hours),
            due_at=None,
            move_by=self.lifecycle.move_by(waiting_for, at, hours),
        )

    def spent_until(self, at: datetime, hours: WorkHours) -> dict[str, int]:
        """Party → business seconds for which the dispute has waited for it up to a
        moment (X-04).
        """
        if not self.waiting_for or not self.waiting_since:
            return self.spent
        waited = hours.between(self.waiting_since, at)
        return self.spent | {self.waiting_for: self.spent.get(self.waiting_for, 0) + waited}

"""The dispute: the spine that every kind shares, and the work that an invoice dispute carries."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, Self, TypeVar

from chalicelib.domain.approvals.approval_chain import MAX_KEPT, EndedRound, Round
from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.bookings.work import BookingWork
from chalicelib.domain.disputes.amounts import NO_SHARES, NOTHING, Amounts, Shares
from chalicelib.domain.disputes.lifecycle import LIFECYCLES, Lifecycle
from chalicelib.domain.invoices.invoice import ChargeIDs
from chalicelib.errors import NotFound

MAX_LINES = 40
"""So many that a command on all of them still fits one transaction."""


@dataclass(frozen=True)
class Ask:
    """Somebody who asked others for a credit above the own limit, and that limit, in minor units."""

    user_id: str
    limit: int


@dataclass(frozen=True)
class Line(ChargeIDs):
    """What is contested of one charge, or of the invoice as a whole (`general`); amounts in minor units."""

    line_id: OutsideID
    description: str
    charge: int
    disputed: int
    credit: int = 0
    status: str = "open"
    requested_by: str | None = None
    requested_by_name: str | None = None
    decided_by: str | None = None
    refused_by: str | None = None
    refusal: str | None = None
    """Why the approval that was asked for was not given, until it is asked for again (CU-15)."""
    kind: str = "feature"

    @property
    def outcome(self) -> str:
        """Its status; *declined* where what is approved is no credit at all."""
        return "declined" if self.status == "approved" and not self.credit else self.status


@dataclass(frozen=True)
class Posting:
    """An adjustment that the dispute has put on its invoice; `amount` as it changes what is owed."""

    adjustment_id: str
    amount: int


@dataclass(frozen=True)
class InvoiceWork:
    """What only an invoice dispute has: lines, and the postings of the adjustment track (RV-13)."""

    lines: tuple[Line, ...]
    revision: str = ""
    """The set of the invoice's lines that it was raised on; the invoice keeps it while the dispute is open."""
    bill_period_id: OutsideID | None = None
    adjustment: Posting | None = None
    reversal: Posting | None = None
    fee: Posting | None = None
    round: Round | None = None
    """The last run of the approval chain (CU-15)."""
    earlier_rounds: tuple[EndedRound, ...] = ()
    """The latest of those before it."""
    asked_above: tuple[Ask, ...] = ()
    """Kept whatever becomes of the lines: above the limit of then, no credit is theirs to give (CU-14)."""

    def is_barred(self, user_id: str, total: int) -> bool:
        """Whether this person asked others when the own limit was lower than this, so that somebody else has to give it (CU-14)."""
        return any(ask.user_id == user_id and ask.limit < total for ask in self.asked_above)

    def with_ask(self, user_id: str, limit: int) -> "InvoiceWork":
        """The work of a dispute on which this person has asked others for a credit above a limit; of several the lowest counts."""
        others = tuple(ask for ask in self.asked_above if ask.user_id != user_id)
        lowest = min([limit, *(ask.limit for ask in self.asked_above if ask.user_id == user_id)])
        return replace(self, asked_above=(*others, Ask(user_id, lowest)))

    def round_of(self, number: int) -> Round | EndedRound | None:
        """The round of that number, as far as it is remembered."""
        known = (self.round, *self.earlier_rounds)
        return next((one for one in known if one and one.number == number), None)

    def with_next_round(self, begun: Round) -> "InvoiceWork":
        """The work with another round begun, the last one among those that ended."""
        over = (EndedRound.of(self.round),) if self.round else ()
        return replace(self, round=begun, earlier_rounds=(*self.earlier_rounds, *over)[-MAX_KEPT:])


Work = TypeVar("Work", InvoiceWork, BookingWork)


@dataclass(frozen=True)
class Dispute(Generic[Work]):
    """A claim about one subject; `work` is what only its kind has."""

    dispute_id: str
    kind: str
    subject_id: OutsideID
    customer_id: OutsideID
    customer_name: str
    currency: str
    status: str
    description: str
    reason_id: OutsideID | None
    reason: str
    raised_by: str
    raised_at: datetime
    changed_by: str
    changed_at: datetime
    work: Work
    resolution_id: OutsideID | None = None
    resolution: str | None = None
    closed_at: datetime | None = None
    resolver_id: str | None = None
    resolver: str | None = None
    assignee_id: str | None = None
    assignee: str | None = None
    waiting_for: str | None = None
    waiting_since: datetime | None = None
    due_at: datetime | None = None
    spent: dict[str, int] = field(default_factory=dict)
    """Party → business seconds for which the dispute has waited for it, up to `waiting_since` (X-04)."""
    estimated: bool = False
    """Whether the dates were inferred by an import rather than told."""
    version: int = 0
    """Rises with every change of state (X-07)."""
    sequence: int = 0
    """The number of the last event (X-05)."""
    told: int = 0
    """How many of its events both sides of a booking are told."""
    told_until: int = 0
    """The number of the last of these among all events."""
    last_hash: str = ""
    changed_in: dict[str, int] = field(default_factory=dict)
    """What can be changed by itself (`parts.py`) → the version with which it last was (X-07)."""
    attached_by: dict[str, int] = field(default_factory=dict)
    """Side → how many files it attached (X-13)."""

    @property
    def lifecycle(self) -> Lifecycle:
        """The life cycle of its kind."""
        return LIFECYCLES[self.kind]

    @property
    def is_open(self) -> bool:
        """Whether it holds its subject's one open place (CU-06)."""
        return self.lifecycle.is_open(self.status)

    @property
    def has_customer(self) -> bool:
        """Whether it is of somebody who is billed, and not between the two sides of a booking."""
        return not isinstance(self.work, BookingWork)

    @property
    def amounts(self) -> Amounts:
        """Where its money stands (X-06)."""
        if isinstance(self.work, BookingWork):
            return self.work.amounts
        return sum((self.amounts_of(line) for line in self.work.lines), NOTHING)

    @property
    def shares(self) -> Shares:
        """What became of all of its money, or is to (X-06)."""
        if isinstance(self.work, BookingWork):
            return self.work.shares
        return sum((self.shares_of(line) for line in self.work.lines), NO_SHARES)

    def amounts_of(self: "InvoiceDispute", line: Line) -> Amounts:
        """Where the money of one of its lines stands (X-06); what is decided of an open dispute is open until that ends."""
        shares = self.shares_of(line)
        rest = line.disputed - shares.credited - shares.withdrawn
        still, declined = (rest, 0) if self.is_open else (0, rest)
        return Amounts(line.disputed, open=still, credited=shares.credited, withdrawn=shares.withdrawn, declined=declined)

    def shares_of(self: "InvoiceDispute", line: Line) -> Shares:
        """What became of the money of one of its lines, or is to (X-06)."""
        credited = self._credited_of(line)
        rest = line.disputed - credited
        if line.status == "withdrawn" or self.status == "withdrawn":
            return Shares(credited=credited, withdrawn=rest)
        if not self.is_open:
            return Shares(credited=credited, declined=rest)
        if line.status == "approved":
            return Shares(credited=credited, approved=line.credit, declined=rest - line.credit)
        if line.status == "pendingApproval":
            return Shares(credited=credited, asked_for=line.credit, undecided=rest - line.credit)
        return Shares(credited=credited, undecided=rest)

    def outcome_of(self: "InvoiceDispute", line: Line) -> str:
        """What has become of one of its lines: the line's own outcome, and in the end credited, declined or withdrawn."""
        if self.is_open:
            return line.outcome
        amounts = self.amounts_of(line)
        return "credited" if amounts.credited else "withdrawn" if amounts.withdrawn else "declined"

    def _credited_of(self: "InvoiceDispute", line: Line) -> int:
        if self.work.adjustment:
            return 0 if self.work.reversal else -self.work.adjustment.amount
        return line.credit if self.status == "finalised" and line.status == "approved" else 0

    def find_line(self: "InvoiceDispute", line_id: OutsideID) -> Line | None:
        """The line with this id, if the dispute has it."""
        return next((line for line in self.work.lines if same_id(line.line_id, line_id)), None)

    def line(self: "InvoiceDispute", line_id: OutsideID) -> Line:
        """The line with this id; `NotFound` when the dispute does not have it."""
        line = self.find_line(line_id)
        if line is None:
            raise NotFound("The dispute has no such line.")
        return line

    def with_line(self: "InvoiceDispute", line: Line) -> "InvoiceDispute":
        """The dispute with this line in place of the one with the same id, or added at the end."""
        if self.find_line(line.line_id) is None:
            return self.with_work(lines=(*self.work.lines, line))
        return self.with_work(lines=tuple(line if same_id(old.line_id, line.line_id) else old for old in self.work.lines))

    def with_work(self, **values: Any) -> Self:
        """The dispute with parts of its work replaced."""
        return replace(self, work=replace(self.work, **values))

    def moved(self, verb: str, at: datetime, hours: WorkHours, waiting_for: str | None = None) -> Self:
        """The dispute after a step of its life cycle; ending sets the close date (RV-10), the time waited is charged (X-04)."""
        status = self.lifecycle.after(verb, self.status)
        moved = replace(self, status=status, closed_at=None if self.lifecycle.is_open(status) else at)
        return moved.waiting(waiting_for or self.lifecycle.waits_for.get(status), at, hours)

    def waiting(self, waiting_for: str | None, at: datetime, hours: WorkHours) -> Self:
        """The dispute with it being somebody's move; to whom it waited for until now the time is charged (X-04)."""
        if waiting_for == self.waiting_for:
            return self
        since = at if waiting_for else None
        return replace(self, waiting_for=waiting_for, waiting_since=since, spent=self.spent_until(at, hours), due_at=None)

    def spent_until(self, at: datetime, hours: WorkHours) -> dict[str, int]:
        """Party → business seconds for which the dispute has waited for it up to a moment (X-04)."""
        if not self.waiting_for or not self.waiting_since:
            return self.spent
        waited = hours.between(self.waiting_since, at)
        return self.spent | {self.waiting_for: self.spent.get(self.waiting_for, 0) + waited}


InvoiceDispute = Dispute[InvoiceWork]

"""The work of a dispute on an invoice: its lines, its postings and its rounds of approval."""

from dataclasses import replace
from typing import ClassVar

from chalicelib.domain.approvals.approvable import ApprovableWork
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.disputes.amounts import NO_SHARES, NOTHING, Amounts, Shares
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.lifecycle import Lifecycle
from chalicelib.domain.disputes.parts import STATUS
from chalicelib.domain.invoices.invoice import ChargeIDs
from chalicelib.domain.invoices.lifecycle import INVOICE
from chalicelib.errors import NotFound
from chalicelib.values import dataclass

MAX_LINES = 40
"""So many that a command on all of them still fits one transaction."""


@dataclass(frozen=True)
class Line(ChargeIDs):
    """What is contested of one charge, or of the invoice as a whole (`general`); amounts in minor
    units.
    """

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
    voids_paper_fee: bool = False
    """Whether its full credit voids the paper-invoice fee, which rests on how invoices are sent
    (CU-19).
    """

    @property
    def outcome(self) -> str:
        """Its status; *declined* where what is approved is no credit at all."""
        return "declined" if self.status == "approved" and not self.credit else self.status


@dataclass(frozen=True)
class Posting:
    """An adjustment that the dispute has put on its invoice; `amount` as it changes
    what is owed.
    """

    adjustment_id: str
    amount: int


@dataclass(frozen=True)
class InvoiceWork(ApprovableWork):
    """What only an invoice dispute has: lines, and the postings of the adjustment track (RV-13);
    the credits of its lines are what is approved.
    """

    lifecycle: ClassVar[Lifecycle] = INVOICE

    lines: tuple[Line, ...]
    revision: str = ""
    """The set of the invoice's lines that it was raised on; the invoice keeps it while the dispute
    is open.
    """
    bill_period_id: OutsideID | None = None
    adjustment: Posting | None = None
    reversal: Posting | None = None
    fee: Posting | None = None
    is_for_staff: bool = False
    """Whether what describes it was said among the staff, and the customer is not told it
    (CO-48).
    """

    def amounts_in(self, status: str) -> Amounts:
        """Where the money of all lines stands (X-06)."""
        return sum((self.amounts_of(line, status) for line in self.lines), NOTHING)

    def shares_in(self, status: str) -> Shares:
        """What became of the money of all lines, or is to (X-06)."""
        return sum((self.shares_of(line, status) for line in self.lines), NO_SHARES)

    def amounts_of(self, line: Line, status: str) -> Amounts:
        """Where the money of a line stands (X-06); what is decided of an open dispute is open until
        that ends.
        """
        shares = self.shares_of(line, status)
        rest = line.disputed - shares.credited - shares.withdrawn
        still, declined = (rest, 0) if self.lifecycle.is_open(status) else (0, rest)
        return Amounts(
            line.disputed,
            open=still,
            credited=shares.credited,
            withdrawn=shares.withdrawn,
            declined=declined,
        )

    def shares_of(self, line: Line, status: str) -> Shares:
        """What became of the money of a line, or is to (X-06)."""
        credited = self._credited_of(line, status)
        rest = line.disputed - credited
        if line.status == "withdrawn" or status == "withdrawn":
            return Shares(credited=credited, withdrawn=rest)
        if not self.lifecycle.is_open(status):
            return Shares(credited=credited, declined=rest)
        if line.status == "approved":
            return Shares(credited=credited, approved=line.credit, declined=rest - line.credit)
        if line.status == "pendingApproval":
            return Shares(credited=credited, asked_for=line.credit, undecided=rest - line.credit)
        return Shares(credited=credited, undecided=rest)

    def outcome_of(self, line: Line, status: str) -> str:
        """What has become of a line: its own outcome, and in the end credited, declined or
        withdrawn.
        """
        if self.lifecycle.is_open(status):
            return line.outcome
        amounts = self.amounts_of(line, status)
        return "credited" if amounts.credited else "withdrawn" if amounts.withdrawn else "declined"

    def _credited_of(self, line: Line, status: str) -> int:
        if self.adjustment:
            return 0 if self.reversal else -self.adjustment.amount
        return line.credit if status == "finalised" and line.status == "approved" else 0

    def find_line(self, line_id: OutsideID) -> Line | None:
        """The line with this id, if there is one."""
        return next((line for line in self.lines if same_id(line.line_id, line_id)), None)

    def line(self, line_id: OutsideID) -> Line:
        """The line with this id; `NotFound` when the dispute does not have it."""
        line = self.find_line(line_id)
        if line is None:
            raise NotFound("The dispute has no such line.")
        return line

    def with_line(self, line: Line) -> "InvoiceWork":
        """The work with this line in place of the one with the same id, or added at the end."""
        if self.find_line(line.line_id) is None:
            return replace(self, lines=(*self.lines, line))
        return replace(
            self,
            lines=tuple(line if same_id(old.line_id, line.line_id) else old for old in self.lines),
        )

    @property
    def verb(self) -> str:
        """The step that its lines ask for: pending approval when any is, withdrawn when all are
        (CU-04).
        """
        statuses = {line.status for line in self.lines}
        return (
            "withdraw"
            if statuses == {"withdrawn"}
            else "request"
            if "pendingApproval" in statuses
            else "decide"
        )

    def parts_in(self, status: str) -> dict[str, object]:
        """Where it stands with its postings, and each line (X-07)."""
        lines: dict[str, object] = {line_part(line.line_id): line for line in self.lines}
        state: object = (self.lifecycle.is_open(status), self.adjustment, self.reversal, self.fee)
        return {STATUS: state} | lines

    @property
    def whole(self) -> tuple[str, ...]:
        """Where it stands, and all its lines."""
        return (STATUS, *(line_part(line.line_id) for line in self.lines))


InvoiceDispute = Dispute[InvoiceWork]


def line_part(line_id: OutsideID) -> str:
    """The part that one line is."""
    return f"line {line_id}"


def asked_parts(dispute: InvoiceDispute) -> tuple[str, ...]:
    """What an answer to an approval is about: all that whoever decides was shown of the claim."""
    current = dispute.work.round
    lines = current.part_ids if current and current.is_active else ()
    return (STATUS, "description", "reason", *map(line_part, lines))

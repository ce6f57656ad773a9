"""What lies in the inbox of each person who is asked: the approval as it was asked, with all that one decides on (CU-15)."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.approvals.approval_chain import Asked, Round
from chalicelib.domain.approvals.rounds import active_round
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import owed_after
from chalicelib.domain.invoices.work import InvoiceDispute, Line
from chalicelib.domain.people.person import CUSTOMER, Person


@dataclass(frozen=True)
class InboxLine:
    """A charge with the credit that is asked for on it; amounts in minor units."""

    line_id: OutsideID
    description: str
    charge: int
    disputed: int
    credit: int


@dataclass(frozen=True)
class InboxRow:
    """An approval that waits for one person's answer; amounts in minor units."""

    approval_id: str
    user_id: str
    dispute_id: str
    kind: str
    subject_id: OutsideID
    customer_id: OutsideID
    customer_name: str
    currency: str
    total: int
    """All credits of the invoice if these were given."""
    amount: int
    balance: int
    """What is owed on the invoice now; the credits come off when the dispute is finalised."""
    requested_by: tuple[Asked, ...]
    level: str
    asked_at: datetime
    due_at: datetime | None
    description: str
    reason: str
    lines: tuple[InboxLine, ...]
    instead_of: str | None = None
    approved: int = 0
    """What of the dispute is approved besides and comes off with it."""
    level_limit: int | None = None
    """What a yes of the level is good for, where that is less than the person's own limit."""

    def waits_for(self, person: Person) -> bool:
        """Whether the person, as that one is now, may see it and answer it (CU-15, RV-03)."""
        return person.sees(self.customer_id) and person.limit_in(self.currency) > 0

    @property
    def owed(self) -> int:
        """What the company will owe the customer once this and what is approved besides is credited (CU-11)."""
        return owed_after(self.balance, self.amount + self.approved)

    def becomes_by(self, person: Person) -> str:
        """What the person's yes would come to now: *approved*, or with too low a limit *endorsed* and passed on (CU-15)."""
        own = person.limit_in(self.currency)
        return "approved" if min(own, own if self.level_limit is None else self.level_limit) >= self.total else "endorsed"


def approval_id(dispute_id: str, number: int, place: int) -> str:
    """The id of a step of a round: the dispute, the round and the step, from 1."""
    return f"{dispute_id}-{number}-{place}"


def read_approval_id(text: str) -> tuple[str, int, int] | None:
    """Dispute, round and step of an approval's id; None for what is none."""
    dispute_id, _, rest = text.partition("-")
    number, _, place = rest.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 and int(part) for part in (number, place)):
        return None
    return dispute_id, int(number), int(place)


def rows_of(case: InvoiceCase) -> dict[str, InboxRow]:
    """The rows of all who are asked about the case now, by person."""
    current = active_round(case)
    if not current or not current.current or not case.dispute.is_open:
        return {}
    return {one.user_id: row_of(case, current, current.current, one.user_id) for one in current.steps[current.current - 1].asked}


def row_of(case: InvoiceCase, current: Round, place: int, user_id: str) -> InboxRow:
    """A step of a round as one person sees it, whoever is asked."""
    dispute = case.dispute
    step = current.steps[place - 1]
    return InboxRow(
        approval_id=approval_id(dispute.dispute_id, current.number, place),
        user_id=user_id,
        dispute_id=dispute.dispute_id,
        kind=dispute.kind,
        subject_id=dispute.subject_id,
        customer_id=dispute.parties[CUSTOMER],
        customer_name=dispute.party_names[CUSTOMER],
        currency=dispute.currency,
        total=current.total,
        amount=current.amount,
        balance=case.invoice.balance,
        approved=dispute.shares.approved if current.is_active else 0,
        requested_by=current.requested_by,
        level=step.level.name,
        asked_at=step.asked_at or current.started_at,
        due_at=step.due_at,
        description=dispute.description,
        reason=dispute.reason,
        lines=tuple(
            InboxLine(line.line_id, line.description, line.charge, line.disputed, line.credit) for line in lines_of(dispute, current)
        ),
        instead_of=next((one.instead_of for one in step.asked if one.user_id == user_id), None),
        level_limit=step.level.limit.get(dispute.currency),
    )


def lines_of(dispute: InvoiceDispute, current: Round) -> tuple[Line, ...]:
    """The lines that a round is about, with the amounts that it asks or asked for, whatever became of them since."""
    asked = {line.line_id: line for line in current.lines}
    lines = (line for line in dispute.work.lines if line.line_id in asked)
    return tuple(replace(line, disputed=asked[line.line_id].disputed, credit=asked[line.line_id].credit) for line in lines)

"""What lies in the inbox of each person who is asked: the approval as it was asked, with all that
one decides on (CU-15).
"""

from datetime import datetime
from typing import Any

from chalicelib.domain.approvals.approvable import Approvable
from chalicelib.domain.approvals.approval_chain import Asked, Round
from chalicelib.domain.approvals.rounds import active_round
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.people.person import Person
from chalicelib.values import dataclass


@dataclass(frozen=True)
class InboxRow:
    """An approval that waits for one person's answer; amounts in minor units."""

    approval_id: str
    user_id: str
    dispute_id: str
    kind: str
    subject_id: OutsideID
    parties: dict[str, OutsideID]
    party_names: dict[str, str]
    currency: str
    total: int
    """What all comes to if this is given: what a limit must reach (CU-14)."""
    amount: int
    requested_by: tuple[Asked, ...]
    level: str
    asked_at: datetime
    due_at: datetime | None
    description: str
    reason: str
    shown: dict[str, Any]
    """What the kind shows of it: the kind's room reads it."""
    instead_of: str | None = None
    level_limit: int | None = None
    """What a yes of the level is good for, where that is less than the person's own limit."""

    def waits_for(self, person: Person) -> bool:
        """Whether the person, as that one is now, may see it and answer it (CU-15, RV-03)."""
        return may_see(person, self.parties) and person.limit_in(self.currency) > 0

    def becomes_by(self, person: Person) -> str:
        """What the person's yes would come to now: *approved*, or with too low a limit *endorsed*
        and passed on (CU-15).
        """
        own = person.limit_in(self.currency)
        return (
            "approved"
            if min(own, own if self.level_limit is None else self.level_limit) >= self.total
            else "endorsed"
        )


def approval_id(dispute_id: str, number: int, place: int) -> str:
    """The id of a step of a round: the dispute, the round and the step, from 1."""
    return f"{dispute_id}-{number}-{place}"


def read_approval_id(text: str) -> tuple[str, int, int] | None:
    """Dispute, round and step of an approval's id; None for what is none."""
    dispute_id, _, rest = text.partition("-")
    number, _, place = rest.partition("-")
    if not all(
        part.isascii() and part.isdigit() and len(part) <= 4 and int(part)
        for part in (number, place)
    ):
        return None
    return dispute_id, int(number), int(place)


def rows_of(case: Approvable) -> dict[str, InboxRow]:
    """The rows of all who are asked about the case now, by person."""
    current = active_round(case)
    if not current or not current.current or not case.dispute.is_open:
        return {}
    return {
        one.user_id: row_of(case, current, current.current, one.user_id)
        for one in current.steps[current.current - 1].asked
    }


def row_of(case: Approvable, current: Round, place: int, user_id: str) -> InboxRow:
    """A step of a round as one person sees it, whoever is asked."""
    dispute = case.dispute
    step = current.steps[place - 1]
    return InboxRow(
        approval_id=approval_id(dispute.dispute_id, current.number, place),
        user_id=user_id,
        dispute_id=dispute.dispute_id,
        kind=dispute.kind,
        subject_id=dispute.subject_id,
        parties=dispute.parties,
        party_names=dispute.party_names,
        currency=dispute.currency,
        total=current.total,
        amount=current.amount,
        requested_by=current.requested_by,
        level=step.level.name,
        asked_at=step.asked_at or current.started_at,
        due_at=step.due_at,
        description=dispute.description,
        reason=dispute.reason,
        shown=case.shown(current),
        instead_of=next((one.instead_of for one in step.asked if one.user_id == user_id), None),
        level_limit=step.level.limit.get(dispute.currency),
    )

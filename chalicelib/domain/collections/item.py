"""An open item in a follow-up: what was said of it, and what became of it (DM-10, DM-11)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Self

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.people.person import Person
from chalicelib.values import dataclass

CREDITED, REFUSED, WITHDRAWN, DONE = OUTCOMES = ("creditGiven", "refused", "withdrawn", "done")
"""What became of an item; *done* of one that is not in dispute."""
OF_DISPUTES = (CREDITED, REFUSED, WITHDRAWN)
ACCEPT, REFUSE = ANSWERS = ("accept", "refuse")
"""What a resolver says of an item."""


@dataclass(frozen=True)
class FollowUpItem:
    """An invoice in a follow-up; amounts in minor units, as they were when it came in."""

    invoice_number: OutsideID
    currency: str
    outstanding: int
    due_date: date
    dispute_id: str | None = None
    disputed: int = 0
    was_raised: bool = False
    """Whether its dispute was raised with the follow-up, rather than there before (DM-01)."""
    comment: str | None = None
    """What is said of it alone (DM-10)."""
    resolver_id: str | None = None
    resolver: str | None = None
    """Who clears up this one alone (DM-10)."""
    left: str | None = None
    """How it left: ended, dropped or paid; None for what is in it."""
    outcome: str | None = None
    stays: str | None = None
    """Why it could not end when that was asked (DM-11)."""
    answer: str | None = None
    """What the resolver said of it last: accept or refuse (DM-04)."""
    answer_comment: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None

    @property
    def is_in(self) -> bool:
        """Whether it is still in the follow-up."""
        return self.left is None

    def asked_of(self, person: Person) -> Self:
        """The item in the hands of somebody who has said nothing of it yet (DM-10)."""
        unsaid = self.without_answer()
        return replace(unsaid, resolver_id=person.user_id, resolver=person.name)

    def without_answer(self) -> Self:
        """The item of which nothing is said yet."""
        return replace(self, answer=None, answer_comment=None, answered_by=None, answered_at=None)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What can be said to have become of it (DM-11)."""
        if not self.is_in:
            return ()
        return OF_DISPUTES if self.dispute_id else (DONE,)

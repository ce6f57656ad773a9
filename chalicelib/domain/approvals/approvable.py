"""What can wait for approval, whatever kind of dispute it is in: a case with parts that somebody
asked for above the own credit limit (CU-14, CU-15).

Rounds, answers, inbox and letters know no more of it than what stands here.
"""

from abc import ABC, abstractmethod
from dataclasses import field, replace
from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from chalicelib.domain.approvals.approval_chain import MAX_KEPT, AskedPart, EndedRound, Round
from chalicelib.domain.base.money import Money, to_number
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.deadlines import Deadline
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.parties import may_see
from chalicelib.errors import AboveCreditLimit, OwnApproval
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Wording:
    """What a kind calls what is asked for: its events and refusals are told so."""

    asked: str
    """One of what is asked for, in a word."""
    total: str
    """What a credit limit has to reach, in a few words."""
    parts: str = "parts"
    """What the parts of a round are called in its events and views."""


@dataclass(frozen=True)
class Ask:
    """Somebody who asked others for what was above the own limit; that limit, in minor units."""

    user_id: str
    limit: int


@dataclass(frozen=True, kw_only=True)
class ApprovableWork:
    """What the work of a dispute keeps of its approvals."""

    round: Round | None = None
    """The last run of the approval chain (CU-15)."""
    earlier_rounds: tuple[EndedRound, ...] = ()
    """The latest of those before it."""
    asked_above: tuple[Ask, ...] = ()
    """Kept whatever becomes of what was asked for: above the limit of then, nothing is theirs to
    give (CU-14).
    """

    def is_barred(self, user_id: str, total: int) -> bool:
        """Whether this person asked others when the own limit was lower than this, so that somebody
        else has to give it (CU-14).
        """
        return any(ask.user_id == user_id and ask.limit < total for ask in self.asked_above)

    def with_ask(self, user_id: str, limit: int) -> Self:
        """The work of a dispute on which this person has asked others for something above a limit;
        of several the lowest counts.
        """
        others = tuple(ask for ask in self.asked_above if ask.user_id != user_id)
        lowest = min([limit, *(ask.limit for ask in self.asked_above if ask.user_id == user_id)])
        return replace(self, asked_above=(*others, Ask(user_id, lowest)))

    def round_of(self, number: int) -> Round | EndedRound | None:
        """The round of that number, as far as it is remembered."""
        known = (self.round, *self.earlier_rounds)
        return next((one for one in known if one and one.number == number), None)

    def with_next_round(self, begun: Round) -> Self:
        """The work with another round begun, the last one among those that ended."""
        over = (EndedRound.of(self.round),) if self.round else ()
        return replace(self, round=begun, earlier_rounds=(*self.earlier_rounds, *over)[-MAX_KEPT:])

    @property
    def looked_at(self) -> datetime | None:
        """When something has to be done about its round of approval (CU-15)."""
        return self.round.check_at if self.round else None

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The answer to what is asked for, where that has a time (CU-15)."""
        at = self.looked_at
        return (Deadline("approver", "approval", at),) if at else ()


@dataclass(frozen=True)
class Approvable(ABC):
    """A dispute with what is read beside it, as its verbs take and give it back; nothing changes
    without its `Change`. Its work is an `ApprovableWork`.
    """

    wording: ClassVar[Wording]

    dispute: Dispute[Any]
    changes: tuple[Change, ...] = field(default=(), kw_only=True)
    relied_on_limit: bool = field(default=False, kw_only=True)
    """Whether the decision rests on the actor's credit limit, which then must still hold when it is
    written.
    """

    @property
    @abstractmethod
    def pending(self) -> tuple[AskedPart, ...]:
        """What somebody else has to approve; nothing once the dispute has ended."""

    @property
    @abstractmethod
    def total(self) -> int:
        """What a credit limit must reach, in minor units: all that was given, with what is
        approved and pending (CU-14).
        """

    @abstractmethod
    def apply(self, context: Context) -> Self:
        """The case with all that is pending approved by the actor."""

    @abstractmethod
    def put_back(self, refusal: str | None, context: Context) -> Self:
        """The case with all that is pending as it was before it was asked for, and why it was
        refused; None where it was taken back.
        """

    @abstractmethod
    def shown(self, current: Round) -> dict[str, Any]:
        """What whoever decides is shown of the kind's own, as the inbox keeps it."""

    def with_dispute(self, dispute: Dispute[Any], *changes: Change) -> Self:
        """The case with the dispute changed, and what changed."""
        return replace(self, dispute=dispute, changes=self.changes + changes)

    def amount(self, minor: int) -> Money:
        """An amount in the case's currency, as a sentence takes it."""
        return Money(minor, self.dispute.currency)

    def number(self, minor: int) -> int | float:
        """An amount in the case's currency, as events show it."""
        return to_number(minor, self.dispute.currency)

    def require_other(self, total: int, context: Context) -> None:
        """`OwnApproval` where the actor asked others for something in this dispute, and that much
        was above the own limit then (CU-14).
        """
        if self.dispute.work.is_barred(context.actor.user_id, total):
            detail = (
                f"You asked others for a {self.wording.asked} of this dispute, and your limit was"
                " too low for this then; somebody else has to give it."
            )
            raise OwnApproval(detail, unblockedBy=self.able_besides(total, context))

    def require_limit(self, total: int, context: Context) -> None:
        """`AboveCreditLimit` naming who can, where the actor's limit is too low (CU-14)."""
        limit = context.actor.limit_in(self.dispute.currency)
        if total > limit:
            names = self.able_besides(total, context)
            who = f" {' or '.join(names[:3])} can." if names else " Nobody has a limit that high."
            said = f"{self.what_comes} would come to {{total}}; your credit limit is {{limit}}."
            detail = Sentence(
                said + "{who}",
                total=self.amount(total),
                limit=self.amount(limit),
                who=who,
            )
            raise AboveCreditLimit(detail, unblockedBy=names)

    @property
    def what_comes(self) -> str:
        """The total as a sentence begins with it."""
        return self.wording.total[0].upper() + self.wording.total[1:]

    def able_besides(self, total: int, context: Context) -> list[str]:
        """Who besides the actor may approve what comes to this."""
        able = context.holders.able(
            total,
            self.dispute.currency,
            sees=lambda person: may_see(person, self.dispute.parties),
            besides=context.actor.user_id,
        )
        return [
            person.name for person in able if not self.dispute.work.is_barred(person.user_id, total)
        ]


Case = TypeVar("Case", bound=Approvable)
"""A case of some kind, given back as the same."""

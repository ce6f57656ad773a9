"""What a kind of dispute answers of what waits for approval in it, and what each of its commands
writes for that: the kind's row in `kinds.py` names the module.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from chalicelib.actions.desk import Desk
from chalicelib.actions.execution import Decision
from chalicelib.domain.approvals.approvable import Approvable
from chalicelib.domain.approvals.approval_chain import EndedRound, Round
from chalicelib.domain.approvals.inbox import InboxRow, rows_of
from chalicelib.domain.approvals.notices import Notice, notices_ahead
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.parties import Parties
from chalicelib.errors import IllegalMove
from chalicelib.kinds import KINDS
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import asked_item, asked_key
from chalicelib.store.keys import Key
from chalicelib.store.table import Check, Delete, Put, Write, is_at_version, name_of

if TYPE_CHECKING:
    from chalicelib.mail.facts import ApprovalFacts


class Approvals(Protocol):
    """The module that answers for what of a kind waits for approval."""

    def open_case(
        self, desk: Desk, dispute: Dispute, found: Mapping[str, Item], more: Iterable[Key]
    ) -> tuple[Approvable, dict[str, Item]]:
        """The dispute with what is read beside it, and with more, in the second read; `Stale` where
        what is decided on has changed (X-07).
        """

    def conclude(self, desk: Desk, before: Any, after: Any) -> Decision[Any, Any]:
        """What to write and answer for a case as somebody's answer left it."""

    def look_after(self, case: Any, context: Context) -> Approvable:
        """The case after what is due with it besides its round; the same where nothing is."""

    def heads(self, parties: Parties, subject_id: OutsideID) -> list[Key]:
        """What is read beside a dispute."""

    def case_in(self, dispute: Dispute, found: Mapping[str, Item]) -> Approvable:
        """The dispute with what was read beside it."""

    def at_present(self, row: InboxRow, found: Mapping[str, Item]) -> InboxRow:
        """A row of an inbox with what has changed since without a word to the dispute."""

    def own_view(
        self, subject_id: OutsideID, amount: int, currency: str, shown: Mapping[str, Any]
    ) -> Any:
        """What only this kind shows of an approval, from what an `Approvable` says is shown;
        nothing of a round that is not remembered.
        """

    def with_own(
        self, facts: "ApprovalFacts", case: Any, known: Round | EndedRound
    ) -> "ApprovalFacts":
        """What letters say of a round, with what only this kind says."""


def approvals_of(kind: str) -> Approvals:
    """The module of a kind; `IllegalMove` for a kind in which nothing waits for approval."""
    answers = KINDS[kind].approvals
    if answers is None:
        raise IllegalMove(f"A dispute on a {kind} has no such step.", rule="CU-01")
    return cast(Approvals, answers)


def approval_writes(before: Approvable | None, after: Approvable, context: Context) -> list[Write]:
    """What a command writes beside the dispute: each inbox holds what waits for its person, and a
    limit that was relied on still holds.
    """
    old, new = (rows_of(case) if case else {} for case in (before, after))
    there = {name_of(asked_key(row)) for row in new.values()}
    writes: list[Write] = [
        *(Put(asked_item(row)) for user_id, row in new.items() if old.get(user_id) != row),
        *(Delete(asked_key(row)) for row in old.values() if name_of(asked_key(row)) not in there),
    ]
    if after.relied_on_limit:
        key = keys.user(context.actor.user_id)
        writes.append(Check(key, (is_at_version(context.actor.version),)))
    return writes


def notices_now(desk: Desk, after: Approvable) -> tuple[Notice, ...]:
    """Who would get which letter (X-03)."""
    # Late, since the API's cold start has no need of it.
    from chalicelib.actions.letters import recipients

    return recipients.preview(desk, notices_ahead(after, desk.context), after.dispute.parties)

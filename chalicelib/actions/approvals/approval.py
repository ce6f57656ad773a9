"""Approvals: what waits for somebody, and what people answer (CU-14, CU-15)."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, cast

from typing_extensions import TypedDict

from chalicelib.actions.approvals.approvable import approvals_of
from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import Action, Decision
from chalicelib.domain.approvals import answers, rounds
from chalicelib.domain.approvals.answers import check_delegate, outcome_of, require_asked
from chalicelib.domain.approvals.approvable import Approvable
from chalicelib.domain.approvals.approval_chain import Round
from chalicelib.domain.approvals.inbox import InboxRow, approval_id, read_approval_id, row_of
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.people.person import Person
from chalicelib.errors import InvalidInput, LinkOutdated, RedressError, no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_inbox_row, to_person
from chalicelib.store.table import Check, is_at_version, name_of
from chalicelib.values import dataclass
from chalicelib.views.answers import Amount, AndOwn, DryRun, OfKind, Page
from chalicelib.views.approval import (
    AskedForView,
    InboxView,
    OutcomeView,
    RoundView,
    earlier_view,
    inbox_view,
    outcome_view,
    round_view,
)
from chalicelib.views.parts import ChoiceView, choice_view, to_json


class DelegateView(TypedDict):
    """Somebody to whom it can be passed on."""

    userID: str
    name: str
    creditLimit: Amount


class ApprovalView(AskedForView):
    """An approval with what can be done about it, and how it came out."""

    approvalID: str
    approval: Annotated[RoundView, AndOwn("ROUND")] | None
    outcome: OutcomeView | None
    actions: list[ChoiceView]
    delegates: list[DelegateView]
    version: int


AnyApproval = Annotated[ApprovalView, AndOwn()]
AnyInbox = Annotated[InboxView, AndOwn()]
AnyPreview = Annotated[DryRun, OfKind("FORESEEN", of="approvals")]
"""What each kind shows of an approval, and foresees of an answer to one; by a link without the
dispute.
"""
Answering = Action[AnyApproval, AnyPreview]


@dataclass(frozen=True)
class Approval:
    """Which step of which round a URL or a link names."""

    dispute_id: str
    number: int
    place: int
    letter_hash: str | None = None
    """Of what the letter said that a link came with; once that has changed, the link
    is outdated.
    """


def read_approval(text: str) -> Approval:
    """The approval that an id names; `NotFound` for what is no id."""
    named = read_approval_id(text)
    if named is None:
        raise no_such("approval")
    return Approval(*named)


def list_inbox(desk: Desk, limit: int, cursor: str | None) -> Page[AnyInbox]:
    """What waits for the person's answer, the longest first, as far as that person may still see it
    (RV-03).
    """
    desk.gather()
    person = desk.context.actor

    def shows(items: list[Item]) -> list[Item]:
        return [item for item in items if to_inbox_row(item).waits_for(person)]

    page = desk.page(
        keys.inbox(person.user_id), index="byWaiting", limit=limit, cursor=cursor, shows=shows
    )
    rows = _at_present(desk, [to_inbox_row(item) for item in page.items])
    return {"value": [_row_view(row, person) for row in rows], "nextCursor": page.next_cursor}


def _at_present(desk: Desk, rows: list[InboxRow]) -> list[InboxRow]:
    """The rows with what changes without a word to their disputes, in one read for all kinds."""
    heads = {
        name_of(key): key
        for row in rows
        for key in approvals_of(row.kind).heads(row.parties, row.subject_id)
    }
    found = desk.gather_more(heads.values())
    return [approvals_of(row.kind).at_present(row, found) for row in rows]


def _row_view(row: InboxRow, by: Person) -> InboxView:
    own = approvals_of(row.kind).own_view(row.subject_id, row.amount, row.currency, row.shown)
    return cast(InboxView, {**inbox_view(row, by), **own})


def show(desk: Desk, approval: Approval) -> ApprovalView:
    """An approval with what can be done about it, and how it came out once it is decided."""
    return _view(_case(desk, approval), approval, desk.context)


def decide(approval: Approval, decision: str, comment: str | None) -> Answering:
    """Approves, endorses or rejects what one is asked (CU-15)."""
    return _verb(
        approval,
        lambda case, context: answers.answer(
            case, approval.number, approval.place, decision, comment, context
        ),
    )


def recall(approval: Approval) -> Answering:
    """Takes one's own request back (CU-15)."""
    return _verb(approval, lambda case, context: answers.recall(case, approval.number, context))


def delegate(approval: Approval, user_id: str, comment: str | None) -> Answering:
    """Passes what one is asked on to somebody else, as both are when it is written (CU-15)."""

    def action(desk: Desk) -> Decision[AnyApproval, AnyPreview]:
        key = keys.user(user_id)
        case, found = open_case(desk, approval.dispute_id, lambda _: [key])
        _require_round(case, approval)
        require_asked(case, approval.number, approval.place, desk.context.actor)
        if name_of(key) not in found:
            error = {"pointer": "/userID", "detail": "There is no such person.", "code": "notFound"}
            raise InvalidInput("There is no such person.", rule="CU-15", errors=[error])
        to = to_person(found[name_of(key)])
        decision = _answered(
            desk,
            approval,
            case,
            answers.delegate(case, approval.number, approval.place, to, comment, desk.context),
        )
        return replace(
            decision, writes=(*decision.writes, Check(key, (is_at_version(to.version),)))
        )

    return action


def _verb(approval: Approval, do: Callable[[Approvable, Context], Approvable]) -> Answering:
    def action(desk: Desk) -> Decision[AnyApproval, AnyPreview]:
        case = _case(desk, approval)
        return _answered(desk, approval, case, do(case, desk.context))

    return action


def _case(desk: Desk, approval: Approval) -> Approvable:
    case, _ = open_case(desk, approval.dispute_id)
    _require_round(case, approval)
    return case


def open_case(
    desk: Desk, dispute_id: str, more: Callable[[Dispute], Iterable[keys.Key]] = lambda _: ()
) -> tuple[Approvable, dict[str, Item]]:
    """The dispute with what its kind reads beside it, in two reads."""
    dispute, found = open_dispute(desk, Address(dispute_id))
    return approvals_of(dispute.kind).open_case(desk, dispute, found, more(dispute))


def decided(desk: Desk, before: Approvable, after: Approvable) -> Decision:
    return approvals_of(after.dispute.kind).conclude(desk, before, after)


def _require_round(case: Approvable, approval: Approval) -> None:
    """`NotFound` for a step that there never was; `LinkOutdated` for a link whose letter says what
    has changed since (DM-04).
    """
    current = case.dispute.work.round
    if (
        current is None
        or approval.number > current.number
        or (approval.number == current.number and not current.step(approval.place))
    ):
        raise no_such("approval")
    is_asked = approval.number == current.number and current.is_active
    if (
        approval.letter_hash
        and is_asked
        and approval.letter_hash != rounds.letter_hash(case.dispute, current)
    ):
        raise LinkOutdated(
            "What the mail said has changed since it was sent. Sign in to see and answer it as it"
            " is now."
        )


def _answered(
    desk: Desk, approval: Approval, before: Approvable, after: Approvable
) -> Decision[AnyApproval, AnyPreview]:
    """The decision with the approval, and not the whole dispute, as its answer; by a link neither
    as its preview.
    """
    decision = decided(desk, before, after)
    known = replace(after, dispute=replace(after.dispute, version=after.dispute.version + 1))
    view = _view(known, approval, desk.context)

    def preview() -> Answer[AnyPreview]:
        shown = decision.beforehand()
        if not approval.letter_hash:
            return shown
        without = cast(DryRun, json.loads(shown.body) | {"dispute": None})
        return Answer(shown.status, to_json(without))

    answer = Answer(200, to_json(view), known.dispute.version)
    return Decision(decision.writes, answer, preview, decision.parties)


def task_of(dispute: Dispute, number: int) -> list[keys.Key]:
    """Where the task lies that waits for the step that is asked."""
    current = dispute.work.round
    return (
        [keys.task(dispute.dispute_id, number, current.current)]
        if current and current.number == number and current.current
        else []
    )


def _view(case: Approvable, approval: Approval, context: Context) -> ApprovalView:
    attempts: dict[str, Callable[[], Any]] = {
        "approve": lambda: answers.answer(
            case, approval.number, approval.place, "approve", None, context
        ),
        "endorse": lambda: answers.answer(
            case, approval.number, approval.place, "endorse", None, context
        ),
        "reject": lambda: answers.answer(
            case, approval.number, approval.place, "reject", "-", context
        ),
    }
    if not approval.letter_hash:
        attempts["delegate"] = lambda: require_asked(
            case, approval.number, approval.place, context.actor
        )
        attempts["recall"] = lambda: answers.recall(case, approval.number, context)
    known = case.dispute.work.round_of(approval.number)
    return {
        **_asked_for(case, approval, context),
        "approval": round_view(case, context) if isinstance(known, Round) else None,
        "approvalID": approval_id(approval.dispute_id, approval.number, approval.place),
        "outcome": outcome_view(outcome_of(case.dispute.work, approval.number, approval.place)),
        "actions": [choice_view(choice(name, attempt)) for name, attempt in attempts.items()],
        "delegates": [] if approval.letter_hash else _delegates(case, approval, context),
        "version": case.dispute.version,
    }


def _asked_for(case: Approvable, approval: Approval, context: Context) -> AskedForView:
    """What is or was asked for: of an earlier round its own amount, and no parts or chain, which
    are another's by now.
    """
    known = case.dispute.work.round_of(approval.number)
    if isinstance(known, Round):
        row = row_of(case, known, approval.place, context.actor.user_id)
        view = _row_view(row, context.actor)
        if not known.steps[approval.place - 1].asks(context.actor.user_id):
            view["becomes"] = None
        return view
    dispute = case.dispute
    own = approvals_of(dispute.kind).own_view(dispute.subject_id, 0, dispute.currency, {})
    return cast(AskedForView, {**earlier_view(case, known), **own})


def _delegates(case: Approvable, approval: Approval, context: Context) -> list[DelegateView]:
    """To whom the person may pass it on; nobody who is not asked may (CU-15)."""
    try:
        current, step = require_asked(case, approval.number, approval.place, context.actor)
    except RedressError:
        return []
    currency = case.dispute.currency
    able = [
        one
        for one in context.holders.people
        if choice("to", partial(check_delegate, case, current, step, one, context)).allowed
    ]
    able.sort(key=lambda one: (one.limit_in(currency), one.name))
    return [
        {
            "userID": one.user_id,
            "name": one.name,
            "creditLimit": to_number(one.limit_in(currency), currency),
        }
        for one in able
    ]

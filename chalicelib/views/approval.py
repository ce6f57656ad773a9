"""How staff see a round of approval, and what waits for them in their inbox."""

from typing import Annotated, NotRequired, cast

from typing_extensions import TypedDict

from chalicelib.domain.approvals.answers import Outcome
from chalicelib.domain.approvals.approvable import Approvable
from chalicelib.domain.approvals.approval_chain import (
    WHEN_SILENT,
    Asked,
    Chain,
    EndedRound,
    Level,
    Step,
)
from chalicelib.domain.approvals.inbox import InboxRow, approval_id
from chalicelib.domain.approvals.rounds import forecast
from chalicelib.domain.base import money
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.views.answers import Amount, Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import instant


class PersonPart(TypedDict):
    """Somebody who asks or is asked, and whom that one stands in for."""

    userID: str
    name: str
    insteadOf: str | None


class AskedView(PersonPart):
    """Somebody who is or would be asked."""

    isEnough: Annotated[bool, meaning("Whether that one's yes is enough.")]


class StepView(TypedDict):
    """A level of the chain: whom it asks, and what came of it."""

    level: str
    status: str
    people: list[AskedView]
    limit: Amount | None
    hours: Annotated[float, meaning("Business hours to answer in.")]
    askedAt: Moment | None
    dueAt: Moment | None
    decidedBy: str | None
    decidedAt: Moment | None
    comment: str | None


class RoundView(TypedDict):
    """The last round of approval of a dispute (CU-15); its parts each kind calls as it does."""

    approvalID: Annotated[str | None, meaning("Of the step that is asked; null where none is.")]
    round: int
    attempt: int
    status: str
    total: Annotated[Amount, meaning("What it comes to in all if this is given.")]
    amount: Amount
    currency: str
    requestedBy: list[PersonPart]
    startedAt: Moment
    endedAt: Moment | None
    reason: str | None
    steps: list[StepView]


class AskedForView(TypedDict):
    """What is or was asked for, to which each kind adds its own; what is not remembered, or is
    another's by now, is null.
    """

    disputeID: str
    kind: str
    customerID: OutsideID | None
    customerName: str | None
    currency: str
    amount: Amount | None
    total: Annotated[Amount | None, meaning("What it comes to in all if this is given.")]
    requestedBy: list[PersonPart]
    level: str | None
    insteadOf: str | None
    becomes: Annotated[str | None, meaning("What one's own yes comes to.")]
    askedAt: Moment | None
    dueAt: Moment | None
    description: str
    reason: str


class InboxView(AskedForView):
    """An approval that waits for whoever looks."""

    approvalID: str


class OutcomeView(TypedDict):
    """How an approval came out, as far as that is known."""

    status: str
    by: str | None
    at: Moment | None
    comment: str | None


class LevelRowView(TypedDict):
    """A level of a chain as the setting keeps it: a role, or people by id."""

    name: str
    role: NotRequired[str]
    people: NotRequired[list[str]]
    limit: dict[str, Amount]
    answerWithinHours: float


class ChainRowView(TypedDict):
    """A chain of approval as the setting keeps it."""

    chainID: OutsideID
    name: str
    currencies: list[str]
    levels: list[LevelRowView]
    whenSilent: Annotated[str, one_of(*WHEN_SILENT)]


def round_view(case: Approvable, context: Context) -> RoundView | None:
    """The last round of the dispute with its steps, those ahead as they are expected; None before
    there was any.
    """
    current = case.dispute.work.round
    if current is None:
        return None
    place = current.current
    view = {
        "approvalID": approval_id(case.dispute.dispute_id, current.number, place)
        if place
        else None,
        "round": current.number,
        "attempt": current.attempt,
        "status": current.status,
        "total": case.number(current.total),
        "amount": case.number(current.amount),
        "currency": case.dispute.currency,
        case.wording.parts: list(current.part_ids),
        "requestedBy": [_person_view(one) for one in current.requested_by],
        "startedAt": instant(current.started_at),
        "endedAt": instant(current.ended_at),
        "reason": current.reason,
        "steps": [_step_view(case, step, asked) for step, asked in forecast(case, context)],
    }
    return cast(RoundView, view)


def inbox_view(row: InboxRow, by: Person) -> InboxView:
    """An approval as it waits for the person who is asked, with what that one's yes comes to now;
    its kind adds what only that shows.
    """

    def number(minor: int) -> int | float:
        return money.to_number(minor, row.currency)

    return {
        "approvalID": row.approval_id,
        "disputeID": row.dispute_id,
        "kind": row.kind,
        "customerID": row.parties.get(CUSTOMER),
        "customerName": row.party_names.get(CUSTOMER),
        "currency": row.currency,
        "amount": number(row.amount),
        "total": number(row.total),
        "requestedBy": [_person_view(one) for one in row.requested_by],
        "level": row.level,
        "insteadOf": row.instead_of,
        "becomes": row.becomes_by(by),
        "askedAt": instant(row.asked_at),
        "dueAt": instant(row.due_at),
        "description": row.description,
        "reason": row.reason,
    }


def earlier_view(case: Approvable, over: EndedRound | None) -> AskedForView:
    """An approval of a round that others have followed, in the same words; what of it is not
    remembered is null.
    """
    dispute = case.dispute
    return {
        "level": None,
        "insteadOf": None,
        "becomes": None,
        "dueAt": None,
        "disputeID": dispute.dispute_id,
        "kind": dispute.kind,
        "customerID": dispute.parties.get(CUSTOMER),
        "customerName": dispute.party_names.get(CUSTOMER),
        "currency": dispute.currency,
        "amount": case.number(over.amount) if over else None,
        "total": case.number(over.total) if over else None,
        "requestedBy": [_person_view(one) for one in over.requested_by] if over else [],
        "askedAt": instant(over.started_at) if over else None,
        "description": dispute.description,
        "reason": dispute.reason,
    }


def outcome_view(outcome: Outcome | None) -> OutcomeView | None:
    """How an approval came out; None while it goes on."""
    if outcome is None:
        return None
    return {
        "status": outcome.status,
        "by": outcome.by,
        "at": instant(outcome.at),
        "comment": outcome.comment,
    }


def asked_view(step: Step, one: Asked) -> AskedView:
    """Somebody who is or would be asked, and whether that one's yes is enough."""
    return {**_person_view(one), "isEnough": one.user_id in step.able}


def chain_row(chain: Chain) -> ChainRowView:
    """A chain of approval as the setting keeps and shows it."""
    return {
        "chainID": chain.chain_id,
        "name": chain.name,
        "currencies": list(chain.currencies),
        "levels": [_level_row(level) for level in chain.levels],
        "whenSilent": chain.when_silent,
    }


def _level_row(level: Level) -> LevelRowView:
    limit: dict[str, Amount] = {
        currency: money.to_number(minor, currency) for currency, minor in level.limit.items()
    }
    hours = level.answer_within_hours
    if level.role is None:
        return {
            "name": level.name,
            "people": list(level.people),
            "limit": limit,
            "answerWithinHours": hours,
        }
    return {"name": level.name, "role": level.role, "limit": limit, "answerWithinHours": hours}


def _step_view(case: Approvable, step: Step, asked: tuple[Asked, ...]) -> StepView:
    cap = step.level.limit.get(case.dispute.currency)
    return {
        "level": step.level.name,
        "status": step.status,
        "people": [asked_view(step, one) for one in asked],
        "limit": None if cap is None else case.number(cap),
        "hours": step.level.answer_within_hours,
        "askedAt": instant(step.asked_at),
        "dueAt": instant(step.due_at),
        "decidedBy": step.decided_by,
        "decidedAt": instant(step.decided_at),
        "comment": step.comment,
    }


def _person_view(one: Asked) -> PersonPart:
    return {"userID": one.user_id, "name": one.name, "insteadOf": one.instead_of}

"""What people do about an approval: give it, pass it on, refuse it or take it back; the first
answer counts (CU-14, CU-15).
"""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.approvals.approvable import Approvable, ApprovableWork, Case
from chalicelib.domain.approvals.approval_chain import Asked, Round, Step
from chalicelib.domain.approvals.round_events import released_by, round_change
from chalicelib.domain.approvals.rounds import (
    OUTCOMES,
    barred_from,
    candidates_for,
    due_of,
    end,
    until_next,
    with_round,
)
from chalicelib.domain.base.sentences import Sentence, with_reason
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import Person
from chalicelib.errors import (
    AboveCreditLimit,
    AlreadyDecided,
    CannotDelegate,
    InvalidInput,
    NotAsked,
    OwnApproval,
)
from chalicelib.values import dataclass

DECISIONS = ("approve", "endorse", "reject")


@dataclass(frozen=True)
class Outcome:
    """How an approval or a step of one came out, by whom and when, as far as that is known."""

    status: str
    by: str | None = None
    at: datetime | None = None
    comment: str | None = None


def answer(
    case: Case, number: int, place: int, decision: str, comment: str | None, context: Context
) -> Case:
    """Somebody who is asked approves, endorses or rejects (CU-14, CU-15).

    A yes within the person's limit approves all that is pending. Below it, it endorses and the next
    level is asked. Whose limit was enough when they were asked, and is not any more, cannot
    approve.
    """
    current, step = require_asked(case, number, place, context.actor)
    if decision not in DECISIONS:
        raise InvalidInput(f"A decision is {', '.join(DECISIONS)}.", rule="CU-15")
    answered = replace(
        step,
        decided_by_id=context.actor.user_id,
        decided_by=context.actor.name,
        decided_at=context.at,
        comment=comment,
    )
    if decision == "reject":
        done = _reject(case, current, place, answered, context)
    elif (
        decision == "approve"
        and step.level.limit_of(context.actor, case.dispute.currency) >= case.total
    ):
        done = _approve(case, current, place, answered, context)
    elif decision == "approve" and context.actor.user_id in step.able:
        raise _lowered(case, context)
    else:
        done = _endorse(case, current, place, answered, context)
    return replace(done, relied_on_limit=True)


def delegate(
    case: Case, number: int, place: int, to: Person, comment: str | None, context: Context
) -> Case:
    """Somebody who is asked passes it on to somebody with at least the own limit, never back
    (CU-15).
    """
    current, step = require_asked(case, number, place, context.actor)
    check_delegate(case, current, step, to, context)
    passed = tuple(
        (
            Asked(to.user_id, to.name, context.actor.name)
            if one.user_id == context.actor.user_id
            else one
        )
        for one in step.asked
    )
    changed = replace(
        step,
        asked=passed,
        held_by=(*step.held_by, to.user_id),
        able=candidates_for(case, current, context).able(step.level, passed, current.total),
        due_at=due_of(step, context),
    )
    moved = replace(current.with_step(place, changed), check_at=changed.due_at)
    text = (
        f"{context.actor.name} passed the approval on to"
        f" {to.name}{f': {comment}' if comment else '.'}"
    )
    said = f"{context.actor.name}: {comment}" if comment else None
    passed_to = (Asked(to.user_id, to.name, context.actor.name),)
    change = round_change(
        case, moved, place, "approvalDelegated", text, asked=passed_to, comment=said
    )
    return replace(with_round(case, moved, change), relied_on_limit=True)


def recall(case: Case, number: int, context: Context) -> Case:
    """Whoever asked for the approval takes the request back (CU-15)."""
    current = require_active(case, number)
    if not current.requested(context.actor.user_id):
        names = [one.name for one in current.requested_by]
        raise NotAsked("Only who asked for the approval can take it back.", unblockedBy=names)
    return end(case.put_back(None, context), current, "recalled", None, context)


def require_asked(case: Approvable, number: int, place: int, by: Person) -> tuple[Round, Step]:
    """The round and its step, if this person's answer to it is waited for (CU-15)."""
    by.require("dispute.work")
    current = require_active(case, number)
    step = current.step(place)
    if step is None or step.status != "asked":
        raise AlreadyDecided(_what_became(step), outcome=_outcome_of_step(step))
    names = [one.name for one in step.asked]
    if by.user_id in barred_from(case, current):
        raise OwnApproval(
            "You asked for this approval; somebody else has to give it.", unblockedBy=names
        )
    if not step.asks(by.user_id) and by.user_id in step.gone:
        said = f"You could not answer it any more; now it is asked of {' or '.join(names)}."
        raise AlreadyDecided(said, outcome=Outcome("left", by.name))
    if not step.asks(by.user_id) and by.user_id in step.held_by:
        raise AlreadyDecided(
            f"You have passed it on; now it is asked of {' or '.join(names)}.",
            outcome=_passed_on(by, step),
        )
    if not step.asks(by.user_id):
        raise NotAsked(f"This is asked of {' or '.join(names)}.", unblockedBy=names)
    if not by.limit_in(case.dispute.currency):
        raise NotAsked("You have no credit limit any more; the approval moves on.")
    return current, step


def require_active(case: Approvable, number: int) -> Round:
    """The round of that number while it is undecided; `AlreadyDecided` telling what happened when
    it is not (CU-15).
    """
    current = case.dispute.work.round
    if current and current.number == number and current.is_active:
        return current
    raise AlreadyDecided(
        _what_happened(case.dispute.work, number), outcome=outcome_of(case.dispute.work, number)
    )


def outcome_of(work: ApprovableWork, number: int, place: int | None = None) -> Outcome | None:
    """How a round ended, by whom and when; None while it goes on. Of one too long ago only that it
    is over.

    With a place, also how that step of a round that goes on was answered.
    """
    known = work.round_of(number)
    if known is None:
        return Outcome("over")
    if isinstance(known, Round) and known.is_active:
        step = known.step(place) if place else None
        return _outcome_of_step(step) if step and step.status not in ("planned", "asked") else None
    return Outcome(known.status, known.ended_by, known.ended_at, known.reason)


def check_delegate(
    case: Approvable, current: Round, step: Step, to: Person, context: Context
) -> None:
    """`CannotDelegate` to someone who asked for it, has had it before, may not approve at all, or
    has a lower limit (CU-15).
    """
    currency = case.dispute.currency
    if to.user_id in barred_from(case, current):
        said = f"{to.name} asked for this {case.wording.asked}; it cannot be passed back there."
        raise CannotDelegate(said)
    if to.user_id in step.held_by:
        raise CannotDelegate(f"{to.name} has had this approval before; it cannot go back there.")
    if not candidates_for(case, current, context).fits(to) or to.is_away(
        context.hours.day_of(context.at)
    ):
        said = f"{to.name} cannot approve {case.wording.asked}s of this customer now."
        raise CannotDelegate(said)
    if to.limit_in(currency) < context.actor.limit_in(currency):
        own = case.amount(context.actor.limit_in(currency))
        raise CannotDelegate(
            Sentence("{name} has a lower credit limit than your {own}.", name=to.name, own=own)
        )


def _approve(case: Case, current: Round, place: int, answered: Step, context: Context) -> Case:
    moved = current.with_step(place, replace(answered, status="approved"))
    return end(case.apply(context), moved, "approved", answered.comment, context, place)


def _endorse(case: Case, current: Round, place: int, answered: Step, context: Context) -> Case:
    moved = until_next(current.with_step(place, replace(answered, status="endorsed")), context)
    amount = case.amount(current.amount)
    text = with_reason(
        f"{{name}} endorsed the {case.wording.asked} of {{amount}}",
        answered.comment,
        name=context.actor.name,
        amount=amount,
    )
    released = released_by(current, place, context)
    return with_round(
        case,
        moved,
        round_change(
            case, moved, place, "approvalEndorsed", text, outcome="next", released=released
        ),
    )


def _reject(case: Case, current: Round, place: int, answered: Step, context: Context) -> Case:
    if not answered.comment:
        said = "Say why it is not approved."
        raise InvalidInput(
            said, rule="CU-15", errors=[{"pointer": "/comment", "detail": said, "code": "missing"}]
        )
    moved = current.with_step(place, replace(answered, status="rejected"))
    return end(
        case.put_back(answered.comment, context),
        moved,
        "rejected",
        answered.comment,
        context,
        place,
    )


def _lowered(case: Approvable, context: Context) -> AboveCreditLimit:
    """Why somebody whose limit was enough cannot approve any more."""
    limit, total = (
        case.amount(context.actor.limit_in(case.dispute.currency)),
        case.amount(case.total),
    )
    said = (
        f"{case.what_comes} would come to {{total}}, and your credit limit is {{limit}} now."
        " Endorse it to pass it on."
    )
    detail = Sentence(said, total=total, limit=limit)
    return AboveCreditLimit(detail, unblockedBy=case.able_besides(case.total, context))


def _what_happened(work: ApprovableWork, number: int) -> str:
    known = work.round_of(number)
    if known is None:
        return "This approval is long over; the history of the dispute tells how it came out."
    by = f" by {known.ended_by}" if known.ended_by else ""
    return (
        "This approval has been"
        f" {OUTCOMES[known.status]}{by}{f': {known.reason}' if known.reason else '.'}"
    )


def _what_became(step: Step | None) -> str:
    if step is None or step.status == "planned":
        return "This level is not asked yet."
    if step.status == "timedOut":
        return "The time to answer is over, and the approval has moved on."
    if step.status == "left":
        return "Nobody who was asked could answer any more, and the approval has moved on."
    return f"{step.decided_by or 'Somebody'} has answered already, and the approval has moved on."


def _passed_on(by: Person, step: Step) -> Outcome:
    """What somebody who passed it on is told."""
    to = next((one.name for one in step.asked if one.instead_of == by.name), None)
    return Outcome("delegated", by.name, comment=f"Passed on to {to}" if to else None)


def _outcome_of_step(step: Step | None) -> Outcome:
    return (
        Outcome(step.status, step.decided_by, step.decided_at, step.comment)
        if step
        else Outcome("planned")
    )

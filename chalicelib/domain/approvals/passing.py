"""A round that waits for people who cannot answer any more goes on at once (CU-15)."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.approvals.approvable import Case
from chalicelib.domain.approvals.approval_chain import Asked, Round, Step
from chalicelib.domain.approvals.round_events import round_change
from chalicelib.domain.approvals.rounds import (
    active_round,
    ask_level,
    candidates_for,
    until_next,
    with_round,
)
from chalicelib.domain.disputes.context import Context
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Look:
    """That somebody has changed, and what waits for that person is to be looked at: all of it, or
    one dispute that failed before.
    """

    user_id: str
    version: int
    """Of the person, with the change."""
    at: datetime
    number: int = 1
    after: str | None = None
    """Where in the person's inbox it goes on; None for the beginning."""
    dispute_id: str | None = None

    def next(self, after: str) -> "Look":
        """The look at what lies behind a place in the inbox."""
        return replace(self, number=self.number + 1, after=after)


def pass_on(case: Case, context: Context) -> Case:
    """The case without who cannot answer any more among those who are asked (CU-15).

    Whoever of them still can goes on being asked. Where none can, whoever else of the level can by
    now is asked, and with nobody left the next level is.
    """
    current = active_round(case)
    place = current.current if current else None
    if not current or not place:
        return case
    step = current.steps[place - 1]
    candidates = candidates_for(case, current, context)
    still = tuple(one for one in step.asked if candidates.can_answer(one.user_id))
    gone = tuple(one for one in step.asked if one not in still)
    if not gone:
        return case
    if still:
        return _without(
            case,
            current,
            place,
            _narrowed(step, still, gone),
            gone,
            f"{_names(still)} still can.",
            context,
        )
    others = tuple(one for one in candidates.of(step.level) if one.user_id not in step.held_by)
    if others:
        case = _without(
            case,
            current,
            place,
            _narrowed(step, (), gone),
            gone,
            "Others of the level are asked.",
            context,
        )
        narrowed = active_round(case)
        assert narrowed
        return ask_level(case, narrowed, place, others, context)
    left = replace(
        step,
        status="left",
        gone=(*step.gone, *(one.user_id for one in gone)),
        decided_at=context.at,
    )
    return _without(case, current, place, left, gone, "The approval moves on.", context)


def _narrowed(step: Step, still: tuple[Asked, ...], gone: tuple[Asked, ...]) -> Step:
    ids = tuple(one.user_id for one in gone)
    return replace(
        step,
        asked=still,
        able=tuple(one for one in step.able if one not in ids),
        gone=(*step.gone, *ids),
    )


def _without(
    case: Case,
    current: Round,
    place: int,
    step: Step,
    gone: tuple[Asked, ...],
    then: str,
    context: Context,
) -> Case:
    """The case with the step as it is without those who have gone; told to them, and to the
    workflow where the level is over.
    """
    moved = current.with_step(place, step)
    is_over = step.status == "left"
    if is_over:
        moved = until_next(moved, context)
    said = f"{_names(gone)} cannot answer any more."
    text, outcome = f"{said} {then}", "next" if is_over else None
    change = round_change(
        case, moved, place, "approvalLeft", text, outcome=outcome, released=gone, comment=said
    )
    return with_round(case, moved, change)


def _names(people: tuple[Asked, ...]) -> str:
    return " and ".join(one.name for one in people)

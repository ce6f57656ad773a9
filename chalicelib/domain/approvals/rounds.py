"""Rounds of approval: begun with what is pending, asked level after level, ended with an outcome
(CU-14, CU-15).

One round covers all that is pending of a dispute. `sync_round` keeps the two in step after
whatever was done to the dispute; the other verbs are the workflow's. What people answer is in
`answers.py`.
"""

import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.approvals.approvable import Approvable, Case
from chalicelib.domain.approvals.approval_chain import (
    LONGEST_WAIT,
    MAX_REPEATS,
    Asked,
    AskedPart,
    Candidates,
    Round,
    Step,
    Superseded,
    chain_for,
)
from chalicelib.domain.approvals.round_events import released_by, round_change
from chalicelib.domain.base.business_hours import SECONDS_AN_HOUR
from chalicelib.domain.base.sentences import Sentence, with_reason
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.people.person import SYSTEM

CHECK_AFTER = timedelta(minutes=10)
"""How long the workflow has for asking the next level before somebody looks after it."""

OUTCOMES = {
    "approved": "given",
    "rejected": "refused",
    "void": "set aside",
    "recalled": "taken back",
    "expired": "given up",
}
"""How a round that has ended is spoken of."""

ASKED_ANEW = "What was asked for has changed."
"""Why a round is over where another one begins."""


def sync_round(case: Case, context: Context) -> Case:
    """The case with its round in step with what is pending: begun, left alone, or ended and begun
    anew (CU-15).
    """
    pending = case.pending
    current = active_round(case)
    if current:
        if pending and content_hash(case) == current.content_hash:
            return case
        reason = ASKED_ANEW if pending else case.changes[-1].text if case.changes else None
        case = end(case, current, "void", reason, context, is_followed=bool(pending))
    return (
        _begin(case, pending, context, _set_aside(current, context) if current else None)
        if pending
        else case
    )


def ask(case: Case, context: Context) -> Case:
    """The workflow's turn: the next level that has anybody is asked; with none left the round
    expires (CU-15).

    A level that is asked and whose time is over is timed out first; one that still has time stays
    as it is.
    """
    current = active_round(case)
    if current and current.current:
        due_at = current.steps[current.current - 1].due_at
        if due_at and due_at > context.at:
            return case
        case = time_out(case, context)
        current = active_round(case)
    if not current:
        return case
    candidates = candidates_for(case, current, context)
    for place, step in enumerate(current.steps, 1):
        if step.status != "planned":
            continue
        asked = candidates.of(step.level)
        if asked:
            return ask_level(case, current, place, asked, context)
        current = current.with_step(place, replace(step, status="skipped"))
    why = _why_given_up(current)
    return end(case.put_back(why, context), current, "expired", why, context)


def time_out(case: Case, context: Context) -> Case:
    """The level that is asked has not answered in time: the round moves on (CU-15)."""
    current = active_round(case)
    place = current.current if current else None
    if not current or not place:
        return case
    step = current.steps[place - 1]
    moved = current.with_step(place, replace(step, status="timedOut", decided_at=context.at))
    repeats = sum(one.level == step.level for one in moved.steps) - 1
    if place == len(moved.steps) and moved.when_silent == "askAgain" and repeats < MAX_REPEATS:
        moved = replace(moved, steps=(*moved.steps, Step(step.level)))
    text = (
        f"No answer in time from {' and '.join(one.name for one in step.asked)}; the approval"
        " moves on."
    )
    return with_round(
        case,
        until_next(moved, context),
        round_change(case, moved, place, "approvalTimedOut", text, outcome="next"),
    )


def resume(case: Case, context: Context) -> Case:
    """A round that nobody carries on is taken up by a new run of the workflow (CU-15)."""
    current = active_round(case)
    if not current or current.current:
        return case
    again = replace(until_next(current, context), attempt=current.attempt + 1)
    return with_round(
        case,
        again,
        round_change(case, again, 0, "approvalResumed", "The approval was taken up again."),
    )


def said_before(current: Round) -> str | None:
    """What was said with the last endorsement that came with words: who is asked next is told."""
    endorsed = (one for one in reversed(current.steps) if one.status == "endorsed" and one.comment)
    return next((f"{one.decided_by}: {one.comment}" for one in endorsed), None)


def next_place(current: Round) -> int:
    """The place of the step that is asked, or will be next; of the last one where none is left."""
    ahead = (
        place for place, step in enumerate(current.steps, 1) if step.status in ("asked", "planned")
    )
    return next(ahead, len(current.steps))


def forecast(case: Approvable, context: Context) -> list[tuple[Step, tuple[Asked, ...]]]:
    """The steps of the round, each with who is or would be asked, by the limits of now; none after
    the first whose yes is enough.
    """
    current = case.dispute.work.round
    if current is None:
        return []
    candidates = candidates_for(case, current, context)
    told: list[tuple[Step, tuple[Asked, ...]]] = []
    for step in current.steps:
        is_ahead = current.is_active and step.status in ("planned", "asked")
        asked = step.asked or (candidates.of(step.level) if is_ahead else ())
        able = candidates.able(step.level, asked, current.total) if is_ahead else step.able
        told.append((replace(step, able=able), asked))
        if is_ahead and able:
            break
    return told


def active_round(case: Approvable) -> Round | None:
    """The round that waits for an answer, if there is one."""
    current = case.dispute.work.round
    return current if current and current.is_active else None


def content_hash(case: Approvable) -> str:
    """Names what is asked for: an answer to anything else is void."""
    asked = [
        [str(part.part_id), part.disputed, part.amount, part.requested_by] for part in case.pending
    ]
    said = [case.dispute.dispute_id, case.dispute.currency, case.total, sorted(asked)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def letter_hash(dispute: Dispute, current: Round) -> str:
    """Names what the letters of a round say: what is asked for, and the words about it. A link from
    another letter is void (DM-04).
    """
    said = [current.content_hash, dispute.description, dispute.reason]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def candidates_for(case: Approvable, current: Round, context: Context) -> Candidates:
    """Who can be asked about the round."""
    return Candidates(
        context.holders,
        case.dispute.currency,
        case.dispute.parties,
        barred_from(case, current),
        context.hours.day_of(context.at),
    )


def barred_from(case: Approvable, current: Round) -> frozenset[str]:
    """Who may not answer: whoever asked for a part of it, now or before above the own limit
    (CU-14).
    """
    before = {ask.user_id for ask in case.dispute.work.asked_above if ask.limit < current.total}
    return frozenset(before | {one.user_id for one in current.requested_by})


def due_of(step: Step, context: Context) -> datetime:
    """By when a level that is asked or passed on now has to answer."""
    by_hours = context.hours.after(
        context.at, round(step.level.answer_within_hours * SECONDS_AN_HOUR)
    )
    return min(by_hours, (step.asked_at or context.at) + LONGEST_WAIT)


def until_next(current: Round, context: Context) -> Round:
    """The round between two steps: the workflow has a while to go on before somebody looks."""
    return replace(current, check_at=context.at + CHECK_AFTER)


def end(
    case: Case,
    current: Round,
    status: str,
    reason: str | None,
    context: Context,
    place: int | None = None,
    *,
    is_followed: bool = False,
) -> Case:
    """The case with its round ended; whoever is still asked is not any more, and is told so unless
    the next round does that.
    """
    at = place or current.current or 0
    steps = tuple(
        replace(step, status="void") if step.status == "asked" else step for step in current.steps
    )
    ended_by = None if context.actor == SYSTEM else context.actor.name
    over = replace(
        current,
        status=status,
        steps=steps,
        ended_at=context.at,
        ended_by=ended_by,
        reason=reason,
        check_at=None,
    )
    said = f"Approval of {{amount}} {OUTCOMES[status]}{' by {name}' if ended_by else ''}"
    text = with_reason(said, reason, amount=case.amount(current.amount), name=ended_by)
    event_type = "approvalVoided" if status == "void" else f"approval{status.capitalize()}"
    released = () if is_followed else released_by(current, at, context)
    is_earlier = bool(current.untold)
    left_out = current.left_out(case.pending, context.actor.user_id) if over.told == "void" else ()
    change = round_change(
        case,
        over,
        at,
        event_type,
        text,
        outcome=over.told,
        released=released,
        is_earlier=is_earlier,
        left_out=left_out,
        note=True,
    )
    return with_round(case, over, change)


def with_round(case: Case, current: Round, change: Change) -> Case:
    """The case with its round as it is now; the dispute is due when the round is."""
    dispute = case.dispute.with_work(round=current)
    step = current.steps[current.current - 1] if current.current else None
    return case.with_dispute(replace(dispute, due_at=step.due_at if step else None), change)


def _set_aside(current: Round, context: Context) -> Superseded | None:
    """What the next round takes the place of for those who hold it; where nobody was asked
    meanwhile, still what the last one did.
    """
    held_by = released_by(current, current.current or 0, context)
    if not held_by:
        return None
    if current.untold and current.instead:
        return replace(current.instead, held_by=held_by)
    return Superseded(current.amount, current.total, context.actor.name, held_by)


def _begin(
    case: Case, pending: tuple[AskedPart, ...], context: Context, instead: Superseded | None
) -> Case:
    chain = chain_for(context.chains, context.holders, case.dispute.currency)
    last = case.dispute.work.round
    requesters = {
        part.requested_by: Asked(part.requested_by or "", part.requested_by_name)
        for part in pending
    }
    begun = Round(
        number=last.number + 1 if last else 1,
        total=case.total,
        amount=sum(part.amount for part in pending),
        parts=pending,
        content_hash=content_hash(case),
        requested_by=tuple(requesters.values()),
        started_at=context.at,
        steps=tuple(Step(level) for level in chain.levels),
        when_silent=chain.when_silent,
        instead=instead,
    )
    said = f"Approval of {{amount}} asked for; {case.wording.total} would come to {{total}}."
    text = Sentence(said, amount=case.amount(begun.amount), total=case.amount(begun.total))
    next_round = case.with_dispute(
        replace(case.dispute, work=case.dispute.work.with_next_round(begun))
    )
    return with_round(
        next_round,
        until_next(begun, context),
        round_change(case, begun, 0, "approvalStarted", text),
    )


def _why_given_up(current: Round) -> str:
    """Why nobody is left to ask."""
    last = next((step for step in reversed(current.steps) if step.asked), None)
    if last is None:
        return "The chain has nobody who could be asked."
    ends = {"timedOut": "Nobody answered in time.", "left": "Nobody who could answer is left."}
    return ends.get(last.status, "Nobody who was asked could approve so much.")


def ask_level(
    case: Case, current: Round, place: int, asked: tuple[Asked, ...], context: Context
) -> Case:
    """The case with these people asked at a step of the round."""
    step = current.steps[place - 1]
    opened = replace(
        step,
        status="asked",
        asked=asked,
        held_by=(*step.held_by, *(one.user_id for one in asked)),
        able=candidates_for(case, current, context).able(step.level, asked, current.total),
        asked_at=step.asked_at or context.at,
        due_at=due_of(step, context),
    )
    moved = replace(current.with_step(place, opened), check_at=opened.due_at)
    names = " and ".join(one.name for one in asked)
    text = Sentence(
        "{names} asked to approve {amount}.", names=names, amount=case.amount(current.amount)
    )
    released = tuple(one for one in current.untold if one.user_id not in opened.held_by)
    said = said_before(current)
    change = round_change(
        case,
        moved,
        place,
        "approvalAsked",
        text,
        asked=asked,
        released=released,
        is_earlier=True,
        comment=said,
    )
    return with_round(case, moved, change)

"""What the workflow does between the answers: asks, waits, lets rounds go on (CU-15)."""

import json
from dataclasses import replace
from typing import Any

from chalicelib.actions.approvals.approvable import approvals_of
from chalicelib.actions.approvals.approval import decided, open_case, task_of
from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.execution import Action, Decision
from chalicelib.domain.approvals import passing, rounds
from chalicelib.store import keys
from chalicelib.store.table import (
    IS_ABSENT,
    Check,
    Condition,
    Put,
    is_at_version,
    name_of,
    unwritten_or_at,
)
from chalicelib.values import dataclass
from chalicelib.views.parts import to_json

Workflow = Decision[Any, Any]

TASK_LIVES_SECONDS = 90 * 86_400


def ask(
    dispute_id: str, number: int, task_token: str, released: str | None = None
) -> Action[Any, Any]:
    """The workflow's turn: asks the next level and keeps what waits for its answer; tells at once
    where nothing is to be asked.

    Where an earlier run of the workflow waits for the same step, its task is named, and only put
    aside once it is `released`.
    """

    def action(desk: Desk) -> Workflow:
        case, found = open_case(desk, dispute_id, lambda dispute: task_of(dispute, number))
        current = case.dispute.work.round
        if current is None or current.number != number:
            return _told("void")
        if not current.is_active:
            return _told(current.told)
        asked = rounds.ask(case, desk.context)
        current = asked.dispute.work.round
        if current is None or not current.current:
            return replace(decided(desk, case, asked), answer=_told("expired").answer)
        key = keys.task(dispute_id, number, current.current)
        earlier = found[name_of(key)]["token"] if name_of(key) in found else None
        if earlier not in (None, task_token, released):
            return _told(None, earlier)
        as_read = (
            Condition("no other task waits for it", "#token = :token", {":token": earlier})
            if earlier
            else IS_ABSENT
        )
        expires = {keys.TIME_TO_LIVE: int(desk.now.timestamp()) + TASK_LIVES_SECONDS}
        task = Put(key | {"token": task_token} | expires, (as_read,))
        decision = decided(desk, case, asked)
        still = (
            _limits_are(desk)
            if asked.changes
            else Check(keys.dispute(dispute_id), (is_at_version(case.dispute.version),))
        )
        return replace(decision, writes=(*decision.writes, still, task), answer=_told(None).answer)

    return action


def pass_on(dispute_id: str) -> Action[Any, Any]:
    """Lets a round go on that waits for people who cannot answer any more, as they are when it is
    written (CU-15).
    """

    def action(desk: Desk) -> Workflow:
        case, _ = open_case(desk, dispute_id)
        decision = decided(desk, case, passing.pass_on(case, desk.context))
        return (
            replace(decision, writes=(*decision.writes, _limits_are(desk)))
            if decision.writes
            else _told(None)
        )

    return action


def look_after(dispute_id: str) -> Action[Any, Any]:
    """What is due with a dispute: a level that did not answer is timed out, a round that nobody
    carries on is taken up (CU-15), and whatever its kind has due besides.
    """

    def action(desk: Desk) -> Workflow:
        case, _ = open_case(desk, dispute_id)
        current, after = rounds.active_round(case), case
        if current and current.check_at and current.check_at <= desk.now:
            after = (rounds.time_out if current.current else rounds.resume)(case, desk.context)
        after = approvals_of(case.dispute.kind).look_after(after, desk.context)
        return decided(desk, case, after) if after != case else _told(None)

    return action


def resume(dispute_id: str, number: int, place: int) -> Action[Any, Any]:
    """Takes a round up that still stands behind a step, and whose workflow has gone (CU-15)."""

    def action(desk: Desk) -> Workflow:
        case, _ = open_case(desk, dispute_id)
        current = rounds.active_round(case)
        following = current.step(place + 1) if current and current.number == number else None
        stands = following is not None and following.status == "planned"
        return decided(desk, case, rounds.resume(case, desk.context)) if stands else _told(None)

    return action


def _limits_are(desk: Desk) -> Check:
    """Nobody's limit has changed since it was decided who can answer: whoever loses one now is
    looked at after this is written.
    """
    return Check(keys.setting("creditLimits"), unwritten_or_at(desk.context.holders.version))


@dataclass(frozen=True)
class TaskOutcome:
    """What the workflow is to be told, and which earlier task of it stands in the way."""

    outcome: str | None = None
    earlier: str | None = None


def outcome_in(answer: Answer[Any]) -> TaskOutcome:
    """What an action of the workflow's own has answered."""
    said = json.loads(answer.body)
    return TaskOutcome(said.get("outcome"), said.get("earlier"))


def _told(outcome: str | None, earlier: str | None = None) -> Workflow:
    """A decision that writes nothing and says what the workflow is told."""
    answer = Answer(200, to_json({"outcome": outcome, "earlier": earlier}))
    return Decision((), answer, answer)

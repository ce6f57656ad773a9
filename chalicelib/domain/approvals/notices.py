"""Who gets which letter about an approval: a preview and the post ask the same (CU-15, X-03)."""

from dataclasses import replace
from typing import Any

from chalicelib.domain.approvals.approvable import Approvable
from chalicelib.domain.approvals.approval_chain import EndedRound, Round
from chalicelib.domain.approvals.rounds import active_round, ask
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.parties import Parties, may_see
from chalicelib.domain.people.person import SYSTEM, Person
from chalicelib.values import dataclass

ASKING = frozenset({"approvalAsked", "approvalDelegated"})
TO_REQUESTERS = {
    "approvalApproved": "approvalApproved",
    "approvalRejected": "approvalRejected",
    "approvalExpired": "approvalEnded",
}
"""Event → the letter to those who asked for the approval."""

END_TOLD_BY = {
    "approved": "approvalApproved",
    "rejected": "approvalRejected",
    "expired": "approvalEnded",
} | dict.fromkeys(("void", "recalled"), "approvalSetAside")
"""How a round has ended → the letter that tells it to those who asked."""

GOES_ON = frozenset({"approvalStarted", "approvalEndorsed"})
"""What people do that the workflow follows by asking a level."""


@dataclass(frozen=True)
class Notice:
    """Somebody who is told, and by which letter."""

    user_id: str
    name: str
    letter: str
    is_held_back: bool = False
    """Whether no mail goes to the address that the person has now, so that only the
    dispute tells.
    """


def is_told(event_type: str, after: dict[str, Any]) -> bool:
    """Whether anybody may get a letter about an event."""
    return (
        event_type in ASKING
        or event_type in TO_REQUESTERS
        or bool(after.get("released") or after.get("leftOut"))
    )


def notices_of(
    event_type: str, after: dict[str, Any], by_id: str, known: Round | EndedRound | None
) -> tuple[Notice, ...]:
    """Who is told of an event of a round, as that round is known now: not who did it, nor about
    what is not asked any more.

    Whoever was asked and need not answer any more is told so, and who asked is told the end, also
    when another round has begun meanwhile.
    """
    released = tuple(
        Notice(one["userID"], one["name"], "approvalOver") for one in after.get("released", ())
    )
    left_out = tuple(
        Notice(one["userID"], one["name"], "approvalSetAside") for one in after.get("leftOut", ())
    )
    return (
        released
        + left_out
        + (
            _notices_now(event_type, after, by_id, known)
            if known and known.number == after.get("round")
            else ()
        )
    )


def can_be_told(person: Person, parties: Parties) -> bool:
    """Whether a letter about a dispute goes to somebody who is as this person is now (RV-03)."""
    return may_see(person, parties) and "dispute.work" in person.permissions


def notices_ahead(case: Approvable, context: Context) -> tuple[Notice, ...]:
    """Who would be told of what has been done to a case, and of what the workflow then does by
    itself.
    """
    told = _notices(case, context)
    current = active_round(case)
    if not current or current.current or not any(change.type in GOES_ON for change in case.changes):
        return told
    turn = replace(context, actor=SYSTEM)
    return told + _notices(ask(replace(case, changes=()), turn), turn)


def _notices(case: Approvable, context: Context) -> tuple[Notice, ...]:
    current = case.dispute.work.round
    return tuple(
        one
        for change in case.changes
        for one in notices_of(change.type, change.after, context.actor.user_id, current)
    )


def _notices_now(
    event_type: str, after: dict[str, Any], by_id: str, known: Round | EndedRound
) -> tuple[Notice, ...]:
    """Who is asked by an event, or told that it ended what that one asked for."""
    if event_type in ASKING:
        step = known.step(after["step"]) if isinstance(known, Round) else None
        return tuple(
            Notice(one["userID"], one["name"], "approvalAsked")
            for one in after["asked"]
            if step and step.asks(one["userID"])
        )
    letter = TO_REQUESTERS.get(event_type)
    return tuple(
        Notice(one.user_id, one.name, letter)
        for one in known.requested_by
        if letter and one.user_id != by_id
    )

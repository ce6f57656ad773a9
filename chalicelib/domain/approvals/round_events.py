"""What an event tells of a round of approval, and whom it concerns (CU-15)."""

from chalicelib.domain.approvals.approvable import Approvable
from chalicelib.domain.approvals.approval_chain import Asked, Round
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change


def released_by(current: Round, place: int, context: Context) -> tuple[Asked, ...]:
    """Who need not answer any more, because somebody else has acted: of the level, or who held what
    the round takes the place of.
    """
    step = current.step(place)
    held = current.untold or (step.asked if step else ())
    return tuple(one for one in held if one.user_id != context.actor.user_id)


def round_change(
    case: Approvable,
    current: Round,
    place: int,
    event_type: str,
    text: str,
    *,
    outcome: str | None = None,
    asked: tuple[Asked, ...] = (),
    released: tuple[Asked, ...] = (),
    is_earlier: bool = False,
    left_out: tuple[Asked, ...] = (),
    comment: str | None = None,
    note: bool = False,
) -> Change:
    """What happened to a round; `outcome` is what its workflow is told, `comment` what those who
    are asked are told.

    `released` are those who need not answer any more; `is_earlier` where that is what the round
    takes the place of. `left_out` are those whose request was set aside by somebody else.
    """
    after: dict[str, object] = {
        "round": current.number,
        "attempt": current.attempt,
        "status": current.status,
        "step": place,
    }
    after |= {"total": case.number(current.total), case.wording.parts: list(current.part_ids)}
    if outcome:
        after["outcome"] = outcome
    if asked:
        after["asked"] = [
            {"userID": one.user_id, "name": one.name, "insteadOf": one.instead_of} for one in asked
        ]
    if released:
        after["released"] = [{"userID": one.user_id, "name": one.name} for one in released]
    if released and is_earlier:
        after["releasedFromEarlier"] = True
    if left_out:
        after["leftOut"] = [{"userID": one.user_id, "name": one.name} for one in left_out]
    step = current.step(place)
    if step:
        after |= {"level": step.level.name, "comment": comment or step.comment}
    return Change(
        event_type, text, before={"status": "asking"}, after=after, amount=current.amount, note=note
    )

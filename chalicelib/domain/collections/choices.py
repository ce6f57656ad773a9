"""What somebody can do with a follow-up now, or why not, and who can unblock it (X-02)."""

from collections.abc import Callable

from chalicelib.domain.collections import assignment, chases, collecting, ending, opening, steps
from chalicelib.domain.collections.case import require_work
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.disputes.choice import Choice, choice
from chalicelib.domain.disputes.context import Context


def choices(follow_up: FollowUp, context: Context) -> list[Choice]:
    """Every verb, in the order in which people need them; the answers come from what the verbs
    themselves ask first, so that no rule stands in two places.
    """
    checks: dict[str, Callable[[FollowUp, Context], object]] = {
        "chase": chases.check_chasable,
        "end": ending.check_endable,
        "move": steps.check_movable,
        "assign": assignment.check_assignable,
        "collect": collecting.check_collectable,
        "join": opening.check_joinable,
        "drop": steps.check_droppable,
        "confirmMail": steps.check_confirmable,
    }
    return [choice(name, _attempt(check, follow_up, context)) for name, check in checks.items()]


def _attempt(
    check: Callable[[FollowUp, Context], object], follow_up: FollowUp, context: Context
) -> Callable[[], None]:
    def attempt() -> None:
        require_work(context)
        check(follow_up, context)

    return attempt

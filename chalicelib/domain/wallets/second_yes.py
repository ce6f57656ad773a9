"""A second yes: what one person of finance asks for and another one agrees to, whatever it is
(IG-10, X-16).
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import CORRECTING
from chalicelib.errors import AlreadyDecided, OwnApproval

ASKED, MADE, REFUSED = "asked", "made", "refused"
TAKEN_BACK = "takenBack"
"""What came of one that was refused by the one who asked for it."""


class Asked(Protocol):
    """What was asked for by one person, and what came of it."""

    @property
    def what(self) -> str:
        """What it is called."""

    @property
    def rule(self) -> str:
        """Why it takes two."""

    @property
    def asked_by(self) -> str: ...
    @property
    def asked_at(self) -> datetime: ...
    @property
    def status(self) -> str: ...
    @property
    def decided_by(self) -> str | None: ...
    @property
    def decided_by_name(self) -> str | None: ...
    @property
    def decided_at(self) -> datetime | None: ...
    @property
    def version(self) -> int: ...


AskedT = TypeVar("AskedT", bound=Asked)


def outcome_of(asked: Asked) -> str | None:
    """What came of it; None while it waits."""
    if asked.status == REFUSED and asked.decided_by == asked.asked_by:
        return TAKEN_BACK
    return None if asked.status == ASKED else asked.status


def decision_faults(asked: Asked) -> list[str]:
    """Whether it was decided where it says so, by another person than the one who asked."""
    decided = (asked.decided_by_name, asked.decided_at)
    if (asked.status == ASKED) != (decided == (None, None)) or (
        asked.status != ASKED and None in decided
    ):
        return [
            f"The {asked.what} is {asked.status}, and does not say so of who decided it and when."
        ]
    if asked.status == MADE and asked.decided_by == asked.asked_by:
        return [f"The {asked.what} was agreed to by who asked for it."]
    return []


def require_second(asked: Asked, context: Context) -> None:
    """`OwnApproval` for the one who asked: nobody agrees to what they asked for themselves."""
    _require_waiting(asked, context)
    if asked.asked_by == context.actor.user_id:
        raise OwnApproval(
            f"You asked for this {asked.what}; a second person of finance has to agree to it.",
            rule=asked.rule,
        )


def made(asked: AskedT, context: Context, **parts: Any) -> AskedT:
    """Agreed to, by a second person."""
    require_second(asked, context)
    return _decided(asked, MADE, context, parts)


def refused(asked: AskedT, answer: str | None, context: Context, **parts: Any) -> AskedT:
    """Refused; who asked may do so too, and has then taken it back."""
    _require_waiting(asked, context)
    return _decided(asked, REFUSED, context, {"answer": answer} | parts)


def _require_waiting(asked: Asked, context: Context) -> None:
    context.actor.require(CORRECTING)
    if asked.status != ASKED:
        raise AlreadyDecided(
            f"The {asked.what} was {asked.status} by {asked.decided_by_name}.", rule=asked.rule
        )


def _decided(asked: AskedT, status: str, context: Context, parts: dict[str, Any]) -> AskedT:
    decision = {
        "status": status,
        "decided_by": context.actor.user_id,
        "decided_by_name": context.actor.name,
        "decided_at": context.at,
        "version": asked.version + 1,
    }
    return replace(asked, **decision, **parts)  # type: ignore[type-var]

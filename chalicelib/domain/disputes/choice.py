"""A choice: what somebody can do now, or why not, and who can unblock it (X-02)."""

from collections.abc import Callable

from chalicelib.errors import RedressError
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Choice:
    """An action by name: allowed, or blocked by a rule for a reason."""

    name: str
    allowed: bool = True
    rule: str | None = None
    reason: str | None = None
    unblocked_by: tuple[str, ...] = ()
    becomes: str | None = None
    """What would become of a line by it."""
    dispute_id: str | None = None
    """The dispute that stands in the way."""


def choice(name: str, attempt: Callable[[], object]) -> Choice:
    """The action as allowed, with the status that the attempt tells of, or blocked by what it
    raises.
    """
    try:
        done = attempt()
    except RedressError as error:
        return Choice(
            name,
            allowed=False,
            rule=error.rule,
            reason=error.detail,
            unblocked_by=tuple(error.extras.get("unblockedBy", ())),
            dispute_id=error.extras.get("disputeID"),
        )
    return Choice(name, becomes=done if isinstance(done, str) else None)

"""What each person has to work, counted in the transactions that change it (CK-10)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.orders.lifecycle import WORKED
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Workload:
    """What one person has in hands."""

    user_id: str
    open: int = 0
    """How many disputes that are worked; one that is decided waits for others."""
    given_at: datetime | None = None
    """When the last of them came."""
    version: int = 0

    def changed(self, by: int, at: datetime) -> "Workload":
        """The same with so many more or fewer; never below none, since what was in hands before
        anybody counted goes too.
        """
        given_at = at if by > 0 else self.given_at
        return replace(
            self, open=max(0, self.open + by), given_at=given_at, version=self.version + 1
        )


def last_given(loads: Iterable[Workload]) -> str | None:
    """Who got the dispute before; None where nobody got one yet."""
    given = [(one.given_at, one.user_id) for one in loads if one.given_at]
    return max(given)[1] if given else None


def changed_loads(
    before: Dispute[Any] | None, after: Dispute[Any], loads: Mapping[str, Workload], at: datetime
) -> list[Workload]:
    """What people have to work by now, where a step changed it: the dispute came, was decided,
    went on or passed into other hands. Whoever got it got it last, also where a step began before
    the one that was written before it.
    """
    had = before.assignee_id if before and before.status in WORKED else None
    has = after.assignee_id if after.status in WORKED else None
    if had == has:
        return []
    given = [one.given_at for one in loads.values() if one.given_at]
    at = max([at, *(one + timedelta(microseconds=1) for one in given)])
    changes = {had: -1, has: 1}
    return [
        loads.get(user_id, Workload(user_id)).changed(by, at)
        for user_id, by in changes.items()
        if user_id
    ]

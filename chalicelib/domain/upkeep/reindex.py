"""The making anew of what is derived from the table: a walk along all of it, which saves where it
stands and can be taken over.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.people.person import Person
from chalicelib.values import dataclass

LEASE_SECONDS = 60
"""So long a run may be silent before another may take its work over."""

MAX_TRIES = 5
"""So often it is taken up without getting on before it is given up."""

GIVEN_UP = "It was taken up again and again without getting on; it was given up."


@dataclass(frozen=True)
class Reindex:
    """The latest making anew of what things are found by: running, then done, or failed."""

    reindex_id: str
    started_by_id: str
    started_by: str
    started_at: datetime
    status: str = "running"
    place: dict[str, str] | None = None
    """The key behind which the walk goes on; None at its beginning."""
    looked: int = 0
    """How many things, and words of such, it has looked at."""
    restored: int = 0
    """How many words and account numbers were missing, or not as they should be."""
    removed: int = 0
    """How many of them there were that nothing is found by."""
    runs: int = 0
    lease_until: datetime | None = None
    tries: int = 0
    finished_at: datetime | None = None
    detail: str | None = None
    """Why it failed."""
    version: int = 1

    @property
    def is_running(self) -> bool:
        """Whether work on it is going on, or should be."""
        return self.status == "running"

    def claimed(self, now: datetime) -> "Reindex | None":
        """In the hands of a run for the time of a lease; None while it is in another's, or is over.

        Whoever takes it up once too often without its getting on finds it given up.
        """
        if not self.is_running or (self.lease_until and self.lease_until > now):
            return None
        if self.tries >= MAX_TRIES:
            return self._next(status="failed", detail=GIVEN_UP, lease_until=None, finished_at=now)
        return self._next(
            lease_until=now + timedelta(seconds=LEASE_SECONDS),
            tries=self.tries + 1,
            runs=self.runs + 1,
        )

    def advanced(
        self,
        place: dict[str, str],
        looked: int,
        restored: int,
        removed: int,
        lease_until: datetime,
    ) -> "Reindex":
        """With so much more behind it."""
        return self._next(
            place=place,
            looked=self.looked + looked,
            restored=self.restored + restored,
            removed=self.removed + removed,
            lease_until=lease_until,
            tries=0,
        )

    def finished(self, looked: int, restored: int, removed: int, now: datetime) -> "Reindex":
        """At its end, with the last of it."""
        return self._next(
            status="done",
            looked=self.looked + looked,
            restored=self.restored + restored,
            removed=self.removed + removed,
            place=None,
            lease_until=None,
            finished_at=now,
        )

    def _next(self, **values: Any) -> "Reindex":
        return replace(self, version=self.version + 1, **values)


def begin(
    known: Reindex | None, reindex_id: str, by: Person, now: datetime, *, anew: bool
) -> Reindex:
    """A new one behind the last; the same where one is running, unless it is to begin `anew`."""
    if known and known.is_running and not anew:
        return known
    version = known.version + 1 if known else 1
    return Reindex(reindex_id, by.user_id, by.name, now, lease_until=now, version=version)

"""The agenda as a calendar shows it: an entry for each follow-up in progress, for a whole day
(DM-07).
"""

from datetime import UTC, date, datetime, timedelta

from chalicelib.domain.collections.agenda import LATE, when
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.values import dataclass


@dataclass(frozen=True)
class CalendarEntry:
    """A day on which something is to be done about a follow-up."""

    follow_up: FollowUp
    day: date
    is_late: bool
    number: int
    """Higher whenever the entry has changed, such as by another day."""
    changed_at: datetime


def entry_of(follow_up: FollowUp, today: date, today_began: datetime) -> CalendarEntry:
    """The entry of a follow-up; what is late stands on today, and so is another one every day.

    Its number counts the changes of the follow-up, and the days from its opening to the last
    change of the entry: neither ever goes back, so an entry that is moved ahead is newer too.
    """
    is_late = when(follow_up, today) == LATE
    changed_at = max(follow_up.changed_at, today_began) if is_late else follow_up.changed_at
    changed_on = changed_at.astimezone(UTC).date()
    days = (changed_on - follow_up.opened_at.astimezone(UTC).date()) // timedelta(days=1)
    return CalendarEntry(
        follow_up,
        max(follow_up.due, today),
        is_late,
        follow_up.version + max(0, days),
        changed_at,
    )

"""Mail to who is absent from a thread: one letter for all that is unread, and then quiet for a while (IG-04, IG-08)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.bookings.booking import SIDES
from chalicelib.domain.bookings.work import BookingWork
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.presence import Presence
from chalicelib.domain.letters.dispatch import next_try
from chalicelib.domain.people.person import STAFF, SUPPORT

STANDARD_QUIET = timedelta(minutes=30)
"""How long a side gets no second letter about a dispute, where nothing else is configured."""

NEWS, CALL = "bookingNews", "supportAsked"
"""The letters: about what is unread, and to support when it is asked to step in."""


@dataclass(frozen=True)
class Digest:
    """What a side of a dispute, or support, was told by mail, and when to look again whether something is unread."""

    dispute_id: str
    audience: str
    version: int = 0
    told: int = 0
    """How many messages the last letter knew of."""
    told_at: datetime | None = None
    about: int = 0
    """The event by which the last letter is named."""
    template_id: str = NEWS
    is_sent: bool = True
    """Whether the last letter is known to be through."""
    look_at: datetime | None = None
    """When to look again; None when nothing waits."""

    def looked(self, dispute: Dispute[BookingWork], there_until: datetime | None, quiet: timedelta, now: datetime) -> "Digest":
        """What it is after a look at the dispute: as it was, put off, done with, or a letter to be sent (`is_sent` is false).

        Who has read everything gets no letter; who has the dispute open is given the time to read, and who got a letter
        a while of quiet, unless support is called anew. Whatever comes until then goes into one letter.
        """
        if not self._has_unread(dispute):
            return replace(self, is_sent=True, look_at=None)
        if not self.is_sent:
            return replace(self, look_at=next_try(self.told_at or now, now))
        count = dispute.messages[self.audience]
        if count <= self.told:
            return replace(self, look_at=None)
        is_called = self._is_called(dispute.work)
        quiet_until = self.told_at + quiet if self.told_at and not is_called else now
        free_at = max(quiet_until, there_until or now)
        if free_at > now:
            return replace(self, look_at=free_at)
        letter = replace(self, told=count, told_at=now, about=dispute.told_until, template_id=CALL if is_called else NEWS)
        return replace(letter, is_sent=False, look_at=next_try(now, now))

    def through(self, dispute: Dispute[BookingWork], now: datetime) -> "Digest":
        """What it is when the last letter is through: looked at again where more has come than that told."""
        is_more = dispute.messages.get(self.audience, 0) > self.told
        return replace(self, is_sent=True, look_at=now if is_more else None)

    def _has_unread(self, dispute: Dispute[BookingWork]) -> bool:
        """Whether there is something unread for a side, or for support while it is asked to step in."""
        return dispute.unread(self.audience) > 0 and (self.audience in SIDES or dispute.work.escalation is not None)

    def _is_called(self, work: BookingWork) -> bool:
        """Whether support was asked to step in since it got the last letter."""
        call = work.escalation if self.audience == STAFF else None
        return call is not None and (self.told_at is None or self.told_at < call.at)


def there_until(audience: str, seen: Iterable[Presence]) -> datetime | None:
    """Until when somebody of an audience has the dispute open, as far as is known; of the staff, support counts."""
    return max((one.ends_at for one in seen if one.side == audience and (audience != STAFF or one.role == SUPPORT)), default=None)

"""Mail to someone who is absent from a thread: one letter for all that is unread, and then quiet
for a while (IG-04, IG-08).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.domain.disputes.presence import Presence
from chalicelib.domain.letters.dispatch import DISPUTE, next_try
from chalicelib.domain.people.person import STAFF
from chalicelib.values import dataclass

STANDARD_QUIET = timedelta(minutes=30)
"""How long a side gets no second letter about a dispute, where nothing else is configured."""


class Thread(Protocol):
    """What is said in a dispute, or elsewhere, as far as telling of it by mail goes."""

    @property
    def messages(self) -> Mapping[str, int]:
        """How many there are for an audience."""

    @property
    def shared_until(self) -> int:
        """The number of the last event that all are told of, which names a letter."""

    def unread(self, audience: str) -> int:
        """How many nobody of an audience has read."""


@dataclass(frozen=True)
class Digest:
    """What a side of a dispute, or support, was told by mail, and when to look again whether
    something is unread.
    """

    dispute_id: str
    audience: str
    version: int = 0
    told_count: int = 0
    """How many messages the last letter knew of."""
    told_at: datetime | None = None
    about: int = 0
    """The event by which the last letter is named."""
    is_call: bool = False
    """Whether the last letter called somebody to step in, and did not just tell what is unread."""
    is_sent: bool = True
    """Whether the last letter is known to be through."""
    look_at: datetime | None = None
    """When to look again; None when nothing waits."""
    of: str = DISPUTE
    """What the thread is of, by the id that `dispute_id` holds."""

    def looked(self, look: "Look", now: datetime) -> "Digest":
        """What it is after a look at the dispute: as it was, put off, done with, or a letter to be
        sent (`is_sent` is false).

        Who has read everything gets no letter; who has the dispute open is given the time to read,
        and who got a letter a while of quiet, unless one is called anew. Whatever comes until then
        goes into one letter.
        """
        thread = look.thread
        if not look.is_told or thread.unread(self.audience) <= 0:
            return replace(self, is_sent=True, look_at=None)
        if not self.is_sent:
            return replace(self, look_at=next_try(self.told_at or now, now))
        count = thread.messages[self.audience]
        if count <= self.told_count:
            return replace(self, look_at=None)
        is_call = look.called_at is not None and (
            self.told_at is None or self.told_at < look.called_at
        )
        quiet_until = self.told_at + look.quiet if self.told_at and not is_call else now
        free_at = max(quiet_until, look.there_until or now)
        if free_at > now:
            return replace(self, look_at=free_at)
        letter = replace(
            self, told_count=count, told_at=now, about=thread.shared_until, is_call=is_call
        )
        return replace(letter, is_sent=False, look_at=next_try(now, now))

    def through(self, thread: Thread, now: datetime) -> "Digest":
        """What it is when the last letter is through: looked at again where more has come than that
        told.
        """
        is_more = thread.messages.get(self.audience, 0) > self.told_count
        return replace(self, is_sent=True, look_at=now if is_more else None)


@dataclass(frozen=True)
class Look:
    """What decides whether an audience of a thread gets a letter."""

    thread: Thread
    is_told: bool
    """Whether this audience is told by mail at all."""
    called_at: datetime | None
    """When it was asked to step in, where it was."""
    there_until: datetime | None
    """Until when somebody of it has the dispute open."""
    quiet: timedelta


def there_until(
    audience: str, seen: Iterable[Presence], readers: Collection[str]
) -> datetime | None:
    """Until when somebody of an audience has the dispute open, as far as is known; of the staff,
    those roles count.
    """
    return max(
        (
            one.ends_at
            for one in seen
            if one.side == audience and (audience != STAFF or one.role in readers)
        ),
        default=None,
    )

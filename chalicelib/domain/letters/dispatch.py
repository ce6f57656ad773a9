"""The post: what became of a letter, and the addresses that no mail goes to."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Self

from chalicelib.domain.base.identifiers import OutsideID, subject_of
from chalicelib.values import dataclass

GIVEN_UP_AFTER = timedelta(days=3)
"""How long a letter is tried that cannot be sent; a personal link in it still has most of its time
then.
"""

DISPUTE, FOLLOW_UP, TICKET, REMINDER = "dispute", "followUp", "ticket", "reminder"
PROMISE = "promise"
"""What is about a promise that a customer is asked for."""
NOUNS = {DISPUTE: "dispute", FOLLOW_UP: "follow-up", TICKET: "ticket"}
"""What a letter is about → what that is called in it; a reminder names the account."""
AT_MOST_ONCE = (FOLLOW_UP, REMINDER)
"""Of which a letter that may be on its way is not sent again: a person looks."""

PUT_OFF = timedelta(minutes=8)
"""How long what failed waits at least before it is tried again: others have their turn first."""

LONGEST_PUT_OFF = timedelta(hours=2)


def next_try(since: datetime, now: datetime) -> datetime:
    """When to try again what has failed since then: the longer it has, the later, so that sweeps
    cost by what is new.
    """
    return now + min(max((now - since) / 2, PUT_OFF), LONGEST_PUT_OFF)


@dataclass(frozen=True)
class Dispatch:
    """One letter about one event to one person: leased while it is being sent, then sent,
    suppressed, given up or returned.
    """

    dispute_id: str
    sequence: int
    user_id: str
    email: str
    template_id: str
    status: str
    lease: str = ""
    """Names the attempt that is under way."""
    lease_ends_at: datetime | None = None
    message_id: str = ""
    tried_since: datetime | None = None
    given_up_at: datetime | None = None
    reason: str | None = None
    """Why it was given up."""
    of: str = DISPUTE
    """What it is about, by the id that `dispute_id` holds: of `NOUNS`, or reminders."""
    customer_id: OutsideID | None = None
    """Whose reminders, where it is one."""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do for it."""
        return self.status != "leased"

    def is_free(self, now: datetime) -> bool:
        """Whether it may be sent: whoever had begun has died meanwhile, or has given it back."""
        return self.status == "leased" and (self.lease_ends_at is None or self.lease_ends_at <= now)

    def is_unconfirmed(self, now: datetime) -> bool:
        """Whether somebody began to send it and died, or got no answer: it may be on its way."""
        return self.is_free(now) and bool(self.lease)

    def is_hopeless(self, now: datetime) -> bool:
        """Whether it was tried for long enough."""
        return self.tried_since is not None and now - self.tried_since >= GIVEN_UP_AFTER

    def ended(self, status: str, message_id: str = "") -> Self:
        """The letter when its attempt has come to an end."""
        return replace(self, status=status, lease="", lease_ends_at=None, message_id=message_id)

    def given_up(self, reason: str, at: datetime) -> Self:
        """The letter when it is not tried any more."""
        return replace(self.ended("givenUp"), given_up_at=at, reason=reason)


@dataclass(frozen=True)
class Address:
    """An address that mail came back from, or whose owner complained; released, it stays known."""

    email: str
    reason: str
    detail: str
    since: datetime
    released_at: datetime | None = None
    released_by: str | None = None
    version: int = 1
    sequence: int = 0
    """Of its last entry in the journal."""
    last_hash: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal, the same in upper and lower case."""
        return subject_of("address", self.email.lower())

    def journaled(self) -> dict[str, Any]:
        """What its journal tells: why no mail goes there, since when, and whether it was let again;
        by whom says the entry.
        """
        return {
            "reason": self.reason,
            "detail": self.detail,
            "since": self.since.isoformat(),
            "isSuppressed": self.is_suppressed,
        }

    @property
    def is_suppressed(self) -> bool:
        """Whether no mail goes there."""
        return self.released_at is None

    def released(self, by: str, at: datetime) -> Self:
        """The address when mail may go there again."""
        return replace(self, released_at=at, released_by=by, version=self.version + 1)

    def heeds(self, at: datetime) -> bool:
        """Whether what the mail service said at a time is news: not what it said before the
        release.
        """
        return self.released_at is not None and at > self.released_at

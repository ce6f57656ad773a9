"""A person's calendar feed: an address that calendar programs read the agenda by, for as long as
the person leaves it open (DM-07).
"""

import hashlib
import hmac
from datetime import datetime

from chalicelib.domain.base.business_hours import is_zone
from chalicelib.errors import InvalidInput
from chalicelib.values import dataclass

SHORTEST_SECRET = 32
"""Characters: what is shorter might be guessed, and only the hash of it was told."""


@dataclass(frozen=True)
class CalendarFeed:
    """What is kept of a feed: never the secret of its address, but that one's hash."""

    secret_hash: str
    names_customers: bool
    time_zone: str | None
    """The zone in whose day something is late; the company's where there is none."""
    made_at: datetime
    """When the address was made."""


def hash_of(secret: str) -> str:
    """What is kept of a secret; it has too much chance in it to be guessed from that."""
    return hashlib.sha256(secret.encode()).hexdigest()


def opens(feed: CalendarFeed | None, secret: str) -> bool:
    """Whether an address with this secret is the feed's; the time that this takes tells nothing."""
    is_its = feed is not None and hmac.compare_digest(feed.secret_hash, hash_of(secret))
    return is_its and len(secret) >= SHORTEST_SECRET


def as_wanted(
    known: CalendarFeed | None,
    secret_hash: str | None,
    *,
    names_customers: bool,
    time_zone: str | None,
    at: datetime,
) -> CalendarFeed:
    """The feed with another address where one is told, and with what it shall show; the same once
    more is the very feed.
    """
    if time_zone is not None and not is_zone(time_zone):
        raise _wrong("/timeZone", "There is no such time zone.", "unknown")
    if known is None and secret_hash is None:
        raise _wrong("/secretHash", "Without an address there is no feed to change.", "missing")
    is_same = known is not None and secret_hash in (None, known.secret_hash)
    return CalendarFeed(
        known.secret_hash if known and is_same else str(secret_hash),
        names_customers,
        time_zone,
        known.made_at if known and is_same else at,
    )


def _wrong(pointer: str, said: str, code: str) -> InvalidInput:
    return InvalidInput(
        said, rule="DM-07", errors=[{"pointer": pointer, "detail": said, "code": code}]
    )

"""Presence: who has a dispute open now. It says nothing about the dispute and changes nothing of
it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from chalicelib.domain.people.person import STAFF, Person
from chalicelib.values import dataclass

BEAT_SECONDS = 15
"""How often an open page says that it is."""

SEEN_FOR = timedelta(seconds=40)
"""How long one beat holds: the next but one may be lost, and nobody flickers."""


@dataclass(frozen=True)
class Presence:
    """Somebody who had the dispute open at a moment, and on whose side."""

    user_id: str
    name: str
    role: str
    at: datetime
    side: str = STAFF
    """`staff`, or the party that the person acts for."""

    @property
    def ends_at(self) -> datetime:
        """When it is over unless a further beat comes."""
        return self.at + SEEN_FOR


def present(person: Person, now: datetime) -> Presence:
    """That the person has the dispute open now."""
    return Presence(person.user_id, person.name, person.role, now, person.audience)


def others(seen: Iterable[Presence], person: Person, now: datetime) -> tuple[Presence, ...]:
    """Who else has it open now, in the order of their names; never oneself."""
    here = (one for one in seen if one.user_id != person.user_id and one.ends_at > now)
    return tuple(sorted(here, key=lambda one: (one.name.casefold(), one.user_id)))

"""One's own calendar feed: its address made, renewed and ended (DM-07)."""

from dataclasses import replace

from chalicelib.actions.admin.people import PersonView, changed_person
from chalicelib.actions.desk import Desk
from chalicelib.actions.execution import PlainAction, PlainDecision
from chalicelib.domain.people.calendar_feed import as_wanted
from chalicelib.values import dataclass


@dataclass(frozen=True)
class WantedFeed:
    """What somebody wants of the own feed."""

    secret_hash: str | None
    """Of another address; None for the one that there is."""
    names_customers: bool
    time_zone: str | None


def put_calendar(wanted: WantedFeed | None) -> PlainAction[PersonView]:
    """Makes or changes one's own feed; ends it where nothing is wanted of it."""

    def action(desk: Desk) -> PlainDecision[PersonView]:
        desk.gather(with_rules=True)
        person = desk.context.actor
        desk.require_version(person.version)
        feed = (
            None
            if wanted is None
            else as_wanted(
                person.calendar,
                wanted.secret_hash,
                names_customers=wanted.names_customers,
                time_zone=wanted.time_zone,
                at=desk.now,
            )
        )
        return changed_person(desk, person, replace(person, calendar=feed))

    return action

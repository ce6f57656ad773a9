"""Who collects a follow-up: in whose agenda it is, and who goes on once it is answered (DM-07)."""

from dataclasses import replace

from chalicelib.domain.collections.case import FollowUpCase, require_work
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.people.person import WORKING, Person
from chalicelib.errors import InvalidInput

COLLECTOR_CHANGED = "collectorChanged"


def collect(case: FollowUpCase, person: Person | None, context: Context) -> FollowUpCase:
    """The follow-up with another collector, such as for who has left or is away; nobody is asked
    anew, and its date stays (DM-07, RV-03).
    """
    require_work(context)
    before = case.follow_up
    moved = check_collectable(before, context)
    collector = _check_collector(person, before)
    if collector.user_id == before.collector_id:
        return case
    changed = replace(moved, collector_id=collector.user_id, collector=collector.name)
    change = Change(
        COLLECTOR_CHANGED,
        f"{collector.name} collects it now.",
        {"collector": before.collector},
        {"collector": collector.name, "collectorID": collector.user_id},
    )
    return case.with_follow_up(changed, change)


def check_collectable(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up as one that comes to another collector (DM-07)."""
    return follow_up.moved("collect", context.at, context.hours)


def _check_collector(person: Person | None, follow_up: FollowUp) -> Person:
    """The person; `InvalidInput` for who does not work disputes, or may not see the customer."""
    if person and WORKING in person.permissions and person.sees(follow_up.customer_id):
        return person
    said = "There is no such person who may work this customer's disputes."
    raise InvalidInput(
        said, rule="RV-03", errors=[{"pointer": "/collectorID", "detail": said, "code": "unknown"}]
    )

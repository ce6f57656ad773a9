"""How many disputes are open, by status and by whose move it is."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.kinds import answers_of
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.kinds import require_kind
from chalicelib.store import keys
from chalicelib.views.answers import meaning

COUNTED = {"status": "byStatus", "waiting_for": "byWaiting"}
"""What open disputes are counted by → the index that holds them so."""


class CountPart(TypedDict):
    """How many disputes were counted."""

    count: int
    more: Annotated[bool, meaning("Whether there are more than were counted.")]


class StatusCount(CountPart):
    """How many disputes are in a status."""

    status: str


class MoverCount(CountPart):
    """How many disputes wait for somebody."""

    waitingFor: str


class QueueView(TypedDict):
    """How many disputes of a kind are open, by status and by whose move it is."""

    counts: list[StatusCount]
    waiting: list[MoverCount]


def count_statuses(desk: Desk, kind: str) -> QueueView:
    """How many disputes of a kind are in each status that is not ended, and wait for support, as
    far as one query each counts.
    """
    desk.gather()
    cycle, called = require_kind(kind).lifecycle, answers_of(kind).COUNTED_MOVERS
    return {
        "counts": [
            {"status": status, **_count(desk, kind, "status", status)} for status in cycle.waits_for
        ],
        "waiting": [
            {"waitingFor": mover, **_count(desk, kind, "waiting_for", mover)} for mover in called
        ],
    }


def _count(desk: Desk, kind: str, name: str, value: str) -> CountPart:
    """A limited person's count holds only what that person may see (RV-03)."""
    person = desk.context.actor
    if person.confined_to is None:
        count, more = desk.table.count(f"{kind}#{value}", COUNTED[name])
        return {"count": count, "more": more}
    pages = [
        desk.table.query(
            keys.disputes_of(CUSTOMER, one), index="byCustomer", descending=True, limit=1000
        )
        for one in person.confined_to
    ]
    counted = [
        item
        for page in pages
        for item in page.items
        if item["kind"] == kind and item.get(name) == value
    ]
    return {"count": len(counted), "more": any(page.last for page in pages)}

"""The agenda of follow-ups, and looking at one."""

from collections.abc import Mapping
from typing import Any

from chalicelib.actions.collections.reading import beside_ended, open_beside, seen
from chalicelib.actions.desk import Desk
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.collections import to_follow_up, to_follow_up_event
from chalicelib.values import dataclass
from chalicelib.views.answers import Page
from chalicelib.views.followup import (
    COMING,
    LATE,
    FollowUpEventView,
    FollowUpRow,
    FollowUpView,
    event_view,
    follow_up_view,
    row_view,
    when,
)


@dataclass(frozen=True)
class Filters:
    """What narrows the agenda; None for whichever."""

    customer_id: OutsideID | None = None
    resolver_id: str | None = None
    collector_id: str | None = None
    status_id: OutsideID | None = None
    when: str | None = None
    state: str = "open"
    waiting_for: str | None = None


def list_follow_ups(
    desk: Desk, filters: Filters, limit: int, cursor: str | None
) -> Page[FollowUpRow]:
    """A page of the agenda, by due date, of customers that the person may know of: one query
    (DM-07, RV-03). What waits for a party comes by since when it does, the longest first (X-04).
    """
    desk.gather(with_hours=True)
    person = desk.context.actor

    def shows(items: list[Item]) -> list[Item]:
        known = (item for item in items if person.sees(item["customer_id"]))
        return [item for item in known if _fits(desk, item, filters)]

    partition, index = _partition(filters)
    page = desk.page(
        partition,
        index=index,
        limit=limit,
        cursor=cursor,
        shows=None if person.confined_to is None and _is_whole(filters) else shows,
        **_bounds(desk, filters),
    )
    rows = [row_view(to_follow_up(item), desk.context) for item in page.items]
    return {"value": rows, "nextCursor": page.next_cursor}


def show(desk: Desk, follow_up_id: str) -> FollowUpView:
    """A follow-up with its items as they are now."""
    opened = open_beside(desk, follow_up_id, second=beside_ended)
    return follow_up_view(opened.case, desk.context)


def list_events(
    desk: Desk, follow_up_id: str, limit: int, cursor: str | None
) -> Page[FollowUpEventView]:
    """What happened to a follow-up, oldest first (X-05)."""
    key = keys.follow_up(follow_up_id)
    seen(desk, desk.gather([key]), key)
    page = desk.page(key["pk"], prefix=keys.EVENTS, limit=limit, cursor=cursor)
    return {
        "value": [event_view(to_follow_up_event(item)) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def _partition(filters: Filters) -> tuple[str, str]:
    """The narrowest list that holds all that is asked for, and its index."""
    if filters.waiting_for is not None:
        return keys.follow_ups_in(f"waits/{filters.waiting_for}"), "queueByChange"
    if filters.customer_id is not None:
        return keys.follow_ups_of_customer(filters.customer_id, filters.state), "byCustomer"
    if filters.state == "open":
        if filters.resolver_id is not None:
            return keys.follow_ups_of(filters.resolver_id), "byResolver"
        if filters.collector_id is not None:
            return keys.follow_ups_of(filters.collector_id), "byAssignee"
        if filters.status_id is not None:
            return keys.follow_ups_in(f"status/{keys.safe(filters.status_id)}"), "byStatus"
    return keys.follow_ups_in(filters.state), "directory"


def _is_whole(filters: Filters) -> bool:
    """Whether that list holds nothing else, so that no more of it is read than is shown."""
    narrowing = (filters.resolver_id, filters.collector_id, filters.status_id)
    narrowed = sum(one is not None for one in narrowing)
    if filters.waiting_for is not None:
        is_plain = filters.customer_id is None and filters.when is None
        return narrowed == 0 and is_plain and filters.state == "open"
    if filters.customer_id is not None:
        return narrowed == 0
    return narrowed <= (filters.state == "open")


def _fits(desk: Desk, item: Mapping[str, Any], filters: Filters) -> bool:
    """Whether a follow-up is what else was asked for."""
    wanted = (
        (filters.customer_id, item["customer_id"]),
        (filters.resolver_id, item.get("resolver_id")),
        (filters.collector_id, item["collector_id"]),
        (filters.status_id, item["item_status"]),
    )
    is_timely = filters.when is None or filters.when == when(to_follow_up({**item}), desk.today)
    return (
        is_timely
        and (item["status"] != "ended") == (filters.state == "open")
        and all(asked is None or same_id(asked, known) for asked, known in wanted)
    )


def _bounds(desk: Desk, filters: Filters) -> dict[str, Any]:
    """Between which due dates the list is read."""
    if filters.when is None or filters.waiting_for is not None:
        return {}
    day = desk.today.isoformat()
    if filters.when == LATE:
        return {"before": day}
    end_of_day = f"{day}$"
    return {"after": end_of_day} if filters.when == COMING else {"between": (day, end_of_day)}

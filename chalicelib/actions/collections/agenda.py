"""The agenda of follow-ups, and looking at one."""

from chalicelib.actions.collections.reading import beside_ended, open_beside, seen
from chalicelib.actions.desk import Desk, Listed
from chalicelib.actions.merging import merged
from chalicelib.domain.collections.agenda import COMING, LATE, AgendaFilter
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.collections import to_follow_up, to_follow_up_event
from chalicelib.values import dataclass
from chalicelib.views.agenda import FollowUpRow, row_view
from chalicelib.views.answers import Page, Sorted
from chalicelib.views.followup import FollowUpEventView, FollowUpView, event_view, follow_up_view


@dataclass(frozen=True)
class _List:
    """A list that the table keeps, and which filters all of it passes."""

    partition: str
    index: str
    passes: frozenset[str]
    prefix: str = ""


def list_follow_ups(
    desk: Desk, wanted: AgendaFilter, limit: int, cursor: str | None
) -> Sorted[FollowUpRow]:
    """A page of the agenda, by due date, of customers that the person may know of: one query
    (DM-07, RV-03). What waits for a party comes by since when it does, the longest first (X-04).

    Who is limited to some customers gets one query of each, so that nothing tells of the others.
    """
    wanted.check()
    desk.gather(with_hours=True)
    confined = desk.context.actor.confined_to
    if confined is not None or (wanted.customer_id is not None and wanted.is_longest_first):
        page = _of_customers(desk, wanted, confined, limit, cursor)
    else:
        page = _of_all(desk, wanted, limit, cursor)
    rows = [row_view(to_follow_up(item), desk.context) for item in page.items]
    told: Sorted[FollowUpRow] = {"value": rows, "nextCursor": page.next_cursor}
    if not page.is_whole:
        told["complete"] = False
    return told


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


def _of_all(desk: Desk, wanted: AgendaFilter, limit: int, cursor: str | None) -> Listed:
    """A page of the narrowest list that holds all that is asked for. What that list holds besides
    is passed over, so that the page may be short where several things are asked for at once.
    """
    of = _leading(wanted)
    after, until = _bounds(desk, wanted) if "when" in of.passes else (None, None)
    between = (after, until) if after and until else None
    return desk.page(
        of.partition,
        index=of.index,
        prefix=of.prefix,
        between=between,
        after=None if between else after,
        before=None if between else until,
        keep=None if wanted.named <= of.passes else lambda item: _fits(desk, item, wanted),
        limit=limit,
        cursor=cursor,
    )


def _of_customers(
    desk: Desk,
    wanted: AgendaFilter,
    confined: tuple[str, ...] | None,
    limit: int,
    cursor: str | None,
) -> Listed:
    """A page of the lists of each customer that the person may know of, or of the one that is asked
    for, merged. They lie by due date; by since when they wait, what one call brings is sorted.
    """
    asked = wanted.customer_id
    customers = [str(asked)] if confined is None else confined
    known = [one for one in customers if asked is None or one == str(asked)]
    after, until = _bounds(desk, wanted)
    return merged(
        desk,
        [("byCustomer", keys.follow_ups_of_customer(one, wanted.state)) for one in known],
        "changed_sk" if wanted.is_longest_first else "customer_sk",
        lambda item: _fits(desk, item, wanted),
        name="waitingSince" if wanted.is_longest_first else "dueDate",
        limit=limit,
        cursor=cursor,
        lies_so=not wanted.is_longest_first,
        after=after,
        until=until,
    )


def _leading(wanted: AgendaFilter) -> _List:
    """The narrowest list that holds all that is asked for."""
    if wanted.customer_id is not None:
        place = keys.follow_ups_of_customer(wanted.customer_id, wanted.state)
        return _List(place, "byCustomer", frozenset({"customer_id", "when"}))
    if wanted.is_longest_first:
        return _longest_first(wanted, str(wanted.waiting_for))
    if wanted.resolver_id is not None:
        place = keys.follow_ups_of(wanted.resolver_id, wanted.state)
        return _List(place, "byResolver", frozenset({"resolver_id", "when"}))
    if wanted.collector_id is not None:
        place = keys.follow_ups_of(wanted.collector_id, wanted.state)
        return _List(place, "byAssignee", frozenset({"collector_id", "when"}))
    if wanted.status_id is not None:
        place = keys.follow_ups_under(wanted.status_id, wanted.state)
        return _List(place, "byStatus", frozenset({"status_id", "when"}))
    if wanted.waiting_for is not None:
        place = keys.follow_ups_waiting(wanted.waiting_for)
        return _List(place, "byWaiting", frozenset({"waiting_for", "when"}))
    return _List(keys.follow_ups_in(wanted.state), "queue", frozenset({"when"}))


def _longest_first(wanted: AgendaFilter, party: str) -> _List:
    """The narrowest list of what waits for a party, by since when (X-04)."""
    if wanted.resolver_id is not None:
        place = keys.follow_ups_waiting(party, wanted.resolver_id)
        return _List(place, "directory", frozenset({"waiting_for", "resolver_id"}))
    if wanted.collector_id is not None:
        place = keys.follow_ups_waiting(party, wanted.collector_id)
        return _List(place, "inHands", frozenset({"waiting_for", "collector_id"}))
    index = "queueByChange" if wanted.status_id is None else "queueByAmount"
    return _List(
        keys.follow_ups_in(wanted.state),
        index,
        frozenset({"waiting_for", "status_id"}),
        keys.longest_waiting(party, wanted.status_id),
    )


def _fits(desk: Desk, item: Item, wanted: AgendaFilter) -> bool:
    return wanted.fits(to_follow_up(item), desk.today)


def _bounds(desk: Desk, wanted: AgendaFilter) -> tuple[str | None, str | None]:
    """Behind which place and before which one the lists by due date are read: those of a day are
    its date, a `#` and more.
    """
    if wanted.when is None:
        return None, None
    day = desk.today.isoformat()
    end_of_day = f"{day}$"
    if wanted.when == LATE:
        return None, day
    return (end_of_day, None) if wanted.when == COMING else (day, end_of_day)

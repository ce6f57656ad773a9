"""Lists of disputes: one query a page, whatever their number."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import itemgetter

from chalicelib.actions.desk import Desk, Listed
from chalicelib.actions.disputes.filters import IMPLIED, PLACES, Filters
from chalicelib.actions.found import customer_in
from chalicelib.actions.kinds import AnyRow, answers_of
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.kinds import kinds_of
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_dispute
from chalicelib.views.answers import Sorted

MOST_OF_A_CUSTOMER = 1000
"""So many of the latest disputes of a customer are sorted otherwise than by date, for someone who
is limited to some customers.
"""


def list_disputes(
    desk: Desk, filters: Filters, limit: int, cursor: str | None, *, below: bool = False
) -> Sorted[AnyRow]:
    """A page of disputes; it may be short, or empty, while there is a next one (RV-03, RV-04).

    `below`: the list is the customer's own, which is `NotFound` where there is no such customer, as
    all that lies below one is.
    """
    above = [keys.customer(filters.customer_id)] if below and filters.customer_id else []
    found = desk.gather(above)
    person = desk.context.actor
    if above:
        customer_in(found, desk, str(filters.customer_id))
    filters = filters.of(person)
    own = kinds_of(person.role)
    kind = filters.kind if filters.kind in own or not person.is_outside else own[0]
    return answers_of(kind).list_disputes(desk, filters, limit, cursor)


def list_kind(desk: Desk, filters: Filters, limit: int, cursor: str | None) -> Sorted[AnyRow]:
    """The same of a kind on which nobody from outside but customers looks."""
    person = desk.context.actor
    filters.check(person)
    if filters.customer_id:
        person.require_sight(filters.customer_id, "customer")
    if person.confined_to is not None and not filters.customer_id:
        of = [("byCustomer", keys.disputes_of(CUSTOMER, one)) for one in person.confined_to]
        page = _merged(desk, filters, of, limit, cursor)
    else:
        index, partition = filters.leading
        descending = filters.sort.startswith("-")
        page = desk.page(
            partition,
            index=index,
            descending=descending,
            limit=limit,
            cursor=cursor,
            keep=_keeper(filters, person),
            before=filters.behind,
        )
    row = answers_of(filters.kind).row
    told: Sorted[AnyRow] = {
        "value": [row(to_dispute(item), desk.context) for item in page.items],
        "nextCursor": page.next_cursor,
    }
    if not page.is_whole:
        told["complete"] = False
    return told


def _keeper(filters: Filters, person: Person) -> Callable[[Item], bool] | None:
    """What narrows a list beyond its leading filter; None where nothing does, so that a page reads
    no more than it shows.
    """
    index, _ = filters.leading
    is_of_its_state = index != "byWaiting" or filters.state == "open"
    if index in IMPLIED and person.confined_to is None and is_of_its_state:
        known = dict.fromkeys((*IMPLIED[index], "late_at"), None)
        rest = replace(filters, **known)  # type: ignore[arg-type]
        if rest == Filters(kind=filters.kind, state=filters.state, sort=filters.sort):
            return None
    return lambda item: filters.keep(item) and may_see(person, item["parties"])


def _merged(
    desk: Desk, filters: Filters, of: Sequence[tuple[str, str]], limit: int, cursor: str | None
) -> Listed:
    """One query of each index and partition that is named, merged: of each customer that the person
    is limited to (RV-03). The cursor is the last row's place.

    By date each query starts where the last page ended. For the other sorts each reads what one
    call brings of its partition, since only the whole queue is sorted so, and that holds others;
    the list says where that is not all.
    """
    descending = filters.sort.startswith("-")
    by_date = filters.sorted_by == "disputeDate"
    place = f"merged#{filters.sort}#{sorted(partition for _, partition in of)}"
    behind = desk.opened(cursor, place)["at"] if cursor else None
    pages = [
        desk.table.query(
            partition,
            index=index,
            after=behind if by_date and not descending else None,
            before=behind if by_date and descending else None,
            descending=descending if by_date else True,
            limit=limit if by_date else MOST_OF_A_CUSTOMER,
        )
        for index, partition in of
    ]
    where = itemgetter(PLACES[filters.sorted_by])
    found = [item for page in pages for item in page.items if PLACES[filters.sorted_by] in item]
    merged = sorted(found, key=where, reverse=descending)
    if behind is not None:
        merged = [
            item
            for item in merged
            if (where(item) < behind if descending else where(item) > behind)
        ]
    has_more = len(merged) > limit or (by_date and any(page.last for page in pages))
    shown = merged[:limit]
    person = desk.context.actor
    kept = [item for item in shown if filters.keep(item) and may_see(person, item["parties"])]
    return Listed(
        kept,
        desk.sealed({"at": where(shown[-1])} if has_more and shown else None, place),
        is_whole=by_date or not any(page.last for page in pages),
    )

"""Lists of disputes: one query a page, whatever their number."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from chalicelib.actions.desk import Desk, Listed
from chalicelib.actions.disputes.filters import IMPLIED, PLACES, Filters
from chalicelib.actions.found import customer_in
from chalicelib.actions.kinds import AnyRow, answers_of
from chalicelib.actions.merging import merged
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.kinds import kinds_of
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_dispute
from chalicelib.views.answers import Sorted


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
    """The disputes of each customer that the person is limited to, merged (RV-03). By date they lie
    sorted; otherwise only the whole queue does, and that holds others.
    """
    person = desk.context.actor
    return merged(
        desk,
        of,
        PLACES[filters.sorted_by],
        lambda item: filters.keep(item) and may_see(person, item["parties"]),
        name=filters.sort,
        limit=limit,
        cursor=cursor,
        lies_so=filters.sorted_by == "disputeDate",
        descending=filters.sort.startswith("-"),
        from_end=True,
    )

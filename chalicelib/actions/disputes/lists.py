"""Lists of disputes: one query a page, whatever their number."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk, Listed
from chalicelib.actions.kinds import AnyEvents, AnyRow, answers_of, kind_of
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.lifecycle import spoken
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.people.person import CUSTOMER, PERMISSIONS, STAFF, Person
from chalicelib.errors import NotFound, UnsupportedQuery
from chalicelib.kinds import KINDS, kinds_of, require_kind
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_dispute, to_entry, to_event
from chalicelib.store.table import name_of
from chalicelib.values import dataclass
from chalicelib.views.answers import Page, Sorted, meaning
from chalicelib.views.dispute import CustomerNoteView, EventView, event_view, reminder_note

SORTS = {
    "disputeDate": None,
    "amount": "queueByAmount",
    "lastModifiedDate": "queueByChange",
    "urgentAt": "directory",
}
"""Sort → the index that a queue sorted so reads; every list can be sorted by date."""

PLACES = {
    "disputeDate": "customer_sk",
    "amount": "amount_sk",
    "lastModifiedDate": "changed_sk",
    "urgentAt": "directory_sk",
}
"""Sort → where a dispute stands in it."""

IMPLIED: dict[str, tuple[str, ...]] = {
    "queue": (),
    "queueByAmount": (),
    "queueByChange": (),
    "byStatus": ("status",),
    "byWaiting": ("waiting_for",),
    "directory": (),
    "inHands": ("assignee_id",),
}
"""Index → the filters that all of a partition passes, beside kind and state."""

COUNTED = {"status": "byStatus", "waiting_for": "byWaiting"}
"""What open disputes are counted by → the index that holds them so."""

MOST_OF_A_CUSTOMER = 1000
"""So many of the latest disputes of a customer are sorted otherwise than by date, for who is
limited to some customers.
"""

STATES = ("open", "ended", "all")
MOVERS = frozenset(PERMISSIONS) | {
    mover for kind in KINDS.values() for mover in kind.lifecycle.waits_for.values()
}
"""Whose move it can be."""


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


@dataclass(frozen=True)
class Filters:
    """What a list of disputes is narrowed to; None leaves a part open, or kind and
    state to `of`.
    """

    kind: str = ""
    state: str = ""
    status: str | None = None
    customer_id: str | None = None
    party: tuple[str, str] | None = None
    """The role and id of one of its parties, besides the customer."""
    resolver_id: str | None = None
    assignee_id: str | None = None
    waiting_for: str | None = None
    currency: str | None = None
    reason_id: str | None = None
    is_assigned: bool | None = None
    """Whether it is in anybody's hands."""
    late_at: datetime | None = None
    """Keeps what is due before that moment."""
    sort: str = "-disputeDate"

    @property
    def sorted_by(self) -> str:
        """What it is sorted by, whichever way."""
        return self.sort.removeprefix("-")

    def of(self, person: Person) -> "Filters":
        """The same with kind and state where none is asked for: the kind that the party stands in,
        or that one has, and the open ones but for a status of an end.
        """
        kind = self.kind or kinds_of(self.party[0] if self.party else person.role)[0]
        return replace(self, kind=kind, state=self.state or _state_of(kind, self.status))

    def check(self, person: Person) -> None:
        """`UnsupportedQuery` for what no list has, and for what people from outside are not shown
        and so cannot ask for (CU-23).
        """
        if person.audience != STAFF and any(
            (
                self.status,
                self.resolver_id,
                self.assignee_id,
                self.waiting_for,
                self.reason_id,
                self.is_assigned is not None,
                self.late_at,
                self.sorted_by in ("lastModifiedDate", "urgentAt"),
            )
        ):
            raise UnsupportedQuery(
                "Your disputes can be narrowed by state and currency, and sorted by disputeDate or"
                " amount.",
                rule="CU-23",
            )
        self.check_words()
        sorts_by_date = self.sorted_by == "disputeDate"
        in_hands = self.assignee_id and self.sorted_by == "urgentAt"
        is_of_one = any((self.customer_id, self.party, self.resolver_id, self.assignee_id))
        if (is_of_one or self.state == "all") and not (sorts_by_date or in_hands):
            raise UnsupportedQuery(
                "A list of one party or person, or of all states, is sorted by disputeDate."
            )
        if self.state == "all" and not (is_of_one or self.status):
            raise UnsupportedQuery("A list of all states needs a party, a person or a status.")

    def check_words(self) -> None:
        """`UnsupportedQuery` for a kind, state, status, mover or sort that there is not, or not
        together.
        """
        if self.kind not in KINDS or self.state not in STATES or self.sorted_by not in SORTS:
            raise UnsupportedQuery(
                f"kind is {', '.join(KINDS)}; state is {', '.join(STATES)}; sort is"
                f" {', '.join(SORTS)}, with - descending."
            )
        if self.party and self.party[0] not in KINDS[self.kind].parties:
            raise UnsupportedQuery(
                f"A dispute of the kind {self.kind} has no {self.party[0]}.", rule="CU-02"
            )
        answers_of(self.kind).check_filters(self)
        cycle = KINDS[self.kind].lifecycle
        if self.status is not None and self.status not in cycle.statuses:
            raise UnsupportedQuery(f"status is {', '.join(sorted(cycle.statuses))}.")
        if self.waiting_for is not None and self.waiting_for not in MOVERS:
            raise UnsupportedQuery(f"waitingFor is {', '.join(sorted(MOVERS))}.")
        by_deadline = self.sorted_by == "urgentAt"
        if by_deadline and not (cycle.has_deadlines and self.state == "open"):
            raise UnsupportedQuery("Sorted by urgentAt are open disputes that have deadlines.")
        if self.late_at and not by_deadline:
            raise UnsupportedQuery("What is late is sorted by urgentAt.")
        if self.status is not None and self.state not in ("all", _state_of(self.kind, self.status)):
            raise UnsupportedQuery(f"No dispute that is {self.state} is {spoken(self.status)}.")

    def keep(self, item: Item) -> bool:
        """Whether a dispute that the leading filter found passes the others too."""
        wanted = {
            "kind": self.kind,
            "status": self.status,
            "resolver_id": self.resolver_id,
            "assignee_id": self.assignee_id,
            "waiting_for": self.waiting_for,
            "currency": self.currency,
            "reason_id": self.reason_id,
        }
        in_state = self.state == "all" or item["queue_pk"] == f"{self.kind}#{self.state}"
        parties = item["parties"]
        is_in_hands = item.get("assignee_id") is not None
        is_of_customer = self.customer_id in (None, str(parties.get(CUSTOMER)))
        is_of_party = not self.party or str(parties.get(self.party[0])) == self.party[1]
        return (
            in_state
            and is_of_customer
            and is_of_party
            and self.is_assigned in (None, is_in_hands)
            and (self.behind is None or str(item.get("directory_sk")) < self.behind)
            and all(value is None or str(item.get(name)) == value for name, value in wanted.items())
        )

    @property
    def behind(self) -> str | None:
        """The place in the order of deadlines before which all is late."""
        return keys.instant(self.late_at) if self.late_at else None

    @property
    def leading(self) -> tuple[str, str]:
        """The index and partition that hold the fewest disputes besides those wanted."""
        if self.sorted_by == "urgentAt":
            if self.assignee_id:
                return "inHands", keys.in_hands(self.kind, self.assignee_id)
            return "directory", keys.by_deadline(self.kind)
        if sorted_index := SORTS[self.sorted_by]:
            return sorted_index, f"{self.kind}#{self.state}"
        if self.customer_id:
            return "byCustomer", keys.disputes_of(CUSTOMER, self.customer_id)
        if self.party:
            role, party_id = self.party
            is_first = KINDS[self.kind].parties[0] == role
            index = "byCustomer" if is_first else "byCounterparty"
            return index, keys.disputes_of(role, party_id)
        if self.assignee_id:
            return "byAssignee", self.assignee_id
        if self.resolver_id:
            return "byResolver", self.resolver_id
        if self.status:
            return "byStatus", f"{self.kind}#{self.status}"
        if self.waiting_for:
            return "byWaiting", f"{self.kind}#{self.waiting_for}"
        return "queue", f"{self.kind}#{self.state}"


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
        _require_customer(person, str(filters.customer_id), found)
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


def list_events(desk: Desk, dispute_id: str, after: int, limit: int) -> Page[EventView] | AnyEvents:
    """The events of a dispute from a sequence on, oldest first (X-05)."""
    dispute = require_dispute(desk, dispute_id)
    if desk.context.actor.is_outside:
        return kind_of(dispute).list_told(desk, dispute, after, limit)
    page = desk.table.query(
        keys.dispute(dispute_id)["pk"], between=keys.events_after(dispute_id, after), limit=limit
    )
    events = [to_event(item) for item in page.items]
    return {
        "value": [event_view(event) for event in events],
        "nextCursor": str(events[-1].sequence) if page.last and events else None,
    }


def list_notes(
    desk: Desk, customer_id: str, limit: int, cursor: str | None
) -> Page[CustomerNoteView]:
    """The notes of a customer, newest first: what happened to all its disputes, and the reminders
    that it was sent (CU-21, CO-36).
    """
    found = desk.gather([keys.customer(customer_id)])
    _require_customer(desk.context.actor, customer_id, found)
    page = desk.page(
        keys.of_customer(customer_id, "NOTE"),
        index="byCustomer",
        descending=True,
        limit=limit,
        cursor=cursor,
    )
    return {
        "value": [_note(item) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def _note(item: Item) -> CustomerNoteView:
    if "dispute_id" in item:
        return {**event_view(to_event(item))}
    return reminder_note(to_entry(item))


def require_dispute(desk: Desk, dispute_id: str) -> Dispute:
    """The dispute; `NotFound` unless it is there and the person may see it (RV-03)."""
    found = desk.gather([keys.dispute(dispute_id)])
    item = found.get(name_of(keys.dispute(dispute_id)))
    dispute = to_dispute(item) if item else None
    if dispute is None or not may_see(desk.context.actor, dispute.parties):
        raise NotFound("There is no such dispute.")
    return dispute


def _require_customer(person: Person, customer_id: str, found: dict[str, Item]) -> None:
    """`NotFound` unless the customer is among what was found and the person may see it (RV-03)."""
    person.require_sight(customer_id, "customer")
    if name_of(keys.customer(customer_id)) not in found:
        raise NotFound("There is no such customer.")


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


def _state_of(kind: str, status: str | None) -> str:
    return "ended" if kind in KINDS and status in KINDS[kind].lifecycle.ended else "open"


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

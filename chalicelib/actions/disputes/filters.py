"""What a list of disputes is narrowed to and sorted by, and which index leads."""

from dataclasses import replace
from datetime import datetime

from chalicelib.actions.kinds import answers_of
from chalicelib.domain.disputes.lifecycle import spoken
from chalicelib.domain.people.person import CUSTOMER, PERMISSIONS, STAFF, Person
from chalicelib.errors import UnsupportedQuery
from chalicelib.kinds import KINDS, kinds_of
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.values import dataclass

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

STATES = ("open", "ended", "all")
MOVERS = frozenset(PERMISSIONS) | {
    mover for kind in KINDS.values() for mover in kind.lifecycle.waits_for.values()
}
"""Whose move it can be."""


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


def _state_of(kind: str, status: str | None) -> str:
    return "ended" if kind in KINDS and status in KINDS[kind].lifecycle.ended else "open"

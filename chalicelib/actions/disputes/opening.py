"""Finding a dispute by what a URL names, whatever its kind, for who may know of it."""

from chalicelib.actions.desk import Desk
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.parties import may_see, require_sight
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.errors import NotFound
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_dispute
from chalicelib.store.keys import Key
from chalicelib.store.table import name_of
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Address:
    """Which dispute a URL names; a customer in it must be the dispute's own."""

    dispute_id: str
    customer_id: OutsideID | None = None


def open_dispute(
    desk: Desk, address: Address, also: list[Key] | None = None, *, with_rules: bool = True
) -> tuple[Dispute, dict[str, Item]]:
    """The dispute in the first read; `NotFound` unless it is there and the person may know of it
    (RV-03, IG-03).
    """
    key = keys.dispute(address.dispute_id)
    found = desk.gather([key, *(also or [])], with_rules=with_rules)
    if name_of(key) not in found:
        raise NotFound("There is no such dispute.")
    dispute = to_dispute(found[name_of(key)])
    require_sight(desk.context.actor, dispute.parties)
    if address.customer_id is not None and not same_id(
        address.customer_id, dispute.parties.get(CUSTOMER)
    ):
        raise NotFound("There is no such dispute.")
    return dispute, found


def require_dispute(desk: Desk, dispute_id: str) -> Dispute:
    """The dispute; `NotFound` unless it is there and the person may see it (RV-03)."""
    found = desk.gather([keys.dispute(dispute_id)])
    item = found.get(name_of(keys.dispute(dispute_id)))
    dispute = to_dispute(item) if item else None
    if dispute is None or not may_see(desk.context.actor, dispute.parties):
        raise NotFound("There is no such dispute.")
    return dispute


def require_customer(person: Person, customer_id: str, found: dict[str, Item]) -> None:
    """`NotFound` unless the customer is among what was found and the person may see it (RV-03)."""
    person.require_sight(customer_id, "customer")
    if name_of(keys.customer(customer_id)) not in found:
        raise NotFound("There is no such customer.")

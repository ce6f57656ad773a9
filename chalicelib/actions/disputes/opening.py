"""Finding a dispute by what a URL names, whatever its kind, for someone who may know of it."""

from chalicelib.actions.desk import Desk
from chalicelib.actions.found import dispute_in
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.keys import Key
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
    dispute = dispute_in(found, desk, address.dispute_id)
    if address.customer_id is not None and not same_id(
        address.customer_id, dispute.parties.get(CUSTOMER)
    ):
        raise no_such("dispute")
    return dispute, found


def require_dispute(desk: Desk, dispute_id: str) -> Dispute:
    """The dispute; `NotFound` unless it is there and the person may see it (RV-03)."""
    return dispute_in(desk.gather([keys.dispute(dispute_id)]), desk, dispute_id)

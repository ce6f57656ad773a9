"""What a request names, among what was read for it: `NotFound` in the same words for what is not
there and for what the person may not know of (RV-03).
"""

from chalicelib.actions.desk import Desk
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.parties import require_sight
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_customer, to_dispute
from chalicelib.store.table import name_of


def customer_in(found: dict[str, Item], desk: Desk, customer_id: OutsideID) -> Customer:
    """The customer."""
    desk.context.actor.require_sight(customer_id, "customer")
    return to_customer(item_of_customer(found, customer_id))


def item_of_customer(found: dict[str, Item], customer_id: OutsideID, hint: str = "") -> Item:
    """What is kept of the customer, where nobody in particular asks; `hint` says what to do."""
    item = found.get(name_of(keys.customer(customer_id)))
    if item is None:
        raise no_such("customer", hint)
    return item


def dispute_in(found: dict[str, Item], desk: Desk, dispute_id: str) -> Dispute:
    """The dispute."""
    item = found.get(name_of(keys.dispute(dispute_id)))
    if item is None:
        raise no_such("dispute")
    dispute = to_dispute(item)
    require_sight(desk.context.actor, dispute.parties)
    return dispute

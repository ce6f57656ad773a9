"""What is read of a customer for its letters: who it is, what is kept of its reminders, and whether
mail reaches it.
"""

from collections.abc import Mapping
from dataclasses import replace
from operator import itemgetter

from chalicelib.actions.desk import Desk, Listed
from chalicelib.actions.found import item_of_customer
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.dunning_record import Dunning
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import to_dunning
from chalicelib.store.entities import to_customer
from chalicelib.store.indexes import INDEXES
from chalicelib.store.post import to_address
from chalicelib.store.table import name_of


def customer_in(found: Mapping[str, Item], customer_id: OutsideID) -> Customer:
    """The customer; `NotFound` where there is none."""
    return to_customer(item_of_customer(dict(found), customer_id))


def record_in(desk: Desk, found: Mapping[str, Item], customer_id: OutsideID) -> Dunning:
    """What is kept of a customer's reminders; nothing yet, of one that was never reminded."""
    customer = customer_in(found, customer_id)
    item = found.get(name_of(keys.dunning(customer_id)))
    if item:
        return replace(to_dunning(item), customer_name=customer.name)
    return Dunning(customer.customer_id, customer.name, desk.new_id())


def is_held_back(customer: Customer, found: Mapping[str, Item]) -> bool:
    """Whether no mail goes to its address."""
    item = found.get(name_of(keys.address(customer.email))) if customer.email else None
    return item is not None and to_address(item).is_suppressed


def customers_in(desk: Desk, waiting: str, limit: int, cursor: str | None) -> Listed:
    """A page of the customers in a list, since longest first; for who is limited to some, what is
    kept of each of these is read, and not the list (RV-03).
    """
    desk.gather(with_hours=True)
    if desk.context.actor.confined_to is None:
        return desk.page(waiting, index="directory", limit=limit, cursor=cursor)
    return own_page(desk, waiting, limit, cursor)


def own_page(
    desk: Desk,
    waiting: str,
    limit: int,
    cursor: str | None,
    index: str = "directory",
    before: str | None = None,
) -> Listed:
    """A page of a list of an index, of the customers that the person is limited to."""
    where = INDEXES[index][1]
    place = f"own#{waiting}"
    behind = desk.opened(cursor, place)["at"] if cursor else ""
    own = own_in(desk, waiting, index, before)
    ahead = [item for item in own if item[where] > behind]
    shown = ahead[:limit]
    last = shown[-1][where] if len(ahead) > limit else None
    return Listed(shown, desk.sealed({"at": last} if last else None, place))


def own_in(
    desk: Desk, waiting: str, index: str = "directory", before: str | None = None
) -> list[Item]:
    """What is kept of the customers in a list that the person is limited to, in its order: one
    read.
    """
    named, where, _ = INDEXES[index]
    own = desk.gather_more(keys.dunning(one) for one in desk.context.actor.confined_to or ())
    listed = [item for item in own.values() if item.get(named) == waiting]
    return sorted(
        (item for item in listed if before is None or item[where] < before), key=itemgetter(where)
    )

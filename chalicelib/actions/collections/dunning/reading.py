"""What is read of a customer for its letters: who it is, what is kept of its reminders, and whether
mail reaches it; and who owes something that is overdue.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from operator import itemgetter

from chalicelib.actions.desk import Desk, Listed
from chalicelib.actions.found import item_of_customer
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.dunning.parts import unfinished
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import to_dunning
from chalicelib.store.entities import UNSETTLED, to_customer, to_invoice
from chalicelib.store.keys import Key
from chalicelib.store.post import to_address
from chalicelib.store.table import Table, name_of


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


def payments_followed(record: Dunning, today: date) -> list[Key]:
    """Where the payments lie that were credit as the last letter of a run was decided: where they
    went since is looked at for the next one (CO-32).
    """
    before = unfinished(record.last_letter, today)
    return [keys.payment(record.customer_id, one) for one in (before.unallocated if before else ())]


def customers_in(desk: Desk, waiting: str, limit: int, cursor: str | None) -> Listed:
    """A page of the customers in a list, since longest first; for who is limited to some, what is
    kept of each of these is read, and not the list (RV-03).
    """
    desk.gather(with_hours=True)
    if desk.context.actor.confined_to is None:
        return desk.page(waiting, index="directory", limit=limit, cursor=cursor)
    place = f"own#{waiting}"
    behind = desk.opened(cursor, place)["at"] if cursor else ""
    ahead = [item for item in own_in(desk, waiting) if item["directory_sk"] > behind]
    shown = ahead[:limit]
    last = shown[-1]["directory_sk"] if len(ahead) > limit else None
    return Listed(shown, desk.sealed({"at": last} if last else None, place))


def own_in(desk: Desk, waiting: str) -> list[Item]:
    """What is kept of the customers in a list that the person is limited to, since longest first:
    one read.
    """
    own = desk.gather_more(keys.dunning(one) for one in desk.context.actor.confined_to or ())
    listed = [item for item in own.values() if item.get("directory_pk") == waiting]
    return sorted(listed, key=itemgetter("directory_sk"))


def overdue(
    table: Table, before: date, limit: int, start: Item | None
) -> tuple[list[tuple[Item, Invoice]], Item | None]:
    """The next invoices that were due before a day, on which the customer owes something, by due
    date; and behind which item the next ones come.
    """
    page = table.query(
        UNSETTLED, index="directory", before=before.isoformat(), limit=limit, start=start
    )
    read = [(item, to_invoice(item)) for item in page.items]
    return [one for one in read if one[1].balance > 0], page.last


def not_looked_at(table: Table, customers: Collection[str]) -> dict[str, Dunning | None]:
    """Those of these customers at whom the job is not to look yet, with what is kept of them."""
    found = table.get(map(keys.dunning, customers))
    items = {one: found.get(name_of(keys.dunning(one))) for one in customers}
    known = {one: to_dunning(item) if item else None for one, item in items.items()}
    return {one: record for one, record in known.items() if not (record and record.look_at)}

"""Orders and vendors: bringing in one, and looking them up (CK-01, CK-03, PO-02, X-12)."""

from collections.abc import Callable

from chalicelib.actions.desk import Desk, Listed
from chalicelib.actions.execution import PlainAction, PlainDecision
from chalicelib.actions.letters.held_back import with_mail
from chalicelib.actions.merging import merged
from chalicelib.actions.orders.reading import disputes_with
from chalicelib.actions.orders.upsert import (
    known_order,
    known_vendor,
    order_keys,
    upsert_order,
    upsert_vendor,
    vendor_keys,
)
from chalicelib.actions.upserts import UpsertOutcome, conclude_upsert
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.base.phones import read_phone
from chalicelib.domain.base.search_words import is_found
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.orders.order import VENDOR, Order, check_refund, choices_for
from chalicelib.domain.orders.standard import Standard
from chalicelib.domain.orders.standing import Standing
from chalicelib.domain.orders.vendor import Vendor
from chalicelib.domain.people.person import CUSTOMER, Person, require_all_customers
from chalicelib.errors import UnsupportedQuery, no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.orders import STANDARD, VENDORS, to_order, to_standard, to_standing, to_vendor
from chalicelib.store.table import name_of
from chalicelib.views.answers import Page
from chalicelib.views.orders.glance import VendorRecordView, vendor_record_view
from chalicelib.views.orders.order import (
    CustomerOrderRow,
    CustomerOrderView,
    OrderRow,
    OrderView,
    RefundView,
    VendorOrderRow,
    VendorOrderView,
    order_row,
    order_row_for,
    order_view_for,
    refund_view,
)
from chalicelib.views.orders.vendor import VendorRow, VendorView, vendor_row, vendor_view

MOST_OF_PHONE = 100
"""So many orders of one phone number are looked through, the latest first."""

AnyOrderRow = OrderRow | CustomerOrderRow | VendorOrderRow
AnyOrderView = OrderView | CustomerOrderView | VendorOrderView


class VendorImported(VendorView, UpsertOutcome):
    """A vendor as it was brought in."""


class OrderImported(OrderRow, UpsertOutcome):
    """An order as it was brought in."""


def put_vendor(
    vendor_id: OutsideID, told: Callable[[Standard], Vendor]
) -> PlainAction[VendorImported]:
    """Creates a vendor with its wallet, or brings it up to date; `told` says it by the currency and
    country that orders are in.
    """

    def action(desk: Desk) -> PlainDecision[VendorImported]:
        found = desk.gather([STANDARD, keys.party(vendor_id)], require_all_customers)
        vendor = told(to_standard(found.get(name_of(STANDARD))))
        found |= desk.gather_more(vendor_keys(vendor)[1:])
        known = known_vendor(vendor, found)
        desk.require_version(known.version if known else 0)
        brought = upsert_vendor(vendor, found, desk.hand)
        return conclude_upsert(brought, vendor_view)

    return action


def put_order(order_id: OutsideID, told: Callable[[Standard], Order]) -> PlainAction[OrderImported]:
    """Creates an order or brings it up to date; its customer and vendor must be known."""

    def action(desk: Desk) -> PlainDecision[OrderImported]:
        found = desk.gather([STANDARD, keys.order(order_id)], require_all_customers)
        order = told(to_standard(found.get(name_of(STANDARD))))
        found |= desk.gather_more(order_keys(order)[1:])
        known = known_order(order, found)
        desk.require_version(known.version if known else 0)
        brought = upsert_order(order, found, desk.hand)
        return conclude_upsert(brought, order_row)

    return action


def show_vendor(desk: Desk, vendor_id: OutsideID) -> VendorRow:
    """A vendor with how it stands, for itself or for the staff."""
    vendor, standing = vendor_among(desk, vendor_id)
    [row] = with_mail(desk, [vendor_row(vendor, standing, desk.context)])
    return row


def show_record(desk: Desk, vendor_id: OutsideID) -> VendorRecordView:
    """What the latest disputes with a vendor come to: one query (X-08)."""
    vendor, _ = vendor_among(desk, vendor_id)
    return vendor_record_view(vendor.vendor_id, disputes_with(desk, vendor.vendor_id))


def list_vendors(desk: Desk, name: str | None, limit: int, cursor: str | None) -> Page[VendorRow]:
    """Vendors by name with how each stands, for someone who is limited to no customers (RV-03);
    those with a name are found by looking through all, since they are few.
    """
    desk.gather()
    if not desk.context.actor.sees_all_parties:
        return desk.whole([], cursor)

    def shows(items: list[Item]) -> list[Item]:
        return [item for item in items if is_found(item["name"], name or "")]

    page = desk.page(
        VENDORS, index="directory", limit=limit, cursor=cursor, shows=shows if name else None
    )
    vendors = [to_vendor(item) for item in page.items]
    stood = desk.gather_more(keys.standing(one.vendor_id) for one in vendors)
    rows = [vendor_row(one, standing_of(one, stood), desk.context) for one in vendors]
    return {"value": rows, "nextCursor": page.next_cursor}


def vendor_among(desk: Desk, vendor_id: OutsideID) -> tuple[Vendor, Standing]:
    """A vendor with how it stands, read first; `NotFound` for someone who may not know of it."""
    key = keys.party(vendor_id)
    found = desk.gather([key, keys.standing(vendor_id)])
    vendor = vendor_in(found, desk, vendor_id)
    return vendor, standing_of(vendor, found)


def vendor_in(found: dict[str, Item], desk: Desk, vendor_id: OutsideID) -> Vendor:
    """The vendor among what was read; `NotFound` for someone who may not know of it."""
    item = found.get(name_of(keys.party(vendor_id)))
    if not item or item["role"] != VENDOR or not desk.context.actor.sees_party(VENDOR, vendor_id):
        raise no_such("vendor")
    return to_vendor(item)


def standing_of(vendor: Vendor, found: dict[str, Item]) -> Standing:
    """How a vendor stands, among what was read: of version 0 where nothing was ever said of it."""
    item = found.get(name_of(keys.standing(vendor.vendor_id)))
    return to_standing(item) if item else Standing(vendor.vendor_id, vendor.currency)


def show_order(desk: Desk, order_id: OutsideID) -> AnyOrderView:
    """An order for someone who has a part in it, or for the staff (CK-03)."""
    return order_view_for(_order(desk, order_id), desk.context.actor)


def show_refund(desk: Desk, order_id: OutsideID, read: Callable[[str], int]) -> RefundView:
    """Whether a refund of an order outside of its disputes pays nothing twice; refused where it
    does, with the dispute that paid (PO-31). `read` says the amount in minor units of a currency.
    """
    order = _order(desk, order_id)
    amount = read(order.currency)
    check_refund(order, amount)
    return refund_view(order, amount)


def find_orders(desk: Desk, order_id: OutsideID | None, phone: str | None) -> Page[AnyOrderRow]:
    """The order of an id, or the completed ones of a phone number: one, or a choice of several, and
    `NotFound` alike for none and for none that one may know of (PO-02). No vendor finds anything by
    the number of a customer, which it is not told.
    """
    if order_id is not None:
        return {
            "value": [order_row_for(_order(desk, order_id), desk.context.actor)],
            "nextCursor": None,
        }
    found = desk.gather([STANDARD])
    if desk.context.actor.role == VENDOR:
        raise no_such("order", rule="PO-02")
    number = read_phone(phone, to_standard(found.get(name_of(STANDARD))).region)
    page = desk.table.query(
        keys.orders_of_phone(number), index="directory", descending=True, limit=MOST_OF_PHONE
    )
    person = desk.context.actor
    orders = choices_for((to_order(item) for item in page.items), person)
    return {"value": [order_row_for(one, person) for one in orders], "nextCursor": None}


def list_orders(
    desk: Desk,
    customer_id: OutsideID | None,
    vendor_id: OutsideID | None,
    status: str | None,
    limit: int,
    cursor: str | None,
) -> Page[AnyOrderRow]:
    """The orders of a customer or a vendor, those that run first and then the latest completed: of
    one's own, or for the staff of the one that is named.
    """
    desk.gather()
    person = desk.context.actor
    role, party_id = _whose(person, customer_id, vendor_id)
    is_known = (
        person.sees(party_id)
        if role == CUSTOMER
        else not person.is_outside or person.sees_party(VENDOR, party_id)
    )
    if not is_known:
        return desk.whole([], cursor)

    if role == VENDOR and person.limit_to:
        page = _of_limited(desk, party_id, status, limit, cursor)
    else:
        page = desk.page(
            keys.of_customer(party_id, "ORDER"),
            index="byCustomer" if role == CUSTOMER else "byCounterparty",
            descending=True,
            limit=limit,
            cursor=cursor,
            shows=None
            if status is None
            else lambda items: [one for one in items if one["status"] == status],
        )
    return {
        "value": [order_row_for(to_order(item), person) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def _of_limited(
    desk: Desk, vendor_id: OutsideID, status: str | None, limit: int, cursor: str | None
) -> Listed:
    """A vendor's orders among those of the customers that the person is limited to, so that what
    the vendor has of others is neither read nor told (RV-03).
    """

    def keep(item: Item) -> bool:
        return same_id(item["vendor_id"], vendor_id) and status in (None, item["status"])

    return merged(
        desk,
        [("byCustomer", keys.of_customer(one, "ORDER")) for one in desk.context.actor.limit_to],
        "customer_sk",
        keep,
        name=f"orders#{vendor_id}#{status}",
        limit=limit,
        cursor=cursor,
        descending=True,
    )


def _whose(
    person: Person, customer_id: OutsideID | None, vendor_id: OutsideID | None
) -> tuple[str, OutsideID]:
    """Whose orders are asked for, by role and id: one's own where nobody is named."""
    if person.role == CUSTOMER and vendor_id is None and customer_id is None:
        customer_id = person.party_id
    elif person.role == VENDOR and customer_id is None and vendor_id is None:
        vendor_id = person.party_id
    if customer_id is not None and vendor_id is None:
        return CUSTOMER, customer_id
    if vendor_id is not None and customer_id is None:
        return VENDOR, vendor_id
    raise UnsupportedQuery("Say whose orders: customerID or vendorID.")


def _order(desk: Desk, order_id: OutsideID) -> Order:
    """The order, read first; `NotFound` for someone who may not know of it."""
    key = keys.order(order_id)
    item = desk.gather([key]).get(name_of(key))
    order = to_order(item) if item else None
    if order is None or not may_see(desk.context.actor, order.parties):
        raise no_such("order")
    return order

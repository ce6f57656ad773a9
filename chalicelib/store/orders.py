"""Orders, vendors, how these stand and where customers are paid, as items of the table."""

from chalicelib.domain.orders.decision_table import STANDARD_TABLE, DecisionTable, kept_table
from chalicelib.domain.orders.order import Order
from chalicelib.domain.orders.payee import Payee
from chalicelib.domain.orders.standard import Standard, read_standard
from chalicelib.domain.orders.standing import Standing
from chalicelib.domain.orders.terms import Terms
from chalicelib.domain.orders.terms_setting import read_terms
from chalicelib.domain.orders.vendor import Vendor
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load

STANDARD = keys.setting("orders")
PAYOUT_FILE, PAYOUT_BANK = keys.setting("payoutFile"), keys.setting("payoutBank")
TERMS, TABLE = keys.setting("payoutTerms"), keys.setting("decisionTable")
"""Where the settings lie."""
VENDORS = "VENDOR"
"""The partition of `directory` with all vendors."""
NOT_COMPLETED = "running"
"""What stands for the time of completion where there is none: it sorts behind all times."""


def order_item(order: Order) -> Item:
    """An order, listed for its customer, its vendor and its customer's phone number by when it was
    completed; those that run come last.
    """
    completed = keys.instant(order.completed_at) if order.completed_at else NOT_COMPLETED
    place = f"{completed}#{order.order_id}"
    listed = {
        "customer_pk": keys.of_customer(order.customer_id, "ORDER"),
        "customer_sk": place,
        "counterparty_pk": keys.of_customer(order.vendor_id, "ORDER"),
        "opened_sk": place,
    }
    if order.phone:
        listed |= {"directory_pk": keys.orders_of_phone(order.phone), "directory_sk": place}
    return dump(order) | keys.order(order.order_id) | listed


def vendor_item(vendor: Vendor) -> Item:
    """A vendor, listed by name; it is a party, as operators and aggregators are."""
    listed = {"directory_pk": VENDORS, "directory_sk": keys.named(vendor.name, vendor.vendor_id)}
    return dump(vendor) | keys.party(vendor.vendor_id) | listed


def standing_item(standing: Standing) -> Item:
    """How a vendor stands, beside it."""
    return dump(standing) | keys.standing(standing.vendor_id)


def payee_item(payee: Payee) -> Item:
    """Where a customer is paid, beside it."""
    return dump(payee) | keys.payee(payee.customer_id)


def to_order(item: Item) -> Order:
    """The order that an item holds."""
    return load(Order, item)


def to_vendor(item: Item) -> Vendor:
    """The vendor that an item holds."""
    return load(Vendor, item)


def to_standing(item: Item) -> Standing:
    """How a vendor stands, as an item holds it."""
    return load(Standing, item)


def to_payee(item: Item) -> Payee:
    """Where a customer is paid, as an item holds it."""
    return load(Payee, item)


def to_standard(item: Item | None) -> Standard:
    """The currency and country that administrators have set for orders."""
    return read_standard(item["value"] if item else ())


def to_terms(item: Item | None) -> Terms:
    """The terms of payout disputes that administrators have set."""
    return read_terms(item["value"][0]) if item and item["value"] else Terms()


def to_table(item: Item | None) -> DecisionTable:
    """The decision table that administrators have set, with its version; the standard one
    before (PO-39).
    """
    return kept_table(item["value"], item["version"]) if item and item["value"] else STANDARD_TABLE

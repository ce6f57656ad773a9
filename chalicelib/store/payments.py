"""Payments of customers, as items of the table."""

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load

UNALLOCATED = "UNALLOCATED"
"""The partition of `directory` with the payments of which something is allocated to no invoice."""


def payment_item(payment: CustomerPayment) -> Item:
    """A payment, listed under its customer and, while something of it is unallocated, among these
    of all customers.
    """
    place = f"{payment.value_date.isoformat()}#{payment.payment_id}"
    listed = {
        "customer_pk": keys.of_customer(payment.customer_id, "PAYMENT"),
        "customer_sk": place,
    }
    if payment.unallocated:
        listed |= {
            "directory_pk": UNALLOCATED,
            "directory_sk": f"{unallocated_prefix(payment.customer_id)}{place}",
        }
    return dump(payment) | keys.payment(payment.customer_id, payment.payment_id) | listed


def unallocated_prefix(customer_id: OutsideID) -> str:
    """What the sort keys of a customer's payments begin with there."""
    return f"{keys.safe(customer_id)}#"


def to_payment(item: Item) -> CustomerPayment:
    """The payment that an item holds."""
    return load(CustomerPayment, item)

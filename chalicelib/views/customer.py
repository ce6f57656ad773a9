"""Customers, as the staff is shown them."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.invoices.invoice import (
    DELIVERY_METHODS,
    Customer,
)
from chalicelib.views.answers import Moment, OutsideID, meaning, one_of
from chalicelib.views.openitems import (
    Complete,
    DisputedSums,
    OpenItems,
    standing_of,
    sums_with_disputes,
)

OutsideAddress = Annotated[str | None, meaning("Where mail goes; null where none was given.")]


class MailHeldBack(TypedDict):
    """Why and since when no mail goes to an address (DM-03)."""

    reason: str
    since: Moment


class CustomerPart(TypedDict):
    """A customer, as it sees itself."""

    customerID: OutsideID
    name: str
    accountNumber: OutsideID
    currency: str
    deliveryMethod: Annotated[str, one_of(*DELIVERY_METHODS)]


class CustomerRow(CustomerPart):
    """A customer as the staff sees it in a list."""

    email: OutsideAddress
    phone: str | None
    language: str | None
    timeZone: str | None
    country: Annotated[
        str | None, meaning("Whose public holidays put off what is promised (CO-22).")
    ]
    postalAddress: Annotated[
        str | None, meaning("Where letters on paper go, without the name; a line a line.")
    ]
    version: int
    mailHeldBack: NotRequired[
        Annotated[MailHeldBack | None, meaning("Where it was looked up; null where mail goes.")]
    ]


class CustomerView(CustomerRow):
    """A customer with what is owed either way and in dispute (CU-02)."""

    amounts: list[DisputedSums]
    openDisputes: int
    complete: Complete


def customer_row(customer: Customer) -> CustomerRow:
    """A customer as it stands in a list (RV-05)."""
    return {
        "customerID": customer.customer_id,
        "name": customer.name,
        "accountNumber": customer.account_number,
        "email": customer.email,
        "phone": customer.phone,
        "currency": customer.currency,
        "deliveryMethod": customer.delivery_method,
        "language": customer.language,
        "timeZone": customer.time_zone,
        "country": customer.country,
        "postalAddress": customer.postal_address,
        "version": customer.version,
    }


def customer_view(customer: Customer, open_items: OpenItems) -> CustomerView:
    """A customer with what is owed either way and in dispute, and what is to become of that
    (CU-02).
    """
    standing = standing_of(open_items)
    return {
        **customer_row(customer),
        "amounts": sums_with_disputes(open_items),
        "openDisputes": standing["openDisputes"],
        "complete": standing["complete"],
    }

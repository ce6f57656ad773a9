"""What the rows of each kind of file can tell (X-12)."""

from dataclasses import dataclass

from chalicelib.domain.base.money import EXPONENTS
from chalicelib.domain.base.texts import MAX_NAME
from chalicelib.domain.bookings.booking import BOOKING_STATUSES, SETTLEMENTS
from chalicelib.domain.invoices.invoice import DELIVERY_METHODS


@dataclass(frozen=True)
class Field:
    """Something that a row can tell."""

    name: str
    label: str
    type: str = "text"
    """`text`, `label`, `address`, `id`, `date`, `moment`, `amount`, `choice` or `flag`."""
    required: bool = False
    hint: str | None = None
    choices: tuple[str, ...] = ()
    longest: int = MAX_NAME
    may_fail: bool = False
    """Whether a row comes in without it where it cannot be read, which is told."""


_EMAIL = Field("email", "Email", "address")
_CUSTOMER_ID = Field("customerID", "Customer ID", "id", required=True)
_DELIVERY = Field("deliveryMethod", "Invoices by", "choice", choices=DELIVERY_METHODS)
_CURRENCY = Field("currency", "Currency", "choice", choices=tuple(sorted(EXPONENTS)))


def _named(party: str) -> Field:
    return Field("name", "Name", hint=f"The {party} ID where there is none.")


FIELDS: dict[str, tuple[Field, ...]] = {
    "invoices": (
        _CUSTOMER_ID,
        Field("customerName", "Customer name", hint="The customer ID where there is none."),
        Field("accountNumber", "Account number", "id"),
        Field("email", "Email", "address", may_fail=True),
        Field("phone", "Phone"),
        _DELIVERY,
        Field("language", "Language"),
        Field("invoiceNumber", "Invoice number", "id", required=True, hint="Leading zeros are kept."),
        Field("invoiceDate", "Invoice date", "date", required=True),
        Field("dueDate", "Due date", "date", hint="The invoice date where there is none."),
        Field("amount", "Amount", "amount", required=True),
        Field("description", "Description of the line", "label"),
        Field("lineID", "Line ID", "id", hint="Where each row is a line; its place on the invoice where there is none."),
        _CURRENCY,
        Field("settledDate", "Settled on", "date", hint="Paid in full on this day, if it is not after the as-of date."),
        Field("disputed", "Disputed", "flag", hint="Yes or No."),
    ),
    "customers": (
        _CUSTOMER_ID,
        Field("name", "Name", hint="The customer ID where there is none."),
        Field("accountNumber", "Account number", "id"),
        _EMAIL,
        Field("phone", "Phone"),
        _CURRENCY,
        _DELIVERY,
        Field("language", "Language"),
        Field("timeZone", "Time zone"),
    ),
    "operators": (Field("operatorID", "Operator ID", "id", required=True), _named("operator"), _CURRENCY, _EMAIL),
    "aggregators": (
        Field("aggregatorID", "Aggregator ID", "id", required=True),
        _named("aggregator"),
        Field("settlement", "Settles by", "choice", required=True, hint="How it pays operators.", choices=SETTLEMENTS),
        _CURRENCY,
        _EMAIL,
    ),
    "bookings": (
        Field("bookingID", "Booking ID", "id", required=True),
        Field("reference", "Reference", "id", hint="The booking ID where there is none."),
        Field("operatorID", "Operator ID", "id", required=True),
        Field("aggregatorID", "Aggregator ID", "id", required=True),
        Field("status", "Status", "choice", required=True, choices=BOOKING_STATUSES),
        Field("fare", "Fare", "amount", required=True),
        _CURRENCY,
        Field("pickupAt", "Pick-up", "moment", required=True, hint="By UTC where it names no time zone."),
        Field("description", "Description", "label", longest=2000),
    ),
    "openingBalances": (
        Field("partyID", "Operator or aggregator ID", "id", required=True),
        Field("reference", "Reference", required=True, hint="Brought in once for each party, currency and reference."),
        Field("amount", "Balance", "amount", required=True, hint="Above zero."),
        _CURRENCY,
    ),
}
"""Kind of file → what its rows can tell."""

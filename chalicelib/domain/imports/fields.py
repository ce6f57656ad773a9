"""What the rows of each kind of file can tell (X-12)."""

from chalicelib.domain.base.money import EXPONENTS
from chalicelib.domain.base.postal import MAX_POSTAL_LINE
from chalicelib.domain.base.texts import MAX_NAME
from chalicelib.domain.bookings.booking import BOOKING_STATUSES, SETTLEMENTS
from chalicelib.domain.invoices.invoice import DELIVERY_METHODS
from chalicelib.domain.orders.order import NOTE_KINDS, ORDER_STATUSES
from chalicelib.domain.orders.work import RESULTS
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Field:
    """Something that a row can tell."""

    name: str
    label: str
    type: str = "text"
    """`text`, `lines`, `label`, `address`, `country`, `id`, `date`, `moment`, `amount`, `choice` or
    `flag`.
    """
    required: bool = False
    hint: str | None = None
    choices: tuple[str, ...] = ()
    longest: int = MAX_NAME
    may_fail: bool = False
    """Whether a row comes in without it where it cannot be read, which is told."""


CAME_IN, WENT_OUT = "in", "out"
"""Which way money went, in a file of a bank's movements."""

_EMAIL = Field("email", "Email", "address")
_LANGUAGE = Field("language", "Language")
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
        _LANGUAGE,
        Field(
            "invoiceNumber", "Invoice number", "id", required=True, hint="Leading zeros are kept."
        ),
        Field("invoiceDate", "Invoice date", "date", required=True),
        Field("dueDate", "Due date", "date", hint="The invoice date where there is none."),
        Field("amount", "Amount", "amount", required=True),
        Field("description", "Description of the line", "label"),
        Field(
            "lineID",
            "Line ID",
            "id",
            hint="Where each row is a line; its place on the invoice where there is none.",
        ),
        _CURRENCY,
        Field(
            "settledDate",
            "Settled on",
            "date",
            hint="Paid in full, or given back, on this day, if it is not after the as-of date.",
        ),
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
        _LANGUAGE,
        Field("timeZone", "Time zone"),
        Field(
            "country",
            "Country",
            "country",
            hint="Whose public holidays are no business days of it, such as DE or DE-BY.",
            may_fail=True,
        ),
        Field(
            "postalAddress",
            "Postal address",
            "lines",
            hint="Of several lines, without the name; or in the parts below.",
        ),
        *(
            Field(name, label, longest=MAX_POSTAL_LINE, hint=hint)
            for name, label, hint in (
                ("street", "Street and number", None),
                ("addressMore", "Second line of the address", None),
                ("postalCode", "Postal code", None),
                ("town", "Town", "With the state where its country writes it there."),
                ("addressCountry", "Country in the address", "The last line of a letter abroad."),
            )
        ),
    ),
    "payments": (
        Field(
            "customerID",
            "Customer ID",
            "id",
            required=True,
            hint="Who paid; add the column where the bank's file has none.",
        ),
        Field(
            "paymentID",
            "Payment ID",
            "id",
            required=True,
            hint="One payment may have several rows, one for each invoice.",
        ),
        Field("valueDate", "Value date", "date", required=True),
        Field("amount", "Amount", "amount", required=True, hint="Of the whole payment."),
        _CURRENCY,
        Field(
            "invoiceNumber",
            "Invoice number",
            "id",
            hint="Unallocated where there is none, or none of that number.",
        ),
        Field(
            "allocatedAmount",
            "For this invoice",
            "amount",
            hint="The whole amount where there is none; 0 where none of it is.",
        ),
        Field(
            "direction",
            "Came in or went out",
            "choice",
            hint="Of a bank's file; what went out is left out.",
            choices=(CAME_IN, WENT_OUT),
        ),
        Field(
            "outgoingAmount",
            "Went out",
            "amount",
            hint="Of a bank's file with two columns; a row with nothing but this is left out.",
        ),
        Field("reference", "Reference"),
    ),
    "operators": (
        Field("operatorID", "Operator ID", "id", required=True),
        _named("operator"),
        _CURRENCY,
        _EMAIL,
        _LANGUAGE,
    ),
    "aggregators": (
        Field("aggregatorID", "Aggregator ID", "id", required=True),
        _named("aggregator"),
        Field(
            "settlement",
            "Settles by",
            "choice",
            required=True,
            hint="How it pays operators.",
            choices=SETTLEMENTS,
        ),
        _CURRENCY,
        _EMAIL,
        _LANGUAGE,
    ),
    "bookings": (
        Field("bookingID", "Booking ID", "id", required=True),
        Field("reference", "Reference", "id", hint="The booking ID where there is none."),
        Field("operatorID", "Operator ID", "id", required=True),
        Field("aggregatorID", "Aggregator ID", "id", required=True),
        Field("status", "Status", "choice", required=True, choices=BOOKING_STATUSES),
        Field("fare", "Fare", "amount", required=True),
        _CURRENCY,
        Field(
            "pickupAt",
            "Pick-up",
            "moment",
            required=True,
            hint="By UTC where it names no time zone.",
        ),
        Field("description", "Description", "label", longest=2000),
    ),
    "vendors": (
        Field("vendorID", "Vendor ID", "id", required=True),
        _named("vendor"),
        Field("maxLeads", "Leads at a time", required=True, hint="A whole number."),
        _CURRENCY,
        _EMAIL,
        Field("phone", "Phone", hint="Of the country of the settings where it names none."),
        Field("contact", "Whom to ask for"),
        Field("timeZone", "Time zone"),
        _LANGUAGE,
    ),
    "orders": (
        Field("orderID", "Order ID", "id", required=True),
        _CUSTOMER_ID,
        Field("vendorID", "Vendor ID", "id", required=True),
        Field("status", "Status", "choice", required=True, choices=ORDER_STATUSES),
        Field("finalValue", "Final value", "amount", required=True),
        Field("offeredValue", "Offered value", "amount"),
        _CURRENCY,
        Field("phone", "Phone", hint="Of the country of the settings where it names none."),
        Field("device", "Device"),
        Field("completedAt", "Completed", "moment", hint="By UTC where it names no time zone."),
        Field("paymentMarkedAt", "Marked as paid", "moment"),
    ),
    "orderNotes": (
        Field("orderID", "Order ID", "id", required=True),
        Field("noteID", "Note ID", "id", required=True, hint="Once for each order."),
        Field("kind", "Kind", "choice", required=True, choices=NOTE_KINDS),
        Field("text", "Note", "label", required=True, longest=2000),
        Field("at", "Noted", "moment", required=True, hint="By UTC where it names no time zone."),
    ),
    "payoutResults": (
        Field("payoutID", "Payout ID", "id", required=True, hint="As the bank was told."),
        Field("status", "Result", "choice", required=True, choices=RESULTS),
        Field("reference", "Reference", hint="The bank's own, such as the UTR."),
        Field("code", "Why it came back", hint="The bank's code, such as AC04."),
        Field("amount", "Amount", "amount", hint="Compared with the payout's."),
        _CURRENCY,
    ),
    "openingBalances": (
        Field("partyID", "Operator, aggregator or vendor ID", "id", required=True),
        Field(
            "reference",
            "Reference",
            required=True,
            hint="Brought in once for each party, currency and reference.",
        ),
        Field("amount", "Balance", "amount", required=True, hint="Above zero."),
        _CURRENCY,
    ),
}
"""Kind of file → what its rows can tell."""

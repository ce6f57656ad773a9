"""The rows of a file as payments, operators, aggregators, bookings, vendors, orders, what the bank
says of payouts, and opening balances (X-12).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import positive_minor, to_minor
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, Booking, Party
from chalicelib.domain.invoices.payments import Allocation, CustomerPayment, check_number
from chalicelib.domain.orders.bank_file import BankResult, check_code
from chalicelib.domain.orders.order import Note, Order
from chalicelib.domain.orders.vendor import STANDARD_ZONE, Vendor
from chalicelib.domain.wallets.opening_balances import Opening
from chalicelib.errors import InvalidAmount, InvalidInput
from chalicelib.values import dataclass


@dataclass(frozen=True)
class NoteOfOrder:
    """A note, and the order that it is on."""

    order_id: OutsideID
    note: Note


RowSubject = Party | Booking | Opening | Vendor | Order | BankResult | NoteOfOrder | CustomerPayment
NEVER_KNOWN = Opening | BankResult | NoteOfOrder | CustomerPayment
"""What is told whole by a row, whatever is known of it."""

MOST_DIGITS = 9
UNKNOWN_YET = datetime.max.replace(tzinfo=UTC)
"""When a payment of a row becomes known: set when it is applied."""

NAMED_BY = {
    "payments": ("customerID", "paymentID", "invoiceNumber"),
    "operators": ("operatorID",),
    "aggregators": ("aggregatorID",),
    "bookings": ("bookingID",),
    "vendors": ("vendorID",),
    "orders": ("orderID",),
    "orderNotes": ("orderID", "noteID"),
    "payoutResults": ("payoutID", "status"),
    "openingBalances": ("partyID", "currency", "reference"),
}
"""Kind of file → the fields that together name a thing, of which it tells once."""

_PARTS = {"name": "name", "currency": "currency", "email": "email", "settlement": "settlement"} | {
    "reference": "reference",
    "description": "description",
    "phone": "phone",
    "contact": "contact",
    "timeZone": "time_zone",
    "language": "language",
    "offeredValue": "offered",
    "device": "device",
    "completedAt": "completed_at",
    "paymentMarkedAt": "payment_marked_at",
    "notes": "notes",
}
"""Field of a row → the part of a thing that stays as it is known where a row does not
tell it.
"""


@dataclass(frozen=True)
class PartyRow:
    """What a row tells."""

    line: int
    subject: RowSubject
    untold: frozenset[str]
    """The parts of it that the row does not tell; what stands there is a default."""

    @property
    def amount(self) -> tuple[int, str | None]:
        """The money that it is about, with its currency."""
        match self.subject:
            case (
                Booking(fare=amount)
                | Opening(amount=amount)
                | Order(value=amount)
                | CustomerPayment(amount=amount)
            ):
                return amount, self.subject.currency
            case _:
                return 0, None

    def over(self, known: RowSubject | None) -> RowSubject:
        """The thing as told: what the row does not tell stays as it is known."""
        if known is None or isinstance(self.subject, NEVER_KNOWN):
            return self.subject
        return replace(
            self.subject,
            **{part: getattr(known, part) for part in self.untold if hasattr(known, part)},
        )


def subject_of_row(kind: str, values: Mapping[str, Any], currency: str) -> RowSubject:
    """What the values of a row come to; an amount that the currency cannot hold is refused."""
    told_currency = values.get("currency") or currency
    if kind == "openingBalances":
        return Opening(
            values["partyID"],
            told_currency,
            values["reference"],
            positive_minor(values["amount"], told_currency),
        )
    if kind == "payments":
        return _payment(values, told_currency)
    if kind == "bookings":
        return _booking(values, told_currency)
    if kind == "vendors":
        return _vendor(values, told_currency)
    if kind == "orders":
        return _order(values, told_currency)
    if kind == "orderNotes":
        note = Note(values["noteID"], values["kind"], values["text"], values["at"])
        return NoteOfOrder(values["orderID"], note)
    if kind == "payoutResults":
        return _result(values, told_currency)
    role = OPERATOR if kind == "operators" else AGGREGATOR
    party_id = values[f"{role}ID"]
    name = values.get("name") or str(party_id)
    told = (values.get("email"), values.get("settlement"), values.get("language"))
    return Party(party_id, role, name, told_currency, *told)


def untold_of(kind: str, values: Mapping[str, Any]) -> frozenset[str]:
    """The parts that a row leaves as they are known; the currency of a booking or an order is that
    of its price, and always told.
    """
    parts = {part for field, part in _PARTS.items() if values.get(field) is None}
    return frozenset(parts - {"currency"} if kind in ("bookings", "orders") else parts)


def day_of(values: Mapping[str, Any]) -> date | None:
    """The day of which a row speaks, where it does of one."""
    moment: datetime | None = values.get("pickupAt") or values.get("completedAt")
    return moment.date() if moment else values.get("invoiceDate") or values.get("valueDate")


def _payment(values: Mapping[str, Any], currency: str) -> CustomerPayment:
    """A payment with what of it is for the invoice that the row names; when it becomes known is
    when the row is applied.
    """
    amount = _came_in(values, currency)
    told = values.get("allocatedAmount")
    number = values.get("invoiceNumber")
    try:
        check_number(values["paymentID"])
    except InvalidInput as refused:
        raise InvalidInput(refused.detail, field="paymentID") from None
    if number is None and told:
        raise InvalidInput("An amount is for no invoice.", field="allocatedAmount")
    if told is not None and told < 0:
        raise InvalidInput("What is for an invoice is not below zero.", field="allocatedAmount")
    allocated = amount if told is None else to_minor(told, currency)
    return CustomerPayment(
        values["customerID"],
        values["paymentID"],
        values["valueDate"],
        currency,
        amount,
        UNKNOWN_YET,
        () if number is None else (Allocation(number, allocated),),
        values.get("reference"),
    )


def _came_in(values: Mapping[str, Any], currency: str) -> int:
    """How much came in by a payment."""
    if values.get("outgoingAmount"):
        raise InvalidInput("The row says that money came in and went out.", field="outgoingAmount")
    if values["amount"] < 0:
        raise InvalidAmount(
            "The amount is below zero: a payment is what came in. Take one back that came in."
        )
    return positive_minor(values["amount"], currency)


def _booking(values: Mapping[str, Any], currency: str) -> Booking:
    return Booking(
        booking_id=values["bookingID"],
        operator_id=values["operatorID"],
        operator_name="",
        aggregator_id=values["aggregatorID"],
        aggregator_name="",
        reference=values.get("reference") or values["bookingID"],
        status=values["status"],
        fare=to_minor(values["fare"], currency),
        currency=currency,
        pickup_at=values["pickupAt"],
        description=values.get("description") or "",
    )


def _vendor(values: Mapping[str, Any], currency: str) -> Vendor:
    leads = values["maxLeads"]
    if not (leads.isascii() and leads.isdigit() and len(leads) <= MOST_DIGITS):
        raise InvalidInput(f"“{leads[:40]}” is no whole number of leads.", field="maxLeads")
    return Vendor(
        values["vendorID"],
        values.get("name") or str(values["vendorID"]),
        int(leads),
        values.get("email"),
        values.get("phone"),
        values.get("contact"),
        values.get("timeZone") or STANDARD_ZONE,
        currency,
        values.get("language"),
    )


def _order(values: Mapping[str, Any], currency: str) -> Order:
    offered = values.get("offeredValue")
    return Order(
        order_id=values["orderID"],
        customer_id=values["customerID"],
        customer_name="",
        vendor_id=values["vendorID"],
        vendor_name="",
        status=values["status"],
        value=to_minor(values["finalValue"], currency),
        currency=currency,
        offered=None if offered is None else to_minor(offered, currency),
        phone=values.get("phone"),
        device=values.get("device") or "",
        completed_at=values.get("completedAt"),
        payment_marked_at=values.get("paymentMarkedAt"),
    )


def _result(values: Mapping[str, Any], currency: str) -> BankResult:
    amount = values.get("amount")
    code = values.get("code")
    if code is not None:
        check_code(code)
    return BankResult(
        str(values["payoutID"]),
        values["status"],
        values.get("reference"),
        code,
        None if amount is None else to_minor(amount, currency),
        None if amount is None else currency,
    )

"""Orders, vendors, how these stand, and where customers are paid."""

from datetime import datetime
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.actions.execution import PlainAction
from chalicelib.actions.orders import lookups, payees, standings
from chalicelib.api.fields import (
    AddressField,
    AmountField,
    Body,
    CurrencyField,
    DescriptionField,
    NameField,
    NothingBody,
    OutsideIDField,
    becoming,
)
from chalicelib.api.routing import Reply, Request, Routes, shown
from chalicelib.domain.base.identifiers import id_in_url
from chalicelib.domain.base.money import positive_minor, read_decimal, to_minor
from chalicelib.domain.base.phones import MAX_PHONE, read_phone
from chalicelib.domain.base.texts import read_moment
from chalicelib.domain.orders.order import MAX_NOTES, NOTE_KINDS, ORDER_STATUSES, Note, Order
from chalicelib.domain.orders.references import ACCOUNTS
from chalicelib.domain.orders.standard import Standard
from chalicelib.domain.orders.standing import GRANTED, LEVELS, UPHELD
from chalicelib.domain.orders.vendor import MAX_LEADS, STANDARD_ZONE, Vendor
from chalicelib.domain.people.person import ORDERS, OVERRULING, PAYING
from chalicelib.errors import UnsupportedQuery
from chalicelib.views.answers import Page

routes = Routes()

MomentField = Annotated[datetime, becoming(read_moment)]
PhoneField = Annotated[str, Field(min_length=3, max_length=MAX_PHONE)]
_PAGE = ("limit", "cursor")
_VENDOR = "/vendor/{vendorID}"
_REASON = f"{_VENDOR}/standing/reason/{{reasonID}}"
_PAYEE = "/customer/{customerID}/payee"


class VendorBody(Body):
    """Somebody who collects devices and pays for them."""

    name: NameField
    max_leads: Annotated[int, Field(ge=0, le=MAX_LEADS)]
    email: AddressField | None = None
    phone: PhoneField | None = None
    contact: NameField | None = None
    time_zone: NameField | None = None
    currency: CurrencyField | None = None
    language: NameField | None = None


class OrderNoteBody(Body):
    """What was noted at pickup, or found to be in another condition than offered."""

    note_id: OutsideIDField
    kind: Literal[NOTE_KINDS]  # type: ignore[valid-type]
    text: DescriptionField
    at: MomentField


class OrderBody(Body):
    """A device that was sold and is collected; the currency is that of the settings where none is
    named.
    """

    customer_id: OutsideIDField
    vendor_id: OutsideIDField
    status: Literal[ORDER_STATUSES]  # type: ignore[valid-type]
    final_value: AmountField
    offered_value: AmountField | None = None
    currency: CurrencyField | None = None
    phone: PhoneField | None = None
    device: NameField | None = None
    completed_at: MomentField | None = None
    payment_marked_at: MomentField | None = None
    notes: Annotated[list[OrderNoteBody], Field(max_length=MAX_NOTES)] = Field(default_factory=list)


class StandingReasonBody(Body):
    """Why a vendor shall not stand as it did, in words that it is told."""

    level: Literal[LEVELS[1:]]  # type: ignore[valid-type]
    text: DescriptionField
    until: MomentField | None = None
    max_leads: Annotated[int, Field(ge=0, le=MAX_LEADS)] | None = None
    """To how many leads *reduced* takes it."""


class LiftBody(Body):
    """Why a reason ends before its time."""

    why: DescriptionField


class ObjectionBody(Body):
    """What a vendor says against a reason."""

    text: DescriptionField


class ObjectionAnswerBody(Body):
    """What becomes of an objection."""

    outcome: Literal[UPHELD, GRANTED]  # type: ignore[valid-type]
    answer: DescriptionField


class AccountBody(Body):
    """An account of a customer."""

    kind: Literal[tuple(ACCOUNTS)]  # type: ignore[valid-type]
    number: NameField
    holder: NameField


@routes.query("/vendor", permission="vendor.read", query=("name", *_PAGE))
def list_vendors(request: Request) -> "Reply[Page[lookups.VendorRow]]":
    """Lists vendors by name, each with how it stands (PO-32)."""
    page = request.page_size, request.query.get("cursor")
    return Reply(lookups.list_vendors(request.desk(), request.query.get("name"), *page))


@routes.query(_VENDOR, permission="vendor.read", also=(ORDERS,))
def show_vendor(request: Request) -> "Reply[lookups.VendorRow]":
    """Shows a vendor with how it stands."""
    return shown(lookups.show_vendor(request.desk(), request.path["vendorID"]))


@routes.command("PUT", _VENDOR, permission="import.run", body=VendorBody, may_create=True)
def import_vendor(request: Request) -> "PlainAction[lookups.VendorImported]":
    """Imports a vendor and opens its wallet; the same once more changes nothing."""
    body: VendorBody = request.body
    vendor_id = id_in_url(request.path["vendorID"])

    def told(standard: Standard) -> Vendor:
        return Vendor(
            vendor_id,
            body.name,
            body.max_leads,
            body.email,
            read_phone(body.phone, standard.region) if body.phone else None,
            body.contact,
            body.time_zone or STANDARD_ZONE,
            body.currency or standard.currency,
            body.language,
        )

    return lookups.put_vendor(vendor_id, told)


@routes.query(f"{_VENDOR}/record", permission="vendor.read")
def show_record(request: Request) -> "Reply[lookups.VendorRecordView]":
    """Shows what the latest disputes with a vendor come to, in each currency (X-08)."""
    return Reply(lookups.show_record(request.desk(), request.path["vendorID"]))


@routes.query(f"{_VENDOR}/standing", permission="vendor.read", also=(ORDERS,))
def show_standing(request: Request) -> "Reply[standings.AnyStanding]":
    """Shows how a vendor stands, why, and what ended, with the version of it (PO-32, PO-36)."""
    return shown(standings.show(request.desk(), request.path["vendorID"]))


@routes.command(
    "POST",
    f"{_VENDOR}/standing/reason",
    permission=OVERRULING,
    body=StandingReasonBody,
    status=201,
    takes_version=True,
)
def set_standing(request: Request) -> "PlainAction[standings.ReasonGiven]":
    """Reduces a vendor's leads, puts it on hold or deactivates it, for a reason (PO-32)."""
    body: StandingReasonBody = request.body
    vendor_id = id_in_url(request.path["vendorID"])
    return standings.set_by_hand(vendor_id, body.level, body.text, body.until, body.max_leads)


@routes.command("POST", f"{_REASON}/lift", permission=OVERRULING, body=LiftBody)
def lift_reason(request: Request) -> "PlainAction[standings.AnyStanding]":
    """Ends a reason before its time (PO-32)."""
    return standings.lift(*_reason(request), request.body.why)


@routes.command("POST", f"{_REASON}/objection", permission=ORDERS, body=ObjectionBody)
def object_to_reason(request: Request) -> "PlainAction[standings.AnyStanding]":
    """Objects, as the vendor, to a reason; it goes on until a manager answers (PO-35)."""
    return standings.object_to(*_reason(request), request.body.text)


@routes.command(
    "POST", f"{_REASON}/objection/answer", permission=OVERRULING, body=ObjectionAnswerBody
)
def answer_objection(request: Request) -> "PlainAction[standings.AnyStanding]":
    """Grants an objection, which ends the reason, or upholds the reason (PO-35)."""
    return standings.answer(*_reason(request), request.body.outcome, request.body.answer)


@routes.query(
    "/order",
    permission="order.read",
    is_portal=True,
    also=(ORDERS,),
    query=("orderID", "phone", "customerID", "vendorID", "status", *_PAGE),
)
def list_orders(request: Request) -> "Reply[Page[lookups.AnyOrderRow]]":
    """Finds the order of an `orderID` or the completed ones of a `phone` number (PO-02), or lists
    those of a `customerID` or `vendorID`, those that run first and then the latest.
    """
    query = request.query
    if {"orderID", "phone"} & set(query):
        if len(set(query)) != 1:
            raise UnsupportedQuery("Orders are found by orderID or by phone, and nothing beside.")
        order_id = id_in_url(query["orderID"]) if "orderID" in query else None
        return Reply(lookups.find_orders(request.desk(), order_id, query.get("phone")))
    if query.get("status") not in (None, *ORDER_STATUSES):
        raise UnsupportedQuery(f"An order is {', '.join(ORDER_STATUSES)}.")
    customer_id, vendor_id = (
        id_in_url(query[name]) if name in query else None for name in ("customerID", "vendorID")
    )
    page = query.get("status"), request.page_size, query.get("cursor")
    return Reply(lookups.list_orders(request.desk(), customer_id, vendor_id, *page))


@routes.query("/order/{orderID}", permission="order.read", is_portal=True, also=(ORDERS,))
def show_order(request: Request) -> "Reply[lookups.AnyOrderView]":
    """Shows an order, and whether it can be disputed (CK-03, PO-01)."""
    return shown(lookups.show_order(request.desk(), id_in_url(request.path["orderID"])))


@routes.query("/order/{orderID}/refund", permission="order.read", query=("amount",))
def show_refund(request: Request) -> "Reply[lookups.RefundView]":
    """Says whether an `amount` may be refunded outside of disputes; refused, with the dispute's id,
    where one has paid it already (PO-31).
    """
    if "amount" not in request.query:
        raise UnsupportedQuery("Say how much: amount.")
    amount = read_decimal(request.query["amount"])
    read = partial(positive_minor, amount)
    return Reply(lookups.show_refund(request.desk(), id_in_url(request.path["orderID"]), read))


@routes.command("PUT", "/order/{orderID}", permission="import.run", body=OrderBody, may_create=True)
def import_order(request: Request) -> "PlainAction[lookups.OrderImported]":
    """Imports an order of a customer and a vendor that are known; the same once more changes
    nothing.
    """
    body: OrderBody = request.body
    order_id = id_in_url(request.path["orderID"])

    def told(standard: Standard) -> Order:
        currency = body.currency or standard.currency
        offered = body.offered_value
        return Order(
            order_id=order_id,
            customer_id=body.customer_id,
            customer_name="",
            vendor_id=body.vendor_id,
            vendor_name="",
            status=body.status,
            value=to_minor(read_decimal(body.final_value), currency),
            currency=currency,
            offered=None if offered is None else to_minor(read_decimal(offered), currency),
            phone=read_phone(body.phone, standard.region) if body.phone else None,
            device=body.device or "",
            completed_at=body.completed_at,
            payment_marked_at=body.payment_marked_at,
            notes=tuple(Note(one.note_id, one.kind, one.text, one.at) for one in body.notes),
        )

    return lookups.put_order(order_id, told)


@routes.query(_PAYEE, permission="dispute.work")
def show_payee(request: Request) -> "Reply[payees.PayeeView]":
    """Shows where a customer is paid, and what came back (PO-25, PO-26)."""
    return shown(payees.show(request.desk(), id_in_url(request.path["customerID"])))


@routes.command(
    "POST",
    f"{_PAYEE}/account",
    permission="dispute.work",
    body=AccountBody,
    status=201,
    takes_version=True,
)
def enter_account(request: Request) -> "PlainAction[payees.AccountEntered]":
    """Writes a new account of a customer down, which a second person confirms (PO-26)."""
    body: AccountBody = request.body
    customer_id = id_in_url(request.path["customerID"])
    return payees.enter_account(customer_id, body.kind, body.number, body.holder)


@routes.command(
    "POST",
    f"{_PAYEE}/account/{{accountID}}/confirmation",
    permission="dispute.work",
    body=NothingBody,
)
def confirm_account(request: Request) -> "PlainAction[payees.PayeeView]":
    """Confirms, as a second person, that an account is right (PO-26)."""
    customer_id = id_in_url(request.path["customerID"])
    return payees.confirm_account(customer_id, request.path["accountID"])


@routes.command("POST", f"{_PAYEE}/clearance", permission=PAYING, body=NothingBody)
def clear_returns(request: Request) -> "PlainAction[payees.PayeeView]":
    """Says that Finance has looked at what came back, so that payouts go on (PO-26)."""
    return payees.clear_returns(id_in_url(request.path["customerID"]))


def _reason(request: Request) -> tuple[int | str, str]:
    return id_in_url(request.path["vendorID"]), request.path["reasonID"]

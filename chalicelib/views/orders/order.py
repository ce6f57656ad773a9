"""Orders, as the staff, their customer and their vendor are shown them (CK-03)."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.orders.order import (
    NOTE_KINDS,
    ORDER_STATUSES,
    VENDOR,
    Order,
    check_disputable,
)
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.views.answers import Amount, Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import ChoiceView, choice_view, instant


class OrderNoteView(TypedDict):
    """What was noted at pickup, or found to be in another condition than offered."""

    noteID: OutsideID
    kind: Annotated[str, one_of(*NOTE_KINDS)]
    text: str
    at: Moment
    toldAt: Annotated[Moment | None, meaning("When the product first knew of it (PO-18).")]


class SharedOrderRow(TypedDict):
    """An order as all see it who may know of it."""

    orderID: OutsideID
    status: Annotated[str, one_of(*ORDER_STATUSES)]
    customer: Annotated[str, meaning("The customer's name.")]
    vendorID: OutsideID
    vendor: str
    finalValue: Annotated[Amount, meaning("The price agreed at pickup, which is to be paid.")]
    offeredValue: Annotated[Amount | None, meaning("The price before anybody saw the device.")]
    currency: str
    device: str
    completedAt: Moment | None
    paymentMarkedAt: Annotated[
        Moment | None, meaning("When the vendor marked it as paid, which proves nothing.")
    ]
    disputeID: Annotated[str | None, meaning("The open dispute on it.")]


class SettledPart(TypedDict):
    """What of the value is known to be with the customer (PO-03)."""

    provedAmount: Annotated[Amount, meaning("What the vendor was proved to have paid.")]
    paidOutAmount: Annotated[Amount, meaning("What was paid out in disputes.")]
    restAmount: Annotated[Amount, meaning("What is left to be paid.")]


class CustomerOrderRow(SharedOrderRow, SettledPart):
    """An order as its customer sees it."""


class VendorOrderRow(SharedOrderRow):
    """An order as its vendor sees it: of the customer the name alone."""

    notes: list[OrderNoteView]


class OrderRow(SharedOrderRow, SettledPart):
    """An order as the staff sees it."""

    customerID: OutsideID
    phone: str | None
    notes: list[OrderNoteView]
    version: int


class DisputesPart(TypedDict):
    """The disputes of an order, and whether another can be raised (CK-03, PO-01, X-02)."""

    endedDisputeIDs: list[str]
    actions: list[ChoiceView]


class OrderView(OrderRow, DisputesPart):
    """An order with its disputes, for the staff."""


class CustomerOrderView(CustomerOrderRow, DisputesPart):
    """An order with its disputes, for its customer."""


class VendorOrderView(VendorOrderRow):
    """An order with its disputes, for its vendor."""

    endedDisputeIDs: list[str]


class RefundView(TypedDict):
    """That a refund of an order outside of its disputes pays nothing twice (PO-31)."""

    orderID: OutsideID
    amount: Amount
    restAmount: Amount
    currency: str


def order_row(order: Order) -> OrderRow:
    """An order as it stands in a list of the staff's."""
    return {
        **_shared(order),
        **_settled(order),
        "customerID": order.customer_id,
        "phone": order.phone,
        "notes": _notes(order),
        "version": order.version,
    }


def order_row_for(order: Order, person: Person) -> OrderRow | CustomerOrderRow | VendorOrderRow:
    """An order as it stands in somebody's list: a vendor sees of its customer the name alone."""
    if person.role == CUSTOMER:
        return {**_shared(order), **_settled(order)}
    if person.role == VENDOR:
        return {**_shared(order), "notes": _notes(order)}
    return order_row(order)


def order_view_for(order: Order, person: Person) -> OrderView | CustomerOrderView | VendorOrderView:
    """An order with its disputes, as somebody sees it."""
    ended = [one for one in reversed(order.dispute_ids) if one != order.open_dispute_id]
    if person.role == VENDOR:
        return {**_shared(order), "notes": _notes(order), "endedDisputeIDs": ended}

    def attempt() -> None:
        if person.role != CUSTOMER:
            person.require("dispute.work")
        check_disputable(order)

    told: DisputesPart = {
        "endedDisputeIDs": ended,
        "actions": [choice_view(choice("raise", attempt))],
    }
    if person.role == CUSTOMER:
        return {**_shared(order), **_settled(order), **told}
    return {**order_row(order), **told}


def refund_view(order: Order, amount: int) -> RefundView:
    """What is left of an order beside a refund of it."""
    return {
        "orderID": order.order_id,
        "amount": to_number(amount, order.currency),
        "restAmount": to_number(order.rest, order.currency),
        "currency": order.currency,
    }


def _shared(order: Order) -> SharedOrderRow:
    return {
        "orderID": order.order_id,
        "status": order.status,
        "customer": order.customer_name,
        "vendorID": order.vendor_id,
        "vendor": order.vendor_name,
        "finalValue": to_number(order.value, order.currency),
        "offeredValue": None if order.offered is None else to_number(order.offered, order.currency),
        "currency": order.currency,
        "device": order.device,
        "completedAt": instant(order.completed_at),
        "paymentMarkedAt": instant(order.payment_marked_at),
        "disputeID": order.open_dispute_id,
    }


def _settled(order: Order) -> SettledPart:
    return {
        "provedAmount": to_number(sum(order.proved.values()), order.currency),
        "paidOutAmount": to_number(sum(order.paid_out.values()), order.currency),
        "restAmount": to_number(order.rest, order.currency),
    }


def _notes(order: Order) -> list[OrderNoteView]:
    return [
        {
            "noteID": one.note_id,
            "kind": one.kind,
            "text": one.text,
            "at": instant(one.at),
            "toldAt": instant(one.told_at),
        }
        for one in order.notes
    ]

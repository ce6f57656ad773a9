"""Payments of customers."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from chalicelib.actions.execution import PlainAction
from chalicelib.actions.invoices import payments
from chalicelib.api.fields import (
    AmountField,
    Body,
    CurrencyField,
    DayField,
    DescriptionField,
    NameField,
    OutsideIDField,
)
from chalicelib.api.routing import Reply, Request, Routes, shown
from chalicelib.domain.base.identifiers import OutsideID, id_in_url
from chalicelib.domain.base.money import positive_minor, read_decimal
from chalicelib.domain.invoices.payments import MAX_ALLOCATIONS, Allocation, CustomerPayment
from chalicelib.views.answers import Page

routes = Routes()

_PAYMENT = "/customer/{customerID}/payment/{paymentID}"


class AllocationBody(Body):
    """What of a payment is for one invoice."""

    invoice_number: OutsideIDField
    amount: AmountField


class CustomerPaymentBody(Body):
    """Money that came in; what is allocated to no invoice stays the customer's."""

    value_date: DayField
    currency: CurrencyField
    amount: AmountField
    allocations: Annotated[list[AllocationBody], Field(max_length=MAX_ALLOCATIONS)] = Field(
        default_factory=list
    )
    reference: NameField | None = None


class ReversalBody(Body):
    """As of when, and why, a payment is taken back."""

    date: DayField
    reason: DescriptionField


@routes.query(
    "/customer/{customerID}/payment",
    permission="invoice.read",
    is_portal=True,
    query=("limit", "cursor"),
)
def list_payments(
    request: Request,
) -> "Reply[Page[payments.PaymentRow | payments.OwnPaymentRow]]":
    """Lists the payments of a customer, the latest value date first."""
    page = (request.page_size, request.query.get("cursor"))
    return Reply(payments.list_payments(request.desk(), request.path["customerID"], *page))


@routes.query(_PAYMENT, permission="invoice.read", is_portal=True)
def show_payment(request: Request) -> "Reply[payments.PaymentRow | payments.OwnPaymentRow]":
    """Shows a payment: where it goes, and what of it is unallocated."""
    return shown(payments.show_payment(request.desk(), *_named(request)))


@routes.command("PUT", _PAYMENT, permission="import.run", body=CustomerPaymentBody, may_create=True)
def record_payment(request: Request) -> "PlainAction[payments.PaymentImported]":
    """Records a payment with the invoices that it is for; the same once more changes nothing."""
    body: CustomerPaymentBody = request.body
    customer_id, payment_id = _named(request)

    def told(at: datetime) -> CustomerPayment:
        return CustomerPayment(
            customer_id,
            payment_id,
            body.value_date,
            body.currency,
            positive_minor(read_decimal(body.amount), body.currency),
            at,
            tuple(
                Allocation(
                    one.invoice_number, positive_minor(read_decimal(one.amount), body.currency)
                )
                for one in body.allocations
            ),
            body.reference,
        )

    return payments.put_payment(told)


@routes.command("POST", f"{_PAYMENT}/reversal", permission="import.run", body=ReversalBody)
def reverse_payment(request: Request) -> "PlainAction[payments.PaymentImported]":
    """Takes a payment back, once; what it gave to invoices is owed again."""
    body: ReversalBody = request.body
    return payments.reverse_payment(*_named(request), body.date, body.reason)


def _named(request: Request) -> tuple[OutsideID, OutsideID]:
    return id_in_url(request.path["customerID"]), id_in_url(request.path["paymentID"])

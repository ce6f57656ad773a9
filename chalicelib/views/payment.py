"""Payments of a customer, as the staff and the customer are shown them."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, meaning
from chalicelib.views.parts import instant


class AllocationView(TypedDict):
    """What of a payment is for one invoice."""

    invoiceNumber: OutsideID
    amount: Amount


class OwnPaymentRow(TypedDict):
    """A payment as its customer sees it: allocated, unallocated and taken back come to it."""

    customerID: OutsideID
    paymentID: OutsideID
    valueDate: Day
    currency: str
    amount: Amount
    allocations: Annotated[
        list[AllocationView], meaning("Where it goes; once it was taken back, where it went.")
    ]
    allocatedAmount: Amount
    unallocatedAmount: Annotated[Amount, meaning("What of it is for no invoice yet.")]
    takenBackAmount: Annotated[Amount, meaning("All of it, once it was taken back.")]
    reference: str | None
    reversedOn: Day | None


class ReversalView(TypedDict):
    """That a payment was taken back."""

    date: Day
    reason: str
    recordedAt: Moment


class PaymentRow(OwnPaymentRow):
    """A payment as the staff sees it."""

    recordedAt: Annotated[Moment, meaning("When it became known here.")]
    reversal: ReversalView | None
    version: int


def payment_row(payment: CustomerPayment) -> PaymentRow:
    """A payment as the staff sees it."""
    reversal = payment.reversal
    return {
        **own_payment_row(payment),
        "recordedAt": instant(payment.recorded_at),
        "reversal": None
        if reversal is None
        else {
            "date": reversal.date.isoformat(),
            "reason": reversal.reason,
            "recordedAt": instant(reversal.recorded_at),
        },
        "version": payment.version,
    }


def own_payment_row(payment: CustomerPayment) -> OwnPaymentRow:
    """A payment as its customer sees it."""
    currency, reversal = payment.currency, payment.reversal
    return {
        "customerID": payment.customer_id,
        "paymentID": payment.payment_id,
        "valueDate": payment.value_date.isoformat(),
        "currency": currency,
        "amount": to_number(payment.amount, currency),
        "allocations": [
            {"invoiceNumber": one.invoice_number, "amount": to_number(one.amount, currency)}
            for one in payment.allocations
        ],
        "allocatedAmount": to_number(payment.allocated, currency),
        "unallocatedAmount": to_number(payment.unallocated, currency),
        "takenBackAmount": to_number(payment.taken_back, currency),
        "reference": payment.reference,
        "reversedOn": reversal.date.isoformat() if reversal else None,
    }

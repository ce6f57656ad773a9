"""Payments of a customer: recording and taking back one, and looking at them."""

from collections.abc import Callable
from datetime import date, datetime

from chalicelib.actions.desk import Desk
from chalicelib.actions.execution import PlainAction, PlainDecision
from chalicelib.actions.found import customer_in
from chalicelib.actions.invoices.payment_writes import (
    changed_payment,
    head_keys,
    known_payment,
    payment_keys,
    upsert_payment,
)
from chalicelib.actions.upserts import UpsertOutcome, conclude_upsert
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.invoices.payments import (
    CustomerPayment,
    numbers_of,
    require_recorder,
    reverse,
)
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.payments import to_payment
from chalicelib.store.table import name_of
from chalicelib.views.answers import Page
from chalicelib.views.payment import OwnPaymentRow, PaymentRow, own_payment_row, payment_row


class PaymentImported(PaymentRow, UpsertOutcome):
    """A payment as it was recorded or taken back."""


def put_payment(tell: Callable[[datetime], CustomerPayment]) -> PlainAction[PaymentImported]:
    """Records a payment, or allocates it otherwise, with the invoices that it pays."""

    def action(desk: Desk) -> PlainDecision[PaymentImported]:
        told = tell(desk.now)
        found = desk.gather(payment_keys(told))
        _require_recorder(desk, told.customer_id)
        known = known_payment(told, found)
        desk.require_version(known.version if known else 0)
        named = set(map(str, numbers_of(told)))
        left = [number for number in numbers_of(known) if str(number) not in named]
        found |= desk.gather_more(head_keys(told.customer_id, left))
        brought = upsert_payment(told, found, desk.hand)
        return conclude_upsert(brought, payment_row)

    return action


def reverse_payment(
    customer_id: OutsideID, payment_id: OutsideID, day: date, reason: str
) -> PlainAction[PaymentImported]:
    """Takes a payment back, once: what it gave to invoices is owed again."""

    def action(desk: Desk) -> PlainDecision[PaymentImported]:
        key = keys.payment(customer_id, payment_id)
        found = desk.gather([key])
        _require_recorder(desk, customer_id)
        if name_of(key) not in found:
            raise no_such("payment")
        known = to_payment(found[name_of(key)])
        desk.require_version(known.version)
        told = reverse(known, day, reason, desk.now)
        found |= desk.gather_more(head_keys(customer_id, numbers_of(known)))
        changed = changed_payment(known, told, found, desk.hand)
        return conclude_upsert(changed, payment_row)

    return action


def list_payments(
    desk: Desk, customer_id: OutsideID, limit: int, cursor: str | None
) -> Page[PaymentRow | OwnPaymentRow]:
    """The payments of a customer, the latest value date first."""
    key = keys.customer(customer_id)
    found = desk.gather([key])
    customer_in(found, desk, customer_id)
    page = desk.page(
        keys.of_customer(customer_id, "PAYMENT"),
        index="byCustomer",
        descending=True,
        limit=limit,
        cursor=cursor,
    )
    rows = [_row_for(desk.context.actor, to_payment(item)) for item in page.items]
    return {"value": rows, "nextCursor": page.next_cursor}


def show_payment(
    desk: Desk, customer_id: OutsideID, payment_id: OutsideID
) -> PaymentRow | OwnPaymentRow:
    """A payment of a customer."""
    key = keys.payment(customer_id, payment_id)
    found = desk.gather([key])
    desk.context.actor.require_sight(customer_id, "customer")
    if name_of(key) not in found:
        raise no_such("payment")
    return _row_for(desk.context.actor, to_payment(found[name_of(key)]))


def _require_recorder(desk: Desk, customer_id: OutsideID) -> None:
    desk.context.actor.require_sight(customer_id, "customer")
    require_recorder(desk.context.actor)


def _row_for(person: Person, payment: CustomerPayment) -> PaymentRow | OwnPaymentRow:
    return own_payment_row(payment) if person.audience == CUSTOMER else payment_row(payment)

"""Where customers are paid: accounts by two people, and payouts that came back (PO-25, PO-26)."""

from collections.abc import Callable
from typing import cast

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.found import customer_in
from chalicelib.actions.orders.journaled import journaled
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders import payee
from chalicelib.domain.orders.payee import Payee
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.orders import to_payee
from chalicelib.store.table import name_of
from chalicelib.views.orders.payee import AccountEntered, PayeeView, payee_view
from chalicelib.views.parts import to_json


def show(desk: Desk, customer_id: OutsideID) -> PayeeView:
    """Where a customer is paid."""
    known = _payee_in(desk.gather(_keys(customer_id)), desk, customer_id)
    return payee_view(known, desk.context)


def enter_account(
    customer_id: OutsideID, kind: str, number: str, holder: str
) -> PlainAction[AccountEntered]:
    """Writes a new account down, which a second person confirms (PO-26)."""
    entering = _changing(
        customer_id,
        lambda known, context: payee.enter_account(known, kind, number, holder, context),
        is_entered=True,
    )
    return cast(PlainAction[AccountEntered], entering)


def confirm_account(customer_id: OutsideID, account_id: str) -> PlainAction[PayeeView]:
    """Says, as a second person, that an account is right (PO-26)."""
    return _changing(
        customer_id, lambda known, context: payee.confirm_account(known, account_id, context)
    )


def clear_returns(customer_id: OutsideID) -> PlainAction[PayeeView]:
    """Says that Finance has looked at what came back, so that payouts go on (PO-26)."""
    return _changing(customer_id, payee.look_at_returns)


def _changing(
    customer_id: OutsideID, step: Callable[[Payee, Context], Payee], *, is_entered: bool = False
) -> PlainAction[PayeeView]:
    def action(desk: Desk) -> PlainDecision[PayeeView]:
        known = _payee_in(desk.gather(_keys(customer_id)), desk, customer_id)
        desk.require_version(known.version, lambda: payee_view(known, desk.context))
        kept, writes = journaled(known, step(known, desk.context), desk.hand)
        view = payee_view(kept, desk.context)
        answer = Answer(200, to_json(view), kept.version)
        if is_entered:
            made: AccountEntered = {**view, "accountID": kept.accounts[-1].account_id}
            place = f"/api/customer/{kept.customer_id}/payee"
            answer = Answer(201, to_json(made), kept.version, place)
        return Decision(writes, answer, would_be(view), {CUSTOMER: kept.customer_id})

    return action


def _keys(customer_id: OutsideID) -> list[keys.Key]:
    return [keys.customer(customer_id), keys.payee(customer_id)]


def _payee_in(found: dict[str, Item], desk: Desk, customer_id: OutsideID) -> Payee:
    """Where a customer is paid, of what was read; `NotFound` for those who may not know of it."""
    customer = customer_in(found, desk, customer_id)
    item = found.get(name_of(keys.payee(customer_id)))
    return to_payee(item) if item else Payee(customer.customer_id)

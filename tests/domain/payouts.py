"""Steps of payouts, for the tests of the domain."""

from collections.abc import Callable
from functools import cache

from chalicelib.domain.disputes.events import Event, record
from chalicelib.domain.orders import payouts
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.payee import Payee, confirm_account, enter_account
from chalicelib.errors import RedressError
from tests.domain.order_samples import START, context, paid


@cache
def payee() -> Payee:
    """Carl's account, entered by one and confirmed by another."""
    entered = enter_account(Payee("C-1"), "upi", "carl@okbank", "Carl", context("agent"))
    return confirm_account(entered, entered.accounts[0].account_id, context("manager"))


def sent(case: OrderCase | None = None, hours: float = 4) -> OrderCase:
    case = case or paid()
    return payouts.send(case, case.work.payouts[-1].payout_id, payee(), context("finance", hours))


def last_id(case: OrderCase) -> str:
    return case.work.payouts[-1].payout_id


def events_of(case: OrderCase) -> tuple[Event, ...]:
    return record(None, case.dispute, case.changes, fresh_actor(), START)[1]


def fresh_actor():
    return context("finance").actor


def why_not(verb: Callable[[OrderCase], object], case: OrderCase) -> str | None:
    """Why not, or None."""
    try:
        verb(case)
    except RedressError as error:
        return error.code
    return None

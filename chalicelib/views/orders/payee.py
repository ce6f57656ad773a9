"""Where a customer is paid, as the staff sees it: numbers shortened (PO-26)."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.payee import (
    Account,
    Payee,
    check_confirmable,
    check_enterable,
    check_stopped,
)
from chalicelib.domain.orders.references import ACCOUNTS
from chalicelib.views.answers import Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import ChoiceView, choice_view, instant


class AccountView(TypedDict):
    """An account; used once a second person has confirmed it."""

    accountID: str
    kind: Annotated[str, one_of(*ACCOUNTS)]
    number: Annotated[str, meaning("Shortened, so that it is told from another one.")]
    holder: str
    enteredBy: str
    enteredAt: Moment
    confirmedBy: str | None
    confirmedAt: Moment | None
    isBarred: Annotated[bool, meaning("A payout came back from it, so none goes there again.")]
    returnCode: Annotated[str | None, meaning("What the bank said of that payout.")]
    returnedAt: Moment | None
    actions: list[ChoiceView]


class ReturnView(TypedDict):
    """A payout that came back."""

    payoutID: str
    code: Annotated[str, meaning("What the bank said.")]
    at: Moment


class PayeeView(TypedDict):
    """Where a customer is paid."""

    customerID: OutsideID
    accounts: list[AccountView]
    usedAccountID: Annotated[str | None, meaning("The account that money is sent to.")]
    isStopped: Annotated[bool, meaning("Too many payouts came back; Finance has to look first.")]
    returns: list[ReturnView]
    actions: list[ChoiceView]
    version: int


class AccountEntered(PayeeView):
    """Where a customer is paid, once somebody has entered an account."""

    accountID: NotRequired[Annotated[str, meaning("The one; a dry run enters none.")]]


def payee_view(payee: Payee, context: Context) -> PayeeView:
    """Where a customer is paid, and what this person can do about it (X-02)."""
    attempts = {
        "enterAccount": lambda: check_enterable(context),
        "clearReturns": lambda: check_stopped(payee, context),
    }
    return {
        "customerID": payee.customer_id,
        "accounts": [_account(payee, one, context) for one in payee.accounts],
        "usedAccountID": payee.usable.account_id if payee.usable else None,
        "isStopped": payee.is_stopped,
        "returns": [
            {"payoutID": one.payout_id, "code": one.code, "at": instant(one.at)}
            for one in payee.returns
        ],
        "actions": [choice_view(choice(name, attempt)) for name, attempt in attempts.items()],
        "version": payee.version,
    }


def _account(payee: Payee, account: Account, context: Context) -> AccountView:
    name = account.account_id
    back = next((one for one in payee.returns if one.payout_id == account.barred_by), None)
    return {
        "accountID": name,
        "kind": account.kind,
        "number": account.masked,
        "holder": account.holder,
        "enteredBy": account.entered_by_name,
        "enteredAt": instant(account.entered_at),
        "confirmedBy": account.confirmed_by_name,
        "confirmedAt": instant(account.confirmed_at),
        "isBarred": account.barred_by is not None,
        "returnCode": back.code if back else None,
        "returnedAt": instant(back.at) if back else None,
        "actions": [
            choice_view(choice("confirm", lambda: check_confirmable(payee, name, context)))
        ],
    }

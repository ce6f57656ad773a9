"""Payouts: in their case, in Finance's lists, and for their customer (PO-25)."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.choices import payout_choices
from chalicelib.domain.orders.listed_payout import ListedPayout
from chalicelib.domain.orders.payee import Payee
from chalicelib.domain.orders.payouts import account_of
from chalicelib.domain.orders.work import CANCELLED, CONFIRMED, INSTRUCTED, RETURNED, SENT, Payout
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.views.answers import Amount, Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import ChoiceView, choice_view, instant

PayoutStatus = Annotated[str, one_of(INSTRUCTED, SENT, CONFIRMED, RETURNED, CANCELLED)]


class TellingView(TypedDict):
    """A file by which the bank was told of a payout: who took it, and where it pays to."""

    fileID: str
    at: Moment
    by: str
    account: str | None
    accountID: str


class UnsentView(TypedDict):
    """That one of Finance says that a payout never left; a second one confirms it (PO-12)."""

    by: str
    at: Moment
    reason: str


class PayoutPart(TypedDict):
    """Where a payout goes, and what can be done about it (X-02)."""

    files: Annotated[
        list[TellingView],
        meaning("By which the bank was told of it, until it says something; the latest last."),
    ]
    unsent: UnsentView | None

    account: Annotated[str | None, meaning("The number of where it goes, or went, shortened.")]
    accountID: Annotated[
        str | None, meaning("Named when it is sent, so that it goes nowhere else.")
    ]
    actions: list[ChoiceView]


class PayoutView(PayoutPart):
    """Money that the platform pays to the customer (PO-25)."""

    payoutID: str
    decisionID: str
    amount: Amount
    status: PayoutStatus
    instructedAt: Moment
    sentAt: Moment | None
    taskAt: Annotated[Moment | None, meaning("When it is a task that it is not confirmed.")]
    confirmedAt: Moment | None
    returnedAt: Moment | None
    reference: str | None
    returnCode: str | None
    isClaimedBack: bool


class OwnPayout(TypedDict):
    """A payout as its customer sees it."""

    amount: Amount
    status: PayoutStatus
    at: Moment


class PayoutRow(PayoutPart):
    """A payout in Finance's lists (PO-25)."""

    payoutID: str
    disputeID: str
    orderID: OutsideID
    customerID: OutsideID
    customer: str
    amount: Amount
    currency: str
    status: PayoutStatus
    since: Moment
    taskAt: Moment | None
    reference: str | None
    returnCode: str | None


def payout_row(case: OrderCase, payout: ListedPayout, payee: Payee, context: Context) -> PayoutRow:
    """A payout in Finance's lists, with what this person can do about it (X-02)."""
    known = case.work.payout(payout.payout_id)
    assert known, "a payout is listed with what its dispute has of it"
    return {
        "payoutID": payout.payout_id,
        "disputeID": payout.dispute_id,
        "orderID": payout.order_id,
        "customerID": payout.parties[CUSTOMER],
        "customer": payout.customer_name,
        "amount": to_number(payout.amount, payout.currency),
        "currency": payout.currency,
        "status": payout.status,
        "since": instant(payout.at),
        "taskAt": instant(payout.task_at),
        "reference": payout.reference,
        "returnCode": payout.return_code,
        **_payout_part(case, known, payee, context),
    }


def payout_view(
    case: OrderCase, payout: Payout, payee: Payee | None, context: Context
) -> PayoutView:
    """A payout in its case, with what this person can do about it (X-02)."""
    return {
        "payoutID": payout.payout_id,
        "decisionID": payout.decision_id,
        "amount": case.number(payout.amount),
        "status": payout.status,
        "instructedAt": instant(payout.instructed_at),
        "sentAt": instant(payout.sent_at),
        "taskAt": instant(payout.task_at),
        "confirmedAt": instant(payout.confirmed_at),
        "returnedAt": instant(payout.returned_at),
        "reference": payout.reference,
        "returnCode": payout.return_code,
        "isClaimedBack": payout.is_claimed_back,
        **_payout_part(case, payout, payee, context),
    }


def _payout_part(
    case: OrderCase, payout: Payout, payee: Payee | None, context: Context
) -> PayoutPart:
    account = account_of(case, payout, payee)
    told, said = case.told.get(payout.payout_id), payout.unsent
    accounts = {one.account_id: one.masked for one in (payee.accounts if payee else ())}
    return {
        "files": [
            {
                "fileID": one.file_id,
                "at": instant(one.at),
                "by": one.by_name,
                "account": accounts.get(one.account_id),
                "accountID": one.account_id,
            }
            for one in (told.files if told else ())
        ],
        "unsent": {"by": said.by_name, "at": instant(said.at), "reason": said.reason}
        if said
        else None,
        "account": account.masked if account else None,
        "accountID": account.account_id if account else None,
        "actions": [choice_view(one) for one in payout_choices(case, payout, payee, context)],
    }

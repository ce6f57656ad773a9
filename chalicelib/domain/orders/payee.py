"""The payee: to which accounts a customer of the platform is paid, and what came back from them
(PO-25, PO-26).
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID, subject_of
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.references import masked, read_account
from chalicelib.domain.people.person import PAYING, WORKING
from chalicelib.errors import AlreadyDone, NotYet, OwnApproval, no_such
from chalicelib.values import dataclass

STOPPED_AFTER = 3
"""So many returns of one customer stop payouts, until Finance has looked (PO-26)."""


@dataclass(frozen=True)
class Account:
    """An account of a customer; used once a second person has confirmed it."""

    account_id: str
    kind: str
    number: str
    """In the one form of its kind (`references.py`)."""
    holder: str
    entered_by: str
    entered_by_name: str
    entered_at: datetime
    confirmed_by_name: str | None = None
    confirmed_at: datetime | None = None
    barred_by: str | None = None
    """The payout that came back from it, so that none goes there again."""

    @property
    def is_usable(self) -> bool:
        """Whether money may be sent there."""
        return self.confirmed_at is not None and self.barred_by is None

    @property
    def masked(self) -> str:
        """Its number as it is shown."""
        return masked(self.number)


@dataclass(frozen=True)
class Return:
    """A payout that came back."""

    payout_id: str
    code: str
    at: datetime


@dataclass(frozen=True)
class Payee:
    """Where one customer is paid."""

    customer_id: OutsideID
    accounts: tuple[Account, ...] = ()
    returns: tuple[Return, ...] = ()
    looked_at: int = 0
    """How many of the returns Finance has looked at."""
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def usable(self) -> Account | None:
        """The account that money is sent to: the latest that may be used."""
        return next((one for one in reversed(self.accounts) if one.is_usable), None)

    @property
    def is_stopped(self) -> bool:
        """Whether too many payouts came back (PO-26)."""
        return len(self.returns) - self.looked_at >= STOPPED_AFTER

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("payee", self.customer_id)

    def find(self, account_id: str) -> Account:
        """The account of that id; `NotFound` where there is none."""
        found = next((one for one in self.accounts if one.account_id == account_id), None)
        if found is None:
            raise no_such("account", rule="PO-26")
        return found

    def journaled(self) -> dict[str, Any]:
        """What its journal tells, numbers shortened."""
        return {
            "accounts": [
                {
                    "accountID": one.account_id,
                    "kind": one.kind,
                    "number": one.masked,
                    "holder": one.holder,
                    "enteredBy": one.entered_by_name,
                    "confirmedBy": one.confirmed_by_name,
                    "barredBy": one.barred_by,
                }
                for one in self.accounts
            ],
            "returns": [[one.payout_id, one.code] for one in self.returns],
            "lookedAt": self.looked_at,
        }

    def with_account(self, account: Account) -> "Payee":
        """The payee with an account as it is now, or a further one."""
        if all(one.account_id != account.account_id for one in self.accounts):
            return replace(self, accounts=(*self.accounts, account), version=self.version + 1)
        accounts = tuple(
            account if one.account_id == account.account_id else one for one in self.accounts
        )
        return replace(self, accounts=accounts, version=self.version + 1)


def enter_account(payee: Payee, kind: str, number: str, holder: str, context: Context) -> Payee:
    """Somebody writes a new account down; a second person confirms it (PO-26).

    `AlreadyDone` for one that is known, also one that money came back from: it is barred for good.
    """
    check_enterable(context)
    read = read_account(kind, number)
    known = next((one for one in payee.accounts if (one.kind, one.number) == (kind, read)), None)
    if known:
        said = "a payout came back from it" if known.barred_by else "it is known"
        raise AlreadyDone(f"The account {known.masked} cannot be entered: {said}.", rule="PO-26")
    account = Account(
        context.new_id(),
        kind,
        read,
        holder,
        context.actor.user_id,
        context.actor.name,
        context.at,
    )
    return payee.with_account(account)


def check_enterable(context: Context) -> None:
    """`Forbidden` unless the person works disputes (X-02)."""
    context.actor.require(WORKING)


def confirm_account(payee: Payee, account_id: str, context: Context) -> Payee:
    """Another person than the one who entered it says that the account is right (PO-26)."""
    account = check_confirmable(payee, account_id, context)
    return payee.with_account(
        replace(account, confirmed_by_name=context.actor.name, confirmed_at=context.at)
    )


def check_confirmable(payee: Payee, account_id: str, context: Context) -> Account:
    """The account, if this person may confirm it (X-02)."""
    context.actor.require(WORKING)
    account = payee.find(account_id)
    if account.confirmed_at or account.barred_by:
        raise AlreadyDone("The account was confirmed.", rule="PO-26")
    if account.entered_by == context.actor.user_id:
        raise OwnApproval("You entered this account; somebody else confirms it.", rule="PO-26")
    return account


def returned(
    payee: Payee, payout_id: str, account_id: str | None, code: str, at: datetime
) -> Payee:
    """The payee after a payout came back: a closed or unknown account gets no other (PO-26)."""
    if any(one.payout_id == payout_id for one in payee.returns):
        return payee
    known = replace(
        payee, returns=(*payee.returns, Return(payout_id, code, at)), version=payee.version + 1
    )
    if account_id is None:
        return known
    account = next((one for one in payee.accounts if one.account_id == account_id), None)
    if account is None or account.barred_by:
        return known
    barred = replace(account, barred_by=payout_id)
    accounts = tuple(barred if one.account_id == account_id else one for one in known.accounts)
    return replace(known, accounts=accounts)


def look_at_returns(payee: Payee, context: Context) -> Payee:
    """Finance has looked at what came back, and payouts go on (PO-26)."""
    check_stopped(payee, context)
    return replace(payee, looked_at=len(payee.returns), version=payee.version + 1)


def check_stopped(payee: Payee, context: Context) -> None:
    """`NotYet` while payouts to the customer go on (X-02)."""
    context.actor.require(PAYING)
    if not payee.is_stopped:
        raise NotYet("Payouts to this customer are not stopped.", rule="PO-26")


def require_account(payee: Payee | None) -> Account:
    """The account that a payout goes to; `NotYet` where there is none, or payouts are stopped."""
    if payee and payee.is_stopped:
        raise NotYet(
            f"{len(payee.returns)} payouts to this customer came back; Finance has to look first.",
            rule="PO-26",
            unblockedBy=["finance"],
        )
    account = payee.usable if payee else None
    if account is None:
        raise NotYet(
            "The customer has no account that was confirmed; one person enters it, another"
            " confirms it.",
            rule="PO-26",
        )
    return account

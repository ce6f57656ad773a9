"""Payouts: sent, confirmed, returned, made anew (PO-25…PO-28). Money moves when a payout is
instructed, and back when it returns: each once, whatever arrives twice.
"""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.base.identifiers import id_out_of
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.bank_file import BankResult
from chalicelib.domain.orders.carrying_out import settled
from chalicelib.domain.orders.case import OrderCase, require_worked, tell
from chalicelib.domain.orders.closing import close_where_done
from chalicelib.domain.orders.effects import FINANCE, move, transfer_of
from chalicelib.domain.orders.lifecycle import CLOSED, RESOLVED, WITHDRAWN, WORKED
from chalicelib.domain.orders.payee import Account, Payee, require_account, returned
from chalicelib.domain.orders.work import (
    CONFIRMED,
    EFFECTIVE,
    INSTRUCTED,
    MAX_PAYOUTS,
    RETURNED,
    SENT,
    Decision,
    Payout,
)
from chalicelib.domain.people.person import CUSTOMER, PAYING, SYSTEM
from chalicelib.domain.wallets.transfer import between
from chalicelib.errors import (
    AccountChanged,
    AlreadyDecided,
    AmountTooLarge,
    InvalidInput,
    NotFound,
    NotYet,
    TooMany,
    no_such,
)
from chalicelib.values import dataclass

BANK = "bank"
"""Whose move it is while a payout is on its way (X-04)."""


@dataclass(frozen=True)
class Seen:
    """Where somebody has seen that a payout goes, and by which of the bank's files."""

    account_id: str | None = None
    file_id: str | None = None


def send(
    case: OrderCase,
    payout_id: str,
    payee: Payee | None,
    context: Context,
    seen: Seen | None = None,
) -> OrderCase:
    """The payout goes to the bank, to the customer's confirmed account, which is the one that the
    bank's file told (PO-25, PO-26); `seen`: what whoever sends it has before the eyes.
    """
    payout, account = check_sendable(case, payout_id, payee, context, seen)
    sent = replace(
        payout,
        status=SENT,
        unsent=None,
        account_id=account.account_id,
        sent_at=context.at,
        task_at=case.terms.payout_task_at(context.at, context.hours),
    )
    text = Sentence(
        "{amount} were sent to the account {account}.",
        amount=case.amount(payout.amount),
        account=account.masked,
    )
    return waiting(_told(case, payout, sent, "payoutSent", text), BANK, context)


def check_sendable(
    case: OrderCase,
    payout_id: str,
    payee: Payee | None,
    context: Context,
    seen: Seen | None = None,
) -> tuple[Payout, Account]:
    """The payout and the account that it goes to (X-02).

    `AccountChanged` where the bank was told another account than the customer has by now, unless
    that one is named; or where another one is named than it goes to. Of several files, the one that
    is named is the one that it went by.
    """
    context.actor.require(PAYING)
    payout = found_payout(case, payout_id)
    _require(payout, INSTRUCTED)
    account = require_account(payee)
    account_id = seen.account_id if seen else None
    told = _told_account(case, payout_id, payee, seen) or account
    if told != account and account_id != told.account_id:
        raise AccountChanged(
            f"The bank's file pays to {told.masked}; by now the customer's account is"
            f" {account.masked}. Take the file anew, or say that it went to {told.masked}.",
            accountID=told.account_id,
        )
    if account_id not in (None, told.account_id):
        raise AccountChanged(
            f"It goes to {told.masked} by now. Look it over and send it again.",
            accountID=told.account_id,
        )
    if not told.is_usable:
        raise NotYet(
            f"A payout came back from {told.masked}, so none goes there. Take the file anew.",
            rule="PO-26",
        )
    return payout, told


def check_sendable_as_told(
    case: OrderCase, payout_id: str, payee: Payee | None, context: Context
) -> tuple[Payout, Account]:
    """The same for one that goes to the account of the bank's file, though the customer has another
    one by now (X-02).
    """
    told = _told_account(case, payout_id, payee)
    found = check_sendable(case, payout_id, payee, context, Seen(told.account_id) if told else None)
    if told is None or payee is None or told == payee.usable:
        raise NotYet("The bank was told no other account than the customer's.", rule="PO-26")
    return found


def account_of(case: OrderCase, payout: Payout, payee: Payee | None) -> Account | None:
    """The account that a payout went to, or goes to: what the bank was told, or else the one that
    the customer has; None where it is not known.
    """
    if payee is None:
        return None
    if payout.account_id:
        return next((one for one in payee.accounts if one.account_id == payout.account_id), None)
    return _told_account(case, payout.payout_id, payee) or payee.usable


def confirm(case: OrderCase, payout_id: str, reference: str | None, context: Context) -> OrderCase:
    """The bank, or Finance by hand, says that the money arrived (PO-25, PO-27).

    Said again it changes nothing; `AlreadyDecided` where it was returned.
    """
    payout = check_confirmable(case, payout_id, context)
    if payout.status == CONFIRMED:
        return case
    confirmed = replace(
        payout,
        status=CONFIRMED,
        confirmed_at=context.at,
        reference=reference or payout.reference,
        task_at=None,
    )
    text = Sentence("{amount} arrived with the customer.", amount=case.amount(payout.amount))
    told = _told(case, payout, confirmed, "payoutConfirmed", text)
    return close_where_done(waiting(told, CUSTOMER, context), context)


def check_confirmable(case: OrderCase, payout_id: str, context: Context) -> Payout:
    """The payout that can be told to have arrived, or was (X-02)."""
    _require_bank(context)
    payout = found_payout(case, payout_id)
    _require(payout, SENT, CONFIRMED)
    return payout


def check_returnable(case: OrderCase, payout_id: str, context: Context) -> Payout:
    """The payout that can be told to have come back, or was (X-02)."""
    _require_bank(context)
    payout = found_payout(case, payout_id)
    _require(payout, SENT, CONFIRMED, RETURNED)
    return payout


def bounce(
    case: OrderCase, payout_id: str, code: str, payee: Payee, context: Context
) -> tuple[OrderCase, Payee]:
    """The bank, or Finance by hand, says that the money came back, also after it was confirmed
    (PO-25…PO-27).

    A reversing transfer puts it back, once; the case is in progress again, and the customer is told
    that an account is missing. Said again it changes nothing.
    """
    payout = check_returnable(case, payout_id, context)
    if payout.status == RETURNED:
        return case, payee
    platform, outside, _ = case.wallet_ids
    transfer = transfer_of(
        case,
        id_out_of(f"return:{payout_id}"),
        "payoutReturn",
        between(outside, platform, payout.amount),
        context,
        request_id=payout_id,
        reason=code,
    )
    back = replace(payout, status=RETURNED, returned_at=context.at, return_code=code, task_at=None)
    text = Sentence(
        "{amount} came back from your account. Tell us another one.",
        amount=case.amount(payout.amount),
    )
    paid = replace(case, posted=move(case, transfer))
    known = _told(_reopened(paid, context), payout, back, "payoutReturned", text)
    known = settled(known)
    if known.work.is_worked and not known.work.pending:
        known = replace(known, dispute=known.dispute.waiting(CUSTOMER, context.at, context.hours))
    return known, returned(payee, payout_id, payout.account_id, code, context.at)


def take_result(
    case: OrderCase, result: BankResult, payee: Payee, context: Context
) -> tuple[OrderCase, Payee]:
    """What the bank's file says of a payout, taken over: the same file again changes nothing, also
    where the payout arrived and came back since (PO-27). Another amount is refused.
    """
    payout = found_payout(case, result.end_to_end_id)
    told = (result.amount, result.currency)
    if result.amount is not None and told != (payout.amount, case.dispute.currency):
        raise InvalidInput(
            Sentence("The payout is of {amount}.", amount=case.amount(payout.amount)), rule="PO-27"
        )
    if result.status == CONFIRMED:
        if payout.status == RETURNED and payout.confirmed_at:
            return case, payee
        return confirm(case, result.end_to_end_id, result.reference, context), payee
    if result.status == RETURNED:
        return bounce(case, result.end_to_end_id, result.code or "unknown", payee, context)
    raise InvalidInput(f"A payout is {CONFIRMED} or {RETURNED}.", rule="PO-27")


def instruct_again(
    case: OrderCase, payout_id: str, payee: Payee | None, context: Context
) -> OrderCase:
    """A payout that came back is made anew, for the same decision, to another account (PO-26).

    It needs no other yes: the decision had it, and no more is paid than then.
    """
    payout, decision = check_instructable(case, payout_id, payee, context)
    platform, outside, _ = case.wallet_ids
    anew = Payout(
        payout_id=id_out_of(f"again:{payout_id}"),
        decision_id=decision.decision_id,
        amount=payout.amount,
        instructed_at=context.at,
    )
    transfer = transfer_of(
        case,
        id_out_of(f"payout:{anew.payout_id}"),
        "payout",
        between(platform, outside, anew.amount),
        context,
        request_id=anew.payout_id,
    )
    text = Sentence("{amount} will be paid to you again.", amount=case.amount(anew.amount))
    work = case.work.with_payout(anew)
    work = work.with_decision(replace(decision, payout_id=anew.payout_id))
    told = tell(
        "payoutInstructed",
        text,
        {"status": case.dispute.status},
        journaled(case, anew),
        anew.amount,
        CUSTOMER,
    )
    moved = case.dispute.moved("decide", context.at, context.hours, FINANCE)
    close_at = context.at + timedelta(days=case.terms.close_after_days)
    paid = replace(case, dispute=moved, posted=move(case, transfer))
    return settled(paid.having(replace(work, close_at=close_at), told))


def check_instructable(
    case: OrderCase, payout_id: str, payee: Payee | None, context: Context
) -> tuple[Payout, Decision]:
    """The payout that came back, and its decision, if it can be made anew (X-02)."""
    context.actor.require(PAYING)
    payout = found_payout(case, payout_id)
    _require(payout, RETURNED)
    require_worked(case)
    decision = case.work.decision(payout.decision_id)
    if decision is None or decision.status != EFFECTIVE or decision.payout_id != payout_id:
        raise AlreadyDecided(
            "The decision that it was for holds no more, or was paid.", rule="PO-26"
        )
    if case.work.pending:
        raise NotYet("Another decision waits; it has to end first.", rule="PO-23")
    if len(case.work.payouts) >= MAX_PAYOUTS:
        raise TooMany(f"A dispute has {MAX_PAYOUTS} payouts at most.", rule="PO-26")
    if payout.amount > case.payable_beside(case.work.proved):
        raise AmountTooLarge(
            Sentence(
                "{amount} is more than is left to be paid by now.",
                amount=case.amount(payout.amount),
            ),
            rule="PO-04",
        )
    require_account(payee)
    return payout, decision


def journaled(case: OrderCase, payout: Payout) -> dict[str, object]:
    """A payout as its event tells it."""
    told: dict[str, object] = {
        "payoutID": payout.payout_id,
        "payout": case.number(payout.amount),
        "payoutStatus": payout.status,
    }
    optional = {"reference": payout.reference, "returnCode": payout.return_code}
    return told | {name: value for name, value in optional.items() if value is not None}


def _reopened(case: OrderCase, context: Context) -> OrderCase:
    """The case in progress again, where its order has no other dispute by now (PO-25)."""
    status = case.dispute.status
    is_free = case.place.open_dispute_id in (None, case.dispute.dispute_id)
    if status in WORKED or status == WITHDRAWN or not is_free:
        return case
    assert status in (RESOLVED, CLOSED)
    moved = case.dispute.moved("reopen", context.at, context.hours)
    known = replace(case, dispute=moved)
    return known.with_work(close_at=None, received_at=None)


def _told(case: OrderCase, before: Payout, after: Payout, type_: str, text: Sentence) -> OrderCase:
    change = tell(
        type_, text, journaled(case, before), journaled(case, after), after.amount, CUSTOMER
    )
    return case.having(case.work.with_payout(after), change)


def waiting(case: OrderCase, mover: str, context: Context) -> OrderCase:
    """The case with it being somebody's move, where it only waits for its money (X-04)."""
    if case.dispute.status != RESOLVED:
        return case
    return replace(case, dispute=case.dispute.waiting(mover, context.at, context.hours))


def _require(payout: Payout, *statuses: str) -> None:
    """`AlreadyDecided`, with what became of it, for a payout that is somewhere else (PO-27)."""
    if payout.status in statuses:
        return
    if payout.status == INSTRUCTED:
        raise NotYet("The payout has not been sent yet.", rule="PO-25")
    raise AlreadyDecided(
        f"The payout is {payout.status}.", rule="PO-27", outcome={"status": payout.status}
    )


def _require_bank(context: Context) -> None:
    """Finance, or the product itself where it reads what the bank says."""
    if context.actor is not SYSTEM:
        context.actor.require(PAYING)


def _told_account(
    case: OrderCase, payout_id: str, payee: Payee | None, seen: Seen | None = None
) -> Account | None:
    """The account that the bank was told to pay it to: by the latest file, or by the one that is
    named.
    """
    told = case.told.get(payout_id)
    account_id = told.account_id if told else None
    if seen and seen.file_id:
        by_file = told.find(seen.file_id) if told else None
        if by_file is None:
            raise NotFound("No such file told of the payout.", rule="PO-25")
        account_id = by_file.account_id
    return payee.find(account_id) if payee and account_id else None


def found_payout(case: OrderCase, payout_id: str) -> Payout:
    """The payout of that id; `NotFound` where the case has none."""
    payout = case.work.payout(payout_id)
    if payout is None:
        raise no_such("payout", rule="PO-25")
    return payout

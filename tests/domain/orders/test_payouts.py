"""Payouts, fines, reversals, and how a payout dispute ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from chalicelib.domain.orders import closing, payouts, unsent
from chalicelib.domain.orders.bank_file import (
    COLUMN_ROWS,
    INSTRUCTION_COLUMNS,
    BankResult,
    instruction,
    instruction_row,
    read_columns,
)
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.choices import payout_choices
from chalicelib.domain.orders.escalation import due_now, look_after
from chalicelib.domain.orders.facts import references_of
from chalicelib.domain.orders.listed_payout import listed
from chalicelib.domain.orders.order import merge_order
from chalicelib.domain.orders.payee import (
    Account,
    Payee,
    confirm_account,
    enter_account,
    look_at_returns,
    require_account,
    returned,
)
from chalicelib.domain.orders.payouts import Seen
from chalicelib.domain.orders.telling import Telling, told_by
from chalicelib.domain.orders.work import Payout
from chalicelib.domain.people.person import SYSTEM
from chalicelib.errors import (
    AccountChanged,
    AlreadyDecided,
    AlreadyDone,
    AmountTooLarge,
    DisputeEnded,
    Forbidden,
    InsufficientFunds,
    InvalidInput,
    NotFound,
    NotYet,
    OwnApproval,
)
from tests.domain.order_samples import (
    START,
    answered,
    balances,
    context,
    decided,
    kept,
    order,
    paid,
    raised,
    wallets,
)
from tests.domain.payouts import last_id, payee, sent, why_not


def test_a_payout_goes_from_instructed_to_sent_to_confirmed() -> None:
    """PO-25: no step before the one before it, and by Finance alone."""
    case = paid()
    with pytest.raises(NotYet):
        payouts.confirm(case, last_id(case), "UTR", context("finance", 4))
    with pytest.raises(Forbidden):
        payouts.send(case, last_id(case), payee(), context("agent", 4))
    case = sent(case)
    assert case.work.payouts[-1].task_at == START + timedelta(days=3, hours=4)
    done = payouts.confirm(case, last_id(case), "UTR1", context("finance", 5))
    assert (done.work.payouts[-1].status, done.work.payouts[-1].reference) == ("confirmed", "UTR1")
    assert balances(done) == balances(case)
    assert done.dispute.status == "resolved"
    with pytest.raises(NotFound):
        payouts.confirm(case, "P-0", None, context("finance", 5))


def test_confirming_twice_changes_nothing() -> None:
    """PO-27: by hand and by the bank's file, in whichever order."""
    case = sent()
    done = payouts.confirm(case, last_id(case), "UTR1", context("finance", 5))
    by_file = replace(context("finance", 6), actor=SYSTEM)
    assert payouts.confirm(done, last_id(case), "UTR1", by_file) is done


def test_the_banks_file_twice_moves_money_once() -> None:
    """PO-27: whatever it says; what contradicts is told what happened."""
    case, who = sent(), payee()
    arrived = BankResult(last_id(case), "confirmed", "UTR 9")
    back = BankResult(last_id(case), "returned", code="R03")
    done, _ = payouts.take_result(case, arrived, who, context("finance", 5))
    assert payouts.take_result(done, arrived, who, context("finance", 6))[0] is done
    assert references_of(done) == {"UTR9": "payout"}
    gone, barred = payouts.take_result(done, back, who, context("finance", 7))
    assert barred.accounts[0].barred_by == last_id(case)
    again, still = payouts.take_result(kept(gone), back, barred, context("finance", 8))
    assert (again.posted, again.changes, still) == (None, (), barred)
    assert payouts.take_result(gone, arrived, barred, context("finance", 8)) == (gone, barred)
    bounced, barred = payouts.take_result(case, back, who, context("finance", 7))
    with pytest.raises(AlreadyDecided):
        payouts.take_result(bounced, arrived, barred, context("finance", 8))
    other = replace(arrived, amount=399_999, currency="INR")
    with pytest.raises(InvalidInput, match="The payout is of"):
        payouts.take_result(case, other, who, context("finance", 5))
    with pytest.raises(InvalidInput):
        payouts.take_result(case, replace(back, status="lost"), who, context("finance", 8))


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_a_payout_that_comes_back_is_put_back_once(is_confirmed: bool) -> None:
    """PO-25, PO-27, CK-15: the case is in progress again, the customer is told; a second time
    changes nothing, and who confirms it then is told what happened.
    """
    case, who = sent(), payee()
    if is_confirmed:
        case = payouts.confirm(case, last_id(case), "UTR1", context("finance", 5))
    before = balances(case)
    back, barred = payouts.bounce(case, last_id(case), "R02", who, context("finance", 6))
    assert balances(back)["platform"] == before["platform"] + 400_000
    assert sum(balances(back).values()) == 0
    assert back.dispute.status == "inProgress"
    assert back.order.rest == 400_000
    assert back.dispute.amounts.open == 400_000
    assert back.changes[-1].audience == "customer"
    again, still = payouts.bounce(kept(back), last_id(case), "R02", barred, context("finance", 7))
    assert (again.posted, still) == (None, barred)
    with pytest.raises(AlreadyDecided) as refused:
        payouts.confirm(back, last_id(case), "UTR1", context("finance", 7))
    assert refused.value.extras["outcome"] == {"status": "returned"}


def test_a_closed_dispute_reopens_when_its_payout_comes_back() -> None:
    """PO-25: unless another dispute has the order's place by now; the money is put back anyway."""
    case = sent()
    case = payouts.confirm(case, last_id(case), None, context("finance", 5))
    closed = closing.accept(case, context("customer", 6))
    assert closed.dispute.status == "closed"
    back, _ = payouts.bounce(closed, last_id(case), "R03", payee(), context("finance", 7))
    assert back.dispute.status == "inProgress"
    assert back.order.open_dispute_id == back.dispute.dispute_id
    taken = replace(closed, order=replace(closed.order, open_dispute_id="D-9"))
    stays, _ = payouts.bounce(taken, last_id(case), "R03", payee(), context("finance", 7))
    assert stays.dispute.status == "closed"
    assert stays.order.open_dispute_id == "D-9"
    assert stays.posted is not None


def test_an_account_that_money_came_back_from_gets_no_other() -> None:
    """PO-26: a new one takes two people, and the payout is made anew, once."""
    case = sent()
    back, barred = payouts.bounce(case, last_id(case), "R02", payee(), context("finance", 6))
    back = kept(back)
    with pytest.raises(NotYet, match="no account"):
        payouts.instruct_again(back, last_id(back), barred, context("finance", 7))
    with pytest.raises(AlreadyDone, match="came back"):
        enter_account(barred, "upi", "CARL@okbank", "Carl", context("agent", 7))
    entered = enter_account(barred, "upi", "carl@otherbank", "Carl", context("agent", 7))
    account_id = entered.accounts[-1].account_id
    with pytest.raises(OwnApproval):
        confirm_account(entered, account_id, context("agent", 8))
    with pytest.raises(NotYet):
        payouts.instruct_again(back, last_id(back), entered, context("finance", 8))
    known = confirm_account(entered, account_id, context("manager", 8))
    with pytest.raises(AlreadyDone):
        confirm_account(known, account_id, context("finance", 8))
    again = payouts.instruct_again(back, last_id(back), known, context("finance", 9))
    assert again.dispute.status == "resolved"
    assert [one.status for one in again.work.payouts] == ["returned", "instructed"]
    assert again.order.rest == 0
    assert sum(balances(again).values()) == 0
    first = again.work.payouts[0].payout_id
    with pytest.raises((AlreadyDecided, DisputeEnded)):
        payouts.instruct_again(kept(again), first, known, context("finance", 10))
    sent_again = payouts.send(kept(again), last_id(again), known, context("finance", 10))
    assert sent_again.work.payouts[-1].account_id == account_id


def test_an_account_that_is_not_known_is_told_as_none() -> None:
    """PO-25: a view of a payout never fails for it."""
    sent = Payout("P-1", "E-1", 100, context("finance").at, status="sent", account_id="A-9")
    assert payouts.account_of(raised(), sent, Payee("C-1")) is None
    assert payouts.account_of(raised(), sent, None) is None


def test_three_returns_of_one_customer_stop_payouts() -> None:
    """PO-26: until Finance has looked."""
    who = payee()
    with pytest.raises(NotYet):
        look_at_returns(who, context("finance"))
    for number in range(3):
        who = returned(who, f"P-{number}", None, "R16", START)
    assert returned(who, "P-0", None, "R16", START) is who
    with pytest.raises(NotYet, match="3 payouts") as refused:
        require_account(who)
    assert refused.value.extras["unblockedBy"] == ["finance"]
    with pytest.raises(Forbidden):
        look_at_returns(who, context("agent"))
    assert require_account(look_at_returns(who, context("finance")))


def test_a_payout_that_the_bank_does_not_confirm_is_a_task_and_no_second_payout() -> None:
    """PO-28: once, after three business days."""
    case = sent()
    assert due_now(case, START + timedelta(days=3)) == ()
    (due,) = due_now(case, START + timedelta(days=3, hours=4))
    assert (due.kind, due.role) == ("payoutUnconfirmed", "finance")
    assert last_id(case) in due.text
    done = payouts.confirm(case, last_id(case), None, context("finance", 5))
    assert due_now(done, START + timedelta(days=9)) == ()


def test_the_bank_is_told_of_a_payout_by_its_id() -> None:
    """CK-14: in plain decimals, by the columns of a bank."""
    case, account = sent(), payee().accounts[0]
    told = instruction(listed(case, case.work.payouts[-1]), account)
    assert told.end_to_end_id == last_id(case)
    row = instruction_row(told, {"Ref": "end_to_end_id", "Amt": "amount"})
    assert row == {"Ref": last_id(case), "Amt": "4000.00"}
    assert len(instruction_row(told)) == 7
    assert read_columns([]) == INSTRUCTION_COLUMNS
    assert read_columns(COLUMN_ROWS) == INSTRUCTION_COLUMNS


def test_a_platform_without_money_pays_nothing_and_decides_nothing() -> None:
    """CK-14: the decision is refused whole."""
    case = replace(answered(raised(), "notPaid"), wallets=wallets(platform=100))
    with pytest.raises(InsufficientFunds):
        decided(case, "finance")


def test_only_what_is_not_proved_is_paid_out() -> None:
    """PO-03, CK-08: also where the customer says that nothing came."""
    case = answered(
        raised(), "paidPart", 250_000, reason="Mood", method="upi", reference="312456789012"
    )
    done = decided(case)
    assert done.work.paid == 150_000
    assert done.order.proved == {done.dispute.dispute_id: 250_000}
    assert done.order.rest == 0


def test_a_payout_that_waited_is_no_more_than_is_left_when_it_happens() -> None:
    """PO-04: the order may be worth less by then, or another refund was made."""
    case = decided(answered(raised(amount=300_000), "notPaid"))
    less = replace(case, order=merge_order(case.order, order(290_000), START))
    with pytest.raises(AmountTooLarge):
        less.apply(context("manager", 4))
    with pytest.raises(AmountTooLarge) as refused:
        order().settled_in("D-1", proved=200_000, paid_out=200_001, fined=0)
    assert refused.value.rule == "PO-04"


def test_the_sweep_does_not_come_back_for_what_waits_for_the_bank() -> None:
    """PO-28, PO-38: the time to close is over, and the payout is a task already."""
    by = replace(context("agent", 24 * 9), actor=SYSTEM)
    case = look_after(sent(), [], by)
    assert [one.kind for one in case.work.escalations] == ["payoutUnconfirmed"]
    assert due_now(case, by.at) == ()
    assert case.work.looked_at is None
    done = payouts.confirm(case, last_id(case), None, context("finance", 24 * 10))
    assert done.work.looked_at == done.work.close_at


def test_it_waits_for_finance_then_for_the_bank_then_for_the_customer() -> None:
    """X-04: and for an account once the money came back."""
    case = paid()
    assert case.dispute.waiting_for == "finance"
    case = sent(case)
    assert case.dispute.waiting_for == "bank"
    done = payouts.confirm(case, last_id(case), None, context("finance", 5))
    assert done.dispute.waiting_for == "customer"
    back, _ = payouts.bounce(case, last_id(case), "R02", payee(), context("finance", 5))
    assert back.dispute.waiting_for == "customer"


def moved() -> Payee:
    """A customer who has another account since."""
    [first] = payee().accounts
    last = replace(first, account_id="A-2", number="CARL@OTHERBANK")
    return replace(payee(), accounts=(replace(first, account_id="A-1"), last))


def told(case: OrderCase, account_id: str) -> OrderCase:
    """The case once a file for the bank told of its last payout."""
    telling = Telling("F-1", account_id, context("finance", 3).at, "finance", "Fay Finance")
    return replace(case, told={last_id(case): told_by(last_id(case), None, telling)})


def barred_of(account: Account) -> Account:
    """The account once a payout came back from it."""
    return replace(account, barred_by="P-0")


@pytest.mark.parametrize(
    ("bank_was_told", "seen", "goes_to"),
    [
        (None, None, "A-2"),
        (None, "A-2", "A-2"),
        (None, "A-1", None),
        ("A-2", None, "A-2"),
        ("A-2", "A-1", None),
        ("A-1", None, None),
        ("A-1", "A-2", None),
        ("A-1", "A-1", "A-1"),
    ],
)
def test_a_payout_goes_where_the_bank_was_told_or_nowhere(
    bank_was_told: str | None, seen: str | None, goes_to: str | None
) -> None:
    """PO-25, PO-26: another account than that of the file is never taken unsaid, nor another one
    than whoever sends it has seen.
    """
    case = told(paid(), bank_was_told) if bank_was_told else paid()
    by, payout_id = context("finance", 4), last_id(case)
    if goes_to:
        known = payouts.send(case, payout_id, moved(), by, Seen(seen)).work.payouts[-1]
        assert (known.status, known.account_id) == ("sent", goes_to)
    else:
        with pytest.raises(AccountChanged):
            payouts.send(case, payout_id, moved(), by, Seen(seen))


@pytest.mark.parametrize("who", ["agent", "finance"])
def test_each_choice_of_a_payout_is_what_its_verb_does(who: str) -> None:
    """X-02: in every state of it."""
    by, account, other = context(who, 9), payee(), context("finance2", 8)
    case = sent()
    back, barred = payouts.bounce(case, last_id(case), "R02", payee(), context("finance", 6))
    entered = enter_account(barred, "upi", "carl@otherbank", "Carl", context("agent", 7))
    fresh = confirm_account(entered, entered.accounts[-1].account_id, context("manager", 8))
    verbs: dict[str, Callable[[OrderCase, Payee], object]] = {
        "send": lambda case, to: payouts.send(case, last_id(case), to, by),
        "sendAsTold": lambda case, to: payouts.send(
            case, last_id(case), to, by, Seen(case.told[last_id(case)].account_id)
        ),
        "confirm": lambda case, to: payouts.confirm(case, last_id(case), None, by),
        "return": lambda case, to: payouts.bounce(case, last_id(case), "R02", to, by),
        "instructAgain": lambda case, to: payouts.instruct_again(case, last_id(case), to, by),
        "sayUnsent": lambda case, to: unsent.say_unsent(case, last_id(case), "Lost.", by),
        "confirmUnsent": lambda case, to: unsent.confirm_unsent(case, last_id(case), by),
    }
    first, last = moved().accounts
    lost = told(paid(), "A-1")
    for known, to in (
        (paid(), account),
        (told(paid(), "A-2"), moved()),
        (told(paid(), "A-1"), moved()),
        (told(paid(), "A-1"), replace(moved(), accounts=(barred_of(first), last))),
        (case, account),
        (unsent.say_unsent(lost, last_id(lost), "Lost.", other), moved()),
        (kept(back), barred),
        (kept(back), fresh),
    ):
        for one in payout_choices(known, known.work.payouts[-1], to, by):
            tellings = {one.account_id for one in known.told.values()}
            if one.name == "sendAsTold" and tellings in (set(), {"A-2"}):
                assert not one.allowed, "the plain way is the same"
                continue
            refusal = why_not(partial(verbs[one.name], to=to), known)
            assert one.allowed == (refusal is None), one

"""How a payout dispute is reversed, and how it ends (CK-15, PO-12, PO-19, PO-37, PO-38)."""

from dataclasses import replace

import pytest

from chalicelib.domain.orders import closing, payouts, reversal
from chalicelib.domain.people.person import SYSTEM
from chalicelib.errors import (
    AlreadyDecided,
    AlreadyDone,
    DisputeEnded,
    DisputeOpen,
    Forbidden,
    IllegalMove,
    InvalidInput,
    NotYet,
)
from tests.domain.order_samples import answered, balances, context, decided, kept, paid, raised
from tests.domain.payouts import last_id, sent

# --- reversal


def test_reversing_takes_each_effect_back_by_its_own_entry() -> None:
    """PO-12: fine and a payout that was not sent; the entries of before stay as they were."""
    case = paid()
    before = balances(answered(raised(), "notPaid"))
    with pytest.raises(Forbidden):
        reversal.reverse(case, None, "Wrong vendor.", context("agent", 5))
    with pytest.raises(InvalidInput):
        reversal.reverse(case, None, "", context("manager", 5))
    back = reversal.reverse(case, None, "Wrong vendor.", context("manager", 5))
    assert balances(back) == before
    assert len(back.posted.entries) == 4
    assert back.standing.against == ()
    assert back.dispute.status == "inProgress"
    assert back.order.rest == 400_000
    assert back.work.payouts[-1].status == "cancelled"
    decision_id = back.work.decisions[-1].decision_id
    with pytest.raises(AlreadyDecided):
        reversal.reverse(kept(back), decision_id, "Again.", context("manager", 6))


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_a_payout_that_has_left_is_owed_by_the_customer(is_confirmed: bool) -> None:
    """PO-12: the fine goes back, the payout stays and is claimed back."""
    case = sent()
    if is_confirmed:
        case = payouts.confirm(case, last_id(case), None, context("finance", 5))
    back = reversal.reverse(kept(case), None, "The proof came late.", context("manager", 6))
    assert back.work.payouts[-1].is_claimed_back
    assert balances(back)["vendor"] == 100_000
    assert balances(back)["outside"] == balances(case)["outside"]
    assert back.order.paid_out == {back.dispute.dispute_id: 400_000}
    assert any("to be paid back" in one.text for one in back.changes)


def test_only_the_decision_that_is_named_is_taken_back() -> None:
    """PO-12: another one of the same dispute keeps its effects."""
    case = kept(decided(answered(raised(), "denies")))
    hold = case.work.decisions[-1]
    case = kept(
        decided(case, "manager", 4, row_id="unjustifiedReduction", note="The bank shows nothing.")
    )
    back = reversal.reverse(case, hold.decision_id, "It was reached.", context("manager", 5))
    at = context("manager", 5).at
    assert back.standing.level_at(at) == "active"
    assert back.standing.is_flagged(at)
    assert back.work.paid == 400_000


# --- how it ends


def test_the_customer_closes_it_once_the_bank_has_confirmed() -> None:
    """CK-15, PO-38: said before, it is closed as soon as the money has arrived."""
    case = closing.accept(sent(), context("customer", 5))
    assert case.dispute.status == "resolved"
    with pytest.raises(AlreadyDone):
        closing.accept(case, context("customer", 5))
    closed = payouts.confirm(case, last_id(case), None, context("finance", 6))
    assert closed.dispute.status == "closed"
    assert closed.order.open_dispute_id is None
    with pytest.raises(AlreadyDone):
        closing.accept(closed, context("customer", 7))


def test_time_closes_what_nobody_objects_to_but_no_unconfirmed_payout() -> None:
    """CK-15, PO-37, PO-38: once, by whoever came first."""
    late = replace(context("agent", 24 * 8), actor=SYSTEM)
    case = sent()
    assert closing.expire(case, late) is case
    done = payouts.confirm(case, last_id(case), None, context("finance", 5))
    assert closing.expire(done, replace(context("agent", 24 * 6), actor=SYSTEM)) is done
    closed = closing.expire(done, late)
    assert closed.dispute.status == "closed"
    assert closing.expire(closed, late) is closed
    with pytest.raises(AlreadyDone):
        closing.accept(closed, context("customer", 24 * 8))
    accepted = closing.accept(done, context("customer", 6))
    assert closing.expire(accepted, late) is accepted


def test_the_customer_objects_in_time_and_with_a_reason() -> None:
    """PO-19, PO-37: the staff may later too; nobody where another dispute has the order."""
    done = decided(answered(raised(), "paidFull", method="upi", reference="312456789012"))
    with pytest.raises(InvalidInput):
        closing.reopen(done, context("customer", 5))
    with pytest.raises(Forbidden):
        closing.reopen(done, context("vendor", 5), "No")
    back = closing.reopen(done, context("customer", 5), "Not received.")
    assert back.dispute.status == "inProgress"
    assert back.work.close_at is None
    with pytest.raises(NotYet):
        closing.reopen(done, context("customer", 24 * 8), "Not received.")
    assert closing.reopen(done, context("agent", 24 * 8), "Asked.").dispute.status == "inProgress"
    closed = closing.accept(done, context("customer", 6))
    taken = replace(closed, order=replace(closed.order, open_dispute_id="D-9"))
    with pytest.raises(DisputeOpen):
        closing.reopen(taken, context("customer", 7), "Not received.")
    with pytest.raises((IllegalMove, DisputeEnded)):
        closing.reopen(back, context("customer", 7), "Again.")

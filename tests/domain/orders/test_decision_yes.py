"""Effects of a decision beforehand, and whose yes it needs (CK-08, CK-12, PO-05, PO-06, X-03)."""

import pytest

from chalicelib.domain.approvals import answers, rounds
from chalicelib.domain.orders import claim, decisions
from chalicelib.domain.orders.facts import Findings, facts_of
from chalicelib.domain.orders.work import EFFECTIVE, PAID_LESS, PENDING
from chalicelib.errors import AboveCreditLimit, AlreadyDecided, Forbidden
from tests.domain.order_samples import answered, balances, context, decided, kept, order, raised


def test_a_preview_tells_all_effects_and_changes_nothing() -> None:
    """X-03, PO-29: payout, fine and debt, how the vendor stands, mails, approvals."""
    case = answered(raised(about=order(1_000_000)), "notPaid")
    _, decision, effects = decisions.preview(case, Findings(), context("agent", 3))
    assert (effects.payout, effects.fine.amount, effects.fine.owed) == (1_000_000, 100_000, 0)
    assert effects.approvals == ("approver", "finance")
    assert effects.resolves
    assert ("vendor", "outcome") in effects.mails
    assert case.work.decisions == ()
    assert decision.missing == ("approver", "finance")


def test_a_payout_above_the_own_limit_waits_for_the_manager() -> None:
    """CK-08: nothing has happened before; the approvals that stand ask for it."""
    case = decided(answered(raised(amount=300_000), "notPaid"))
    assert case.work.pending.missing == ("approver",)
    assert case.work.round.is_active
    assert case.posted is None
    assert case.order.rest == 400_000
    assert case.dispute.shares.asked_for == 300_000
    with pytest.raises(AboveCreditLimit):
        case.require_limit(case.total, context("agent", 4))
    done = case.apply(context("manager", 4))
    assert done.work.decisions[-1].status == EFFECTIVE
    assert balances(done)["platform"] == 10_000_000 - 300_000 + 40_000


def test_the_approvals_that_stand_ask_for_a_payout() -> None:
    """CK-08, CU-15: level by level, and the answer that is enough makes it happen, once."""
    case = decided(answered(raised(amount=300_000), "notPaid"))
    asked_one = rounds.ask(case, context("agent", 4))
    steps = asked_one.work.round.steps
    (place,) = (place for place, step in enumerate(steps, 1) if step.status == "asked")
    assert [one.name for one in steps[place - 1].asked] == ["Max"]
    by = context("manager", 5)
    done = answers.answer(asked_one, 1, place, "approve", None, by)
    assert done.work.round.status == "approved"
    assert done.work.decisions[-1].status == EFFECTIVE
    assert done.dispute.status == "resolved"
    with pytest.raises(AlreadyDecided):
        answers.answer(kept(done), 1, place, "approve", None, by)
    refused = answers.answer(asked_one, 1, place, "reject", "Not yet.", by)
    assert refused.work.decisions[-1].refusal == "Not yet."
    assert refused.posted is None
    recalled = answers.recall(asked_one, 1, context("agent", 5))
    assert recalled.work.decisions[-1].status == "refused"


def test_finance_is_needed_for_high_value_whatever_the_manager_decides() -> None:
    """CK-12, PO-06, PO-23: the one who is still missing is named."""
    case = decided(answered(raised(about=order(500_000)), "notPaid"), "manager")
    assert case.work.pending.missing == ("approver", "finance")
    agreed = case.apply(context("manager", 4))
    assert agreed.work.pending.missing == ("finance",)
    assert agreed.dispute.waiting_for == "finance"
    assert agreed.posted is None
    with pytest.raises(Forbidden):
        decisions.sign(agreed, context("manager", 5))
    done = decisions.sign(agreed, context("finance", 5))
    assert done.work.decisions[-1].status == EFFECTIVE
    assert [one.by_name for one in done.work.decisions[-1].signed] == ["Fay"]
    at_once = case.apply(context("finance", 4))
    assert at_once.work.pending is None


@pytest.mark.parametrize(
    ("value", "currency", "is_high"),
    [(500_000, "INR", True), (499_999, "INR", False), (100, "KWD", True)],
)
def test_the_limit_of_high_value_is_exact(value: int, currency: str, is_high: bool) -> None:
    """PO-06: 5,000.00 asks Finance, 4,999.99 does not, a currency without a limit always does."""
    case = raised(about=order(value, currency=currency))
    assert (facts_of(case)["amount"] == "high") == is_high


def test_claims_of_one_customer_on_one_vendor_count_together() -> None:
    """PO-05: twice 4,999.00 asks Finance."""
    case = raised(about=order(499_900), related=499_900)
    assert facts_of(case)["amount"] == "high"


def test_a_refused_payout_leaves_nothing_behind() -> None:
    """CK-08: the decision says why, and another can be made."""
    case = decided(answered(raised(amount=300_000), "notPaid"))
    back = case.put_back("Ask the vendor first.", context("manager", 4))
    assert back.work.pending is None
    assert back.work.decisions[-1].refusal == "Ask the vendor first."
    assert back.order.rest == 400_000
    assert back.standing == case.standing
    again = decided(back, "finance", 5)
    assert again.dispute.status == "resolved"


def test_another_claim_sets_a_waiting_decision_aside() -> None:
    """PO-03: it was about the claim of before."""
    case = decided(answered(raised(amount=300_000), "notPaid"))
    assert case.work.decisions[-1].status == PENDING
    changed = claim.change_claim(case, claim.NewClaim(PAID_LESS, 100_000), context("customer", 4))
    assert changed.work.pending is None
    assert changed.dispute.reason == "the vendor paid less than billed"
    done = decided(changed, "finance", 5)
    assert [one.amount for one in done.work.payouts] == [100_000]


def test_what_was_decided_is_kept_for_who_reads_it_next() -> None:
    """CK-14: the case stays whole when it is read again."""
    case = kept(decided(answered(raised(), "notPaid"), "finance"))
    assert case.order.open_dispute_id == case.dispute.dispute_id
    assert case.work.close_at is not None

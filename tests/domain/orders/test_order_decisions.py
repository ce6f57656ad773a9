"""Deciding payout disputes by each row of the table (CK-05…CK-09, PO-39)."""

import pytest

from chalicelib.domain.orders import contact
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.choices import choices
from chalicelib.domain.orders.decision_table import STANDARD_TABLE, read_table, table_rows
from chalicelib.domain.orders.facts import NOTHING_FOUND, Findings, Use, facts_of
from chalicelib.domain.orders.work import INSTRUCTED, PAID_LESS
from chalicelib.errors import Forbidden, IllegalMove, InvalidInput, NotYet
from tests.domain.order_samples import (
    answered,
    asked,
    balances,
    context,
    decided,
    note,
    order,
    raised,
)

UPI = {"method": "upi", "reference": "3124 5678 9012"}


def test_full_payment_with_a_reference_resolves_and_moves_nothing() -> None:
    """CK-05: no payout, no fine, no mark on the vendor."""
    case = answered(raised(), "paidFull", **UPI)
    done = decided(case)
    assert done.dispute.status == "resolved"
    assert done.posted is None
    assert done.standing == case.standing
    assert done.order.proved == {done.dispute.dispute_id: 400_000}
    assert done.order.rest == 0
    assert done.dispute.amounts.declined == 400_000


def test_full_payment_that_the_customer_confirms_is_proved() -> None:
    """CK-05: the customer's word is proof too."""
    case = answered(raised(), "paidFull", method="cash")
    case = contact.confirm_received(case, 400_000, context("customer", 2))
    assert decided(case).work.decisions[-1].row_id == "paidInFull"


def test_no_payment_is_paid_by_the_platform_and_fined_in_one_transfer() -> None:
    """CK-06, CK-14: the platform's wallet is touched twice, and all come to nothing."""
    case = answered(raised(), "notPaid")
    done = decided(case, "finance")
    assert done.dispute.status == "resolved"
    assert balances(done) == {
        "platform": 10_000_000 - 400_000 + 40_000,
        "vendor": 60_000,
        "outside": -10_100_000 + 400_000,
    }
    assert sum(balances(done).values()) == 0
    platform = done.wallet_ids[0]
    assert [one.wallet_id for one in done.posted.entries].count(platform) == 2
    assert done.order.paid_out == {done.dispute.dispute_id: 400_000}
    (payout,) = done.work.payouts
    assert (payout.status, payout.amount) == (INSTRUCTED, 400_000)
    assert done.dispute.amounts.credited == 400_000
    assert len(done.standing.against) == 1


def test_a_justified_reduction_needs_a_note_that_the_customer_never_sees() -> None:
    """CK-07, PO-18: resolved, with an internal note."""
    about = order(notes=(note(-48),))
    case = answered(
        raised(PAID_LESS, 150_000, about), "paidPart", 250_000, reason="Screen broken", method="upi"
    )
    with pytest.raises(InvalidInput) as refused:
        decided(case)
    assert refused.value.rule == "CK-07"
    done = decided(case, note="The screen was broken, as noted.")
    assert done.dispute.status == "resolved"
    assert not done.work.payouts
    told = [one for one in done.changes if one.audience != "staff"]
    assert told
    assert not any("screen" in f"{one.text}{one.after}".lower() for one in told[-2:])


def test_an_unjustified_reduction_is_paid_and_flags_the_vendor() -> None:
    """CK-08: the platform pays the balance, and fines nothing."""
    case = answered(raised(PAID_LESS, 150_000), "paidPart", 250_000, reason="Mood", method="upi")
    done = decided(case)
    assert [one.amount for one in done.work.payouts] == [150_000]
    assert done.standing.is_flagged(context("agent", 3).at)
    assert done.standing.level_at(context("agent", 3).at) == "active"
    assert balances(done)["vendor"] == 100_000
    assert done.order.settled == 400_000


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        ("denies", {}),
        ("paidFull", {"method": "upi"}),
        ("paidPart", {"amount": 1000, "reason": "Mood", "method": "upi"}),
    ],
)
def test_who_denies_or_does_not_prove_goes_on_hold_and_the_manager_decides(
    verdict: str, told: dict
) -> None:
    """CK-09, PO-14: nothing resolves by itself."""
    done = decided(answered(raised(), verdict, **told))
    at = context("agent", 3).at
    assert done.dispute.status == "inProgress"
    assert done.dispute.waiting_for == "manager"
    assert done.standing.level_at(at) == "hold"
    assert done.standing.max_leads_at(at, 40) == 0
    assert not done.work.payouts
    assert done.posted is None


def test_only_a_person_finds_a_vendor_unreachable_and_after_enough_attempts() -> None:
    """CK-09: attempts alone, or a finding alone, are not enough."""
    case = asked(raised())
    found = Findings(is_unreachable=True)
    with pytest.raises(NotYet):
        decided(case, findings=found)
    for hours in (1, 2):
        case = contact.log_attempt(case, "call", None, context("agent", hours))
    with pytest.raises(NotYet):
        decided(case)
    done = decided(case, findings=found)
    assert done.work.decisions[-1].row_id == "unreachable"
    assert done.standing.level_at(context("agent", 3).at) == "hold"


def test_cash_without_proof_is_nobodys_by_rule() -> None:
    """PO-15: the row says so, and a manager may still decide by hand."""
    case = answered(raised(), "paidFull", method="cash")
    with pytest.raises(NotYet, match="Cash, unproved") as refused:
        decided(case)
    assert refused.value.rule == "PO-15"
    assert refused.value.extras["unblockedBy"] == ["manager"]
    done = decided(case, "manager", row_id="notPaid", note="The customer's bank shows nothing.")
    assert done.work.decisions[-1].applied_row_id == "cashUnproved"


def test_a_reference_that_another_case_carries_blocks_until_somebody_says_why() -> None:
    """PO-16: then it counts as proof, and the reason is kept."""
    case = answered(raised(), "paidFull", **UPI)
    uses = (Use("D-9", "answer", "CK-6"),)
    with pytest.raises(NotYet) as refused:
        decided(case, findings=Findings(uses))
    assert refused.value.rule == "PO-16"
    done = decided(case, findings=Findings(uses, "One transfer for two phones."))
    assert done.work.decisions[-1].reuse_reason == "One transfer for two phones."
    assert done.dispute.status == "resolved"


@pytest.mark.parametrize(("hours", "told"), [(1, None), (-48, 1)])
def test_a_note_from_after_the_claim_justifies_nothing(hours: float, told: float | None) -> None:
    """PO-18: nor one that is dated back and came in later; the manager decides, for a reason."""
    about = order(notes=(note(hours, told),))
    case = answered(
        raised(PAID_LESS, 150_000, about), "paidPart", 250_000, reason="Screen", method="upi"
    )
    assert facts_of(case)["note"] == "after"
    with pytest.raises(NotYet):
        decided(case)
    with pytest.raises(InvalidInput):
        decided(case, "manager", row_id="justifiedReduction")
    done = decided(case, "manager", row_id="justifiedReduction", note="Photos agree.")
    assert done.dispute.status == "resolved"


def test_another_row_than_the_one_that_applies_is_a_managers_choice() -> None:
    """CK-09: an agent is told who can."""
    case = answered(raised(), "denies")
    with pytest.raises(Forbidden) as refused:
        decided(case, row_id="notPaid", note="Sure.")
    assert refused.value.extras["unblockedBy"] == ["manager"]


DECIDING = ("decide", "decideUnreachable", "decideReused", "decideOtherwise")


def ways(case: OrderCase, who: str, findings: Findings = NOTHING_FOUND) -> list[str]:
    """How somebody can decide now."""
    found = choices(case, context(who, 3), findings)
    return [one.name for one in found if one.allowed and one.name in DECIDING]


def unanswered() -> OrderCase:
    """One whose vendor is silent, as somebody has tried often enough."""
    case = asked(raised())
    for hours in (1, 2):
        case = contact.log_attempt(case, "call", None, context("agent", hours))
    return case


@pytest.mark.parametrize(
    ("case", "findings", "ways_of_agent"),
    [
        (answered(raised(), "notPaid"), NOTHING_FOUND, ["decide"]),
        (answered(raised(), "denies"), NOTHING_FOUND, ["decide"]),
        (answered(raised(), "paidFull", method="cash"), NOTHING_FOUND, []),
        (
            answered(
                raised(PAID_LESS, 150_000, order(notes=(note(1),))),
                "paidPart",
                250_000,
                reason="Screen",
                **UPI,
            ),
            NOTHING_FOUND,
            [],
        ),
        (asked(raised()), NOTHING_FOUND, []),
        (unanswered(), NOTHING_FOUND, ["decideUnreachable"]),
        (answered(unanswered(), "notPaid"), NOTHING_FOUND, ["decide"]),
        (
            answered(raised(), "paidFull", **UPI),
            Findings((Use("D-9", "answer", "CK-6"),)),
            ["decideReused"],
        ),
        (answered(raised(), "paidFull", **UPI), NOTHING_FOUND, ["decide"]),
    ],
    ids=[
        "notPaid",
        "denies",
        "cash",
        "lateNote",
        "unanswered",
        "unreachable",
        "answeredLate",
        "usedElsewhere",
        "proved",
    ],
)
def test_whatever_applies_somebody_is_offered_a_way_to_decide(
    case: OrderCase, findings: Findings, ways_of_agent: list[str]
) -> None:
    """CK-09, PO-15, PO-16, PO-18, X-02: what nobody decides by rule a manager decides by hand, and
    what only waits for a reason is offered as that.
    """
    assert ways(case, "agent", findings) == ways_of_agent
    assert ways(case, "manager", findings) == [*ways_of_agent, "decideOtherwise"]


def test_what_went_to_the_manager_is_decided_by_hand_once() -> None:
    """CK-09: the hold is not decided twice, and nothing is that has resolved."""
    held = decided(answered(raised(), "denies"))
    assert ways(held, "agent") == []
    assert ways(held, "manager") == ["decideOtherwise"]
    done = decided(held, "manager", row_id="notPaid", note="The bank shows nothing.")
    assert ways(done, "manager") == []


def test_a_change_of_the_table_is_told_before_anybody_decides_by_it() -> None:
    """PO-39: what was shown does not apply any more; a decision keeps its version."""
    case = answered(raised(), "paidFull", **UPI)
    rows = table_rows(STANDARD_TABLE)
    rows[1] |= {"rowID": "paidInFullToo"}
    changed = read_table(rows, version=1)
    later = raised(table=changed)
    later = answered(later, "paidFull", **UPI)
    with pytest.raises(IllegalMove) as refused:
        decided(later, seen=(0, "paidInFull"))
    assert refused.value.rule == "PO-39"
    done = decided(later, seen=(1, "paidInFullToo"))
    assert done.work.decisions[-1].table_version == 1
    assert decided(case, seen=(0, "paidInFull")).work.decisions[-1].table_version == 0

"""Every combination of facts that a case can come to, made as people make it, and what is decided
then (CK-05…CK-09, CK-12, PO-14…PO-18, PO-40).
"""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from chalicelib.domain.orders import contact
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.decision_table import FACTS, STANDARD_TABLE
from chalicelib.domain.orders.facts import Findings, Use, facts_of
from chalicelib.errors import NotYet
from tests.domain.order_samples import answered, asked, context, decided, note, order, raised

PAID = ("paidFull", "paidPart")
COMBINATIONS = [
    facts
    for values in product(*FACTS.values())
    if (facts := dict(zip(FACTS, values, strict=True)))["answer"] in PAID
    or facts["proof"] == "unproved"
]
"""What does not say that it paid proves no payment."""
SAID: dict[str, dict[str, Any]] = {
    "proved": {"method": "upi", "reference": "3124 5678 9012"},
    "usedElsewhere": {"method": "upi", "reference": "3124 5678 9012"},
    "cash": {"method": "cash"},
    "unproved": {"method": "upi"},
}
NOTES = {"before": (note(-48),), "after": (note(1.5),), "none": ()}
VALUES = {"usual": 400_000, "high": 600_000}
WHY = "As it says."


def case_of(facts: dict[str, str]) -> tuple[OrderCase, Findings]:
    """The case to which these facts come, and what whoever decides has found out."""
    case = asked(raised(about=order(VALUES[facts["amount"]])))
    for hours in (1.1, 1.2, 1.3):
        case = contact.log_attempt(case, "call", None, context("agent", hours))
    if facts["answer"] in PAID:
        part = {"amount": 250_000, "reason": "Mood"} if facts["answer"] == "paidPart" else {}
        case = answered(case, facts["answer"], **SAID[facts["proof"]], **part)
    elif facts["answer"] != "none":
        case = answered(case, facts["answer"])
    settled = {"D-0": VALUES[facts["amount"]]} if facts["value"] == "settled" else {}
    about = replace(case.place, notes=NOTES[facts["note"]], paid_out=settled)
    uses = (Use("D-9", "answer", "CK-6"),) if facts["proof"] == "usedElsewhere" else ()
    found = Findings(uses, is_unreachable=facts["attempts"] == "enough")
    return replace(case, order=about), found


@pytest.mark.parametrize("facts", COMBINATIONS, ids=lambda facts: "-".join(facts.values()))
def test_whatever_was_found_out_one_row_says_what_follows(facts: dict[str, str]) -> None:
    """PO-40: the case has just these facts; of what nobody decides by rule nothing comes, and of a
    row what it says: a payout, a fine, a hold, a flag, Finance's yes, and nothing else.
    """
    case, found = case_of(facts)
    assert facts_of(case, found) == facts
    row = STANDARD_TABLE.row_for(facts)
    told = row.effects
    if told.is_by_hand:
        with pytest.raises(NotYet) as refused:
            decided(case, "manager", findings=found, note=WHY)
        assert refused.value.rule == row.rule
        return
    done = decided(case, "finance", findings=found, note=WHY)
    [decision] = done.work.decisions
    assert (decision.row_id, decision.facts, decision.status) == (row.row_id, facts, "effective")
    needs = ("finance",) if facts["amount"] == "high" and told.payout == "balance" else ()
    assert decision.needs == needs
    value = VALUES[facts["amount"]]
    due = value - (250_000 if facts["answer"] == "paidPart" else 0)
    payouts = [due] if told.payout == "balance" else []
    assert [one.amount for one in done.work.payouts] == payouts
    assert decision.fine.amount == (value // 10 if told.fine else 0)
    assert (done.posted is None) == (not payouts and not decision.fine.now)
    at = context("finance", 3).at
    standing = done.vendor_standing
    assert standing.level_at(at) == ("hold" if told.hold else "active")
    assert standing.is_flagged(at) == told.flag
    assert len(standing.against) == told.counts_against
    assert done.dispute.status == ("resolved" if told.resolves else "inProgress")


def test_each_row_is_come_to() -> None:
    """PO-40: no row of the table is there for nothing."""
    hit = {STANDARD_TABLE.row_for(facts).row_id for facts in COMBINATIONS}
    assert hit == {row.row_id for row in STANDARD_TABLE.rows}
    assert len(COMBINATIONS) == (2 * 4 + 3) * 3 * 2 * 2 * 2

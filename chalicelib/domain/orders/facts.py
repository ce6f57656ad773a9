"""The facts of a case, on which the decision table judges it (CK-05…CK-09, PO-14…PO-18)."""

from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.references import CASH, folded
from chalicelib.domain.orders.work import Answer
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Use:
    """That another case or payout carries the same reference (PO-16)."""

    dispute_id: str
    what: str
    """`answer`, or `payout`."""
    order_id: str | None = None


@dataclass(frozen=True)
class Findings:
    """What whoever decides found out beside what the case says."""

    uses: tuple[Use, ...] = ()
    """Where else the vendor's reference is carried, as it was looked up."""
    reuse_reason: str | None = None
    """Why that proves something all the same (PO-16)."""
    is_unreachable: bool = False
    """Whether the vendor was found to be out of reach, which a person says (CK-09)."""


NOTHING_FOUND = Findings()


def facts_of(case: OrderCase, findings: Findings = NOTHING_FOUND) -> dict[str, str]:
    """All facts, as they are now; the table has a row for each combination (PO-40)."""
    work, answer = case.work, final_answer(case)
    left = case.place.left_for(case.dispute.dispute_id) - work.paid
    is_enough = findings.is_unreachable and len(work.attempts) >= case.terms.attempts
    is_high = case.terms.is_high(work.counted_amount, case.dispute.currency)
    return {
        "answer": answer.verdict if answer else "none",
        "proof": _proof(case, answer, findings),
        "note": _note(case),
        "amount": "high" if is_high else "usual",
        "value": "left" if left > 0 else "settled",
        "attempts": "enough" if is_enough else "few",
    }


def final_answer(case: OrderCase) -> Answer | None:
    """What the vendor said for good; a draft is no answer (PO-13)."""
    answer = case.work.answer
    return answer if answer and answer.is_final else None


def references_of(case: OrderCase) -> dict[str, str]:
    """The references that the case carries, in the one form by which another finds them → `answer`
    or `payout` (PO-16).
    """
    work = case.work
    answers = (one for one in (work.answer, *work.late_evidence) if one and one.reference)
    told = {folded(str(one.reference)): "answer" for one in answers}
    return told | {folded(one.reference): "payout" for one in work.payouts if one.reference}


def own_uses(case: OrderCase) -> tuple[Use, ...]:
    """The case's own payouts that carry the reference of the vendor's answer: what the platform
    paid is no payment of the vendor's (PO-16).
    """
    answer = final_answer(case)
    if not answer or not answer.reference:
        return ()
    name, dispute_id = folded(answer.reference), case.dispute.dispute_id
    return tuple(
        Use(dispute_id, "payout", str(case.work.order_id))
        for one in case.work.payouts
        if one.reference and folded(one.reference) == name
    )


def admitted(case: OrderCase) -> int:
    """What the customer says to have got from the vendor, as far as the order has so much to be
    paid.
    """
    work = case.work
    said = max(work.claim.received, work.confirmed or 0)
    return min(said, case.place.left_for(case.dispute.dispute_id))


def proved_amount(case: OrderCase, facts: dict[str, str]) -> int:
    """What the vendor is proved to have paid: what it says, where that is proved, or what the
    customer confirms.
    """
    answer = final_answer(case)
    stated = answer.amount or 0 if answer and facts["proof"] == "proved" else 0
    left = case.place.left_for(case.dispute.dispute_id) - case.work.paid
    return max(0, min(max(stated, admitted(case)), left))


def _proof(case: OrderCase, answer: Answer | None, findings: Findings) -> str:
    """A reference that nothing else carries proves a payment, or the customer does; a screenshot
    alone does not (CK-05, PO-14, PO-15).
    """
    if answer is None or answer.verdict not in ("paidFull", "paidPart"):
        return "unproved"
    if admitted(case) >= (answer.amount or 0):
        return "proved"
    if answer.reference:
        is_elsewhere = bool(findings.uses) and not findings.reuse_reason
        return "usedElsewhere" if is_elsewhere else "proved"
    return "cash" if answer.method == CASH else "unproved"


def _note(case: OrderCase) -> str:
    """Whether the order has a note from before the dispute was raised, or only a later one (PO-18).

    A claim that changes is no younger for it.
    """
    notes = case.place.notes
    if any(one.is_before(case.dispute.raised_at) for one in notes):
        return "before"
    return "after" if notes else "none"

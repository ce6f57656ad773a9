"""Carrying a decision out: all that follows from it, at once (CK-05…CK-09, PO-04)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib.domain.base.identifiers import id_out_of
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.orders.case import OrderCase, require_place, require_worked, tell
from chalicelib.domain.orders.effects import FINANCE, fine_for, posted_for, standing_after
from chalicelib.domain.orders.order import COMPLETED
from chalicelib.domain.orders.outcomes import journaled, told_of, told_of_standing
from chalicelib.domain.orders.work import EFFECTIVE, Decision, EscalationStep, OrderWork, Payout
from chalicelib.errors import AmountTooLarge, NotDisputable


def carry_out(case: OrderCase, decision: Decision, context: Context) -> OrderCase:
    """All effects of a decision at once: they are written in one transaction."""
    _require_possible(case, decision)
    fine = fine_for(case, decision.effects)
    posted = posted_for(case, decision, fine, context)
    standing = standing_after(case, decision, fine, context)
    payout = _payout(decision, context)
    effective = replace(
        decision,
        status=EFFECTIVE,
        effective_at=context.at,
        fine=fine,
        transfer_id=posted.transfer.transfer_id if posted else None,
        payout_id=payout.payout_id if payout else None,
    )
    dispute = _moved(case, effective, context)
    changes = _told(case, effective, dispute)
    if standing != case.vendor_standing:
        changes.append(told_of_standing(case, case.vendor_standing, standing, context))
    done = replace(case, dispute=dispute, standing=standing, posted=posted)
    return settled(done.having(_worked(case, effective, payout, context), *changes))


def settled(case: OrderCase) -> OrderCase:
    """The case with its order knowing what is proved, paid and fined in it now (PO-03)."""
    work, order = case.work, case.place
    left = order.left_for(case.dispute.dispute_id) - work.paid
    proved = max(0, min(work.proved, left))
    told = {"proved": proved, "paid_out": work.paid, "fined": work.fined}
    kept = order.settled_in(case.dispute.dispute_id, **told)
    return replace(case, order=kept)


def require_completed(case: OrderCase) -> None:
    """`NotDisputable` where the platform tells by now that the order was not completed (CK-03)."""
    status = case.place.status
    if status != COMPLETED:
        said = f"The order is {status} by now; only completed orders are paid for."
        raise NotDisputable(said, rule="CK-03")


def _require_possible(case: OrderCase, decision: Decision) -> None:
    require_worked(case)
    require_place(case)
    if decision.payout:
        require_completed(case)
    if decision.payout > case.payable_beside(decision.proved):
        said = "{payout} is more than is left to be paid by now."
        raise AmountTooLarge(Sentence(said, payout=case.amount(decision.payout)), rule="PO-04")


def _payout(decision: Decision, context: Context) -> Payout | None:
    if not decision.payout:
        return None
    return Payout(
        payout_id=id_out_of(f"payout:{decision.decision_id}"),
        decision_id=decision.decision_id,
        amount=decision.payout,
        instructed_at=context.at,
    )


def _moved(case: OrderCase, decision: Decision, context: Context) -> Dispute[Any]:
    """The dispute resolved, or in the hands of whom it escalates to; else as it was."""
    effects, dispute = decision.effects, case.dispute
    if effects.resolves:
        mover = FINANCE if decision.payout_id else None
        return dispute.moved("decide", context.at, context.hours, mover)
    if effects.escalates_to:
        return dispute.waiting(effects.escalates_to, context.at, context.hours)
    return dispute


def _worked(
    case: OrderCase, decision: Decision, payout: Payout | None, context: Context
) -> OrderWork:
    """The work with the decision, its payout, and when it closes or to whom it escalated."""
    effects, work = decision.effects, case.work.with_decision(decision)
    work = work.with_payout(payout) if payout else work
    if effects.resolves:
        close_at = context.at + timedelta(days=case.terms.close_after_days)
        return replace(work, close_at=close_at)
    if effects.escalates_to:
        step = EscalationStep(_key_of(decision), "decision", context.at, effects.escalates_to)
        return replace(work, escalations=(*work.escalations, step))
    return work


def _told(case: OrderCase, decision: Decision, dispute: Dispute[Any]) -> list[Change]:
    """What the staff and the sides are told of it."""
    effects = decision.effects
    decided = tell(
        "decided",
        f"{decision.by_name} decided: {decision.row_label}.",
        {"status": case.dispute.status},
        journaled(case, decision) | {"status": dispute.status},
        decision.payout,
    )
    changes = [decided, *told_of(case, decision)]
    if effects.escalates_to and not effects.resolves:
        role = effects.escalates_to
        after = {"kind": "decision", "key": _key_of(decision), "role": role, "to": None}
        changes.append(tell("escalated", f"The decision went to whoever is {role}.", after=after))
    return changes


def _key_of(decision: Decision) -> str:
    """What names the step that a decision escalates by."""
    return f"decision {decision.decision_id}"

"""Taking a decision back: each of its effects goes by its own counter-entry (PO-11, PO-12)."""

from dataclasses import replace

from chalicelib.domain.base.identifiers import id_out_of
from chalicelib.domain.base.sentences import with_reason
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.carrying_out import settled
from chalicelib.domain.orders.case import OrderCase, require_place, tell
from chalicelib.domain.orders.decisions import note_missing
from chalicelib.domain.orders.effects import move, transfer_of
from chalicelib.domain.orders.lifecycle import WITHDRAWN, WORKED
from chalicelib.domain.orders.outcomes import told_of_reversal, told_of_standing
from chalicelib.domain.orders.standing import Standing, repeated, written
from chalicelib.domain.orders.work import (
    CANCELLED,
    EFFECTIVE,
    INSTRUCTED,
    REVERSED,
    Decision,
    OrderWork,
    Payout,
)
from chalicelib.domain.people.person import OVERRULING
from chalicelib.domain.wallets.transfer import Posting, between
from chalicelib.errors import AlreadyDecided, NotFound, NotYet


def reverse(case: OrderCase, decision_id: str | None, reason: str, context: Context) -> OrderCase:
    """A manager takes a decision back, and the dispute is in progress again (PO-11, PO-12).

    Each effect of this decision alone goes by its own counter-entry: the fine back into the
    vendor's wallet, a payout that was not sent back into the platform's; one that was is owed by
    the customer. Its flag, hold and count against the vendor end.
    """
    decision = check_reversible(case, decision_id, context)
    if not reason:
        raise note_missing("Say why the decision is reversed.", "PO-12")
    payout = case.work.payout(decision.payout_id or "")
    is_recalled = recallable(case, decision) is not None
    case = _moved_back(case, decision, payout if is_recalled else None, reason, context)
    work = _without(case.work, decision, payout, reason, context, is_recalled=is_recalled)
    standing = _standing_without(case, decision, reason, context)
    said = with_reason("{name} reversed the decision", reason, name=context.actor.name)
    changes = [
        tell(
            "decisionReversed",
            said,
            {"status": EFFECTIVE},
            {"status": REVERSED, "decisionID": decision.decision_id},
            decision.payout,
        ),
        *told_of_reversal(case, decision, payout, is_recalled=is_recalled),
    ]
    if standing != case.vendor_standing:
        changes.append(told_of_standing(case, case.vendor_standing, standing, context))
    dispute = case.dispute
    if dispute.status not in (*WORKED, WITHDRAWN):
        require_place(case)
        dispute = dispute.moved("reopen", context.at, context.hours)
    case = replace(case, dispute=dispute, standing=standing)
    reopened = replace(work, close_at=None, received_at=None)
    return settled(case.having(reopened, *changes))


def check_reversible(case: OrderCase, decision_id: str | None, context: Context) -> Decision:
    """The decision that somebody can take back; the latest one that holds, where none is named
    (X-02). `NotYet` where the bank was told of its payout, of which nobody has said whether it was
    sent: it would be paid once more.
    """
    context.actor.require(OVERRULING)
    work = case.work
    is_latest = decision_id is None and work.effective
    decision = work.effective[-1] if is_latest else work.decision(decision_id or "")
    if decision is None:
        raise NotFound("There is no decision to reverse.", rule="PO-12")
    if decision.status != EFFECTIVE:
        raise AlreadyDecided(
            f"The decision is {decision.status}; one that holds is reversed.",
            rule="PO-12",
            outcome={"status": decision.status, "by": decision.reversed_by},
        )
    payout = recallable(case, decision)
    if payout and payout.payout_id in case.told:
        raise NotYet(
            "The bank's file tells of the payout, which may be on its way. Finance says first that"
            " it was sent; then the customer owes it, or it comes back. Or two of Finance say that"
            " it never left.",
            rule="PO-12",
            unblockedBy=["finance"],
        )
    return decision


def recallable(case: OrderCase, decision: Decision | None) -> Payout | None:
    """The payout of a decision, where it has not left."""
    payout = case.work.payout(decision.payout_id or "") if decision else None
    return payout if payout and payout.status == INSTRUCTED else None


def _without(
    work: OrderWork,
    decision: Decision,
    payout: Payout | None,
    reason: str,
    context: Context,
    *,
    is_recalled: bool,
) -> OrderWork:
    """The work with the decision reversed, and its payout cancelled or claimed back."""
    reversed_decision = replace(
        decision,
        status=REVERSED,
        reversed_at=context.at,
        reversed_by=context.actor.name,
        reversal=reason,
    )
    work = work.with_decision(reversed_decision)
    if not payout or not payout.counts:
        return work
    if is_recalled:
        return work.with_payout(replace(payout, status=CANCELLED))
    return work.with_payout(replace(payout, is_claimed_back=True))


def _moved_back(
    case: OrderCase, decision: Decision, payout: Payout | None, reason: str, context: Context
) -> OrderCase:
    """The case with the counter-entries of what a decision moved: its fine, and a payout that has
    not left.
    """
    platform, outside, vendor = case.wallet_ids
    postings: tuple[Posting, ...] = ()
    if decision.fine.now:
        postings += between(platform, vendor, decision.fine.now)
    if payout:
        postings += between(outside, platform, payout.amount)
    if not postings:
        return case
    transfer = transfer_of(
        case,
        id_out_of(f"reversal:{decision.decision_id}"),
        "reversal",
        postings,
        context,
        request_id=decision.decision_id,
        reason=reason,
    )
    return replace(case, posted=move(case, transfer))


def _standing_without(
    case: OrderCase, decision: Decision, reason: str, context: Context
) -> Standing:
    """How the vendor stands without one decision; a limit that no longer holds ends (PO-33)."""
    before = case.vendor_standing
    after = before.without_decision(decision.decision_id, reason, context)
    return written(before, repeated(after, case.terms.repeat, case.max_leads, context))

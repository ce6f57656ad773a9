"""All that a decision brings, worked out before anybody decides: payout, fine, how the vendor
stands, who is told and whose yes is needed (PO-29, PO-30, X-03).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.base.identifiers import id_out_of
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.decision_table import BALANCE, RowEffects
from chalicelib.domain.orders.standing import (
    FLAG,
    HOLD,
    Against,
    Reason,
    Standing,
    counted,
    repeated,
    written,
)
from chalicelib.domain.orders.terms import REFUSE
from chalicelib.domain.orders.work import NO_FINE, Decision, Fine
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.domain.wallets.ledger import Posted, Wallet, post
from chalicelib.domain.wallets.transfer import Posting, Transfer, between
from chalicelib.values import dataclass

FINANCE, APPROVER = "finance", "approver"


@dataclass(frozen=True)
class Effects:
    """What would come of a decision now. Amounts in minor units."""

    payout: int
    fine: Fine
    level_before: str
    level_after: str
    leads_before: int
    leads_after: int
    is_flagged: bool
    """Whether it flags the vendor, by its row or by the repeat rule (CK-13)."""
    hold_until: datetime | None
    resolves: bool
    escalates_to: str | None
    needs_note: bool
    approvals: tuple[str, ...]
    """Whose yes is needed before anything of it happens: `approver` for a higher limit, a role."""
    mails: tuple[tuple[str, str], ...]
    """Who is told what: audience and event."""


def effects_of(case: OrderCase, decision: Decision, context: Context) -> Effects:
    """The effects of a decision, as they would be if it took effect now."""
    before = case.vendor_standing
    fine = fine_for(case, decision.effects)
    after = standing_after(case, decision, fine, context)
    now, told = context.at, decision.effects
    hold = after.find(_reason_id(decision, HOLD))
    return Effects(
        payout=decision.payout,
        fine=fine,
        level_before=before.level_at(now),
        level_after=after.level_at(now),
        leads_before=before.max_leads_at(now, case.max_leads),
        leads_after=after.max_leads_at(now, case.max_leads),
        is_flagged=after.is_flagged(now) and (told.flag or not before.is_flagged(now)),
        hold_until=hold.until if hold else None,
        resolves=told.resolves,
        escalates_to=told.escalates_to,
        needs_note=told.internal_note,
        approvals=decision.missing,
        mails=_mails(case, decision, fine, is_changed=after != before),
    )


def fine_for(case: OrderCase, told: RowEffects) -> Fine:
    """The fine of a decision as it meets the vendor's wallet: whole, split at its floor, or refused
    (CK-06, PO-29).

    An order is fined once: neither where its dispute is decided anew, nor in a further dispute on
    it while the fine of an earlier one stands. A vendor without a wallet in the order's currency is
    not fined: its debts are in its own. A percentage is of the order's value as it is by now, of
    which the payout is a part too (PO-30).
    """
    is_known = case.wallet_ids[2] in case.wallets
    is_fined = any(one.fine.amount for one in case.work.effective)
    is_fined = is_fined or case.place.is_fined_besides(case.dispute.dispute_id)
    if not told.fine or not is_known or is_fined:
        return NO_FINE
    amount = case.terms.fine_on(case.place.value, case.dispute.currency)
    if not amount:
        return NO_FINE
    return fitted(amount, case.wallet(case.wallet_ids[2]), case.terms.past_floor)


def fitted(amount: int, wallet: Wallet, past_floor: str) -> Fine:
    """A fine as a wallet can bear it (PO-29)."""
    free = amount if wallet.available is None else min(amount, wallet.available)
    if free == amount:
        return Fine(amount, amount)
    if past_floor == REFUSE:
        return Fine(amount, 0)
    return Fine(amount, free, amount - free)


def posted_for(case: OrderCase, decision: Decision, fine: Fine, context: Context) -> Posted | None:
    """What a decision moves, in one transfer: the payout out of the platform's wallet, the fine
    into it (CK-14). `InsufficientFunds` where the platform has not so much.
    """
    platform, outside, vendor = case.wallet_ids
    postings: tuple[Posting, ...] = ()
    if decision.payout:
        postings += between(platform, outside, decision.payout)
    if fine.now:
        postings += between(vendor, platform, fine.now)
    if not postings:
        return None
    transfer = transfer_of(
        case, id_out_of(f"decision:{decision.decision_id}"), "decision", postings, context
    )
    return move(case, transfer)


def transfer_of(
    case: OrderCase,
    transfer_id: str,
    kind: str,
    postings: tuple[Posting, ...],
    context: Context,
    request_id: str | None = None,
    reason: str | None = None,
) -> Transfer:
    """A transfer about the case; ids follow from what it is for, so that nothing moves twice."""
    return Transfer(
        transfer_id=transfer_id,
        kind=kind,
        postings=postings,
        currency=case.dispute.currency,
        at=context.at,
        by_id=context.actor.user_id,
        by_name=context.actor.name,
        reference=str(case.work.order_id),
        dispute_id=case.dispute.dispute_id,
        request_id=request_id,
        reason=reason,
    )


def move(case: OrderCase, transfer: Transfer) -> Posted:
    """The transfer posted to those of the case's wallets that it touches."""
    return post(transfer, *(case.wallet(one) for one in transfer.wallet_ids))


def standing_after(case: OrderCase, decision: Decision, fine: Fine, context: Context) -> Standing:
    """How the vendor stands after a decision: flag, hold, what it owes, and the repeat rule
    (CK-13, PO-32…PO-34).
    """
    before, told = case.vendor_standing, decision.effects
    after, at = before, context.at
    about = f"Dispute {case.dispute.dispute_id} on order {case.work.order_id}"
    if told.flag:
        until = at + timedelta(days=case.terms.flag_days)
        text = f"{about} was lost."
        after = after.with_reason(_reason(case, decision, FLAG, text, until, context))
    if told.hold:
        days = case.terms.hold_days
        held_until = at + timedelta(days=days) if days else None
        text = f"{about}: nobody could be reached, or what was said was not proved."
        after = after.with_reason(_reason(case, decision, HOLD, text, held_until, context))
    if fine.owed:
        owed = after.owed | {decision.decision_id: fine.owed}
        after = replace(after, owed=owed)
    if told.counts_against:
        after = counted(after, Against(case.dispute.dispute_id, decision.decision_id, at))
    return written(before, repeated(after, case.terms.repeat, case.max_leads, context))


def is_payout(told: RowEffects) -> bool:
    """Whether a row pays what is left."""
    return told.payout == BALANCE


def _reason(
    case: OrderCase,
    decision: Decision,
    level: str,
    text: str,
    until: datetime | None,
    context: Context,
) -> Reason:
    return Reason(
        reason_id=_reason_id(decision, level),
        level=level,
        text=text,
        by_name=context.actor.name,
        since=context.at,
        until=until,
        dispute_id=case.dispute.dispute_id,
        decision_id=decision.decision_id,
    )


def _reason_id(decision: Decision, level: str) -> str:
    return f"{level}-{decision.decision_id}"


def _mails(
    case: OrderCase, decision: Decision, fine: Fine, *, is_changed: bool
) -> tuple[tuple[str, str], ...]:
    """Who would be told, once it takes effect."""
    told: list[tuple[str, str]] = []
    if decision.effects.resolves:
        told.append((CUSTOMER, "outcome"))
    vendor = tuple(case.dispute.parties)[1]
    if decision.effects.resolves or fine.amount:
        told.append((vendor, "outcome"))
    if is_changed:
        told.append((vendor, "standingChanged"))
    if decision.effects.escalates_to:
        told.append((decision.effects.escalates_to, "escalated"))
    return tuple(told)

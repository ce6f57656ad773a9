"""What must be true of every payout dispute and every vendor's standing, checked on what is stored
(X-05, X-06).
"""

from collections.abc import Iterable, Mapping, Sequence

from chalicelib.domain.base.identifiers import OUTSIDE, PLATFORM, id_out_of, same_id
from chalicelib.domain.disputes.audit import chain_faults
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.orders.lifecycle import CLOSED, WORKED
from chalicelib.domain.orders.order import VENDOR, Order
from chalicelib.domain.orders.standing import MAX_AGAINST, Standing
from chalicelib.domain.orders.work import (
    CANCELLED,
    EFFECTIVE,
    RETURNED,
    REVERSED,
    Decision,
    OrderWork,
    Payout,
)
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.domain.wallets.ledger import wallet_id
from chalicelib.domain.wallets.transfer import Transfer


def order_faults(
    dispute: Dispute[OrderWork],
    order: Order,
    events: Sequence[Event],
    transfers: Mapping[str, Transfer],
) -> list[str]:
    """Everything that is not as it must be, in words: its events, its sums, its order's place, and
    the money that its decisions and payouts moved.
    """
    work = dispute.work
    wrong = chain_faults((dispute.sequence, dispute.last_hash), events)
    shares = dispute.shares
    if shares.total != dispute.amounts.disputed or min(vars(shares).values()) < 0:
        wrong.append("What is claimed is not what became of it.")
    if order.settled > order.value:
        wrong.append("The order was paid more than its value.")
    if order.paid_out.get(dispute.dispute_id, 0) != work.paid:
        wrong.append("The order and the dispute do not agree on what was paid out.")
    if order.fined.get(dispute.dispute_id, 0) != work.fined:
        wrong.append("The order and the dispute do not agree on what the vendor is fined.")
    if len(order.fined) > 1:
        wrong.append("The vendor is fined for the order in more than one dispute.")
    if work.is_worked != (dispute.status in WORKED):
        wrong.append("The deadlines of the work are not those of its status.")
    if (order.open_dispute_id == dispute.dispute_id) != dispute.is_open:
        wrong.append("The order and the dispute do not agree on whether it is open.")
    if dispute.status == CLOSED and work.unconfirmed:
        wrong.append("It is closed, and a payout is not confirmed.")
    roles = (CUSTOMER, VENDOR)
    if not all(same_id(dispute.parties[role], order.parties[role]) for role in roles):
        wrong.append("The dispute is between others than the order.")
    return wrong + moved_faults(dispute, transfers)


def moved_faults(dispute: Dispute[OrderWork], transfers: Mapping[str, Transfer]) -> list[str]:
    """Whether money moved for each decision, payout, return and reversal, and for nothing else:
    the right way, once (CK-14, PO-12, PO-25).
    """
    wanted = _wanted(dispute)
    found = {
        one.transfer_id: {name: one.change_of(name) for name in one.wallet_ids}
        for one in transfers.values()
        if one.dispute_id == dispute.dispute_id
    }
    if found != wanted:
        return ["What moved is not what was decided, sent and taken back."]
    moved = [one for one in dispute.work.decisions if one.transfer_id]
    if any(one.status not in (EFFECTIVE, REVERSED) for one in moved):
        return ["A decision that never took effect moved money."]
    return []


def transfers_of(dispute: Dispute[OrderWork]) -> list[str]:
    """The transfers that a dispute must have made."""
    return list(_wanted(dispute))


def told_faults(
    dispute: Dispute[OrderWork], events: Sequence[Event], told: Mapping[str, Sequence[Event]]
) -> list[str]:
    """Whether each side's thread is what it was told, by its own number without a gap (IG-03)."""
    wrong = []
    for side, thread in told.items():
        own = [one for one in events if side in (one.told_to or {})]
        numbers = [one.number_for(side) for one in own]
        if [*thread] != own or numbers != [*range(1, dispute.told(side) + 1)]:
            wrong.append(f"The {side}'s thread is not what that side was told.")
    return wrong


def _wanted(dispute: Dispute[OrderWork]) -> dict[str, dict[str, int]]:
    """Transfer → what each wallet has more or less by it."""
    wanted: dict[str, dict[str, int]] = {}
    currency, work = dispute.currency, dispute.work
    platform, outside = (wallet_id(party, currency) for party in (PLATFORM, OUTSIDE))
    vendor = wallet_id(dispute.parties[VENDOR], currency)
    for decision in work.decisions:
        if decision.transfer_id:
            wanted[decision.transfer_id] = _changes(
                (platform, outside, decision.payout), (vendor, platform, decision.fine.now)
            )
        if decision.status == REVERSED:
            recalled = _recalled(work, decision)
            back = _changes(
                (platform, vendor, decision.fine.now),
                (outside, platform, recalled.amount if recalled else 0),
            )
            if back:
                wanted[id_out_of(f"reversal:{decision.decision_id}")] = back
    first = {id_out_of(f"payout:{one.decision_id}") for one in work.decisions}
    for payout in work.payouts:
        if payout.payout_id not in first:
            name = id_out_of(f"payout:{payout.payout_id}")
            wanted[name] = _changes((platform, outside, payout.amount))
        if payout.status == RETURNED:
            name = id_out_of(f"return:{payout.payout_id}")
            wanted[name] = _changes((outside, platform, payout.amount))
    return wanted


def standing_faults(standing: Standing, decisions: Iterable[Decision]) -> list[str]:
    """Whether a vendor stands by decisions that hold, and by nothing that was taken back (PO-12,
    PO-33).
    """
    known = {one.decision_id: one for one in decisions}
    wrong = []
    for reason in standing.reasons:
        decision = known.get(reason.decision_id or "")
        if decision and decision.status != EFFECTIVE and not reason.lifted_at:
            wrong.append(f"Reason {reason.reason_id} outlives its decision.")
    effective = {name for name, one in known.items() if one.status == EFFECTIVE}
    counted = {one.decision_id for one in standing.against if one.decision_id in known}
    decided = {name for name in effective if known[name].effects.counts_against}
    # Only the latest are kept.
    is_cut = len(standing.against) == MAX_AGAINST
    if not counted <= decided or (counted != decided and not is_cut):
        wrong.append("What counts against the vendor is not what was decided against it.")
    owed = {name: known[name].fine.owed for name in effective if known[name].fine.owed}
    if {name: one for name, one in standing.owed.items() if name in known} != owed:
        wrong.append("What the vendor owes is not what its fines left.")
    return wrong


def _recalled(work: OrderWork, decision: Decision) -> Payout | None:
    """The payout that a reversal put back, since it had not left."""
    payout = work.payout(decision.payout_id or "")
    return payout if payout and payout.status == CANCELLED else None


def _changes(*moved: tuple[str, str, int]) -> dict[str, int]:
    """What each wallet has more or less, by who gives how much to whom."""
    found: dict[str, int] = {}
    for giver, taker, amount in moved:
        if amount:
            found[giver] = found.get(giver, 0) - amount
            found[taker] = found.get(taker, 0) + amount
    return found

"""What a command on a payout dispute writes and answers: all in one transaction (PO-34)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

from chalicelib.actions.approvals.approvable import approval_writes, notices_now
from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.orders.journaled import journaled
from chalicelib.actions.orders.reading import Opened
from chalicelib.domain.approvals.rounds import sync_round
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Event, append, record
from chalicelib.domain.disputes.journal import Hand
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.claim import counted
from chalicelib.domain.orders.listed_payout import listed
from chalicelib.domain.orders.order import Order
from chalicelib.domain.orders.payee import Payee
from chalicelib.domain.orders.thread import heard
from chalicelib.domain.orders.uses import changed_uses
from chalicelib.domain.orders.workload import changed_loads
from chalicelib.domain.people.person import STAFF
from chalicelib.store.entities import as_read, dispute_item, event_items
from chalicelib.store.ledger import posting_writes
from chalicelib.store.orders import order_item
from chalicelib.store.payouts import carried_item, claims_item, payout_item, workload_item
from chalicelib.store.table import IS_ABSENT, Put, Write, is_at_version, unwritten_or_at
from chalicelib.views.orders.dispute import AnyMade, OrderDisputePreview, preview_view, view_for
from chalicelib.views.parts import to_json

Decided = Decision[AnyMade, OrderDisputePreview]
Deciding = Action[AnyMade, OrderDisputePreview]

TALK = frozenset({"message", "internalNote"})
"""What is said leaves the state alone (X-07)."""


def conclude_new(desk: Desk, opened: Opened, order: Order) -> Decided:
    """The decision of a dispute that was raised; `order` is as it was read."""
    case = opened.case
    dispute, events = record(None, case.dispute, case.changes, desk.context.actor, desk.context.at)
    known = replace(case, dispute=dispute)
    context = desk.context
    view = view_for(known, context, opened.payee, opened.findings)
    version = dispute.version if context.actor.audience == STAFF else None
    location = f"/api/dispute/{dispute.dispute_id}"
    return Decision(
        writes=(
            Put(dispute_item(dispute), (IS_ABSENT,)),
            *_order_writes(order, known.place),
            *_claim_writes(None, known),
            *_load_writes(None, known, context),
            *map(Put, event_items(events)),
        ),
        answer=Answer(201, to_json(cast(AnyMade, view)), version, location),
        preview=lambda: Answer(200, to_json(preview_view(None, known, context))),
        parties=dispute.parties,
    )


def conclude(
    desk: Desk,
    opened: Opened,
    after: OrderCase,
    *,
    payee: Payee | None = None,
    status: int = 200,
    more: tuple[Write, ...] = (),
    foreseen: Callable[[OrderDisputePreview], OrderDisputePreview] = lambda told: told,
) -> Decided:
    """The decision of a case as a verb left it; nothing is written where it left it as it was.

    `payee`: where the customer is paid as it is now, where that changed; `more`: what must hold
    besides; `foreseen` adds to what a dry run tells.
    """
    context, before = desk.context, opened.case
    known, events, changes = written(opened, after, payee, context, desk.hand)
    dispute = known.dispute
    findings = replace(opened, case=known).findings
    view = cast(dict[str, Any], view_for(known, context, payee or opened.payee, findings))
    location = None
    if status == 201:
        number = events[-1].number_for(context.actor.audience)
        place = f"/api/dispute/{dispute.dispute_id}"
        view["sequence"], location = number, f"{place}/message?after={number - 1}&limit=1"
    version = dispute.version if context.actor.audience == STAFF else None

    def preview() -> Answer[OrderDisputePreview]:
        notices = notices_now(desk, known) if context.actor.audience == STAFF else ()
        shown = preview_view(before, known, context, notices, findings)
        return Answer(200, to_json(foreseen(shown)))

    return Decision(
        writes=(*changes, *more) if changes else (),
        answer=Answer(status, to_json(cast(AnyMade, view)), version, location),
        preview=preview,
        parties=dispute.parties,
    )


def written(
    opened: Opened, after: OrderCase, payee: Payee | None, context: Context, hand: Hand
) -> tuple[OrderCase, Sequence[Event], tuple[Write, ...]]:
    """The case as it is kept, its new events, and all that is written for them; nothing where a
    verb left it as it was.
    """
    after = sync_round(after, context)
    is_changed = bool(after.changes)
    after = heard(opened.case, after, context) if is_changed else after
    did = (after.dispute, after.changes, context.actor, context.at)
    is_talk = all(change.type in TALK for change in after.changes)
    dispute, events = append(*did) if is_talk else record(opened.case.dispute, *did)
    known = replace(after, dispute=dispute)
    if not is_changed:
        return known, events, ()
    beside = _writes(opened, known, payee, context, hand)
    return known, events, (*beside, *map(Put, event_items(events)))


def _writes(
    opened: Opened, after: OrderCase, payee: Payee | None, context: Context, hand: Hand
) -> list[Write]:
    """The dispute as it was read, and whatever of what lies beside it has changed, each at the
    version that was read: the order, the vendor's standing, the payee, wallets, payouts, and what
    the case carries.
    """
    before = opened.case
    writes: list[Write] = [Put(dispute_item(after.dispute), as_read(before.dispute))]
    if before.order and after.order:
        writes += _order_writes(before.order, after.order)
    if before.standing and after.standing and after.standing != before.standing:
        _, told = journaled(before.standing, after.standing, hand)
        writes += told
    if payee and payee != opened.payee:
        _, told = journaled(opened.payee, payee, hand)
        writes += told
    writes += posting_writes(after.posted) if after.posted else ()
    known = {one.payout_id: one for one in before.work.payouts}
    writes += [
        Put(payout_item(listed(after, one)))
        for one in after.work.payouts
        if known.get(one.payout_id) != one
    ]
    for name, use in changed_uses(before, after).items():
        carried = opened.carried[name]
        changed = carried.carried_by(after.dispute.dispute_id, use)
        if changed != carried:
            writes.append(Put(carried_item(changed), unwritten_or_at(carried.version)))
    writes += _claim_writes(before, after)
    writes += _load_writes(before, after, context)
    return [*writes, *approval_writes(before, after, context)]


def _order_writes(before: Order, after: Order) -> list[Write]:
    """The order one version on, where its place or what is settled of it has changed."""
    if before == after:
        return []
    raised = replace(after, version=before.version + 1)
    return [Put(order_item(raised), (is_at_version(before.version),))]


def _claim_writes(before: OrderCase | None, after: OrderCase) -> list[Write]:
    """The customer's claims against the vendor, where this one counts otherwise now (PO-05)."""
    claims, now = after.claims, counted(after)
    if claims is None or (before and counted(before) == now):
        return []
    return [Put(claims_item(claims.with_claim(now)), unwritten_or_at(claims.version))]


def _load_writes(before: OrderCase | None, after: OrderCase, context: Context) -> list[Write]:
    """What people have in hands, where this step changed it (CK-10)."""
    was = before.dispute if before else None
    changed = changed_loads(was, after.dispute, after.loads, context.at)
    return [Put(workload_item(one), unwritten_or_at(one.version - 1)) for one in changed]

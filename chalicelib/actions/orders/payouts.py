"""Payouts: sent, told to have arrived or come back, made anew; and Finance's lists of them
(PO-25…PO-28).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.merging import merged
from chalicelib.actions.orders.concluding import Decided, Deciding, conclude
from chalicelib.actions.orders.reading import Opened, open_beside, payee_in, told_in
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.parts import STATUS
from chalicelib.domain.orders import payouts, unsent
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.listed_payout import ListedPayout
from chalicelib.domain.orders.payouts import Seen
from chalicelib.domain.orders.references import folded
from chalicelib.domain.orders.telling import ToldPayout
from chalicelib.domain.orders.uses import REFERENCE
from chalicelib.domain.orders.work import (
    CANCELLED,
    CONFIRMED,
    DECISION,
    INSTRUCTED,
    PAYOUTS,
    RETURNED,
    SENT,
)
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_dispute
from chalicelib.store.keys import Key
from chalicelib.store.orders import to_order
from chalicelib.store.payouts import to_payout, told_as_read, told_nothing
from chalicelib.store.table import Check, Write, name_of, unwritten_or_at
from chalicelib.views.answers import Page
from chalicelib.views.orders.payout import PayoutRow, payout_row

STATES = (INSTRUCTED, SENT, CONFIRMED, RETURNED, CANCELLED)
ABOUT = (STATUS, DECISION, PAYOUTS)


def send(dispute_id: str, payout_id: str, seen: Seen | None = None) -> Deciding:
    """The payout goes to the bank, to the account that was confirmed and that the bank was told;
    `seen` names the one that was seen, and the file (PO-25, PO-26).
    """
    return _on_account(
        dispute_id,
        lambda opened, context: payouts.send(opened.case, payout_id, opened.payee, context, seen),
        payout_id,
    )


def say_unsent(dispute_id: str, payout_id: str, reason: str) -> Deciding:
    """The payout of the bank's file never left, says one of Finance (PO-12)."""
    return _of_files(
        dispute_id,
        payout_id,
        lambda case, context: unsent.say_unsent(case, payout_id, reason, context),
        told_as_read,
    )


def confirm_unsent(dispute_id: str, payout_id: str) -> Deciding:
    """It never left, says a second one: no file holds it any more, and no other was taken meanwhile
    (PO-12).
    """

    def freed(payout_id: str, told: ToldPayout | None) -> Write:
        return told_nothing(told) if told else told_as_read(payout_id, None)

    return _of_files(
        dispute_id,
        payout_id,
        lambda case, context: unsent.confirm_unsent(case, payout_id, context),
        freed,
    )


def instruct_again(dispute_id: str, payout_id: str) -> Deciding:
    """A payout that came back is made anew, to another account (PO-26)."""
    return _on_account(
        dispute_id,
        lambda opened, context: payouts.instruct_again(
            opened.case, payout_id, opened.payee, context
        ),
    )


def confirm(dispute_id: str, payout_id: str, reference: str | None) -> Deciding:
    """The money arrived; said again it changes nothing (PO-25, PO-27)."""

    def action(desk: Desk) -> Decided:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        earlier = [one.reference for one in getattr(dispute.work, "payouts", ())]
        names = {(REFERENCE, folded(one)) for one in (reference, *earlier) if one}
        opened = open_beside(desk, dispute, names, ABOUT)
        return conclude(
            desk, opened, payouts.confirm(opened.case, payout_id, reference, desk.context)
        )

    return action


def bounce(dispute_id: str, payout_id: str, code: str) -> Deciding:
    """The money came back; said again it changes nothing (PO-25…PO-27)."""

    def action(desk: Desk) -> Decided:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        opened = open_beside(desk, dispute, about=ABOUT)
        after, payee = payouts.bounce(opened.case, payout_id, code, opened.payee, desk.context)
        return conclude(desk, opened, after, payee=payee)

    return action


def list_payouts(desk: Desk, state: str, limit: int, cursor: str | None) -> Page[PayoutRow]:
    """Payouts by how they stand, the longest so first: one query (PO-28), or for who is limited to
    some customers one of each (RV-03).
    """
    desk.gather()
    if state not in STATES:
        raise UnsupportedQuery(f"state is {', '.join(STATES)}.")
    confined = desk.context.actor.confined_to
    if confined is None:
        page = desk.page(keys.payouts_in(state), index="directory", limit=limit, cursor=cursor)
    else:
        own = [("byStatus", keys.payouts_of(one, state)) for one in confined]
        page = merged(desk, own, "opened_sk", name="at", limit=limit, cursor=cursor)
    listed = [to_payout(item) for item in page.items]
    found = desk.gather_more(key for one in listed for key in _beside(one))
    return {
        "value": [_row(desk, one, found) for one in listed],
        "nextCursor": page.next_cursor,
    }


def _beside(payout: ListedPayout) -> tuple[Key, ...]:
    """What its account and what can be done about it rest on."""
    return (
        keys.dispute(payout.dispute_id),
        keys.order(payout.order_id),
        keys.payee(payout.parties[CUSTOMER]),
        keys.told_payout(payout.payout_id),
    )


def _row(desk: Desk, listed: ListedPayout, found: Mapping[str, Item]) -> PayoutRow:
    dispute = to_dispute(found[name_of(keys.dispute(listed.dispute_id))])
    case = replace(
        OrderCase(dispute),
        order=to_order(found[name_of(keys.order(listed.order_id))]),
        told=told_in(found),
    )
    return payout_row(case, listed, payee_in(found, listed.parties[CUSTOMER]), desk.context)


def _on_account(
    dispute_id: str, verb: Callable[[Opened, Context], OrderCase], told_of: str | None = None
) -> Deciding:
    """A verb that rests on the customer's account as it was read, and on what the bank was told of
    a payout.
    """

    def action(desk: Desk) -> Decided:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        opened = open_beside(desk, dispute, about=ABOUT)
        after = verb(opened, desk.context)
        told = opened.case.told
        same = (told_as_read(told_of, told.get(told_of)),) if told_of else ()
        return conclude(desk, opened, after, more=(_account_stands(opened), *same))

    return action


def _of_files(
    dispute_id: str,
    payout_id: str,
    verb: Callable[[OrderCase, Context], OrderCase],
    files: Callable[[str, ToldPayout | None], Write],
) -> Deciding:
    """A verb that rests on what the bank's files told of a payout, with what becomes of that."""

    def action(desk: Desk) -> Decided:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        opened = open_beside(desk, dispute, about=ABOUT)
        told = opened.case.told.get(payout_id)
        after = verb(opened.case, desk.context)
        return conclude(desk, opened, after, more=(files(payout_id, told),))

    return action


def _account_stands(opened: Opened) -> Write:
    """Nobody has changed where the customer is paid since it was read."""
    payee = opened.payee
    return Check(keys.payee(payee.customer_id), unwritten_or_at(payee.version))

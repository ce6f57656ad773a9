"""Payouts: sent, told to have arrived or come back, made anew; and Finance's lists of them
(PO-25…PO-28).
"""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from chalicelib.actions.admin.exports import FileView, Written, form_named, give_out, note_export
from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import FIRST_PAUSE_SECONDS, PATIENCE_SECONDS, wait
from chalicelib.actions.orders.concluding import Decided, Deciding, conclude
from chalicelib.actions.orders.reading import Opened, open_beside, payee_in, told_in
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.disputes.parts import STATUS
from chalicelib.domain.orders import payouts, unsent
from chalicelib.domain.orders.bank_file import instruction, instruction_row, read_columns
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.listed_payout import ListedPayout
from chalicelib.domain.orders.payee import Account, require_account
from chalicelib.domain.orders.payouts import Seen
from chalicelib.domain.orders.references import folded
from chalicelib.domain.orders.telling import Telling, ToldPayout, told_by
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
from chalicelib.errors import NotYet, TooMany, UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_dispute
from chalicelib.store.files import Files, export_key
from chalicelib.store.keys import Key
from chalicelib.store.orders import PAYOUT_FILE, to_order, to_payee
from chalicelib.store.payouts import (
    to_payout,
    told_as_read,
    told_item,
    told_nothing,
)
from chalicelib.store.table import (
    MAX_TRANSACTION_ITEMS,
    Check,
    Conflict,
    Put,
    Unacknowledged,
    Write,
    name_of,
    unwritten_or_at,
)
from chalicelib.views.answers import Page
from chalicelib.views.payout import PayoutRow, payout_row
from chalicelib.views.spreadsheet import Sheet

STATES = (INSTRUCTED, SENT, CONFIRMED, RETURNED, CANCELLED)
MOST_INSTRUCTED = 5_000
"""So many payouts a file for the bank holds."""
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
    """Payouts by how they stand, the longest so first: one query (PO-28)."""
    desk.gather()
    if state not in STATES:
        raise UnsupportedQuery(f"state is {', '.join(STATES)}.")
    person = desk.context.actor
    page = desk.page(
        keys.payouts_in(state),
        index="directory",
        limit=limit,
        cursor=cursor,
        shows=None
        if person.confined_to is None
        else lambda items: [one for one in items if may_see(person, one["parties"])],
    )
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


def write_instructions(desk: Desk, ending: str) -> Written:
    """The file by which the bank is told of all payouts that can be sent, the longest waiting first
    (PO-25).

    Left out is whatever waits for an account of its customer, or for Finance's look at what came
    back (PO-26): sending it is refused for the same reason. Who took the file along is written
    down, and so is which account it told of each payout, to which that is then sent, before it is
    looked at once more how each stands; `TooMany` above `MOST_INSTRUCTED` payouts.
    """
    form = form_named(ending)
    found = desk.gather([PAYOUT_FILE]).get(name_of(PAYOUT_FILE), {})
    columns = read_columns(found.get("value", []))
    person = desk.context.actor
    told: list[tuple[ListedPayout, Account]] = []
    before: dict[str, ToldPayout] = {}
    for page in desk.table.pages(keys.payouts_in(INSTRUCTED), index="directory"):
        known = [to_payout(item) for item in page.items if may_see(person, item["parties"])]
        by_customer = {one.parties[CUSTOMER] for one in known}
        found = desk.gather_more(
            [
                *map(keys.payee, by_customer),
                *(keys.told_payout(one.payout_id) for one in known),
            ]
        )
        told += [(one, to) for one in known for to in _account_in(found, one)]
        before |= told_in(found)
        if len(told) > MOST_INSTRUCTED:
            raise TooMany(
                f"More than {MOST_INSTRUCTED} payouts can be sent; a file holds no more.",
                rule="PO-25",
            )
    file_id = desk.new_id()
    tellings = {
        one.payout_id: Telling(file_id, to.account_id, desk.now, person.user_id, person.name)
        for one, to in told
    }
    standing = _told_to_the_bank(desk, tellings, before)
    rows = tuple(
        tuple(instruction_row(instruction(one, to), columns).values())
        for one, to in told
        if one.payout_id in standing
    )
    written = Written(form.write(Sheet("Payouts", tuple(columns), rows)), len(rows))
    note_export(desk, "payout", written)
    return written


def give_out_instructions(desk: Desk, ending: str, files: Files, file_name: str) -> FileView:
    """The same as a file of its own, and the link to it."""
    written = write_instructions(desk, ending)
    return give_out(
        files, export_key(desk.new_id(), ending), written, file_name, form_named(ending)
    )


def _account_in(payees: Mapping[str, Item], payout: ListedPayout) -> list[Account]:
    """The account that a payout goes to; none where it cannot be sent."""
    item = payees.get(name_of(keys.payee(payout.parties[CUSTOMER])))
    with suppress(NotYet):
        return [require_account(to_payee(item) if item else None)]
    return []


def _told_to_the_bank(
    desk: Desk, tellings: Mapping[str, Telling], before: Mapping[str, ToldPayout]
) -> set[str]:
    """Writes down what a file tells, beside what others told, and gives the payouts that still
    stand to be sent by then: the list may be older than what it lists, and nothing is taken back
    once the bank was told of it (PO-12).
    """
    names = [*tellings]
    for begin in range(0, len(names), MAX_TRANSACTION_ITEMS):
        some = names[begin : begin + MAX_TRANSACTION_ITEMS]
        _tell(desk, {name: tellings[name] for name in some}, before)
    found = desk.gather_more(map(keys.payout, tellings))
    return {one.payout_id for one in map(to_payout, found.values()) if one.status == INSTRUCTED}


def _tell(desk: Desk, tellings: Mapping[str, Telling], known: Mapping[str, ToldPayout]) -> None:
    """Writes down what a file tells of some payouts, on what was read, so that of two files at once
    neither forgets the other.
    """
    pause, deadline = FIRST_PAUSE_SECONDS, time.monotonic() + PATIENCE_SECONDS
    while True:
        writes = [
            Put(
                told_item(told_by(name, known.get(name), one)),
                told_as_read(name, known.get(name)).conditions,
            )
            for name, one in tellings.items()
        ]
        try:
            return desk.table.commit(writes)
        except (Conflict, Unacknowledged) as lost:
            pause = wait(pause, deadline, lost)
            known = told_in(desk.gather_more(map(keys.told_payout, tellings)))


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

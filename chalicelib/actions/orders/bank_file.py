"""The file by which the bank is told of payouts, in columns or as ISO 20022 has it; what it tells
is remembered beside each payout (PO-25, PO-26).
"""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from chalicelib.actions.admin.exports import FileView, Written, form_named, give_out_as, note_export
from chalicelib.actions.desk import Desk
from chalicelib.actions.execution import FIRST_PAUSE_SECONDS, PATIENCE_SECONDS, wait
from chalicelib.actions.orders.reading import told_in
from chalicelib.domain.orders.bank_file import instruction, instruction_row, read_columns
from chalicelib.domain.orders.credit_transfer import TOLD_KINDS, Payer, credit_transfer, read_payer
from chalicelib.domain.orders.listed_payout import ListedPayout
from chalicelib.domain.orders.payee import Account, require_account
from chalicelib.domain.orders.telling import Telling, ToldPayout, told_by
from chalicelib.domain.orders.work import INSTRUCTED
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import NotYet, TooMany
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.files import Files, export_key
from chalicelib.store.orders import PAYOUT_BANK, PAYOUT_FILE, to_payee
from chalicelib.store.payouts import to_payout, told_as_read, told_item
from chalicelib.store.table import (
    MAX_TRANSACTION_ITEMS,
    Conflict,
    Page,
    Put,
    Unacknowledged,
    name_of,
)
from chalicelib.views.spreadsheet import Sheet

MOST_INSTRUCTED = 5_000
"""So many payouts a file for the bank holds."""
XML = "xml"
"""What ends the name of a file as ISO 20022 has it."""
XML_TYPE = "application/xml"


def write_instructions(desk: Desk, ending: str) -> Written:
    """The file by which the bank is told of all payouts that can be sent, the longest waiting first
    (PO-25).

    Left out is whatever waits for an account of its customer, or for Finance's look at what came
    back (PO-26): sending it is refused for the same reason. Who took the file along is written
    down, and so is which account it told of each payout, to which that is then sent, before it is
    looked at once more how each stands; `TooMany` above `MOST_INSTRUCTED` payouts.
    """
    form = None if ending == XML else form_named(ending)
    found = desk.gather([PAYOUT_FILE, PAYOUT_BANK], with_hours=True)
    columns = read_columns(found.get(name_of(PAYOUT_FILE), {}).get("value", []))
    payer = _payer_in(found)
    if form is None and payer is None:
        raise NotYet(
            "Such a file names the account that payouts leave; an administrator sets it first.",
            rule="PO-25",
            unblockedBy=["admin"],
        )
    takes = _taken(payer, ending)
    told, before = _all_that_can_be_sent(desk, takes)
    if form is None and not told:
        raise NotYet("No payout can be told in such a file by now.", rule="PO-25")
    file_id = desk.new_id()
    person = desk.context.actor
    tellings = {
        one.payout_id: Telling(file_id, to.account_id, desk.now, person.user_id, person.name)
        for one, to in told
    }
    standing = _told_to_the_bank(desk, tellings, before)
    rows = [instruction(one, to) for one, to in told if one.payout_id in standing]
    if form:
        cells = tuple(tuple(instruction_row(one, columns).values()) for one in rows)
        content = form.write(Sheet("Payouts", tuple(columns), cells))
    elif rows and payer:
        content = credit_transfer(payer, file_id, desk.now, desk.today, rows)
    else:
        raise NotYet("Each of them was sent or cancelled meanwhile.", rule="PO-25")
    written = Written(content, len(rows))
    note_export(desk, "payout", written)
    return written


def give_out_instructions(desk: Desk, ending: str, files: Files, file_name: str) -> FileView:
    """The same as a file of its own, and the link to it."""
    written = write_instructions(desk, ending)
    media_type = XML_TYPE if ending == XML else form_named(ending).media_type
    return give_out_as(files, export_key(desk.new_id(), ending), written, file_name, media_type)


def _payer_in(found: Mapping[str, Item]) -> Payer | None:
    """The company's account, where one is set."""
    rows = found.get(name_of(PAYOUT_BANK), {}).get("value", [])
    return read_payer(rows[0]) if rows else None


def _taken(payer: Payer | None, ending: str) -> Callable[[Account], bool]:
    """Which accounts stand in a file: where the company has one for ISO 20022, what that can tell
    stands there alone, so that taking both pays nothing twice.
    """
    if ending == XML:
        return lambda account: account.kind in TOLD_KINDS
    return lambda account: payer is None or account.kind not in TOLD_KINDS


def _all_that_can_be_sent(
    desk: Desk, takes: Callable[[Account], bool]
) -> tuple[list[tuple[ListedPayout, Account]], dict[str, ToldPayout]]:
    """The payouts with the accounts that they go to, and what files told of them before."""
    told: list[tuple[ListedPayout, Account]] = []
    before: dict[str, ToldPayout] = {}
    for page in _instructed(desk):
        known = [to_payout(item) for item in page.items]
        by_customer = {one.parties[CUSTOMER] for one in known}
        found = desk.gather_more(
            [
                *map(keys.payee, by_customer),
                *(keys.told_payout(one.payout_id) for one in known),
            ]
        )
        told += [(one, to) for one in known for to in _account_in(found, one) if takes(to)]
        before |= told_in(found)
        if len(told) > MOST_INSTRUCTED:
            raise TooMany(
                f"More than {MOST_INSTRUCTED} payouts can be sent; a file holds no more.",
                rule="PO-25",
            )
    return sorted(told, key=lambda one: (one[0].at, one[0].payout_id)), before


def _instructed(desk: Desk) -> Iterable[Page]:
    """The payouts that can be sent, page by page: those that the person may see (RV-03)."""
    confined = desk.context.actor.confined_to
    if confined is None:
        return desk.table.pages(keys.payouts_in(INSTRUCTED), index="directory")
    own = (keys.payouts_of(one, INSTRUCTED) for one in confined)
    return (page for one in own for page in desk.table.pages(one, index="byStatus"))


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

"""Whether what has moved is sound: wallets and their statements a page at a time, and that all of
it comes to nothing (IG-10, X-06).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.actions.admin.audits import (
    NOT_THERE,
    Report,
    SubjectFaults,
    confirmed,
    entries_about,
    report,
)
from chalicelib.actions.desk import Desk
from chalicelib.actions.wallets.second_yes import page_of
from chalicelib.domain.disputes.audit import journal_faults
from chalicelib.domain.people.person import require_all_customers
from chalicelib.domain.wallets.audit import (
    Around,
    correction_faults,
    floor_faults,
    head_faults,
    kept_faults,
    proposal_faults,
    reservation_faults,
    statement_faults,
)
from chalicelib.domain.wallets.ledger import Entry, Wallet, ledger_faults
from chalicelib.domain.wallets.proposals import FLOOR
from chalicelib.domain.wallets.transfer import Transfer
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.ledger import (
    entries_at,
    entries_until,
    to_correction,
    to_entry,
    to_paid,
    to_transfer,
    to_wallet,
)
from chalicelib.store.proposals import proposal_key, to_proposal
from chalicelib.store.reservations import (
    RESERVATIONS,
    RESERVED_PREFIX,
    reservation_key,
    reserved_key,
    to_reservation,
    to_reserved,
)
from chalicelib.store.secondyes import CORRECTIONS, PROPOSALS
from chalicelib.store.table import name_of
from chalicelib.views.answers import meaning

SETTLED_AFTER = timedelta(minutes=1)
"""Behind this time nothing moves any more: a transfer is written soon after the time that it is
dated, or not at all.
"""

A_PAGE, MOST_PAGES = 1000, 20
"""So many wallets are read at once, and so many times in one answer."""


class WalletsReport(Report):
    """The same of wallets, with their names."""

    walletIDs: list[str]


class LedgerReport(TypedDict):
    """Whether all wallets together come to nothing."""

    checked: int
    complete: Annotated[bool, meaning("Whether all wallets were added up.")]
    value: list[SubjectFaults]
    nextCursor: None


AnyReport = Report | WalletsReport | LedgerReport


def verify_wallets(desk: Desk, limit: int, cursor: str | None) -> WalletsReport:
    """What is wrong with the wallets of a page: each is what its last entry and the journal of its
    floor say.
    """
    desk.gather(authorise=require_all_customers)
    page = desk.page(keys.LEDGER, limit=limit, cursor=cursor)
    wallet_ids = [item["wallet_id"] for item in page.items]
    looks = {
        f"wallet/{wallet_id}": partial(_wallet_faults, desk, wallet_id) for wallet_id in wallet_ids
    }
    return {**report(looks, page.next_cursor), "walletIDs": wallet_ids}


def verify_statement(desk: Desk, wallet_id: str, limit: int, cursor: str | None) -> Report:
    """What is wrong with a page of a wallet's entries.

    Each has to be unedited and in its place, with its transfer, the other wallet's entry, and the
    journal of its correction.
    """
    key = keys.wallet(wallet_id)
    found = desk.gather([key], require_all_customers)
    if name_of(key) not in found:
        raise no_such("wallet")
    page = desk.page(key["pk"], prefix=keys.ENTRIES_PREFIX, limit=limit, cursor=cursor)
    before = None
    if cursor and page.items:
        [item] = desk.table.query(
            key["pk"], before=page.items[0]["sk"], descending=True, limit=1
        ).items
        before = to_entry(item)
    entries = [to_entry(item) for item in page.items]
    wallet = to_wallet(found[name_of(key)])
    faults = confirmed(lambda: statement_faults(wallet, before, entries, _around(desk, entries)))
    wrong: list[SubjectFaults] = (
        [{"subject": f"wallet/{wallet_id}", "faults": faults}] if faults else []
    )
    return {"checked": len(entries), "value": wrong, "nextCursor": page.next_cursor}


def verify_asked(desk: Desk, of: str, state: str, limit: int, cursor: str | None) -> Report:
    """What is wrong with a page of corrections, proposals or reservations: with their journals, and
    what came of them (IG-10, X-16).
    """
    desk.gather(authorise=require_all_customers)
    place, look = ASKED_FOR[of]
    page = page_of(desk, place, state, limit, cursor)
    keys_of = [{"pk": item["pk"], "sk": item["sk"]} for item in page.items]
    return report(
        {f"{of[:-1]}/{key['pk'].partition('#')[2]}": partial(look, desk, key) for key in keys_of},
        page.next_cursor,
    )


def verify_sums(desk: Desk) -> LedgerReport:
    """Whether all wallets of each currency and the account of the outside world come to nothing, as
    they stood a minute ago (X-06).
    """
    desk.gather(authorise=require_all_customers)
    at = desk.now - SETTLED_AFTER
    wallets: list[Wallet] = []
    start = None
    for _ in range(MOST_PAGES):
        page = desk.table.query(keys.LEDGER, limit=A_PAGE, start=start)
        found = desk.table.get(keys.wallet(item["wallet_id"]) for item in page.items)
        wallets += [_as_of(desk, to_wallet(item), at) for item in found.values()]
        start = page.last
        if not start:
            break
    faults = ledger_faults(wallets) if not start else []
    wrong: list[SubjectFaults] = [{"subject": "ledger", "faults": faults}] if faults else []
    return {"checked": len(wallets), "complete": not start, "value": wrong, "nextCursor": None}


def _wallet_faults(desk: Desk, wallet_id: str) -> list[str]:
    key = keys.wallet(wallet_id)
    item = desk.table.get([key]).get(name_of(key))
    if item is None:
        return [NOT_THERE]
    wallet = to_wallet(item)
    last = desk.table.query(key["pk"], prefix=keys.ENTRIES_PREFIX, descending=True, limit=1).items
    kept = [to_reserved(one) for one in desk.read_all(key["pk"], prefix=RESERVED_PREFIX)]
    pending = (
        to_reservation(one)
        for one in desk.table.get(reservation_key(one.transfer_id) for one in kept).values()
    )
    faults = kept_faults(wallet, kept, {one.transfer.transfer_id: one for one in pending})
    faults += head_faults(wallet, to_entry(last[0]) if last else None)
    return faults + floor_faults(wallet, entries_about(desk, f"wallet/{wallet_id}"))


def _proposal_faults(desk: Desk, key: keys.Key) -> list[str]:
    item = desk.table.get([key]).get(name_of(key))
    if item is None:
        return [NOT_THERE]
    proposal = to_proposal(item)
    moved = keys.transfer(proposal.proposal_id)
    found = desk.table.get([moved]).get(name_of(moved))
    floors = entries_about(desk, f"wallet/{proposal.wallet_id}") if proposal.kind == FLOOR else []
    faults = proposal_faults(proposal, to_transfer(found) if found else None, floors)
    return faults + journal_faults(proposal, entries_about(desk, proposal.subject))


def _correction_faults(desk: Desk, key: keys.Key) -> list[str]:
    item = desk.table.get([key]).get(name_of(key))
    if item is None:
        return [NOT_THERE]
    correction = to_correction(item)
    moved = keys.transfer(correction.transfer_id or "")
    found = desk.table.get([moved]).get(name_of(moved))
    faults = correction_faults(correction, to_transfer(found) if found else None)
    return faults + journal_faults(correction, entries_about(desk, correction.subject))


def _reservation_faults(desk: Desk, key: keys.Key) -> list[str]:
    item = desk.table.get([key]).get(name_of(key))
    if item is None:
        return [NOT_THERE]
    reservation = to_reservation(item)
    moved = keys.transfer(reservation.transfer.transfer_id)
    places = [reserved_key(one.wallet_id, one.transfer_id) for one in reservation.reserved]
    found = desk.table.get([moved, *places])
    kept = [to_reserved(found[name_of(place)]) for place in places if name_of(place) in found]
    transfer = found.get(name_of(moved))
    faults = reservation_faults(reservation, to_transfer(transfer) if transfer else None, kept)
    return faults + journal_faults(reservation, entries_about(desk, reservation.subject))


ASKED_FOR = {
    "corrections": (CORRECTIONS, _correction_faults),
    "proposals": (PROPOSALS, _proposal_faults),
    "reservations": (RESERVATIONS, _reservation_faults),
}
"""What waits until somebody decides it → where it is listed, and the look at one of them."""


def _around(desk: Desk, entries: Sequence[Entry]) -> dict[int, Around]:
    transfers = [entry.transfer for entry in entries]
    found = desk.table.get(key for transfer in transfers for key in _keys_about(transfer))
    around = {}
    for entry in entries:
        transfer, correction, request, proposal, reservation = (
            found.get(name_of(key)) for key in _keys_about(entry.transfer)
        )
        around[entry.sequence] = Around(
            to_transfer(transfer) if transfer else None,
            _across(desk, entry),
            to_paid(request) if request else None,
            to_correction(correction) if correction else None,
            to_proposal(proposal) if proposal else None,
            to_reservation(reservation) if reservation else None,
        )
    return around


def _keys_about(transfer: Transfer) -> list[keys.Key]:
    """Where a transfer, the correction that it makes, the request that it pays, its proposal and
    reservation are kept, if any.
    """
    request = keys.fund_request(transfer.dispute_id or "", transfer.request_id or "")
    before = [proposal_key(transfer.transfer_id), reservation_key(transfer.transfer_id)]
    return [
        keys.transfer(transfer.transfer_id),
        keys.correction(transfer.reverses or ""),
        request,
        *before,
    ]


def _across(desk: Desk, entry: Entry) -> list[Entry]:
    """What the statements of the other wallets have of the same transfer, which bears its time
    there too.
    """
    transfer, when = entry.transfer, entries_at(entry.transfer.at)
    others = [
        keys.wallet(wallet_id)["pk"]
        for wallet_id in transfer.wallet_ids
        if wallet_id != entry.wallet_id
    ]
    found = (
        to_entry(item)
        for place in others
        for item in desk.table.query(place, between=when, limit=1000).items
    )
    return [one for one in found if one.transfer.transfer_id == transfer.transfer_id]


def _as_of(desk: Desk, wallet: Wallet, at: datetime) -> Wallet:
    """The wallet with what it held at a time."""
    if wallet.last_at is None or wallet.last_at <= at:
        return wallet
    last = desk.table.query(
        keys.wallet(wallet.wallet_id)["pk"], between=entries_until(at), descending=True, limit=1
    ).items
    return replace(wallet, balance=to_entry(last[0]).balance if last else 0)

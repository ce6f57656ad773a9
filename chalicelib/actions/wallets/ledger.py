"""Wallets: what they hold, how it came about, and corrections by two people (IG-10, IG-11)."""

from collections.abc import Callable
from operator import itemgetter

from typing_extensions import TypedDict

from chalicelib.actions.admin.exports import (
    FileView,
    Written,
    form_named,
    give_out_anew,
    note_export,
)
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.kinds import kind_of
from chalicelib.actions.wallets.second_yes import page_of
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.people.person import CORRECTING, Person
from chalicelib.domain.wallets import corrections
from chalicelib.domain.wallets.corrections import Correction
from chalicelib.domain.wallets.ledger import Entry, Wallet, outside_wallet
from chalicelib.domain.wallets.second_yes import refused
from chalicelib.domain.wallets.statement import MOST_BYTES, MOST_LINES, Excerpt
from chalicelib.domain.wallets.transfer import Transfer, reverse_id_of
from chalicelib.errors import AlreadyDone, NotFound, TooMany, UnsupportedQuery, no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item, to_dispute
from chalicelib.store.files import Files
from chalicelib.store.ledger import (
    correction_item,
    entries_between,
    posting_writes,
    to_correction,
    to_entry,
    to_transfer,
    to_wallet,
)
from chalicelib.store.secondyes import CORRECTIONS
from chalicelib.store.table import IS_ABSENT, Put, Write, name_of, unwritten_or_at
from chalicelib.views.answers import Page, WouldBe
from chalicelib.views.ledger import (
    StatementEntryView,
    WalletView,
    entry_view,
    statement_sheet,
    wallet_view,
)
from chalicelib.views.parts import to_json
from chalicelib.views.secondyes import (
    AgreementPart,
    CorrectionForeseen,
    CorrectionRow,
    CorrectionView,
    agreement_part,
    correction_row,
    correction_view,
)

Decided = Decision[CorrectionView, WouldBe[CorrectionForeseen]]
Deciding = Action[CorrectionView, WouldBe[CorrectionForeseen]]

MOST_WALLETS = 100
"""Of one party: one for each currency that it ever had."""


class WalletsView(TypedDict):
    """The wallets of a party."""

    value: list[WalletView]


class WalletStatementView(TypedDict):
    """A page of a wallet's statement, the latest entry first (IG-10)."""

    wallet: WalletView
    value: list[StatementEntryView]
    nextCursor: str | None


def show_wallet(desk: Desk, wallet_id: str) -> WalletView:
    """A wallet with what it holds: one's own, or for the staff anybody's (IG-06)."""
    return wallet_view(
        wallet_among(desk.gather([keys.wallet(wallet_id)]), desk.context.actor, wallet_id)
    )


def list_wallets(desk: Desk, party_id: str | None) -> WalletsView:
    """The wallets of one's own party, or for the staff of the one that is named, by currency."""
    desk.gather()
    person = desk.context.actor
    named = party_id if party_id is not None else person.party_id
    if named is None:
        raise UnsupportedQuery("Say whose wallets: partyID.")
    listed = desk.table.query(
        keys.of_customer(named, "WALLET"), index="byCustomer", limit=MOST_WALLETS
    )
    found = desk.gather_more(keys.wallet(item["wallet_id"]) for item in listed.items)
    seen = (item for item in found.values() if person.sees_party(item["role"], item["party_id"]))
    return {
        "value": [wallet_view(to_wallet(item)) for item in sorted(seen, key=itemgetter("currency"))]
    }


def list_entries(
    desk: Desk, wallet_id: str, excerpt: Excerpt, limit: int, cursor: str | None
) -> WalletStatementView:
    """A wallet's statement, the latest entry first, each with the balance after it (IG-10)."""
    wallet = wallet_among(
        desk.gather([keys.wallet(wallet_id)], with_hours=True), desk.context.actor, wallet_id
    )
    keep: Callable[[Item], bool] = lambda item: excerpt.has(item["transfer"])  # noqa: E731
    page = desk.page(
        keys.wallet(wallet.wallet_id)["pk"],
        between=entries_between(excerpt.first, excerpt.last, desk.hours),
        descending=True,
        limit=limit,
        cursor=cursor,
        keep=keep if excerpt.is_of_some else None,
    )
    entries = [to_entry(item) for item in page.items]
    known = _corrections_of(desk, entries)
    rows = [
        entry_view(entry, known.get(entry.transfer.transfer_id), desk.context) for entry in entries
    ]
    return {"wallet": wallet_view(wallet), "value": rows, "nextCursor": page.next_cursor}


def _corrections_of(desk: Desk, entries: list[Entry]) -> dict[str, Correction]:
    """What was asked for of these transfers, for someone who may ask for it (X-02): one read, and
    none for others.
    """
    if CORRECTING not in desk.context.actor.usable:
        return {}
    found = desk.gather_more(keys.correction(entry.transfer.transfer_id) for entry in entries)
    return {known.transfer.transfer_id: known for known in map(to_correction, found.values())}


def write_statement(desk: Desk, wallet_id: str, excerpt: Excerpt, ending: str) -> Written:
    """A wallet's statement for some days as a file, whole, the oldest entry first (IG-10, X-09),
    which is written down.
    """
    form = form_named(ending)
    wallet = wallet_among(
        desk.gather([keys.wallet(wallet_id)], with_hours=True), desk.context.actor, wallet_id
    )
    place, between = (
        keys.wallet(wallet.wallet_id)["pk"],
        entries_between(excerpt.first, excerpt.last, desk.hours),
    )
    entries: list[Entry] = []
    for page in desk.table.pages(place, between=between):
        entries += [to_entry(item) for item in page.items]
        if len(entries) > MOST_LINES:
            raise TooMany(
                f"These days hold more than {MOST_LINES} entries; ask for fewer days, by from"
                " and to.",
                rule="IG-10",
            )
    content = form.write(statement_sheet(entries, desk.context.actor, desk.hours))
    if len(content) > MOST_BYTES:
        raise TooMany(
            f"What these days hold is longer than {MOST_BYTES} bytes; ask for fewer days, by from"
            " and to.",
            rule="IG-10",
        )
    written = Written(content, len(entries))
    note_export(desk, f"wallet/{wallet_id}", written)
    return written


def give_out_statement(
    desk: Desk, wallet_id: str, excerpt: Excerpt, ending: str, files: Files, file_name: str
) -> FileView:
    """The same as a file of its own, and the link to it."""
    written = write_statement(desk, wallet_id, excerpt, ending)
    return give_out_anew(desk, files, written, file_name, ending)


def ask_correction(transfer_id: str, reason: str) -> Deciding:
    """Asks for a transfer to be taken back; a second person of finance has to agree (IG-10)."""

    def decide(transfer: Transfer, known: Correction | None, desk: Desk) -> Decided:
        wallets = wallets_in(desk.gather_more(wallet_keys(transfer)), transfer)
        correction = corrections.ask(transfer, wallets, known, reason, desk.context)
        return _decided(desk, known, correction, (), 201 if known is None else 200)

    return _correcting(transfer_id, decide)


def agree_to_correction(transfer_id: str) -> Deciding:
    """Agrees to a correction, which moves the money back with it (IG-10)."""

    def decide(transfer: Transfer, known: Correction | None, desk: Desk) -> Decided:
        found = desk.gather_more([*wallet_keys(transfer), *_paid_keys(transfer)])
        correction, posted = corrections.agree(
            _asked(known), wallets_in(found, transfer), desk.context
        )
        writes, told = _taken_back(desk, posted.transfer, found)
        return _decided(
            desk,
            known,
            correction,
            (*posting_writes(posted), *writes),
            comes=agreement_part(posted, told),
        )

    return _correcting(transfer_id, decide)


def refuse_correction(transfer_id: str, answer: str | None) -> Deciding:
    """Leaves the transfer as it is (IG-10)."""

    def decide(_: Transfer, known: Correction | None, desk: Desk) -> Decided:
        return _decided(desk, known, refused(_asked(known), answer, desk.context), ())

    return _correcting(transfer_id, decide, takes_back=False)


def list_corrections(desk: Desk, state: str, limit: int, cursor: str | None) -> Page[CorrectionRow]:
    """The corrections that wait for a second person, or that were decided."""
    desk.gather()
    page = page_of(desk, CORRECTIONS, state, limit, cursor)
    return {
        "value": [correction_row(to_correction(item), desk.context) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def wallet_keys(transfer: Transfer) -> list[keys.Key]:
    """The wallets of a transfer."""
    return [keys.wallet(wallet_id) for wallet_id in transfer.wallet_ids]


def wallets_in(found: dict[str, Item], transfer: Transfer) -> list[Wallet]:
    """The wallets of a transfer among what was read; the outside world's is there from the
    beginning.
    """
    return [_wallet_in(found, wallet_id, transfer.currency) for wallet_id in transfer.wallet_ids]


def _wallet_in(found: dict[str, Item], wallet_id: str, currency: str) -> Wallet:
    item = found.get(name_of(keys.wallet(wallet_id)))
    if item:
        return to_wallet(item)
    if wallet_id != outside_wallet(currency).wallet_id:
        raise no_such("wallet")
    return outside_wallet(currency)


def _paid_keys(transfer: Transfer) -> list[keys.Key]:
    """The dispute and the request that a transfer paid, where it paid one."""
    if transfer.dispute_id is None or transfer.request_id is None:
        return []
    return [
        keys.dispute(transfer.dispute_id),
        keys.fund_request(transfer.dispute_id, transfer.request_id),
    ]


def _taken_back(
    desk: Desk, back: Transfer, found: dict[str, Item]
) -> tuple[tuple[Write, ...], tuple[Change, ...]]:
    """What is written and told of the dispute whose payment goes back; nothing where
    it paid none.
    """
    named = _paid_keys(back)
    if not named:
        return (), ()
    dispute = to_dispute(found[name_of(named[0])])
    return kind_of(dispute).take_back(desk, dispute, found, back)


def _correcting(
    transfer_id: str,
    decide: Callable[[Transfer, Correction | None, Desk], Decided],
    *,
    takes_back: bool = True,
) -> Deciding:
    def action(desk: Desk) -> Decided:
        transfer, correction, reverse = (
            keys.transfer(transfer_id),
            keys.correction(transfer_id),
            keys.transfer(reverse_id_of(transfer_id)),
        )
        found = desk.gather([transfer, correction, reverse], require_ledger)
        if name_of(transfer) not in found:
            raise no_such("transfer")
        known = to_correction(found[name_of(correction)]) if name_of(correction) in found else None
        desk.require_version(
            known.version if known else 0, lambda: correction_view(known) if known else None
        )
        if takes_back and name_of(reverse) in found:
            raise AlreadyDone(corrections.TAKEN_BACK, rule="IG-10")
        return decide(to_transfer(found[name_of(transfer)]), known, desk)

    return action


def _asked(known: Correction | None) -> Correction:
    if known is None:
        raise NotFound("Nobody asked for a correction of this transfer.")
    return known


def _decided(
    desk: Desk,
    known: Correction | None,
    correction: Correction,
    writes: tuple[Write, ...],
    status: int = 200,
    comes: AgreementPart | None = None,
) -> Decided:
    """The correction as it was decided with its entry in the journal (X-05), what is written with
    it, and what else would come of it.
    """
    kept, entry = enter(known, correction, desk.hand)
    view = correction_view(kept)
    location = "/api/correction" if known is None else None
    answer = Answer(status, to_json(view), kept.version, location)
    put = Put(correction_item(kept), unwritten_or_at(kept.version - 1))
    foreseen: CorrectionForeseen = {**view, **(comes or AgreementPart())}
    journal = Put(entry_item(entry), (IS_ABSENT,))
    return Decision((put, journal, *writes), answer, would_be(foreseen))


def require_ledger(person: Person) -> None:
    """`NotFound` for someone who is limited to some customers: what moves between others is as
    absent as their wallets (RV-03).
    """
    if person.confined_to is not None:
        raise no_such("wallet or transfer")


def wallet_among(found: dict[str, Item], person: Person, wallet_id: str) -> Wallet:
    """The wallet, as absent as one that never was for those who may not see it (RV-03)."""
    item = found.get(name_of(keys.wallet(wallet_id)))
    if not item or not person.sees_party(item["role"], item["party_id"]):
        raise no_such("wallet")
    return to_wallet(item)

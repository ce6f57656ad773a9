"""Wallets, their entries and transfers as items of the table."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.wallets.corrections import Correction
from chalicelib.domain.wallets.ledger import Entry, Posted, Wallet
from chalicelib.domain.wallets.transfer import Paid, Transfer
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.secondyes import CORRECTIONS, listed
from chalicelib.store.table import IS_ABSENT, Put, Write, unwritten_or_at

_LAST = 10**10 - 1
"""The number after which no entry has a key."""


def wallet_item(wallet: Wallet) -> Item:
    """A wallet."""
    return dump(wallet) | keys.wallet(wallet.wallet_id)


def place_item(wallet: Wallet) -> Item:
    """That there is a wallet, listed for its party."""
    listed = {
        "customer_pk": keys.of_customer(wallet.party_id, "WALLET"),
        "customer_sk": wallet.currency,
    }
    return (
        keys.in_ledger(wallet.currency, wallet.wallet_id) | listed | {"wallet_id": wallet.wallet_id}
    )


def entry_item(entry: Entry) -> Item:
    """A line of a wallet's statement."""
    return dump(entry) | keys.ledger_entry(entry.wallet_id, entry.transfer.at, entry.sequence)


def entries_between(first: date, last: date, hours: WorkHours) -> tuple[str, str]:
    """The sort keys between which a statement's lines of these days lie, by the company's clock and
    both days included.
    """
    begin, end = (hours.begin_of(day) for day in (first, last + timedelta(days=1)))
    return keys.ledger_entry("", begin, 0)["sk"], keys.ledger_entry("", end, 0)["sk"]


def entries_until(at: datetime) -> tuple[str, str]:
    """The sort keys between which the lines up to a moment lie."""
    return keys.ENTRIES_PREFIX, keys.ledger_entry("", at, _LAST)["sk"]


def entries_at(at: datetime) -> tuple[str, str]:
    """The sort keys between which the lines of one moment lie."""
    return keys.ledger_entry("", at, 0)["sk"], keys.ledger_entry("", at, _LAST)["sk"]


def transfer_item(transfer: Transfer) -> Item:
    """A transfer."""
    return dump(transfer) | keys.transfer(transfer.transfer_id)


def correction_item(correction: Correction) -> Item:
    """A correction, listed among those that wait for a second person or were decided."""
    transfer_id = correction.transfer.transfer_id
    return (
        dump(correction)
        | keys.correction(transfer_id)
        | listed(CORRECTIONS, correction, transfer_id)
    )


def wallet_writes(wallets: Iterable[Wallet]) -> list[Write]:
    """Wallets, each at the version that it was read at."""
    writes: list[Write] = []
    for wallet in wallets:
        writes.append(Put(wallet_item(wallet), unwritten_or_at(wallet.version - 1)))
        if wallet.version == 1:
            writes.append(Put(place_item(wallet), (IS_ABSENT,)))
    return writes


def posting_writes(posted: Posted) -> list[Write]:
    """A transfer with its wallets, each once, and an entry for each posting: five items between two
    wallets (IG-06).
    """
    entries = [Put(entry_item(entry), (IS_ABSENT,)) for entry in posted.entries]
    return [
        *wallet_writes(posted.wallets),
        *entries,
        Put(transfer_item(posted.transfer), (IS_ABSENT,)),
    ]


def to_wallet(item: Item) -> Wallet:
    """The wallet that an item holds."""
    return load(Wallet, item)


def to_entry(item: Item) -> Entry:
    """The line of a statement that an item holds."""
    return load(Entry, item)


def to_transfer(item: Item) -> Transfer:
    """The transfer that an item holds."""
    return load(Transfer, item)


def to_correction(item: Item) -> Correction:
    """The correction that an item holds."""
    return load(Correction, item)


def to_paid(item: Item) -> Paid:
    """By which transfers what an item holds was paid, and that taken back."""
    return load(Paid, item)

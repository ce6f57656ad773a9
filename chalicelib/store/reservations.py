"""Pending transfers, and what wallets keep for them, as items of the table.

| what | partition `pk` | sort `sk` |
|---|---|---|
| transfer that is or was pending | `TRANSFER#{transferID}` | `RESERVATION` |
| its journal | `JOURNAL#reservation/{transferID}` | as all |
| what a wallet keeps for a pending transfer | `WALLET#{walletID}` | `RESERVED#{transferID}` |
"""

from collections.abc import Iterable

from chalicelib.domain.wallets.ledger import Posted, Wallet
from chalicelib.domain.wallets.reservations import PENDING, Reservation, Reserved
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.ledger import posting_writes, wallet_writes
from chalicelib.store.secondyes import DECIDED
from chalicelib.store.table import IS_ABSENT, IS_THERE, Delete, Put, Write, is_at_version

RESERVATIONS, RESERVED_PREFIX = "RESERVATION", "RESERVED#"


def reservation_key(transfer_id: str) -> keys.Key:
    """A transfer that is or was pending."""
    return {"pk": keys.transfer(transfer_id)["pk"], "sk": RESERVATIONS}


def reserved_key(wallet_id: str, transfer_id: str) -> keys.Key:
    """What a wallet keeps for a pending transfer."""
    return {"pk": keys.wallet(wallet_id)["pk"], "sk": f"{RESERVED_PREFIX}{keys.safe(transfer_id)}"}


def reservation_item(reservation: Reservation) -> Item:
    """One, listed among those that are pending by when they were made, or among those that have
    ended by when they did.
    """
    transfer, at = reservation.transfer, reservation.ended_at or reservation.transfer.at
    place = RESERVATIONS if reservation.status == PENDING else RESERVATIONS + DECIDED
    listed = {"directory_pk": place, "directory_sk": f"{keys.instant(at)}#{transfer.transfer_id}"}
    return dump(reservation) | reservation_key(transfer.transfer_id) | listed


def reserve_writes(reservation: Reservation, wallets: Iterable[Wallet]) -> list[Write]:
    """A transfer that is pending from now on, with the wallets that it will take from."""
    kept = [
        Put(dump(one) | reserved_key(one.wallet_id, one.transfer_id), (IS_ABSENT,))
        for one in reservation.reserved
    ]
    return [Put(reservation_item(reservation), (IS_ABSENT,)), *wallet_writes(wallets), *kept]


def post_writes(reservation: Reservation, posted: Posted) -> list[Write]:
    """The same posted: it ends once, by the version at which it was read, and is written once, by
    its id.
    """
    return [*_end_writes(reservation), *posting_writes(posted)]


def void_writes(reservation: Reservation, wallets: Iterable[Wallet]) -> list[Write]:
    """The same voided."""
    return [*_end_writes(reservation), *wallet_writes(wallets)]


def _end_writes(reservation: Reservation) -> list[Write]:
    gone = [
        Delete(reserved_key(one.wallet_id, one.transfer_id), (IS_THERE,))
        for one in reservation.reserved
    ]
    return [Put(reservation_item(reservation), (is_at_version(reservation.version - 1),)), *gone]


def to_reservation(item: Item) -> Reservation:
    """The pending, posted or voided transfer that an item holds."""
    return load(Reservation, item)


def to_reserved(item: Item) -> Reserved:
    """What a wallet keeps, that an item holds."""
    return load(Reserved, item)

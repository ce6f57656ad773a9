"""Reserving money for a transfer, and posting or voiding it: what a command of any kind of dispute
writes with its own (IG-11).

A command that ends a reservation reads it first, with what else it is about, and its wallets
second.
"""

from chalicelib.actions.desk import Desk
from chalicelib.actions.wallets.ledger import wallets_in
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.wallets import reservations
from chalicelib.domain.wallets.ledger import Posted
from chalicelib.domain.wallets.reservations import Reservation
from chalicelib.domain.wallets.transfer import Transfer
from chalicelib.errors import NotFound
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item
from chalicelib.store.reservations import (
    post_writes,
    reservation_key,
    reserve_writes,
    to_reservation,
    void_writes,
)
from chalicelib.store.table import IS_ABSENT, Put, Write, name_of


def reserve(
    desk: Desk, transfer: Transfer, found: dict[str, Item]
) -> tuple[Reservation, list[Write]]:
    """The transfer pending; its wallets are among what was found."""
    reservation, wallets = reservations.reserve(transfer, *wallets_in(found, transfer))
    kept, noted = _noted(desk, None, reservation)
    return kept, [*reserve_writes(kept, wallets), noted]


def post_reserved(
    desk: Desk, known: Reservation, found: dict[str, Item]
) -> tuple[Reservation, Posted, list[Write]]:
    """A pending transfer posted, once; its wallets are among what was found."""
    reservation, posted = reservations.post_reserved(
        known, wallets_in(found, known.transfer), desk.context
    )
    kept, noted = _noted(desk, known, reservation)
    return kept, posted, [*post_writes(kept, posted), noted]


def void(
    desk: Desk, known: Reservation, reason: str | None, found: dict[str, Item]
) -> tuple[Reservation, list[Write]]:
    """A pending transfer voided, once; its wallets are among what was found."""
    reservation, wallets = reservations.void(
        known, wallets_in(found, known.transfer), reason, desk.context
    )
    kept, noted = _noted(desk, known, reservation)
    return kept, [*void_writes(kept, wallets), noted]


def reservation_in(found: dict[str, Item], transfer_id: str) -> Reservation:
    """The reservation among what was found; `NotFound` where there is none."""
    item = found.get(name_of(reservation_key(transfer_id)))
    if item is None:
        raise NotFound("Nothing is reserved for such a transfer.")
    return to_reservation(item)


def _noted(
    desk: Desk, known: Reservation | None, reservation: Reservation
) -> tuple[Reservation, Write]:
    """It with its place in its journal, and the entry (X-05)."""
    kept, entry = enter(known, reservation, desk.hand)
    return kept, Put(entry_item(entry), (IS_ABSENT,))

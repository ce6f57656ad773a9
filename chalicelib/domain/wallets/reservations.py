"""Reservations: pending transfers, whose money nothing else may take until they are posted or
voided (IG-10, IG-11).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.base.identifiers import subject_of
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.wallets.ledger import (
    Posted,
    Wallet,
    post,
    require_funds,
    require_kept,
    wallets_of,
)
from chalicelib.domain.wallets.transfer import Transfer
from chalicelib.errors import AlreadyDecided, InvalidInput
from chalicelib.values import dataclass

PENDING, POSTED, VOIDED = "pending", "posted", "voided"


@dataclass(frozen=True)
class Reservation:
    """A transfer whose money is kept for it, and what became of that."""

    transfer: Transfer
    """As it was asked for; under its id it is posted, later and perhaps by somebody else."""
    status: str = PENDING
    ended_by: str | None = None
    ended_by_name: str | None = None
    ended_at: datetime | None = None
    reason: str | None = None
    """Why it was voided."""
    version: int = 1
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("reservation", self.transfer.transfer_id)

    @property
    def reserved(self) -> "tuple[Reserved, ...]":
        """What it keeps of each wallet while it is pending."""
        transfer_id = self.transfer.transfer_id
        return tuple(
            Reserved(wallet_id, transfer_id, amount)
            for wallet_id, amount in self.transfer.taken.items()
        )

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        currency = self.transfer.currency
        return {
            "status": self.status,
            "kind": self.transfer.kind,
            "postings": [
                {"walletID": one.wallet_id, "amount": to_number(one.amount, currency)}
                for one in self.transfer.postings
            ],
            "currency": currency,
            "reference": self.transfer.reference,
            "disputeID": self.transfer.dispute_id,
            "requestID": self.transfer.request_id,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Reserved:
    """What a wallet keeps for a pending transfer; in minor units."""

    wallet_id: str
    transfer_id: str
    amount: int


def reserve(transfer: Transfer, *wallets: Wallet) -> tuple[Reservation, list[Wallet]]:
    """The transfer pending, and each wallet that it will take from, as far as that one's floor
    allows (IG-11).

    What it brings to other wallets is not there before it is posted. A correction moves at once or
    not at all.
    """
    if transfer.reverses is not None:
        raise InvalidInput(
            "A correction is made at once; nothing is reserved for it.", rule="IG-10"
        )
    keeping = []
    for wallet in wallets_of(transfer, wallets):
        taken = transfer.taken.get(wallet.wallet_id, 0)
        if taken:
            require_funds(wallet, taken)
            require_kept(wallet, wallet.balance - wallet.reserved - taken)
            keeping.append(_changed(wallet, taken))
    return Reservation(transfer), keeping


def post_reserved(
    reservation: Reservation, wallets: Sequence[Wallet], context: Context
) -> tuple[Reservation, Posted]:
    """The transfer posted, by the one who posts it and now, out of what was kept for it;
    `AlreadyDecided` once it has ended.

    A floor that was raised meanwhile is in the way, as of any transfer: it stays pending until
    there is enough above it (IG-11).
    """
    ended = _ended(reservation, POSTED, context)
    first = reservation.transfer
    by = {
        "at": context.at,
        "by_id": context.actor.user_id,
        "by_name": context.actor.name,
        "reserved_at": first.at,
    }
    free = [
        replace(wallet, reserved=wallet.reserved - first.taken.get(wallet.wallet_id, 0))
        for wallet in wallets
    ]
    return ended, post(replace(first, **by), *free)  # type: ignore[arg-type]


def void(
    reservation: Reservation, wallets: Sequence[Wallet], reason: str | None, context: Context
) -> tuple[Reservation, list[Wallet]]:
    """Nothing moves, and each wallet has again what was kept; `AlreadyDecided` once
    it has ended.
    """
    taken = reservation.transfer.taken
    ended = replace(_ended(reservation, VOIDED, context), reason=reason)
    return ended, [
        _changed(wallet, -taken[wallet.wallet_id])
        for wallet in wallets
        if wallet.wallet_id in taken
    ]


def _changed(wallet: Wallet, taken: int) -> Wallet:
    return replace(wallet, reserved=wallet.reserved + taken, version=wallet.version + 1)


def _ended(reservation: Reservation, status: str, context: Context) -> Reservation:
    if reservation.status != PENDING:
        raise AlreadyDecided(
            f"The transfer was {reservation.status} by {reservation.ended_by_name}.", rule="IG-11"
        )
    by = {
        "ended_by": context.actor.user_id,
        "ended_by_name": context.actor.name,
        "ended_at": context.at,
    }
    return replace(reservation, status=status, version=reservation.version + 1, **by)  # type: ignore[arg-type]

"""Transfers: money that moves between wallets, as postings that come to nothing together (IG-06,
IG-10, X-06).

Amounts are in minor units of the transfer's one currency.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.base.identifiers import OutsideID, id_out_of
from chalicelib.errors import InvalidAmount, InvalidInput, TooMany
from chalicelib.values import dataclass

KINDS = (
    "fundRequest",
    "deposit",
    "openingBalance",
    "correction",
    "decision",
    "payout",
    "payoutReturn",
    "reversal",
)
"""Why money moves."""

MOST_POSTINGS = 12
"""So many, in a transfer: with all that is written beside them they fit one transaction of the
table.
"""


@dataclass(frozen=True)
class Posting:
    """What a transfer does to one wallet; it may do several things to the same one."""

    wallet_id: str
    amount: int
    """Above zero for what goes in, below zero for what goes out."""


@dataclass(frozen=True)
class Transfer:
    """Money that moves between wallets: why, and by whom. It stays for ever as it is."""

    transfer_id: str
    kind: str
    """One of `KINDS`."""
    postings: tuple[Posting, ...]
    currency: str
    at: datetime
    by_id: str
    by_name: str
    reference: str = ""
    booking_id: OutsideID | None = None
    dispute_id: str | None = None
    request_id: str | None = None
    reverses: str | None = None
    """The transfer that it takes back."""
    reason: str | None = None
    asked_by_name: str | None = None
    """Who proposed it, where a second person had to agree."""
    repeats: str | None = None
    """The deposit before into the same wallet under the same reference, which it
    knowingly repeats.
    """
    reserved_at: datetime | None = None
    """Since when its money was reserved, where it was."""

    @property
    def amount(self) -> int:
        """All that it moves."""
        return sum(posting.amount for posting in self.postings if posting.amount > 0)

    @property
    def wallet_ids(self) -> tuple[str, ...]:
        """The wallets that it touches, in the order of its postings."""
        return _once(posting.wallet_id for posting in self.postings)

    @property
    def debited(self) -> tuple[str, ...]:
        """The wallets that something goes out of."""
        return _once(posting.wallet_id for posting in self.postings if posting.amount < 0)

    @property
    def credited(self) -> tuple[str, ...]:
        """The wallets that something goes into."""
        return _once(posting.wallet_id for posting in self.postings if posting.amount > 0)

    @property
    def taken(self) -> dict[str, int]:
        """How much less each wallet has after it that has less."""
        return {
            wallet_id: -change
            for wallet_id in self.wallet_ids
            if (change := self.change_of(wallet_id)) < 0
        }

    @property
    def reverse_id(self) -> str:
        """The id of the one transfer that can take it back, so that nothing takes it back twice."""
        return reverse_id_of(self.transfer_id)

    def is_between(self, debit: str, credit: str, amount: int) -> bool:
        """Whether it moves so much out of one wallet into another, and nothing else."""
        return self.postings == (Posting(debit, -amount), Posting(credit, amount))

    def change_of(self, wallet_id: str) -> int:
        """What it does to a wallet, all together."""
        return sum(posting.amount for posting in self.postings if posting.wallet_id == wallet_id)

    def entered_in(self, wallet_id: str) -> tuple[Posting, ...]:
        """What it does to a wallet, one after the other: what goes in first.

        So no balance in between lies lower than the one before and the one after.
        """
        own = (posting for posting in self.postings if posting.wallet_id == wallet_id)
        return tuple(sorted(own, key=lambda posting: posting.amount < 0))

    def across(self, posting: Posting) -> tuple[str, ...]:
        """The wallets that a posting's money comes from or goes to; all others, where that cannot
        be said.
        """
        others = [one for one in self.postings if one.wallet_id != posting.wallet_id]
        facing = [one for one in others if (one.amount < 0) != (posting.amount < 0)]
        return _once(one.wallet_id for one in facing or others)


@dataclass(frozen=True)
class Paid:
    """What was paid by a transfer."""

    transfer_id: str | None = None
    """The transfer that paid it."""
    corrected_by: str | None = None
    """The transfer that took that back."""


def reverse_id_of(transfer_id: str) -> str:
    """The id of the one transfer that can take another back."""
    return id_out_of(f"reverse:{transfer_id}")


def between(debit: str, credit: str, amount: int) -> tuple[Posting, Posting]:
    """The postings of what goes out of one wallet and into another."""
    if amount <= 0:
        raise InvalidAmount("What moves must be above zero.", rule="IG-06")
    return Posting(debit, -amount), Posting(credit, amount)


def check_postings(transfer: Transfer) -> None:
    """`InvalidInput` unless its postings come to nothing between two wallets or more,
    `InvalidAmount` for nothing in one of them.

    `TooMany` for more of them than fit one transaction.
    """
    if len(transfer.postings) > MOST_POSTINGS:
        raise TooMany(f"A transfer has {MOST_POSTINGS} postings at most.", rule="IG-06")
    if not all(posting.amount for posting in transfer.postings):
        raise InvalidAmount("What moves must be above zero.", rule="IG-06")
    if len(transfer.wallet_ids) < 2:
        raise InvalidInput("Money moves between two wallets.", rule="IG-06")
    if sum(posting.amount for posting in transfer.postings):
        raise InvalidInput("What goes out of wallets must be what goes into others.", rule="X-06")


def reversal(
    transfer: Transfer, at: datetime, reason: str, asked_by: str, by: tuple[str, str]
) -> Transfer:
    """The transfer that takes another back, whole; `by` is the id and name of the second person,
    who agrees.
    """
    if transfer.reverses is not None:
        raise InvalidInput(
            "A correction is not corrected: make the first transfer anew.", rule="IG-10"
        )
    return replace(
        transfer,
        transfer_id=transfer.reverse_id,
        kind="correction",
        postings=reversed_postings(transfer),
        at=at,
        by_id=by[0],
        by_name=by[1],
        reverses=transfer.transfer_id,
        repeats=None,
        reserved_at=None,
        reason=reason,
        asked_by_name=asked_by,
    )


def reversed_postings(transfer: Transfer) -> tuple[Posting, ...]:
    """Each posting the other way round, the last one first."""
    return tuple(Posting(one.wallet_id, -one.amount) for one in reversed(transfer.postings))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

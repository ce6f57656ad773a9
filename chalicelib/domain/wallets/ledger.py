"""The ledger: wallets, their entries, and what may move (IG-06, IG-10, IG-11, X-06).

The postings of each transfer come to nothing together, so that all wallets of a currency and the
account of the outside world sum to zero. Amounts are in minor units.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.base.hash_chain import Linked, first_broken
from chalicelib.domain.base.identifiers import OUTSIDE, PLATFORM, OutsideID, subject_of
from chalicelib.domain.base.money import EXPONENTS, MAX_MINOR_UNITS, Money, to_number
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes import events
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.wallets.transfer import Transfer, check_postings
from chalicelib.errors import AmountTooLarge, CurrencyMismatch, InsufficientFunds, InvalidInput
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Wallet:
    """What a party has in one currency."""

    party_id: OutsideID
    party_name: str
    role: str
    """What the party is: operator, aggregator, or the outside world."""
    currency: str
    balance: int = 0
    reserved: int = 0
    """What of the balance is kept for transfers that are pending."""
    floor: int | None = 0
    """Under which no transfer may bring it; None for the outside world, which has none."""
    version: int = 0
    sequence: int = 0
    """The number of its last entry."""
    last_hash: str = ""
    last_at: datetime | None = None
    """The time of its last entry: none is dated before the one that it follows."""
    floor_sequence: int = 0
    """The number of the last entry in the journal of its floor (X-05)."""
    floor_hash: str = ""
    alone_on: date | None = None
    """The day on which money last came in from outside by one person alone, and how much did on
    that day (X-16).
    """
    alone: int = 0

    @property
    def wallet_id(self) -> str:
        """What names it: the party and the currency."""
        return wallet_id(self.party_id, self.currency)

    @property
    def available(self) -> int | None:
        """What may go out of it now; None without end."""
        return None if self.floor is None else max(0, self.balance - self.reserved - self.floor)


@dataclass(frozen=True)
class Entry(Linked):
    """A posting of a transfer as the wallet's statement tells it, with the balance after it
    (IG-10).
    """

    wallet_id: str
    sequence: int
    amount: int
    """What the balance changes by: below zero for what goes out."""
    balance: int
    other_ids: tuple[str, ...]
    """The wallets on the other side."""
    other_name: str
    transfer: Transfer
    previous_hash: str
    hash: str = ""


@dataclass(frozen=True)
class Floor:
    """How far a wallet may be emptied, as its journal tells it (X-05)."""

    wallet_id: str
    currency: str
    floor: int | None
    sequence: int
    last_hash: str

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("wallet", self.wallet_id)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        return {"floor": None if self.floor is None else to_number(self.floor, self.currency)}


@dataclass(frozen=True)
class Posted:
    """A transfer with all its wallets as it leaves them, and the entries of each, in the order of
    its postings.
    """

    transfer: Transfer
    wallets: tuple[Wallet, ...]
    entries: tuple[Entry, ...]

    def wallet(self, wallet_id: str) -> Wallet:
        """One of its wallets."""
        return next(one for one in self.wallets if one.wallet_id == wallet_id)

    def entries_of(self, wallet: Wallet) -> list[Entry]:
        """The entries of one of its wallets."""
        return [one for one in self.entries if one.wallet_id == wallet.wallet_id]

    def counted_alone(self, wallet_id: str, alone: int, day: date) -> "Posted":
        """The same; a wallet counts so much as come in by one person alone that day."""
        wallets = (
            replace(one, alone_on=day, alone=alone) if one.wallet_id == wallet_id else one
            for one in self.wallets
        )
        return replace(self, wallets=tuple(wallets))


def alone_with(wallet: Wallet, amount: int, day: date) -> int:
    """What would have come in from outside that day by one person alone, with this amount."""
    return amount + (wallet.alone if wallet.alone_on == day else 0)


def wallet_id(party_id: OutsideID, currency: str) -> str:
    """What names a party's wallet in a currency."""
    return f"{party_id}-{currency}"


def read_wallet_id(text: str) -> tuple[str, str] | None:
    """Party and currency of a wallet's id; None where it is none. A currency has no dash, so a
    party may.
    """
    party_id, dash, currency = text.rpartition("-")
    return (party_id, currency) if dash and party_id and currency in EXPONENTS else None


def outside_wallet(currency: str) -> Wallet:
    """The account of the outside world in a currency, as it is before anything has moved."""
    return Wallet(OUTSIDE, "Outside", OUTSIDE, currency, floor=None)


def platform_wallet(currency: str) -> Wallet:
    """The company's own in a currency, as it is before anything has moved."""
    return Wallet(PLATFORM, "Platform", PLATFORM, currency)


def post(transfer: Transfer, *wallets: Wallet) -> Posted:
    """The transfer posted to its wallets (IG-06).

    `CurrencyMismatch` unless all are in its currency, `InsufficientFunds` where a floor is in the
    way (IG-11): what a wallet gets and gives in one transfer counts together. Clocks differ, and a
    statement is read by its dates: a transfer is dated no earlier than what its wallets did before.
    """
    held = wallets_of(transfer, wallets)
    for wallet in held:
        require_funds(wallet, transfer.taken.get(wallet.wallet_id, 0))
    dated = replace(
        transfer, at=max(at for at in (transfer.at, *(wallet.last_at for wallet in held)) if at)
    )
    names = {wallet.wallet_id: wallet.party_name for wallet in held}
    entered = [_entered(dated, wallet, names) for wallet in held]
    return Posted(
        dated,
        tuple(wallet for wallet, _ in entered),
        tuple(entry for _, entries in entered for entry in entries),
    )


def wallets_of(transfer: Transfer, wallets: Iterable[Wallet]) -> list[Wallet]:
    """The wallets of a transfer that may be, in the order of its postings; `CurrencyMismatch` for
    one in another currency.
    """
    given = {wallet.wallet_id: wallet for wallet in wallets}
    if {wallet.currency for wallet in given.values()} != {transfer.currency}:
        raise CurrencyMismatch(
            f"It is about {transfer.currency}, which is not the currency of both wallets."
        )
    check_postings(transfer)
    if set(given) != set(transfer.wallet_ids):
        raise InvalidInput(
            "Money moves between two wallets, and each of them is there.", rule="IG-06"
        )
    return [given[wallet_id] for wallet_id in transfer.wallet_ids]


def require_funds(wallet: Wallet, amount: int) -> None:
    """`InsufficientFunds` where the floor is in the way (IG-11); it tells no balance (IG-06)."""
    if wallet.available is not None and amount > wallet.available:
        said = "{amount} is more than the wallet of {name} can give."
        raise InsufficientFunds(
            Sentence(said, amount=Money(amount, wallet.currency), name=wallet.party_name)
        )


def require_floor(wallet: Wallet) -> None:
    """`InvalidInput` for the account of the outside world."""
    if wallet.floor is None:
        raise InvalidInput("The account of the outside world has no floor.", rule="IG-11")


def set_floor(wallet: Wallet, floor: int) -> Wallet:
    """The wallet with another floor; what it holds may lie under a new one, then nothing goes out
    until it is above.
    """
    require_floor(wallet)
    return replace(wallet, floor=floor, version=wallet.version + 1)


def floor_of(wallet: Wallet) -> Floor:
    """How far a wallet may be emptied, which has a journal of its own beside the statement."""
    return Floor(
        wallet.wallet_id, wallet.currency, wallet.floor, wallet.floor_sequence, wallet.floor_hash
    )


def enter_floor(known: Wallet, changed: Wallet, hand: Hand) -> tuple[Wallet, events.Entry]:
    """The wallet with its other floor written in the journal, and the entry (X-05)."""
    kept, entry = enter(floor_of(known), floor_of(changed), hand)
    return replace(changed, floor_sequence=kept.sequence, floor_hash=kept.last_hash), entry


def entry_faults(entries: Sequence[Entry], before: Entry | None = None) -> list[str]:
    """What is wrong with entries that follow one another, behind the one before them: each
    unedited, and the balances right.
    """
    first, previous, balance = (
        (before.sequence + 1, before.hash, before.balance) if before else (1, "", 0)
    )
    broken = first_broken(entries, first, previous)
    if broken is not None:
        return [f"Entry {broken} is not as it was written."]
    found = []
    for entry in entries:
        balance += entry.amount
        if entry.balance != balance:
            found.append(
                f"The balance after entry {entry.sequence} is not the sum of all up to it."
            )
    return found


def wallet_faults(wallet: Wallet, entries: Sequence[Entry], kept: Iterable[int] = ()) -> list[str]:
    """What is wrong with a wallet beside all its entries, in words: each one unedited, and the
    balance their sum (X-05, X-06).

    `kept` is what it keeps for each pending transfer, all of which is reserved.
    """
    found = entry_faults(entries)
    balance = sum(entry.amount for entry in entries)
    last = (entries[-1].sequence, entries[-1].hash) if entries else (0, "")
    if last != (wallet.sequence, wallet.last_hash):
        found.append("The last entry is not the one that is named.")
    if wallet.balance != balance:
        found.append("The balance is not the sum of the entries.")
    return found + reserved_faults(wallet, kept)


def reserved_faults(wallet: Wallet, kept: Iterable[int]) -> list[str]:
    """Whether as much is reserved as is kept for pending transfers (X-06)."""
    return (
        []
        if wallet.reserved == sum(kept)
        else ["What is reserved is not the sum of what is pending."]
    )


def ledger_faults(wallets: Iterable[Wallet]) -> list[str]:
    """The currencies whose wallets do not sum to zero (X-06)."""
    sums: dict[str, int] = {}
    for wallet in wallets:
        sums[wallet.currency] = sums.get(wallet.currency, 0) + wallet.balance
    said = "All accounts in {currency} come to {total}, not to nothing."
    return [
        Sentence(said, currency=currency, total=Money(total, currency))
        for currency, total in sums.items()
        if total
    ]


def _entered(
    transfer: Transfer, wallet: Wallet, names: Mapping[str, str]
) -> tuple[Wallet, list[Entry]]:
    """The wallet as a transfer leaves it, which writes it once, and an entry for each of its
    postings.
    """
    entries: list[Entry] = []
    balance, sequence, last_hash = wallet.balance, wallet.sequence, wallet.last_hash
    for posting in transfer.entered_in(wallet.wallet_id):
        balance, sequence = balance + posting.amount, sequence + 1
        require_kept(wallet, balance)
        others = transfer.across(posting)
        entry = Entry(
            wallet_id=wallet.wallet_id,
            sequence=sequence,
            amount=posting.amount,
            balance=balance,
            other_ids=others,
            other_name=", ".join(names[other] for other in others),
            transfer=transfer,
            previous_hash=last_hash,
        ).sealed()
        entries.append(entry)
        last_hash = entry.hash
    last = {"sequence": sequence, "last_hash": last_hash, "last_at": transfer.at}
    return replace(wallet, balance=balance, version=wallet.version + 1, **last), entries  # type: ignore[arg-type]


def require_kept(wallet: Wallet, balance: int) -> None:
    """`AmountTooLarge` for a balance that is more than the product keeps."""
    if abs(balance) > MAX_MINOR_UNITS:
        raise AmountTooLarge(
            f"The wallet of {wallet.party_name} would come to more than the product keeps.",
            rule="IG-06",
        )

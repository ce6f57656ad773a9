"""The ledger: wallets, transfers between them, and what may move (IG-06, IG-10, IG-11, X-06).

Each transfer posts to two wallets, out of one what goes into the other, so that all wallets of a currency and the
account of the outside world sum to zero. Amounts are in minor units.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.base.hash_chain import Linked, first_broken
from chalicelib.domain.base.identifiers import EXTERNAL, OutsideID, subject_of
from chalicelib.domain.base.money import EXPONENTS, MAX_MINOR_UNITS, Money, to_number
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes import events
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.errors import AmountTooLarge, CurrencyMismatch, InsufficientFunds, InvalidAmount, InvalidInput

KINDS = ("fundRequest", "deposit", "openingBalance", "correction")
"""Why money moves."""


@dataclass(frozen=True)
class Wallet:
    """What a party has in one currency."""

    party_id: OutsideID
    party_name: str
    role: str
    """What the party is: operator, aggregator, or the outside world."""
    currency: str
    balance: int = 0
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
    """The day on which money last came in from outside by one person alone, and how much did on that day (X-16)."""
    alone: int = 0

    @property
    def wallet_id(self) -> str:
        """What names it: the party and the currency."""
        return wallet_id(self.party_id, self.currency)

    @property
    def available(self) -> int | None:
        """What may go out of it now; None without end."""
        return None if self.floor is None else max(0, self.balance - self.floor)


@dataclass(frozen=True)
class Transfer:
    """Money that moves from one wallet to another: why, and by whom. It stays for ever as it is."""

    transfer_id: str
    kind: str
    """One of `KINDS`."""
    debit: str
    """The wallet that it goes out of."""
    credit: str
    """The wallet that it goes into."""
    amount: int
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
    """The deposit before into the same wallet under the same reference, which it knowingly repeats."""


@dataclass(frozen=True)
class Entry(Linked):
    """A transfer as one wallet's statement tells it, with the balance after it (IG-10)."""

    wallet_id: str
    sequence: int
    amount: int
    """What the balance changes by: below zero for what goes out."""
    balance: int
    other_id: str
    """The other wallet."""
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

    def told(self) -> dict[str, Any]:
        """What its journal tells."""
        return {"floor": None if self.floor is None else to_number(self.floor, self.currency)}


@dataclass(frozen=True)
class Posted:
    """A transfer with both its wallets as it leaves them, and an entry for each."""

    transfer: Transfer
    wallets: tuple[Wallet, Wallet]
    entries: tuple[Entry, Entry]

    def counted_alone(self, alone: int, day: date) -> "Posted":
        """The same; the wallet that it goes into counts so much as come in by one person alone that day."""
        left, right = self.wallets
        return replace(self, wallets=(left, replace(right, alone_on=day, alone=alone)))


def alone_with(wallet: Wallet, amount: int, day: date) -> int:
    """What would have come in from outside that day by one person alone, with this amount."""
    return amount + (wallet.alone if wallet.alone_on == day else 0)


def wallet_id(party_id: OutsideID, currency: str) -> str:
    """What names a party's wallet in a currency."""
    return f"{party_id}-{currency}"


def read_wallet_id(text: str) -> tuple[str, str] | None:
    """Party and currency of a wallet's id; None where it is none. A currency has no dash, so a party may."""
    party_id, dash, currency = text.rpartition("-")
    return (party_id, currency) if dash and party_id and currency in EXPONENTS else None


def outside(currency: str) -> Wallet:
    """The account of the outside world in a currency, as it is before anything has moved."""
    return Wallet(EXTERNAL, "Outside", EXTERNAL, currency, floor=None)


def post(transfer: Transfer, debit: Wallet, credit: Wallet) -> Posted:
    """The transfer posted to both wallets (IG-06).

    `CurrencyMismatch` unless all three are in one currency, `InsufficientFunds` where the floor is in the way (IG-11).
    Clocks differ, and a statement is read by its dates: a transfer is dated no earlier than what its wallets did before.
    """
    if transfer.amount <= 0:
        raise InvalidAmount("What moves must be above zero.", rule="IG-06")
    if debit.wallet_id == credit.wallet_id:
        raise InvalidInput("Money moves between two wallets.", rule="IG-06")
    if {debit.currency, credit.currency} != {transfer.currency}:
        raise CurrencyMismatch(f"It is about {transfer.currency}, which is not the currency of both wallets.")
    require_funds(debit, transfer.amount)
    dated = replace(transfer, at=max(at for at in (transfer.at, debit.last_at, credit.last_at) if at))
    sides = ((debit, credit, -transfer.amount), (credit, debit, transfer.amount))
    (left, out), (right, into) = (_entered(dated, *side) for side in sides)
    return Posted(dated, (left, right), (out, into))


def require_funds(wallet: Wallet, amount: int) -> None:
    """`InsufficientFunds` where the floor is in the way (IG-11); it tells no balance (IG-06)."""
    if wallet.available is not None and amount > wallet.available:
        said = "{amount} is more than the wallet of {name} can give."
        raise InsufficientFunds(Sentence(said, amount=Money(amount, wallet.currency), name=wallet.party_name))


def require_floor(wallet: Wallet) -> None:
    """`InvalidInput` for the account of the outside world."""
    if wallet.floor is None:
        raise InvalidInput("The account of the outside world has no floor.", rule="IG-11")


def set_floor(wallet: Wallet, floor: int) -> Wallet:
    """The wallet with another floor; what it holds may lie under a new one, then nothing goes out until it is above."""
    require_floor(wallet)
    return replace(wallet, floor=floor, version=wallet.version + 1)


def floor_of(wallet: Wallet) -> Floor:
    """How far a wallet may be emptied, which has a journal of its own beside the statement."""
    return Floor(wallet.wallet_id, wallet.currency, wallet.floor, wallet.floor_sequence, wallet.floor_hash)


def enter_floor(known: Wallet, changed: Wallet, hand: Hand) -> tuple[Wallet, events.Entry]:
    """The wallet with its other floor written in the journal, and the entry (X-05)."""
    kept, entry = enter(floor_of(known), floor_of(changed), hand)
    return replace(changed, floor_sequence=kept.sequence, floor_hash=kept.last_hash), entry


def reversal(transfer: Transfer, transfer_id: str, at: datetime, reason: str, asked_by: str, by: tuple[str, str]) -> Transfer:
    """The transfer that takes another back, whole; `by` is the id and name of the second person, who agrees."""
    if transfer.reverses is not None:
        raise InvalidInput("A correction is not corrected: make the first transfer anew.", rule="IG-10")
    return replace(
        transfer,
        transfer_id=transfer_id,
        kind="correction",
        debit=transfer.credit,
        credit=transfer.debit,
        at=at,
        by_id=by[0],
        by_name=by[1],
        reverses=transfer.transfer_id,
        repeats=None,
        reason=reason,
        asked_by_name=asked_by,
    )


def entry_faults(entries: Sequence[Entry], before: Entry | None = None) -> list[str]:
    """What is wrong with entries that follow one another, behind the one before them: each unedited, and the balances right."""
    first, previous, balance = (before.sequence + 1, before.hash, before.balance) if before else (1, "", 0)
    broken = first_broken(entries, first, previous)
    if broken is not None:
        return [f"Entry {broken} is not as it was written."]
    found = []
    for entry in entries:
        balance += entry.amount
        if entry.balance != balance:
            found.append(f"The balance after entry {entry.sequence} is not the sum of all up to it.")
    return found


def wallet_faults(wallet: Wallet, entries: Sequence[Entry]) -> list[str]:
    """What is wrong with a wallet beside all its entries, in words: each one unedited, and the balance their sum (X-05, X-06)."""
    found = entry_faults(entries)
    balance = sum(entry.amount for entry in entries)
    last = (entries[-1].sequence, entries[-1].hash) if entries else (0, "")
    if last != (wallet.sequence, wallet.last_hash):
        found.append("The last entry is not the one that is named.")
    if wallet.balance != balance:
        found.append("The balance is not the sum of the entries.")
    return found


def ledger_faults(wallets: Iterable[Wallet]) -> list[str]:
    """The currencies whose wallets do not sum to zero (X-06)."""
    sums: dict[str, int] = {}
    for wallet in wallets:
        sums[wallet.currency] = sums.get(wallet.currency, 0) + wallet.balance
    said = "All accounts in {currency} come to {total}, not to nothing."
    return [Sentence(said, currency=currency, total=Money(total, currency)) for currency, total in sums.items() if total]


def _entered(transfer: Transfer, wallet: Wallet, other: Wallet, amount: int) -> tuple[Wallet, Entry]:
    balance = wallet.balance + amount
    if abs(balance) > MAX_MINOR_UNITS:
        raise AmountTooLarge(f"The wallet of {wallet.party_name} would come to more than the product keeps.", rule="IG-06")
    entry = Entry(
        wallet_id=wallet.wallet_id,
        sequence=wallet.sequence + 1,
        amount=amount,
        balance=balance,
        other_id=other.wallet_id,
        other_name=other.party_name,
        transfer=transfer,
        previous_hash=wallet.last_hash,
    ).sealed()
    last = {"sequence": entry.sequence, "last_hash": entry.hash, "last_at": transfer.at}
    return replace(wallet, balance=balance, version=wallet.version + 1, **last), entry  # type: ignore[arg-type]

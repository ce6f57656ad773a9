"""Opening balances: what a wallet is brought in with, once, against the account of the outside
world (X-12).
"""

from datetime import date

from chalicelib.domain.base.identifiers import OutsideID, id_out_of, written_id
from chalicelib.domain.base.money import Money
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.journal import Hand
from chalicelib.domain.people.bounds import Bounds
from chalicelib.domain.people.person import CORRECTING, able_to
from chalicelib.domain.wallets.ledger import (
    Posted,
    Wallet,
    alone_with,
    outside_wallet,
    post,
    wallet_id,
)
from chalicelib.domain.wallets.transfer import Transfer, between
from chalicelib.errors import Forbidden, NotChangeable, NotFound
from chalicelib.values import dataclass

KIND = "openingBalance"


@dataclass(frozen=True)
class Opening:
    """What a party's wallet holds from before; the amount in minor units."""

    party_id: OutsideID
    currency: str
    reference: str
    """What tells it from other ones of the same wallet."""
    amount: int

    @property
    def wallet_id(self) -> str:
        """The wallet that it goes into."""
        return wallet_id(self.party_id, self.currency)

    @property
    def transfer_id(self) -> str:
        """Always the same for the same party, currency and reference, so that a repeat finds it."""
        return id_out_of(
            f"opening:{len(str(self.party_id))}:{self.party_id}:{self.currency}:{written_id(self.reference)}"
        )


BY_TWO = (
    "{amount} is more than one person of finance brings into a wallet alone in a day: "
    "it comes in where another one applies the file than who sent it and had it read."
)


def by_two(opening: Opening) -> Sentence:
    """What is said of one that is too much for one person (X-16)."""
    return Sentence(BY_TWO, amount=Money(opening.amount, opening.currency))


@dataclass(frozen=True)
class Alone:
    """By what it is judged how much one person alone brings in: the bounds, and the
    company's day.
    """

    bounds: Bounds
    day: date


def needs_two(opening: Opening, wallet: Wallet, alone: Alone, foretold: int = 0) -> bool:
    """Whether it is too much for one person, with all that came into the wallet alone that day, and
    will before it (X-16).
    """
    return foretold + alone_with(wallet, opening.amount, alone.day) > alone.bounds.alone(
        opening.currency
    )


def open_balance(
    opening: Opening,
    known: Transfer | None,
    outside: Wallet | None,
    wallet: Wallet | None,
    hand: Hand,
    alone: Alone | None,
    asked_by: str | None = None,
) -> Posted | None:
    """The transfer that brings it in; None where that was done (X-12). `NotChangeable` where it was
    another amount.

    `alone` where one person does it: `Forbidden` for more than one may (X-16); else `asked_by`
    names who sent the file.
    """
    if known and (known.amount, known.currency) == (opening.amount, opening.currency):
        return None
    if known:
        raise NotChangeable(_came_in(opening, known))
    if wallet is None:
        raise NotFound(
            f"There is no wallet {opening.wallet_id}; import its operator or aggregator first.",
            rule="X-12",
        )
    if alone and needs_two(opening, wallet, alone):
        raise Forbidden(by_two(opening), rule="X-16", unblockedBy=able_to(CORRECTING))
    outside = outside or outside_wallet(opening.currency)
    transfer = Transfer(
        transfer_id=opening.transfer_id,
        kind=KIND,
        postings=between(outside.wallet_id, wallet.wallet_id, opening.amount),
        currency=opening.currency,
        at=hand.at,
        by_id=hand.by_id,
        by_name=hand.by_name,
        asked_by_name=asked_by,
        reference=opening.reference,
        reason=hand.source,
    )
    posted = post(transfer, outside, wallet)
    if alone is None:
        return posted
    counted = alone_with(wallet, opening.amount, alone.day)
    return posted.counted_alone(wallet.wallet_id, counted, alone.day)


def _came_in(opening: Opening, known: Transfer) -> Sentence:
    said = (
        "Under the reference {reference}, {amount} came in; what has moved is taken back by a"
        " correction, and brought in anew under another reference."
    )
    amount = Money(known.amount, known.currency)
    return Sentence(said, reference=opening.reference, amount=amount)

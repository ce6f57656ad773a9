"""Proposals: a deposit or a floor that is too much for one person of finance waits for the yes of a second one (X-16)."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.domain.case import Act
from chalicelib.domain.identifiers import subject_of
from chalicelib.domain.ledger import Posted, Transfer, Wallet, alone_with, post, require_floor
from chalicelib.domain.money import Money, to_number
from chalicelib.domain.searchwords import fold
from chalicelib.domain.secondyes import ASKED, made
from chalicelib.domain.sentences import Sentence
from chalicelib.errors import AlreadyDone

DEPOSIT, FLOOR = "deposit", "floor"


@dataclass(frozen=True)
class Earlier:
    """The last deposit into a wallet under a reference, which came in or was proposed; the amount in minor units."""

    transfer_id: str
    reference: str
    amount: int
    currency: str
    at: datetime
    by_name: str
    version: int = 1
    """Rises with each deposit under the reference."""


@dataclass(frozen=True)
class Proposal:
    """What is proposed for a wallet, by whom, and what became of it."""

    proposal_id: str
    """Of a deposit it is the id of the transfer that it becomes."""
    kind: str
    wallet_id: str
    wallet_name: str
    currency: str
    amount: int
    """What is to come in, or the floor; in minor units."""
    asked_by: str
    asked_by_name: str
    asked_at: datetime
    reference: str = ""
    earlier: Earlier | None = None
    """The deposit under the same reference that it knowingly repeats."""
    status: str = ASKED
    decided_by_name: str | None = None
    decided_at: datetime | None = None
    answer: str | None = None
    """Why it was refused."""
    version: int = 1
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def what(self) -> str:
        """What it is called."""
        return self.kind

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("proposal", self.proposal_id)

    def told(self) -> dict[str, Any]:
        """What its journal tells."""
        return {
            "status": self.status,
            "kind": self.kind,
            "walletID": self.wallet_id,
            "amount": to_number(self.amount, self.currency),
            "reference": self.reference,
            "repeats": self.earlier.transfer_id if self.earlier else None,
            "askedBy": self.asked_by_name,
            "answer": self.answer,
        }


def folded(reference: str) -> str:
    """Names all references that are written alike: whatever their case, accents, width and spaces."""
    return hashlib.sha256("".join(fold(reference).split()).encode()).hexdigest()[:32]


def require_yes(earlier: Earlier | None, is_repeat: bool) -> None:
    """`AlreadyDone`, telling of it, where a deposit under the reference is there and nobody said that this is another one (IG-10)."""
    if earlier and not is_repeat:
        said = "A deposit of {amount} under the reference {reference} was recorded before, by {name}. Say so if this is another one."
        amount = Money(earlier.amount, earlier.currency)
        sentence = Sentence(said, amount=amount, reference=earlier.reference, name=earlier.by_name)
        raise AlreadyDone(sentence, rule="IG-10", earlier=earlier_part(earlier))


def earlier_part(earlier: Earlier) -> dict[str, Any]:
    """What is told of an earlier deposit."""
    return {
        "transferID": earlier.transfer_id,
        "reference": earlier.reference,
        "amount": to_number(earlier.amount, earlier.currency),
        "currency": earlier.currency,
        "at": earlier.at.isoformat(),
        "by": earlier.by_name,
    }


def remembered(transfer_id: str, reference: str, amount: int, wallet: Wallet, known: Earlier | None, act: Act) -> Earlier:
    """What is remembered of a deposit, for the next one under the same reference."""
    return Earlier(transfer_id, reference, amount, wallet.currency, act.at, act.by.name, (known.version if known else 0) + 1)


def propose(kind: str, wallet: Wallet, amount: int, act: Act, reference: str = "", earlier: Earlier | None = None) -> Proposal:
    """Asks a second person for a deposit into the wallet, or for a floor of it."""
    if kind == FLOOR:
        require_floor(wallet)
    by = (act.by.user_id, act.by.name, act.at)
    return Proposal(act.new_id(), kind, wallet.wallet_id, wallet.party_name, wallet.currency, amount, *by, reference, earlier)


def needs_second(kind: str, wallet: Wallet, amount: int, act: Act) -> bool:
    """Whether it is too much for one person: with all that came into the wallet alone that day, or a floor so far from nothing."""
    total = abs(amount) if kind == FLOOR else alone_with(wallet, amount, act.hours.day_of(act.at))
    return total > act.bounds.alone(wallet.currency)


def deposit(world: Wallet, wallet: Wallet, amount: int, reference: str, earlier: Earlier | None, act: Act) -> Posted:
    """Money that comes in from outside by one person alone, which the wallet counts for the day."""
    transfer = _transfer(act.new_id(), world, wallet, amount, reference, act)
    posted = post(replace(transfer, repeats=earlier.transfer_id if earlier else None), world, wallet)
    return posted.counted_alone(alone_with(wallet, amount, act.hours.day_of(act.at)), act.hours.day_of(act.at))


def agree_to_deposit(proposal: Proposal, world: Wallet, wallet: Wallet, act: Act) -> tuple[Proposal, Posted]:
    """Lets the money come in, in one step with the yes of a second person."""
    agreed = made(proposal, act)
    transfer = _transfer(proposal.proposal_id, world, wallet, proposal.amount, proposal.reference, act, proposal.asked_by_name)
    return agreed, post(replace(transfer, repeats=proposal.earlier.transfer_id if proposal.earlier else None), world, wallet)


def _transfer(transfer_id: str, world: Wallet, wallet: Wallet, amount: int, reference: str, act: Act, asker: str | None = None) -> Transfer:
    return Transfer(
        transfer_id=transfer_id,
        kind=DEPOSIT,
        debit=world.wallet_id,
        credit=wallet.wallet_id,
        amount=amount,
        currency=wallet.currency,
        at=act.at,
        by_id=act.by.user_id,
        by_name=act.by.name,
        reference=reference,
        asked_by_name=asker,
    )

"""Proposals: a deposit or a floor that is too much for one person of finance waits for the yes of a
second one (X-16).
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.base.identifiers import subject_of
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.wallets.ledger import Posted, Wallet, alone_with, post, require_floor
from chalicelib.domain.wallets.references import Earlier, Reference
from chalicelib.domain.wallets.second_yes import ASKED, made, refused
from chalicelib.domain.wallets.transfer import Transfer, between
from chalicelib.values import dataclass

DEPOSIT, FLOOR = "deposit", "floor"


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
    """The deposit under the same reference that it knowingly repeats: while it waits, one that came
    in or waited when it was asked for; once it is decided, only what has come in before it."""
    status: str = ASKED
    decided_by: str | None = None
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
    def rule(self) -> str:
        """Why it takes two."""
        return "X-16"

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("proposal", self.proposal_id)

    @property
    def source(self) -> str:
        """How the journal of a wallet names it, where its floor comes of it."""
        return f"proposal {self.proposal_id} of {self.asked_by_name}"

    def journaled(self) -> dict[str, Any]:
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


def propose(
    kind: str,
    wallet: Wallet,
    amount: int,
    context: Context,
    reference: str = "",
    earlier: Earlier | None = None,
) -> Proposal:
    """Asks a second person for a deposit into the wallet, or for a floor of it."""
    if kind == FLOOR:
        require_floor(wallet)
    by = (context.actor.user_id, context.actor.name, context.at)
    return Proposal(
        context.new_id(),
        kind,
        wallet.wallet_id,
        wallet.party_name,
        wallet.currency,
        amount,
        *by,
        reference,
        earlier,
    )


def needs_second(kind: str, wallet: Wallet, amount: int, context: Context) -> bool:
    """Whether it is too much for one person: with all that came into the wallet alone that day, or
    a floor so far from nothing.
    """
    total = (
        abs(amount)
        if kind == FLOOR
        else alone_with(wallet, amount, context.hours.day_of(context.at))
    )
    return total > context.bounds.alone(wallet.currency)


def deposit(
    outside: Wallet, wallet: Wallet, amount: int, reference: str, known: Reference, context: Context
) -> tuple[Posted, Reference]:
    """Money that comes in from outside by one person alone, which the wallet counts for the day."""
    posted = _come_in(
        _transfer(context.new_id(), outside, wallet, amount, reference, context),
        known,
        outside,
        wallet,
    )
    day = context.hours.day_of(context.at)
    counted = posted.counted_alone(wallet.wallet_id, alone_with(wallet, amount, day), day)
    return counted, known.with_made(_as_made(posted.transfer, context.actor.name))


def ask_deposit(
    wallet: Wallet, amount: int, reference: str, known: Reference, context: Context
) -> tuple[Proposal, Reference]:
    """Asks a second person for a deposit, which waits under its reference."""
    proposal = propose(DEPOSIT, wallet, amount, context, reference, known.last)
    waits = Earlier(
        proposal.proposal_id, reference, amount, wallet.currency, context.at, context.actor.name
    )
    return proposal, known.with_waiting(waits)


def agree_to_deposit(
    proposal: Proposal, known: Reference, outside: Wallet, wallet: Wallet, context: Context
) -> tuple[Proposal, Posted, Reference]:
    """Lets the money come in, in one step with the yes of a second person."""
    agreed = made(proposal, context, earlier=known.made)
    transfer = _transfer(
        proposal.proposal_id,
        outside,
        wallet,
        proposal.amount,
        proposal.reference,
        context,
        proposal.asked_by_name,
    )
    posted = _come_in(transfer, known, outside, wallet)
    return agreed, posted, known.with_made(_as_made(posted.transfer, proposal.asked_by_name))


def refuse_deposit(
    proposal: Proposal, known: Reference, answer: str | None, context: Context
) -> tuple[Proposal, Reference]:
    """Leaves the wallet as it is: nothing repeats a deposit that does not come in (IG-10)."""
    return refused(proposal, answer, context, earlier=known.made), known.with_refused(
        proposal.proposal_id
    )


def _come_in(transfer: Transfer, known: Reference, outside: Wallet, wallet: Wallet) -> Posted:
    """What repeats is told of what came in, never of what may yet be refused: a statement stays as
    it is for ever.
    """
    return post(
        replace(transfer, repeats=known.made.transfer_id if known.made else None), outside, wallet
    )


def _as_made(transfer: Transfer, by_name: str) -> Earlier:
    return Earlier(
        transfer.transfer_id,
        transfer.reference,
        transfer.amount,
        transfer.currency,
        transfer.at,
        by_name,
    )


def _transfer(
    transfer_id: str,
    outside: Wallet,
    wallet: Wallet,
    amount: int,
    reference: str,
    context: Context,
    asker: str | None = None,
) -> Transfer:
    return Transfer(
        transfer_id=transfer_id,
        kind=DEPOSIT,
        postings=between(outside.wallet_id, wallet.wallet_id, amount),
        currency=wallet.currency,
        at=context.at,
        by_id=context.actor.user_id,
        by_name=context.actor.name,
        reference=reference,
        asked_by_name=asker,
    )

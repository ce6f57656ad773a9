"""Corrections: a transfer is taken back by another one, which one person of finance asks for and a
second one agrees to (IG-10).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chalicelib.domain.base.identifiers import subject_of
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import CORRECTING
from chalicelib.domain.wallets.ledger import Posted, Wallet, post
from chalicelib.domain.wallets.second_yes import ASKED, MADE, made, require_second
from chalicelib.domain.wallets.transfer import Transfer, reversal
from chalicelib.errors import AlreadyDone
from chalicelib.values import dataclass

TAKEN_BACK = "The transfer has been taken back; that can be done once."


@dataclass(frozen=True)
class Correction:
    """That a transfer is to be taken back, why, and what became of it."""

    transfer: Transfer
    """The one that is to be taken back."""
    reason: str
    asked_by: str
    asked_by_name: str
    asked_at: datetime
    debit_name: str
    """Whose wallets the transfer went out of, as they were called when the correction was asked
    for.
    """
    credit_name: str
    """The same of whom it went to."""
    status: str = ASKED
    decided_by: str | None = None
    decided_by_name: str | None = None
    decided_at: datetime | None = None
    answer: str | None = None
    """Why it was refused."""
    transfer_id: str | None = None
    """The transfer that takes it back."""
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def what(self) -> str:
        """What it is called."""
        return "correction"

    @property
    def rule(self) -> str:
        """Why it takes two."""
        return "IG-10"

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("correction", self.transfer.transfer_id)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells: one that was refused may be asked for again, and what was said
        before stays there.
        """
        return {
            "status": self.status,
            "from": self.debit_name,
            "to": self.credit_name,
            "reason": self.reason,
            "askedBy": self.asked_by_name,
            "answer": self.answer,
            "transferID": self.transfer_id,
        }


def ask(
    transfer: Transfer,
    wallets: Sequence[Wallet],
    known: Correction | None,
    reason: str,
    context: Context,
) -> Correction:
    """Asks for a correction of what went from one wallet to the other, or between more of them.

    One that was refused can be asked for again, one that was made is made once.
    """
    require_askable(transfer, known, context)
    version = (known.version if known else 0) + 1
    names = (_names(wallets, transfer.debited), _names(wallets, transfer.credited))
    return Correction(
        transfer,
        reason,
        context.actor.user_id,
        context.actor.name,
        context.at,
        *names,
        version=version,
    )


def agree(
    correction: Correction, wallets: Sequence[Wallet], context: Context
) -> tuple[Correction, Posted]:
    """Takes the transfer back, whole, in one step with the agreement of a second person."""
    require_second(correction, context)
    by = (context.actor.user_id, context.actor.name)
    back = reversal(
        correction.transfer, context.at, correction.reason, correction.asked_by_name, by
    )
    return made(correction, context, transfer_id=back.transfer_id), post(back, *wallets)


def require_askable(transfer: Transfer, known: Correction | None, context: Context) -> None:
    """`AlreadyDone` for what is to be taken back or was; what is itself a correction is refused
    too.
    """
    context.actor.require(CORRECTING)
    if known and known.status == ASKED:
        raise AlreadyDone(
            f"{known.asked_by_name} has asked for this correction; somebody else has to agree"
            " to it.",
            rule="IG-10",
        )
    if known and known.status == MADE:
        raise AlreadyDone(TAKEN_BACK, rule="IG-10")
    reversal(transfer, context.at, "", "", ("", ""))


def _names(wallets: Sequence[Wallet], wallet_ids: Sequence[str]) -> str:
    """What the parties of some of the wallets are called."""
    names = {wallet.wallet_id: wallet.party_name for wallet in wallets}
    return ", ".join(names[wallet_id] for wallet_id in wallet_ids)

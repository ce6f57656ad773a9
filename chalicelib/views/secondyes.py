"""What takes a second person, as it is shown: corrections, deposits and floors (IG-10, X-16)."""

from collections.abc import Callable, Iterable
from typing import Annotated, cast

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.wallets.corrections import Correction
from chalicelib.domain.wallets.ledger import Posted
from chalicelib.domain.wallets.proposals import DEPOSIT, FLOOR, Proposal
from chalicelib.domain.wallets.references import earlier_part
from chalicelib.domain.wallets.second_yes import (
    ASKED,
    MADE,
    REFUSED,
    TAKEN_BACK,
    Asked,
    outcome_of,
    refused,
    require_second,
)
from chalicelib.views.answers import Amount, Moment, Who, meaning, one_of
from chalicelib.views.ledger import NamedTransfer, transfer_view
from chalicelib.views.parts import ChangeView, ChoiceView, change_view, choice_view, instant
from chalicelib.views.posting import WalletChange, wallet_change

AskedStatus = Annotated[str, one_of(ASKED, MADE, REFUSED)]
AskedOutcome = Annotated[str, one_of(MADE, REFUSED, TAKEN_BACK)]


class CorrectionView(TypedDict):
    """A transfer that shall be taken back, or was, by two people (IG-10)."""

    transfer: NamedTransfer
    reason: str
    status: AskedStatus
    askedBy: Who
    askedAt: Moment
    decidedBy: str | None
    decidedAt: Moment | None
    outcome: AskedOutcome | None
    answer: str | None
    transferID: Annotated[str | None, meaning("The transfer that took it back.")]
    version: int


class CorrectionRow(CorrectionView):
    """A correction with what whoever looks can do about it (X-02)."""

    actions: list[ChoiceView]


class NamedWalletChange(WalletChange):
    """What would become of a wallet, and whose it is."""

    name: str


class AgreementPart(TypedDict, total=False):
    """What agreeing to a correction would do (X-03)."""

    wallets: list[NamedWalletChange]
    events: list[ChangeView]


class CorrectionForeseen(CorrectionView, AgreementPart):
    """A correction as it would be, and what agreeing would do."""


class EarlierDeposit(TypedDict):
    """A deposit of before under the same reference."""

    transferID: str | None
    reference: str
    amount: Amount
    currency: str
    at: Moment
    by: str


class ProposalView(TypedDict):
    """A deposit or floor that takes a second person (X-16)."""

    proposalID: str
    kind: Annotated[str, one_of(DEPOSIT, FLOOR)]
    walletID: str
    name: str
    amount: Amount
    currency: str
    reference: str
    earlier: EarlierDeposit | None
    status: AskedStatus
    askedBy: Who
    askedAt: Moment
    decidedBy: str | None
    decidedAt: Moment | None
    outcome: AskedOutcome | None
    answer: str | None
    version: int


class ProposalRow(ProposalView):
    """A proposal with what whoever looks can do about it (X-02)."""

    actions: list[ChoiceView]


def correction_view(correction: Correction) -> CorrectionView:
    """A correction, for finance."""
    return {
        "transfer": {
            **transfer_view(correction.transfer),
            "fromName": correction.debit_name,
            "toName": correction.credit_name,
        },
        "reason": correction.reason,
        "status": correction.status,
        "askedBy": {"userID": correction.asked_by, "name": correction.asked_by_name},
        "askedAt": instant(correction.asked_at),
        "decidedBy": correction.decided_by_name,
        "decidedAt": instant(correction.decided_at),
        "outcome": outcome_of(correction),
        "answer": correction.answer,
        "transferID": correction.transfer_id,
        "version": correction.version,
    }


def agreement_part(posted: Posted, told: Iterable[Change]) -> AgreementPart:
    """What agreeing to a correction would do (X-03): to each wallet, and what the sides of a
    dispute would be told.
    """
    return {
        "wallets": [
            {**wallet_change(posted.entries_of(wallet)), "name": wallet.party_name}
            for wallet in posted.wallets
        ],
        "events": [change_view(change) for change in told],
    }


def correction_row(correction: Correction, context: Context) -> CorrectionRow:
    """A correction with what whoever looks can do about it (X-02), and nothing once it is decided.

    Whether the wallet suffices shows when they do.
    """
    return {**correction_view(correction), "actions": _answers(correction, context)}


def proposal_view(proposal: Proposal) -> ProposalView:
    """A deposit or floor that takes a second person, for finance."""
    return {
        "proposalID": proposal.proposal_id,
        "kind": proposal.kind,
        "walletID": proposal.wallet_id,
        "name": proposal.wallet_name,
        "amount": to_number(proposal.amount, proposal.currency),
        "currency": proposal.currency,
        "reference": proposal.reference,
        "earlier": cast(EarlierDeposit, earlier_part(proposal.earlier))
        if proposal.earlier
        else None,
        "status": proposal.status,
        "askedBy": {"userID": proposal.asked_by, "name": proposal.asked_by_name},
        "askedAt": instant(proposal.asked_at),
        "decidedBy": proposal.decided_by_name,
        "decidedAt": instant(proposal.decided_at),
        "outcome": outcome_of(proposal),
        "answer": proposal.answer,
        "version": proposal.version,
    }


def proposal_row(proposal: Proposal, context: Context) -> ProposalRow:
    """One with what whoever looks can do about it (X-02), and nothing once it is decided."""
    return {**proposal_view(proposal), "actions": _answers(proposal, context)}


def _answers(asked: Asked, context: Context) -> list[ChoiceView]:
    if asked.status != ASKED:
        return []
    attempts: dict[str, Callable[[], object]] = {
        "agree": lambda: require_second(asked, context),
        "refuse": lambda: refused(asked, None, context),
    }
    return [choice_view(choice(name, attempt)) for name, attempt in attempts.items()]

"""Wallets, statements and transfers as they are shown."""

from collections.abc import Iterable, Sequence
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import CORRECTING, STAFF, Person
from chalicelib.domain.wallets.corrections import Correction, require_askable
from chalicelib.domain.wallets.ledger import Entry, Wallet
from chalicelib.domain.wallets.transfer import KINDS as TRANSFER_KINDS
from chalicelib.domain.wallets.transfer import Transfer
from chalicelib.views.answers import Amount, Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import ChoiceView, choice_view, instant
from chalicelib.views.spreadsheet import Amount as AmountCell
from chalicelib.views.spreadsheet import Cell, Sheet

KINDS = {
    "fundRequest": "Fund request",
    "deposit": "Deposit",
    "openingBalance": "Opening balance",
    "correction": "Correction",
    "decision": "Decision",
    "payout": "Payout",
    "payoutReturn": "Payout returned",
    "reversal": "Decision reversed",
}
"""Why money moves, as a file for people says it."""


TransferKind = Annotated[str, one_of(*TRANSFER_KINDS)]


class WalletView(TypedDict):
    """What a wallet holds."""

    reserved: NotRequired[Annotated[Amount, meaning("What pending transfers keep of it.")]]
    walletID: str
    partyID: OutsideID
    name: str
    currency: str
    balance: Amount
    floor: Annotated[Amount | None, meaning("How far it may be emptied; null for no end.")]
    available: Annotated[Amount | None, meaning("What can go out of it; null for no end.")]
    version: int


class StatementEntryView(TypedDict):
    """A line of a statement: what moved, why, and the balance after it (IG-10)."""

    sequence: int
    at: Moment
    kind: TransferKind
    amount: Annotated[Amount, meaning("As it changed the balance.")]
    balance: Amount
    currency: str
    counterparty: str
    transferID: str
    reference: str
    bookingID: OutsideID | None
    disputeID: str | None
    requestID: str | None
    reverses: Annotated[str | None, meaning("The transfer that this one takes back.")]
    repeats: Annotated[str | None, meaning("The deposit of before under the same reference.")]
    reason: str | None
    by: NotRequired[Annotated[str, meaning("Told to the staff, as the next two.")]]
    askedBy: NotRequired[str | None]
    otherWalletID: NotRequired[str | None]
    actions: NotRequired[Annotated[list[ChoiceView], meaning("For who may ask for corrections.")]]


class PostingView(TypedDict):
    """What a transfer does in one wallet."""

    walletID: str
    amount: Amount


MovedPart = TypedDict(
    "MovedPart",
    {
        "transferID": str,
        "at": Moment,
        "from": str | None,
        "to": str | None,
        "bookingID": OutsideID | None,
        "disputeID": str | None,
        "requestID": str | None,
        "reverses": str | None,
        "reason": str | None,
        "repeats": str | None,
        "by": str,
        "postings": NotRequired[list[PostingView]],
    },
)
MovedPart.__doc__ = "What a proposal does not tell of the transfer that it made."


class TransferView(MovedPart):
    """A transfer; `from` and `to` are null where it is between more than two wallets, which
    `postings` then tells.
    """

    kind: TransferKind
    amount: Amount
    currency: str
    reference: str


class NamedTransfer(TransferView):
    """A transfer with the names of whom it is between."""

    fromName: str
    toName: str


def wallet_view(wallet: Wallet) -> WalletView:
    """A wallet, for its party and for the staff; `reserved` where pending transfers keep some of
    it.
    """

    def number(minor: int | None) -> Amount | None:
        return None if minor is None else to_number(minor, wallet.currency)

    view: WalletView = {
        "walletID": wallet.wallet_id,
        "partyID": wallet.party_id,
        "name": wallet.party_name,
        "currency": wallet.currency,
        "balance": to_number(wallet.balance, wallet.currency),
        "floor": number(wallet.floor),
        "available": number(wallet.available),
        "version": wallet.version,
    }
    if wallet.reserved:
        view["reserved"] = to_number(wallet.reserved, wallet.currency)
    return view


def entry_view(entry: Entry, known: Correction | None, context: Context) -> StatementEntryView:
    """A line of a statement: what moved, why, and the balance after it (IG-10).

    People of a party see no one of the other side by name; who may ask for corrections is told
    whether this one can be (X-02).
    """
    transfer = entry.transfer
    view: StatementEntryView = {
        "sequence": entry.sequence,
        "at": instant(transfer.at),
        "kind": transfer.kind,
        "amount": to_number(entry.amount, transfer.currency),
        "balance": to_number(entry.balance, transfer.currency),
        "currency": transfer.currency,
        "counterparty": entry.other_name,
        "transferID": transfer.transfer_id,
        "reference": transfer.reference,
        "bookingID": transfer.booking_id,
        "disputeID": transfer.dispute_id,
        "requestID": transfer.request_id,
        "reverses": transfer.reverses,
        "repeats": transfer.repeats,
        "reason": transfer.reason,
    }
    if context.actor.audience == STAFF:
        view["by"], view["askedBy"] = transfer.by_name, transfer.asked_by_name
        view["otherWalletID"] = _one(entry.other_ids)
    if CORRECTING in context.actor.usable:
        view["actions"] = [
            choice_view(choice("correct", lambda: require_askable(transfer, known, context)))
        ]
    return view


def statement_sheet(entries: Iterable[Entry], person: Person, hours: WorkHours) -> Sheet:
    """A statement as a table, the oldest entry first, by the company's clock; who of the company
    did what is told the staff alone.
    """
    named = (
        "Kind",
        "Reference",
        "Counterparty",
        "Booking",
        "Dispute",
        "Request",
        "Transfer",
        "Takes back",
        "Reason",
    )
    head = (f"Time ({hours.time_zone})", *named, "Amount", "Balance", "Currency")
    rows = tuple(_cells(entry, person, hours) for entry in entries)
    return Sheet("Statement", (*head, "By", "Asked by") if person.audience == STAFF else head, rows)


def _cells(entry: Entry, person: Person, hours: WorkHours) -> tuple[Cell, ...]:
    transfer = entry.transfer
    at = transfer.at.astimezone(hours.zone)
    named = (
        transfer.booking_id,
        transfer.dispute_id,
        transfer.request_id,
        transfer.transfer_id,
        transfer.reverses,
    )
    about = [None if one is None else str(one) for one in named]
    amounts = [AmountCell(minor, transfer.currency) for minor in (entry.amount, entry.balance)]
    said = (
        at,
        KINDS[transfer.kind],
        transfer.reference,
        entry.other_name,
        *about,
        transfer.reason,
        *amounts,
        transfer.currency,
    )
    return (*said, transfer.by_name, transfer.asked_by_name) if person.audience == STAFF else said


def transfer_view(transfer: Transfer) -> TransferView:
    """A transfer, for the staff; with its postings where it is not just between two wallets."""
    view: TransferView = {
        "transferID": transfer.transfer_id,
        "kind": transfer.kind,
        "at": instant(transfer.at),
        "from": _one(transfer.debited),
        "to": _one(transfer.credited),
        "amount": to_number(transfer.amount, transfer.currency),
        "currency": transfer.currency,
        "reference": transfer.reference,
        "bookingID": transfer.booking_id,
        "disputeID": transfer.dispute_id,
        "requestID": transfer.request_id,
        "reverses": transfer.reverses,
        "reason": transfer.reason,
        "repeats": transfer.repeats,
        "by": transfer.by_name,
    }
    if len(transfer.postings) > 2:
        view["postings"] = [
            {"walletID": one.wallet_id, "amount": to_number(one.amount, transfer.currency)}
            for one in transfer.postings
        ]
    return view


def _one(wallet_ids: Sequence[str]) -> str | None:
    """The wallet; None where there are several."""
    return wallet_ids[0] if len(wallet_ids) == 1 else None

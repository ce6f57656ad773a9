"""What must be true of all that has moved, checked on what is stored (IG-10, X-05, X-06)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chalicelib.domain.base.identifiers import OUTSIDE
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes import events
from chalicelib.domain.disputes.audit import NOT_AS_TOLD, journal_faults
from chalicelib.domain.wallets.corrections import Correction
from chalicelib.domain.wallets.ledger import (
    Entry,
    Wallet,
    entry_faults,
    floor_of,
    reserved_faults,
    wallet_id,
)
from chalicelib.domain.wallets.proposals import DEPOSIT, FLOOR, Proposal
from chalicelib.domain.wallets.reservations import PENDING, POSTED, Reservation, Reserved
from chalicelib.domain.wallets.second_yes import MADE, decision_faults
from chalicelib.domain.wallets.transfer import Paid, Transfer, reversed_postings
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Around:
    """What is stored about an entry elsewhere."""

    transfer: Transfer | None
    across: Sequence[Entry] = ()
    """What the statements of the other wallets have of its transfer."""
    request: Paid | None = None
    """What the transfer says it was for."""
    correction: Correction | None = None
    """That the transfer which it takes back is to be taken back."""
    proposal: Proposal | None = None
    """By which it came in, where that took a second person."""
    reservation: Reservation | None = None
    """By which its money was kept for it, where it was pending first."""


def statement_faults(
    wallet: Wallet, before: Entry | None, entries: Sequence[Entry], around: Mapping[int, Around]
) -> list[str]:
    """What is wrong with some entries of a wallet that follow one another, each beside what is
    stored around it, by its number.
    """
    found = entry_faults(entries, before)
    seen = Counter([before.transfer.transfer_id] if before else [])
    for entry in entries:
        seen[entry.transfer.transfer_id] += 1
        if seen[entry.transfer.transfer_id] > len(entry.transfer.entered_in(wallet.wallet_id)):
            found.append(f"Entry {entry.sequence}: its transfer stands in the statement twice.")
        found += [
            f"Entry {entry.sequence}: {fault}"
            for fault in _posting_faults(wallet, entry, around[entry.sequence])
        ]
    return found


def head_faults(wallet: Wallet, last: Entry | None) -> list[str]:
    """Whether a wallet is what its last entry says."""
    told = (last.sequence, last.hash, last.balance) if last else (0, "", 0)
    return (
        []
        if told == (wallet.sequence, wallet.last_hash, wallet.balance)
        else ["The wallet is not what its last entry says."]
    )


def floor_faults(wallet: Wallet, journal: list[events.Entry]) -> list[str]:
    """Whether the floor is what its journal says, or what every wallet begins with."""
    first = None if wallet.role == OUTSIDE else 0
    return journal_faults(floor_of(wallet), journal) or (
        [NOT_AS_TOLD] if not journal and wallet.floor != first else []
    )


def proposal_faults(
    proposal: Proposal, transfer: Transfer | None, floors: Sequence[events.Entry]
) -> list[str]:
    """Whether one that was made has exactly its deposit or floor, and any other none.

    Beside it lie the transfer under its id and the journal of the wallet's floor.
    """
    named = [entry for entry in floors if entry.source == proposal.source]
    found = decision_faults(proposal)
    if proposal.status != MADE or proposal.kind != DEPOSIT:
        found += ["Something has moved under its id that nobody agreed to."] if transfer else []
    elif transfer is None or not _is_deposit(transfer, proposal):
        found.append("It was agreed to, and not what was asked for has come in.")
    if proposal.status != MADE or proposal.kind != FLOOR:
        found += ["A floor was set under its name that nobody agreed to."] if named else []
    elif not _is_set(proposal, named, floors):
        found.append("It was agreed to, and not the floor that was asked for was set, once.")
    return found


def correction_faults(correction: Correction, transfer: Transfer | None) -> list[str]:
    """Whether one that was made has exactly the transfer that it names, and any other
    names none.
    """
    found = decision_faults(correction)
    if (correction.status == MADE) != (correction.transfer_id is not None):
        found.append("It names a transfer that does not go with what became of it.")
    elif correction.status == MADE and (transfer is None or not _is_made(correction, transfer)):
        found.append("It was agreed to, and not what was asked for was taken back.")
    return found


def reservation_faults(
    reservation: Reservation, transfer: Transfer | None, kept: Sequence[Reserved]
) -> list[str]:
    """Whether one that was posted has exactly its transfer, any other none, and only one that is
    pending is kept money for.

    Beside it lie the transfer under its id, and what its wallets keep for it.
    """
    found = []
    ended = (reservation.ended_by_name, reservation.ended_at)
    if (reservation.status == PENDING) != (ended == (None, None)) or (
        reservation.status != PENDING and None in ended
    ):
        found.append(
            f"The transfer is {reservation.status}, and does not say so of who ended it and when."
        )
    if reservation.status == POSTED and not (transfer and _is_posted(reservation, transfer)):
        found.append("It was posted, and not what was pending has moved.")
    if reservation.status != POSTED and transfer:
        found.append("Something has moved under its id that was not posted.")
    if tuple(kept) != (reservation.reserved if reservation.status == PENDING else ()):
        found.append("What its wallets keep for it is not what is pending.")
    return found


def kept_faults(
    wallet: Wallet, kept: Sequence[Reserved], reservations: Mapping[str, Reservation]
) -> list[str]:
    """Whether a wallet keeps exactly what is reserved in it, each for a transfer that is pending;
    beside it lie these, by their ids.
    """
    found = reserved_faults(wallet, (one.amount for one in kept))
    for one in kept:
        known = reservations.get(one.transfer_id)
        if known is None or known.status != PENDING or one not in known.reserved:
            found.append(
                f"It keeps money for the transfer {one.transfer_id}, which is not pending."
            )
    return found


def _is_posted(reservation: Reservation, transfer: Transfer) -> bool:
    """Whether a transfer is the one that was pending, by whoever posted it and when."""
    first = reservation.transfer
    as_asked = replace(
        transfer, at=first.at, by_id=first.by_id, by_name=first.by_name, reserved_at=None
    )
    return reservation.status == POSTED and transfer.reserved_at == first.at and as_asked == first


def _is_deposit(transfer: Transfer, proposal: Proposal) -> bool:
    """From outside into the wallet, as much as was asked for, by another person than the one who
    asked.
    """
    told = (transfer.kind, transfer.currency, transfer.reference, transfer.asked_by_name)
    asked = (DEPOSIT, proposal.currency, proposal.reference, proposal.asked_by_name)
    moved = transfer.is_between(
        wallet_id(OUTSIDE, proposal.currency), proposal.wallet_id, proposal.amount
    )
    return told == asked and moved and transfer.by_id != proposal.asked_by


def _is_set(
    proposal: Proposal, named: Sequence[events.Entry], floors: Sequence[events.Entry]
) -> bool:
    """The journal says so once; or not at all, where the floor was that one already when it was
    agreed to.
    """
    amount = to_number(proposal.amount, proposal.currency)
    if named:
        return [entry.after["floor"] for entry in named] == [amount]
    known = [
        entry.after["floor"]
        for entry in floors
        if proposal.decided_at and entry.at <= proposal.decided_at
    ]
    return (known[-1] if known else 0) == amount


def _posting_faults(wallet: Wallet, entry: Entry, around: Around) -> list[str]:
    """A transfer is as it was written and has exactly an entry for each posting; what it was for
    names it.
    """
    transfer = entry.transfer
    found = []
    if around.transfer != transfer:
        found.append(
            "its transfer is gone."
            if around.transfer is None
            else "its transfer is not what it says."
        )
    of_this = [
        (posting.amount, transfer.across(posting))
        for posting in transfer.entered_in(wallet.wallet_id)
    ]
    if (entry.amount, entry.other_ids) not in of_this or wallet.currency != transfer.currency:
        found.append("it is not what its transfer does to this wallet.")
    if sum(posting.amount for posting in transfer.postings):
        found.append("what its transfer does comes to more than nothing.")
    found += _across_faults(wallet, transfer, around.across)
    if transfer.kind == "fundRequest" and not (
        around.request and around.request.transfer_id == transfer.transfer_id
    ):
        found.append("the request that it was for does not name it.")
    if transfer.kind == "correction" and not _is_made(around.correction, transfer):
        found.append("nobody agreed to take back what it takes back.")
    if (
        transfer.kind == DEPOSIT
        and transfer.asked_by_name
        and not (around.proposal and around.proposal.status == MADE)
    ):
        found.append("nobody agreed to let it come in.")
    if (transfer.reserved_at or around.reservation) and not (
        around.reservation and _is_posted(around.reservation, transfer)
    ):
        found.append("it was pending, and was not posted.")
    corrected_by = around.request.corrected_by if around.request else None
    if (
        transfer.kind == "correction"
        and transfer.request_id
        and corrected_by != transfer.transfer_id
    ):
        found.append("the request whose payment it takes back does not name it.")
    return found


def _across_faults(wallet: Wallet, transfer: Transfer, across: Sequence[Entry]) -> list[str]:
    """Each other wallet has its entries of the transfer, and no more."""
    found = []
    others = [wallet_id for wallet_id in transfer.wallet_ids if wallet_id != wallet.wallet_id]
    for other in others:
        postings = transfer.entered_in(other)
        there = [(one.amount, one.transfer) for one in across if one.wallet_id == other]
        if there != [(posting.amount, transfer) for posting in postings]:
            whose = "the other wallet" if len(others) == 1 else f"the wallet {other}"
            found.append(
                f"{whose} does not have its"
                f" {'one entry' if len(postings) == 1 else f'{len(postings)} entries'}."
            )
    return found


def _is_made(correction: Correction | None, transfer: Transfer) -> bool:
    """Whether a transfer takes another one back, whole, as two people decided (IG-10)."""
    if correction is None or (correction.status, correction.transfer_id) != (
        MADE,
        transfer.transfer_id,
    ):
        return False
    first = correction.transfer
    told = (first.transfer_id, reversed_postings(first), first.currency)
    return told == (transfer.reverses, transfer.postings, transfer.currency)

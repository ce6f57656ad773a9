"""Deposits and floors: by one person of finance, or above the bound by two (IG-10, IG-11, X-16)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from typing_extensions import TypedDict

from chalicelib.actions.desk import Answer, Desk, T, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.upserts import Upserted, UpsertOutcome, conclude_upsert
from chalicelib.actions.wallets.ledger import require_ledger, wallet_among
from chalicelib.actions.wallets.second_yes import OPEN, page_of
from chalicelib.domain.base.identifiers import OUTSIDE
from chalicelib.domain.base.money import positive_minor, read_decimal, to_minor
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.wallets import ledger, proposals
from chalicelib.domain.wallets.ledger import Posted, Wallet, outside_wallet, read_wallet_id
from chalicelib.domain.wallets.proposals import DEPOSIT, FLOOR, Proposal
from chalicelib.domain.wallets.references import Reference
from chalicelib.domain.wallets.second_yes import made, refused
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item
from chalicelib.store.ledger import posting_writes, to_wallet, wallet_item
from chalicelib.store.proposals import (
    proposal_item,
    proposal_key,
    reference_item,
    reference_key,
    to_proposal,
    to_reference,
)
from chalicelib.store.secondyes import PROPOSALS
from chalicelib.store.table import IS_ABSENT, Put, Write, name_of, unwritten_or_at
from chalicelib.views.answers import Page
from chalicelib.views.ledger import MovedPart, TransferView, WalletView, transfer_view, wallet_view
from chalicelib.views.parts import to_json
from chalicelib.views.secondyes import ProposalRow, ProposalView, proposal_row, proposal_view


class FloorSet(WalletView, UpsertOutcome):
    """A wallet with its floor as it was set."""


class WalletPart(TypedDict):
    """The wallet as it is then."""

    wallet: WalletView


class Deposited(TransferView, WalletPart):
    """A deposit that came in."""


class FloorMade(ProposalView, WalletPart):
    """A floor that was agreed to."""


class DepositMade(ProposalView, MovedPart, WalletPart):
    """A deposit that was agreed to, with the transfer."""


Agreed = DepositMade | FloorMade


def set_floor(wallet_id: str, floor: Any) -> PlainAction[FloorSet | ProposalView]:
    """Sets how far a wallet may be emptied; the same once more changes nothing (IG-11)."""

    def action(desk: Desk) -> PlainDecision[FloorSet | ProposalView]:
        found = desk.gather([keys.wallet(wallet_id)], require_ledger, with_rules=True)
        wallet = wallet_among(found, desk.context.actor, wallet_id)
        desk.require_version(wallet.version, lambda: wallet_view(wallet))
        amount = to_minor(read_decimal(floor), wallet.currency)
        changed = ledger.set_floor(wallet, amount)
        if changed.floor == wallet.floor:
            return conclude_upsert(Upserted(wallet, wallet), wallet_view)
        if proposals.needs_second(FLOOR, wallet, amount, desk.context):
            return _proposed(desk, proposals.propose(FLOOR, wallet, amount, desk.context))
        kept, writes = _floor_writes(desk, wallet, changed)
        return conclude_upsert(Upserted(wallet, kept, (*writes,)), wallet_view)

    return action


def deposit(
    wallet_id: str, amount: Any, reference: str, is_repeat: bool
) -> PlainAction[Deposited | ProposalView]:
    """Money that came in from outside, against the account of the outside world; under a reference
    of before if that is meant (IG-10).
    """

    def action(desk: Desk) -> PlainDecision[Deposited | ProposalView]:
        remembered = reference_key(wallet_id, reference)
        found = desk.gather([*_both_keys(wallet_id), remembered], require_ledger, with_rules=True)
        wallet = wallet_among(found, desk.context.actor, wallet_id)
        desk.require_version(wallet.version, lambda: wallet_view(wallet))
        minor = positive_minor(read_decimal(amount), wallet.currency)
        known = to_reference(found.get(name_of(remembered)))
        known.require_yes(is_repeat)
        if proposals.needs_second(DEPOSIT, wallet, minor, desk.context):
            proposal, waits = proposals.ask_deposit(wallet, minor, reference, known, desk.context)
            return _proposed(desk, proposal, _noted(wallet_id, reference, known, waits))
        posted, noted = proposals.deposit(
            _world(found, wallet), wallet, minor, reference, known, desk.context
        )
        note = _noted(wallet_id, reference, known, noted)
        view = _deposit_view(posted, wallet)
        answer = Answer(201, to_json(view), location=f"/api/wallet/{wallet_id}/entry")
        return Decision((*posting_writes(posted), note), answer, would_be(view))

    return action


def list_proposals(desk: Desk, state: str, limit: int, cursor: str | None) -> Page[ProposalRow]:
    """The deposits and floors that wait for a second person, or that were decided."""
    desk.gather()
    page = page_of(desk, PROPOSALS, state, limit, cursor)
    listed = [to_proposal(item) for item in page.items]
    rows = [
        proposal_row(one, desk.context)
        for one in (_as_of_now(desk, listed) if state == OPEN else listed)
    ]
    return {"value": rows, "nextCursor": page.next_cursor}


def _as_of_now(desk: Desk, waiting: Sequence[Proposal]) -> list[Proposal]:
    """Each deposit beside the latest other one under its reference by now: what it was to repeat
    may have been refused since (IG-10).
    """
    found = desk.gather_more(
        reference_key(one.wallet_id, one.reference) for one in waiting if one.kind == DEPOSIT
    )
    known = [
        to_reference(found.get(name_of(reference_key(one.wallet_id, one.reference))))
        for one in waiting
    ]
    return [
        replace(one, earlier=reference.besides(one.proposal_id))
        for one, reference in zip(waiting, known, strict=True)
    ]


def agree(proposal_id: str) -> PlainAction[Agreed]:
    """Agrees to a deposit or a floor, which is made with it (X-16)."""

    def decide(proposal: Proposal, desk: Desk) -> PlainDecision[Agreed]:
        remembered = reference_key(proposal.wallet_id, proposal.reference)
        found = desk.gather_more(
            [*_both_keys(proposal.wallet_id), *([remembered] if proposal.kind == DEPOSIT else [])]
        )
        wallet = to_wallet(found[name_of(keys.wallet(proposal.wallet_id))])
        if proposal.kind == DEPOSIT:
            known = to_reference(found.get(name_of(remembered)))
            agreed, posted, noted = proposals.agree_to_deposit(
                proposal, known, _world(found, wallet), wallet, desk.context
            )
            note = _noted(proposal.wallet_id, proposal.reference, known, noted)
            return _decided(
                desk,
                proposal,
                agreed,
                [*posting_writes(posted), note],
                _deposit_view(posted, wallet),
            )
        kept, writes = _floor_writes(
            desk, wallet, ledger.set_floor(wallet, proposal.amount), proposal
        )
        return _decided(
            desk, proposal, made(proposal, desk.context), writes, {"wallet": wallet_view(kept)}
        )

    return _deciding(proposal_id, decide)


def refuse(proposal_id: str, answer: str | None) -> PlainAction[ProposalView]:
    """Leaves the wallet as it is (X-16)."""

    def decide(proposal: Proposal, desk: Desk) -> PlainDecision[ProposalView]:
        if proposal.kind == FLOOR:
            return _decided(desk, proposal, refused(proposal, answer, desk.context), (), {})
        remembered = reference_key(proposal.wallet_id, proposal.reference)
        known = to_reference(desk.gather_more([remembered]).get(name_of(remembered)))
        decided, noted = proposals.refuse_deposit(proposal, known, answer, desk.context)
        return _decided(
            desk,
            proposal,
            decided,
            [_noted(proposal.wallet_id, proposal.reference, known, noted)],
            {},
        )

    return _deciding(proposal_id, decide)


def _deciding(
    proposal_id: str, decide: Callable[[Proposal, Desk], PlainDecision[T]]
) -> PlainAction[T]:
    def action(desk: Desk) -> PlainDecision[T]:
        key = proposal_key(proposal_id)
        item = desk.gather([key], require_ledger).get(name_of(key))
        if item is None:
            raise no_such("proposal")
        proposal = to_proposal(item)
        desk.require_version(proposal.version, lambda: proposal_view(proposal))
        return decide(proposal, desk)

    return action


def _noted(wallet_id: str, reference: str, known: Reference, noted: Reference) -> Put:
    """What has happened under a reference: of two deposits at once, one finds the other."""
    return Put(reference_item(wallet_id, reference, noted), unwritten_or_at(known.version))


def _proposed(desk: Desk, proposal: Proposal, *also: Write) -> PlainDecision[ProposalView]:
    kept, entry = enter(None, proposal, desk.hand)
    view = proposal_view(kept)
    writes = (Put(proposal_item(kept), (IS_ABSENT,)), Put(entry_item(entry), (IS_ABSENT,)))
    return Decision(
        (*writes, *also),
        Answer(202, to_json(view), kept.version),
        would_be(view),
    )


def _decided(
    desk: Desk, known: Proposal, proposal: Proposal, writes: Sequence[Write], comes: Any
) -> Decision[Any, Any]:
    """The proposal as it was decided with its entry in the journal (X-05), and what is written and
    told with it.
    """
    kept, entry = enter(known, proposal, desk.hand)
    view = {**comes, **proposal_view(kept)}
    puts = (
        Put(proposal_item(kept), unwritten_or_at(known.version)),
        Put(entry_item(entry), (IS_ABSENT,)),
    )
    return Decision(
        (*puts, *writes),
        Answer(200, to_json(view), kept.version),
        would_be(view),
    )


def _floor_writes(
    desk: Desk, wallet: Wallet, changed: Wallet, by: Proposal | None = None
) -> tuple[Wallet, list[Write]]:
    """The wallet with its other floor, written in its journal, with who proposed it; nothing to
    write for no other.
    """
    if changed.floor == wallet.floor:
        return wallet, []
    hand = replace(desk.hand, source=by.source) if by else desk.hand
    kept, entry = ledger.enter_floor(wallet, changed, hand)
    return kept, [
        Put(wallet_item(kept), unwritten_or_at(wallet.version)),
        Put(entry_item(entry), (IS_ABSENT,)),
    ]


def _deposit_view(posted: Posted, wallet: Wallet) -> Deposited:
    return {
        **transfer_view(posted.transfer),
        "wallet": wallet_view(posted.wallet(wallet.wallet_id)),
    }


def _both_keys(wallet_id: str) -> list[keys.Key]:
    """The wallet, and the account of the outside world in its currency."""
    named = read_wallet_id(wallet_id)
    return [
        keys.wallet(wallet_id),
        keys.wallet(ledger.wallet_id(OUTSIDE, named[1] if named else "")),
    ]


def _world(found: dict[str, Item], wallet: Wallet) -> Wallet:
    item = found.get(name_of(keys.wallet(ledger.wallet_id(OUTSIDE, wallet.currency))))
    return to_wallet(item) if item else outside_wallet(wallet.currency)

"""Ten wallets, and commands that move money between two of them or more, at once or
pending first.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Answer, Command, Desk
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.wallets import reservations
from chalicelib.actions.wallets.ledger import wallet_keys, wallets_in
from chalicelib.domain.wallets.ledger import Wallet, outside_wallet, post
from chalicelib.domain.wallets.transfer import Posting, Transfer, between, reversal, reverse_id_of
from chalicelib.errors import AlreadyDone
from chalicelib.store import keys
from chalicelib.store.ledger import posting_writes, to_transfer, to_wallet
from chalicelib.store.reservations import reservation_key
from chalicelib.store.table import Table, Write, name_of

WALLETS = [
    Wallet(f"P-{n}", f"Party {n}", "operator", "GBP", floor=-500 * (n % 3)) for n in range(10)
]
OPENING = 20_000
CALLER = Caller("worker", is_system=True)


def now() -> datetime:
    """The time, as the product takes it."""
    return datetime.now(UTC)


def fresh_id() -> str:
    """An id that there was not."""
    return uuid4().hex


def no_cursors() -> Any:
    """What seals cursors, where no list is read."""
    raise AssertionError("no list is read here")


def command(key: str) -> Command:
    """A request to move money; the same key, the same request."""
    return Command("POST /transfer", key, key)


def move(debit_id: str, credit_id: str, amount: int) -> Action:
    """A transfer between two wallets as a command."""

    def action(desk: Desk) -> Decision:
        named = [keys.wallet(debit_id), keys.wallet(credit_id)]
        found = desk.gather(named)
        debit, credit = (to_wallet(found[name_of(key)]) for key in named)
        return posted(desk.context.new_id(), debit, credit, amount)

    return action


def posted(transfer_id: str, debit: Wallet, credit: Wallet, amount: int) -> Decision:
    at = datetime.now(UTC)
    transfer = Transfer(
        transfer_id,
        "fundRequest",
        between(debit.wallet_id, credit.wallet_id, amount),
        "GBP",
        at,
        "worker",
        "Worker",
    )
    answer = Answer(201, transfer_id)
    return Decision(tuple(posting_writes(post(transfer, debit, credit))), answer, answer)


Moves = list[tuple[str, int]]
"""Postings: each a wallet and what becomes more or less there."""


def move_many(moves: Moves) -> Action:
    """A transfer of several postings, at once."""

    def action(desk: Desk) -> Decision:
        desk.gather()
        transfer = of_postings(desk, moves)
        moved = post(transfer, *wallets_in(desk.gather_more(wallet_keys(transfer)), transfer))
        return _answered(transfer.transfer_id, posting_writes(moved))

    return action


def reserve(moves: Moves) -> Action:
    """The same, pending."""

    def action(desk: Desk) -> Decision:
        desk.gather()
        transfer = of_postings(desk, moves)
        _, writes = reservations.reserve(desk, transfer, desk.gather_more(wallet_keys(transfer)))
        return _answered(transfer.transfer_id, writes)

    return action


def post_pending(transfer_id: str) -> Action:
    """A pending one posted."""

    def action(desk: Desk) -> Decision:
        known = reservations.reservation_in(
            desk.gather([reservation_key(transfer_id)]), transfer_id
        )
        _, posted, writes = reservations.post_reserved(
            desk, known, desk.gather_more(wallet_keys(known.transfer))
        )
        return _answered(posted.transfer.transfer_id, writes)

    return action


def void(transfer_id: str) -> Action:
    """A pending one voided."""

    def action(desk: Desk) -> Decision:
        known = reservations.reservation_in(
            desk.gather([reservation_key(transfer_id)]), transfer_id
        )
        _, writes = reservations.void(
            desk, known, "Not so", desk.gather_more(wallet_keys(known.transfer))
        )
        return _answered(transfer_id, writes)

    return action


def take_back(transfer_id: str) -> Action:
    """One that has moved, taken back."""

    def action(desk: Desk) -> Decision:
        first, reverse = keys.transfer(transfer_id), keys.transfer(reverse_id_of(transfer_id))
        found = desk.gather([first, reverse])
        if name_of(reverse) in found:
            raise AlreadyDone("It was taken back.", rule="IG-10")
        by = (desk.context.actor.user_id, desk.context.actor.name)
        back = reversal(to_transfer(found[name_of(first)]), desk.context.at, "Not so", "Fay", by)
        moved = post(back, *wallets_in(desk.gather_more(wallet_keys(back)), back))
        return _answered(back.transfer_id, posting_writes(moved))

    return action


def of_postings(desk: Desk, moves: Moves) -> Transfer:
    postings = tuple(Posting(*one) for one in moves)
    return Transfer(
        desk.context.new_id(), "deposit", postings, "GBP", desk.context.at, "worker", "Worker"
    )


def _answered(transfer_id: str, writes: list[Write]) -> Decision:
    answer = Answer(201, transfer_id)
    return Decision(tuple(writes), answer, answer)


def open_wallets(table: Table, wallets: Sequence[Wallet] = tuple(WALLETS)) -> None:
    world = outside_wallet("GBP")
    for wallet in wallets:
        postings = between(world.wallet_id, wallet.wallet_id, OPENING)
        transfer = Transfer(
            f"opening {wallet.party_id}", "deposit", postings, "GBP", datetime.now(UTC), "-", "-"
        )
        opened = post(transfer, world, wallet)
        table.commit(posting_writes(opened))
        world = opened.wallets[0]


def everything(table: Table, partition: str) -> Iterator[Any]:
    start = None
    while True:
        page = table.query(partition, prefix=keys.ENTRIES_PREFIX, limit=1000, start=start)
        yield from page.items
        start = page.last
        if start is None:
            return

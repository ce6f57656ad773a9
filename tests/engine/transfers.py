"""Ten wallets, and a command that moves money between two of them, as approvals and corrections do."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from chalicelib.actions.desk import Answer, Caller, Command, Desk
from chalicelib.actions.execution import Action, Decision
from chalicelib.domain.wallets.ledger import Wallet, outside, post
from chalicelib.domain.wallets.transfer import Transfer, between
from chalicelib.store import keys
from chalicelib.store.ledger import posting_writes, to_wallet
from chalicelib.store.table import Table, name_of

WALLETS = [Wallet(f"P-{n}", f"Party {n}", "operator", "GBP", floor=-500 * (n % 3)) for n in range(10)]
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
    transfer = Transfer(transfer_id, "fundRequest", between(debit.wallet_id, credit.wallet_id, amount), "GBP", at, "worker", "Worker")
    answer = Answer(201, transfer_id)
    return Decision(tuple(posting_writes(post(transfer, debit, credit))), answer, answer)


def open_wallets(table: Table) -> None:
    world = outside("GBP")
    for wallet in WALLETS:
        postings = between(world.wallet_id, wallet.wallet_id, OPENING)
        transfer = Transfer(f"opening {wallet.party_id}", "deposit", postings, "GBP", datetime.now(UTC), "-", "-")
        opened = post(transfer, world, wallet)
        table.commit(posting_writes(opened))
        world = opened.wallets[0]

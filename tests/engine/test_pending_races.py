"""Transfers of up to twelve postings, and several threads that post, void and take back the same:
each counts once (IG-10, IG-11, X-06).
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

import pytest

from chalicelib.actions.execution import Action, Runtime, execute
from chalicelib.domain.wallets.audit import kept_faults
from chalicelib.domain.wallets.ledger import Entry, Wallet, ledger_faults, wallet_faults
from chalicelib.domain.wallets.reservations import PENDING
from chalicelib.domain.wallets.transfer import MOST_POSTINGS, reverse_id_of
from chalicelib.errors import (
    AlreadyDecided,
    AlreadyDone,
    Busy,
    InsufficientFunds,
    InvalidAmount,
    InvalidInput,
)
from chalicelib.store import keys
from chalicelib.store.ledger import to_entry, to_transfer, to_wallet
from chalicelib.store.reservations import (
    RESERVED_PREFIX,
    reservation_key,
    to_reservation,
    to_reserved,
)
from chalicelib.store.table import Table
from tests.engine.transfers import (
    CALLER,
    OPENING,
    WALLETS,
    Moves,
    command,
    everything,
    fresh_id,
    move_many,
    no_cursors,
    now,
    open_wallets,
    post_pending,
    reserve,
    take_back,
    void,
)

ROUNDS = int(os.environ.get("RACE_ROUNDS", "40")) // 5 or 1
"""By default eight, which take half a minute."""
CROWD = 4
FEW = WALLETS[:4]
NAMES = [*(wallet.wallet_id for wallet in FEW), "external-GBP"]
REFUSED = (InsufficientFunds, InvalidAmount, InvalidInput, AlreadyDecided, AlreadyDone, Busy)
"""After each of these nothing was done."""


@dataclass
class Books:
    """What was acknowledged, by the plain sums of it."""

    table: Table
    pool: ThreadPoolExecutor
    balances: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)

    def at_once(self, actions: list[Action]) -> list[str | Exception]:
        """What came of commands that all start at the same moment: the transfer's id, or the
        refusal.
        """
        barrier = Barrier(len(actions))

        def sent(action: Action) -> str | Exception:
            barrier.wait(timeout=60)
            try:
                return execute(
                    Runtime(self.table, now, fresh_id, no_cursors),
                    CALLER,
                    command(fresh_id()),
                    action,
                ).body
            except REFUSED as refused:
                return refused

        return [
            done.result(timeout=120)
            for done in [self.pool.submit(sent, action) for action in actions]
        ]

    def count(self, moves: Moves, sign: int = 1) -> None:
        for name, amount in moves:
            self.balances[name] += sign * amount

    def one_of(self, verbs: list[Callable[[str], Action]], transfer_id: str) -> str | None:
        """Which of several ways to end the same came first; None where all were refused for want of
        money.
        """
        answers = self.at_once([verb(transfer_id) for verb in verbs])
        won = [
            verb.__name__
            for verb, answer in zip(verbs, answers, strict=True)
            if isinstance(answer, str)
        ]
        assert len(won) <= 1, "it ends once"
        lost = {type(answer) for answer in answers if not isinstance(answer, str)}
        assert lost <= (
            {AlreadyDecided, AlreadyDone, InsufficientFunds} if won else {InsufficientFunds}
        ), lost
        self.told[won[0] if won else "refused"] += 1
        return won[0] if won else None


@pytest.fixture
def books(engine_table: Table) -> Iterator[Books]:
    """Four wallets and the outside world, on a real engine."""
    open_wallets(engine_table, FEW)
    with ThreadPoolExecutor(CROWD) as pool:
        books = Books(engine_table, pool)
        books.balances.update({wallet.wallet_id: OPENING for wallet in FEW})
        books.balances["external-GBP"] = -OPENING * len(FEW)
        yield books


def drawn(dice: random.Random) -> Moves:
    """Postings that come to nothing, several of them on one wallet."""
    moves = [
        (dice.choice(NAMES), dice.choice([-1, 1]) * dice.randint(1, 6_000))
        for _ in range(dice.randint(1, MOST_POSTINGS - 1))
    ]
    return [*moves, (dice.choice(NAMES), -sum(amount for _, amount in moves))]


def test_of_those_who_end_the_same_transfer_one_counts(books: Books) -> None:
    """X-01, X-06, IG-11: what was acknowledged is there once; no floor is passed by what has moved
    and what will.
    """
    dice = random.Random(7)
    pending: dict[str, Moves] = {}
    for _ in range(ROUNDS):
        planned = [(verb, drawn(dice)) for verb in (move_many, reserve, reserve, reserve)]
        answers = books.at_once([verb(moves) for verb, moves in planned])
        moved: dict[str, Moves] = {}
        for (verb, moves), answer in zip(planned, answers, strict=True):
            if isinstance(answer, str):
                (moved if verb is move_many else pending)[answer] = moves
        for moves in moved.values():
            books.count(moves)
        for transfer_id in dice.sample(sorted(pending), min(2, len(pending))):
            how = books.one_of([post_pending, void, post_pending, void], transfer_id)
            assert how, "what was reserved can be posted"
            moves = pending.pop(transfer_id)
            if how == "post_pending":
                books.count(moves)
                moved[transfer_id] = moves
        for transfer_id, moves in moved.items():
            if dice.random() < 0.6 and books.one_of([take_back] * CROWD, transfer_id):
                books.count(moves, -1)
    check(books, pending)
    assert all(books.told[how] for how in ("post_pending", "void", "take_back")), books.told


def test_as_many_get_the_same_money_as_there_is_money_for(books: Books) -> None:
    """IG-11: at once or pending, of several who want more together than the wallet has."""
    wants: Moves = [("P-0-GBP", -9_000), ("P-1-GBP", 9_000)]
    verbs = (reserve, move_many, reserve, move_many)
    for number in range(ROUNDS):
        answers = books.at_once([verb(wants) for verb in verbs])
        won = [
            (verb, answer)
            for verb, answer in zip(verbs, answers, strict=True)
            if isinstance(answer, str)
        ]
        assert len(won) == OPENING // 9_000
        for verb, transfer_id in won:
            end = [post_pending if number % 2 else void] if verb is reserve else []
            back = [] if end == [void] else [take_back]
            done = [books.at_once([step(transfer_id)])[0] for step in (*end, *back)]
            assert all(isinstance(one, str) for one in done), done
    check(books, {})


def check(books: Books, pending: dict[str, Moves]) -> None:
    """The books after it, read whole."""
    table = books.table
    wallets: list[Wallet] = [
        to_wallet(item) for item in table.get(map(keys.wallet, NAMES)).values()
    ]
    assert {wallet.wallet_id: wallet.balance for wallet in wallets} == dict(books.balances)
    assert ledger_faults(wallets) == []
    found = table.get(map(reservation_key, pending)).values()
    known = {one.transfer.transfer_id: one for one in map(to_reservation, found)}
    assert {name: one.status for name, one in known.items()} == dict.fromkeys(pending, PENDING)
    entries: list[Entry] = []
    for wallet in wallets:
        place = keys.wallet(wallet.wallet_id)["pk"]
        statement = [to_entry(item) for item in everything(table, place)]
        kept = [
            to_reserved(item)
            for item in table.query(place, prefix=RESERVED_PREFIX, limit=1000).items
        ]
        assert wallet_faults(wallet, statement, [one.amount for one in kept]) == []
        assert kept_faults(wallet, kept, known) == []
        assert wallet.floor is None or all(entry.balance >= wallet.floor for entry in statement)
        assert wallet.floor is None or wallet.balance - wallet.reserved >= wallet.floor
        entries += statement
    moved = {entry.transfer.transfer_id: entry.transfer for entry in entries}
    assert {
        one.transfer_id: one
        for one in map(to_transfer, table.get(map(keys.transfer, moved)).values())
    } == moved
    assert Counter(entry.transfer.transfer_id for entry in entries) == {
        name: len(one.postings) for name, one in moved.items()
    }
    assert all(
        one.transfer_id == reverse_id_of(one.reverses) for one in moved.values() if one.reverses
    )
    assert not set(moved) & set(pending)

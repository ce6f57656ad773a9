"""Many transfers among few wallets, while the table refuses and loses and workers die: no penny is
made or lost (IG-06, X-01, X-06).
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import pytest
from botocore.config import Config

from chalicelib.actions.desk import Command
from chalicelib.actions.execution import Action, Runtime, execute
from chalicelib.domain.wallets.ledger import ledger_faults, wallet_faults
from chalicelib.errors import Busy, InsufficientFunds, Overloaded
from chalicelib.store import keys
from chalicelib.store.ledger import to_entry, to_wallet
from chalicelib.store.table import Table
from tests.engine.load import Storm
from tests.engine.transfers import (
    CALLER,
    OPENING,
    WALLETS,
    command,
    everything,
    fresh_id,
    move,
    no_cursors,
    now,
    open_wallets,
)

WORKERS = 8
TRANSFERS = int(os.environ.get("TRANSFERS", "200"))
"""So many for each worker. 2,000 take a quarter of an hour, and have been seen whole."""
FAULTS: list[dict[str, Any]] = [
    {"operation": "TransactWriteItems", "probability": 0.01, "response": {"abort_bytes": 0}},
    {"operation": "TransactWriteItems", "probability": 0.01, "reset": True},
    {
        "operation": "TransactWriteItems",
        "probability": 0.01,
        "error": {"code": "ThrottlingException", "status": 400},
    },
    {
        "operation": "TransactWriteItems",
        "probability": 0.01,
        "error": {
            "code": "TransactionCanceledException",
            "status": 400,
            "fields": {"CancellationReasons": [{"Code": "TransactionConflict"}]},
        },
    },
    {
        "operation": "BatchGetItem",
        "probability": 0.01,
        "error": {"code": "ProvisionedThroughputExceededException", "status": 400},
    },
]


class Died(Exception):
    """The worker's function was killed."""


class Mortal(Table):
    """The table as it is for a worker that now and then dies, just before or just after it has
    written.
    """

    def __init__(self, client: Any, name: str, dice: random.Random) -> None:
        super().__init__(client, name)
        self.dice = dice
        self.deaths: Counter[str] = Counter()

    def commit(self, writes: Any) -> None:
        self._maybe_die("before")
        super().commit(writes)
        self._maybe_die("after")

    def _maybe_die(self, when: str) -> None:
        if self.dice.random() < 0.01:
            self.deaths[when] += 1
            raise Died


@pytest.fixture
def storm(engine: str) -> Iterator[Storm]:
    """Bad weather, once it is told to break out."""
    with Storm(engine) as storm:
        yield storm


def test_of_many_transfers_in_bad_weather_each_acknowledged_one_is_there_once(
    engine_table: Table, storm: Storm
) -> None:
    """IG-06, IG-10, IG-11, X-01, X-05, X-06: the sum stays, no wallet under its floor, each
    statement equals its balance.
    """
    open_wallets(engine_table)
    storm.break_out([{"service": "dynamodb"} | fault for fault in FAULTS])
    # The client repeats nothing by itself, so that every fault reaches the product.
    client = boto3.client(
        "dynamodb",
        endpoint_url=storm.endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(
            max_pool_connections=WORKERS,
            retries={"mode": "standard", "max_attempts": 1},
            read_timeout=20,
        ),
    )
    workers = [
        Worker(number, Mortal(client, engine_table.name, random.Random(number)))
        for number in range(WORKERS)
    ]
    with ThreadPoolExecutor(WORKERS) as pool:
        told = sorted(transfer for done in pool.map(Worker.work, workers) for transfer in done)
    assert all(storm.fired()), "every kind of fault happened"
    assert all(sum(worker.table.deaths[when] for worker in workers) for when in ("before", "after"))
    assert any(worker.refused for worker in workers), "now and then a wallet is empty"
    check(engine_table, told)


class Worker:
    """Moves money at random, and asks again under the same key until it is told what came of it."""

    def __init__(self, number: int, table: Mortal) -> None:
        self.table = table
        self.dice = random.Random(f"worker {number}")
        self.runtime = Runtime(table, now, fresh_id, no_cursors)
        self.number = number
        self.refused = 0

    def work(self) -> list[str]:
        """Its transfers that were acknowledged."""
        told = []
        for number in range(TRANSFERS):
            debit, credit = self.dice.sample(WALLETS, 2)
            action = move(debit.wallet_id, credit.wallet_id, self.dice.randint(1, 9_000))
            try:
                told.append(self.told(command(f"{self.number}-{number}"), action))
            except InsufficientFunds:
                self.refused += 1
        return told

    def told(self, sent: Command, action: Action) -> str:
        """The transfer that a command made, however often it had to be sent."""
        while True:
            try:
                return execute(self.runtime, CALLER, sent, action).body
            except (Died, Overloaded, Busy):
                continue


def check(table: Table, told: list[str]) -> None:
    """The books after it, read whole."""
    wallets = [
        to_wallet(item)
        for item in table.get(
            keys.wallet(one) for one in ["external-GBP", *(wallet.wallet_id for wallet in WALLETS)]
        ).values()
    ]
    assert ledger_faults(wallets) == []
    moved: Counter[str] = Counter()
    for wallet in wallets:
        entries = [
            to_entry(item) for item in everything(table, keys.wallet(wallet.wallet_id)["pk"])
        ]
        assert wallet_faults(wallet, entries) == []
        assert wallet.floor is None or all(entry.balance >= wallet.floor for entry in entries)
        moved.update(
            entry.transfer.transfer_id for entry in entries if entry.transfer.kind == "fundRequest"
        )
    assert sum(wallet.balance for wallet in wallets if wallet.floor is not None) == OPENING * len(
        WALLETS
    )
    assert sorted(moved) == told, "what was acknowledged, and nothing else"
    assert set(moved.values()) == {2}

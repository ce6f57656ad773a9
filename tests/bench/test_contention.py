"""What one busy wallet bears: simulated with DynamoDB's limits, and measured on the engine with all
workers on one wallet.
"""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.actions.execution import (
    FIRST_PAUSE_SECONDS,
    LONGEST_PAUSE_SECONDS,
    PATIENCE_SECONDS,
    Runtime,
    execute,
)
from chalicelib.store.table import Table
from infra.dynamodb_local import DynamoDBLocal, client
from infra.resources.data import table_schema
from tests.bench.contention import Policy, simulate
from tests.engine.transfers import (
    CALLER,
    WALLETS,
    command,
    fresh_id,
    move,
    no_cursors,
    now,
    open_wallets,
)

OURS = Policy(FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, PATIENCE_SECONDS)
OTHERS = (Policy(0.0, 0.0), Policy(0.02, 0.25), Policy(0.02, 1.0), Policy(0.1, 4.0))
OFFERED = (1, 5, 10, 15, 20, 25, 30, 40)
HOT, *COLD = WALLETS


def test_the_simulated_wallet_bears_twenty_transfers_a_second() -> None:
    print(
        "\n\none wallet, simulated; offered a second: given through, tries each, median and 99th"
        " percentile in seconds"
    )
    for policy in (OURS, *OTHERS):
        told = {rate: simulate(policy, rate) for rate in OFFERED}
        print(
            f"pauses {policy!s:<18}",
            *(
                f"{rate}: {one.success:.1%} ×{one.attempts_each:.1f} {one.percentile(50):.2f}"
                f" {one.percentile(99):.2f}"
                for rate, one in told.items()
            ),
            sep="  ",
        )
        if policy == OURS:
            assert told[20].success == 1
            assert told[20].percentile(99) < 3
            assert told[40].attempts_each < 25, "more than it bears must not become a storm"


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    with DynamoDBLocal() as endpoint:
        engine = client(endpoint)
        engine.create_table(TableName="contention", **table_schema())
        table = Table(engine, "contention")
        open_wallets(table)
        yield table


class Counting(Table):
    """Counts the tries."""

    tries = 0

    def commit(self, writes: Any) -> None:
        self.tries += 1
        super().commit(writes)


def test_the_engine_s_wallet_gives_every_transfer_through(table: Table) -> None:
    print(
        "\n\none wallet, on DynamoDB Local; workers: transfers a second, tries each, median and"
        " longest in seconds"
    )
    for workers in (1, 4, 8):
        counting = Counting(table.client, table.name)
        runtime = Runtime(counting, now, fresh_id, no_cursors)
        begun = time.perf_counter()
        with ThreadPoolExecutor(workers) as pool:
            spent = sorted(
                pool.map(lambda number, runtime=runtime: _timed(runtime, number), range(160))
            )
        rate = len(spent) / (time.perf_counter() - begun)
        print(
            f"{workers:>3}: {rate:.0f} a second, ×{counting.tries / len(spent):.1f},"
            f" {spent[len(spent) // 2]:.2f}, {spent[-1]:.2f}"
        )
        assert spent[-1] < PATIENCE_SECONDS


def _timed(runtime: Runtime, number: int) -> float:
    begun = time.perf_counter()
    assert (
        execute(
            runtime,
            CALLER,
            command(fresh_id()),
            move(HOT.wallet_id, random.choice(COLD).wallet_id, 1),
        ).status
        == 201
    )
    return time.perf_counter() - begun

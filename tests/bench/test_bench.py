"""What every command and list costs at a hundred and at fifty thousand disputes.

`make bench` prints it and keeps it in build/bench.txt.
"""

import os
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import record
from chalicelib.domain.imports.billed import Billed, merge_invoice
from chalicelib.domain.invoices.invoice import InvoiceLine
from chalicelib.domain.invoices.new_dispute import Claim, raise_dispute
from chalicelib.store import keys
from chalicelib.store.entities import dispute_item, event_item, invoice_item, line_items
from infra.dynamodb_local import DynamoDBLocal, client
from tests.cast import CAST
from tests.house import House, create_table, wired
from tests.scenarios import COMMANDS, prepared

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_READ = 8 * 25 + 2
"""A narrowed page reads ahead this far at most, whatever the size of the table."""
REPORT = ROOT / "build" / "bench.txt"
SIZES = (100, int(os.environ.get("BENCH_DISPUTES", "50000")))
PAGES = (
    ("agent", "/dispute"),
    ("agent", "/dispute?sort=-amount"),
    ("agent", "/dispute?status=open"),
    ("agent", "/dispute?assigneeID=agent2"),
    ("agent", "/customer/1002/dispute"),
    ("agent", "/customer/1002/note"),
    ("operator", "/booking"),
    ("operator", "/dispute?kind=booking"),
    ("aggregator", "/wallet/AGG-GBP/entry"),
)

AS_BEFORE = {"/user/agent": {"creditLimit": {"USD": 0}}, "/user/approver/absence": {}}
"""What undoes what commands do to the people who carry out others."""


@dataclass(frozen=True)
class Cost:
    """What a request took."""

    calls: tuple[str, ...]
    items: int
    units: float
    milliseconds: float

    def __str__(self) -> str:
        short = {"BatchGetItem": "read", "TransactWriteItems": "write", "BatchWriteItem": "lines", "Query": "query"}
        return f"{' '.join(short[call] for call in self.calls):<24} {self.items:>5} {self.units:>7.1f} {self.milliseconds:>8.1f}"


class Till:
    """Adds up what a client's calls consume: capacity as the engine tells it, and the items that went and came."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.units = 0.0
        self.items = 0
        events = house.client.meta.events
        events.register("provide-client-params.dynamodb", self._ask)
        events.register("after-call.dynamodb", self._add)

    def cost_of(self, send: Any, times: int = 5) -> Cost:
        """Of the first sending, and the median time of several where it can be repeated."""
        self.units, self.items = 0.0, 0
        started = time.perf_counter()
        result = send()
        spent = [time.perf_counter() - started]
        assert result.status < 300, result.text
        cost = (tuple(result.calls), self.items, self.units)
        for _ in range(times - 1):
            started = time.perf_counter()
            send()
            spent.append(time.perf_counter() - started)
        return Cost(*cost, statistics.median(spent) * 1000)

    def _ask(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "TOTAL"
        requests = params.get("RequestItems", {}).values()
        self.items += len(params.get("TransactItems", ())) + sum(len(one) for one in requests if isinstance(one, list))

    def _add(self, parsed: dict[str, Any], **_: Any) -> None:
        consumed = parsed.get("ConsumedCapacity", [])
        self.units += sum(one["CapacityUnits"] for one in (consumed if isinstance(consumed, list) else [consumed]))
        self.items += len(parsed.get("Items", ())) + sum(len(found) for found in parsed.get("Responses", {}).values())


@pytest.fixture(scope="module")
def report() -> Iterator[list[str]]:
    """The lines that are printed and kept."""
    lines: list[str] = []
    yield lines
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n".join(lines) + "\n")
    print(f"\n{REPORT.read_text()}")


@pytest.fixture(scope="module")
def engine() -> Iterator[str]:
    """A real engine."""
    given = os.environ.get("DYNAMODB_ENDPOINT")
    if given:
        yield given
        return
    with DynamoDBLocal() as endpoint:
        yield endpoint


def test_what_is_asked_of_the_table_does_not_grow_with_it(engine: str, report: list[str]) -> None:
    """A command takes two reads and a transaction, a page of 25 one query; and costs the same at both sizes."""
    costs = {size: measured(engine, size) for size in SIZES}
    report.append(f"{'':<64} {'at ' + str(SIZES[0]) + ' disputes':<47}   at {SIZES[1]} disputes")
    heads = f"{'calls':<24} {'items':>5} {'units':>7} {'ms':>8}"
    report.append(f"{'':<64} {heads}   {heads}")
    for name in costs[SIZES[0]]:
        small, large = (costs[size][name] for size in SIZES)
        report.append(f"{name:<64} {small}   {large}")
    for name in costs[SIZES[0]]:
        small, large = (costs[size][name] for size in SIZES)
        assert small.calls == large.calls, name
        if name.startswith("GET"):
            assert large.items <= MOST_READ, name
        else:
            assert small.items == large.items, name
            assert large.units == pytest.approx(small.units, rel=0.2), name


def measured(engine: str, size: int) -> dict[str, Cost]:
    """The costs in a table with so many disputes."""
    dynamodb = client(engine)
    name = f"redress-bench-{size}"
    create_table(dynamodb, name)
    with wired(dynamodb, name) as house:
        house.furnish()
        house.stock()
        fill(house, size)
        prepared(house, "POST /booking/{bookingID}/dispute")
        pristine = house.table.get([keys.invoice(1001, 1984950), keys.booking(77)])
        till = Till(house)
        costs = {}
        for command in COMMANDS:
            sent = prepared(house, command)
            costs[command] = till.cost_of(lambda sent=sent: sent.send(house), times=1)
            house.table.write_batch(list(pristine.values()))
            for path, body in AS_BEFORE.items():
                assert house.as_("admin").put(path, body).status == 200
        for who, target in PAGES:
            joint = "&" if "?" in target else "?"
            costs[f"GET {target}, 25 rows"] = till.cost_of(lambda who=who, at=f"{target}{joint}limit=25": house.as_(who).get(at))
    dynamodb.delete_table(TableName=name)
    return costs


def fill(house: House, size: int) -> None:
    """Disputes as the product itself would write them, in batches."""
    started = datetime(2024, 1, 1, tzinfo=UTC)
    items: list[dict[str, Any]] = []
    for number in range(size):
        at = started + timedelta(minutes=number)
        line = InvoiceLine(1, "Monthly fee", 1000 + number % 997, "fee")
        customer = 1002 if number < 60 else 10_000 + number % 500
        billed = Billed(customer, 100_000 + number, "approved", "USD", at.date(), at.date(), (line,))
        invoice = merge_invoice(None, billed, f"Customer {customer}", settles=True)
        assert invoice
        case = raise_dispute(Claim("Too much", ((line, 500),)), invoice, Context(CAST[0], at, lambda number=number: f"B{number:011d}"))
        dispute, events = record(None, case.dispute, case.changes, CAST[0], at)
        handed = {"assignee_id": "agent2", "assignee": "Ben Agent"} if number % 2 else {}
        items += [dispute_item(type(dispute)(**(vars(dispute) | handed))), invoice_item(case.invoice), *line_items(invoice, (line,))]
        items += [event_item(event) for event in events]
        if len(items) >= 2500:
            house.table.write_batch(items)
            items = []
    house.table.write_batch(items)

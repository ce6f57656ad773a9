"""What every command and list costs at a hundred and at fifty thousand disputes on invoices, and as
many disputes on orders and follow-ups.

`make bench` prints it, keeps it in build/bench.txt and writes the table of `docs/cost.md`.
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

from chalicelib.actions.merging import MOST_SORTED
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import record
from chalicelib.domain.imports.billed import Billed, merge_invoice
from chalicelib.domain.invoices.invoice import InvoiceLine
from chalicelib.domain.invoices.new_dispute import Claim, raise_dispute
from chalicelib.domain.invoices.payments import Allocation, CustomerPayment
from chalicelib.store import keys
from chalicelib.store.codec import from_wire
from chalicelib.store.entities import dispute_item, event_item, invoice_item, line_items
from chalicelib.store.payments import payment_item
from chalicelib.store.table import Table, name_of
from infra.dynamodb_local import DynamoDBLocal, client
from tests import agendas, payouts
from tests.app import App, create_table, wired
from tests.costs import COSTS, PAGES, SHORT, SORTED_HERE, Till, write_doc
from tests.crowds import multiply
from tests.people import CAST
from tests.scenarios import COMMANDS, PROMISE, prepared

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_READ = 8 * 25 + 2
"""A narrowed page reads ahead this far at most, whatever the size of the table."""
SORTED = {page.name for page in PAGES if page.target in SORTED_HERE}
REPORT = ROOT / "build" / "bench.txt"
SIZES = (100, int(os.environ.get("BENCH_DISPUTES", "50000")))


@dataclass(frozen=True)
class Measured:
    """What a request took."""

    calls: list[str]
    written: int
    items: int
    units: float
    milliseconds: float

    def __str__(self) -> str:
        return (
            f"{' '.join(SHORT[call] for call in self.calls):<24} {self.items:>5} {self.units:>7.1f}"
            f" {self.milliseconds:>8.1f}"
        )


class Rewind:
    """Puts back what commands have written, whatever there is beside: notes each item as it was
    before it is written for the first time, by a client of its own.
    """

    def __init__(self, app: App, client: Any) -> None:
        self.table = Table(client, app.table.name)
        self.before: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {}
        self.seconds = 0.0
        """What the looking has taken, which is no part of what a command takes."""
        app.client.meta.events.register("provide-client-params.dynamodb", self._note)

    def back(self) -> None:
        """As all was."""
        self.table.delete_batch([key for key, item in self.before.values() if item is None])
        self.table.write_batch([item for _, item in self.before.values() if item is not None])
        self.before.clear()

    def _note(self, params: dict[str, Any], **_: Any) -> None:
        began = time.perf_counter()
        written = [part for write in params.get("TransactItems", ()) for part in write.values()]
        for requests in params.get("RequestItems", {}).values():
            if isinstance(requests, list):
                written += [part for request in requests for part in request.values()]
        images = (from_wire(part.get("Item") or part["Key"]) for part in written)
        keys = {name_of(one): {"pk": one["pk"], "sk": one["sk"]} for one in images}
        unseen = {name: key for name, key in keys.items() if name not in self.before}
        found = self.table.get(unseen.values())
        self.before |= {name: (key, found.get(name)) for name, key in unseen.items()}
        self.seconds += time.perf_counter() - began


def cost_of(till: Till, rewind: Rewind, send: Any, times: int = 5) -> Measured:
    """Of the first sending, and the median time of several where it can be repeated."""
    till.forget()
    started, looking = time.perf_counter(), rewind.seconds
    result = send()
    spent = [time.perf_counter() - started - (rewind.seconds - looking)]
    assert result.status < 300, result.text
    cost = (result.calls, till.written, till.items, till.units)
    for _ in range(times - 1):
        started = time.perf_counter()
        send()
        spent.append(time.perf_counter() - started)
    return Measured(*cost, statistics.median(spent) * 1000)


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
    """Each request costs what its row of the table says, at both sizes."""
    costs = {size: measured(engine, size) for size in SIZES}
    report.append(f"{'':<64} {'at ' + str(SIZES[0]) + ' disputes':<47}   at {SIZES[1]} disputes")
    heads = f"{'calls':<24} {'items':>5} {'units':>7} {'ms':>8}"
    report.append(f"{'':<64} {heads}   {heads}")
    for name in costs[SIZES[0]]:
        small, large = (costs[size][name] for size in SIZES)
        report.append(f"{name:<64} {small}   {large}")
    for name in costs[SIZES[0]]:
        small, large = (costs[size][name] for size in SIZES)
        assert small.calls == large.calls == COSTS[name].calls, name
        assert small.written == large.written == COSTS[name].items, name
        if name.startswith("GET"):
            assert large.items <= (MOST_SORTED + 2 if name in SORTED else MOST_READ), name
        else:
            assert small.items == large.items, name
            assert large.units == pytest.approx(small.units, rel=0.2), name
    write_doc({name: cost.units for name, cost in costs[SIZES[1]].items()}, SIZES[1])


def measured(engine: str, size: int) -> dict[str, Measured]:
    """The costs in a table with so many disputes."""
    dynamodb = client(engine)
    name = f"redress-bench-{size}"
    create_table(dynamodb, name)
    with wired(dynamodb, name) as app:
        app.furnish()
        app.stock()
        fill(app, size)
        agendas.crowd(app, client(engine), 1002, 100_000, size)
        promised = PROMISE | {"items": [{"invoiceNumber": n} for n in range(100_001, 100_041)]}
        assert app.as_("agent").post("/customer/1002/promise", promised).status == 201
        till, rewind = Till(app), Rewind(app, client(engine))
        fill_payouts(app, rewind, size)
        costs = {}
        for command in COMMANDS:
            sent = prepared(app, command)
            costs[command] = cost_of(till, rewind, lambda sent=sent: sent.send(app), times=1)
            rewind.back()
        prepared(app, "POST /booking/{bookingID}/dispute")
        prepared(app, "POST /vendor/{vendorID}/standing/reason")
        for page in PAGES:
            costs[page.name] = cost_of(
                till, rewind, lambda page=page: app.as_(page.who).get(page.asked)
            )
    dynamodb.delete_table(TableName=name)
    return costs


STAGES = (
    payouts.ready_raised,
    payouts.ready_asked,
    payouts.ready_answered,
    payouts.ready_decided,
    payouts.ready_sent,
)


def fill_payouts(app: App, rewind: Rewind, size: int) -> None:
    """So many payout disputes besides, at every stage and all of one customer with one vendor, in
    whose lists they are: as the product wrote one of each stage.
    """
    for place, ready in enumerate(STAGES):
        ids = ready(app)
        dispute = keys.dispute(ids["disputeID"])
        named = [keys.order(payouts.ORDER.order_id), keys.payout(ids.get("payoutID", ""))]
        items = [
            *app.table.query(dispute["pk"], limit=100).items,
            *app.table.get(named).values(),
        ]
        rewind.back()
        kept = [{k: v for k, v in item.items() if not k.startswith("after_")} for item in items]
        copies = (
            {
                ids["disputeID"]: f"P{number:011d}",
                str(payouts.ORDER.order_id): f"CK-B{number}",
                ids.get("payoutID", ids["disputeID"]): f"Y{number:011d}",
            }
            for number in range(place, size, len(STAGES))
        )
        multiply(rewind.table.client, app.table.name, kept, copies)


def fill(app: App, size: int) -> None:
    """Disputes as the product itself would write them, in batches."""
    started = datetime(2024, 1, 1, tzinfo=UTC)
    items: list[dict[str, Any]] = []
    for number in range(size):
        at = started + timedelta(minutes=number)
        line = InvoiceLine(1, "Monthly fee", 1000 + number % 997, "fee")
        customer = 1002 if number < 60 else 10_000 + number % 500
        billed = Billed(
            customer, 100_000 + number, "approved", "USD", at.date(), at.date(), (line,)
        )
        invoice = merge_invoice(None, billed, f"Customer {customer}", settles=True)
        assert invoice
        case = raise_dispute(
            Claim("Too much", ((line, 500),)),
            invoice,
            Context(CAST[0], at, lambda number=number: f"B{number:011d}"),
        )
        dispute, events = record(None, case.dispute, case.changes, CAST[0], at)
        handed = {"assignee_id": "agent2", "assignee": "Ben Agent"} if number % 2 else {}
        items += [
            dispute_item(type(dispute)(**(vars(dispute) | handed))),
            invoice_item(case.invoice),
            *line_items(invoice, (line,)),
        ]
        items += [event_item(event) for event in events]
        if customer == 1002:
            paid = Allocation(invoice.invoice_number, 400)
            payment = CustomerPayment(1002, number, at.date(), "USD", 500, at, (paid,), version=1)
            items.append(payment_item(payment))
        if len(items) >= 2500:
            app.table.write_batch(items)
            items = []
    app.table.write_batch(items)

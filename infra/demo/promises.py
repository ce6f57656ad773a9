"""Promises to pay of the demo's customers: one open, one kept, one given in the portal, and one
that was broken, which takes a time that is over.
"""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.actions.callers import Caller
from chalicelib.actions.collections.promises import NewPromises, judge_due, promise
from chalicelib.actions.desk import Command
from chalicelib.actions.execution import Runtime, carry_out, execute
from chalicelib.store import keys
from chalicelib.store.table import Table
from infra.demo.books import CURRENCY

OPEN, KEPT, BROKEN, IN_PORTAL = (1005, 5502), (1003, 5303), (1007, 5703), (1001, 1003324)
"""The invoice of each, by its customer."""
BROKEN_AGO = timedelta(days=14)
"""When the one was given that has been broken since: long enough for every weekend between."""
PAID = "200.00"


def bring_in(desks: dict[str, Any], today: date) -> None:
    """What is promised through the API; sent again, nothing happens twice."""
    _give(desks["agent"], OPEN, today + timedelta(days=10), comment="Their next run of payments.")
    # The day after, since where the customer is it may be another one.
    _give(desks["agent"], KEPT, today + timedelta(days=1), amount=PAID)
    _give(desks["customer"], IN_PORTAL, today + timedelta(days=7))
    customer, number = KEPT
    paid = {
        "valueDate": today.isoformat(),
        "currency": CURRENCY,
        "amount": PAID,
        "allocations": [{"invoiceNumber": number, "amount": PAID}],
    }
    path = f"/customer/{customer}/payment/B-30311"
    desks["finance"].write("PUT", path, paid, key="demo-B-30311")


def break_one(table: Table, agent_id: str, now: datetime) -> None:
    """A promise given two weeks ago, by the same action as any other, and judged today."""
    customer, number = BROKEN
    then = now - BROKEN_AGO
    day = (then + timedelta(days=1)).date()
    comment = "By phone: the rest comes tomorrow."
    execute(
        runtime(table, then),
        Caller(agent_id, ("dispute.work",)),
        Command("demo", "", "demo-promise-broken"),
        promise(NewPromises(customer, ((number, None),), day, comment)),
    )
    carry_out(runtime(table, now), "judgePromise", judge_due(keys.invoice_name(customer, number)))


def _give(desk: Any, of: tuple[int, int], day: date, **told: str) -> None:
    customer, number = of
    item = {"invoiceNumber": number} | ({"amount": told.pop("amount")} if "amount" in told else {})
    body = {"items": [item], "date": day.isoformat()} | told
    desk.write("POST", f"/customer/{customer}/promise", body, key=f"demo-promise-{number}")


def runtime(table: Table, at: datetime) -> Runtime:
    """The product at another time, for what lies back."""

    def no_cursors() -> Any:
        raise AssertionError("a command lists nothing")

    return Runtime(table, lambda: at, lambda: str(uuid.uuid4()), no_cursors)

"""The job among many open payout disputes, on a real engine: what it calls follows what is due, and
many at once, some of them killed, tell each thing once (CK-11, PO-21, PO-24).

`ESCALATION_DISPUTES` says how many are open.
"""

import os
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.jobs import sweep
from chalicelib.store import keys
from chalicelib.store.codec import from_wire
from chalicelib.store.entities import dispute_item, to_dispute
from chalicelib.store.table import name_of
from tests.app import App
from tests.breaking_off import Death, Saboteur
from tests.crowds import multiply
from tests.payouts import ORDER, asked, furnish, raised

OPEN = int(os.environ.get("ESCALATION_DISPUTES", "5000"))
LATE = 50
KILLED_AT = 2 * LATE
"""How many are late when jobs are killed: more than all that die tell before they do."""
RUNS = 4
PAST_SIX_HOURS = 6 * 60 + 1
MONEY = ("WALLET", "STANDING", "PAYOUT", "TRANSFER")
"""What an item is called that a payout, a fine or a block would write."""


@pytest.fixture
def seeds(engine_app: App) -> tuple[App, str, str, int]:
    """A dispute whose vendor was asked and that is past six hours, one that is not, and how many
    calls it takes to tell of one where there is nothing else.
    """
    app = engine_app
    furnish(app, *(replace(ORDER, order_id=f"CK-{n}", value=10_000) for n in range(3)))
    alone, late = (asked_on(app, n) for n in (0, 1))
    app.later(minutes=PAST_SIX_HOURS - 30)
    fresh = asked_on(app, 2)
    app.later(minutes=30)
    park(app, late)
    calls = counted(app)
    assert escalated(app, alone) == ["vendorSilent"]
    return app, late, fresh, calls


def test_calls_follow_what_is_due_and_each_is_told_once(seeds: tuple[App, str, str, int]) -> None:
    """CK-11, PO-21, PO-24: by one job, then by jobs that are killed before and after each call, by
    four at once and by two more; none pays, fines or blocks.
    """
    app, late, fresh, calls_of_one = seeds
    copies(app, fresh, OPEN - LATE, "F")
    first, second = copies(app, late, LATE, "A"), copies(app, late, KILLED_AT, "B")
    before = money(scanned(app))

    park_all(app, second)
    assert counted(app) <= LATE * calls_of_one, "whatever else is open"
    unpark_all(app, second)

    killed(app, calls_of_one)
    with ThreadPoolExecutor(RUNS) as pool:
        works, now = wiring.parts().works(), app.now()
        list(pool.map(lambda _: sweep.sweep(works, now), range(RUNS)))
    assert counted(app) + counted(app) <= 2 * calls_of_one, "nothing is left to be told"

    for name in (*first, *second):
        assert escalated(app, name) == ["vendorSilent"], name
    items = scanned(app)
    told = Counter(item["dispute_id"] for item in items if item.get("type") == "escalated")
    assert {told.pop(name) for name in (*first, *second)} == {1}
    assert list(told.values()) == [1], "the one that was told alone"
    assert sum(item["sk"] == "DISPUTE" for item in items) == OPEN + KILLED_AT + 3
    assert not any(map(is_decided, items))
    assert money(items) == before

    app.settle()
    letters = Counter(
        one["Subject"] for one in app.mailbox.letters() if "look at dispute" in one["Subject"]
    )
    assert (len(letters), set(letters.values())) == (LATE + KILLED_AT + 1, {1})


def counted(app: App) -> int:
    """How many calls one job makes."""
    started = len(app.meter.calls)
    sweep.sweep(wiring.parts().works(), app.now())
    return len(app.meter.calls) - started


def killed(app: App, calls: int) -> None:
    """Jobs of which each dies at another of its calls, before it is sent and after it is done."""
    saboteur = Saboteur(app.client)
    for place in range(calls):
        for moment in ("before", "after"):
            saboteur.plan(place, moment, Death())
            with pytest.raises(Death):
                sweep.sweep(wiring.parts().works(), app.now())
    saboteur.place = None


def asked_on(app: App, n: int) -> str:
    """The id of a dispute whose vendor was asked."""
    place = raised(app, "agent", orderID=f"CK-{n}")
    asked(app, place)
    app.settle()
    return place.removeprefix("/dispute/")


def read(app: App, dispute_id: str) -> Any:
    """A dispute as it is kept."""
    key = keys.dispute(dispute_id)
    return app.table.get([key])[name_of(key)]


def escalated(app: App, dispute_id: str) -> list[str]:
    """What was told of a dispute."""
    return [one.kind for one in to_dispute(read(app, dispute_id)).work.escalations]


def park(app: App, dispute_id: str) -> None:
    """Takes it out of what is due."""
    item = read(app, dispute_id)
    app.table.write_batch([{k: v for k, v in item.items() if not k.startswith("due_")}])


def park_all(app: App, dispute_ids: Iterable[str]) -> None:
    """Takes all of them out of what is due."""
    for dispute_id in dispute_ids:
        park(app, dispute_id)


def unpark_all(app: App, dispute_ids: Iterable[str]) -> None:
    """Puts them back, as the store has them."""
    items = (read(app, dispute_id) for dispute_id in dispute_ids)
    app.table.write_batch([dispute_item(to_dispute(item)) for item in items])


def copies(app: App, dispute_id: str, number: int, letter: str) -> list[str]:
    """So many more as it is, each on an order of its own."""
    item = read(app, dispute_id)
    order_id = str(item["subject_id"])
    key = keys.order(order_id)
    order = app.table.get([key])[name_of(key)]
    names = [f"{letter}{n:011d}" for n in range(number)]
    multiply(
        app.client,
        app.table.name,
        [dispute_item(to_dispute(item)), order],
        ({dispute_id: name, order_id: f"CK-{name}"} for name in names),
    )
    return names


def scanned(app: App) -> list[dict[str, Any]]:
    """Of everything that is kept, what tells of money, blocks and escalations."""
    pages = app.client.get_paginator("scan").paginate(
        TableName=app.table.name,
        ProjectionExpression="pk, sk, balance, #type, dispute_id, #work.decisions, #work.payouts",
        ExpressionAttributeNames={"#type": "type", "#work": "work"},
    )
    return [from_wire(item) for page in pages for item in page["Items"]]


def money(items: Iterable[dict[str, Any]]) -> Counter[str]:
    """How many items there are of what holds money or blocks a vendor, and what wallets have."""
    found: Counter[str] = Counter()
    for item in items:
        if item["sk"] in MONEY:
            found[item["sk"]] += 1
        if item["sk"] == "WALLET":
            found[item["pk"]] = item["balance"]
    return found


def is_decided(item: dict[str, Any]) -> bool:
    """Whether anything was decided or paid in a dispute."""
    work = item.get("work", {})
    return bool(work.get("decisions") or work.get("payouts"))

"""Chases and reminders among ten thousand, on a real engine: what the jobs call follows who is due,
and whatever happens to them, each is chased or reminded once, and none is lost (CO-15, CO-37).

`COLLECTIONS_LOAD` says how many follow-ups and customers there are.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import wiring
from chalicelib.actions.jobs import sweep
from chalicelib.errors import Overloaded
from chalicelib.store import keys
from chalicelib.store.codec import Item, from_wire
from chalicelib.store.collections import follow_up_item, to_follow_up
from chalicelib.store.dunning import dunning_item, to_dunning
from chalicelib.store.table import name_of
from tests.app import App
from tests.breaking_off import Death, Saboteur
from tests.collecting import (
    AUTOMATIC,
    CALLS_OF_A_CHASE,
    CALLS_OF_A_REMINDER,
    wait_for_sending_hours,
)
from tests.costs import IDLE_SWEEP
from tests.crowds import multiply
from tests.people import line
from tests.scenarios import CUSTOMER, FOLLOW_UP

ALL = int(os.environ.get("COLLECTIONS_LOAD", "10000"))
DUE = 100
PLAIN, KILLED, AT_ONCE = 30, 30, 10
"""How many of those that are due come before plain runs, those that are killed, and four at once;
the others before throttled ones, and before those that come a day late.
"""
RUNS = 4
EMAIL = "pay@pattern.test"
THROTTLED = ClientError(
    {"Error": {"Code": "ThrottlingException", "Message": "x"}},
    "Some",
)


def test_each_follow_up_that_is_due_is_chased_once(engine_app: App) -> None:
    """CO-15, CO-18, DM-08: a hundred are due among ten thousand."""
    app = engine_app
    app.invoice("PATTERN", [line(1, "30.00")])
    body = FOLLOW_UP | {"items": [{"invoiceNumber": "PATTERN"}], "statusID": "dispute"}
    name = app.as_("agent").post("/customer/1001/followUp", body).json["followUpID"]
    app.settle()
    wait_for_sending_hours(app)
    known = to_follow_up(read(app, keys.follow_up(name)))
    [dispute_id] = [one.dispute_id for one in known.items]
    heads = [read(app, keys.invoice(1001, "PATTERN")), read(app, keys.dispute(str(dispute_id)))]
    later = app.now() + timedelta(days=9)
    coming = replace(known, due=later.date(), chase_at=later)
    names = [f"F{n:011d}" for n in range(ALL)]
    due, others = names[:DUE], names[DUE:]
    multiply(app.client, app.table.name, [follow_up_item(coming)], ({name: one} for one in others))
    multiply(
        app.client,
        app.table.name,
        [follow_up_item(known), *heads],
        ({name: one, "PATTERN": f"N-{one}", str(dispute_id): f"D{one}"} for one in due),
    )
    app.table.delete_batch([keys.follow_up(name)])
    app.mailbox.sent.clear()

    in_all_weather(app, [keys.follow_up(one) for one in due], CALLS_OF_A_CHASE)

    items = scanned(app)
    kept = {item["follow_up_id"]: item for item in items if item["sk"] == "FOLLOWUP"}
    assert len(kept) == ALL
    assert {kept[one]["chases"] for one in due} == {1}
    assert {kept[one]["chases"] for one in others} == {0}
    events = Counter(
        item["follow_up_id"]
        for item in items
        if item.get("type") == "chased" and "follow_up_id" in item
    )
    assert events == dict.fromkeys(due, 1)
    app.settle()
    told = Counter(number for text in texts(app) for number in set(re.findall(r"N-(F\d+)", text)))
    assert told == dict.fromkeys(due, 1)


def test_each_customer_who_is_due_is_reminded_once(engine_app: App) -> None:
    """CO-28, CO-36, CO-37: a hundred are to be reminded among ten thousand; the daily walk along
    what is overdue reads it by the page.
    """
    app = engine_app
    told = CUSTOMER | {"email": EMAIL}
    assert app.as_("finance").put("/customer/PATTERN", told).status == 201
    assert app.invoice("N", [line(1, "30.00")], customer="PATTERN").status == 201
    assert app.as_("admin").put("/setting/dunning", AUTOMATIC).status == 200
    run(app)
    app.later(minutes=1)
    known = to_dunning(read(app, keys.dunning("PATTERN")))
    customer = read(app, keys.customer("PATTERN"))
    head = read(app, keys.invoice("PATTERN", "N"))
    app.table.delete_batch([keys.dunning("PATTERN"), keys.invoice("PATTERN", "N")])
    run(app)  # whoever else there is
    coming = known.looked_at(app.now() + timedelta(days=5))
    names = [f"C{n:011d}" for n in range(ALL)]
    due, others = names[:DUE], names[DUE:]
    copied = [dunning_item(coming), head]
    ids = ("PATTERN", known.dunning_id, EMAIL)
    multiply(app.client, app.table.name, copied, (named(ids, one) for one in others))
    copied = [dunning_item(known), head, customer]
    multiply(app.client, app.table.name, copied, (named(ids, one) for one in due))

    walk = in_all_weather(app, [keys.dunning(one) for one in due], CALLS_OF_A_REMINDER)
    assert walk < ALL / 50 + 10, (
        "a page of what is overdue, and a batch of a hundred customers, a call"
    )

    kept = {item["customer_id"]: item for item in scanned(app) if item["sk"] == "DUNNING"}
    assert set(names) <= set(kept)
    levels = {name: kept[name]["reminded"].get("N", {}).get("level", 0) for name in names}
    assert levels == dict.fromkeys(due, 1) | dict.fromkeys(others, 0)
    app.settle()
    letters = Counter(str(one["To"]).partition("pay@")[2][:12] for one in app.mailbox.letters())
    assert letters == dict.fromkeys(due, 1)


def in_all_weather(app: App, due: list[keys.Key], calls_of_one: int) -> int:
    """The job on what is due: plainly, killed before and after each call, throttled at each, four
    at once, and a day late; how many calls the last of these took beside what was due.
    """
    items = [read(app, key) for key in due]
    coming = iter(items)
    app.table.write_batch([parked(item) for item in items])
    places = IDLE_SWEEP + calls_of_one

    def arrive(number: int) -> None:
        app.table.write_batch(list(islice(coming, number)))

    arrive(PLAIN)
    assert counted(app) == IDLE_SWEEP + PLAIN * calls_of_one, "whatever else there is"
    assert counted(app) == IDLE_SWEEP, "nothing is left of it"

    arrive(KILLED)
    saboteur = Saboteur(app.client)
    for place in range(places):
        for moment in ("before", "after"):
            saboteur.plan(place, moment, Death())
            with suppress(Death):
                run(app)
    for place in range(places):
        arrive(1)
        saboteur.plan(place, "before", THROTTLED)
        with suppress(Overloaded):
            run(app)
    saboteur.place = None

    arrive(AT_ONCE)
    with ThreadPoolExecutor(RUNS) as pool:
        list(pool.map(lambda _: run(app), range(RUNS)))

    app.settle()
    arrive(len(items))
    app.later(minutes=24 * 60)
    left = sum(is_left(app, item) for item in items)
    started = len(app.meter.calls)
    for _ in range(RUNS):
        run(app)
    made = len(app.meter.calls) - started
    assert not any(is_left(app, item) for item in items), "none is lost"
    return made - left * calls_of_one - RUNS * IDLE_SWEEP


def named(ids: Iterable[str], name: str) -> dict[str, str]:
    """What stands in place of these ids in a copy of its own."""
    return {one: f"pay@{name}.test" if one == EMAIL else name for one in ids}


def run(app: App) -> None:
    """One run of the scheduled jobs."""
    sweep.sweep(wiring.parts().works(), app.now())


def counted(app: App) -> int:
    """How many calls one run makes."""
    started = len(app.meter.calls)
    run(app)
    return len(app.meter.calls) - started


def parked(item: Item) -> Item:
    """The item out of what is due."""
    return {name: value for name, value in item.items() if not name.startswith("due_")}


def is_left(app: App, item: Item) -> bool:
    """Whether nothing was done about it yet."""
    return bool(read(app, {"pk": item["pk"], "sk": item["sk"]})["version"] == item["version"])


def read(app: App, key: keys.Key) -> Item:
    """An item as it is kept."""
    return app.table.get([key])[name_of(key)]


def scanned(app: App) -> list[dict[str, Any]]:
    """Of everything that is kept, what tells of chases and reminders."""
    pages = app.client.get_paginator("scan").paginate(
        TableName=app.table.name,
        ProjectionExpression="sk, follow_up_id, customer_id, chases, reminded, #type",
        ExpressionAttributeNames={"#type": "type"},
    )
    return [from_wire(item) for page in pages for item in page["Items"]]


def texts(app: App) -> list[str]:
    """The letters that were sent, as they read."""
    bodies = (letter.get_body(("plain",)) for letter in app.mailbox.letters())
    return [body.get_content() for body in bodies if body]

"""The agenda, however it is narrowed: one query, true to the last row, and silent on what whoever
asks may not know of (DM-07, X-04, RV-03).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.store import keys
from chalicelib.store.collections import follow_up_item, to_follow_up
from chalicelib.store.table import name_of
from tests.api.refusals import refused
from tests.app import App
from tests.costs import Till
from tests.scenarios import followed_up

CHOICES = {
    "customerID": (None, 1002),
    "resolverID": (None, "agent2"),
    "collectorID": (None, "cora"),
    "statusID": (None, "onGoing"),
    "when": (None, "late", "today", "coming"),
    "waitingFor": (None, "resolver", "collector"),
    "state": (None, "ended"),
}
ASKED = [
    {name: str(value) for name, value in zip(CHOICES, values, strict=True) if value is not None}
    for values in product(*CHOICES.values())
]
TIMES = {"when", "waitingFor", "state"}
POSSIBLE = [
    one
    for one in ASKED
    if len(one.keys() - TIMES) <= 2 and ("state" not in one or not one.keys() & (TIMES - {"state"}))
]
BESIDE = 2
"""The items of the first read: who asks, and the business hours, for the company's day."""


@pytest.fixture
def crowd(app: App) -> Iterator[list[FollowUp]]:
    """Follow-ups of three customers in every mixture of hands, days and states."""
    key = keys.follow_up(followed_up(app)["followUpID"])
    kept = app.table.get([key])[name_of(key)]
    one = to_follow_up(kept)
    app.table.delete_batch([key])
    today = one.opened_at.date()
    made = []
    for number in range(90):
        party = (None, "resolver", "collector")[number % 3]
        made.append(
            replace(
                one,
                follow_up_id=f"F{number:03}",
                customer_id=(1001, 1002, 1003)[number // 3 % 3],
                resolver_id=(None, "agent2", "rita", "agent2")[number // 2 % 4],
                collector_id=("agent", "cora")[number // 5 % 2],
                item_status=("dispute", "onGoing")[number // 7 % 2],
                due=today + timedelta(number * 7 % 5 - 2),
                status={None: "ended", "resolver": "open", "collector": "answered"}[party],
                waiting_for=party,
                waiting_since=one.opened_at - timedelta(hours=number * 11 % 50) if party else None,
                chase_at=None,
            )
        )
    app.table.write_batch([follow_up_item(follow_up) for follow_up in made])
    yield made
    app.table.delete_batch([keys.follow_up(follow_up.follow_up_id) for follow_up in made])
    app.table.write_batch([kept])


def wanted(crowd: list[FollowUp], asked: dict[str, str]) -> list[str]:
    """Who is asked for, in the order in which they are to come, by plain looking."""
    today = crowd[0].opened_at.date()

    def told(one: FollowUp) -> dict[str, object]:
        days = (one.due - today).days
        return {
            "customerID": one.customer_id,
            "resolverID": one.resolver_id,
            "collectorID": one.collector_id,
            "statusID": one.item_status,
            "when": "late" if days < 0 else "coming" if days > 0 else "today",
            "waitingFor": one.waiting_for,
            "state": "ended" if one.waiting_for is None else "open",
        }

    found = [
        one
        for one in crowd
        if all(str(told(one)[name]) == value for name, value in ({"state": "open"} | asked).items())
    ]
    by_wait = "waitingFor" in asked and "when" not in asked
    found.sort(key=lambda one: (str(one.waiting_since if by_wait else one.due), one.follow_up_id))
    return [one.follow_up_id for one in found]


def test_every_way_to_ask_is_one_query_and_true(app: App, crowd: list[FollowUp]) -> None:
    """DM-07, X-04: each filter by itself, with a day, and with whom it waits for, reads no more
    than it shows; what has ended is not due and waits for nobody.
    """
    agent, till = app.as_("agent"), Till(app)
    for asked in POSSIBLE:
        till.forget()
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        answer = agent.get(f"/followUp?{query}&limit=100")
        found = [row["followUpID"] for row in answer.json["value"]]
        assert found == wanted(crowd, asked)[:100], query
        assert answer.calls == ["BatchGetItem", "Query"], query
        beside = asked.keys() - TIMES
        is_read_whole = len(beside) <= 1 and (
            not beside or "waitingFor" not in asked or not asked.keys() & {"when", "customerID"}
        )
        if is_read_whole:
            assert till.items - BESIDE <= len(found), query
    for asked in ("state=ended&when=late", "state=ended&waitingFor=collector"):
        refused(agent.get(f"/followUp?{asked}"), 400, rule="DM-07")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"when": "late"},
        {"when": "today"},
        {"state": "ended"},
        {"waitingFor": "collector"},
        {"waitingFor": "resolver", "when": "coming"},
        {"waitingFor": "resolver", "resolverID": "agent2"},
        {"customerID": "1002", "waitingFor": "resolver"},
        {"customerID": "1001"},
    ],
)
def test_pages_of_who_is_limited_hold_theirs_and_tell_of_no_others(
    app: App, crowd: list[FollowUp], asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """DM-07, X-04, RV-03: page by page each of one's own comes once and in order, whatever lies
    between; where not all were sorted, the answer says so.
    """
    limits = {"limitTo": ["1002", "1003"]}
    assert app.as_("admin").put("/user/limited", limits).status == 200
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    own = [one for one in crowd if one.customer_id != 1001]
    found: list[str] = []
    cursor = ""
    while cursor is not None:
        answer = app.as_("limited").get(f"/followUp?limit=7{query}{cursor}").json
        assert "complete" not in answer
        found += [row["followUpID"] for row in answer["value"]]
        cursor = answer["nextCursor"] and f"&cursor={answer['nextCursor']}"
    assert found == wanted(own, asked)
    monkeypatch.setattr("chalicelib.actions.merging.MOST_SORTED", 3)
    told = app.as_("limited").get(f"/followUp?limit=7{query}").json
    is_sorted_here = "waitingFor" in asked and "when" not in asked
    assert told.get("complete", True) != (is_sorted_here and "1001" not in asked.values())

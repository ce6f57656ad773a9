"""The agenda, however it is narrowed: one query, true to the last row, and silent on what whoever
asks may not know of (DM-07, X-04, RV-03).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.people.calendar_feed import hash_of
from chalicelib.store import keys
from chalicelib.store.collections import follow_up_item, hands_items, to_follow_up
from chalicelib.store.table import name_of
from tests.api.refusals import refused
from tests.app import App
from tests.costs import Till
from tests.scenarios import asked_by_link, followed_up

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
OWN: tuple[dict[str, Any], ...] = (
    {},
    {"resolver_id": "agent2", "resolver": "Ben Agent"},
    {"resolver_id": "agent2", "resolver": "Ben Agent", "answer": "accept"},
    {"answer": "accept"},
)
"""What of one item is said, and in whose hands it is alone."""
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
                items=(replace(one.items[0], **OWN[number % 4]), *one.items[1:]),
            )
        )
    stored = [item for one in made for item in (follow_up_item(one), *hands_items(one).values())]
    app.table.write_batch(stored)
    yield made
    app.table.delete_batch([{name: item[name] for name in ("pk", "sk")} for item in stored])
    app.table.write_batch([kept])


def is_with(one: FollowUp, asked: dict[str, str]) -> bool:
    """Whether a resolver has all of it, or has something to answer, which alone waits for one."""
    who, is_awaited = asked.get("resolverID"), asked.get("waitingFor") == "resolver"
    hands = {item.resolver_id or one.resolver_id for item in one.items if not item.answer}
    has_items = one.status == "open" and who in hands
    return who is not None and (has_items or (one.resolver_id == who and not is_awaited))


def wanted(crowd: list[FollowUp], asked: dict[str, str]) -> list[str]:
    """Who is asked for, in the order in which they are to come, by plain looking."""
    today = crowd[0].opened_at.date()

    def told(one: FollowUp) -> dict[str, object]:
        days = (one.due - today).days
        return {
            "customerID": one.customer_id,
            "resolverID": asked["resolverID"] if is_with(one, asked) else None,
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


def answered(app: App, link: str, number: object, answer: str) -> None:
    told = {"answers": [{"invoiceNumber": number, "answer": answer}]}
    said = app.request(None, "PUT", "/resolverAnswer", told, {"Response-Token": link})
    assert said.status == 200, said.text


def test_who_clears_up_one_item_finds_it_until_that_is_answered(app: App) -> None:
    """DM-07, DM-10, X-04: in the agenda, the report and that one's own calendar, for everybody
    alike; whoever has all of it and has answered is not waited for.
    """
    ids = asked_by_link(app)
    path, agent = f"/followUp/{ids['followUpID']}", app.as_("agent")
    limit = {"limitTo": ["1001"]}
    assert app.as_("admin").put("/user/limited", limit).status == 200
    secret = "s3" * 20
    app.as_("support").put("/me/calendar", {"secretHash": hash_of(secret)})
    body = {"resolverID": "support", "invoiceNumbers": ["F-2"]}
    asked = agent.put(f"{path}/resolver", body)
    assert asked.calls == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]
    app.settle()
    link = app.mailbox.link("resolver")

    def seen(who: str) -> tuple[int, ...]:
        """How often it stands in that one's lists: all, waiting, by customer, report, calendar."""
        lists = [
            len(one.get(f"/followUp?resolverID={who}{narrowed}").json["value"])
            for one in (agent, app.as_("limited"))
            for narrowed in ("", "&waitingFor=resolver", "&waitingFor=resolver&when=coming")
        ]
        reports = [
            one.get(f"/report/items?resolverID={who}").json["counted"]
            for one in (agent, app.as_("limited"))
        ]
        return (*lists, *reports)

    def in_calendar() -> int:
        return app.request(None, "GET", f"/calendar/support/{secret}.ics").text.count("VEVENT")

    assert (seen("agent2"), seen("support")) == ((1,) * 8, (1,) * 8)
    assert in_calendar() == 2, "one that begins and ends"
    answered(app, ids["link"], 1984950, "accept")
    assert seen("agent2") == (1, 0, 0, 1, 0, 0, 1, 1)
    assert (seen("support"), in_calendar()) == ((1,) * 8, 2)
    answered(app, link, "F-2", "refuse")
    assert (seen("support")[:6], in_calendar()) == ((0,) * 6, 0)
    assert [item["sk"] for item in app.items().values() if "HANDS#" in item["sk"]] == []
    assert agent.post(f"{path}/chase", {"again": True}).json["status"] == "open"
    assert seen("support") == (1,) * 8
    ended = {"outcome": "refused"}
    assert agent.post(f"{path}/end", ended).json["status"] == "ended"
    assert (seen("support")[:6], app.faults()) == ((0,) * 6, [])


def test_who_takes_over_for_a_collector_has_it_in_the_own_agenda(app: App) -> None:
    """DM-07, RV-03: whoever has left, and only to who may work the customer's disputes; a
    resolver's link goes on, and so does the chase.
    """
    ids = asked_by_link(app)
    path, manager = f"/followUp/{ids['followUpID']}", app.as_("manager")
    assert app.as_("admin").put("/user/agent", {"isActive": False}).status == 200
    for nobody in ("agent", "limited", "support", "customer", "none"):
        refused(manager.put(f"{path}/collector", {"collectorID": nobody}), 400, rule="RV-03")
    assert app.as_("support").put(f"{path}/collector", {"collectorID": "agent2"}).status == 403
    refused(app.as_("limited").put(f"{path}/collector", {"collectorID": "agent2"}), 404)
    given = manager.put(f"{path}/collector", {"collectorID": "manager"})
    assert (given.status, given.json["collector"]["userID"]) == (200, "manager")
    found = [
        len(manager.get(f"/followUp?collectorID={who}{more}").json["value"])
        for who in ("agent", "manager")
        for more in ("", "&waitingFor=resolver")
    ]
    assert found == [0, 0, 1, 1]
    asked = app.request(None, "GET", "/resolverAnswer", None, {"Response-Token": ids["link"]})
    assert (asked.json["collector"], asked.json["over"]) == ("Max Manager", None)
    again = manager.put(f"{path}/collector", {"collectorID": "manager"})
    assert again.json["version"] == given.json["version"]

"""Into whose hands a payout dispute comes when it is raised (CK-10)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.people.person import Absence, LimitHolders
from chalicelib.store.entities import holders_item
from tests.app import App
from tests.payouts import ORDER, decided, furnish, raised, with_limits
from tests.people import CAST

ABLE = ("agent", "agent2", "manager")
NUMBER = 7


@pytest.fixture
def ops(app: App) -> App:
    """Orders, and three people with a limit: Ada, Ben and Max."""
    furnish(app, *(replace(ORDER, order_id=f"CK-{n}", value=10_000) for n in range(NUMBER)))
    hold(app)
    return app


def hold(app: App, away: str | None = None) -> None:
    """Three people with a limit, one of them away."""
    people = [with_limits(one) for one in CAST if one.user_id in ABLE]
    today = app.now().date()
    absence = Absence(today - timedelta(days=1), today + timedelta(days=2))
    held = tuple(replace(one, absence=absence if one.user_id == away else None) for one in people)
    app.table.write_batch([holders_item(LimitHolders(held, version=3))])


def rule(app: App, name: str) -> None:
    assert (
        app.as_("admin").put("/setting/payoutTerms", {"value": [{"assignment": name}]}).status
        == 200
    )


def assignees(app: App, *numbers: int) -> list[str | None]:
    """Who got the disputes on these orders, by id, in the order of their raising."""
    places = [raised(app, orderID=f"CK-{n}") for n in numbers]
    return [app.as_("agent").get(place).json["assigneeID"] for place in places]


def withdraw(app: App, place: str) -> None:
    gone = app.as_("customer").post(f"{place}/withdrawal", {"comment": "It came after all."})
    assert gone.status == 200, gone.text


def loads(app: App) -> dict[str, int]:
    items = (item for item in app.items().values() if item["sk"] == "WORKLOAD")
    return {item["user_id"]: item["open"] for item in items if item["open"]}


def test_who_has_least_to_do_gets_the_next(ops: App) -> None:
    """CK-10: by name where all have as much; what was ended, or passed on, counts no more."""
    assert assignees(ops, 0, 1, 2, 3) == ["agent", "agent2", "manager", "agent"]
    assert loads(ops) == {"agent": 2, "agent2": 1, "manager": 1}
    mine = ops.as_("agent").get("/dispute?kind=order&assigneeID=agent2").json["value"]
    place = f"/dispute/{mine[0]['disputeID']}"
    withdraw(ops, place)
    assert loads(ops) == {"agent": 2, "manager": 1}
    assert assignees(ops, 4) == ["agent2"]
    [other] = ops.as_("agent").get("/dispute?kind=order&assigneeID=manager").json["value"]
    way = f"/dispute/{other['disputeID']}/assignment"
    assert ops.as_("agent").post(way, {"assigneeID": "agent2"}).status == 200
    assert loads(ops) == {"agent": 2, "agent2": 2}
    assert assignees(ops, 5) == ["manager"]
    assert ops.faults() == []


def test_one_after_the_other_whatever_they_have_to_do(ops: App) -> None:
    """CK-10."""
    rule(ops, "roundRobin")
    place = raised(ops, orderID="CK-0")
    assert ops.as_("agent").get(place).json["assigneeID"] == "agent"
    withdraw(ops, place)
    assert assignees(ops, 1, 2, 3) == ["agent2", "manager", "agent"]


def test_who_is_away_is_passed_over(ops: App) -> None:
    """CK-10, PO-22: by the company's day."""
    hold(ops, away="agent2")
    assert assignees(ops, 0, 1, 2) == ["agent", "manager", "agent"]


def test_by_hand_nobody_gets_it(ops: App) -> None:
    """CK-10: unless one is named."""
    rule(ops, "byHand")
    assert assignees(ops, 0) == [None]
    place = raised(ops, "agent", orderID="CK-1", assigneeID="agent2")
    assert ops.as_("agent").get(place).json["assignee"] == "Ben Agent"
    assert loads(ops) == {"agent2": 1}


def test_a_decision_that_ends_it_takes_it_out_of_somebodys_hands(ops: App) -> None:
    """CK-10, CK-14: whoever decides."""
    place = raised(ops, orderID="CK-0")
    assert loads(ops) == {"agent": 1}
    ops.as_("agent").post(f"{place}/contact", {})
    ops.as_("agent").put(f"{place}/answer", {"verdict": "notPaid", "isFinal": True})
    assert decided(ops, place, "manager").json["status"] == "resolved"
    assert loads(ops) == {}
    again = ops.as_("agent").post(f"{place}/reopen", {"reason": "Something is new."})
    assert again.status == 200, again.text
    assert loads(ops) == {"agent": 1}


def test_a_raise_reads_twice_and_writes_once(ops: App) -> None:
    """CK-10: however many people there are."""
    told = {"orderID": "CK-0", "claim": "notPaid", "description": "Nothing came."}
    assert ops.as_("customer").post("/dispute", told).calls == [
        "BatchGetItem",
        "BatchGetItem",
        "TransactWriteItems",
    ]

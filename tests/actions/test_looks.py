"""Looks at what waits for somebody that has changed: broken off, doubled, many, and costing by what
waits (CU-15).
"""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.approvals import looks
from chalicelib.actions.approvals.workflow import ask as ask_action
from chalicelib.actions.execution import carry_out
from chalicelib.store.codec import to_wire
from tests.app import App
from tests.breaking_off import break_off_everywhere
from tests.people import line
from tests.scenarios import CREDIT


@pytest.fixture
def dispute(asked_dispute: str) -> str:
    """A credit that has just been asked for; nothing has followed yet."""
    return asked_dispute


def lose(app: App, **values: Any) -> None:
    assert app.as_("admin").put("/user/approver", values or {"creditLimit": {}}).status == 200


def asked_of(app: App, who: str) -> list[str]:
    return [row["disputeID"] for row in app.as_(who).get("/approval?limit=100").json["value"]]


def many(app: App, count: int) -> list[str]:
    """So many disputes, each with a credit that the approver is asked for."""
    found = []
    for number in range(count):
        app.invoice(f"M{number}", [line(1, "9")])
        claim = {
            "invoiceNumber": f"M{number}",
            "description": "x",
            "lines": [{"lineID": 1, "amount": 9}],
        }
        raised = app.as_("agent").post("/customer/1001/dispute", claim).json["disputeID"]
        assert app.as_("agent").put(f"/dispute/{raised}/line/1", CREDIT).status == 200
        found.append(raised)
    app.settle()
    return found


def waiting_for(app: App, who: str) -> set[str]:
    return {
        item["dispute_id"]
        for item in app.items().values()
        if item["sk"].startswith("ASKED#") and item["user_id"] == who
    }


@pytest.mark.long
def test_a_look_is_taken_up_wherever_it_breaks_off(app: App, dispute: str) -> None:
    """CU-15, X-01: in the end the next one is asked, once, and the workflow waits."""
    app.settle()
    lose(app)

    def check(where: str) -> None:
        assert asked_of(app, "manager") == [dispute], where
        told = [
            event["type"]
            for event in app.as_("agent").get(f"/dispute/{dispute}/event").json["value"]
        ]
        assert told.count("approvalLeft") == 1, where
        assert len([token for token in app.machine.waiting.values() if token]) == 1, where
        assert not [item for item in app.items().values() if "after_pk" in item], where

    break_off_everywhere(app, app.settle, check)


def test_a_look_that_comes_twice_is_one(app: App, dispute: str) -> None:
    """X-01: the stream may bring it again when all is done."""
    app.settle()
    lose(app)
    [look] = [item for item in app.items().values() if item["pk"].startswith("LOOK#")]
    app.settle()
    before = app.as_("agent").get(f"/dispute/{dispute}").text
    for _ in range(2):
        looks.look_through(wiring.parts().runtime, look)
    assert app.as_("agent").get(f"/dispute/{dispute}").text == before
    assert to_wire(look)


@pytest.mark.long
def test_many_rounds_go_on_part_by_part(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """CU-15: each part is a look of its own, so that none takes longer than a function may."""
    monkeypatch.setattr(looks, "AT_ONCE", 4)
    disputes = many(app, 10)
    lose(app)
    parts = 0
    while [item for item in app.items().values() if item["pk"].startswith("LOOK#")]:
        before = len(waiting_for(app, "approver"))
        [look] = [item for item in app.items().values() if item["pk"].startswith("LOOK#")]
        looks.look_through(wiring.parts().runtime, look)
        assert before - len(waiting_for(app, "approver")) <= 4
        parts += 1
    assert parts == 3
    app.settle()
    assert waiting_for(app, "manager") == set(disputes)


@pytest.mark.long
def test_60_rounds_that_wait_for_one_person_all_go_on(app: App) -> None:
    """CU-15: by the stream alone, without a sweep, in more parts than one."""
    disputes = many(app, 60)
    lose(app, role="resolver")
    app.settle()
    assert waiting_for(app, "approver") == set()
    assert waiting_for(app, "manager") == set(disputes)


def test_one_round_that_fails_is_looked_at_again_and_stops_no_other(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CU-15: it has a look of its own from then on, which is put off."""
    first, *others = many(app, 3)
    lose(app)
    real = looks.workflow.pass_on

    def fail_first(dispute_id: str) -> Any:
        if dispute_id == first:
            raise ConnectionError("no answer")
        return real(dispute_id)

    monkeypatch.setattr(looks.workflow, "pass_on", fail_first)
    app.settle_once()
    assert waiting_for(app, "manager") == set(others)
    [left] = [item for item in app.items().values() if item["pk"].startswith("LOOK#")]
    assert left["sk"].endswith(f"#{first}")
    monkeypatch.undo()
    app.later(minutes=20)
    app.sweep()
    assert waiting_for(app, "manager") == {first, *others}
    assert not [item for item in app.items().values() if "after_pk" in item]


def test_a_change_costs_by_what_waits_for_the_person(app: App, dispute: str) -> None:
    """One query and one write where nothing waits, whatever else is open."""
    app.settle()
    assert app.as_("admin").put("/user/manager", {"creditLimit": {}}).status == 200
    [look] = [item for item in app.items().values() if item["pk"].startswith("LOOK#")]
    before = len(app.meter.calls)
    looks.look_through(wiring.parts().runtime, look)
    assert app.meter.calls[before:] == ["Query", "TransactWriteItems"]


def lost_before_the_next_write(app: App) -> list[int]:
    """Has the limit lost right before what is written next, once; holds a 1 from then on."""
    done: list[int] = []

    def lower(model: Any, **_: Any) -> None:
        if model.name == "TransactWriteItems" and not done:
            done.append(1)
            lose(app)

    app.client.meta.events.register("before-call.dynamodb", lower)
    return done


def test_a_limit_that_is_lowered_while_they_approve_is_not_relied_on(
    app: App, dispute: str
) -> None:
    """CU-14, CU-15: the yes is refused, and the round goes on; of the two one is first."""
    app.settle()
    done = lost_before_the_next_write(app)
    refused = app.as_("approver").post(f"/approval/{dispute}-1-1/decision", {"decision": "approve"})
    assert (done, refused.status, refused.json["code"]) == ([1], 403, "notAsked")
    app.settle()
    assert asked_of(app, "manager") == [dispute]


def test_a_limit_that_is_lost_while_they_are_being_asked_asks_nobody(
    app: App, dispute: str
) -> None:
    """CU-15: or the look would come before there is anything to be seen."""
    app.work_off()
    done = lost_before_the_next_write(app)
    carry_out(wiring.parts().runtime, "ask", ask_action(dispute, 1, "a-token"))
    assert done
    assert waiting_for(app, "approver") == set()
    assert waiting_for(app, "manager") == {dispute}

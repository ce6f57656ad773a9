"""Looks at what waits for somebody that has changed: broken off, doubled, many, and costing by what waits (CU-15)."""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.approvals import looks
from chalicelib.actions.approvals.approval import ask as ask_action
from chalicelib.actions.execution import carry_out
from chalicelib.store.codec import to_wire
from tests.actions.test_afterwork import CLAIM, break_off_everywhere, dispute
from tests.cast import line
from tests.house import House

__all__ = ["dispute"]


def lose(house: House, **values: Any) -> None:
    assert house.as_("admin").put("/user/approver", values or {"creditLimit": {}}).status == 200


def asked_of(house: House, who: str) -> list[str]:
    return [row["disputeID"] for row in house.as_(who).get("/approval?limit=100").json["value"]]


def many(house: House, count: int) -> list[str]:
    """So many disputes, each with a credit that the approver is asked for."""
    found = []
    for number in range(count):
        house.invoice(f"M{number}", [line(1, "9")])
        claim = {"invoiceNumber": f"M{number}", "description": "x", "lines": [{"lineID": 1, "amount": 9}]}
        raised = house.as_("agent").post("/customer/1001/dispute", claim).json["disputeID"]
        assert house.as_("agent").put(f"/dispute/{raised}/line/1", CLAIM).status == 200
        found.append(raised)
    house.settle()
    return found


def waiting_for(house: House, who: str) -> set[str]:
    return {item["dispute_id"] for item in house.items().values() if item["sk"].startswith("ASKED#") and item["user_id"] == who}


@pytest.mark.long
def test_a_look_is_taken_up_wherever_it_breaks_off(house: House, dispute: str) -> None:
    """CU-15, X-01: in the end the next one is asked, once, and the workflow waits."""
    house.settle()
    lose(house)

    def check(where: str) -> None:
        assert asked_of(house, "manager") == [dispute], where
        told = [event["type"] for event in house.as_("agent").get(f"/dispute/{dispute}/event").json["value"]]
        assert told.count("approvalLeft") == 1, where
        assert len([token for token in house.machine.waiting.values() if token]) == 1, where
        assert not [item for item in house.items().values() if "after_pk" in item], where

    break_off_everywhere(house, house.settle, check)


def test_a_look_that_comes_twice_is_one(house: House, dispute: str) -> None:
    """X-01: the stream may bring it again when all is done."""
    house.settle()
    lose(house)
    [look] = [item for item in house.items().values() if item["pk"].startswith("LOOK#")]
    house.settle()
    before = house.as_("agent").get(f"/dispute/{dispute}").text
    for _ in range(2):
        looks.look_through(wiring.runtime(), look)
    assert house.as_("agent").get(f"/dispute/{dispute}").text == before
    assert to_wire(look)


def test_many_rounds_go_on_part_by_part(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """CU-15: each part is a look of its own, so that none takes longer than a function may."""
    monkeypatch.setattr(looks, "AT_ONCE", 4)
    disputes = many(house, 10)
    lose(house)
    parts = 0
    while [item for item in house.items().values() if item["pk"].startswith("LOOK#")]:
        before = len(waiting_for(house, "approver"))
        [look] = [item for item in house.items().values() if item["pk"].startswith("LOOK#")]
        looks.look_through(wiring.runtime(), look)
        assert before - len(waiting_for(house, "approver")) <= 4
        parts += 1
    assert parts == 3
    house.settle()
    assert waiting_for(house, "manager") == set(disputes)


@pytest.mark.long
def test_60_rounds_that_wait_for_one_person_all_go_on(house: House) -> None:
    """CU-15: by the stream alone, without a sweep, in more parts than one."""
    disputes = many(house, 60)
    lose(house, role="resolver")
    house.settle()
    assert waiting_for(house, "approver") == set()
    assert waiting_for(house, "manager") == set(disputes)


def test_one_round_that_fails_is_looked_at_again_and_stops_no_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """CU-15: it has a look of its own from then on, which is put off."""
    first, *others = many(house, 3)
    lose(house)
    real = looks.approval.pass_on

    def fail_first(dispute_id: str) -> Any:
        if dispute_id == first:
            raise ConnectionError("no answer")
        return real(dispute_id)

    monkeypatch.setattr(looks.approval, "pass_on", fail_first)
    house.settle_once()
    assert waiting_for(house, "manager") == set(others)
    [left] = [item for item in house.items().values() if item["pk"].startswith("LOOK#")]
    assert left["sk"].endswith(f"#{first}")
    monkeypatch.undo()
    house.later(minutes=20)
    house.sweep()
    assert waiting_for(house, "manager") == {first, *others}
    assert not [item for item in house.items().values() if "after_pk" in item]


def test_a_change_costs_by_what_waits_for_the_person(house: House, dispute: str) -> None:
    """One query and one write where nothing waits, whatever else is open."""
    house.settle()
    assert house.as_("admin").put("/user/manager", {"creditLimit": {}}).status == 200
    [look] = [item for item in house.items().values() if item["pk"].startswith("LOOK#")]
    before = len(house.meter.calls)
    looks.look_through(wiring.runtime(), look)
    assert house.meter.calls[before:] == ["Query", "TransactWriteItems"]


def lost_before_the_next_write(house: House) -> list[int]:
    """Has the limit lost right before what is written next, once; holds a 1 from then on."""
    done: list[int] = []

    def lower(model: Any, **_: Any) -> None:
        if model.name == "TransactWriteItems" and not done:
            done.append(1)
            lose(house)

    house.client.meta.events.register("before-call.dynamodb", lower)
    return done


def test_a_limit_that_is_lowered_while_they_approve_is_not_relied_on(house: House, dispute: str) -> None:
    """CU-14, CU-15: the yes is refused, and the round goes on; of the two one is first."""
    house.settle()
    done = lost_before_the_next_write(house)
    refused = house.as_("approver").post(f"/approval/{dispute}-1-1/decision", {"decision": "approve"})
    assert (done, refused.status, refused.json["code"]) == ([1], 403, "notAsked")
    house.settle()
    assert asked_of(house, "manager") == [dispute]


def test_a_limit_that_is_lost_while_they_are_being_asked_asks_nobody(house: House, dispute: str) -> None:
    """CU-15: or the look would come before there is anything to be seen."""
    house.work_off()
    done = lost_before_the_next_write(house)
    carry_out(wiring.runtime(), "ask", ask_action(dispute, 1, "a-token"))
    assert done
    assert waiting_for(house, "approver") == set()
    assert waiting_for(house, "manager") == {dispute}

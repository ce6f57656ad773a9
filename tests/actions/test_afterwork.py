"""What follows from events, broken off before and after each call: in the end everything has happened, and nothing twice (CU-15, X-01)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.jobs import follow_ups, sweep
from chalicelib.domain.letters.dispatch import GIVEN_UP_AFTER, LONGEST_PUT_OFF
from tests import memory
from tests.actions.test_crashes import Death, Saboteur
from tests.house import House
from tests.machine import Machine
from tests.scenarios import Desk

CLAIM = {"creditAmount": 3, "status": "approved"}


@pytest.fixture
def dispute(house: House) -> str:
    """A credit that has just been asked for; nothing has followed yet."""
    dispute_id = Desk(house).raised().dispute_id
    assert house.as_("agent").put(f"/dispute/{dispute_id}/line/10986", CLAIM).status == 200
    return dispute_id


def break_off_everywhere(house: House, what: Callable[[], None], check: Callable[[str], None]) -> None:
    """Has something done with a death before and after each of its calls, each followed by the sweep that takes it up."""
    items, machine, sent = memory.taken(house), snapshot(house.machine), len(house.mailbox.sent)
    before = len(house.meter.calls)
    what()
    calls = house.meter.calls[before:]
    assert len(calls) > 3
    saboteur = Saboteur(house.client)
    for place, call in enumerate(calls):
        for moment in ("before", "after"):
            memory.put_back(house, items)
            house.machine, house.ahead = snapshot(machine), type(house.ahead)(0)
            del house.mailbox.sent[sent:]
            saboteur.plan(place, moment, Death())
            with pytest.raises(Death):
                what()
            saboteur.place = None
            house.retry_tasks()
            for _ in range(2):
                house.later(minutes=11)
                house.sweep()
            check(f"death {moment} {call} at {place}")


def snapshot(machine: Machine) -> Machine:
    return Machine(dict(machine.waiting), dict(machine.ended), list(machine.answers), machine.counter)


def test_asking_is_taken_up_wherever_it_breaks_off(house: House, dispute: str) -> None:
    """CU-15: the approver is asked once, by one letter, or two where the death came between sending and marking."""

    def check(where: str) -> None:
        inbox = house.as_("approver").get("/approval").json["value"]
        assert [row["disputeID"] for row in inbox] == [dispute], where
        assert inbox[0]["approvalID"] == f"{dispute}-1-1", where
        assert sorted(house.machine.waiting.values()) != [""], where
        letters = [letter["Message-ID"] for letter in house.mailbox.letters()]
        assert 1 <= len(letters) <= 2, where
        assert len(set(letters)) == 1, where
        assert not pending(house), where

    break_off_everywhere(house, house.settle, check)


def test_an_answer_goes_on_wherever_its_after_work_breaks_off(house: House, dispute: str) -> None:
    """CU-15: the workflow ends as the table says, and who asked gets the letter."""
    house.settle()
    assert house.as_("approver").post(f"/approval/{dispute}-1-1/decision", {"decision": "approve"}).status == 200

    def check(where: str) -> None:
        assert house.machine.ended == {f"{dispute}-1-1": "approved"}, where
        to_agent = [letter["Message-ID"] for letter in house.mailbox.letters() if "agent@" in str(letter["To"])]
        assert 1 <= len(to_agent) <= 2, where
        assert len(set(to_agent)) == 1, where
        assert not pending(house), where

    break_off_everywhere(house, house.settle, check)


@pytest.mark.long
def test_a_time_out_moves_on_wherever_it_breaks_off(house: House, dispute: str) -> None:
    """CU-15: the sweep that dies half-way is followed by another."""
    house.settle()
    house.wait_until_due(dispute)
    ahead = house.ahead

    def time_out() -> None:
        house.ahead = ahead
        house.sweep()

    def check(where: str) -> None:
        assert [row["disputeID"] for row in house.as_("manager").get("/approval").json["value"]] == [dispute], where
        assert house.as_("approver").get("/approval").json["value"] == [], where

    break_off_everywhere(house, time_out, check)


def test_one_event_that_fails_does_not_stop_the_others(house: House, dispute: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """CU-15: it stays in the index for the sweep."""
    claim = {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 9}]}
    other = house.as_("agent").post("/customer/1001/dispute", claim)
    house.as_("agent").put(f"/dispute/{other.json['disputeID']}/line/1", {"creditAmount": 9, "status": "approved"})
    start = house.machine.start

    def fail_first(dispute_id: str, number: int, attempt: int) -> None:
        if dispute_id == dispute:
            raise ConnectionError("no answer")
        start(dispute_id, number, attempt)

    monkeypatch.setattr(house.machine, "start", fail_first)
    house.work_off()
    assert list(house.machine.waiting) == [f"{other.json['disputeID']}-1-1"]
    assert len(pending(house)) == 1


def test_mail_that_nobody_takes_holds_nothing_up(house: House, dispute: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """CU-15: what fails goes to the back of the line, so a lost workflow behind it is taken up."""
    monkeypatch.setattr(sweep, "AT_ONCE", 1)
    house.mailbox.refusals += ["MessageRejected"] * 50
    house.settle_once()
    assert len(pending(house)) == 1, "the letter was not taken"
    claim = {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 9}]}
    other = house.as_("agent").post("/customer/1001/dispute", claim).json["disputeID"]
    house.as_("agent").put(f"/dispute/{other}/line/1", {"creditAmount": 9, "status": "approved"})
    for _ in range(4):
        house.later(minutes=4)
        sweep.sweep(wiring.works(), house.now())
    assert f"{other}-1-1" in house.machine.waiting
    house.mailbox.refusals.clear()
    for _ in range(4):
        house.later(minutes=15)
        house.sweep()
    assert not pending(house)


def test_mail_that_nobody_takes_is_tried_ever_more_seldom_and_then_given_up(house: House, dispute: str) -> None:
    """DM-03: a sweep costs by what is due; in the end the dispute tells it, and nothing waits any more."""
    house.settle()
    assert house.as_("approver").post(f"/approval/{dispute}-1-1/decision", {"decision": "approve"}).status == 200
    sent = len(house.mailbox.sent)
    house.mailbox.refusals += ["MessageRejected"] * 100
    house.settle_once()
    pauses = []
    for _ in range(8):
        due = datetime.fromisoformat(house.items()[pending(house)[0]]["after_sk"].partition("#")[0])
        pauses.append(due - house.now())
        house.ahead += pauses[-1] + follow_ups.TAKEN_UP_AFTER
        left = len(house.mailbox.refusals)
        assert sweep.sweep(wiring.works(), house.now() - timedelta(seconds=1)) == 0
        assert sweep.sweep(wiring.works(), house.now()) == 1
        assert len(house.mailbox.refusals) == left - 1
    minutes = [round(pause / timedelta(minutes=1)) for pause in pauses]
    assert minutes == sorted(minutes)
    assert pauses[0] < timedelta(minutes=9)
    assert timedelta(minutes=60) < pauses[-1] <= LONGEST_PUT_OFF
    house.later(minutes=GIVEN_UP_AFTER / timedelta(minutes=1))
    assert sweep.sweep(wiring.works(), house.now()) == 1
    told = house.as_("agent").get(f"/dispute/{dispute}/event").json["value"]
    assert [event["after"]["to"] for event in told if event["type"] == "mailGivenUp"] == ["Ada Agent"]
    assert len(house.mailbox.sent) == sent
    assert not pending(house)


def test_no_letter_asks_who_is_not_asked_any_more(house: House, dispute: str) -> None:
    """CU-15: somebody answered between the event and its mail."""
    house.mailbox.refusals += ["MessageRejected"]
    house.settle_once()
    assert house.as_("approver").post(f"/approval/{dispute}-1-1/decision", {"decision": "approve"}).status == 200
    house.later(minutes=15)
    house.sweep()
    assert ["approver@" in str(letter["To"]) for letter in house.mailbox.letters()] == [False]


def test_the_sweep_costs_by_what_is_due_and_not_by_what_exists(house: House, dispute: str) -> None:
    """A sweep with nothing to do is four queries, whatever is open."""
    house.settle()
    before = len(house.meter.calls)
    assert sweep.sweep(wiring.works(), house.now()) == 0
    assert house.meter.calls[before:] == ["Query"] * 4


def pending(house: House) -> list[str]:
    return [name for name, item in house.items().items() if "after_pk" in item]


def asks_again(house: House, dispute: str) -> None:
    """A second attempt of the workflow asks while the first one waits for the same step."""
    house.machine.start(dispute, 1, 2)
    [(_, _, number, token)] = house.machine.ready()
    follow_ups.ask(wiring.works(), dispute, number, token)


@pytest.mark.parametrize("decision", ["approve", "endorse"])
def test_of_two_runs_that_wait_for_a_step_one_goes_on(house: House, dispute: str, decision: str) -> None:
    """CU-15: the one that waited is ended and not forgotten; the answer reaches the other, and nobody waits for ever."""
    house.settle()
    asks_again(house, dispute)
    assert house.machine.ended == {f"{dispute}-1-1": "void"}
    assert set(house.machine.waiting) == {f"{dispute}-1-2"}
    assert house.as_("approver").post(f"/approval/{dispute}-1-1/decision", {"decision": decision}).status == 200
    house.settle()
    if decision == "endorse":
        assert [row["approvalID"] for row in house.as_("manager").get("/approval").json["value"]] == [f"{dispute}-1-2"]
        assert house.as_("manager").post(f"/approval/{dispute}-1-2/decision", {"decision": "approve"}).status == 200
        house.settle()
    assert house.machine.ended == {f"{dispute}-1-1": "void", f"{dispute}-1-2": "approved"}
    assert house.machine.waiting == {}


def test_a_run_is_ended_before_the_next_takes_its_place(house: House, dispute: str) -> None:
    """CU-15: so that a death between the two leaves no run that nobody knows of."""
    house.settle()
    saboteur = Saboteur(house.client)
    for place, moment in ((2, "before"), (4, "before"), (5, "after")):
        house.machine.start(dispute, 1, place)
        [(_, _, number, token)] = house.machine.ready()
        saboteur.plan(place, moment, Death())
        with pytest.raises(Death):
            follow_ups.ask(wiring.works(), dispute, number, token)
        saboteur.place = None
        house.retry_tasks()
        house.settle()
        kept = {item["token"] for item in house.items().values() if item["sk"].startswith("TASK#")}
        assert set(house.machine.waiting.values()) == kept, (place, moment)


def test_a_task_does_not_wait_for_a_step_that_was_answered_meanwhile(house: House, dispute: str) -> None:
    """CU-15: answered between the read and the write of a second attempt, it is told at once."""
    house.settle()
    answered: list[int] = []

    def answer(model: Any, **_: Any) -> None:
        if model.name == "TransactWriteItems" and not answered:
            answered.append(1)
            answered.append(house.as_("approver").post(f"/approval/{dispute}-1-1/decision", {"decision": "approve"}).status)
            house.work_off()

    house.machine.lose(f"{dispute}-1-1")
    house.machine.start(dispute, 1, 2)
    [(_, _, number, token)] = house.machine.ready()
    house.client.meta.events.register("before-call.dynamodb", answer)
    assert follow_ups.ask(wiring.works(), dispute, number, token) == "approved"
    assert answered == [1, 200]
    assert house.machine.waiting == {}

"""What the workflow of an approval does between the answers, and how it is taken up when it dies (CU-15)."""

from tests.api.approvals import ask_for, decide, inbox, shown
from tests.house import House


def test_time_outs_move_on_by_the_sweep(house: House, big: str) -> None:
    """CU-15: a level that does not answer in its business hours is passed."""
    ask_for(house, big)
    for expected in ("manager", "finance"):
        house.wait_until_due(big)
        house.sweep()
        assert [row["disputeID"] for row in inbox(house, expected)] == [big]
    house.wait_until_due(big)
    house.sweep()
    view = shown(house, big)
    assert (view["approval"]["status"], view["lines"][0]["status"]) == ("expired", "open")
    assert house.machine.ended == {f"{big}-1-1": "expired"}


def test_a_lost_workflow_is_taken_up_when_somebody_answers(house: House, big: str) -> None:
    """CU-15: the next level is asked by the next attempt."""
    ask_for(house, big)
    house.machine.lose(f"{big}-1-1")
    [row] = inbox(house, "approver")
    assert decide(house, "approver", row["approvalID"]).status == 200
    house.settle()
    assert len(inbox(house, "manager")) == 1
    assert f"{big}-1-2" in house.machine.waiting


def test_a_workflow_that_never_started_is_started_by_the_sweep(house: House, big: str) -> None:
    """CU-15: after-work that was missed stays in its index until it is done."""
    house.as_("agent").put(f"/dispute/{big}/line/1", {"creditAmount": 1000, "status": "approved"})
    house.later(minutes=3)
    house.sweep()
    assert len(inbox(house, "approver")) == 1
    assert [item for item in house.items().values() if "after_pk" in item] == []


def test_a_workflow_that_died_before_asking_is_taken_up_by_the_sweep(house: House, big: str) -> None:
    """CU-15: a round between two levels is looked after in ten minutes."""
    house.as_("agent").put(f"/dispute/{big}/line/1", {"creditAmount": 1000, "status": "approved"})
    house.work_off()
    house.machine.lose(f"{big}-1-1")
    house.later(minutes=11)
    house.sweep()
    assert len(inbox(house, "approver")) == 1
    assert shown(house, big)["approval"]["attempt"] == 2


def test_after_work_done_twice_is_done_once(house: House, big: str) -> None:
    """X-01: the stream may bring an event again; no second execution, question or letter."""
    ask_for(house, big)
    before = (dict(house.machine.waiting), len(house.mailbox.sent))
    house.work_off(again=True)
    assert (dict(house.machine.waiting), len(house.mailbox.sent)) == before

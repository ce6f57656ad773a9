"""What the workflow of an approval does between the answers, and how it is taken up when it dies
(CU-15).
"""

from tests.api.approval_steps import ask_for, decide, inbox, shown
from tests.app import App


def test_time_outs_move_on_by_the_sweep(app: App, big: str) -> None:
    """CU-15: a level that does not answer in its business hours is passed."""
    ask_for(app, big)
    for expected in ("manager", "finance"):
        app.wait_until_due(big)
        app.sweep()
        assert [row["disputeID"] for row in inbox(app, expected)] == [big]
    app.wait_until_due(big)
    app.sweep()
    view = shown(app, big)
    assert (view["approval"]["status"], view["lines"][0]["status"]) == ("expired", "open")
    assert app.machine.ended == {f"{big}-1-1": "expired"}


def test_a_lost_workflow_is_taken_up_when_somebody_answers(app: App, big: str) -> None:
    """CU-15: the next level is asked by the next attempt."""
    ask_for(app, big)
    app.machine.lose(f"{big}-1-1")
    [row] = inbox(app, "approver")
    assert decide(app, "approver", row["approvalID"]).status == 200
    app.settle()
    assert len(inbox(app, "manager")) == 1
    assert f"{big}-1-2" in app.machine.waiting


def test_a_workflow_that_never_started_is_started_by_the_sweep(app: App, big: str) -> None:
    """CU-15: after-work that was missed stays in its index until it is done."""
    app.as_("agent").put(f"/dispute/{big}/line/1", {"creditAmount": 1000, "status": "approved"})
    app.later(minutes=3)
    app.sweep()
    assert len(inbox(app, "approver")) == 1
    assert [item for item in app.items().values() if "after_pk" in item] == []


def test_a_workflow_that_died_before_asking_is_taken_up_by_the_sweep(app: App, big: str) -> None:
    """CU-15: a round between two levels is looked after in ten minutes."""
    app.as_("agent").put(f"/dispute/{big}/line/1", {"creditAmount": 1000, "status": "approved"})
    app.work_off()
    app.machine.lose(f"{big}-1-1")
    app.later(minutes=11)
    app.sweep()
    assert len(inbox(app, "approver")) == 1
    assert shown(app, big)["approval"]["attempt"] == 2


def test_after_work_done_twice_is_done_once(app: App, big: str) -> None:
    """X-01: the stream may bring an event again; no second execution, question or letter."""
    ask_for(app, big)
    before = (dict(app.machine.waiting), len(app.mailbox.sent))
    app.work_off(again=True)
    assert (dict(app.machine.waiting), len(app.mailbox.sent)) == before

"""What follows from events, broken off before and after each call: in the end everything has
happened, and nothing twice (CU-15, X-01).
"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.jobs import after_work, sweep
from chalicelib.domain.letters.dispatch import GIVEN_UP_AFTER, LONGEST_PUT_OFF
from tests.api.approval_steps import decide
from tests.app import App
from tests.breaking_off import Death, Saboteur, break_off_everywhere, pending
from tests.costs import IDLE_SWEEP


@pytest.fixture
def dispute(asked_dispute: str) -> str:
    """A credit that has just been asked for; nothing has followed yet."""
    return asked_dispute


@pytest.mark.long
def test_asking_is_taken_up_wherever_it_breaks_off(app: App, dispute: str) -> None:
    """CU-15: the approver is asked once, by one letter, or two where the death came between sending
    and marking.
    """

    def check(where: str) -> None:
        inbox = app.as_("approver").get("/approval").json["value"]
        assert [row["disputeID"] for row in inbox] == [dispute], where
        assert inbox[0]["approvalID"] == f"{dispute}-1-1", where
        assert sorted(app.machine.waiting.values()) != [""], where
        letters = [letter["Message-ID"] for letter in app.mailbox.letters()]
        assert 1 <= len(letters) <= 2, where
        assert len(set(letters)) == 1, where
        assert not pending(app), where

    break_off_everywhere(app, app.settle, check)


def test_an_answer_goes_on_wherever_its_after_work_breaks_off(app: App, dispute: str) -> None:
    """CU-15: the workflow ends as the table says, and who asked gets the letter."""
    app.settle()
    assert decide(app, "approver", f"{dispute}-1-1").status == 200

    def check(where: str) -> None:
        assert app.machine.ended == {f"{dispute}-1-1": "approved"}, where
        to_agent = [
            letter["Message-ID"]
            for letter in app.mailbox.letters()
            if "agent@" in str(letter["To"])
        ]
        assert 1 <= len(to_agent) <= 2, where
        assert len(set(to_agent)) == 1, where
        assert not pending(app), where

    break_off_everywhere(app, app.settle, check)


@pytest.mark.long
def test_a_time_out_moves_on_wherever_it_breaks_off(app: App, dispute: str) -> None:
    """CU-15: the sweep that dies half-way is followed by another."""
    app.settle()
    app.wait_until_due(dispute)
    ahead = app.ahead

    def time_out() -> None:
        app.ahead = ahead
        app.sweep()

    def check(where: str) -> None:
        assert [row["disputeID"] for row in app.as_("manager").get("/approval").json["value"]] == [
            dispute
        ], where
        assert app.as_("approver").get("/approval").json["value"] == [], where

    break_off_everywhere(app, time_out, check)


def test_one_event_that_fails_does_not_stop_the_others(
    app: App, dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CU-15: it stays in the index for the sweep."""
    claim = {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 9}]}
    other = app.as_("agent").post("/customer/1001/dispute", claim)
    app.as_("agent").put(
        f"/dispute/{other.json['disputeID']}/line/1", {"creditAmount": 9, "status": "approved"}
    )
    start = app.machine.start

    def fail_first(dispute_id: str, number: int, attempt: int) -> None:
        if dispute_id == dispute:
            raise ConnectionError("no answer")
        start(dispute_id, number, attempt)

    monkeypatch.setattr(app.machine, "start", fail_first)
    app.work_off()
    assert list(app.machine.waiting) == [f"{other.json['disputeID']}-1-1"]
    assert len(pending(app)) == 1


def test_mail_that_nobody_takes_holds_nothing_up(
    app: App, dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CU-15: what fails goes to the back of the line, so a lost workflow behind it is taken up."""
    monkeypatch.setattr(sweep, "AT_ONCE", 1)
    app.mailbox.refusals += ["MessageRejected"] * 50
    app.settle_once()
    assert len(pending(app)) == 1, "the letter was not taken"
    claim = {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 9}]}
    other = app.as_("agent").post("/customer/1001/dispute", claim).json["disputeID"]
    app.as_("agent").put(f"/dispute/{other}/line/1", {"creditAmount": 9, "status": "approved"})
    for _ in range(4):
        app.later(minutes=4)
        sweep.sweep(wiring.parts().works(), app.now())
    assert f"{other}-1-1" in app.machine.waiting
    app.mailbox.refusals.clear()
    for _ in range(4):
        app.later(minutes=15)
        app.sweep()
    assert not pending(app)


def test_mail_that_nobody_takes_is_tried_ever_more_seldom_and_then_given_up(
    app: App, dispute: str
) -> None:
    """DM-03: a sweep costs by what is due; in the end the dispute tells it, and nothing waits any
    more.
    """
    app.settle()
    assert decide(app, "approver", f"{dispute}-1-1").status == 200
    sent = len(app.mailbox.sent)
    app.mailbox.refusals += ["MessageRejected"] * 100
    app.settle_once()
    pauses = []
    for _ in range(8):
        due = datetime.fromisoformat(app.items()[pending(app)[0]]["after_sk"].partition("#")[0])
        pauses.append(due - app.now())
        app.ahead += pauses[-1] + after_work.TAKEN_UP_AFTER
        left = len(app.mailbox.refusals)
        assert sweep.sweep(wiring.parts().works(), app.now() - timedelta(seconds=1)) == 0
        assert sweep.sweep(wiring.parts().works(), app.now()) == 1
        assert len(app.mailbox.refusals) == left - 1
    minutes = [round(pause / timedelta(minutes=1)) for pause in pauses]
    assert minutes == sorted(minutes)
    assert pauses[0] < timedelta(minutes=9)
    assert timedelta(minutes=60) < pauses[-1] <= LONGEST_PUT_OFF
    app.later(minutes=GIVEN_UP_AFTER / timedelta(minutes=1))
    assert sweep.sweep(wiring.parts().works(), app.now()) == 1
    told = app.as_("agent").get(f"/dispute/{dispute}/event").json["value"]
    assert [event["after"]["to"] for event in told if event["type"] == "mailGivenUp"] == [
        "Ada Agent"
    ]
    assert len(app.mailbox.sent) == sent
    assert not pending(app)


def test_no_letter_asks_who_is_not_asked_any_more(app: App, dispute: str) -> None:
    """CU-15: somebody answered between the event and its mail."""
    app.mailbox.refusals += ["MessageRejected"]
    app.settle_once()
    assert decide(app, "approver", f"{dispute}-1-1").status == 200
    app.later(minutes=15)
    app.sweep()
    assert ["approver@" in str(letter["To"]) for letter in app.mailbox.letters()] == [False]


def test_the_sweep_costs_by_what_is_due_and_not_by_what_exists(app: App, dispute: str) -> None:
    """A sweep with nothing to do is a query a job and one for after-work, whatever is open."""
    app.settle()
    before = len(app.meter.calls)
    assert sweep.sweep(wiring.parts().works(), app.now()) == 0
    assert app.meter.calls[before:] == ["Query"] * IDLE_SWEEP


def asks_again(app: App, dispute: str) -> None:
    """A second attempt of the workflow asks while the first one waits for the same step."""
    app.machine.start(dispute, 1, 2)
    [(_, _, number, token)] = app.machine.ready()
    after_work.ask(wiring.parts().works(), dispute, number, token)


@pytest.mark.parametrize("decision", ["approve", "endorse"])
def test_of_two_runs_that_wait_for_a_step_one_goes_on(
    app: App, dispute: str, decision: str
) -> None:
    """CU-15: the one that waited is ended and not forgotten; the answer reaches the other, and
    nobody waits for ever.
    """
    app.settle()
    asks_again(app, dispute)
    assert app.machine.ended == {f"{dispute}-1-1": "void"}
    assert set(app.machine.waiting) == {f"{dispute}-1-2"}
    assert decide(app, "approver", f"{dispute}-1-1", decision).status == 200
    app.settle()
    if decision == "endorse":
        assert [row["approvalID"] for row in app.as_("manager").get("/approval").json["value"]] == [
            f"{dispute}-1-2"
        ]
        assert (
            app.as_("manager")
            .post(f"/approval/{dispute}-1-2/decision", {"decision": "approve"})
            .status
            == 200
        )
        app.settle()
    assert app.machine.ended == {f"{dispute}-1-1": "void", f"{dispute}-1-2": "approved"}
    assert app.machine.waiting == {}


def test_a_run_is_ended_before_the_next_takes_its_place(app: App, dispute: str) -> None:
    """CU-15: so that a death between the two leaves no run that nobody knows of."""
    app.settle()
    saboteur = Saboteur(app.client)
    for place, moment in ((2, "before"), (4, "before"), (5, "after")):
        app.machine.start(dispute, 1, place)
        [(_, _, number, token)] = app.machine.ready()
        saboteur.plan(place, moment, Death())
        with pytest.raises(Death):
            after_work.ask(wiring.parts().works(), dispute, number, token)
        saboteur.place = None
        app.retry_tasks()
        app.settle()
        kept = {item["token"] for item in app.items().values() if item["sk"].startswith("TASK#")}
        assert set(app.machine.waiting.values()) == kept, (place, moment)


def test_a_task_does_not_wait_for_a_step_that_was_answered_meanwhile(
    app: App, dispute: str
) -> None:
    """CU-15: answered between the read and the write of a second attempt, it is told at once."""
    app.settle()
    answered: list[int] = []

    def answer(model: Any, **_: Any) -> None:
        if model.name == "TransactWriteItems" and not answered:
            answered.append(1)
            answered.append(
                app.as_("approver")
                .post(f"/approval/{dispute}-1-1/decision", {"decision": "approve"})
                .status
            )
            app.work_off()

    app.machine.lose(f"{dispute}-1-1")
    app.machine.start(dispute, 1, 2)
    [(_, _, number, token)] = app.machine.ready()
    app.client.meta.events.register("before-call.dynamodb", answer)
    assert after_work.ask(wiring.parts().works(), dispute, number, token) == "approved"
    assert answered == [1, 200]
    assert app.machine.waiting == {}

"""The sweep takes up all that is due: what fails is put off and holds nothing up (CU-15, X-12)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.approvals import workflow
from chalicelib.actions.execution import Action
from chalicelib.actions.jobs import sweep
from chalicelib.store import keys
from tests.actions.import_bucket import Port, slice_of
from tests.api.approval_steps import decide
from tests.app import App

SCHEDULED: dict[str, Any] = dict.fromkeys(
    ("version", "account", "region", "source", "time", "id", "resources", "detail-type"), ""
) | {"detail": {}}
"""What a schedule calls a function with."""
CLAIM = {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 9}]}


def asked(app: App, invoice: int) -> str:
    """A dispute whose approval is asked for, and that nobody answers."""
    raised = app.as_("agent").post("/customer/1001/dispute", CLAIM | {"invoiceNumber": invoice})
    dispute_id: str = raised.json["disputeID"]
    edit = {"creditAmount": 9, "status": "approved"}
    assert app.as_("agent").put(f"/dispute/{dispute_id}/line/1", edit).status == 200
    app.settle()
    return dispute_id


def failing_for(broken: str, do: Callable[[str], Action]) -> Callable[[str], Action]:
    """What is done about a round, but for one dispute, where it always fails."""

    def attempt(dispute_id: str) -> Action:
        if dispute_id == broken:
            raise ValueError("cannot be looked after")
        return do(dispute_id)

    return attempt


def due_of(app: App, dispute_id: str) -> datetime:
    return keys.time_of_due(app.items()[f"DISPUTE#{dispute_id} DISPUTE"]["due_sk"])


def test_a_round_that_cannot_be_looked_after_holds_no_other_up(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CU-15: it goes to the back of the line, later each time, and the level behind it is timed
    out.
    """
    app.invoice(
        2001, [{"lineID": 1, "amount": 9, "description": "Fee", "kind": "feature", "featureID": 1}]
    )
    broken, other = asked(app, 2000), asked(app, 2001)
    monkeypatch.setattr(sweep, "AT_ONCE", 1)
    monkeypatch.setattr(workflow, "look_after", failing_for(broken, workflow.look_after))
    app.wait_until_due(other)
    for _ in range(2):
        app.sweep()
    assert [row["disputeID"] for row in app.as_("manager").get("/approval").json["value"]] == [
        other
    ]
    first = due_of(app, broken)
    assert first > app.now()
    app.ahead += first - app.now() + sweep.after_work.TAKEN_UP_AFTER
    app.sweep()
    assert due_of(app, broken) > app.now()
    monkeypatch.undo()
    app.ahead += due_of(app, broken) - app.now() + sweep.after_work.TAKEN_UP_AFTER
    app.sweep()
    assert broken in {row["disputeID"] for row in app.as_("manager").get("/approval").json["value"]}
    assert app.faults() == []


def test_a_sweep_tells_what_nobody_tried_and_how_late_it_is(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    """CU-15: of a reader of the stream that is off, or far behind; what it tried and put off is
    none of that.
    """

    def measured() -> dict[str, float]:
        caplog.clear()
        with caplog.at_level("INFO"):
            sweep.sweep(wiring.parts().works(), app.now())
        lines = (vars(one) for one in caplog.records)
        # By whom the record was read first, it has them one by one.
        [told] = [found for line in lines if "DueAge" in (found := line.get("measured", line))]
        return dict(told)

    dispute_id = asked(app, 2000)
    assert measured()["AfterWorkUnread"] == 0
    app.mailbox.refusals += ["MessageRejected"]
    assert decide(app, "approver", f"{dispute_id}-1-1").status == 200
    app.later(minutes=40)
    seen = measured()
    assert seen["AfterWorkUnread"] == 1
    assert 2390 < seen["DueAge"] < 2500
    assert app.mailbox.refusals == []
    app.later(minutes=40)
    seen = measured()
    assert (seen["DueWork"], seen["AfterWorkUnread"]) == (1, 0), "it was tried, and was put off"


@pytest.mark.parametrize("minute", [4, 5])
def test_the_age_of_the_link_key_is_told_once_an_hour(app: App, minute: int) -> None:
    """X-13: by the first sweep of an hour; where it cannot be had, the sweep goes on."""
    works, now = wiring.parts().works(), app.now().replace(minute=minute)
    told = sweep.key_age(works, now)
    assert list(told) == (["LinkKeyAge"] if minute < sweep.EVERY_MINUTES else [])

    def fail() -> datetime:
        raise ValueError("no such secret")

    assert sweep.key_age(replace(works, key_made_at=fail), now) == {}


def test_each_sweep_writes_something_that_the_readers_of_the_stream_read(app: App) -> None:
    """Another one each time, or the stream would have none of it."""
    import app as functions

    seen = []
    for _ in range(2):
        app.later(minutes=sweep.EVERY_MINUTES)
        with app.rights.of("sweep"):
            functions.sweep(SCHEDULED, None)
        seen.append(app.items()["SWEEP BEAT"]["at"])
    assert len(set(seen)) == 2
    assert app.faults() == []


def test_an_import_that_cannot_be_called_ends_no_sweep(
    port: Port, caplog: pytest.LogCaptureFixture
) -> None:
    """X-12: all else that is due is looked at, and the import is called again later."""
    import_id = port.order(
        slice_of(3), mapping=None, presetID="receivables-2012", asOf="2013-12-31"
    )
    assert port.app.as_(port.who).post(f"/import/{import_id}/preview").status == 202
    port.called.clear()
    port.refuses_calls = True
    looked: list[Any] = []
    jobs = (sweep.IMPORTS, sweep.Job("ROUND", lambda *_: None), sweep.Job("DIGEST", looked.append))
    later = wiring.parts().now() + sweep.after_work.TAKEN_UP_AFTER * 200
    taken = [sweep.take_up(wiring.parts().works(), job, later) for job in jobs]
    assert [one.count for one in taken] == [1, 0, 0]
    assert sweep.sweep(wiring.parts().works(), later) == 0, "it is put off"
    assert "no answer" in caplog.text
    port.refuses_calls = False
    assert sweep.sweep(wiring.parts().works(), later + sweep.after_work.TAKEN_UP_AFTER * 200) == 1
    assert port.called == [import_id, import_id]

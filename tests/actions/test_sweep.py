"""The sweep takes up all that is due: what fails is put off and holds nothing up (CU-15, X-12)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.approvals import workflow
from chalicelib.actions.execution import Action
from chalicelib.actions.jobs import sweep
from chalicelib.store import keys
from tests.actions.import_bucket import Port, slice_of
from tests.app import App

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

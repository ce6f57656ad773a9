"""The sweep takes up all that is due: what fails is put off and holds nothing up (CU-15, X-12)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.approvals import approval
from chalicelib.actions.execution import Action
from chalicelib.actions.jobs import sweep
from chalicelib.store import keys
from tests.actions.port import Port, slice_of
from tests.house import House

CLAIM = {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 9}]}


def asked(house: House, invoice: int) -> str:
    """A dispute whose approval is asked for, and that nobody answers."""
    raised = house.as_("agent").post("/customer/1001/dispute", CLAIM | {"invoiceNumber": invoice})
    dispute_id: str = raised.json["disputeID"]
    edit = {"creditAmount": 9, "status": "approved"}
    assert house.as_("agent").put(f"/dispute/{dispute_id}/line/1", edit).status == 200
    house.settle()
    return dispute_id


def failing_for(broken: str, do: Callable[[str], Action]) -> Callable[[str], Action]:
    """What is done about a round, but for one dispute, where it always fails."""

    def attempt(dispute_id: str) -> Action:
        if dispute_id == broken:
            raise ValueError("cannot be looked after")
        return do(dispute_id)

    return attempt


def due_of(house: House, dispute_id: str) -> datetime:
    return keys.time_of_due(house.items()[f"DISPUTE#{dispute_id} DISPUTE"]["due_sk"])


def test_a_round_that_cannot_be_looked_after_holds_no_other_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """CU-15: it goes to the back of the line, later each time, and the level behind it is timed out."""
    house.invoice(2001, [{"lineID": 1, "amount": 9, "description": "Fee", "kind": "feature", "featureID": 1}])
    broken, other = asked(house, 2000), asked(house, 2001)
    monkeypatch.setattr(sweep, "AT_ONCE", 1)
    monkeypatch.setattr(approval, "look_after", failing_for(broken, approval.look_after))
    house.wait_until_due(other)
    for _ in range(2):
        house.sweep()
    assert [row["disputeID"] for row in house.as_("manager").get("/approval").json["value"]] == [other]
    first = due_of(house, broken)
    assert first > house.now()
    house.ahead += first - house.now() + sweep.follow_ups.TAKEN_UP_AFTER
    house.sweep()
    assert due_of(house, broken) > house.now()
    monkeypatch.undo()
    house.ahead += due_of(house, broken) - house.now() + sweep.follow_ups.TAKEN_UP_AFTER
    house.sweep()
    assert broken in {row["disputeID"] for row in house.as_("manager").get("/approval").json["value"]}
    assert house.faults() == []


def test_an_import_that_cannot_be_called_ends_no_sweep(port: Port, caplog: pytest.LogCaptureFixture) -> None:
    """X-12: all else that is due is looked at, and the import is called again later."""
    import_id = port.order(slice_of(3), mapping=None, presetID="receivables-2012", asOf="2013-12-31")
    assert port.house.as_(port.who).post(f"/import/{import_id}/preview").status == 202
    port.called.clear()
    port.refuses_calls = True
    looked: list[Any] = []
    jobs = (sweep.IMPORTS, sweep.Job("ROUND", lambda *_: None), sweep.Job("DIGEST", looked.append))
    later = wiring.now() + sweep.follow_ups.TAKEN_UP_AFTER * 200
    assert [sweep.take_up(wiring.works(), job, later) for job in jobs] == [1, 0, 0]
    assert sweep.sweep(wiring.works(), later) == 0, "it is put off"
    assert "no answer" in caplog.text
    port.refuses_calls = False
    assert sweep.sweep(wiring.works(), later + sweep.follow_ups.TAKEN_UP_AFTER * 200) == 1
    assert port.called == [import_id, import_id]

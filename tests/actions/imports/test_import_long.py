"""An import longer than any run: by the function called again and again, as it calls itself."""

from typing import Any

import pytest

from chalicelib.actions.imports import rows
from chalicelib.actions.imports import run as import_run
from chalicelib.domain.imports.job import LEASE_SECONDS
from chalicelib.domain.imports.limits import MAX_ROWS
from tests.actions.import_bucket import Port

LINES = 400
"""Of each invoice; they are written in batches, which an engine on one machine does quickly."""
BATCHES_A_RUN = 3
"""What a run has time for, of ten invoices each."""
KILLED_IN = (5, 13)
"""The runs that die on the way, in the middle."""
COLUMNS = ("customerID", "invoiceNumber", "invoiceDate", "lineID", "amount")
MAPPING = {name: {"column": name} for name in COLUMNS}


class Killed(Exception):
    """The function's process is gone."""


@pytest.mark.long
def test_the_longest_file_comes_in_whole_over_more_than_sixteen_runs(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-12: each row is applied once, and counted once, though two of the runs are killed."""
    rows_told = (
        f"C1,I{row // LINES:04},2026-11-01,{row % LINES},1.00\n" for row in range(MAX_ROWS)
    )
    content = ",".join(COLUMNS) + "\n" + "".join(rows_told)
    import_id = port.order(content, mapping=MAPPING, linePerRow=True, asOf="2026-11-30")
    monkeypatch.setattr(import_run, "SAVE_EVERY_SECONDS", 2.0)
    assert port.preview(import_id)["counts"]["created"] == MAX_ROWS
    port.app.as_(port.who).post(f"/import/{import_id}/application")
    run = Runs(monkeypatch)
    ended, later = "applying", 0.0
    while ended == "applying":
        try:
            port.called.clear()
            ended = run.next(port, import_id, later)
            assert port.called == ([import_id] if ended == "applying" else [])
        except Killed:
            later += LEASE_SECONDS + 1  # The sweep takes up what has stopped.
    assert ended == "done"
    assert run.number > 16 + len(KILLED_IN)
    shown = port.show(import_id)
    outcomes = {name: count for name, count in shown["counts"].items() if count}
    assert (outcomes, shown["errors"]) == ({"created": MAX_ROWS}, [])
    items = port.app.items()
    heads = [item for item in items.values() if item["sk"] == "HEAD"]
    assert len(heads) == MAX_ROWS // LINES
    assert {(head["version"], head["sequence"]) for head in heads} == {(1, 1)}
    lines = {name for name, item in items.items() if item["sk"].startswith("LINE#")}
    assert len(lines) == MAX_ROWS
    assert port.app.faults() == []


class Runs:
    """Runs of the function, each with little time, some of which die on the way."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.number = 0
        self.batches = 0
        work = rows.BilledRowWorker.work

        def counted(worker: Any, readings: Any) -> Any:
            self.batches += 1
            done = work(worker, readings)
            if self.number in KILLED_IN and self.batches == BATCHES_A_RUN // 2:
                raise Killed
            return done

        monkeypatch.setattr(rows.BilledRowWorker, "work", counted)

    def next(self, port: Port, import_id: str, later: float) -> str:
        """One of them."""
        self.number, self.batches = self.number + 1, 0
        shop = port.shop(later=later)
        limited = import_run.Workshop(
            shop.table,
            shop.files,
            shop.now,
            lambda: 300.0 if self.batches < BATCHES_A_RUN else 0.0,
            shop.call_again,
        )
        with port.app.rights.of("run-import"):
            return import_run.run_import(limited, import_id)

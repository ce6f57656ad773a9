"""The job behind an import: runs that meet, break off, and go on."""

import contextlib
import io
import threading
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib import wiring
from chalicelib.actions.imports import rows
from chalicelib.actions.imports import run as import_run
from chalicelib.actions.imports import worker as import_worker
from chalicelib.domain.imports.job import LEASE_SECONDS
from chalicelib.errors import Overloaded
from chalicelib.store import keys
from chalicelib.store.entities import to_invoice
from chalicelib.store.imports import import_item, to_import
from chalicelib.store.table import Put, Table, name_of
from tests.actions.import_bucket import BUCKET, Port, bring_receivables, slice_of, two_rows


def test_two_runs_at_once_do_the_work_once(port: Port) -> None:
    """X-12: the second finds the import claimed and raises, or has nothing left to do."""
    import_id = port.order(
        slice_of(30), mapping=None, presetID="receivables-2012", asOf="2013-12-31"
    )
    port.preview(import_id)
    port.app.as_(port.who).post(f"/import/{import_id}/application")
    ended: list[str] = []

    def run() -> None:
        try:
            ended.append(port.run(import_id))
        except import_run.LostLease:
            ended.append("taken over")

    runs = [threading.Thread(target=run) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert "done" in ended
    assert set(ended) <= {"done", "nothing to do", "taken over"}
    assert port.show(import_id)["counts"]["created"] == 30


def test_a_run_that_meets_the_lease_of_another_is_repeated_and_not_spent(port: Port) -> None:
    """X-12: what calls a function asynchronously repeats only what failed; a run that died is taken
    up when its lease ends.
    """
    import_id = port.order(
        slice_of(30), mapping=None, presetID="receivables-2012", asOf="2013-12-31"
    )
    port.preview(import_id)
    port.app.as_(port.who).post(f"/import/{import_id}/application")
    key = keys.import_job(import_id)
    item = port.app.table.get([key])[name_of(key)]
    died = to_import(item).claimed(wiring.parts().now())
    port.app.table.commit([Put(import_item(died))])
    with pytest.raises(import_run.LostLease):
        port.run(import_id)
    assert port.run(import_id, later=LEASE_SECONDS + 1) == "done"


def test_who_knows_that_no_run_is_alive_need_not_wait_for_leases(port: Port) -> None:
    """X-12: on one machine the leases of the last run end at the start of the next, and the sweep
    then takes the imports up.
    """
    import_id = port.order(
        slice_of(30), mapping=None, presetID="receivables-2012", asOf="2013-12-31"
    )
    port.preview(import_id)
    port.app.as_(port.who).post(f"/import/{import_id}/application")
    key = keys.import_job(import_id)
    died = to_import(port.app.table.get([key])[name_of(key)]).claimed(wiring.parts().now())
    port.app.table.commit([Put(import_item(died))])
    assert port.sweep() == 0
    import_run.end_leases(port.app.table, wiring.parts().now())
    assert port.sweep(timedelta(seconds=1)) == 1
    assert port.run(import_id) == "done"
    assert port.show(import_id)["counts"]["created"] == 30


def test_two_runs_that_both_believe_to_hold_the_import_do_no_harm(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-12: one that was silent for too long goes on beside the one that took over."""
    import_id = port.order(
        slice_of(30), mapping=None, presetID="receivables-2012", asOf="2013-12-31"
    )
    port.preview(import_id)
    port.app.as_(port.who).post(f"/import/{import_id}/application")
    work = rows.BilledRowWorker.work
    other: list[str] = []

    def slow_work(worker: Any, readings: Any) -> Any:
        if not other:
            other.append("")
            other[0] = port.run(import_id, later=LEASE_SECONDS + 1)
        return work(worker, readings)

    monkeypatch.setattr(rows.BilledRowWorker, "work", slow_work)
    assert port.run(import_id) == "taken over"
    assert other == ["done"]
    assert port.show(import_id)["counts"]["created"] == 30
    reference = port.brought()
    bring_receivables(port, 30, "2013-12-31")
    assert port.brought() == reference


class Crash(Exception):
    """The machine goes away."""


@pytest.mark.long
def test_a_crash_at_any_call_is_made_good_by_the_next_run(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-12: the end is the same as without it, every row is counted once, and no half of an invoice
    is ever seen.
    """
    reference_counts = None
    content = slice_of(7)
    for crash_at in range(1, 40):
        import_id = port.order(
            content, mapping=None, presetID="receivables-2012", asOf="2013-12-31"
        )
        port.preview(import_id)
        port.app.as_(port.who).post(f"/import/{import_id}/application")
        with monkeypatch.context() as broken:
            crashed = _crash_after(broken, crash_at)
            with contextlib.suppress(Crash):
                port.run(import_id)
        assert_nothing_is_half_seen(port)
        ended = port.run(import_id, later=LEASE_SECONDS + 1)
        assert ended in ("done", "nothing to do")
        shown = port.show(import_id)
        reference_counts = reference_counts or shown["counts"]
        assert shown["counts"] == reference_counts, crash_at
        assert shown["counts"]["created"] == 7
        assert port.app.faults() == []
        assert {item["sequence"] for item in port.brought().values() if item["sk"] == "HEAD"} == {1}
        if not crashed():
            return
        _forget(port)
    raise AssertionError("it never came through")


def _crash_after(broken: pytest.MonkeyPatch, calls: int) -> Any:
    """Breaks the table's writes from this one on, before or after it is carried out."""
    left = [calls]
    lock = threading.Lock()

    def breaking(original: Any) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            with lock:
                left[0] -= 1
                if left[0] < 0 or (left[0] == 0 and calls % 2):
                    raise Crash
                answer = original(*arguments, **named)
                if left[0] == 0:
                    raise Crash
                return answer

        return call

    for name in ("commit", "write_batch"):
        broken.setattr(Table, name, breaking(getattr(Table, name)))
    return lambda: left[0] <= 0


def assert_nothing_is_half_seen(port: Port) -> None:
    """A head is there with all its lines and its dispute, or it is not there."""
    kept = port.brought()
    for item in kept.values():
        if item["sk"] == "HEAD":
            head = to_invoice(item)
            assert (
                name_of(keys.line(head.customer_id, head.invoice_number, head.revision, "1"))
                in kept
            )
            assert name_of(keys.customer(head.customer_id)) in kept
            if head.open_dispute_id:
                assert name_of(keys.dispute(head.open_dispute_id)) in kept


def _forget(port: Port) -> None:
    port.app.table.delete_batch(
        [
            {"pk": item["pk"], "sk": item["sk"]}
            for item in port.app.items().values()
            if item["sk"] not in ("USER",) and item["pk"] != "SETTING"
        ]
    )


def test_a_run_short_of_time_saves_its_place_and_is_called_again(port: Port) -> None:
    """X-12: the next one goes on behind it; the sums are those of the whole file."""
    import_id = port.order(
        slice_of(25), mapping=None, presetID="receivables-2012", asOf="2013-12-31"
    )
    whole = port.preview(import_id)
    port.app.as_(port.who).post(f"/import/{import_id}/application")
    port.called.clear()
    for processed in (10, 20, 25):
        assert port.run(import_id, seconds_left=1) == "applying"
        assert port.show(import_id)["processed"] == processed
    assert port.called == [import_id] * 3
    assert port.run(import_id, seconds_left=300) == "done"
    shown = port.show(import_id)
    assert (shown["summary"], shown["counts"]) == (whole["summary"], whole["counts"])


def test_the_sweep_finds_an_import_that_stopped(port: Port) -> None:
    """X-12: by a query on what is due, after the lease; what is through is not due."""
    import_id = port.order(two_rows())
    port.app.as_(port.who).post(f"/import/{import_id}/preview")
    item = port.app.table.get([keys.import_job(import_id)])[name_of(keys.import_job(import_id))]
    claimed = to_import(item).claimed(wiring.parts().now())
    assert claimed
    import_run._save(port.shop(), claimed)
    port.called.clear()
    assert port.sweep() == 0
    later = timedelta(seconds=LEASE_SECONDS + 1)
    assert port.sweep(later) == 1
    assert port.called == [import_id]
    assert port.run(import_id, later=LEASE_SECONDS + 1) == "previewed"
    assert port.sweep(later + timedelta(days=1)) == 0


def test_an_import_that_never_gets_on_is_given_up(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-12: it says so, instead of being tried for ever."""
    import_id = port.order(two_rows())
    port.app.as_(port.who).post(f"/import/{import_id}/preview")

    def crash(*_: Any) -> Any:
        raise Crash

    monkeypatch.setattr(rows.BilledRowWorker, "work", crash)
    for n in range(5):
        with pytest.raises(Crash):
            port.run(import_id, later=n * (LEASE_SECONDS + 1))
    assert port.run(import_id, later=5 * (LEASE_SECONDS + 1)) == "failed"
    assert "given up" in port.show(import_id)["detail"]


def test_begin_is_written_before_the_run_is_called(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-12: a call that is lost is made by the sweep."""

    def lost(_: str) -> None:
        raise ConnectionError

    monkeypatch.setattr(wiring.parts(), "call_import", lost)
    import_id = port.order(two_rows())
    assert port.app.as_(port.who).post(f"/import/{import_id}/preview").json["status"] == "reading"
    assert port.sweep(timedelta(seconds=1)) == 1


def test_parts_of_a_large_file_are_fetched_as_they_are_used(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-12: rows that lie across two parts are read whole."""
    monkeypatch.setattr("chalicelib.store.files.PART_BYTES", 7)
    assert b"".join(port.files.read(_kept(port, b"0123456789" * 3))[1]) == b"0123456789" * 3
    assert port.bring(two_rows())["counts"]["created"] == 2


def _kept(port: Port, content: bytes) -> str:
    port.files.client.upload_fileobj(io.BytesIO(content), BUCKET, "some")
    return "some"


@pytest.mark.parametrize("operation", ["BatchGetItem", "TransactWriteItems"])
def test_a_table_that_refuses_for_the_moment_is_no_fault_of_any_row(
    port: Port, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    """X-12: the run ends, and the next one goes on as if nothing had happened."""
    import_id = port.order(two_rows())
    port.preview(import_id)
    port.app.as_(port.who).post(f"/import/{import_id}/application")
    monkeypatch.setattr(import_worker, "FIRST_PAUSE_SECONDS", 0)
    apply, events = rows.BilledRowWorker.work, port.app.client.meta.events

    def refuse(**_: Any) -> None:
        raise EndpointConnectionError(endpoint_url="https://dynamodb")

    def work(*arguments: Any) -> Any:
        events.register(f"before-call.dynamodb.{operation}", refuse)
        try:
            return apply(*arguments)
        finally:
            events.unregister(f"before-call.dynamodb.{operation}", refuse)

    monkeypatch.setattr(rows.BilledRowWorker, "work", work)
    with pytest.raises(Overloaded):
        port.run(import_id)
    assert port.show(import_id)["status"] == "applying"
    monkeypatch.setattr(rows.BilledRowWorker, "work", apply)
    assert port.run(import_id, later=LEASE_SECONDS + 1) == "done"
    shown = port.show(import_id)
    assert (shown["counts"]["created"], shown["counts"]["failed"], shown["errors"]) == (2, 0, [])


def test_a_file_with_payments_is_for_who_may_settle(port: Port) -> None:
    """X-16: each row as a request for one; by whoever has it applied, whoever had it read."""
    import_id = port.order(two_rows("No"), who="agent")
    agent = Port(port.app, port.files, who="agent")
    for step in (agent.preview, agent.apply):
        shown = step(import_id)
        assert (shown["counts"]["created"], shown["counts"]["failed"]) == (1, 1)
        assert (shown["errors"][0]["line"], shown["errors"][0]["code"]) == (3, "forbidden")
    port.bring(two_rows("No"))
    assert port.app.as_("finance").get("/customer/C2/invoice/0002").json["balance"] == 0


def test_who_may_import_no_more_has_nothing_applied(port: Port) -> None:
    """X-16: nor has somebody who was deactivated; what was begun ends with a word, and who may can
    have it read anew.
    """
    for change in ({"rights": []}, {"isActive": False}):
        import_id = port.order(two_rows("No"), who="finance")
        port.preview(import_id)
        port.app.as_("finance").post(f"/import/{import_id}/application")
        assert port.app.as_("admin").put("/user/finance", change).status == 200
        assert port.run(import_id) == "failed"
        port.app.as_("admin").put("/user/finance", {"rights": ["import.run"], "isActive": True})
        assert "may not bring such a file in any more" in port.show(import_id)["detail"]
    assert "INVOICE#C1#0001 HEAD" not in port.app.items()

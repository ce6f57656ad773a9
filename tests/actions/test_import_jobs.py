"""Importing a file: the routes that people use, and the job behind them."""

import base64
import contextlib
import io
import json
import threading
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest

from chalicelib import wiring
from chalicelib.actions import import_rows, run_import
from chalicelib.actions.run_import import Workshop
from chalicelib.domain.events import first_broken
from chalicelib.domain.importjob import LEASE_SECONDS
from chalicelib.store import keys
from chalicelib.store.entities import to_dispute, to_event, to_invoice
from chalicelib.store.files import Files, upload_key
from chalicelib.store.imports import to_import
from chalicelib.store.table import Table, name_of
from tests.house import House
from tests.scenarios import CUSTOMER

BUCKET = "uploads-test"
RECEIVABLES = Path(__file__).parents[2] / "infra/demo/ar_invoices_2012_2013.csv"
HEADER = "customerID,invoiceNumber,invoiceDate,amount,disputed,settled\n"
MAPPING = {
    "customerID": {"column": "customerID"},
    "invoiceNumber": {"column": "invoiceNumber"},
    "invoiceDate": {"column": "invoiceDate"},
    "amount": {"column": "amount"},
    "disputed": {"column": "disputed"},
    "settledDate": {"column": "settled"},
}


@dataclass
class Port:
    """Where files arrive: the product with a bucket, and runs that start when the test says so."""

    house: House
    files: Files
    called: list[str] = field(default_factory=list)

    def order(self, content: str | bytes, who: str = "agent", **values: Any) -> str:
        """Orders an import and sends its file."""
        body = {
            "kind": "invoices",
            "fileName": "some.csv",
            "size": 10,
            "mapping": MAPPING,
            "asOf": "2013-09-30",
            "currency": "USD",
        } | values
        ordered = self.house.as_(who).post("/import", {name: value for name, value in body.items() if value is not None})
        assert ordered.status == 201, ordered.text
        self.send(ordered.json["importID"], content)
        return ordered.json["importID"]

    def send(self, import_id: str, content: str | bytes) -> None:
        self.files.write(upload_key(import_id), content.encode() if isinstance(content, str) else content)

    def shop(self, seconds_left: float = 300, later: float = 0) -> Workshop:
        """What a run works with; `later` by the clock."""
        return Workshop(
            self.house.table, self.files, lambda: wiring.now() + timedelta(seconds=later), lambda: seconds_left, self.called.append
        )

    def run(self, import_id: str, **values: Any) -> str:
        return run_import.run_import(self.shop(**values), import_id)

    def preview(self, import_id: str) -> dict[str, Any]:
        assert self.house.as_("agent").post(f"/import/{import_id}/preview").status == 202
        self.run(import_id)
        return self.show(import_id)

    def apply(self, import_id: str) -> dict[str, Any]:
        assert self.house.as_("agent").post(f"/import/{import_id}/application").status == 202
        self.run(import_id)
        return self.show(import_id)

    def bring(self, content: str | bytes, **values: Any) -> dict[str, Any]:
        """All steps of an import."""
        import_id = self.order(content, **values)
        previewed = self.preview(import_id)
        assert previewed["status"] == "previewed", previewed
        return self.apply(import_id)

    def show(self, import_id: str) -> dict[str, Any]:
        return self.house.as_("agent").get(f"/import/{import_id}").json

    def brought(self) -> dict[str, Any]:
        """What imports wrote, without what says when and by which import."""
        kept = {name: item for name, item in self.house.items().items() if not name.startswith(("IMPORT#", "COMMAND#", "USER#", "SETTING"))}
        return {name: {part: value for part, value in item.items() if not part.startswith("import_")} for name, item in kept.items()}


@pytest.fixture
def port(empty_house: House, monkeypatch: pytest.MonkeyPatch) -> Port:
    client = boto3.client("s3")
    client.create_bucket(Bucket=BUCKET)
    port = Port(empty_house, Files(client, BUCKET))
    monkeypatch.setattr(wiring, "files", lambda: port.files)
    monkeypatch.setattr(wiring, "call_import", port.called.append)
    monkeypatch.setattr(run_import, "SAVE_EVERY_SECONDS", 0)
    monkeypatch.setattr(run_import, "ROWS_AT_ONCE", 10)
    return port


def slice_of(rows: int) -> str:
    """The first rows of the receivables."""
    return "".join(RECEIVABLES.read_text().splitlines(keepends=True)[: rows + 1])


def bring_receivables(port: Port, rows: int, as_of: str) -> dict[str, Any]:
    return port.bring(slice_of(rows), mapping=None, presetID="receivables-2012", currency=None, asOf=as_of)


def two_rows(disputed: str = "Yes", settled: str = "") -> str:
    return f"{HEADER}C1,0001,2013-01-10,10.50,{disputed},{settled}\nC2,0002,2013-02-10,20,No,2013-03-01\n"


def test_a_slice_of_the_receivables_is_previewed_and_applied(port: Port) -> None:
    """X-12, X-03: what the preview says is what happens; nothing is written before."""
    import_id = port.order(slice_of(60), mapping=None, presetID="receivables-2012", currency=None)
    before = port.brought()
    previewed = port.preview(import_id)
    assert port.brought() == before
    applied = port.apply(import_id)
    assert applied["status"] == "done"
    assert applied["counts"] == previewed["counts"]
    assert applied["summary"] == previewed["summary"]
    assert applied["processed"] == applied["rows"] == 60
    kept = port.brought()
    heads = [to_invoice(item) for name, item in kept.items() if item["sk"] == "HEAD"]
    disputes = [to_dispute(item) for item in kept.values() if item["sk"] == "DISPUTE"]
    summary = applied["summary"]
    assert (len(heads), len(disputes)) == (summary["invoices"], summary["disputes"])
    assert sum(one.total for one in heads) == round(summary["amount"] * 100)
    unpaid = [one for one in heads if one.balance]
    assert (len(unpaid), sum(one.balance for one in unpaid)) == (summary["unpaid"], round(summary["unpaidAmount"] * 100))
    assert sum(one.is_open for one in disputes) == summary["openDisputes"]
    assert all(one.estimated for one in disputes)


def test_amounts_add_up_and_chains_hold_after_an_import(port: Port) -> None:
    """X-06: disputed = open + credited + withdrawn + declined; X-05: every event hangs on the one before."""
    bring_receivables(port, 60, "2013-09-30")
    kept = port.brought()
    disputes = [to_dispute(item) for item in kept.values() if item["sk"] == "DISPUTE"]
    assert disputes
    for dispute in disputes:
        amounts = dispute.amounts
        assert amounts.disputed == amounts.open + amounts.credited + amounts.withdrawn + amounts.declined
        head = to_invoice(kept[name_of(keys.invoice(dispute.customer_id, dispute.subject_id))])
        assert head.open_dispute_id == (dispute.dispute_id if dispute.is_open else None)
        assert head.disputed_total == amounts.open
        events = [to_event(item) for name, item in sorted(kept.items()) if name.startswith(f"DISPUTE#{dispute.dispute_id} EVENT")]
        assert first_broken(events) is None
        assert [event.type for event in events] == ["raised", "estimated"] + ([] if dispute.is_open else ["closed", "estimated"])


def test_each_row_that_changes_something_has_an_entry_in_the_journal(port: Port) -> None:
    """X-05: of the customer and of the invoice, by whoever had the file applied, with the line; a repeat writes none."""
    import_id = port.order(two_rows("No"))
    port.preview(import_id)
    port.house.as_("finance").post(f"/import/{import_id}/application")
    port.run(import_id)
    assert port.show(import_id)["appliedBy"] == {"userID": "finance", "name": "Fay Finance"}
    port.bring(two_rows("No"))
    paid = port.order(two_rows("No", settled="2013-03-05"), fileName="paid.csv")
    port.preview(paid)
    port.apply(paid)
    finance = port.house.as_("finance")
    created, changed = finance.get("/audit/journal?subject=invoice/C1/0001").json["value"]
    assert (created["by"]["name"], created["source"], created["after"]["total"]) == ("Fay Finance", "some.csv, line 2", 10.5)
    assert (changed["by"]["name"], changed["source"], set(changed["after"])) == ("Ada Agent", "paid.csv, line 2", {"payments"})
    (customer,) = finance.get("/audit/journal?subject=customer/C1").json["value"]
    assert (customer["source"], customer["before"], customer["after"]["name"]) == ("some.csv, line 2", {}, "C1")


def test_a_repeat_changes_nothing(port: Port) -> None:
    """X-12: the same file once more, as another import."""
    bring_receivables(port, 40, "2013-09-30")
    before = port.brought()
    again = bring_receivables(port, 40, "2013-09-30")
    assert port.brought() == before
    assert (again["counts"]["created"], again["counts"]["changed"], again["counts"]["failed"]) == (0, 0, 0)


def test_a_later_day_adds_what_happened_since(port: Port) -> None:
    """X-12: invoices that came, payments, and the ends of disputes that nobody has worked on."""
    port.bring(two_rows(settled="2013-12-01"))
    dispute = next(to_dispute(item) for item in port.brought().values() if item["sk"] == "DISPUTE")
    assert dispute.is_open
    later = port.bring(two_rows(settled="2013-12-01"), asOf="2013-12-31")
    assert later["counts"]["changed"] == 1
    assert later["counts"]["unchanged"] == 1
    kept = port.brought()
    closed = to_dispute(kept[name_of(keys.dispute(dispute.dispute_id))])
    assert (closed.status, closed.resolution, closed.reason) == ("closed", "Unknown", "Default")
    assert closed.closed_at
    assert closed.closed_at.date() == date(2013, 12, 1)
    head = to_invoice(kept[name_of(keys.invoice("C1", "0001"))])
    assert (head.balance, head.open_dispute_id, head.settled_on) == (0, None, date(2013, 12, 1))


def test_a_dispute_that_people_worked_stays_theirs(port: Port) -> None:
    """X-12: an import ends only what imports began."""
    port.bring(two_rows())
    dispute_id = next(item["dispute_id"] for item in port.brought().values() if item["sk"] == "DISPUTE")
    patch = [{"op": "replace", "path": "/description", "value": "Billed twice"}]
    assert port.house.as_("agent").patch(f"/dispute/{dispute_id}", patch).status == 200
    later = port.bring(two_rows(settled="2013-12-01"), asOf="2013-12-31")
    assert later["counts"]["failed"] == 0
    kept = port.brought()
    assert to_dispute(kept[name_of(keys.dispute(dispute_id))]).is_open
    assert to_invoice(kept[name_of(keys.invoice("C1", "0001"))]).balance == 0


def test_a_disputed_line_cannot_be_changed(port: Port) -> None:
    """X-12: the row is an error, in the preview as in the application; the others are imported."""
    port.bring(two_rows())
    changed = two_rows().replace("10.50", "11.50").replace(",20,", ",21,")
    import_id = port.order(changed)
    for step in (port.preview, port.apply):
        shown = step(import_id)
        assert shown["counts"] == {"created": 0, "changed": 1, "unchanged": 0, "skipped": 0, "failed": 1}
        assert [(error["line"], error["code"]) for error in shown["errors"]] == [(2, "notChangeable")]
    kept = port.brought()
    assert to_invoice(kept[name_of(keys.invoice("C1", "0001"))]).total == 1050
    assert to_invoice(kept[name_of(keys.invoice("C2", "0002"))]).total == 2100


def test_two_runs_at_once_do_the_work_once(port: Port) -> None:
    """X-12: the second finds the import claimed and leaves."""
    import_id = port.order(slice_of(30), mapping=None, presetID="receivables-2012", asOf="2013-12-31")
    port.preview(import_id)
    port.house.as_("agent").post(f"/import/{import_id}/application")
    ended: list[str] = []
    runs = [threading.Thread(target=lambda: ended.append(port.run(import_id))) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert "done" in ended
    assert set(ended) <= {"done", "nothing to do", "taken over"}
    assert port.show(import_id)["counts"]["created"] == 30


def test_two_runs_that_both_believe_to_hold_the_import_do_no_harm(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    """X-12: one that was silent for too long goes on beside the one that took over."""
    import_id = port.order(slice_of(30), mapping=None, presetID="receivables-2012", asOf="2013-12-31")
    port.preview(import_id)
    port.house.as_("agent").post(f"/import/{import_id}/application")
    work = import_rows.RowWorker.work
    other: list[str] = []

    def slow_work(worker: Any, readings: Any) -> Any:
        if not other:
            other.append("")
            other[0] = port.run(import_id, later=LEASE_SECONDS + 1)
        return work(worker, readings)

    monkeypatch.setattr(import_rows.RowWorker, "work", slow_work)
    assert port.run(import_id) == "taken over"
    assert other == ["done"]
    assert port.show(import_id)["counts"]["created"] == 30
    reference = port.brought()
    bring_receivables(port, 30, "2013-12-31")
    assert port.brought() == reference


class Crash(Exception):
    """The machine goes away."""


def test_a_crash_at_any_call_is_made_good_by_the_next_run(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    """X-12: the end is the same as without it, every row is counted once, and no half of an invoice is ever seen."""
    reference_counts = None
    content = slice_of(7)
    for crash_at in range(1, 40):
        import_id = port.order(content, mapping=None, presetID="receivables-2012", asOf="2013-12-31")
        port.preview(import_id)
        port.house.as_("agent").post(f"/import/{import_id}/application")
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
        assert port.house.faults() == []
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
            assert name_of(keys.line(head.customer_id, head.invoice_number, head.revision, "1")) in kept
            assert name_of(keys.customer(head.customer_id)) in kept
            if head.open_dispute_id:
                assert name_of(keys.dispute(head.open_dispute_id)) in kept


def _forget(port: Port) -> None:
    port.house.table.delete_batch(
        [
            {"pk": item["pk"], "sk": item["sk"]}
            for item in port.house.items().values()
            if item["sk"] not in ("USER",) and item["pk"] != "SETTING"
        ]
    )


def test_a_run_short_of_time_saves_its_place_and_is_called_again(port: Port) -> None:
    """X-12: the next one goes on behind it; the sums are those of the whole file."""
    import_id = port.order(slice_of(25), mapping=None, presetID="receivables-2012", asOf="2013-12-31")
    whole = port.preview(import_id)
    port.house.as_("agent").post(f"/import/{import_id}/application")
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
    port.house.as_("agent").post(f"/import/{import_id}/preview")
    item = port.house.table.get([keys.import_job(import_id)])[name_of(keys.import_job(import_id))]
    claimed = to_import(item).claimed(wiring.now())
    assert claimed
    run_import._save(port.shop(), claimed)
    port.called.clear()
    assert run_import.restart_stalled(port.house.table, wiring.now(), port.called.append) == 0
    later = wiring.now() + timedelta(seconds=LEASE_SECONDS + 1)
    assert run_import.restart_stalled(port.house.table, later, port.called.append) == 1
    assert port.called == [import_id]
    assert port.run(import_id, later=LEASE_SECONDS + 1) == "previewed"
    assert run_import.restart_stalled(port.house.table, later + timedelta(days=1), port.called.append) == 0


def test_an_import_that_never_gets_on_is_given_up(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    """X-12: it says so, instead of being tried for ever."""
    import_id = port.order(two_rows())
    port.house.as_("agent").post(f"/import/{import_id}/preview")

    def crash(*_: Any) -> Any:
        raise Crash

    monkeypatch.setattr(import_rows.RowWorker, "work", crash)
    for n in range(5):
        with pytest.raises(Crash):
            port.run(import_id, later=n * (LEASE_SECONDS + 1))
    assert port.run(import_id, later=5 * (LEASE_SECONDS + 1)) == "failed"
    assert "given up" in port.show(import_id)["detail"]


def test_begin_is_written_before_the_run_is_called(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    """X-12: a call that is lost is made by the sweep."""

    def lost(_: str) -> None:
        raise ConnectionError

    monkeypatch.setattr(wiring, "call_import", lost)
    import_id = port.order(two_rows())
    assert port.house.as_("agent").post(f"/import/{import_id}/preview").json["status"] == "reading"
    assert run_import.restart_stalled(port.house.table, wiring.now() + timedelta(seconds=1), port.called.append) == 1


def test_beginning_twice_is_beginning_once(port: Port) -> None:
    """X-01: a second click calls nothing and changes nothing."""
    agent = port.house.as_("agent")
    import_id = port.order(two_rows())
    first = agent.post(f"/import/{import_id}/preview").json
    assert agent.post(f"/import/{import_id}/preview").json["version"] == first["version"]
    assert port.called == [import_id]
    port.run(import_id)
    port.apply(import_id)
    assert agent.post(f"/import/{import_id}/application").json["status"] == "done"
    assert port.called == [import_id] * 2


def test_an_import_is_begun_only_as_it_was_seen(port: Port) -> None:
    """X-07: If-Match of an older version begins nothing; what has begun already is told again, whatever the version."""
    agent, finance = port.house.as_("agent"), port.house.as_("finance")
    import_id = port.order(two_rows())
    assert agent.post(f"/import/{import_id}/preview", If_Match='"9"').status == 412
    seen = port.preview(import_id)
    finance.put(f"/import/{import_id}/mapping", {"mapping": MAPPING, "asOf": "2013-01-31"}, If_Match=f'"{seen["version"]}"')
    remapped = port.preview(import_id)
    for step in ("application", "preview"):
        stale = agent.post(f"/import/{import_id}/{step}", If_Match=f'"{seen["version"]}"')
        assert (stale.status, stale.json["code"], stale.json["current"]) == (412, "stale", remapped["version"])
    stale = agent.put(f"/import/{import_id}/mapping", {"mapping": MAPPING}, If_Match=f'"{seen["version"]}"')
    assert (stale.status, port.show(import_id)) == (412, remapped)
    begun = [agent.post(f"/import/{import_id}/application", If_Match=f'"{remapped["version"]}"') for _ in range(2)]
    assert [one.status for one in begun] == [202, 202]
    assert begun[0].text == begun[1].text
    assert agent.post(f"/import/{import_id}/application", If_Match="seven").status == 400


def test_what_was_not_previewed_is_not_applied(port: Port) -> None:
    """X-12, X-03: neither without a preview, nor after a change of the mapping, nor of the file."""
    agent = port.house.as_("agent")
    import_id = port.order(two_rows())
    assert agent.post(f"/import/{import_id}/application").json["code"] == "notYet"
    port.preview(import_id)
    remapped = agent.put(f"/import/{import_id}/mapping", {"mapping": MAPPING, "asOf": "2013-10-31"})
    assert (remapped.status, remapped.json["status"], remapped.json["asOf"]) == (200, "waiting", "2013-10-31")
    assert agent.post(f"/import/{import_id}/application").status == 409
    port.preview(import_id)
    port.send(import_id, two_rows().replace("10.50", "99.99"))
    failed = port.apply(import_id)
    assert failed["status"] == "failed"
    assert "Another file" in failed["detail"]
    assert name_of(keys.invoice("C1", "0001")) not in port.brought()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfec\x00u\x00s\x00", "UTF-8"),
        (b"", "has not arrived"),
        (b"customerID,invoiceNumber\nA,1\n", "no column"),
        (b"a,b\n1,\x002\n", "NUL"),
    ],
)
def test_a_file_that_cannot_be_read_fails_whole(port: Port, content: bytes, said: str) -> None:
    """X-12: with the reason, and with its columns where they could be read, so that it can be mapped anew."""
    import_id = port.order(content or b"x")
    if not content:
        port.files.client.delete_object(Bucket=BUCKET, Key=upload_key(import_id))
    shown = port.preview(import_id)
    assert shown["status"] == "failed"
    assert said in shown["detail"]
    if said == "no column":
        assert shown["columns"] == ["customerID", "invoiceNumber"]


def test_a_file_without_a_mapping_shows_its_columns(port: Port) -> None:
    """X-12: the mapping can follow."""
    import_id = port.order(two_rows(), mapping=None)
    shown = port.preview(import_id)
    assert (shown["status"], shown["columns"], shown["rows"]) == ("waiting", HEADER.strip().split(","), 2)
    assert shown["sample"][0] == ["C1", "0001", "2013-01-10", "10.50", "Yes", ""]
    agent = port.house.as_("agent")
    assert agent.put(f"/import/{import_id}/mapping", {"mapping": MAPPING, "asOf": "2013-09-30"}).status == 200
    assert port.preview(import_id)["counts"]["created"] == 2


def test_errors_of_rows_come_as_a_file_that_no_spreadsheet_runs(port: Port) -> None:
    """X-12, X-09: all errors, with line and column; a new preview forgets those of the last."""
    content = HEADER.replace("amount", "=amount") + "C1,0001,2013-01-10,abc,,\nC1,0001,yesterday,1,,\nC1,0001,2013-01-10,1,maybe,\n"
    import_id = port.order(content, mapping=MAPPING | {"amount": {"column": "=amount"}})
    shown = port.preview(import_id)
    assert shown["counts"]["failed"] == 3
    assert [(one["line"], one["column"], one["code"]) for one in shown["errors"]] == [
        (2, "=amount", "badAmount"),
        (3, "invoiceDate", "badDate"),
        (4, "disputed", "unknownValue"),
    ]
    url = port.house.as_("agent").get(f"/import/{import_id}/error").json["url"]
    assert urlsplit(url).path.endswith(f"{import_id}/errors.csv")
    key = f"imports/{import_id}/errors.csv"
    text = port.files.client.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode("utf-8-sig")
    assert "2,'=amount,badAmount," in text
    assert len(text.splitlines()) == 4
    port.send(import_id, two_rows())
    port.house.as_("agent").put(f"/import/{import_id}/mapping", {"mapping": MAPPING, "asOf": "2013-09-30"})
    assert port.preview(import_id)["errors"] == []


def test_customers_come_from_a_file_of_their_own(port: Port) -> None:
    """X-12: created, then changed in what the file tells only."""
    mapping = {"customerID": {"column": "id"}, "name": {"column": "name"}, "email": {"column": "mail"}}
    created = port.bring("id,name,mail\n007,Bond,b@x.test\n008,Bill,\n", kind="customers", mapping=mapping)
    assert created["counts"]["created"] == 2
    assert created["summary"]["customers"] == 2
    names = {"customerID": {"column": "id"}, "name": {"column": "name"}}
    changed = port.bring("id;name\n007;James Bond\n008;Bill\n", kind="customers", mapping=names)
    assert (changed["counts"]["changed"], changed["counts"]["unchanged"]) == (1, 1)
    shown = port.house.as_("agent").get("/customer/007").json
    assert (shown["customerID"], shown["name"], shown["email"]) == ("007", "James Bond", "b@x.test")


def test_invoices_do_not_wipe_what_is_known_of_a_customer(port: Port) -> None:
    """X-12: the file tells a number only; name and address stay."""
    port.bring(f"{HEADER}1001,0001,2013-01-10,10.50,No,\n")
    shown = port.house.as_("agent").get("/customer/1001").json
    assert (shown["customerID"], shown["name"], shown["deliveryMethod"]) == (1001, "Bright Telecom", "Email")


def test_somebody_limited_to_customers_imports_no_files(port: Port) -> None:
    """RV-03: a file may tell of others."""
    import_id = port.order(two_rows())
    limited = port.house.as_("limited")
    body = {"kind": "invoices", "fileName": "a.csv", "size": 1, "mapping": MAPPING}
    answers = [
        limited.post("/import", body),
        limited.get("/import"),
        limited.get(f"/import/{import_id}"),
        limited.get(f"/import/{import_id}/error"),
        limited.put(f"/import/{import_id}/mapping", {"mapping": MAPPING}),
        limited.post(f"/import/{import_id}/preview"),
        limited.post(f"/import/{import_id}/application"),
    ]
    assert [one.status for one in answers] == [403] * 7
    assert port.called == []


def test_support_may_not_import(port: Port) -> None:
    """Whoever only reads brings nothing in."""
    assert port.house.as_("support").post("/import", {"kind": "invoices", "fileName": "a.csv", "size": 1}).status == 403
    assert port.house.as_("support").get("/import").status == 403


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"size": 60_000_000}, "/size"),
        ({"kind": "bookings"}, "/kind"),
        ({"asOf": "yesterday"}, "/asOf"),
        ({"currency": "XXX"}, "/currency"),
        ({"presetID": "none", "mapping": None}, "/presetID"),
        ({"fileName": "a\nb"}, "/fileName"),
        ({"mapping": MAPPING | {"invoiceDate": {"column": "d", "format": "%H"}}}, "/mapping/invoiceDate"),
        ({"mapping": {"customerID": {"column": "a"}}}, "/mapping/invoiceNumber"),
        ({"mapping": MAPPING | {"colour": {"column": "a"}}}, "/mapping/colour"),
        ({"mapping": MAPPING | {"email": {}}}, "/mapping/email"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(port: Port, values: dict[str, Any], pointer: str) -> None:
    """X-12: the field is named."""
    body = {"kind": "invoices", "fileName": "a.csv", "size": 10, "mapping": MAPPING} | values
    refused = port.house.as_("agent").post("/import", {name: value for name, value in body.items() if value is not None})
    assert refused.status == 400
    assert pointer in [error["pointer"] for error in refused.json["errors"]]


def test_an_order_says_where_to_send_the_file(port: Port) -> None:
    """X-12: one key, at most so many bytes."""
    body = {"kind": "invoices", "fileName": "a.csv", "size": 10, "mapping": MAPPING}
    agent = port.house.as_("agent")
    first = agent.post("/import", body)
    upload = first.json["upload"]
    assert upload["fields"]["key"] == upload_key(first.json["importID"])
    policy = json.loads(base64.b64decode(upload["fields"]["policy"]))
    assert ["content-length-range", 1, 50 * 1024 * 1024] in policy["conditions"]
    port.files.upload_url = "http://127.0.0.1:8123/uploads"
    upload = agent.post("/import", body).json["upload"]
    assert upload["url"].startswith("http://127.0.0.1:8123/uploads")


def test_a_replayed_order_has_a_fresh_link(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    """X-01: all else is the first answer; a link ends after an hour, so none is kept, and each answer gets its own."""
    body = {"kind": "invoices", "fileName": "a.csv", "size": 10, "mapping": MAPPING}
    links: list[str] = []

    def upload(key: str, max_bytes: int) -> Any:
        links.append(key)
        return {"url": "https://uploads.test/", "fields": {"key": key, "policy": f"link {len(links)}"}}

    monkeypatch.setattr(port.files, "upload", upload)
    answers = [port.house.as_("agent").post("/import", body, Idempotency_Key="k") for _ in range(2)]
    first, again = (answer.json for answer in answers)
    assert [one.pop("upload")["fields"]["policy"] for one in (first, again)] == ["link 1", "link 2"]
    assert first == again
    assert [answer.status for answer in answers] == [201, 201]
    assert set(links) == {upload_key(first["importID"])}
    assert not any("uploads.test" in str(item) for item in port.house.items().values())
    preview = port.house.as_("agent").post("/import?dryRun=true", body)
    assert "upload" not in preview.json


def test_an_order_is_remembered_for_as_long_as_its_import_waits(port: Port) -> None:
    """X-01: no replay tells of an import that is no more; other commands are remembered for good."""
    body = {"kind": "invoices", "fileName": "a.csv", "size": 10, "mapping": MAPPING}
    port.house.as_("agent").post("/import", body, Idempotency_Key="order")
    port.house.as_("agent").put("/customer/1077", CUSTOMER, Idempotency_Key="customer")
    items = port.house.items().values()
    order, customer = (next(one for one in items if one["pk"].endswith(f"#{key}")) for key in ("order", "customer"))
    (waiting,) = [one for one in items if one["pk"].startswith("IMPORT#")]
    assert order["expires_at"] == waiting["expires_at"]
    assert "expires_at" not in customer


def test_an_import_whose_file_never_comes_goes_by_itself(port: Port) -> None:
    """X-12: what was ordered and left is not in the list for ever; what was looked at stays."""
    waiting = port.order(two_rows())
    (left,) = [item for item in port.house.items().values() if item["pk"] == keys.import_job(waiting)["pk"]]
    assert timedelta(hours=23) < timedelta(seconds=left["expires_at"] - wiring.now().timestamp()) <= timedelta(days=1)
    port.preview(waiting)
    (kept,) = [item for item in port.house.items().values() if item["pk"] == keys.import_job(waiting)["pk"]]
    assert "expires_at" not in kept


def test_imports_are_listed_newest_first(port: Port) -> None:
    """X-12."""
    ids = [port.order(two_rows()) for _ in range(3)]
    listed = port.house.as_("agent").get("/import?limit=2")
    assert [one["importID"] for one in listed.json["value"]] == ids[:0:-1]
    assert listed.json["nextCursor"]


def test_presets_come_with_what_can_be_mapped(port: Port) -> None:
    """X-12: before any is saved there is one for the receivables."""
    shown = port.house.as_("agent").get("/setting/importPresets").json
    assert [preset["presetID"] for preset in shown["value"]] == ["receivables-2012"]
    assert {field["name"] for field in shown["fields"]["invoices"] if field["required"]} == {
        "customerID",
        "invoiceNumber",
        "invoiceDate",
        "amount",
    }


def test_parts_of_a_large_file_are_fetched_as_they_are_used(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    """X-12: rows that lie across two parts are read whole."""
    monkeypatch.setattr("chalicelib.store.files.PART_BYTES", 7)
    assert b"".join(port.files.read(_kept(port, b"0123456789" * 3))[1]) == b"0123456789" * 3
    assert port.bring(two_rows())["counts"]["created"] == 2


def _kept(port: Port, content: bytes) -> str:
    port.files.client.upload_fileobj(io.BytesIO(content), BUCKET, "some")
    return "some"

"""Files in which the bank says what became of payouts (PO-25…PO-27, X-12)."""

import contextlib
import itertools
from pathlib import Path
from typing import Any

import pytest

from chalicelib.actions.imports import payout_results
from chalicelib.domain.imports.job import LEASE_SECONDS
from chalicelib.store.table import Table
from tests import snapshots
from tests.actions.import_bucket import Port
from tests.api.refusals import refused
from tests.payouts import balances, ready_sent

SAMPLE = (Path(__file__).parents[3] / "infra/demo/resale_payout_results.csv").read_text()
COLUMNS = "payoutID,status,reference,code,amount\n"
MAPPING = {name: {"column": name} for name in COLUMNS.strip().split(",")}
NONE = dict.fromkeys(("created", "changed", "unchanged", "skipped", "failed"), 0)


@pytest.fixture
def bank(port: Port) -> "Bank":
    """A payout of 4,000.00 INR that was sent."""
    return Bank(port, **ready_sent(port.app))


class Bank:
    """A port with a payout, its dispute, and files about it."""

    def __init__(self, port: Port, disputeID: str, decisionID: str, payoutID: str) -> None:
        self.port, self.payout_id = port, payoutID
        self.place = f"/dispute/{disputeID}"

    @property
    def case(self) -> dict[str, Any]:
        return self.port.app.as_("finance").get(self.place).json

    @property
    def payout(self) -> dict[str, Any]:
        return self.case["payouts"][-1]

    def rows(self, *rows: str) -> str:
        return COLUMNS + "".join(f"{row.replace('P', self.payout_id, 1)}\n" for row in rows)

    def order(self, *rows: str) -> str:
        told = {"mapping": MAPPING, "currency": "INR", "asOf": "2026-11-30"}
        return self.port.order(self.rows(*rows), kind="payoutResults", **told)

    def bring(self, *rows: str) -> dict[str, Any]:
        import_id = self.order(*rows)
        self.port.preview(import_id)
        return self.port.apply(import_id)


ARRIVED, BACK = "P,confirmed,UTR 9,,4000.00", "P,returned,,AC04,"


def test_what_arrived_is_confirmed_once_however_often_the_file_comes(bank: Bank) -> None:
    """PO-27: money stays where it was sent, and a repeat writes nothing."""
    before = balances(bank.port.app)
    assert bank.bring(ARRIVED)["counts"] == NONE | {"changed": 1}
    assert (bank.payout["status"], bank.payout["reference"]) == ("confirmed", "UTR 9")
    event = bank.port.app.as_("agent").get(f"{bank.place}/event").json["value"][-1]
    assert (event["type"], event["by"]["name"]) == ("payoutConfirmed", "Fay Finance")
    kept = bank.port.brought()
    for _ in range(2):
        assert bank.bring(ARRIVED)["counts"] == NONE | {"unchanged": 1}
    assert bank.port.brought() == kept
    assert balances(bank.port.app) == before
    assert bank.port.app.faults() == []


def test_what_came_back_is_put_back_once_and_the_case_is_open_again(bank: Bank) -> None:
    """PO-25, PO-26: the account is barred, the customer is told; a repeat changes nothing."""
    before = balances(bank.port.app)
    for outcome in ("changed", "unchanged", "unchanged"):
        assert bank.bring(BACK)["counts"] == NONE | {outcome: 1}
        after = balances(bank.port.app)
        assert after["platform"] - before["platform"] == 400_000
        assert after["outside"] - before["outside"] == -400_000
    assert bank.case["status"] == "inProgress"
    assert (bank.payout["status"], bank.payout["returnCode"]) == ("returned", "AC04")
    payee = bank.port.app.as_("finance").get("/customer/1001/payee").json
    assert [one["isBarred"] for one in payee["accounts"]] == [False, True]
    assert bank.port.app.faults() == []


def test_one_file_can_say_that_it_arrived_and_came_back(bank: Bank) -> None:
    """PO-25, PO-27: in the order of the file, and again nothing."""
    assert bank.bring(ARRIVED, BACK)["counts"] == NONE | {"changed": 2}
    assert bank.payout["status"] == "returned"
    assert bank.bring(ARRIVED, BACK)["counts"] == NONE | {"unchanged": 2}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("NOBODY,confirmed,,,", "no such payout"),
        ("P,lost,,,", "Result"),
        ("P,confirmed,,,3999.99", "The payout is of"),
        ("P,returned,,AC 04!,", "no code of a bank"),
    ],
)
def test_a_result_that_cannot_be_is_told_at_its_row(bank: Bank, row: str, said: str) -> None:
    """PO-27: and the others come in."""
    job = bank.bring(row, BACK if "confirmed" in row else ARRIVED)
    assert job["counts"] == NONE | {"changed": 1, "failed": 1}
    assert said in job["errors"][0]["detail"]


def test_rows_that_say_the_same_result_otherwise_are_told(bank: Bank) -> None:
    """X-12: nobody can tell which is meant."""
    job = bank.bring(ARRIVED, ARRIVED.replace("UTR 9", "UTR 8"))
    assert job["counts"] == NONE | {"failed": 2}
    assert bank.payout["status"] == "sent"


def test_the_row_that_loses_is_told_what_happened(bank: Bank) -> None:
    """PO-27: what was told to have come back did not arrive; before it is sent nothing is taken."""
    bank.bring(BACK)
    job = bank.bring(ARRIVED)
    assert job["counts"] == NONE | {"failed": 1}
    assert "The payout is returned" in job["errors"][0]["detail"]


def test_the_sample_is_read_by_its_preset(bank: Bank) -> None:
    """X-12."""
    content = SAMPLE.replace("Q7YV3K9D2MXA", bank.payout_id)
    preset = {"presetID": "resale-payout-results", "mapping": None, "currency": None}
    job = bank.port.bring(content, kind="payoutResults", asOf="2026-11-30", **preset)
    assert job["counts"] == NONE | {"changed": 1, "failed": 1}
    assert job["summary"]["payoutResults"] == 2
    assert bank.payout["reference"] == "412345678901"


@pytest.mark.parametrize("role", ["agent", "manager", "admin"])
def test_only_finance_takes_what_the_bank_says(bank: Bank, role: str) -> None:
    """PO-25, X-16: it is Finance's by hand too."""
    told = {"kind": "payoutResults", "fileName": "bank.csv", "size": 10}
    refused(bank.port.app.as_(role).post("/import", told), 403)


def test_a_hand_that_is_faster_than_the_file_is_met(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PO-27: Finance marks it returned between reading and writing of the row; money moves once."""
    import_id = bank.order(BACK)
    bank.port.preview(import_id)
    before = balances(bank.port.app)
    worked = payout_results.PayoutResultWorker.writes
    faster = [0]

    def writes(*arguments: Any) -> Any:
        if not faster[0]:
            faster[0] = 1
            way = f"{bank.place}/payout/{bank.payout_id}/return"
            assert bank.port.app.as_("finance").post(way, {"code": "R02"}).status == 200
        return worked(*arguments)

    monkeypatch.setattr(payout_results.PayoutResultWorker, "writes", writes)
    assert bank.port.apply(import_id)["counts"] == NONE | {"unchanged": 1}
    assert balances(bank.port.app)["platform"] - before["platform"] == 400_000
    assert bank.payout["returnCode"] == "R02"


def test_a_crash_at_any_write_is_made_good_by_the_next_run(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PO-27, X-12: before and after each write; each row is counted once, money moves once."""
    kept = snapshots.taken(bank.port.app)
    before = balances(bank.port.app)
    for crash_at in itertools.count(1):
        snapshots.put_back(bank.port.app, kept)
        import_id = bank.order(ARRIVED, BACK)
        bank.port.preview(import_id)
        bank.port.app.as_("finance").post(f"/import/{import_id}/application")
        with monkeypatch.context() as broken:
            crashed = _crash_at(broken, crash_at)
            with contextlib.suppress(Crash):
                bank.port.run(import_id)
        assert bank.port.run(import_id, later=LEASE_SECONDS + 1) in ("done", "nothing to do")
        assert bank.port.show(import_id)["counts"] == NONE | {"changed": 2}, crash_at
        assert balances(bank.port.app)["platform"] - before["platform"] == 400_000
        assert bank.payout["status"] == "returned"
        assert bank.port.app.faults() == []
        if not crashed:
            break
    assert crash_at > 8


class Crash(Exception):
    """The machine goes away."""


def _crash_at(broken: pytest.MonkeyPatch, moment: int) -> list[bool]:
    """Breaks a run off before (odd) or after (even) one of its writes; filled where it came so
    far.
    """
    crashed: list[bool] = []
    commit, seen = Table.commit, itertools.count(1)

    def breaking(*arguments: Any, **named: Any) -> Any:
        place = next(seen)
        if crashed or place * 2 - 1 == moment:
            crashed.append(True)
            raise Crash
        answer = commit(*arguments, **named)
        if place * 2 == moment:
            crashed.append(True)
            raise Crash
        return answer

    broken.setattr(Table, "commit", breaking)
    return crashed

"""Stopping, killing and starting again: what was acknowledged stays, and what is said about it is
true.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from infra.package import ROOT
from infra.processes import free_port, is_free
from tests.stack import Stack, ended, launched, started, stopped

THREADS = 4
ROUNDS = 13
"""Of four writes each: some 200 in all threads together."""

LOST_SECONDS = 20
"""Five of writing, five of rest after a copy that took long, and what a busy machine adds."""

CUSTOMER = {
    "name": "Kept & Co.",
    "accountNumber": "K-1",
    "currency": "GBP",
    "deliveryMethod": "Email",
}
OPERATOR = {"name": "Kept Cars", "currency": "GBP"}
DAYS = {"invoiceDate": "2026-11-01", "dueDate": "2026-12-01"}
LINES = [
    {"lineID": "L1", "description": "Fee", "amount": "10.00", "kind": "feature", "featureID": 1}
]
INVOICE = {"status": "approved", "currency": "GBP", "lines": LINES, **DAYS}


def _new_customer(stack: Stack, customer_id: int) -> None:
    assert stack.call(
        "PUT", f"/customer/{customer_id}", CUSTOMER, stack.sign_in("finance")
    ).status in (200, 201)


def _knows(stack: Stack, customer_id: int) -> bool:
    return stack.call("GET", f"/customer/{customer_id}", token=stack.sign_in("agent")).status == 200


def _await_found(stack: Stack, customer_id: int) -> None:
    """The search learns of a customer by the table's stream."""
    deadline = time.monotonic() + 30
    while (
        str(customer_id)
        not in stack.call(
            "GET", f"/search?q={customer_id}", token=stack.sign_in("agent")
        ).body.decode()
    ):
        assert time.monotonic() < deadline, "the table's stream is not read"
        time.sleep(0.2)


@pytest.mark.long
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGHUP])
def test_a_run_that_ends_and_begins_at_once_has_lost_nothing(
    tmp_path: Path, ending: signal.Signals
) -> None:
    """The emulator outlives a run that is killed, and still saves when the next one begins: that
    one waits for it.
    """
    port = free_port()
    first = started(tmp_path, port, "--empty")
    _new_customer(first, 7001)
    assert stopped(first) == 0
    assert "The data is kept.\n" in first.said
    second = started(tmp_path, port, "--empty")
    _new_customer(second, 7002)
    _await_found(second, 7002)
    _new_customer(second, 7003)
    said: list[str] = []
    if ending == signal.SIGKILL:
        # Held up, so that it saves only when the next run has had all the time to begin without it.
        emulator = _emulator_of(second)
        os.kill(emulator, signal.SIGSTOP)
        threading.Thread(target=_go_on, args=(emulator, said), daemon=True).start()
    second.process.send_signal(ending)
    assert ended(second) == (-ending if ending == signal.SIGKILL else 0)
    third = started(tmp_path, port, "--empty", said=said)
    assert [_knows(third, customer) for customer in (7001, 7002, 7003)] == [True] * 3
    _await_found(third, 7003)
    assert stopped(third) == 0
    assert is_free(port)
    assert not list(tmp_path.glob("tmp/*")), "nothing of the workers is left"
    fourth = started(tmp_path, port, "--empty")
    assert [_knows(fourth, customer) for customer in (7001, 7002, 7003)] == [True] * 3
    assert not any("did not stop in order" in line for line in fourth.said)
    stopped(fourth)


def _go_on(emulator: int, said: list[str]) -> None:
    """Lets an emulator that is held up save when the run after it waits, or is wrongly ready."""
    while not any("still saving" in line or "is ready" in line for line in said):
        time.sleep(0.1)
    os.kill(emulator, signal.SIGCONT)


class Writer:
    """Writes of one thread, each of which builds on the ones before, with what came of them."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.acknowledged: dict[str, float] = {}
        """Key → when."""

    def commands(self) -> Iterator[tuple[str, str, str, dict[str, Any], str]]:
        """Key, method, path, body and who sends it."""
        for turn in range(ROUNDS):
            customer = 8000 + self.number * 100 + turn
            yield f"c{customer}", "PUT", f"/customer/{customer}", CUSTOMER, "finance"
            yield (
                f"i{customer}",
                "PUT",
                f"/customer/{customer}/invoice/{customer}",
                INVOICE,
                "finance",
            )
            claim = {
                "invoiceNumber": customer,
                "description": "Not ordered",
                "lines": [{"lineID": "L1", "amount": "4.00"}],
            }
            yield f"d{customer}", "POST", f"/customer/{customer}/dispute", claim, "agent"
            deposit = {"amount": "1.00", "reference": f"R{customer}"}
            yield f"m{customer}", "POST", "/wallet/OP-K-GBP/deposit", deposit, "finance"

    def write(self, stack: Stack, enough: Callable[[], bool] = lambda: False) -> None:
        """Sends all, until one is not answered."""
        for key, method, path, body, who in self.commands():
            if enough():
                return
            try:
                reply = stack.call(method, path, body, stack.sign_in(who), Idempotency_Key=key)
            except OSError:
                return
            if reply.status >= 500:
                return
            assert reply.status in (200, 201), (key, reply.body)
            self.acknowledged[key] = time.monotonic()


@pytest.mark.long
def test_of_writes_in_four_threads_a_kill_takes_the_last_seconds_alone(tmp_path: Path) -> None:
    """Never a part of one: the books are sound, and a repeat of all brings the rest, and nothing
    twice (X-01, X-05, X-06).
    """
    port = free_port()
    stack = started(tmp_path, port, "--empty")
    _open_wallet(stack)
    stack.sign_in("agent")
    writers = [Writer(number) for number in range(THREADS)]
    killed_at: list[float] = []

    def kill_in_the_middle() -> None:
        while sum(
            len(writer.acknowledged) for writer in writers
        ) < THREADS * ROUNDS * 2 or not _copies(tmp_path):
            time.sleep(0.01)
        os.kill(_emulator_of(stack), signal.SIGKILL)
        killed_at.append(time.monotonic())

    killer = threading.Thread(target=kill_in_the_middle, daemon=True)
    killer.start()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda writer: writer.write(stack), writers))
    killer.join()
    assert ended(stack) == 1
    assert re.search(
        r"The emulator was ended by SIGKILL; .*what is kept is as of \d{4}-", "".join(stack.said)
    )

    again = started(tmp_path, port, "--empty")
    assert any(
        line.startswith("The last run did not stop in order; the data is as of ")
        for line in again.said
    )
    _audit(again)
    kept = _kept(again)
    for writer in writers:
        lost = [at for key, at in writer.acknowledged.items() if key not in kept]
        assert all(killed_at[0] - at < LOST_SECONDS for at in lost)
    # A quick machine is killed so soon after it that this is among what was lost.
    _open_wallet(again)
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda writer: writer.write(again), writers))
    assert all(len(writer.acknowledged) == ROUNDS * 4 for writer in writers)
    assert _kept(again) == {key for writer in writers for key, *_ in writer.commands()}
    (balance,) = [wallet["balance"] for wallet in _wallets(again)]
    assert float(balance) == THREADS * ROUNDS
    _audit(again)
    assert stopped(again) == 0


@pytest.mark.long
def test_a_demo_that_was_killed_on_its_way_is_brought_in_by_the_next_start(tmp_path: Path) -> None:
    """Whether it is in belongs to the data: a session that was killed before never comes up empty
    and ready for ever.
    """
    port = free_port()
    first = launched(tmp_path, port)
    assert first.stdout
    while "Bringing in the demo data" not in (line := first.stdout.readline()):
        assert line
    time.sleep(3)
    emulator = _children(first.pid)[0]
    for process in (first.pid, emulator):
        os.kill(process, signal.SIGKILL)
    first.wait()
    second = started(tmp_path, port)
    assert len(list(second.every("/dispute", second.sign_in("agent")))) > 5
    assert stopped(second) == 0
    third = started(tmp_path, port)
    assert not any("Bringing in" in line for line in third.said)
    stopped(third)


def _await_kept_on_its_way(stack: Stack, import_id: str) -> None:
    """An import of which a copy tells, some rows are applied and most are not."""
    while True:
        kept = "".join(_tables_kept(stack.folder))
        job = stack.call("GET", f"/import/{import_id}", token=stack.sign_in("finance")).json
        assert job["status"] in ("waiting", "reading", "previewed", "applying"), job
        if job["status"] == "applying" and job["processed"] and import_id in kept:
            return
        time.sleep(0.05)


def _tables_kept(state: Path) -> Iterator[str]:
    """The table in each copy; an older copy goes when a newer one is there."""
    for copy in _copies(state):
        with contextlib.suppress(FileNotFoundError):
            yield (copy / "dynamodb.json").read_text()


@pytest.mark.long
def test_an_import_outlives_a_kill_and_goes_on_at_once(tmp_path: Path) -> None:
    """X-12: `make import` waits for the product to come back; the new start takes the import up
    without waiting for its lease.
    """
    port = free_port()
    stack = started(tmp_path, port, "--empty")
    command = [
        sys.executable,
        "-m",
        "infra.import_file",
        "infra/demo/ar_invoices_2012_2013.csv",
        "receivables-2012",
        "2013-09-30",
    ]
    environment = os.environ | {"REDRESS_URL": stack.url}
    program = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert program.stdout
    said = [program.stdout.readline()]
    _await_kept_on_its_way(stack, said[0].split()[1].rstrip(","))
    os.kill(_emulator_of(stack), signal.SIGKILL)
    ended(stack)
    again = started(tmp_path, port, "--empty")
    said += program.stdout.read().splitlines(keepends=True)
    assert program.wait() == 0, "".join(said)
    assert re.match(r"Import \S+, also at http://127.0.0.1:\d+/#/import/", said[0])
    assert any("waiting for the product to come back" in line for line in said)
    created, unchanged = (
        int(number)
        for number in re.search(
            r"(\d+) created, 0 changed, (\d+) unchanged", "".join(said)
        ).groups()
    )
    assert created + unchanged == 2258
    (sums,) = again.call("GET", "/report/receivables", token=again.sign_in("agent")).json["value"]
    assert (sums["invoices"], sums["customers"], sums["outstanding"]) == (88, 55, 5029.22)
    _audit(again)
    stopped(again)


@pytest.mark.long
def test_what_cannot_be_saved_is_said_while_it_runs_and_when_it_stops(tmp_path: Path) -> None:
    """No word of data that is kept where it is not."""
    stack = started(tmp_path, free_port(), "--empty")
    until_written = time.monotonic() + 90
    while True:
        # Nothing is kept before the first copy, and the folder is there while one is written.
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):
            (tmp_path / "copies" / "unfinished").write_text("no folder can be made here")
            break
        assert time.monotonic() < until_written
        time.sleep(0.01)
    _new_customer(stack, 7001)
    deadline = time.monotonic() + 90
    while not any(
        "The data could not be saved (File exists); what is kept is as of" in line
        for line in stack.said
    ):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert stopped(stack) == 1
    assert re.search(
        r"The data of the end could not be saved \(File exists\); what is kept is as of",
        "".join(stack.said),
    )
    assert "The data is kept.\n" not in stack.said


def test_a_port_that_is_taken_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(AssertionError, match="is taken; choose another: PORT="):
            started(tmp_path, taken.getsockname()[1], "--empty")


def test_processes_and_memory_stay_few(stack: Stack) -> None:
    """Eight processes and 0.8 GB, which a laptop has to spare: after the first start, and after all
    at once.
    """
    with ThreadPoolExecutor(12) as pool:
        list(
            pool.map(
                lambda _: stack.call("GET", "/dispute", token=stack.sign_in("agent")), range(48)
            )
        )
    processes = [stack.process.pid, _emulator_of(stack), *_children(_emulator_of(stack))]
    assert len(processes) <= 8
    deadline = time.monotonic() + 30
    while (megabytes := sum(map(_resident, processes)) / 1024) > 800:
        assert time.monotonic() < deadline, megabytes
        time.sleep(1)
        processes = [stack.process.pid, _emulator_of(stack), *_children(_emulator_of(stack))]


def test_code_lies_unpacked_once_for_all_workers(stack: Stack) -> None:
    """Each of them had a hundred megabytes of its own, which nobody took away."""
    assert [path.name for path in (stack.folder / "tmp").glob("**/chalicelib")] == ["chalicelib"]


def _open_wallet(stack: Stack) -> None:
    assert stack.call("PUT", "/operator/OP-K", OPERATOR, stack.sign_in("finance")).status in (
        200,
        201,
    )


def _audit(stack: Stack) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "infra.audit"],
        cwd=ROOT,
        env=os.environ | {"REDRESS_URL": stack.url},
        capture_output=True,
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode()


def _kept(stack: Stack) -> set[str]:
    """Keys of the writers' commands whose effect is there."""
    token = stack.sign_in("finance")
    kept = {f"m{entry['reference'][1:]}" for entry in stack.every("/wallet/OP-K-GBP/entry", token)}
    for number in range(THREADS):
        for turn in range(ROUNDS):
            customer = 8000 + number * 100 + turn
            found = stack.call("GET", f"/customer/{customer}/invoice/{customer}", token=token)
            kept |= {f"c{customer}"} if _knows(stack, customer) else set()
            kept |= {f"i{customer}"} if found.status == 200 else set()
    disputes = stack.every("/dispute", token)
    return kept | {f"d{dispute['invoiceNumber']}" for dispute in disputes}


def _wallets(stack: Stack) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stack.call(
        "GET", "/wallet?partyID=OP-K", token=stack.sign_in("finance")
    ).json["value"]
    return found


def _copies(state: Path) -> list[Path]:
    return list((state / "copies").glob("0*"))


def _emulator_of(stack: Stack) -> int:
    return _children(stack.process.pid)[0]


def _children(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"PPid:\t{parent}\n" in status.read_text():
                found.append(int(status.parent.name))
        except OSError:
            continue
    return found


def _resident(process: int) -> int:
    """Its memory in kB."""
    try:
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0

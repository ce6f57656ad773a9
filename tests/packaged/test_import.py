"""A whole file through the packaged product: sent, previewed, applied, repeated, as `make import`
does it.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from infra.package import ROOT
from infra.processes import free_port
from tests.stack import Stack, started, stopped

RECEIVABLES = ROOT / "infra/demo/ar_invoices_2012_2013.csv"
AT_MOST_SECONDS = 120
AT_MOST_KB = 256 * 1024


@pytest.fixture(scope="module")
def bare_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack of its own with people and nothing else, so that sums are those of the file."""
    running = started(tmp_path_factory.mktemp("import"), free_port(), "--empty")
    yield running
    stopped(running)


def brought(stack: Stack, file: Path, as_of: str) -> subprocess.CompletedProcess[str]:
    """What `make import` runs."""
    command = [sys.executable, "-m", "infra.import_file", str(file), "receivables-2012", as_of]
    environment = os.environ | {"REDRESS_URL": stack.url, "REDRESS_EMAIL": "finance@demo.test"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=AT_MOST_SECONDS
    )


@pytest.mark.long
def test_the_receivables_come_in_whole_within_two_minutes(bare_stack: Stack) -> None:
    """X-12: 2,258 invoices as of 2013-09-30, with progress, in little memory; a repeat changes
    nothing.
    """
    began = time.monotonic()
    with ThreadPoolExecutor(1) as watch:
        bringing = watch.submit(brought, bare_stack, RECEIVABLES, "2013-09-30")
        held = [_memory_kb(bare_stack)]
        while not bringing.done():
            held.append(_memory_kb(bare_stack))
            time.sleep(0.5)
    done = bringing.result()
    assert 0 < max(held) < AT_MOST_KB
    assert done.returncode == 0, done.stdout + done.stderr
    assert time.monotonic() - began < AT_MOST_SECONDS
    assert "2258 created, 0 changed, 0 unchanged, 208 skipped, 0 failed" in done.stdout
    assert re.search(r"applying: [1-9]\d* of 2466 rows", done.stdout), "progress is told"
    token = bare_stack.sign_in("agent")
    (sums,) = bare_stack.call("GET", "/report/receivables", token=token).json["value"]
    assert (sums["invoices"], sums["customers"], sums["outstanding"]) == (88, 55, 5029.22)
    queue = bare_stack.call("GET", "/dispute?limit=100", token=token).json
    assert (len(queue["value"]), queue["nextCursor"]) == (31, None)
    again = brought(bare_stack, RECEIVABLES, "2013-09-30")
    assert "0 created, 0 changed, 2258 unchanged, 208 skipped, 0 failed" in again.stdout


def test_errors_can_be_fetched_from_the_one_origin(bare_stack: Stack, tmp_path: Path) -> None:
    """X-12: the file of all errors, by a link that needs no sign-in and works for a while."""
    header = RECEIVABLES.read_text().splitlines()[0]
    file = tmp_path / "wrong.csv"
    file.write_text(f"{header}\n1,C,1/2/2013,77,1/2/2013,2/1/2013,a lot,No,1/15/2013,Paper,1,0\n")
    done = brought(bare_stack, file, "2013-09-30")
    assert done.returncode == 1
    link = re.search(r"http\S+", done.stderr)
    assert link
    assert link[0].startswith(bare_stack.url)
    fetched = bare_stack.get(link[0].removeprefix(bare_stack.url))
    assert fetched.status == 200
    assert "2,InvoiceAmount,badAmount," in fetched.body.decode()


def _memory_kb(stack: Stack) -> int:
    """The most that any process of the import's function that is there has held so far; it goes
    soon after its last work.
    """
    found = [0]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_text()
            status = (process / "status").read_text()
        except OSError:
            continue
        if str(stack.folder) in command and "run-import" in command:
            found += [int(size) for size in re.findall(r"VmHWM:\s+(\d+) kB", status)]
    return max(found)

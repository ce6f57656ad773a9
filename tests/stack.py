"""The packaged product on the emulator, once for all tests that ask for it: the same process as
`make run`.
"""

import fcntl
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPMessage
from pathlib import Path
from typing import Any

import pytest

from infra.demo.people import PASSWORD
from infra.processes import free_port

ROOT = Path(__file__).resolve().parent.parent
READY = "Redress is ready:"
READY_WITHIN_SECONDS = 300


@dataclass(frozen=True)
class Reply:
    """An answer of the stack, whatever its status."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Stack:
    """A running deployment with the demo people and data."""

    url: str
    process: subprocess.Popen[str]
    folder: Path
    said: list[str] = field(default_factory=list)
    """What it has printed so far; once it was waited for by `ended`, all of it."""
    reader: threading.Thread | None = None
    tokens: dict[str, str] = field(default_factory=dict)

    def sign_in(self, who: str) -> str:
        """The token of a demo person: `agent`, `approver`, …"""
        if who not in self.tokens:
            reply = self.call(
                "POST", "/session", {"email": f"{who}@demo.test", "password": PASSWORD}
            )
            self.tokens[who] = reply.json["token"]
        return self.tokens[who]

    def call(
        self, method: str, path: str, body: Any = None, token: str | None = None, **headers: str
    ) -> Reply:
        """Call the API; `headers` with underscores for dashes."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        if token:
            sent["Authorization"] = f"Bearer {token}"
        return self.get(
            f"/api{path}", method, None if body is None else json.dumps(body).encode(), sent
        )

    def every(self, path: str, token: str) -> Iterator[Any]:
        """The rows of all pages of a list; none where the person may not see it."""
        mark, cursor = "&" if "?" in path else "?", ""
        while cursor is not None:
            page = self.call(
                "GET",
                f"{path}{mark}limit=100&cursor={cursor}" if cursor else f"{path}{mark}limit=100",
                token=token,
            )
            if page.status == 404:
                return
            yield from page.json["value"]
            cursor = page.json["nextCursor"]

    def get(
        self,
        path: str,
        method: str = "GET",
        data: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """Ask the origin for any path."""
        request = urllib.request.Request(self.url + path, data, headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=40) as answer:
                return Reply(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())


def started(folder: Path, port: int, *options: str, said: list[str] | None = None) -> Stack:
    """A stack of its own for a test that stops and restarts one; the caller stops it. What it
    prints goes into `said`.
    """
    _build_page()
    process = launched(folder, port, *options)
    said = [] if said is None else said
    reader = _await_ready(process, folder, said)
    return Stack(f"http://127.0.0.1:{port}", process, folder, said, reader=reader)


def _build_page() -> None:
    """So that no test tries the page of before; one process at a time, and those that waited find
    it built.
    """
    with (ROOT / "Makefile").open() as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        subprocess.run(["make", "--silent", "frontend/dist/index.html"], cwd=ROOT, check=True)


def stopped(stack: Stack) -> int:
    """Stop as ctrl-C does; the exit status."""
    stack.process.send_signal(signal.SIGINT)
    return ended(stack)


def ended(stack: Stack) -> int:
    """Wait for its end, and for the last that it says; the exit status."""
    status = stack.process.wait(timeout=90)
    if stack.reader:
        stack.reader.join(timeout=30)
    return status


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The packaged product, running; a kill might take minutes of it, and none comes."""
    os.environ["EMULATOR_RESTS"] = "600"
    running = started(tmp_path_factory.mktemp("stack"), free_port())
    del os.environ["EMULATOR_RESTS"]
    yield running
    stopped(running)


def launched(folder: Path, port: int, *options: str) -> subprocess.Popen[str]:
    """The same without waiting until it is ready."""
    command = [
        sys.executable,
        "-m",
        "infra.run",
        "--port",
        str(port),
        "--state",
        str(folder),
        *options,
    ]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=dict(os.environ),
    )


def _await_ready(process: subprocess.Popen[str], folder: Path, said: list[str]) -> threading.Thread:
    """Read what the stack prints, and go on reading, so that its pipe never fills; who reads."""
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in process.stdout or ():
            said.append(line)
            lines.put(line)
        lines.put(None)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    while True:
        try:
            line = lines.get(timeout=READY_WITHIN_SECONDS)
        except queue.Empty:
            line = None
        if line is None:
            process.terminate()
            raise AssertionError(
                f"The stack did not start:\n{''.join(said)}\nSee {folder}/emulator.log"
            )
        if line.startswith(READY):
            return reader

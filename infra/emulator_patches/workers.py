"""The workers that run functions: few at a time, with the code unpacked once for all of them."""

import os
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

MAX_WORKERS = 6
OF_ONE_FUNCTION = {"redress-api": 3, "redress-run-import": 2}
"""So many workers; of the others one each."""

STAY = ("redress-api", "redress-index-changes", "redress-after-commit")
"""Functions of which one worker stays, since every request or write wants it at once."""

IDLE_SECONDS = 300.0
"""So long a worker rests before it ends: to begin takes a processor for a second, and somebody who
reads a page asks again later than a few seconds.
"""

NO_CODE = b"PK\x05\x06" + bytes(18)
"""An empty zip."""

_acquire = lambda_runtime.acquire_worker
_unpacking = threading.Lock()
_code: list[tuple[bytes, Path]] = []


def install() -> None:
    """Has the emulator run its functions so."""
    lambda_svc.acquire_worker = acquire_worker
    lambda_runtime._worker_class_for = lambda _config: SharedCode


def tidy() -> None:
    """Keeps processes few, and has functions share one copy of their code in memory."""
    while True:
        time.sleep(2)
        _end_resting()
        for function in list(lambda_svc._functions._data.values()):
            code = function.get("code_zip")
            function["code_zip"] = next((known for known, _ in list(_code) if known == code), code)


class SharedCode(lambda_runtime.Worker):
    """A worker that runs the code where it was unpacked once, instead of 100 MB of its own."""

    def __init__(self, func_name: str, config: dict[str, Any], code_zip: bytes) -> None:
        variables = config.get("Environment", {}).get("Variables", {}) | {
            "PYTHONPATH": str(_unpacked(code_zip))
        }
        super().__init__(func_name, config | {"Environment": {"Variables": variables}}, NO_CODE)


def _unpacked(code_zip: bytes) -> Path:
    """The folder with the code of a zip."""
    with _unpacking:
        for known, folder in _code:
            if known is code_zip or known == code_zip:
                return folder
        folder = Path(os.environ["TMPDIR"]) / f"code-{len(_code)}"
        packed = folder.with_suffix(".zip")
        packed.write_bytes(code_zip)
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(folder)
        packed.unlink()
        _code.append((code_zip, folder))
        return folder


def acquire_worker(
    func_name: str,
    config: dict[str, Any],
    code_zip: bytes,
    qualifier: str = "$LATEST",
    max_concurrency: int | None = None,
) -> Any:
    """A worker, waited for where as many as this machine is to bear are busy: no function here
    waits for another one's answer.
    """
    while True:
        _make_room(func_name)
        if _is_room(func_name):
            worker, how = _acquire(
                func_name,
                config,
                code_zip,
                qualifier,
                max_concurrency or OF_ONE_FUNCTION.get(func_name, 1),
            )
            if worker is not None:
                return worker, how
        time.sleep(0.01)


def _all_workers() -> list[tuple[str, Any]]:
    return [(key, worker) for key, workers in lambda_runtime._workers.items() for worker in workers]


def _is_room(func_name: str) -> bool:
    with lambda_runtime._lock:
        workers = _all_workers()
    return len(workers) < MAX_WORKERS or any(
        f":{func_name}:" in key and not worker.in_use for key, worker in workers
    )


def _make_room(func_name: str) -> None:
    """Ends the worker that has rested longest where there is no room for one that is needed."""
    if not _is_room(func_name):
        with lambda_runtime._lock:
            resting = sorted(
                (worker.last_used, key) for key, worker in _all_workers() if not worker.in_use
            )
            if not resting:
                return
            workers = lambda_runtime._workers[resting[0][1]]
            ended = min(
                (worker for worker in workers if not worker.in_use),
                key=lambda worker: worker.last_used,
            )
            workers.remove(ended)
        lambda_runtime.kill_workers([ended])


def _end_resting() -> None:
    """Ends workers that rest, but for one of each function that is wanted all the time."""
    ended = []
    with lambda_runtime._lock:
        for key, workers in lambda_runtime._workers.items():
            stays = any(f":{name}:" in key for name in STAY)
            resting = [
                worker
                for worker in workers[stays:]
                if not worker.in_use and time.time() - worker.last_used > IDLE_SECONDS
            ]
            workers[:] = [worker for worker in workers if worker not in resting]
            ended += resting
    lambda_runtime.kill_workers(ended)

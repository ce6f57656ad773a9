"""The emulator with what it holds saved while it runs; started by `infra/emulator.py` in the
emulator's own environment.

ministack saves only when it stops in order. Here a copy of one moment is taken whenever nothing was
written for a second, and every five seconds of writing at the latest: on the thread that carries
out all requests, so that none is half done, the process forks, and the child, whose memory nobody
changes, writes the copy (docs/decisions/0001-what-a-kill-may-lose.md).
"""

import asyncio
import base64
import copy
import gc
import hmac
import json
import os
import signal
import sys
import threading
import time
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent))

import ministack.app as emulator
from ministack.core import lambda_runtime, persistence
from ministack.services import dynamodb, lambda_svc, ses

from infra.copies import Copies

QUIET_SECONDS = 1.0
AT_LATEST_SECONDS = 5.0
TIMES_AS_LONG = 2
RESTS_AT_MOST_SECONDS = 5.0
"""So many times as long as a copy takes, and no longer, passes before the next one: large data is
not to cost a processor of its own.
"""

WRITES_WITHIN_SECONDS = 60.0
NOT_KEPT = 74
"""The exit status where the last copy could not be written."""

READING = ("Get", "List", "Describe", "Query", "Scan", "BatchGet", "TransactGet", "Head")
BESIDE = "beside.json"
"""What ministack itself would not save: streams with what no function has read, and the mails for
the outbox.
"""

MAILS = 500

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

Message = dict[str, Any]
App = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]


class Keeper:
    """Loads the copy that a run begins with, and writes the next ones."""

    def __init__(self, copies: Copies, begins_with: Path | None, report: int, rests: float) -> None:
        self.copies = copies
        self.begins_with = begins_with
        self.report = report
        self.rests = rests
        """Seconds that pass at least before the next copy."""
        self.written_at: float | None = None
        """When the first change came that no copy has."""
        self.changed_at = 0.0
        self.child: int | None = None
        self.begun_at = 0.0
        self.rests_until = 0.0
        self.trouble = ""

    def load(self, service: str) -> Any:
        """What the copy holds of a service; with the table and the mail service comes what
        ministack would not save of them.
        """
        if self.begins_with is None:
            return None
        path = self.begins_with / f"{service}.json"
        if not path.exists():
            return None
        state = json.loads(path.read_bytes(), object_hook=persistence._json_object_hook)["payload"]
        file = self.begins_with / BESIDE
        beside = (
            json.loads(file.read_bytes(), object_hook=persistence._json_object_hook)
            if file.exists()
            else None
        )
        if service == "dynamodb" and beside:
            _put_back_streams(beside)
        elif service == "ses" and beside:
            ses._sent_emails.update(beside["mails"])
        elif service == "lambda" and not beside:
            state[
                "dynamodb_stream_positions"
            ] = {}  # An older copy has places in streams, and not the streams.
        return state

    def note_change(self) -> None:
        """Something was written."""
        self.changed_at = time.monotonic()
        if self.written_at is None:
            self.written_at = self.changed_at

    async def keep(self) -> None:
        """Writes copies for as long as the emulator runs."""
        while True:
            await asyncio.sleep(0.1)
            try:
                self._look_after_child()
                if self.child is None and self._is_time():
                    self._begin(is_last=False)
            except (
                OSError
            ) as error:  # No room for another process, say; the next try may find some.
                self._failed(str(error))

    def save_last(self, _services: Any = None) -> None:
        """The last copy, when the emulator stops in order."""
        try:
            self._await_child()
            self._begin(is_last=True)
            self._await_child()
        except OSError as error:
            self._failed(str(error))

    def _is_time(self) -> bool:
        now = time.monotonic()
        if self.written_at is None or now < self.rests_until:
            return False
        return now - self.changed_at >= QUIET_SECONDS or now - self.written_at >= AT_LATEST_SECONDS

    def _begin(self, *, is_last: bool) -> None:
        """Forks at a moment at which no request is half done, nor anything under the locks that
        other threads change things under.
        """
        self.written_at, self.begun_at = None, time.monotonic()
        said, says = os.pipe()
        with dynamodb._lock, dynamodb._stream_seq_lock, lambda_svc._dynamodb_stream_positions_lock:
            pid = os.fork()
        if pid == 0:
            os.close(self.report)
            os.close(said)
            _write_copy_and_exit(self.copies, says, is_last=is_last)
        os.close(says)
        self.child, self.said = pid, said

    def _look_after_child(self) -> None:
        if self.child is None:
            return
        ended, status = os.waitpid(self.child, os.WNOHANG)
        took = time.monotonic() - self.begun_at
        if not ended and took < WRITES_WITHIN_SECONDS:
            return
        if not ended:
            os.kill(self.child, signal.SIGKILL)
            _, status = os.waitpid(self.child, 0)
        told = os.read(self.said, 10_000).decode(errors="replace")
        os.close(self.said)
        self.child = None
        self.rests_until = time.monotonic() + max(
            self.rests, min(TIMES_AS_LONG * took, RESTS_AT_MOST_SECONDS)
        )
        if status == 0:
            self.trouble = ""
            self._say({"keptAt": told})
        else:
            self._failed(
                told or f"the copy was not written within {WRITES_WITHIN_SECONDS:.0f} seconds"
            )

    def _failed(self, why: str) -> None:
        self.trouble = why
        self._say({"trouble": why})
        if self.written_at is None:
            self.note_change()

    def _await_child(self) -> None:
        while self.child is not None:
            self._look_after_child()
            time.sleep(0.01)

    def _say(self, what: dict[str, str]) -> None:
        try:
            os.write(self.report, json.dumps(what).encode() + b"\n")
        except OSError:  # Who started us is gone; what is kept stays kept.
            return


def _write_copy_and_exit(copies: Copies, says: int, *, is_last: bool) -> None:
    """The child: writes what its memory holds, and tells when that was, or what hindered it."""
    status = 1
    try:
        gc.disable()
        # Nobody changes anything in this memory any more, so nothing needs copying first; and code
        # of older copies stays.
        copy.deepcopy = _itself  # type: ignore[assignment]
        lambda_svc._prune_orphan_code_blobs = _itself
        at = datetime.now(UTC)
        copies.write(_states(), at, is_last=is_last)
        os.write(says, at.isoformat(timespec="seconds").encode())
        status = 0
    except BaseException as error:
        os.write(
            says,
            (getattr(error, "strerror", None) or f"{type(error).__name__}: {error}").encode()[
                :4_000
            ],
        )
    finally:
        os._exit(status)


def _itself(value: Any, _memo: Any = None) -> Any:
    return value


def _states() -> Iterator[tuple[str, bytes]]:
    """Every service as ministack itself would save it, and what it would not."""
    for service, get_state in emulator._build_persistence_save_dict().items():
        state = get_state()
        if state is not None:
            saved = {
                "__ministack_format__": persistence._state_format_version(service),
                "payload": state,
            }
            yield f"{service}.json", _json(saved)
    for mails in ses._sent_emails.all_values():
        del mails[:-MAILS]
    yield BESIDE, _json(_streams() | {"mails": ses._sent_emails})


def _json(value: Any) -> bytes:
    return json.dumps(value, default=persistence._json_default).encode()


def _streams() -> dict[str, Any]:
    """What each stream still holds for a function, with its numbering."""
    read = _read_by_all()
    streams = []
    for (account, region, table), records in dynamodb._stream_records._data.items():
        trimmed = dynamodb._trimmed_count(table, account, region)
        gone = max(0, min(read.get((account, region, table), trimmed) - trimmed, len(records)))
        streams.append([account, region, table, trimmed + gone, records[gone:]])
    return {"streams": streams, "sequence": dynamodb._stream_seq_counter}


def _read_by_all() -> dict[tuple[str, str, str], int]:
    """Stream → up to where each function that reads it has come."""
    read: dict[tuple[str, str, str], int] = {}
    for (account, region, reader), mapping in lambda_svc._esms._data.items():
        table = mapping["EventSourceArn"].split("/stream/")[0].rpartition("/")[2]
        at = lambda_svc._dynamodb_stream_positions._data.get((account, region, reader), 0)
        key = (account, region, table)
        read[key] = min(at, read.get(key, at))
    return read


def _put_back_streams(saved: dict[str, Any]) -> None:
    for account, region, table, trimmed, records in saved["streams"]:
        dynamodb._stream_records.set_scoped(account, region, table, records)
        dynamodb._stream_trimmed.set_scoped(account, region, table, trimmed)
    dynamodb._stream_seq_counter = saved["sequence"]


class Door:
    """What stands before the emulator's own answers: lets in the product alone, and tells the
    keeper of what was written.
    """

    def __init__(self, inside: App, keeper: Keeper, token: str) -> None:
        self.inside = inside
        self.keeper = keeper
        self.token = token.encode()

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        """One request, or the beginning and end of the server."""
        if scope["type"] == "lifespan":
            self.task = asyncio.get_running_loop().create_task(self.keeper.keep())
            threading.Thread(target=_tidy, name="tidy", daemon=True).start()
            await self.inside(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if not self._may_enter(scope, headers):
            await send(
                {
                    "type": "http.response.start",
                    "status": 403,
                    "headers": [(b"content-type", b"text/plain")],
                }
            )
            await send(
                {"type": "http.response.body", "body": b"The emulator answers the product alone.\n"}
            )
            return
        try:
            await self.inside(scope, receive, send)
        finally:
            if _writes(scope, headers):
                self.keeper.note_change()

    def _may_enter(self, scope: Message, headers: dict[bytes, bytes]) -> bool:
        """Whether it comes from the front, or is a call of AWS by a program.

        A foreign page can send neither: what it sends names its origin, and a header of AWS needs a
        leave that nobody gives it.
        """
        if hmac.compare_digest(headers.get(b"x-redress-front", b""), self.token):
            return True
        if scope["type"] != "http" or b"origin" in headers or b"sec-fetch-site" in headers:
            return False
        is_of_aws = (
            headers.get(b"authorization", b"").startswith(b"AWS4-HMAC-SHA256 ")
            or b"x-amz-target" in headers
        )
        return is_of_aws or (
            scope["method"] == "GET" and scope["path"].endswith("/.well-known/jwks.json")
        )


def _writes(scope: Message, headers: dict[bytes, bytes]) -> bool:
    """Whether a request may have changed something; what only passes through to a function changes
    nothing by itself.
    """
    if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return False
    action = headers.get(b"x-amz-target", b"").decode(errors="replace").rpartition(".")[2]
    is_passed_on = b".execute-api." in headers.get(b"host", b"")
    return not is_passed_on and not (action and action.startswith(READING))


class SharedCode(lambda_runtime.Worker):
    """A worker that runs the code where it was unpacked once, instead of 100 MB of its own."""

    def __init__(self, func_name: str, config: Message, code_zip: bytes) -> None:
        variables = config.get("Environment", {}).get("Variables", {}) | {
            "PYTHONPATH": str(_unpacked(code_zip))
        }
        super().__init__(func_name, config | {"Environment": {"Variables": variables}}, NO_CODE)


_unpacking = threading.Lock()
_code: list[tuple[bytes, Path]] = []


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


_acquire = lambda_runtime.acquire_worker


def acquire_worker(
    func_name: str,
    config: Message,
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


_send_raw_email = ses._send_raw_email


def send_raw_email(params: Message) -> Any:
    """Sends a mail, and keeps of it by what it is answered too, which ministack would not."""
    sent = _send_raw_email(params)
    mails = ses._sent_emails_list()
    if mails and sent[0] == 200:
        raw = message_from_bytes(base64.b64decode(ses._p(params, "RawMessage.Data")))
        mails[-1] |= {
            "ReplyTo": str(raw.get("Reply-To", "")),
            "References": str(raw.get("References", "")),
        }
    return sent


_tell_mails = emulator._handle_ses_messages_request


async def tell_mails(*asked: Any) -> Any:
    """The mails for the outbox, with by what they are answered."""
    answer = await _tell_mails(*asked)
    if not answer or answer[0] != 200:
        return answer
    kept = {mail["MessageId"]: mail for mails in ses._sent_emails.all_values() for mail in mails}
    told = json.loads(answer[2])
    for mail in (mail for mails in told["messages"].values() for mail in mails):
        known = kept.get(mail["MessageId"], {})
        mail |= {name: known.get(name, "") for name in ("ReplyTo", "References")}
    return answer[0], answer[1], json.dumps(told).encode()


def _tidy() -> None:
    """Keeps processes few, and has functions share one copy of their code in memory."""
    while True:
        time.sleep(2)
        _end_resting()
        for function in list(lambda_svc._functions._data.values()):
            code = function.get("code_zip")
            function["code_zip"] = next((known for known, _ in list(_code) if known == code), code)


def main() -> None:
    """Runs the emulator until it is told to stop."""
    begins_with = os.environ.pop("KEPT_COPY", "")
    copies = Copies(Path(os.environ.pop("KEPT_STATE")))
    report, rests = int(os.environ.pop("KEPT_REPORT")), float(os.environ.pop("KEPT_RESTS"))
    keeper = Keeper(copies, Path(begins_with) if begins_with else None, report, rests)
    emulator.load_state = keeper.load
    emulator.save_all = keeper.save_last
    emulator.app = Door(emulator.app, keeper, os.environ.pop("KEPT_TOKEN"))
    lambda_svc.acquire_worker = acquire_worker
    ses._send_raw_email = send_raw_email
    emulator._handle_ses_messages_request = tell_mails
    lambda_runtime._worker_class_for = lambda _config: SharedCode
    sys.argv = ["ministack"]
    emulator.main()
    if keeper.trouble:
        sys.exit(NOT_KEPT)


if __name__ == "__main__":
    main()

"""The copies of what the emulator holds, made while it runs.

ministack saves only when it stops in order. Here a copy of one moment is taken whenever nothing was
written for a second, and every five seconds of writing at the latest: on the thread that carries
out all requests, so that none is half done, the process forks, and the child, whose memory nobody
changes, writes the copy (docs/decisions/0001-what-a-kill-may-lose.md).
"""

import asyncio
import copy
import gc
import json
import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ministack.services import dynamodb, lambda_svc

from infra.copies import Copies
from infra.emulator_patches import saved_state

QUIET_SECONDS = 1.0
AT_LATEST_SECONDS = 5.0
TIMES_AS_LONG = 2
RESTS_AT_MOST_SECONDS = 5.0
"""So many times as long as a copy takes, and no longer, passes before the next one: large data is
not to cost a processor of its own.
"""

WRITES_WITHIN_SECONDS = 60.0


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
        """What the copy holds of a service."""
        return saved_state.read(self.begins_with, service) if self.begins_with else None

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
            except OSError as error:
                # No room for another process, say; the next try may find some.
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
        copies.write(saved_state.all_files(), at, is_last=is_last)
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

"""Copies of all that the emulator holds, each of one moment: written beside, renamed when whole,
the newest two kept.

The standard library alone: the front and the emulator, which live in environments of their own,
both use it.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FOLDER = "copies"
KEPT = 2
MANIFEST = "manifest.json"
UNFINISHED = "unfinished"
"""A copy on its way; who finds one at a start finds the end of a run that was killed while it
wrote.
"""


class Damaged(Exception):
    """A copy is not as it was written; says which of its files, and how."""


@dataclass(frozen=True)
class Copy:
    """A copy in `path`; `is_last` tells that it was written when its run stopped in order."""

    path: Path
    at: datetime
    is_last: bool
    files: dict[str, str]
    """Name → SHA-256."""

    def require_whole(self) -> None:
        """`Damaged` where a file of it is not as it was written."""
        for name, digest in self.files.items():
            try:
                found = (self.path / name).read_bytes()
            except OSError:
                raise Damaged(f"{name} is missing") from None
            if hashlib.sha256(found).hexdigest() != digest:
                raise Damaged(f"{name} is cut or changed")


class Copies:
    """The copies below a folder of state."""

    def __init__(self, state: Path) -> None:
        self.folder = state / FOLDER

    def newest(self) -> Copy | None:
        """The newest copy, verified; None where there is none, `Damaged` where it is not whole."""
        paths = self._paths()
        return _read(paths[-1]) if paths else None

    def before_newest(self) -> Copy | None:
        """The newest whole copy that is older than the newest."""
        for path in reversed(self._paths()[:-1]):
            try:
                return _read(path)
            except Damaged:
                continue
        return None

    def newest_path(self) -> Path | None:
        """Where the newest copy lies, whole or not."""
        paths = self._paths()
        return paths[-1] if paths else None

    def write(self, states: Iterable[tuple[str, bytes]], at: datetime, *, is_last: bool) -> None:
        """Writes a copy; until its last step, the renaming, nothing else is touched. `OSError`
        where there is no room.
        """
        unfinished = self.folder / UNFINISHED
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        files = {}
        for name, content in states:
            _write(unfinished / name, content)
            files[name] = hashlib.sha256(content).hexdigest()
        manifest = {"at": at.isoformat(timespec="seconds"), "isLast": is_last, "files": files}
        _write(unfinished / MANIFEST, json.dumps(manifest).encode())
        paths = self._paths()
        number = int(paths[-1].name) + 1 if paths else 1
        unfinished.rename(self.folder / f"{number:08}")
        _sync_folder(self.folder)
        for path in self._paths()[:-KEPT]:
            shutil.rmtree(path, ignore_errors=True)

    def _paths(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("*") if re.fullmatch(r"\d{8}", path.name))


def replace_file(path: Path, text: str) -> None:
    """Writes a file beside and renames it, so that nobody ever finds half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    _write(beside, text.encode())
    beside.replace(path)


def _read(path: Path) -> Copy:
    try:
        told: dict[str, Any] = json.loads((path / MANIFEST).read_bytes())
        copy = Copy(
            path, datetime.fromisoformat(told["at"]).astimezone(UTC), told["isLast"], told["files"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise Damaged(f"{MANIFEST} is cut, changed or missing") from None
    copy.require_whole()
    return copy


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

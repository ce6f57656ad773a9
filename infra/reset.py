"""`make reset`: forget the data of `make run`."""

import fcntl
import os
import shutil
from pathlib import Path


def main() -> None:
    """Remove the state folder, and nothing that is not one."""
    folder = Path(os.environ.get("STATE") or ".state").resolve()
    if folder.is_file():
        raise SystemExit(f"STATE={folder} is a file; nothing was removed.")
    if not folder.exists():
        print(f"There is nothing in {folder}.")
    elif not (folder / "emulator-port").exists():
        raise SystemExit(f"{folder} does not look like the state of Redress; nothing was removed.")
    elif _in_use(folder):
        raise SystemExit("Redress is running, or still saving; stop it first.")
    else:
        shutil.rmtree(folder)
        print(f"Forgot everything in {folder}.")


def _in_use(folder: Path) -> bool:
    """Whether a run, or the emulator of one that still saves, holds the folder."""
    return any(_is_locked(folder / name) for name in ("lock", "data-lock"))


def _is_locked(path: Path) -> bool:
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


if __name__ == "__main__":
    main()

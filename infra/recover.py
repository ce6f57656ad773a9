"""`make recover`: go on from the copy before the newest one, where the newest is damaged."""

import os
from pathlib import Path

from infra.copies import FOLDER, Copies, Damaged
from infra.emulator import clock
from infra.local import hold
from infra.package import ROOT


def main() -> None:
    """Put a damaged copy aside; nothing is removed, and a copy that is whole stays where it is."""
    folder = Path(os.environ.get("STATE") or ROOT / ".state").resolve()
    if not (folder / FOLDER).is_dir():
        raise SystemExit(f"There are no copies in {folder}.")
    lock = hold(folder, print)
    copies = Copies(folder)
    try:
        newest = copies.newest()
    except Damaged:
        newest = None
    path = copies.newest_path()
    if newest or path is None:
        raise SystemExit("The newest copy is whole; there is nothing to recover.")
    before = copies.before_newest()
    if before is None:
        raise SystemExit(f"{path} is damaged, and there is no other copy; nothing was changed.")
    path.rename(aside := path.with_name(f"{path.name}-damaged"))
    print(
        f"The data is as of {clock(before.at)} again; the damaged copy is in {aside}. Go on with"
        " make run."
    )
    lock.of_run.close()


if __name__ == "__main__":
    main()

"""The emulator with what it holds saved while it runs; started by `infra/emulator.py` in the
emulator's own environment.
"""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

import ministack.app as emulator

from infra.copies import Copies
from infra.emulator_patches import mails, sign_ins, workers
from infra.emulator_patches.door import Door
from infra.emulator_patches.keeper import Keeper

NOT_KEPT = 74
"""The exit status where the last copy could not be written."""


def main() -> None:
    """Runs the emulator until it is told to stop."""
    begins_with = os.environ.pop("KEPT_COPY", "")
    copies = Copies(Path(os.environ.pop("KEPT_STATE")))
    report, rests = int(os.environ.pop("KEPT_REPORT")), float(os.environ.pop("KEPT_RESTS"))
    keeper = Keeper(copies, Path(begins_with) if begins_with else None, report, rests)
    emulator.load_state = keeper.load
    emulator.save_all = keeper.save_last
    emulator.app = Door(emulator.app, keeper, os.environ.pop("KEPT_TOKEN"))
    workers.install()
    mails.install()
    sign_ins.install()
    sys.argv = ["ministack"]
    emulator.main()
    if keeper.trouble:
        sys.exit(NOT_KEPT)


if __name__ == "__main__":
    main()

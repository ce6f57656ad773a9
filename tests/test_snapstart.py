"""Copies of one snapshot of a function (SnapStart): what must differ between them does."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.snapstart import MADE_ONCE

ROOT = Path(__file__).resolve().parents[1]


@cache
def copies() -> Any:
    """What two copies say that were restored, and two that do not know that they are copies."""
    command = [sys.executable, "-m", "tests.snapstart"]
    environment = os.environ | {"TOKEN_ISSUER": "https://issuer.test/pool"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_copies_have_random_numbers_and_ids_of_their_own() -> None:
    """Those of a copy that was not restored are its twin's: they wait for each other alike."""
    one, other = copies()["restored"]
    assert one["random"] != other["random"]
    assert one["id"] != other["id"]
    alike, twin = copies()["as they were"]
    assert alike["random"] == twin["random"]


def test_a_copy_uses_nothing_that_was_made_before_it() -> None:
    """Clients with credentials and connections, keys of sign-ins and links, settings."""
    for copy in copies()["restored"]:
        assert (copy["kept"], copy["clients"]) == ([], 0)
        assert (copy["key"], copy["table"]) == ("the new key", "the new table")
    for copy in copies()["as they were"]:
        assert copy["kept"] == list(MADE_ONCE)
        assert (copy["key"], copy["table"]) == ("the old key", "the old table")


def test_a_copy_finds_everything_imported() -> None:
    """The snapshot was taken of a function that had nothing left to prepare."""
    assert [copy["modules"] for copy in copies()["restored"]] == [0, 0]

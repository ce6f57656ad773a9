"""Copies of the data: whole or absent, the newest two kept, and a damaged one never taken for the
data.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from infra.copies import UNFINISHED, Damaged
from tests.copies import NOON, copied


def test_the_newest_two_copies_are_kept(tmp_path: Path) -> None:
    copies = copied(tmp_path, "one", "two", "three")
    newest, before = copies.newest(), copies.before_newest()
    assert newest
    assert before
    assert [(copy.path / "dynamodb.json").read_text() for copy in (before, newest)] == [
        "two",
        "three",
    ]
    assert newest.at == NOON + timedelta(minutes=2)
    assert len(list(copies.folder.iterdir())) == 2


def test_a_copy_that_breaks_off_leaves_the_one_before(tmp_path: Path) -> None:
    copies = copied(tmp_path, "one")

    def states() -> Iterator[tuple[str, bytes]]:
        yield "cognito.json", b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        copies.write(states(), NOON, is_last=False)
    newest = copies.newest()
    assert newest
    assert (newest.path / "dynamodb.json").read_text() == "one"
    assert (copies.folder / UNFINISHED).exists()
    assert copied(tmp_path, "next").newest() is not None
    assert not (copies.folder / UNFINISHED).exists()


@pytest.mark.parametrize("harm", ["cut", "changed", "missing", "no manifest", "cut manifest"])
def test_a_damaged_copy_is_told_from_a_whole_one(tmp_path: Path, harm: str) -> None:
    copies = copied(tmp_path, "one", "two")
    path = copies.newest_path()
    assert path
    file = path / ("manifest.json" if "manifest" in harm else "dynamodb.json")
    if harm in ("missing", "no manifest"):
        file.unlink()
    else:
        file.write_bytes(b"2wo" if harm == "changed" else file.read_bytes()[:-1])
    with pytest.raises(Damaged, match=file.name):
        copies.newest()
    before = copies.before_newest()
    assert before
    assert (before.path / "dynamodb.json").read_text() == "one"

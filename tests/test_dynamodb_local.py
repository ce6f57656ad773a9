"""The engine of the race tests is fetched once."""

from pathlib import Path
from typing import Any

import pytest

from infra import dynamodb_local


def test_of_two_that_fetch_at_once_the_slower_takes_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As two processes of the tests do on a fresh machine."""
    libraries = tmp_path / "engine"
    monkeypatch.setattr(dynamodb_local, "BUILD", tmp_path)
    monkeypatch.setattr(dynamodb_local, "LIBRARIES", libraries)

    def fetched(_command: object, cwd: str, **_how: Any) -> None:
        for folder, word in ((Path(cwd) / "lib", "slower"), (libraries, "faster")):
            folder.mkdir()
            (folder / "engine.jar").write_text(word)

    monkeypatch.setattr(dynamodb_local.subprocess, "run", fetched)
    with monkeypatch.context() as patch:
        # Whenever this one looks, the other has not quite come to its end.
        patch.setattr(Path, "exists", lambda path: path != libraries and path.is_dir())
        assert dynamodb_local.fetch() == libraries
    assert {one.name: one.read_text() for one in libraries.iterdir()} == {"engine.jar": "faster"}
    assert [one.name for one in tmp_path.iterdir()] == ["engine"]

"""What a machine keeps between two runs of the product, and what is said where it cannot."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from infra import recover
from infra.copies import Copies
from infra.emulator import REMEMBERED_PORT, Emulator
from infra.local import Local, hold, require_folder
from infra.outbox import Outbox
from infra.package import ROOT
from infra.processes import port_of
from tests.copies import NOON, copied

DEEP = "frontend/disputes/invoice/workspace.js"
PAGE = (
    "frontend/index.html",
    "frontend/app.js",
    DEEP,
    "frontend/vendor.entry.js",
    "frontend/pdf.entry.js",
    "frontend/base/base.css",
    "infra/bundle.py",
)
MAIL = {"id": "1", "at": "2026-11-29T12:00:00Z"}


def test_data_of_another_layout_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Or what an older version kept would be found in part, and nobody would know why the rest is
    missing.
    """
    local = Local(tmp_path, 0)
    local.require_layout()
    (tmp_path / REMEMBERED_PORT).write_text("4566")
    local.require_layout()
    for older in ("1", None):
        layout = tmp_path / "layout"
        layout.unlink() if older is None else layout.write_text(older)
        with pytest.raises(SystemExit, match="make reset"):
            local.require_layout()
        assert (layout.read_text() if layout.exists() else None) == older


def test_a_start_after_a_stop_out_of_order_says_as_of_when_the_data_is(tmp_path: Path) -> None:
    copies = copied(tmp_path, "one")
    said: list[str] = []
    assert Local(tmp_path, 0, said.append)._beginning() == copies.newest_path()
    assert said[0].startswith("The last run did not stop in order; the data is as of 2026-11-29 ")
    said.clear()
    copies.write([], copies.newest().at, is_last=True)
    assert Local(tmp_path, 0, said.append)._beginning() == copies.newest_path()
    assert said == []


def test_a_cut_table_is_never_overwritten_and_the_last_good_copy_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = copied(tmp_path, "one", "two")
    table = copies.newest_path() / "dynamodb.json"
    table.write_text("t")
    with pytest.raises(
        SystemExit,
        match=r"damaged: dynamodb.json is cut or changed.*as of 2026-11-29 .*make recover",
    ):
        Local(tmp_path, 0)._beginning()
    monkeypatch.setenv("STATE", str(tmp_path))
    recover.main()
    assert "is as of 2026-11-29" in capsys.readouterr().out
    assert (copies.newest().path / "dynamodb.json").read_text() == "one"
    assert [path.read_text() for path in copies.folder.glob("*-damaged/dynamodb.json")] == ["t"]
    with pytest.raises(SystemExit, match="nothing to recover"):
        recover.main()


def test_the_only_copy_being_cut_nothing_is_offered_nor_changed(tmp_path: Path) -> None:
    table = copied(tmp_path, "one").newest_path() / "dynamodb.json"
    table.write_text("o")
    with pytest.raises(SystemExit, match="There is no other copy"):
        Local(tmp_path, 0)._beginning()
    assert table.read_text() == "o"


def test_packages_that_no_copy_names_are_forgotten(tmp_path: Path) -> None:
    """STATE stays small: each is 30 MB, and a developer makes one with every change."""
    copies = Copies(tmp_path)
    for name in ("a1", "b2"):
        copies.write(
            [("lambda.json", json.dumps({"code_blob_ref": name}).encode())], NOON, is_last=True
        )
    blobs = tmp_path / "aws" / "lambda-blobs"
    blobs.mkdir(parents=True)
    for name in ("a1", "b2", "c3"):
        (blobs / f"{name}.zip").touch()
    (tmp_path / "aws" / "dynamodb.json").write_text("{}")
    Local(tmp_path, 0)._beginning()
    assert sorted(path.name for path in (tmp_path / "aws").rglob("*")) == [
        "a1.zip",
        "b2.zip",
        "lambda-blobs",
    ]


@pytest.mark.parametrize("remembered", ["", "45", "4566\n", "many", "99999", "-1", None])
def test_the_port_of_the_last_time_may_be_unreadable(
    tmp_path: Path, remembered: str | None
) -> None:
    if remembered is not None:
        (tmp_path / REMEMBERED_PORT).write_text(remembered)
    port = Emulator(tmp_path)._port()
    assert 0 < port < 65_536
    assert (tmp_path / REMEMBERED_PORT).read_text() == str(port)


@pytest.mark.parametrize("content", ['[{"id": "1", "at"', "", "{}", "[1]", '[{"id": "1"}]'])
def test_a_damaged_outbox_is_put_aside(tmp_path: Path, content: str) -> None:
    file = tmp_path / "outbox.json"
    file.write_text(content)
    assert Outbox("http://127.0.0.1:1", file, {}).kept == []
    assert (tmp_path / "outbox.json.damaged").read_text() == content


def test_an_outbox_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "outbox.json"
    file.write_text(json.dumps([MAIL]))
    assert Outbox("http://127.0.0.1:1", file, {}).kept == [MAIL]


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(SystemExit, match="is a file; give a folder"):
            require_folder(folder)
    with pytest.raises(SystemExit, match="Nothing can be written to"):
        require_folder(Path("/proc/redress"))
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("port", ["", "x", "0", "65536", "-1", "8000.0", "٨٠٠٠"])
def test_a_port_that_is_none_is_said(port: str) -> None:
    with pytest.raises(SystemExit, match="is no port"):
        port_of(port)


@pytest.mark.parametrize(
    "options", [{"PORT": "x"}, {"PORT": "99999"}, {"STATE": "{file}"}, {"STATE": "/proc/redress"}]
)
@pytest.mark.parametrize("program", ["run", "reset", "recover"])
def test_what_a_person_did_is_answered_without_a_traceback(
    tmp_path: Path, program: str, options: dict[str, str]
) -> None:
    (tmp_path / "file").write_text("mine")
    given: dict[str, Any] = {"STATE": str(tmp_path / "none")} | {
        name: value.format(file=tmp_path / "file") for name, value in options.items()
    }
    done = subprocess.run(
        [sys.executable, "-m", f"infra.{program}"],
        cwd=ROOT,
        env=os.environ | given,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode != 0 or program == "reset"
    assert done.stderr or done.stdout
    assert (tmp_path / "file").read_text() == "mine"


def test_what_is_built_runs_without_node_and_network(tmp_path: Path) -> None:
    """Only what is missing is fetched: what of the page is built is all that a run
    needs of Node.
    """
    for name in (
        "Makefile",
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-emulator.txt",
        *PAGE,
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for name in ("package.json", "package-lock.json"):
        (tmp_path / "frontend" / name).write_bytes((ROOT / "frontend" / name).read_bytes())
    for name in (
        ".venv/ready",
        ".venv-emulator/ready",
        "frontend/vendor.js",
        "frontend/dist/index.html",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert _planned(tmp_path).split() == [".venv/bin/python", "-m", "infra.run"]
    os.utime(tmp_path / DEEP, (time.time() + 60, time.time() + 60))
    assert "infra.bundle" in _planned(tmp_path)
    (tmp_path / "frontend" / "vendor.js").unlink()
    assert "npm" in _planned(tmp_path)


def _planned(folder: Path) -> str:
    """What `make run` would do there; a make that runs the tests passes none of its ways on."""
    environment = {name: it for name, it in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", "-n", "run"], cwd=folder, env=environment, capture_output=True, text=True
    ).stdout


def test_a_folder_is_held_until_the_emulator_has_ended_too(tmp_path: Path) -> None:
    """It may still be saving when its run is gone: whoever comes next waits, and says so."""
    lock = hold(tmp_path, print)
    with pytest.raises(SystemExit, match="Another Redress uses"):
        hold(tmp_path, print)
    saving = subprocess.Popen(["sleep", "1"], pass_fds=(lock.of_data.fileno(),))
    lock.of_run.close()
    lock.of_data.close()
    said: list[str] = []
    again = hold(tmp_path, said.append)
    assert saving.poll() is not None
    assert said == ["The last run is still saving its data; waiting for it …"]
    again.of_run.close()
    again.of_data.close()


def test_copies_of_an_empty_folder_are_none(tmp_path: Path) -> None:
    assert Copies(tmp_path).newest() is None
    assert Local(tmp_path, 0)._beginning() is None

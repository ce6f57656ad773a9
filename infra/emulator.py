"""The AWS emulator as a child process: on loopback only, with its data in a folder, gone when its
parent is gone.
"""

import contextlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from infra.copies import replace_file
from infra.package import ROOT
from infra.processes import HOST, free_port, is_free, stop_with_parent

PYTHON = ROOT / ".venv-emulator" / "bin" / "python"
START = ROOT / "infra" / "emulator_patches" / "start.py"
REGION = "us-east-1"
STARTS_WITHIN_SECONDS = 60
SAVES_WITHIN_SECONDS = 150
"""What the copy on its way and the last one may take, and a little."""

REMEMBERED_PORT = "emulator-port"
"""The file that every folder with data has."""

DOOR = "X-Redress-Front"
"""The header with which the front, and nobody else, asks for what a program of AWS would not."""

PORTS = range(1, 65_536)


@dataclass
class Emulator:
    """ministack with its state under `folder`, which is saved while it runs."""

    folder: Path
    port: int = 0
    tell: Callable[[str], None] = lambda _text: None
    """Tells the person who started it what became of the data."""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    kept_at: datetime | None = None
    """The moment of the newest copy."""
    trouble: str = ""
    """Why the copy after that could not be written."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """With which the functions sign links and forms for files; of this run alone."""

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def start(self, lock: int | None = None, begins_with: Path | None = None) -> None:
        """Start it from a copy and wait until it answers; it holds `lock` for as long as it may
        still write.
        """
        temporary = self.folder / "tmp"
        self._empty(temporary)
        self.port = self._port()
        hears, reports = os.pipe()
        with (self.folder / "emulator.log").open("ab") as log:
            # A session of its own, so that ctrl-C reaches us alone and we stop it in order.
            self.process = subprocess.Popen(
                [PYTHON, "-P", START],
                cwd=self.folder,
                env=self._environment(reports, begins_with),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=stop_with_parent,
                pass_fds=(reports,) if lock is None else (reports, lock),
            )
        os.close(reports)
        self.listener = threading.Thread(
            target=self._listen, args=(hears,), name="emulator", daemon=True
        )
        self.listener.start()
        self._wait()

    def stop(self) -> bool:
        """Stop it the way that makes it save its data; whether it did."""
        if self.process is None:
            return False
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(SAVES_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            status = None
        _kill_group(self.process.pid)
        self.listener.join(timeout=5)
        shutil.rmtree(self.folder / "tmp", ignore_errors=True)
        return status == 0

    def ended(self) -> str | None:
        """How it ended while nobody had told it to; None while it runs."""
        status = self.process.poll() if self.process else None
        if status is None:
            return None
        return (
            f"was ended by {signal.Signals(-status).name}"
            if status < 0
            else f"ended with status {status}"
        )

    def client(self, service: str) -> Any:
        """A boto3 client of the emulator, whatever the person's own AWS settings are."""
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106
            config=Config(s3={"addressing_style": "path"}, retries={"mode": "standard"}),
        )

    def _empty(self, temporary: Path) -> None:
        """Make the folder for workers anew; what earlier runs left, gigabytes of old versions too,
        goes while the emulator starts.
        """
        if temporary.exists():
            temporary.rename(self.folder / f"tmp-gone-{secrets.token_hex(4)}")
        temporary.mkdir()
        gone = list(self.folder.glob("tmp-gone-*"))
        threading.Thread(target=_remove, args=(gone,), name="gone", daemon=True).start()

    def _listen(self, hears: int) -> None:
        """Hears from the emulator what was kept, until it is gone."""
        with os.fdopen(hears, "rb") as reports:
            for line in reports:
                said = json.loads(line)
                if "keptAt" in said:
                    self.kept_at = datetime.fromisoformat(said["keptAt"]).astimezone(UTC)
                    if self.trouble:
                        self.tell("The data is saved again.")
                    self.trouble = ""
                elif not self.trouble:
                    self.trouble = said["trouble"]
                    self.tell(
                        f"The data could not be saved ({self.trouble}); {self.as_of()}. It is tried"
                        " again and again."
                    )

    def as_of(self) -> str:
        """What is kept, in words."""
        return (
            f"what is kept is as of {clock(self.kept_at)}"
            if self.kept_at
            else "nothing is kept yet"
        )

    def _environment(self, reports: int, begins_with: Path | None) -> dict[str, str]:
        inherited = {
            name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ
        }
        return inherited | {
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "KEPT_STATE": str(self.folder),
            "KEPT_COPY": str(begins_with or ""),
            "KEPT_REPORT": str(reports),
            "KEPT_TOKEN": self.token,
            # Copies cost a third of a processor while much is written, which what is forgotten soon
            # can do without.
            "KEPT_RESTS": os.environ.get("EMULATOR_RESTS", "0"),
            "LAMBDA_EXECUTOR": "local",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self.folder / "aws"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self.folder / "s3"),
            "TMPDIR": str(self.folder / "tmp"),
            "COGNITO_EMAIL_ENABLED": "false",
            # Listeners that nothing here uses.
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "LOG_LEVEL": os.environ.get("EMULATOR_LOG_LEVEL", "INFO"),
            "PYTHONUNBUFFERED": "1",
            # What is large, such as a package, is given back as soon as nobody holds it. Left to
            # itself glibc keeps what is smaller than 32 MB, some 160 MB in all.
            "MALLOC_MMAP_THRESHOLD_": "1048576",
        }

    def _port(self) -> int:
        """The port of the last time, because the deployed functions know it; another when that is
        taken, or is no port.
        """
        remembered = self.folder / REMEMBERED_PORT
        try:
            port = int(remembered.read_text())
        except (FileNotFoundError, ValueError):
            port = 0
        port = port if port in PORTS and is_free(port) else free_port()
        replace_file(remembered, str(port))
        return port

    def _wait(self) -> None:
        assert self.process
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                health = f"{self.url}/_ministack/health"
                asked = urllib.request.Request(health, headers={DOOR: self.token})  # noqa: S310
                with urllib.request.urlopen(asked, timeout=2):  # noqa: S310
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        self.stop()
        raise SystemExit(f"The emulator did not start; see {self.folder / 'emulator.log'}")


def _remove(folders: list[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def clock(at: datetime) -> str:
    """A moment as the clock of this machine tells it."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _kill_group(leader: int) -> None:
    """End what is left of the emulator's session: the workers of its functions."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)

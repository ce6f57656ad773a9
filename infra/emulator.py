"""The AWS emulator as a child process: on loopback only, with its data in a folder, gone when its parent is gone."""

import contextlib
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from infra.package import ROOT
from infra.processes import HOST, free_port, is_free, stop_with_parent

PYTHON = ROOT / ".venv-emulator" / "bin" / "python"
REGION = "us-east-1"
STARTS_WITHIN_SECONDS = 60
SAVES_WITHIN_SECONDS = 60
REMEMBERED_PORT = "emulator-port"
"""The file that every folder with data has."""


@dataclass
class Emulator:
    """ministack with its state under `folder`."""

    folder: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        (self.folder / "tmp").mkdir(parents=True, exist_ok=True)
        self._read_streams_from_the_start()
        self.port = self._port()
        with (self.folder / "emulator.log").open("ab") as log:
            # A session of its own, so that ctrl-C reaches us alone and we stop it in order.
            self.process = subprocess.Popen(
                [PYTHON, "-m", "ministack"],
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=stop_with_parent,
            )
        self._wait()

    def stop(self) -> None:
        """Stop it the way that makes it save its data."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(SAVES_WITHIN_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
        if self.process:
            _kill_group(self.process.pid)

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

    def _environment(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return inherited | {
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
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
        }

    def _read_streams_from_the_start(self) -> None:
        """Forget how far the readers of streams had come: the streams themselves are not saved, so they would wait for what is gone."""
        saved = self.folder / "aws" / "lambda.json"
        if saved.exists():
            state = json.loads(saved.read_text())
            state["payload"]["dynamodb_stream_positions"]["data"] = {}
            saved.write_text(json.dumps(state))

    def _port(self) -> int:
        """The port of the last time, because the deployed functions know it; another when that is taken."""
        remembered = self.folder / REMEMBERED_PORT
        port = int(remembered.read_text()) if remembered.exists() else 0
        port = port if port and is_free(port) else free_port()
        remembered.write_text(str(port))
        return port

    def _wait(self) -> None:
        assert self.process
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=2):  # noqa: S310
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        self.stop()
        raise SystemExit(f"The emulator did not start; see {self.folder / 'emulator.log'}")


def _kill_group(leader: int) -> None:
    """End what is left of the emulator's session: the workers of its functions."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)

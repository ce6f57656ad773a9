"""An emulator of AWS without anything in it, and the program that deploys to it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from infra.emulator import REGION, Emulator
from infra.package import ROOT, aws_platform
from infra.resources.adoption import ADOPTABLE
from infra.settings import SETTINGS
from infra.tags import VARIABLE

SET = {VARIABLE, *SETTINGS.values(), *(one.variable for one in ADOPTABLE.values())}
"""The variables that say how it is deployed, which are those of each test alone."""

Deploy = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    try:
        aws_platform()
    except SystemExit as missing:
        pytest.skip(str(missing))
    emulator = Emulator(tmp_path_factory.mktemp("aws"))
    emulator.start()
    yield emulator
    emulator.stop()


@pytest.fixture(scope="session")
def deploy(aws: Emulator) -> Deploy:
    """Runs the deploying program with AWS settings that lead to the emulator."""
    settings = {"AWS_ENDPOINT_URL": aws.url, "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION}
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    inherited = {name: value for name, value in os.environ.items() if name not in SET}

    def run(*options: str, **given: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "infra.deploy", *options]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=inherited | settings | keys | given,
            capture_output=True,
            text=True,
            timeout=600,
        )

    return run

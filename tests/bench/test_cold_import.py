"""What a cold start costs: importing the shipped package, against the least that any function with
a table needs.
"""

import subprocess
import sys
import zipfile
from pathlib import Path

from infra.package import build, local_platform

CLIENT = "import boto3; boto3.client('dynamodb', region_name='us-east-1')"
TARGET_RATIO = 1.65
TIMES = 11


def _cpu_seconds(code: str, folder: Path) -> float:
    timed = (
        f"import sys, time; sys.path.insert(0, '.'); began = time.process_time(); {code};"
        " print(time.process_time() - began)"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", timed], cwd=folder, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def test_cold_import(tmp_path: Path) -> None:
    """The least work of several tries in turn, since whatever else the machine does only adds."""
    zipfile.ZipFile(build(local_platform()).code).extractall(tmp_path)
    tries = [
        (_cpu_seconds(CLIENT, tmp_path), _cpu_seconds(f"import app; {CLIENT}", tmp_path))
        for _ in range(TIMES)
    ]
    least, ours = (min(column) for column in zip(*tries, strict=True))
    print(
        f"\ncold import: boto3 and a client {least * 1000:.0f} ms, the API function"
        f" {ours * 1000:.0f} ms, ratio {ours / least:.2f}"
    )
    assert ours / least <= TARGET_RATIO

"""`make import FILE= PRESET= ASOF=`: bring a file into the running product by its API, as the page does."""

import argparse
import os
import time
import urllib.request
import uuid
from datetime import date
from pathlib import Path
from typing import Any

from infra.demo.api import Api
from infra.processes import HOST

POLL_SECONDS = 1.0
BUSY = {"waiting", "reading", "applying"}


def main() -> None:
    """Upload, preview, apply; say how far it is."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--file", type=Path, required=True)
    options.add_argument("--preset", required=True, help="a presetID of the setting importPresets")
    options.add_argument("--as-of", type=date.fromisoformat, required=True, help="the day that the file describes, as 2013-09-30")
    options.add_argument("--url", default=f"http://{HOST}:{os.environ.get('PORT') or 8000}")
    chosen = options.parse_args()
    api = Api(chosen.url, "finance")
    job = _start(api, chosen.file, chosen.preset, chosen.as_of)
    path = f"/import/{job['importID']}"
    _upload(job["upload"], chosen.file)
    api.write("POST", f"{path}/preview", {})
    _say_summary(_await(api, path))
    api.write("POST", f"{path}/application", {})
    done = _await(api, path)
    print(", ".join(f"{count} {what}" for what, count in done["counts"].items()))
    for error in done["errors"][:10]:
        print(f"  line {error['line']}, {error['column']}: {error['detail']}")
    if done["status"] == "failed" or done["counts"].get("failed"):
        raise SystemExit(1)


def _start(api: Api, file: Path, preset_id: str, as_of: date) -> Any:
    presets = {preset["presetID"]: preset for preset in api.get("/setting/importPresets")["value"]}
    if preset_id not in presets:
        raise SystemExit(f"There is no preset {preset_id!r}; there are: {', '.join(presets)}")
    preset = presets[preset_id]
    described = {"kind": preset["kind"], "currency": preset["currency"], "mapping": preset["mapping"], "asOf": as_of.isoformat()}
    return api.write("POST", "/import", described | {"fileName": file.name, "size": file.stat().st_size})


def _upload(upload: dict[str, Any], file: Path) -> None:
    """Post the form that the product signed: its fields, then the file."""
    boundary = uuid.uuid4().hex
    part = f"--{boundary}\r\nContent-Disposition: form-data; "
    parts = [f'{part}name="{name}"\r\n\r\n{value}\r\n' for name, value in upload["fields"].items()]
    parts.append(f'{part}name="file"; filename="import.csv"\r\nContent-Type: text/csv\r\n\r\n')
    body = "".join(parts).encode() + file.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    with urllib.request.urlopen(urllib.request.Request(upload["url"], body, headers)):  # noqa: S310
        pass


def _await(api: Api, path: str) -> Any:
    while True:
        job = api.get(path)
        if job["status"] not in BUSY:
            print(f"{job['status']}: {job['processed']} of {job['rows']} rows")
            return job
        print(f"{job['status']}: {job['processed']} rows", end="\r", flush=True)
        time.sleep(POLL_SECONDS)


def _say_summary(job: Any) -> None:
    for what, value in job["summary"].items():
        print(f"  {what}: {value}")


if __name__ == "__main__":
    main()

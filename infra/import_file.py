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
from infra.demo.people import PASSWORD
from infra.processes import HOST

POLL_SECONDS = 1.0
BUSY = {"reading", "applying"}
NOTES = (("error", "errors", "errors"), ("warning", "warnings", "warnings"), ("leftOut", "leftOut", "notes on rows left out"))
"""Severity of a note on a row, the list that tells the first ones, and what they are called."""


def main() -> None:
    """Upload, preview, apply; say how far it is.

    Another deployment than the local one is named by REDRESS_URL, with REDRESS_EMAIL and REDRESS_PASSWORD.
    """
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("preset", help="a presetID of the setting importPresets")
    options.add_argument("as_of", type=date.fromisoformat, help="the day that the file describes, as 2013-09-30")
    chosen = options.parse_args()
    url = os.environ.get("REDRESS_URL") or f"http://{HOST}:{os.environ.get('PORT') or 8000}"
    api = Api(url, os.environ.get("REDRESS_EMAIL") or "finance", os.environ.get("REDRESS_PASSWORD") or PASSWORD)
    started = time.monotonic()
    job = _start(api, chosen.file, chosen.preset, chosen.as_of)
    path = f"/import/{job['importID']}"
    send_file(job["upload"], chosen.file.read_bytes())
    api.write("POST", f"{path}/preview", {})
    _say_summary(_await(api, path))
    api.write("POST", f"{path}/application", {})
    done = _await(api, path)
    print(f"{time.monotonic() - started:.1f} s")
    print(", ".join(f"{count} {what}" for what, count in done["counts"].items()))
    for severity, listed, words in NOTES:
        _say_notes(words, done["notes"][severity], done[listed])
    if done["counts"]["failed"]:
        raise SystemExit(f"{done['counts']['failed']} rows have errors; all of them: {api.get(f'{path}/error')['url']}")


def _start(api: Api, file: Path, preset_id: str, as_of: date) -> Any:
    presets = {str(preset["presetID"]): preset for preset in api.get("/setting/importPresets")["value"]}
    if preset_id not in presets:
        raise SystemExit(f"There is no preset {preset_id!r}; there are: {', '.join(presets)}")
    described = {"kind": presets[preset_id]["kind"], "presetID": preset_id, "asOf": as_of.isoformat()}
    return api.write("POST", "/import", described | {"fileName": file.name, "size": file.stat().st_size})


def send_file(upload: dict[str, Any], content: bytes) -> None:
    """Post the form that the product signed: its fields, then the file."""
    boundary = uuid.uuid4().hex
    part = f"--{boundary}\r\nContent-Disposition: form-data; "
    parts = [f'{part}name="{name}"\r\n\r\n{value}\r\n' for name, value in upload["fields"].items()]
    parts.append(f'{part}name="file"; filename="import.csv"\r\nContent-Type: text/csv\r\n\r\n')
    body = "".join(parts).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    with urllib.request.urlopen(urllib.request.Request(upload["url"], body, headers)):  # noqa: S310
        pass


def _await(api: Api, path: str) -> Any:
    while True:
        job = api.get(path)
        print(f"{job['status']}: {job['processed']} of {job['rows'] or 'all'} rows", flush=True)
        if job["status"] == "failed":
            raise SystemExit(job["detail"])
        if job["status"] not in BUSY:
            return job
        time.sleep(POLL_SECONDS)


def _say_summary(job: Any) -> None:
    if job["summary"] is None:
        raise SystemExit("The preset maps no columns; an administrator can save it again.")
    for what, value in job["summary"].items():
        print(f"  {what}: {value}")


def _say_notes(words: str, count: int, first: list[Any]) -> None:
    """How many notes on rows there are, and the first ones."""
    if count:
        print(f"{count} {words}:")
    for note in first[:10]:
        print(f"  line {note['line']}, {note['column'] or 'the row'}: {note['detail']}")


if __name__ == "__main__":
    main()

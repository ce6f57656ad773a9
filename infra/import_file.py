"""`make import FILE= PRESET= ASOF=`: bring a file into the running product by its API, as the page
does.
"""

import argparse
import http.client
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from infra.demo.api import Api, NoAnswer, Refused

POLL_SECONDS = 1.0
BUSY = {"reading", "applying"}
BACK_WITHIN_SECONDS = 180
"""So long a product that does not answer is waited for: it may be starting again."""
NOTES = (
    ("error", "errors", "errors"),
    ("warning", "warnings", "warnings"),
    ("leftOut", "leftOut", "notes on rows left out"),
)
"""Severity of a note on a row, the list that tells the first ones, and what they are called."""


def main() -> None:
    """Upload, preview, apply; say how far it is.

    Another deployment than the local one is named by REDRESS_URL, with REDRESS_EMAIL and
    REDRESS_PASSWORD.
    """
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("preset", help="a presetID of the setting importPresets")
    options.add_argument(
        "as_of", type=date.fromisoformat, help="the day that the file describes, as 2013-09-30"
    )
    chosen = options.parse_args()
    try:
        _bring(chosen.file, chosen.preset, chosen.as_of)
    except Refused as refused:
        raise SystemExit(str(refused)) from None


def _bring(file: Path, preset_id: str, as_of: date) -> None:
    if not file.is_file():
        raise SystemExit(f"There is no file {file}.")
    api = Api.of_environment()
    started = time.monotonic()
    job = _start(api, file, preset_id, as_of)
    path = f"/import/{job['importID']}"
    print(f"Import {job['importID']}, also at {api.origin}/#{path}", flush=True)
    _patiently(lambda: send_file(job["upload"], file.read_bytes()))
    _say_summary(_brought_to(api, path, "preview", from_status=("waiting",)))
    done = _brought_to(api, path, "application", from_status=("previewed",))
    print(f"{time.monotonic() - started:.1f} s")
    print(", ".join(f"{count} {what}" for what, count in done["counts"].items()))
    for severity, listed, words in NOTES:
        _say_notes(words, done["notes"][severity], done[listed])
    if done["counts"]["failed"]:
        raise SystemExit(
            f"{done['counts']['failed']} rows have errors; all of them:"
            f" {api.get(f'{path}/error')['url']}"
        )


def _start(api: Api, file: Path, preset_id: str, as_of: date) -> Any:
    presets = {
        str(preset["presetID"]): preset for preset in api.get("/setting/importPresets")["value"]
    }
    if preset_id not in presets:
        raise SystemExit(f"There is no preset {preset_id!r}; there are: {', '.join(presets)}")
    described = {
        "kind": presets[preset_id]["kind"],
        "presetID": preset_id,
        "asOf": as_of.isoformat(),
    }
    return api.write(
        "POST", "/import", described | {"fileName": file.name, "size": file.stat().st_size}
    )


def send_file(upload: dict[str, Any], content: bytes) -> None:
    """Post the form that the product signed: its fields, then the file."""
    boundary = uuid.uuid4().hex
    part = f"--{boundary}\r\nContent-Disposition: form-data; "
    parts = [f'{part}name="{name}"\r\n\r\n{value}\r\n' for name, value in upload["fields"].items()]
    parts.append(f'{part}name="file"; filename="import.csv"\r\nContent-Type: text/csv\r\n\r\n')
    body = "".join(parts).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    try:
        with urllib.request.urlopen(urllib.request.Request(upload["url"], body, headers)):  # noqa: S310
            return
    except urllib.error.HTTPError as error:
        raise Refused(
            "sending the file", error.code, error.read().decode(errors="replace")
        ) from None
    except (urllib.error.URLError, http.client.HTTPException, ConnectionError) as error:
        raise NoAnswer(f"The file could not be sent ({error}).") from None


def _brought_to(api: Api, path: str, step: str, *, from_status: tuple[str, ...]) -> Any:
    """The import when a step of it is through; begun again where a product that was started anew
    does not know of it.
    """
    job = None
    while job is None or job["status"] in (*from_status, *BUSY):
        if job is None or job["status"] in from_status:
            _patiently(lambda: api.write("POST", f"{path}/{step}", {}))
        elif job["status"] in BUSY:
            time.sleep(POLL_SECONDS)
        job = _patiently(lambda: api.get(path))
        print(f"{job['status']}: {job['processed']} of {job['rows'] or 'all'} rows", flush=True)
    if job["status"] == "failed":
        raise SystemExit(job["detail"])
    return job


def _patiently(call: Callable[[], Any]) -> Any:
    """What a call answers, which does no harm when it is sent again; waits for a product that is
    just starting again.
    """
    deadline = time.monotonic() + BACK_WITHIN_SECONDS
    is_told = False
    while True:
        try:
            return call()
        except NoAnswer:
            if time.monotonic() > deadline:
                raise
        except Refused as refused:
            if refused.status == 404:
                raise SystemExit(
                    "The product does not know the import any more; bring the file in again, which"
                    " does nothing twice."
                ) from None
            if refused.status < 500 or time.monotonic() > deadline:
                raise
        if not is_told:
            print("No answer; waiting for the product to come back …", flush=True)
            is_told = True
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

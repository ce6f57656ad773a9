"""Files of disputes, as the tests attach them."""

from typing import Any

from chalicelib import wiring
from tests.app import App
from tests.http_client import Result
from tests.scenarios import PROOF, PROOF_PDF

BUCKET = "files-test"
UNLIKE: list[tuple[str, bytes]] = [
    ("application/pdf", b"MZ\x90\x00\x03"),
    ("application/pdf", b"<html>%PDF-1.7"),
    ("image/png", b"\x89PNG\r\n\x1a\n<svg onload=alert(1)>"),
    ("image/png", b"\xff\xd8\xff\xe0"),
    ("image/jpeg", b"GIF89a"),
    ("text/plain", b"#!/bin/sh\nrm -rf /"),
    ("text/plain", b"\xef\xbb\xbf <!DOCTYPE html><p>"),
    ("text/plain", b" <ScRiPt>alert(1)</script>"),
    ("text/plain", b"\x7fELF\x02\x01"),
    ("text/plain", "<html>Hello".encode("utf-16")),
    ("text/csv", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ("text/csv", b"a;b\n\x00\x01"),
    ("text/csv", b"\n \t\n"),
    ("application/pdf", b"PK\x03\x04 %PDF-1.7"),
    ("application/pdf", b"GIF89a%PDF-1.7"),
    ("application/pdf", b"\xff\xd8\xff\xe0 %PDF-1.7"),
    ("image/jpeg", b"\xff\xd8\xff\xe0 %PDF-1.7"),
    ("image/png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR %PDF-1.7"),
    ("text/plain", b"%PDF-1.7"),
]
"""What a file is told to be, and what arrives: programs, pages with scripts, and what is two kinds
at once.
"""


def begun(app: App, dispute: str, who: str = "agent", **values: Any) -> Any:
    """A file that was begun, as it is answered."""
    answer = app.as_(who).post(f"{dispute}/attachment", PROOF | values)
    assert answer.status == 201, answer.text
    return answer.json


def send(begun: Any, content: bytes = PROOF_PDF) -> None:
    """What the browser does; neither emulator minds the policy."""
    wiring.parts().files.write(begun["upload"]["fields"]["key"], content)


def completed(app: App, dispute: str, begun: Any, who: str = "agent") -> Result:
    return app.as_(who).post(f"{dispute}/attachment/{begun['attachmentID']}/completion")


def attached(
    app: App, dispute: str, who: str = "agent", content: bytes = PROOF_PDF, **values: Any
) -> str:
    """The path of a file that is attached."""
    file = begun(app, dispute, who, size=len(content), **values)
    send(file, content)
    done = completed(app, dispute, file, who)
    assert done.status == 200, done.text
    return f"{dispute}/attachment/{file['attachmentID']}"


def listed(app: App, dispute: str, who: str = "agent") -> list[str]:
    return [row["name"] for row in app.as_(who).get(f"{dispute}/attachment").json["value"]]

"""Large mails that come in, on the product as it is packaged (X-14)."""

import sys
from base64 import encodebytes
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from infra import mail_in
from tests.mails import TEXT, mixed
from tests.stack import Stack

MB = 1_000_000
FILE_BYTES, FILES = 7 * MB, 2
LETTER_WITHIN_SECONDS = 60


def large(sender: str, to: str) -> bytes:
    """A mail of twenty megabytes as it goes over the wire: two files, in lines as programs write
    them.
    """
    content = encodebytes(b"%PDF-1.7\n" + b"x" * (FILE_BYTES - 9)).replace(b"\n", b"\r\n")
    head = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
    files = [
        head + f"Content-Disposition: attachment; filename={n}.pdf\r\n\r\n".encode() + content
        for n in range(FILES)
    ]
    mail = mixed(TEXT, *files).raw()
    ours = f"From: {sender}\r\nTo: {to}\r\n".encode()
    return ours + mail[mail.index(b"Subject:") :]


def letter(stack: Stack, subject: str) -> Any:
    """The letter that the product sends with that in its subject."""
    until = monotonic() + LETTER_WITHIN_SECONDS
    while monotonic() < until:
        for mail in stack.get("/outbox").json["value"]:
            if subject in mail["subject"]:
                return mail
        sleep(0.5)
    raise AssertionError(f"No letter about {subject}")


@pytest.mark.long
def test_a_mail_of_twenty_megabytes_comes_in_with_its_files(
    stack: Stack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """X-14, X-13: by `make mail-in`, in one go."""
    customer, agent = stack.sign_in("customer"), stack.sign_in("agent")
    asked = {"subject": "Meters of 2026", "text": "Which of them did you read?"}
    ticket = stack.call("POST", "/ticket", asked, customer).json["ticketID"]
    said = stack.call("POST", f"/ticket/{ticket}/message", {"text": "Show us."}, agent)
    assert said.status == 201
    mail = letter(stack, "Meters of 2026")
    file = tmp_path / "answer.eml"
    file.write_bytes(large(mail["to"], mail["replyTo"]))
    assert file.stat().st_size > 19 * MB
    monkeypatch.setenv("PORT", stack.url.rpartition(":")[2])
    monkeypatch.setattr(sys, "argv", ["mail-in", str(file)])
    mail_in.main()
    assert "said" in capsys.readouterr().out
    files = stack.call("GET", f"/ticket/{ticket}/attachment", token=agent).json["value"]
    named = {one["name"]: one["size"] for one in files}
    assert named == {f"{n}.pdf": FILE_BYTES for n in range(FILES)}

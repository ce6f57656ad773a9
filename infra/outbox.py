"""The mails that the product on this machine has sent: read from the emulator, kept in a file
between runs.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from infra.copies import replace_file

KEPT = 500
"""How many of the newest mails are kept."""


class Outbox:
    """What the emulator's mail service took, newest first. Nothing is ever really sent."""

    def __init__(self, emulator_url: str, file: Path, headers: dict[str, str]) -> None:
        self.url = f"{emulator_url}/_ministack/ses/messages"
        self.file = file
        self.headers = {"Accept-Encoding": "identity"} | headers
        self.kept = _read(file)

    async def read(self, session: aiohttp.ClientSession) -> list[dict[str, Any]]:
        """All mails; what is new since the last time is kept, since the emulator forgets it when it
        stops.
        """
        async with session.get(self.url, headers=self.headers) as answer:
            said = await answer.json()
        known = {mail["id"] for mail in self.kept}
        sent = (_mail(message) for messages in said["messages"].values() for message in messages)
        new = [mail for mail in sent if mail["id"] not in known]
        if new:
            self.kept = sorted([*new, *self.kept], key=lambda mail: mail["at"], reverse=True)[:KEPT]
            replace_file(self.file, json.dumps(self.kept))
        return self.kept


def _read(file: Path) -> list[dict[str, Any]]:
    """The mails of earlier runs; a file that is damaged is put aside, since nothing but this page
    depends on it.
    """
    try:
        mails = json.loads(file.read_bytes())
    except FileNotFoundError:
        return []
    except ValueError:
        mails = None
    if not isinstance(mails, list) or not all(
        isinstance(mail, dict) and {"id", "at"} <= mail.keys() for mail in mails
    ):
        file.replace(file.with_name(f"{file.name}.damaged"))
        return []
    return mails


def _mail(message: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": message["MessageId"],
        "at": datetime.fromtimestamp(message["Timestamp"], UTC)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z"),
        "from": message["Source"],
        "to": ", ".join(message["To"]),
        "replyTo": message.get("ReplyTo", ""),
        "references": message.get("References", ""),
        "subject": message["Subject"],
        "text": _unix(message["BodyText"]),
        "html": _unix(message["BodyHtml"]),
    }


def _unix(text: str | None) -> str:
    """Text with the line ends of this side; mail has its own on the way."""
    return (text or "").replace("\r\n", "\n")

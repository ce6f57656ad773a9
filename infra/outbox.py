"""The mails that the product on this machine has sent: read from the emulator, kept in a file between runs."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

KEPT = 500
"""How many of the newest mails are kept."""


class Outbox:
    """What the emulator's mail service took, newest first. Nothing is ever really sent."""

    def __init__(self, emulator_url: str, file: Path) -> None:
        self.url = f"{emulator_url}/_ministack/ses/messages"
        self.file = file
        self.kept: list[dict[str, Any]] = json.loads(file.read_text()) if file.exists() else []

    async def read(self, session: aiohttp.ClientSession) -> list[dict[str, Any]]:
        """All mails; what is new since the last time is kept, since the emulator forgets it when it stops."""
        async with session.get(self.url, headers={"Accept-Encoding": "identity"}) as answer:
            said = await answer.json()
        known = {mail["id"] for mail in self.kept}
        sent = (_mail(message) for messages in said["messages"].values() for message in messages)
        new = [mail for mail in sent if mail["id"] not in known]
        if new:
            self.kept = sorted([*new, *self.kept], key=lambda mail: mail["at"], reverse=True)[:KEPT]
            self.file.write_text(json.dumps(self.kept))
        return self.kept


def _mail(message: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": message["MessageId"],
        "at": datetime.fromtimestamp(message["Timestamp"], UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "from": message["Source"],
        "to": ", ".join(message["To"]),
        "subject": message["Subject"],
        "text": _unix(message["BodyText"]),
        "html": _unix(message["BodyHtml"]),
    }


def _unix(text: str | None) -> str:
    """Text with the line ends of this side; mail has its own on the way."""
    return (text or "").replace("\r\n", "\n")

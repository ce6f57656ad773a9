"""Mail that comes in on this machine, in place of the mail service: a raw mail is put into the
bucket, and the function is called as SES would call it.
"""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.utils import getaddresses, parseaddr
from typing import Any

from infra.resources.mail import MAIL_IN

FOUND = ("spam", "virus", "spf", "dkim", "dmarc")


@dataclass(frozen=True)
class Inbox:
    """Where mail comes in."""

    client: Callable[[str], Any]
    """A client of a service of the emulator."""
    bucket: str
    function: str

    def bring(self, raw: bytes) -> str:
        """What became of a mail, as the function says it."""
        object_id = uuid.uuid4().hex
        self.client("s3").put_object(Bucket=self.bucket, Key=f"{MAIL_IN}{object_id}", Body=raw)
        answer = self.client("lambda").invoke(
            FunctionName=self.function, Payload=json.dumps(event_of(raw, object_id))
        )
        told = json.loads(answer["Payload"].read())
        if not isinstance(told, list):
            raise RuntimeError(f"The function failed: {told}")
        return str(told[0])


def event_of(raw: bytes, object_id: str) -> dict[str, Any]:
    """What SES would tell of a mail: all is well, but for what a header says in its words, such as
    `Authentication-Results: amazonses.com; dmarc=fail`.
    """
    mail = message_from_bytes(raw)
    to = [str(value) for name in ("To", "Cc", "Delivered-To") for value in mail.get_all(name, [])]
    said = str(mail.get("Authentication-Results", "")).lower()
    receipt: dict[str, Any] = {
        f"{name}Verdict": {"status": "FAIL" if f"{name}=fail" in said else "PASS"} for name in FOUND
    }
    receipt["recipients"] = [address for _, address in getaddresses(to) if address]
    source = str(mail.get("Return-Path") or parseaddr(str(mail.get("From", "")))[1])
    told = {"mail": {"messageId": object_id, "source": source}, "receipt": receipt}
    return {"Records": [{"eventSource": "aws:ses", "ses": told}]}

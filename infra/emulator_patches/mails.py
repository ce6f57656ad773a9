"""By what a mail is answered, which ministack would not keep: the outbox shows it."""

import base64
import json
from email import message_from_bytes
from typing import Any

import ministack.app as emulator
from ministack.services import ses

_send_raw_email = ses._send_raw_email
_tell_mails = emulator._handle_ses_messages_request


def install() -> None:
    """Has the emulator keep and tell it."""
    ses._send_raw_email = send_raw_email
    emulator._handle_ses_messages_request = tell_mails


def send_raw_email(params: dict[str, Any]) -> Any:
    """Sends a mail, and keeps of it by what it is answered too, which ministack would not."""
    sent = _send_raw_email(params)
    mails = ses._sent_emails_list()
    if mails and sent[0] == 200:
        raw = message_from_bytes(base64.b64decode(ses._p(params, "RawMessage.Data")))
        mails[-1] |= {
            "ReplyTo": str(raw.get("Reply-To", "")),
            "References": str(raw.get("References", "")),
        }
    return sent


async def tell_mails(*asked: Any) -> Any:
    """The mails for the outbox, with by what they are answered."""
    answer = await _tell_mails(*asked)
    if not answer or answer[0] != 200:
        return answer
    kept = {mail["MessageId"]: mail for mails in ses._sent_emails.all_values() for mail in mails}
    told = json.loads(answer[2])
    for mail in (mail for mails in told["messages"].values() for mail in mails):
        known = kept.get(mail["MessageId"], {})
        mail |= {name: known.get(name, "") for name in ("ReplyTo", "References")}
    return answer[0], answer[1], json.dumps(told).encode()

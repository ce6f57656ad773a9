"""Answers by mail, as the mail service brings them: to the letters that the product sent."""

from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from chalicelib import wiring
from chalicelib.mail.sending import Mailer
from chalicelib.store.files import mail_key
from tests.app import App
from tests.iam import MAILBOX, StandIn
from tests.mails import Mail
from tests.services import INBOUND_DOMAIN, SENDER

_objects = count(1)
PASSED = dict.fromkeys(("spam", "virus", "spf", "dkim", "dmarc"), "PASS")


@dataclass
class Correspondence:
    """The letters that went out, and the answers that come in."""

    app: App

    def __post_init__(self) -> None:
        mailbox = StandIn(self.app.rights, self.app.mailbox, MAILBOX)
        wiring.parts().mailer = Mailer(mailbox, SENDER, "", INBOUND_DOMAIN)

    def address(self, to: str) -> str:
        """Where an answer to the last letter to somebody goes."""
        letters = [
            one for one in self.app.mailbox.letters() if one["To"].addresses[0].addr_spec == to
        ]
        return str(letters[-1]["Reply-To"].addresses[0].addr_spec)

    def bring(self, mail: Mail | bytes, to: str, source: str = "x@y.test", **verdicts: str) -> str:
        """What becomes of a mail to an address, to which it is written unless it says otherwise."""
        if isinstance(mail, Mail) and "To" not in mail.headers:
            mail = replace(mail, headers={"To": to, **mail.headers})
        raw = mail if isinstance(mail, bytes) else mail.raw()
        object_id = f"mail-{next(_objects)}"
        wiring.parts().files.write(mail_key(object_id), raw)
        return self.again(object_id, to, source, **verdicts)

    def again(self, object_id: str, to: str, source: str = "x@y.test", **verdicts: str) -> str:
        """The same, of a mail that lies in the bucket."""
        from app import mail_in

        found = PASSED | verdicts
        receipt = {f"{name}Verdict": {"status": said} for name, said in found.items()}
        said: dict[str, Any] = {
            "mail": {"messageId": object_id, "source": source},
            "receipt": receipt | {"recipients": to.split(", ")},
        }
        with self.app.rights.of("mail-in"):
            [outcome] = mail_in({"Records": [{"eventSource": "aws:ses", "ses": said}]}, None)
        return str(outcome)

    def aside(self) -> list[str]:
        """Why mails were set aside."""
        return [key.split("/")[1] for key in wiring.parts().files.keys_in("mail-aside/")]


def answer(who: str, words: str = "We do not agree.", number: int = 1, **values: Any) -> Mail:
    """What somebody answers."""
    head = {"sender": who, "message_id": f"<{number}@{who.rpartition('@')[2]}>"}
    return replace(Mail(words.encode()), **(head | values))


def beside_mails(app: App) -> dict[str, Any]:
    """All that is stored, but for mails that came in, their count, and the records of commands."""
    return {
        name: item
        for name, item in app.items().items()
        if not name.startswith(("MAIL#", "COMMAND#"))
    }

"""The services that tests have in their hands."""

import json
import re
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from typing import Any, cast

from botocore.exceptions import ClientError

from chalicelib.domain.disputes.attachments import Content
from chalicelib.domain.upkeep.set_aside import read
from chalicelib.errors import InvalidInput
from chalicelib.store.sessions import Sessions
from chalicelib.store.set_aside import Held
from tests import clock

SENDER = "Redress <disputes@redress.test>"
CODE = "123456"
"""What somebody's phone shows."""
FIRST_PASSWORD = "a-first-password"
INBOUND_DOMAIN = "answers.redress.test"


class Mailbox:
    """The mail service in one's hands: every letter that was sent, and what it shall answer the
    next time.
    """

    class exceptions:
        ClientError = ClientError

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.refusals: list[str] = []

    def send_raw_email(self, **request: Any) -> dict[str, str]:
        if self.refusals:
            code = self.refusals.pop(0)
            raise ClientError(
                {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": 400}},
                "SendRawEmail",
            )  # type: ignore[typeddict-item]
        self.sent.append(request)
        return {"MessageId": f"message-{len(self.sent)}"}

    def link(self, place: str = "response") -> str:
        """The token of the personal link in the last letter that has one."""
        texts = [letter.get_body(("plain",)).get_content() for letter in self.letters()]  # type: ignore[union-attr]
        return re.findall(rf"/#/{place}/(\S+)", "\n".join(texts))[-1]

    def letters(self) -> list[EmailMessage]:
        """The letters as mail programs read them."""
        return [
            cast(EmailMessage, message_from_bytes(one["RawMessage"]["Data"], policy=policy.SMTP))
            for one in self.sent
        ]


class Gate(Sessions):
    """The sign-in of the user pool; that one phone makes one code stands in for all others."""

    def begin_second_factor(self, token: str) -> str:
        return "SECRETSECRETSECRETSECRETSECRET22"

    def confirm_second_factor(self, token: str, code: str) -> None:
        if code not in (CODE, "654321"):
            raise InvalidInput("Wrong.", errors=[{"pointer": "/code", "detail": "Wrong."}])

    def change_password(self, token: str, password: str, new_password: str) -> None:
        if password != FIRST_PASSWORD:
            raise InvalidInput("Wrong.", errors=[{"pointer": "/password", "detail": "Wrong."}])


class Door:
    """The user pool in one's hands: who signs in by which address, and who was mailed an
    invitation.
    """

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.waiting: set[str] = set()
        """By which addresses nobody has signed in yet."""
        self.mailed_again: list[str] = []

        self.shut_out: set[str] = set()
        self.told: list[str] = []
        """What was changed of whom, in its order."""

    def reset_second_factor(self, email: str) -> None:
        self.told.append(f"reset {email}")

    def sign_out(self, email: str) -> None:
        self.told.append(f"sign out {email}")

    def shut(self, email: str) -> None:
        self.shut_out.add(email)
        self.told.append(f"shut {email}")

    def open(self, email: str) -> None:
        self.shut_out.discard(email)
        self.told.append(f"open {email}")

    def awaits_password(self, email: str) -> bool:
        return email in self.waiting

    def invite_again(self, email: str) -> None:
        self.mailed_again.append(email)

    def find(self, email: str) -> str | None:
        return self.ids.get(email)

    def let_in(self, email: str) -> str:
        if email not in self.ids:
            self.waiting.add(email)
        return self.ids.setdefault(email, f"person-{len(self.ids) + 1}")


class Shelf:
    """The bucket of files in one's hands."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def upload(self, key: str, max_bytes: int, **_: Any) -> Any:
        return {"url": "https://uploads.test/", "fields": {"key": key}}

    def write(self, key: str, body: bytes) -> None:
        self.files[key] = body

    def look(self, key: str, max_bytes: int) -> Content:
        content = self.files[key]
        return Content(sha256(content).hexdigest()[:32], len(content), content[:max_bytes])

    def keep(self, source: str, target: str, tag: str, content_type: str) -> None:
        self.files[target] = self.files[source]

    def set_aside(self, source: str, target: str) -> None:
        self.files[target] = self.files[source]

    def keys_in(self, folder: str) -> list[str]:
        return [key for key in self.files if key.startswith(folder)]

    def remove(self, key: str) -> None:
        self.files.pop(key, None)

    def download_url(self, key: str, file_name: str, *_: Any, **__: Any) -> str:
        return f"https://uploads.test/{key}"


class Aside:
    """The queue of what was set aside in one's hands, a sweep to begin with, and what was called
    again.
    """

    def __init__(self) -> None:
        self.messages: dict[str, Held] = {}
        self.called: list[tuple[str, Any]] = []
        self.refused: set[str] = set()
        """Functions that cannot be called."""
        self.fault: tuple[str, BaseException] | None = None
        """What breaks the next call off, `before` or `after` it was taken."""
        self.put("sweep", {"requestPayload": {}})

    def put(
        self, function: str, told: dict[str, Any], *, at: datetime | None = None, stack: str = "t-"
    ) -> str:
        """What Lambda sets aside of a function's failure; by which id."""
        name = f"message-{len(self.messages) + len(self.called) + 1}"
        context = {
            "functionArn": f"arn:aws:lambda:us-east-1:123456789012:function:{stack}{function}:live",
            "condition": "RetriesExhausted",
        }
        body = json.dumps({"requestContext": context} | told)
        self.messages[name] = Held(read(name, body, at or clock.now(), "t-"), name)
        return name

    @staticmethod
    def batch(since: datetime, first: str = "1", last: str = "2") -> dict[str, Any]:
        """A place in the stream, as Lambda tells it."""
        return {
            "streamArn": "arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/1",
            "shardId": "shard-1",
            "startSequenceNumber": first,
            "endSequenceNumber": last,
            "batchSize": int(last) - int(first) + 1,
            "approximateArrivalOfFirstRecord": since.isoformat(),
        }

    def count(self) -> int:
        return len(self.messages)

    def take(self, most: int) -> list[Held]:
        return list(self.messages.values())[:most]

    def let_go(self, held: list[Held]) -> None:
        assert all(one.receipt in self.messages for one in held)

    def remove(self, held: list[Held]) -> None:
        for one in held:
            self.messages.pop(one.receipt, None)

    def call(self, function: str, payload: str) -> None:
        if function in self.refused:
            raise ConnectionError(function)
        fault, self.fault = self.fault, None
        if fault is None or fault[0] == "after":
            self.called.append((function, json.loads(payload)))
        if fault:
            raise fault[1]

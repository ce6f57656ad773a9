"""A letter to deliver, and what the mail service tells of it."""

import json
from datetime import UTC, datetime
from email import message_from_bytes
from itertools import count
from typing import Any

import boto3
from botocore.config import Config
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from chalicelib import wiring
from chalicelib.actions.letters.deliveries import Outgoing, Tally, deliver
from chalicelib.actions.letters.post_office import PostOffice
from chalicelib.links import PersonalLink
from chalicelib.mail.example_facts import EXAMPLE
from chalicelib.mail.sending import Mailer
from tests import snapshots
from tests.app import App
from tests.breaking_off import Death
from tests.scenarios import Desk
from tests.services import SENDER

URL = "https://redress.test"


LINK = PersonalLink("approver", "any-1-1", "hash", datetime(2027, 1, 1, tzinfo=UTC))


class Post:
    """A dispute, the mail service, a clock that is set by hand, and a letter to deliver."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.dispute_id = Desk(app).raised().dispute_id
        self.ses = boto3.client(
            "ses", config=Config(retries={"mode": "standard", "max_attempts": 1})
        )
        self.ses.verify_domain_identity(Domain="redress.test")
        self.now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
        ids = count(1)
        mailer = Mailer(self.ses, SENDER, "")
        self.runtime = PostOffice(
            app.table,
            lambda: self.now,
            lambda: f"LEASE{next(ids)}",
            mailer,
            wiring.parts().signer,
            URL,
        )
        self.calls: list[str] = []
        for client, service in ((app.client, "dynamodb"), (self.ses, "ses")):
            client.meta.events.register(f"before-call.{service}", self._before)
            client.meta.events.register(f"after-call.{service}", self._after)
        self.strikes: tuple[int, str, BaseException] | None = None

    def deliver(self, *letters: Outgoing) -> Tally:
        return deliver(self.runtime, self.dispute_id, 1, letters or (ASKED,))

    def deliver_into(self, place: int, moment: str, fault: BaseException) -> Tally | None:
        """Delivers, with one of the calls broken; None when the process died of it."""
        self.calls, self.strikes = [], (place, moment, fault)
        try:
            return self.deliver()
        except Death:
            return None

    def sent(self) -> list[Any]:
        return [
            message_from_bytes(one.raw_data.encode())
            for one in ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages
        ]

    def forget_sent(self) -> None:
        ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages.clear()

    def events(self, kind: str = "mail") -> list[dict[str, Any]]:
        told = self.app.as_("finance").get(f"/dispute/{self.dispute_id}/event").json["value"]
        return [event for event in told if event["type"].startswith(kind)]

    def _before(self, model: Any, **_: Any) -> None:
        self.calls.append(model.name)
        self._strike("before")

    def _after(self, **_: Any) -> None:
        self._strike("after")

    def _strike(self, moment: str) -> None:
        if self.strikes and self.strikes[:2] == (len(self.calls) - 1, moment):
            fault, self.strikes = self.strikes[2], None
            raise fault


ASKED = Outgoing("approver", "approver@demo.test", "Ann Approver", "approvalAsked", EXAMPLE, LINK)


TOLD = Outgoing("agent", "agent@demo.test", "Ada Agent", "approvalApproved", EXAMPLE)


def calls_of(post: Post) -> list[str]:
    """The calls that one delivery takes; everything is then as before."""
    items = snapshots.taken(post.app)
    post.calls = []
    post.deliver()
    snapshots.put_back(post.app, items)
    post.forget_sent()
    return list(post.calls)


LONG_AGO = datetime(2020, 11, 22, 9, 0, tzinfo=UTC)


def bounce(dispute_id: str, at: datetime = LONG_AGO, sequence: int = 1) -> str:
    tags = (
        {
            "dispute": [dispute_id],
            "event": [str(sequence)],
            "person": ["agent"],
            "ses:caller-identity": ["x"],
        }
        if dispute_id
        else {}
    )
    part = {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "bouncedRecipients": [{"emailAddress": "Ada <Agent@Demo.test>", "status": "5.1.1"}],
        "timestamp": at.isoformat().replace("+00:00", "Z"),
    }
    return json.dumps(
        {"eventType": "Bounce", "bounce": part, "mail": {"messageId": "m", "tags": tags}}
    )

"""What a scenario is: an app made ready for a command, and the request that carries it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.app import App
from tests.http_client import Result

NOBODY_S_DISPUTE = "000000000000"


@dataclass(frozen=True)
class Sent:
    """A request that carries out a command, and one that differs from it."""

    method: str
    who: str
    target: str
    body: Any
    other_target: str
    other_body: Any
    link: str = ""
    """The personal link that stands in place of the sign-in, where one does."""

    def send(self, app: App, **headers: str) -> Result:
        """Sends it."""
        return app.request(self.who, self.method, self.target, self.body, self.headers(**headers))

    def send_other(self, app: App, **headers: str) -> Result:
        """Sends the one that differs."""
        return app.request(
            self.who, self.method, self.other_target, self.other_body, self.headers(**headers)
        )

    def headers(self, **headers: str) -> dict[str, str]:
        """With the link where one is needed."""
        return {name.replace("_", "-"): value for name, value in headers.items()} | (
            {"Response-Token": self.link} if self.link else {}
        )


@dataclass(frozen=True)
class Scenario:
    """How an app is made ready for a command, and what is sent then; `ready` gives the ids for the
    path.
    """

    who: str
    ready: Callable[[App], dict[str, Any]]
    body: Any = None
    other: Any = None
    """Another body; a command without one is sent to another dispute instead."""

    def prepared(self, app: App, command: str, about: str = "") -> Sent:
        """Brings the app into the state in which the command can be carried out; `about` tells that
        one from others of the same command.
        """
        method, template = command.split(" ")
        ids = app.once(f"ready for {command}{about}", lambda: self.ready(app))
        target, link = filled(template, ids), ids.get("link", "")
        if self.other is None:
            nobody_s = {
                "disputeID": NOBODY_S_DISPUTE,
                "approvalID": f"{NOBODY_S_DISPUTE}-1-1",
                "transferID": NOBODY_S_DISPUTE,
            }
            nobody_s |= {"proposalID": NOBODY_S_DISPUTE, "userID": NOBODY_S_DISPUTE}
            nobody_s |= {"followUpID": NOBODY_S_DISPUTE}
            nobody_s |= {"accountID": NOBODY_S_DISPUTE, "attachmentID": NOBODY_S_DISPUTE}
            if "disputeID" not in ids:
                nobody_s |= {"ticketID": NOBODY_S_DISPUTE, "planID": NOBODY_S_DISPUTE}
            if not {"disputeID", "accountID"} & ids.keys() and any(
                word in template for word in ("payee", "dunningBlock")
            ):
                nobody_s |= {"customerID": 1002}
            elsewhere = filled(template, ids | nobody_s)
            return Sent(method, self.who, target, self.body, elsewhere, self.body, link)
        body, other = (one(ids) if callable(one) else one for one in (self.body, self.other))
        return Sent(method, self.who, target, body, target, other, link)


def filled(template: str, ids: dict[str, Any]) -> str:
    """The path with the ids in it."""
    for name, value in ids.items():
        template = template.replace(f"{{{name}}}", str(value))
    return template


def done(result: Result) -> Result:
    """The answer to what was done; it was not refused."""
    assert result.status < 300, result.text
    return result

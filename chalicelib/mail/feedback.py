"""What the mail service says afterwards about letters: those that came back, and people who
complained.
"""

import json
from datetime import datetime
from typing import Any

from chalicelib.mail import plain
from chalicelib.values import dataclass

MAX_DETAIL = 200


class Unreadable(Exception):
    """The message is not one of the mail service's; it says why, and nothing of what is in it."""


@dataclass(frozen=True)
class Feedback:
    """That mail to these addresses came back for good (`bounce`) or was called a nuisance
    (`complaint`).
    """

    kind: str
    emails: tuple[str, ...]
    at: datetime
    detail: str
    dispute_id: str = ""
    sequence: int = 0
    user_id: str = ""


def read(message: str) -> Feedback | None:
    """What a message says; None for what needs no action, such as a full mailbox; `Unreadable` for
    anything else.
    """
    try:
        said = json.loads(message)
        kind = said.get("eventType") or said["notificationType"]
        if kind == "Bounce" and said["bounce"]["bounceType"] == "Permanent":
            return _feedback("bounce", said, said["bounce"], "bouncedRecipients")
        if kind == "Complaint":
            return _feedback("complaint", said, said["complaint"], "complainedRecipients")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unreadable(type(error).__name__) from None
    return None


def _feedback(kind: str, said: Any, part: Any, recipients: str) -> Feedback:
    tags = said["mail"].get("tags", {})
    emails = tuple(_address(recipient["emailAddress"]) for recipient in part[recipients])
    detail = str(part.get("bounceSubType") or part.get("complaintFeedbackType") or "")
    at = datetime.fromisoformat(part["timestamp"])
    if at.tzinfo is None or not emails:
        raise ValueError
    return Feedback(
        kind,
        emails,
        at,
        plain.one_line(detail, MAX_DETAIL),
        _tag(tags, "dispute"),
        int(_tag(tags, "event") or 0),
        _tag(tags, "person"),
    )


def _address(said: str) -> str:
    """The address alone, where a name stands before it too."""
    return plain.one_line(said.rpartition("<")[2].rstrip("> "), 320)


def _tag(tags: Any, name: str) -> str:
    values = tags.get(name) or [""]
    return str(values[0])

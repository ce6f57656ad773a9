"""What is kept of mails that came in: each one that reached a thing, how many did so in an hour,
and what those are known by (X-14).
"""

from dataclasses import replace
from datetime import datetime
from typing import Self

from chalicelib.values import dataclass

MOST_AN_HOUR = 12
"""How many mails act on one thing in an hour: people write a few, and two machines that answer each
other are stopped before anybody has to clear up after them.
"""

SAID, UNCONFIRMED, REFUSED, AUTOMATIC = "said", "unconfirmed", "refused", "automatic"
"""What became of a mail: it is its sender's words; nobody knows whose words it is; it was its
sender's, who may not say anything there; no person wrote it.
"""
COUNTED_APART = frozenset({UNCONFIRMED, AUTOMATIC})
"""Outcomes that are counted and marked apart, so that nobody who sends such mails keeps others
from being heard.
"""


class TooManyMails(Exception):
    """As many mails have acted on the thing within the hour as may."""


class BroughtAgain(Exception):
    """The mail has reached the thing before, under another Message-ID or none."""


@dataclass(frozen=True)
class KeptMail:
    """A mail that reached a thing, with all that was written in it, quotes and signature too."""

    thing_id: str
    mail_id: str
    """Names it among all that came, by its Message-ID."""
    message_id: str
    sender: str
    sender_name: str
    subject: str
    whole: str
    outcome: str
    at: datetime


@dataclass(frozen=True)
class MailMark:
    """What a mail is known by that reached a thing, whatever its Message-ID says."""

    thing_id: str
    mark: str
    mail_id: str

    def require_same(self, mail_id: str) -> None:
        """`BroughtAgain` of any mail but the one that left the mark."""
        if mail_id != self.mail_id:
            raise BroughtAgain


@dataclass(frozen=True)
class MailCount:
    """How many mails have acted on a thing within an hour."""

    thing_id: str
    hour: str
    count: int = 0

    def one_more(self) -> Self:
        """The count with one more; `TooManyMails` beyond what may."""
        if self.count >= MOST_AN_HOUR:
            raise TooManyMails
        return replace(self, count=self.count + 1)


def hour_of(at: datetime, outcome: str) -> str:
    """The hour by which mails are counted."""
    return f"{at:%Y-%m-%dT%H}{f'.{outcome}' if outcome in COUNTED_APART else ''}"


def apart(mark: str, outcome: str) -> str:
    """The mark under which a mail is kept: one that is unconfirmed or automatic keeps no other from
    being heard, which its sender brings with proof.
    """
    return f"{outcome}#{mark}" if outcome in COUNTED_APART else mark

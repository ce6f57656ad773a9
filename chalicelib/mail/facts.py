"""Facts of letters: what each kind of letter says, as plain words; what is empty is not said.

Each class says by `of` what its letters are about, of `NOUNS`.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar, TypeVar

from chalicelib.domain.letters.dispatch import DISPUTE, FOLLOW_UP, PROMISE, REMINDER, TICKET
from chalicelib.values import dataclass

Row = tuple[str, ...]
"""What a part of what is to be approved is, and its amounts as they are spelled."""

OF_ITS_KIND = ("subject", "asked", "all_asked", "put_back", "invoice_number", "owed")
"""The hashtags for which the kind of the dispute says what they stand for; what it does not say is
empty.
"""


@dataclass(frozen=True)
class ApprovalFacts:
    """What the letters about an approval say, as plain words; what is empty is not said."""

    of: ClassVar[str] = DISPUTE
    dispute_id: str
    customer_name: str
    currency: str
    amount: str
    total: str
    requester: str
    own: Mapping[str, str] = field(default_factory=dict)
    """Hashtag → what the kind of the dispute says, of `OF_ITS_KIND`."""
    columns: Row = ()
    """What stands above its parts: what one is called, and its amounts."""
    parts: tuple[Row, ...] = ()
    reason: str = ""
    description: str = ""
    comment: str = ""
    level: str = ""
    instead_of: str = ""
    due: str = ""
    earlier_amount: str = ""
    decided_by: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class ThreadFacts:
    """What the letters about the thread of a booking's dispute say, as plain words; what is empty
    is not said.
    """

    of: ClassVar[str] = DISPUTE
    dispute_id: str
    booking_reference: str
    operator_name: str
    aggregator_name: str
    unread: str
    news: str = ""
    issue: str = ""


@dataclass(frozen=True)
class ConversationFacts:
    """What the letters about the conversation on a dispute on an invoice say, as plain words."""

    of: ClassVar[str] = DISPUTE
    dispute_id: str
    invoice_number: str
    customer_name: str
    unread: str
    news: str = ""


@dataclass(frozen=True)
class OrderFacts:
    """What the letters about a payout dispute say, as plain words; what is empty is not said."""

    of: ClassVar[str] = DISPUTE
    dispute_id: str
    order_number: str
    claim: str
    unread: str
    news: str = ""
    deadline: str = ""


@dataclass(frozen=True)
class ReplyFacts:
    """What the letter says that a mail was not taken as an answer: why, and to what."""

    dispute_id: str
    """The dispute, or whatever else it was about."""
    comment: str
    thing: str
    of: str = DISPUTE


@dataclass(frozen=True)
class ItemsFacts:
    """What each letter about a customer's open items says, with their list."""

    of: ClassVar[str]
    dispute_id: str
    """What the letter belongs to, such as the follow-up."""
    customer_name: str
    items_total: str
    columns: Row = field(default=(), kw_only=True)
    parts: tuple[Row, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class FollowUpFacts(ItemsFacts):
    """What the letters about a follow-up on open items say, as plain words."""

    of: ClassVar[str] = FOLLOW_UP
    collector: str
    item_status: str
    comment: str
    due: str
    instead_of: str = ""
    resolver: str = ""
    chases: str = ""


@dataclass(frozen=True)
class AccountFacts(ItemsFacts):
    """What the letters to a customer about its account say; it stands beneath them."""

    account_number: str


@dataclass(frozen=True)
class ReminderFacts(AccountFacts):
    """What reminds a customer of open items says, as plain words; what is empty is not said."""

    of: ClassVar[str] = REMINDER
    dunning_level: str
    as_of: str
    credits_named: str = ""
    credits_set_off: str = ""
    instalments_missed: str = ""
    letter_number: str = ""
    letter_count: str = ""


@dataclass(frozen=True)
class PromiseFacts(AccountFacts):
    """What a customer is asked to promise, as plain words."""

    of: ClassVar[str] = PROMISE
    collector: str
    comment: str
    due: str


@dataclass(frozen=True)
class TicketFacts:
    """What the letters about a ticket say, as plain words."""

    of: ClassVar[str] = TICKET
    dispute_id: str
    """The ticket, which is what the letters belong to."""
    ticket_id: str
    ticket_subject: str
    customer_name: str
    unread: str
    news: str = ""


Items = TypeVar("Items", bound=ItemsFacts)


def as_decided(kind: type[Items], thing_id: str, kept: Mapping[str, Any]) -> Items:
    """The facts of a letter as they were decided: whatever changes before it leaves is not in it
    (CO-07).
    """
    said = dict(kept)
    columns, parts = tuple(said.pop("columns")), tuple(tuple(row) for row in said.pop("parts"))
    return kind(dispute_id=thing_id, columns=columns, parts=parts, **said)

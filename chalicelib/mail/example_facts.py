"""Example facts: what letters say of matters that never were, for previews."""

from collections.abc import Container
from dataclasses import fields
from typing import Any, TypeVar

from chalicelib.domain.collections.dunning.terms import REMINDERS
from chalicelib.mail.facts import (
    OF_ITS_KIND,
    ApprovalFacts,
    ConversationFacts,
    FollowUpFacts,
    OrderFacts,
    PromiseFacts,
    ReminderFacts,
    ReplyFacts,
    ThreadFacts,
    TicketFacts,
)
from chalicelib.mail.hashtags import HASHTAGS
from chalicelib.mail.letter_kinds import (
    CONVERSATION_LETTERS,
    FOLLOW_UP_LETTERS,
    ORDER_LETTERS,
    PROMISE_LETTERS,
    REPLY_LETTERS,
    THREAD_LETTERS,
    TICKET_LETTERS,
)
from chalicelib.mail.letters import Facts
from chalicelib.mail.outcomes import EXAMPLE_OUTCOME, OUTCOME
from chalicelib.mail.templates import base_of

Said = TypeVar("Said", bound=Facts)


def _example(facts: type[Said], **own: Any) -> Said:
    """Facts that say of each hashtag its example, but for what is given."""
    names = {field.name for field in fields(facts)} & HASHTAGS.keys()
    return facts(**{name: HASHTAGS[name].example for name in names} | own)


EXAMPLE = _example(
    ApprovalFacts,
    own={name: HASHTAGS[name].example for name in OF_ITS_KIND},
    columns=("Line", "Charged", "Disputed", "Credit"),
    parts=(("MONTHLY FEE", "9.99 USD", "4.95 USD", "3.00 USD"),),
)
EXAMPLE_THREAD = _example(ThreadFacts)
EXAMPLE_CONVERSATION = _example(ConversationFacts, news="We: Please send us the contract.")
EXAMPLE_ORDER = _example(OrderFacts, news="The vendor was asked.")
EXAMPLE_REPLY = _example(ReplyFacts, comment="The dispute is closed; nothing more is said in it.")
EXAMPLE_FOLLOW_UP = _example(
    FollowUpFacts,
    instead_of="",
    columns=("Invoice", "Due", "Open", "Disputed"),
    parts=(("1984950", "31 Oct 2026", "34.95 USD", "4.95 USD"),),
)
EXAMPLE_REMINDER = _example(
    ReminderFacts,
    items_total="50.00 USD",
    columns=("Invoice", "Due", "Open", "In clarification", "To pay"),
    parts=(("1984950", "31 Oct 2026", "80.00 USD", "30.00 USD", "50.00 USD"),),
)
EXAMPLE_PROMISE = _example(
    PromiseFacts,
    items_total="50.00 USD",
    comment="We spoke on the phone yesterday.",
    columns=EXAMPLE_REMINDER.columns,
    parts=EXAMPLE_REMINDER.parts,
)
EXAMPLE_TICKET = _example(TicketFacts, news="We: The invoice was sent by post on Monday.")

_OF_LETTERS: tuple[tuple[Container[str], Facts], ...] = (
    (REMINDERS, EXAMPLE_REMINDER),
    ((OUTCOME,), EXAMPLE_OUTCOME),
    (PROMISE_LETTERS, EXAMPLE_PROMISE),
    (CONVERSATION_LETTERS, EXAMPLE_CONVERSATION),
    (ORDER_LETTERS, EXAMPLE_ORDER),
    (REPLY_LETTERS, EXAMPLE_REPLY),
    (FOLLOW_UP_LETTERS, EXAMPLE_FOLLOW_UP),
    (TICKET_LETTERS, EXAMPLE_TICKET),
    (THREAD_LETTERS, EXAMPLE_THREAD),
)
"""The letters, and what they say in a preview; those about approvals are not named."""


def example_of(template_id: str) -> Facts:
    """A matter that never was, of the kind that a template is about."""
    base = base_of(template_id)
    return next((example for letters, example in _OF_LETTERS if base in letters), EXAMPLE)

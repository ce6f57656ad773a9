"""Letters: what a template and the facts of a matter come to; pure, so that a preview is what is
sent (DM-03).
"""

from collections.abc import Mapping
from dataclasses import field

from chalicelib.domain.collections.dunning_terms import REMINDERS
from chalicelib.domain.letters.dispatch import DISPUTE, FOLLOW_UP, NOUNS, PROMISE, REMINDER, TICKET
from chalicelib.mail import markup, plain
from chalicelib.mail.hashtags import HASHTAGS, TABLES, fill, is_alone, names_in
from chalicelib.mail.languages.known import language_of, words_of
from chalicelib.mail.letter_kinds import (
    CONVERSATION_LETTERS,
    FOLLOW_UP_LETTERS,
    ORDER_LETTERS,
    PROMISE_LETTERS,
    REPLY_LETTERS,
    THREAD_LETTERS,
    TICKET_LETTERS,
)
from chalicelib.mail.outcomes import EXAMPLE_OUTCOME, OUTCOME, OutcomeFacts
from chalicelib.mail.templates import base_of
from chalicelib.mail.wordings import Template
from chalicelib.values import dataclass

MAX_VALUE = 1000
MAX_SUBJECT = 250
MAX_NAME = 80

PRIVATE_LINK = "[personal link]"
"""What is kept of a letter in place of the link that only its reader may have."""

Row = tuple[str, ...]
"""What a part of what is to be approved is, and its amounts as they are spelled."""

OF_ITS_KIND = ("subject", "asked", "all_asked", "put_back", "invoice_number", "owed")
"""The hashtags for which the kind of the dispute says what they stand for; what it does not say is
empty.
"""


@dataclass(frozen=True)
class ApprovalFacts:
    """What the letters about an approval say, as plain words; what is empty is not said."""

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

    dispute_id: str
    invoice_number: str
    customer_name: str
    unread: str
    news: str = ""


@dataclass(frozen=True)
class OrderFacts:
    """What the letters about a payout dispute say, as plain words; what is empty is not said."""

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
class FollowUpFacts:
    """What the letters about a follow-up on open items say, as plain words."""

    dispute_id: str
    """The follow-up, which is what the letters belong to."""
    customer_name: str
    collector: str
    item_status: str
    comment: str
    items_total: str
    due: str
    columns: Row = ()
    parts: tuple[Row, ...] = ()
    instead_of: str = ""
    resolver: str = ""
    chases: str = ""


@dataclass(frozen=True)
class ReminderFacts:
    """What reminds a customer of open items says, as plain words; what is empty is not said."""

    dispute_id: str
    """The customer's reminders, which is what the letters belong to."""
    customer_name: str
    account_number: str
    dunning_level: str
    as_of: str
    items_total: str
    columns: Row = ()
    parts: tuple[Row, ...] = ()
    credits_named: str = ""
    instalments_missed: str = ""


@dataclass(frozen=True)
class PromiseFacts:
    """What a customer is asked to promise, as plain words."""

    dispute_id: str
    """What the customer is asked, which is what the letters belong to."""
    customer_name: str
    account_number: str
    collector: str
    comment: str
    items_total: str
    due: str
    columns: Row = ()
    parts: tuple[Row, ...] = ()


@dataclass(frozen=True)
class TicketFacts:
    """What the letters about a ticket say, as plain words."""

    dispute_id: str
    """The ticket, which is what the letters belong to."""
    ticket_id: str
    ticket_subject: str
    customer_name: str
    unread: str
    news: str = ""


Facts = (
    ApprovalFacts
    | ThreadFacts
    | ConversationFacts
    | OrderFacts
    | ReplyFacts
    | FollowUpFacts
    | ReminderFacts
    | OutcomeFacts
    | PromiseFacts
    | TicketFacts
)
"""What a letter is about."""
_WITH_TABLES = ApprovalFacts | FollowUpFacts | ReminderFacts | OutcomeFacts | PromiseFacts
"""Those whose letters have rows."""

PARAGRAPHS = ("comment", "description", "news", "issue", "outcome_reasons")
"""What may have several lines; everything else has one."""


@dataclass(frozen=True)
class Reader:
    """Who gets a letter, and the links in it: `link` is that person's alone."""

    email: str
    name: str
    dispute_link: str
    link: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter as it is sent; `thread` is the dispute that it is about, or what else `of` says."""

    to: str
    to_name: str
    subject: str
    text: str
    html: str
    thread: str
    of: str = DISPUTE
    reply_to: str = ""
    """Where an answer goes that shall come in; empty for the sender's mailbox."""

    def without_link(self, link: str) -> str:
        """The text as it is kept: the personal link is nobody else's business."""
        return self.text.replace(link, PRIVATE_LINK) if link else self.text


EXAMPLE = ApprovalFacts(
    **{
        name: HASHTAGS[name].example
        for name in ApprovalFacts.__dataclass_fields__
        if name in HASHTAGS
    },
    own={name: HASHTAGS[name].example for name in OF_ITS_KIND},
    columns=("Line", "Charged", "Disputed", "Credit"),
    parts=(("MONTHLY FEE", "9.99 USD", "4.95 USD", "3.00 USD"),),
)
"""A matter that never was, for previews."""

EXAMPLE_THREAD = ThreadFacts(
    **{name: HASHTAGS[name].example for name in ThreadFacts.__dataclass_fields__}
)
EXAMPLE_CONVERSATION = ConversationFacts(
    **{
        name: HASHTAGS[name].example
        for name in ConversationFacts.__dataclass_fields__
        if name != "news"
    },
    news="We: Please send us the contract.",
)

EXAMPLE_ORDER = OrderFacts(
    **{name: HASHTAGS[name].example for name in OrderFacts.__dataclass_fields__ if name != "news"},
    news="The vendor was asked.",
)

EXAMPLE_REPLY = ReplyFacts(
    HASHTAGS["dispute_id"].example,
    "The dispute is closed; nothing more is said in it.",
    HASHTAGS["thing"].example,
)


EXAMPLE_FOLLOW_UP = FollowUpFacts(
    **{
        name: HASHTAGS[name].example
        for name in FollowUpFacts.__dataclass_fields__
        if name in HASHTAGS and name != "instead_of"
    },
    columns=("Invoice", "Due", "Open", "Disputed"),
    parts=(("1984950", "2026-10-31", "34.95 USD", "4.95 USD"),),
)


EXAMPLE_REMINDER = ReminderFacts(
    **{
        name: HASHTAGS[name].example
        for name in ReminderFacts.__dataclass_fields__
        if name in HASHTAGS and name != "items_total"
    },
    items_total="50.00 USD",
    columns=("Invoice", "Due", "Open", "In clarification", "To pay"),
    parts=(("1984950", "2026-10-31", "80.00 USD", "30.00 USD", "50.00 USD"),),
)

EXAMPLE_PROMISE = PromiseFacts(
    **{
        name: HASHTAGS[name].example
        for name in PromiseFacts.__dataclass_fields__
        if name in HASHTAGS and name not in ("items_total", "comment")
    },
    items_total="50.00 USD",
    comment="We spoke on the phone yesterday.",
    columns=EXAMPLE_REMINDER.columns,
    parts=EXAMPLE_REMINDER.parts,
)

EXAMPLE_TICKET = TicketFacts(
    **{name: HASHTAGS[name].example for name in TicketFacts.__dataclass_fields__ if name != "news"},
    news="We: The invoice was sent by post on Monday.",
)


def example_of(template_id: str) -> Facts:
    """A matter that never was, of the kind that a template is about."""
    if base_of(template_id) in REMINDERS:
        return EXAMPLE_REMINDER
    if base_of(template_id) == OUTCOME:
        return EXAMPLE_OUTCOME
    if base_of(template_id) in PROMISE_LETTERS:
        return EXAMPLE_PROMISE
    if template_id in CONVERSATION_LETTERS:
        return EXAMPLE_CONVERSATION
    if template_id in ORDER_LETTERS:
        return EXAMPLE_ORDER
    if template_id in REPLY_LETTERS:
        return EXAMPLE_REPLY
    if template_id in FOLLOW_UP_LETTERS:
        return EXAMPLE_FOLLOW_UP
    if template_id in TICKET_LETTERS:
        return EXAMPLE_TICKET
    return EXAMPLE_THREAD if template_id in THREAD_LETTERS else EXAMPLE


def write(template: Template, facts: Facts, reader: Reader) -> Letter:
    """The letter to a reader: a subject, and one body as text and as HTML."""
    values = values_of(facts, reader)
    columns, rows, lines = _filled(template, facts, values)
    of = thing_of(facts)
    subject, blocks = body_of(template, facts, reader)
    return Letter(
        to=reader.email,
        to_name=plain.one_line(reader.name, MAX_NAME),
        subject=subject,
        text=_as_text(lines, columns, rows, values),
        html=markup.page(
            subject,
            blocks,
            f"Redress · {_belongs_to(template, facts)}",
            language_of(template.template_id),
        ),
        thread=facts.dispute_id,
        of=of,
    )


def body_of(template: Template, facts: Facts, reader: Reader) -> tuple[str, list[str]]:
    """A letter's subject, and what it says as blocks of HTML, for a mail and for paper alike."""
    values = values_of(facts, reader)
    columns, rows, lines = _filled(template, facts, values)
    subject = plain.one_line(fill(template.subject, values), MAX_SUBJECT)
    answer = words_of(template.template_id).answer
    return subject, markup.blocks(lines, values, markup.table(columns, rows), answer)


def _filled(
    template: Template, facts: Facts, values: dict[str, str]
) -> tuple[Row, list[Row], list[str]]:
    """The columns and rows of its table, and the lines that have something to say."""
    columns, rows = (
        (facts.columns, [_row(line) for line in facts.parts])
        if isinstance(facts, _WITH_TABLES)
        else ((), [])
    )
    tables = {name: name if rows else "" for name in TABLES}
    return columns, rows, _said_lines(template.body, values | tables)


def _belongs_to(template: Template, facts: Facts) -> str:
    """What the letter is about, beneath it."""
    if isinstance(facts, ReminderFacts | OutcomeFacts | PromiseFacts):
        account = words_of(template.template_id).account
        return plain.one_line(account.format(number=facts.account_number), MAX_NAME)
    return f"{NOUNS[thing_of(facts)].capitalize()} {plain.one_line(facts.dispute_id, MAX_VALUE)}"


def thing_of(facts: Facts) -> str:
    """What a letter with these facts is about, of `NOUNS`."""
    if isinstance(facts, ReplyFacts):
        return facts.of
    if isinstance(facts, TicketFacts):
        return TICKET
    if isinstance(facts, ReminderFacts | OutcomeFacts):
        return REMINDER
    if isinstance(facts, PromiseFacts):
        return PROMISE
    return FOLLOW_UP if isinstance(facts, FollowUpFacts) else DISPUTE


def named(of: str, thing_id: str) -> str:
    """What a letter is about, as it is called in it."""
    return f"{NOUNS[of]} {thing_id}"


def values_of(facts: Facts, reader: Reader) -> dict[str, str]:
    """What each hashtag says in this letter."""
    said = {name: value for name, value in vars(facts).items() if isinstance(value, str)}
    if isinstance(facts, ApprovalFacts):
        said |= dict.fromkeys(OF_ITS_KIND, "") | dict(facts.own)
    values = {name: plain.one_line(value, MAX_VALUE) for name, value in said.items()}
    values |= {name: plain.paragraph(said[name], MAX_VALUE) for name in PARAGRAPHS if name in said}
    return values | {
        "person_name": plain.one_line(reader.name, MAX_NAME),
        "link": reader.link,
        "dispute_link": reader.dispute_link,
    }


def _said_lines(body: str, values: dict[str, str]) -> list[str]:
    """The lines of a body but for those whose hashtags all have nothing to say; never two empty
    ones in a row.
    """
    kept: list[str] = []
    for line in body.splitlines():
        names = [name for name in names_in(line) if name in values]
        if names and not any(values[name] for name in names):
            continue
        if line.strip() or (kept and kept[-1].strip()):
            kept.append(line)
    return kept


def _as_text(lines: list[str], columns: Row, rows: list[Row], values: dict[str, str]) -> str:
    table = "\n".join(
        f"- {what}: "
        + ", ".join(
            f"{name[:1].lower()}{name[1:]} {amount}"
            for name, amount in zip(columns[1:], amounts, strict=True)
        )
        for what, *amounts in rows
    )
    return (
        "\n".join(
            table if is_alone(line) in TABLES else fill(line, values) for line in lines
        ).strip()
        + "\n"
    )


def _row(line: Row) -> Row:
    what, *amounts = (plain.one_line(cell, MAX_NAME) for cell in line)
    return (what or "—", *amounts)

"""Letters: what a template and the facts of a matter come to; pure, so that a preview is what is
sent (DM-03).
"""

from chalicelib.domain.letters.dispatch import DISPUTE
from chalicelib.domain.mail_in.private import PRIVATE_LINK
from chalicelib.mail import markup, plain
from chalicelib.mail.facts import (
    OF_ITS_KIND,
    AccountFacts,
    ApprovalFacts,
    ConversationFacts,
    ItemsFacts,
    OrderFacts,
    ReplyFacts,
    Row,
    ThreadFacts,
    TicketFacts,
)
from chalicelib.mail.hashtags import TABLES, fill, is_alone, names_in
from chalicelib.mail.languages.known import language_of, typeset, words_of
from chalicelib.mail.spelling import Spelling
from chalicelib.mail.wordings import Template
from chalicelib.values import dataclass

MAX_VALUE = 1000
MAX_SUBJECT = 250
MAX_NAME = 80

Facts = (
    ApprovalFacts
    | ThreadFacts
    | ConversationFacts
    | OrderFacts
    | ReplyFacts
    | ItemsFacts
    | TicketFacts
)
"""What a letter is about."""

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


def write(template: Template, facts: Facts, reader: Reader) -> Letter:
    """The letter to a reader: a subject, and one body as text and as HTML."""
    values = values_of(facts, reader)
    columns, rows, lines = _filled(template, facts, values)
    subject, blocks = body_of(template, facts, reader)
    return Letter(
        to=reader.email,
        to_name=plain.one_line(reader.name, MAX_NAME),
        subject=subject,
        text=_as_text(lines, columns, rows, values, words_of(template.template_id).says),
        html=markup.page(
            subject,
            blocks,
            f"Redress · {_belongs_to(template, facts)}",
            language_of(template.template_id),
            Spelling.of(template.template_id, None).direction,
        ),
        thread=facts.dispute_id,
        of=facts.of,
    )


def body_of(
    template: Template, facts: Facts, reader: Reader, *, on_paper: bool = False
) -> tuple[str, list[str]]:
    """A letter's subject, and what it says as blocks of HTML, for a mail and for paper alike."""
    values = values_of(facts, reader)
    columns, rows, lines = _filled(template, facts, values)
    words = words_of(template.template_id)
    worded = typeset(template.subject, template.template_id)
    subject = plain.one_line(fill(worded, values), MAX_SUBJECT)
    labels = {"link": words.answer, "dispute_link": words.link_to(facts.of)}
    table = markup.table(columns, rows, words.says, on_paper=on_paper)
    return subject, markup.blocks(lines, values, table, labels)


def _filled(
    template: Template, facts: Facts, values: dict[str, str]
) -> tuple[Row, list[Row], list[str]]:
    """The columns and rows of its table, and the lines that have something to say."""
    columns, rows = (
        (facts.columns, [_row(line) for line in facts.parts])
        if isinstance(facts, ApprovalFacts | ItemsFacts)
        else ((), [])
    )
    tables = {name: name if rows else "" for name in TABLES}
    worded = typeset(template.body, template.template_id)
    return columns, rows, _said_lines(worded, values | tables)


def _belongs_to(template: Template, facts: Facts) -> str:
    """What the letter is about, beneath it."""
    words = words_of(template.template_id)
    if isinstance(facts, AccountFacts):
        return plain.one_line(words.account.format(number=facts.account_number), MAX_NAME)
    thing = words.thing(facts.of, plain.one_line(facts.dispute_id, MAX_VALUE))
    return thing[:1].upper() + thing[1:]


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


def _as_text(
    lines: list[str], columns: Row, rows: list[Row], values: dict[str, str], says: str
) -> str:
    told = (
        (
            what,
            ", ".join(
                f"{name[:1].lower()}{name[1:]} {amount}"
                for name, amount in zip(columns[1:], amounts, strict=True)
            ),
        )
        for what, *amounts in rows
    )
    table = "\n".join(says.format(who=f"- {what}", text=text) for what, text in told)
    return (
        "\n".join(
            table if is_alone(line) in TABLES else fill(line, values) for line in lines
        ).strip()
        + "\n"
    )


def _row(line: Row) -> Row:
    what, *amounts = (plain.one_line(cell, MAX_NAME) for cell in line)
    return (what or "–", *(amount or "–" for amount in amounts))

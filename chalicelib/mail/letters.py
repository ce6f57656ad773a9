"""Letters: what a template and the facts of a matter come to; pure, so that a preview is what is sent (DM-03)."""

from dataclasses import dataclass

from chalicelib.mail import markup, plain
from chalicelib.mail.hashtags import HASHTAGS, fill, is_alone, names_in
from chalicelib.mail.templates import Template

MAX_VALUE = 1000
MAX_SUBJECT = 250
MAX_NAME = 80

PRIVATE_LINK = "[personal link]"
"""What is kept of a letter in place of the link that only its reader may have."""

Row = tuple[str, ...]
"""What a line is, what was charged, what is disputed, what would be credited."""

EXAMPLE_LINES = (("MONTHLY FEE", "9.99 USD", "4.95 USD", "3.00 USD"),)


@dataclass(frozen=True)
class LineFacts:
    """A line that is to be approved; amounts as they are spelled."""

    description: str
    charge: str
    disputed: str
    credit: str


@dataclass(frozen=True)
class ApprovalFacts:
    """What the letters about an approval say, as plain words; what is empty is not said."""

    dispute_id: str
    invoice_number: str
    customer_name: str
    currency: str
    amount: str
    total: str
    requester: str
    lines: tuple[LineFacts, ...] = ()
    reason: str = ""
    description: str = ""
    comment: str = ""
    level: str = ""
    instead_of: str = ""
    due: str = ""
    earlier_amount: str = ""
    owed: str = ""
    decided_by: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class ThreadFacts:
    """What the letters about the thread of a booking's dispute say, as plain words; what is empty is not said."""

    dispute_id: str
    booking_reference: str
    operator_name: str
    aggregator_name: str
    unread: str
    news: str = ""
    issue: str = ""


Facts = ApprovalFacts | ThreadFacts
"""What a letter is about."""

PARAGRAPHS = ("comment", "description", "news", "issue")
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
    """A letter as it is sent; `thread` is the dispute that it belongs to."""

    to: str
    to_name: str
    subject: str
    text: str
    html: str
    thread: str

    def without_link(self, link: str) -> str:
        """The text as it is kept: the personal link is nobody else's business."""
        return self.text.replace(link, PRIVATE_LINK) if link else self.text


EXAMPLE = ApprovalFacts(
    **{name: HASHTAGS[name].example for name in ApprovalFacts.__dataclass_fields__ if name in HASHTAGS and name != "lines"},
    lines=tuple(LineFacts(*line) for line in EXAMPLE_LINES),
)
"""A matter that never was, for previews."""

EXAMPLE_THREAD = ThreadFacts(**{name: HASHTAGS[name].example for name in ThreadFacts.__dataclass_fields__})


def write(template: Template, facts: Facts, reader: Reader) -> Letter:
    """The letter to a reader: a subject, and one body as text and as HTML."""
    values = values_of(facts, reader)
    known_lines = facts.lines if isinstance(facts, ApprovalFacts) else ()
    lines = _said_lines(template.body, values | {"lines": "lines" if known_lines else ""})
    subject = plain.one_line(fill(template.subject, values), MAX_SUBJECT)
    rows = [_row(line) for line in known_lines]
    return Letter(
        to=reader.email,
        to_name=plain.one_line(reader.name, MAX_NAME),
        subject=subject,
        text=_as_text(lines, rows, values),
        html=markup.page(subject, markup.blocks(lines, values, markup.table(rows)), f"Redress · Dispute {values['dispute_id']}"),
        thread=facts.dispute_id,
    )


def values_of(facts: Facts, reader: Reader) -> dict[str, str]:
    """What each hashtag says in this letter."""
    said = {name: value for name, value in vars(facts).items() if isinstance(value, str)}
    values = {name: plain.one_line(value, MAX_VALUE) for name, value in said.items()}
    values |= {name: plain.paragraph(said[name], MAX_VALUE) for name in PARAGRAPHS if name in said}
    return values | {"person_name": plain.one_line(reader.name, MAX_NAME), "link": reader.link, "dispute_link": reader.dispute_link}


def _said_lines(body: str, values: dict[str, str]) -> list[str]:
    """The lines of a body but for those whose hashtags all have nothing to say; never two empty ones in a row."""
    kept: list[str] = []
    for line in body.splitlines():
        names = [name for name in names_in(line) if name in values]
        if names and not any(values[name] for name in names):
            continue
        if line.strip() or (kept and kept[-1].strip()):
            kept.append(line)
    return kept


def _as_text(lines: list[str], rows: list[Row], values: dict[str, str]) -> str:
    table = "\n".join(f"- {what}: charged {charge}, disputed {disputed}, credit {credit}" for what, charge, disputed, credit in rows)
    return "\n".join(table if is_alone(line) == "lines" else fill(line, values) for line in lines).strip() + "\n"


def _row(line: LineFacts) -> Row:
    description = plain.one_line(line.description, MAX_NAME) or "—"
    return (description, *(plain.one_line(amount, MAX_NAME) for amount in (line.charge, line.disputed, line.credit)))

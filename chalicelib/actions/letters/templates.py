"""What administrators see and do about the words of mails: templates, previews, a test to
oneself.
"""

import logging
from dataclasses import replace
from typing import Annotated, Any

from typing_extensions import TypedDict

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.found import dispute_in
from chalicelib.actions.kinds import kind_of
from chalicelib.actions.letters.deliveries import MAX_REASON, TEMPLATES, dispute_link
from chalicelib.domain.letters.dispatch import DISPUTE
from chalicelib.domain.mail_in.reply_address import PREFIX
from chalicelib.errors import (
    AddressRefused,
    IllegalMove,
    MailUnavailable,
    OutcomeUnknown,
    no_such,
)
from chalicelib.links import LINK_KINDS, PersonalLink
from chalicelib.mail import letters, mime, plain, templates
from chalicelib.mail.examples import example_in_language
from chalicelib.mail.facts import ApprovalFacts, ReplyFacts
from chalicelib.mail.hashtags import HASHTAGS
from chalicelib.mail.languages.known import words_of
from chalicelib.mail.letter_kinds import ABOUT_NO_DISPUTE, IN_LANGUAGES, LETTER_KINDS
from chalicelib.mail.letters import Letter, Reader
from chalicelib.mail.sending import Mailer, NotSent
from chalicelib.mail.wordings import Template
from chalicelib.store import keys
from chalicelib.store.post import to_address
from chalicelib.store.table import name_of
from chalicelib.views.answers import meaning
from chalicelib.views.parts import to_json


class HashtagView(TypedDict):
    """What stands for a fact in a mail's text."""

    name: str
    meaning: str
    example: str
    isBlock: Annotated[bool, meaning("Whether it takes a line of its own, and none of a subject.")]


class TemplateView(TypedDict):
    """A mail that the product sends, as it is worded now (DM-03)."""

    templateID: str
    name: str
    sent: Annotated[str, meaning("When it is sent.")]
    subject: str
    body: str
    isDefault: bool
    languageOf: Annotated[
        str | None, meaning("The mail of which it is the words in another language.")
    ]
    languages: Annotated[
        list[str] | None,
        meaning(
            "The same mail in other languages; null where it has none, since it goes to staff."
        ),
    ]
    hashtags: list[str]
    needed: Annotated[list[str], meaning("The hashtags that it cannot do without.")]


class TemplatesView(TypedDict):
    """The mails that the product sends, and the hashtags."""

    value: list[TemplateView]
    hashtags: list[HashtagView]
    version: int
    nextCursor: None


LetterView = TypedDict(
    "LetterView",
    {"to": str, "from": str, "replyTo": str, "subject": str, "text": str, "html": str},
)
LetterView.__doc__ = "A mail exactly as it would be sent."


class TestView(TypedDict):
    """A mail that was sent to oneself."""

    to: str
    subject: str


log = logging.getLogger(__name__)

ONLY_OUTCOMES = {"approvalEnded": ("expired",), "approvalSetAside": ("set aside", "taken back")}
"""What a letter says that tells only some of the ends of an approval; by the example the first."""

EXAMPLE_TOKEN = "example"  # noqa: S105 - signed by nobody, so that a preview gives nobody a link that works


def show_templates(desk: Desk) -> tuple[TemplatesView, int]:
    """Every letter that the product sends, as it is now, and what each hashtag stands
    for (DM-03).
    """
    kept = desk.gather([TEMPLATES]).get(name_of(TEMPLATES), {})
    rows = kept.get("value", [])
    edited = [row["templateID"] for row in rows]
    names = list(dict.fromkeys((*LETTER_KINDS, *templates.WORDED, *edited)))
    known = {name: LETTER_KINDS[templates.base_of(name)] for name in names}
    worded = {name: templates.find(name, rows) for name in known}
    value: list[TemplateView] = [
        {
            "templateID": name,
            "name": templates.name_of(name),
            "sent": kind.sent,
            "subject": worded[name].subject,
            "body": worded[name].body,
            "isDefault": name not in edited,
            "languageOf": templates.base_of(name) if name not in LETTER_KINDS else None,
            "languages": [one for one in names if one != name and templates.base_of(one) == name]
            if name in IN_LANGUAGES
            else None,
            "hashtags": list(kind.hashtags),
            "needed": list(kind.needed),
        }
        for name, kind in known.items()
    ]
    explained: list[HashtagView] = [
        {
            "name": name,
            "meaning": hashtag.meaning,
            "example": hashtag.example,
            "isBlock": hashtag.is_block,
        }
        for name, hashtag in HASHTAGS.items()
    ]
    version = kept.get("version", 0)
    return {"value": value, "hashtags": explained, "version": version, "nextCursor": None}, version


def preview(desk: Desk, mailer: Mailer, public_url: str, wanted: dict[str, Any]) -> LetterView:
    """A letter exactly as it would be sent, to oneself (X-03)."""
    letter = _letter(desk, public_url, wanted)
    if mailer.inbound_domain:
        letter = replace(letter, reply_to=f"{PREFIX}{EXAMPLE_TOKEN}@{mailer.inbound_domain}")
    message = mime.message(letter, mailer.sender, "preview")
    return {
        "to": str(message["To"]),
        "from": str(message["From"]),
        "replyTo": str(message["Reply-To"]),
        "subject": str(letter.subject),
        "text": letter.text,
        "html": letter.html,
    }


def send_test(mailer: Mailer, public_url: str, wanted: dict[str, Any]) -> PlainAction[TestView]:
    """Sends the same letter, to oneself and nobody else; once however often it is asked for under
    one key (X-01).
    """

    def action(desk: Desk) -> PlainDecision[TestView]:
        letter = _letter(desk, public_url, wanted)
        key = keys.address(letter.to)
        known = desk.gather_more([key]).get(name_of(key))
        if known and to_address(known).is_suppressed:
            raise AddressRefused(
                "Mail to your address came back or was complained about; release the address first."
            )
        number = f"test.{desk.new_id()}"
        view: TestView = {"to": letter.to, "subject": letter.subject}
        return Decision(
            (),
            Answer(200, to_json(view)),
            would_be(view),
            then=lambda: _send(mailer, letter, number),
        )

    return action


def _send(mailer: Mailer, letter: Letter, number: str) -> None:
    try:
        mailer.send(letter, number, {})
    except NotSent as error:
        raise MailUnavailable(
            f"The mail service did not take the mail: {plain.one_line(error.said, MAX_REASON)}"
        ) from error
    except AddressRefused:
        raise
    except Exception as error:
        log.exception("whether a test of a mail was sent is not known")
        raise OutcomeUnknown(
            "The mail service gave no answer: the test may be on its way. Look into your mailbox."
        ) from error


def _letter(desk: Desk, public_url: str, wanted: dict[str, Any]) -> Letter:
    """The letter that is wanted, to whoever asks, about a dispute that this person may see or an
    example (RV-03).
    """
    dispute_id = wanted.get("dispute_id")
    dispute_key = keys.dispute(dispute_id or "")
    found = desk.gather([TEMPLATES, *([dispute_key] if dispute_id else [])], with_rules=True)
    if templates.kind_of(wanted["template_id"]) is None:
        raise no_such("template")
    kept = found.get(name_of(TEMPLATES), {})
    desk.require_version(kept.get("version", 0))
    template = _wanted_template(kept.get("value", []), wanted)
    facts = example_in_language(template.template_id)
    if dispute_id:
        dispute = dispute_in(found, desk, dispute_id)
        base = templates.base_of(template.template_id)
        if base in ABOUT_NO_DISPUTE:
            raise IllegalMove("This mail is never about a dispute.", rule="DM-03")
        facts = (
            replace(
                facts,
                dispute_id=dispute.dispute_id,
                thing=words_of(template.template_id).thing(DISPUTE, dispute.dispute_id),
            )
            if isinstance(facts, ReplyFacts)
            else kind_of(dispute).letter_facts(desk, dispute, template.template_id)
        )
    outcomes = ONLY_OUTCOMES.get(template.template_id)
    if isinstance(facts, ApprovalFacts) and outcomes and facts.outcome not in outcomes:
        facts = replace(facts, outcome=outcomes[0])
    response = LINK_KINDS[PersonalLink].page(public_url, EXAMPLE_TOKEN)
    links = (dispute_link(public_url, facts.dispute_id), response)
    return letters.write(
        template, facts, Reader(desk.context.actor.email, desk.context.actor.name, *links)
    )


def _wanted_template(rows: list[dict[str, Any]], wanted: dict[str, Any]) -> Template:
    """The template as it is kept, with the parts that are being edited in their place; those must
    be fit to be saved.
    """
    kept = templates.find(wanted["template_id"], rows)
    subject, body = (wanted.get("subject"), wanted.get("body"))
    if subject is None and body is None:
        return kept
    return templates.check(
        kept.template_id,
        kept.subject if subject is None else subject,
        kept.body if body is None else body,
    )

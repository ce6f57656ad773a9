"""What administrators see and do about mail: templates, previews, a test to oneself, and addresses
that get none.
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
from chalicelib.actions.letters.things import SORTS, About
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.letters.dispatch import DISPUTE, NOUNS, Address, Dispatch
from chalicelib.domain.mail_in.reply_address import PREFIX
from chalicelib.errors import (
    AddressRefused,
    IllegalMove,
    MailUnavailable,
    NotFound,
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
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item
from chalicelib.store.post import address_item, to_address, to_dispatch
from chalicelib.store.table import IS_ABSENT, Put, is_at_version, name_of
from chalicelib.views.answers import Moment, OutsideID, Page, meaning, one_of
from chalicelib.views.parts import instant, to_json


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


class AddressView(TypedDict):
    """An address that gets no mail, or did not: why, and since when."""

    email: str
    reason: str
    detail: str
    since: Moment
    releasedAt: Moment | None
    releasedBy: str | None
    version: int


class GivenUpView(TypedDict):
    """A mail that could not be sent: to whom, about what, and why."""

    disputeID: Annotated[str, meaning("The dispute, or what else `of` says.")]
    of: Annotated[str, one_of(*NOUNS)]
    customerName: Annotated[str, meaning("The first party of it.")]
    invoiceNumber: OutsideID | None
    reference: OutsideID | None
    templateID: str
    name: str
    userID: str | None
    email: str | None
    triedSince: Moment | None
    givenUpAt: Moment | None
    reason: str | None


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


def list_suppressed(desk: Desk, limit: int, cursor: str | None) -> Page[AddressView]:
    """The addresses that no mail goes to, the latest first; none for someone who is limited to
    customers, since they are anybody's (RV-03).
    """
    desk.gather()
    if desk.context.actor.confined_to is not None:
        return desk.whole([], cursor)
    page = desk.page(
        keys.SUPPRESSED, index="directory", descending=True, limit=limit, cursor=cursor
    )
    return {
        "value": [address_view(to_address(item)) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def list_given_up(desk: Desk, limit: int, cursor: str | None) -> Page[GivenUpView]:
    """The letters that could not be sent, the latest first, about disputes that the person may see
    (RV-03).
    """
    desk.gather()
    known: dict[str, About] = {}

    def shows(items: list[Item]) -> list[Item]:
        places = {_name_of(item): _place_of(item) for item in items}
        missing = {name: key for name, key in places.items() if name not in known}
        found = desk.gather_more(missing.values())
        for name, key in missing.items():
            if name_of(key) in found:
                sort = SORTS[name.partition("/")[0]]
                known[name] = sort.letters.about(found[name_of(key)])
        return [
            item
            for item in items
            if (about := known.get(_name_of(item))) and may_see(desk.context.actor, about.parties)
        ]

    is_limited = desk.context.actor.confined_to is not None
    page = desk.page(
        keys.GIVEN_UP,
        index="directory",
        descending=True,
        limit=limit,
        cursor=cursor,
        shows=shows if is_limited else None,
    )
    seen = [given_up_view(to_dispatch(item), known[_name_of(item)]) for item in shows(page.items)]
    return {"value": seen, "nextCursor": page.next_cursor}


def release(email: str) -> PlainAction[AddressView]:
    """Lets mail go to an address again; who did so stands in the address's journal (X-05)."""

    def action(desk: Desk) -> PlainDecision[AddressView]:
        key = keys.address(email)
        item = desk.gather([key]).get(name_of(key))
        known = to_address(item) if item else None
        if not known or not known.is_suppressed or desk.context.actor.confined_to is not None:
            raise NotFound("Mail to this address is not held back.")
        desk.require_version(known.version)
        told = known.released(desk.context.actor.name, desk.now)
        released, entry = enter(known, told, desk.hand)
        view = address_view(released)
        writes = (
            Put(address_item(released), (is_at_version(known.version),)),
            Put(entry_item(entry), (IS_ABSENT,)),
        )
        return Decision(
            writes,
            Answer(200, to_json(view), released.version),
            would_be(view),
        )

    return action


def address_view(address: Address) -> AddressView:
    """An address with why and since when it gets no mail."""
    return {
        "email": address.email,
        "reason": address.reason,
        "detail": address.detail,
        "since": instant(address.since),
        "releasedAt": instant(address.released_at),
        "releasedBy": address.released_by,
        "version": address.version,
    }


def _of(item: Item) -> str:
    return str(item.get("of", DISPUTE))


def _place_of(item: Item) -> keys.Key:
    """Where the thing lies that a letter was about."""
    key = SORTS[_of(item)].key
    assert key, "the list has no letters about what lies elsewhere"
    return key(item["dispute_id"])


def _name_of(item: Item) -> str:
    """What a letter was about, by sort and id: a dispute can have the id of a ticket."""
    return f"{_of(item)}/{item['dispute_id']}"


def given_up_view(dispatch: Dispatch, about: About) -> GivenUpView:
    """A letter that could not be sent: to whom, about what, since when it was tried, and why it was
    given up.
    """
    return {
        "disputeID": dispatch.dispute_id,
        "of": dispatch.of,
        "customerName": about.name,
        "invoiceNumber": about.invoice_number,
        "reference": about.reference,
        "templateID": dispatch.template_id,
        "name": templates.name_of(dispatch.template_id),
        "userID": dispatch.user_id,
        "email": dispatch.email,
        "triedSince": instant(dispatch.tried_since),
        "givenUpAt": instant(dispatch.given_up_at),
        "reason": dispatch.reason,
    }


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

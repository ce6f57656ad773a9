"""What the rooms of things have in common about mails that came in (X-14)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.execution import Action, Decision
from chalicelib.domain.disputes import attachments
from chalicelib.domain.disputes.attachments import HEAD_BYTES, Attachment, Content, Voice
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.mail_in.binding import MOST_SIGNATURES
from chalicelib.domain.mail_in.kept import KeptMail, MailCount, MailMark, apart, hour_of
from chalicelib.domain.mail_in.message import Enclosed, Message
from chalicelib.domain.mail_in.reply_address import PARTY, ReplyAddress
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.errors import Forbidden, NotFound, Overloaded
from chalicelib.store import keys
from chalicelib.store.attachments import NOT_OVER, arriving_item
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_person
from chalicelib.store.files import Files, arrival_key, attachment_key
from chalicelib.store.mail_in import (
    counted,
    kept_mail_item,
    marked,
    to_mail_count,
    to_mail_mark,
)
from chalicelib.store.table import Conflict, Put, Write, name_of
from chalicelib.views.parts import to_json

if TYPE_CHECKING:
    from chalicelib.actions.letters.post_office import PostOffice
    from chalicelib.actions.letters.things import Thing
    from chalicelib.mail.speech import Speech


class LaidBesideView(TypedDict):
    """The mail that was kept, and did nothing."""

    mailID: str


ANSWER = "mailRefused"
"""The letter that says that a mail was not taken."""


def caller_of(
    reply: ReplyAddress,
    needs: tuple[str, ...],
    key: keys.Key,
    stand_in: Callable[[Item], tuple[Parties, Mapping[str, str]]],
) -> Caller:
    """The person that a letter went to; or whoever reads what is sent to a party, in its name, as
    the parties and their names in the item say.
    """
    if reply.named != PARTY:
        return Caller(reply.reader, needs)

    def standing(found: Mapping[str, Item]) -> Person:
        item = found.get(name_of(key))
        parties, names = stand_in(item) if item else ({}, {})
        if reply.reader not in parties:
            raise NotFound("There is nothing there.")
        party_id, name = parties[reply.reader], names[reply.reader]
        return Person(f"mail/{reply.reader}/{party_id}", "", name, reply.reader, party_id=party_id)

    return Caller(f"mail/{reply.reader}/{reply.thing_id}", needs, acting=standing)


def require_address(desk: Desk, reply: ReplyAddress, parties: Parties, mail: Message) -> None:
    """`Forbidden` for the address that somebody had, and has no more; a party's takes a read of its
    own.
    """
    known: str | None = desk.context.actor.email
    if reply.named == PARTY:
        place = keys.customer if reply.reader == CUSTOMER else keys.party
        key = place(parties[reply.reader])
        known = desk.gather_more([key]).get(name_of(key), {}).get("email")
    if (known or "").lower() != mail.sender:
        raise Forbidden("You have another address by now. Write from that one, or sign in.")


def beside_keys(desk: Desk, kept: KeptMail, mail: Message) -> list[keys.Key]:
    """What is read with the thing: how many mails the hour has seen, and whether this is one."""
    marks = (apart(mark, kept.outcome) for mark in mail.marks[:MOST_SIGNATURES])
    hour = hour_of(desk.now, kept.outcome)
    count = keys.mail_count(kept.thing_id, hour)
    return [count, *(keys.mail_mark(kept.thing_id, mark) for mark in marks)]


def beside_mail(
    desk: Desk, found: Mapping[str, Item], kept: KeptMail, mail: Message
) -> tuple[Write, ...]:
    """The mail as it is kept, counted within the hour, and what it is known by; `BroughtAgain`,
    `TooManyMails`.
    """
    hour = hour_of(desk.now, kept.outcome)
    item = found.get(name_of(keys.mail_count(kept.thing_id, hour)))
    known = tuple(_marks(desk, found, kept, mail))
    before = to_mail_count(item) if item else MailCount(kept.thing_id, hour)
    return counted(before, desk.now), *known, Put(kept_mail_item(kept))


def laid_beside(
    thing: "Thing", mail: Message, kept: KeptMail
) -> Action[LaidBesideView, LaidBesideView]:
    """The mail alone, beside what it is about; nothing of that changes."""

    def action(desk: Desk) -> Decision[LaidBesideView, LaidBesideView]:
        assert thing.key, "what is answered by mail lies where its id says"
        key = thing.key(kept.thing_id)
        found = desk.gather([key, *beside_keys(desk, kept, mail)])
        item = found.get(name_of(key))
        if item is None:
            raise NotFound("There is nothing there.")
        view: LaidBesideView = {"mailID": kept.mail_id}
        answered = Answer(200, to_json(view))
        parties = thing.letters.about(item).parties
        return Decision(beside_mail(desk, found, kept, mail), answered, answered, parties)

    return action


def _marks(desk: Desk, found: Mapping[str, Item], kept: KeptMail, mail: Message) -> Iterator[Put]:
    for mark in mail.marks[:MOST_SIGNATURES]:
        left = MailMark(kept.thing_id, apart(mark, kept.outcome), kept.mail_id)
        item = found.get(name_of(keys.mail_mark(left.thing_id, left.mark)))
        if item:
            to_mail_mark(item).require_same(kept.mail_id)
        else:
            yield marked(left, desk.now)


def arrived(
    desk: Desk, place: str, file: Enclosed, file_id: str, voice: Voice, files: Files
) -> tuple[Attachment, Content]:
    """A file of a mail where all files of a thing arrive, to be judged as those are (X-13); its id
    follows from the mail, so that a repeat comes to the same file.
    """
    begun = attachments.begin(file.name, file.content_type, len(file.content), voice, desk.context)
    begun = replace(begun, attachment_id=file_id)
    _tell_on_its_way(desk, place, begun)
    source = arrival_key(place, file_id)
    files.write(source, file.content)
    return begun, files.look(source, HEAD_BYTES)


def _tell_on_its_way(desk: Desk, place: str, begun: Attachment) -> None:
    """Writes that a file is on its way before anything of it is copied, so that a copy of which
    nothing comes is cleared away (X-13); told again it has its day anew.

    While what an earlier try left is being cleared away, the mail is brought again a little later.
    """
    try:
        desk.table.commit([Put(arriving_item(place, begun), (NOT_OVER,))])
    except Conflict as conflict:
        raise Overloaded("What an earlier try left is being cleared away.") from conflict


def keep(place: str, attached: Attachment, content: Content, files: Files) -> None:
    """The file where it stays, as it was looked at."""
    source, tag = arrival_key(place, attached.attachment_id), content.tag
    stays = attachment_key(place, attached.attachment_id, tag)
    files.keep(source, stays, tag, attached.content_type)


def refuse(
    post: "PostOffice", of: str, reply: ReplyAddress, mail: Message, why: str, number: int = 0
) -> None:
    """A letter to the address that a mail came from, under a number of its own: one for each reader
    of a thing, so that no two machines go on answering each other.
    """
    from chalicelib.actions.letters.deliveries import Outgoing, deliver
    from chalicelib.mail.facts import ReplyFacts
    from chalicelib.mail.languages.known import ENGLISH

    speech = _speech(post, of, reply)
    words = speech.words
    why = why if words == ENGLISH else words.refused
    facts = ReplyFacts(reply.thing_id, why, words.thing(of, reply.thing_id), of)
    name = mail.sender_name or mail.sender
    template_id, is_to_party = speech.template_id, reply.named == PARTY
    letter = Outgoing(reply.reader, mail.sender, name, template_id, facts, is_to_party=is_to_party)
    deliver(post, reply.thing_id, number, [letter], of)


def _speech(post: "PostOffice", of: str, reply: ReplyAddress) -> "Speech":
    """How the party is spoken to whose letter was answered, by itself or by a person of it; the
    standard words for all others (CO-41).
    """
    from chalicelib.actions.letters.deliveries import TEMPLATES
    from chalicelib.actions.letters.things import SORTS
    from chalicelib.actions.letters.thread_news import rows_in
    from chalicelib.mail.speech import Speech

    sort, table = SORTS[of], post.table
    assert sort.key, "what is answered by mail lies where its id says"
    thing_key, user_key = sort.key(reply.thing_id), keys.user(reply.reader)
    found = table.get([thing_key, user_key, TEMPLATES])
    user, thing = found.get(name_of(user_key)), found.get(name_of(thing_key))
    role = reply.reader if reply.named == PARTY else to_person(user).role if user else ""
    parties = sort.letters.about(thing).parties if thing else {}
    language: str | None = None
    if role in parties:
        key = (keys.customer if role == CUSTOMER else keys.party)(parties[role])
        language = table.get([key]).get(name_of(key), {}).get("language")
    return Speech.to(ANSWER, language, rows_in(found))

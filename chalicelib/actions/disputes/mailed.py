"""What a mail about a dispute does: `actions/mail_in/things.py` says what each is (X-14)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

from chalicelib.actions.desk import Answer, Caller, Desk
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.kinds import kind_of
from chalicelib.domain.disputes import attachments
from chalicelib.domain.disputes.attachments import HEAD_BYTES
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, append
from chalicelib.domain.mail_in import thread
from chalicelib.domain.mail_in.kept import SAID, UNCONFIRMED, KeptMail, MailCount, hour_of
from chalicelib.domain.mail_in.message import Enclosed, Message
from chalicelib.domain.mail_in.reply_address import PARTY as OF_PARTY
from chalicelib.domain.mail_in.reply_address import ReplyAddress
from chalicelib.domain.people.person import CUSTOMER, PARTY, PORTAL, TALKING, Person
from chalicelib.errors import Forbidden, NotFound
from chalicelib.store import keys
from chalicelib.store.attachments import attachment_item
from chalicelib.store.codec import Item
from chalicelib.store.entities import as_read, dispute_item, event_items, to_dispute
from chalicelib.store.files import Files, arrival_key, attachment_key
from chalicelib.store.mail_in import counted, kept_mail_item, to_mail_count
from chalicelib.store.table import IS_ABSENT, Put, Write, name_of
from chalicelib.views.parts import to_json

if TYPE_CHECKING:
    from chalicelib.actions.letters.deliveries import PostOffice

ATTACHING = "dispute.attach"
ANSWER = "mailRefused"
"""The letter that says that a mail was not taken."""


class MailedView(TypedDict):
    """The dispute that a mail reached."""

    disputeID: str


def caller(reply: ReplyAddress) -> Caller:
    """The person that the letter went to; or whoever reads what is sent to the party, in its
    name.
    """
    needs = (TALKING,) if reply.is_aside else (TALKING, PORTAL, PARTY)
    if reply.named != OF_PARTY:
        return Caller(reply.reader, needs)

    def standing(found: Mapping[str, Item]) -> Person:
        item = found.get(name_of(keys.dispute(reply.thing_id)))
        dispute = to_dispute(item) if item else None
        if dispute is None or reply.reader not in dispute.parties:
            raise NotFound("There is no such dispute.")
        party_id, name = dispute.parties[reply.reader], dispute.party_names[reply.reader]
        user_id = f"mail/{reply.reader}/{party_id}"
        return Person(user_id, "", name, reply.reader, party_id=party_id)

    return Caller(f"mail/{reply.reader}/{reply.thing_id}", needs, acting=standing)


def say(reply: ReplyAddress, mail: Message, kept: KeptMail) -> Action[Any, Any]:
    """A message of the reader, or a note where the letter was about what the staff alone knows."""

    def action(desk: Desk) -> Decision[Any, Any]:
        hour = hour_of(desk.now, SAID)
        dispute, found = open_dispute(
            desk, Address(reply.thing_id), [keys.mail_count(reply.thing_id, hour)]
        )
        _require_address(desk, reply, dispute, mail)
        verb = "note" if reply.is_aside else "message"
        words = thread.words_of(mail)
        said = kind_of(dispute).carry_out(verb, desk, dispute, found, words, None)
        beside = _beside(desk, found, hour, replace(kept, outcome=SAID))
        return replace(said, writes=(*said.writes, *beside))

    return action


def tell(thing_id: str, mail: Message, kept: KeptMail, why: str) -> Action[MailedView, MailedView]:
    """An event for the staff alone, which changes nothing of the dispute (X-07)."""

    def action(desk: Desk) -> Decision[MailedView, MailedView]:
        hour = hour_of(desk.now, kept.outcome)
        dispute, found = open_dispute(desk, Address(thing_id), [keys.mail_count(thing_id, hour)])
        telling = thread.unconfirmed if kept.outcome == UNCONFIRMED else thread.refused
        beside = _beside(desk, found, hour, kept)
        return _told(desk, dispute, *telling(dispute, mail, why), beside)

    return action


def attach(
    reply: ReplyAddress, file: Enclosed, file_id: str, files: Files
) -> Action[MailedView, MailedView]:
    """A file of the mail, judged and kept as one that was sent in the page (X-13); its id follows
    from the mail, so that a repeat comes to the same file.
    """

    def action(desk: Desk) -> Decision[MailedView, MailedView]:
        dispute, _ = open_dispute(desk, Address(reply.thing_id))
        desk.context.actor.require(ATTACHING, PORTAL, PARTY)
        speaking = kind_of(dispute).voice(dispute, desk.context, internally=reply.is_aside)
        begun = attachments.begin(
            file.name, file.content_type, len(file.content), speaking, desk.context
        )
        arriving = replace(begun, attachment_id=file_id)
        source = arrival_key(reply.thing_id, file_id)
        files.write(source, file.content)
        content = files.look(source, HEAD_BYTES)
        changed, attached, change = attachments.attach(
            dispute, arriving, content, speaking, desk.context
        )
        files.keep(
            source,
            attachment_key(reply.thing_id, file_id, content.tag),
            content.tag,
            attached.content_type,
        )
        place = Put(attachment_item(reply.thing_id, attached), (IS_ABSENT,))
        return _told(desk, dispute, changed, change, (place,))

    return action


def tell_left_out(reply: ReplyAddress, left_out: tuple[str, ...]) -> Action[MailedView, MailedView]:
    """What was not attached, told to whom the mail is shown."""

    def action(desk: Desk) -> Decision[MailedView, MailedView]:
        dispute, _ = open_dispute(desk, Address(reply.thing_id))
        side = desk.context.actor.audience
        return _told(desk, dispute, *thread.files_refused(dispute, left_out, side), ())

    return action


def answer(post: "PostOffice", reply: ReplyAddress, mail: Message, why: str) -> None:
    """A letter to the address that the mail came from, under a number of its own: one for each
    reader of a dispute, so that no two machines go on answering each other.
    """
    from chalicelib.actions.letters.deliveries import Outgoing, deliver
    from chalicelib.mail.letters import ReplyFacts

    facts = ReplyFacts(reply.thing_id, why)
    name = mail.sender_name or mail.sender
    is_to_party = reply.named == OF_PARTY
    letter = Outgoing(reply.reader, mail.sender, name, ANSWER, facts, is_to_party=is_to_party)
    deliver(post, reply.thing_id, 0, [letter])


def _require_address(desk: Desk, reply: ReplyAddress, dispute: Dispute, mail: Message) -> None:
    """`Forbidden` for the address that somebody had, and has no more; a party's takes a read of its
    own.
    """
    known: str | None = desk.context.actor.email
    if reply.named == OF_PARTY:
        place = keys.customer if reply.reader == CUSTOMER else keys.party
        key = place(dispute.parties[reply.reader])
        known = desk.gather_more([key]).get(name_of(key), {}).get("email")
    if (known or "").lower() != mail.sender:
        raise Forbidden("You have another address by now. Write from that one, or sign in.")


def _beside(desk: Desk, found: Mapping[str, Item], hour: str, kept: KeptMail) -> tuple[Write, ...]:
    """The mail as it is kept, and counted within the hour."""
    item = found.get(name_of(keys.mail_count(kept.thing_id, hour)))
    before = to_mail_count(item) if item else MailCount(kept.thing_id, hour)
    return counted(before, desk.now), Put(kept_mail_item(kept))


def _told(
    desk: Desk, before: Dispute, after: Dispute, change: Change, beside: tuple[Write, ...]
) -> Decision[MailedView, MailedView]:
    told, events = append(after, (change,), desk.context.actor, desk.context.at)
    view: MailedView = {"disputeID": before.dispute_id}
    answered = Answer(200, to_json(view))
    return Decision(
        writes=(Put(dispute_item(told), as_read(before)), *beside, *map(Put, event_items(events))),
        answer=answered,
        preview=answered,
        parties=before.parties,
    )

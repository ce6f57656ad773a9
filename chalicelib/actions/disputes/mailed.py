"""What a mail about a dispute does: `actions/letters/things.py` says what each is (X-14)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.disputes.opening import Address, open_dispute, require_dispute
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.kinds import kind_of
from chalicelib.actions.mail_in.common import (
    arrived,
    beside_keys,
    beside_mail,
    caller_of,
    keep,
    refuse,
    require_address,
)
from chalicelib.domain.disputes import attachments
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, append
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.letters.dispatch import DISPUTE
from chalicelib.domain.mail_in import thread
from chalicelib.domain.mail_in.kept import KeptMail
from chalicelib.domain.mail_in.message import Enclosed, Message
from chalicelib.domain.mail_in.reply_address import ReplyAddress
from chalicelib.domain.people.person import ATTACHING, PARTY, PORTAL, TALKING
from chalicelib.store import keys
from chalicelib.store.attachments import attachment_item, still_arriving
from chalicelib.store.codec import Item
from chalicelib.store.entities import as_read, dispute_item, event_items, to_dispute
from chalicelib.store.files import Files
from chalicelib.store.table import IS_ABSENT, Put, Write
from chalicelib.views.parts import to_json

if TYPE_CHECKING:
    from chalicelib.actions.letters.post_office import PostOffice


class MailedView(TypedDict):
    """The dispute that a mail reached."""

    disputeID: str


def caller(reply: ReplyAddress) -> Caller:
    """The person that the letter went to; or whoever reads what is sent to the party, in its
    name.
    """
    needs = (TALKING,) if reply.is_aside else (TALKING, PORTAL, PARTY)

    def stand_in(item: Item) -> tuple[Parties, Mapping[str, str]]:
        dispute = to_dispute(item)
        return dispute.parties, dispute.party_names

    return caller_of(reply, needs, keys.dispute(reply.thing_id), stand_in)


def require_sight(desk: Desk, dispute_id: str) -> Dispute:
    """The dispute, for who may see it."""
    return require_dispute(desk, dispute_id)


def say(reply: ReplyAddress, mail: Message, kept: KeptMail) -> Action[Any, Any]:
    """A message of the reader, or a note where the letter was about what the staff alone knows."""

    def action(desk: Desk) -> Decision[Any, Any]:
        beside = beside_keys(desk, kept, mail)
        dispute, found = open_dispute(desk, Address(reply.thing_id), beside)
        require_address(desk, reply, dispute.parties, mail)
        verb = "note" if reply.is_aside else "message"
        words = thread.words_of(mail)
        said = kind_of(dispute).carry_out(verb, desk, dispute, found, words, None)
        return replace(said, writes=(*said.writes, *beside_mail(desk, found, kept, mail)))

    return action


def tell(thing_id: str, mail: Message, kept: KeptMail, why: str) -> Action[MailedView, MailedView]:
    """An event for the staff alone, which changes nothing of the dispute (X-07)."""

    def action(desk: Desk) -> Decision[MailedView, MailedView]:
        dispute, found = open_dispute(desk, Address(thing_id), beside_keys(desk, kept, mail))
        change = thread.told(kept.outcome, mail, why)
        beside = beside_mail(desk, found, kept, mail)
        return _told(desk, dispute, *thread.in_thread(dispute, change), beside)

    return action


def attach(
    reply: ReplyAddress, file: Enclosed, file_id: str, files: Files
) -> Action[MailedView, MailedView]:
    """A file of the mail, judged and kept as one that was sent in the page (X-13)."""

    def action(desk: Desk) -> Decision[MailedView, MailedView]:
        dispute, _ = open_dispute(desk, Address(reply.thing_id))
        desk.context.actor.require(ATTACHING, PORTAL, PARTY)
        speaking = kind_of(dispute).voice(dispute, desk.context, internally=reply.is_aside)
        arriving, content = arrived(desk, reply.thing_id, file, file_id, speaking, files)
        changed, attached, change = attachments.attach(
            dispute, arriving, content, speaking, desk.context
        )
        keep(reply.thing_id, attached, content, files)
        beside = (
            Put(attachment_item(reply.thing_id, attached), (IS_ABSENT,)),
            still_arriving(reply.thing_id, file_id),
        )
        return _told(desk, dispute, changed, change, beside)

    return action


def tell_left_out(reply: ReplyAddress, left_out: tuple[str, ...]) -> Action[MailedView, MailedView]:
    """What was not attached, told to whom the mail is shown."""

    def action(desk: Desk) -> Decision[MailedView, MailedView]:
        dispute, _ = open_dispute(desk, Address(reply.thing_id))
        side = desk.context.actor.audience
        return _told(desk, dispute, *thread.files_refused(dispute, left_out, side), ())

    return action


def answer(post: "PostOffice", reply: ReplyAddress, mail: Message, why: str) -> None:
    """A letter to the address that the mail came from, about the dispute."""
    refuse(post, DISPUTE, reply, mail, why)


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

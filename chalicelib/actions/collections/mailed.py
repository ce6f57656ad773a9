"""What a mail about a follow-up does: `actions/letters/things.py` says what each is (X-14)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

from chalicelib.actions.callers import Caller
from chalicelib.actions.collections.reading import Opened, conclude, open_beside, seen
from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.mail_in.common import (
    arrived,
    beside_keys,
    beside_mail,
    keep,
    refuse,
    require_address,
)
from chalicelib.domain.collections import answering
from chalicelib.domain.collections.events import append
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.disputes import attachments
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.events import append as append_event
from chalicelib.domain.invoices import files as invoice_files
from chalicelib.domain.letters.dispatch import FOLLOW_UP
from chalicelib.domain.mail_in import thread
from chalicelib.domain.mail_in.kept import KeptMail
from chalicelib.domain.mail_in.message import Enclosed, Message
from chalicelib.domain.mail_in.reply_address import ReplyAddress
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.store import keys
from chalicelib.store.attachments import attachment_item, still_arriving
from chalicelib.store.collections import follow_up_event_item, follow_up_writes
from chalicelib.store.entities import as_read, dispute_item, event_items
from chalicelib.store.files import Files
from chalicelib.store.table import IS_ABSENT, Put, Write, is_at_sequence, is_at_version
from chalicelib.views.parts import to_json

if TYPE_CHECKING:
    from chalicelib.actions.letters.post_office import PostOffice


class FollowUpMailedView(TypedDict):
    """The follow-up that a mail reached."""

    followUpID: str


def caller(reply: ReplyAddress) -> Caller:
    """The person that the letter went to."""
    return Caller(reply.reader, ("dispute.read",))


def require_sight(desk: Desk, follow_up_id: str) -> FollowUp:
    """The follow-up, for who may see its customer."""
    key = keys.follow_up(follow_up_id)
    return seen(desk, desk.gather([key]), key)


def say(reply: ReplyAddress, mail: Message, kept: KeptMail) -> Action[Any, Any]:
    """A comment of the reader, by which the collector goes on where it is in that one's hands; only
    the form of the link accepts, refuses or moves a date.
    """

    def action(desk: Desk) -> Decision[Any, Any]:
        beside = beside_keys(desk, kept, mail)
        opened = open_beside(desk, reply.thing_id, beside, with_others=True)
        require_address(desk, reply, {}, mail)
        known, writer = opened.case.follow_up, desk.context.actor.user_id
        resolver = opened.person(known.resolver_id)
        is_in_hands = answering.has_in_hands(writer, known, resolver, opened.terms, opened.others)
        words = thread.words_of(mail)
        after = answering.comment(opened.case, words, desk.context, is_in_hands=is_in_hands)
        said = conclude(desk, opened.case, after)
        return replace(said, writes=(*said.writes, *beside_mail(desk, opened.found, kept, mail)))

    return action


def tell(
    thing_id: str, mail: Message, kept: KeptMail, why: str
) -> Action[FollowUpMailedView, FollowUpMailedView]:
    """An event, which changes nothing else of the follow-up (X-07)."""

    def action(desk: Desk) -> Decision[FollowUpMailedView, FollowUpMailedView]:
        opened = open_beside(desk, thing_id, beside_keys(desk, kept, mail))
        beside = beside_mail(desk, opened.found, kept, mail)
        return _told(desk, opened, thread.told(kept.outcome, mail, why), beside)

    return action


def attach(
    reply: ReplyAddress, file: Enclosed, file_id: str, files: Files
) -> Action[FollowUpMailedView, FollowUpMailedView]:
    """A file of the mail, judged and kept on the dispute of the item that it is for, as one that
    was sent by the link (X-13); the follow-up tells of it.
    """

    def action(desk: Desk) -> Decision[FollowUpMailedView, FollowUpMailedView]:
        opened = open_beside(desk, reply.thing_id)
        item = answering.item_of_file(opened.case, file.name)
        dispute = opened.case.disputes[item.dispute_id or ""]
        voice = invoice_files.resolver_s_voice(dispute)
        arriving, content = arrived(desk, dispute.dispute_id, file, file_id, voice, files)
        changed, attached, change = attachments.attach(
            dispute, arriving, content, voice, desk.context
        )
        keep(dispute.dispute_id, attached, content, files)
        told, events = append_event(changed, (change,), desk.context.actor, desk.context.at)
        beside: tuple[Write, ...] = (
            Put(dispute_item(told), as_read(dispute)),
            Put(attachment_item(dispute.dispute_id, attached), (IS_ABSENT,)),
            still_arriving(dispute.dispute_id, file_id),
            *map(Put, event_items(events)),
        )
        number = item.invoice_number
        said = answering.file_attached(number, dispute.dispute_id, attached, desk.context)
        return _told(desk, opened, said, beside)

    return action


def tell_left_out(
    reply: ReplyAddress, left_out: tuple[str, ...]
) -> Action[FollowUpMailedView, FollowUpMailedView]:
    """What was not attached, told with the comment."""

    def action(desk: Desk) -> Decision[FollowUpMailedView, FollowUpMailedView]:
        return _told(desk, open_beside(desk, reply.thing_id), thread.not_attached(left_out), ())

    return action


def answer(post: "PostOffice", reply: ReplyAddress, mail: Message, why: str) -> None:
    """A letter to the address that the mail came from, about the follow-up."""
    refuse(post, FOLLOW_UP, reply, mail, why)


def _told(
    desk: Desk, opened: Opened, change: Change, beside: tuple[Write, ...]
) -> Decision[FollowUpMailedView, FollowUpMailedView]:
    before = opened.case.follow_up
    told, events = append(before, (change,), desk.context.actor, desk.context.at)
    view: FollowUpMailedView = {"followUpID": before.follow_up_id}
    answered = Answer(200, to_json(view))
    unchanged = (is_at_version(before.version), is_at_sequence(before.sequence))
    return Decision(
        writes=(
            *follow_up_writes(before, told, unchanged),
            *beside,
            *(Put(follow_up_event_item(event), (IS_ABSENT,)) for event in events),
        ),
        answer=answered,
        preview=answered,
        parties={CUSTOMER: before.customer_id},
    )

"""What a mail about a ticket does: `actions/letters/things.py` says what each is (X-14)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.mail_in.common import (
    arrived,
    beside_keys,
    beside_mail,
    caller_of,
    keep,
    refuse,
    require_address,
)
from chalicelib.actions.tickets.keeping import kept as kept_ticket
from chalicelib.actions.tickets.keeping import ticket_in, told_of
from chalicelib.actions.tickets.ticket import concluded
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.letters.dispatch import TICKET
from chalicelib.domain.mail_in import thread
from chalicelib.domain.mail_in.kept import KeptMail
from chalicelib.domain.mail_in.message import Enclosed, Message
from chalicelib.domain.mail_in.reply_address import ReplyAddress
from chalicelib.domain.people.person import PORTAL, TALKING
from chalicelib.domain.tickets import ticket as domain
from chalicelib.domain.tickets.ticket import LETTERS_FROM, Ticket
from chalicelib.store import keys
from chalicelib.store.attachments import attachment_item, still_arriving
from chalicelib.store.codec import Item
from chalicelib.store.files import Files
from chalicelib.store.table import IS_ABSENT, Put, Write
from chalicelib.store.tickets import to_ticket
from chalicelib.views.parts import to_json

if TYPE_CHECKING:
    from chalicelib.actions.letters.post_office import PostOffice


class TicketMailedView(TypedDict):
    """The ticket that a mail reached."""

    ticketID: str


def caller(reply: ReplyAddress) -> Caller:
    """The person that the letter went to; or whoever reads what is sent to the party, in its
    name.
    """

    def stand_in(item: Item) -> tuple[Parties, Mapping[str, str]]:
        ticket = to_ticket(item)
        return ticket.parties, {ticket.party[0]: ticket.party_name}

    return caller_of(reply, (TALKING, PORTAL), keys.ticket(reply.thing_id), stand_in)


def require_sight(desk: Desk, ticket_id: str) -> Ticket:
    """The ticket, for who may see it."""
    return ticket_in(desk.gather([keys.ticket(ticket_id)]), desk, ticket_id)


def say(reply: ReplyAddress, mail: Message, kept: KeptMail) -> Action[Any, Any]:
    """One more message of the reader."""

    def action(desk: Desk) -> Decision[Any, Any]:
        key = keys.ticket(reply.thing_id)
        found = desk.gather([key, *beside_keys(desk, kept, mail)])
        known = ticket_in(found, desk, reply.thing_id)
        require_address(desk, reply, known.parties, mail)
        told = domain.say(known, thread.words_of(mail), desk.context)
        said = concluded(desk, known, told, 201)
        return replace(said, writes=(*said.writes, *beside_mail(desk, found, kept, mail)))

    return action


def tell(
    thing_id: str, mail: Message, kept: KeptMail, why: str
) -> Action[TicketMailedView, TicketMailedView]:
    """An entry for the staff alone, which changes nothing else of the ticket (X-07)."""

    def action(desk: Desk) -> Decision[TicketMailedView, TicketMailedView]:
        found = desk.gather([keys.ticket(thing_id), *beside_keys(desk, kept, mail)])
        known = ticket_in(found, desk, thing_id)
        told = told_of(known, thread.told(kept.outcome, mail, why), desk.context)
        return _told(known, (*told, *beside_mail(desk, found, kept, mail)))

    return action


def attach(
    reply: ReplyAddress, file: Enclosed, file_id: str, files: Files
) -> Action[TicketMailedView, TicketMailedView]:
    """A file of the mail, judged and kept as one that was sent in the page (X-13)."""

    def action(desk: Desk) -> Decision[TicketMailedView, TicketMailedView]:
        known = ticket_in(desk.gather([keys.ticket(reply.thing_id)]), desk, reply.thing_id)
        speaking = domain.voice(known, desk.context)
        arriving, content = arrived(desk, reply.thing_id, file, file_id, speaking, files)
        changed, attached = domain.attach(known, arriving, content, desk.context)
        keep(reply.thing_id, attached, content, files)
        _, writes = kept_ticket(desk, known, changed)
        item = attachment_item(reply.thing_id, attached)
        beside = (Put(item, (IS_ABSENT,)), still_arriving(reply.thing_id, file_id))
        return _told(known, (*writes, *beside))

    return action


def tell_left_out(
    reply: ReplyAddress, left_out: tuple[str, ...]
) -> Action[TicketMailedView, TicketMailedView]:
    """What was not attached, told to all who read the ticket."""

    def action(desk: Desk) -> Decision[TicketMailedView, TicketMailedView]:
        known = ticket_in(desk.gather([keys.ticket(reply.thing_id)]), desk, reply.thing_id)
        return _told(known, told_of(known, thread.not_attached(left_out), desk.context))

    return action


def answer(post: "PostOffice", reply: ReplyAddress, mail: Message, why: str) -> None:
    """A letter to the address that the mail came from, about the ticket."""
    refuse(post, TICKET, reply, mail, why, LETTERS_FROM)


def _told(known: Ticket, writes: tuple[Write, ...]) -> Decision[TicketMailedView, TicketMailedView]:
    view: TicketMailedView = {"ticketID": known.ticket_id}
    answered = Answer(200, to_json(view))
    return Decision(writes, answered, answered, known.parties)

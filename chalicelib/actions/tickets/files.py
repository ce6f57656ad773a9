"""Files of a ticket: they lie where those of the dispute of its number do, so that they are its own
once the ticket becomes one (X-13, CO-47).
"""

from typing_extensions import TypedDict

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.disputes.attachments import (
    NO_FILE,
    NOT_ON_ITS_WAY,
    FetchedView,
    FileToSend,
    may_know,
    places,
    with_link,
)
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.tickets.keeping import kept, ticket_in
from chalicelib.domain.disputes import attachments
from chalicelib.domain.disputes.attachments import ARRIVES_WITHIN, HEAD_BYTES, Attachment
from chalicelib.domain.tickets import ticket as domain
from chalicelib.domain.tickets.ticket import MOST_FILES, Ticket
from chalicelib.errors import AlreadyDone, NotFound
from chalicelib.store import keys
from chalicelib.store.attachments import (
    arriving_item,
    attachment_item,
    still_arriving,
    to_arriving,
    to_attachment,
)
from chalicelib.store.codec import Item
from chalicelib.store.files import Files, arrival_key, attachment_key
from chalicelib.store.table import IS_ABSENT, Put, name_of
from chalicelib.views.answers import UploadView
from chalicelib.views.attachment import AttachmentView, LimitsView, attachment_view, limits_view
from chalicelib.views.parts import to_json


class TicketArriving(AttachmentView):
    """A file that room was made for."""

    ticketID: str


class TicketArrivingWithUpload(TicketArriving):
    """A file that room was made for, and how it is sent."""

    upload: UploadView


class TicketFiles(TypedDict):
    """The files of a ticket, and what can be attached."""

    value: list[AttachmentView]
    nextCursor: None
    limits: LimitsView


def begin(ticket_id: str, file: FileToSend) -> PlainAction[TicketArriving]:
    """Makes room for a file; nobody is told of it yet."""

    def action(desk: Desk) -> PlainDecision[TicketArriving]:
        ticket = ticket_in(desk.gather([keys.ticket(ticket_id)]), desk, ticket_id)
        speaking = domain.voice(ticket, desk.context)
        arriving = attachments.begin(
            file.name, file.content_type, file.size, speaking, desk.context
        )
        shown = attachment_view(arriving, desk.context.actor)
        view: TicketArriving = {**shown, "ticketID": ticket_id}
        location = f"/api/ticket/{ticket_id}/attachment/{arriving.attachment_id}"
        return Decision(
            writes=(Put(arriving_item(ticket_id, arriving), (IS_ABSENT,)),),
            answer=Answer(201, to_json(view), location=location),
            preview=would_be(view),
            kept_until=desk.now + ARRIVES_WITHIN,
            parties=ticket.parties,
        )

    return action


def complete(ticket_id: str, attachment_id: str, files: Files) -> PlainAction[AttachmentView]:
    """Attaches a file that arrived, once it was looked at: judged, copied, and told in one
    transaction with the ticket.
    """

    def action(desk: Desk) -> PlainDecision[AttachmentView]:
        found = desk.gather([keys.ticket(ticket_id), *places(ticket_id, attachment_id)])
        ticket = ticket_in(found, desk, ticket_id)
        arriving = _arriving(desk, found, ticket, attachment_id)
        domain.voice(ticket, desk.context)
        source = arrival_key(ticket_id, attachment_id)
        content = files.look(source, HEAD_BYTES)
        changed, attached = domain.attach(ticket, arriving, content, desk.context)
        if desk.command and not desk.command.dry_run:
            target = attachment_key(ticket_id, attachment_id, content.tag)
            files.keep(source, target, content.tag, attached.content_type)
        _, writes = kept(desk, ticket, changed)
        view = attachment_view(attached, desk.context.actor)
        return Decision(
            writes=(
                *writes,
                Put(attachment_item(ticket_id, attached), (IS_ABSENT,)),
                still_arriving(ticket_id, attachment_id),
            ),
            answer=Answer(200, to_json(view)),
            preview=would_be(view),
            parties=ticket.parties,
        )

    return action


def list_files(desk: Desk, ticket_id: str) -> TicketFiles:
    """The files of a ticket, the oldest first; those of the dispute that it became are there."""
    ticket = ticket_in(desk.gather([keys.ticket(ticket_id)]), desk, ticket_id)
    partition = keys.dispute(ticket_id)["pk"]
    page = desk.table.query(partition, prefix=keys.ATTACHED, limit=attachments.MOST * 2)
    person = desk.context.actor
    own = [one for one in map(to_attachment, page.items) if may_know(person, one)]
    views = [attachment_view(one, person) for one in own if one.audience == ticket.party[0]]
    limits = limits_view((ticket.party[0],))
    return {"value": views, "nextCursor": None, "limits": {**limits, "most": MOST_FILES}}


def show_file(desk: Desk, ticket_id: str, attachment_id: str, files: Files) -> FetchedView:
    """A file with a link under which it can be fetched for some minutes."""
    found = desk.gather([keys.ticket(ticket_id), *places(ticket_id, attachment_id)])
    ticket = ticket_in(found, desk, ticket_id)
    attached = _attached(desk, found, ticket, attachment_id)
    if attached is None:
        raise NotFound(NO_FILE)
    return with_link(desk, ticket_id, attached, files)


def _attached(
    desk: Desk, found: dict[str, Item], ticket: Ticket, attachment_id: str
) -> Attachment | None:
    item = found.get(name_of(keys.attachment(ticket.ticket_id, attachment_id)))
    attached = to_attachment(item) if item else None
    is_own = attached is not None and attached.audience == ticket.party[0]
    return attached if attached and is_own and may_know(desk.context.actor, attached) else None


def _arriving(desk: Desk, found: dict[str, Item], ticket: Ticket, attachment_id: str) -> Attachment:
    """The file that this very person began within the day."""
    if _attached(desk, found, ticket, attachment_id):
        raise AlreadyDone("The file is attached already.", rule=attachments.RULE)
    place = keys.attachment(ticket.ticket_id, attachment_id, keys.ARRIVING)
    item = found.get(name_of(place))
    arriving = to_arriving(item)
    by = desk.context.actor.user_id
    if not arriving or arriving.by_id != by or arriving.is_forgotten(desk.now):
        raise NotFound(NOT_ON_ITS_WAY)
    return arriving

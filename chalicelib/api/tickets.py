"""Tickets: questions of customers, by the portal, the staff or a program; what was said, their
files, and their links with disputes (CU-20, CO-47).
"""

import json
from dataclasses import replace
from typing import Annotated

from chalicelib import wiring
from chalicelib.actions.desk import Answer
from chalicelib.actions.disputes import attachments
from chalicelib.actions.execution import PlainAction
from chalicelib.actions.tickets import files, links, ticket
from chalicelib.api.attachments import AttachmentBody
from chalicelib.api.fields import (
    Body,
    DescriptionField,
    NameField,
    NothingBody,
    OutsideIDField,
    becoming,
)
from chalicelib.api.routing import Reply, Request, Routes, shown
from chalicelib.domain.base.identifiers import read_outside_id
from chalicelib.domain.disputes.ticket_link import read_link_url
from chalicelib.domain.people.person import ATTACHING, TALKING, TICKETS
from chalicelib.views.answers import Page
from chalicelib.views.parts import to_json

routes = Routes()

UrlField = Annotated[str, becoming(read_link_url)]
_TICKET = "/ticket/{ticketID}"
_FILES = f"{_TICKET}/attachment"
_FILE = f"{_FILES}/{{attachmentID}}"
_LINKS = "/dispute/{disputeID}/ticket"
_LINK = f"{_LINKS}/{{ticketID}}"


class QuestionBody(Body):
    """A question, in a line and in full; by the staff and programs in a customer's name."""

    subject: NameField
    text: DescriptionField
    customer_id: OutsideIDField | None = None


class WithinBody(Body):
    """A question in the name of the one who disputes."""

    subject: NameField
    text: DescriptionField


class SaidBody(Body):
    """What is said."""

    text: DescriptionField


class LinkBody(Body):
    """Where another system has the ticket; null for one of the product's own."""

    url: UrlField | None = None


@routes.query(
    "/ticket",
    permission="dispute.read",
    is_portal=True,
    query=("state", "customerID", "limit", "$top", "cursor"),
)
def list_tickets(request: Request) -> "Reply[Page[ticket.AnyTicketRow]]":
    """Lists tickets: of a customer, or of a `state`, the open ones unless asked otherwise."""
    state, customer_id = request.query.get("state"), request.query.get("customerID")
    page = request.page_size, request.query.get("cursor")
    return Reply(ticket.list_tickets(request.desk(), state, customer_id, *page))


@routes.command(
    "POST", "/ticket", permission=TICKETS, is_portal=True, body=QuestionBody, status=201
)
def raise_ticket(request: Request) -> "PlainAction[ticket.AnyTicket]":
    """Raises a ticket."""
    body: QuestionBody = request.body
    return ticket.raise_ticket(body.customer_id, body.subject, body.text)


@routes.query(_TICKET, permission="dispute.read", is_portal=True)
def show_ticket(request: Request) -> "Reply[ticket.AnyTicket]":
    """Shows a ticket with all that can be done with it."""
    return shown(ticket.show(request.desk(), request.path["ticketID"]))


@routes.query(
    f"{_TICKET}/message",
    permission="dispute.read",
    is_portal=True,
    query=("limit", "$top", "cursor"),
)
def list_messages(request: Request) -> "Reply[ticket.TicketThread]":
    """Lists what was said and done about a ticket, oldest first."""
    page = request.page_size, request.query.get("cursor")
    return Reply(ticket.list_messages(request.desk(), request.path["ticketID"], *page))


@routes.command(
    "POST",
    f"{_TICKET}/message",
    permission=TALKING,
    is_portal=True,
    body=SaidBody,
    status=201,
    takes_version=True,
)
def say(request: Request) -> "PlainAction[ticket.AnyTicket]":
    """Says something: by the staff it is answered, by its customer open again."""
    return ticket.say(request.path["ticketID"], request.body.text)


@routes.command("POST", f"{_TICKET}/close", permission=TALKING, is_portal=True, body=NothingBody)
def close(request: Request) -> "PlainAction[ticket.AnyTicket]":
    """Files a ticket away."""
    return ticket.close(request.path["ticketID"])


@routes.query(_FILES, permission="dispute.read", is_portal=True)
def list_files(request: Request) -> "Reply[files.TicketFiles]":
    """Lists the files of a ticket, and tells what can be attached."""
    return Reply(files.list_files(request.desk(), request.path["ticketID"]))


def _with_upload(answer: Answer) -> "Answer[files.TicketArrivingWithUpload]":
    """The answer with a form to send the file by; a replay gets a fresh one (X-01)."""
    if answer.status != 201:
        return answer
    view = json.loads(answer.body)
    named = (view[name] for name in ("ticketID", "attachmentID", "contentType", "size"))
    upload = attachments.place_of_file(wiring.parts().files, *named)
    return replace(answer, body=to_json(view | {"upload": upload}))


@routes.command(
    "POST",
    _FILES,
    permission=TALKING,
    is_portal=True,
    body=AttachmentBody,
    status=201,
    finish=_with_upload,
)
def begin_file(request: Request) -> "PlainAction[files.TicketArriving]":
    """Makes room for a file of a ticket and tells where to send it."""
    body: AttachmentBody = request.body
    told = attachments.FileToSend(body.name, body.content_type, body.size)
    return files.begin(request.path["ticketID"], told)


@routes.command(
    "POST",
    f"{_FILE}/completion",
    permission=TALKING,
    is_portal=True,
    body=NothingBody,
    takes_version=False,
)
def complete_file(request: Request) -> "PlainAction[attachments.AttachmentView]":
    """Attaches a file that was sent to a ticket, once its content was looked at."""
    named = request.path["ticketID"], request.path["attachmentID"]
    return files.complete(*named, wiring.parts().files)


@routes.query(_FILE, permission="dispute.read", is_portal=True)
def show_file(request: Request) -> "Reply[attachments.FetchedView]":
    """Shows a file of a ticket, with a link under which it can be fetched for some minutes."""
    named = request.path["ticketID"], request.path["attachmentID"]
    return Reply(files.show_file(request.desk(), *named, wiring.parts().files))


@routes.query(_LINKS, permission="dispute.read")
def list_links(request: Request) -> "Reply[links.TicketLinksView]":
    """Lists the tickets that a dispute is linked to, each with how it stands."""
    return Reply(links.list_links(request.desk(), request.path["disputeID"]))


@routes.command("POST", _LINKS, permission=ATTACHING, body=WithinBody, status=201)
def raise_within(request: Request) -> "links.Linking":
    """Raises a ticket within a dispute, in the name of the one who disputes."""
    body: WithinBody = request.body
    return links.raise_within(request.path["disputeID"], body.subject, body.text)


@routes.command("PUT", _LINK, permission=ATTACHING, body=LinkBody, takes_version=False)
def link(request: Request) -> "links.Linking":
    """Links a ticket with a dispute: the product's own, or with a `url` another system's."""
    ticket_id = str(read_outside_id(request.path["ticketID"]))
    return links.link(request.path["disputeID"], ticket_id, request.body.url)


@routes.command(
    "POST", f"{_LINK}/removal", permission=ATTACHING, body=NothingBody, takes_version=False
)
def unlink(request: Request) -> "links.Linking":
    """Takes the link with a ticket away; the ticket stays."""
    return links.unlink(request.path["disputeID"], str(request.path["ticketID"]))

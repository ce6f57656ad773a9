"""Mails that came in about disputes, follow-ups and tickets, as they were written (X-14)."""

from chalicelib.actions.mail_in import mails
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.domain.letters.dispatch import DISPUTE, FOLLOW_UP, TICKET
from chalicelib.domain.people.person import TALKING
from chalicelib.views.answers import Page

routes = Routes()

_PAGED = ("cursor", "limit")


@routes.query("/dispute/{disputeID}/mail", permission=TALKING, query=_PAGED)
def list_of_dispute(request: Request) -> "Reply[Page[mails.KeptMailView]]":
    """Lists the mails that came in about a dispute, as they were written."""
    return _listed(request, DISPUTE, request.path["disputeID"])


@routes.query("/followUp/{followUpID}/mail", permission=TALKING, query=_PAGED)
def list_of_follow_up(request: Request) -> "Reply[Page[mails.KeptMailView]]":
    """Lists the mails that came in about a follow-up, as they were written."""
    return _listed(request, FOLLOW_UP, request.path["followUpID"])


@routes.query("/ticket/{ticketID}/mail", permission=TALKING, query=_PAGED)
def list_of_ticket(request: Request) -> "Reply[Page[mails.KeptMailView]]":
    """Lists the mails that came in about a ticket, as they were written."""
    return _listed(request, TICKET, request.path["ticketID"])


def _listed(request: Request, of: str, thing_id: str) -> "Reply[Page[mails.KeptMailView]]":
    page = request.page_size, request.query.get("cursor")
    return Reply(mails.list_mails(request.desk(), of, thing_id, *page))

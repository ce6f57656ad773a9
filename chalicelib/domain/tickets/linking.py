"""Tickets linked to a dispute, of whatever kind that is (CU-20)."""

from dataclasses import replace

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute, KindWork
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.ticket_link import TicketLink, find_link
from chalicelib.domain.people.person import ATTACHING
from chalicelib.domain.tickets.ticket import RULE, TURNED
from chalicelib.errors import AlreadyDone, NotFound, TooMany

MOST_LINKS = 20
"""So many tickets a dispute is linked to at most."""


def link(
    dispute: Dispute[KindWork], ticket_id: str, subject: str, url: str | None, context: Context
) -> tuple[Dispute[KindWork], Change]:
    """The dispute linked to one more ticket, and what tells the staff of it."""
    context.actor.require(ATTACHING)
    if find_link(dispute.tickets, ticket_id):
        raise AlreadyDone("The dispute is linked to this ticket already.", rule=RULE)
    if len(dispute.tickets) >= MOST_LINKS:
        raise TooMany(f"A dispute is linked to at most {MOST_LINKS} tickets.", rule=RULE)
    new = TicketLink(ticket_id, subject, context.actor.name, context.at, url)
    told = Change("ticketLinked", f"Ticket {ticket_id} linked.", after=_told(new), note=False)
    return replace(dispute, tickets=(*dispute.tickets, new)), told


def unlink(
    dispute: Dispute[KindWork], ticket_id: str, context: Context
) -> tuple[Dispute[KindWork], Change]:
    """The dispute without a link; the ticket that it is made of stays linked (CO-47)."""
    context.actor.require(ATTACHING)
    known = find_link(dispute.tickets, ticket_id)
    if known is None:
        raise NotFound("The dispute is linked to no such ticket.")
    if known.is_origin:
        raise AlreadyDone("The dispute was made of this ticket, and stays linked.", rule=TURNED)
    told = Change(
        "ticketUnlinked", f"Ticket {ticket_id} unlinked.", before=_told(known), note=False
    )
    rest = tuple(one for one in dispute.tickets if one is not known)
    return replace(dispute, tickets=rest), told


def _told(known: TicketLink) -> dict[str, object]:
    return {"ticketID": known.ticket_id, "subject": known.subject, "url": known.url}

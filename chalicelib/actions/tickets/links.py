"""Tickets of a dispute, of whatever kind: linked, raised within it, unlinked (CU-20)."""

from collections.abc import Iterable

from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.tickets.keeping import kept, ticket_in
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, append
from chalicelib.domain.people.person import ATTACHING
from chalicelib.domain.tickets import linking
from chalicelib.domain.tickets import ticket as domain
from chalicelib.domain.tickets.ticket import Ticket
from chalicelib.store import keys
from chalicelib.store.entities import as_read, dispute_item, event_items
from chalicelib.store.table import Put, Write, name_of
from chalicelib.store.tickets import to_ticket
from chalicelib.views.parts import change_view, to_json
from chalicelib.views.ticket import TicketLinkPreview, TicketLinksView, links_view

Linking = Action[TicketLinksView, TicketLinkPreview]
Linked = Decision[TicketLinksView, TicketLinkPreview]


def list_links(desk: Desk, dispute_id: str) -> TicketLinksView:
    """The tickets that a dispute is linked to, each with how it stands."""
    dispute, _ = open_dispute(desk, Address(dispute_id), with_rules=False)
    return links_view(dispute_id, dispute.tickets, _states(desk, dispute))


def link(dispute_id: str, ticket_id: str, url: str | None) -> Linking:
    """Links a ticket: the product's own, or with an address another system's."""

    def action(desk: Desk) -> Linked:
        also = [] if url else [keys.ticket(ticket_id)]
        dispute, found = open_dispute(desk, Address(dispute_id), also, with_rules=False)
        if url:
            changed, told = linking.link(dispute, ticket_id, ticket_id, url, desk.context)
            return _concluded(desk, dispute, changed, told)
        ticket = ticket_in(found, desk, ticket_id)
        changed, told = linking.link(dispute, ticket_id, ticket.subject_line, None, desk.context)
        linked = domain.link_to(ticket, dispute_id, dispute.parties, desk.context)
        return _concluded(desk, dispute, changed, told, ticket, linked)

    return action


def raise_within(dispute_id: str, subject: str, text: str) -> Linking:
    """Raises a ticket in the name of the one who disputes, linked to the dispute at once."""

    def action(desk: Desk) -> Linked:
        dispute, _ = open_dispute(desk, Address(dispute_id), with_rules=False)
        desk.context.actor.require(ATTACHING)
        role, party_id = next(iter(dispute.parties.items()))
        name = dispute.party_names.get(role, "")
        raised = domain.raise_ticket({role: party_id}, name, subject, text, desk.context)
        changed, told = linking.link(dispute, raised.ticket_id, subject, None, desk.context)
        linked = domain.link_to(raised, dispute_id, dispute.parties, desk.context)
        return _concluded(desk, dispute, changed, told, None, linked, status=201)

    return action


def unlink(dispute_id: str, ticket_id: str) -> Linking:
    """Takes a link away; the ticket stays."""

    def action(desk: Desk) -> Linked:
        also = [keys.ticket(ticket_id)]
        dispute, found = open_dispute(desk, Address(dispute_id), also, with_rules=False)
        changed, told = linking.unlink(dispute, ticket_id, desk.context)
        item = found.get(name_of(also[0]))
        ticket = to_ticket(item) if item else None
        if ticket is None or ticket.dispute_id != dispute_id:
            return _concluded(desk, dispute, changed, told)
        freed = domain.unlink(ticket, desk.context)
        return _concluded(desk, dispute, changed, told, ticket, freed)

    return action


def _concluded(
    desk: Desk,
    before: Dispute,
    after: Dispute,
    told: Change,
    ticket: Ticket | None = None,
    changed: Ticket | None = None,
    status: int = 200,
) -> Linked:
    """The dispute with its event, and the ticket with its entry, in one transaction. The dispute
    stays at its version, by which its parties would be told of what is the staff's (IG-03, X-07).
    """
    context = desk.context
    known, events = append(after, (told,), context.actor, context.at)
    beside: tuple[Write, ...] = ()
    states = {}
    if changed:
        new, beside = kept(desk, ticket, changed)
        states = {new.ticket_id: new.state}
    view = links_view(known.dispute_id, known.tickets, _states(desk, known, states) | states)
    preview: TicketLinkPreview = {"dryRun": True, "tickets": view, "events": [change_view(told)]}
    location = f"/api/ticket/{changed.ticket_id}" if changed and status == 201 else None
    return Decision(
        writes=(
            Put(dispute_item(known), as_read(before)),
            *beside,
            *map(Put, event_items(events)),
        ),
        answer=Answer(status, to_json(view), location=location),
        preview=Answer(200, to_json(preview)),
        parties=before.parties,
    )


def _states(desk: Desk, dispute: Dispute, known: Iterable[str] = ()) -> dict[str, str]:
    """How the product's own tickets of a dispute stand, by id, but for those that are known."""
    asked = [
        keys.ticket(one.ticket_id)
        for one in dispute.tickets
        if not one.url and one.ticket_id not in known
    ]
    found = desk.gather_more(asked)
    return {item["ticket_id"]: item["state"] for item in found.values()}

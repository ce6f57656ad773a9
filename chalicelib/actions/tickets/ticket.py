"""Tickets by themselves: raising, listing, talking, closing (CU-20)."""

from collections.abc import Callable

from typing_extensions import TypedDict

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.found import customer_in
from chalicelib.actions.merging import merged
from chalicelib.actions.tickets.keeping import kept, ticket_in
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.domain.tickets import ticket as domain
from chalicelib.domain.tickets.ticket import OPEN, STATES, Ticket
from chalicelib.errors import InvalidInput, UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.entities import to_entry
from chalicelib.store.tickets import listed_in, to_ticket
from chalicelib.views.answers import Page
from chalicelib.views.parts import to_json
from chalicelib.views.ticket import (
    AnyTicket,
    AnyTicketRow,
    TicketEntryView,
    entry_view,
    ticket_row,
    ticket_view,
)


class TicketThread(TypedDict):
    """A page of what was said and done about a ticket, oldest first."""

    ticket: AnyTicketRow
    value: list[TicketEntryView]
    nextCursor: str | None


def raise_ticket(customer_id: OutsideID | None, subject: str, text: str) -> PlainAction[AnyTicket]:
    """A new ticket: a customer's own people's, or in a customer's name."""

    def action(desk: Desk) -> PlainDecision[AnyTicket]:
        desk.gather()
        person = desk.context.actor
        named = customer_id if customer_id is not None else person.party_id
        if named is None:
            said = "Say whose question it is."
            error = {"pointer": "/customerID", "detail": said, "code": "missing"}
            raise InvalidInput(said, rule=domain.RULE, errors=[error])
        person.require_sight(named, "customer")
        customer = customer_in(desk.gather_more([keys.customer(named)]), desk, named)
        parties = {CUSTOMER: customer.customer_id}
        raised = domain.raise_ticket(parties, customer.name, subject, text, desk.context)
        return concluded(desk, None, raised, 201)

    return action


def say(ticket_id: str, text: str) -> PlainAction[AnyTicket]:
    """One more message."""
    return _changing(ticket_id, lambda known, context: domain.say(known, text, context), 201)


def close(ticket_id: str) -> PlainAction[AnyTicket]:
    """Files the ticket away."""
    return _changing(ticket_id, domain.close)


def show(desk: Desk, ticket_id: str) -> AnyTicket:
    """A ticket with all that can be done with it (X-02)."""
    found = desk.gather([keys.ticket(ticket_id)])
    return ticket_view(ticket_in(found, desk, ticket_id), desk.context)


def list_tickets(
    desk: Desk, state: str | None, customer_id: str | None, limit: int, cursor: str | None
) -> Page[AnyTicketRow]:
    """Tickets: of a customer, the last changed first; else of a state, of open ones that first
    which has waited longest.

    Who is limited to some customers gets one query of each, so that nothing tells of the others
    (RV-03).
    """
    desk.gather()
    person = desk.context.actor
    if state is not None and state not in STATES:
        raise UnsupportedQuery(f"state is {', '.join(STATES)}.")
    if person.is_outside and person.role == CUSTOMER and customer_id is None:
        customer_id = str(person.party_id)
    if customer_id is not None:
        person.require_sight(customer_id, "customer")
        page = desk.page(
            keys.tickets_of(CUSTOMER, customer_id, state),
            index="byStatus" if state else "byCustomer",
            descending=True,
            limit=limit,
            cursor=cursor,
        )
    elif person.confined_to is not None:
        own = [keys.tickets_of(CUSTOMER, one, state or OPEN) for one in person.confined_to]
        page = merged(
            desk,
            [("byStatus", partition) for partition in own],
            "opened_sk",
            name="changedAt",
            limit=limit,
            cursor=cursor,
            descending=state not in (None, OPEN),
        )
    else:
        wanted = state or OPEN
        page = desk.page(
            listed_in(wanted),
            index="directory",
            descending=wanted != OPEN,
            limit=limit,
            cursor=cursor,
        )
    rows = [ticket_row(to_ticket(item), desk.context) for item in page.items]
    return {"value": rows, "nextCursor": page.next_cursor}


def list_messages(desk: Desk, ticket_id: str, limit: int, cursor: str | None) -> TicketThread:
    """What was said and done about a ticket, oldest first: one query."""
    found = desk.gather([keys.ticket(ticket_id)])
    ticket = ticket_in(found, desk, ticket_id)
    page = desk.page(keys.entry(ticket.subject, 0)["pk"], limit=limit, cursor=cursor)
    views = (entry_view(to_entry(item), desk.context) for item in page.items)
    return {
        "ticket": ticket_row(ticket, desk.context),
        "value": [view for view in views if view],
        "nextCursor": page.next_cursor,
    }


def concluded(
    desk: Desk, known: Ticket | None, told: Ticket, status: int = 200
) -> PlainDecision[AnyTicket]:
    """What to write and answer for a ticket as a verb left it."""
    new, writes = kept(desk, known, told)
    view = ticket_view(new, desk.context)
    version = new.version if desk.context.actor.audience == STAFF else None
    place = f"/api/ticket/{new.ticket_id}{'/message' if known else ''}"
    location = place if status == 201 else None
    answer = Answer[AnyTicket](status, to_json(view), version, location)
    return Decision(writes, answer, would_be(view), new.parties)


def _changing(
    ticket_id: str, step: Callable[[Ticket, Context], Ticket], status: int = 200
) -> PlainAction[AnyTicket]:
    def action(desk: Desk) -> PlainDecision[AnyTicket]:
        known = ticket_in(desk.gather([keys.ticket(ticket_id)]), desk, ticket_id)
        desk.require_version(known.version, lambda: ticket_view(known, desk.context))
        return concluded(desk, known, step(known, desk.context), status)

    return action

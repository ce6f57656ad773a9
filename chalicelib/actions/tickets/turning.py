"""A new dispute that is made of a ticket, of whatever kind (CO-47)."""

from collections.abc import Mapping

from chalicelib.actions.desk import Desk
from chalicelib.actions.tickets.keeping import kept, ticket_in
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.tickets import ticket as domain
from chalicelib.domain.tickets.ticket import Ticket
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.keys import Key
from chalicelib.store.table import Write


def ticket_keys(ticket_id: str | None) -> list[Key]:
    """What is read for it, where a ticket is named."""
    return [keys.ticket(ticket_id)] if ticket_id else []


def named_ticket(found: Mapping[str, Item], desk: Desk, ticket_id: str | None) -> Ticket | None:
    """The ticket that is named, for someone who may know of it."""
    return ticket_in(found, desk, ticket_id) if ticket_id else None


def turned(desk: Desk, ticket: Ticket | None, parties: Parties) -> tuple[Write, ...]:
    """What is written of the ticket beside the dispute that it becomes: once, at the version at
    which it was read, so that of two who turn it one wins.
    """
    if ticket is None:
        return ()
    _, writes = kept(desk, ticket, domain.turn(ticket, parties, desk.context))
    return writes

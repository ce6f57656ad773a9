"""Tickets as items of the table: listed by state, and for whose question they are (CU-20)."""

from chalicelib.domain.disputes.events import Entry
from chalicelib.domain.tickets.ticket import Ticket
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load


def listed_in(state: str) -> str:
    """The partition of `directory` with the tickets in a state, by when they last changed."""
    return f"TICKET#{state}"


def ticket_item(ticket: Ticket) -> Item:
    """A ticket."""
    place = f"{keys.instant(ticket.changed_at)}#{ticket.ticket_id}"
    listed = {
        "customer_pk": keys.tickets_of(*ticket.party),
        "customer_sk": place,
        "status_pk": keys.tickets_of(*ticket.party, ticket.state),
        "opened_sk": place,
        "directory_pk": listed_in(ticket.state),
        "directory_sk": place,
    }
    return dump(ticket) | keys.ticket(ticket.ticket_id) | listed


def to_ticket(item: Item) -> Ticket:
    """The ticket that an item holds."""
    return load(Ticket, item)


def after_message(entry: Entry, ticket_id: str) -> Item:
    """What puts the entry of a message among what is to be told by mail."""
    return {"ticket_id": ticket_id} | keys.after_work(entry.at, ticket_id, entry.sequence)

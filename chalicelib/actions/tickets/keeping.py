"""Finding a ticket for someone who may know of it, and writing it one version on with its entry
(X-05).
"""

from collections.abc import Mapping
from dataclasses import replace

from chalicelib.actions.desk import Desk
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.disputes.parties import require_sight
from chalicelib.domain.tickets import ticket as domain
from chalicelib.domain.tickets.ticket import Ticket
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item
from chalicelib.store.table import (
    IS_ABSENT,
    Put,
    Write,
    is_at_sequence,
    is_at_version,
    name_of,
    unwritten_or_at,
)
from chalicelib.store.tickets import after_message, ticket_item, to_ticket


def ticket_in(found: Mapping[str, Item], desk: Desk, ticket_id: str) -> Ticket:
    """The ticket, of what was read; `NotFound` for those who may not know of it (RV-03, CU-23)."""
    item = found.get(name_of(keys.ticket(ticket_id)))
    if item is None:
        raise no_such("ticket")
    ticket = to_ticket(item)
    require_sight(desk.context.actor, ticket.parties, "ticket")
    return ticket


def kept(desk: Desk, known: Ticket | None, told: Ticket) -> tuple[Ticket, tuple[Write, ...]]:
    """The ticket as it is kept, and what is written for it, itself first."""
    version = known.version if known else 0
    new, entry = enter(known, replace(told, version=version + 1), desk.hand)
    said = after_message(entry, new.ticket_id) if "said" in entry.after else {}
    return new, (
        Put(ticket_item(new), unwritten_or_at(version)),
        Put(entry_item(entry) | said, (IS_ABSENT,)),
    )


def told_of(known: Ticket, change: Change, context: Context) -> tuple[Write, ...]:
    """The ticket with what is told of a mail about it, at the version that it has (X-07)."""
    hand = Hand(context.actor.user_id, context.actor.name, context.at)
    new, entry = enter(known, domain.hear(known, change, context), hand)
    unchanged = (is_at_version(known.version), is_at_sequence(known.sequence))
    return Put(ticket_item(new), unchanged), Put(entry_item(entry), (IS_ABSENT,))

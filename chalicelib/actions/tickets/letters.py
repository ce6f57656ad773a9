"""Letters about a ticket: to its party when the staff has answered, and to the one of the staff who
spoke last when its party has (CU-20).
"""

from collections.abc import Collection
from datetime import datetime

from chalicelib.actions.letters.deliveries import TEMPLATES, Outgoing
from chalicelib.actions.letters.things import About
from chalicelib.actions.letters.thread_news import MAX_TOLD, MOST_TOLD, letters_to_party, rows_in
from chalicelib.actions.tickets.keeping import told_of
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.letters.dispatch import Dispatch
from chalicelib.domain.people.person import STAFF, SYSTEM, TALKING
from chalicelib.domain.tickets.ticket import DISPUTED, Ticket
from chalicelib.mail import plain
from chalicelib.mail.facts import TicketFacts
from chalicelib.mail.speech import Speech
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_customer, to_entry, to_person
from chalicelib.store.table import Put, Table, name_of
from chalicelib.store.tickets import to_ticket

NEWS = "ticketNews"
READERS: Collection[str] = ()
"""Nobody is seen to have a ticket open."""
MOST_ENTRIES = 25
"""Among so many of the latest entries of its journal the unread messages are looked for."""


def ticket_now(table: Table, ticket_id: str) -> Ticket:
    """The ticket as it is."""
    key = keys.ticket(ticket_id)
    return to_ticket(table.get([key])[name_of(key)])


def is_told(ticket: Ticket, audience: str) -> bool:
    """Its party, and the staff where somebody of it has spoken; nobody once it is a dispute."""
    return ticket.state != DISPUTED and (audience != STAFF or ticket.agent_id is not None)


def called_at(_ticket: Ticket, _audience: str) -> datetime | None:
    """Never."""
    return None


def letters_to(table: Table, ticket: Ticket, digest: Digest, _now: datetime) -> list[Outgoing]:
    """The party's goes to the address that it gave, or to its people where it gave none."""
    if digest.audience == STAFF:
        facts = _facts(table, ticket, STAFF, Speech.of(NEWS))
        people = map(to_person, table.get([keys.user(ticket.agent_id or "")]).values())
        return [
            Outgoing(person.user_id, person.email, person.name, NEWS, facts)
            for person in people
            if person.is_active
            and TALKING in person.permissions
            and may_see(person, ticket.parties)
        ]
    role, party_id = ticket.party
    key = keys.customer(party_id)
    found = table.get([key, TEMPLATES])
    customer = to_customer(found[name_of(key)])
    speech = Speech.to(NEWS, customer.language, rows_in(found))
    facts = _facts(table, ticket, digest.audience, speech)
    letter = Outgoing(role, customer.email or "", customer.name, speech.template_id, facts)
    return letters_to_party(table, ticket.parties, letter)


def told_on(table: Table, dispatch: Dispatch, change: Change, at: datetime) -> list[Put]:
    """The ticket as it is now, with what became of a letter."""
    known = ticket_now(table, dispatch.dispute_id)
    context = Context(SYSTEM, at, lambda: "")
    return [write for write in told_of(known, change, context) if isinstance(write, Put)]


def about(item: Item) -> About:
    """What a letter was about that could not be sent."""
    return About(item["parties"], item["party_name"])


def _facts(table: Table, ticket: Ticket, audience: str, speech: Speech) -> TicketFacts:
    count = max(ticket.unread(audience), 1)
    journal = keys.entry(ticket.subject, 0)["pk"]
    page = table.query(journal, descending=True, limit=MOST_ENTRIES)
    told = [entry.after["said"] for entry in map(to_entry, page.items) if "said" in entry.after]
    others = [one for one in told if (one["side"] == STAFF) != (audience == STAFF)]
    speaker = ticket.party_name if audience == STAFF else speech.words.we
    lines = [
        plain.one_line(speech.said(speaker, one["text"]), MAX_TOLD)
        for one in reversed(others[: min(count, MOST_TOLD)])
    ]
    return TicketFacts(
        dispute_id=ticket.ticket_id,
        ticket_id=ticket.ticket_id,
        ticket_subject=ticket.subject_line,
        customer_name=ticket.party_name,
        unread=speech.unread(count),
        news="\n".join(lines),
    )

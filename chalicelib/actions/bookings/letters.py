"""Letters about what is unread in the thread of a dispute on a booking (IG-04, IG-08)."""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.actions.letters.deliveries import Outgoing
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, SIDES
from chalicelib.domain.bookings.work import BookingWork
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.people.person import SUPPORT, Person
from chalicelib.mail import plain
from chalicelib.mail.letters import ThreadFacts
from chalicelib.store import keys
from chalicelib.store.bookings import to_party
from chalicelib.store.entities import to_event, to_hours, to_person
from chalicelib.store.table import Table, name_of

HOURS = keys.setting("businessHours")
MOST_TOLD = 5
"""How many of the unread messages a letter repeats."""
MAX_TOLD = 190
NEWS, CALL = "bookingNews", "supportAsked"
"""The letters: about what is unread, and to support when it is asked to step in."""


def _template(digest: Digest) -> str:
    return CALL if digest.is_call else NEWS


def letters_to(table: Table, dispute: Dispute[BookingWork], digest: Digest, now: datetime) -> list[Outgoing]:
    """A side's letter goes to the address that the party gave, or to its people where it gave none; support's to its people at work."""
    facts = facts_of(table, dispute, digest.audience)
    if digest.audience not in SIDES:
        hours = to_hours(table.get([HOURS]).get(name_of(HOURS)))
        able = [person for person in _people(table) if person.role == SUPPORT and may_see(person, dispute.parties)]
        at_work = [person for person in able if not person.is_away(hours.day_of(now))]
        return [_to_person(person, digest, facts) for person in at_work or able]
    key = keys.party(dispute.parties[digest.audience])
    party = to_party(table.get([key])[name_of(key)])
    if party.email:
        return [Outgoing(digest.audience, party.email, party.name, _template(digest), facts)]
    own = (person for person in _people(table) if person.role == digest.audience and may_see(person, dispute.parties))
    return [_to_person(person, digest, facts) for person in own]


def _to_person(person: Person, digest: Digest, facts: ThreadFacts) -> Outgoing:
    return Outgoing(person.user_id, person.email, person.name, _template(digest), facts)


def facts_of(table: Table, dispute: Dispute[BookingWork], audience: str) -> ThreadFacts:
    """What a letter to a side or to support says of a thread as it stands: what both sides can read, and nobody's name."""
    work = dispute.work
    count = max(dispute.unread(audience), 1)
    page = table.query(keys.dispute(dispute.dispute_id)["pk"], prefix=keys.TOLD, descending=True, limit=min(count, MOST_TOLD))
    return ThreadFacts(
        dispute_id=dispute.dispute_id,
        booking_reference=str(work.reference),
        operator_name=dispute.party_names[OPERATOR],
        aggregator_name=dispute.party_names[AGGREGATOR],
        unread=f"{count} unread message{'' if count == 1 else 's'}",
        news="\n".join(plain.one_line(_said(event, dispute), MAX_TOLD) for event in map(to_event, reversed(page.items))),
        issue=work.escalation.issue if work.escalation else "",
    )


def _said(event: Event, dispute: Dispute) -> str:
    """An event as the thread tells it; a message with who speaks, which everything else says by itself."""
    if event.type == "raised":
        return f"{event.text} {event.after['description']}"
    if event.type != "message":
        return event.text
    side = event.after["side"]
    return f"{dispute.party_names[side] if side in SIDES else 'Support'}: {event.text}"


def _people(table: Table) -> Iterable[Person]:
    """Everybody who can sign in: they are few beside what they work on, and this is read once for a letter."""
    for page in table.pages(keys.PEOPLE, index="directory"):
        yield from (person for person in map(to_person, page.items) if person.is_active)

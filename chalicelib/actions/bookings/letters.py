"""Letters about what is unread in the thread of a dispute on a booking (IG-04, IG-08)."""

from datetime import datetime

from chalicelib.actions.desk import HOURS
from chalicelib.actions.letters.deliveries import Outgoing
from chalicelib.actions.letters.recipients import active_staff
from chalicelib.actions.letters.thread_news import letters_to_party, unread_news
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, SIDES
from chalicelib.domain.bookings.work import BookingWork
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.people.person import SUPPORT, Person
from chalicelib.mail.facts import ThreadFacts
from chalicelib.mail.speech import Speech
from chalicelib.store import keys
from chalicelib.store.bookings import to_party
from chalicelib.store.entities import to_hours
from chalicelib.store.table import Table, name_of

NEWS, CALL = "bookingNews", "supportAsked"
"""The letters: about what is unread, and to support when it is asked to step in."""


def _template(digest: Digest) -> str:
    return CALL if digest.is_call else NEWS


def letters_to(
    table: Table, dispute: Dispute[BookingWork], digest: Digest, now: datetime
) -> list[Outgoing]:
    """A side's letter goes to the address that the party gave, or to its people where it gave none;
    support's to its people at work.
    """
    facts = facts_of(table, dispute, digest.audience)
    if digest.audience not in SIDES:
        hours = to_hours(table.get([HOURS]).get(name_of(HOURS)))
        able = [
            person
            for person in active_staff(table)
            if person.role == SUPPORT and may_see(person, dispute.parties)
        ]
        at_work = [person for person in able if not person.is_away(hours.day_of(now))]
        return [_to_person(person, digest, facts) for person in at_work or able]
    key = keys.party(dispute.parties[digest.audience])
    party = to_party(table.get([key])[name_of(key)])
    letter = Outgoing(digest.audience, party.email or "", party.name, _template(digest), facts)
    return letters_to_party(table, dispute.parties, letter)


def _to_person(person: Person, digest: Digest, facts: ThreadFacts) -> Outgoing:
    return Outgoing(person.user_id, person.email, person.name, _template(digest), facts)


def facts_of(table: Table, dispute: Dispute[BookingWork], audience: str) -> ThreadFacts:
    """What a letter to a side or to support says of a thread as it stands: what both sides can
    read, and nobody's name.
    """
    work = dispute.work
    speech = Speech.of(NEWS)
    unread, news = unread_news(
        table, dispute, audience, speech, lambda event: _said(event, dispute)
    )
    return ThreadFacts(
        dispute_id=dispute.dispute_id,
        booking_reference=str(work.reference),
        operator_name=dispute.party_names[OPERATOR],
        aggregator_name=dispute.party_names[AGGREGATOR],
        unread=unread,
        news=news,
        issue=work.escalation.issue if work.escalation else "",
    )


def _said(event: Event, dispute: Dispute) -> str:
    """An event as the thread tells it; a message with who speaks, which everything else says by
    itself.
    """
    if event.type == "raised":
        return f"{event.text} {event.after['description']}"
    if event.type != "message":
        return event.text
    side = event.after["side"]
    return f"{dispute.party_names[side] if side in SIDES else 'Support'}: {event.text}"

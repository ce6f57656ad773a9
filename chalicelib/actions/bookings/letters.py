"""Letters about what is unread in the thread of a dispute on a booking (IG-04, IG-08)."""

from datetime import datetime

from chalicelib.actions.desk import HOURS
from chalicelib.actions.letters.deliveries import TEMPLATES, Outgoing
from chalicelib.actions.letters.recipients import active_staff
from chalicelib.actions.letters.thread_news import letters_to_party, rows_in, unread_news
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, SIDES
from chalicelib.domain.bookings.news import news_of
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
    if digest.audience not in SIDES:
        facts = facts_of(table, dispute, digest.audience, Speech.of(_template(digest)))
        hours = to_hours(table.get([HOURS]).get(name_of(HOURS)))
        able = [
            person
            for person in active_staff(table)
            if person.role == SUPPORT and may_see(person, dispute.parties)
        ]
        at_work = [person for person in able if not person.is_away(hours.day_of(now))]
        return [_to_person(person, digest, facts) for person in at_work or able]
    key = keys.party(dispute.parties[digest.audience])
    found = table.get([key, TEMPLATES])
    party = to_party(found[name_of(key)])
    speech = Speech.to(_template(digest), party.language, rows_in(found))
    facts = facts_of(table, dispute, digest.audience, speech)
    letter = Outgoing(digest.audience, party.email or "", party.name, speech.template_id, facts)
    return letters_to_party(table, dispute.parties, letter)


def _to_person(person: Person, digest: Digest, facts: ThreadFacts) -> Outgoing:
    return Outgoing(person.user_id, person.email, person.name, _template(digest), facts)


def facts_of(
    table: Table, dispute: Dispute[BookingWork], audience: str, speech: Speech
) -> ThreadFacts:
    """What a letter to a side or to support says of a thread as it stands: what both sides can
    read, and nobody's name.
    """
    work = dispute.work
    unread, news = unread_news(
        table, dispute, audience, speech, lambda event: _said(event, dispute, speech)
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


def _said(event: Event, dispute: Dispute[BookingWork], speech: Speech) -> str:
    """An event as the thread tells it, in the words of a language; a message with who speaks."""
    speakers = {**dispute.party_names, SUPPORT: speech.words.support}
    if event.type == "message":
        return speech.said(speakers[str(event.after["side"])], event.text)
    news = news_of(dispute, event, speakers)
    return (speech.told([news]) if news else None) or event.text

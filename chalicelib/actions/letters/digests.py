"""Telling by mail who is absent from the thread of a booking's dispute: once for all that is unread, and then not for a while.

1. What was told by mail, who has the dispute open and what is unread are looked at together, for each side and support.
2. What comes of it is written on condition that nobody else looked meanwhile: a letter that is to go is claimed by that, and
   who only waits changes it too, so that somebody who saw less cannot take the next look out of the index.
3. The letter is delivered as all are, under the name of the last event that it tells of.
4. Where it is through, that is noted. Else the sweep looks again, as it does when the while of quiet is over.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.actions.execution import FIRST_PAUSE_SECONDS, PATIENCE_SECONDS, Office, wait
from chalicelib.actions.letters.deliveries import Outgoing, PostOffice, deliver
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, SIDES
from chalicelib.domain.bookings.work import BookingWork
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.disputes.presence import Presence
from chalicelib.domain.letters.digests import Digest, there_until
from chalicelib.domain.people.person import STAFF, SUPPORT, Person
from chalicelib.mail import plain
from chalicelib.mail.letters import ThreadFacts
from chalicelib.store import keys
from chalicelib.store.bookings import to_party
from chalicelib.store.entities import to_dispute, to_event, to_hours, to_person, to_presence
from chalicelib.store.post import digest_item, to_digest, to_quiet
from chalicelib.store.table import Conflict, Put, Table, Unacknowledged, name_of, unwritten_or_at

QUIET, HOURS = keys.setting("threadMail"), keys.setting("businessHours")
MOST_TOLD = 5
"""How many of the unread messages a letter repeats."""
MAX_TOLD = 190
MOST_PRESENT = 100


@dataclass(frozen=True)
class Seen:
    """What a look found."""

    dispute: Dispute[BookingWork]
    digests: dict[str, Digest]
    present: tuple[Presence, ...]
    quiet: timedelta
    now: datetime


AUDIENCES = (*SIDES, STAFF)
"""Who is told of what is unread."""


def tell_absent(office: Office, post: Callable[[], PostOffice], dispute_id: str) -> None:
    """Sends each side and support the letter that is due, if one is, and sees to it that what is not due yet is looked at again."""
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, FIRST_PAUSE_SECONDS
    left = list(AUDIENCES)
    while True:
        seen = _look(office, dispute_id)
        for audience in tuple(left):
            try:
                _tell(office.table, post, seen, audience)
                left.remove(audience)
            except (Conflict, Unacknowledged) as lost:
                interrupted = lost
        if not left:
            return
        pause = wait(pause, deadline, interrupted)


def _look(office: Office, dispute_id: str) -> Seen:
    """What was told is read before the dispute: so a digest that somebody wrote after a message is never seen without that."""
    digest_keys = {audience: keys.digest(dispute_id, audience) for audience in AUDIENCES}
    found = office.table.get([QUIET, *digest_keys.values()])
    known = {audience: found.get(name_of(place)) for audience, place in digest_keys.items()}
    present = office.table.query(keys.presences(dispute_id), limit=MOST_PRESENT).items
    key = keys.dispute(dispute_id)
    return Seen(
        dispute=to_dispute(office.table.get([key])[name_of(key)]),
        digests={audience: to_digest(item) if item else Digest(dispute_id, audience) for audience, item in known.items()},
        present=tuple(map(to_presence, present)),
        quiet=to_quiet(found.get(name_of(QUIET))),
        now=office.now(),
    )


def _tell(table: Table, post: Callable[[], PostOffice], seen: Seen, audience: str) -> None:
    before = seen.digests[audience]
    digest = before.looked(seen.dispute, there_until(audience, seen.present), seen.quiet, seen.now)
    if digest == before and digest.look_at is None:
        return
    claimed = _write(table, digest)
    if not claimed.is_sent:
        letters = _letters(table, seen.dispute, claimed, seen.now)
        if deliver(post(), claimed.dispute_id, claimed.about, letters).is_done:
            with suppress(Conflict, Unacknowledged):  # who looked meanwhile has seen to it that it is looked at again
                _write(table, claimed.through(seen.dispute, seen.now))


def _write(table: Table, digest: Digest) -> Digest:
    changed = replace(digest, version=digest.version + 1)
    table.commit([Put(digest_item(changed), unwritten_or_at(digest.version))])
    return changed


def _letters(table: Table, dispute: Dispute[BookingWork], digest: Digest, now: datetime) -> list[Outgoing]:
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
        return [Outgoing(digest.audience, party.email, party.name, digest.template_id, facts)]
    own = (person for person in _people(table) if person.role == digest.audience and may_see(person, dispute.parties))
    return [_to_person(person, digest, facts) for person in own]


def _to_person(person: Person, digest: Digest, facts: ThreadFacts) -> Outgoing:
    return Outgoing(person.user_id, person.email, person.name, digest.template_id, facts)


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

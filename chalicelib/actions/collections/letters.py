"""Letters about a follow-up: to its resolver with a personal link, or to the manager (DM-03, DM-04,
CO-19).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.actions.letters.deliveries import Outgoing, PostOffice, deliver
from chalicelib.domain.collections.follow_up import FollowUpEvent, append
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.letters.dispatch import FOLLOW_UP
from chalicelib.domain.people.person import SYSTEM
from chalicelib.links import ResolverLink
from chalicelib.mail import letters, templates
from chalicelib.mail.letters import PRIVATE_LINK, FollowUpFacts, Reader
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.collections import follow_up_event_item, follow_up_item, to_follow_up
from chalicelib.store.entities import to_person
from chalicelib.store.table import IS_ABSENT, Put, Table, is_at_sequence, is_at_version, name_of
from chalicelib.views.followup import MailView

UNCONFIRMED = "mailUnconfirmed"
LINK_LIVES = timedelta(days=28)
"""Less than the thirty days between two changes of the key that signs it."""


def send(table: Table, post: PostOffice, event: FollowUpEvent) -> bool:
    """Sends the letter that an event asks for; whether none is left."""
    told = event.after["letter"]
    key = keys.user(told["toID"])
    item = table.get([key]).get(name_of(key))
    person = to_person(item) if item else None
    if person is None or not person.is_active:
        return True
    link = (
        ResolverLink(person.user_id, event.follow_up_id, told["number"], event.at + LINK_LIVES)
        if told.get("number")
        else None
    )
    facts = facts_of(event.follow_up_id, told)
    outgoing = Outgoing(person.user_id, person.email, person.name, told["template"], facts, link)
    return deliver(post, event.follow_up_id, event.sequence, [outgoing], FOLLOW_UP).is_done


def facts_of(follow_up_id: str, told: Mapping[str, Any]) -> FollowUpFacts:
    """What the letter says, as it was decided: whatever changes before it leaves is not in it
    (CO-07).
    """
    said = dict(told["facts"])
    parts = tuple(tuple(row) for row in said.pop("parts"))
    return FollowUpFacts(
        dispute_id=follow_up_id, columns=tuple(said.pop("columns")), parts=parts, **said
    )


def mails_in(
    changes: tuple[Change, ...], people: Mapping[str, Item], rows: list[dict[str, Any]]
) -> list[MailView]:
    """The letters that would leave, as they would be sent but for the personal link (X-03,
    CO-07).
    """
    mails: list[MailView] = []
    for change in changes:
        told = change.after.get("letter")
        item = people.get(name_of(keys.user(told["toID"]))) if told else None
        if not told or not item:
            continue
        person = to_person(item)
        reader = Reader(person.email, person.name, "", PRIVATE_LINK if told.get("number") else "")
        letter = letters.write(templates.find(told["template"], rows), facts_of("", told), reader)
        mails.append({"to": letter.to, "subject": letter.subject, "text": letter.text})
    return mails


def told_on(table: Table, follow_up_id: str, change: Change, at: datetime) -> list[Put]:
    """The follow-up as it is now, with an event that leaves its state alone."""
    key = keys.follow_up(follow_up_id)
    known = to_follow_up(table.get([key])[name_of(key)])
    told, events = append(known, (change,), SYSTEM, at)
    if change.type == UNCONFIRMED:
        told = replace(told, unconfirmed=change.after["about"])
    unchanged = (is_at_version(known.version), is_at_sequence(known.sequence))
    return [
        Put(follow_up_item(told), unchanged),
        *(Put(follow_up_event_item(event), (IS_ABSENT,)) for event in events),
    ]

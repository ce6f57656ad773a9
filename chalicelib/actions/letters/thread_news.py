"""What letters about a thread have in common, whichever kind of dispute it is of (IG-04)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.actions.letters.deliveries import TEMPLATES, Outgoing
from chalicelib.actions.letters.recipients import active_people_of
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.parties import Parties, may_see
from chalicelib.mail import plain
from chalicelib.mail.letters import MAX_VALUE, Facts
from chalicelib.mail.speech import Speech
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_event, to_person
from chalicelib.store.table import Table, name_of

MOST_TOLD = 5
"""How many of the unread messages a letter repeats."""
MAX_TOLD = 190
"""How many letters of each message."""
MAX_HAPPENED = 500
"""How many of what happened, whose amounts are never cut off."""


def unread_news(
    table: Table,
    dispute: Dispute[Any],
    audience: str,
    speech: Speech,
    said: Callable[[Event], str],
) -> tuple[str, str]:
    """How many messages an audience has not read, in words, and the latest of them, a line each."""
    count = max(dispute.unread(audience), 1)
    page = table.query(
        keys.dispute(dispute.dispute_id)["pk"],
        prefix=_prefix(dispute, audience),
        descending=True,
        limit=min(count, MOST_TOLD),
    )
    events = [event for event in map(to_event, reversed(page.items)) if event.is_told]
    lines = [plain.one_line(said(event), _longest(event)) for event in events]
    while len("\n".join(lines)) > MAX_VALUE:
        lines.pop(0)
    return speech.unread(count), "\n".join(lines)


def _longest(event: Event) -> int:
    return MAX_TOLD if event.type == "message" else MAX_HAPPENED


def rows_in(found: Mapping[str, Item]) -> list[dict[str, Any]]:
    """How administrators have worded letters, where that was read too."""
    rows: list[dict[str, Any]] = found.get(name_of(TEMPLATES), {}).get("value", [])
    return rows


def _prefix(dispute: Dispute[Any], audience: str) -> str:
    """Where lies what an audience reads; the staff reads what any side is told."""
    if not dispute.lifecycle.tells_apart:
        return keys.SHARED
    return keys.told_prefix(audience) if audience in dispute.parties else keys.EVENTS


def letters_to_assignee(
    table: Table, dispute: Dispute[Any], template_id: str, facts: Facts
) -> list[Outgoing]:
    """The letter to whoever works the dispute, while that one is at work and may see it (RV-03)."""
    key = keys.user(dispute.assignee_id or "")
    people = [to_person(item) for item in table.get([key]).values()]
    return [
        Outgoing(person.user_id, person.email, person.name, template_id, facts)
        for person in people
        if person.is_active and may_see(person, dispute.parties)
    ]


def letters_to_party(table: Table, parties: Parties, letter: Outgoing) -> list[Outgoing]:
    """A letter to a party in the role that it is addressed to: it goes to the address that the
    party gave, or to each of its people where it gave none.
    """
    if letter.email:
        return [replace(letter, is_to_party=True)]
    role, template_id, facts = letter.user_id, letter.template_id, letter.facts
    return [
        Outgoing(
            person.user_id,
            person.email,
            person.name,
            template_id,
            facts,
            letter.link,
            withheld=letter.withheld,
        )
        for person in active_people_of(table, role, parties[role])
        if may_see(person, parties)
    ]

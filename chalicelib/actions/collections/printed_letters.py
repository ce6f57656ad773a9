"""Letters on paper: those that wait to be posted, the file that is printed of them, and whether
they went (CO-36, CO-40, CO-42).

A letter is claimed as it is put to print, as one that is mailed, so it is there once however often
it is asked for. It stays in the list until somebody says that it went by post, or that it did not.
"""

from collections.abc import Collection
from typing import Any

from chalicelib.actions.collections import (
    outcome_arrival,
    outcome_letters,
    reminder_letters,
)
from chalicelib.actions.collections.dunning_reading import customer_in, customers_in, record_in
from chalicelib.actions.collections.reminder_letters import (
    charged_keys,
    claimed_in,
    paper_name,
    sheet_of,
    uncharged,
)
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.domain.base.identifiers import OutsideID, subject_of
from chalicelib.domain.collections.dunning_record import Dunning, ToPost
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import NotFound, TooMany
from chalicelib.mail.printing import Sheet, document
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import as_read, dunning_item, reminder_item, to_dunning
from chalicelib.store.entities import to_entry
from chalicelib.store.table import IS_ABSENT, Put, name_of
from chalicelib.views.answers import Page
from chalicelib.views.parts import to_json
from chalicelib.views.printed import ToPostView, to_post_view

MAX_PRINTED = 50
"""How many letters a file holds."""


def list_to_post(desk: Desk, limit: int, cursor: str | None) -> Page[ToPostView]:
    """The customers with letters that wait to be posted, since longest first."""
    page = customers_in(desk, keys.TO_POST, limit, cursor)
    rows = [to_post_view(to_dunning(item)) for item in page.items]
    return {"value": rows, "nextCursor": page.next_cursor}


def print_file(desk: Desk, names: Collection[str] | None) -> tuple[str, int]:
    """The document of the letters that wait to be posted, or of those with these names, and how
    many it holds; `NotFound` where one of them waits no more.
    """
    desk.gather(with_hours=True)
    person = desk.context.actor
    found: dict[str, tuple[Dunning, ToPost]] = {}
    for page in desk.table.pages(keys.TO_POST, index="directory"):
        for record in map(to_dunning, page.items):
            named = {paper_name(record.dunning_id, one.number): one for one in record.to_post}
            wanted = named if names is None else named.keys() & set(names)
            if person.sees(record.customer_id):
                found |= {name: (record, named[name]) for name in sorted(wanted)}
        if len(found) > MAX_PRINTED:
            raise TooMany(f"A file holds {MAX_PRINTED} letters; choose which.")
        if names is not None and len(found) == len(set(names)):
            break
    if not found or (names is not None and len(found) < len(set(names))):
        raise NotFound("No such letter waits to be posted.")
    entries = desk.gather_more(
        keys.entry(record.subject, one.number) for record, one in found.values()
    )
    sheets = [
        _sheet(record, entries[name_of(keys.entry(record.subject, one.number))])
        for record, one in found.values()
    ]
    return document(f"Letters, {desk.today.isoformat()}", sheets), len(sheets)


def confirm(customer_id: OutsideID, number: int, *, was_posted: bool) -> PlainAction[ToPostView]:
    """Says whether a letter went by post: of a reminder that did not, the items stand as before."""

    def action(desk: Desk) -> PlainDecision[ToPostView]:
        claim = keys.entry(subject_of("dunning", customer_id), number)
        found = desk.gather([keys.customer(customer_id), keys.dunning(customer_id), claim])
        desk.context.actor.require_sight(customer_id, "customer")
        customer, known = customer_in(found, customer_id), record_in(desk, found, customer_id)
        desk.require_version(known.version)
        claimed = found.get(name_of(claim))
        letter = None if was_posted else claimed_in(claimed)
        charged = charged_keys(known, letter) if letter else []
        outcome = outcome_arrival.told_in(claimed)
        beside = desk.gather_more([*charged, *(outcome_arrival.beside(outcome) if outcome else ())])
        taken_back = uncharged(letter or {}, beside, charged)
        arrived: list[Put] = []
        if outcome and was_posted:
            arrived = outcome_arrival.gone(outcome, beside, desk.now)
        elif outcome:
            by, why = desk.context.actor, outcome_arrival.NOT_POSTED
            arrived = outcome_arrival.lost(outcome, beside, why, by, desk.now)
        told, entry = enter(
            known, known.with_post(number, letter, was_posted=was_posted), desk.hand
        )
        view = to_post_view(told)
        note = reminder_item(entry, customer.customer_id, is_left=False)
        return Decision(
            (
                Put(dunning_item(told), as_read(known)),
                Put(note, (IS_ABSENT,)),
                *taken_back,
                *arrived,
            ),
            Answer(200, to_json(view), told.version),
            would_be(view),
            {CUSTOMER: customer.customer_id},
        )

    return action


def _sheet(record: Dunning, item: Item) -> Sheet:
    """A letter on paper as its entry holds it."""
    after: dict[str, Any] = to_entry(item).after
    if told := after.get("letter"):
        return sheet_of(record.dunning_id, told, reminder_letters.facts_of(record.dunning_id, told))
    told = after["outcome"]
    return sheet_of(record.dunning_id, told, outcome_letters.facts_of(record.dunning_id, told))

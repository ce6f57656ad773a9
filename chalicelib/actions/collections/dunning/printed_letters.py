"""Letters on paper: those that wait to be posted, the file that is printed of them, and whether
they went (CO-36, CO-40, CO-42).

A letter is claimed as it is put to print, as one that is mailed, so it is there once however often
it is asked for. It stays in the list until somebody says that it went by post, or that it did not.
What has overtaken one since leaves it out of what is printed, unless somebody lets it go (CO-28).
"""

from collections.abc import Collection, Iterable, Sequence

from chalicelib.actions.collections.dunning import (
    outcome_arrival,
    outcome_letters,
    reminder_wording,
)
from chalicelib.actions.collections.dunning.posting import Waiting, beside, look_at
from chalicelib.actions.collections.dunning.reading import (
    customer_in,
    customers_in,
    own_in,
    record_in,
)
from chalicelib.actions.collections.dunning.reminder_letters import (
    charged_keys,
    claimed_in,
    uncharged,
)
from chalicelib.actions.collections.dunning.reminder_wording import sheet_of
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.domain.base.identifiers import OutsideID, subject_of
from chalicelib.domain.collections.dunning.arrival import NOT_POSTED
from chalicelib.domain.collections.dunning.overtaken import spelled
from chalicelib.domain.collections.dunning.record import Dunning, ToPost, paper_name
from chalicelib.domain.disputes.events import Entry
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import AlreadyDone, NotFound, NotYet, TooMany
from chalicelib.mail.printing import Sheet, document
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import as_read, dunning_item, reminder_item, to_dunning
from chalicelib.store.table import IS_ABSENT, Put, name_of
from chalicelib.views.answers import Page
from chalicelib.views.parts import to_json
from chalicelib.views.printed import (
    ToPostRow,
    ToPostView,
    WaitingLetterView,
    to_post_row,
    to_post_view,
    waiting_letter_view,
)

MAX_PRINTED = 50
"""How many letters a file holds."""
CUSTOMERS_A_PAGE = 20
"""Of how many customers a page of the list tells: what each owes is looked up for it."""
RULE = "CO-28"


def list_to_post(desk: Desk, limit: int, cursor: str | None) -> Page[ToPostRow]:
    """The customers with letters that wait to be posted, since longest first, each held against
    what is owed now (CO-28).
    """
    page = customers_in(desk, keys.TO_POST, min(limit, CUSTOMERS_A_PAGE), cursor)
    records = [to_dunning(item) for item in page.items]
    letters = _looked_at(desk, [(record, one) for record in records for one in record.to_post])
    rows = [
        to_post_row(record, [_view(one) for one in letters if one.record is record])
        for record in records
    ]
    return {"value": rows, "nextCursor": page.next_cursor}


def print_file(desk: Desk, names: Collection[str] | None) -> tuple[str, int]:
    """The document of the letters that wait to be posted, or of those with these names, and how
    many it holds; those that were overtaken are left out, which it says where no printer prints.

    `NotFound` where one of them waits no more, `NotYet` where all are left out (CO-28).
    """
    desk.gather(with_hours=True)
    found = _chosen(desk, names)
    letters = _looked_at(desk, list(found.values()))
    printed = [one for one in letters if not one.is_left_out]
    left_out = [one for one in letters if one.is_left_out]
    if not printed:
        raise NotYet(
            "Every one of these letters was overtaken by what came since; cancel them, or let them"
            " go nevertheless.",
            rule=RULE,
        )
    sheets = [_sheet(one) for one in printed]
    notes = [f"{one.record.customer_name}, {one.name}: {_words_of(one)}" for one in left_out]
    return document(f"Letters, {desk.today.isoformat()}", sheets, notes), len(sheets)


def _chosen(desk: Desk, names: Collection[str] | None) -> dict[str, tuple[Dunning, ToPost]]:
    """The letters that wait, or those with these names, whose customers the person may see."""
    found: dict[str, tuple[Dunning, ToPost]] = {}
    for items in _waiting(desk):
        for record in map(to_dunning, items):
            named = {paper_name(record.dunning_id, one.number): one for one in record.to_post}
            wanted = named if names is None else named.keys() & set(names)
            found |= {name: (record, named[name]) for name in sorted(wanted)}
        if len(found) > MAX_PRINTED:
            raise TooMany(f"A file holds {MAX_PRINTED} letters; choose which.")
        if names is not None and len(found) == len(set(names)):
            break
    if not found or (names is not None and len(found) < len(set(names))):
        raise NotFound("No such letter waits to be posted.")
    return found


def _waiting(desk: Desk) -> Iterable[list[Item]]:
    """What is kept of the customers with letters that wait, page by page, of those alone that the
    person may see (RV-03).
    """
    if desk.context.actor.confined_to is not None:
        return [own_in(desk, keys.TO_POST)]
    return (page.items for page in desk.table.pages(keys.TO_POST, index="directory"))


def _looked_at(desk: Desk, letters: Sequence[tuple[Dunning, ToPost]]) -> list[Waiting]:
    """Each of these letters as it stands now."""
    named = [key for record, one in letters for key in beside(record.customer_id, [one.number])]
    return look_at(desk, letters, desk.gather_more(named))


def release(customer_id: OutsideID, number: int, reason: str) -> PlainAction[ToPostView]:
    """Lets a letter go that was overtaken, for a reason, in spite of what has overtaken it until
    now; what comes after that leaves it out again (CO-28).
    """

    def action(desk: Desk) -> PlainDecision[ToPostView]:
        wanted = [keys.dunning(customer_id), *beside(customer_id, [number])]
        found = desk.gather(wanted, with_hours=True)
        desk.context.actor.require_sight(customer_id, "customer")
        customer, known = customer_in(found, customer_id), record_in(desk, found, customer_id)
        desk.require_version(known.version)
        [letter] = look_at(desk, [(known, known.waiting(number))], found)
        if not letter.is_left_out:
            raise AlreadyDone("Nothing is in the way of this letter; print it.", rule=RULE)
        despite, words = [one.key for one in letter.overtaken], spelled(letter.overtaken)
        after = known.with_release(number, reason, despite, words)
        told, entry = enter(known, after, desk.hand)
        return _told(customer, known, told, entry)

    return action


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
        also = outcome_arrival.beside(outcome) if outcome else ()
        besides = desk.gather_more([*charged, *also])
        writes = [*uncharged(letter or {}, besides, charged)]
        if outcome and was_posted:
            writes += outcome_arrival.gone(outcome, besides, desk.now)
        elif outcome:
            by, why = desk.context.actor, NOT_POSTED
            writes += outcome_arrival.lost(outcome, besides, why, by, desk.now)
        after = known.with_post(number, letter, was_posted=was_posted)
        if not was_posted and known.look_at:
            after = after.looked_at(desk.now)
        told, entry = enter(known, after, desk.hand)
        return _told(customer, known, told, entry, writes)

    return action


def _told(
    customer: Customer, known: Dunning, told: Dunning, entry: Entry, beside: Sequence[Put] = ()
) -> PlainDecision[ToPostView]:
    """What was said of a letter, as a note of the customer, with what else comes of it."""
    view = to_post_view(told)
    note = reminder_item(entry, customer.customer_id, is_left=False)
    return Decision(
        (Put(dunning_item(told), as_read(known)), Put(note, (IS_ABSENT,)), *beside),
        Answer(200, to_json(view), told.version),
        would_be(view),
        {CUSTOMER: customer.customer_id},
    )


def _words_of(letter: Waiting) -> str:
    return "; ".join(spelled(letter.overtaken))


def _view(letter: Waiting) -> WaitingLetterView:
    return waiting_letter_view(letter.record, letter.one, letter.overtaken)


def _sheet(letter: Waiting) -> Sheet:
    """A letter on paper as its entry holds it."""
    name = letter.record.dunning_id
    room = reminder_wording if letter.is_reminder else outcome_letters
    return sheet_of(name, letter.told, room.facts_of(name, letter.told))

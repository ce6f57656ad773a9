"""Finding things by a word of theirs: disputes, follow-ups, invoices, customers, bookings, orders
and tickets, as far as one may know of them (RV-03, IG-03).
"""

from collections.abc import Sequence
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.search_index import kept_best_word
from chalicelib.actions.merging import in_order
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.search_words import best_word, index_words, words_of
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.store import search_keys
from chalicelib.store.codec import Item
from chalicelib.store.table import READ_AHEAD
from chalicelib.views.answers import meaning


class HitView(TypedDict):
    """Something that was found, and where the page shows it."""

    kind: Annotated[
        str,
        meaning("dispute, followUp, invoice, customer, booking, order or ticket: what it is."),
    ]
    label: str
    detail: str
    url: str


class HitsView(TypedDict):
    """What was found."""

    value: list[HitView]


def search(desk: Desk, text: str, limit: int) -> HitsView:
    """What has these words or begins of them; each hit says what it is. People of a party search
    among its own (IG-03).
    """
    desk.gather()
    person = desk.context.actor
    whose = None
    if person.is_outside and person.role != CUSTOMER and person.party_id is not None:
        whose = person.role, person.party_id
    return {"value": [_hit_view(hit) for hit in hits(desk, text, limit, whose=whose)]}


def hits(
    desk: Desk,
    text: str,
    limit: int,
    kind: str | None = None,
    whose: tuple[str, OutsideID] | None = None,
) -> list[Item]:
    """What is found by the longest word, has all the others too and may be seen (RV-03); each thing
    once.

    Each party's words are kept apart too: `whose` looks there, and who is limited to some customers
    looks among those of each, one query of each, so that what others have neither hides the own nor
    is paid for. What an earlier version kept is found as that one would, until it changes next.
    """
    best = best_word(text)
    if not best:
        return []
    person = desk.context.actor
    others = words_of(text) - {best}
    seen: set[tuple[str, str]] = set()

    def keep(hit: Item) -> bool:
        if len(seen) == limit:
            return True  # enough is found, and nothing more is looked for
        name = hit["kind"], hit["id"]
        is_wanted = kind in (None, hit["kind"]) and name not in seen and _may_know(person, hit)
        is_found = is_wanted and all(
            any(own.startswith(other) for own in index_words(hit["words"])) for other in others
        )
        seen.update([name] if is_found else ())
        return is_found

    found: list[Item] = []
    for word in dict.fromkeys(one for one in (best, kept_best_word(text)) if one):
        if len(found) == limit:
            break
        places = [(None, search_keys.word_partition(word, one)) for one in _among(person, whose)]
        prefix = search_keys.word_prefix(word)
        rest = limit - len(found)
        more, _ = in_order(
            desk.table, places, "sk", rest, keep=keep, most_at_once=READ_AHEAD, prefix=prefix
        )
        found += more
    return found


def _among(
    person: Person, whose: tuple[str, OutsideID] | None
) -> Sequence[tuple[str, OutsideID] | None]:
    """Among whose words somebody looks; None for all."""
    if whose is not None or person.confined_to is None:
        return [whose]
    return [(CUSTOMER, one) for one in person.confined_to]


def _may_know(person: Person, hit: Item) -> bool:
    return may_see(person, hit["parties"])


def _hit_view(hit: Item) -> HitView:
    return {"kind": hit["kind"], "label": hit["label"], "detail": hit["detail"], "url": hit["url"]}

"""Finding things by a word of theirs: disputes, follow-ups, invoices, customers, bookings, orders
and tickets, as far as one may know of them (RV-03, IG-03).
"""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.search_index import kept_best_word
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.search_words import best_word, index_words, words_of
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.store import search_keys
from chalicelib.store.codec import Item
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


SEARCHED_PAGES = 10
"""How far a search looks for what a person may see among what others may."""


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

    The words of what is between an operator and an aggregator are kept for each of both too:
    `whose` looks there. What an earlier version kept is found as that one would, until it changes
    next.
    """
    best = best_word(text)
    if not best:
        return []
    others = words_of(text) - {best}

    def keep(hit: Item) -> bool:
        is_wanted = kind in (None, hit["kind"]) and _may_know(desk.context.actor, hit)
        return is_wanted and all(
            any(own.startswith(other) for own in index_words(hit["words"])) for other in others
        )

    found: dict[tuple[str, str], Item] = {}
    for word in dict.fromkeys(one for one in (best, kept_best_word(text)) if one):
        start = None
        for _ in range(SEARCHED_PAGES):
            place = search_keys.word_partition(word, whose), search_keys.word_prefix(word)
            page = desk.table.query(place[0], prefix=place[1], limit=limit, start=start, keep=keep)
            found |= {(hit["kind"], hit["id"]): hit for hit in page.items}
            start = page.last
            if not start or len(found) >= limit:
                break
    return list(found.values())[:limit]


def _may_know(person: Person, hit: Item) -> bool:
    return may_see(person, hit["parties"])


def _hit_view(hit: Item) -> HitView:
    return {"kind": hit["kind"], "label": hit["label"], "detail": hit["detail"], "url": hit["url"]}

"""At whom the run of a day looks: who is due at the job, then whom its daily walk along what is
overdue would find by that day, also where nobody is reminded by itself and it does not go (CO-28).

Each customer is there once, whatever page is looked at: the walk comes upon it by its item that was
due first, and by none of the others. Who is limited to some customers is told of these, and no list
of others is read for it (RV-03).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib.actions.collections.dunning.reading import not_looked_at, overdue
from chalicelib.actions.desk import Desk
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import to_dunning
from chalicelib.store.table import A_PAGE, READ_AHEAD, key_in, name_of
from chalicelib.values import dataclass

LAST_ZONE = timedelta(hours=12)
"""How long after its end in UTC a day goes on somewhere."""
WALKED_AT_ONCE = 10
"""How many pages of what is overdue are walked along for a page of customers."""
DUE, WALK = "due", "walk"
"""In which of the two lists a place is."""
BEHIND_DUE = "~"
"""Where own customers at whom nobody looks yet stand: behind those with a moment."""


@dataclass(frozen=True)
class Candidate:
    """A customer at whom the run may look."""

    customer_id: str
    place: Item
    """Behind which the next one comes."""
    is_due: bool
    """Whether the job is to look at it, at a moment that is kept of it."""
    met_at: OutsideID | None = None
    """The number of the item at which the walk comes upon it; None where any will do."""


Chunk = tuple[list[Candidate], Item | None]
"""Some candidates, and behind which place the next come; None where that is all."""


def candidates(desk: Desk, day: date, place: Item | None, size: int) -> Iterator[Chunk]:
    """Those behind a place, some at a time, each read as it is asked for; it ends early where only
    items of the same customers come for long.
    """
    own = desk.context.actor.confined_to
    if own is not None:
        yield _own(desk, own, place)
        return
    if place is None or place["of"] == DUE:
        yield from _due(desk, day, place, size)
        place = None
    yield from _walked(desk, day, place)


def _due(desk: Desk, day: date, place: Item | None, size: int) -> Iterator[Chunk]:
    """At whom the job is to look, by when."""
    start: Item | None = place["behind"] if place else None
    while True:
        page = desk.table.query(
            keys.due("DUNNING"), index="due", before=_end_of(day), limit=size, start=start
        )
        named = [(keys.id_of_due(item["due_sk"]), item) for item in page.items]
        # The walk itself is among what is due, and names nobody.
        chunk = [
            Candidate(one, {"of": DUE, "behind": key_in(item, "due")}, is_due=True)
            for one, item in named
            if one
        ]
        start = page.last
        yield chunk, {"of": DUE, "behind": start} if start else {"of": WALK, "behind": None}
        if not start:
            return


def _walked(desk: Desk, day: date, place: Item | None) -> Iterator[Chunk]:
    """Whom the walk would find, by the due date of the first item of each in this part of it."""
    start: Item | None = place["behind"] if place else None
    known = set[str]()
    for pages in range(WALKED_AT_ONCE):
        found, start = overdue(desk.table, day, A_PAGE if pages else READ_AHEAD, start)
        firsts = dict[str, tuple[Item, Invoice]]()
        for item, invoice in found:
            firsts.setdefault(str(invoice.customer_id), (item, invoice))
        new = {one: item for one, item in firsts.items() if one not in known}
        known |= new.keys()
        chunk = [
            Candidate(
                one,
                {"of": WALK, "behind": key_in(new[one][0], "directory")},
                is_due=False,
                met_at=new[one][1].invoice_number,
            )
            for one in not_looked_at(desk.table, new)
        ]
        yield chunk, {"of": WALK, "behind": start} if start else None
        if not start:
            return


def _own(desk: Desk, own: tuple[str, ...], place: Item | None) -> Chunk:
    """The person's own customers, by when the job is to look at them, then those not known yet."""
    found = desk.gather_more(map(keys.dunning, own))
    ordered = list[tuple[str, str, bool]]()
    for one in own:
        item = found.get(name_of(keys.dunning(one)))
        look_at = to_dunning(item).look_at if item else None
        at = keys.due_at(look_at, one) if look_at else f"{BEHIND_DUE}{one}"
        ordered.append((at, one, look_at is not None))
    behind = place["behind"] if place else ""
    chunk = [
        Candidate(one, {"of": "own", "behind": at}, is_due=is_due)
        for at, one, is_due in sorted(ordered)
        if at > behind
    ]
    return chunk, None


def _end_of(day: date) -> str:
    """When a day is over everywhere, as keys tell it."""
    return f"{(day + timedelta(days=1)).isoformat()}T{LAST_ZONE.seconds // 3600:02}"

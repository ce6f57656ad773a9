"""One list made of several: a query of each, merged, such as of each customer that somebody is
limited to (RV-03).
"""

from collections.abc import Callable, Sequence
from operator import itemgetter

from chalicelib.actions.desk import Desk, Listed
from chalicelib.store.codec import Item

MOST_SORTED = 1000
"""So many of each list are sorted where it does not lie in the order that is asked for."""


def merged(
    desk: Desk,
    lists: Sequence[tuple[str, str]],
    by: str,
    keep: Callable[[Item], bool],
    *,
    name: str,
    limit: int,
    cursor: str | None,
    lies_so: bool = True,
    descending: bool = False,
    from_end: bool = False,
    after: str | None = None,
    until: str | None = None,
) -> Listed:
    """A page of the lists, each an index and a partition, sorted by an attribute of their items,
    from behind a value and up to another; the cursor is the last row's place.

    Where they lie so, each query starts where the last page ended. Else each reads what one call
    brings of its beginning, or its end, and the page says where that is not all.
    """
    place = f"merged#{name}#{sorted(partition for _, partition in lists)}"
    behind = desk.opened(cursor, place)["at"] if cursor else None
    first = max(filter(None, (behind, after)), default=None) if not descending else None
    pages = [
        desk.table.query(
            partition,
            index=index,
            after=first if lies_so else None,
            before=behind if lies_so and descending else None,
            descending=descending if lies_so else from_end,
            limit=limit if lies_so else MOST_SORTED,
        )
        for index, partition in lists
    ]
    where = itemgetter(by)

    def is_ahead(item: Item) -> bool:
        if behind is not None and not (
            where(item) < behind if descending else where(item) > behind
        ):
            return False
        return until is None or where(item) < until

    found = [item for page in pages for item in page.items if by in item and is_ahead(item)]
    if not lies_so:
        found = [item for item in found if keep(item)]
    found.sort(key=where, reverse=descending)
    is_cut = any(page.last and is_ahead(page.items[-1]) for page in pages)
    has_more = len(found) > limit or (lies_so and is_cut)
    shown = found[:limit]
    return Listed(
        [item for item in shown if keep(item)] if lies_so else shown,
        desk.sealed({"at": where(shown[-1])} if has_more and shown else None, place),
        is_whole=lies_so or not any(page.last for page in pages),
    )

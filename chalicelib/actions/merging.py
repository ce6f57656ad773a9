"""One list made of several: a query of each, merged, such as of each customer that somebody is
limited to (RV-03).
"""

from collections import deque
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from chalicelib.actions.desk import READS_A_PAGE, Desk, Listed
from chalicelib.store.codec import Item
from chalicelib.store.table import A_PAGE, READ_AHEAD, Table

MOST_SORTED = 1000
"""So many of each list are sorted where it does not lie in the order that is asked for."""
FEWEST_OF_EACH = 10
"""So many rows of each list are read at once, however many lists there are."""

Lists = Sequence[tuple[str | None, str]]
"""The lists that are merged: each an index, or the table itself, and a partition."""


def merged(
    desk: Desk,
    lists: Lists,
    by: str,
    keep: Callable[[Item], bool] | None = None,
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
    """A page of the lists, sorted by an attribute of their items, from behind a value and up to
    another; the cursor is the last row's place.

    Where they lie so, each query starts where the last page ended. Else each reads what one call
    brings of its beginning, or its end, and the page says where that is not all.
    """
    place = f"merged#{name}#{sorted(partition for _, partition in lists)}"
    behind = desk.opened(cursor, place)["at"] if cursor else None
    where = itemgetter(by)
    if lies_so:
        first = max(filter(None, (behind, after)), default=None) if not descending else None
        rows, last = in_order(
            desk.table,
            lists,
            by,
            limit,
            keep=keep,
            until=until,
            descending=descending,
            after=first,
            before=behind if descending else None,
        )
        return Listed(rows, desk.sealed({"at": last} if last else None, place))
    pages = [
        desk.table.query(partition, index=index, descending=from_end, limit=MOST_SORTED)
        for index, partition in lists
    ]

    def is_ahead(item: Item) -> bool:
        if behind is not None and not (
            where(item) < behind if descending else where(item) > behind
        ):
            return False
        return until is None or where(item) < until

    found = [item for page in pages for item in page.items if by in item and is_ahead(item)]
    found = [item for item in found if keep is None or keep(item)]
    found.sort(key=where, reverse=descending)
    shown = found[:limit]
    return Listed(
        shown,
        desk.sealed({"at": where(shown[-1])} if len(found) > limit else None, place),
        is_whole=not any(page.last for page in pages),
    )


def in_order(
    table: Table,
    lists: Lists,
    by: str,
    limit: int,
    *,
    keep: Callable[[Item], bool] | None = None,
    until: str | None = None,
    descending: bool = False,
    most_at_once: int = A_PAGE,
    **how: Any,
) -> tuple[list[Item], str | None]:
    """The next rows of lists that lie sorted by an attribute, and the place behind which there are
    more; None at their end.

    A list is read on when all that was read of it is shown or left out, so a row that one query
    did not bring, of large items, is never passed over. Where few are kept, that ends after ten
    more queries: only then the page is short, and it goes on behind what was looked at.
    """
    where = itemgetter(by)
    share = 2 * limit // max(len(lists), 1) + 1
    at_once = min(limit + 1, max(share, FEWEST_OF_EACH))
    ahead = [_Ahead(table, *one, how | {"descending": descending}) for one in lists]
    for one in ahead:
        one.read(at_once)
    shown: list[Item] = []
    looked: str | None = None
    looked_at = reads = 0
    while True:
        for one in ahead:
            while not one.items and one.last:
                if reads == READS_A_PAGE:
                    return shown, looked
                ahead_of_many = READ_AHEAD if reads == 0 else most_at_once
                one.read(limit + 1 if looked_at == len(shown) else ahead_of_many)
                reads += 1
        heads = [one for one in ahead if one.items]
        if not heads:
            return shown, None
        choose = max if descending else min
        head = choose(heads, key=lambda one: where(one.items[0]))
        item = head.items[0]
        if until is not None and where(item) >= until:
            return shown, None
        is_kept = keep is None or keep(item)
        if is_kept and len(shown) == limit:
            return shown, where(shown[-1])
        if is_kept:
            shown.append(item)
        head.items.popleft()
        looked, looked_at = where(item), looked_at + 1


class _Ahead:
    """What was read of a list and not looked at, and the key behind which it goes on."""

    def __init__(
        self, table: Table, index: str | None, partition: str, how: dict[str, Any]
    ) -> None:
        self.items: deque[Item] = deque()
        self.last: Item | None = None
        self._table = table
        self._of = {"partition": partition, "index": index} | how

    def read(self, limit: int) -> None:
        """So many more rows."""
        page = self._table.query(**self._of, limit=limit, start=self.last)
        self.items += page.items
        self.last = page.last

"""Lists that are merged, of which a query brings less than it was asked for (RV-03)."""

from typing import Any

import pytest

from chalicelib.actions.desk import READS_A_PAGE
from chalicelib.actions.merging import in_order
from chalicelib.store.table import Page

LISTS = {"a": [3, 4, 5, 8, 13], "b": [1, 6, 7, 9, 12, 14], "c": [2, 10, 11], "d": []}


class Shelves:
    """Lists of items so large that a query brings two of them."""

    def __init__(self) -> None:
        self.queries = 0

    def query(
        self, partition: str, *, descending: bool, limit: int, start: Any, index: Any
    ) -> Page:
        """The next two."""
        self.queries += 1
        rows = sorted(LISTS[partition], reverse=descending)
        ahead = [one for one in rows if not start or ((one < start) == descending and one != start)]
        items = [{"at": f"{one:02d}", "pk": partition} for one in ahead[: min(limit, 2)]]
        return Page(items, ahead[len(items) - 1] if len(ahead) > len(items) else None)  # type: ignore[arg-type]


@pytest.mark.parametrize("is_descending", [False, True])
def test_no_row_is_passed_over_where_a_query_brings_fewer_than_a_page(is_descending: bool) -> None:
    lists = [(None, name) for name in LISTS]
    found, last = in_order(Shelves(), lists, "at", 9, descending=is_descending)  # type: ignore[arg-type]
    whole = sorted((one for rows in LISTS.values() for one in rows), reverse=is_descending)
    assert [int(item["at"]) for item in found] == whole[:9]
    assert last == f"{whole[8]:02d}"
    assert in_order(Shelves(), lists, "at", 14)[1] is None  # type: ignore[arg-type]


def test_a_page_is_read_on_until_it_is_full_and_gives_up_after_some_queries() -> None:
    """One's own filter leaves out: it goes on behind what was looked at, with nothing twice."""
    shelves = Shelves()
    lists = [(None, name) for name in LISTS]
    found, last = in_order(
        shelves,  # type: ignore[arg-type]
        lists,
        "at",
        2,
        keep=lambda item: item["at"] in ("12", "14"),
    )
    assert ([item["at"] for item in found], last) == (["12", "14"], None)
    assert shelves.queries <= len(LISTS) + READS_A_PAGE

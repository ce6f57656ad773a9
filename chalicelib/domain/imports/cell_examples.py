"""What cells became: for each column of days or amounts a few cells beside their readings, with the
first and the last (X-12).
"""

from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from chalicelib.domain.imports.amount_formats import WrittenAmount
from chalicelib.domain.imports.fields import Field
from chalicelib.values import dataclass

SHOWN = 3
MAX_SHOWN_CELL = 60


@dataclass(frozen=True)
class Example:
    """A cell as it stands in the file, and what it was read as."""

    line: int
    cell: str
    reads: str


@dataclass(frozen=True)
class Examples:
    """Some cells of one field, with the least and the most of what all of its cells came to."""

    name: str
    label: str
    type: str
    column: str
    cells: tuple[Example, ...]
    least: Example
    most: Example


@dataclass
class _Seen:
    cells: list[Example] = field(default_factory=list)
    least: tuple[Any, Example] | None = None
    most: tuple[Any, Example] | None = None


class Collector:
    """Collects the examples while rows are read."""

    def __init__(self, fields: Iterable[Field], column_of: Callable[[str], str | None]) -> None:
        self._columns = {
            one.name: (one, column)
            for one in fields
            if one.type in _PLAIN and (column := column_of(one.name))
        }
        self._seen: dict[str, _Seen] = {}

    def add(self, name: str, line: int, cell: str, value: Any) -> None:
        """Takes in what a cell was read as."""
        if name not in self._columns:
            return
        worth = value.amount if isinstance(value, WrittenAmount) else value
        seen = self._seen.setdefault(name, _Seen())
        is_new = len(seen.cells) < SHOWN and all(
            one.cell != cell[:MAX_SHOWN_CELL] for one in seen.cells
        )
        is_least, is_most = (
            seen.least is None or worth < seen.least[0],
            seen.most is None or worth > seen.most[0],
        )
        if not (is_new or is_least or is_most):
            return
        example = Example(line, cell[:MAX_SHOWN_CELL], _PLAIN[self._columns[name][0].type](worth))
        if is_new:
            seen.cells.append(example)
        if is_least:
            seen.least = (worth, example)
        if is_most:
            seen.most = (worth, example)

    def examples(self) -> tuple[Examples, ...]:
        """What was collected, field by field."""
        found = []
        for name, seen in self._seen.items():
            told, column = self._columns[name]
            assert seen.least
            assert seen.most
            found.append(
                Examples(
                    name,
                    told.label,
                    told.type,
                    column,
                    tuple(seen.cells),
                    seen.least[1],
                    seen.most[1],
                )
            )
        return tuple(found)


def _day(value: date) -> str:
    return value.isoformat()


def _moment(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


def _amount(value: Decimal) -> str:
    return f"{value:f}"


_PLAIN: dict[str, Callable[[Any], str]] = {"date": _day, "moment": _moment, "amount": _amount}

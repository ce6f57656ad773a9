"""The sheet that a file holds, as text: the names of its columns and its rows (X-12)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from chalicelib.domain.base.texts import tidy
from chalicelib.domain.imports.limits import MAX_COLUMN_NAME, MAX_COLUMNS, MAX_ROWS
from chalicelib.errors import UnreadableFile
from chalicelib.values import dataclass

_NEARLY_ALL = 0.75
"""A row of so large a part of the cells that any row has filled can name the columns; titles have
fewer.
"""


class DayCell(str):
    """A cell that holds a day or moment as such, however it looks; spelled by ISO 8601."""

    __slots__ = ()


class NumberCell(str):
    """A cell that holds a number as such, however it looks; spelled with a point and
    no grouping.
    """

    __slots__ = ()


class BrokenCell(str):
    """A cell whose formula failed; spelled as the spreadsheet shows it, `#N/A`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, and the line of the file that it begins on."""

    line: int
    cells: tuple[str, ...]
    is_hidden: bool = False
    """Whether a workbook does not show it, as what a filter passes over."""


@dataclass(frozen=True)
class Sheet:
    """The names of a file's columns, each once, and its rows as they are read."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def sheet_of(rows: Iterator[Row]) -> Sheet:
    """The sheet whose first row names its columns; `UnreadableFile`, at once or while reading on,
    where it holds too much.
    """
    header = next(rows, None)
    if header is None:
        raise UnreadableFile("The file is empty.")
    names = [plain(cell) for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise UnreadableFile(f"The file has {len(names)} columns; at most {MAX_COLUMNS} are read.")
    if any(len(name) > MAX_COLUMN_NAME for name in names):
        raise UnreadableFile(
            f"Line {header.line} does not look like names of columns: one is longer than"
            f" {MAX_COLUMN_NAME} characters."
        )
    return Sheet(tuple(_told_apart(names)), _counted(rows))


def find_header(rows: Iterable[Row]) -> int:
    """The line of the first row that has nearly as many cells filled as any: above it
    stand titles.
    """
    filled = [(row.line, sum(1 for cell in row.cells if plain(cell))) for row in rows]
    most = max((count for _, count in filled), default=0)
    return next((line for line, count in filled if count and count >= _NEARLY_ALL * most), 1)


def plain(text: str) -> str:
    """A name of a column on one line, without what cannot be seen."""
    return " ".join(tidy(text).split())


def _told_apart(names: Sequence[str]) -> Iterator[str]:
    """The names of columns; those that stand there more than once with their number, those without
    one by their place.
    """
    times, seen = Counter(names), Counter[str]()
    for place, name in enumerate(names, 1):
        seen[name] += 1
        yield f"{name} ({seen[name]})" if name and times[name] > 1 else name or f"Column {place}"


def _counted(rows: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows, 1):
        if count > MAX_ROWS:
            raise UnreadableFile(f"The file has more than {MAX_ROWS:,} rows; split it.")
        yield row

"""A first look at a whole file: what its columns hold, and in which ways their days and amounts can
be read (X-12).
"""

from collections.abc import Callable, Iterable
from dataclasses import field
from decimal import Decimal

from chalicelib.domain.imports.amount_formats import (
    AMOUNT_FORMATS,
    CREDIT_SIGNS,
    PLAIN,
    decimals_of,
    read_amount,
)
from chalicelib.domain.imports.day_formats import DAY_FORMATS, ISO, MOMENT_FORMATS, SERIAL
from chalicelib.domain.imports.mapping import PLAIN_DAY, bare, written_moment
from chalicelib.domain.imports.sheet import DayCell, NumberCell, Row
from chalicelib.values import dataclass

SHOWN, SHOWN_ODD, MAX_WORDS, MAX_SHOWN_CELL = 5, 2, 12, 60
_MAX_SHAPES = 200
"""So many shapes of cells are looked at in a column that does not hold amounts alone: a few wrong
ones hide neither decimals nor signs.
"""
_MAX_KNOWN = 5000
"""So many different cells of a column are kept in mind, to look at each but once."""


@dataclass(frozen=True)
class Way:
    """One way to read all cells of a column, and what it makes of the first by which it differs
    from the other ways.
    """

    format: str
    cell: str
    reads: str


@dataclass(frozen=True)
class ColumnSurvey:
    """What a column holds."""

    name: str
    filled: int = 0
    samples: tuple[str, ...] = ()
    """The first different cells."""
    odd: tuple[str, ...] = ()
    """The first other cells with letters beyond ASCII, which show whether the encoding is right."""
    words: tuple[str, ...] = ()
    """All different cells, where they are few."""
    days: tuple[Way, ...] = ()
    """The ways in which all its cells are days or moments; more than one where no cell decides."""
    amounts: tuple[Way, ...] = ()
    decimals: int = 0
    """How many decimals the longest of its amounts has, though other cells be none."""
    credit_signs: bool = False
    """Whether CR or DR stands behind some of its amounts."""


def survey(columns: Iterable[str], rows: Iterable[Row]) -> tuple[int, tuple[ColumnSurvey, ...]]:
    """How many rows there are, and what their columns hold: every row is looked at."""
    looks = [_Look(name) for name in columns]
    count = 0
    for row in rows:
        count += 1
        for look, cell in zip(looks, row.cells, strict=False):
            look.add(cell)
    return count, tuple(look.survey() for look in looks)


@dataclass
class _Ways:
    """The ways in which all cells so far can be read."""

    alive: dict[str, tuple[int, str]]
    """Format → a mark of all that it read, and what it made of the deciding cell."""
    deciding: str | None = None

    def add(self, cell: str, read: Callable[[str, str], str | None]) -> None:
        readings = {one: found for one in self.alive if (found := read(cell, one)) is not None}
        differ = len(set(readings.values())) > 1
        decides = self.deciding is None or (
            differ and len({mark for mark, _ in self.alive.values()}) == 1
        )
        if decides:
            self.deciding = cell[:MAX_SHOWN_CELL]
        self.alive = {
            one: (hash((self.alive[one][0], found)), found if decides else self.alive[one][1])
            for one, found in readings.items()
        }

    def ways(self, order: Callable[[str], str] = lambda _: "") -> tuple[Way, ...]:
        """The ways that are left: of those that read all alike, the first of each order of parts;
        none where no cell decided.
        """
        if self.deciding is None:
            return ()
        found: dict[tuple[int, str], Way] = {}
        for one, (mark, reads) in self.alive.items():
            found.setdefault((mark, order(one)), Way(one, self.deciding or "", reads))
        return tuple(found.values())


@dataclass
class _Look:
    """What is seen of one column."""

    name: str
    filled: int = 0
    known: set[str] = field(default_factory=set)
    shapes: set[str] = field(default_factory=set)
    first: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    days: _Ways = field(
        default_factory=lambda: _Ways(
            dict.fromkeys((*DAY_FORMATS, *MOMENT_FORMATS, ISO, SERIAL), (0, ""))
        )
    )
    amounts: _Ways = field(default_factory=lambda: _Ways(dict.fromkeys(AMOUNT_FORMATS, (0, ""))))
    decimals: int = 0
    has_credit_signs: bool = False
    typed_day: str | None = None
    typed_number: str | None = None
    """The first cell that holds a day or number as such."""

    def add(self, cell: str) -> None:
        text = bare(cell)
        if not text:
            return
        self.filled += 1
        if text in self.known:
            return
        if len(self.known) < _MAX_KNOWN:
            self.known.add(text)
        if len(self.first) <= MAX_WORDS:
            self.first.append(text[:MAX_SHOWN_CELL])
        if len(self.first) > SHOWN and len(self.odd) < SHOWN_ODD and not text.isascii():
            self.odd.append(text[:MAX_SHOWN_CELL])
        if isinstance(text, DayCell):
            self.typed_day = self.typed_day or text
            self.amounts.alive = {}
            return
        if isinstance(text, NumberCell):
            self.typed_number = self.typed_number or text
        if not any(map(str.isdigit, text)):
            return  # “Total”, “NULL” and “#N/A” say nothing of how days and amounts are written.
        if self.days.alive:
            self.days.add(text, _day)
        if self.amounts.alive or len(self.shapes) < _MAX_SHAPES:
            self._add_amount(text)

    def _add_amount(self, text: str) -> None:
        """Amounts are told apart by where digits and marks stand, so each shape is
        looked at once.
        """
        shape = "".join("1" if "0" <= sign <= "9" else sign for sign in text)
        if shape in self.shapes:
            return
        self.shapes.add(shape)
        if isinstance(text, NumberCell):
            self.decimals = max(self.decimals, decimals_of(Decimal(text)))
            return
        if self.amounts.alive:
            self.amounts.add(text, _amount)
        readings = [
            found
            for one in self.amounts.alive or AMOUNT_FORMATS
            if (found := read_amount(text, one, CREDIT_SIGNS[0]))
        ]
        self.has_credit_signs = self.has_credit_signs or (
            bool(readings) and text.rstrip(". ").upper().endswith(CREDIT_SIGNS)
        )
        self.decimals = max((self.decimals, *(decimals_of(found.amount) for found in readings)))

    def survey(self) -> ColumnSurvey:
        has_few = len(self.first) <= MAX_WORDS
        return ColumnSurvey(
            name=self.name,
            filled=self.filled,
            samples=tuple(self.first[:SHOWN]),
            odd=tuple(self.odd),
            words=tuple(self.first) if has_few else (),
            days=_typed(self.days, PLAIN_DAY, self.typed_day) or self.days.ways(_order),
            amounts=_typed(self.amounts, PLAIN, self.typed_number) or self.amounts.ways(),
            decimals=self.decimals,
            credit_signs=self.has_credit_signs,
        )


def _typed(ways: _Ways, written: str, cell: str | None) -> tuple[Way, ...]:
    """The way to read a column of nothing but cells that hold days or numbers as
    such: any will do.
    """
    return (
        (Way(written, cell, cell),)
        if cell is not None and ways.alive and ways.deciding is None
        else ()
    )


def _order(written: str) -> str:
    """Day or month first: what no cell has decided is not decided, though this file reads alike."""
    if written == ISO:
        return "Ymd"
    return "".join(
        part for part in written.replace("%b", "%m").replace("%B", "%m") if part in "dmYyj"
    )


def _day(cell: str, written: str) -> str | None:
    found = written_moment(cell, written)
    return found.isoformat().removesuffix("T00:00:00") if found else None


def _amount(cell: str, written: str) -> str | None:
    found = read_amount(cell, written, CREDIT_SIGNS[0])
    return f"{found.amount:f}" if found else None

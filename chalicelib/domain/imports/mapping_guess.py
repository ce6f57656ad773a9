"""A first guess at what the columns of a file are; what no cell decides is a doubt, and nothing is
chosen (X-12).
"""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.imports.column_names import names_of, plain_name
from chalicelib.domain.imports.day_formats import ISO
from chalicelib.domain.imports.fields import CAME_IN, FIELDS, WENT_OUT, Field
from chalicelib.domain.imports.mapping import PLAIN_DAY, Source
from chalicelib.domain.imports.survey import ColumnSurvey, Way
from chalicelib.values import dataclass

_PAPER = {"paper": "Post", "print": "Post", "electronic": "Email", "paperless": "Email"}
_IN = ("crdt", "credit", "cr", "c", "haben", "h", "crédit", "bij")
_OUT = ("dbit", "debit", "dr", "d", "soll", "s", "débit", "af", "rc")
_WORDS = _PAPER | dict.fromkeys(_IN, CAME_IN) | dict.fromkeys(_OUT, WENT_OUT)
"""Word of a file → the choice that it means."""


@dataclass(frozen=True)
class Doubt:
    """A field of which the file does not say how it is written; a person chooses."""

    name: str
    column: str
    detail: str
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Guess:
    """A mapping that may be right, and where it is not whole."""

    mapping: dict[str, Source]
    doubts: tuple[Doubt, ...]


def guess_mapping(kind: str, columns: Sequence[ColumnSurvey]) -> Guess:
    """Fields by the names of the columns; how they are written by all of their cells."""
    mapping: dict[str, Source] = {}
    doubts = []
    free = list(columns)
    for told in FIELDS[kind]:
        column = _column_of(kind, told, free)
        if column is None:
            continue
        free.remove(column)
        mapping[told.name], doubt = read_as(told, column)
        doubts += [doubt] if doubt else []
    return Guess(mapping, tuple(doubts))


def read_as(told: Field, column: ColumnSurvey) -> tuple[Source, Doubt | None]:
    """How a column tells a field, as far as its cells decide that."""
    if told.type == "choice":
        known = {choice.casefold() for choice in told.choices}
        values = {
            word: _WORDS[word.casefold()]
            for word in column.words
            if word.casefold() in _WORDS and word.casefold() not in known
        }
        return (
            Source(
                column.name,
                values={word: choice for word, choice in values.items() if choice in told.choices},
            ),
            None,
        )
    if told.type not in ("date", "moment", "amount"):
        return Source(column.name), None
    ways = ways_of(told.type, column)
    if len(ways) == 1:
        return Source(column.name, format=ways[0].format), None
    if not ways and not column.filled:
        return Source(column.name), None
    return Source(column.name), Doubt(told.name, column.name, _why(told, column, ways), ways)


def ways_of(kind: str, column: ColumnSurvey) -> tuple[Way, ...]:
    """The ways in which all cells of a column can be read as dates, moments or amounts."""
    if kind != "moment":
        return column.amounts if kind == "amount" else column.days
    ways = (replace(one, format=ISO) if one.format == PLAIN_DAY else one for one in column.days)
    return tuple(one for one in ways if one.format == ISO or "%M" in one.format)


def _why(told: Field, column: ColumnSurvey, ways: Sequence[Way]) -> str:
    if ways:
        return f"All of “{column.name}” can be read in {len(ways)} ways; say how it is written."
    example = f", such as “{column.samples[0]}”" if column.samples else ""
    what = "amounts" if told.type == "amount" else "days" if told.type == "date" else "moments"
    return (
        f"No one way of writing {what} fits all of “{column.name}”{example}; rows that do not fit"
        " the one you choose are errors."
    )


def _column_of(kind: str, told: Field, columns: Sequence[ColumnSurvey]) -> ColumnSurvey | None:
    """The column that is called as the field may be; of several the surest whose cells can tell it,
    since *Valuta* is a day in one country and a currency in another.
    """
    called: dict[str, list[ColumnSurvey]] = {}
    for column in columns:
        called.setdefault(plain_name(column.name), []).append(column)
    names = names_of(kind, told.name, told.label)
    named = [column for name in names for column in called.get(name, ())]
    fitting = (column for column in named if _can_tell(told, column))
    return next(fitting, next((column for column in named if _may_tell(told, column)), None))


def _can_tell(told: Field, column: ColumnSurvey) -> bool:
    """Whether all of the column's cells can be read as the field."""
    if not column.filled:
        return True
    if told.name == "currency":
        return bool(column.words) and all(word in told.choices for word in column.words)
    if told.type in ("date", "moment", "amount"):
        return bool(ways_of(told.type, column))
    return True


def _may_tell(told: Field, column: ColumnSurvey) -> bool:
    """Whether it may be the field though no one way of reading fits: it is called just so, or it
    looks like it, since days and amounts have digits and currencies none.
    """
    if plain_name(column.name) in map(plain_name, (told.name, told.label)):
        return True
    has_digits = any(sign.isdigit() for cell in column.samples for sign in cell)
    if told.name == "currency":
        return not has_digits
    return told.type not in ("date", "moment", "amount") or has_digits

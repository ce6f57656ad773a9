"""How the columns of a file become fields: where each is told, how it is written there, and reading
it (X-12).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID, read_outside_id
from chalicelib.domain.base.money import read_decimal
from chalicelib.domain.base.texts import tidy
from chalicelib.domain.imports.amount_formats import (
    AMOUNT_FORMATS,
    CREDIT_SIGNS,
    PLAIN,
    WrittenAmount,
    read_amount,
)
from chalicelib.domain.imports.cell_texts import WARNED, CellError, CellText, read_cell
from chalicelib.domain.imports.day_formats import (
    ISO,
    SERIAL,
    DayFormat,
    day_format,
    in_utc,
    read_iso,
    read_moment,
    read_serial,
    spelled,
)
from chalicelib.domain.imports.fields import FIELDS, Field
from chalicelib.domain.imports.limits import MAX_VALUES
from chalicelib.domain.imports.sheet import BrokenCell, DayCell, NumberCell, plain
from chalicelib.errors import InvalidInput, RedressError, UnreadableFile
from chalicelib.values import dataclass

PLAIN_DAY = "%Y-%m-%d"
"""How days are written where the mapping does not say."""

_NOTHING = ("NULL", "(null)", "\\N")
"""What databases write where a cell is empty."""
_GUARD = re.compile(r'^\'(?=[\s"]*[=+\-@＝＋－＠])')
_YES, _NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0")
_MAX_DIGITS = 15


@dataclass(frozen=True)
class Source:
    """Where a field is told: in a column, or once for all rows; and how it is written there."""

    column: str | None = None
    constant: str | None = None
    format: str | None = None
    """A day by its parts (`%m/%d/%Y`), an amount by example (`1.234,56`)."""
    values: dict[str, str] = field(default_factory=dict)
    """What is written → what it means."""
    rounds: bool = False
    """Whether an amount with more decimals than its currency has is rounded, half up, or else an
    error.
    """
    below_zero: str | None = None
    """Which of `CR` and `DR` behind an amount says that it is below zero; None where neither is
    expected.
    """


def source_of(parts: Mapping[str, Any]) -> Source:
    """A source as requests and presets spell it; `TypeError` for what is none."""
    named = {"belowZero": "below_zero"}
    return Source(**{named.get(name, name): value for name, value in parts.items()})


def check_mapping(kind: str, mapping: Mapping[str, Source]) -> None:
    """`InvalidInput`, naming each field, for a mapping that no file of the kind can be read by."""
    known = {one.name: one for one in FIELDS[kind]}
    wrong = [
        (name, f"A file of {kind} has no field {name[:40]}.")
        for name in mapping
        if name not in known
    ]
    wrong += [
        (name, detail)
        for name, source in mapping.items()
        if name in known and (detail := _fault(known[name], source))
    ]
    wrong += [
        (one.name, f"Say which column holds “{one.label}”.")
        for one in known.values()
        if one.required and one.name not in mapping
    ]
    if wrong:
        errors = [
            {"pointer": f"/mapping/{name}", "detail": detail, "code": "invalidMapping"}
            for name, detail in wrong
        ]
        raise InvalidInput(
            wrong[0][1] if len(wrong) == 1 else f"{len(wrong)} fields are not mapped right.",
            rule="X-12",
            errors=errors,
        )


def check_lines(kind: str, line_per_row: bool | None) -> None:
    """`InvalidInput` for rows that shall be lines of what has none."""
    if line_per_row and kind != "invoices":
        said = f"Rows are lines of invoices only; in a file of {kind} each row is one of them."
        raise InvalidInput(
            said,
            rule="X-12",
            errors=[{"pointer": "/linePerRow", "detail": said, "code": "noMeaning"}],
        )


def _fault(told: Field, source: Source) -> str | None:
    if (source.column is None) == (source.constant is None):
        return "Name either a column or a constant."
    if len(source.values) > MAX_VALUES:
        return f"At most {MAX_VALUES} values can be translated."
    is_iso = source.format == ISO
    written = day_format(source.format) if source.format else None
    if source.format and told.type == "date" and not (written or is_iso or source.format == SERIAL):
        return (
            "A date's format names day, month and year once each, by %d, %m, %Y (or %y, %b, %B,"
            " %j), such as %m/%d/%Y."
        )
    if source.format and told.type == "moment" and not (is_iso or (written and written.has_time)):
        return (
            "A moment's format is that of a date with %H (or %I and %p), %M and perhaps %S, such as"
            " %d/%m/%Y %H:%M."
        )
    if source.format and told.type == "amount" and source.format not in AMOUNT_FORMATS:
        return f"An amount's format is one of {'  '.join(AMOUNT_FORMATS)}."
    if (source.rounds or source.below_zero) and told.type != "amount":
        return "Only amounts are rounded, or have CR or DR behind them."
    if source.below_zero and source.below_zero not in CREDIT_SIGNS:
        return f"Below zero is one of {' and '.join(CREDIT_SIGNS)}."
    return None


@dataclass(frozen=True)
class RowNote:
    """What there is to say of a row, and where."""

    line: int
    column: str | None
    code: str
    detail: str
    severity: str = "error"
    """`error`: it does not come in; `warning`: it does; `leftOut`: it is not meant to, and nothing
    is wrong.
    """


class Cells:
    """Reads the fields of a row by a mapping, bound to the columns of one file."""

    def __init__(self, kind: str, mapping: Mapping[str, Source], columns: tuple[str, ...]) -> None:
        self.fields = {one.name: one for one in FIELDS[kind] if one.name in mapping}
        self._sources = mapping
        self._places = {
            name: _place(source.column, columns)
            for name, source in mapping.items()
            if source.column is not None
        }
        self.width = len(columns)

    def column(self, name: str) -> str | None:
        """The column that tells a field, as the file names it."""
        return self._sources[name].column if name in self._sources else None

    def rounds(self, name: str) -> bool:
        """Whether the field's amounts are rounded to what their currency has."""
        return name in self._sources and self._sources[name].rounds

    def raw(self, cells: tuple[str, ...], name: str) -> str:
        """What stands there for a field."""
        if name not in self._places:
            return self._sources[name].constant or "" if name in self._sources else ""
        return cells[self._places[name]] if self._places[name] < len(cells) else ""

    def read(self, cells: tuple[str, ...], name: str) -> Any:
        """The value of a field; None where the row tells nothing; `CellError` where it cannot be
        read.
        """
        told = self.fields.get(name)
        if told is None:
            return None
        text = self._written(cells, name)
        if isinstance(text, BrokenCell):
            raise CellError(
                "brokenFormula",
                f"{told.label} is {text[:20]}: the formula in this cell has failed.",
            )
        if not text:
            if told.required:
                raise CellError("missing", f"{told.label} is missing.")
            return None
        return _READERS[told.type](text, told, self._sources[name])

    def warning(self, cells: tuple[str, ...], name: str) -> tuple[str, str] | None:
        """What is told beside a field that was read, with its code: cut, left out, or mangled by a
        spreadsheet.
        """
        told = self.fields.get(name)
        if told is None:
            return None
        if told.type == "id":
            changed = mangled(self.raw(cells, name), told.label)
            return ("mangledNumber", changed) if changed else None
        text = self._written(cells, name) if told.type in WARNED else ""
        try:
            found = _cell(text, told) if text else None
        except CellError:
            return None  # That is told as an error.
        return (
            (found.warning_code, found.warning)
            if found and found.warning_code and found.warning
            else None
        )

    def _written(self, cells: tuple[str, ...], name: str) -> str:
        raw = self.raw(cells, name)
        is_plain = self.fields[name].type != "lines"
        text = bare(raw) if is_plain else tidy(raw, keeps_breaks=True)
        return self._sources[name].values.get(text, text)


def bare(cell: str) -> str:
    """The cell without spaces around it, without the formula by which a spreadsheet is made to keep
    zeros, and without the apostrophe by which one is kept from being a formula (RE-21); nothing
    where a database says that it is empty.
    """
    if isinstance(cell, DayCell | NumberCell | BrokenCell):
        return cell
    text = tidy(cell)
    formula = re.fullmatch(r'="([^"]*)"', text)
    text = formula[1].strip() if formula else _GUARD.sub("", text)
    return "" if text in _NOTHING else text


def mangled(cell: str, label: str) -> str | None:
    """What a spreadsheet has done to a number that is a name, in words; None where
    nothing shows.
    """
    text = cell.strip()
    if re.fullmatch(r'="[^"]*"', text):
        return f"{label} {text[:40]} is written as a formula; it is read as {bare(cell)[:40]}."
    if (
        re.fullmatch(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+", text, re.ASCII | re.IGNORECASE)
        and "+" in text
    ):
        return (
            f"{label} {text[:40]} has lost digits: a spreadsheet has made a number of it. It comes"
            " in as it stands."
        )
    if re.fullmatch(r"[0-9]+[.,]0+", text, re.ASCII):
        return (
            f"{label} {text[:40]} ends in decimals: a spreadsheet has made a number of it. It comes"
            " in as it stands."
        )
    if isinstance(cell, DayCell):
        return (
            f"{label} {text[:40]} is kept as a day: a spreadsheet has made one of it. It comes in"
            " as it stands."
        )
    if isinstance(cell, NumberCell) and len(text.lstrip("0")) > _MAX_DIGITS:
        return (
            f"{label} {text[:40]} is kept as a number, of which a spreadsheet keeps {_MAX_DIGITS}"
            " digits; the last ones are lost."
        )
    return None


def _place(column: str, columns: tuple[str, ...]) -> int:
    wanted = plain(column)
    if wanted in columns:
        return columns.index(wanted)
    alike = [name for name in columns if name.startswith(f"{wanted} (")]
    if alike:
        raise UnreadableFile(
            f"The file has more than one column “{wanted}”: they are read as {', '.join(alike)}."
        )
    raise UnreadableFile(f"The file has no column “{wanted}”.")


def _text(text: str, told: Field, _: Source) -> str | None:
    return _cell(text, told).value


def _cell(text: str, told: Field) -> CellText:
    return read_cell(told.type, text, told.label, told.longest, may_fail=told.may_fail)


def _identifier(text: str, told: Field, _: Source) -> OutsideID:
    """Identifiers of a file are texts, so that zeros in front stay (RV-12)."""
    try:
        return read_outside_id(text)
    except RedressError as error:
        raise CellError("invalidIdentifier", f"{told.label}: {error.detail}") from None


def _date(text: str, told: Field, source: Source) -> date:
    written = source.format or PLAIN_DAY
    found = written_moment(text, written)
    if found is None:
        raise CellError(
            "badDate",
            f"{told.label} “{text[:40]}” is no date written as"
            f" {spelled(written)}.{_hint(text, written)}",
        )
    return found.date()


def _moment(text: str, told: Field, source: Source) -> datetime:
    found = written_moment(text, source.format)
    moment = in_utc(found) if found else None
    if moment is None:
        written = spelled(source.format or ISO)
        raise CellError("badDate", f"{told.label} “{text[:40]}” is no moment written as {written}.")
    return moment


def written_moment(text: str, written: str | None) -> datetime | None:
    """The day or moment that a cell holds, or spells in this way; by ISO 8601 where
    none is named.
    """
    if written in (None, ISO) or isinstance(text, DayCell):
        return read_iso(plain(text))
    if written == SERIAL:
        return read_serial(plain(text))
    how = day_format(written or "")
    return read_moment(_whole(plain(text), how), how) if how else None


def _whole(text: str, how: DayFormat) -> str:
    """A day of nothing but digits without the decimals that a spreadsheet has put behind it."""
    return (
        text.removesuffix(".0")
        if how.digits and re.fullmatch(r"[0-9]+\.0", text, re.ASCII)
        else text
    )


def _hint(text: str, written: str) -> str:
    how = day_format(written)
    digits = _whole(plain(text), how) if how else ""
    if how and how.digits and digits.isdigit() and len(digits) != how.digits:
        return (
            f" It has {len(digits)} digits, not {how.digits}; has a spreadsheet dropped a zero in"
            " front?"
        )
    return ""


def _amount(text: str, told: Field, source: Source) -> WrittenAmount:
    """The amount as a decimal, never through a float."""
    try:
        found = (
            WrittenAmount(read_decimal(str(text)))
            if isinstance(text, NumberCell)
            else read_amount(text, source.format or PLAIN, source.below_zero)
        )
    except RedressError:
        found = None
    if found is None:
        raise CellError(
            "badAmount",
            f"{told.label} “{text[:40]}” is no amount written as {source.format or PLAIN}.",
        )
    return found


def _choice(text: str, told: Field, _: Source) -> str:
    for choice in told.choices:
        if choice.casefold() == plain(text).casefold():
            return choice
    known = f" It is one of {', '.join(told.choices)}." if len(told.choices) < 10 else ""
    raise CellError("unknownValue", f"{told.label} “{text[:40]}” is not known.{known}")


def _flag(text: str, told: Field, _: Source) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise CellError("unknownValue", f"{told.label} “{text[:40]}” is neither Yes nor No.")


_READERS: dict[str, Callable[[str, Field, Source], Any]] = {
    **dict.fromkeys(("text", "lines", *WARNED), _text),
    "id": _identifier,
    "date": _date,
    "moment": _moment,
    "amount": _amount,
    "choice": _choice,
    "flag": _flag,
}

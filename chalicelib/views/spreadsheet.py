"""Tables as files that a spreadsheet opens without harm: the one writer of all that is given out as
CSV or workbook (X-09).
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from chalicelib.domain.base.money import EXPONENTS, to_decimal
from chalicelib.values import dataclass

BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""
MAX_CELL = 32_767
"""So many characters a cell of a workbook holds; a text that is longer ends with an ellipsis there,
and is whole in the CSV.
"""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_BEGINS_FORMULA = re.compile(r'[\s"\ufeff]*[=+\-@＝＋－＠]')
"""How a cell begins that a spreadsheet would carry out; the wide ones are taken for the others in
some languages.
"""
_SEPARATOR = re.compile(r"([,;\t|\r\n])")
"""What cells are parted by in one dialect or another: what is one cell here may be several where
the file is opened.
"""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no workbook can hold."""


class Amount(NamedTuple):
    """An amount of money in minor units: a plain decimal in a CSV, a number with the currency's
    decimals in a workbook.
    """

    minor: int
    currency: str


Cell = str | int | Amount | date | None
"""A `datetime` is shown by the clock of its own zone, and text stays text: the zeros of an
identifier too, in a workbook.
"""


@dataclass(frozen=True)
class Sheet:
    """A table that is given out."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Form:
    """As what a table is given out."""

    media_type: str
    write: Callable[[Sheet], bytes]


def to_csv(sheet: Sheet) -> bytes:
    """The table as RFC 4180 has it, in UTF-8: lines end in CR LF, and no cell is carried out in
    whatever dialect it is read.
    """
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow([_plain(cell) for cell in sheet.head])
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode()


def to_semicolons(sheet: Sheet) -> bytes:
    """The same for a spreadsheet where a comma stands before decimals, and semicolons part cells
    therefore; nothing in it says so, since other readers would take that for a row (RE-22).
    """
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_plain(cell) for cell in sheet.head])
    writer.writerows([_with_comma(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode()


def to_workbook(sheet: Sheet) -> bytes:
    """The table as an Excel workbook: text is text for good, also after it was edited, and no cell
    is a formula.
    """
    from openpyxl import Workbook  # late: no other request needs it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.creator = "Redress"
    page = book.create_sheet(sheet.name)
    page.freeze_panes = "A2"
    for place, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(place)].width = width
    for row in (sheet.head, *sheet.rows):
        page.append([_filled(WriteOnlyCell(page), cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


FORMS = {
    "csv": Form("text/csv; charset=utf-8", to_csv),
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_workbook),
}
"""How a table can be asked for, by `format`; the name is the file's ending too."""
SEMICOLONS = Form("text/csv; charset=utf-8", to_semicolons)
"""As what people of many countries open a CSV, where a table is offered so."""


def harmless(text: str) -> str:
    """The text with an apostrophe before what would be a formula, at its beginning or behind any
    separator.

    A cell that is a plain number stays; behind a separator none does, since what comes next may
    belong to it elsewhere.
    """
    if _NUMBER.fullmatch(text):
        return text
    return "".join(
        f"'{part}" if _BEGINS_FORMULA.match(part) else part for part in _SEPARATOR.split(text)
    )


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Amount(minor, currency):
            return f"{to_decimal(minor, currency):f}"
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M:%S}"
        case date():
            return cell.isoformat()
        case _:
            return harmless(str(cell))


def _with_comma(cell: Cell) -> str:
    return _plain(cell).replace(".", ",") if isinstance(cell, Amount) else _plain(cell)


def _filled(place: Any, cell: Cell) -> Any:
    """The place in a workbook with the cell in it."""
    match cell:
        case Amount(minor, currency):
            place.value = to_decimal(minor, currency)
            decimals = EXPONENTS[currency]
            place.number_format = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        case datetime():
            place.value, place.number_format = cell.replace(tzinfo=None), "yyyy-mm-dd hh:mm:ss"
        case date():
            place.value, place.number_format = cell, "yyyy-mm-dd"
        case str():
            place.value, place.number_format = _held(cell), "@"
            # Whatever the library or whoever edits it would make of it.
            place.data_type, place.quotePrefix = "s", True
        case _:
            place.value = cell
    return place


def _held(text: str) -> str:
    """The text as a cell of a workbook can hold it."""
    kept = _CONTROL.sub("\ufffd", text)
    return kept if len(kept) <= MAX_CELL else f"{kept[: MAX_CELL - 1]}…"


def _widths(sheet: Sheet) -> list[int]:
    """How wide columns are, by their first rows."""
    first: Sequence[tuple[Cell, ...]] = (sheet.head, *sheet.rows[:100])
    return [
        min(60, max(12, *(len(_plain(row[place])) + 2 for row in first)))
        for place in range(len(sheet.head))
    ]

"""An Excel workbook as rows of text: days as days, numbers as they are, and texts with the zeros
that they begin with (X-12).
"""

import re
import tempfile
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import IO, Any

import openpyxl

from chalicelib.domain.imports.file_form import WORKBOOK, Form
from chalicelib.domain.imports.limits import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_UNPACKED_BYTES,
    MAX_WORKBOOK_CELLS,
)
from chalicelib.domain.imports.sheet import BrokenCell, DayCell, NumberCell, Row, find_header
from chalicelib.errors import RedressError, UnreadableFile

SAMPLE_ROWS = 60
_IN_MEMORY_BYTES = 8 * 1024 * 1024
_MAX_DIGITS = 15
"""So many digits of a number a spreadsheet keeps; what stands behind them is an error of its
arithmetic.
"""

_CHUNK_BYTES, _MAX_TAG_BYTES = 1 << 20, 1 << 16
_ROW = re.compile(rb"<(?:[a-z]+:)?row [^<>]*>")
_MOST_LINES = 1 << 20
"""Rows that a sheet can have; what a file numbers beyond them is none, and fills no memory."""
_IS_HIDDEN, _NUMBER = re.compile(rb' hidden="(1|true)"'), re.compile(rb' r="([0-9]{1,7})"')

# What the library warns of would put cells into the log.
warnings.filterwarnings("ignore", module="openpyxl")


class Workbook:
    """The sheets of an Excel workbook, read row by row; `UnreadableFile` for what is none, or holds
    too much.
    """

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._hidden: dict[str, frozenset[int]] = {}
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES)  # noqa: SIM115 - open for as long as rows are read
        for chunk in chunks:
            self._file.write(chunk)
        self._file.seek(0)
        with _told_in_our_words():
            _check_archive(self._file)
            self._book = openpyxl.load_workbook(
                self._file, read_only=True, data_only=True, keep_links=False
            )

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of its sheets, those first that can be seen."""
        return tuple(
            one.title
            for one in sorted(self._book.worksheets, key=lambda one: one.sheet_state != "visible")
        )

    def find_form(self, told: Form) -> Form:
        """The form that is told, and where nothing is, the first sheet and the row that seems to
        name its columns.
        """
        if told.sheet is not None and told.sheet not in self.sheets:
            raise UnreadableFile(
                f"The workbook has no sheet “{told.sheet}”; it has {_listed(self.sheets)}."
            )
        if not self.sheets:
            raise UnreadableFile("The workbook has no sheet with rows.")
        sheet = told.sheet or self.sheets[0]
        first = list(islice(self.rows(sheet), SAMPLE_ROWS))
        return told.over(Form(WORKBOOK, header_line=find_header(first), sheet=sheet))

    def rows_of(self, form: Form) -> Iterator[Row]:
        """The rows of the form's sheet that hold anything, from the one that names
        the columns on.
        """
        assert form.sheet
        return (row for row in self.rows(form.sheet) if row.line >= (form.header_line or 1))

    def rows(self, sheet: str) -> Iterator[Row]:
        """All rows of a sheet that hold anything, by their numbers."""
        filled = 0
        with _told_in_our_words():
            page: Any = self._book[sheet]
            page.reset_dimensions()  # What a file says of its own size is often wrong.
            hidden = self._hidden_rows(page)
            for line, cells in enumerate(page.iter_rows(max_col=MAX_COLUMNS + 1), 1):
                texts = [_text(cell) for cell in cells]
                filled += sum(map(bool, texts))
                if filled > MAX_WORKBOOK_CELLS:
                    raise UnreadableFile(
                        f"The sheet has more than {MAX_WORKBOOK_CELLS:,} filled cells; save it as a"
                        " CSV file, or split it."
                    )
                if any(text and len(text) > MAX_CELL for text in texts):
                    raise UnreadableFile(
                        f"A cell in row {line} is longer than {MAX_CELL:,} characters."
                    )
                while texts and not texts[-1].strip():
                    texts.pop()
                if len(texts) > MAX_COLUMNS:
                    raise UnreadableFile(
                        f"Row {line} has more than {MAX_COLUMNS} columns, which is what is read."
                    )
                if texts:
                    yield Row(line, tuple(texts), line in hidden)

    def _hidden_rows(self, page: Any) -> frozenset[int]:
        """The rows of a sheet that cannot be seen, of which the library says nothing while it
        streams.
        """
        if page.title not in self._hidden:
            with self._book._archive.open(page._worksheet_path) as part:
                self._hidden[page.title] = frozenset(_hidden_in(part))
        return self._hidden[page.title]


@contextmanager
def _told_in_our_words() -> Iterator[None]:
    """A hostile or damaged file makes the library raise nearly anything, none of which is meant for
    people.
    """
    try:
        yield
    except (RedressError, GeneratorExit, MemoryError):
        raise
    except Exception:
        raise UnreadableFile(
            "The Excel workbook is damaged; open it in a spreadsheet and save it again."
        ) from None


def _check_archive(file: IO[bytes]) -> None:
    """`UnreadableFile` for an archive that is no workbook, or unpacks to too much; no part ever
    unpacks to more than it says.
    """
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        if "xl/workbook.bin" in names:
            raise UnreadableFile("The file is a binary Excel workbook (.xlsb); save it as .xlsx.")
        if "xl/workbook.xml" not in names:
            raise UnreadableFile(
                "The file is an archive but no Excel workbook; save it as .xlsx or as a CSV file."
            )
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise UnreadableFile(
                f"The workbook unpacks to more than {MAX_UNPACKED_BYTES >> 20} MB; save the sheet"
                " as a CSV file."
            )
    file.seek(0)


def _hidden_in(part: IO[bytes]) -> Iterator[int]:
    """The numbers of the rows that are hidden, as the XML of a sheet has them."""
    rest = b""
    while chunk := part.read(_CHUNK_BYTES):
        text = rest + chunk
        for tag in _ROW.finditer(text):
            number = _NUMBER.search(tag[0]) if _IS_HIDDEN.search(tag[0]) else None
            if number and int(number[1]) <= _MOST_LINES:
                yield int(number[1])
        begun = text[text.rfind(b"<") :]
        rest = begun if b">" not in begun and len(begun) < _MAX_TAG_BYTES else b""


def _text(cell: Any) -> str:
    """What a cell says: days by ISO 8601, numbers as plain as can be."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return BrokenCell(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return NumberCell(_digits(value, cell.number_format))
    if isinstance(value, datetime):
        return DayCell(_moment(value))
    return DayCell(value.isoformat()) if isinstance(value, date) else str(value)


def _digits(value: int | float, number_format: str) -> str:
    """The number with at most fifteen digits that mean something; zeros in front where its format
    has them.
    """
    if isinstance(value, float):
        number = Decimal(format(value, f".{_MAX_DIGITS}g"))
        text = format(
            (
                number.to_integral_value()
                if number == number.to_integral_value()
                else number.normalize()
            ),
            "f",
        )
    else:
        text = str(value)
    return (
        text.zfill(len(number_format))
        if re.fullmatch("0+", number_format) and text.isdigit()
        else text
    )


def _moment(value: datetime) -> str:
    exact = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return exact.date().isoformat() if exact.time().isoformat() == "00:00:00" else exact.isoformat()


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"“{name}”" for name in names[:10])

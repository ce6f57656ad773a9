"""A CSV file as rows of text: what of it can be read at all, and within which limits (X-12)."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from chalicelib.domain.filelimits import MAX_CELL, MAX_COLUMN_NAME, MAX_COLUMNS, MAX_ROWS
from chalicelib.errors import UnreadableFile

DELIMITERS = ",;\t|"
_MAX_LINE = MAX_COLUMNS * MAX_CELL
_MAX_EMPTY = 1000
"""Behind so many empty lines nobody looks for the names of columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, and the line of the file that it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The names of a file's columns, and its rows as they are read."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def read_sheet(chunks: Iterable[bytes]) -> Sheet:
    """The file behind these bytes; `UnreadableFile`, at once or while reading on, where it is no CSV file in UTF-8.

    A byte order mark and empty rows are passed over; the first row names the columns and shows the delimiter.
    """
    lines = _lines(chunks)
    begin = [""]
    while not begin[-1].strip(_EMPTY) and len(begin) <= _MAX_EMPTY and (line := next(lines, None)) is not None:
        begin.append(line)
    rows = _rows(chain(begin[1:], lines), _delimiter(begin[-1]))
    names = next(rows, None)
    if names is None:
        raise UnreadableFile("The file is empty.")
    columns = tuple(name.strip() for name in names.cells)
    while columns and not columns[-1]:
        columns = columns[:-1]
    if len(columns) > MAX_COLUMNS:
        raise UnreadableFile(f"The file has {len(columns)} columns; at most {MAX_COLUMNS} are read.")
    if any(len(name) > MAX_COLUMN_NAME for name in columns):
        raise UnreadableFile(f"The first row does not look like names of columns: one is longer than {MAX_COLUMN_NAME} characters.")
    return Sheet(columns, _counted(rows))


_EMPTY = f' \r\n"{DELIMITERS}'


def _delimiter(header: str) -> str:
    """The delimiter that stands most often in the header, outside quotes."""
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """The lines of the file as text, each with its end."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    rest, number = "", 0
    for text in _texts(chunks, decoder):
        if isinstance(text, UnicodeDecodeError):
            bad = number + 1 + text.object[: text.start].count(b"\n")
            raise UnreadableFile(f"Line {bad} is not UTF-8 text; save the file as “CSV UTF-8” and send it again.")
        *whole, rest = (rest + text).split("\n")
        for line in whole:
            number += 1
            yield _checked(f"{line}\n", number)
        _checked(rest, number + 1)
    if rest:
        yield rest


def _texts(chunks: Iterable[bytes], decoder: codecs.IncrementalDecoder) -> Iterator[str | UnicodeDecodeError]:
    """The text of each chunk; the error where bytes are no UTF-8."""
    try:
        for chunk in chunks:
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        yield error


def _checked(line: str, number: int) -> str:
    if "\0" in line:
        raise UnreadableFile(f"Line {number} holds a NUL character: this is no CSV file in UTF-8.")
    if len(line) > _MAX_LINE:
        raise UnreadableFile(f"Line {number} is longer than any row may be.")
    return line


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    """The rows that hold anything."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnreadableFile(f"The row that begins on line {line} cannot be read: {error}.") from None
        if cells is None:
            return
        if any(len(cell) > MAX_CELL for cell in cells):
            raise UnreadableFile(f"A cell on line {line} is longer than {MAX_CELL:,} characters; is a quote left open?")
        if any(cell.strip() for cell in cells):
            yield Row(line, tuple(cells))
        line = reader.line_num + 1


def _counted(rows: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows, 1):
        if count > MAX_ROWS:
            raise UnreadableFile(f"The file has more than {MAX_ROWS:,} rows; split it.")
        yield row

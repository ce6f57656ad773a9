"""A CSV file as rows of text: in which form it is written, and what of it can be read at all
(X-12).
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from chalicelib.domain.imports.file_form import CSV, DELIMITERS, ENCODINGS, Form
from chalicelib.domain.imports.limits import MAX_CELL, MAX_COLUMNS
from chalicelib.domain.imports.sheet import Row, find_header
from chalicelib.errors import UnreadableFile

MAX_LINE = MAX_COLUMNS * MAX_CELL
SAMPLE_LINES, SAMPLE_ROWS = 240, 60
"""So much of the beginning is looked at for the delimiter and the names of the columns; empty lines
do not count.
"""

_TRIED = ("tab", "semicolon", "pipe", "comma")
"""Where two delimiters fit alike, the one that stands less often in texts comes first."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSED = ("utf-8", "windows-1252", "shift_jis")
"""Encodings that are tried on all bytes; the first that fits is taken."""
_HEAD_BYTES = 2000
_DRAWN = " \t-=_+*"
"""What lines are drawn of in lists that were made to be printed."""
_SEP = re.compile(r'\s*"?sep=(?P<delimiter>[^"\r\n])"?\s*', re.IGNORECASE)


def find_form(chunks: Callable[[], Iterable[bytes]], told: Form) -> Form:
    """The form of a text file, found out where it is not told; `UnreadableFile` where its bytes are
    no text in its encoding.

    All bytes decide about the encoding: what is UTF-8 throughout is taken for that, and else for
    Windows-1252, or for Shift_JIS where it can be that alone.
    """
    encoding = told.encoding or _encoding_of(chunks())
    _check_bytes(chunks(), encoding, is_told=told.encoding is not None)
    first = _first_lines(_lines(chunks(), encoding))
    says = _SEP.fullmatch(first[0]) if first else None
    said = next(
        (name for name, sign in DELIMITERS.items() if says and says["delimiter"] == sign), None
    )
    delimiter = told.delimiter or said or _delimiter_of(first)
    rows = _sample(first, delimiter)
    return told.over(Form(CSV, encoding, delimiter, find_header(rows[1:] if says else rows)))


def rows_of(chunks: Iterable[bytes], form: Form) -> Iterator[Row]:
    """The rows that hold anything, from the one that names the columns on; the form is whole."""
    assert form.encoding
    assert form.delimiter
    lines = _lines(chunks, form.encoding)
    skipped = sum(1 for _ in islice(lines, (form.header_line or 1) - 1))
    return _rows(lines, DELIMITERS[form.delimiter], skipped + 1)


class _Bytes(io.RawIOBase):
    """Chunks of bytes as a file."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _lines(chunks: Iterable[bytes], encoding: str) -> Iterator[str]:
    """The lines of the file as text, each with its end, whichever that is."""
    text = io.TextIOWrapper(io.BufferedReader(_Bytes(chunks)), ENCODINGS[encoding], newline="")
    number = 0
    while line := text.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise UnreadableFile(f"Line {number} is longer than any row may be.")
        # The mark of UTF-8, also read as another.
        yield line.removeprefix("\ufeff").removeprefix("ï»¿") if number == 1 else line


def _first_lines(lines: Iterator[str]) -> list[str]:
    first: list[str] = []
    filled = 0
    for line in lines:
        first.append(line)
        filled += bool(line.strip())
        if filled == SAMPLE_LINES:
            break
    return first


def _encoding_of(chunks: Iterable[bytes]) -> str:
    parts = iter(chunks)
    head = b""
    while len(head) < _HEAD_BYTES and (part := next(parts, b"")):
        head += part
    known = _marked(head) or _silent_utf16(head[:_HEAD_BYTES])
    if known:
        return known
    tried = {name: codecs.getincrementaldecoder(ENCODINGS[name])() for name in _GUESSED}
    for chunk in chain((head,), parts, (b"",)):
        for name, decoder in list(tried.items()):
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                del tried[name]
    return next(iter(tried), "windows-1252")


def _marked(head: bytes) -> str | None:
    """The encoding that a byte order mark names."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def _silent_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark, which shows by the zero beside each Latin letter."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) / 8 or min(even, odd) > max(even, odd) / 10:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _check_bytes(chunks: Iterable[bytes], encoding: str, *, is_told: bool) -> None:
    """`UnreadableFile`, with the line, where the bytes are no text in this encoding."""
    decoder = codecs.getincrementaldecoder(ENCODINGS[encoding])()
    line, ends_in_return = 1, False
    try:
        for chunk in chunks:
            text = decoder.decode(chunk)
            if "\0" in text:
                line += _breaks(text[: text.index("\0")])
                raise UnreadableFile(
                    f"Line {line} holds a NUL character: this is no CSV file in {encoding}."
                )
            line += _breaks(text) - (ends_in_return and text.startswith("\n"))
            ends_in_return = text.endswith("\r")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        line += _breaks(error.object[: error.start].decode(ENCODINGS[encoding], "ignore"))
        advice = (
            "choose another encoding"
            if is_told
            else "say in which encoding it is, or save it as “CSV UTF-8” and send it again"
        )
        raise UnreadableFile(f"Line {line} is no text in {encoding}; {advice}.") from None
    except UnicodeError:
        raise UnreadableFile(
            f"The file does not begin as text in {encoding} does; choose another encoding."
        ) from None


def _breaks(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _delimiter_of(lines: Sequence[str]) -> str:
    """The delimiter by which most rows have one and the same number of cells; of several, that of
    the most cells.
    """

    def fit(name: str) -> tuple[int, int]:
        widths = Counter(len(row.cells) for row in _sample(lines, name))
        return max(((times, width) for width, times in widths.items() if width > 1), default=(0, 1))

    return max(_TRIED, key=fit) if any(fit(name)[0] for name in _TRIED) else "comma"


def _sample(lines: Sequence[str], delimiter: str) -> list[Row]:
    """The first rows, as far as they can be read."""
    rows: list[Row] = []
    try:
        rows.extend(islice(_rows(iter(lines), DELIMITERS[delimiter], 1), SAMPLE_ROWS))
    except UnreadableFile:
        return rows
    return rows


def _rows(lines: Iterator[str], delimiter: str, first: int) -> Iterator[Row]:
    """The rows that hold anything but drawn lines; `first` is the number of the first line."""
    reader = csv.reader(map(_with_known_end, lines), delimiter=delimiter, strict=True)
    line = first
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnreadableFile(
                f"The row that begins on line {line} cannot be read: {_why(error)}."
            ) from None
        if cells is None:
            return
        if any(len(cell) > MAX_CELL for cell in cells):
            raise UnreadableFile(
                f"A cell on line {line} is longer than {MAX_CELL:,} characters; is a quote left"
                " open?"
            )
        if any(cell.strip().strip(_DRAWN) for cell in cells):
            yield Row(line, tuple(cells))
        line = first + reader.line_num


def _with_known_end(line: str) -> str:
    """The line with an end that the parser takes: it knows no carriage return alone."""
    return f"{line[:-1]}\n" if line.endswith("\r") else line


def _why(error: csv.Error) -> str:
    if "end of data" in str(error):
        return "a quote is opened and never closed"
    if "limit" in str(error):
        return f"a cell is longer than {MAX_CELL:,} characters; is a quote left open?"
    return (
        "something stands behind a closing quote; within a text in quotes, a quote is written twice"
    )

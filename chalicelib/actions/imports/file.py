"""The file of an import, opened: in which form it is, its columns, and its rows as often as they
are wanted (X-12).
"""

from collections.abc import Callable, Iterator

from chalicelib.domain.imports import csv_file
from chalicelib.domain.imports.file_form import WORKBOOK, Form, type_of
from chalicelib.domain.imports.sheet import Row, sheet_of
from chalicelib.store.files import Files
from chalicelib.values import dataclass


@dataclass(frozen=True)
class OpenFile:
    """A file that can be read; `UnreadableFile` may come at any row."""

    tag: str
    """Names its content."""
    form: Form
    sheets: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    """The rows below the names of the columns, from the first on."""


def open_file(files: Files, key: str, tag: str | None, told: Form) -> OpenFile:
    """The file as it is told to be read, and else as it shows; `UnreadableFile` where it is absent
    or can't be read.
    """
    tag, chunks = files.read(key, tag)
    head = next(chunks, b"")
    if type_of(head) == WORKBOOK:
        from chalicelib.store.workbooks import Workbook  # late: few files are workbooks

        book = Workbook(files.read(key, tag)[1])
        form, sheets = book.find_form(told), book.sheets
        source: Callable[[], Iterator[Row]] = lambda: book.rows_of(form)  # noqa: E731
    else:
        form, sheets = csv_file.find_form(lambda: files.read(key, tag)[1], told), ()
        source = lambda: csv_file.rows_of(files.read(key, tag)[1], form)  # noqa: E731
    return OpenFile(tag, form, sheets, sheet_of(source()).columns, lambda: sheet_of(source()).rows)

"""Excel workbooks: days as days, texts with their zeros, and nothing that a hostile
file could do.
"""

import contextlib
import io
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.imports.file_form import WORKBOOK, Form
from chalicelib.domain.imports.sheet import BrokenCell, DayCell, NumberCell, sheet_of
from chalicelib.errors import UnreadableFile
from chalicelib.store import workbooks
from chalicelib.store.workbooks import Workbook


def packed(fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sample(book: Any) -> None:
    page = book.active
    page.title = "Cover"
    page.sheet_state = "hidden"
    items = book.create_sheet("Open items")
    items.append(["Open items of all customers"])
    items.append([])
    items.append(["ID", "Number", "Day", "Amount", "Flag", "Text"])
    items.append(["00123", 611365, datetime(2026, 11, 1), 0.1 + 0.2, True, " two\nlines "])
    items["B4"].number_format = "0000000000"
    items["C4"].number_format = "DD/MM/YYYY"
    items.append([1984950, 1.5, datetime(2026, 11, 1, 18, 20, 5), 4.95, False, "#N/A"])
    items["F5"].data_type = "e"
    items.append([123456789012345678, None, time(9, 30), 5.0])
    book.create_sheet("Other").append(["a"])


def test_cells_are_read_as_what_they_are() -> None:
    """X-12: whatever they look like; identifiers keep zeros, amounts their fifteen digits."""
    book = Workbook([packed(sample)])
    form = book.find_form(Form())
    assert (form, book.sheets) == (
        Form(WORKBOOK, header_line=3, sheet="Open items"),
        ("Open items", "Other", "Cover"),
    )
    sheet = sheet_of(book.rows_of(form))
    assert sheet.columns == ("ID", "Number", "Day", "Amount", "Flag", "Text")
    rows = list(sheet.rows)
    assert [(row.line, row.cells) for row in rows] == [
        (4, ("00123", "0000611365", "2026-11-01", "0.3", "TRUE", " two\nlines ")),
        (5, ("1984950", "1.5", "2026-11-01T18:20:05", "4.95", "FALSE", "#N/A")),
        (6, ("123456789012346000", "", "09:30:00", "5")),
    ]
    kinds = [type(cell) for cell in rows[1].cells]
    assert kinds == [NumberCell, NumberCell, DayCell, NumberCell, str, BrokenCell]
    assert type(rows[0].cells[0]) is str
    assert list(book.rows_of(form)) == list(book.rows_of(form))


@pytest.mark.parametrize("chunk_bytes", [7, 1 << 20])
def test_rows_that_a_filter_hides_are_known(
    monkeypatch: pytest.MonkeyPatch, chunk_bytes: int
) -> None:
    """X-12: whoever filtered a list may not mean what cannot be seen; a text that looks like a row
    hides nothing.
    """
    monkeypatch.setattr(workbooks, "_CHUNK_BYTES", chunk_bytes)

    def filtered(book: Any) -> None:
        for text in ("Number", '<row r="3" hidden="1">', "b", "c"):
            book.active.append([text])
        book.active.row_dimensions[4].hidden = True
        book.active.row_dimensions[3].height = 40

    rows = Workbook([packed(filtered)]).rows("Sheet")
    assert [(row.line, row.is_hidden) for row in rows] == [
        *((line, False) for line in (1, 2, 3)),
        (4, True),
    ]


def test_sheet_and_header_can_be_told() -> None:
    """X-12: by name and row; a name that is not there is answered with those that are."""
    book = Workbook([packed(sample)])
    told = book.find_form(Form(sheet="Other", header_line=1))
    assert sheet_of(book.rows_of(told)).columns == ("a",)
    with pytest.raises(
        UnreadableFile, match="no sheet “None”; it has “Open items”, “Other”, “Cover”"
    ):
        book.find_form(Form(sheet="None"))


def archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed_parts:
        for name, content in parts.items():
            packed_parts.writestr(
                name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content
            )
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 and no more", "damaged"),
        (packed(sample)[:-200], "damaged"),
        (archive(readme=b"x"), "no Excel workbook"),
        (archive(xl__workbook_bin=b"x"), "xlsb"),
        (archive(xl__workbook_xml=b"<x"), "damaged"),
        (archive(xl__workbook_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "damaged"),
    ],
)
def test_what_is_no_workbook_says_so(content: bytes, said: str) -> None:
    """X-12: in words for people."""
    with pytest.raises(UnreadableFile, match=said):
        read_all(content)


def test_a_workbook_holds_only_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """X-12: unpacked, in cells, columns and in one cell; it is said before anything comes in."""
    content = packed(sample)
    monkeypatch.setattr(workbooks, "MAX_WORKBOOK_CELLS", 8)
    with pytest.raises(UnreadableFile, match="more than 8 filled cells"):
        list(Workbook([content]).rows("Open items"))
    monkeypatch.setattr(workbooks, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(UnreadableFile, match="unpacks to more"):
        Workbook([content])
    monkeypatch.undo()
    for cells, said in ((["x"] * 101, "100 columns"), (["x" * 10_001], "longer than 10,000")):
        with pytest.raises(UnreadableFile, match=said):
            list(
                Workbook([packed(lambda book, cells=cells: book.active.append(cells))]).rows(
                    "Sheet"
                )
            )  # type: ignore[misc]


def test_a_part_that_unpacks_to_more_than_it_says_is_damaged() -> None:
    """X-12: so that no small file fills the memory."""
    content = bytearray(archive(xl__workbook_xml=b"<x>" + b" " * 1_000_000))
    size = (1_000_003).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(UnreadableFile, match="damaged"):
        Workbook([bytes(content)])


@given(st.binary(max_size=60), st.integers(0, 4000), st.integers(0, 200))
@settings(max_examples=60)
def test_a_workbook_with_other_bytes_is_read_or_refused(noise: bytes, at: int, cut: int) -> None:
    """X-12: nothing breaks the reader."""
    content = SAMPLE[:at] + noise + SAMPLE[at + cut :]
    with contextlib.suppress(UnreadableFile):
        read_all(content)


def read_all(content: bytes) -> None:
    book = Workbook([content])
    for sheet in book.sheets:
        list(book.rows(sheet))


SAMPLE = packed(sample)

"""What can be read as a CSV file at all."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.imports import sheet as sheets
from chalicelib.domain.imports.sheet import Row
from chalicelib.errors import UnreadableFile
from tests.domain.rows import COLUMNS, read_sheet, readings, terms


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_files_of_all_spreadsheets_are_read(ending: str, delimiter: str, mark: bytes) -> None:
    """X-12: with a byte order mark or without, whatever ends a line, whatever stands
    between cells.
    """
    lines = [["a b", "c"], [f'"x{delimiter}{ending}""y"""', "Zoë"], [], ["", ""], ["1", "2"]]
    content = mark + ending.join(delimiter.join(cells) for cells in lines).encode()
    for size in (1, 3, 1000):
        sheet = read_sheet(content, part=size)
        assert sheet.columns == ("a b", "c")
        assert [(one.line, one.cells) for one in sheet.rows] == [
            (2, (f'x{delimiter}{ending}"y"', "Zoë")),
            (6, ("1", "2")),
        ]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """X-12: empty ones before the names of the columns too."""
    sheet = read_sheet(b"\n,,\n\na,b\n1,2\n")
    assert (sheet.columns, [one.line for one in sheet.rows]) == (("a", "b"), [5])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty"),
        (b"a,b\n1,\x81\n", "Line 2 is no text in windows-1252"),
        (b"a,b\n1,2\n3,\x00\n", "Line 3"),
        (b'a,b\n1,"2\n3,4\n', "line 2"),
        (b'a,b\n"1"x,2\n', "line 2"),
        (b"a,b\n1," + b"x" * 10_001, "longer"),
        (b"x" * 1_100_000, "Line 1"),
        (b",".join(b"c%d" % n for n in range(101)) + b"\n", "columns"),
        (b"c" * 201 + b",d\n", "names"),
    ],
)
def test_what_is_no_csv_file_says_why(content: bytes, said: str) -> None:
    """X-12: with the line, before anything of it is imported."""
    with pytest.raises(UnreadableFile, match=said):
        list(read_sheet(content).rows)


def test_a_file_has_so_many_rows_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """X-12."""
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    assert len(list(read_sheet(b"a\n1\n2\n\n3\n").rows)) == 3
    with pytest.raises(UnreadableFile, match="rows"):
        list(read_sheet(b"a\n1\n2\n3\n4\n").rows)


@given(st.binary(max_size=300))
@example(b"\x0b")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """X-12: a file never breaks the reader."""
    with contextlib.suppress(UnreadableFile):
        assert all(one.cells for one in read_sheet(content).rows)


@given(st.lists(st.text(max_size=12), min_size=7, max_size=7))
def test_any_cells_are_told_or_errors(cells: list[str]) -> None:
    """X-12: a row never breaks the reader, and is never half read."""
    (reading,) = readings(COLUMNS, lambda: iter([Row(2, tuple(cells))]), terms())
    assert not (reading.billed_row and reading.errors)

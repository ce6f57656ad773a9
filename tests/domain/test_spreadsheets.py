"""Files that a spreadsheet opens without harm (X-09)."""

import csv
import io

import pytest

from chalicelib.views.spreadsheet import BYTE_ORDER_MARK, harmless, to_csv


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+44 20", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "-", "--1", "-1.", "1=1"[1:], "＝1", "-1,5", '=HYPERLINK("x")'],
)
def test_what_a_spreadsheet_would_carry_out_is_text(cell: str) -> None:
    """X-09: an apostrophe before it, and all of it behind."""
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-4.95", "-495", "0.00", "12", "BACS 1", "a=1", "a-b", "", "'=1", "mail@demo.test"])
def test_what_does_no_harm_stays_as_it_is(cell: str) -> None:
    """X-09: a plain number below zero is a number."""
    assert harmless(cell) == cell


def test_a_file_is_read_back_as_it_was_written() -> None:
    """X-09: RFC 4180, with commas, quotes and line breaks inside of cells."""
    rows = [["a,b", 'say "so"', "two\r\nlines", "é", None, 7]]
    text = to_csv(["One", "Two", "Three", "Four", "Five", "Six"], rows)
    assert text.startswith(BYTE_ORDER_MARK)
    assert text.endswith("\r\n")
    read = list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))
    assert read[1] == ["a,b", 'say "so"', "two\r\nlines", "é", "", "7"]

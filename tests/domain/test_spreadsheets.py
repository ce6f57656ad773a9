"""Files that a spreadsheet opens without harm, and that say after it what they said
before (X-09).
"""

import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.imports.file_form import Form
from chalicelib.store.workbooks import Workbook
from chalicelib.views.spreadsheet import (
    BYTE_ORDER_MARK,
    FORMS,
    MAX_CELL,
    Amount,
    Sheet,
    harmless,
    to_csv,
    to_semicolons,
    to_workbook,
)

IDENTIFIERS = (
    "0000611365",
    "1234567890123456",
    "1E5",
    "1.98E+06",
    "00.50",
    "2026-01-02",
    "3-4",
    "TRUE",
    "#N/A",
    "'5",
    "1/2",
)
"""What a spreadsheet makes something else of where it may."""


def test_a_head_that_is_a_setting_is_carried_out_no_more_than_a_cell() -> None:
    """X-09: the columns of the bank's file are called as an administrator says."""
    [head] = csv.reader(io.StringIO(to_csv(Sheet("S", ("=1+1", "amount"), ())).decode("utf-8-sig")))
    assert head == ["'=1+1", "amount"]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+44 20",
        "-1+1",
        "@SUM(A1)",
        " =1",
        "-",
        "--1",
        "-1.",
        "1=1"[1:],
        "＝1",
        "-1,5",
        '=HYPERLINK("x")',
        '"=1',
        "\xa0=1",
    ],
)
def test_what_a_spreadsheet_would_carry_out_is_text(cell: str) -> None:
    """X-09: an apostrophe before it, and all of it behind."""
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Toll;=1+1", "Toll;'=1+1"),
        ("Toll; =1+1", "Toll;' =1+1"),
        ('Toll;"=1+1"', 'Toll;\'"=1+1"'),
        ("a,@b", "a,'@b"),
        ("a\t+b", "a\t'+b"),
        ("a|-b", "a|'-b"),
        ("a\r\n=b", "a\r\n'=b"),
        ("=a;=b", "'=a;'=b"),
        ("\t=1", "\t'=1"),
        ("-5|cmd!A0", "'-5|cmd!A0"),
        ("Toll;-5", "Toll;'-5"),
    ],
)
def test_what_would_be_a_formula_behind_any_separator_is_text(cell: str, written: str) -> None:
    """X-09: a file with commas is opened where semicolons part cells, or tabs, or bars."""
    assert harmless(cell) == written


@pytest.mark.parametrize(
    "cell",
    [
        "-4.95",
        "-495",
        "0.00",
        "12",
        "BACS 1",
        "a=1",
        "a-b",
        "",
        "'=1",
        "mail@demo.test",
        "a;b",
        "a, b - c",
    ],
)
def test_what_does_no_harm_stays_as_it_is(cell: str) -> None:
    """X-09: a plain number below zero is a number."""
    assert harmless(cell) == cell


@given(
    st.lists(st.text(alphabet="=+-@＝ab15.,;|\t\r\n \"'", max_size=12), min_size=1, max_size=4),
    st.sampled_from(",;|\t"),
)
def test_no_cell_is_a_formula_however_the_file_is_split(cells: list[str], delimiter: str) -> None:
    """X-09: by a reader of that dialect, and by one that knows no quotes."""
    text = to_csv(Sheet("S", ("line",), ((1, *cells, 2),))).decode("utf-8-sig")
    read = chain.from_iterable(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    split = (part.strip('" ') for part in re.split(rf"[\r\n{delimiter}]", text))
    for cell in chain(read, split):
        assert not cell.lstrip().startswith(tuple("=+-@＝")) or re.fullmatch(
            r"-\d+(\.\d+)?", cell.strip()
        ), (text, cell)


def test_a_file_is_read_back_as_it_was_written() -> None:
    """X-09: RFC 4180, with commas, quotes and line breaks inside of cells; amounts with the
    decimals of their currency.
    """
    moment = datetime(2026, 11, 29, 3, 4, 5, 678_000, tzinfo=UTC)
    rows = (
        ("a,b", 'say "so"', "two\r\nlines", "é", None, 7),
        (Amount(-495, "USD"), Amount(5, "JPY"), Amount(5, "KWD"), moment, moment.date(), ""),
    )
    text = to_csv(Sheet("S", ("One", "Two", "Three", "Four", "Five", "Six"), rows)).decode()
    assert text.startswith(BYTE_ORDER_MARK)
    assert text.endswith("\r\n")
    read = list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))
    assert read[1] == ["a,b", 'say "so"', "two\r\nlines", "é", "", "7"]
    assert read[2] == ["-4.95", "5", "0.005", "2026-11-29 03:04:05", "2026-11-29", ""]


def test_a_workbook_has_texts_numbers_and_days_as_such() -> None:
    """X-09: amounts as numbers with the currency's decimals, days as days, and all else as text
    that stays text when edited.
    """
    moment = datetime(2026, 11, 29, 3, 4, 5, tzinfo=UTC)
    said = (
        "=1+1",
        *IDENTIFIERS,
        Amount(-495, "USD"),
        Amount(123456, "JPY"),
        Amount(1, "KWD"),
        moment,
        date(2026, 2, 28),
        None,
        12,
    )
    page = opened(Sheet("S", tuple(f"Column {place}" for place in range(len(said))), (said,)))
    cells = [cell for cell in page[2] if cell.value is not None]
    texts, rest = cells[: len(IDENTIFIERS) + 1], cells[len(IDENTIFIERS) + 1 :]
    assert [cell.value for cell in texts] == ["=1+1", *IDENTIFIERS]
    assert {(cell.data_type, cell.number_format, cell.quotePrefix) for cell in texts} == {
        ("s", "@", True)
    }
    assert [Decimal(str(cell.value)) for cell in rest[:3]] == [
        Decimal("-4.95"),
        123456,
        Decimal("0.001"),
    ]
    assert [cell.number_format for cell in rest[:3]] == ["#,##0.00", "#,##0", "#,##0.000"]
    assert [cell.value for cell in rest[3:]] == [
        moment.replace(tzinfo=None),
        datetime(2026, 2, 28),
        12,
    ]
    assert {cell.data_type for cell in rest} == {"n", "d"}


def test_where_a_comma_stands_before_decimals_semicolons_part_the_cells() -> None:
    """RE-22: no line but rows, the mark of UTF-8, and amounts that are numbers there; for programs
    a point and the currency's decimals.
    """
    rows = (("a;b", Amount(-123456, "USD"), Amount(5, "JPY"), "1.50", "=1,5"),)
    sheet = Sheet("S", ("One", "Two", "Three", "Four", "Five"), rows)
    text = to_semicolons(sheet).decode()
    said = 'One;Two;Three;Four;Five\r\n"a;b";-1234,56;5;1.50;\'=1,5\r\n'
    assert text == BYTE_ORDER_MARK + said
    assert to_csv(sheet).decode().splitlines()[1] == 'a;b,-1234.56,5,1.50,"\'=1,5"'


def test_what_is_no_formula_is_none_after_it_was_saved_and_opened_again() -> None:
    """RE-23: a workbook that another program has opened, changed and saved keeps text as text, and
    so does a file of cells: what is guarded in it stays guarded.
    """
    said = ("=1+1", "@SUM(A1)", "-5|cmd!A0", "0000611365")
    sheet = Sheet("S", ("One", "Two", "Three", "Four"), (said,))
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(sheet)))
    book.worksheets[0]["A3"] = 7
    saved = io.BytesIO()
    book.save(saved)
    [page] = openpyxl.load_workbook(saved).worksheets
    assert [(cell.value, cell.data_type) for cell in page[2]] == [(one, "s") for one in said]

    first = list(csv.reader(io.StringIO(to_csv(sheet).decode("utf-8-sig"), newline="")))
    again = io.StringIO()
    csv.writer(again, delimiter=";").writerows(first)
    second = list(csv.reader(io.StringIO(again.getvalue(), newline=""), delimiter=";"))
    assert second == first
    assert second[1][:3] == ["'=1+1", "'@SUM(A1)", "'-5|cmd!A0"]


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=5))
def test_no_cell_of_a_workbook_is_a_formula(cells: list[str]) -> None:
    """X-09: whatever stands in it, controls and halves of characters too."""
    page = opened(Sheet("S", tuple("head" for _ in cells), (tuple(cells),)))
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}


def test_a_text_that_no_cell_holds_is_cut() -> None:
    """X-09: at what spreadsheets take, with an ellipsis."""
    [[_], [cell]] = opened(Sheet("S", ("head",), (("x" * (MAX_CELL + 1),),))).iter_rows()
    assert (len(cell.value), cell.value[-2:]) == (MAX_CELL, "x…")


@pytest.mark.parametrize("form", FORMS)
def test_identifiers_are_read_back_equal(form: str) -> None:
    """X-09: by the product's own reader, from either form."""
    sheet = Sheet("S", tuple(f"C{place}" for place in range(len(IDENTIFIERS))), (IDENTIFIERS,))
    content = FORMS[form].write(sheet)
    if form == "csv":
        read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1]
    else:
        read = list(
            list(Workbook([content]).rows_of(Form("xlsx", header_line=1, sheet="S")))[1].cells
        )
    assert tuple(read) == IDENTIFIERS


def opened(sheet: Sheet) -> openpyxl.worksheet.worksheet.Worksheet:
    """The only sheet of the workbook that a table becomes."""
    [page] = openpyxl.load_workbook(io.BytesIO(to_workbook(sheet))).worksheets
    return page

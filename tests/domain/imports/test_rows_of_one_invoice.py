"""Several rows of one invoice become its lines where the mapping says so, and else none of them
comes in.
"""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.imports.mapping import Source
from chalicelib.domain.imports.plan import Known, plan_row
from chalicelib.domain.imports.rows import Reading, Terms
from chalicelib.domain.imports.sheet import BrokenCell, DayCell, NumberCell, Row
from tests.domain.rows import (
    COLUMNS,
    HAND,
    SIMPLE,
    codes,
    readings,
    readings_of,
    row,
    summed,
    terms,
    told,
)

LINES = SIMPLE | {
    "description": Source(column="description"),
    "lineID": Source(column="line"),
    "customerName": Source(column="name"),
}
HEADER = ",".join([*COLUMNS, "description", "line", "name"])
PER_ROW = replace(terms(LINES), line_per_row=True)


def read(*rows: str, how: Terms = PER_ROW) -> list[Reading]:
    return readings_of("\n".join([HEADER, *rows]), how)


def test_rows_with_one_number_are_the_lines_of_an_invoice() -> None:
    """X-12: wherever they stand; a credit line beside charges, ids and texts as told, one payment
    of all.
    """
    other, both = read(
        "C,1,2013-01-02,2013-02-01,60,No,2013-01-20,Seats,a,Acme",
        "D,1,2013-01-02,2013-02-01,5,No,,,,",
        "C,1,2013-01-02,2013-02-01,-10.50,No,2013-01-20,,b,",
    )
    assert (both.line, both.rows) == (2, 2)
    assert both.billed_row
    assert both.billed_row.billed
    assert [
        (line.line_id, line.description, line.amount, line.kind)
        for line in both.billed_row.billed.lines
    ] == [
        ("a", "Seats", 6000, "feature"),
        ("b", "Line 2", -1050, "credit"),
    ]
    assert [payment.amount for payment in both.billed_row.billed.payments] == [4950]
    assert other.billed_row
    assert other.billed_row.billed
    assert [(line.line_id, line.description) for line in other.billed_row.billed.lines] == [
        ("1", "Invoice total")
    ]
    totals = summed([other, both])
    assert (totals.invoices, totals.amount, totals.unpaid, totals.unpaid_amount) == (
        2,
        5450,
        1,
        500,
    )


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("C,1,2013-01-03,2013-02-01,40,No,,,,", [(3, "contradicts")]),
        ("C,1,2013-01-02,2013-02-02,40,No,,,,", [(3, "contradicts")]),
        ("C,1,2013-01-02,2013-02-01,40,Yes,,,,", [(3, "contradicts")]),
        ("C,1,2013-01-02,2013-02-01,40,No,2013-02-01,,,", [(3, "contradicts")]),
        ("C,1,2013-01-02,2013-02-01,forty,No,,,,", [(3, "badAmount")]),
        ("C,1,yesterday,2013-02-01,40.001,No,,,,", [(3, "badAmount"), (3, "badDate")]),
        ("C,1,2013-01-02,2013-02-01,40,No,,,1,", [(3, "duplicate")]),
        ("C,1,2013-01-02,2013-02-01,40,No,,,,,more", [(3, "tooManyColumns")]),
    ],
)
def test_where_one_row_is_wrong_none_of_the_invoice_comes_in(
    second: str, found: list[tuple[int, str]]
) -> None:
    """X-12: each row says why."""
    (reading,) = read("C,1,2013-01-02,2013-02-01,60,No,,,,", second)
    assert reading.billed_row is None
    assert reading.rows == 2
    assert sorted((note.line, note.code) for note in reading.errors) == [(2, "withOthers"), *found]


def test_an_invoice_whose_rows_are_alike_has_as_many_lines() -> None:
    """X-12: where each row is a line, two of the same are two lines, and it is said."""
    rows = ["C,1,2013-01-02,2013-02-01,60,No,,,,"] * 2
    (reading,) = read(*rows)
    assert reading.billed_row
    assert reading.billed_row.billed
    assert [line.amount for line in reading.billed_row.billed.lines] == [6000, 6000]
    assert [(note.line, note.code, note.severity) for note in reading.notes] == [
        (3, "repeated", "warning")
    ]


def test_a_disputed_invoice_of_several_rows_is_disputed_in_all_its_charges() -> None:
    """X-12, CU-11: credits are left out."""
    (reading,) = read(
        "C,1,2013-01-02,2013-02-01,60,Yes,,,,",
        "C,1,2013-01-02,2013-02-01,-10,Yes,,,,",
        "C,1,2013-01-02,2013-02-01,40,Yes,,,,",
    )
    assert reading.billed_row
    plan = plan_row(reading.billed_row, Known(), HAND, settles=True)
    assert plan.dispute
    assert [(line.line_id, line.disputed) for line in plan.dispute.work.lines] == [
        ("1", 6000),
        ("3", 4000),
    ]
    many = [f"C,1,2013-01-02,2013-02-01,1,Yes,,,{n}," for n in range(41)]
    (reading,) = read(*many)
    assert reading.billed_row
    plan = plan_row(reading.billed_row, Known(), HAND, settles=True)
    assert plan.dispute
    assert [(line.line_id, line.disputed) for line in plan.dispute.work.lines] == [
        ("general", 4100)
    ]


def test_rows_after_the_as_of_date_are_left_out_with_their_invoice() -> None:
    """X-12: all of its rows, with the reason."""
    how = replace(PER_ROW, as_of=date(2013, 1, 1))
    (reading,) = read(
        "C,1,2013-01-02,2013-02-01,60,No,,,,", "C,1,2013-01-02,2013-02-01,40,No,,,,", how=how
    )
    assert (reading.billed_row, reading.rows) == (None, 2)
    assert [(note.line, note.code, note.severity) for note in reading.notes] == [
        (2, "afterAsOf", "leftOut"),
        (3, "afterAsOf", "leftOut"),
    ]


def test_another_name_for_a_customer_is_a_warning() -> None:
    """X-12: the first name that the file tells is taken."""
    first, second = read(
        "C,1,2013-01-02,,60,No,,,,WAL-MAR corp", "C,2,2013-01-02,,40,No,,,,WAL-MAR in"
    )
    assert first.billed_row
    assert second.billed_row
    assert not first.notes
    assert [(note.code, note.severity) for note in second.notes] == [("otherName", "warning")]
    assert "WAL-MAR corp" in second.notes[0].detail


@pytest.mark.parametrize(
    ("cell", "read_as", "said"),
    [
        ("1.98E+06", "1.98E+06", "lost digits"),
        ("1984950.0", "1984950.0", "decimals"),
        ('"=""00123"""', "00123", "formula"),
        ("00123", "00123", None),
        ("1E5", "1E5", None),
    ],
)
def test_numbers_that_a_spreadsheet_mangled_get_a_warning(
    cell: str, read_as: str, said: str | None
) -> None:
    """X-12, RV-12: they come in as they stand, and it is said."""
    reading = row("C", cell, "2013-01-02", "", "5", "", "")
    assert reading.billed_row
    assert reading.billed_row.billed
    assert reading.billed_row.billed.invoice_number == read_as
    assert [said in note.detail for note in reading.notes] == ([True] if said else [])
    assert all(note.severity == "warning" for note in reading.notes)


def test_cells_of_a_workbook_are_read_as_what_they_are() -> None:
    """X-12: whatever the mapping says of texts; a formula that failed is an error."""
    how = terms(
        SIMPLE
        | {
            "invoiceDate": Source(column="invoiceDate", format="%d/%m/%Y"),
            "amount": Source(column="amount", format="1.234,56"),
        }
    )
    cells = (
        NumberCell("1001"),
        NumberCell("0000611365"),
        DayCell("2013-01-02"),
        "",
        NumberCell("1234.5"),
        "",
        "",
    )
    (reading,) = readings(COLUMNS, lambda: iter([Row(2, cells)]), how)
    assert reading.billed_row
    billed = reading.billed_row.billed
    assert billed
    assert (billed.customer_id, billed.invoice_number, billed.invoice_date) == (
        "1001",
        "0000611365",
        date(2013, 1, 2),
    )
    assert billed.lines[0].amount == 123450
    broken = (*cells[:4], BrokenCell("#N/A"), "", "")
    (reading,) = readings(COLUMNS, lambda: iter([Row(2, broken)]), how)
    assert codes(reading) == [("amount", "brokenFormula")]
    long = (NumberCell("1234567890123460000"), *cells[1:])
    (reading,) = readings(COLUMNS, lambda: iter([Row(2, long)]), how)
    assert ["15 digits" in note.detail for note in reading.notes] == [True]


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    """X-12: cells, and what they say together."""
    reading = row("C", "x" * 65, "2013-02-02", "2013-01-01", "5.001", "maybe", "")
    assert codes(reading) == [
        ("invoiceNumber", "invalidIdentifier"),
        ("disputed", "unknownValue"),
        ("amount", "badAmount"),
        ("dueDate", "badDate"),
    ]


def test_a_sum_says_what_it_leaves_out() -> None:
    """X-12: rows in another currency, and what rounding added."""
    mapping = SIMPLE | {
        "currency": Source(column="cur"),
        "amount": Source(column="amount", rounds=True),
    }
    rows = "C,1,2013-01-02,,5.005,,,EUR\nC,2,2013-01-02,,7,,,USD\nC,3,2013-01-02,,1.004,,,USD\n"
    content = f"{','.join(COLUMNS)},cur\n{rows}"
    totals = summed(readings_of(content, terms(mapping)))
    assert (totals.amount, totals.other_currencies, totals.rounded, totals.rounded_off) == (
        800,
        1,
        2,
        "0.001",
    )


def test_the_text_of_two_lines_is_one() -> None:
    """X-12: a line break in a description loses no invoice."""
    how = terms(SIMPLE | {"description": Source(column="description")})
    content = f'{",".join(COLUMNS)},description\nC,1,2013-01-02,,5,,,"Service\nNovember"\n'
    (reading,) = readings_of(content, how)
    assert reading.billed_row
    assert reading.billed_row.billed
    assert reading.billed_row.billed.lines[0].description == "Service November"
    assert told("C", "1", "2013-01-02", "", "5", "", "").billed

"""What is wrong with a row of a file, by line and column."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.imports.mapping import Source
from chalicelib.domain.imports.mapping_guess import guess_mapping
from chalicelib.domain.imports.sheet import Row
from chalicelib.domain.imports.survey import ColumnSurvey
from tests.domain.promises import BRIGHT
from tests.domain.rows import COLUMNS, SIMPLE, codes, readings, readings_of, row, terms, told


@pytest.mark.parametrize(
    ("place", "cell", "code"),
    [
        (0, "", "missing"),
        (0, "x" * 65, "invalidIdentifier"),
        (1, " ", "missing"),
        (2, "", "missing"),
        (2, "02/01/2013", "badDate"),
        (2, "2013-02-30", "badDate"),
        (2, "0001-01-01", "badDate"),
        (3, "2013-01-01", "badDate"),
        (4, "", "missing"),
        (4, "5.123", "badAmount"),
        (4, "1e3", "badAmount"),
        (4, "NaN", "badAmount"),
        (4, "Infinity", "badAmount"),
        (4, "€5", "otherCurrency"),
        (4, "1 000", "badAmount"),
        (4, "9" * 16, "badAmount"),
        (4, "٣", "badAmount"),
        (5, "perhaps", "unknownValue"),
        (6, "soon", "badDate"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(place: int, cell: str, code: str) -> None:
    """X-12: line, column and code."""
    cells = ["C", "1", "2013-01-02", "2013-02-01", "5", "No", ""]
    cells[place] = cell
    reading = row(*cells)
    assert reading.billed_row is None
    assert codes(reading) == [(COLUMNS[place], code)]
    assert reading.errors[0].line == 2


def test_a_customer_s_country_comes_by_file() -> None:
    """CO-22, X-12: found by its column; where no holidays are known of it, it is left out and told,
    and what is known stays.
    """
    columns = ("customerID", "Land", "Country code")
    surveyed = [ColumnSurvey(name, filled=2) for name in columns]
    guess = guess_mapping("customers", surveyed)
    assert guess.mapping["country"] == Source(column="Country code")
    how = terms(guess.mapping, kind="customers")
    bavarian, unread = readings_of(f"{','.join(columns)}\nC,x,DE-BY\nD,x,Germany\n", how)
    assert bavarian.billed_row
    assert unread.billed_row
    assert bavarian.billed_row.customer_over(None).country == "DE-BY"
    assert [(note.code, note.severity) for note in unread.notes] == [("invalidCountry", "warning")]
    assert unread.billed_row.customer_over(replace(BRIGHT, country="AT")).country == "AT"


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    """X-12."""
    assert codes(row("", "1", "x", "", "y", "z", "")) == [
        ("customerID", "missing"),
        ("invoiceDate", "badDate"),
        ("amount", "badAmount"),
        ("disputed", "unknownValue"),
    ]


@pytest.mark.parametrize(
    ("amount", "code", "said"),
    [("6", "severalRows", "each row is a line"), ("5", "repeated", "say the same")],
)
def test_of_an_invoice_that_several_rows_tell_none_comes_in(
    amount: str, code: str, said: str
) -> None:
    """X-12: never the first alone; rows that say the same are told as that; the number of another
    customer is another invoice.
    """
    cells = "1,2013-01-02,2013-02-01,{},No,"
    rows = [f"C,{cells.format(5)}", f"D,{cells.format(5)}", f"C,{cells.format(amount)}"]
    first, other, second = readings_of("\n".join([",".join(COLUMNS), *rows]), terms())
    assert [codes(one) for one in (first, second)] == [[("invoiceNumber", code)]] * 2
    assert "Lines 2, 4" in first.errors[0].detail
    assert said in first.errors[0].detail
    assert other.billed_row


def test_too_many_cells_are_an_error_and_too_few_are_empty() -> None:
    """X-12: a delimiter in a text that is not in quotes; cells that are missing at the end."""
    assert codes(row("C", "1", "2013-01-02", "2013-02-01", "5", "No", "", "more")) == [
        (None, "tooManyColumns")
    ]
    assert row("C", "1", "2013-01-02", "2013-02-01", "5", "No", "", "", "").billed_row
    assert row("C", "1", "2013-01-02", "2013-02-01", "5").billed_row


@pytest.mark.parametrize(
    ("written", "text", "minor"),
    [
        ("1,234.56", "1,234.56", 123456),
        ("1,234.56", "12,34.56", None),
        ("1,234.56", "1234.5", 123450),
        ("1.234,56", "1.234,56", 123456),
        ("1.234,56", "-1.234.567,8", -123456780),
        ("1.234,56", "12.34", None),
        ("1234,56", "1234,56", 123456),
        ("1234,56", "1234.56", None),
        (None, "1,234.56", None),
        (None, "0.10", 10),
    ],
)
def test_amounts_are_read_as_they_are_said_to_be_written(
    written: str | None, text: str, minor: int | None
) -> None:
    """X-12: never guessed, and never through a float."""
    how = terms(SIMPLE | {"amount": Source(column="amount", format=written)})
    reading = row("C", "1", "2013-01-02", "2013-02-01", f'"{text}"', "No", "", how=how)
    assert (
        reading.billed_row.billed.lines[0].amount
        if reading.billed_row and reading.billed_row.billed
        else None
    ) == minor


@given(st.integers(0, 10**15 - 1), st.sampled_from([("JPY", 0), ("USD", 2), ("KWD", 3)]))
def test_every_amount_comes_in_exactly(minor: int, currency: tuple[str, int]) -> None:
    """X-12, X-06: whatever the decimals of the currency."""
    code, decimals = currency
    whole, rest = divmod(minor, 10**decimals)
    text = f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)
    billed = told(
        "C", "1", "2013-01-02", "2013-02-01", text, "No", "", how=terms(currency=code)
    ).billed
    assert billed
    assert billed.lines[0].amount == minor


def test_choices_are_translated_and_unknown_ones_refused() -> None:
    """X-12."""
    how = terms(
        SIMPLE
        | {
            "deliveryMethod": Source(
                column="disputed", values={"No": "Email and Post", "0": "Fax"}
            ),
            "disputed": Source(constant="n"),
        }
    )
    cells = ("C", "1", "2013-01-02", "2013-02-01", "5")
    assert told(*cells, "No", "", how=how).customer.delivery_method == "Email and Post"
    assert told(*cells, "post", "", how=how).customer.delivery_method == "Post"
    assert codes(row(*cells, "0", "", how=how)) == [("disputed", "unknownValue")]


def test_a_file_of_customers() -> None:
    """X-12: each once."""
    mapping = {
        "customerID": Source(column="id"),
        "name": Source(column="name"),
        "currency": Source(constant="EUR"),
    }
    first, again, one, other = readings_of(
        "id,name\n007,Bond\n007,Bond\n8,Bill\n8,Bull\n", terms(mapping, kind="customers")
    )
    assert first.billed_row
    assert (first.billed_row.customer.customer_id, first.billed_row.customer.currency) == (
        "007",
        "EUR",
    )
    assert [(note.code, note.severity) for note in again.notes] == [("repeated", "leftOut")]
    assert [codes(one), codes(other)] == [[("id", "contradicts")]] * 2


def test_a_hidden_row_comes_in_and_is_told() -> None:
    """X-12: nobody has seen it in the workbook."""
    cells = ("C", "1", "2013-01-02", "", "5", "", "")
    [reading] = readings(COLUMNS, lambda: iter([Row(2, cells, is_hidden=True)]), terms())
    assert reading.billed_row
    assert [(one.code, one.severity) for one in reading.notes] == [("hiddenRow", "warning")]

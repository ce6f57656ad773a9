"""Rows of files, as the tests of the domain read them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from chalicelib.domain.csvfile import read_sheet
from chalicelib.domain.importfile import FileReader, Reading, Summary, Tally, Terms, Told
from chalicelib.domain.journal import Hand
from chalicelib.domain.mapping import Source
from chalicelib.domain.presets import PRESETS

RECEIVABLES = Path(__file__).parents[2] / "infra/demo/ar_invoices_2012_2013.csv"
PRESET = {name: Source(**parts) for name, parts in PRESETS[0]["mapping"].items()}
COLUMNS = ("customerID", "invoiceNumber", "invoiceDate", "dueDate", "amount", "disputed", "settledDate")
SIMPLE = {name: Source(column=name) for name in COLUMNS}
AT_THE_END = date(2014, 12, 31)
HAND = Hand("ada", "Ada", datetime(2014, 12, 31, 9, 30, tzinfo=UTC), "f")


def terms(mapping: dict[str, Source] = SIMPLE, as_of: date = AT_THE_END, kind: str = "invoices", currency: str = "USD") -> Terms:
    return Terms(kind, mapping, as_of, currency)


def readings_of(content: str | bytes, how: Terms) -> list[Reading]:
    sheet = read_sheet([content.encode() if isinstance(content, str) else content])
    reader = FileReader(how, sheet.columns)
    return [reader.read(row) for row in sheet.rows]


def row(*cells: str, columns: Iterable[str] = COLUMNS, how: Terms | None = None) -> Reading:
    """The one row of a file."""
    (reading,) = readings_of(f"{','.join(columns)}\n{','.join(cells)}\n", how or terms())
    return reading


def told(*cells: str, how: Terms | None = None) -> Told:
    reading = row(*cells, how=how)
    assert reading.told, reading.errors
    return reading.told


def codes(reading: Reading) -> list[tuple[str | None, str]]:
    return [(error.column, error.code) for error in reading.errors]


def summed(readings: list[Reading], currency: str = "USD") -> Summary:
    tally = Tally(currency)
    for reading in readings:
        if reading.told:
            tally.add(reading.told)
    return tally.summary()

"""Rows of files, as the tests of the domain read them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from chalicelib.domain.disputes.journal import Hand
from chalicelib.domain.imports.csv_file import find_form, rows_of
from chalicelib.domain.imports.file_form import Form
from chalicelib.domain.imports.mapping import Source
from chalicelib.domain.imports.presets import PRESETS
from chalicelib.domain.imports.rows import BilledRow, FileReader, Reading, Terms
from chalicelib.domain.imports.sheet import Row, Sheet, sheet_of
from chalicelib.domain.imports.tally import Summary, Tally

RECEIVABLES = Path(__file__).parents[2] / "infra/demo/ar_invoices_2012_2013.csv"
PRESET = {name: Source(**parts) for name, parts in PRESETS[0]["mapping"].items()}
COLUMNS = (
    "customerID",
    "invoiceNumber",
    "invoiceDate",
    "dueDate",
    "amount",
    "disputed",
    "settledDate",
)
SIMPLE = {name: Source(column=name) for name in COLUMNS}
AT_THE_END = date(2014, 12, 31)
HAND = Hand("ada", "Ada", datetime(2014, 12, 31, 9, 30, tzinfo=UTC), "f")


def terms(
    mapping: dict[str, Source] = SIMPLE,
    as_of: date = AT_THE_END,
    kind: str = "invoices",
    currency: str = "USD",
) -> Terms:
    return Terms(kind, mapping, as_of, currency)


def read_sheet(content: bytes, told: Form = Form(), part: int = 65536) -> Sheet:  # noqa: B008 - a frozen value
    """The sheet of a text file, which comes in parts of so many bytes."""

    def chunks() -> Iterator[bytes]:
        return (content[start : start + part] for start in range(0, len(content), part))

    return sheet_of(rows_of(chunks(), find_form(chunks, told)))


def readings_of(content: str | bytes, how: Terms, told: Form = Form()) -> list[Reading]:  # noqa: B008
    bytes_of = content.encode() if isinstance(content, str) else content
    return readings(
        read_sheet(bytes_of, told).columns, lambda: read_sheet(bytes_of, told).rows, how
    )


def readings(
    columns: tuple[str, ...], rows: Callable[[], Iterator[Row]], how: Terms
) -> list[Reading]:
    return list(FileReader(how, columns, rows).read())


def row(*cells: str, columns: Iterable[str] = COLUMNS, how: Terms | None = None) -> Reading:
    """The one row of a file."""
    (reading,) = readings_of(f"{','.join(columns)}\n{','.join(cells)}\n", how or terms())
    return reading


def told(*cells: str, how: Terms | None = None) -> BilledRow:
    reading = row(*cells, how=how)
    assert reading.billed_row, reading.errors
    return reading.billed_row


def codes(reading: Reading) -> list[tuple[str | None, str]]:
    return [(error.column, error.code) for error in reading.errors]


def summed(readings: list[Reading], currency: str = "USD") -> Summary:
    tally = Tally(currency)
    for reading in readings:
        tally.add(reading)
    return tally.summary()


POSITIONS = {
    date(2012, 6, 30): (98, 5504_09, 55, 15, 909_73, 33),
    date(2012, 12, 31): (99, 5725_06, 61, 13, 788_74, 28),
    date(2013, 3, 31): (94, 5903_74, 57, 9, 681_37, 40),
    date(2013, 6, 30): (84, 5119_85, 52, 12, 835_56, 27),
    date(2013, 9, 30): (88, 5029_22, 55, 7, 465_48, 31),
}
"""Day → open, for how much, of how many customers; late, for how much; in dispute."""

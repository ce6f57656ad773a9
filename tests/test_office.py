"""Files for spreadsheets in a spreadsheet: opened, saved and opened again in LibreOffice."""

import os
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from chalicelib.views.spreadsheet import Amount, Sheet, to_csv, to_semicolons, to_workbook

pytestmark = pytest.mark.long

FORMULAS = (
    "=1+1",
    "Toll;=1+1",
    "Toll,=1+1",
    "+49 170 1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("http://example.com","y")',
    "first\n=1+1",
)
IDENTIFIERS = ("0000611365", "1E5", "1234567890123456", "12/11", "TRUE", "1,5", "1.5", "'7")
SHEET = Sheet(
    "Items",
    ("ID", "Amount", "Day"),
    tuple((text, Amount(123_456, "EUR"), date(2026, 2, 1)) for text in (*FORMULAS, *IDENTIFIERS)),
)
COMMAS, SEMICOLONS, GERMAN = 44, 59, 1031


def saved_again(folder: Path, source: Path, *, reading: str | None = None) -> list[list[object]]:
    """The cells under the head after LibreOffice opened the file, saved it as its own, opened that
    and saved it as a workbook.
    """
    for ending, how in (("ods", reading), ("xlsx", None)):
        subprocess.run(
            [
                os.environ.get("SOFFICE", "soffice"),
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                *([f"--infilter={how}"] if how else []),
                "--convert-to",
                ending,
                "--outdir",
                folder / "saved",
                source,
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        source = folder / "saved" / f"{source.stem}.{ending}"
    page = openpyxl.load_workbook(source).active
    assert page is not None
    return [
        ["formula" if cell.data_type == "f" else cell.value for cell in row]
        for row in page.iter_rows(min_row=2)
    ]


def test_a_workbook_is_in_a_spreadsheet_what_it_was_here(tmp_path: Path) -> None:
    """RE-21, RE-23: each text is that text after it was saved and opened again, and an amount a
    number.
    """
    source = tmp_path / "items.xlsx"
    source.write_bytes(to_workbook(SHEET))
    shown = saved_again(tmp_path, source)
    # A tab at a cell's beginning is all that goes.
    assert [row[0] for row in shown] == [str(text).lstrip("\t") for text, *_ in SHEET.rows]
    assert {tuple(row[1:]) for row in shown} == {(1234.56, datetime(2026, 2, 1))}


@pytest.mark.parametrize(
    ("write", "reading"),
    [
        (to_csv, f"CSV:{COMMAS},34,76,1"),
        (to_csv, f"CSV:{COMMAS},34,76,1,,{GERMAN}"),
        (to_csv, f"CSV:{COMMAS}/{SEMICOLONS}/9,34,76,1"),
        (to_semicolons, f"CSV:{SEMICOLONS},34,76,1,,{GERMAN}"),
        (to_semicolons, f"CSV:{COMMAS}/{SEMICOLONS}/9,34,76,1,,{GERMAN}"),
    ],
)
def test_no_cell_of_a_csv_is_a_formula_after_it_was_saved_and_opened_again(
    tmp_path: Path, write: object, reading: str
) -> None:
    """RE-22, RE-23: by whatever sign the cells are parted; and amounts are numbers where it is
    opened as it is meant.
    """
    assert callable(write)
    source = tmp_path / "items.csv"
    source.write_bytes(write(SHEET))
    shown = saved_again(tmp_path, source, reading=reading)
    assert len(shown) == len(SHEET.rows)
    assert not [row for row in shown if "formula" in row]
    meant = "/" not in reading and (write is to_semicolons or not reading.endswith(str(GERMAN)))
    if meant:
        assert {row[1] for row in shown} == {1234.56}

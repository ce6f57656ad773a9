"""All that is given out as a file for spreadsheets: found in the table of routes, and without harm in either form (X-09)."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest

from chalicelib.api.route_table import ROUTES
from chalicelib.api.routing import JSON
from chalicelib.domain.mapping import RowNote
from chalicelib.store import keys
from chalicelib.store.codec import dump
from tests.api.refusals import refused
from tests.house import House
from tests.scenarios import prepared

FORMULA = "Toll;=1+1"
MANGLED = ("0000611365", "1E5")


def statement(house: House) -> str:
    """The statement of a wallet into which money came with references that a spreadsheet would change."""
    prepared(house, "POST /dispute/{disputeID}/fundRequest")
    for reference in (FORMULA, *MANGLED):
        assert house.as_("finance").post("/wallet/AGG-GBP/deposit", {"amount": "4.10", "reference": reference}).status == 201
    return "/wallet/AGG-GBP/statement"


def notes(house: House) -> str:
    """The errors of an import, of columns and cells that a spreadsheet would change."""
    body = {"kind": "invoices", "fileName": "a.csv", "size": 10}
    import_id = house.as_("finance").post("/import", body).json["importID"]
    said = [RowNote(line, word, "badAmount", word) for line, word in enumerate((FORMULA, *MANGLED), 2)]
    house.table.write_batch([dump(note) | keys.import_note(import_id, note.severity, note.line, 0) for note in said])
    return f"/import/{import_id}/error"


EXPORTS: dict[str, Callable[[House], str]] = {
    "GET /wallet/{walletID}/statement": statement,
    "GET /import/{importID}/error": notes,
}


def test_every_file_that_is_given_out_is_tried_here() -> None:
    """X-09: by the table of routes; and no other module writes tables for spreadsheets."""
    assert {route.name for route in ROUTES if "format" in route.query or route.media_type != JSON} == EXPORTS.keys()
    writing = re.compile(r"csv\.(Dict)?[wW]riter|openpyxl import .*Workbook|WriteOnlyCell|xlsxwriter")
    writers = [path.name for path in Path("chalicelib").rglob("*.py") if writing.search(path.read_text())]
    assert writers == ["spreadsheet.py"]


@pytest.mark.parametrize("export", EXPORTS)
def test_no_separator_makes_a_formula_of_what_is_given_out(house: House, export: str) -> None:
    """X-09: `Toll;=1+1` is no formula where semicolons part cells, nor anything else where tabs or bars do."""
    text = fetched(house, EXPORTS[export](house), "csv").decode("utf-8-sig")
    assert "Toll;'=1+1" in text
    for delimiter in ",;\t|":
        cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("export", EXPORTS)
def test_identifiers_survive_in_a_workbook(house: House, export: str) -> None:
    """X-09, RE-21: they are text there, as they were told; amounts are numbers."""
    page = openpyxl.load_workbook(io.BytesIO(fetched(house, EXPORTS[export](house), "xlsx"))).active
    cells: list[Any] = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {FORMULA, *MANGLED} <= {cell.value for cell in cells if (cell.data_type, cell.number_format) == ("s", "@")}
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    if "statement" in export:
        assert [cell.value for cell in page["K"]] == ["Amount", 100, 4.1, 4.1, 4.1]
        assert page["A2"].is_date


@pytest.mark.parametrize("export", EXPORTS)
def test_a_form_that_there_is_not_is_refused(house: House, export: str) -> None:
    """X-09: in words."""
    said = refused(house.as_("finance").get(f"{EXPORTS[export](house)}?format=ods"), 400, rule="X-09").json["detail"]
    assert said == "format is csv, xlsx."


def fetched(house: House, path: str, form: str) -> bytes:
    """The file, from the answer or by the link in it."""
    answer = house.as_("finance").get(f"{path}?format={form}")
    assert answer.status == 200, answer.text
    if "Content-Disposition" in answer.headers:
        return answer.text.encode()
    return house.shelf.files[urlsplit(answer.json["url"]).path.removeprefix("/")]

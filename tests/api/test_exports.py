"""All that is given out as a file for spreadsheets: found in the table of routes, and without harm
in either form (X-09).
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import pytest

from chalicelib.api.calendars import CALENDAR
from chalicelib.api.route_table import ROUTES
from chalicelib.api.routing import HTML, JSON
from chalicelib.domain.imports.mapping import RowNote
from chalicelib.store import keys
from chalicelib.store.codec import dump
from chalicelib.store.orders import payee_item
from tests.api.refusals import refused
from tests.app import App
from tests.payouts import payee, ready_decided
from tests.people import line
from tests.scenarios import FOLLOW_UP, prepared

FORMULA = "Toll;=1+1"
MANGLED = ("0000611365", "1E5")


def statement(app: App) -> str:
    """The statement of a wallet into which money came with references that a spreadsheet would
    change.
    """
    prepared(app, "POST /dispute/{disputeID}/fundRequest")
    for reference in (FORMULA, *MANGLED):
        assert (
            app.as_("finance")
            .post("/wallet/AGG-GBP/deposit", {"amount": "4.10", "reference": reference})
            .status
            == 201
        )
    return "/wallet/AGG-GBP/statement"


def notes(app: App) -> str:
    """The errors of an import, of columns and cells that a spreadsheet would change."""
    body = {"kind": "invoices", "fileName": "a.csv", "size": 10}
    import_id = app.as_("finance").post("/import", body).json["importID"]
    said = [
        RowNote(line, word, "badAmount", word) for line, word in enumerate((FORMULA, *MANGLED), 2)
    ]
    app.table.write_batch(
        [dump(note) | keys.import_note(import_id, note.severity, note.line, 0) for note in said]
    )
    return f"/import/{import_id}/error"


def instructions(app: App) -> str:
    """The bank's file, of an account of which a spreadsheet would change every part."""
    ready_decided(app)
    number, kind = MANGLED
    account = replace(payee().accounts[1], holder=FORMULA, number=number, kind=kind)
    app.table.write_batch([payee_item(replace(payee(), accounts=(account,)))])
    return "/payout/instruction"


def reported(app: App, of: str) -> str:
    """A report on items whose numbers a spreadsheet would change, of a customer that is called a
    formula.
    """
    named = {"name": FORMULA, "accountNumber": "7", "currency": "USD", "deliveryMethod": "Post"}
    assert app.as_("finance").put("/customer/007", named).status == 201
    for number in MANGLED:
        assert app.invoice(number, [line(1, "30.00")], "007").status == 201
    wanted = FOLLOW_UP | {"items": [{"invoiceNumber": number} for number in MANGLED]}
    assert app.as_("agent").post("/customer/007/followUp", wanted).status == 201
    return f"/report/{of}/file"


EXPORTS: dict[str, Callable[[App], str]] = {
    "GET /wallet/{walletID}/statement": statement,
    "GET /import/{importID}/error": notes,
    "GET /payout/instruction": instructions,
    "GET /report/items/file": lambda app: reported(app, "items"),
    "GET /report/disputes/file": lambda app: reported(app, "disputes"),
    "GET /customer/{customerID}/dunning/file": lambda app: (
        reported(app, "items") and "/customer/007/dunning/file"
    ),
    "GET /customer/{customerID}/statement/file": lambda app: (
        reported(app, "items") and "/customer/007/statement/file"
    ),
    "GET /dunning/run/file": lambda app: reported(app, "items") and "/dunning/run/file",
}
ASKED = {
    "/statement": ("from=2026-01-01&to=2030-01-01&", 4),
    "/error": ("severity=error&", 3),
    "/instruction": ("", 1),
    "/items/file": ("statusID=dispute&", 2),
    "/disputes/file": ("resolverID=agent2&", 2),
    "/dunning/file": ("", 2),
    "/statement/file": ("", 2),
    "/run/file": ("customerID=007&", 2),
}
"""How each is narrowed, and how many rows it has then."""


def test_every_file_that_is_given_out_is_tried_here() -> None:
    """X-09: by the table of routes; and no other module writes tables for spreadsheets."""
    assert {
        route.name
        for route in ROUTES
        if "format" in route.query or route.media_type not in (JSON, CALENDAR, HTML)
    } == EXPORTS.keys()
    writing = re.compile(
        r"csv\.(Dict)?[wW]riter|openpyxl import .*Workbook|WriteOnlyCell|xlsxwriter"
    )
    writers = [
        path.name for path in Path("chalicelib").rglob("*.py") if writing.search(path.read_text())
    ]
    assert writers == ["spreadsheet.py"]


@pytest.mark.parametrize("export", EXPORTS)
def test_no_separator_makes_a_formula_of_what_is_given_out(app: App, export: str) -> None:
    """X-09: `Toll;=1+1` is no formula where semicolons part cells, nor anything else where tabs or
    bars do.
    """
    text = fetched(app, EXPORTS[export](app), "csv").decode("utf-8-sig")
    assert "Toll;'=1+1" in text
    for delimiter in ",;\t|":
        cells = [
            cell
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            for cell in row
        ]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("export", EXPORTS)
def test_identifiers_survive_in_a_workbook(app: App, export: str) -> None:
    """X-09, RE-21: they are text there, as they were told; amounts are numbers."""
    page = openpyxl.load_workbook(io.BytesIO(fetched(app, EXPORTS[export](app), "xlsx"))).active
    cells: list[Any] = [
        cell for row in page.iter_rows(min_row=2) for cell in row if cell.value is not None
    ]
    assert {FORMULA, *MANGLED} <= {
        cell.value for cell in cells if (cell.data_type, cell.number_format) == ("s", "@")
    }
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    if "wallet" in export:
        assert [cell.value for cell in page["K"]] == ["Amount", 100, 4.1, 4.1, 4.1]
        assert page["A2"].is_date


@pytest.mark.parametrize("export", EXPORTS)
def test_a_form_that_there_is_not_is_refused(app: App, export: str) -> None:
    """X-09: in words."""
    said = refused(
        app.as_("finance").get(f"{EXPORTS[export](app)}?format=ods"), 400, rule="X-09"
    ).json["detail"]
    is_local = export.endswith("/file")
    assert said == f"format is csv, xlsx{', semicolons' if is_local else ''}."


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("export", EXPORTS)
def test_who_took_which_file_along_is_written_down(app: App, export: str, form: str) -> None:
    """X-09, X-05, RE-24: who, when, of what, how it was narrowed, how many rows and whether all;
    nothing of it can be edited unseen.
    """
    path = EXPORTS[export](app)
    assert app.as_("admin").get("/audit/export").json["value"] == []
    refused(app.as_("finance").get(f"{path}?format=ods"), 400)
    [(narrow, rows)] = [told for part, told in ASKED.items() if path.endswith(part)]
    answer = app.as_("finance").get(f"{path}?{narrow}format={form}")
    if "Content-Disposition" in answer.headers:
        assert (answer.headers["Redress-Rows"], answer.headers["Redress-Complete"]) == (
            str(rows),
            "true",
        )
    else:
        assert (answer.json["rows"], answer.json["complete"]) == (rows, True)
    [told] = app.as_("admin").get("/audit/export").json["value"]
    assert (told["by"]["name"], told["rows"], told["complete"]) == ("Fay Finance", rows, True)
    assert timedelta() <= app.now() - datetime.fromisoformat(told["at"]) < timedelta(minutes=1)
    assert told["of"] == path.removeprefix("/").rpartition("/")[0]
    assert told["asked"] == dict(parse_qsl(f"{narrow}format={form}"))
    verified = "/audit/journal/verify?of=exports"
    assert app.as_("admin").get(verified).json | {"nextCursor": None} == {
        "checked": 1,
        "value": [],
        "nextCursor": None,
    }
    [item] = (item for name, item in app.items().items() if name.startswith("JOURNAL#export/"))
    app.is_tampered = True
    app.table.write_batch([item | {"by_name": "Else"}])
    [wrong] = app.as_("admin").get(verified).json["value"]
    assert (wrong["subject"], wrong["faults"]) == (
        f"export/{told['exportID']}",
        ["Event 1 is not as it was written."],
    )


def test_a_file_that_leaves_something_out_says_so(app: App) -> None:
    """X-09: an import keeps so many notes and counts all."""
    path = notes(app)
    [item] = (item for name, item in app.items().items() if item["sk"] == "IMPORT")
    app.table.write_batch([item | {"notes": {"error": 4}}])
    answer = app.as_("finance").get(f"{path}?format=csv").json
    assert (answer["rows"], answer["complete"]) == (3, False)
    [told] = app.as_("admin").get("/audit/export").json["value"]
    assert (told["rows"], told["complete"]) == (3, False)


def test_a_statement_that_its_own_party_takes_along_is_written_down_too(app: App) -> None:
    """X-09, RV-03: and who is told of it are those who audit."""
    statement(app)
    assert app.as_("aggregator").get("/wallet/AGG-GBP/statement").status == 200
    [told] = app.as_("finance").get("/audit/export").json["value"]
    assert told["by"]["userID"] == "aggregator"
    for who in ("aggregator", "agent", "support", "customer"):
        refused(app.as_(who).get("/audit/export"), 403)


def fetched(app: App, path: str, form: str) -> bytes:
    """The file, from the answer or by the link in it."""
    answer = app.as_("finance").get(f"{path}?format={form}")
    assert answer.status == 200, answer.text
    if "Content-Disposition" in answer.headers:
        return answer.text.encode()
    return app.shelf.files[urlsplit(answer.json["url"]).path.removeprefix("/")]

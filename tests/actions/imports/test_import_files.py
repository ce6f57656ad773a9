"""Files as other people's systems write them, by the API: what comes in, what does not, and what is
said of it.
"""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from tests.actions.import_bucket import BUCKET, Port

COLUMNS = "customerID,customerName,invoiceNumber,invoiceDate,amount"
BY_NAME = {name: {"column": name} for name in COLUMNS.split(",")}


def look(port: Port, content: str | bytes, **values: Any) -> tuple[str, dict[str, Any]]:
    """The file as it is seen before anybody says what its columns are."""
    import_id = port.order(content, mapping=None, **({"asOf": "2026-11-30"} | values))
    return import_id, port.preview(import_id)


def remap(port: Port, import_id: str, mapping: dict[str, Any], **values: Any) -> dict[str, Any]:
    """The preview under another mapping or form."""
    put = port.app.as_(port.who).put(f"/import/{import_id}/mapping", {"mapping": mapping} | values)
    assert put.status == 200, put.text
    return port.preview(import_id)


def guessed(
    port: Port, content: str | bytes, mapping: dict[str, Any] | None = None, **values: Any
) -> dict[str, Any]:
    """The preview by what was guessed, with what a person adds to it."""
    import_id, seen = look(port, content, **values)
    return remap(
        port,
        import_id,
        seen["guess"]["mapping"] | (mapping or {}),
        **{name: values[name] for name in ("linePerRow",) if name in values},
    )


def invoice(port: Port, customer: str, number: str) -> dict[str, Any]:
    found = port.app.as_("agent").get(f"/customer/{customer}/invoice/{number}")
    return found.json if found.status == 200 else {}


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (
            f"{COLUMNS}\rFT9,Acme,FT9-1,2026-11-01,10.00\r",
            {"delimiter": "comma", "headerLine": 1, "encoding": "utf-8"},
        ),
        (f"{COLUMNS}\nFT9,Acme,FT9-1,2026-11-01,10.00\n".replace(",", "|"), {"delimiter": "pipe"}),
        (
            "sep=;\r\n" + f"{COLUMNS}\r\nFT9,Acme,FT9-1,2026-11-01,10.00\r\n".replace(",", ";"),
            {"delimiter": "semicolon", "headerLine": 2},
        ),
        (
            f"Open items\n\n{COLUMNS}\nFT9,Acme,FT9-1,2026-11-01,10.00\n".encode("utf-16"),
            {"encoding": "utf-16", "headerLine": 3},
        ),
        (
            f"{COLUMNS}\nFT9,Acme,FT9-1,2026-11-01,10.00\n".replace("Acme", "Café").encode(
                "cp1252"
            ),
            {"encoding": "windows-1252"},
        ),
    ],
    ids=["carriage returns", "pipes", "sep line", "UTF-16 with a title", "Windows-1252"],
)
def test_a_file_comes_in_as_it_is_written(
    port: Port, content: str | bytes, form: dict[str, Any]
) -> None:
    """X-12: its form is found out and told, and what is guessed is enough."""
    import_id, seen = look(port, content)
    assert (seen["status"], seen["rows"], seen["guess"]["doubts"]) == ("waiting", 1, [])
    assert {name: seen["found"][name] for name in form} == form
    assert remap(port, import_id, seen["guess"]["mapping"])["counts"]["created"] == 1
    assert port.apply(import_id)["status"] == "done"
    assert invoice(port, "FT9", "FT9-1")["total"] == 10


def test_a_form_that_is_told_goes_before_the_guess(port: Port) -> None:
    """X-12: a look at the file needs no mapping."""
    import_id, _ = look(port, "cust;name, legal;date\n1;A;2026-11-01\n")
    again = remap(port, import_id, {}, form={"delimiter": "comma"})
    assert (again["status"], again["columns"], again["form"]) == (
        "waiting",
        ["cust;name", "legal;date"],
        {"delimiter": "comma"},
    )
    assert remap(port, import_id, {}, form={"headerLine": 2})["columns"] == ["1", "A", "2026-11-01"]
    assert remap(port, import_id, {}, form={})["columns"] == ["cust", "name, legal", "date"]
    failed = remap(port, import_id, {}, form={"encoding": "utf-16"})
    assert (failed["status"], "utf-16" in failed["detail"]) == ("failed", True)
    refused = port.app.as_("agent").put(
        f"/import/{import_id}/mapping", {"mapping": {}, "form": {"delimiter": "#"}}
    )
    assert refused.status == 400


def test_days_that_no_cell_decides_are_left_to_a_person(port: Port) -> None:
    """X-12: the file of which day and month were swapped."""
    content = (
        "customerID,customerName,invoiceNumber,invoiceDate,dueDate,amount\n"
        "FT3,Acme,FT3-1,01/02/2026,03/03/2026,10.00\nFT3,Acme,FT3-2,02/03/2026,04/04/2026,10.00\n"
    )
    import_id, seen = look(port, content)
    assert [doubt["field"] for doubt in seen["guess"]["doubts"]] == ["invoiceDate", "dueDate"]
    assert [(way["format"], way["reads"]) for way in seen["guess"]["doubts"][0]["ways"]] == [
        ("%d/%m/%Y", "2026-02-01"),
        ("%m/%d/%Y", "2026-01-02"),
    ]
    assert "format" not in seen["guess"]["mapping"]["invoiceDate"]
    chosen = {name: {"column": name, "format": "%d/%m/%Y"} for name in ("invoiceDate", "dueDate")}
    previewed = remap(port, import_id, seen["guess"]["mapping"] | chosen)
    [days] = [one for one in previewed["examples"] if one["field"] == "invoiceDate"]
    assert days["cells"] == [
        {"line": 2, "cell": "01/02/2026", "reads": "2026-02-01"},
        {"line": 3, "cell": "02/03/2026", "reads": "2026-03-02"},
    ]
    assert (days["least"]["reads"], days["most"]["reads"]) == ("2026-02-01", "2026-03-02")
    port.apply(import_id)
    assert invoice(port, "FT3", "FT3-1")["invoiceDate"] == "2026-02-01"


@pytest.mark.parametrize("written", ["%m%d%Y", "%d%m%Y"])
def test_a_day_that_lost_its_zero_is_an_error(port: Port, written: str) -> None:
    """X-12: and never another day."""
    content = f"{COLUMNS}\nFT1,Acme,FT1-1,1112026,10.00\nFT1,Acme,FT1-2,01112026,10.00\n"
    seen = guessed(port, content, {"invoiceDate": {"column": "invoiceDate", "format": written}})
    assert [(error["line"], error["code"]) for error in seen["errors"]] == [(2, "badDate")]
    assert "7 digits, not 8" in seen["errors"][0]["detail"]
    assert seen["counts"]["created"] == 1
    port.apply(seen["importID"])
    assert invoice(port, "FT1", "FT1-2")["invoiceDate"] == (
        "2026-01-11" if written == "%m%d%Y" else "2026-11-01"
    )


def test_amounts_come_in_as_accounting_systems_write_them(port: Port) -> None:
    """X-12: spaces of all kinds, parentheses, a minus behind, a currency's mark."""
    amounts = ["1 234,56", "1\u00a0234,56", "(12,00)", "12,00-", "1234,56 €"]
    content = f"{COLUMNS}\n" + "".join(
        f'FTE,Acme,FTE-{place},2026-11-01,"{amount}"\n' for place, amount in enumerate(amounts, 1)
    )
    seen = guessed(port, content, currency="EUR")
    assert remap(port, seen["importID"], seen["mapping"], currency="EUR")["counts"]["created"] == 5
    [shown] = [one for one in seen["examples"] if one["field"] == "amount"]
    assert shown["least"] == {"line": 4, "cell": "(12,00)", "reads": "-12.00"}
    port.apply(seen["importID"])
    assert [invoice(port, "FTE", f"FTE-{place}")["total"] for place in range(1, 6)] == [
        1234.56,
        1234.56,
        -12,
        -12,
        1234.56,
    ]


def test_amounts_with_too_many_decimals_are_rounded_where_that_is_said(port: Port) -> None:
    """X-12, X-06: with the sum of what rounding added."""
    content = f"{COLUMNS}\nA,Acme,1,2026-11-01,10.005\nA,Acme,2,2026-11-01,1.001\n"
    refused = guessed(port, content, {"amount": {"column": "amount", "format": "1234.56"}})
    assert [error["code"] for error in refused["errors"]] == ["badAmount", "badAmount"]
    seen = remap(
        port,
        refused["importID"],
        refused["mapping"] | {"amount": {"column": "amount", "format": "1234.56", "rounds": True}},
    )
    assert (
        seen["summary"]["amount"],
        seen["summary"]["rounded"],
        seen["summary"]["roundedOff"],
    ) == (11.01, 2, "0.004")


def test_several_rows_of_an_invoice_are_its_lines_or_none_comes_in(port: Port) -> None:
    """X-12: never the first of them alone; the rows add up in what came of them."""
    content = f"{COLUMNS}\nFTH,Acme,FTH-1,2026-11-01,60.00\nFTH,Acme,FTH-1,2026-11-01,40.00\n"
    seen = guessed(port, content)
    assert [(error["line"], error["code"]) for error in seen["errors"]] == [
        (2, "severalRows"),
        (3, "severalRows"),
    ]
    port.apply(seen["importID"])
    assert invoice(port, "FTH", "FTH-1") == {}
    seen = guessed(port, content, linePerRow=True)
    assert (seen["counts"]["created"], seen["summary"]["invoices"], seen["linePerRow"]) == (
        2,
        1,
        True,
    )
    port.apply(seen["importID"])
    brought = invoice(port, "FTH", "FTH-1")
    assert (brought["total"], [line["amount"] for line in brought["lines"]]) == (100, [60, 40])
    again = guessed(port, content, linePerRow=True)
    assert again["counts"]["unchanged"] == 2


def test_a_text_of_two_lines_is_read(port: Port) -> None:
    """X-12: a line break loses no invoice."""
    content = f'{COLUMNS},description\nFT8,Acme,FT8-1,2026-11-01,10.00,"Service\nNovember"\n'
    seen = guessed(port, content)
    port.apply(seen["importID"])
    assert invoice(port, "FT8", "FT8-1")["lines"][0]["description"] == "Service November"


def test_what_is_left_out_and_warned_of_can_be_downloaded(port: Port) -> None:
    """X-12: rows after the as-of date and mangled numbers, like errors."""
    content = (
        f"{COLUMNS}\nA,Acme,1.98E+06,2026-11-01,10\nA,Acme,2,2026-12-01,10\nA,Acme,3,soon,10\n"
    )
    seen = guessed(port, content, {"invoiceDate": {"column": "invoiceDate", "format": "%Y-%m-%d"}})
    assert (seen["notes"], seen["counts"]["skipped"]) == (
        {"error": 1, "warning": 1, "leftOut": 1},
        1,
    )
    assert [(one["line"], one["code"]) for one in (*seen["warnings"], *seen["leftOut"])] == [
        (2, "mangledNumber"),
        (3, "afterAsOf"),
    ]
    agent = port.app.as_("agent")
    for severity, line in (("error", "4,"), ("warning", "2,"), ("leftOut", "3,")):
        assert agent.get(f"/import/{seen['importID']}/error?severity={severity}").status == 200
        body = (
            port.files.client.get_object(
                Bucket=BUCKET, Key=f"imports/{seen['importID']}/{severity}.csv"
            )["Body"]
            .read()
            .decode("utf-8-sig")
        )
        assert body.splitlines()[1].startswith(line)
    assert agent.get(f"/import/{seen['importID']}/error?severity=all").status == 400
    clean = guessed(port, f"{COLUMNS}\nA,Acme,9,2026-11-01,10\n")
    assert agent.get(f"/import/{clean['importID']}/error?severity=warning").status == 404


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Nothing here"])
    items = book.create_sheet("Items")
    items.append(["Open items"])
    items.append(["Customer ID", "Customer name", "Invoice number", "Invoice date", "Amount"])
    items.append(["0077", "Acme", "0000611365", datetime(2026, 11, 1), 4.95])
    items.append(["0077", "Acme", 1984950, datetime(2026, 11, 2, 8, 30), 1000])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_comes_in_with_its_days_and_zeros(port: Port) -> None:
    """X-12, RV-12: from the sheet that is named, with a title above the names of its columns."""
    import_id, first = look(port, workbook(), fileName="items.xlsx")
    assert (first["found"]["sheet"], first["sheets"]) == ("Cover", ["Cover", "Items"])
    seen = remap(port, import_id, {}, form={"sheet": "Items"})
    assert (seen["found"], seen["rows"]) == ({"type": "xlsx", "sheet": "Items", "headerLine": 2}, 2)
    assert seen["guess"]["doubts"] == []
    assert remap(port, import_id, seen["guess"]["mapping"])["counts"]["created"] == 2
    port.apply(import_id)
    brought = invoice(port, "0077", "0000611365")
    assert (brought["invoiceDate"], brought["total"]) == ("2026-11-01", 4.95)
    assert invoice(port, "0077", "1984950")["invoiceDate"] == "2026-11-02"
    missing = remap(port, import_id=look(port, workbook())[0], mapping={}, form={"sheet": "Gone"})
    assert (missing["status"], "“Cover”, “Items”" in missing["detail"]) == ("failed", True)


def test_a_preset_tells_the_form_too(port: Port) -> None:
    """X-12: and that each row is a line."""
    preset = {
        "presetID": "ours",
        "name": "Ours",
        "kind": "invoices",
        "mapping": (
            BY_NAME
            | {
                "amount": {
                    "column": "amount",
                    "format": "1.234,56",
                    "rounds": True,
                    "belowZero": "CR",
                }
            }
        ),
        "currency": "EUR",
        "linePerRow": True,
        "form": {"delimiter": "semicolon", "headerLine": 2},
    }
    assert port.app.as_("admin").put("/setting/importPresets", {"value": [preset]}).status == 200
    content = (
        f"{COLUMNS}\n{COLUMNS.replace(',', ';')}\n"
        "A;Acme;1;2026-11-01;1.234,565\nA;Acme;1;2026-11-01;34,56 CR\n"
    )
    import_id = port.order(content, mapping=None, presetID="ours", currency=None, asOf="2026-11-30")
    seen = port.preview(import_id)
    assert (seen["summary"]["amount"], seen["summary"]["invoices"], seen["currency"]) == (
        1200.01,
        1,
        "EUR",
    )


def test_a_run_that_breaks_off_between_the_rows_of_an_invoice_counts_right(port: Port) -> None:
    """X-12: rows that are lines of one invoice come in together, however often the work is taken
    up.
    """
    rows = [f"A,Acme,{number},2026-11-01,{line}.50" for line in (1, 2, 3) for number in range(30)]
    import_id = port.order(
        "\n".join([COLUMNS, *rows]), mapping=BY_NAME, linePerRow=True, asOf="2026-11-30"
    )
    port.preview(import_id)
    port.app.as_(port.who).post(f"/import/{import_id}/application")
    ends = []
    while not ends or ends[-1] == "applying":
        ends.append(port.run(import_id, seconds_left=1))
    assert len(ends) > 2
    done = port.show(import_id)
    assert (done["counts"]["created"], done["processed"], done["rows"]) == (90, 90, 90)
    assert invoice(port, "A", "29")["total"] == 7.5


def test_what_can_be_mapped_and_how_is_told(port: Port) -> None:
    """X-12: the page has no list of its own."""
    told = port.app.as_("agent").get("/setting/importPresets").json
    assert {"date", "moment", "amount", "shortYears", "encodings", "delimiters"} == set(
        told["ways"]
    )
    assert {"format": "%d/%m/%Y", "label": "DD/MM/YYYY", "example": "31/10/2026"} in told["ways"][
        "date"
    ]
    assert "1970 to 2069" in told["ways"]["shortYears"]
    assert "lineID" in {field["name"] for field in told["fields"]["invoices"]}


def test_rounding_and_signs_belong_to_amounts(port: Port) -> None:
    """X-12: a mapping that says otherwise is refused at the field."""
    for told, status in (
        ({"rounds": True}, 400),
        ({"belowZero": "CR"}, 400),
        ({"format": "iso"}, 201),
    ):
        mapping = BY_NAME | {"invoiceDate": {"column": "invoiceDate"} | told}
        body = {"kind": "invoices", "fileName": "a.csv", "size": 1, "mapping": mapping}
        assert port.app.as_("agent").post("/import", body).status == status

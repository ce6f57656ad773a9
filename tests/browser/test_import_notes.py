"""What is said of a file's rows on the page, and what is kept of how it was read (X-07, X-12)."""

import secrets
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.files import A_MINUTE_MS, PLAIN_HEADER, preview, show_columns


@pytest.mark.long
def test_errors_warnings_and_rows_left_out_are_lists_that_can_be_downloaded(
    open_page: OpenPage,
) -> None:
    rows = (
        "FTX,Acme,FTX-1,2026-11-01,10.00",
        "FTX,Acme Ltd,FTX-2,2026-11-01,10.00",
        "FTX,Acme,FTX-3,2027-01-05,10.00",
        "FTX,Acme,FTX-4,2026-11-01,0.001",
    )
    page = open_page("#/import/new")
    show_columns(page, "notes.csv", "\n".join((PLAIN_HEADER, *rows)).encode())
    preview(page, "2026-11-30")
    for title, button, line in (
        ("Rows with errors", "Download all errors as CSV", 5),
        ("Warnings", "Download all warnings as CSV", 3),
        ("Rows left out", "Download all rows left out as CSV", 4),
    ):
        expect(page.get_by_role("table", name=title)).to_contain_text(f"Line {line}")
        with page.expect_download() as saved:
            page.get_by_role("button", name=button).click()
        assert f"\n{line}," in Path(saved.value.path()).read_text().replace('"', "")
    page.get_by_role("button", name="Apply the import").click()
    expect(page.get_by_role("dialog")).to_contain_text("Import 2 rows of notes.csv")


@pytest.mark.long
def test_what_somebody_else_said_in_the_meantime_is_shown_and_nothing_is_read_over_it(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-07: the import that somebody looks at is the one that is read."""
    page = open_page("#/import/new")
    show_columns(page, "both.csv", f"{PLAIN_HEADER}\nFTY,Acme,FTY-1,2026-11-01,10.00\n".encode())
    import_id = page.url.split("/import/")[1].split("?")[0]
    desk.ask("PUT", f"/import/{import_id}/mapping", {"mapping": {}, "currency": "GBP"})
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".banner.amber")).to_contain_text(
        "Somebody else has changed the import in the meantime"
    )
    assert desk.ask("GET", f"/import/{import_id}")["summary"] is None
    preview(page)


@pytest.mark.long
def test_a_saved_mapping_brings_the_form_of_its_file(open_page: OpenPage, desk: Desk) -> None:
    name = f"Titled {secrets.token_hex(3)}"
    preset = {
        "presetID": secrets.token_hex(4),
        "name": name,
        "kind": "invoices",
        "currency": "GBP",
        "form": {"headerLine": 2},
        "mapping": {
            **{
                field: {"column": field}
                for field in ("customerID", "invoiceNumber", "amount", "phone")
            },
            "invoiceDate": {"column": "invoiceDate", "format": "%d/%m/%Y"},
        },
    }
    stored = desk.ask("GET", "/setting/importPresets", who="admin")
    desk.ask("PUT", "/setting/importPresets", {"value": [*stored["value"], preset]}, "admin")
    page = open_page("#/import/new")
    show_columns(
        page, "titled.csv", f"a,b,c,d,e\n{PLAIN_HEADER}\nFTZ,Acme,FTZ-1,01/02/2026,10.00\n".encode()
    )
    page.get_by_label("Saved mapping").select_option(name)
    expect(page.get_by_text("named in line 2")).to_be_visible(timeout=A_MINUTE_MS)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("The file has no column “phone”")).to_be_visible()
    expect(page.get_by_label("Currency", exact=True)).to_have_value("GBP")
    preview(page)
    expect(page.get_by_role("table", name="What the cells of Invoice date became")).to_contain_text(
        "February 1, 2026"
    )

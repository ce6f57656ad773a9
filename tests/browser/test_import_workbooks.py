"""Workbooks, and lines before the header, brought in on the page (X-12)."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.files import A_MINUTE_MS, PLAIN_HEADER, apply, figure, preview, send_file


def workbook() -> bytes:
    """A workbook with a title above the names of its columns, days as days, identifiers as text,
    and a second sheet.
    """
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Receivables"
    for row in (
        ("Receivables of November",),
        (),
        tuple(PLAIN_HEADER.split(",")),
        ("00FTU", "Acme", "000123", datetime(2026, 2, 1), 10.5),
        ("00FTU", "Acme", "000124", datetime(2026, 11, 2), 1234.56),
    ):
        first.append(row)
    second = book.create_sheet("Older")
    second.append(PLAIN_HEADER.split(","))
    second.append(("00FTU", "Acme", "000099", date(2025, 3, 4), 7))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_is_read_with_its_days_as_days_and_its_identifiers_as_text(
    open_page: OpenPage, desk: Desk
) -> None:
    page = open_page("#/import/new")
    send_file(page, "receivables.xlsx", workbook())
    expect(
        page.get_by_text("sheet “Receivables” of 2: 2 rows with 5 columns, named in row 3.")
    ).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    preview(page)
    told = page.get_by_role("table", name="What the cells of Invoice date became")
    expect(told.get_by_role("row", name="Earliest")).to_contain_text("February 1, 2026")
    assert figure(page, "Amount").startswith("1,245.06")
    apply(page)
    assert desk.ask("GET", "/customer/00FTU/invoice/000123")["invoiceDate"] == "2026-02-01"


@pytest.mark.long
def test_another_sheet_of_a_workbook_can_be_told(open_page: OpenPage) -> None:
    page = open_page("#/import/new")
    send_file(page, "receivables.xlsx", workbook())
    page.get_by_label("Sheet").select_option("Older")
    page.get_by_role("button", name="Read the file again").click()
    expect(page.get_by_text("sheet “Older” of 2: 1 row")).to_be_visible(timeout=A_MINUTE_MS)
    page.get_by_role("button", name="Continue").click()
    preview(page)
    assert figure(page, "Amount").startswith("7.00")


@pytest.mark.long
def test_the_line_of_the_header_and_the_delimiter_can_be_told(open_page: OpenPage) -> None:
    page = open_page("#/import/new")
    send_file(
        page,
        "titled.csv",
        f"a|b|c|d|e\n{PLAIN_HEADER.replace(',', '|')}\nFTV|Acme|FTV-1|2026-11-01|10.00\n".encode(),
    )
    expect(page.get_by_text("named in line 1")).to_be_visible()
    page.get_by_label("Line with the names of columns").fill("two")
    page.get_by_role("button", name="Read the file again").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the line as a whole number")
    page.get_by_label("Line with the names of columns").fill("2")
    page.get_by_label("Between cells stands").select_option("comma")
    page.get_by_role("button", name="Read the file again").click()
    expect(
        page.get_by_text("with commas between cells: 1 row with 1 column, named in line 2")
    ).to_be_visible(timeout=A_MINUTE_MS)
    page.get_by_label("Between cells stands").select_option("pipe")
    page.get_by_role("button", name="Read the file again").click()
    expect(page.get_by_text("1 row with 5 columns, named in line 2")).to_be_visible(
        timeout=A_MINUTE_MS
    )
    page.get_by_role("button", name="Continue").click()
    preview(page)
    assert figure(page, "New") == "1"

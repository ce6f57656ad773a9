"""Bringing in receivables from a file."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk

RECEIVABLES = Path(__file__).resolve().parents[2] / "infra" / "demo" / "ar_invoices_2012_2013.csv"
A_MINUTE_MS = 120_000


def test_a_real_receivables_file_is_mapped_looked_at_and_applied(open_page: OpenPage, desk: Desk) -> None:
    """X-12: as of 2013-09-30 the file gives 2,258 invoices, 88 unpaid of 55 customers worth 5,029.22, and 31 open disputes."""
    page = open_page("#/import/new")
    page.locator("input[type=file]").set_input_files(RECEIVABLES)
    page.get_by_label("Saved mapping").select_option("Accounts receivable 2012–2013")
    expect(page.get_by_label("Column for Invoice number")).to_have_value("invoiceNumber")
    page.get_by_label("As of").fill("2013-09-30")
    page.get_by_label("Currency", exact=True).fill("USD")
    page.get_by_role("button", name="Send and preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ar_invoices_2012_2013.csv")
    apply = page.get_by_role("button", name="Apply the import")
    expect(apply).to_be_visible(timeout=A_MINUTE_MS)
    told = page.get_by_role("region", name="What would change")
    for figure in ("2,466", "2,258", "88 invoices of 55 customers", "5,029.22"):
        expect(told).to_contain_text(figure)
    assert desk.ask("GET", "/search?q=0000611365")["value"] == []

    apply.click()
    page.get_by_role("dialog").get_by_role("button", name="Apply the import").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("link", name="Import", exact=True).first.click()
    page.get_by_role("link", name="ar_invoices_2012_2013.csv").first.click()
    expect(page.get_by_text("Applied")).to_be_visible(timeout=A_MINUTE_MS)

    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill("0000611365")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Invoice 0000611365")
    expect(page.get_by_role("table", name="Payments").get_by_text("55.94")).to_be_visible()


def test_rows_with_errors_are_told_by_line_and_can_be_downloaded(open_page: OpenPage) -> None:
    """X-12: a bad row is named with its line and column; the good ones would still come in."""
    page = open_page("#/import/new")
    text = (
        "customerID,invoiceNumber,invoiceDate,dueDate,amount\nT-77,TT-1,2026-01-05,2026-02-05,10.00\nT-77,TT-2,yesterday,2026-02-05,10.00\n"
    )
    page.locator("input[type=file]").set_input_files([{"name": "bad.csv", "mimeType": "text/csv", "buffer": text.encode()}])
    page.get_by_role("button", name="Send and preview").click()
    errors = page.get_by_role("table", name="Rows with errors")
    expect(errors).to_contain_text("Line 3", timeout=30_000)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download all").click()
    assert "3" in Path(saved.value.path()).read_text()


def test_what_is_no_table_is_refused_before_it_is_sent(open_page: OpenPage) -> None:
    page = open_page("#/import/new")
    page.locator("input[type=file]").set_input_files([{"name": "photo.png", "mimeType": "image/png", "buffer": b"not a table"}])
    expect(page.get_by_role("alert")).to_contain_text("photo.png is not a CSV file.")
    page.locator("input[type=file]").set_input_files([{"name": "prose.csv", "mimeType": "text/csv", "buffer": b"Dear Sir,\n"}])
    page.get_by_role("button", name="Send and preview").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the column for")

"""Bringing in receivables and balances from a file."""

import secrets
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.files import show_columns
from tests.browser.steps import hand_over

RECEIVABLES = Path(__file__).resolve().parents[2] / "infra" / "demo" / "ar_invoices_2012_2013.csv"
A_MINUTE_MS = 120_000


@pytest.mark.long
def test_a_real_receivables_file_is_mapped_looked_at_and_applied(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-12: as of 2013-09-30 the file gives 2,258 invoices, 88 unpaid of 55 customers worth
    5,029.22, and 31 open disputes.
    """
    page = open_page("#/import/new", "finance")
    page.locator("input[type=file]").set_input_files(RECEIVABLES)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ar_invoices_2012_2013.csv")
    page.get_by_role("button", name="Continue").click(timeout=A_MINUTE_MS)
    page.get_by_label("Saved mapping").select_option("Accounts receivable 2012–2013")
    expect(page.get_by_label("Column for Invoice number")).to_have_value("invoiceNumber")
    page.get_by_label("As of").fill("2013-09-30")
    page.get_by_label("Currency", exact=True).fill("USD")
    page.get_by_role("button", name="Preview").click()
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


@pytest.mark.long
def test_rows_with_errors_are_told_by_line_and_can_be_downloaded(open_page: OpenPage) -> None:
    """X-12: a bad row is named with its line and column; the good ones would still come in."""
    page = open_page("#/import/new")
    text = (
        "customerID,invoiceNumber,invoiceDate,dueDate,amount\nT-77,TT-1,2026-01-05,2026-02-05,"
        "10.00\nT-77,TT-2,yesterday,2026-02-05,10.00\n"
    )
    show_columns(page, "bad.csv", text.encode())
    page.get_by_label("How Invoice date is written").select_option("%Y-%m-%d")
    page.get_by_role("button", name="Preview").click()
    errors = page.get_by_role("table", name="Rows with errors")
    expect(errors).to_contain_text("Line 3", timeout=30_000)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download all errors as CSV").click()
    assert "3" in Path(saved.value.path()).read_text()


def test_what_is_no_table_is_refused_before_it_is_sent(open_page: OpenPage) -> None:
    page = open_page("#/import/new")
    page.locator("input[type=file]").set_input_files(
        [{"name": "photo.png", "mimeType": "image/png", "buffer": b"not a table"}]
    )
    expect(page.get_by_role("alert")).to_contain_text(
        "photo.png is neither a CSV file nor an Excel workbook."
    )
    show_columns(page, "prose.csv", b"Dear Sir,\n")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the column for")


@pytest.mark.parametrize("how", ["drop", "paste"])
def test_a_file_is_taken_where_it_is_dropped_or_pasted(open_page: OpenPage, how: str) -> None:
    """Page 23: also beside the box, where the browser would otherwise leave the page
    for the file.
    """
    page = open_page("#/import/new")
    hand_over(page, how, "one.csv", "two.csv")
    expect(page.get_by_role("alert")).to_contain_text("One file at a time; these are 2.")
    hand_over(page, how, "small.csv")
    expect(page.locator(".drop")).to_contain_text("small.csv")
    expect(page.locator(".drop.over")).to_have_count(0)
    page.keyboard.press("Tab")
    page.locator("input[type=file]").focus()
    expect(page.locator("label.button", has_text="Pick another file")).not_to_have_css(
        "outline-style", "none"
    )


def test_a_broken_upload_is_tried_again_with_the_same_import(open_page: OpenPage) -> None:
    """Page 23, X-01: the second try has the same key, so that no empty import is left behind;
    cancelling is no other import either.
    """
    page = open_page("#/import/new")
    hand_over(page, "drop", "again.csv")
    orders: list[str | None] = []
    page.on(
        "request",
        lambda ask: (
            orders.append(ask.header_value("Idempotency-Key"))
            if ask.url.endswith("/api/import")
            else None
        ),
    )
    page.route("**/uploads/**", lambda route: route.abort(), times=1)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "The connection broke while the file was sent."
    )
    for where in ("**/api/import", "**/uploads/**"):
        page.route(where, lambda _: None, times=1)
        with page.expect_request(where):
            page.get_by_role("button", name="Send").click()
        page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Continue")).to_be_visible(timeout=30_000)
    assert len(orders) == 4
    assert orders[0]
    assert set(orders) == {orders[0]}
    page.goto(f"{page.url.split('#')[0]}#/import")
    expect(page.get_by_role("link", name="again.csv")).to_have_count(1)


@pytest.mark.long
def test_a_file_of_balances_is_offered_to_finance_and_fills_a_wallet(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-12, IG-10: nobody else is offered it; no day is asked for, since it would make no
    difference.
    """
    agent = open_page("#/import/new")
    expect(agent.get_by_label("Bookings between them")).to_be_visible()
    expect(agent.get_by_label("Opening balances of wallets")).to_have_count(0)
    party = f"OP-{secrets.token_hex(4)}"
    desk.ask("PUT", f"/operator/{party}", {"name": "Balance Cabs", "currency": "GBP"}, "finance")
    page = open_page("#/import/new", "finance")
    text = f"partyID,reference,amount\n{party},October,12.50\nnobody,October,1\n"
    page.get_by_label("Opening balances of wallets").check()
    show_columns(page, "balances.csv", text.encode())
    expect(page.get_by_label("Column for Balance")).to_have_value("amount")
    expect(page.get_by_label("As of")).to_have_count(0)
    page.get_by_label("Currency", exact=True).fill("GBP")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("table", name="Rows with errors")).to_contain_text(
        "There is no wallet nobody-GBP", timeout=30_000
    )
    page.get_by_role("button", name="Apply the import").click()
    page.get_by_role("dialog").get_by_role("button", name="Apply the import").click()
    expect(page.get_by_text("1 created, 0 changed, 0 unchanged, 1 failed")).to_be_visible(
        timeout=30_000
    )
    assert desk.ask("GET", f"/wallet/{party}-GBP", who="finance")["balance"] == 12.5

"""Files as other systems write them, brought in on the page: nothing is guessed, and everything can
be told.
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk
from tests.browser.files import (
    A_MINUTE_MS,
    PLAIN_HEADER,
    apply,
    figure,
    preview,
    send_file,
    show_columns,
)

AMBIGUOUS = (
    "customerID,customerName,invoiceNumber,invoiceDate,dueDate,amount\n"
    "FT3,Acme,FT3-1,01/02/2026,03/03/2026,10.00\n"
    "FT3,Acme,FT3-2,02/03/2026,04/04/2026,10.00\n"
)
TWO_ROWS = f"{PLAIN_HEADER}\nFTH,Acme,FTH-1,2026-11-01,60.00\nFTH,Acme,FTH-1,2026-11-01,40.00\n"


def test_where_no_cell_decides_between_day_and_month_nothing_is_chosen(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-12: the person chooses by what a cell would become; it is asked for, kept over a reload,
    shown in the preview, and true.
    """
    page = open_page("#/import/new")
    show_columns(page, "ambiguous-day-first-page.csv", AMBIGUOUS.encode())
    expect(page.get_by_role("radio")).to_have_count(4)
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.get_by_role("button", name="Preview").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert).to_contain_text("Say how “Due date” is written.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = page.get_by_role("radio", name="“01/02/2026” is February 1, 2026 (day first)")
    expect(first).to_be_focused()
    expect(
        page.get_by_role("radio", name="“01/02/2026” is January 2, 2026 (month first)")
    ).to_be_visible()
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    page.reload()
    expect(first).to_be_checked()
    page.get_by_role("group", name="How Due date is written").get_by_label("day first").check()
    preview(page)
    told = page.get_by_role("table", name="What the cells of Invoice date became")
    expect(told.get_by_role("row", name="Latest")).to_contain_text("March 2, 2026")
    expect(told.get_by_role("row", name="Earliest")).to_contain_text("2026-02-01")
    expect(told.get_by_role("row", name="Example 1")).to_contain_text("01/02/2026")
    apply(page)
    days = [
        desk.ask("GET", f"/customer/FT3/invoice/FT3-{number}")["invoiceDate"] for number in (1, 2)
    ]
    assert days == ["2026-02-01", "2026-03-02"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "sep-line.csv",
            f"sep=;\r\n{PLAIN_HEADER.replace(',', ';')}\r\nFTA;Acme;FTA-1;2026-11-01;10."
            f"00\r\n".encode(),
        ),
        pytest.param(
            "pipe-page.csv",
            f"{PLAIN_HEADER}\nFTG,Acme,FTG-1,2026-11-01,10.00\n".replace(",", "|").encode(),
            marks=pytest.mark.long,
        ),
        pytest.param(
            "cr-line-ends.csv",
            f"{PLAIN_HEADER}\rFT9,Acme,FT9-1,2026-11-01,10.00\r".encode(),
            marks=pytest.mark.long,
        ),
        pytest.param(
            "blank-lines.csv",
            f"\n\n;;\n{PLAIN_HEADER.replace(',', ';')}\nFTB;Acme;FTB-1;2026-11-01;10.00\n".encode(),
            marks=pytest.mark.long,
        ),
        pytest.param(
            "tabs.tsv",
            f"{PLAIN_HEADER}\nFTL,Acme,FTL-1,2026-11-01,10.00\n".replace(",", "\t").encode(),
            marks=pytest.mark.long,
        ),
        pytest.param(
            "names.csv",
            f"{PLAIN_HEADER}\nFTM,Acme,FTM-1,1-Nov-2026,10.00\n".encode(),
            marks=pytest.mark.long,
        ),
        pytest.param(
            "digits.csv",
            f"{PLAIN_HEADER}\nFTN,Acme,FTN-1,20261101,10.00\n".encode(),
            marks=pytest.mark.long,
        ),
        pytest.param(
            "times.csv",
            f"{PLAIN_HEADER}\nFTP,Acme,FTP-1,2026-11-01 13:45:10,10.00\n".encode(),
            marks=pytest.mark.long,
        ),
        pytest.param(
            "dashes.csv",
            f"{PLAIN_HEADER}\nFTQ,Acme,FTQ-1,01-11-2026,4.00\nFTQ,Acme,FTQ-2,26-10-2026,6."
            f"00\n".encode(),
            marks=pytest.mark.long,
        ),
    ],
)
def test_a_file_that_leaves_no_doubt_comes_in_without_a_choice(
    open_page: OpenPage, name: str, content: bytes
) -> None:
    """X-12: whatever stands between cells and lines, and however days are written where all of them
    can be read in one way.
    """
    page = open_page("#/import/new")
    show_columns(page, name, content)
    preview(page)
    assert figure(page, "Amount").startswith("10.00")
    told = page.get_by_role("table", name="What the cells of Invoice date became")
    expect(told.get_by_role("row", name="Latest")).to_contain_text("November 1, 2026")


@pytest.mark.long
def test_a_description_of_two_lines_comes_in_as_one(open_page: OpenPage, desk: Desk) -> None:
    page = open_page("#/import/new")
    content = f'{PLAIN_HEADER},description\nFT8,Acme,FT8-1,2026-11-01,10.00,"Service\nNovember"\n'
    show_columns(page, "description-of-two-lines.csv", content.encode())
    preview(page)
    apply(page)
    assert (
        desk.ask("GET", "/customer/FT8/invoice/FT8-1")["lines"][0]["description"]
        == "Service November"
    )


@pytest.mark.long
def test_a_header_with_other_delimiters_in_its_names_is_read_as_it_stands(
    open_page: OpenPage,
) -> None:
    page = open_page("#/import/new")
    content = (
        "cust;name, legal, full;inv;date;amount, gross, net\nFTC;Acme;FTC-1;2026-11-01;10.00\n"
    )
    show_columns(page, "commas-in-semicolon-header.csv", content.encode())
    page.get_by_label("Column for Amount").select_option("amount, gross, net")
    expect(page.get_by_label("How Amount is written")).to_have_value("1234.56")
    page.get_by_label("Column for Customer name").select_option("name, legal, full")
    preview(page)
    assert figure(page, "New") == "1"


@pytest.mark.long
def test_amounts_of_accounting_systems_are_shown_beside_what_they_became(
    open_page: OpenPage,
) -> None:
    """X-12: groups by spaces, parentheses, a minus behind, the mark of a currency."""
    rows = ("1 234,56", "1\u00a0234,56", "(12,00)", "12,00-", "1234,56 €")
    lines = "".join(
        f'FTE,Acme,FTE-{number},2026-11-01,"{cell}"\n' for number, cell in enumerate(rows, 1)
    )
    page = open_page("#/import/new", who="finance")
    show_columns(page, "amounts-of-accounting-systems.csv", f"{PLAIN_HEADER}\n{lines}".encode())
    expect(page.get_by_label("How Amount is written")).to_have_value("1 234,56")
    page.get_by_label("Currency", exact=True).fill("EUR")
    preview(page)
    assert figure(page, "With errors") == "0"
    told = page.get_by_role("table", name="What the cells of Amount became")
    expect(told.get_by_role("row", name="Least")).to_contain_text("(12,00)")
    expect(told.get_by_role("row", name="Least")).to_contain_text("−12.00")
    expect(told.get_by_role("row", name="Most")).to_contain_text("1,234.56")


@pytest.mark.long
def test_the_rows_of_one_invoice_are_refused_whole_unless_each_is_a_line(
    open_page: OpenPage, desk: Desk
) -> None:
    page = open_page("#/import/new")
    show_columns(page, "invoice-of-two-rows.csv", TWO_ROWS.encode())
    preview(page)
    assert figure(page, "With errors") == "2"
    expect(page.get_by_role("table", name="Rows with errors")).to_contain_text(
        "none of them comes in"
    )
    page.get_by_role("link", name="Back to the columns").click()
    expect(page.get_by_role("heading", level=2, name="Columns")).to_be_focused()
    page.get_by_label("Each row is a line of an invoice").check()
    preview(page)
    assert figure(page, "Invoices") == "1"
    apply(page)
    assert [line["amount"] for line in desk.ask("GET", "/customer/FTH/invoice/FTH-1")["lines"]] == [
        60,
        40,
    ]


@pytest.mark.long
def test_a_day_that_lost_its_zero_is_an_error_and_never_another_day(open_page: OpenPage) -> None:
    """X-12: no way fits both cells, so one is chosen; the cell that does not fit is told."""
    content = f"{PLAIN_HEADER}\nFT1,Acme,FT1-1,1112026,10.00\nFT1,Acme,FT1-2,01112026,10.00\n"
    page = open_page("#/import/new")
    show_columns(page, "date-lost-leading-zero.csv", content.encode())
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert")).to_contain_text("Say how “Invoice date” is written.")
    page.get_by_label("How Invoice date is written").select_option("%m%d%Y")
    preview(page)
    expect(page.get_by_role("table", name="Rows with errors")).to_contain_text(
        "has a spreadsheet dropped a zero in front?"
    )
    told = page.get_by_role("table", name="What the cells of Invoice date became")
    expect(told.get_by_role("row", name="Latest")).to_contain_text("January 11, 2026")


@pytest.mark.long
def test_a_format_of_ones_own_is_spelled_out_and_refused_at_its_field(open_page: OpenPage) -> None:
    page = open_page("#/import/new")
    show_columns(page, "own.csv", f"{PLAIN_HEADER}\nFTR,Acme,FTR-1,01*02*26,10.00\n".encode())
    page.get_by_label("How Invoice date is written").select_option("A format of one’s own …")
    page.get_by_label("Format of Invoice date").fill("%d*%m")
    page.get_by_role("button", name="Preview").click()
    refusal = page.get_by_role("link", name="A date's format names day, month and year once each")
    expect(refusal).to_be_visible()
    refusal.click()
    expect(page.get_by_label("Column for Invoice date")).to_be_focused()
    page.get_by_label("Format of Invoice date").fill("%d*%m*%y")
    expect(page.get_by_text("Years of two digits are read as 1970 to 2069")).to_be_visible()
    preview(page)
    expect(page.get_by_role("table", name="What the cells of Invoice date became")).to_contain_text(
        "February 1, 2026"
    )


@pytest.mark.long
def test_an_encoding_that_is_guessed_is_said_to_be_and_can_be_told(open_page: OpenPage) -> None:
    """X-12: letters beyond plain ones stand out, so that a wrong guess shows."""
    page = open_page("#/import/new")
    send_file(
        page, "cafe.csv", f"{PLAIN_HEADER}\nFTS,Café,FTS-1,2026-11-01,10.00\n".encode("cp1252")
    )
    expect(page.get_by_text("The encoding is guessed: Windows-1252")).to_be_visible()
    samples = page.get_by_role("table", name="Columns as they were read")
    expect(samples.locator("mark")).to_have_text("é")
    page.get_by_label("Encoding").select_option("macintosh")
    page.get_by_role("button", name="Read the file again").click()
    expect(samples.locator("mark")).to_have_text("È", timeout=A_MINUTE_MS)
    expect(page.get_by_text("The encoding is guessed")).to_have_count(0)
    page.get_by_label("Encoding").select_option("utf-8")
    page.get_by_role("button", name="Read the file again").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Line 2 is no text in utf-8", timeout=A_MINUTE_MS
    )
    page.get_by_label("Encoding").select_option("")
    page.get_by_role("button", name="Read the file again").click()
    expect(samples.locator("mark")).to_have_text("é", timeout=A_MINUTE_MS)


@pytest.mark.long
def test_utf16_is_seen_by_its_mark(open_page: OpenPage) -> None:
    page = open_page("#/import/new")
    send_file(
        page,
        "wide.txt",
        f"{PLAIN_HEADER}\nFTT,Łódź,FTT-1,2026-11-01,10.00\n".replace(",", "\t").encode("utf-16"),
    )
    expect(
        page.get_by_text("Read as text in UTF-16, with tabs between cells: 1 row with 5 columns")
    ).to_be_visible()
    expect(page.get_by_text("The encoding is guessed")).to_have_count(0)
    expect(page.get_by_role("table", name="Columns as they were read")).to_contain_text("Łódź")


@pytest.mark.long
def test_words_signs_and_decimals_are_asked_about_and_told_in_the_preview(
    open_page: OpenPage,
) -> None:
    """X-12: what a word means, which of CR and DR is below zero, whether decimals are rounded; and
    one value for all rows.
    """
    header = "cust_number;Paperless Bill;inv;date;total;currency"
    rows = (
        "FTW;Snail;FTW-1;2026-11-01;10.005 DR;USD",
        "FTW;Email;FTW-2;2026-11-02;2.001 CR;USD",
        "FTW;Email;FTW-3;2026-11-02;3.00 DR;EUR",
    )
    page = open_page("#/import/new", who="finance")
    show_columns(page, "words.csv", "\n".join((header, *rows)).encode())
    page.get_by_label("“Snail” means").select_option("Post")
    expect(page.get_by_text("Read as it stands: Email")).to_be_visible()
    page.get_by_label("Column for Customer name").select_option("The same for all rows …")
    page.get_by_role("button", name="Preview").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Enter “Customer name” for all rows.")
    alert.get_by_role("link", name="Say which of CR and DR").click()
    signs = page.get_by_label("CR or DR behind Amount")
    expect(signs).to_be_focused()
    signs.select_option("CR")
    page.get_by_label("Customer name of all rows").fill("Wide World")
    page.get_by_label("Round Amount to 2 decimals").check()
    preview(page)
    assert figure(page, "With errors") == "0"
    expect(
        page.get_by_text(
            "2 amounts have more decimals than the currency and are rounded, which adds 0.006 USD"
            " in all."
        )
    ).to_be_visible()
    expect(
        page.get_by_text(
            "Of the invoices, 1 is in another currency than USD; their amounts are in no sum above."
        )
    ).to_be_visible()
    expect(
        page.get_by_role("table", name="What the cells of Amount became").get_by_role(
            "row", name="Least"
        )
    ).to_contain_text("2.001 CR")


@pytest.mark.long
def test_long_names_and_cells_stay_in_their_frame_at_every_step(open_page: OpenPage) -> None:
    names = [*PLAIN_HEADER.split(","), "W" * 200, " ".join(["column"] * 28)]
    rows = (
        f"FT0,{'M' * 190},FT0-1,2026-11-01,10.00,{'x' * 3000},https://example.test/{'path' * 80}\n"
    )
    page = open_page("#/import/new")
    show_columns(
        page, "long.csv", f"{','.join(names)}\n{rows}FT0,A,FT0-2,{'9' * 60},1.00,,\n".encode()
    )
    page.get_by_label("Column for Description of the line").select_option(names[5])
    page.get_by_label("How Invoice date is written").select_option("%Y-%m-%d")
    preview(page)
    wide = {}
    for step in ("file", "columns", "preview"):
        page.goto(f"{page.url.split('?')[0]}?step={step}")
        expect(page.locator(".steps [aria-current]")).to_have_text(step.title())
        for width in (320, 768, 1440, 2560):
            page.set_viewport_size({"width": width, "height": 900})
            if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
                wide[f"{step} at {width}"] = over
    assert wide == {}


def receivables(rows: int) -> str:
    """Receivables as a large company gives them away: days with dashes and day first, and three
    decimals.
    """
    header = (
        "business_code,cust_number,name_customer,clear_date,buisness_year,doc_id,posting_date,"
        "document_create_date,due_in_date,"
        "invoice_currency,document"
        " type,posting_id,total_open_amount,baseline_create_date,cust_payment_terms,invoice_id,"
        "isOpen"
    )
    names = ("WAL-MAR corp", "WAL-MAR foundation", "WAL-MAR us", "WAL-MAR associates")
    lines = []
    for row in range(rows):
        day = date(2019, 1, 1) + timedelta(row % 500)
        created, due, cleared = (
            f"{one:%d-%m-%Y}" for one in (day, day + timedelta(15), day + timedelta(20))
        )
        currency, code = ("CAD", "CA02") if row % 12 == 5 else ("USD", "U001")
        document, amount = 1930000000 + row, 100 + row * 7919 % 90000000 / 1000
        lines.append(
            f"{code},0{200700000 + row % 40},{names[row // 40 % 4]},{cleared if row % 5 else ''},"
            f"{day.year},"
            f"{document},{created},{created},{due},"
            f"{currency},RV,1,{amount:.3f},{created},NAH4,{document},{0 if row % 5 else 1}"
        )
    return "\n".join((header, *lines, ""))


@pytest.mark.long
def test_a_file_of_receivables_comes_in_by_choosing_only_what_is_shown(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-12: day first with dashes, three decimals, one customer under several names."""
    page = open_page("#/import/new", who="finance")
    show_columns(page, "receivables.csv", receivables(600).encode())
    expect(page.get_by_label("How Invoice date is written")).to_have_value("%d-%m-%Y")
    expect(page.get_by_label("Column for Invoice number")).to_have_value("invoice_id")
    page.get_by_label("Round Amount to 2 decimals").check()
    preview(page, within_ms=5 * A_MINUTE_MS)
    assert (figure(page, "Rows"), figure(page, "New"), figure(page, "With errors")) == (
        "600",
        "600",
        "0",
    )
    expect(page.get_by_text("the first name is taken").first).to_be_visible()
    page.get_by_role("button", name="Apply the import").click()
    page.get_by_role("dialog").get_by_role("button", name="Apply the import").click()
    expect(page.locator(".banner.green")).to_contain_text("600 created", timeout=5 * A_MINUTE_MS)
    kept = desk.ask("GET", "/customer/0200700001/invoice/1930000001")
    assert (kept["invoiceDate"], kept["total"]) == ("2019-01-02", 107.92)

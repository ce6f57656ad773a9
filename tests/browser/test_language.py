"""One language at a time: words, amounts and times of the page are English, whatever the browser's
own language.
"""

import re

import pytest
from playwright.sync_api import expect

from chalicelib.domain.base.money import EXPONENTS
from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk

GERMAN = re.compile(
    r"\bvor \d|\bStunden?\b|\bMinuten?\b|\bgestern\b|\bheute\b|\d\.\d{3},\d\d|\d,\d\d\b|\bNov\."
    r" 20|\bOkt|\bDez"
)


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (["de-DE", "de"], "en"),
        (["de-DE", "en-GB", "en-US"], "en-GB"),
        (["en-DE", "de"], "en"),
        (["en-ZA"], "en"),
        (["en-US"], "en-US"),
        (["fr-CH", "en"], "en"),
        ([], "en"),
    ],
)
def test_the_region_is_that_of_the_browser_s_english(
    open_page: OpenPage, languages: list[str], expected: str
) -> None:
    """Where it writes numbers as English does; that of Germany or South Africa has a comma for the
    point.
    """
    page = open_page("#/account")
    page.evaluate(
        "(tags) => Object.defineProperty(navigator, 'languages', { value: tags, configurable: true"
        " })",
        languages,
    )
    assert page.evaluate("import('./base/format.js').then((m) => m.locale())") == expected


@pytest.mark.long
def test_a_german_browser_shows_english_words_with_english_amounts_and_times(
    open_page: OpenPage, desk: Desk
) -> None:
    number = desk.invoice(("1", "Leased line", "6200.00"))
    dispute = desk.dispute(("1", "6200.00"), number=number)
    places = [
        "#/queue",
        f"#/dispute/{dispute['disputeID']}",
        f"#/customer/{CUSTOMER}",
        f"#/customer/{CUSTOMER}/statement",
        f"#/customer/{CUSTOMER}/invoice/{number}",
        "#/reports",
        "#/settings/businessHours",
        "#/account",
    ]
    for place in places:
        page = open_page(place, who="admin", locale="de-DE", timezone_id="Europe/Berlin")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        shown = page.get_by_role("main").inner_text()
        assert not GERMAN.search(shown), (place, GERMAN.search(shown), shown)
    newest = desk.dispute(("1", "6200.00"), number=desk.invoice(("1", "Leased line", "6200.00")))
    page = open_page(f"#/dispute/{newest['disputeID']}", who="agent", locale="de-DE")
    expect(page.get_by_role("main")).to_contain_text("over 6,200.00 USD")
    expect(page.locator("body")).to_contain_text("just now")


def test_an_amount_is_read_as_it_is_written_and_told_where_another_language_reads_another_one(
    open_page: OpenPage, desk: Desk
) -> None:
    """Page 20: `1,500` is fifteen hundred, also for who thinks in German, and the field says so."""
    dispute = desk.dispute(("1", "6200.00"), number=desk.invoice(("1", "Leased line", "6200.00")))
    page = open_page(f"#/dispute/{dispute['disputeID']}", locale="de-DE")
    credit = page.get_by_label("Credit", exact=True)
    for typed, told in [
        ("1,500", "Read as 1,500.00 USD"),
        ("4,95", "Read as 4.95 USD"),
        ("1.500,00", "Read as 1,500.00 USD"),
    ]:
        credit.fill(typed)
        expect(page.get_by_text(told, exact=True)).to_be_visible()
        expect(credit).to_have_accessible_description(told)
    credit.fill("1500.00")
    expect(page.get_by_text("Read as")).to_have_count(0)


def test_a_sentence_of_the_server_is_written_in_the_language_of_the_page(
    open_page: OpenPage,
) -> None:
    page = open_page("#/account", locale="en-IN")
    answer = (
        '{"reason": "1234567.50 USD", "words": {"text": "{name} asks for {left} on {day}{rest}",'
        ' "values": {"name": "{left}",'
        ' "left": {"amount": 1234567.5, "currency": "USD"}, "day": {"day": "2026-11-02"},'
        ' "rest": {"text": ": {x}", "values": {"x": "no"}}}}}'
    )
    read = page.evaluate(
        "(text) => import('./base/http.js').then((m) => m.parseJSON(text).reason)", answer
    )
    assert read == "{left} asks for 12,34,567.50\u00a0USD on 2 Nov 2026: no"


def test_each_currency_has_the_decimals_that_the_server_counts(open_page: OpenPage) -> None:
    """Browsers have none for the Afghani, so that 12.50 could not be typed."""
    page = open_page("#/account")
    read = (
        "(codes) => import('./base/format.js').then((m) => Object.fromEntries(codes.map((code)"
        " => [code, m.digitsOf(code)])))"
    )
    assert page.evaluate(read, list(EXPONENTS)) == EXPONENTS

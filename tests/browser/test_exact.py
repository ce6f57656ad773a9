"""Amounts as people type and read them: no digit is ever lost."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Any view; its modules are called directly."""
    shown = open_page("#/account")
    expect(shown.get_by_role("heading", level=1)).to_be_visible()
    return shown


def run(page: Page, module: str, call: str, *arguments: Any) -> Any:
    return page.evaluate(
        f"(given) => import('./base/{module}.js').then((m) => {call})", list(arguments)
    )


ENGLISH = {"decimal": ".", "group": ","}
GERMAN = {"decimal": ",", "group": "."}


def test_comma_and_point_are_taken_as_the_language_has_them(page: Page) -> None:
    typed = [
        ("4.95", ENGLISH, 2, {"value": "4.95"}),
        ("4,95", ENGLISH, 2, {"value": "4.95"}),
        ("1,234.50", ENGLISH, 2, {"value": "1234.50"}),
        ("1.234,50", ENGLISH, 2, {"value": "1234.50"}),
        ("1,234", ENGLISH, 2, {"value": "1234"}),
        ("1.234", GERMAN, 2, {"value": "1234"}),
        ("1,5", GERMAN, 2, {"value": "1.5"}),
        ("1 234 567,89", GERMAN, 2, {"value": "1234567.89"}),
        ("007", ENGLISH, 2, {"value": "7"}),
        (".5", ENGLISH, 2, {"value": "0.5"}),
        ("123456789012345.89", ENGLISH, 2, {"value": "123456789012345.89"}),
        ("0,50", ENGLISH, 2, {"value": "0.50"}),
        ("-1,500", ENGLISH, 2, {"value": "-1500"}),
        ("1,500", ENGLISH, 0, {"value": "1500"}),
        ("1.234", ENGLISH, 3, {"value": "1.234"}),
    ]
    for text, marks, digits, expected in typed:
        assert (
            run(page, "decimal", "m.readAmount(given[0], given[1], given[2])", text, marks, digits)
            == expected
        ), text


def test_what_cannot_be_read_is_told_and_never_guessed(page: Page) -> None:
    """Nor is a comma that either mark could be, nor more digits than the API takes, which would be
    refused while one types.
    """
    unread = [("1,500", 3), ("0,500", 2), ("1,23,456", 2), ("1234567890123456", 2)]
    for text, digits in [
        *unread,
        ("", 2),
        ("abc", 2),
        ("1.2.3,4", 2),
        ("4.955", 2),
        ("1.5", 0),
        ("1e5", 2),
        ("--1", 2),
        (".", 2),
    ]:
        answer = run(
            page, "decimal", "m.readAmount(given[0], given[1], given[2])", text, ENGLISH, digits
        )
        assert list(answer) == ["error"], text


def test_sums_are_exact_where_fractions_of_two_are_not(page: Page) -> None:
    assert run(page, "decimal", "m.sum(given[0])", ["0.1", "0.2", 0.3]) == "0.6"
    assert run(page, "decimal", "m.subtract(given[0], given[1])", "1.00", "1.01") == "-0.01"
    assert run(page, "decimal", "m.compare(given[0], given[1])", "10.0", 10) == 0


def test_a_number_too_long_for_a_double_arrives_and_shows_whole(page: Page) -> None:
    parsed = run(
        page, "http", "m.parseJSON(given[0])", '{"a": 12345678901234567.89, "b": 4.95, "c": 4.50}'
    )
    assert parsed == {"a": "12345678901234567.89", "b": 4.95, "c": 4.5}
    shown = run(page, "format", "m.moneyText(given[0], 'USD')", parsed["a"])
    assert shown.replace("\u00a0", " ") == "12,345,678,901,234,567.89 USD"
    assert run(page, "format", "m.amountText(-4.95, 'USD')") == "−4.95"
    assert run(page, "format", "m.amountText(1200, 'JPY')") == "1,200"

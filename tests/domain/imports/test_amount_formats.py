"""Amounts as accounting systems write them: declared, never guessed where two readings exist."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.imports.amount_formats import (
    AMOUNT_FORMATS,
    PLAIN,
    AmountFormat,
    decimals_of,
    read_amount,
)
from chalicelib.domain.imports.mapping import Source
from tests.domain.rows import SIMPLE, codes, row, terms

SPACES = [" ", "\u00a0", "\u202f", "\u2009", "\u2007"]


@pytest.mark.parametrize(
    ("text", "written", "amount"),
    [
        *((f"1{space}234,56", "1 234,56", "1234.56") for space in SPACES),
        *((f"1{mark}234.56", "1'234.56", "1234.56") for mark in ("'", "’", "ʼ")),
        *((f"{minus}12.00", PLAIN, "-12.00") for minus in ("-", "\u2212", "–", "－")),
        ("(12,00)", "1234,56", "-12.00"),
        ("( 12,00 )", "1234,56", "-12.00"),
        ("12,00-", "1 234,56", "-12.00"),
        ("12.00 -", PLAIN, "-12.00"),
        ("- 12.00", PLAIN, "-12.00"),
        ("+12.00", PLAIN, "12.00"),
        (".50", PLAIN, "0.50"),
        ("-.50", PLAIN, "-0.50"),
        (",50", "1234,56", "0.50"),
        ("$.50", PLAIN, "0.50"),
        ("12.-", PLAIN, "12"),
        ("12,--", "1234,56", "12"),
        ("CHF 1'234.-", "1'234.56", "1234"),
        ("1234,56 €", "1 234,56", "1234.56"),
        ("€-12.00", PLAIN, "-12.00"),
        ("-€12.00", PLAIN, "-12.00"),
        ("(€12.00)", PLAIN, "-12.00"),
        ("$(12.00)", PLAIN, "-12.00"),
        ("(12.00) USD", PLAIN, "-12.00"),
        ("Rs. 12,34,567.89", "12,34,567.89", "1234567.89"),
        ("Rs.500", PLAIN, "500"),
        ("₹1,00,000", "12,34,567.89", "100000"),
        ("1,234", "1,234.56", "1234"),
        ("1.234", "1.234,56", "1234"),
        ("1,234", "1234,56", "1.234"),
        ("007.50", PLAIN, "7.50"),
        ("12.00- EUR", PLAIN, "-12.00"),
        ("₹ 1,23,456.00/-", "12,34,567.89", "123456"),
        ("Rs. 1,234/-", "1,234.56", "1234"),
        ("△1,234", "1,234.56", "-1234"),
        ("１，２３４円", "1,234.56", "1234"),
        ("\\1,234", "1,234.56", "1234"),
    ],
)
def test_amounts_are_read_exactly(text: str, written: str, amount: str) -> None:
    """X-12."""
    found = read_amount(text, written)
    assert found
    assert found.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        *(("1,234.56", one) for one in AMOUNT_FORMATS if one not in ("1,234.56", "12,34,567.89")),
        ("1,234,567.89", "12,34,567.89"),
        ("12,34,567.89", "1,234.56"),
        ("1 23,00", "1 234,56"),
        ("1  234,00", "1 234,56"),
        ("(12.00", PLAIN),
        ("12.00)", PLAIN),
        ("(-12.00)", PLAIN),
        ("-12.00-", PLAIN),
        ("--12", PLAIN),
        ("12.00 CR", PLAIN),
        ("5.", PLAIN),
        ("12,-", PLAIN),
        ("1e3", PLAIN),
        ("0x10", PLAIN),
        ("12.34.56", PLAIN),
        ("$ 12 €", PLAIN),
        ("12 apples", PLAIN),
        ("٣", PLAIN),
        ("", PLAIN),
        ("-", PLAIN),
        ("€", PLAIN),
        ("9" * 16, PLAIN),
    ],
)
def test_what_is_not_written_so_is_no_amount(text: str, written: str) -> None:
    """X-12: another way of writing is not guessed."""
    assert read_amount(text, written) is None


def test_credit_and_debit_signs_mean_what_the_mapping_says() -> None:
    """X-12: both readings exist, so neither is taken unless it is declared."""
    assert [read_amount("12.00 CR", PLAIN, sign) for sign in (None,)] == [None]
    amounts = [
        found.amount
        for text in ("12.00 CR", "12.00Dr.")
        if (found := read_amount(text, PLAIN, "CR"))
    ]
    assert amounts == [-12, 12]
    amounts = [
        found.amount
        for text in ("12.00 CR", "12.00Dr.")
        if (found := read_amount(text, PLAIN, "DR"))
    ]
    assert amounts == [12, -12]
    assert read_amount("-12.00 CR", PLAIN, "CR") is None


def written_as(minor: int, how: AmountFormat) -> str:
    whole, rest = divmod(abs(minor), 100)
    digits = str(whole)
    parts = [digits[-3:]]
    digits = digits[:-3]
    size = 2 if how.is_indian else 3
    while digits and how.grouping:
        parts.insert(0, digits[-size:])
        digits = digits[:-size]
    return f"{'-' if minor < 0 else ''}{digits}{how.grouping.join(parts)}{how.mark}{rest:02d}"


@given(st.integers(-(10**14), 10**14), st.sampled_from(sorted(AMOUNT_FORMATS)))
def test_every_amount_comes_back_from_every_format(minor: int, written: str) -> None:
    """X-12, X-06: to the cent."""
    found = read_amount(written_as(minor, AMOUNT_FORMATS[written]), written)
    assert found
    assert found.amount * 100 == minor


@given(
    st.text(st.sampled_from("0123456789.,' -+()€$CRDkr"), max_size=14),
    st.sampled_from(sorted(AMOUNT_FORMATS)),
)
def test_no_text_is_read_as_other_digits_than_it_has(text: str, written: str) -> None:
    """X-12: whatever stands around them, all digits count and none is added."""
    found = read_amount(text, written)
    if found:
        digits = "".join(sign for sign in text if sign.isdigit()).lstrip("0")
        read = f"{abs(found.amount):f}".replace(".", "").lstrip("0")
        assert digits == read


@pytest.mark.parametrize(
    ("text", "currency", "code"),
    [
        ("5 €", "EUR", None),
        ("5 €", "USD", "otherCurrency"),
        ("$5", "CAD", None),
        ("$5", "EUR", "otherCurrency"),
        ("JPY 5", "JPY", None),
    ],
)
def test_a_mark_of_another_currency_is_an_error(text: str, currency: str, code: str | None) -> None:
    """X-12: a currency is told by the file or the terms, and nothing in a row contradicts it."""
    found = row("C", "1", "2013-01-02", "", text, "", "", how=terms(currency=currency))
    assert codes(found) == ([("amount", code)] if code else [])


@pytest.mark.parametrize(
    ("text", "minor", "off"),
    [
        ("5.125", 513, "0.005"),
        ("-5.125", -513, "-0.005"),
        ("5.124", 512, "-0.004"),
        ("5.12", 512, None),
    ],
)
def test_more_decimals_than_the_currency_has_are_refused_or_rounded_as_declared(
    text: str, minor: int, off: str | None
) -> None:
    """X-12: halves away from zero, and what it adds is kept."""
    cells = ("C", "1", "2013-01-02", "", text, "", "")
    if off:
        assert codes(row(*cells)) == [("amount", "badAmount")]
    rounding = terms(SIMPLE | {"amount": Source(column="amount", rounds=True)})
    found = row(*cells, how=rounding)
    assert found.billed_row
    assert found.billed_row.billed
    assert found.billed_row.billed.lines[0].amount == minor
    assert [str(one) for one in found.rounded_off] == ([off] if off else [])


def test_decimals_are_counted_as_written() -> None:
    assert [decimals_of(Decimal(text)) for text in ("5", "5.0", "5.125", "1E+2")] == [0, 1, 3, 0]

"""Money: integers of minor units inside, plain decimals outside, and no float on the way in."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.base.money import (
    EXPONENTS,
    MAX_MINOR_UNITS,
    positive_minor,
    read_decimal,
    spell,
    to_decimal,
    to_minor,
    to_number,
)
from chalicelib.errors import InvalidAmount

currencies = st.sampled_from(["JPY", "USD", "KWD", "CLF"])
minors = st.integers(-MAX_MINOR_UNITS, MAX_MINOR_UNITS)


@given(minors, currencies)
def test_an_amount_comes_back_exactly_through_json(minor: int, currency: str) -> None:
    """As a number and as a string, whatever the number of decimals (0, 2, 3, 4)."""
    text = json.dumps(to_number(minor, currency))
    number = json.loads(text, parse_float=Decimal)
    if "e" not in text:
        assert to_minor(read_decimal(number), currency) == minor
    assert to_minor(read_decimal(f"{to_decimal(minor, currency):f}"), currency) == minor


@given(minors, currencies)
def test_an_amount_is_shown_as_a_plain_number(minor: int, currency: str) -> None:
    """What JSON shows is the exact amount, and whole amounts are integers."""
    number = to_number(minor, currency)
    assert Decimal(repr(number)) == to_decimal(minor, currency)
    assert isinstance(number, int) == (minor % 10 ** EXPONENTS[currency] == 0)


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "1 ",
        " 1",
        "+1",
        "1.",
        ".5",
        "1,0",
        "1e2",
        "0x1",
        "1_0",
        "--1",
        "NaN",
        "Infinity",
        "٤",
        "１",
        "1\n",
        "9" * 21,
        "0." + "1" * 21,
    ],
)
def test_a_string_that_is_no_plain_decimal_is_refused(value: str) -> None:
    with pytest.raises(InvalidAmount):
        read_decimal(value)


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        None,
        1.5,
        float("nan"),
        [],
        {},
        10**15,
        -(10**15),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1e400"),
        Decimal("1e-400"),
        Decimal("1E+16"),
        Decimal("0." + "1" * 31),
        b"1",
    ],
    ids=repr,
)
def test_a_value_that_is_no_plain_decimal_is_refused(value: Any) -> None:
    """A float too: it may not be the number that was sent."""
    with pytest.raises(InvalidAmount):
        read_decimal(value)


@pytest.mark.parametrize(
    ("currency", "fits", "too_fine"),
    [
        ("JPY", "5", "5.1"),
        ("USD", "5.10", "5.101"),
        ("KWD", "5.123", "5.1234"),
        ("CLF", "5.1234", "5.12345"),
    ],
)
def test_a_currency_has_so_many_decimals_and_no_more(
    currency: str, fits: str, too_fine: str
) -> None:
    assert spell(to_minor(Decimal(fits), currency), currency) == f"{fits} {currency}"
    with pytest.raises(InvalidAmount):
        to_minor(Decimal(too_fine), currency)


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [
        (450_500, "GBP", "4,505.00 GBP"),
        (99_999, "GBP", "999.99 GBP"),
        (-1_234_567, "JPY", "-1,234,567 JPY"),
        (1_234_567, "KWD", "1,234.567 KWD"),
        (MAX_MINOR_UNITS, "USD", "9,999,999,999,999.99 USD"),
    ],
)
def test_an_amount_in_words_is_spelled_as_the_page_writes_it(
    minor: int, currency: str, words: str
) -> None:
    """Page 38: in groups of three digits, whatever its decimals."""
    assert spell(minor, currency) == words


@pytest.mark.parametrize("amount", ["9999999999999.99", "-9999999999999.99"])
def test_the_largest_amount_is_the_last_that_is_kept(amount: str) -> None:
    assert abs(to_minor(Decimal(amount), "USD")) == MAX_MINOR_UNITS
    with pytest.raises(InvalidAmount):
        to_minor(Decimal(amount) * 2, "USD")


@pytest.mark.parametrize("amount", ["0", "-0", "-0.01"])
def test_what_must_be_above_zero_is(amount: str) -> None:
    with pytest.raises(InvalidAmount):
        positive_minor(Decimal(amount), "USD")


@pytest.mark.parametrize("currency", ["usd", "", "XYZ", "US", "USDD"])
def test_a_currency_that_there_is_not_is_refused(currency: str) -> None:
    with pytest.raises(InvalidAmount):
        to_minor(Decimal(1), currency)

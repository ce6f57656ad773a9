"""Money: integer minor units of an ISO 4217 currency inside, plain decimals outside.

Reading never goes through a float. Writing does, at the very edge: amounts are held to fifteen
digits, and a float of at most fifteen digits prints exactly the digits it was made from.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from chalicelib.errors import InvalidAmount
from chalicelib.values import dataclass

MAX_MINOR_UNITS = 10**15 - 1

_DECIMALS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN"
        " BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS"
        " GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR"
        " LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD"
        " PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN"
        " SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR"
        " ZMW ZWG"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
EXPONENTS = {code: decimals for decimals, codes in _DECIMALS.items() for code in codes.split()}

SPELLING = r"-?[0-9]{1,15}(\.[0-9]{1,8})?"
_SPELLING = re.compile(SPELLING, re.ASCII)


def read_decimal(value: Any) -> Decimal:
    """The decimal that a JSON number or string spells; `InvalidAmount` for everything else.

    Strings are digits with at most one point; there is no sign but minus, no space, no exponent.
    """
    if isinstance(value, str) and _SPELLING.fullmatch(value):
        return Decimal(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MAX_MINOR_UNITS:
        return Decimal(value)
    if isinstance(value, Decimal) and value.is_finite() and _is_in_range(value):
        return value
    raise InvalidAmount(
        "An amount is a plain decimal number such as 12.30, as a number or a string."
    )


def to_minor(amount: Decimal, currency: str) -> int:
    """The amount in minor units; `InvalidAmount` when the currency has fewer decimals or it is too
    large.
    """
    exponent = exponent_of(currency)
    scaled = amount.scaleb(exponent)
    minor = int(scaled)
    if minor != scaled:
        raise InvalidAmount(f"{currency} has {exponent} decimals; {amount:f} has more.")
    if abs(minor) > MAX_MINOR_UNITS:
        raise InvalidAmount("The amount has more digits than the product keeps.")
    return minor


def rounded(amount: Decimal, currency: str) -> Decimal:
    """The amount with no more decimals than the currency has, halves away from zero."""
    return amount.quantize(Decimal(1).scaleb(-exponent_of(currency)), ROUND_HALF_UP)


def positive_minor(amount: Decimal, currency: str) -> int:
    """Like `to_minor`, for amounts that must be above zero."""
    minor = to_minor(amount, currency)
    if minor <= 0:
        raise InvalidAmount("The amount must be above zero.")
    return minor


def nonzero_minor(amount: Decimal, currency: str) -> int:
    """Like `to_minor`, for amounts that say something, either way."""
    minor = to_minor(amount, currency)
    if not minor:
        raise InvalidAmount("The amount must not be zero.")
    return minor


def exponent_of(currency: str) -> int:
    """How many decimals the currency has (JPY 0, USD 2, KWD 3)."""
    try:
        return EXPONENTS[currency]
    except KeyError:
        raise InvalidAmount("The currency is not an ISO 4217 code.") from None


def to_decimal(minor: int, currency: str) -> Decimal:
    """The exact amount, `495 USD → Decimal("4.95")`."""
    return Decimal(minor).scaleb(-exponent_of(currency))


def to_number(minor: int, currency: str) -> int | float:
    """The plain number that JSON shows, `495 USD → 4.95`; whole amounts are integers."""
    whole, rest = divmod(minor, 10 ** exponent_of(currency))
    return float(to_decimal(minor, currency)) if rest else whole


def spell(minor: int, currency: str) -> str:
    """The amount in words for people, `450500 GBP → "4,505.00 GBP"`; nothing reads it back."""
    return f"{to_decimal(minor, currency):,f} {currency}"


@dataclass(frozen=True)
class Money:
    """An amount with its currency, as a sentence holds it (`sentences.py`)."""

    minor: int
    currency: str

    def __str__(self) -> str:
        return spell(self.minor, self.currency)


def _is_in_range(value: Decimal) -> bool:
    """Whether the number has few enough digits on both sides of the point to be handled at all."""
    exponent = value.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and -20 <= exponent <= 15
        and value.adjusted() <= 15
        and len(value.as_tuple().digits) <= 24
    )

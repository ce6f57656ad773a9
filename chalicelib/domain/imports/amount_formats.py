"""How amounts are written in files, and reading them exactly: never through a float, never by a
guess (X-12).
"""

import re
from decimal import Decimal
from functools import cached_property, lru_cache

from chalicelib.domain.base.money import EXPONENTS, read_decimal
from chalicelib.errors import RedressError
from chalicelib.values import dataclass

PLAIN = "1234.56"


@dataclass(frozen=True)
class AmountFormat:
    """One way to write an amount: what groups its digits, how many stand in a group, and its
    decimal mark.
    """

    written: str
    mark: str
    grouping: str = ""
    is_indian: bool = False
    """Whether only the last group has three digits and the others two."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The digits of an amount; groups are all there or none is."""
        group = rf"[{re.escape(self.grouping)}]"
        grouped = (
            rf"[0-9]{{1,2}}({group}[0-9]{{2}})*{group}[0-9]{{3}}"
            if self.is_indian
            else rf"[0-9]{{1,3}}({group}[0-9]{{3}})+"
        )
        whole = rf"({grouped}|[0-9]+)" if self.grouping else "[0-9]+"
        return re.compile(
            rf"(?P<whole>{whole})?({re.escape(self.mark)}(?P<decimals>[0-9]+))?", re.ASCII
        )


AMOUNT_FORMATS = {
    one.written: one
    for one in (
        AmountFormat(PLAIN, "."),
        AmountFormat("1,234.56", ".", ","),
        AmountFormat("1234,56", ","),
        AmountFormat("1.234,56", ",", "."),
        AmountFormat("1 234,56", ",", " "),
        AmountFormat("1 234.56", ".", " "),
        AmountFormat("1'234.56", ".", "'"),
        AmountFormat("1'234,56", ",", "'"),
        AmountFormat("12,34,567.89", ".", ",", is_indian=True),
    )
}
"""Example → the way that it shows."""

CREDIT_SIGNS = ("CR", "DR")

_SYMBOLS = {
    "€": "EUR",
    "£": "GBP EGP GIP FKP LBP SHP SYP SSP SDG",
    "¥": "JPY CNY",
    "￥": "JPY CNY",
    "円": "JPY",
    "\\": "JPY",  # As Shift_JIS has the sign of the yen.
    "元": "CNY TWD",
    "₹": "INR",
    "Rs.": "INR PKR LKR NPR MUR SCR",
    "Rs": "INR PKR LKR NPR MUR SCR",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "฿": "THB",
    "₩": "KRW KPW",
    "₫": "VND",
    "₦": "NGN",
    "₱": "PHP",
    "₴": "UAH",
    "₸": "KZT",
    "₡": "CRC",
    "₲": "PYG",
    "₵": "GHS",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "lei": "RON MDL",
    "kr.": "SEK NOK DKK ISK",
    "kr": "SEK NOK DKK ISK",
    "Fr.": "CHF",
    "Fr": "CHF",
    "SFr.": "CHF",
    "SFr": "CHF",
    "R": "ZAR",
    "R$": "BRL",
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "$": (
        "USD CAD AUD NZD HKD SGD MXN TWD ARS CLP COP UYU BSD BBD BZD BMD BND FJD GYD JMD KYD LRD"
        " NAD SBD SRD TTD XCD DOP CUP"
    ),
}
_CURRENCIES = {mark.casefold(): frozenset(codes.split()) for mark, codes in _SYMBOLS.items()} | {
    code.casefold(): frozenset((code,)) for code in EXPONENTS
}
"""Mark of a currency, or its code → the currencies that it can stand for."""

_MARK = "|".join(sorted((re.escape(mark) for mark in _CURRENCIES), key=len, reverse=True))
_MINUSES = "-\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d\u25b3\u25b2"
"""Also the triangles by which Japanese books mark what is below zero."""
_WIDE = {0xFEE0 + ord(sign): sign for sign in "0123456789.,"}
"""Full-width digits and marks, as East Asian programs write them."""
_SPACES = re.compile("[ \u00a0\u2009\u202f\u2007\u2008\u200a]")
_APOSTROPHES = re.compile("[\u2019\u02bc\u2018`\u00b4]")
_PARENTHESES = re.compile(
    rf"(?P<mark>{_MARK})? ?[(] ?(?P<inner>.+?) ?[)] ?(?P<unit>{_MARK})?", re.IGNORECASE
)
_PLAIN = re.compile(
    rf"(?P<mark>{_MARK})? ?(?P<digits>[0-9.,'][0-9., ']*?)"
    rf"(?P<even>[.,]--?|/-)? ?(?P<unit>{_MARK})?",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?P<before>[-+])? ?(?P<mark>{_MARK})? ?(?P<inner>[-+])? ?(?P<rest>[0-9.,'].*?)(?P<behind>"
    rf" ?(?<![.,/-])[-+])? ?(?P<unit>{_MARK})?",
    re.IGNORECASE,
)
_CREDIT = re.compile(r" ?(?P<sign>cr|dr)\.?$", re.IGNORECASE)


@dataclass(frozen=True)
class WrittenAmount:
    """What a text says of an amount: the number, and what it may be a sum of."""

    amount: Decimal
    currencies: frozenset[str] | None = None
    """Those that the mark beside it can stand for; None where there is none."""

    def fits(self, currency: str) -> bool:
        """Whether the mark beside it, if any, can stand for this currency."""
        return self.currencies is None or currency in self.currencies


def tidy_amount(text: str) -> str:
    """The text with one kind of digit, space, apostrophe and minus."""
    plain = _APOSTROPHES.sub("'", _SPACES.sub(" ", text)).strip()
    return plain.translate(_WIDE | dict.fromkeys(map(ord, _MINUSES), "-"))


@lru_cache(maxsize=8192)
def read_amount(
    text: str, written: str = PLAIN, below_zero: str | None = None
) -> WrittenAmount | None:
    """The amount that the text spells in this way; None where it does not.

    Below zero are a minus before or behind it, and parentheses. `CR` or `DR` behind it is read only
    where `below_zero` says which of both means that.
    """
    plain, sign = tidy_amount(text), 1
    if credit := _CREDIT.search(plain):
        if below_zero is None:
            return None
        plain, sign = plain[: credit.start()], -1 if credit["sign"].upper() == below_zero else 1
    around, signs = _without_signs(plain)
    if around is None or len(signs) > 1 or (credit and signs):
        return None
    found = _PLAIN.fullmatch(around)
    if found is None or (found["mark"] and found["unit"]):
        return None
    amount = _number(found["digits"], found["even"], AMOUNT_FORMATS[written])
    mark = found["mark"] or found["unit"]
    if amount is None:
        return None
    return WrittenAmount(
        -amount if "-" in signs else amount * sign, _CURRENCIES[mark.casefold()] if mark else None
    )


def _without_signs(text: str) -> tuple[str | None, str]:
    """The amount with its currency's mark, and the signs that stood around; None where they do not
    belong together.
    """
    if "(" in text or ")" in text:
        found = _PARENTHESES.fullmatch(text)
        return (
            (f"{found['mark'] or ''}{found['inner']}{found['unit'] or ''}", "-")
            if found
            else (None, "")
        )
    found = _SIGNED.fullmatch(text)
    if found is None:
        return None, ""
    signs = "".join((found[name] or "").strip() for name in ("before", "inner", "behind"))
    return f"{found['mark'] or ''}{found['rest']}{found['unit'] or ''}", signs


def _number(digits: str, even: str | None, how: AmountFormat) -> Decimal | None:
    """The digits as a number; `12.-` is an even twelve, and `/-` behind one says no more than that
    it ends there.
    """
    found = how.pattern.fullmatch(digits)
    if found is None or (even and not found["whole"]):
        return None
    if even and even != "/-" and (found["decimals"] or even[0] != how.mark):
        return None
    whole, decimals = re.sub("[^0-9]", "", found["whole"] or "0"), found["decimals"]
    try:
        return read_decimal(f"{whole}.{decimals}" if decimals else whole)
    except RedressError:
        return None


def decimals_of(amount: Decimal) -> int:
    """How many decimals it is written with."""
    exponent = amount.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0

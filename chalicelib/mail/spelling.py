"""How amounts and days are written in a letter to a customer, in its language and as its country
writes them (CO-41).
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, get_minus_sign_symbol

from chalicelib.domain.base.money import to_decimal
from chalicelib.mail.languages.known import OWN, language_in, language_of
from chalicelib.values import dataclass

WORLDWIDE = Locale("en", "001")
"""English where no country is named: the day before the month."""


@dataclass(frozen=True)
class Spelling:
    """How a letter writes amounts and days."""

    locale: Locale

    @classmethod
    def of(cls, template_id: str, wanted: str | None) -> "Spelling":
        """That of a template's language, and of the country that a customer's tag names with it,
        such as `de-CH`.
        """
        language = language_of(template_id)
        tags = [wanted] if wanted and language_in(wanted) == language else []
        return cls(next((found for tag in (*tags, language) if (found := _locale(tag))), WORLDWIDE))

    def amount(self, minor: int, currency: str) -> str:
        """An amount, with its currency behind it: `1.234,50 EUR`."""
        number = to_decimal(minor, currency)
        told = format_decimal(number, self._pattern(number), self.locale)
        # Babel writes every minus as a hyphen.
        return f"{told.replace('-', get_minus_sign_symbol(self.locale))} {currency}"

    def amounts(self, sums: Mapping[str, int]) -> str:
        """Amounts side by side, a currency each: `50,00 EUR und 20,00 USD`."""
        spelled = [self.amount(minor, currency) for currency, minor in sums.items()]
        return format_list(spelled, locale=self.locale)

    def day(self, day: date) -> str:
        """A day, short and with its month beyond doubt where the language has it so."""
        return format_date(day, "medium", self.locale)

    def whole_day(self, day: date) -> str:
        """A day in words, with its weekday."""
        return format_date(day, "full", self.locale)

    def moment(self, at: datetime, zone: str) -> str:
        """A day in words and the time in a zone, with the name of that."""
        local = at.astimezone(ZoneInfo(zone))
        return f"{self.whole_day(local.date())}, {local:%H:%M} ({zone})"

    @property
    def direction(self) -> str:
        """In which the language is written: `ltr`, or `rtl`."""
        return str(self.locale.text_direction)

    def form_of(self, count: int) -> str:
        """The form of the plural that a count takes, as CLDR names it."""
        return str(self.locale.plural_form(count))

    def _pattern(self, number: Decimal) -> str:
        """Of a number with as many decimals as its currency has, grouped as the locale does."""
        decimals = -int(number.as_tuple().exponent)
        whole = str(self.locale.decimal_formats[None].pattern).partition(".")[0]
        return f"{whole}.{'0' * decimals}" if decimals > 0 else whole


def _locale(tag: str) -> Locale | None:
    """The locale of a tag; None where there is none of it, or it is English of no country."""
    if tag.lower() == OWN:
        return None
    try:
        return Locale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return None

"""Sentences that hold amounts, days or moments: whole for programs and mails, and as data for a
page that has a language of its own.
"""

from datetime import UTC, date, datetime
from typing import Any

from chalicelib.domain.base.money import Money, to_number


class Sentence(str):
    """A text with what stands in it: the string itself is the plain words, `parts` the same data.

    `Sentence("{left} is left.", left=Money(450, "GBP"))` reads “4.50 GBP is left.”. What people
    wrote is always a value, never part of the template.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, **values: Any) -> "Sentence":
        """The template with each value in plain words in its place."""
        made = super().__new__(
            cls, template.format_map({name: _plain(value) for name, value in values.items()})
        )
        made.template, made.values = template, values
        return made

    @property
    def parts(self) -> dict[str, Any]:
        """Template and values as data: an amount with its currency, a day, a moment, another
        sentence, or a text.
        """
        return {
            "text": self.template,
            "values": {name: _told(value) for name, value in self.values.items()},
        }


def with_reason(template: str, reason: str | None, **values: Any) -> Sentence:
    """A sentence that ends with the reason that somebody gave, or with a full stop where nobody
    did.
    """
    return (
        Sentence(template + ": {reason}", **values, reason=reason)
        if reason
        else Sentence(template + ".", **values)
    )


def parts_of(text: str | None) -> dict[str, Any] | None:
    """A text as data where there is anything in it that a language has its own way of writing; else
    None.
    """
    return text.parts if isinstance(text, Sentence) and _has_data(text) else None


def _has_data(sentence: Sentence) -> bool:
    values = sentence.values.values()
    return any(
        isinstance(value, Money | date) or (isinstance(value, Sentence) and _has_data(value))
        for value in values
    )


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return str(value)


def _told(value: Any) -> Any:
    if isinstance(value, Sentence):
        return value.parts
    if isinstance(value, Money):
        return {"amount": to_number(value.minor, value.currency), "currency": value.currency}
    if isinstance(value, datetime):
        return {"moment": value.astimezone(UTC).isoformat().replace("+00:00", "Z")}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return str(value)

"""How a letter is worded: its template in the language of its reader, with what the product puts
into it, written as that language does (CO-41).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from chalicelib.domain.base.money import to_minor
from chalicelib.domain.disputes.news import AS_WRITTEN, News
from chalicelib.mail.languages.known import typeset, words_of
from chalicelib.mail.languages.words import Words
from chalicelib.mail.spelling import Spelling
from chalicelib.mail.templates import in_language
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Speech:
    """The words of a letter and how it writes amounts, days and counts."""

    template_id: str
    words: Words
    spelling: Spelling

    @classmethod
    def to(cls, base: str, wanted: str | None, rows: list[dict[str, Any]]) -> "Speech":
        """Of a letter to someone who wants a language; the standard one where nobody worded it in
        that one.
        """
        return cls.of(in_language(base, wanted, rows), wanted)

    @classmethod
    def of(cls, template_id: str, wanted: str | None = None) -> "Speech":
        """Of a template, in the language that it is in."""
        return cls(template_id, words_of(template_id), Spelling.of(template_id, wanted))

    def unread(self, count: int) -> str:
        """How many messages are unread."""
        forms = self.words.unread
        return forms.get(self.spelling.form_of(count), forms["other"]).format(count=count)

    def said(self, who: str, text: str) -> str:
        """What somebody said."""
        return self.words.says.format(who=who, text=text)

    def by_us(self, text: str) -> str:
        """What the staff said."""
        return self.said(self.words.we, text)

    def thing(self, of: str, thing_id: str) -> str:
        """What a letter is about, as it is called within a sentence."""
        return self.words.thing(of, thing_id)

    def term(self, sort: str, name: str) -> str:
        """What something is called of which there are several, such as a claim."""
        return self.words.terms[sort].get(name, name)

    def told(self, news: Iterable[News], zone: str = "UTC") -> str | None:
        """What a side is told of something that happened, with its moments in a zone; None where
        nothing is, or what was kept of it is not enough to tell.
        """
        try:
            return " ".join(self._sentence(one, zone) for one in news) or None
        except KeyError:
            return None

    def _sentence(self, news: News, zone: str) -> str:
        values = {name: self._spelled(value, zone) for name, value in news.values.items()}
        values |= {name: self.term(*term) for name, term in news.terms.items()}
        if news.sentence == AS_WRITTEN:
            return values["text"]
        said = typeset(self.words.events[news.sentence], self.template_id)
        return said.format_map(values)

    def _spelled(self, value: Any, zone: str) -> str:
        """An amount, a moment or a text, as a sentence holds it."""
        if isinstance(value, datetime):
            return self.spelling.moment(value, zone)
        if isinstance(value, Mapping) and "currency" in value:
            minor = to_minor(Decimal(str(value["amount"])), value["currency"])
            return self.spelling.amount(minor, value["currency"])
        return str(value)

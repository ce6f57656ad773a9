"""How a letter is worded: its template in the language of its reader, with what the product puts
into it, written as that language does (CO-41).
"""

from typing import Any

from chalicelib.mail.languages.known import words_of
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

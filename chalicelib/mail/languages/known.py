"""The languages in which the product words letters to customers (CO-41)."""

import re
from collections.abc import Mapping

from chalicelib.mail.languages.de import GERMAN
from chalicelib.mail.languages.en import ENGLISH
from chalicelib.mail.languages.es import SPANISH
from chalicelib.mail.languages.fr import FRENCH
from chalicelib.mail.languages.it import ITALIAN
from chalicelib.mail.languages.nl import DUTCH
from chalicelib.mail.languages.pl import POLISH
from chalicelib.mail.languages.pt import PORTUGUESE
from chalicelib.mail.languages.sv import SWEDISH
from chalicelib.mail.languages.words import Words

BETWEEN = "."
"""What stands between a letter to customers and the language that it is worded in."""
OWN = "en"
"""The language of a template that names none."""
_BEFORE_MARKS = re.compile(r" (?=[:;?!»])")
LANGUAGES: Mapping[str, Words] = {
    OWN: ENGLISH,
    "de": GERMAN,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "nl": DUTCH,
    "pl": POLISH,
    "pt": PORTUGUESE,
    "sv": SWEDISH,
}


def language_of(template_id: str) -> str:
    """The language that a template is in."""
    return template_id.partition(BETWEEN)[2] or OWN


def words_of(template_id: str) -> Words:
    """What the product puts into a letter, in the language of its template; English where it knows
    no words in that one.
    """
    return LANGUAGES.get(language_of(template_id), ENGLISH)


def typeset(text: str, template_id: str) -> str:
    """The words of a template with the spaces that its language never breaks a line at."""
    if language_of(template_id) != "fr":
        return text
    return _BEFORE_MARKS.sub("\N{NO-BREAK SPACE}", text)


def language_in(tag: str | None) -> str:
    """The language that a tag such as `de-AT` begins with."""
    return (tag or OWN).replace("_", "-").partition("-")[0].lower()


def fallback_of(wanted: str | None, template_id: str) -> str | None:
    """What stands in for the language that a customer wants, in words; None where nothing does."""
    if language_in(wanted) == OWN:
        return None
    language = language_of(template_id)
    if language == OWN:
        return f"There are no words in “{wanted}”; these are the standard ones."
    if language not in LANGUAGES:
        return (
            f"What the product itself puts in, such as what stands above the items, has no words in"
            f" “{wanted}”; these are the standard ones."
        )
    return None

"""Letters to customers in every language that the product knows (CO-41)."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.actions.collections import reminder_letters
from chalicelib.domain.collections.dunning import Account, run
from chalicelib.domain.collections.dunning_terms import LEVEL_ROWS, read_dunning
from chalicelib.mail.examples import example_in_language
from chalicelib.mail.hashtags import names_in
from chalicelib.mail.languages.known import ENGLISH, LANGUAGES, OWN, fallback_of
from chalicelib.mail.languages.words import Words
from chalicelib.mail.letter_kinds import IN_LANGUAGES
from chalicelib.mail.letters import Reader, write
from chalicelib.mail.spelling import Spelling
from chalicelib.mail.templates import check, find, in_language
from chalicelib.mail.wordings import DEFAULTS
from tests.domain.owing import NOBODY, PAYER, TODAY, late

READER = Reader("ap@bright.test", "Bright", "", "https://redress.test/#/promise/x")
OTHERS = [language for language in LANGUAGES if language != OWN]


@pytest.mark.parametrize("kind", IN_LANGUAGES)
@pytest.mark.parametrize("language", OTHERS)
def test_every_letter_to_customers_speaks_one_language(kind: str, language: str) -> None:
    """CO-41: its words are there, are not the English ones, say no less than these, could be saved
    as they are; and nothing English is put into them, be it a word, an amount or a day.
    """
    template_id = in_language(kind, f"{language}-XX", [])
    assert template_id == f"{kind}.{language}"
    assert fallback_of(language, template_id) is None
    own, english = find(template_id, []), DEFAULTS[kind]
    assert check(template_id, own.subject, own.body) == own
    assert own.subject != english.subject
    for mine, theirs in ((own.subject, english.subject), (own.body, english.body)):
        assert sorted(names_in(mine)) == sorted(names_in(theirs))
    lines = {line for line in english.body.splitlines() if re.search(r"[a-z] [a-z]", line)}
    assert lines.isdisjoint(own.body.splitlines())

    letter = write(own, example_in_language(template_id), READER)
    assert f'<html lang="{language}">' in letter.html
    assert "nowrap" in letter.html, "no amount is broken, however narrow the screen is"
    for said in (letter.text, letter.html):
        assert not re.search(r"\d\.\d\d (USD|EUR)|\d{4}-\d\d-\d\d|Account|Look at", said)
        assert re.search(r"\d,\d\d (USD|EUR)", said)


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_put_into_letters_is_in_no_language_the_english_word(language: str) -> None:
    """CO-39, CO-41: charges, instalments, and what stands above the items."""

    def spoken(words: Words) -> list[str]:
        return [*words.items, *words.outcomes, *filter_texts(words)]

    told = spoken(LANGUAGES[language])
    assert all(word.strip() for word in told)
    assert not [pair for pair in zip(told, spoken(ENGLISH), strict=True) if pair[0] == pair[1]]
    for mine, english in zip(told, spoken(ENGLISH), strict=True):
        assert re.findall(r"{\w+}", mine) == re.findall(r"{\w+}", english)


def filter_texts(words: Words) -> list[str]:
    return [value for value in vars(words).values() if isinstance(value, str)]


@pytest.mark.parametrize(
    ("wanted", "words", "called"),
    [
        ("de-AT", [], "1. Mahnung"),
        ("fr", [], "First"),
        ("fi", [{"templateID": "reminderFirst.fi", "subject": "S", "body": "B"}], "Muistutus"),
        ("fi", [], "First call"),
        (None, [], "First call"),
    ],
)
def test_a_level_is_called_as_the_language_of_its_letter_has_it(
    wanted: str | None, words: list[dict[str, Any]], called: str
) -> None:
    """CO-41: by the language of the words that there are, and by its one name where that has none;
    what staff reads of the letter keeps that one.
    """
    labels = {"de": "1. Mahnung", "fi": "Muistutus", "en": "First call"}
    levels = [LEVEL_ROWS[0] | {"label": "First", "labels": labels}]
    payer, terms = replace(PAYER, language=wanted), read_dunning([], levels)
    found = run(Account(payer, [late(10)], [], NOBODY, {}), terms, TODAY)
    told = reminder_letters.letter_of(payer, found, terms, TODAY, 1, words)
    assert (told["facts"]["dunning_level"], told["label"]) == (called, "First")


def test_the_levels_that_there_are_have_a_name_in_every_language() -> None:
    """CO-41."""
    for row in LEVEL_ROWS:
        assert sorted(row["labels"]) == sorted(OTHERS)


@pytest.mark.parametrize(
    ("template_id", "wanted", "amount", "day"),
    [
        ("outcomeTold", None, "1,234.50 EUR", "31 Oct 2026"),
        ("outcomeTold", "en-US", "1,234.50 EUR", "Oct 31, 2026"),
        ("outcomeTold", "fi", "1,234.50 EUR", "31 Oct 2026"),
        ("outcomeTold", "no such thing", "1,234.50 EUR", "31 Oct 2026"),
        ("outcomeTold.de", "de", "1.234,50 EUR", "31.10.2026"),
        ("outcomeTold.de", "de_CH", "1\u2019234.50 EUR", "31.10.2026"),
        ("outcomeTold.fr", "fr", "1\u202f234,50 EUR", "31 oct. 2026"),
        ("outcomeTold.fi", "fi", "1\u00a0234,50 EUR", "31.10.2026"),
    ],
)
def test_amounts_and_days_are_written_as_the_letter_s_language_does(
    template_id: str, wanted: str | None, amount: str, day: str
) -> None:
    """CO-41: in the language of the words that there are, and as the customer's country has it."""
    spelling = Spelling.of(template_id, wanted)
    assert (spelling.amount(123450, "EUR"), spelling.day(date(2026, 10, 31))) == (amount, day)
    assert spelling.amount(-500, "JPY") == "-500 JPY"
    both = spelling.amounts({"EUR": 100, "USD": 200})
    assert "EUR, " not in both, "a comma that parts amounts reads as one within them"
    assert (spelling.amounts({}), "EUR" in both, "USD" in both) == ("", True, True)

"""Letters to customers in every language that the product knows (CO-41)."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.actions.collections.dunning import reminder_wording
from chalicelib.actions.letters.thread_news import MAX_HAPPENED
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS, read_dunning
from chalicelib.domain.collections.dunning.today import Account
from chalicelib.domain.disputes.news import News
from chalicelib.domain.letters.dispatch import DISPUTE, TICKET
from chalicelib.domain.orders.contact import SPOKEN
from chalicelib.domain.orders.evidence import TYPES as EVIDENCE
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.standing import LEVELS
from chalicelib.domain.orders.words import WORDS as PAYOUT_WORDS
from chalicelib.domain.orders.work import CLAIMS
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.mail.examples import example_in_language
from chalicelib.mail.hashtags import names_in
from chalicelib.mail.languages.known import ENGLISH, LANGUAGES, OWN, fallback_of
from chalicelib.mail.languages.words import Words
from chalicelib.mail.letter_kinds import IN_LANGUAGES, LETTER_KINDS
from chalicelib.mail.letters import Reader, write
from chalicelib.mail.speech import Speech
from chalicelib.mail.spelling import Spelling
from chalicelib.mail.templates import check, find, in_language
from chalicelib.mail.wordings import DEFAULTS
from tests.domain.owing import NOBODY, PAYER, TODAY, late

PAGE = "https://redress.test/#/"
READER = Reader("ap@bright.test", "Bright", f"{PAGE}x", f"{PAGE}link/x")
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
    said_in_english = {one for one in english.body.splitlines() if re.search(r"[a-z] [a-z]", one)}
    assert said_in_english.isdisjoint(own.body.splitlines())

    letter = write(own, example_in_language(template_id), READER)
    assert f'<html lang="{language}" dir="ltr">' in letter.html
    words, lines = LANGUAGES[language], own.body.splitlines()
    assert (f">{words.answer}<" in letter.html) is ("#link" in lines)
    if "#dispute_link" in lines:
        assert (
            f'style="color:#1f4fbf;word-break:break-all">{words.link_to(letter.of)}</a>'
            in letter.html
        )
    for said in (letter.text, letter.html):
        assert not re.search(r"\d\.\d\d (USD|EUR)|\d{4}-\d\d-\d\d|Account|Look at", said)
        assert not re.search(r"\b(We|[Uu]nread|Open|[Dd]ispute|[Tt]icket|Monday)\b", said)
        if "items_list_selected" in names_in(own.body):
            assert re.search(r"\d,\d\d (USD|EUR)", said)
            assert "nowrap" in letter.html, "no amount is broken, however narrow the screen is"


def test_what_a_customer_or_a_vendor_gets_is_worded_in_every_language() -> None:
    """CO-41: a letter that says of itself that it goes to one of them, and the answer to a mail,
    whoever wrote that.
    """
    kinds = LETTER_KINDS.items()
    reached = {name for name, kind in kinds if re.search("customer|vendor|operator", kind.sent)}
    assert {*IN_LANGUAGES} == {*reached, "mailRefused"}
    for language in OTHERS:
        assert LANGUAGES[language].letters.keys() == {*IN_LANGUAGES}


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_put_into_letters_is_in_no_language_the_english_word(language: str) -> None:
    """CO-39, CO-41: charges, instalments, and what stands above the items."""

    def spoken(words: Words) -> list[str]:
        things = [text for both in words.things.values() for text in both]
        unread = [words.unread["one"], words.unread["other"]]
        return [*words.items, *words.outcomes, *filter_texts(words), *things, *unread]

    english = replace(ENGLISH, things={of: ENGLISH.things[of] for of in (DISPUTE, TICKET)})
    told = spoken(LANGUAGES[language])
    assert all(word.strip() for word in told)
    assert not [pair for pair in zip(told, spoken(english), strict=True) if pair[0] == pair[1]]
    for mine, theirs in zip(told, spoken(english), strict=True):
        assert re.findall(r"{\w+}", mine) == re.findall(r"{\w+}", theirs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_side_of_a_payout_dispute_is_told_has_words_in_every_language(language: str) -> None:
    """CO-41, PO-19, PO-35: each event that customer or vendor reads, with the amounts, days and
    references that stand in the English sentence, and each claim, answer, level and sort of file.
    """
    words = LANGUAGES[language]
    named = {"claims": CLAIMS, "verdicts": SPOKEN, "levels": LEVELS, "evidence": EVIDENCE}
    assert {sort: {*terms} for sort, terms in words.terms.items()} == {
        sort: {*terms} for sort, terms in named.items()
    }
    told = {*PAYOUT_WORDS[CUSTOMER], *PAYOUT_WORDS[VENDOR]} - {"message"}
    assert told <= words.events.keys() == ENGLISH.events.keys()
    for name, said in words.events.items():
        assert {*re.findall(r"{\w+}", said)} == {*re.findall(r"{\w+}", ENGLISH.events[name])}
        assert language == OWN or said != ENGLISH.events[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_news_keeps_its_amounts(language: str) -> None:
    """PO-29, CO-41: what happened is told whole, however much it comes to; of what was kept too
    little, nothing is.
    """
    speech = Speech.of("orderNews" if language == OWN else f"orderNews.{language}")
    much = {"amount": Decimal("9999999999.99"), "currency": "INR"}
    values = {"order": "N" * 64, "fine": much, "now": much, "owed": much}
    told = speech.told([News(name, values, {}) for name in ("vendorOutcome", "fined.owed")])
    assert told
    assert len(told) <= MAX_HAPPENED
    assert told.count("INR") == 3
    assert speech.told([News("fined.owed", {}, {})]) is None


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("en", ["1 unread message", "2 unread messages", "5 unread messages"]),
        ("de", ["1 ungelesene Nachricht", "2 ungelesene Nachrichten", "5 ungelesene Nachrichten"]),
        ("fr", ["1 message non lu", "2 messages non lus", "5 messages non lus"]),
        (
            "pl",
            [
                "1 nieprzeczytana wiadomość",
                "2 nieprzeczytane wiadomości",
                "5 nieprzeczytanych wiadomości",
            ],
        ),
        ("ar", ["1 unread message", "2 unread messages", "5 unread messages"]),
    ],
)
def test_what_is_counted_has_the_form_of_its_number(language: str, counts: list[str]) -> None:
    """CO-41: in a language that administrators brought too, whose words are the standard ones."""
    speech = Speech.of("messageNews" if language == "en" else f"messageNews.{language}")
    assert [speech.unread(count) for count in (1, 2, 5)] == counts


def test_french_breaks_no_line_before_a_mark() -> None:
    """CO-41: nor does what administrators worded, though texts are kept with plain spaces."""
    own = check("messageNews.fr", "Ça va ?", "Bonjour !\n#news\nC’est « bon » : oui\n#dispute_link")
    letter = write(own, example_in_language("messageNews.fr"), READER)
    assert letter.subject == "Ça va\N{NO-BREAK SPACE}?"
    assert "Nous\N{NO-BREAK SPACE}: Merci" in letter.text
    assert not re.search(" [:;?!»]", letter.text)
    listed = write(find("reminderFirst.fr", []), example_in_language("reminderFirst.fr"), READER)
    assert "- 1984950\N{NO-BREAK SPACE}: échéance" in listed.text
    assert ">Échéance\N{NO-BREAK SPACE}:</td>" in listed.html


def filter_texts(words: Words) -> list[str]:
    told = {name: value for name, value in vars(words).items() if name != "says"}
    return [value for value in told.values() if isinstance(value, str)]


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
    told = reminder_wording.letter_of(payer, found, terms, TODAY, 1, words)
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
    assert spelling.amount(-500, "JPY").lstrip("-\N{MINUS SIGN}") == "500 JPY"
    both = spelling.amounts({"EUR": 100, "USD": 200})
    assert "EUR, " not in both, "a comma that parts amounts reads as one within them"
    assert (spelling.amounts({}), "EUR" in both, "USD" in both) == ("", True, True)

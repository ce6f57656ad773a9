"""Letters to customers whose name, currency, language tag or zone is uncommon (CO-41)."""

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.actions.collections import promise_letters
from chalicelib.actions.collections.dunning import reminder_wording
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.today import Account
from chalicelib.mail.examples import example_in_language
from chalicelib.mail.languages.known import LANGUAGES, fallback_of
from chalicelib.mail.letter_kinds import IN_LANGUAGES
from chalicelib.mail.letters import MAX_NAME, MAX_SUBJECT, Reader, write
from chalicelib.mail.spelling import Spelling
from chalicelib.mail.templates import find, in_language
from tests.domain.follow_ups import COLLECTOR, HOURS
from tests.domain.owing import NOBODY, PAYER, TERMS, late

NARROW, HARD = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
QUOTE, MINUS = "\N{RIGHT SINGLE QUOTATION MARK}", "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("tag", "language", "amount", "day", "is_fallback"),
    [
        ("de-CH", "de", f"-1{QUOTE}234{QUOTE}567.89 EUR", "08.12.2026", False),
        ("DE_at", "de", "-1.234.567,89 EUR", "08.12.2026", False),
        ("de-Latn-CH", "de", f"-1{QUOTE}234{QUOTE}567.89 EUR", "08.12.2026", False),
        ("de-", "de", "-1.234.567,89 EUR", "08.12.2026", False),
        ("de-XX", "de", "-1.234.567,89 EUR", "08.12.2026", False),
        ("de_DE.UTF-8", "de", "-1.234.567,89 EUR", "08.12.2026", False),
        ("pt-BR", "pt", "-1.234.567,89 EUR", "8 de dez. de 2026", False),
        ("pt-PT", "pt", f"-1{HARD}234{HARD}567,89 EUR", "08/12/2026", False),
        ("fr-CA", "fr", f"-1{HARD}234{HARD}567,89 EUR", "8 déc. 2026", False),
        ("es-MX", "es", "-1,234,567.89 EUR", "8 dic 2026", False),
        ("sv-FI", "sv", f"{MINUS}1{HARD}234{HARD}567,89 EUR", "8 dec. 2026", False),
        ("en_GB", "en", "-1,234,567.89 EUR", "8 Dec 2026", False),
        ("en-IN", "en", "-12,34,567.89 EUR", "8 Dec 2026", False),
        ("en-US", "en", "-1,234,567.89 EUR", "Dec 8, 2026", False),
        ("", "en", "-1,234,567.89 EUR", "8 Dec 2026", False),
        (None, "en", "-1,234,567.89 EUR", "8 Dec 2026", False),
        ("xx", "en", "-1,234,567.89 EUR", "8 Dec 2026", True),
        ("zh-Hant", "en", "-1,234,567.89 EUR", "8 Dec 2026", True),
        ("Deutsch", "en", "-1,234,567.89 EUR", "8 Dec 2026", True),
        ("-", "en", "-1,234,567.89 EUR", "8 Dec 2026", True),
    ],
)
def test_each_tag_has_its_words_amounts_and_days_or_says_what_stands_in(
    tag: str | None, language: str, amount: str, day: str, is_fallback: bool
) -> None:
    """CO-41: as the country that a tag names writes them; one that nobody knows is the language."""
    template_id = in_language("reminderFirst", tag, [])
    assert template_id == "reminderFirst" + ("" if language == "en" else f".{language}")
    spelling = Spelling.of(template_id, tag)
    assert spelling.amount(-123456789, "EUR") == amount
    assert spelling.day(date(2026, 12, 8)) == day
    assert (fallback_of(tag, template_id) is not None) is is_fallback


@pytest.mark.parametrize(
    ("minor", "currency", "german", "english"),
    [
        (1234567, "JPY", "1.234.567 JPY", "1,234,567 JPY"),
        (-1, "JPY", "-1 JPY", "-1 JPY"),
        (1234567, "KWD", "1.234,567 KWD", "1,234.567 KWD"),
        (-5, "BHD", "-0,005 BHD", "-0.005 BHD"),
        (0, "BHD", "0,000 BHD", "0.000 BHD"),
        (10**15, "EUR", "10.000.000.000.000,00 EUR", "10,000,000,000,000.00 EUR"),
    ],
)
def test_each_amount_has_as_many_decimals_as_its_currency(
    minor: int, currency: str, german: str, english: str
) -> None:
    """CO-41: credits too, and of a thousand parts."""
    assert Spelling.of("outcomeTold.de", None).amount(minor, currency) == german
    assert Spelling.of("outcomeTold", None).amount(minor, currency) == english


ODD_NAMES = {
    "from right to left": "שירותי טלקום בע״מ",
    "both ways": "شركة Bright 24",
    "of 200 letters": "Donaudampfschifffahrts" * 10,
    "of emoji": "👩‍👩‍👧 Café 🇩🇪",
    "of markup": "<b>Bright</b> & “Sons”",
    "turned": "Bright \u202emoceleT\u202c",
    "with breaks": "Bright\r\nBcc: a@b.test",
    "with a hashtag": "#link #items_total",
}


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
@pytest.mark.parametrize("language", ["en", "de", "pl"])
@pytest.mark.parametrize("kind", IN_LANGUAGES)
def test_a_name_stays_a_name_whatever_it_is_made_of(kind: str, language: str, name: str) -> None:
    """DM-03, CO-41: it breaks no line, turns no amount, adds no element, recipient or hashtag, and
    no letter grows beyond what a mail shows of it.
    """
    template_id = kind if language == "en" else f"{kind}.{language}"
    facts = example_in_language(template_id)
    if "customer_name" in {one.name for one in fields(facts)}:
        facts = replace(facts, customer_name=name)  # type: ignore[call-arg]
    page = "https://redress.test/#/x"
    letter = write(find(template_id, []), facts, Reader("a@b.test", name, page, f"{page}/y"))
    plain = write(
        find(template_id, []),
        example_in_language(template_id),
        Reader("a@b.test", "Bright", page, f"{page}/y"),
    )
    assert len(letter.to_name) <= MAX_NAME
    assert len(letter.subject) <= MAX_SUBJECT
    assert "\n" not in letter.subject + letter.to_name
    assert letter.text.count("\n") == plain.text.count("\n")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", letter.text + letter.html)
    shown = re.sub("</?bdi>", "", letter.html)
    assert len(re.findall("<[a-z/]", shown)) == len(re.findall("<[a-z/]", plain.html))
    runs_left = re.search("[\u0590-\u06ff]", letter.text) is not None
    assert ("<bdi>" in letter.html) is runs_left
    told = re.findall(r"\d[\d.,]*\s(?:USD|EUR)", letter.text)
    assert told == re.findall(r"\d[\d.,]*\s(?:USD|EUR)", plain.text)


def test_words_in_a_language_from_right_to_left_run_so() -> None:
    """CO-41: those of administrators; the nine of the product do not."""
    told = example_in_language("messageNews.ar")
    letter = write(
        replace(find("messageNews", []), template_id="messageNews.ar"),
        told,
        Reader("a@b.test", "Bright", ""),
    )
    assert '<html lang="ar" dir="rtl">' in letter.html
    assert '<td class="text" lang="ar" dir="rtl"' in letter.html, "what Gmail keeps of it"
    assert {Spelling.of(f"messageNews.{one}", None).direction for one in LANGUAGES} == {"ltr"}


@pytest.mark.parametrize(
    ("zone", "today", "last_day"),
    [
        ("Pacific/Kiritimati", "01.12.2026", "Montag, 28. Dezember 2026"),
        ("Pacific/Tongatapu", "01.12.2026", "Montag, 28. Dezember 2026"),
        ("Europe/Berlin", "30.11.2026", "Sonntag, 27. Dezember 2026"),
        ("Pacific/Pago_Pago", "30.11.2026", "Sonntag, 27. Dezember 2026"),
        ("No/Such_Zone", "30.11.2026", "Sonntag, 27. Dezember 2026"),
        (None, "30.11.2026", "Sonntag, 27. Dezember 2026"),
    ],
)
def test_days_are_those_of_the_customer_s_zone(zone: str | None, today: str, last_day: str) -> None:
    """CO-41, CO-25: where it is another day already; a link that ends within a day is told to be
    good until the one before, all of which it is.
    """
    now = datetime(2026, 11, 30, 11, 30, tzinfo=UTC)
    payer = replace(PAYER, time_zone=zone, language="de")
    day = HOURS.day_in(zone, now)
    found = run(Account(payer, [late(10)], [], NOBODY, {}), TERMS, day)
    reminder = reminder_wording.letter_of(payer, found, TERMS, day, 1, [])
    assert reminder["facts"]["as_of"] == today
    asked = promise_letters.letter_of(
        payer, "a@b.test", [late(10)], None, COLLECTOR, now, HOURS, 1, []
    )
    assert asked["facts"]["due"] == last_day

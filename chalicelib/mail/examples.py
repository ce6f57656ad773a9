"""Matters that never were, of letters to customers, in each language: for previews (CO-41)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from chalicelib.domain.collections.dunning_terms import REMINDERS
from chalicelib.mail.example_facts import EXAMPLE_PROMISE, EXAMPLE_REMINDER, example_of
from chalicelib.mail.facts import PromiseFacts, ReminderFacts, Row
from chalicelib.mail.languages.known import words_of
from chalicelib.mail.languages.words import PROMISE
from chalicelib.mail.letters import Facts
from chalicelib.mail.outcomes import EXAMPLE_OUTCOME, OUTCOME, OutcomeFacts
from chalicelib.mail.spelling import Spelling
from chalicelib.mail.templates import base_of

_INVOICE, _DUE, _TODAY = "1984950", date(2026, 10, 31), date(2026, 11, 30)


def example_in_language(template_id: str) -> Facts:
    """An example for a template: of a letter to customers as its language would have it."""
    make = _MADE.get(base_of(template_id))
    return make(template_id) if make else example_of(template_id)


def _reminder(template_id: str) -> ReminderFacts:
    words, spelling = words_of(template_id), Spelling.of(template_id, None)
    missed = words.instalment.format(
        number=2, day=spelling.day(_DUE), amount=spelling.amount(4000, "USD")
    )
    return replace(
        EXAMPLE_REMINDER,
        as_of=spelling.day(_TODAY),
        items_total=spelling.amount(5000, "USD"),
        credits_named=spelling.amount(1200, "EUR"),
        credits_set_off=spelling.amount(500, "USD"),
        instalments_missed=missed,
        columns=words.items,
        parts=_items(spelling),
    )


def _promise(template_id: str) -> PromiseFacts:
    words, spelling = words_of(template_id), Spelling.of(template_id, None)
    return replace(
        EXAMPLE_PROMISE,
        items_total=spelling.amount(5000, "USD"),
        due=spelling.whole_day(_TODAY),
        columns=words.items,
        parts=_items(spelling),
    )


def _outcome(template_id: str) -> OutcomeFacts:
    words, spelling = words_of(template_id), Spelling.of(template_id, None)
    amounts = (495, 300, 195, 3195)
    return replace(
        EXAMPLE_OUTCOME,
        as_of=spelling.day(_TODAY),
        items_total=spelling.amount(amounts[-1], "USD"),
        pay_by=spelling.day(date(2026, 12, 7)),
        columns=words.outcomes_without_withdrawn,
        parts=((_INVOICE, *(spelling.amount(minor, "USD") for minor in amounts)),),
    )


def _items(spelling: Spelling) -> tuple[Row, ...]:
    amounts = (spelling.amount(minor, "USD") for minor in (8000, 3000, 5000))
    return ((_INVOICE, spelling.day(_DUE), *amounts),)


_MADE: Mapping[str, Callable[[str], Facts]] = {
    **dict.fromkeys(REMINDERS, _reminder),
    OUTCOME: _outcome,
    PROMISE: _promise,
}

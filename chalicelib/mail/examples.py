"""Matters that never were, of letters to customers, in each language: for previews (CO-41)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from chalicelib.domain.collections.dunning.terms import REMINDERS
from chalicelib.domain.disputes.news import News
from chalicelib.mail.example_facts import (
    EXAMPLE_CONVERSATION,
    EXAMPLE_ORDER,
    EXAMPLE_PROMISE,
    EXAMPLE_REMINDER,
    EXAMPLE_REPLY,
    EXAMPLE_THREAD,
    EXAMPLE_TICKET,
    example_of,
)
from chalicelib.mail.facts import (
    ConversationFacts,
    OrderFacts,
    PromiseFacts,
    ReminderFacts,
    ReplyFacts,
    Row,
    ThreadFacts,
    TicketFacts,
)
from chalicelib.mail.languages.known import ENGLISH, words_of
from chalicelib.mail.languages.words import PROMISE
from chalicelib.mail.letter_kinds import (
    CONVERSATION_LETTERS,
    ORDER_LETTERS,
    REPLY_LETTERS,
    TICKET_LETTERS,
)
from chalicelib.mail.letters import Facts
from chalicelib.mail.outcomes import EXAMPLE_OUTCOME, OUTCOME, OutcomeFacts
from chalicelib.mail.speech import Speech
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
        comment=EXAMPLE_PROMISE.comment if words == ENGLISH else words.example,
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


def _conversation(template_id: str) -> ConversationFacts:
    speech = Speech.of(template_id)
    news = speech.by_us(speech.words.example)
    return replace(EXAMPLE_CONVERSATION, unread=speech.unread(2), news=news)


def _thread(template_id: str) -> ThreadFacts:
    speech = Speech.of(template_id)
    asked = {"side": EXAMPLE_THREAD.operator_name, "amount": {"amount": 5, "currency": "GBP"}}
    news = speech.told([News("booking.fundsRequested", asked, {})])
    is_english = speech.words == ENGLISH
    return replace(
        EXAMPLE_THREAD,
        unread=speech.unread(2),
        news=EXAMPLE_THREAD.news if is_english else news or "",
        issue=EXAMPLE_THREAD.issue if is_english else speech.words.example,
    )


def _ticket(template_id: str) -> TicketFacts:
    speech = Speech.of(template_id)
    news = speech.by_us(speech.words.example)
    return replace(EXAMPLE_TICKET, unread=speech.unread(2), news=news)


def _order(template_id: str) -> OrderFacts:
    speech, zone = Speech.of(template_id), "Asia/Kolkata"
    ends = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    told = {
        "orderNews": News("outcome.paid", {"amount": {"amount": 4000, "currency": "INR"}}, {}),
        "vendorAsked": News("vendorAsked", {"due": ends}, {}),
    }.get(base_of(template_id))
    return replace(
        EXAMPLE_ORDER,
        claim=speech.term("claims", "notPaid"),
        unread=speech.unread(2),
        news=(speech.told([told], zone) if told else None) or EXAMPLE_ORDER.news,
        deadline=speech.spelling.moment(ends, zone),
    )


def _reply(template_id: str) -> ReplyFacts:
    words = words_of(template_id)
    comment = words.refused if words != ENGLISH else EXAMPLE_REPLY.comment
    thing = words.thing(EXAMPLE_REPLY.of, EXAMPLE_REPLY.dispute_id)
    return replace(EXAMPLE_REPLY, comment=comment, thing=thing)


def _items(spelling: Spelling) -> tuple[Row, ...]:
    amounts = (spelling.amount(minor, "USD") for minor in (8000, 3000, 5000))
    return ((_INVOICE, spelling.day(_DUE), *amounts),)


_MADE: Mapping[str, Callable[[str], Facts]] = {
    **dict.fromkeys(REMINDERS, _reminder),
    OUTCOME: _outcome,
    PROMISE: _promise,
    **dict.fromkeys(CONVERSATION_LETTERS, _conversation),
    **dict.fromkeys(TICKET_LETTERS, _ticket),
    "bookingNews": _thread,
    **dict.fromkeys(ORDER_LETTERS, _order),
    **dict.fromkeys(REPLY_LETTERS, _reply),
}

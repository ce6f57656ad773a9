"""News of a payout dispute: which sentences tell a side of an event, and what stands in them, for
letters in any language (CO-41, PO-19, PO-35).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.news import News
from chalicelib.domain.orders.words import WORDS

TERMS = {"claim": "claims", "verdict": "verdicts", "level": "levels", "type": "evidence"}
"""What of an event's data is a term → the terms among which a language has its word."""
_MOMENTS = {"dueAt": "due", "until": "until"}
_PLAIN = ("reason", "name", "order", "dispute", "leads", "count", "days", "text")


def news_of(event: Event) -> tuple[News, ...]:
    """What a side is told of an event; nothing of what has no sentence, such as a message."""
    if event.type == "message" or not any(event.type in words for words in WORDS.values()):
        return ()
    told = dict(event.words["values"]) if event.words else {}
    after, type_ = event.after, event.type
    if type_ == "outcome" and after.get("payout"):
        return (_news("outcome.paid", told, after),)
    if type_ == "outcomeReversed" and "amount" in told:
        return (_news("outcomeReversed.owed", told, after),)
    news = [_news(type_, told, after)]
    if type_ == "vendorOutcome" and after.get("fine"):
        news.append(_news("fined.owed" if after.get("owed") else "fined", told, after))
    if type_ == "vendorAnswered":
        news = [_news("vendorAnswered.amount", told, after)] if "amount" in after else news
        news += [_news("late", told, after)] if after.get("late") else []
    if type_ == "standingChanged":
        news += [one for reason in after.get("reasons", ()) for one in _reason(reason)]
    return tuple(news)


def _reason(reason: Mapping[str, Any]) -> list[News]:
    """Why a vendor stands as it does, and until when."""
    why = [_news(str(reason["sentence"]), {}, reason)]
    return [*why, _news("standing.until", {}, reason)] if reason.get("until") else why


def _news(sentence: str, told: Mapping[str, Any], data: Mapping[str, Any]) -> News:
    values = dict(told) | {name: str(data[name]) for name in _PLAIN if data.get(name)}
    for name, called in _MOMENTS.items():
        if data.get(name):
            values[called] = datetime.fromisoformat(data[name])
    terms = {name: (sort, str(data[name])) for name, sort in TERMS.items() if name in data}
    return News(sentence, values, terms)

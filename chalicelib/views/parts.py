"""What several views share."""

import json
from datetime import datetime
from typing import Any

from chalicelib.domain.base.money import to_number
from chalicelib.domain.base.sentences import told_of
from chalicelib.domain.disputes.amounts import Shares
from chalicelib.domain.disputes.choice import Choice
from chalicelib.domain.disputes.events import Change, Event

View = dict[str, Any]


def to_json(view: Any) -> str:
    """The JSON text of a view, as it is sent and kept."""
    return json.dumps(view, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def instant(at: datetime | None) -> str | None:
    """A moment in UTC, or null."""
    return at.isoformat().replace("+00:00", "Z") if at else None


def said(name: str, text: str | None) -> View:
    """A sentence under its name in plain words and, where amounts stand in it, as data in `words`: `{text, values}`."""
    words = told_of(text)
    return {name: text} | ({"words": words} if words else {})


def shares_view(shares: Shares, currency: str) -> View:
    """What became of disputed money, or is to: the same six parts everywhere, which come to what is disputed (X-06)."""
    return {
        "credited": to_number(shares.credited, currency),
        "approved": to_number(shares.approved, currency),
        "askedFor": to_number(shares.asked_for, currency),
        "withdrawn": to_number(shares.withdrawn, currency),
        "declined": to_number(shares.declined, currency),
        "undecided": to_number(shares.undecided, currency),
    }


def choice_view(choice: Choice) -> View:
    """An action with why-not (X-02)."""
    view: View = {
        "name": choice.name,
        "allowed": choice.allowed,
        "rule": choice.rule,
        **said("reason", choice.reason),
        "unblockedBy": list(choice.unblocked_by),
    }
    if choice.becomes:
        view["becomes"] = choice.becomes
    if choice.dispute_id:
        view["disputeID"] = choice.dispute_id
    return view


def event_text(event: Event) -> View:
    """What an event tells, in plain words and as data where it was kept so."""
    return {"text": event.text} | ({"words": event.words} if event.words else {})


def change_view(change: Change) -> View:
    """What would be recorded (X-03)."""
    return {"type": change.type, **said("text", change.text)}

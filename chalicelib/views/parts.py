"""What several views share."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, NotRequired, TypeVar, cast, overload

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.base.sentences import parts_of
from chalicelib.domain.disputes.amounts import Shares
from chalicelib.domain.disputes.choice import Choice
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, Event
from chalicelib.views.answers import Amount, Moment, Worded, Words, meaning, one_of

if TYPE_CHECKING:
    from chalicelib.views.answers import Json

T = TypeVar("T")

View = dict[str, Any]


class SharesView(TypedDict):
    """What became of disputed money, or is to; the parts come to what is disputed (X-06)."""

    credited: Amount
    approved: Amount
    askedFor: Amount
    withdrawn: Amount
    declined: Amount
    undecided: Amount


class ChoiceView(Worded):
    """An action: whether it is open to whoever asks, and if not, why and who can change that
    (X-02).
    """

    name: str
    allowed: bool
    rule: str | None
    reason: str | None
    unblockedBy: list[str]
    becomes: NotRequired[Annotated[str, meaning("What it would come to.")]]
    disputeID: NotRequired[Annotated[str, meaning("The dispute that stands in the way.")]]


class EventText(Worded):
    """What an event tells."""

    text: str


class ChangeView(EventText):
    """What would be recorded (X-03)."""

    type: str


class DeadlineView(TypedDict):
    """What is due of an open dispute, from whom or to whom, and when (X-04, CK-11, PO-07)."""

    party: str
    what: Annotated[
        str,
        one_of("move", "firstStep", "answer", "approval", "outcome", "confirmation", "objection"),
    ]
    at: Moment


class ElapsedView(TypedDict):
    """How long it has been somebody's move (X-04)."""

    party: str
    businessSeconds: float


def to_json(view: T) -> "Json[T]":
    """The JSON text of a view, as it is sent and kept."""
    return cast(
        "Json[T]", json.dumps(view, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    )


@overload
def instant(at: datetime) -> str: ...
@overload
def instant(at: None) -> None: ...
@overload
def instant(at: datetime | None) -> str | None: ...
def instant(at: datetime | None) -> str | None:
    """A moment in UTC, or null."""
    return at.isoformat().replace("+00:00", "Z") if at else None


def words_of(text: str | None) -> Worded:
    """What stands beside a sentence, as data in `words`, where amounts stand in it."""
    words = parts_of(text)
    return {"words": cast(Words, words)} if words else {}


def shares_view(shares: Shares, currency: str) -> SharesView:
    """What became of disputed money, or is to: the same six parts everywhere, which come to what is
    disputed (X-06).
    """
    return {
        "credited": to_number(shares.credited, currency),
        "approved": to_number(shares.approved, currency),
        "askedFor": to_number(shares.asked_for, currency),
        "withdrawn": to_number(shares.withdrawn, currency),
        "declined": to_number(shares.declined, currency),
        "undecided": to_number(shares.undecided, currency),
    }


def choice_view(choice: Choice) -> ChoiceView:
    """An action with why-not (X-02)."""
    view: ChoiceView = {
        "name": choice.name,
        "allowed": choice.allowed,
        "rule": choice.rule,
        "reason": choice.reason,
        **words_of(choice.reason),
        "unblockedBy": list(choice.unblocked_by),
    }
    if choice.becomes:
        view["becomes"] = choice.becomes
    if choice.dispute_id:
        view["disputeID"] = choice.dispute_id
    return view


def event_text(event: Event) -> EventText:
    """What an event tells, in plain words and as data where it was kept so."""
    return told_text(event.text, event.words)


def told_text(text: str, words: dict[str, Any] | None) -> EventText:
    """A text that was kept, and as data where it was kept so."""
    return {"text": text, "words": cast(Words, words)} if words else {"text": text}


def change_view(change: Change) -> ChangeView:
    """What would be recorded (X-03)."""
    return {"type": change.type, "text": change.text, **words_of(change.text)}


def deadline_views(dispute: Dispute) -> list[DeadlineView]:
    """What is due of a dispute, the most urgent first."""
    return [
        {"party": one.party, "what": one.what, "at": instant(one.at)} for one in dispute.deadlines
    ]

"""Follow-ups as they stand in the agenda, and what can be done with each from its row (DM-07)."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.collections.agenda import WHENS, when
from chalicelib.domain.collections.answering import WARNS_AFTER
from chalicelib.domain.collections.choices import choices
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.item import OUTCOMES
from chalicelib.domain.collections.statuses import CATEGORIES
from chalicelib.domain.disputes.context import Context
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, Who, meaning, one_of
from chalicelib.views.parts import ChoiceView, choice_view, instant


class SumView(TypedDict):
    """What is outstanding in one currency (CO-03)."""

    currency: str
    amount: Amount


class ItemStatusPart(TypedDict):
    """The status that the items were given, as it was called then."""

    statusID: OutsideID
    label: str
    category: Annotated[str, one_of(*CATEGORIES)]


class ModelPart(TypedDict):
    """What is to be done, as it was called then (DM-05)."""

    modelID: OutsideID
    label: str
    toDo: str


class FollowUpRow(TypedDict):
    """A follow-up as it stands in the agenda."""

    followUpID: str
    customerID: OutsideID
    customerName: str
    status: str
    itemStatus: ItemStatusPart
    model: ModelPart | None
    comment: str | None
    collector: Who
    resolver: Who | None
    awaited: Annotated[
        list[Who],
        meaning("Who has something to answer: whoever has all of it, or single items (DM-07)."),
    ]
    lostResolvers: Annotated[
        list[str],
        meaning(
            "Who was to be asked by the last chase and is not here, or may not see the customer"
            " any more: name others for what these clear up (RV-03)."
        ),
    ]
    dueDate: Day
    when: Annotated[Annotated[str, one_of(*WHENS)] | None, meaning("Null once it has ended.")]
    items: Annotated[int, meaning("How many are in it.")]
    outcomes: Annotated[
        list[Annotated[str, one_of(*OUTCOMES)]],
        meaning("What can be said to have become of all of them at once."),
    ]
    sums: Annotated[list[SumView], meaning("What was outstanding when the items came in.")]
    chases: int
    chasedBy: Annotated[str | None, meaning("Who did so last.")]
    chasedAt: Moment | None
    unanswered: Annotated[int, meaning("How often it was chased since the last answer.")]
    managerTold: bool
    isUnconfirmed: Annotated[
        bool, meaning("Whether somebody has to say that a mail was sent, or was not (CO-15).")
    ]
    unconfirmed: Annotated[
        list[int], meaning("The events whose mails those are, by their numbers, the oldest first.")
    ]
    isPassedAround: Annotated[bool, meaning("Whether it was handed on again and again.")]
    answeredBy: str | None
    answeredAt: Moment | None
    answerComment: str | None
    postponed: Annotated[
        int, meaning("How often the resolver put the date off since the collector set it (CO-11).")
    ]
    wishedDate: Annotated[
        Day | None, meaning("What the resolver asks for, where that is for the collector to say.")
    ]
    waitingFor: str | None
    waitingSince: Moment | None
    openedAt: Moment
    openedBy: str
    endedAt: Moment | None
    endedBy: str | None
    version: int
    actions: Annotated[list[ChoiceView], meaning("What whoever looks can do, or why not (X-02).")]


def row_view(follow_up: FollowUp, context: Context) -> FollowUpRow:
    """A follow-up in the agenda, by itself."""
    today = context.hours.day_of(context.at)
    return {
        "followUpID": follow_up.follow_up_id,
        "customerID": follow_up.customer_id,
        "customerName": follow_up.customer_name,
        "status": follow_up.status,
        "itemStatus": {
            "statusID": follow_up.item_status,
            "label": follow_up.item_status_label,
            "category": follow_up.category,
        },
        "model": _model(follow_up),
        "comment": follow_up.comment,
        "collector": {"userID": follow_up.collector_id, "name": follow_up.collector},
        "resolver": who(follow_up.resolver_id, follow_up.resolver),
        "awaited": [
            {"userID": one, "name": name or ""} for one, name in follow_up.awaited_people.items()
        ],
        "lostResolvers": list(follow_up.lost),
        "dueDate": follow_up.due.isoformat(),
        "when": when(follow_up, today),
        "items": len(follow_up.items_in),
        "outcomes": list(follow_up.outcomes),
        "sums": [
            {"currency": currency, "amount": to_number(minor, currency)}
            for currency, minor in follow_up.sums.items()
        ],
        "chases": follow_up.chases,
        "chasedBy": follow_up.chased_by,
        "chasedAt": instant(follow_up.chased_at),
        "unanswered": follow_up.unanswered,
        "managerTold": follow_up.manager_told,
        "isUnconfirmed": follow_up.unconfirmed is not None,
        "unconfirmed": list(follow_up.unconfirmed_mails),
        "isPassedAround": follow_up.hand_ons >= WARNS_AFTER,
        "answeredBy": follow_up.answered_by,
        "answeredAt": instant(follow_up.answered_at),
        "answerComment": follow_up.answer_comment,
        "postponed": follow_up.postponed,
        "wishedDate": follow_up.wished.isoformat() if follow_up.wished else None,
        "waitingFor": follow_up.waiting_for,
        "waitingSince": instant(follow_up.waiting_since),
        "openedAt": instant(follow_up.opened_at),
        "openedBy": follow_up.opened_by,
        "endedAt": instant(follow_up.ended_at),
        "endedBy": None if follow_up.is_open else follow_up.changed_by,
        "version": follow_up.version,
        "actions": [choice_view(one) for one in choices(follow_up, context)],
    }


def who(user_id: str | None, name: str | None) -> Who | None:
    """Somebody by id and name; None for nobody."""
    return {"userID": user_id, "name": name or ""} if user_id else None


def _model(follow_up: FollowUp) -> ModelPart | None:
    if follow_up.model_id is None:
        return None
    return {
        "modelID": follow_up.model_id,
        "label": follow_up.model_label or "",
        "toDo": follow_up.to_do or "",
    }

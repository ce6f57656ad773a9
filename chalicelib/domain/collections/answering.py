"""What a resolver answers by the personal link: accept or refuse, item by item, or another date;
and what that one writes (DM-04, CO-08, CO-09, CO-11).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.collections.case import FollowUpCase, check_due, scheduled
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.item import FollowUpItem
from chalicelib.domain.collections.lifecycle import ANSWERED, COLLECTOR
from chalicelib.domain.disputes.attachments import Attachment
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.people.person import Person
from chalicelib.domain.people.stand_ins import reached_from
from chalicelib.errors import (
    AlreadyDone,
    FollowUpEnded,
    Forbidden,
    IllegalMove,
    InvalidInput,
    LinkOutdated,
)
from chalicelib.values import dataclass

WARNS_AFTER = 3
"""After so many times that it was handed on the page warns (CO-10)."""


@dataclass(frozen=True)
class ItemAnswer:
    """What a resolver says of one item."""

    answer: str
    comment: str | None = None


@dataclass(frozen=True)
class Given:
    """What a resolver says: of items by number, of all of it, and until when it needs."""

    items: Mapping[str, ItemAnswer]
    comment: str | None = None
    due: date | None = None


def check_link(follow_up: FollowUp, number: int, user_id: str = "") -> None:
    """`FollowUpEnded`, `LinkOutdated` or `AlreadyDone`, saying by whom and when, where a link is
    good for nothing any more (CO-09, CO-10).
    """
    if not follow_up.is_open:
        raise FollowUpEnded(follow_up.how_it_ended)
    if number != follow_up.asked:
        raise LinkOutdated(
            f"This is in the hands of {follow_up.resolver} by now; there is nothing left for you to"
            " do.",
            rule="CO-10",
        )
    if user_id in follow_up.ended_links or _has_nothing_left(follow_up, user_id):
        raise LinkOutdated(
            "Your items have left, or are in others' hands by now; there is nothing left for you to"
            " do.",
            rule="CO-10",
        )
    if follow_up.status == ANSWERED:
        words = "{by} answered at {at}; nothing more is asked."
        said = Sentence(words, by=follow_up.answered_by, at=follow_up.answered_at)
        raise AlreadyDone(said, rule="CO-09")
    if own := [item for item in follow_up.items_in if item.resolver_id == user_id]:
        _check_unanswered(follow_up, own)
    elif user_id == follow_up.resolver_id:
        _check_unanswered(follow_up, [item for item in follow_up.items_in if not item.resolver_id])


def _has_nothing_left(follow_up: FollowUp, user_id: str) -> bool:
    """Whether no item is in somebody's hands any more; who has all of it has also those of others
    of whom none can be asked (DM-10).
    """
    hands = set(follow_up.hands())
    if not user_id or user_id in hands:
        return False
    return user_id != follow_up.resolver_id or bool(hands - set(follow_up.lost_resolvers))


def answer(
    case: FollowUpCase,
    given: Given,
    number: int,
    terms: ChaseTerms,
    context: Context,
    hands_id: str = "",
) -> FollowUpCase:
    """The follow-up answered, so that the collector goes on; with a new date alone it waits on, as
    long as that is near enough, and not put off again and again (CO-08, CO-11). Who stands in for
    somebody answers for the items in that one's hands (`hands_id`), and for no others (CO-17).
    """
    before = case.follow_up
    hands_id = hands_id or context.actor.user_id
    check_link(before, number, hands_id)
    _check_given(before, given, hands_id)
    due = check_due(given.due, context) if given.due else None
    today = context.hours.day_of(context.at)
    near = due if due and due <= today + timedelta(days=terms.max_days) else None
    if near and not given.items and postponements_left(before, terms):
        return _postponed(case, near, given, terms, context, hands_id)
    said = _said(before, given, context)
    if others := _others_asked(said, given, hands_id):
        return _answered_in_part(
            case, replace(said, wished=due or before.wished), others, given, context
        )
    changed = replace(
        said.moved("answer", context.at, context.hours),
        wished=None if near and given.items else due,
        due=near if near and given.items else said.due,
        unanswered=0,
        manager_told=False,
        chase_at=None,
    )
    text = f"{context.actor.name} answered."
    if near and not given.items:
        text = (
            f"{context.actor.name} asks for time until {near.isoformat()}. The date was put off"
            f" {before.postponed} times already, so it waits for {before.collector}."
        )
    return case.with_follow_up(changed, _answered(before, given, text))


def _answered_in_part(
    case: FollowUpCase,
    said: FollowUp,
    others: Sequence[str],
    given: Given,
    context: Context,
) -> FollowUpCase:
    """The follow-up in which others are still asked; time that somebody asked for, and for nothing
    else, is for the collector to say, and until then nobody is chased (DM-10, CO-11).
    """
    part = said.moved("answerPart", context.at, context.hours)
    rest, name = ", ".join(others), context.actor.name
    text = f"{name} answered in part; still asked is invoice {rest}."
    if not given.items and said.wished:
        part = replace(part.waiting(COLLECTOR, context.at, context.hours), chase_at=None)
        text = (
            f"{name} asks for time until {said.wished.isoformat()}, which waits for"
            f" {said.collector}; still asked is invoice {rest}."
        )
    return case.with_follow_up(part, _answered(case.follow_up, given, text))


def _postponed(
    case: FollowUpCase,
    due: date,
    given: Given,
    terms: ChaseTerms,
    context: Context,
    hands_id: str,
) -> FollowUpCase:
    """The follow-up on another day, as the resolver alone has put it; who says until when has
    answered, and is not silent (CO-11, CO-19).
    """
    before = case.follow_up
    is_alone = not _others_asked(before, given, hands_id)
    asked = replace(
        before.moved("move", context.at, context.hours),
        answer_comment=given.comment,
        postponed=before.postponed + 1,
        unanswered=0 if is_alone else before.unanswered,
        manager_told=before.manager_told and not is_alone,
    )
    moved = scheduled(asked, due, terms, context, context.actor)
    text = f"{context.actor.name} needs until {due.isoformat()}."
    return case.with_follow_up(moved, Change("postponed", text, *_told(before, given)))


def _said(follow_up: FollowUp, given: Given, context: Context) -> FollowUp:
    """The follow-up with what is said of its items, and by whom."""
    items = (
        replace(
            item,
            answer=one.answer,
            answer_comment=one.comment,
            answered_by=context.actor.name,
            answered_at=context.at,
        )
        for item in follow_up.items_in
        if (one := given.items.get(str(item.invoice_number)))
    )
    return replace(
        follow_up.with_items(items),
        answered_by=context.actor.name,
        answered_at=context.at,
        answer_comment=given.comment,
    )


def _answered(before: FollowUp, given: Given, text: str) -> Change:
    return Change("answered", text, *_told(before, given))


def _others_asked(follow_up: FollowUp, given: Given, hands_id: str) -> list[str]:
    """The numbers of the items that others than who answered clear up, and have not answered
    (DM-10).
    """
    said = [item for item in follow_up.items_in if str(item.invoice_number) in given.items]
    own = said or follow_up.of_hands(hands_id).items_in
    hands = {follow_up.resolver_of(item)[0] for item in own}
    return [
        str(item.invoice_number)
        for item in follow_up.items_in
        if not item.answer and follow_up.resolver_of(item)[0] not in {None, *hands}
    ]


def postponements_left(follow_up: FollowUp, terms: ChaseTerms) -> int:
    """How often the resolver can still put the date off alone (CO-11)."""
    return max(0, terms.max_postponements - follow_up.postponed)


def has_in_hands(
    person_id: str,
    follow_up: FollowUp,
    resolver: Person | None,
    terms: ChaseTerms,
    others: Iterable[Person] = (),
) -> bool:
    """Whether somebody clears it up, or stands in there: the resolvers of it and its items,
    whoever stands in for that one over however many others, and the managers (CO-10, CO-17,
    CO-19).
    """
    return person_id in (
        follow_up.resolver_id,
        terms.manager_id,
        *(item.resolver_id for item in follow_up.items_in),
        *(reached_from(resolver, others) if resolver else ()),
    )


def comment(
    case: FollowUpCase, words: str, context: Context, *, is_in_hands: bool = True
) -> FollowUpCase:
    """The follow-up with what somebody who was asked wrote: the collector goes on, unless others
    have it in hands by now, who are chased as before (CO-10). No date moves, nothing is accepted or
    refused, and the link is as good as before (X-14).
    """
    commented = case.follow_up.moved("comment", context.at, context.hours)
    change = Change("commented", f"{context.actor.name} wrote: {words}", after={"comment": words})
    if not is_in_hands:
        return case.with_follow_up(commented, change)
    written = replace(
        commented.waiting(COLLECTOR, context.at, context.hours),
        unanswered=0,
        manager_told=False,
        chase_at=None,
    )
    return case.with_follow_up(written, change)


def item_of_file(case: FollowUpCase, name: str) -> FollowUpItem:
    """The item that a file sent by mail is for: the one in dispute, or of several the one whose
    invoice its name tells; `Forbidden` where nobody can know (X-13, X-14).
    """
    disputed = [one for one in case.follow_up.items_in if case.dispute_of(one)]
    if len(disputed) == 1:
        return disputed[0]
    named = [one for one in disputed if _is_named(str(one.invoice_number), name)]
    if len(named) == 1:
        return named[0]
    if not disputed:
        raise Forbidden("No item is in dispute; files are attached to the dispute of one.")
    raise Forbidden(
        "Several items are in dispute; attach it by the link, or send it with the number of its"
        " invoice in its name."
    )


def _is_named(number: str, name: str) -> bool:
    """Whether a file's name has a number as a word of its own."""
    return re.search(rf"(?<![^\W_]){re.escape(number)}(?![^\W_])", name, re.IGNORECASE) is not None


def file_attached(number: OutsideID, dispute_id: str, file: Attachment, context: Context) -> Change:
    """That who was asked attached a file to the dispute of an item; nothing is answered by it
    (DM-04).
    """
    return Change(
        "fileAttached",
        f"{context.actor.name} attached {file.name} to invoice {number}.",
        after={
            "invoiceNumber": number,
            "disputeID": dispute_id,
            "attachmentID": file.attachment_id,
            "name": file.name,
        },
    )


def _check_given(follow_up: FollowUp, given: Given, hands_id: str) -> None:
    """`InvalidInput` for an answer that says nothing, `IllegalMove` for one to an item that has
    left or is in others' hands, `AlreadyDone` for a second one (CO-08, CO-09, DM-10).
    """
    if not given.items and given.due is None:
        said = "Say of an item whether you accept or refuse, or until when you need."
        raise InvalidInput(
            said, rule="DM-04", errors=[{"pointer": "/answers", "detail": said, "code": "missing"}]
        )
    own = follow_up.of_hands(hands_id)
    for number in given.items:
        if why := _why_not_asked(follow_up, own, number):
            said = f"Invoice {number} {why}; nothing is asked of it."
            raise IllegalMove(
                said,
                rule="CO-08",
                errors=[{"pointer": "/answers", "detail": said, "code": "illegalMove"}],
            )
    told = [item for item in follow_up.items_in if str(item.invoice_number) in given.items]
    _check_unanswered(follow_up, told or own.items_in)


def _check_unanswered(follow_up: FollowUp, items: Sequence[FollowUpItem]) -> None:
    """`AlreadyDone`, saying by whom and when, where these are answered and others are not, which
    others have (CO-09, DM-10).
    """
    hands = {follow_up.resolver_of(item)[0] for item in items}
    waiting = [item for item in follow_up.items_in if not item.answer]
    if not items or not waiting or not all(item.answer for item in items):
        return
    if any(follow_up.resolver_of(item)[0] in hands for item in waiting):
        return
    by = items[0].answered_by or follow_up.answered_by
    at = items[0].answered_at or follow_up.answered_at
    said = Sentence("{by} answered at {at}; only others are still asked.", by=by, at=at)
    raise AlreadyDone(said, rule="CO-09")


def _why_not_asked(follow_up: FollowUp, own: FollowUp, number: str) -> str:
    """Why nothing is asked of an invoice of who has these items; empty where it is."""
    if any(str(item.invoice_number) == number for item in own.items_in):
        return ""
    known = [item for item in follow_up.items if str(item.invoice_number) == number]
    if any(item.is_in for item in known):
        return "is in others' hands"
    return f"has left ({known[-1].left})" if known else "is not in this follow-up"


def _told(before: FollowUp, given: Given) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the event tells of before and after."""
    told: dict[str, Any] = {
        "answers": {
            number: {"answer": one.answer, "comment": one.comment}
            for number, one in given.items.items()
        },
        "comment": given.comment,
    }
    if given.due:
        told["dueDate"] = given.due.isoformat()
    return {"dueDate": before.due.isoformat()}, told

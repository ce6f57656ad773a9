"""What a resolver sees and does by the personal link of a follow-up (DM-04, CO-08…CO-11)."""

from collections.abc import Callable
from dataclasses import replace

from chalicelib.actions.collections.reading import (
    Decided,
    Opened,
    conclude,
    open_beside,
)
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.domain.collections import answering, handing_on
from chalicelib.domain.collections.answering import Given, check_link
from chalicelib.domain.collections.case import FollowUpCase
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import STAFF
from chalicelib.errors import LinkOutdated, RedressError
from chalicelib.links import ResolverLink
from chalicelib.store import keys
from chalicelib.store.entities import to_person
from chalicelib.views.answers import Who
from chalicelib.views.parts import to_json
from chalicelib.views.resolverasked import ResolverAskedView, asked_view

MOST_PEOPLE = 1000
"""Among so many those are looked for to whom it can be handed on."""
Verb = Callable[[Opened, Context], FollowUpCase]


def show(desk: Desk, link: ResolverLink) -> ResolverAskedView:
    """What is asked, with the items as they are now; opening it changes nothing. To former hands it
    tells no more than that it is in others (DM-04, CO-08, CO-10).
    """
    opened = open_beside(desk, link.follow_up_id)
    follow_up = opened.case.follow_up
    try:
        check_link(follow_up, link.number, link.hands_id)
    except LinkOutdated as over:
        bare = replace(follow_up, items=(), comment=None)
        return asked_view(replace(opened.case, follow_up=bare), opened.terms, (), over.detail)
    except RedressError as over:
        own = follow_up.of_hands(link.hands_id) if follow_up.is_open else _left_to(follow_up, link)
        return asked_view(replace(opened.case, follow_up=own), opened.terms, (), over.detail)
    page = desk.table.query(keys.PEOPLE, index="directory", limit=MOST_PEOPLE)
    people = (to_person(item) for item in page.items)
    hands: list[Who] = [
        {"userID": one.user_id, "name": one.name}
        for one in people
        if one.audience == STAFF
        and "dispute.read" in one.permissions
        and one.sees(follow_up.customer_id)
        and one.user_id not in (follow_up.resolver_id, desk.context.actor.user_id)
    ]
    own = follow_up.of_hands(link.hands_id)
    return asked_view(replace(opened.case, follow_up=own), opened.terms, hands, None)


def _left_to(follow_up: FollowUp, link: ResolverLink) -> FollowUp:
    """A follow-up that has ended, with the items that were in these hands to the end; the comment
    with these alone (DM-10).
    """
    own = tuple(item for item in follow_up.items if follow_up.resolver_of(item)[0] == link.hands_id)
    return replace(follow_up, items=own, comment=follow_up.comment if own else None)


def answer(link: ResolverLink, given: Given) -> PlainAction[ResolverAskedView]:
    """Answers, once (DM-04, CO-09)."""

    def decide(opened: Opened, context: Context) -> FollowUpCase:
        return answering.answer(
            opened.case, given, link.number, opened.terms, context, link.hands_id
        )

    return _by_link(link, decide)


def hand_on(link: ResolverLink, user_id: str) -> PlainAction[ResolverAskedView]:
    """Hands it on to another resolver (CO-10)."""

    def decide(opened: Opened, context: Context) -> FollowUpCase:
        to = opened.person(user_id)
        return handing_on.hand_on(
            opened.case, to, link.number, opened.terms, context, link.hands_id
        )

    return _by_link(link, decide, user_id)


def _by_link(
    link: ResolverLink, decide: Verb, user_id: str | None = None
) -> PlainAction[ResolverAskedView]:
    """The action that carries out what a resolver says, and shows what came of it."""

    def action(desk: Desk) -> PlainDecision[ResolverAskedView]:
        named = [keys.user(user_id)] if user_id else []
        opened = open_beside(desk, link.follow_up_id, named)
        after = decide(opened, desk.context)
        told: Decided = conclude(desk, opened.case, after)
        own = after.follow_up.of_hands(link.hands_id)
        view = asked_view(replace(after, follow_up=own), opened.terms, (), None)
        answered = Answer[ResolverAskedView](200, to_json(view), told.answer.version)
        return Decision(told.writes, answered, would_be(view), told.parties)

    return action

"""Handing a follow-up, or the own items of it, on to another resolver (CO-10, DM-10)."""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.collections.answering import check_link
from chalicelib.domain.collections.asking import ASKED, letter
from chalicelib.domain.collections.assignment import reassigned
from chalicelib.domain.collections.case import FollowUpCase, scheduled
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.item import FollowUpItem
from chalicelib.domain.collections.opening import check_resolver
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.people.person import Person
from chalicelib.errors import InvalidInput


def hand_on(
    case: FollowUpCase,
    to: Person | None,
    number: int,
    terms: ChaseTerms,
    context: Context,
    hands_id: str = "",
) -> FollowUpCase:
    """The follow-up in the hands of another known resolver, who gets a link of their own; the old
    one is worthless, and the date stays (CO-10). Who stands in for somebody hands on what is in
    that one's hands (`hands_id`), and no more (CO-17).
    """
    before = case.follow_up
    hands_id = hands_id or context.actor.user_id
    check_link(before, number, hands_id)
    person = check_resolver(to, before.customer_id)
    own = [item for item in before.items_in if item.resolver_id == hands_id]
    is_of_items = bool(own) and hands_id != before.resolver_id
    here = {hands_id, context.actor.user_id} | (set() if is_of_items else {before.resolver_id})
    if person.user_id in here:
        said = "It is in these hands already."
        raise InvalidInput(
            said,
            rule="CO-10",
            errors=[{"pointer": "/resolverID", "detail": said, "code": "invalid"}],
        )
    if is_of_items:
        return _hand_items_on(case, own, person, terms, context)
    return _hand_all_on(case, person, terms, context)


def _hand_all_on(
    case: FollowUpCase, person: Person, terms: ChaseTerms, context: Context
) -> FollowUpCase:
    """All but what others clear up with another resolver, who is asked anew; so are these, whose
    links are good no more (DM-10, CO-10).
    """
    before = case.follow_up
    given = before.found(person).with_items(
        item.without_answer() for item in before.items_in if not item.resolver_id
    )
    moved = replace(
        given.moved("ask", context.at, context.hours),
        resolver_id=person.user_id,
        resolver=person.name,
        asked=before.asked + 1,
        asked_at=context.at,
        ended_links=(),
        hand_ons=before.hand_ons + 1,
        unanswered=0,
        manager_told=False,
    )
    moved = scheduled(moved, before.due, terms, context, person)
    change = Change(
        "handedOn",
        f"{context.actor.name} handed it on to {person.name}.",
        {"resolver": before.resolver},
        {
            "resolver": person.name,
            "letter": letter(moved.of_hands(person.user_id), ASKED, person.user_id),
        },
    )
    others = [one for one in moved.hands(unanswered=True) if one != person.user_id]
    changes = [change, *(_asked_anew(moved, one) for one in others)]
    return case.with_cases(reassigned(case, moved)).with_follow_up(moved, *changes)


def _asked_anew(follow_up: FollowUp, user_id: str) -> Change:
    """That who has items of their own gets another link, since no link of before is good any more
    (DM-10, CO-10).
    """
    own = follow_up.of_hands(user_id)
    _, name = follow_up.resolver_of(own.items_in[0])
    numbers = ", ".join(str(item.invoice_number) for item in own.items_in)
    return Change(
        "itemAsked",
        f"{name} is asked for invoice {numbers} by a new link.",
        after={"letter": letter(own, ASKED, user_id)},
    )


def _hand_items_on(
    case: FollowUpCase,
    own: Sequence[FollowUpItem],
    person: Person,
    terms: ChaseTerms,
    context: Context,
) -> FollowUpCase:
    """The items that somebody clears up alone in the hands of another; the rest stays where it is
    (DM-10, CO-10).
    """
    before = case.follow_up
    given = before.found(person).with_items(item.asked_of(person) for item in own)
    handed = replace(given, hand_ons=before.hand_ons + 1, asked_at=context.at)
    moved = handed.moved("ask", context.at, context.hours)
    moved = scheduled(moved.with_links_ended(before), before.due, terms, context)
    numbers = [item.invoice_number for item in own]
    change = Change(
        "handedOn",
        f"{context.actor.name} handed invoice {', '.join(map(str, numbers))} on to {person.name}.",
        {"resolver": own[0].resolver},
        {
            "resolver": person.name,
            "invoiceNumbers": numbers,
            "letter": letter(moved.of_hands(person.user_id), ASKED, person.user_id),
        },
    )
    return case.with_cases(reassigned(case, moved)).with_follow_up(moved, change)

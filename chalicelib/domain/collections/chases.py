"""Chasing: the resolver asked again, by a person or by the job (DM-08, CO-15…CO-20)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.collections.asking import CHASED, SILENT, letter
from chalicelib.domain.collections.case import FollowUpCase, check_due, scheduled
from chalicelib.domain.collections.chasing import (
    Chain,
    ChaseTerms,
    Recipient,
    default_due,
    may_resolve,
)
from chalicelib.domain.collections.follow_up import STOPPED, WAITS, FollowUp
from chalicelib.domain.collections.lifecycle import COLLECTOR
from chalicelib.domain.collections.statuses import LITIGATION
from chalicelib.domain.collections.steps import settle
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.people.person import Person
from chalicelib.errors import NotYet

_NOBODY = "Nobody is named who clears it up; name a resolver first."


def chase(
    case: FollowUpCase,
    resolver: Person | None,
    terms: ChaseTerms,
    context: Context,
    due: date | None = None,
    others: Iterable[Person] = (),
) -> FollowUpCase:
    """The resolver asked again, or who of the `others` stands in, and the date moved on; what was
    paid leaves first (DM-08, CO-14, CO-17).
    """
    # What has ended is refused, whoever paid.
    case.follow_up.moved("chase", context.at, context.hours)
    settled = settle(case, context)
    before = settled.follow_up
    if not before.is_open:
        return settled
    moved = check_chasable(before, context)
    if resolver is None:
        raise NotYet(_NOBODY, rule="DM-08")
    if not may_resolve(resolver, before.customer_id):
        raise NotYet(
            f"{resolver.name} may not see this customer any more; name another resolver first.",
            rule="RV-03",
        )
    today = context.hours.day_of(context.at)
    chain = _chain(before, others, terms, context, resolver)
    asked, *besides = _asked(before, resolver, chain)
    to = chain.recipient(asked)
    later = (
        check_due(due, context)
        if due
        else default_due(today, max(1, before.delay_days), context.hours)
    )
    unanswered = before.unanswered + 1
    is_silent = unanswered >= terms.before_manager and not before.manager_told
    manager = chain.manager(resolver) if is_silent else None
    chased = replace(
        moved,
        chases=before.chases + 1,
        unanswered=unanswered,
        chased_for=before.due,
        manager_told=before.manager_told or manager is not None,
        wished=None,
    )
    known = scheduled(chased, later, terms, context, to.person)
    leaves_at = terms.next_moment(context.at, context.hours, to.person.time_zone)
    changes = [_chased(before, known, asked, to, leaves_at if leaves_at > context.at else None)]
    changes += [_also_chased(known, one, chain.recipient(one)) for one in besides]
    if is_silent and manager is None and unanswered == terms.before_manager:
        said = f"{changes[0].text} There is no manager who could be told of it."
        changes[0] = replace(changes[0], text=said)
    if manager:
        changes.append(_manager_told(known, resolver, manager))
    return settled.with_follow_up(known, *changes)


def chase_due(
    case: FollowUpCase,
    resolver: Person | None,
    terms: ChaseTerms,
    context: Context,
    others: Sequence[Person] = (),
) -> FollowUpCase:
    """The same where it is due; outside of the sending hours it is put to when these begin, and
    where somebody was faster nothing is left to do (CO-15, CO-20).
    """
    follow_up = case.follow_up
    if not follow_up.is_open or follow_up.chase_at is None or follow_up.chase_at > context.at:
        return case
    if follow_up.category == LITIGATION:
        said = "Its items are in litigation: nobody is chased until a person does so."
        return case.with_follow_up(replace(follow_up, chase_at=None), Change(STOPPED, said))
    if resolver is None or not may_resolve(resolver, follow_up.customer_id):
        said = (
            "The resolver is not there, or may not see the customer any more; nobody is chased"
            f" until {follow_up.collector} names another."
        )
        change = Change(STOPPED, said)
        left = follow_up.waiting(COLLECTOR, context.at, context.hours)
        return case.with_follow_up(replace(left, chase_at=None), change)
    to = _chain(follow_up, others, terms, context, resolver).recipient(resolver).person
    moment = terms.next_moment(context.at, context.hours, to.time_zone)
    if moment > context.at:
        change = Change(WAITS, f"The chase waits for {moment:%Y-%m-%d %H:%M} UTC.")
        return case.with_follow_up(replace(follow_up, chase_at=moment), change)
    return chase(case, resolver, terms, context, others=others)


def check_chasable(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up as chased; `NotYet` where nobody is named to be asked (DM-08)."""
    moved = follow_up.moved("chase", context.at, context.hours)
    if not follow_up.resolver_id:
        raise NotYet(_NOBODY, rule="DM-08")
    return moved


def _asked(follow_up: FollowUp, resolver: Person, chain: Chain) -> list[Person]:
    """Whoever clears up items that are not answered, as far as they are here: the resolver first,
    who is asked too where nobody else can be (DM-10).
    """
    known = {**chain.people, resolver.user_id: resolver}
    people = [known[one] for one in follow_up.hands(unanswered=True) if one in known]
    return [one for one in people if may_resolve(one, follow_up.customer_id)] or [resolver]


def _chain(
    follow_up: FollowUp,
    others: Iterable[Person],
    terms: ChaseTerms,
    context: Context,
    resolver: Person,
) -> Chain:
    """Who can be asked in the resolver's place on the day on which a mail leaves."""
    known = {one.user_id: one for one in others}
    leaves_at = terms.next_moment(context.at, context.hours, resolver.time_zone)
    day = context.hours.day_in(resolver.time_zone, leaves_at)
    return Chain(known, follow_up.customer_id, day, terms.manager_id)


def _chase_letter(follow_up: FollowUp, resolver: Person, to: Recipient) -> dict[str, Any]:
    is_other = to.person.user_id != resolver.user_id
    own = follow_up.of_hands(resolver.user_id)
    return letter(own, CHASED, to.person.user_id, resolver.name if is_other else "")


def _chased(
    before: FollowUp,
    after: FollowUp,
    resolver: Person,
    to: Recipient,
    leaves_at: datetime | None,
) -> Change:
    """Who was chased, for which due date, why somebody else, and when the mail leaves where that is
    not now (CO-15, CO-17, CO-20).
    """
    told: dict[str, Any] = {
        "for": before.due.isoformat(),
        "dueDate": after.due.isoformat(),
        "toID": to.person.user_id,
        "to": to.role,
        "letter": _chase_letter(after, resolver, to),
    }
    text = f"{resolver.name} was chased."
    if to.why:
        told["why"] = to.why
        whom = f"{to.person.name}, the {to.role}," if to.role != "resolver" else resolver.name
        text = f"{whom} was chased: {to.why}."
    if before.category == LITIGATION:
        text += " Its items are in litigation."
    if leaves_at:
        told["leavesAt"] = leaves_at.isoformat()
        text += f" The mail waits for {leaves_at:%Y-%m-%d %H:%M} UTC."
    return Change("chased", text, {"dueDate": before.due.isoformat()}, told)


def _also_chased(follow_up: FollowUp, resolver: Person, to: Recipient) -> Change:
    """Who was chased beside for items of their own (DM-10)."""
    own = follow_up.of_hands(resolver.user_id)
    numbers = ", ".join(str(item.invoice_number) for item in own.items_in)
    told: dict[str, Any] = {
        "toID": to.person.user_id,
        "to": to.role,
        "letter": _chase_letter(follow_up, resolver, to),
    }
    whom = resolver.name
    if to.why:
        told["why"] = to.why
        whom = f"{to.person.name}, in the place of {resolver.name} ({to.why}),"
    return Change("itemChased", f"{whom} was chased for invoice {numbers}.", after=told)


def _manager_told(follow_up: FollowUp, resolver: Person, manager: Recipient) -> Change:
    """Who was told of a silent resolver, in whose place, and why (CO-19)."""
    times = "once" if follow_up.unanswered == 1 else f"{follow_up.unanswered} times"
    instead = f" ({manager.why})" if manager.why else ""
    told: dict[str, Any] = {
        "unanswered": follow_up.unanswered,
        "toID": manager.person.user_id,
        "to": manager.person.name,
        "letter": letter(follow_up, SILENT, manager.person.user_id),
    }
    if manager.why:
        told["why"] = manager.why
    return Change(
        "managerTold",
        f"{manager.person.name} was told as the manager{instead}: {resolver.name} was chased"
        f" {times} without an answer.",
        after=told,
    )

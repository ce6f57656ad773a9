"""Chasing: the resolver asked again, by a person or by the job (DM-08, CO-15…CO-20)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.base.calendars import ONE_DAY
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.collections.asking import CHASED, SILENT, letter
from chalicelib.domain.collections.case import FollowUpCase, check_due, scheduled
from chalicelib.domain.collections.chasing import (
    Chain,
    ChaseTerms,
    Recipient,
    default_due,
    may_resolve,
)
from chalicelib.domain.collections.events import STOPPED, WAITS
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.lifecycle import COLLECTOR
from chalicelib.domain.collections.statuses import LITIGATION
from chalicelib.domain.collections.steps import settle
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.people.person import Person
from chalicelib.errors import AlreadyDone, InvalidInput, NotYet
from chalicelib.values import dataclass

_NOBODY = "Nobody is named who clears it up; name a resolver first."


@dataclass(frozen=True)
class _Reach:
    """Who of those that clear items up can be asked, and the ids of who cannot be: not here, or
    without sight of the customer (DM-08, RV-03).
    """

    able: tuple[Person, ...]
    lost: tuple[str, ...]


def chase(
    case: FollowUpCase,
    resolver: Person | None,
    terms: ChaseTerms,
    context: Context,
    due: date | None = None,
    others: Iterable[Person] = (),
) -> FollowUpCase:
    """Whoever clears it up asked again, or who of the `others` stands in, and the date moved on;
    what was paid leaves first (DM-08, CO-14, CO-17).
    """
    # What has ended is refused, whoever paid.
    case.follow_up.moved("chase", context.at, context.hours)
    settled = settle(case, context)
    before = settled.follow_up
    if not before.is_open:
        return settled
    moved = check_chasable(before, context)
    known = tuple(others)
    reach = _reach(before, resolver, known)
    if not reach.able:
        raise NotYet(
            f"{_lost_words(before, reach.lost)}; name another resolver first.", rule="RV-03"
        )
    first = reach.able[0]
    chain = _chain(before, known, terms, context, first)
    to = chain.recipient(first)
    later = _check_later(due, context) if due else _next_due(before, context)
    silent = _silent_manager(before, first, chain, terms)
    chased = replace(_counted(moved, context), lost_resolvers=reach.lost)
    if silent:
        chased = replace(chased, manager_told=True)
    after = scheduled(chased, later, terms, context, to.person)
    leaves_at = terms.next_moment(context.at, context.hours, to.person.time_zone)
    told = _chased(before, after, first, to, leaves_at if leaves_at > context.at else None)
    if after.unanswered == terms.before_manager and not after.manager_told:
        told = replace(told, text=f"{told.text} There is no manager who could be told of it.")
    changes = [told, *_told_beside(before, after, reach, chain)]
    if silent:
        changes.append(_manager_told(after, first, silent))
    return settled.with_follow_up(after, *changes)


def _counted(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up with one chase more, for its date as it was (CO-15, CO-19)."""
    return replace(
        follow_up,
        chases=follow_up.chases + 1,
        chased_by=context.actor.name,
        chased_at=context.at,
        unanswered=follow_up.unanswered + 1,
        chased_for=follow_up.due,
        wished=None,
    )


def _check_later(due: date, context: Context) -> date:
    """The date; `InvalidInput` for today, for which somebody has been chased then (CO-15)."""
    if check_due(due, context) > context.hours.day_of(context.at):
        return due
    said = "A chase moves the date on: name a day after today."
    raise InvalidInput(
        said, rule="DM-08", errors=[{"pointer": "/dueDate", "detail": said, "code": "invalid"}]
    )


def chase_due(
    case: FollowUpCase,
    resolver: Person | None,
    terms: ChaseTerms,
    context: Context,
    others: Sequence[Person] = (),
) -> FollowUpCase:
    """The same where it is due; outside of the sending hours it is put to when these begin, and to
    the next business day where somebody was asked today already; where somebody was faster nothing
    is left to do (CO-15, CO-20).
    """
    follow_up = case.follow_up
    if not follow_up.is_open or follow_up.chase_at is None or follow_up.chase_at > context.at:
        return case
    if follow_up.category == LITIGATION:
        said = "Its items are in litigation: nobody is chased until a person does so."
        return case.with_follow_up(replace(follow_up, chase_at=None), Change(STOPPED, said))
    if _is_cleared_up(case):
        said = f"All that was in dispute has ended; nobody is chased, and {follow_up.collector}"
        left = follow_up.waiting(COLLECTOR, context.at, context.hours)
        stopped = Change(STOPPED, f"{said} says what became of it.")
        return case.with_follow_up(replace(left, chase_at=None), stopped)
    reach = _reach(follow_up, resolver, others)
    if not reach.able:
        return _stopped(case, reach.lost, context)
    first = reach.able[0]
    to = _chain(follow_up, others, terms, context, first).recipient(first).person
    moment = terms.next_moment(context.at, context.hours, to.time_zone)
    today = context.hours.day_in(to.time_zone, context.at)
    was_asked = follow_up.was_asked_on(today, context.hours, to.time_zone)
    if was_asked:
        moment = terms.chase_at(today + ONE_DAY, context.hours, to.time_zone)
    if moment > context.at:
        why = ", since a mail asked today already" if was_asked else ""
        change = Change(WAITS, f"The chase waits for {moment:%Y-%m-%d %H:%M} UTC{why}.")
        return case.with_follow_up(replace(follow_up, chase_at=moment), change)
    return chase(case, resolver, terms, context, others=others)


def _is_cleared_up(case: FollowUpCase) -> bool:
    """Whether each item without an answer was in a dispute that has ended: nobody is left to be
    asked about it (DM-08).
    """
    disputes = [case.dispute_of(item) for item in case.follow_up.items_in if not item.answer]
    return bool(disputes) and not any(one is None or one.is_open for one in disputes)


def check_chasable(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up as chased; `NotYet` where nobody is named to be asked (DM-08)."""
    moved = follow_up.moved("chase", context.at, context.hours)
    if not follow_up.is_in_hands:
        raise NotYet(_NOBODY, rule="DM-08")
    return moved


def check_first_today(follow_up: FollowUp, context: Context) -> None:
    """`AlreadyDone`, saying by whom and when, where who is asked was chased today and has not
    answered since (DM-08).
    """
    at = follow_up.chased_at
    if not follow_up.is_open or not follow_up.unanswered or at is None:
        return
    if context.hours.day_of(at) == context.hours.day_of(context.at):
        raise AlreadyDone(
            Sentence(
                "{by} chased on {at}, and there is no answer yet; ask again today only where it"
                " is meant.",
                by=follow_up.chased_by,
                at=at,
            ),
            rule="DM-08",
        )


def _reach(follow_up: FollowUp, resolver: Person | None, others: Iterable[Person]) -> _Reach:
    """Whoever clears up items that are not answered, the resolver first, who is asked too where
    nobody else can be (DM-10).
    """
    known = {one.user_id: one for one in (*others, resolver) if one}
    able = {
        name: one
        for name, one in known.items()
        if name in (follow_up.resolver_id, *follow_up.hands())
        and may_resolve(one, follow_up.customer_id)
    }
    hands = follow_up.hands(unanswered=True)
    asked = tuple(able[one] for one in hands if one in able)
    if not asked and follow_up.resolver_id in able:
        asked = (able[follow_up.resolver_id],)
    return _Reach(asked, tuple(one for one in hands if one not in able))


def _stopped(case: FollowUpCase, lost: tuple[str, ...], context: Context) -> FollowUpCase:
    """The follow-up as the collector's, since nobody can be asked (DM-08, RV-03)."""
    follow_up = case.follow_up
    said = (
        f"{_lost_words(follow_up, lost)}; nobody is chased until {follow_up.collector} names"
        " another."
    )
    left = follow_up.waiting(COLLECTOR, context.at, context.hours)
    left = replace(left, chase_at=None, lost_resolvers=lost)
    return case.with_follow_up(left, Change(STOPPED, said))


def _told_beside(
    before: FollowUp, after: FollowUp, reach: _Reach, chain: Chain
) -> Iterable[Change]:
    """Who else was asked, and who could not be, where that was not told before (DM-08, DM-10)."""
    yield from (_also_chased(after, one, chain.recipient(one)) for one in reach.able[1:])
    if reach.lost and reach.lost != before.lost_resolvers:
        yield _lost(after)


def _lost(follow_up: FollowUp) -> Change:
    """Who was left out of a chase, for which invoices another is to be named (DM-08, RV-03)."""
    lost = follow_up.lost_resolvers
    numbers = [
        item.invoice_number
        for item in follow_up.items_in
        if not item.answer and follow_up.resolver_of(item)[0] in lost
    ]
    was = "were" if len(lost) > 1 else "was"
    text = (
        f"{_lost_words(follow_up, lost)}, and {was} not asked; name another for invoice"
        f" {', '.join(map(str, numbers))}."
    )
    return Change("resolverLost", text, after={"lost": list(lost), "invoiceNumbers": numbers})


def _lost_words(follow_up: FollowUp, lost: Iterable[str]) -> str:
    named = dict(map(follow_up.resolver_of, follow_up.items_in))
    names = [named.get(one) or one for one in lost]
    be = "are" if len(names) > 1 else "is"
    return f"{' and '.join(names)} {be} not here, or may not see this customer any more"


def _next_due(follow_up: FollowUp, context: Context) -> date:
    """The date that a chase suggests, from tomorrow on (DM-05)."""
    today = context.hours.day_of(context.at)
    return default_due(today, max(1, follow_up.delay_days), context.hours)


def _silent_manager(
    before: FollowUp, resolver: Person, chain: Chain, terms: ChaseTerms
) -> Recipient | None:
    """The manager who is told now that a resolver does not answer, once (CO-19)."""
    is_silent = before.unanswered + 1 >= terms.before_manager and not before.manager_told
    return chain.manager(resolver) if is_silent else None


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
    told = letter(own, CHASED, to.person.user_id, resolver.name if is_other else "")
    return told | {"forID": resolver.user_id} if is_other else told


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
        "letter": letter(
            replace(follow_up, resolver=resolver.name), SILENT, manager.person.user_id
        ),
    }
    if manager.why:
        told["why"] = manager.why
    return Change(
        "managerTold",
        f"{manager.person.name} was told as the manager{instead}: {resolver.name} was chased"
        f" {times} without an answer.",
        after=told,
    )

"""What is done with a follow-up in progress: chase, move, put into other hands, drop, and let go of
what was paid (DM-08, DM-10, CO-13, CO-14).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.asking import ASKED, CHASED, SILENT, letter
from chalicelib.domain.collections.case import FollowUpCase, check_due, require_work, scheduled
from chalicelib.domain.collections.chasing import (
    Chain,
    ChaseTerms,
    Recipient,
    default_due,
    may_resolve,
)
from chalicelib.domain.collections.follow_up import (
    STOPPED,
    WAITS,
    FollowUp,
    FollowUpEvent,
    FollowUpItem,
)
from chalicelib.domain.collections.lifecycle import ANSWERED, COLLECTOR
from chalicelib.domain.collections.opening import check_resolver
from chalicelib.domain.collections.statuses import LITIGATION
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.people.person import Person
from chalicelib.errors import AlreadyDone, InvalidInput, LastItem, NotYet
from chalicelib.values import dataclass

PAID, DROPPED = "paid", "dropped"
_ALL_KNOWN = "It is known of every mail whether it was sent."
_THAT_KNOWN = "It is known of this mail whether it was sent."
_NOBODY = "Nobody is named who clears it up; name a resolver first."


@dataclass(frozen=True)
class Assignment:
    """Who clears items up, and what is said of them; of the items of these numbers alone, or of all
    (DM-10).
    """

    resolver: Person | None = None
    comment: str | None = None
    numbers: tuple[OutsideID, ...] | None = None


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


def _asked(follow_up: FollowUp, resolver: Person, chain: Chain) -> list[Person]:
    """Whoever clears up items that are not answered, as far as they are here: the resolver first,
    who is asked too where nobody else can be (DM-10).
    """
    known = {**chain.people, resolver.user_id: resolver}
    people = [known[one] for one in follow_up.hands(unanswered=True) if one in known]
    return [one for one in people if may_resolve(one, follow_up.customer_id)] or [resolver]


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


def _chase_letter(follow_up: FollowUp, resolver: Person, to: Recipient) -> dict[str, Any]:
    is_other = to.person.user_id != resolver.user_id
    own = follow_up.of_hands(resolver.user_id)
    return letter(own, CHASED, to.person.user_id, resolver.name if is_other else "")


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


def check_chasable(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up as chased; `NotYet` where nobody is named to be asked (DM-08)."""
    moved = follow_up.moved("chase", context.at, context.hours)
    if not follow_up.resolver_id:
        raise NotYet(_NOBODY, rule="DM-08")
    return moved


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


def confirm_mail(
    case: FollowUpCase, was_sent: bool, asked: FollowUpEvent | None, context: Context
) -> FollowUpCase:
    """What is known now of a mail of which nobody knew whether it was sent; one that was not is
    sent, as the event that `asked` for it says (CO-15).
    """
    require_work(context)
    moved = check_confirmable(case.follow_up, context)
    if asked is None or asked.sequence not in moved.unconfirmed_mails:
        raise AlreadyDone(_ALL_KNOWN if asked is None else _THAT_KNOWN, rule="CO-15")
    moved = moved.with_unconfirmed(set(moved.unconfirmed_mails) - {asked.sequence})
    if was_sent:
        change = Change("mailConfirmed", "The mail was sent.", after={"about": asked.sequence})
    else:
        change = Change(
            "mailAgain",
            "The mail was not sent, and is sent now.",
            after={"about": asked.sequence, "letter": asked.after["letter"]},
        )
    return case.with_follow_up(moved, change)


def check_confirmable(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up as confirmed; `AlreadyDone` where no mail is in question (CO-15)."""
    moved = follow_up.moved("confirm", context.at, context.hours)
    if follow_up.unconfirmed is None:
        raise AlreadyDone(_ALL_KNOWN, rule="CO-15")
    return moved


def move(
    case: FollowUpCase,
    due: date,
    terms: ChaseTerms,
    context: Context,
    resolver: Person | None = None,
) -> FollowUpCase:
    """The follow-up due on another day; a resolver who asked for time has it then, and goes on
    (DM-08, CO-11).
    """
    require_work(context)
    before = case.follow_up
    moved = check_movable(before, context)
    if check_due(due, context) == before.due:
        return case
    change = Change(
        "moved",
        f"Due on {due.isoformat()} instead of {before.due.isoformat()}.",
        {"dueDate": before.due.isoformat()},
        {"dueDate": due.isoformat()},
    )
    if before.wished and before.status == ANSWERED:
        moved = before.moved("grant", context.at, context.hours)
    known = scheduled(replace(moved, postponed=0, wished=None), due, terms, context, resolver)
    return case.with_follow_up(known, change)


def check_movable(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up as moved (DM-08)."""
    return follow_up.moved("move", context.at, context.hours)


def assign(
    case: FollowUpCase, wanted: Assignment, terms: ChaseTerms, context: Context
) -> FollowUpCase:
    """Another resolver or comment, for all items or for some; their open disputes get the resolver
    too (DM-10).
    """
    require_work(context)
    before = case.follow_up
    moved = check_assignable(before, context)
    if wanted.resolver is None and wanted.comment is None:
        raise InvalidInput("Say who clears it up, or what is to be said of it.", rule="DM-10")
    if wanted.resolver:
        check_resolver(wanted.resolver, before.customer_id)
    changed = (
        _assigned_whole(moved, wanted)
        if wanted.numbers is None
        else moved.with_items(
            _assigned_item(moved.find(number), wanted) for number in wanted.numbers
        )
    )
    if changed == moved:
        return case
    if wanted.resolver and wanted.numbers is not None:
        asked = replace(changed, asked=max(1, changed.asked))
        moved = asked.moved("ask", context.at, context.hours).with_links_ended(before)
        changed = scheduled(moved, changed.due, terms, context)
    is_other = changed.resolver_id != before.resolver_id
    if is_other or (wanted.numbers is None and changed.hands() != before.hands()):
        asked = replace(
            changed,
            unanswered=0,
            manager_told=False,
            postponed=0,
            wished=None,
            asked=before.asked + 1,
            ended_links=(),
        )
        moved = asked.moved("ask", context.at, context.hours)
        changed = scheduled(moved, changed.due, terms, context, wanted.resolver)
    return case.with_cases(reassigned(case, changed)).with_follow_up(
        changed, _assigned(before, changed, wanted)
    )


def check_assignable(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up as put into other hands (DM-10)."""
    return follow_up.moved("assign", context.at, context.hours)


def drop(case: FollowUpCase, invoice_number: OutsideID, context: Context) -> FollowUpCase:
    """The follow-up without an item, which is in no follow-up then; the last one is dropped by
    ending it (DM-10, CO-13).
    """
    require_work(context)
    item = case.follow_up.moved("drop", context.at, context.hours).find(invoice_number)
    moved = check_droppable(case.follow_up, context)
    change = Change(
        "dropped",
        f"Invoice {item.invoice_number} dropped.",
        after={"invoiceNumber": item.invoice_number},
    )
    return case.with_invoices([case.released(item)]).with_follow_up(
        moved.with_items([replace(item, left=DROPPED)]), change
    )


def check_droppable(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up as one that loses an item; `LastItem` where it has but one (CO-13)."""
    moved = follow_up.moved("drop", context.at, context.hours)
    if len(moved.items_in) == 1:
        number = moved.items_in[0].invoice_number
        raise LastItem(
            f"Invoice {number} is the last item; end the follow-up instead.",
            offer={"name": "end"},
        )
    return moved


def settle(case: FollowUpCase, context: Context) -> FollowUpCase:
    """The follow-up without what was paid in full meanwhile; its dispute stays. Without an item
    left it has ended (CO-14).
    """
    paid = [item for item in case.follow_up.items_in if case.invoice_of(item).balance <= 0]
    if not paid or not case.follow_up.is_open:
        return case
    moved = case.follow_up.moved("settle", context.at, context.hours)
    changes = [
        Change(
            "itemPaid",
            f"Invoice {item.invoice_number} was paid in full and left.",
            after={"invoiceNumber": item.invoice_number, "disputeID": item.dispute_id},
        )
        for item in paid
    ]
    left = moved.with_items(replace(item, left=PAID) for item in paid)
    if not left.items_in:
        left = left.moved("end", context.at, context.hours)
        changes.append(Change("ended", "Ended, since all of its items were paid."))
    return case.with_invoices(map(case.released, paid)).with_follow_up(left, *changes)


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


def _assigned_whole(follow_up: FollowUp, wanted: Assignment) -> FollowUp:
    """All of it in the hands of one resolver, under one comment: what items had of their own is
    gone.
    """
    items = tuple(
        replace(
            item,
            resolver_id=None if wanted.resolver else item.resolver_id,
            resolver=None if wanted.resolver else item.resolver,
            comment=None if wanted.comment else item.comment,
        )
        if item.is_in
        else item
        for item in follow_up.items
    )
    resolver = wanted.resolver
    return replace(
        follow_up,
        items=items,
        resolver_id=resolver.user_id if resolver else follow_up.resolver_id,
        resolver=resolver.name if resolver else follow_up.resolver,
        comment=wanted.comment or follow_up.comment,
    )


def _assigned_item(item: FollowUpItem, wanted: Assignment) -> FollowUpItem:
    resolver = wanted.resolver
    is_asked_anew = resolver is not None and resolver.user_id != item.resolver_id
    told = item.asked_of(resolver) if resolver and is_asked_anew else item
    return replace(told, comment=wanted.comment or item.comment)


def reassigned(case: FollowUpCase, changed: FollowUp) -> Sequence[InvoiceCase]:
    """The open disputes whose resolver is another one by now."""
    cases = []
    for item in changed.items_in:
        dispute = case.dispute_of(item)
        resolver_id, resolver = changed.resolver_of(item)
        before_id, _ = case.follow_up.resolver_of(case.follow_up.find(item.invoice_number))
        if not dispute or not dispute.is_open or resolver_id in (None, before_id):
            continue
        if resolver_id == dispute.resolver_id:
            continue
        put = replace(dispute, resolver_id=resolver_id, resolver=resolver)
        change = Change(
            "assigned",
            f"The resolver is now {resolver}.",
            {"resolverID": dispute.resolver},
            {"resolverID": resolver},
            note=False,
        )
        cases.append(InvoiceCase(dispute, case.invoice_of(item)).with_dispute(put, change))
    return cases


def _assigned(before: FollowUp, changed: FollowUp, wanted: Assignment) -> Change:
    told: dict[str, Any] = {}
    words = []
    if wanted.resolver:
        told["resolver"] = wanted.resolver.name
        words.append(f"the resolver is now {wanted.resolver.name}")
    if wanted.resolver and wanted.numbers is not None:
        asked_id = wanted.resolver.user_id
        told["letter"] = letter(changed.of_hands(asked_id), ASKED, asked_id)
    elif changed.asked > before.asked and changed.resolver_id:
        told["letter"] = letter(changed, ASKED, changed.resolver_id)
    if wanted.comment:
        told["comment"] = wanted.comment
        words.append("the comment is another")
    if wanted.numbers is not None:
        told["invoiceNumbers"] = list(wanted.numbers)
        words.append(f"for invoice {', '.join(map(str, wanted.numbers))} alone")
    text = ", ".join(words)
    return Change(
        "assigned",
        f"{text[:1].upper()}{text[1:]}.",
        {"resolver": before.resolver, "comment": before.comment},
        told,
    )

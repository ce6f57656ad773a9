"""A follow-up, or some of its items, put into other hands or under another comment (DM-10)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.asking import ASKED, letter
from chalicelib.domain.collections.case import FollowUpCase, require_work, scheduled
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.events import TAKEN_OVER
from chalicelib.domain.collections.follow_up import MAX_HANDS, FollowUp
from chalicelib.domain.collections.item import FollowUpItem
from chalicelib.domain.collections.opening import check_resolver
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, Happening
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.people.person import Person
from chalicelib.errors import InvalidInput, TooMany
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Assignment:
    """Who clears items up, and what is said of them; of the items of these numbers alone, or of all
    (DM-10).
    """

    resolver: Person | None = None
    comment: str | None = None
    numbers: tuple[OutsideID, ...] | None = None


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
    changed = _in_other_hands(moved, wanted)
    if changed == moved:
        return case
    if wanted.resolver and wanted.numbers is not None:
        asked = replace(changed, asked=max(1, changed.asked), asked_at=context.at)
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
            asked_at=context.at,
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


def reassigned(case: FollowUpCase, changed: FollowUp) -> Sequence[InvoiceCase]:
    """The open disputes whose resolver is another one by now."""
    cases = []
    for item in changed.items_in:
        before_id, _ = case.follow_up.resolver_of(case.follow_up.find(item.invoice_number))
        if changed.resolver_of(item)[0] != before_id:
            cases += _in_hands(case, item, changed)
    return cases


def changed_since(
    case: FollowUpCase, numbers: Iterable[OutsideID], since: datetime
) -> Sequence[str]:
    """The disputes of these items that were changed since a moment: their events tell whether
    somebody put them into other hands.
    """
    known = (dispute for _, dispute in _disputed(case, numbers))
    return [one.dispute_id for one in known if one.is_open and one.changed_at > since]


def take_over(
    case: FollowUpCase,
    numbers: Iterable[OutsideID],
    since: datetime,
    told: Mapping[str, Iterable[Happening]],
) -> FollowUpCase:
    """The disputes that were there before their items came in, in the hands of who clears these up,
    so that pages, queues and reports name who is asked; unless somebody put one into others since
    that moment, as its events tell. Whatever else was changed is in nobody's way (DM-01, DM-07,
    DM-10).
    """
    cases: list[InvoiceCase] = []
    for item, dispute in _disputed(case, numbers):
        events = told.get(dispute.dispute_id, ())
        if dispute.resolver_id is None or not any(_came_into_hands(one, since) for one in events):
            cases += _in_hands(case, item, case.follow_up)
    if not cases:
        return case
    taken = [one.dispute.subject_id for one in cases]
    text = f"The dispute on invoice {', '.join(map(str, taken))} came into the same hands."
    if len(taken) > 1:
        text = f"The disputes on invoices {', '.join(map(str, taken))} came into the same hands."
    change = Change(TAKEN_OVER, text, after={"numbers": taken})
    return case.with_cases(cases).with_follow_up(case.follow_up, change)


def _disputed(
    case: FollowUpCase, numbers: Iterable[OutsideID]
) -> Iterator[tuple[FollowUpItem, Dispute]]:
    """Those of these items that are in it and have a dispute, with that one."""
    wanted = {str(number) for number in numbers}
    for item in case.follow_up.items_in:
        dispute = case.dispute_of(item)
        if dispute is not None and str(item.invoice_number) in wanted:
            yield item, dispute


def _came_into_hands(event: Happening, since: datetime) -> bool:
    """Whether an event tells that a dispute came into other hands after a moment."""
    is_of_resolver = "resolver" in event.after or "resolverID" in event.after
    return event.type == "assigned" and is_of_resolver and event.at > since


def _in_hands(case: FollowUpCase, item: FollowUpItem, after: FollowUp) -> list[InvoiceCase]:
    """The open dispute of an item with who clears that up as its resolver; nothing where it is so,
    or nobody does.
    """
    dispute = case.dispute_of(item)
    resolver_id, resolver = after.resolver_of(item)
    if not dispute or not dispute.is_open or resolver_id in (None, dispute.resolver_id):
        return []
    put = replace(dispute, resolver_id=resolver_id, resolver=resolver)
    change = Change(
        "assigned",
        f"The resolver is now {resolver}.",
        {"resolverID": dispute.resolver},
        {"resolverID": resolver},
        note=False,
    )
    return [InvoiceCase(dispute, case.invoice_of(item)).with_dispute(put, change)]


def _in_other_hands(follow_up: FollowUp, wanted: Assignment) -> FollowUp:
    """All of it, or the items that are named, in other hands or under another comment; who is named
    is here, whatever a chase found (DM-10).
    """
    if wanted.resolver:
        follow_up = follow_up.found(wanted.resolver)
    if wanted.numbers is None:
        return _assigned_whole(follow_up, wanted)
    items = (_assigned_item(follow_up.find(number), wanted) for number in wanted.numbers)
    assigned = follow_up.with_items(items)
    if wanted.resolver and len(assigned.hands()) > MAX_HANDS:
        raise TooMany(f"At most {MAX_HANDS} people clear up one follow-up.", rule="DM-10")
    return assigned


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

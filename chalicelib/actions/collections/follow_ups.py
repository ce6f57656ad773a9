"""What can be done with a follow-up; each action gathers, lets the domain decide, and says what to
write.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import takewhile
from typing import Any

from chalicelib.actions.collections.reading import (
    Decided,
    Deciding,
    Opened,
    conclude,
    open_beside,
)
from chalicelib.actions.desk import Desk
from chalicelib.actions.found import customer_in
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import positive_minor, read_decimal
from chalicelib.domain.base.pointers import each_at
from chalicelib.domain.collections import assignment, chases, collecting, ending, steps
from chalicelib.domain.collections.asking import Wording
from chalicelib.domain.collections.case import FollowUpCase
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.opening import (
    Opening,
    WantedItem,
    check_resolver,
    join,
    open_follow_up,
)
from chalicelib.domain.collections.statuses import find_model, find_status, resolved_status
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.invoices.edit import find_reason
from chalicelib.domain.people.person import Person
from chalicelib.errors import NotFound
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.collections import (
    CHASING,
    ITEM_STATUSES,
    MODELS,
    to_chase_terms,
    to_follow_up_event,
    to_models,
    to_statuses,
)
from chalicelib.store.entities import named_of, to_event, to_invoice, to_person
from chalicelib.store.keys import Key
from chalicelib.store.table import name_of
from chalicelib.values import dataclass

REASONS = keys.setting("reasons")
Ticked = tuple[OutsideID, Any]
"""An invoice's number, and the amount that is disputed of it, as somebody wrote it."""


@dataclass(frozen=True)
class NewFollowUp:
    """A follow-up as a request asks for it."""

    customer_id: OutsideID
    items: tuple[Ticked, ...]
    status_id: OutsideID
    comment: str | None = None
    resolver_id: str | None = None
    model_id: OutsideID | None = None
    due: date | None = None
    reason_id: OutsideID | None = None
    mails: bool = True
    leaves_out: bool = False
    letter: tuple[str, str] | None = None
    """Subject and text of the resolver's letter, where somebody worded it."""


@dataclass(frozen=True)
class NewHands:
    """Who shall clear items up, and what is said of them, as a request asks for it."""

    resolver_id: str | None = None
    comment: str | None = None
    numbers: tuple[OutsideID, ...] | None = None


def open_on(wanted: NewFollowUp) -> Deciding:
    """Opens a follow-up on ticked items of a customer (DM-01, DM-05)."""

    def action(desk: Desk) -> Decided:
        customer_key = keys.customer(wanted.customer_id)
        people = [keys.user(wanted.resolver_id)] if wanted.resolver_id else []
        settings = [ITEM_STATUSES, MODELS, CHASING, REASONS]
        found = desk.gather(
            [customer_key, *_heads(wanted.customer_id, wanted.items), *settings, *people],
            with_rules=True,
        )
        customer = customer_in(found, desk, wanted.customer_id)
        status = find_status(to_statuses(found.get(name_of(ITEM_STATUSES))), wanted.status_id)
        model_id = status.model_id if wanted.model_id is None else wanted.model_id
        reason_id, reason = find_reason(
            named_of(found.get(name_of(REASONS)), "reasonID"), wanted.reason_id
        )
        opening = Opening(
            status,
            wanted.comment,
            _resolver(found, wanted.resolver_id, customer.customer_id),
            find_model(to_models(found.get(name_of(MODELS))), model_id),
            wanted.due,
            reason_id,
            reason,
            wanted.mails,
            _wording(wanted.letter),
            wanted.leaves_out,
        )
        items = _wanted_items(wanted.customer_id, wanted.items, found)
        terms = to_chase_terms(found.get(name_of(CHASING)))
        case = open_follow_up(opening, customer, items, terms, desk.context)
        return conclude(desk, None, case, status=201)

    return action


def take_in(follow_up_id: str, items: tuple[Ticked, ...], leaves_out: bool) -> Deciding:
    """Takes more items of its customer in (DM-01)."""

    def action(desk: Desk) -> Decided:
        opened = open_beside(
            desk, follow_up_id, second=lambda known: _heads(known.customer_id, items)
        )
        wanted = _wanted_items(opened.case.follow_up.customer_id, items, opened.found)
        read = opened.case.with_invoices(one.invoice for one in wanted)
        return conclude(desk, read, join(opened.case, wanted, leaves_out, desk.context))

    return action


def chase(follow_up_id: str, due: date | None, *, again: bool) -> Deciding:
    """Chases the resolver, and moves the date on; a second time on a day only where that is meant
    (DM-08).
    """

    def decide(opened: Opened, context: Context) -> FollowUpCase:
        if not again:
            chases.check_first_today(opened.case.follow_up, context)
        resolver = opened.person(opened.case.follow_up.resolver_id)
        return chases.chase(opened.case, resolver, opened.terms, context, due, opened.others)

    return _verb(follow_up_id, decide, with_others=True)


def move(follow_up_id: str, due: date) -> Deciding:
    """Puts the follow-up to another day (DM-08)."""

    def decide(opened: Opened, context: Context) -> FollowUpCase:
        resolver = opened.person(opened.case.follow_up.resolver_id)
        return steps.move(opened.case, due, opened.terms, context, resolver)

    return _verb(follow_up_id, decide)


def assign(follow_up_id: str, wanted: NewHands) -> Deciding:
    """Names another resolver or comment, for all items or for some (DM-10)."""
    named = [keys.user(wanted.resolver_id)] if wanted.resolver_id else []

    def decide(opened: Opened, context: Context) -> FollowUpCase:
        resolver = (
            check_resolver(opened.person(wanted.resolver_id), opened.case.follow_up.customer_id)
            if wanted.resolver_id
            else None
        )
        hands = assignment.Assignment(resolver, wanted.comment, wanted.numbers)
        return assignment.assign(opened.case, hands, opened.terms, context)

    return _verb(follow_up_id, decide, named)


def collect(follow_up_id: str, collector_id: str) -> Deciding:
    """Has somebody else collect it (DM-07)."""

    def decide(opened: Opened, context: Context) -> FollowUpCase:
        return collecting.collect(opened.case, opened.person(collector_id), context)

    return _verb(follow_up_id, decide, [keys.user(collector_id)])


def confirm_mail(follow_up_id: str, was_sent: bool, sequence: int | None = None) -> Deciding:
    """Says whether a mail was sent of which that is not known: of the event that is named, or the
    oldest (CO-15).
    """

    def asking(known: FollowUp) -> list[Key]:
        number = known.unconfirmed if sequence is None else sequence
        return [] if number is None else [keys.follow_up_event(follow_up_id, number)]

    def action(desk: Desk) -> Decided:
        opened = open_beside(desk, follow_up_id, second=asking)
        found = [opened.found.get(name_of(key)) for key in asking(opened.case.follow_up)]
        asked = to_follow_up_event(found[0]) if found and found[0] else None
        after = steps.confirm_mail(opened.case, was_sent, asked, desk.context)
        return conclude(desk, opened.case, after)

    return action


def drop(follow_up_id: str, invoice_number: OutsideID) -> Deciding:
    """Drops an item (DM-10, CO-13)."""
    return _verb(
        follow_up_id, lambda opened, context: steps.drop(opened.case, invoice_number, context)
    )


def end(
    follow_up_id: str, outcomes: Mapping[str, str] | None, of_all: str | None, comment: str | None
) -> Deciding:
    """Ends it with an outcome for each item, or with one of all that are in dispute (DM-11)."""

    def decide(opened: Opened, context: Context) -> FollowUpCase:
        statuses = to_statuses(opened.found.get(name_of(ITEM_STATUSES)))
        case = opened.case
        said = ending.for_all(case.follow_up, of_all) if of_all else outcomes or {}
        return ending.end(case, said, resolved_status(statuses), context, comment)

    return _verb(follow_up_id, decide, [ITEM_STATUSES])


def chase_due(follow_up_id: str) -> Deciding:
    """Chases the resolver where that is due, as the product itself (CO-15, CO-18, CO-20)."""

    def decide(opened: Opened, context: Context) -> FollowUpCase:
        resolver = opened.person(opened.case.follow_up.resolver_id)
        return chases.chase_due(opened.case, resolver, opened.terms, context, opened.others)

    return _verb(follow_up_id, decide, with_others=True)


def take_over(follow_up_id: str, numbers: Sequence[OutsideID], since: datetime) -> Deciding:
    """Puts the disputes that items came in with into the hands of who clears these up, as the
    product itself (DM-01); of one that was changed meanwhile the events are read.
    """

    def action(desk: Desk) -> Decided:
        opened = open_beside(desk, follow_up_id)
        changed = assignment.changed_since(opened.case, numbers, since)
        told = {one: _events_since(desk, one, since) for one in changed}
        after = assignment.take_over(opened.case, numbers, since, told)
        return conclude(desk, opened.case, after)

    return action


def settle(follow_up_id: str) -> Deciding:
    """Lets go of what was paid in full, as the product itself (CO-14)."""
    return _verb(follow_up_id, lambda opened, context: steps.settle(opened.case, context))


def _verb(
    follow_up_id: str,
    decide: Callable[[Opened, Context], FollowUpCase],
    first: Sequence[Key] = (),
    *,
    with_others: bool = False,
) -> Deciding:
    """The action that carries out a verb of the domain on a follow-up as it stands."""

    def action(desk: Desk) -> Decided:
        opened = open_beside(
            desk,
            follow_up_id,
            first,
            lambda known: [keys.user(known.resolver_id)] if known.resolver_id else [],
            with_others=with_others,
        )
        return conclude(desk, opened.case, decide(opened, desk.context))

    return action


def _events_since(desk: Desk, dispute_id: str, since: datetime) -> list[Event]:
    """What happened to a dispute after a moment, the latest first."""
    partition = keys.dispute(dispute_id)["pk"]
    pages = desk.table.pages(partition, prefix=keys.EVENTS, descending=True)
    events = (to_event(item) for page in pages for item in page.items)
    return list(takewhile(lambda event: event.at > since, events))


def _heads(customer_id: OutsideID, items: Iterable[Ticked]) -> list[Key]:
    return [keys.invoice(customer_id, number) for number, _ in items]


def _wanted_items(
    customer_id: OutsideID, items: Sequence[Ticked], found: Mapping[str, Item]
) -> tuple[WantedItem, ...]:
    """The invoices that were ticked; `NotFound` names the first that is not there."""

    def wanted(ticked: Ticked) -> WantedItem:
        number, amount = ticked
        item = found.get(name_of(keys.invoice(customer_id, number)))
        if item is None:
            raise NotFound(f"The customer has no invoice {number}.", rule="RV-02")
        invoice = to_invoice(item)
        if amount is None:
            return WantedItem(invoice)
        return WantedItem(invoice, positive_minor(read_decimal(amount), invoice.currency))

    told = each_at(
        (f"/items/{place}", partial(wanted, ticked)) for place, ticked in enumerate(items)
    )
    return tuple(told)


def _wording(letter: tuple[str, str] | None) -> Wording | None:
    if letter is None:
        return None
    # Late, since few letters are worded anew.
    from chalicelib.actions.collections.letters import read_wording

    return read_wording(*letter)


def _resolver(
    found: Mapping[str, Item], user_id: str | None, customer_id: OutsideID
) -> Person | None:
    if not user_id:
        return None
    item = found.get(name_of(keys.user(user_id)))
    return check_resolver(to_person(item) if item else None, customer_id)

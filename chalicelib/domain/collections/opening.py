"""Opening a follow-up on open items, and taking more items in (DM-01, DM-05, DM-11)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import to_number
from chalicelib.domain.collections.asking import ASKED, Wording, letter
from chalicelib.domain.collections.case import (
    FollowUpCase,
    LeftOut,
    check_due,
    require_work,
    scheduled,
)
from chalicelib.domain.collections.chasing import ChaseTerms, default_due, may_resolve
from chalicelib.domain.collections.events import DISPUTED_BEFORE
from chalicelib.domain.collections.follow_up import MAX_ITEMS, MAX_REMEMBERED, FollowUp
from chalicelib.domain.collections.item import FollowUpItem
from chalicelib.domain.collections.lifecycle import COLLECTOR, FOLLOW_UP, RESOLVER
from chalicelib.domain.collections.statuses import FollowUpModel, ItemStatus
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.new_dispute import Claim, raise_dispute
from chalicelib.domain.people.person import Person
from chalicelib.errors import InFollowUp, InvalidInput, NotDisputable, RedressError, TooMany
from chalicelib.values import dataclass

MAX_KEPT = 20
"""On so many invoices disputes may keep a promise, each with an entry, in one transaction (CO-26).
"""


@dataclass(frozen=True)
class WantedItem:
    """An invoice that somebody ticked; `amount` is what of it is disputed, all that is open of
    the bill where none is said.
    """

    invoice: Invoice
    amount: int | None = None


@dataclass(frozen=True)
class Opening:
    """What somebody says of the items that were ticked."""

    status: ItemStatus
    comment: str | None = None
    resolver: Person | None = None
    model: FollowUpModel | None = None
    due: date | None = None
    reason_id: OutsideID | None = None
    reason: str = "Default"
    mails: bool = True
    """Whether the resolver gets a letter (DM-03)."""
    wording: Wording | None = None
    """What that letter says, where it is not what its template says (DM-03)."""
    leaves_out: bool = False
    """Whether what cannot be taken in is left out, rather than in the way of the others
    (CO-02).
    """


def open_follow_up(
    opening: Opening,
    customer: Customer,
    wanted: tuple[WantedItem, ...],
    terms: ChaseTerms,
    context: Context,
) -> FollowUpCase:
    """A follow-up on these items, with a dispute raised on each where the status says so; all are
    taken in or none (DM-01, DM-11).
    """
    require_work(context)
    _check_told(opening)
    if opening.resolver:
        check_resolver(opening.resolver, customer.customer_id)
    today = context.hours.day_of(context.at)
    due = opening.due or default_due(today, opening.status.delay_days, context.hours)
    begun = _begun(opening, customer, due, context)
    follow_up = scheduled(begun, check_due(due, context), terms, context, opening.resolver)
    taken = _take_in(FollowUpCase(follow_up), opening, wanted, context)
    return taken.with_follow_up(taken.follow_up, _opened(taken.follow_up, opening))


def _begun(opening: Opening, customer: Customer, due: date, context: Context) -> FollowUp:
    """The follow-up as it is said to be, without an item yet."""
    status, model, resolver = opening.status, opening.model, opening.resolver
    return FollowUp(
        follow_up_id=context.new_id(),
        customer_id=customer.customer_id,
        customer_name=customer.name,
        status=FOLLOW_UP.initial,
        item_status=status.status_id,
        item_status_label=status.label,
        category=status.category,
        delay_days=status.delay_days,
        due=due,
        items=(),
        collector_id=context.actor.user_id,
        collector=context.actor.name,
        opened_by=context.actor.name,
        opened_at=context.at,
        changed_by=context.actor.name,
        changed_at=context.at,
        model_id=model.model_id if model else None,
        model_label=model.label if model else None,
        to_do=model.to_do if model else None,
        comment=opening.comment,
        resolver_id=resolver.user_id if resolver else None,
        resolver=resolver.name if resolver else None,
        asked=1 if resolver else 0,
        asked_at=context.at if resolver else None,
        waiting_for=RESOLVER if resolver else COLLECTOR,
        waiting_since=context.at,
    )


def join(
    case: FollowUpCase, wanted: tuple[WantedItem, ...], leaves_out: bool, context: Context
) -> FollowUpCase:
    """More items in the follow-up, as its first ones were taken in (DM-01)."""
    require_work(context)
    before = case.follow_up
    moved = check_joinable(before, context)
    status = ItemStatus(
        before.item_status, before.item_status_label, before.category, before.delay_days
    )
    resolver = (
        Person(before.resolver_id, "", before.resolver or "", "") if before.resolver_id else None
    )
    opening = Opening(status, before.comment, resolver, leaves_out=leaves_out)
    taken = _take_in(replace(case, follow_up=moved), opening, wanted, context)
    new = taken.follow_up.items[len(before.items) :]
    numbers = ", ".join(str(item.invoice_number) for item in new)
    change = Change(
        "joined",
        f"Invoice {numbers} joined the follow-up.",
        after={"items": [_told(item) for item in new]} | _disputed_before(taken.follow_up, new),
    )
    return taken.with_follow_up(taken.follow_up, change)


def check_joinable(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up as one that takes more items; `TooMany` where it is full (DM-01, DM-11)."""
    moved = follow_up.moved("join", context.at, context.hours)
    _check_room(follow_up, 1)
    return moved


def check_resolver(person: Person | None, customer_id: OutsideID) -> Person:
    """The person; `InvalidInput` for who is not there, or may not see the customer's disputes
    (RV-03).
    """
    if person and may_resolve(person, customer_id):
        return person
    said = "There is no such person who may see this customer's disputes."
    raise InvalidInput(
        said, rule="RV-03", errors=[{"pointer": "/resolverID", "detail": said, "code": "unknown"}]
    )


def _check_told(opening: Opening) -> None:
    """`InvalidInput` where a status that disputes goes without comment or resolver, or a letter is
    worded that nobody gets (CO-04, DM-03).
    """
    if opening.wording and not (opening.mails and opening.resolver):
        said = "No mail leaves that could say this; name a resolver, and let the mail leave."
        raise InvalidInput(
            said,
            rule="DM-03",
            errors=[{"pointer": "/letter", "detail": said, "code": "invalid"}],
        )
    if not opening.status.disputes:
        return
    missing = [
        pointer
        for pointer, told in (("/comment", opening.comment), ("/resolverID", opening.resolver))
        if not told
    ]
    if missing:
        said = f"The status {opening.status.label} needs a comment and a resolver."
        raise InvalidInput(
            said,
            rule="CO-04",
            errors=[{"pointer": one, "detail": said, "code": "missing"} for one in missing],
        )


def _check_room(follow_up: FollowUp, more: int) -> None:
    """`TooMany` where so many more items are too many (DM-11)."""
    held = len(follow_up.items_in) + more
    if held > MAX_ITEMS or len(follow_up.items) + more > MAX_REMEMBERED:
        raise TooMany(f"A follow-up holds at most {MAX_ITEMS} invoices.", rule="DM-11")


def _take_in(
    case: FollowUpCase, opening: Opening, wanted: tuple[WantedItem, ...], context: Context
) -> FollowUpCase:
    """The case with these items; where some cannot be taken in, the refusal tells each, or they are
    left out (CO-02).
    """
    _check_room(case.follow_up, len(wanted))
    if len({str(one.invoice.invoice_number) for one in wanted}) < len(wanted):
        raise InvalidInput("Each invoice can be named once.", rule="DM-11")
    items: list[FollowUpItem] = []
    invoices: list[Invoice] = []
    raised: list[InvoiceCase] = []
    refused: list[tuple[int, RedressError]] = []
    for place, one in enumerate(wanted):
        try:
            item, invoice, dispute = _taken(one, opening, context)
        except RedressError as error:
            refused.append((place, error))
            continue
        items.append(item)
        invoices.append(_marked(invoice, case.follow_up, opening.status))
        if dispute:
            raised.append(replace(dispute, invoice=invoices[-1]))
    if refused and not (opening.leaves_out and items):
        raise _refusal(refused)
    if sum(one.before_kept is not None for one in raised) > MAX_KEPT:
        raise TooMany(
            f"These disputes keep promises on more than {MAX_KEPT} invoices; open it on fewer, and"
            " let the others join.",
            rule="DM-11",
        )
    follow_up = replace(case.follow_up, items=(*case.follow_up.items, *items))
    left_out = tuple(
        LeftOut(wanted[place].invoice.invoice_number, error) for place, error in refused
    )
    return replace(
        case.with_invoices(invoices).with_cases(raised), follow_up=follow_up, left_out=left_out
    )


def _taken(
    one: WantedItem, opening: Opening, context: Context
) -> tuple[FollowUpItem, Invoice, InvoiceCase | None]:
    """The item, its invoice, and the dispute that was raised on it; one that is disputed already
    joins as it is (DM-01).
    """
    invoice = one.invoice
    if invoice.follow_up_id:
        raise InFollowUp(
            f"Invoice {invoice.invoice_number} is in follow-up {invoice.follow_up_id}; end that, or"
            " drop the invoice from it.",
            followUpID=invoice.follow_up_id,
        )
    if invoice.status != "approved" or invoice.balance <= 0:
        raise NotDisputable(
            f"Nothing is open on invoice {invoice.invoice_number}; only open items are followed"
            " up.",
            rule="CO-14",
        )
    raised = None
    if opening.status.disputes and not invoice.open_dispute_id:
        raised = raise_dispute(_claim(one, opening), invoice, context)
        invoice = raised.invoice
    item = FollowUpItem(
        invoice_number=invoice.invoice_number,
        currency=invoice.currency,
        outstanding=invoice.balance,
        due_date=invoice.due_date,
        dispute_id=invoice.open_dispute_id,
        disputed=invoice.disputed_total,
        was_raised=raised is not None,
    )
    return item, invoice, raised


def _claim(one: WantedItem, opening: Opening) -> Claim:
    """The invoice in general, over what is open of what was billed where no amount is said."""
    invoice, resolver = one.invoice, opening.resolver
    return Claim(
        description=opening.comment or "",
        general=one.amount or invoice.disputable_open,
        reason_id=opening.reason_id,
        reason=opening.reason,
        resolver_id=resolver.user_id if resolver else None,
        resolver=resolver.name if resolver else None,
        is_for_staff=True,
    )


def _marked(invoice: Invoice, follow_up: FollowUp, status: ItemStatus) -> Invoice:
    """The invoice in the follow-up, with the status of its items."""
    return replace(
        invoice,
        follow_up_id=follow_up.follow_up_id,
        item_status=status.status_id,
        item_category=status.category,
    )


def _refusal(refused: list[tuple[int, RedressError]]) -> RedressError:
    """The first refusal, telling all of them at the items that they are about (CO-02)."""
    first = refused[0][1]
    first.extras["errors"] = [
        {"pointer": f"/items/{place}", "detail": error.detail, "code": error.code}
        | ({"rule": error.rule} if error.rule else {})
        for place, error in refused
    ]
    return first


def _opened(follow_up: FollowUp, opening: Opening) -> Change:
    count = len(follow_up.items)
    resolver_id = follow_up.resolver_id
    asks = (
        {"letter": letter(follow_up, ASKED, resolver_id, wording=opening.wording)}
        if opening.mails and resolver_id
        else {}
    )
    return Change(
        "opened",
        f"Dispute follow-up on {count} {'item' if count == 1 else 'items'} opened:"
        f" {follow_up.item_status_label}.",
        after={
            "itemStatus": follow_up.item_status_label,
            "comment": follow_up.comment,
            "resolver": follow_up.resolver,
            "model": follow_up.model_label,
            "dueDate": follow_up.due.isoformat(),
            "items": [_told(item) for item in follow_up.items],
        }
        | _disputed_before(follow_up, follow_up.items)
        | asks,
    )


def _disputed_before(follow_up: FollowUp, items: Iterable[FollowUpItem]) -> dict[str, Any]:
    """Which items came in with a dispute, where somebody clears them up (DM-01)."""
    numbers = [one.invoice_number for one in items if one.dispute_id and not one.was_raised]
    return {DISPUTED_BEFORE: numbers} if numbers and follow_up.resolver_id else {}


def _told(item: FollowUpItem) -> dict[str, Any]:
    """An item as an event tells it."""
    return {
        "invoiceNumber": item.invoice_number,
        "outstanding": to_number(item.outstanding, item.currency),
        "currency": item.currency,
        "disputeID": item.dispute_id,
    }

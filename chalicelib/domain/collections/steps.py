"""What else is done with a follow-up in progress: move, drop, say what became of a mail, and let go
of what was paid (DM-08, DM-10, CO-13, CO-14, CO-15).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.case import (
    FollowUpCase,
    check_due,
    once_answered,
    require_work,
    scheduled,
)
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.events import FollowUpEvent
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.item import FollowUpItem
from chalicelib.domain.collections.lifecycle import ANSWERED
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.people.person import Person
from chalicelib.errors import AlreadyDone, LastItem

PAID, DROPPED = "paid", "dropped"
_ALL_KNOWN = "It is known of every mail whether it was sent."
_THAT_KNOWN = "It is known of this mail whether it was sent."


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


def drop(case: FollowUpCase, invoice_number: OutsideID, context: Context) -> FollowUpCase:
    """The follow-up without an item, which is in no follow-up then; the last one is dropped by
    ending it (DM-10, CO-13).
    """
    require_work(context)
    item = case.follow_up.moved("drop", context.at, context.hours).find(invoice_number)
    check_droppable(case.follow_up, context)
    left = _without(case.follow_up, [replace(item, left=DROPPED)], "drop", context)
    change = Change(
        "dropped",
        f"Invoice {item.invoice_number} dropped.",
        after={"invoiceNumber": item.invoice_number},
    )
    return case.with_invoices([case.released(item)]).with_follow_up(left, change)


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
    changes = [
        Change(
            "itemPaid",
            f"Invoice {item.invoice_number} was paid in full and left.",
            after={"invoiceNumber": item.invoice_number, "disputeID": item.dispute_id},
        )
        for item in paid
    ]
    gone = [replace(item, left=PAID) for item in paid]
    left = _without(case.follow_up, gone, "settle", context)
    if not left.items_in:
        left = left.moved("end", context.at, context.hours)
        changes.append(Change("ended", "Ended, since all of its items were paid."))
    return case.with_invoices(map(case.released, paid)).with_follow_up(left, *changes)


def _without(
    before: FollowUp, gone: Sequence[FollowUpItem], verb: str, context: Context
) -> FollowUp:
    """The follow-up once items left it."""
    left = before.with_items(gone).moved(verb, context.at, context.hours)
    return once_answered(before, left, context)

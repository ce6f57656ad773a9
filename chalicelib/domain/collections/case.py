"""A follow-up beside the invoices and disputes of its items, and what has been done to all of
them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from typing import Self

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.follow_up import MAX_DAYS_AHEAD, FollowUp
from chalicelib.domain.collections.item import FollowUpItem
from chalicelib.domain.collections.lifecycle import OPEN
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.people.person import Person
from chalicelib.errors import InvalidInput, RedressError
from chalicelib.values import dataclass


@dataclass(frozen=True)
class LeftOut:
    """An item that could not be taken in, or not be ended, and why (CO-02, DM-11)."""

    invoice_number: OutsideID
    error: RedressError


@dataclass(frozen=True)
class FollowUpCase:
    """What every verb of a follow-up takes and gives back."""

    follow_up: FollowUp
    invoices: Mapping[str, Invoice] = field(default_factory=dict)
    """By number, as they are to be."""
    disputes: Mapping[str, Dispute] = field(default_factory=dict)
    """By id, as they were read."""
    cases: tuple[InvoiceCase, ...] = ()
    """The disputes that were raised or changed, with what was done to each."""
    changes: tuple[Change, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def invoice_of(self, item: FollowUpItem) -> Invoice:
        """The invoice of an item."""
        return self.invoices[str(item.invoice_number)]

    def dispute_of(self, item: FollowUpItem) -> Dispute | None:
        """The dispute of an item, where it has one."""
        return self.disputes.get(item.dispute_id or "")

    def with_follow_up(self, follow_up: FollowUp, *changes: Change) -> Self:
        """The case with the follow-up changed."""
        return replace(self, follow_up=follow_up, changes=(*self.changes, *changes))

    def with_invoices(self, invoices: Iterable[Invoice]) -> Self:
        """The case with these invoices in place of what they were."""
        changed = {str(invoice.invoice_number): invoice for invoice in invoices}
        return replace(self, invoices={**self.invoices, **changed})

    def with_cases(self, cases: Iterable[InvoiceCase]) -> Self:
        """The case with disputes that were raised or changed, and what that made of their
        invoices.
        """
        told = tuple(cases)
        return replace(self, cases=(*self.cases, *told)).with_invoices(one.invoice for one in told)

    def released(self, item: FollowUpItem) -> Invoice:
        """The invoice of an item that leaves."""
        return replace(self.invoice_of(item), follow_up_id=None)


def require_work(context: Context) -> None:
    """`Forbidden` for who does not work disputes."""
    context.actor.require("dispute.work")


def check_due(due: date, context: Context, pointer: str = "/dueDate") -> date:
    """The date; `InvalidInput` for one that is over, or further away than anybody looks ahead
    (DM-08).
    """
    today = context.hours.day_of(context.at)
    if today <= due <= today + timedelta(days=MAX_DAYS_AHEAD):
        return due
    said = f"The date is from today on, {MAX_DAYS_AHEAD} days ahead at most."
    raise InvalidInput(
        said, rule="DM-08", errors=[{"pointer": pointer, "detail": said, "code": "invalid"}]
    )


def scheduled(
    follow_up: FollowUp,
    due: date,
    terms: ChaseTerms,
    context: Context,
    asked: Person | None = None,
) -> FollowUp:
    """The follow-up with this date, and with when who clears it up is chased then, if anybody: by
    the clock of who is `asked`, or of the company (CO-20).
    """
    is_asked = follow_up.status == OPEN and follow_up.is_in_hands
    time_zone = asked.time_zone if asked else None
    is_chased = is_asked and (terms.goes_on or follow_up.unanswered < terms.before_manager)
    return replace(
        follow_up,
        due=due,
        chase_at=terms.chase_at(due, context.hours, time_zone) if is_chased else None,
    )


def once_answered(before: FollowUp, left: FollowUp, context: Context) -> FollowUp:
    """The follow-up that items have left; with the last one of which an answer was awaited it is
    answered, and nobody is chased (DM-10, X-04).
    """
    was_awaited = any(not item.answer for item in before.items_in)
    if left.status != OPEN or not was_awaited or not left.items_in:
        return left
    if not all(item.answer for item in left.items_in):
        return left
    answered = left.moved("answer", context.at, context.hours)
    return replace(answered, unanswered=0, manager_told=False, chase_at=None)

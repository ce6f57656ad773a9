"""How a payout dispute ends: the customer says that all is well, or the time to object is over; and
how it goes on after all (CK-15, PO-19, PO-37, PO-38).
"""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import SHARED
from chalicelib.domain.orders.case import (
    WORKING,
    OrderCase,
    require_customer,
    require_place,
    tell,
)
from chalicelib.domain.orders.lifecycle import CLOSED, RESOLVED
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import AlreadyDone, Forbidden, InvalidInput, NotYet


def accept(case: OrderCase, context: Context) -> OrderCase:
    """The customer says that all is well: the dispute is closed, at once or as soon as the bank has
    confirmed what is on its way (CK-15, PO-38).
    """
    check_acceptable(case, context)
    told = tell("accepted", "The customer says that all is well.", audience=CUSTOMER)
    return close_where_done(case.with_work(told, received_at=context.at), context)


def check_acceptable(case: OrderCase, context: Context) -> None:
    """Whether somebody can say for the customer that all is well (X-02)."""
    require_customer(case, context)
    if case.dispute.status == CLOSED:
        raise AlreadyDone("The dispute is closed.", rule="PO-37")
    case.dispute.lifecycle.after("close", case.dispute.status)
    if case.work.received_at:
        raise AlreadyDone("The customer has said so.", rule="PO-37")


def close_where_done(case: OrderCase, context: Context) -> OrderCase:
    """The case closed, where the customer has said that all is well and no payout is on its way."""
    work = case.work
    if case.dispute.status != RESOLVED or not work.received_at or work.unconfirmed:
        return case
    return _closed(case, "All is well; the dispute is closed.", context)


def expire(case: OrderCase, context: Context) -> OrderCase:
    """Closes what nobody objected to in time (CK-15); the same case where that is not so, or a
    payout is not confirmed (PO-37, PO-38).
    """
    if not closes_by_time(case, context.at):
        return case
    return _closed(case, "Nobody objected in time; the dispute is closed.", context)


def closes_by_time(case: OrderCase, now: datetime) -> bool:
    """Whether it is to be closed by time now (PO-38)."""
    close_at = case.work.close_at
    is_due = close_at is not None and close_at <= now
    return is_due and case.dispute.status == RESOLVED and not case.work.unconfirmed


def reopen(case: OrderCase, context: Context, reason: str | None = None) -> OrderCase:
    """The customer objects in time, or the staff goes on with it, for a reason (CK-15, PO-19,
    PO-37).
    """
    check_reopenable(case, context)
    if not reason:
        said = "Say why the dispute is reopened."
        raise InvalidInput(
            said, rule="CK-15", errors=[{"pointer": "/text", "detail": said, "code": "missing"}]
        )
    moved = case.dispute.moved("reopen", context.at, context.hours)
    who = "The customer" if case.side_of(context) == CUSTOMER else context.actor.name
    told = tell(
        "reopened",
        f"{who} reopened the dispute: {reason}",
        {"status": case.dispute.status},
        {"status": moved.status, "reason": reason},
        audience=CUSTOMER,
    )
    known = replace(case, dispute=moved)
    return known.with_work(told, close_at=None, received_at=None)


def check_reopenable(case: OrderCase, context: Context) -> None:
    """Whether somebody can go on with it (X-02): the staff, and the customer for as long as it
    could object.
    """
    is_customer = case.side_of(context) == CUSTOMER
    if not is_customer and WORKING not in context.actor.permissions:
        raise Forbidden("Only the customer objects.", rule="PO-19", unblockedBy=[CUSTOMER])
    case.dispute.lifecycle.after("reopen", case.dispute.status)
    if is_customer and not can_object(case, context.at):
        raise NotYet(
            "The time to object is over; raise another dispute on the order, or ask support.",
            rule="PO-19",
            unblockedBy=["agent"],
        )
    if case.order:
        require_place(case)


def can_object(case: OrderCase, now: datetime) -> bool:
    """Whether the customer's time to object is not over (PO-19)."""
    decided = case.work.effective[-1] if case.work.effective else None
    if decided is None or decided.effective_at is None:
        return False
    days = (now - decided.effective_at).total_seconds() / 86_400
    return days < case.terms.close_after_days


def _closed(case: OrderCase, said: str, context: Context) -> OrderCase:
    moved = case.dispute.moved("close", context.at, context.hours)
    told = tell(
        "closed",
        said,
        {"status": case.dispute.status},
        {"status": moved.status},
        audience=SHARED,
    )
    return replace(case, dispute=moved).with_work(told, close_at=None)

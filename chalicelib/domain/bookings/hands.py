"""Whom of support a dispute on a booking is with (IG-08)."""

from dataclasses import replace

from chalicelib.domain.bookings.case import BookingCase, require_open
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.hands import ASSIGNEE, in_hands_of, require_able
from chalicelib.domain.people.person import STAFF, Person

HANDS = {ASSIGNEE: "dispute.support"}
"""Into whose hands one can be put → what that person must be allowed to do."""


def check_assignable(case: BookingCase, context: Context) -> None:
    """Whether somebody can put it into other hands (X-02)."""
    context.actor.require(HANDS[ASSIGNEE])
    require_open(case)


def assign(
    case: BookingCase, user_id: str | None, person: Person | None, context: Context
) -> BookingCase:
    """The case in the hands of somebody of support, or of nobody, which neither side is told; the
    same case where it is already.
    """
    check_assignable(case, context)
    before = case.dispute
    if user_id == before.assignee_id:
        return case
    able = require_able(person, before.parties, HANDS[ASSIGNEE], "IG-08") if user_id else None
    dispute = in_hands_of(before, able)
    told = Change(
        "assigned",
        f"Assignee is now {dispute.assignee or 'nobody'}.",
        {"assignee": before.assignee},
        {"assignee": dispute.assignee},
        note=False,
        audience=STAFF,
    )
    return replace(case, dispute=dispute, changes=(*case.changes, told))

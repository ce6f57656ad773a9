"""The thread of a booking dispute: messages, notes of support, and asking support to step in
(IG-03, IG-04, IG-08).
"""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.bookings.booking import SIDES, other_side
from chalicelib.domain.bookings.case import BookingCase, moved_on, require_open, require_side, tell
from chalicelib.domain.bookings.work import BookingWork, Escalation
from chalicelib.domain.disputes.attachments import Voice, require_room
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, Change, Event
from chalicelib.domain.people.person import STAFF, SUPPORT
from chalicelib.errors import AlreadyDone, NotYet


def say(case: BookingCase, text: str, context: Context) -> BookingCase:
    """A message in the thread, which both sides and support read (IG-03, IG-04); support may once
    it was asked to step in (IG-08).
    """
    side = _require_voice(case, context)
    require_open(case)
    return moved_on(
        case.with_work(case.work, tell("message", text, after={"side": side})), side, context
    )


def note(case: BookingCase, text: str, context: Context) -> BookingCase:
    """A note of support, which neither side ever reads."""
    context.actor.require("dispute.support")
    told = Change("internalNote", text, note=False, audience=STAFF)
    return case.with_work(case.work, told).heard(STAFF, (STAFF,))


def voice(case: BookingCase, context: Context, *, internally: bool) -> Voice:
    """For whom somebody attaches a file: a side, support that was asked to step in, or support for
    itself as with its notes (X-13).
    """
    if internally:
        context.actor.require("dispute.support")
        require_room(case.dispute, SUPPORT)
        return Voice(SUPPORT, STAFF, aside=" for support alone")
    side = _require_voice(case, context)
    require_room(case.dispute, side)
    return Voice(side, SHARED, case.name_on(side) if side in SIDES else "Support")


def escalate(case: BookingCase, issue: str, context: Context) -> BookingCase:
    """Asks support to step in, and says about what (IG-08)."""
    side = require_side(case.dispute.parties, context)
    require_open(case)
    if case.work.escalation:
        raise AlreadyDone("Support has been asked to step in.", rule="IG-08")
    work = replace(case.work, escalation=Escalation(side, context.actor.name, context.at, issue))
    text = f"{case.name_on(side)} asked support to step in: {issue}"
    told = tell("escalated", text, after={"side": side, "issue": issue})
    return moved_on(case.with_work(work, told), side, context)


def hand_back(case: BookingCase, comment: str | None, context: Context) -> BookingCase:
    """Support has done its part, and leaves the dispute to the two sides again (IG-08)."""
    context.actor.require("dispute.support")
    require_open(case)
    if not case.work.escalation:
        raise NotYet("Support was not asked to step in.", rule="IG-08")
    work = replace(case.work, escalation=None)
    text = f"Support handed the dispute back{f': {comment}' if comment else '.'}"
    after = {"side": SUPPORT} | ({"reason": comment} if comment else {})
    told = tell("handedBack", text, after=after)
    return moved_on(case.with_work(work, told), SUPPORT, context)


def speaker(work: BookingWork, event: Event) -> str:
    """Which side did what an event tells, or support for whoever works here.

    The other side answers a request (IG-05), the raiser ends the dispute (IG-07), and finance takes
    a payment back (IG-10).
    """
    if event.type in ("fundsApproved", "fundsRejected"):
        return other_side(str(event.after["side"]))
    if event.type in ("resolved", "withdrawn", "reopened"):
        return work.raised_by_side
    return SUPPORT if event.type == "fundsCorrected" else str(event.after.get("side", SUPPORT))


def reads_as(case: BookingCase, context: Context) -> str:
    """As which audience somebody reads the thread: one's own side, or support for the staff
    (IG-04).
    """
    side = case.side_of(context)
    if side is None:
        context.actor.require("dispute.support")
    return side or STAFF


def is_told(dispute: Dispute[BookingWork], audience: str) -> bool:
    """Whether an audience is told by mail of all that is unread: a side, and support while it is
    asked to step in (IG-04, IG-08).
    """
    return audience in SIDES or (audience == STAFF and dispute.work.escalation is not None)


def called_at(dispute: Dispute[BookingWork], audience: str) -> datetime | None:
    """When support was asked to step in (IG-08)."""
    call = dispute.work.escalation if audience == STAFF else None
    return call.at if call else None


def _require_voice(case: BookingCase, context: Context) -> str:
    """The side that somebody speaks for; support has a voice in the thread while it is asked to
    step in (IG-08).
    """
    side = case.side_of(context)
    if side is not None:
        return side
    context.actor.require("dispute.support")
    if not case.work.escalation:
        raise NotYet(
            "Support speaks in the thread once one of the sides asks it to step in.", rule="IG-08"
        )
    return SUPPORT

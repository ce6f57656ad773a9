"""The thread of a booking dispute: messages, notes of support, and asking support to step in (IG-03, IG-04, IG-08)."""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.booking import SIDES
from chalicelib.domain.bookingcase import BookingCase, moved_on, require_open, require_side, tell
from chalicelib.domain.bookingwork import (
    BookingWork,
    Escalation,
)
from chalicelib.domain.case import Act
from chalicelib.domain.events import PARTIES, Change
from chalicelib.domain.people import STAFF, SUPPORT
from chalicelib.errors import AlreadyDone, NotYet


def say(case: BookingCase, text: str, act: Act) -> BookingCase:
    """A message in the thread, which both sides and support read (IG-03, IG-04); support may once it was asked to step in (IG-08)."""
    side = _require_voice(case, act)
    require_open(case)
    told = case.with_work(_counted(case.work, side, PARTIES), tell("message", text, after={"side": side}))
    return moved_on(told, side, act)


def note(case: BookingCase, text: str, act: Act) -> BookingCase:
    """A note of support, which neither side ever reads."""
    act.by.require("dispute.support")
    return case.with_work(_counted(case.work, STAFF, STAFF), Change("internalNote", text, note=False, audience=STAFF))


def escalate(case: BookingCase, issue: str, act: Act) -> BookingCase:
    """Asks support to step in, and says about what (IG-08)."""
    side = require_side(case.work, act)
    require_open(case)
    if case.work.escalation:
        raise AlreadyDone("Support has been asked to step in.", rule="IG-08")
    work = replace(_counted(case.work, side, PARTIES), escalation=Escalation(side, act.by.name, act.at, issue))
    text = f"{case.work.name_on(side)} asked support to step in: {issue}"
    told = tell("escalated", text, after={"side": side, "issue": issue})
    return moved_on(case.with_work(work, told), side, act)


def hand_back(case: BookingCase, comment: str | None, act: Act) -> BookingCase:
    """Support has done its part, and leaves the dispute to the two sides again (IG-08)."""
    act.by.require("dispute.support")
    require_open(case)
    if not case.work.escalation:
        raise NotYet("Support was not asked to step in.", rule="IG-08")
    work = replace(_counted(case.work, SUPPORT, PARTIES) if comment else case.work, escalation=None)
    text = f"Support handed the dispute back{f': {comment}' if comment else '.'}"
    told = tell("handedBack", text, after={"side": SUPPORT})
    return moved_on(case.with_work(work, told), SUPPORT, act)


def _require_voice(case: BookingCase, act: Act) -> str:
    """The side that somebody speaks for; support has a voice in the thread while it is asked to step in (IG-08)."""
    side = case.side_of(act)
    if side is not None:
        return side
    act.by.require("dispute.support")
    if not case.work.escalation:
        raise NotYet("Support speaks in the thread once one of the sides asks it to step in.", rule="IG-08")
    return SUPPORT


def _counted(work: BookingWork, side: str, audience: str) -> BookingWork:
    """The work with one more message, which its writer has read."""
    readers: Sequence[str] = (*SIDES, STAFF) if audience == PARTIES else (STAFF,)
    writer = side if side in SIDES else STAFF
    messages = work.messages | {reader: work.messages.get(reader, 0) + 1 for reader in readers}
    return replace(work, messages=messages, read=work.read | {writer: messages[writer]})

"""News of a dispute on a booking: which sentence tells both sides of an event, and what stands in
it, for letters in any language (CO-41, IG-04).
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.bookings.thread import speaker
from chalicelib.domain.bookings.work import BookingWork
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.news import News

_WITH_REASON = ("fundsRequested", "fundsRejected", "withdrawn", "handedBack")
"""The events that are told with a reason where somebody gave one."""


def news_of(
    dispute: Dispute[BookingWork], event: Event, speakers: Mapping[str, str]
) -> News | None:
    """What both sides are told of an event; None for a message. `speakers`: what each side and
    support is called.
    """
    if event.type == "message":
        return None
    told = dict(event.words["values"]) if event.words else {}
    after, type_ = event.after, event.type
    reason = told.get("reason") or after.get("reason")
    if type_ == "fundsRejected":
        reason = after.get("answer")
    if type_ in _WITH_REASON and reason:
        type_ = f"{type_}.reason"
    if type_ == "fundsCancelled" and "side" not in told:
        type_ = "fundsEnded"
    values: dict[str, Any] = {
        name: str(after[name]) for name in ("description", "issue", "name") if name in after
    }
    values |= {"reference": str(dispute.work.reference)} | told
    values |= {"reason": str(reason)} if reason else {}
    values.setdefault("side", speakers[speaker(dispute.work, event)])
    return News(f"booking.{type_}", values, {})

"""The conversation about a dispute on an invoice, as its customer and the staff see it; a customer
is told nobody's name (CU-23).
"""

from typing import NotRequired

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.people.person import STAFF
from chalicelib.views.answers import Moment
from chalicelib.views.attachment import AttachmentPart, attachment_part
from chalicelib.views.parts import EventText, event_text, instant


class MessageView(EventText):
    """What somebody said about a dispute on an invoice, and for the staff all else that happened;
    who it was is told the staff alone.
    """

    sequence: int
    type: str
    at: Moment
    side: str
    attachment: AttachmentPart | None
    by: NotRequired[str]
    audience: NotRequired[str]


def message_view(event: Event, context: Context) -> MessageView:
    """What somebody said, and for the staff all else that happened."""
    view: MessageView = {
        "sequence": event.number_for(context.actor.audience),
        "type": event.type,
        **event_text(event),
        "at": instant(event.at),
        "side": event.after.get("side", STAFF),
        "attachment": attachment_part(event),
    }
    if context.actor.audience == STAFF:
        view["by"], view["audience"] = event.by_name, event.audience
    return view

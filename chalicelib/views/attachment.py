"""Files of a dispute as those see them who may know of them (X-13)."""

from collections.abc import Sequence

from chalicelib.domain.disputes.attachments import MAX_BYTES, MOST, TYPES, Attachment
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.people.person import STAFF, Person
from chalicelib.views.parts import View, instant

_TOLD = ("attachmentID", "name", "contentType", "size")


def attachment_view(attachment: Attachment, person: Person) -> View:
    """A file; who attached it is told to the own side and to the staff (IG-03)."""
    is_staff = person.audience == STAFF
    view = {
        "attachmentID": attachment.attachment_id,
        "name": attachment.name,
        "contentType": attachment.content_type,
        "size": attachment.size,
        "side": attachment.side,
        "by": attachment.by_name if is_staff or person.role == attachment.side else None,
        "at": instant(attachment.at),
        "status": "attached" if attachment.tag else "arriving",
    }
    return view | ({"audience": attachment.audience} if is_staff else {})


def limits_view(voices: Sequence[str]) -> View:
    """What can be attached, told before anybody tries; `most` for each who attaches, where there are several."""
    types = [{"contentType": name, "name": kind.name, "extensions": list(kind.extensions)} for name, kind in TYPES.items()]
    return {"maxBytes": MAX_BYTES, "types": types, "most": MOST, "isMostPerSide": len(voices) > 1}


def attachment_part(event: Event) -> View | None:
    """What an event tells of the file that was attached by it; None for any other event."""
    return {name: event.after[name] for name in _TOLD} if event.type == "attached" else None

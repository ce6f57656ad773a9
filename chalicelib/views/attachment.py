"""Files of a dispute as those see them who may know of them (X-13)."""

from collections.abc import Sequence
from typing import Annotated, Literal, NotRequired, cast

from typing_extensions import TypedDict

from chalicelib.domain.disputes.attachments import MAX_BYTES, MOST, TYPES, Attachment
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.people.person import STAFF, Person
from chalicelib.views.answers import Moment, meaning
from chalicelib.views.parts import instant


class AttachmentPart(TypedDict):
    """A file by its name."""

    attachmentID: str
    name: str
    contentType: str
    size: Annotated[int, meaning("In bytes.")]


class AttachmentView(AttachmentPart):
    """A file of a dispute (X-13)."""

    side: Annotated[str, meaning("Whose it is: a party's role, or the staff's.")]
    by: Annotated[str | None, meaning("Told to the own side and to the staff (IG-03).")]
    at: Moment
    status: Literal["attached", "arriving"]
    audience: NotRequired[Annotated[str, meaning("Who sees it, told to the staff.")]]


class FileType(TypedDict):
    """A type of file that can be attached."""

    contentType: str
    name: str
    extensions: list[str]


class LimitsView(TypedDict):
    """What can be attached."""

    maxBytes: int
    types: list[FileType]
    most: int
    isMostPerSide: Annotated[bool, meaning("Whether each side attaches so many.")]


_TOLD = ("attachmentID", "name", "contentType", "size")


def attachment_view(attachment: Attachment, person: Person) -> AttachmentView:
    """A file; who attached it is told to the own side and to the staff (IG-03)."""
    is_staff = person.audience == STAFF
    view: AttachmentView = {
        "attachmentID": attachment.attachment_id,
        "name": attachment.name,
        "contentType": attachment.content_type,
        "size": attachment.size,
        "side": attachment.side,
        "by": attachment.by_name if is_staff or person.role == attachment.side else None,
        "at": instant(attachment.at),
        "status": "attached" if attachment.tag else "arriving",
    }
    if is_staff:
        view["audience"] = attachment.audience
    return view


def limits_view(voices: Sequence[str]) -> LimitsView:
    """What can be attached, told before anybody tries; `most` for each who attaches, where there
    are several.
    """
    types: list[FileType] = [
        {"contentType": name, "name": kind.name, "extensions": list(kind.extensions)}
        for name, kind in TYPES.items()
    ]
    return {"maxBytes": MAX_BYTES, "types": types, "most": MOST, "isMostPerSide": len(voices) > 1}


def attachment_part(event: Event) -> AttachmentPart | None:
    """What an event tells of the file that was attached by it; None for any other event."""
    if event.type != "attached":
        return None
    return cast(AttachmentPart, {name: event.after[name] for name in _TOLD})

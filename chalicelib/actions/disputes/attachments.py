"""Attaching files to a dispute of any kind: begun, sent to the bucket, looked at, and
told (X-13).
"""

from typing import Annotated, cast

from typing_extensions import TypedDict

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.disputes.opening import Address, open_dispute, require_dispute
from chalicelib.actions.execution import Action, Decision, PlainAction, PlainDecision
from chalicelib.actions.kinds import kind_of
from chalicelib.domain.disputes import attachments
from chalicelib.domain.disputes.attachments import (
    ARRIVES_WITHIN,
    HEAD_BYTES,
    MOST,
    Attachment,
    Voice,
)
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, append
from chalicelib.domain.people.person import STAFF, Person
from chalicelib.errors import AlreadyDone, NotFound
from chalicelib.store import keys
from chalicelib.store.attachments import (
    arriving_item,
    attachment_item,
    still_arriving,
    to_arriving,
    to_attachment,
)
from chalicelib.store.codec import Item
from chalicelib.store.entities import as_read, dispute_item, event_items
from chalicelib.store.files import Files, arrival_key, attachment_key
from chalicelib.store.table import IS_ABSENT, Put, name_of
from chalicelib.values import dataclass
from chalicelib.views.answers import DryRun, UploadView, meaning
from chalicelib.views.attachment import AttachmentView, LimitsView, attachment_view, limits_view
from chalicelib.views.parts import ChangeView, change_view, to_json


class ArrivingView(AttachmentView):
    """A file that room was made for."""

    disputeID: str


class ArrivingWithUpload(ArrivingView):
    """A file that room was made for, and how it is sent."""

    upload: UploadView


class AttachPreview(DryRun):
    """What attaching a file would do (X-03)."""

    attachment: AttachmentView
    events: list[ChangeView]


class FilesView(TypedDict):
    """The files of a dispute, and what can be attached."""

    value: list[AttachmentView]
    nextCursor: None
    limits: LimitsView


class FetchedView(AttachmentView):
    """A file with the link under which it can be fetched."""

    downloadURL: Annotated[str, meaning("Good for five minutes.")]


FETCHED_WITHIN_SECONDS = 300
NO_FILE = "The dispute has no such file."
NOT_ON_ITS_WAY = (
    "No such file is on its way to the dispute. One that is not attached within a day is forgotten;"
    " choose it anew."
)


@dataclass(frozen=True)
class FileToSend:
    """A file that somebody wants to attach; `internally` says whether for support alone, where that
    can be said.
    """

    name: str
    content_type: str
    size: int
    internally: bool | None = None


def begin(dispute_id: str, file: FileToSend, below: str | None = None) -> PlainAction[ArrivingView]:
    """Makes room for a file; `place_of_file` says where to send it. Nobody is told of it yet.

    `below`: the address that whoever asks has the files under, where it is not the dispute's.
    """

    def action(desk: Desk) -> PlainDecision[ArrivingView]:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        kind_of(dispute).check_internal(file.internally)
        speaking = kind_of(dispute).voice(dispute, desk.context, internally=bool(file.internally))
        return room_for(desk, dispute, file, speaking, below or f"/api{_below(dispute_id)}")

    return action


def room_for(
    desk: Desk, dispute: Dispute, file: FileToSend, speaking: Voice, below: str
) -> PlainDecision[ArrivingView]:
    """The room for a file of a dispute, for someone who may attach it."""
    arriving = attachments.begin(file.name, file.content_type, file.size, speaking, desk.context)
    view: ArrivingView = {
        **attachment_view(arriving, desk.context.actor),
        "disputeID": dispute.dispute_id,
    }
    return Decision(
        writes=(Put(arriving_item(dispute.dispute_id, arriving), (IS_ABSENT,)),),
        answer=Answer(201, to_json(view), location=f"{below}/{arriving.attachment_id}"),
        preview=would_be(view),
        kept_until=desk.now + ARRIVES_WITHIN,
        parties=dispute.parties,
    )


def place_of_file(
    files: Files, dispute_id: str, attachment_id: str, content_type: str, size: int
) -> UploadView:
    """Where and how exactly this file is sent, for an hour."""
    place = arrival_key(dispute_id, attachment_id)
    return cast(UploadView, files.upload(place, size, least_bytes=size, content_type=content_type))


def complete(
    dispute_id: str, attachment_id: str, files: Files
) -> Action[AttachmentView, AttachPreview]:
    """Attaches a file that arrived, once it was looked at.

    1. The head of what arrived is read, and judged with its size by what was told.
    2. Just this content, named by its tag, is copied to where nobody can send anything to.
    3. One transaction makes it the dispute's and tells of it, provided that it is still on its way.
    Where that does
       not come about, nothing names the copy, and `arrivals.take_up` removes it once the file is
       forgotten.
    """

    def action(desk: Desk) -> Decision[AttachmentView, AttachPreview]:
        dispute, found = open_dispute(desk, Address(dispute_id), places(dispute_id, attachment_id))
        _require_files(desk.context.actor, dispute)
        arriving = arriving_in(desk.context, found, dispute_id, attachment_id)
        internally = arriving.audience == STAFF
        speaking = kind_of(dispute).voice(dispute, desk.context, internally=internally)
        return taken_in(desk, dispute, arriving, speaking, files)[0]

    return action


def taken_in(
    desk: Desk, dispute: Dispute, arriving: Attachment, speaking: Voice, files: Files
) -> tuple[Decision[AttachmentView, AttachPreview], Attachment]:
    """What attaches a file that arrived, for someone who may, once it was judged; and the file."""
    dispute_id, attachment_id = dispute.dispute_id, arriving.attachment_id
    source = arrival_key(dispute_id, attachment_id)
    content = files.look(source, HEAD_BYTES)
    changed, attached, change = attachments.attach(
        dispute, arriving, content, speaking, desk.context
    )
    if desk.command and not desk.command.dry_run:
        files.keep(
            source,
            attachment_key(dispute_id, attachment_id, content.tag),
            content.tag,
            attached.content_type,
        )
    told, events = append(changed, (change,), desk.context.actor, desk.context.at)
    view = attachment_view(attached, desk.context.actor)
    preview: AttachPreview = {
        "dryRun": True,
        "attachment": view,
        "events": [change_view(change)],
    }
    decision = Decision(
        writes=(
            Put(dispute_item(told), as_read(dispute)),
            Put(attachment_item(dispute_id, attached), (IS_ABSENT,)),
            still_arriving(dispute_id, attachment_id),
            *map(Put, event_items(events)),
        ),
        answer=Answer(200, to_json(view)),
        preview=Answer(200, to_json(preview)),
        parties=dispute.parties,
    )
    return decision, attached


def list_attachments(desk: Desk, dispute_id: str) -> FilesView:
    """The files of a dispute, the oldest first, and what can be attached: one query."""
    dispute = require_dispute(desk, dispute_id)
    _require_files(desk.context.actor, dispute)
    return files_of(desk, dispute)


def files_of(desk: Desk, dispute: Dispute) -> FilesView:
    """The files of a dispute that whoever asks may know of, and what can be attached."""
    voices = kind_of(dispute).VOICES
    page = desk.table.query(
        keys.dispute(dispute.dispute_id)["pk"], prefix=keys.ATTACHED, limit=MOST * len(voices)
    )
    files = [to_attachment(item) for item in page.items]
    person = desk.context.actor
    known = [attachment_view(one, person) for one in files if may_know(person, one)]
    return {"value": known, "nextCursor": None, "limits": limits_view(voices)}


def show_attachment(desk: Desk, dispute_id: str, attachment_id: str, files: Files) -> FetchedView:
    """A file with a link under which it can be fetched for some minutes, and not be opened in a
    browser.
    """
    dispute, found = open_dispute(desk, Address(dispute_id), places(dispute_id, attachment_id))
    _require_files(desk.context.actor, dispute)
    return fetched(desk, found, dispute_id, attachment_id, files)


def fetched(
    desk: Desk, found: dict[str, Item], dispute_id: str, attachment_id: str, files: Files
) -> FetchedView:
    """A file among what was read, with its link; `NotFound` for what nobody may know of."""
    attached = _attached(desk.context.actor, found, dispute_id, attachment_id)
    if attached is None:
        raise NotFound(NO_FILE)
    return with_link(desk, dispute_id, attached, files)


def with_link(desk: Desk, thing_id: str, attached: Attachment, files: Files) -> FetchedView:
    """A file with the link under which it can be fetched for some minutes."""
    key = attachment_key(thing_id, attached.attachment_id, attached.tag)
    url = files.download_url(
        key, attached.name, attached.content_type, seconds=FETCHED_WITHIN_SECONDS
    )
    return {**attachment_view(attached, desk.context.actor), "downloadURL": url}


def places(dispute_id: str, attachment_id: str) -> list[keys.Key]:
    """Where a file lies once it is attached, and before."""
    return [
        keys.attachment(dispute_id, attachment_id, prefix)
        for prefix in (keys.ATTACHED, keys.ARRIVING)
    ]


def _require_files(person: Person, dispute: Dispute) -> None:
    """`Forbidden` for someone who is no side for whom files are attached (CU-23)."""
    if person.is_outside and person.audience not in kind_of(dispute).VOICES:
        person.require("dispute.read")


def may_know(person: Person, attachment: Attachment) -> bool:
    """Whether the person, who may see the dispute, may know of its file."""
    return person.audience == STAFF or attachment.audience in (person.audience, SHARED)


def _attached(
    person: Person, found: dict[str, Item], dispute_id: str, attachment_id: str
) -> Attachment | None:
    item = found.get(name_of(keys.attachment(dispute_id, attachment_id)))
    attached = to_attachment(item) if item else None
    return attached if attached and may_know(person, attached) else None


def _below(dispute_id: str) -> str:
    return f"/dispute/{dispute_id}/attachment"


def arriving_in(
    context: Context, found: dict[str, Item], dispute_id: str, attachment_id: str
) -> Attachment:
    """The file that this very person began within the day; `AlreadyDone` once it is attached,
    `NotFound` for everybody else.
    """
    if _attached(context.actor, found, dispute_id, attachment_id):
        raise AlreadyDone("The file is attached already.", rule=attachments.RULE)
    item = found.get(name_of(keys.attachment(dispute_id, attachment_id, keys.ARRIVING)))
    arriving = to_arriving(item)
    if not arriving or arriving.by_id != context.actor.user_id or arriving.is_forgotten(context.at):
        raise NotFound(NOT_ON_ITS_WAY)
    return arriving

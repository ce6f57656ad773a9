"""Attaching files to a dispute of any kind: begun, sent to the bucket, looked at, and told (X-13)."""

from dataclasses import dataclass

from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.disputes.lists import require_dispute
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.kinds import kind_of
from chalicelib.domain.disputes import attachments
from chalicelib.domain.disputes.attachments import ARRIVES_WITHIN, HEAD_BYTES, MOST, Attachment
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import append
from chalicelib.domain.people.person import STAFF, Person
from chalicelib.errors import AlreadyDone, NotFound
from chalicelib.store import keys
from chalicelib.store.attachments import arriving_item, attachment_item, to_attachment
from chalicelib.store.codec import Item
from chalicelib.store.entities import as_read, dispute_item, event_items
from chalicelib.store.files import Files, arrival_key, attachment_key
from chalicelib.store.table import IS_ABSENT, IS_THERE, Check, Put, name_of
from chalicelib.views.attachment import attachment_view, limits_view
from chalicelib.views.parts import View, change_view, to_json

FETCHED_WITHIN_SECONDS = 300
NO_FILE = "The dispute has no such file."
NOT_ON_ITS_WAY = "No such file is on its way to the dispute. One that is not attached within a day is forgotten; choose it anew."


@dataclass(frozen=True)
class FileToSend:
    """A file that somebody wants to attach; `internally` says whether for support alone, where that can be said."""

    name: str
    content_type: str
    size: int
    internally: bool | None = None


def begin(dispute_id: str, file: FileToSend) -> Action:
    """Makes room for a file; `place_of_file` says where to send it. Nobody is told of it yet."""

    def action(desk: Desk) -> Decision:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        kind_of(dispute).check_internal(file.internally)
        speaking = kind_of(dispute).voice(dispute, desk.context, internally=bool(file.internally))
        arriving = attachments.begin(file.name, file.content_type, file.size, speaking, desk.context)
        view = attachment_view(arriving, desk.context.actor)
        location = f"/api/dispute/{dispute_id}/attachment/{arriving.attachment_id}"
        return Decision(
            writes=(Put(arriving_item(dispute_id, arriving), (IS_ABSENT,)),),
            answer=Answer(201, to_json(view | {"disputeID": dispute_id}), location=location),
            preview=Answer(200, to_json(view | {"disputeID": dispute_id, "dryRun": True})),
            kept_until=desk.now + ARRIVES_WITHIN,
            parties=dispute.parties,
        )

    return action


def place_of_file(files: Files, dispute_id: str, attachment_id: str, content_type: str, size: int) -> View:
    """Where and how exactly this file is sent, for an hour."""
    return files.upload(arrival_key(dispute_id, attachment_id), size, least_bytes=size, content_type=content_type)


def complete(dispute_id: str, attachment_id: str, files: Files) -> Action:
    """Attaches a file that arrived, once it was looked at.

    1. The head of what arrived is read, and judged with its size by what was told.
    2. Just this content, named by its tag, is copied to where nobody can send anything to.
    3. One transaction makes it the dispute's and tells of it, provided that it is still on its way. Where that does
       not come about, nothing names the copy, and `arrivals.clear_away` removes it once the file is forgotten.
    """

    def action(desk: Desk) -> Decision:
        dispute, found = open_dispute(desk, Address(dispute_id), _places(dispute_id, attachment_id))
        arriving = _arriving(desk.context, found, dispute_id, attachment_id)
        speaking = kind_of(dispute).voice(dispute, desk.context, internally=arriving.audience == STAFF)
        source = arrival_key(dispute_id, attachment_id)
        content = files.look(source, HEAD_BYTES)
        changed, attached, change = attachments.attach(dispute, arriving, content, speaking, desk.context)
        if desk.command and not desk.command.dry_run:
            files.keep(source, attachment_key(dispute_id, attachment_id, content.tag), content.tag, attached.content_type)
        told, events = append(changed, (change,), desk.context.actor, desk.context.at)
        view = attachment_view(attached, desk.context.actor)
        return Decision(
            writes=(
                Put(dispute_item(told), as_read(dispute)),
                Put(attachment_item(dispute_id, attached), (IS_ABSENT,)),
                Check(keys.attachment(dispute_id, attachment_id, keys.ARRIVING), (IS_THERE,)),
                *map(Put, event_items(events)),
            ),
            answer=Answer(200, to_json(view)),
            preview=Answer(200, to_json({"dryRun": True, "attachment": view, "events": [change_view(change)]})),
            parties=dispute.parties,
        )

    return action


def list_attachments(desk: Desk, dispute_id: str) -> View:
    """The files of a dispute, the oldest first, and what can be attached: one query."""
    dispute = require_dispute(desk, dispute_id)
    voices = kind_of(dispute).VOICES
    page = desk.table.query(keys.dispute(dispute_id)["pk"], prefix=keys.ATTACHED, limit=MOST * len(voices))
    files = [to_attachment(item) for item in page.items]
    person = desk.context.actor
    known = [attachment_view(one, person) for one in files if _may_know(person, one)]
    return {"value": known, "nextCursor": None, "limits": limits_view(voices)}


def show_attachment(desk: Desk, dispute_id: str, attachment_id: str, files: Files) -> View:
    """A file with a link under which it can be fetched for some minutes, and not be opened in a browser."""
    dispute, found = open_dispute(desk, Address(dispute_id), _places(dispute_id, attachment_id))
    attached = _attached(desk.context.actor, found, dispute_id, attachment_id)
    if attached is None:
        raise NotFound(NO_FILE)
    key = attachment_key(dispute.dispute_id, attachment_id, attached.tag)
    url = files.download_url(key, attached.name, attached.content_type, seconds=FETCHED_WITHIN_SECONDS)
    return attachment_view(attached, desk.context.actor) | {"downloadURL": url}


def _places(dispute_id: str, attachment_id: str) -> list[keys.Key]:
    return [keys.attachment(dispute_id, attachment_id, prefix) for prefix in (keys.ATTACHED, keys.ARRIVING)]


def _may_know(person: Person, attachment: Attachment) -> bool:
    """Whether the person, who may see the dispute, may know of its file."""
    return person.audience == STAFF or attachment.audience != STAFF


def _attached(person: Person, found: dict[str, Item], dispute_id: str, attachment_id: str) -> Attachment | None:
    item = found.get(name_of(keys.attachment(dispute_id, attachment_id)))
    attached = to_attachment(item) if item else None
    return attached if attached and _may_know(person, attached) else None


def _arriving(context: Context, found: dict[str, Item], dispute_id: str, attachment_id: str) -> Attachment:
    """The file that this very person began within the day; `AlreadyDone` once it is attached, `NotFound` for everybody else."""
    if _attached(context.actor, found, dispute_id, attachment_id):
        raise AlreadyDone("The file is attached already.", rule=attachments.RULE)
    item = found.get(name_of(keys.attachment(dispute_id, attachment_id, keys.ARRIVING)))
    arriving = to_attachment(item) if item else None
    if not arriving or arriving.by_id != context.actor.user_id or arriving.is_forgotten(context.at):
        raise NotFound(NOT_ON_ITS_WAY)
    return arriving

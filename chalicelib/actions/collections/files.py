"""Files that a resolver attaches by its link to the dispute of an item (DM-04, X-13).

Judged, copied and kept as all files of disputes are; the follow-up tells of each beside.
"""

from dataclasses import replace

from chalicelib.actions.collections.reading import seen
from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes import attachments
from chalicelib.actions.disputes.attachments import (
    ArrivingView,
    AttachPreview,
    FetchedView,
    FilesView,
    FileToSend,
    arriving_in,
    places,
    room_for,
    taken_in,
)
from chalicelib.actions.execution import Action, Decision, PlainAction, PlainDecision
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.answering import check_link, file_attached
from chalicelib.domain.collections.events import append
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.invoices import files as invoice_files
from chalicelib.domain.invoices.work import InvoiceDispute
from chalicelib.errors import NotFound
from chalicelib.links import ResolverLink
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.collections import follow_up_event_item, follow_up_writes
from chalicelib.store.entities import to_dispute
from chalicelib.store.files import Files
from chalicelib.store.table import IS_ABSENT, Put, is_at_sequence, is_at_version, name_of
from chalicelib.values import dataclass
from chalicelib.views.attachment import AttachmentView


@dataclass(frozen=True)
class _Asked:
    """What a link is for, and the dispute of the item that is named, as they were read."""

    follow_up: FollowUp
    dispute: InvoiceDispute
    found: dict[str, Item]


def begin(
    link: ResolverLink, number: OutsideID, file: FileToSend, below: str
) -> PlainAction[ArrivingView]:
    """Makes room for a file; `below` is the address that the item's files have."""

    def action(desk: Desk) -> PlainDecision[ArrivingView]:
        asked = _open(desk, link, number)
        invoice_files.check_internal(file.internally)
        return room_for(
            desk, asked.dispute, file, invoice_files.resolver_s_voice(asked.dispute), below
        )

    return action


def complete(
    link: ResolverLink, number: OutsideID, attachment_id: str, files: Files
) -> Action[AttachmentView, AttachPreview]:
    """Attaches a file that arrived, once it was looked at; the follow-up tells of it, and stays at
    its version.
    """

    def action(desk: Desk) -> Decision[AttachmentView, AttachPreview]:
        asked = _open(desk, link, number, attachment_id)
        dispute, before, context = asked.dispute, asked.follow_up, desk.context
        arriving = arriving_in(context, asked.found, dispute.dispute_id, attachment_id)
        voice = invoice_files.resolver_s_voice(dispute)
        decision, attached = taken_in(desk, dispute, arriving, voice, files)
        change = file_attached(number, dispute.dispute_id, attached, context)
        told, events = append(before, (change,), context.actor, context.at)
        unchanged = (is_at_version(before.version), is_at_sequence(before.sequence))
        beside = (
            *follow_up_writes(before, told, unchanged),
            *(Put(follow_up_event_item(event), (IS_ABSENT,)) for event in events),
        )
        return replace(decision, writes=(*decision.writes, *beside))

    return action


def list_files(desk: Desk, link: ResolverLink, number: OutsideID) -> FilesView:
    """The files of the item's dispute, and what can be attached."""
    return attachments.files_of(desk, _open(desk, link, number).dispute)


def show_file(
    desk: Desk, link: ResolverLink, number: OutsideID, attachment_id: str, files: Files
) -> FetchedView:
    """A file with a link under which it can be fetched for some minutes."""
    asked = _open(desk, link, number, attachment_id)
    return attachments.fetched(desk, asked.found, asked.dispute.dispute_id, attachment_id, files)


def _open(
    desk: Desk, link: ResolverLink, number: OutsideID, attachment_id: str | None = None
) -> _Asked:
    """The follow-up and the dispute of an item in one's hands in two reads, while the link is good
    (CO-08, CO-10, DM-10).
    """
    key = keys.follow_up(link.follow_up_id)
    follow_up = seen(desk, desk.gather([key]), key)
    check_link(follow_up, link.number, link.hands_id)
    dispute_id = follow_up.of_hands(link.hands_id).find(number).dispute_id
    if dispute_id is None:
        said = f"Invoice {number} is not in dispute; files are attached to the dispute of an item."
        raise NotFound(said, rule="X-13")
    beside = places(dispute_id, attachment_id) if attachment_id else []
    found = desk.gather_more([keys.dispute(dispute_id), *beside])
    return _Asked(follow_up, to_dispute(found[name_of(keys.dispute(dispute_id))]), found)

"""Files that a resolver attaches by the link of its mail, to the disputes of the items that it is
asked about (DM-04, X-13).
"""

from urllib.parse import quote

from chalicelib import wiring
from chalicelib.actions.collections import files
from chalicelib.actions.disputes import attachments
from chalicelib.actions.execution import Action, PlainAction
from chalicelib.api.attachments import AttachmentBody, to_send, with_upload
from chalicelib.api.fields import NothingBody
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.domain.base.identifiers import OutsideID, id_in_url
from chalicelib.links import ResolverLink
from chalicelib.views.attachment import AttachmentView

routes = Routes()

_FILES = "/resolverAnswer/item/{invoiceNumber}/attachment"
_FILE = f"{_FILES}/{{attachmentID}}"


@routes.query(_FILES, permission="dispute.read", by_link=ResolverLink)
def list_files(request: Request) -> "Reply[attachments.FilesView]":
    """Lists the files of the dispute of an item that a resolver is asked about, and what can be
    attached.
    """
    return Reply(files.list_files(request.desk(), request.link, _number(request)))


@routes.command(
    "POST",
    _FILES,
    permission="dispute.read",
    by_link=ResolverLink,
    body=AttachmentBody,
    status=201,
    finish=with_upload,
)
def begin(request: Request) -> "PlainAction[attachments.ArrivingView]":
    """Makes room for a file of a resolver, by its link, and tells where to send it."""
    told = quote(request.path["invoiceNumber"], safe="")
    below = f"/api{_FILES}".replace("{invoiceNumber}", told)
    return files.begin(request.link, _number(request), to_send(request.body), below)


@routes.command(
    "POST",
    f"{_FILE}/completion",
    permission="dispute.read",
    by_link=ResolverLink,
    body=NothingBody,
    takes_version=False,
)
def complete(request: Request) -> "Action[AttachmentView, attachments.AttachPreview]":
    """Attaches a file that was sent by a resolver's link, once its content was looked at."""
    attachment_id, store = request.path["attachmentID"], wiring.parts().files
    return files.complete(request.link, _number(request), attachment_id, store)


@routes.query(_FILE, permission="dispute.read", by_link=ResolverLink)
def show_file(request: Request) -> "Reply[attachments.FetchedView]":
    """Shows a file of the dispute of an item, with a link under which it can be fetched."""
    attachment_id, store = request.path["attachmentID"], wiring.parts().files
    shown = files.show_file(request.desk(), request.link, _number(request), attachment_id, store)
    return Reply(shown)


def _number(request: Request) -> OutsideID:
    return id_in_url(request.path["invoiceNumber"])

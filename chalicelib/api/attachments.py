"""Files of disputes: where to send one, having it looked at, and fetching it; by a sign-in, or by
the link of a party for the one dispute that it names (CK-02, X-13).
"""

import json
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from chalicelib import wiring
from chalicelib.actions.desk import Answer
from chalicelib.actions.disputes import attachments
from chalicelib.actions.execution import Action, PlainAction
from chalicelib.api.fields import Body, NothingBody
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.domain.disputes.attachments import MAX_BYTES, TYPES
from chalicelib.domain.people.person import PARTY
from chalicelib.links import PartyLink
from chalicelib.views.parts import to_json

routes = Routes()

_FILES = "/dispute/{disputeID}/attachment"
_FILE = f"{_FILES}/{{attachmentID}}"
_FILES_BY_LINK = "/answer/attachment"
_FILE_BY_LINK = f"{_FILES_BY_LINK}/{{attachmentID}}"
_ATTACHING = "dispute.attach"
_LONGEST_NAME = 1000
"""Of what is told; what the file is then called is shorter."""


class AttachmentBody(Body):
    """A file that is about to be sent."""

    name: Annotated[str, Field(min_length=1, max_length=_LONGEST_NAME)]
    content_type: Literal[tuple(TYPES)]  # type: ignore[valid-type]
    size: Annotated[int, Field(ge=1, le=MAX_BYTES)]
    is_internal: bool | None = None
    """Whether it is for support alone; said of files on bookings only."""


def with_upload(answer: Answer) -> "Answer[attachments.ArrivingWithUpload]":
    """The answer with a form to send the file by: it ends after an hour, so a replay gets a fresh
    one (X-01).
    """
    if answer.status != 201:
        return answer
    view = json.loads(answer.body)
    named = (view[name] for name in ("disputeID", "attachmentID", "contentType", "size"))
    return replace(
        answer,
        body=to_json(view | {"upload": attachments.place_of_file(wiring.parts().files, *named)}),
    )


@routes.query(_FILES, permission="dispute.read", is_portal=True, is_party=True)
def list_attachments(request: Request) -> "Reply[attachments.FilesView]":
    """Lists the files of a dispute, and tells what can be attached."""
    return Reply(attachments.list_attachments(request.desk(), request.path["disputeID"]))


@routes.command(
    "POST",
    _FILES,
    permission=_ATTACHING,
    is_portal=True,
    is_party=True,
    body=AttachmentBody,
    status=201,
    finish=with_upload,
)
def begin(
    request: Request,
) -> "PlainAction[attachments.ArrivingView]":
    """Makes room for a file and tells where to send it."""
    return attachments.begin(request.path["disputeID"], to_send(request.body))


@routes.command(
    "POST",
    f"{_FILE}/completion",
    permission=_ATTACHING,
    is_portal=True,
    is_party=True,
    body=NothingBody,
    takes_version=False,
)
def complete(request: Request) -> "Action[attachments.AttachmentView, attachments.AttachPreview]":
    """Attaches a file that was sent, once its content was looked at."""
    return attachments.complete(
        request.path["disputeID"], request.path["attachmentID"], wiring.parts().files
    )


@routes.query(_FILE, permission="dispute.read", is_portal=True, is_party=True)
def show_attachment(request: Request) -> "Reply[attachments.FetchedView]":
    """Shows a file, with a link under which it can be fetched for some minutes."""
    return Reply(_fetched(request, request.path["disputeID"]))


@routes.query(_FILES_BY_LINK, permission=PARTY, by_link=PartyLink)
def list_by_link(request: Request) -> "Reply[attachments.FilesView]":
    """Lists what a party has attached to the dispute of its link, and what can be attached."""
    return Reply(attachments.list_attachments(request.desk(), request.link.dispute_id))


@routes.command(
    "POST",
    _FILES_BY_LINK,
    permission=PARTY,
    by_link=PartyLink,
    body=AttachmentBody,
    status=201,
    finish=with_upload,
)
def begin_by_link(request: Request) -> "PlainAction[attachments.ArrivingView]":
    """Makes room for a file of a party, by its link, and tells where to send it."""
    file = to_send(request.body)
    return attachments.begin(request.link.dispute_id, file, f"/api{_FILES_BY_LINK}")


@routes.command(
    "POST",
    f"{_FILE_BY_LINK}/completion",
    permission=PARTY,
    by_link=PartyLink,
    body=NothingBody,
    takes_version=False,
)
def complete_by_link(
    request: Request,
) -> "Action[attachments.AttachmentView, attachments.AttachPreview]":
    """Attaches a file that was sent by a party's link, once its content was looked at."""
    return attachments.complete(
        request.link.dispute_id, request.path["attachmentID"], wiring.parts().files
    )


@routes.query(_FILE_BY_LINK, permission=PARTY, by_link=PartyLink)
def show_by_link(request: Request) -> "Reply[attachments.FetchedView]":
    """Shows a file of a party, by its link, with another under which it can be fetched."""
    return Reply(_fetched(request, request.link.dispute_id))


def to_send(body: AttachmentBody) -> "attachments.FileToSend":
    """The file that a request tells of."""
    return attachments.FileToSend(body.name, body.content_type, body.size, body.is_internal)


def _fetched(request: Request, dispute_id: str) -> "attachments.FetchedView":
    return attachments.show_attachment(
        request.desk(), dispute_id, request.path["attachmentID"], wiring.parts().files
    )

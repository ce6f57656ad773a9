"""Files of disputes: where to send one, having it looked at, and fetching it."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from chalicelib import wiring
from chalicelib.actions.desk import Answer
from chalicelib.actions.execution import Action
from chalicelib.api.fields import Body, NothingBody
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.domain.disputes.attachments import MAX_BYTES, TYPES
from chalicelib.late import Late
from chalicelib.views.parts import to_json

if TYPE_CHECKING:
    from chalicelib.actions.disputes import attachments
else:
    attachments = Late("chalicelib.actions.disputes.attachments")

routes = Routes()

_FILES = "/dispute/{disputeID}/attachment"
_FILE = f"{_FILES}/{{attachmentID}}"
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


def _with_upload(answer: Answer) -> Answer:
    """The answer with a form to send the file by: it ends after an hour, so a replay gets a fresh one (X-01)."""
    if answer.status != 201:
        return answer
    view = json.loads(answer.body)
    named = (view[name] for name in ("disputeID", "attachmentID", "contentType", "size"))
    return replace(answer, body=to_json(view | {"upload": attachments.place_of_file(wiring.files(), *named)}))


@routes.query(_FILES, permission="dispute.read", is_party=True)
def list_attachments(request: Request) -> Reply:
    """Lists the files of a dispute, and tells what can be attached."""
    return Reply(attachments.list_attachments(request.desk(), request.path["disputeID"]))


@routes.command("POST", _FILES, permission=_ATTACHING, is_party=True, body=AttachmentBody, status=201, finish=_with_upload)
def begin(request: Request) -> Action:
    """Makes room for a file and tells where to send it."""
    body: AttachmentBody = request.body
    file = attachments.FileToSend(body.name, body.content_type, body.size, body.is_internal)
    return attachments.begin(request.path["disputeID"], file)


@routes.command("POST", f"{_FILE}/completion", permission=_ATTACHING, is_party=True, body=NothingBody, takes_version=False)
def complete(request: Request) -> Action:
    """Attaches a file that was sent, once its content was looked at."""
    return attachments.complete(request.path["disputeID"], request.path["attachmentID"], wiring.files())


@routes.query(_FILE, permission="dispute.read", is_party=True)
def show_attachment(request: Request) -> Reply:
    """Shows a file, with a link under which it can be fetched for some minutes."""
    return Reply(attachments.show_attachment(request.desk(), request.path["disputeID"], request.path["attachmentID"], wiring.files()))

"""Letters on paper: those that wait to be posted, and the file that is printed of them."""

from chalicelib.actions.collections.dunning import printed_letters
from chalicelib.actions.execution import PlainAction
from chalicelib.api.fields import Body, DescriptionField
from chalicelib.api.routing import HTML, Reply, Request, Routes
from chalicelib.domain.base.identifiers import OutsideID, id_in_url
from chalicelib.errors import NotFound
from chalicelib.views.answers import Page

routes = Routes()


class PostedBody(Body):
    """Whether a letter went by post."""

    was_posted: bool


class LetterReleaseBody(Body):
    """Why a letter goes in spite of what has overtaken it."""

    reason: DescriptionField


@routes.query("/letter/toPost", permission="customer.read", query=("limit", "cursor"))
def list_to_post(request: Request) -> "Reply[Page[printed_letters.ToPostRow]]":
    """Lists the customers with letters on paper that wait to be posted, those of longest ago
    first, each letter with what has overtaken it.
    """
    page = (request.page_size, request.query.get("cursor"))
    return Reply(printed_letters.list_to_post(request.desk(), *page))


@routes.query("/letter/toPost/file", permission="dispute.work", query=("names",), media_type=HTML)
def print_letters(request: Request) -> Reply[str]:
    """Gives the letters that wait to be posted as one document to be printed, or those whose
    `names`, between commas, are told; those that were overtaken are left out.
    """
    told = request.query.get("names")
    desk = request.desk()
    content, count = printed_letters.print_file(desk, told.split(",") if told else None)
    return Reply(content, file_name=f"letters-{desk.today.isoformat()}.html", rows=count)


@routes.command(
    "POST",
    "/customer/{customerID}/letter/{number}/confirmation",
    permission="dispute.work",
    body=PostedBody,
)
def confirm_letter(request: Request) -> "PlainAction[printed_letters.ToPostView]":
    """Says whether a letter on paper went by post; of a reminder that did not, the items stand as
    before.
    """
    body: PostedBody = request.body
    return printed_letters.confirm(*_letter(request), was_posted=body.was_posted)


@routes.command(
    "POST",
    "/customer/{customerID}/letter/{number}/release",
    permission="dispute.work",
    body=LetterReleaseBody,
)
def release_letter(request: Request) -> "PlainAction[printed_letters.ToPostView]":
    """Lets a letter on paper go in spite of what has overtaken it until now, for a reason."""
    body: LetterReleaseBody = request.body
    return printed_letters.release(*_letter(request), body.reason)


def _letter(request: Request) -> tuple[OutsideID, int]:
    """Whose letter is meant, and its number."""
    number = request.path["number"]
    if not (number.isascii() and number.isdecimal()):
        raise NotFound("No letter of this number waits to be posted.")
    return id_in_url(request.path["customerID"]), int(number)

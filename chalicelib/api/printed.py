"""Letters on paper: those that wait to be posted, and the file that is printed of them."""

from chalicelib.actions.collections import printed_letters
from chalicelib.actions.execution import PlainAction
from chalicelib.api.fields import Body
from chalicelib.api.routing import HTML, Reply, Request, Routes
from chalicelib.domain.base.identifiers import id_in_url
from chalicelib.errors import NotFound
from chalicelib.views.answers import Page

routes = Routes()


class PostedBody(Body):
    """Whether a letter went by post."""

    was_posted: bool


@routes.query("/letter/toPost", permission="customer.read", query=("limit", "cursor"))
def list_to_post(request: Request) -> "Reply[Page[printed_letters.ToPostView]]":
    """Lists the customers with letters on paper that wait to be posted, those of longest ago
    first.
    """
    page = (request.page_size, request.query.get("cursor"))
    return Reply(printed_letters.list_to_post(request.desk(), *page))


@routes.query("/letter/toPost/file", permission="dispute.work", query=("names",), media_type=HTML)
def print_letters(request: Request) -> Reply[str]:
    """Gives the letters that wait to be posted as one document to be printed, or those whose
    `names`, between commas, are told.
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
    number = request.path["number"]
    if not (number.isascii() and number.isdecimal()):
        raise NotFound("No letter of this number waits to be posted.")
    customer_id = id_in_url(request.path["customerID"])
    return printed_letters.confirm(customer_id, int(number), was_posted=body.was_posted)

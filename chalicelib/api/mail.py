"""Mail: templates with their preview and test, and addresses that get none. What it needs is
imported late.
"""

from typing import Annotated, Any

from pydantic import Field

from chalicelib import wiring
from chalicelib.actions.execution import PlainAction
from chalicelib.actions.letters import templates, unreached
from chalicelib.api.fields import Body, becoming, tidied
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.config import config
from chalicelib.domain.base.odata import parse_top
from chalicelib.views.answers import Page

routes = Routes()


class WantedBody(Body):
    """A letter to look at: a template as it is kept, or as it is being edited, about an example or
    a dispute.
    """

    template_id: Annotated[str, Field(min_length=1, max_length=80)]
    subject: str | None = None
    body: str | None = None
    dispute_id: Annotated[str, Field(min_length=1, max_length=40)] | None = None


class ReleaseBody(Body):
    """An address that shall get mail again."""

    email: Annotated[str, becoming(tidied), Field(min_length=3, max_length=320)]


@routes.query("/mail/template", permission="setting.read")
def list_templates(request: Request) -> "Reply[templates.TemplatesView]":
    """Lists the mails that are sent, as they are worded now, and the hashtags that they can use."""
    return Reply(*templates.show_templates(request.desk()))


@routes.call("POST", "/mail/preview", permission="setting.read", body=WantedBody, only_looks=True)
def preview_mail(request: Request) -> "Reply[templates.LetterView]":
    """Shows a mail exactly as it would be sent."""
    return Reply(
        templates.preview(
            request.desk(), wiring.parts().mailer, config().public_url, _wanted(request)
        )
    )


@routes.command("POST", "/mail/test", permission="setting.edit", body=WantedBody)
def send_test_mail(request: Request) -> "PlainAction[templates.TestView]":
    """Sends a mail to oneself, to see how it looks where it is read."""
    return templates.send_test(wiring.parts().mailer, config().public_url, _wanted(request))


@routes.query("/mail/suppressed", permission="user.edit", query=("limit", "cursor"))
def list_suppressed(request: Request) -> "Reply[Page[unreached.AddressView]]":
    """Lists the addresses that no mail goes to, because it came back or somebody complained."""
    limit = parse_top(request.query.get("limit"), default=100)
    return Reply(unreached.list_suppressed(request.desk(), limit, request.query.get("cursor")))


@routes.query("/mail/givenUp", permission="user.edit", query=("limit", "cursor"))
def list_given_up(request: Request) -> "Reply[Page[unreached.GivenUpView]]":
    """Lists the mails that could not be sent for days and are not tried any more."""
    limit = parse_top(request.query.get("limit"), default=100)
    return Reply(unreached.list_given_up(request.desk(), limit, request.query.get("cursor")))


@routes.command("POST", "/mail/release", permission="user.edit", body=ReleaseBody)
def release_address(
    request: Request,
) -> "PlainAction[unreached.AddressView]":
    """Lets mail go to an address again."""
    return unreached.release(request.body.email)


def _wanted(request: Request) -> dict[str, Any]:
    return request.body.model_dump()

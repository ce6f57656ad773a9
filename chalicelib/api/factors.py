"""The second factor of a sign-in: what people set up, and what an administrator resets."""

from typing import Annotated

from pydantic import Field

from chalicelib import wiring
from chalicelib.actions.admin import second_factor
from chalicelib.actions.execution import PlainAction
from chalicelib.api.fields import Body, NothingBody
from chalicelib.api.routing import Reply, Request, Routes

routes = Routes()


class CodeBody(Body):
    """A code that the app on one's phone shows."""

    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]


@routes.call("POST", "/me/secondFactor", permission="", body=NothingBody, is_before_factor=True)
def begin(request: Request) -> "Reply[second_factor.SecretView]":
    """Gives a secret from which an app makes codes, as a text, an address and a picture (X-15)."""
    return Reply(second_factor.begin(request.desk(), wiring.parts().sessions, request.access_token))


@routes.command("PUT", "/me/secondFactor", permission="", body=CodeBody, is_before_factor=True)
def confirm(request: Request) -> "PlainAction[second_factor.PersonView]":
    """Has a code asked for at each sign-in from now on, by the first one (X-15)."""
    return second_factor.confirm(wiring.parts().sessions, request.access_token, request.body.code)


@routes.command(
    "POST", "/user/{userID}/secondFactor/reset", permission="user.edit", body=NothingBody
)
def reset(request: Request) -> "PlainAction[second_factor.PersonView]":
    """Takes away the second factor of somebody whose phone is lost (X-15)."""
    return second_factor.reset(wiring.parts().pool, request.path["userID"])

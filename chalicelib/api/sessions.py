"""Signing in, who is signed in, and what the API is."""

from typing import Annotated, Any, Literal, cast

from pydantic import Field
from typing_extensions import TypedDict

from chalicelib import wiring
from chalicelib.actions.admin import signed_in
from chalicelib.actions.desk import Desk
from chalicelib.api.fields import (
    Body,
    becoming,
    tidied,
)
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.config import DEMO_PASSWORD, config
from chalicelib.errors import InvalidInput, SecondFactorRequired, SignInFailed, no_such
from chalicelib.views.answers import Amount, meaning

routes = Routes()

VERSION = "0.1.0"
NO_CHALLENGE = "Nobody was asked for a first password here, or the sign-in has ended."

Text = Annotated[str, Field(min_length=1, max_length=2048)]
Email = Annotated[str, becoming(tidied), Field(min_length=1, max_length=2048)]


class SignInBody(Body):
    """E-mail and password."""

    email: Email
    password: Text


class RefreshBody(Body):
    """What keeps one signed in."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=8192)]


class EndBody(Body):
    """What keeps one signed in, to be revoked with it."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=8192)] | None = None


class ChallengeBody(Body):
    """What was asked for: a first own password, or the code of the second factor."""

    email: Email
    session: Annotated[str, Field(min_length=1, max_length=8192)]
    new_password: Text | None = None
    code: Text | None = None


class ResetBody(Body):
    """Whose password is forgotten."""

    email: Email


class NewPasswordBody(Body):
    """Another password, by the code that was mailed."""

    email: Email
    code: Text
    new_password: Text


class PasswordBody(Body):
    """The password that is, and the one that shall be."""

    password: Text
    new_password: Text


class HealthView(TypedDict):
    """That the API is up."""

    status: Literal["ok"]
    stage: str
    version: str


class DocumentView(TypedDict):
    """The OpenAPI document, whose form OpenAPI 3.1 says."""

    openapi: str
    info: dict[str, Any]
    servers: list[dict[str, Any]]
    paths: dict[str, Any]
    components: dict[str, Any]


class DemoPerson(TypedDict):
    """Somebody of the demo, who signs in with its one password."""

    email: str
    name: str
    role: str
    creditLimit: dict[str, Amount]
    limitTo: list[str]


class DemoView(TypedDict):
    """The people of the demo."""

    people: list[DemoPerson]
    password: str


class SignedIn(TypedDict):
    """The tokens of a sign-in, and who has signed in."""

    token: str
    refreshToken: Annotated[str | None, meaning("Null where the one before stays good.")]
    expiresIn: Annotated[int, meaning("Seconds.")]
    user: Annotated[
        signed_in.MeView | None,
        meaning("Null for somebody who has to set up a second factor before anything else."),
    ]


class Challenge(TypedDict):
    """What is asked before one can sign in: a first own password, or a code."""

    name: Annotated[str, meaning("NEW_PASSWORD_REQUIRED or SOFTWARE_TOKEN_MFA.")]
    session: str | None


class Challenged(TypedDict):
    """That something is asked first."""

    challenge: Challenge


class ResetSent(TypedDict):
    """That whoever has a sign-in by the address is mailed a code."""

    status: Literal["sent"]


class PasswordSet(TypedDict):
    """That another password holds."""

    status: Literal["changed"]


class SignedOut(TypedDict):
    """That the sign-in has ended."""

    status: Literal["ended"]


@routes.query("/health", permission=None)
def health(_: Request) -> "Reply[HealthView]":
    """Tells that the API is up."""
    return Reply({"status": "ok", "stage": config().stage, "version": VERSION})


@routes.query("/openapi.json", permission=None)
def openapi(_: Request) -> "Reply[DocumentView]":
    """Describes the API in OpenAPI 3.1."""
    from chalicelib.api.openapi import document

    return Reply(cast(DocumentView, document()))


@routes.query("/session", permission=None)
def show_demo_people(_: Request) -> "Reply[DemoView]":
    """Names the people of the demo, on a stack that runs on one laptop only."""
    if not config().local_mode:
        raise no_such("thing")
    people = signed_in.demo_people(wiring.parts().table)
    shown: list[DemoPerson] = [
        {
            "email": person["email"],
            "name": person["name"],
            "role": person["role"],
            "creditLimit": person["creditLimit"],
            "limitTo": person["limitTo"],
        }
        for person in people
    ]
    return Reply({"people": shown, "password": DEMO_PASSWORD})


@routes.call("POST", "/session", permission=None, body=SignInBody)
def sign_in(request: Request) -> "Reply[SignedIn | Challenged]":
    """Signs in with e-mail and password."""
    return _signed_in(wiring.parts().sessions.sign_in(request.body.email, request.body.password))


@routes.call("POST", "/session/refresh", permission=None, body=RefreshBody)
def refresh(request: Request) -> "Reply[SignedIn | Challenged]":
    """Gets a new token for one that ends."""
    return _signed_in(wiring.parts().sessions.refresh(request.body.refresh_token))


@routes.call("POST", "/session/end", permission="", body=EndBody, is_before_factor=True)
def sign_out(request: Request) -> "Reply[SignedOut]":
    """Signs out: no token of this sign-in is good from then on."""
    desk = request.desk()
    desk.gather()
    if request.body.refresh_token:
        wiring.parts().sessions.revoke(request.body.refresh_token)
    signed_in.end_session(desk)
    return Reply({"status": "ended"})


@routes.call("POST", "/session/challenge", permission=None, body=ChallengeBody)
def answer_challenge(request: Request) -> "Reply[SignedIn | Challenged]":
    """Sets the first own password, or gives the code of the second factor, and signs in."""
    body: ChallengeBody = request.body
    if (body.new_password is None) == (body.code is None):
        raise InvalidInput("Send a new password or a code, whichever was asked for.")
    sessions = wiring.parts().sessions
    if body.code is not None:
        answer = sessions.answer_code(body.email, body.session, body.code)
        if "token" in answer:
            signed_in.give_factor(
                wiring.parts().runtime, wiring.parts().verifier.verify(answer["token"])
            )
        return _signed_in(answer)
    if config().local_mode and not wiring.parts().pool.awaits_password(body.email):
        # Of the emulator any session would do, for anybody's password.
        raise SignInFailed(NO_CHALLENGE)
    return _signed_in(sessions.answer_challenge(body.email, body.session, str(body.new_password)))


@routes.call("POST", "/session/reset", permission=None, body=ResetBody)
def send_reset_code(request: Request) -> "Reply[ResetSent]":
    """Mails a code for another password to whoever signs in by the address; the answer is the same
    for nobody's (X-15).
    """
    wiring.parts().sessions.send_reset_code(request.body.email)
    return Reply({"status": "sent"})


@routes.call("POST", "/session/reset/confirmation", permission=None, body=NewPasswordBody)
def reset_password(request: Request) -> "Reply[PasswordSet]":
    """Sets another password by the code that was mailed; no sign-in of before is renewed (X-15)."""
    body: NewPasswordBody = request.body
    wiring.parts().sessions.reset_password(body.email, body.code, body.new_password)
    wiring.parts().pool.sign_out(body.email)
    return Reply({"status": "changed"})


@routes.call("POST", "/session/password", permission="", body=PasswordBody)
def change_password(request: Request) -> "Reply[PasswordSet]":
    """Sets another password for whoever knows the one that is (X-15)."""
    request.desk().gather()
    wiring.parts().sessions.change_password(
        request.access_token, request.body.password, request.body.new_password
    )
    return Reply({"status": "changed"})


@routes.query("/me", permission="")
def show_me(request: Request) -> "Reply[signed_in.MeView]":
    """Tells who is signed in and what that person may do."""
    return Reply(_me(request.desk()))


def _signed_in(answer: dict[str, Any]) -> "Reply[SignedIn | Challenged]":
    """With the tokens, who has signed in: one request less for the page."""
    if "token" not in answer:
        return Reply(cast(Challenged, answer))
    desk = wiring.parts().runtime.desk(wiring.parts().verifier.verify(answer["token"]))
    try:
        user: signed_in.MeView | None = _me(desk)
    except SecondFactorRequired as asked:
        if not asked.extras["setUp"]:
            raise
        user = None
    return Reply(cast(SignedIn, answer | {"user": user}))


def _me(desk: Desk) -> signed_in.MeView:
    """Who is signed in, and whether it is on one laptop."""
    return {**signed_in.show_me(desk), "localMode": config().local_mode}

"""Signing in, who is signed in, settings, people, and what the API is."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from chalicelib import wiring
from chalicelib.actions.admin import settings
from chalicelib.actions.execution import Action
from chalicelib.api.fields import AddressField, AmountField, Body, CurrencyField, NameField, NothingBody, OutsideIDField, becoming, tidied
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.config import DEMO_PASSWORD, config
from chalicelib.domain.base.money import read_decimal, to_minor
from chalicelib.domain.base.odata import parse_top
from chalicelib.domain.people.person import GIVEN, PERMISSIONS, Absence, Person
from chalicelib.errors import InvalidAmount, InvalidInput, NotFound, SignInFailed
from chalicelib.late import Late

if TYPE_CHECKING:
    from chalicelib.actions.admin import newcomers
    from chalicelib.api import setting_rows
else:
    newcomers = Late("chalicelib.actions.admin.newcomers")
    setting_rows = Late("chalicelib.api.setting_rows")

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
    """A first own password."""

    email: Email
    session: Annotated[str, Field(min_length=1, max_length=8192)]
    new_password: Text


class SettingBody(Body):
    """A setting's rows."""

    value: Annotated[list[Any], Field(max_length=200)]


class RightsBody(Body):
    """What a person may do and for which party, null for none."""

    role: str | None = None
    credit_limit: dict[CurrencyField, AmountField] | None = None
    limit_to: Annotated[list[OutsideIDField], Field(max_length=50)] | None = None
    party_id: OutsideIDField | None = None
    rights: Annotated[list[Text], Field(max_length=len(GIVEN))] | None = None


class PersonBody(RightsBody):
    """What a person may do, and whether the person is active; a part that is not named stays as it is."""

    is_active: bool | None = None


class NewcomerBody(RightsBody):
    """Somebody who is let in: by which address, under which name, and what the person may do."""

    email: AddressField
    name: NameField
    role: str


class AbsenceBody(Body):
    """The first and last day on which somebody is away, and who stands in; an empty body for nobody being away."""

    start: Text | None = Field(None, alias="from")
    until: Text | None = None
    substitute_id: Text | None = None


@routes.query("/health", permission=None)
def health(_: Request) -> Reply:
    """Tells that the API is up."""
    return Reply({"status": "ok", "stage": config().stage, "version": VERSION})


@routes.query("/openapi.json", permission=None)
def openapi(_: Request) -> Reply:
    """Describes the API in OpenAPI 3.1."""
    from chalicelib.api.openapi import document

    return Reply(document())


@routes.query("/session", permission=None)
def show_demo_people(_: Request) -> Reply:
    """Names the people of the demo, on a stack that runs on one laptop only."""
    if not config().local_mode:
        raise NotFound("There is no such thing.")
    people = settings.demo_people(wiring.table())
    shown = [{name: person[name] for name in ("email", "name", "role", "creditLimit", "limitTo")} for person in people]
    return Reply({"people": shown, "password": DEMO_PASSWORD})


@routes.call("POST", "/session", permission=None, body=SignInBody)
def sign_in(request: Request) -> Reply:
    """Signs in with e-mail and password."""
    return _signed_in(wiring.sessions().sign_in(request.body.email, request.body.password))


@routes.call("POST", "/session/refresh", permission=None, body=RefreshBody)
def refresh(request: Request) -> Reply:
    """Gets a new token for one that ends."""
    return _signed_in(wiring.sessions().refresh(request.body.refresh_token))


@routes.call("POST", "/session/end", permission="", body=EndBody)
def sign_out(request: Request) -> Reply:
    """Signs out: no token of this sign-in is good from then on."""
    desk = request.desk()
    desk.gather()
    if request.body.refresh_token:
        wiring.sessions().revoke(request.body.refresh_token)
    settings.end_session(desk)
    return Reply({"status": "ended"})


@routes.call("POST", "/session/challenge", permission=None, body=ChallengeBody)
def answer_challenge(request: Request) -> Reply:
    """Sets the first own password and signs in."""
    body: ChallengeBody = request.body
    if config().local_mode and not wiring.pool().awaits_password(body.email):
        raise SignInFailed(NO_CHALLENGE)  # Of the emulator any session would do, for anybody's password.
    return _signed_in(wiring.sessions().answer_challenge(body.email, body.session, body.new_password))


@routes.query("/me", permission="")
def show_me(request: Request) -> Reply:
    """Tells who is signed in and what that person may do."""
    return Reply(settings.show_me(request.desk()) | {"localMode": config().local_mode})


@routes.query("/resolution", permission="setting.read")
def list_resolutions(request: Request) -> Reply:
    """Lists the configured resolutions."""
    return Reply(*settings.show_setting(request.desk(), "resolutions"))


@routes.query("/reason", permission="setting.read")
def list_reasons(request: Request) -> Reply:
    """Lists the configured reasons; with none there is only Default."""
    view, version = settings.show_setting(request.desk(), "reasons")
    return Reply(view if view["value"] else view | {"value": [{"reasonID": None, "name": "Default"}]}, version)


@routes.query("/setting/{name}", permission="setting.read")
def show_setting(request: Request) -> Reply:
    """Shows a setting."""
    return Reply(*settings.show_setting(request.desk(), request.path["name"]))


@routes.command("PUT", "/setting/{name}", permission="setting.edit", body=SettingBody)
def put_setting(request: Request) -> Action:
    """Replaces a setting."""
    name = request.path["name"]
    rows = setting_rows.read_rows(name, request.body.value)
    return settings.put_setting(name, rows)


@routes.query("/user", permission="user.read", query=("permission", "limit", "cursor"))
def list_people(request: Request) -> Reply:
    """Lists the people who can sign in, or those of them with a `permission`, such as dispute.work."""
    limit = parse_top(request.query.get("limit"), default=100)
    return Reply(settings.list_people(request.desk(), request.query.get("permission"), limit, request.query.get("cursor")))


@routes.command("PUT", "/me/absence", permission="dispute.read", body=AbsenceBody)
def put_own_absence(request: Request) -> Action:
    """Says when one is away and who answers approvals meanwhile."""
    return settings.put_absence(None, _absence(request.body))


@routes.command("PUT", "/user/{userID}/absence", permission="user.edit", body=AbsenceBody)
def put_absence(request: Request) -> Action:
    """Says when somebody is away and who answers approvals meanwhile."""
    return settings.put_absence(request.path["userID"], _absence(request.body))


@routes.command("PUT", "/user/{userID}", permission="user.edit", body=PersonBody)
def put_person(request: Request) -> Action:
    """Changes a person's role, credit limit, limit-to, rights or the party acted for, or deactivates the person."""
    values = _rights(request.body)
    if request.body.is_active is not None:
        values["is_active"] = request.body.is_active
    return settings.put_person(request.path["userID"], values)


@routes.command("POST", "/user", permission="user.edit", body=NewcomerBody, status=201)
def invite_person(request: Request) -> Action:
    """Lets somebody in, who is mailed a first password; on one laptop the person is at the sign-in at once."""
    body: NewcomerBody = request.body
    return newcomers.invite(wiring.pool(), Person("", body.email, body.name, **_rights(body)))


@routes.command("POST", "/user/{userID}/invitation", permission="user.edit", body=NothingBody)
def invite_again(request: Request) -> Action:
    """Mails another first password to somebody who has not signed in yet (X-15)."""
    return newcomers.invite_again(wiring.pool(), request.path["userID"])


def _rights(body: RightsBody) -> dict[str, Any]:
    """The parts that are named."""
    values: dict[str, Any] = {}
    if body.role is not None:
        if body.role not in PERMISSIONS:
            raise InvalidInput(
                f"A role is one of {', '.join(PERMISSIONS)}.", errors=[{"pointer": "/role", "detail": "No such role.", "code": "unknown"}]
            )
        values["role"] = body.role
    if body.credit_limit is not None:
        values["credit_limit"] = {currency: _limit_of(amount, currency) for currency, amount in body.credit_limit.items()}
    if body.limit_to is not None:
        values["limit_to"] = tuple(str(customer_id) for customer_id in body.limit_to)
    if body.rights is not None:
        values["rights"] = tuple(dict.fromkeys(body.rights))
    if "party_id" in body.model_fields_set:
        values["party_id"] = body.party_id
    return values


def _absence(body: AbsenceBody) -> Absence | None:
    """The absence in a body; an empty one ends it."""
    if body.start is None and body.until is None:
        return None
    try:
        return Absence(date.fromisoformat(body.start or ""), date.fromisoformat(body.until or ""), body.substitute_id)
    except ValueError:
        raise InvalidInput("An absence has a first and a last day, such as 2026-12-24.", rule="CU-15") from None


def _limit_of(amount: Any, currency: str) -> int:
    try:
        minor = to_minor(read_decimal(amount), currency)
        if minor < 0:
            raise InvalidAmount("A credit limit is not below zero.")
    except InvalidAmount as refused:
        refused.extras["errors"] = [{"pointer": f"/creditLimit/{currency}", "detail": refused.detail, "code": refused.code}]
        raise
    return minor


def _signed_in(answer: dict[str, Any]) -> Reply:
    """With the tokens, who has signed in: one request less for the page."""
    if "token" not in answer:
        return Reply(answer)
    desk = wiring.runtime().desk(wiring.verifier().verify(answer["token"]))
    return Reply(answer | {"user": settings.show_me(desk) | {"localMode": config().local_mode}})

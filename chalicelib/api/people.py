"""People: who they are, what they may do, when they are away, and letting them in."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from chalicelib import wiring
from chalicelib.actions.admin import newcomers, people
from chalicelib.actions.execution import Action, PlainAction
from chalicelib.api.fields import (
    AddressField,
    AmountField,
    Body,
    CurrencyField,
    NameField,
    NothingBody,
    OutsideIDField,
)
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.domain.base.money import read_decimal, to_minor
from chalicelib.domain.base.odata import parse_top
from chalicelib.domain.people.checks import check_zone
from chalicelib.domain.people.person import GIVEN, PERMISSIONS, Absence, Person
from chalicelib.errors import InvalidAmount, InvalidInput
from chalicelib.views.answers import Page

routes = Routes()


Text = Annotated[str, Field(min_length=1, max_length=2048)]


class RightsBody(Body):
    """What a person may do and for which party, null for none."""

    role: str | None = None
    credit_limit: dict[CurrencyField, AmountField] | None = None
    limit_to: Annotated[list[OutsideIDField], Field(max_length=50)] | None = None
    party_id: OutsideIDField | None = None
    rights: Annotated[list[Text], Field(max_length=len(GIVEN))] | None = None


class PersonBody(RightsBody):
    """What a person may do, whether the person is active, who manages that one and by whose clock
    the person works; a part that is not named stays as it is.
    """

    is_active: bool | None = None
    manager_id: Text | None = None
    time_zone: Text | None = None


class NewcomerBody(RightsBody):
    """Somebody who is let in: by which address, under which name, and what the person may do."""

    email: AddressField
    name: NameField
    role: str


class AbsenceBody(Body):
    """The first and last day on which somebody is away, and who stands in; an empty body for nobody
    being away.
    """

    start: Text | None = Field(None, alias="from")
    until: Text | None = None
    substitute_id: Text | None = None


@routes.query("/user", permission="user.read", query=("permission", "limit", "cursor"))
def list_people(request: Request) -> "Reply[Page[people.PersonView | people.ColleagueView]]":
    """Lists the people who can sign in, or those of them with a `permission`, such as
    dispute.work.
    """
    limit = parse_top(request.query.get("limit"), default=100)
    return Reply(
        people.list_people(
            request.desk(), request.query.get("permission"), limit, request.query.get("cursor")
        )
    )


@routes.command("PUT", "/me/absence", permission="dispute.read", body=AbsenceBody)
def put_own_absence(
    request: Request,
) -> "PlainAction[people.PersonView]":
    """Says when one is away and who answers approvals meanwhile."""
    return people.put_absence(None, _absence(request.body))


@routes.command("PUT", "/user/{userID}/absence", permission="user.edit", body=AbsenceBody)
def put_absence(request: Request) -> "PlainAction[people.PersonView]":
    """Says when somebody is away and who answers approvals meanwhile."""
    return people.put_absence(request.path["userID"], _absence(request.body))


@routes.command("PUT", "/user/{userID}", permission="user.edit", body=PersonBody)
def put_person(request: Request) -> "PlainAction[people.PersonView]":
    """Changes a person's role, credit limit, limit-to, rights, the party acted for, the manager or
    the time zone, or deactivates the person.
    """
    values = _rights(request.body)
    if request.body.is_active is not None:
        values["is_active"] = request.body.is_active
    if "manager_id" in request.body.model_fields_set:
        values["manager_id"] = request.body.manager_id
    if "time_zone" in request.body.model_fields_set:
        values["time_zone"] = check_zone(request.body.time_zone)
    return people.put_person(request.path["userID"], values)


@routes.command("POST", "/user", permission="user.edit", body=NewcomerBody, status=201)
def invite_person(request: Request) -> "Action[newcomers.PersonView, newcomers.NewcomerPreview]":
    """Lets somebody in, who is mailed a first password; on one laptop the person is at the sign-in
    at once.
    """
    body: NewcomerBody = request.body
    return newcomers.invite(wiring.parts().pool, Person("", body.email, body.name, **_rights(body)))


@routes.command("POST", "/user/{userID}/invitation", permission="user.edit", body=NothingBody)
def invite_again(request: Request) -> "PlainAction[people.PersonView]":
    """Mails another first password to somebody who has not signed in yet (X-15)."""
    return newcomers.invite_again(wiring.parts().pool, request.path["userID"])


def _rights(body: RightsBody) -> dict[str, Any]:
    """The parts that are named."""
    values: dict[str, Any] = {}
    if body.role is not None:
        if body.role not in PERMISSIONS:
            raise InvalidInput(
                f"A role is one of {', '.join(PERMISSIONS)}.",
                errors=[{"pointer": "/role", "detail": "No such role.", "code": "unknown"}],
            )
        values["role"] = body.role
    if body.credit_limit is not None:
        values["credit_limit"] = {
            currency: _limit_of(amount, currency) for currency, amount in body.credit_limit.items()
        }
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
        return Absence(
            date.fromisoformat(body.start or ""),
            date.fromisoformat(body.until or ""),
            body.substitute_id,
        )
    except ValueError:
        raise InvalidInput(
            "An absence has a first and a last day, such as 2026-12-24.", rule="CU-15"
        ) from None


def _limit_of(amount: Any, currency: str) -> int:
    try:
        minor = to_minor(read_decimal(amount), currency)
        if minor < 0:
            raise InvalidAmount("A credit limit is not below zero.")
    except InvalidAmount as refused:
        refused.extras["errors"] = [
            {"pointer": f"/creditLimit/{currency}", "detail": refused.detail, "code": refused.code}
        ]
        raise
    return minor

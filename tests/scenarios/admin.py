"""Scenarios of people, settings and mail."""

from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.letters.dispatch import Address
from chalicelib.store.post import address_item
from tests.app import App
from tests.scenarios.base import Scenario
from tests.services import CODE

REASONS = {"value": [{"reasonID": "price", "name": "Wrong price"}]}
CALENDAR = {"secretHash": 64 * "a", "namesCustomers": True}
ABSENCE = {"from": "2026-12-24", "until": "2026-12-31", "substituteID": "manager"}
NEWCOMER = {
    "email": "nia@demo.test",
    "name": "Nia New",
    "role": "manager",
    "creditLimit": {"USD": 700},
}


def _invited(app: App) -> dict[str, Any]:
    made = app.as_("admin").post("/user", NEWCOMER)
    assert made.status == 201, made.text
    return {"userID": made.json["userID"]}


def _with_factor(app: App) -> dict[str, Any]:
    assert app.as_("manager").put("/me/secondFactor", {"code": CODE}).status == 200
    return {"userID": "manager"}


def _suppressed(app: App) -> dict[str, Any]:
    since = datetime(2026, 11, 1, tzinfo=UTC)
    app.table.write_batch(
        [
            address_item(Address(email, "bounce", "General", since))
            for email in ("ann@demo.test", "max@demo.test")
        ]
    )
    return {}


SCENARIOS: dict[str, Scenario] = {
    "PUT /setting/{name}": Scenario("admin", lambda _: {"name": "reasons"}, REASONS, {"value": []}),
    "POST /user": Scenario("admin", lambda _: {}, NEWCOMER, NEWCOMER | {"name": "Else"}),
    "PUT /user/{userID}": Scenario(
        "admin",
        lambda _: {"userID": "agent"},
        {"creditLimit": {"USD": 50}},
        {"creditLimit": {"USD": 51}},
    ),
    "POST /user/{userID}/invitation": Scenario("admin", _invited),
    "PUT /me/secondFactor": Scenario("agent", lambda _: {}, {"code": CODE}, {"code": "654321"}),
    "POST /user/{userID}/secondFactor/reset": Scenario("admin", _with_factor),
    "PUT /me/absence": Scenario("approver", lambda _: {}, ABSENCE, {}),
    "PUT /me/calendar": Scenario("agent", lambda _: {}, CALENDAR, {}),
    "PUT /user/{userID}/absence": Scenario("admin", lambda _: {"userID": "approver"}, ABSENCE, {}),
    "POST /mail/test": Scenario(
        "admin", lambda _: {}, {"templateID": "approvalAsked"}, {"templateID": "approvalRejected"}
    ),
    "POST /setAside/redrive": Scenario("admin", lambda _: {}, {}, {"most": 1}),
    "POST /reindex": Scenario("admin", lambda _: {}, {}, {"anew": True}),
    "POST /mail/release": Scenario(
        "admin", _suppressed, {"email": "Ann@demo.test"}, {"email": "max@demo.test"}
    ),
}

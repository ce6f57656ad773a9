"""What the API says of itself: its document, and what every problem carries beside its words."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.openapi import document
from chalicelib.api.route_table import ROUTES
from infra.resources.gateway import gateway_responses
from tests import described
from tests.app import App
from tests.scenarios import COMMANDS, prepared

BY_TWO: dict[str, Any] = {
    "PUT /wallet/{walletID}/floor": {"floor": -30},
    "POST /wallet/{walletID}/deposit": {"amount": 30, "reference": "BACS 30"},
}
"""What waits for a second person where one alone may do nothing (X-16)."""


def operation(name: str) -> Any:
    method, path = name.split(" ")
    return document()["paths"][path][method.lower()]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_answers_with_the_statuses_that_are_described(app: App, command: str) -> None:
    """X-03: and with 200 for a dry run."""
    described = {int(status) for status in operation(command)["responses"] if status < "400"}
    sent = prepared(app, command)
    dry = replace(sent, target=f"{sent.target}?dryRun=true").send(app)
    answered = {dry.status, sent.send(app).status}
    again = sent.send(app)
    if command in BY_TWO:
        assert (
            app.as_("admin")
            .put("/setting/moneyBounds", {"value": [{"currency": "GBP", "alone": 0}]})
            .status
            == 200
        )
        answered.add(app.request(sent.who, sent.method, sent.target, BY_TWO[command]).status)
    assert answered | ({again.status} if again.status < 400 else set()) == described


@pytest.mark.parametrize("command", COMMANDS)
def test_if_match_is_described_where_it_is_minded(app: App, command: str) -> None:
    """X-07."""
    headers = {one["name"] for one in operation(command)["parameters"] if one["in"] == "header"}
    minds = prepared(app, command).send(app, If_Match='"99"').status == 412
    assert ("If-Match" in headers, "Idempotency-Key" in headers) == (minds, True)


def test_a_sign_in_that_is_needed_or_fails_says_which_kind(app: App) -> None:
    """RFC 9110: a 401 names how to authenticate."""
    refused = app.request(None, "GET", "/me")
    assert (refused.status, refused.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_the_gateway_speaks_as_the_api_does(app: App) -> None:
    """The same kinds, titles and headers, whichever of the two answers."""
    own = app.request(None, "GET", "/me").json
    unauthorised = gateway_responses()["UNAUTHORIZED"]
    said = json.loads(unauthorised["ResponseTemplates"]["application/json"])
    assert {name: said[name] for name in ("type", "title", "status", "code")} == {
        name: own[name] for name in ("type", "title", "status", "code")
    }
    headers = unauthorised["ResponseParameters"]["Headers"]
    assert headers["WWW-Authenticate"] == "'Bearer'"
    assert gateway_responses()["THROTTLED"]["ResponseParameters"]["Headers"]["Retry-After"] == "'1'"
    for response in gateway_responses().values():
        assert json.loads(response["ResponseTemplates"]["application/json"])["type"].startswith(
            "urn:redress:problem:"
        )


def test_every_route_is_described() -> None:
    assert {
        f"{method.upper()} {path}"
        for path, operations in document()["paths"].items()
        for method in operations
    } == {route.name for route in ROUTES}


FREE = {
    "EventView/before",
    "EventView/after",
    "CustomerNoteView/before",
    "CustomerNoteView/after",
    "JournalEntryView/before",
    "JournalEntryView/after",
    "Words/values",
    "WantedView/body",
    "OrderMessageView/told",
    *(f"DocumentView/{part}" for part in ("info", "servers", "paths", "components")),
}
"""What can hold anything: both sides of a change, what stands in a sentence, the answers of other
routes, and the document itself.
"""


def answers() -> Iterator[tuple[str, Any]]:
    """The schema of each answer that is JSON, by its route and status."""
    for path, operations in document()["paths"].items():
        for method, described_as in operations.items():
            for status, response in described_as["responses"].items():
                told = response["content"].get("application/json")
                if status < "400" and told:
                    yield f"{method.upper()} {path} {status}", told["schema"]


def anythings(place: str, schema: Any) -> set[str]:
    """Where a schema, or one that it names, lets anything through."""
    seen: set[str] = set()

    def look(place: str, schema: Any) -> Iterator[str]:
        if name := schema.get("$ref", "").rpartition("/")[2]:
            if name not in seen and name != "Problem":
                seen.add(name)
                yield from look(name, document()["components"]["schemas"][name])
            return
        known = schema.keys() & {"type", "anyOf", "const", "enum"}
        is_any = schema.get("type") == "object" and "properties" not in schema
        if not known or (is_any and schema.get("additionalProperties", True) is True):
            yield place
        for name, part in schema.get("properties", {}).items():
            yield from look(f"{place}/{name}", part)
        if isinstance(schema.get("additionalProperties"), dict):
            yield from look(f"{place}/*", schema["additionalProperties"])
        for part in [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]:
            yield from look(place, part)

    return set(look(place, schema))


@pytest.mark.parametrize(("route", "schema"), list(answers()), ids=lambda one: str(one)[:60])
def test_an_answer_has_a_type(route: str, schema: Any) -> None:
    """No object of anything, but for what is free by its nature."""
    assert anythings(route, schema) <= FREE


def names_in(schema: Any, found: set[str]) -> set[str]:
    """All schemas that one names, and those name."""
    for part in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(part, dict | list):
            names_in(part, found)
    name = schema.get("$ref", "").rpartition("/")[2] if isinstance(schema, dict) else ""
    if name and name not in found:
        found.add(name)
        names_in(document()["components"]["schemas"][name], found)
    return found


def test_every_schema_has_a_name_of_its_own() -> None:
    """Two of one name would be told apart by their modules, and change their names with these for
    who makes clients from the document.
    """
    assert [name for name in document()["components"]["schemas"] if "_" in name] == []


def test_no_answer_is_named_as_a_part_of_a_request_is() -> None:
    """Or one of the two would be described as the other."""
    bodies = [
        one["requestBody"]["content"]
        for operations in document()["paths"].values()
        for one in operations.values()
        if "requestBody" in one
    ]
    assert names_in(bodies, set()) & names_in([schema for _, schema in answers()], set()) == set()


def test_what_the_document_does_not_tell_fails_a_test(app: App) -> None:
    """What `tests/described.py` sees: a part too many, one that is missing, one of another type."""
    answer = app.as_("agent").get("/me")
    headers = {"Content-Type": "application/json"}
    for wrong in (
        answer.json | {"secret": 1},
        {name: value for name, value in answer.json.items() if name != "role"},
        answer.json | {"company": {"timeZone": "UTC", "today": None}},
        answer.json | {"absence": {"from": "2026-12-24", "until": "2026-12-24"}},
    ):
        with pytest.raises(AssertionError, match="GET /me answers with 200"):
            described.check("GET /me", 200, headers, json.dumps(wrong))
    described.check("GET /me", 200, headers, answer.text)


def test_a_link_that_is_over_is_described() -> None:
    """DM-04: an answer by link may come too late, and by no other way in."""
    gone = {
        f"{method.upper()} {path}"
        for path, operations in document()["paths"].items()
        for method, one in operations.items()
        if "410" in one["responses"]
    }
    assert gone == {route.name for route in ROUTES if route.by_link}

"""What the API says of itself: its document, and what every problem carries beside its words."""

import json
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.openapi import document
from chalicelib.api.route_table import ROUTES
from infra.resources.gateway import gateway_responses
from tests.house import House
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
def test_a_command_answers_with_the_statuses_that_are_described(house: House, command: str) -> None:
    """X-03: and with 200 for a dry run."""
    described = {int(status) for status in operation(command)["responses"] if status < "400"}
    sent = prepared(house, command)
    dry = replace(sent, target=f"{sent.target}?dryRun=true").send(house)
    answered = {dry.status, sent.send(house).status}
    again = sent.send(house)
    if command in BY_TWO:
        assert house.as_("admin").put("/setting/moneyBounds", {"value": [{"currency": "GBP", "alone": 0}]}).status == 200
        answered.add(house.request(sent.who, sent.method, sent.target, BY_TWO[command]).status)
    assert answered | ({again.status} if again.status < 400 else set()) == described


@pytest.mark.parametrize("command", COMMANDS)
def test_if_match_is_described_where_it_is_minded(house: House, command: str) -> None:
    """X-07."""
    headers = {one["name"] for one in operation(command)["parameters"] if one["in"] == "header"}
    minds = prepared(house, command).send(house, If_Match='"99"').status == 412
    assert ("If-Match" in headers, "Idempotency-Key" in headers) == (minds, True)


def test_a_sign_in_that_is_needed_or_fails_says_which_kind(house: House) -> None:
    """RFC 9110: a 401 names how to authenticate."""
    refused = house.request(None, "GET", "/me")
    assert (refused.status, refused.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_the_gateway_speaks_as_the_api_does(house: House) -> None:
    """The same kinds, titles and headers, whichever of the two answers."""
    own = house.request(None, "GET", "/me").json
    unauthorised = gateway_responses()["UNAUTHORIZED"]
    said = json.loads(unauthorised["ResponseTemplates"]["application/json"])
    assert {name: said[name] for name in ("type", "title", "status", "code")} == {
        name: own[name] for name in ("type", "title", "status", "code")
    }
    headers = unauthorised["ResponseParameters"]["Headers"]
    assert headers["WWW-Authenticate"] == "'Bearer'"
    assert gateway_responses()["THROTTLED"]["ResponseParameters"]["Headers"]["Retry-After"] == "'1'"
    for response in gateway_responses().values():
        assert json.loads(response["ResponseTemplates"]["application/json"])["type"].startswith("urn:redress:problem:")


def test_every_route_is_described() -> None:
    assert {f"{method.upper()} {path}" for path, operations in document()["paths"].items() for method in operations} == {
        route.name for route in ROUTES
    }

"""Whatever the OpenAPI document allows, and much that it does not, is answered without a server
error.
"""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from chalicelib.api.route_table import ROUTES
from chalicelib.links import PartyLink
from tests.browser.desk import Desk
from tests.stack import Stack

pytestmark = pytest.mark.long
REQUESTS_A_ROUTE = 8
WELL_SPOKEN = [not_a_server_error, content_type_conformance, status_code_conformance]


@pytest.fixture(scope="module")
def described(stack: Stack) -> Any:
    """The API as its own document describes it."""
    schema = schemathesis.openapi.from_dict(stack.call("GET", "/openapi.json").json)
    schema.config.update(base_url=f"{stack.url}/api")
    return schema


@pytest.fixture(scope="module")
def link(stack: Stack) -> str:
    """The token of a vendor's link, to a dispute of which it was asked."""
    desk = Desk(stack)
    dispute = desk.order_dispute()
    desk.ask("POST", f"/dispute/{dispute['disputeID']}/contact", {})
    return desk.answer_link(dispute).rsplit("/", 1)[1]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_no_request_breaks_a_route(
    described: Any, stack: Stack, request: pytest.FixtureRequest, route: Any
) -> None:
    """As finance, whom little is closed to; by a vendor's link, where that is the way in."""
    headers = {"Authorization": f"Bearer {stack.sign_in('finance')}"}
    if route.by_link is PartyLink:
        headers = {"Response-Token": request.getfixturevalue("link")}

    @given(case=described[route.path][route.method].as_strategy())
    @settings(
        max_examples=REQUESTS_A_ROUTE,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def any_request(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=WELL_SPOKEN)

    any_request()

"""What a request says twice differently, or says where it means nothing: refused in words rather
than ignored.
"""

import re
from typing import Any

import pytest

from chalicelib.api.route_table import ROUTES
from tests import snapshots
from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import PROOF, prepared

FILTERS = {
    "GET /customer/{customerID}/invoice": "customerID eq {other}",
    "GET /customer/{customerID}/usage": "customerID eq {other}",
    "GET /customer/{customerID}/invoice/{invoiceNumber}/feature": "customerID eq {other}",
}
"""Lists below a customer that take `$filter` on whose they are."""


def test_a_query_that_contradicts_the_path_is_refused(app: App) -> None:
    """RV-03: in every route that takes in its query what its path says, with its own `$filter` and
    headers too; the same twice is fine.
    """
    named = [
        (route.path, name)
        for route in ROUTES
        for name in route.query
        if f"{{{name}}}" in route.path
    ]
    assert named == [("/customer/{customerID}/dispute", "customerID")]
    agent, path = app.as_("agent"), "/customer/1001/dispute"
    assert agent.get(f"{path}?customerID=1001").json == agent.get(path).json
    for other in ("1002", "4711", "01001"):
        said = refused(agent.get(f"{path}?customerID={other}"), 400).json["detail"]
        assert (
            said
            == "customerID: the query says something else than the address. Leave it out, or say"
            " the same."
        )


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_that_contradicts_the_path_is_refused(app: App, name: str) -> None:
    """RV-03, RV-05."""
    path = (
        name.removeprefix("GET ").format(customerID=1001, invoiceNumber=1984950)
        + "?usageAlias=U-1984950&"
    )
    path = path if "usage?" in path else path.replace("usageAlias=U-1984950&", "")
    agent = app.as_("agent")
    assert (
        agent.get(f"{path}$filter={FILTERS[name].format(other=1001)}".replace(" ", "%20")).status
        == 200
    )
    refused(agent.get(f"{path}$filter={FILTERS[name].format(other=1002)}".replace(" ", "%20")), 400)


def test_a_header_that_contradicts_the_address_is_refused(app: App) -> None:
    """RV-05."""
    agent = app.as_("agent")
    for target in (
        "/usage?customerID=1001&usageAlias=U-1984950",
        "/customer/1001/usage?usageAlias=U-1984950",
    ):
        assert agent.get(target, CustomerID="1001", UsageAlias="U-1984950").status == 200
        refused(agent.get(target, CustomerID="1002"), 400)
        refused(agent.get(target, UsageAlias="U-1"), 400)


@pytest.mark.parametrize("told", [True, False])
def test_whether_a_file_is_internal_is_not_said_where_all_are(app: App, told: bool) -> None:
    """X-13, CU-23: on an invoice dispute; on a booking it is support's to say."""
    invoice = prepared(app, "POST /dispute/{disputeID}/attachment")
    said = refused(
        app.as_(invoice.who).post(invoice.target, PROOF | {"isInternal": told}), 400, rule="X-13"
    ).json
    assert [error["pointer"] for error in said["errors"]] == ["/isInternal"]
    booking = prepared(app, "POST /dispute/{disputeID}/note")
    path = re.sub(r"/note$", "/attachment", booking.target)
    assert app.as_("support").post(path, PROOF | {"isInternal": True}).status == 201


LINES = [("customers", False), ("operators", False), ("bookings", False), ("invoices", True)]


@pytest.mark.parametrize(("kind", "is_fine"), LINES)
def test_rows_are_lines_of_invoices_only(app: App, kind: str, is_fine: bool) -> None:
    """X-12: where a file is ordered, and in a preset."""
    order = {"kind": kind, "fileName": "a.csv", "size": 10, "linePerRow": True}
    preset = {"presetID": "p", "name": "P", "kind": kind, "mapping": {}, "linePerRow": True}
    answers = [
        app.as_("finance").post("/import", order),
        app.as_("admin").put("/setting/importPresets", {"value": [preset]}),
    ]
    assert [answer.status for answer in answers] == ([201, 200] if is_fine else [400, 400])
    if not is_fine:
        assert [answer.json["errors"][0]["pointer"] for answer in answers] == [
            "/linePerRow",
            "/value/0/linePerRow",
        ]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"partyID": 1001}, "/partyID"),
        ({"role": "manager", "partyID": 1001}, "/partyID"),
        ({"role": "customer", "partyID": 1001, "limitTo": ["1002"]}, "/limitTo"),
    ],
)
def test_who_works_here_acts_for_no_party_and_who_does_is_not_limited(
    app: App, body: dict[str, Any], pointer: str
) -> None:
    """RV-03: what would mean nothing for the role."""
    before = snapshots.plain(snapshots.taken(app))
    said = refused(app.as_("admin").put("/user/agent", body), 400, rule="RV-03").json
    assert [error["pointer"] for error in said["errors"]] == [pointer]
    assert snapshots.plain(snapshots.taken(app)) == before


@pytest.mark.parametrize("query", ["customerID=1001", "resolverID=agent", "reasonID=1"])
def test_disputes_on_bookings_are_not_filtered_by_what_they_do_not_have(
    app: App, query: str
) -> None:
    """CU-02: a filter that cannot be met is refused."""
    refused(app.as_("support").get(f"/dispute?kind=booking&{query}"), 400, rule="CU-02")


def test_no_body_takes_a_field_that_it_does_not_know(app: App) -> None:
    """X-01: in every route that takes a body, and in what lies in it."""
    models = {route.body for route in ROUTES if route.body}
    assert models
    while models:
        model = models.pop()
        assert model.model_config["extra"] == "forbid", model
        inner = (
            argument
            for part in model.model_fields.values()
            for argument in _models_in(part.annotation)
        )
        models |= {one for one in inner if one.model_config["extra"] != "forbid"}


def _models_in(annotation: Any) -> list[Any]:
    if hasattr(annotation, "model_config"):
        return [annotation]
    return [one for argument in getattr(annotation, "__args__", ()) for one in _models_in(argument)]

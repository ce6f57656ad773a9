"""Who may what: every route, as every role, for a customer of one's own and for a foreign one
(RV-03).

The expectation for each route stands in `rights.py`; a route without an entry fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib.actions.disputes.search_index import index_change
from chalicelib.api.route_table import ROUTES
from chalicelib.api.routing import Route
from chalicelib.domain.people.person import BETWEEN_PARTIES, CUSTOMER
from tests import snapshots
from tests.api.rights import (
    ADMIN,
    BOOKING_ROUTES,
    EVERYBODY,
    FOLLOW_UP_ROUTES,
    MONEY,
    ORDER_ROUTES,
    PARTIES,
    READERS,
    RIGHTS,
    VENDOR,
    WALLETS,
)
from tests.app import App
from tests.hiring import hire
from tests.http_client import token
from tests.scenarios import (
    AGGREGATOR,
    SCENARIOS,
    Sent,
    followed_up,
    ordered,
    planned,
    prepared,
    ticketed,
)
from tests.services import FIRST_PASSWORD

SIGNED = [route for route in ROUTES if not route.by_link]
_NAMED = ("{customerID}", "{disputeID}", "{approvalID}", "{ticketID}", "{followUpID}")
OF_ONE_CUSTOMER = [
    route
    for route in ROUTES
    if any(name in route.path for name in _NAMED) and route.name not in BOOKING_ROUTES
]
OF_TWO_PARTIES = [
    route
    for route in ROUTES
    if route.name in BOOKING_ROUTES and RIGHTS[route.name] & PARTIES and "{" in route.path
]
OF_A_VENDOR = [
    route for route in ROUTES if route.name in ORDER_ROUTES and RIGHTS[route.name] & VENDOR
]
OF_ONE_PERSON = (
    "PUT /customer/{customerID}",
    "POST /dispute/{disputeID}/attachment/{attachmentID}/completion",
    "POST /ticket/{ticketID}/attachment/{attachmentID}/completion",
)
"""Bringing in a customer that one may see is bringing in the very one; and whoever begins to attach
a file completes it.
"""
FOREIGN = "1002"
"""A customer that the people of these tests are limited to, while everything here is about 1001."""

QUERIES = {
    "GET /booking": "?operatorID=OP-1",
    "GET /wallet": "?partyID=AGG",
    "GET /audit/journal/verify": "?customerID=1001",
    "GET /usage": "?customerID=1001&usageAlias=U-1984950",
    "GET /search": "?q=bright",
    "GET /order": "?orderID=CK-7001",
    "GET /order/{orderID}/refund": "?amount=1",
    "GET /customer/{customerID}/usage": "?usageAlias=U-1984950",
}


BODIES = {
    "POST /customer/{customerID}/promiseLink": {"invoiceNumbers": [1984950]},
    "POST /mail/preview": {"templateID": "approvalAsked"},
    "PUT /dispute/{disputeID}/read": {"messageCount": 1},
    "POST /session/password": {"password": FIRST_PASSWORD, "newPassword": "another-password"},
}
"""What is sent where an empty body is none."""


def test_every_route_has_its_rights() -> None:
    assert set(RIGHTS) == {route.name for route in ROUTES}


@pytest.mark.parametrize("route", SIGNED, ids=lambda route: route.name)
def test_a_route_is_for_those_roles_only_that_have_the_right(app: App, route: Route) -> None:
    """As every role there is, as nobody, and as somebody the product does not know."""
    sent = request_of(app, route)
    before = snapshots.taken(app)
    unsigned = app.request(None, route.method, sent.target, sent.body)
    if not RIGHTS[route.name]:
        assert unsigned.status in (200, 400, 404), unsigned.text
        return
    assert (unsigned.status, unsigned.json["code"]) == (401, "notSignedIn")
    assert app.request("stranger", route.method, sent.target, sent.body).status == 401
    assert snapshots.plain(snapshots.taken(app)) == snapshots.plain(before)
    for role in EVERYBODY:
        snapshots.put_back(app, before)
        hire(app, role)
        hired = snapshots.plain(snapshots.taken(app))
        answer = app.request("hired", route.method, sent.target, sent.body, headers_of(route))
        if role not in RIGHTS[route.name]:
            assert (answer.status, answer.json["code"]) == (403, "forbidden"), (role, answer.text)
            assert snapshots.plain(snapshots.taken(app)) == hired
        elif answer.status == 403:
            assert (
                answer.json["code"] in ("aboveCreditLimit", "notAsked")
                or answer.json.get("rule", "")[:2] == "IG"
            ), (role, answer.text)
        else:
            assert answer.status < 300 or answer.json["code"] in ("notYet", "notFound"), (
                role,
                answer.text,
            )


@pytest.mark.parametrize("route", OF_ONE_CUSTOMER, ids=lambda route: route.name)
def test_a_limited_person_is_told_that_other_customers_do_not_exist(app: App, route: Route) -> None:
    """RV-03, CU-23: 404 for what is another's, the same as for what does not exist; the right
    customer is served.
    """
    nothing = snapshots.taken(app)
    sent = request_of(app, route)
    for role in sorted(RIGHTS[route.name] - ADMIN):
        hire(app, role, limit_to=(FOREIGN,))
        state = snapshots.plain(snapshots.taken(app))
        refused = app.request("hired", route.method, sent.target, sent.body, headers_of(route))
        assert (refused.status, refused.json["code"]) == (404, "notFound"), (role, refused.text)
        assert "Bright" not in refused.text
        assert snapshots.plain(snapshots.taken(app)) == state
    with emptied(app, nothing):
        hire(app, role, limit_to=(FOREIGN,))
        absent = app.request("hired", route.method, sent.target, sent.body, headers_of(route))
        assert absent.json == refused.json
    hire(app, served_by(route), limit_to=("1001",))
    if route.name not in OF_ONE_PERSON:
        answer = app.request("hired", route.method, sent.target, sent.body, headers_of(route))
        assert answer.status < 300 or answer.json["code"] == "notAsked", answer.text


@pytest.mark.parametrize("route", OF_TWO_PARTIES, ids=lambda route: route.name)
def test_a_party_is_told_that_what_is_between_others_does_not_exist(app: App, route: Route) -> None:
    """IG-03, IG-06: 404 for a booking, dispute, message, request and wallet of others, the same as
    for what does not exist.
    """
    nothing = snapshots.taken(app)
    sent = request_of(app, route)
    state = snapshots.plain(snapshots.taken(app))
    for role, party in (
        ("operator", "OP-2"),
        ("aggregator", "A-2"),
        ("operator", "AGG"),
        ("aggregator", "OP-1"),
        ("support", None),
    ):
        if role in RIGHTS[route.name]:
            hire(app, role, ("1001",) if role == "support" else (), party)
            hired = snapshots.plain(snapshots.taken(app))
            refused = app.request("hired", route.method, sent.target, sent.body)
            assert (refused.status, refused.json["code"]) == (404, "notFound"), (
                role,
                party,
                refused.text,
            )
            assert snapshots.plain(snapshots.taken(app)) == hired
            last = role, ("1001",) if role == "support" else (), party
    assert state.keys() <= hired.keys()
    with emptied(app, nothing):
        hire(app, *last)
        absent = app.request("hired", route.method, sent.target, sent.body)
        assert absent.json == refused.json


@pytest.mark.parametrize("route", OF_A_VENDOR, ids=lambda route: route.name)
def test_what_is_a_vendors_does_not_exist_for_others_from_outside(app: App, route: Route) -> None:
    """IG-03, CU-23: 404 for another vendor's order and standing, and another customer's, the same
    as for what does not exist.
    """
    nothing = snapshots.taken(app)
    sent = request_of(app, route)
    for role, party in (("vendor", "V-2"), ("vendor", "1001"), (CUSTOMER, "V-1"), (CUSTOMER, "2")):
        if role in RIGHTS[route.name]:
            hire(app, role, (), party)
            hired = snapshots.plain(snapshots.taken(app))
            refused = app.request("hired", route.method, sent.target, sent.body)
            assert (refused.status, refused.json["code"]) == (404, "notFound"), (role, party)
            assert "Bright" not in refused.text
            assert "Vera" not in refused.text
            assert snapshots.plain(snapshots.taken(app)) == hired
            last = role, (), party
    with emptied(app, nothing):
        hire(app, *last)
        absent = app.request("hired", route.method, sent.target, sent.body)
        assert absent.json == refused.json


@pytest.mark.parametrize("role", sorted(READERS))
def test_who_is_limited_to_customers_is_shown_how_aggregators_settle_and_no_more(
    app: App, role: str
) -> None:
    """RV-03, IG-02: no operator, no address of an aggregator, no booking, dispute, wallet or
    correction, nor is any of that offered.
    """
    prepared(app, "POST /transfer/{transferID}/correction/approval")
    for stored in app.items().values():
        index_change(app.table, None, stored)
    app.as_("finance").put("/wallet/AGG-GBP/floor", {"floor": 10_001})
    app.as_("finance").put("/aggregator/AGG", AGGREGATOR | {"email": "desk@rides.test"})
    hire(app, role)
    lists = [
        "/operator",
        "/booking?operatorID=OP-1",
        "/booking?search=R-77",
        "/dispute?kind=booking",
        "/search?q=77",
    ]
    lists += ["/wallet?partyID=OP-1"] * (role in WALLETS) + ["/correction", "/proposal"] * (
        role in MONEY
    )
    assert all(app.as_("hired").get(target).json["value"] for target in lists)
    assert app.as_("hired").get("/aggregator").json["value"][0]["email"] == "desk@rides.test"
    hire(app, role, limit_to=("1001",))
    for target in lists:
        answer = app.as_("hired").get(target)
        assert (answer.status, answer.json["value"], answer.json.get("nextCursor")) == (
            200,
            [],
            None,
        ), target
    public = {
        "aggregatorID": "AGG",
        "name": "Rides United",
        "currency": "GBP",
        "settlement": "wallet",
    }
    assert app.as_("hired").get("/aggregator").json == {"value": [public], "nextCursor": None}
    assert set(app.as_("hired").get("/me").json["permissions"]).isdisjoint(BETWEEN_PARTIES)


@pytest.mark.parametrize(
    "target",
    [
        "/customer",
        "/dispute",
        "/dispute?sort=-amount",
        "/dispute?state=all&status=open",
        "/report/receivables",
    ],
)
@pytest.mark.parametrize(
    "also",
    [
        "/search?q=bright",
        "/search?q=1984950",
        "/customer?search=bright",
        "/usage?customerID=1001&usageAlias=U-1984950",
    ],
)
def test_lists_searches_and_sums_hold_nothing_of_other_customers(
    app: App, target: str, also: str
) -> None:
    """RV-03: in every list, search and count."""
    prepared(app, "POST /customer/{customerID}/dispute/{disputeID}/close")
    hire(app, "agent", limit_to=(FOREIGN,))
    for asked in (target, also):
        answer = app.as_("hired").get(asked)
        assert answer.status in (200, 404), answer.text
        assert not any(
            word in answer.text for word in ("Bright", '"customerID":1001', "1984950", "4.95")
        ), answer.text
    assert [row["count"] for row in app.as_("hired").get("/report/queue").json["counts"]] == [
        0,
        0,
    ]


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": 1_700_000_000},
        {"iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other"},
        {"client_id": "another-client"},
        {"token_use": "id"},
        {"scope": "openid"},
        {"scope": ""},
        {"sub": None},
        {"exp": "soon"},
        {"nbf": 4_000_000_000},
    ],
    ids=str,
)
def test_a_token_that_is_expired_or_for_something_else_is_refused(
    app: App, claims: dict[str, Any]
) -> None:
    """Design: signature, issuer, client, use, scope and time are all checked."""
    assert_not_signed_in(app, token("agent", **claims))


def assert_not_signed_in(app: App, bearer: str) -> None:
    for authorization in (bearer, f"Bearer {bearer}"):
        refused = app.request(None, "GET", "/me", headers={"Authorization": authorization})
        assert (refused.status, refused.json["code"]) == (401, "notSignedIn"), refused.text


@contextmanager
def emptied(app: App, nothing: Any) -> Iterator[None]:
    """The app as it was before anything was made ready, to be asked for what is not there."""
    there = snapshots.taken(app)
    snapshots.put_back(app, nothing)
    yield
    snapshots.put_back(app, there)


def served_by(route: Route) -> str:
    """Finance, or a role that has the right where Finance has not."""
    return "finance" if "finance" in RIGHTS[route.name] else min(RIGHTS[route.name])


def request_of(app: App, route: Route) -> Sent:
    """A request that the route takes, on customer 1001."""
    if route.name in SCENARIOS:
        return prepared(app, route.name)
    target = route.path
    if "{attachmentID}" in target:
        completion = prepared(app, f"POST {target}/completion")
        completion.send(app)
        return Sent("GET", "finance", completion.target.removesuffix("/completion"), None, "", None)
    ids: dict[str, Any] = {"customerID": 1001, "invoiceNumber": 1984950, "name": "reasons"}
    if route.name in BOOKING_ROUTES:
        prepared(app, "POST /dispute/{disputeID}/message")
        ids = {"bookingID": 77, "walletID": "AGG-GBP"}
        if "{disputeID}" in target:
            ids = app.as_("operator").get("/dispute").json["value"][0]
    elif route.name in ORDER_ROUTES:
        ids = ordered(app)
    elif "{ticketID}" in target:
        ids = ticketed(app)
    elif "{planID}" in target:
        ids = planned(app)
    elif route.name in FOLLOW_UP_ROUTES:
        ids = followed_up(app)
    elif "{disputeID}" in target:
        ids = prepared(app, "POST /customer/{customerID}/dispute").send(app).json
    if "{approvalID}" in target:
        ids = {
            "approvalID": (
                prepared(app, "POST /approval/{approvalID}/decision").target.split("/")[2]
            )
        }
    if "{paymentID}" in target:
        prepared(app, "POST /customer/{customerID}/payment/{paymentID}/reversal")
        ids |= {"paymentID": "P-2"}
    if "/promise/" in target:
        prepared(app, "POST /customer/{customerID}/promise/{invoiceNumber}/withdrawal")
    if "{importID}" in target:
        ids = prepared(app, "POST /import").send(app).json
    for name in (
        "customerID",
        "invoiceNumber",
        "paymentID",
        "name",
        "disputeID",
        "followUpID",
        "approvalID",
        "importID",
        "bookingID",
        "walletID",
        "vendorID",
        "orderID",
        "ticketID",
        "planID",
    ):
        target = target.replace(f"{{{name}}}", str(ids.get(name)))
    body = BODIES.get(route.name, {}) if route.method != "GET" else None
    return Sent(route.method, "finance", target + QUERIES.get(route.name, ""), body, target, body)


def headers_of(route: Route) -> dict[str, str]:
    return {"Content-Type": "application/json-patch+json"} if route.is_patch else {}

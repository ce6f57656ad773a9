"""Every route that a party enters by the link of its mail: who gets in, and what nobody in good
faith would send there (CK-04, DM-04).
"""

import json
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.route_table import ROUTES
from chalicelib.api.routing import Route
from chalicelib.links import PartyLink
from tests import snapshots
from tests.api.refusals import LONG, MALFORMED, NOT_OBJECTS, may_be_empty, refused
from tests.app import App
from tests.http_client import Result
from tests.payouts import ready_filed_by_link
from tests.scenarios import SCENARIOS, Sent, prepared

BY_PARTY = [route for route in ROUTES if route.by_link is PartyLink]
WITH_BODY = [route for route in BY_PARTY if route.body]
MONTH_MINUTES = 29 * 24 * 60


def sent_by(app: App, route: Route) -> Sent:
    """A request that the route takes, with a link that is good for it."""
    if route.name in SCENARIOS:
        return prepared(app, route.name)
    ids = app.once("a payout dispute with a file by link", lambda: ready_filed_by_link(app))
    target = route.path.replace("{attachmentID}", ids["attachmentID"])
    return Sent(route.method, "vendor", target, None, "", None, ids["link"])


def send(app: App, sent: Sent, who: str | None = None) -> Result:
    return app.request(who, sent.method, sent.target, sent.body, sent.headers())


@pytest.mark.parametrize("route", BY_PARTY, ids=lambda route: route.name)
def test_a_route_is_entered_by_the_partys_link_and_by_nothing_else(app: App, route: Route) -> None:
    """CK-04, DM-04: neither by a sign-in, the vendor's own included, nor by the link of an
    approver, one that is cut, made up or over; of none of these anything stays.
    """
    mine = sent_by(app, route)
    before = snapshots.plain(snapshots.taken(app))
    for who in (None, "vendor", "agent", "admin"):
        told = refused(send(app, replace(mine, link=""), who), 401)
        assert told.json["code"] == "linkInvalid"
    for link in ("x", "a.b.c", mine.link[:-2], f"{mine.link}A", mine.link.swapcase(), LONG):
        refused(send(app, replace(mine, link=link)), 401)
    assert snapshots.plain(snapshots.taken(app)) == before
    assert send(app, mine).status < 300
    app.later(minutes=MONTH_MINUTES)
    assert send(app, mine).json["code"] == "linkExpired"


def test_the_link_of_an_approver_is_for_something_else(app: App) -> None:
    """DM-04: for every route of a party."""
    link = prepared(app, "POST /response").link
    for route in BY_PARTY:
        target = route.path.replace("{attachmentID}", "A-1")
        body = {"name": "a.pdf"} if route.body else None
        told = app.request(None, route.method, target, body, {"Response-Token": link})
        assert (told.status, told.json["code"]) == (401, "linkInvalid"), route.name


@pytest.mark.parametrize("route", WITH_BODY, ids=lambda route: route.name)
def test_malformed_bodies_are_400_behind_a_link_too(app: App, route: Route) -> None:
    """Not JSON, not an object, or not what the route takes."""
    mine = sent_by(app, route)
    before = snapshots.plain(snapshots.taken(app))
    wrong = [json.dumps(one).encode() for one in NOT_OBJECTS]
    for raw in (*MALFORMED, *wrong):
        if raw or not may_be_empty(route):
            headers = mine.headers(**{"Content-Type": "application/json"})
            refused(app.request(None, route.method, mine.target, headers=headers, raw=raw), 400)
    assert snapshots.plain(snapshots.taken(app)) == before


def test_a_file_under_a_strange_id_is_not_there(app: App) -> None:
    """RV-12: also one that no key of the table could hold."""
    link: Any = {"Response-Token": ready_filed_by_link(app)["link"]}
    for identifier in ("nothing", "%23", "..%2f..", "%00", "%C3%A9", "%FF", LONG):
        place = f"/answer/attachment/{identifier}"
        refused(app.request(None, "GET", place, headers=link), 404)
        refused(app.request(None, "POST", f"{place}/completion", {}, link), 404)
        typed = f"/answer/evidence/{identifier}"
        refused(app.request(None, "PUT", typed, {"type": "other"}, link), 404)


def test_a_link_ends_with_the_address_that_it_was_sent_to(app: App) -> None:
    """CK-04, DM-04: whoever reads the vendor's old mail neither sees nor answers anything, on any
    route; the same address in another spelling is the same, and the links of others go on.
    """
    links = {route.name: sent_by(app, route) for route in BY_PARTY}
    vendor = {"name": "Vera's Phones", "maxLeads": 40, "email": "Vera@demo.test"}
    finance = app.as_("finance")
    assert finance.put("/vendor/V-1", vendor).status == 200
    assert send(app, links["GET /answer"]).status == 200
    other = {"name": "Other Phones", "maxLeads": 40, "email": "new@demo.test"}
    assert finance.put("/vendor/V-2", other).status in (200, 201)
    assert send(app, links["GET /answer"]).status == 200
    assert finance.put("/vendor/V-1", vendor | {"email": "vera@new.test"}).status == 200
    before = snapshots.plain(snapshots.taken(app))
    for sent in links.values():
        told = send(app, sent)
        assert (told.status, told.json["code"]) == (410, "linkOutdated"), sent.target
        assert "new.test" not in told.text
    assert snapshots.plain(snapshots.taken(app)) == before

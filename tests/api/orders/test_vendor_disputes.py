"""The disputes of one vendor, in a list and as a pattern (X-08, IG-03, RV-03)."""

from dataclasses import replace
from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.payouts import ORDER, answered, asked, decided, furnish, raised


@pytest.fixture
def two(app: App) -> list[str]:
    """Disputes with one vendor, of a customer each, and one with another vendor."""

    def made() -> list[str]:
        other = replace(ORDER, order_id="CK-7002", phone=None, value=100_000)
        furnish(
            app,
            ORDER,
            replace(other, customer_id=1002, customer_name="Corner Café"),
            replace(other, order_id="CK-7003", vendor_id="V-2", vendor_name="Otto's Phones"),
        )
        for number in (1, 2, 3):
            app.later(minutes=1)
            raised(app, "agent", orderID=f"CK-700{number}")
        return [row["disputeID"] for row in _rows(app, "/dispute?kind=order", "agent")]

    third, second, first = app.once("disputes with two vendors", made)
    assert _orders(app, f"/dispute/{third}") == "CK-7003"
    return [first, second]


def _rows(app: App, target: str, who: str) -> list[Any]:
    told = app.as_(who).get(target)
    assert told.status == 200, told.text
    return list(told.json["value"])


def _orders(app: App, place: str) -> Any:
    return app.as_("agent").get(place).json["orderID"]


def ids(app: App, target: str, who: str = "agent") -> list[str]:
    return [row["disputeID"] for row in _rows(app, target, who)]


def test_a_vendors_disputes_are_one_query_of_its_own_index(app: App, two: list[str]) -> None:
    """X-08, CU-02: without saying of which kind; narrowed further, by pages, and of no kind in
    which no vendor stands.
    """
    first, second = two
    told = app.as_("agent").get("/dispute?vendorID=V-1")
    assert [row["disputeID"] for row in told.json["value"]] == [second, first]
    assert told.calls == ["BatchGetItem", "Query"]
    page = app.as_("agent").get("/dispute?vendorID=V-1&limit=1").json
    behind = f"/dispute?vendorID=V-1&limit=1&cursor={page['nextCursor']}"
    assert (page["value"][0]["disputeID"], ids(app, behind)) == (second, [first])
    assert ids(app, "/dispute?vendorID=V-1&sort=disputeDate") == [first, second]
    assert ids(app, "/dispute?vendorID=V-1&customerID=1001") == [first]
    assert ids(app, "/customer/1001/dispute?vendorID=V-1") == [first]
    assert ids(app, "/dispute?vendorID=V-9") == []
    assert app.as_("agent").post(f"/dispute/{first}/withdrawal", {}).status == 200
    assert ids(app, "/dispute?vendorID=V-1") == [second]
    assert ids(app, "/dispute?vendorID=V-1&state=ended") == [first]
    assert ids(app, "/dispute?vendorID=V-1&state=all") == [second, first]
    for query in ("kind=invoice", "kind=booking", "operatorID=OP-1", "sort=-amount", "vendorID="):
        refused(app.as_("agent").get(f"/dispute?vendorID=V-1&{query}"), 400)


def test_each_side_finds_of_a_vendor_what_is_its_own(app: App, two: list[str]) -> None:
    """IG-03, RV-03: a vendor nothing of another, a customer its own alone, and whoever is limited
    to some customers what is theirs.
    """
    first, second = two
    for who, vendor, known in (
        ("vendor", "V-1", [second, first]),
        ("vendor", "V-2", []),
        ("vendor2", "V-1", []),
        ("customer", "V-1", [first]),
        ("limited", "V-1", [second]),
        ("limited", "V-2", []),
    ):
        told = app.as_(who).get(f"/dispute?kind=order&vendorID={vendor}")
        assert ([row["disputeID"] for row in told.json["value"]], told.json["nextCursor"]) == (
            known,
            None,
        ), (who, vendor)
    refused(app.as_("customer").get("/dispute?kind=order&customerID=1002"), 404)
    refused(app.as_("vendor").get("/dispute?customerID=1001"), 400, rule="IG-03")
    refused(app.as_("operator").get("/dispute?vendorID=V-1"), 400)


def test_both_parties_of_a_booking_are_found_so_too(parties: App, booking_dispute: str) -> None:
    """IG-03, RV-03: support finds what an operator, or an aggregator, has in dispute."""
    found = [booking_dispute.removeprefix("/dispute/")]
    assert ids(parties, "/dispute?operatorID=OP-1", "support") == found
    assert ids(parties, "/dispute?aggregatorID=AGG", "support") == found
    assert ids(parties, "/dispute?operatorID=2", "support") == []
    assert ids(parties, "/dispute?operatorID=OP-1", "limited") == []
    refused(parties.as_("operator").get("/dispute?operatorID=2"), 400, rule="IG-03")


def test_a_vendors_pattern_is_told_before_anything_is_decided(app: App, two: list[str]) -> None:
    """X-08: how many disputes there are, and what they came to once one is decided."""
    record = "/vendor/V-1/record"
    nothing = {"against": 0, "paidOut": 0, "fined": 0, "leaked": 0}
    told = app.as_("manager").get(record)
    assert told.json == {
        "vendorID": "V-1",
        "value": [{"currency": "INR", "disputes": 2, **nothing}],
    }
    assert told.calls == ["BatchGetItem", "Query"]
    place = f"/dispute/{two[0]}"
    asked(app, place)
    answered(app, place, "notPaid")
    assert decided(app, place, "manager").status == 200
    assert app.as_("manager").get(record).json["value"] == [
        {
            "currency": "INR",
            "disputes": 2,
            "against": 1,
            "paidOut": 4000,
            "fined": 400,
            "leaked": 3600,
        }
    ]
    refused(app.as_("vendor").get(record), 403)
    for who, vendor in (("limited", "V-1"), ("manager", "V-9")):
        refused(app.as_(who).get(f"/vendor/{vendor}/record"), 404)

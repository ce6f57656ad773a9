"""Orders: bringing in one, finding it, and who is shown what of it (CK-01, CK-03, PO-02, PO-31,
X-12).
"""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.actions.disputes.search_index import index_change
from chalicelib.store import keys
from chalicelib.store.orders import order_item, to_order
from chalicelib.store.table import Put, name_of
from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import ORDER, VENDOR, ordered

NOTE = {
    "noteID": "N-1",
    "kind": "pickupNote",
    "text": "Screen broken",
    "at": "2026-10-31T08:50:00Z",
}


@pytest.fixture
def shop(app: App) -> App:
    """A vendor, and an order that it collected from a customer."""
    ordered(app)
    return app


def put(app: App, order_id: object = "CK-7001", **told: Any) -> Any:
    return app.as_("finance").put(f"/order/{order_id}", ORDER | told)


def settle(app: App, order_id: str = "CK-7001", **told: Any) -> None:
    """What disputes leave on an order."""
    key = keys.order(order_id)
    order = to_order(app.table.get([key])[name_of(key)])
    app.table.commit([Put(order_item(replace(order, **told)))])
    app.is_tampered = True


def ids(answer: Any) -> list[Any]:
    assert answer.status == 200, answer.text
    return [row["orderID"] for row in answer.json["value"]]


def test_an_order_comes_in_once_with_its_number_and_currency_made_whole(shop: App) -> None:
    """X-12: INR and Indian numbers where nothing else is said; a repeat changes nothing, and what
    changed is in its journal.
    """
    told = shop.as_("agent").get("/order/CK-7001").json
    assert (told["finalValue"], told["currency"]) == (4000, "INR")
    assert (told["phone"], told["customer"], told["vendor"]) == (
        "+919876543210",
        "Bright Telecom",
        "Vera's Phones",
    )
    again = put(shop, phone="+91 98765-43210")
    assert (again.status, again.json["outcome"], again.json["version"]) == (200, "unchanged", 1)
    changed = put(shop, notes=[NOTE])
    assert (changed.json["outcome"], changed.json["version"]) == ("changed", 2)
    assert changed.json["notes"][0]["toldAt"] > NOTE["at"]
    entries = shop.as_("finance").get("/audit/journal?subject=order/CK-7001").json["value"]
    assert [sorted(entry["after"])[-1] for entry in entries] == ["vendorID", "notes"]
    checked = shop.as_("finance").get("/audit/journal/verify?vendorID=V-1").json
    assert (checked["checked"], checked["value"]) == (1, [])


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"customerID": 9}, "no such customer"),
        ({"vendorID": "V-9"}, "no such vendor"),
        ({"vendorID": "OP-1"}, "no such vendor"),
    ],
)
def test_an_order_is_between_parties_that_are_known(
    shop: App, told: dict[str, Any], said: str
) -> None:
    """X-12."""
    shop.as_("finance").put("/operator/OP-1", {"name": "City Cabs", "currency": "GBP"})
    assert said in refused(put(shop, 5, **told), 404, rule="X-12").json["detail"]


@pytest.mark.parametrize(
    "told",
    [
        {"phone": "12"},
        {"phone": "98765 43210 ext 5"},
        {"finalValue": "-1"},
        {"finalValue": "1.001"},
        {"currency": "XXX"},
        {"status": "lost"},
        {"notes": [NOTE, NOTE]},
        {"notes": [NOTE | {"kind": "guess"}]},
        {"orderID": 5},
    ],
)
def test_what_cannot_be_is_refused(shop: App, state: Any, told: dict[str, Any]) -> None:
    """X-12."""
    refused(put(shop, 5, **told), 400)


def test_other_currencies_and_countries_are_a_setting(shop: App) -> None:
    """X-12: what an order says itself goes before; what came in stays as it is."""
    admin = shop.as_("admin")
    assert admin.get("/setting/orders").json["value"] == [{"currency": "INR", "phoneRegion": "IN"}]
    row = {"currency": "KWD", "phoneRegion": "KW"}
    assert admin.put("/setting/orders", {"value": [row]}).status == 200
    told = put(shop, 5, phone="2224 1234", finalValue="1.255").json
    assert (told["currency"], told["phone"], told["finalValue"]) == ("KWD", "+96522241234", 1.255)
    assert put(shop, 6, currency="JPY", finalValue=5, phone="2224 1234").json["currency"] == "JPY"
    assert shop.as_("agent").get("/order/CK-7001").json["currency"] == "INR"
    for wrong in (row | {"phoneRegion": "XX"}, row | {"currency": "XXX"}, {"currency": "INR"}):
        refused(admin.put("/setting/orders", {"value": [wrong]}), 400)


def test_a_phone_number_finds_the_completed_orders_of_whoever_has_it(shop: App) -> None:
    """CK-01, PO-02: a choice of several, the latest first, in whatever spelling; unknown, and known
    of others alone, is the same answer.
    """
    agent = shop.as_("agent")
    put(shop, "CK-7002", completedAt="2026-11-01T09:00:00Z")
    put(shop, "CK-7003", status="assigned", completedAt=None)
    put(shop, "CK-7004", customerID=1002, phone="+44 20 7946 0958")
    for spelled in ("98765 43210", "%2B919876543210", "098765-43210"):
        assert ids(agent.get(f"/order?phone={spelled}".replace(" ", "%20"))) == [
            "CK-7002",
            "CK-7001",
        ]
    assert ids(shop.as_("customer").get("/order?phone=9876543210")) == ["CK-7002", "CK-7001"]
    assert ids(shop.as_("limited").get("/order?phone=%2B442079460958")) == ["CK-7004"]
    unknown = refused(shop.as_("limited").get("/order?phone=9876543211"), 404, rule="PO-02")
    for who, number in (("limited", "9876543210"), ("customer", "%2B442079460958")):
        others = refused(shop.as_(who).get(f"/order?phone={number}"), 404)
        assert others.json == unknown.json
    refused(agent.get("/order?phone=12"), 400)
    assert ids(agent.get("/order?orderID=CK-7003")) == ["CK-7003"]
    refused(agent.get("/order?orderID=CK-9"), 404)
    refused(shop.as_("limited").get("/order?orderID=CK-7001"), 404)
    refused(agent.get("/order?orderID=CK-7003&phone=9876543210"), 400)


def test_orders_are_listed_for_their_customer_and_their_vendor(shop: App) -> None:
    """CK-03: what runs first, then the latest; a page after the other, of one's own alone."""
    put(shop, "CK-7002", completedAt="2026-11-01T09:00:00Z", customerID=1002)
    put(shop, "CK-7003", status="placed", completedAt=None)
    agent = shop.as_("agent")
    assert ids(agent.get("/order?vendorID=V-1")) == ["CK-7003", "CK-7002", "CK-7001"]
    assert ids(agent.get("/order?customerID=1001")) == ["CK-7003", "CK-7001"]
    assert ids(agent.get("/order?vendorID=V-1&status=completed")) == ["CK-7002", "CK-7001"]
    assert ids(shop.as_("vendor").get("/order")) == ["CK-7003", "CK-7002", "CK-7001"]
    assert ids(shop.as_("customer").get("/order")) == ["CK-7003", "CK-7001"]
    assert ids(shop.as_("limited").get("/order?vendorID=V-1")) == ["CK-7002"]
    for who, query in (
        ("vendor2", ""),
        ("vendor2", "?vendorID=V-1"),
        ("vendor", "?customerID=1001"),
        ("customer", "?customerID=1002"),
        ("customer", "?vendorID=V-1"),
        ("limited", "?customerID=1001"),
    ):
        assert ids(shop.as_(who).get(f"/order{query}")) == [], (who, query)
    first = agent.get("/order?vendorID=V-1&limit=2").json
    assert ids(agent.get(f"/order?vendorID=V-1&limit=2&cursor={first['nextCursor']}")) == [
        "CK-7001"
    ]
    refused(agent.get("/order"), 400)
    refused(agent.get("/order?customerID=1001&vendorID=V-1"), 400)
    refused(agent.get("/order?vendorID=V-1&status=lost"), 400)


def test_each_side_sees_of_an_order_what_concerns_it(shop: App) -> None:
    """CK-03: a vendor has of its customer the name alone, and not what the platform paid; a
    customer not what was noted.
    """
    put(shop, notes=[NOTE])
    settle(shop, proved={"D1": 100_000}, paid_out={"D2": 50_000}, dispute_ids=("D1", "D2"))
    staff, vendor, customer = (
        shop.as_(who).get("/order/CK-7001").json for who in ("agent", "vendor", "customer")
    )
    assert (staff["restAmount"], staff["provedAmount"], staff["paidOutAmount"]) == (2500, 1000, 500)
    assert staff["endedDisputeIDs"] == ["D2", "D1"]
    assert set(staff) - set(vendor) == {
        "customerID",
        "phone",
        "restAmount",
        "provedAmount",
        "paidOutAmount",
        "actions",
        "version",
    }
    assert set(staff) - set(customer) == {"customerID", "phone", "notes", "version"}
    assert "ETag" not in shop.as_("vendor").get("/order/CK-7001").headers
    for who in ("vendor", "customer"):
        assert "9876543210" not in shop.as_(who).get("/order").text
    assert "9876543210" not in shop.as_("vendor").get("/order?orderID=CK-7001").text


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"status": "assigned"}, "CK-03"),
        ({"paid_out": {"D1": 400_000}}, "PO-03"),
        ({"open_dispute_id": "D1"}, "PO-01"),
    ],
)
def test_an_order_says_why_no_dispute_can_be_raised_on_it(
    shop: App, told: dict[str, Any], rule: str
) -> None:
    """CK-03, PO-01, PO-03, X-02."""
    allowed = {"name": "raise", "allowed": True, "rule": None, "reason": None, "unblockedBy": []}
    assert shop.as_("customer").get("/order/CK-7001").json["actions"] == [allowed]
    [support] = shop.as_("support").get("/order/CK-7001").json["actions"]
    assert (support["allowed"], "agent" in support["unblockedBy"]) == (False, True)
    settle(shop, **told)
    [choice] = shop.as_("agent").get("/order/CK-7001").json["actions"]
    assert (choice["allowed"], choice["rule"]) == (False, rule)
    assert choice.get("disputeID") == told.get("open_dispute_id")


def test_a_refund_outside_of_disputes_is_told_what_one_has_paid(shop: App) -> None:
    """PO-31: up to what is left it may be made; more names the dispute that paid."""
    agent = shop.as_("agent")
    settle(shop, paid_out={"D2": 150_000}, disputes=2, dispute_ids=("D2", "D3"))
    free = agent.get("/order/CK-7001/refund?amount=2500").json
    assert (free["restAmount"], free["currency"]) == (2500, "INR")
    twice = refused(agent.get("/order/CK-7001/refund?amount=2500.01"), 409, rule="PO-31")
    assert (twice.json["disputeID"], twice.json["code"]) == ("D2", "amountTooLarge")
    refused(agent.get("/order/CK-7001/refund"), 400)
    for wrong in ("0", "-1", "1.001", "many"):
        refused(agent.get(f"/order/CK-7001/refund?amount={wrong}"), 400)
    refused(agent.get("/order/CK-9/refund?amount=1"), 404)
    refused(shop.as_("limited").get("/order/CK-7001/refund?amount=1"), 404)


def test_a_disputed_order_keeps_its_parties_its_currency_and_what_was_noted(shop: App) -> None:
    """X-12, PO-18: more notes can come in, none goes, and none is older than it was told."""
    put(shop, notes=[NOTE])
    settle(shop, open_dispute_id="D1", disputes=1, dispute_ids=("D1",))
    shop.as_("finance").put("/vendor/V-2", VENDOR)
    for wrong in (
        {"customerID": 1002},
        {"vendorID": "V-2"},
        {"currency": "JPY", "finalValue": 5},
        {"notes": []},
    ):
        refused(put(shop, **({"notes": [NOTE]} | wrong)), 409, rule="X-12")
    more = put(shop, notes=[NOTE, NOTE | {"noteID": "N-2", "text": "No charger"}])
    assert more.json["outcome"] == "changed"
    first, second = more.json["notes"]
    assert first["toldAt"] < second["toldAt"]


def test_the_search_finds_orders_by_their_id_and_by_the_number_for_the_staff_alone(
    shop: App,
) -> None:
    """CK-01, RV-05: a vendor cannot find out its customer's number, digit by digit."""
    key = keys.order("CK-7001")
    index_change(shop.table, None, shop.table.get([key])[name_of(key)])
    for query in ("CK-7001", "9876543210", "%2B919876543210", "98765"):
        [hit] = shop.as_("agent").get(f"/search?q={query}").json["value"]
        assert (hit["kind"], hit["label"], hit["url"]) == (
            "order",
            "Order CK-7001",
            "#/order/CK-7001",
        )
    assert shop.as_("vendor").get("/search?q=CK-7001").json["value"]
    for query in ("9876543210", "98", "CK-7001%2098"):
        assert shop.as_("vendor").get(f"/search?q={query}").json["value"] == [], query
    for who in ("vendor2", "limited"):
        assert shop.as_(who).get("/search?q=CK-7001").json["value"] == []

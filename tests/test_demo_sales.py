"""The demo's vendors, orders, payments and follow-ups, through the product's own API."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from chalicelib.domain.people.person import LimitHolders
from chalicelib.store.entities import holders_item, person_item
from infra.demo import charges, claims, data, promises, receivables, sales
from infra.demo.books import CUSTOMERS, invoices
from infra.demo.people import PEOPLE
from tests.app import App
from tests.people import CAST
from tests.scenarios import CUSTOMER

TODAY = date(2026, 11, 28)


class Desk:
    """Somebody who writes as the demo does, to the app of the test."""

    def __init__(self, app: App, who: str) -> None:
        self.app, self.who = app, who

    def get(self, path: str) -> Any:
        return self.app.as_(self.who).get(path).json

    def write(self, method: str, path: str, body: Any, key: str | None = None) -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        answer = self.app.request(self.who, method, path, body, headers)
        assert answer.status in (200, 201), (method, path, answer.text)
        return answer.json


def desks_in(app: App) -> dict[str, Desk]:
    """The people of the demo in the app, with what they may there."""
    told = {person.email: person for person in PEOPLE}
    people = [
        replace(one, credit_limit=told[one.email].credit_limit, party_id=told[one.email].party_id)
        for one in CAST
        if one.email in told
    ]
    holders = LimitHolders(tuple(one for one in people if one.holds_limit), version=2)
    app.table.write_batch([holders_item(holders), *map(person_item, people)])
    assert app.as_("finance").put("/customer/1003", CUSTOMER).status == 201
    return {one.user_id: Desk(app, one.user_id) for one in people}


def kept(app: App) -> dict[str, Any]:
    """Everything but the records of commands."""
    return {name: one for name, one in app.items().items() if not name.startswith("COMMAND#")}


def test_the_demo_s_orders_come_in_and_sent_again_nothing_happens_twice(app: App) -> None:
    """X-12: in rupees, for customers of the demo; the platform has something to pay out of."""
    assert sales.PHONES.keys() <= CUSTOMERS.keys()
    desks = desks_in(app)
    with ThreadPoolExecutor(1) as pool:
        sales.bring_in(desks, pool, TODAY)
        before = kept(app)
        sales.bring_in(desks, pool, TODAY)
    assert kept(app) == before
    agent, finance = app.as_("agent"), app.as_("finance")
    assert finance.get("/wallet/platform-INR").json["balance"] == 9500
    assert [row["name"] for row in agent.get("/vendor").json["value"]] == [
        "Deccan Devices",
        "Ganga Gadgets",
        "Konkan Cells",
    ]
    found = agent.get("/order?phone=9876543210").json["value"]
    assert [row["orderID"] for row in found] == [
        "RS-7005",
        "RS-7002",
        "RS-7001",
        "RS-7014",
    ]
    assert agent.get("/order/RS-7004").json["notes"][0]["kind"] == "conditionChange"


def test_the_demo_s_claims_show_each_state_of_a_payout_dispute(app: App) -> None:
    """CK-04…CK-12, PO-25, PO-26, PO-32: what each page shows is there; sent again, nothing happens
    twice.
    """
    desks = desks_in(app)
    with ThreadPoolExecutor(1) as pool:
        sales.bring_in(desks, pool, TODAY)
        claims.live_through(desks)
        app.settle()
        before = kept(app)
        claims.live_through(desks)
        app.settle()
    assert kept(app) == before
    manager, finance, vendor = app.as_("manager"), app.as_("finance"), app.as_("vendor")
    rows = [
        row
        for state in ("open", "ended")
        for row in manager.get(f"/dispute?kind=order&state={state}").json["value"]
    ]
    told = {
        row["orderID"]: (row["status"], row["waitingFor"], tuple(row["missing"])) for row in rows
    }
    assert told == {
        "RS-7001": ("inProgress", "vendor", ()),
        "RS-7003": ("inProgress", "finance", ("finance",)),
        "RS-7004": ("inProgress", "agent", ()),
        "RS-7005": ("resolved", "finance", ()),
        "RS-7006": ("inProgress", "manager", ()),
        "RS-7010": ("inProgress", "customer", ()),
        "RS-7011": ("resolved", "customer", ()),
        "RS-7012": ("inProgress", "approver", ("approver",)),
        "RS-7013": ("resolved", "bank", ()),
        "RS-7014": ("closed", None, ()),
    }
    for state in ("instructed", "sent", "confirmed", "returned"):
        assert len(finance.get(f"/payout?state={state}").json["value"]) == 1, state
    levels = {row["name"]: row["level"] for row in manager.get("/vendor").json["value"]}
    assert levels == {
        "Deccan Devices": "active",
        "Ganga Gadgets": "reduced",
        "Konkan Cells": "hold",
    }
    [flag] = vendor.get("/vendor/VN-10/standing").json["reasons"]
    assert flag["objection"]["text"] == claims.OBJECTION
    accounts = manager.get("/customer/1002/payee").json["accounts"]
    assert [one["isBarred"] for one in accounts] == [True, False]
    assert [one["confirmedAt"] is not None for one in accounts] == [True, False]
    fined = {
        row["orderID"]: row["finedAmount"]
        for row in vendor.get("/dispute?kind=order").json["value"]
    }
    assert fined == {"RS-7001": 0, "RS-7004": 0, "RS-7011": 0, "RS-7012": 0, "RS-7013": 70}
    assert {row["name"]: row["owedAmount"] for row in manager.get("/vendor").json["value"]} == {
        "Deccan Devices": 0,
        "Ganga Gadgets": 25,
        "Konkan Cells": 0,
    }


def test_what_comes_in_and_what_does_not_is_there_to_be_seen(app: App) -> None:
    """X-12, DM-01, CO-35, CO-36, CU-18, CU-20: sent again, nothing happens twice."""
    desks: Any = desks_in(app)
    for customer in range(1004, 1010):
        data.bring_in_customer(desks["finance"], customer)
    for one in invoices(TODAY):
        if one.customer_id > 1003 or one.number == 5303:
            data.bring_in_invoice(desks["finance"], one)
    now = datetime.combine(TODAY, time(12), UTC)
    app.later(minutes=(now - app.now()).total_seconds() / 60)
    receivables.bring_in(desks, TODAY)
    promises.break_one(app.table, "agent", now)
    charges.charge(app.table, "agent", "approver", now)
    before = kept(app)
    receivables.bring_in(desks, TODAY)
    promises.break_one(app.table, "agent", now)
    charges.charge(app.table, "agent", "approver", now)
    assert kept(app) == before
    agent = app.as_("agent")
    agenda = agent.get("/followUp").json["value"]
    assert {row["customerID"] for row in agenda} == {1007, 1008}
    assert len(agent.get("/customer/1008/dispute").json["value"]) == 2
    assert [row["state"] for row in agent.get("/ticket").json["value"]].count("open") >= 1
    [letter] = agent.get("/letter/toPost").json["value"]
    assert letter["customerID"] == 1005
    assert "71 Pine Street" in agent.get("/letter/toPost/file").text
    blocked = agent.get("/customer/1004/dunning").json["value"]
    assert "blocked" in {row["code"] for row in blocked}
    assert agent.get("/customer/1006/paymentPlan").json["value"][0]["state"] == "active"
    given = {
        customer: agent.get(f"/customer/{customer}/promise/{number}").json
        for customer, number in (promises.OPEN, promises.KEPT, promises.BROKEN, promises.IN_PORTAL)
    }
    assert {customer: (one["status"], one["source"]) for customer, one in given.items()} == {
        1005: ("open", "staff"),
        1003: ("kept", "staff"),
        1007: ("broken", "staff"),
        1001: ("open", "customer"),
    }
    charged = agent.get("/customer/1009/dunning").json["value"]
    assert {
        (row["invoiceNumber"], one["chargeID"], one["amount"], bool(one["waived"]))
        for row in charged
        for one in row["charges"]
    } == {
        (5903, "1-interest", 2.54, True),
        (5903, "3-fee", 5.0, False),
        (5903, "3-interest", 1.74, False),
        (5902, "3-interest", 0.13, False),
    }, "9 % of 542.35 for 19, 13 and 1 days"
    statement = agent.get("/customer/1008/statement").json
    assert [row["paymentID"] for row in statement["unallocated"]] == ["B-80120"]

"""Scenarios of orders, vendors and who is paid out."""

from datetime import UTC, datetime
from typing import Any

from chalicelib.actions.orders.journaled import journaled
from chalicelib.domain.disputes.journal import Hand
from chalicelib.domain.orders.payee import Payee, Return
from tests.app import App
from tests.scenarios.base import Scenario, done

VENDOR = {"name": "Vera's Phones", "maxLeads": 40, "email": "desk@vera.test"}
ORDER = {
    "customerID": 1001,
    "vendorID": "V-1",
    "status": "completed",
    "finalValue": "4000.00",
    "phone": "98765 43210",
    "device": "Phone, 128 GB",
    "completedAt": "2026-10-31T09:00:00Z",
}
HOLD = {"level": "hold", "text": "You answered nobody for a week."}
ACCOUNT = {"kind": "upi", "number": "cal@okbank", "holder": "Cal Customer"}


def ordered(app: App) -> dict[str, Any]:
    """A vendor with its wallet, and an order that it collected from a customer."""
    finance = app.as_("finance")
    done(finance.put("/vendor/V-1", VENDOR))
    done(finance.put("/order/CK-7001", ORDER))
    return {"vendorID": "V-1", "orderID": "CK-7001", "customerID": 1001}


def _held(app: App) -> dict[str, Any]:
    """A vendor that a manager put on hold."""
    ids = ordered(app)
    held = done(app.as_("manager").post("/vendor/V-1/standing/reason", HOLD))
    return ids | {"reasonID": held.json["reasons"][0]["reasonID"]}


def _objected(app: App) -> dict[str, Any]:
    ids = _held(app)
    path = f"/vendor/V-1/standing/reason/{ids['reasonID']}/objection"
    done(app.as_("vendor").post(path, {"text": "We did answer."}))
    return ids


def _account_entered(app: App) -> dict[str, Any]:
    entered = done(app.as_("agent").post("/customer/1001/payee/account", ACCOUNT))
    return {"customerID": 1001, "accountID": entered.json["accounts"][0]["accountID"]}


def _payouts_stopped(app: App) -> dict[str, Any]:
    """A customer from whose account three payouts came back."""
    at = datetime(2026, 11, 1, tzinfo=UTC)
    stopped = Payee(1001, returns=tuple(Return(f"P-{n}", "AC04", at) for n in range(3)))
    _, writes = journaled(None, stopped, Hand("system", "Redress", at))
    app.table.commit(writes)
    return {"customerID": 1001}


SCENARIOS: dict[str, Scenario] = {
    "PUT /vendor/{vendorID}": Scenario(
        "finance", lambda _: {"vendorID": "V-9"}, VENDOR, VENDOR | {"name": "Else"}
    ),
    "PUT /order/{orderID}": Scenario(
        "finance", lambda app: ordered(app) | {"orderID": 7002}, ORDER, ORDER | {"finalValue": 1}
    ),
    "POST /vendor/{vendorID}/standing/reason": Scenario(
        "manager", ordered, HOLD, HOLD | {"text": "You answered nobody for a month."}
    ),
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/lift": Scenario(
        "manager", _held, {"why": "A mistake"}, {"why": "No mistake"}
    ),
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/objection": Scenario(
        "vendor", _held, {"text": "We did answer."}, {"text": "We do now."}
    ),
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/objection/answer": Scenario(
        "manager",
        _objected,
        {"outcome": "granted", "answer": "So it is."},
        {"outcome": "upheld", "answer": "Nothing came."},
    ),
    "POST /customer/{customerID}/payee/account": Scenario(
        "agent", lambda _: {"customerID": 1001}, ACCOUNT, ACCOUNT | {"number": "cal@other"}
    ),
    "POST /customer/{customerID}/payee/account/{accountID}/confirmation": Scenario(
        "approver", _account_entered
    ),
    "POST /customer/{customerID}/payee/clearance": Scenario("finance", _payouts_stopped),
}

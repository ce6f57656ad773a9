"""Scenarios of bookings, their sides and the disputes on them."""

from typing import Any

from tests.app import App
from tests.scenarios.base import Scenario, done

OPERATOR = {"name": "City Cabs", "currency": "GBP"}
AGGREGATOR = {"name": "Rides United", "currency": "GBP", "settlement": "wallet"}
BOOKING = {
    "operatorID": "OP-1",
    "aggregatorID": "AGG",
    "reference": "R-77",
    "status": "completed",
    "fare": "18.40",
    "currency": "GBP",
    "pickupAt": "2026-11-02T09:00:00Z",
}


def parties(app: App) -> dict[str, Any]:
    """An operator and an aggregator with money in their wallets, and a booking between them."""
    finance = app.as_("finance")
    told = {"operator/OP-1": OPERATOR, "aggregator/AGG": AGGREGATOR, "booking/77": BOOKING}
    for path, body in told.items():
        done(finance.put(f"/{path}", body))
    return {"operatorID": "OP-1", "aggregatorID": "AGG", "bookingID": 77, "walletID": "AGG-GBP"}


def paid_in(app: App) -> dict[str, Any]:
    ids = parties(app)
    paid = done(
        app.as_("finance").post("/wallet/AGG-GBP/deposit", {"amount": 100, "reference": "BACS 1"})
    )
    return ids | {"transferID": paid.json["transferID"]}


def _booking_disputed(app: App) -> dict[str, Any]:
    """An open dispute of the operator on the booking."""
    ids = paid_in(app)
    return ids | {
        "disputeID": done(
            app.as_("operator").post("/booking/77/dispute", {"reason": "No show"})
        ).json["disputeID"]
    }


def funds_asked(app: App) -> dict[str, Any]:
    ids = _booking_disputed(app)
    asked = done(
        app.as_("operator").post(f"/dispute/{ids['disputeID']}/fundRequest", {"amount": 5})
    )
    return ids | {"requestID": asked.json["pending"][0]["requestID"]}


def _escalated(app: App) -> dict[str, Any]:
    ids = _booking_disputed(app)
    done(app.as_("operator").post(f"/dispute/{ids['disputeID']}/escalation", {"issue": "Silence"}))
    return ids


SCENARIOS: dict[str, Scenario] = {
    "PUT /operator/{operatorID}": Scenario(
        "finance", lambda _: {"operatorID": "OP-9"}, OPERATOR, OPERATOR | {"name": "Else"}
    ),
    "PUT /aggregator/{aggregatorID}": Scenario(
        "finance", lambda _: {"aggregatorID": "A-9"}, AGGREGATOR, AGGREGATOR | {"name": "Else"}
    ),
    "PUT /booking/{bookingID}": Scenario(
        "finance", lambda app: parties(app) | {"bookingID": 78}, BOOKING, BOOKING | {"fare": 1}
    ),
    "POST /booking/{bookingID}/dispute": Scenario(
        "operator", paid_in, {"reason": "No show"}, {"reason": "Late"}
    ),
    "POST /dispute/{disputeID}/message": Scenario(
        "operator", _booking_disputed, {"text": "Hello"}, {"text": "Hallo"}
    ),
    "POST /dispute/{disputeID}/note": Scenario(
        "support", _booking_disputed, {"text": "Honest"}, {"text": "Doubtful"}
    ),
    "POST /dispute/{disputeID}/fundRequest": Scenario(
        "operator", _booking_disputed, {"amount": 5}, {"amount": 6}
    ),
    "POST /dispute/{disputeID}/fundRequest/{requestID}/approval": Scenario(
        "aggregator", funds_asked
    ),
    "POST /dispute/{disputeID}/fundRequest/{requestID}/rejection": Scenario(
        "aggregator", funds_asked, {"reason": "He was there"}, {"reason": "She was there"}
    ),
    "POST /dispute/{disputeID}/fundRequest/{requestID}/cancellation": Scenario(
        "operator", funds_asked
    ),
    "POST /dispute/{disputeID}/escalation": Scenario(
        "operator", _booking_disputed, {"issue": "Silence"}, {"issue": "Noise"}
    ),
    "POST /dispute/{disputeID}/handBack": Scenario(
        "support", _escalated, {"reason": "Pay"}, {"reason": "Wait"}
    ),
    "POST /dispute/{disputeID}/resolution": Scenario("operator", _booking_disputed),
}

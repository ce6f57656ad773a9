"""Scenarios of wallets: deposits, proposals and corrections."""

from typing import Any

from tests.app import App
from tests.scenarios.base import Scenario, done
from tests.scenarios.bookings import funds_asked, paid_in, parties


def _proposed(app: App) -> dict[str, Any]:
    """A deposit that is too much for one person."""
    ids = parties(app)
    asked = done(
        app.as_("finance").post(
            "/wallet/AGG-GBP/deposit", {"amount": "10000.01", "reference": "BACS 9"}
        )
    )
    return ids | {"proposalID": asked.json["proposalID"]}


def _correction_asked(app: App) -> dict[str, Any]:
    """Of a payment in a dispute, to which the correction is told."""
    ids = funds_asked(app)
    paid = f"/dispute/{ids['disputeID']}/fundRequest/{ids['requestID']}/approval"
    done(app.as_("aggregator").post(paid))
    transfer = app.as_("finance").get("/wallet/AGG-GBP/entry").json["value"][0]["transferID"]
    done(app.as_("finance").post(f"/transfer/{transfer}/correction", {"reason": "Twice"}))
    return ids | {"transferID": transfer}


SCENARIOS: dict[str, Scenario] = {
    "POST /wallet/{walletID}/deposit": Scenario(
        "finance",
        parties,
        {"amount": "7.50", "reference": "BACS 2"},
        {"amount": "7.51", "reference": "BACS 2"},
    ),
    "PUT /wallet/{walletID}/floor": Scenario("finance", paid_in, {"floor": "-20"}, {"floor": 20}),
    "POST /proposal/{proposalID}/approval": Scenario("finance2", _proposed),
    "POST /proposal/{proposalID}/rejection": Scenario(
        "finance2", _proposed, {"reason": "No"}, {"reason": "Never"}
    ),
    "POST /transfer/{transferID}/correction": Scenario(
        "finance", paid_in, {"reason": "Twice"}, {"reason": "Thrice"}
    ),
    "POST /transfer/{transferID}/correction/approval": Scenario("finance2", _correction_asked),
    "POST /transfer/{transferID}/correction/rejection": Scenario(
        "finance2", _correction_asked, {"reason": "No"}, {"reason": "Never"}
    ),
}

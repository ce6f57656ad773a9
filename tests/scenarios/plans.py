"""Scenarios of payment plans."""

from typing import Any

from tests.app import App
from tests.scenarios.base import Scenario, done

PLAN = {"invoiceNumbers": [2000], "count": 3, "firstDue": "2027-01-31"}


def planned(app: App) -> dict[str, Any]:
    """A payment plan over an invoice."""
    agreed = done(app.as_("agent").post("/customer/1001/paymentPlan", PLAN))
    return {"customerID": 1001, "planID": agreed.json["planID"]}


SCENARIOS: dict[str, Scenario] = {
    "POST /customer/{customerID}/paymentPlan": Scenario(
        "agent", lambda _: {"customerID": 1001}, PLAN, PLAN | {"count": 4}
    ),
    "POST /customer/{customerID}/paymentPlan/{planID}/end": Scenario("agent", planned),
}

"""Scenarios of disputes on invoices."""

from dataclasses import dataclass, field
from typing import Any

from tests.app import App
from tests.people import line
from tests.scenarios.base import Scenario, done
from tests.scenarios.customers import CUSTOMER

URL = "/customer/1001/dispute"
FEATURE = {
    "invoiceNumber": 1984950,
    "amount": 4.95,
    "description": "Not ours",
    "resolutionID": 1,
    "featureID": 10986,
    "usageRecordID": None,
}
CREDIT = {"creditAmount": 3, "status": "approved"}


@dataclass
class Desk:
    """Works one dispute, step by step, to the state that a command needs."""

    app: App
    dispute_id: str = ""
    ids: dict[str, Any] = field(default_factory=dict)

    def raised(self) -> "Desk":
        self.dispute_id = done(self.app.as_("agent").post(URL, FEATURE)).json["disputeID"]
        self.ids = {"customerID": 1001, "disputeID": self.dispute_id, "lineID": 10986}
        return self

    def did(self, step: str, body: Any = None) -> "Desk":
        done(self.app.as_("finance").post(f"/dispute/{self.dispute_id}/{step}", body))
        return self

    def approved(self) -> "Desk":
        approval = {"creditAmount": 3, "status": "approved"}
        done(self.app.as_("finance").put(f"/dispute/{self.dispute_id}/line/10986", approval))
        return self


def raised(app: App) -> dict[str, Any]:
    return Desk(app).raised().ids


def _billed_by_post(app: App) -> dict[str, Any]:
    """A dispute on an invoice with a fee for paper, of a customer that gets it by post."""
    lines = [line(1, "10.00"), line("p", "2.50", "paperFee")]
    assert app.invoice(7100, lines).status == 201
    told = CUSTOMER | {"deliveryMethod": "Post"}
    done(app.as_("finance").put("/customer/1001", told))
    claim = {"invoiceNumber": 7100, "description": "Dear", "lines": [{"lineID": 1, "amount": 5}]}
    raised = done(app.as_("agent").post(URL, claim))
    return {"customerID": 1001, "disputeID": raised.json["disputeID"]}


def _approved(app: App) -> dict[str, Any]:
    return Desk(app).raised().approved().ids


def _adjusted(app: App) -> dict[str, Any]:
    return Desk(app).raised().did("adjustment").ids


def _reversed(app: App) -> dict[str, Any]:
    return Desk(app).raised().did("adjustment").did("reversal").ids


def _closed(app: App) -> dict[str, Any]:
    return Desk(app).raised().did("close").ids


def _both(path: str, scenario: Scenario) -> dict[str, Scenario]:
    """The same under the billing path and under the general one."""
    method, rest = path.split(" ")
    return {
        f"{method} {start}/dispute/{{disputeID}}{rest}": scenario
        for start in ("/customer/{customerID}", "")
    }


SCENARIOS: dict[str, Scenario] = {
    "POST /customer/{customerID}/dispute": Scenario(
        "agent",
        lambda _: {"customerID": 1001},
        FEATURE,
        FEATURE | {"description": "Something else"},
    ),
    **_both(
        "PATCH ",
        Scenario(
            "agent",
            raised,
            [
                {"op": "replace", "path": "/amount", "value": "1.25"},
                {"op": "replace", "path": "/description", "value": "Less"},
            ],
            [{"op": "replace", "path": "/amount", "value": "1.26"}],
        ),
    ),
    "PUT /dispute/{disputeID}/line/{lineID}": Scenario(
        "approver",
        raised,
        {"creditAmount": 2, "status": "approved"},
        {"creditAmount": 2.01, "status": "approved"},
    ),
    "POST /dispute/{disputeID}/assignment": Scenario(
        "agent", raised, {"assigneeID": "agent2"}, {"assigneeID": "agent"}
    ),
    "POST /dispute/{disputeID}/withdrawal": Scenario(
        "agent", raised, {"comment": "A mistake"}, {"comment": "No mistake"}
    ),
    "POST /dispute/{disputeID}/finalisation": Scenario("agent", _approved),
    "POST /dispute/{disputeID}/paperFee": Scenario("approver", _billed_by_post),
    **_both("POST /adjustment", Scenario("approver", raised)),
    **_both("POST /reversal", Scenario("agent", _adjusted)),
    **_both(
        "POST /reversalFee",
        Scenario("agent", _reversed, {"amount": "2.00", "description": "Work"}, {"amount": "2.01"}),
    ),
    **_both("POST /close", Scenario("agent", raised)),
    **_both(
        "POST /reopen", Scenario("agent", _closed, {"reason": "New facts"}, {"reason": "Old facts"})
    ),
}

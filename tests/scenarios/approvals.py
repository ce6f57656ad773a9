"""Scenarios of approvals."""

from typing import Any

from tests.app import App
from tests.scenarios.base import Scenario, done
from tests.scenarios.invoices import Desk


def _asked(app: App) -> dict[str, Any]:
    """A credit that waits for the approver, who has a personal link to answer by."""
    desk = Desk(app).raised()
    done(
        app.as_("agent").put(
            f"/dispute/{desk.dispute_id}/line/10986", {"creditAmount": 3, "status": "approved"}
        )
    )
    app.settle()
    return desk.ids | {"approvalID": f"{desk.dispute_id}-1-1", "link": app.mailbox.link()}


SCENARIOS: dict[str, Scenario] = {
    "POST /approval/{approvalID}/decision": Scenario(
        "approver", _asked, {"decision": "approve"}, {"decision": "reject", "comment": "No"}
    ),
    "POST /approval/{approvalID}/delegation": Scenario(
        "approver", _asked, {"userID": "manager"}, {"userID": "finance"}
    ),
    "POST /approval/{approvalID}/recall": Scenario("agent", _asked),
    "POST /response": Scenario(
        "approver", _asked, {"decision": "reject", "comment": "No"}, {"decision": "approve"}
    ),
}

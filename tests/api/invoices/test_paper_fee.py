"""Voiding the paper-invoice fee within a dispute (CU-19)."""

from typing import Any

from chalicelib.store import keys
from chalicelib.store.entities import to_customer
from chalicelib.store.table import name_of
from tests.app import App
from tests.people import line
from tests.scenarios import CUSTOMER, URL

CLAIM = {"invoiceNumber": 7100, "description": "Dear", "lines": [{"lineID": 1, "amount": 5}]}


def test_the_paper_fee_is_voided_while_invoices_go_by_post(app: App) -> None:
    """CU-19, CU-14, X-02: offered by the way of delivery at the time of looking, credited in full,
    above the own limit asked of others, and judged again when the dispute is finalised.
    """
    app.invoice(7100, [line(1, "20"), line("p", "3.50", "paperFee")])
    agent, approver = app.as_("agent"), app.as_("approver")
    raised = agent.post(URL, CLAIM).json
    path = f"/dispute/{raised['disputeID']}"
    assert _choice(raised) == (False, "CU-19")
    refused = agent.post(f"{path}/paperFee")
    assert (refused.status, refused.json["rule"]) == (409, "CU-19")
    assert "by Email" in refused.json["detail"]

    _deliver(app, "Email and Post")
    assert _choice(approver.get(path).json) == (True, None)
    asked = agent.post(f"{path}/paperFee?dryRun=true").json
    assert _fee(asked["dispute"]) == ("pendingApproval", 3.5, 3.5)
    voided = approver.post(f"{path}/paperFee")
    assert (voided.status, _fee(voided.json)) == (200, ("approved", 3.5, 3.5))
    assert _choice(voided.json) == (False, "CU-19")
    assert approver.post(f"{path}/paperFee").json["code"] == "alreadyDone"

    agent.put(f"{path}/line/1", {"status": "withdrawn"})
    _deliver(app, "Do Not Send")
    late = agent.post(f"{path}/finalisation")
    assert (late.status, late.json["rule"]) == (409, "CU-19")
    assert _choice(agent.get(path).json, "finalise") == (False, "CU-19")
    _deliver(app, "Post")
    assert agent.post(f"{path}/finalisation").json["creditedAmount"] == 3.5


def test_the_fee_is_not_voided_by_a_way_of_delivery_that_changed_meanwhile(app: App) -> None:
    """CU-19: the customer's version is a condition of the write, so that a change between reading
    and writing is judged anew.
    """
    app.invoice(7100, [line(1, "20"), line("p", "3.50", "paperFee")])
    _deliver(app, "Post")
    path = f"/dispute/{app.as_('agent').post(URL, CLAIM).json['disputeID']}"
    writes: list[Any] = []
    commit = app.table.client.transact_write_items

    def change_first(**request: Any) -> Any:
        if not writes:
            writes.append(request)
            _deliver(app, "Email")
        return commit(**request)

    app.table.client.transact_write_items = change_first
    try:
        refused = app.as_("approver").post(f"{path}/paperFee")
    finally:
        app.table.client.transact_write_items = commit
    assert (refused.status, refused.json["rule"]) == (409, "CU-19")
    key = keys.customer(1001)
    assert to_customer(app.table.get([key])[name_of(key)]).delivery_method == "Email"


def _deliver(app: App, method: str) -> None:
    told = CUSTOMER | {"deliveryMethod": method}
    assert app.as_("finance").put("/customer/1001", told).status == 200


def _choice(shown: Any, name: str = "voidPaperFee") -> tuple[bool, str | None]:
    [told] = [one for one in shown["actions"] if one["name"] == name]
    return told["allowed"], told["rule"]


def _fee(shown: Any) -> tuple[str, float, float]:
    [fee] = [one for one in shown["lines"] if one["lineID"] == "p"]
    return fee["status"], fee["disputedAmount"], fee["creditAmount"]

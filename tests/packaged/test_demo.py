"""The demo data, and the requests of the billing API's documentation word for word against it."""

from typing import Any

from tests.stack import Stack


def test_the_queue_shows_open_disputes(stack: Stack) -> None:
    queue = stack.call("GET", "/dispute", token=stack.sign_in("agent"))
    statuses = {row["status"] for row in queue.json["value"]}
    assert queue.status == 200
    assert {"open", "pendingApproval"} <= statuses


def test_a_limited_person_sees_one_customer(stack: Stack) -> None:
    customers = stack.call("GET", "/customer", token=stack.sign_in("limited")).json["value"]
    assert {str(row["customerID"]) for row in customers} == {"1002"}


def test_the_documented_requests_work_unchanged(stack: Stack) -> None:
    token = stack.sign_in("agent2")
    claim = {
        "invoiceNumber": 1984950,
        "amount": 4.95,
        "description": "The customer says they shouldn't have been charged",
        "resolutionID": 1,
        "featureID": 10986,
        "usageRecordID": None,
    }
    raised = stack.call("POST", "/customer/1001/dispute", claim, token)
    assert raised.status == 201, raised.body
    path = f"/customer/1001/dispute/{raised.json['disputeID']}"
    patched = stack.call(
        "PATCH",
        path,
        [{"op": "replace", "path": "/amount", "value": "1.25"}],
        token,
        Content_Type="application/json-patch+json",
    )
    assert (patched.status, patched.json["amount"]) == (200, 1.25)
    # Make room for the second documented request: an invoice has one open dispute at a time.
    assert (
        stack.call("POST", f"/dispute/{raised.json['disputeID']}/withdrawal", {}, token).status
        == 200
    )
    usage = claim | {"amount": 1.50, "featureID": None, "usageRecordID": 465320}
    again = stack.call("POST", "/customer/1001/dispute", usage, token)
    assert again.status == 201, again.body
    assert (
        stack.call("POST", f"/dispute/{again.json['disputeID']}/withdrawal", {}, token).status
        == 200
    )


def test_both_sides_of_the_demo_s_bookings_have_disputes_in_every_state_and_money_that_moved(
    stack: Stack,
) -> None:
    disputes = [
        row
        for state in ("open", "ended")
        for row in _listed(stack, "operator", f"/dispute?kind=booking&state={state}")
    ]
    assert {row["status"] for row in disputes} == {"open", "resolved", "withdrawn"}
    assert {(row["pendingAmount"] > 0, row["isEscalated"]) for row in disputes} >= {
        (True, False),
        (False, True),
    }
    bookings = _listed(stack, "operator", "/booking")
    assert {row["status"] for row in bookings} >= {"completed", "cancelled", "noFare"}
    entries = _listed(stack, "aggregator", "/wallet/AG-10-GBP/entry")
    assert {entry["kind"] for entry in entries} >= {"deposit", "fundRequest"}
    assert "Paid twice" in str(_listed(stack, "finance", "/correction"))


def test_the_demo_s_payout_disputes_are_there_for_all_sides(stack: Stack) -> None:
    """Page 5: each state that a day knows; the vendor's own person has something to answer."""
    rows = _listed(stack, "manager", "/dispute?kind=order")
    assert {row["status"] for row in rows} == {"inProgress", "resolved"}
    assert {row["waitingFor"] for row in rows} == {
        "vendor",
        "agent",
        "approver",
        "manager",
        "finance",
        "bank",
        "customer",
    }
    asked = [
        row["orderID"] for row in _listed(stack, "vendor", "/dispute?kind=order") if row["isAsked"]
    ]
    assert asked == ["RS-7001"]
    assert _listed(stack, "customer", "/dispute?kind=order") != []


def _listed(stack: Stack, who: str, path: str) -> list[dict[str, Any]]:
    return list(stack.every(path, stack.sign_in(who)))

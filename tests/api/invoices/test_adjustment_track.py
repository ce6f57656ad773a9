"""Adjust, reverse, fee, close and reopen: the billing API's way of settling (RV-07…RV-13)."""

from typing import Any

import pytest

from tests.app import App
from tests.http_client import Result
from tests.people import line
from tests.scenarios import FEATURE, URL


def balance(app: App) -> float:
    return app.as_("agent").get("/customer/1001/invoice/1984950").json["balance"]


def test_adjust_reverse_fee_and_close_in_that_order(app: App, dispute: str) -> None:
    """RV-07, RV-08, RV-09, RV-10, X-06: each once, and the invoice follows."""
    boss = app.as_("approver")
    assert boss.post(f"{dispute}/reversal").json["rule"] == "RV-08"
    assert boss.post(f"{dispute}/reversalFee", {"amount": 1}).json["rule"] == "RV-09"
    adjusted = boss.post(f"{dispute}/adjustment").json
    assert (
        adjusted["adjustmentAmount"],
        adjusted["creditedAmount"],
        adjusted["remainingAmount"],
    ) == (-4.95, 4.95, 0)
    assert balance(app) == 1.5
    assert boss.post(f"{dispute}/adjustment").json["code"] == "alreadyDone"
    reversed_ = boss.post(f"{dispute}/reversal").json
    assert (reversed_["creditedAmount"], reversed_["remainingAmount"]) == (0, 4.95)
    assert balance(app) == 6.45
    assert boss.post(f"{dispute}/reversal").json["code"] == "alreadyDone"
    fee = boss.post(f"{dispute}/reversalFee", {"amount": "2.00", "description": "Work"}).json
    assert fee["reversalFeeAmount"] == 2
    assert balance(app) == 8.45
    assert boss.post(f"{dispute}/reversalFee", {"amount": 2}).json["code"] == "alreadyDone"
    closed = boss.post(f"{dispute}/close").json
    assert (closed["status"], closed["declinedAmount"]) == ("closed", 4.95)
    assert closed["closeDate"] is not None
    for action in ("adjustment", "reversal", "close"):
        assert boss.post(f"{dispute}/{action}").json["rule"] == "RV-11"
    assert boss.post(f"{dispute}/reversalFee", {"amount": 1}).json["rule"] == "RV-11"
    assert (
        len(
            {
                adjusted["adjustmentID"],
                reversed_["reversalAdjustmentID"],
                fee["reversalFeeAdjustmentID"],
            }
        )
        == 3
    )


def test_adjusting_obeys_the_credit_limit_and_names_who_can(app: App, dispute: str) -> None:
    """RV-07, CU-14."""
    refused = app.as_("agent").post(f"{dispute}/adjustment")
    assert (refused.status, refused.json["code"]) == (403, "aboveCreditLimit")
    assert refused.json["unblockedBy"][0] == "Ann Approver"


def test_reopening_clears_the_resolution_and_takes_the_place_again(app: App, dispute: str) -> None:
    """RV-10, CU-06: refused while another dispute holds the invoice's place."""
    agent = app.as_("agent")
    agent.post(f"{dispute}/close")
    other = agent.post(URL, FEATURE).json["disputeID"]
    refused = agent.post(f"{dispute}/reopen")
    assert (refused.status, refused.json["disputeID"]) == (409, other)
    agent.post(f"/dispute/{other}/close")
    reopened = agent.post(f"{dispute}/reopen", {"reason": "New facts"}).json
    assert (reopened["status"], reopened["resolutionID"], reopened["closeDate"]) == (
        "open",
        None,
        None,
    )
    assert agent.post(URL, FEATURE).json["disputeID"] == reopened["disputeID"]


def test_what_was_credited_meanwhile_keeps_a_dispute_closed(app: App, dispute: str) -> None:
    """RV-10, CU-09: a dispute is not reopened over more than the invoice has left."""
    boss = app.as_("approver")
    boss.post(f"{dispute}/close")
    other = boss.post(URL, FEATURE).json["disputeID"]
    boss.post(f"/dispute/{other}/adjustment")
    boss.post(f"/dispute/{other}/close")
    assert boss.post(f"{dispute}/reopen").json["rule"] == "CU-09"


def test_once_adjusted_amounts_and_lines_stay(app: App, dispute: str) -> None:
    """RV-13."""
    boss = app.as_("approver")
    boss.post(f"{dispute}/adjustment")
    dispute_id = dispute.rsplit("/", 1)[1]
    assert (
        boss.patch(dispute, [{"op": "replace", "path": "/amount", "value": 1}]).json["rule"]
        == "RV-13"
    )
    assert (
        boss.put(f"/dispute/{dispute_id}/line/10986", {"creditAmount": 1}).json["rule"] == "RV-13"
    )
    assert (
        boss.put(f"/dispute/{dispute_id}/line/465320", {"disputedAmount": 1}).json["rule"]
        == "RV-13"
    )
    assert boss.post(f"/dispute/{dispute_id}/finalisation").json["rule"] == "RV-13"
    assert boss.post(f"/dispute/{dispute_id}/withdrawal").json["rule"] == "RV-13"
    boss.post(f"{dispute}/reversal")
    assert boss.post(f"/dispute/{dispute_id}/withdrawal").json["status"] == "withdrawn"


def test_a_dispute_with_several_lines_or_an_approved_one_is_neither_adjusted_nor_closed(
    app: App, dispute: str
) -> None:
    """RV-13."""
    boss = app.as_("approver")
    dispute_id = dispute.rsplit("/", 1)[1]
    boss.put(f"/dispute/{dispute_id}/line/10986", {"creditAmount": 1, "status": "approved"})
    assert [
        boss.post(f"{dispute}/{action}").json["rule"] for action in ("adjustment", "close")
    ] == ["RV-13", "RV-13"]
    boss.put(f"/dispute/{dispute_id}/line/10986", {"status": "open"})
    boss.put(f"/dispute/{dispute_id}/line/465320", {"disputedAmount": 1})
    assert [
        boss.post(f"{dispute}/{action}").json["rule"] for action in ("adjustment", "close")
    ] == ["RV-13", "RV-13"]


@pytest.mark.parametrize("amount", [0, -1, "1e2", None, "NaN", 1.005])
def test_a_fee_is_above_zero(app: App, dispute: str, amount: object) -> None:
    """RV-09."""
    assert fee_charged(app, dispute, amount).status == 400


def fee_charged(app: App, dispute: str, amount: object) -> Result:
    boss = app.as_("approver")
    boss.post(f"{dispute}/adjustment")
    boss.post(f"{dispute}/reversal")
    return boss.post(f"{dispute}/reversalFee", {"amount": amount})


def test_a_fee_adds_nothing_to_what_can_be_disputed(app: App, dispute: str) -> None:
    """RV-09, CU-09, X-06: a later general dispute claims charges less credits; the fee stays owed,
    and all sums hold.
    """
    boss = app.as_("approver")
    fee_charged(app, dispute, "20.00")
    boss.post(f"{dispute}/close")
    invoice = boss.get("/customer/1001/invoice/1984950").json
    assert (invoice["balance"], invoice["fees"], invoice["general"]["remaining"]) == (
        26.45,
        20,
        6.45,
    )
    general = {"invoiceNumber": 1984950, "description": "All of it", "amount": 26.45}
    assert boss.post(URL, general).json["rule"] == "CU-09"
    raised = boss.post(URL, general | {"amount": 6.45}).json["disputeID"]
    assert boss.get("/customer/1001").json["amounts"][0]["disputed"] == 6.45
    boss.put(f"/dispute/{raised}/line/general", {"creditAmount": 6.45, "status": "approved"})
    settled = boss.post(f"/dispute/{raised}/finalisation").json
    assert (settled["creditedAmount"], settled["remainingAmount"]) == (6.45, 0)
    invoice = boss.get("/customer/1001/invoice/1984950").json
    assert (invoice["balance"], invoice["general"]["remaining"], invoice["disputedAmount"]) == (
        20,
        0,
        0,
    )
    assert boss.post(URL, general | {"amount": 1}).json["rule"] == "CU-12"


def test_a_fee_that_was_too_high_is_made_good_by_a_credit_line(app: App, dispute: str) -> None:
    """RV-09, X-12: the invoice is brought in anew with the difference."""
    fee_charged(app, dispute, "20.00")
    lines = [
        line(10986, "4.95"),
        line(465320, "1.50", "usage", usageBatchID=7, usageRecordNumber=3),
        line("W", "-18", "credit"),
    ]
    assert app.invoice(1984950, lines).json["code"] == "notChangeable"
    app.as_("approver").post(f"{dispute}/close")
    assert app.invoice(1984950, lines).json["balance"] == 8.45


def test_charges_and_fees_stay_within_what_is_kept_exactly(app: App, dispute: str) -> None:
    """RV-09: to the last digit, whichever comes first, the fee or the charges."""
    unbound = {"value": [{"currency": "USD", "fees": {"approver": "9999999999999"}}]}
    assert app.as_("admin").put("/setting/moneyBounds", unbound).status == 200
    assert fee_charged(app, dispute, "9999999999993.55").json["rule"] == "RV-09"
    boss = app.as_("approver")
    assert (
        boss.post(f"{dispute}/reversalFee", {"amount": "9999999999993.54"}).json[
            "reversalFeeAmount"
        ]
        == 9999999999993.54
    )
    assert balance(app) == 9999999999999.99
    boss.post(f"{dispute}/close")
    assert app.invoice(1984950, [line(10986, "6.46")]).json["code"] == "invalidAmount"
    assert app.invoice(1984950, [line(10986, "6.45")]).status == 200


def test_a_dispute_of_another_customer_is_not_found_under_this_one(app: App, dispute: str) -> None:
    """RV-03: every path with a customer names the dispute's own."""
    foreign = dispute.replace("1001", "1002")
    boss = app.as_("approver")
    assert boss.get(foreign).status == 404
    assert boss.post(f"{foreign}/close").status == 404
    limited = app.as_("limited")
    assert [
        limited.get(path).status for path in (dispute, dispute.replace("/customer/1001", ""))
    ] == [404, 404]
    assert limited.post(f"{dispute}/close").status == 404


@pytest.mark.parametrize(
    "lines", [[line(10986, "0.01"), line(465320, "99", "usage")], [line(1, "500")]]
)
def test_a_dispute_is_not_reopened_over_other_charges(
    app: App, dispute: str, lines: list[Any]
) -> None:
    """RV-10, CU-12: what the invoice bills may change while no dispute is open; then a new one is
    raised.
    """
    boss = app.as_("approver")
    boss.post(f"{dispute}/close")
    assert app.invoice(1984950, lines).status == 200
    refused = boss.post(f"{dispute}/reopen")
    assert (refused.status, refused.json["rule"]) == (409, "RV-10")


def test_an_invoice_keeps_its_currency_and_stays_approved(app: App, dispute: str) -> None:
    """X-12: fees and credits are in the invoice's currency for ever."""
    boss = app.as_("approver")
    for step, body in (
        ("adjustment", {}),
        ("reversal", {}),
        ("reversalFee", {"amount": 5}),
        ("close", {}),
    ):
        assert boss.post(f"{dispute}/{step}", body).status == 200
    lines = [line(10986, "4"), line(465320, "1", "usage")]
    assert app.invoice(1984950, lines, currency="JPY").status == 409
    assert app.invoice(1984950, lines, status="draft").status == 409

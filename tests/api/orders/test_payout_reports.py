"""What went wrong with payouts and disputes in other software, as people told in public, tried on
this one.
"""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.orders.references import masked
from chalicelib.store.files import Files
from tests.api.refusals import refused
from tests.app import App
from tests.http_client import Result
from tests.overtaking import overtaken_by
from tests.payouts import (
    another_account,
    answered,
    asked,
    balances,
    by_link,
    decided,
    furnish,
    raised,
    ready_decided,
    ready_high,
    ready_linked,
    ready_raised,
    ready_returned,
    sending,
)
from tests.scenarios import PROOF

PART = {"amount": 2500, "method": "upi", "reference": "412345678901", "reason": "Scratched."}
LEFT = "/order/CK-7001/refund?amount={}"


def of_payout(app: App, ids: dict[str, Any], step: str, body: dict[str, Any], **more: str) -> Any:
    place = f"/dispute/{ids['disputeID']}/payout/{ids['payoutID']}/{step}"
    return app.as_("finance").post(place, body, **more)


def moved_out(app: App) -> int:
    """What has gone to customers, in minor units, beside what was brought in."""
    return balances(app)["outside"] + 10_100_000


def test_a_refund_after_a_dispute_does_not_take_the_money_again(app: App) -> None:
    """PO-31: elsewhere the seller's balance was charged by the dispute, and once more by a refund
    of the same order that followed. Here a refund is refused, with the dispute's id, for as long as
    the dispute's money is out, and the vendor pays one fine; what comes back can be refunded.
    """
    ids = ready_decided(app)
    fined = balances(app)["vendor"]
    steps: list[tuple[str, dict[str, Any]]] = [("sending", {}), ("confirmation", {})]
    for step, body in [*steps, ("", {})]:
        told = refused(app.as_("finance").get(LEFT.format(1)), 409, rule="PO-31")
        assert told.json["disputeID"] == ids["disputeID"]
        if step:
            assert of_payout(app, ids, step, body).status == 200
    assert balances(app)["vendor"] == fined
    assert of_payout(app, ids, "return", {"code": "AC04"}).status == 200
    assert app.as_("finance").get(LEFT.format(4000)).status == 200
    assert balances(app)["vendor"] == fined


def test_a_retry_after_a_return_makes_no_transfer_that_the_ledger_does_not_know(app: App) -> None:
    """PO-25, PO-27, X-01: elsewhere a retry under the same key, after the bank had returned the
    money for good, made a fresh transfer, which the ledger took for the old one. Here a key tells
    its first answer again, what was sent is not sent once more, and a payout that is made anew has
    an id and an entry of its own.
    """
    ids = ready_decided(app)
    first = of_payout(app, ids, "sending", {}, idempotency_key="send-1")
    assert of_payout(app, ids, "return", {"code": "AC04"}).status == 200
    again = of_payout(app, ids, "sending", {}, idempotency_key="send-1")
    assert (again.status, again.text) == (first.status, first.text)
    refused(of_payout(app, ids, "sending", {}), 409, rule="PO-27")
    assert moved_out(app) == 0
    renewed = [of_payout(app, ids, "renewal", {}, idempotency_key="anew-1") for _ in range(2)]
    assert renewed[0].text == renewed[1].text
    refused(of_payout(app, ids, "renewal", {}), 409)
    payouts = renewed[0].json["payouts"]
    assert [one["status"] for one in payouts] == ["returned", "instructed"]
    assert payouts[0]["payoutID"] != payouts[1]["payoutID"]
    assert moved_out(app) == 400_000
    assert app.faults() == []


def test_each_account_tells_why_and_when_it_was_refused_itself(app: App) -> None:
    """PO-25, PO-26: elsewhere a payee who was refused on one account, moved to another and was
    refused there for another reason, went on reading the first account's reason and date. Here
    each account and each payout tells its own.
    """
    ids = ready_returned(app)
    first = app.now()
    app.ahead += timedelta(days=2)
    another_account(app)
    anew = of_payout(app, ids, "renewal", {}).json["payouts"][-1]
    second = ids | {"payoutID": anew["payoutID"]}
    assert app.as_("finance").post(sending(second), {}).status == 200
    assert of_payout(app, second, "return", {"code": "R03"}).status == 200
    told = app.as_("finance").get("/customer/1001/payee").json
    barred = {one["number"]: one for one in told["accounts"] if one["isBarred"]}
    assert {number: one["returnCode"] for number, one in barred.items()} == {
        masked("CAL@OKHDFC"): "AC04",
        masked("CAL@NEWBANK"): "R03",
    }
    dates = [one["returnedAt"] for one in barred.values()]
    assert dates[0] < (first + timedelta(days=1)).isoformat() < dates[1]
    case = app.as_("finance").get(f"/dispute/{ids['disputeID']}").json["payouts"]
    rows = app.as_("finance").get("/payout?state=returned").json["value"]
    for told in (case, rows):
        assert {one["account"]: one["returnCode"] for one in told} == {
            number: one["returnCode"] for number, one in barred.items()
        }
    own = app.as_("customer").get(f"/dispute/{ids['disputeID']}").json["payouts"]
    assert [one["at"] for one in own] == dates


@pytest.mark.parametrize("first", ["signature", "refusal"])
def test_a_yes_and_a_no_at_once_make_one_end_and_one_payout_at_most(app: App, first: str) -> None:
    """PO-23, CK-14: elsewhere the flow that approves and the flow that rejects, at once, each paid
    somebody for one trade. Here one of both wins, and the other is told what became of it.
    """
    ids = ready_high(app)
    place = f"/dispute/{ids['disputeID']}"
    steps: dict[str, Any] = {"signature": {}, "refusal": {"reason": "Ask again."}}
    [second] = set(steps) - {first}

    def take(who: str, step: str) -> Result:
        return app.as_(who).post(f"{place}/{step}", steps[step])

    with overtaken_by(app, lambda: take("finance", first)) as done:
        late = take("finance2", second)
    assert done[0].status == 200, done[0].text
    refused(late, 409, rule="PO-23")
    case = app.as_("finance2").get(place).json
    assert len(case["payouts"]) <= 1
    assert case["decisions"][0]["status"] == ("pending" if first == "signature" else "refused")
    assert app.faults() == []


def test_two_decisions_at_once_by_different_rows_pay_once(app: App) -> None:
    """CK-14, PO-01: the same by two managers, of whom one decides as the row says and the other one
    otherwise.
    """
    furnish(app)
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    other = {"rowID": "unjustifiedReduction", "note": "It paid too little."}
    with overtaken_by(app, lambda: decided(app, place, "finance")) as done:
        late = decided(app, place, "manager", **other)
    assert (done[0].status, late.status < 300) == (200, False), late.text
    assert moved_out(app) == 400_000
    assert app.faults() == []


def test_what_is_claimed_and_paid_is_what_is_left_of_the_order(app: App) -> None:
    """PO-03, PO-04: elsewhere the disputed amount was taken from the gross price, though a part of
    it had been paid. Here a claim without an amount is of what is left, and so is what is paid out.
    """
    furnish(app)
    place = raised(app)
    asked(app, place)
    answered(app, place, "paidPart", **PART)
    made = decided(app, place, "finance").json
    assert [one["amount"] for one in made["payouts"]] == [1500]
    assert moved_out(app) == 150_000
    order = app.as_("agent").get("/order/CK-7001").json
    assert (order["provedAmount"], order["paidOutAmount"], order["restAmount"]) == (2500, 1500, 0)
    ids = {"disputeID": made["disputeID"], "payoutID": made["payouts"][0]["payoutID"]}
    assert of_payout(app, ids, "sending", {}).status == 200
    assert of_payout(app, ids, "return", {"code": "AC04"}).status == 200
    assert app.as_("agent").post(f"{place}/withdrawal", {}).status == 200
    anew = app.as_("agent").get(raised(app)).json
    assert anew["claimedAmount"] == app.as_("agent").get("/order/CK-7001").json["restAmount"]


@pytest.mark.parametrize("by", ["staff", "vendor's link"])
def test_a_file_that_never_arrived_is_nowhere_shown_as_attached(
    app: App, files: Files, by: str
) -> None:
    """X-13, CK-02: elsewhere an upload that had failed stood among the evidence as if it were
    there. Here nothing tells of it, neither the thread nor what is still missing, until it came.
    """
    ids = ready_linked(app) if by != "staff" else ready_raised(app)
    place = f"/dispute/{ids['disputeID']}"
    before = app.as_("agent").get(place).json
    if by == "staff":
        begun = app.as_("agent").post(f"{place}/attachment", PROOF)
        name = begun.json["attachmentID"]
        told = app.as_("agent").post(f"{place}/attachment/{name}/completion", {})
    else:
        begun = by_link(app, ids["link"], "POST", "/attachment", PROOF)
        name = begun.json["attachmentID"]
        told = by_link(app, ids["link"], "POST", f"/attachment/{name}/completion")
    assert begun.status == 201
    assert told.status in (404, 409, 422), told.text
    assert app.as_("agent").get(f"{place}/attachment").json["value"] == []
    assert app.as_("agent").get(place).json == before
    typed = app.as_("agent").put(f"{place}/evidence/{name}", {"type": "paymentProof"})
    assert typed.status == 404

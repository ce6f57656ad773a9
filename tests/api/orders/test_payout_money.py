"""What the rules of payout disputes say of money in rarer cases (CK-03…CK-14, PO-04…PO-31)."""

from dataclasses import replace

import pytest

from chalicelib.domain.base.identifiers import PLATFORM
from chalicelib.domain.wallets.ledger import Wallet
from tests.api.payout_cases import LESS, not_paid, offered, orders, set_terms, shown, told_anew
from tests.api.refusals import refused
from tests.app import App
from tests.payouts import (
    ORDER,
    answered,
    asked,
    balances,
    decided,
    furnish,
    raised,
    ready_sent,
    ready_to_approve,
    stock,
)


def test_a_fine_that_the_wallet_cannot_bear_is_refused_whole_where_that_is_set(app: App) -> None:
    """PO-29: it is told beforehand; the payout is made all the same, and nothing is owed."""
    furnish(app, vendor_has=15_000)
    set_terms(app, pastFloor="refuse")
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    fine = {"amount": 400, "now": 0, "owed": 0, "isRefused": True}
    foreseen = app.as_("manager").post(f"{place}/decision?dryRun=true", {})
    assert foreseen.json["effects"]["fine"] == fine
    told = decided(app, place, "manager").json
    assert (told["decisions"][0]["fine"], told["standing"]["debt"]) == (fine, 0)
    assert balances(app)["vendor"] == 15_000


@pytest.mark.parametrize(
    ("currency", "value", "percent", "fine"),
    [
        ("INR", 5, "10", 0.01),
        ("INR", 3335, "10", 3.34),
        ("INR", 1, "1", 0.01),
        ("JPY", 15, "10", 2),
        ("JPY", 3, "10", 1),
        ("KWD", 1005, "10", 0.101),
    ],
)
def test_a_fine_by_percentage_is_of_the_value_in_the_currencys_units(
    app: App, currency: str, value: int, percent: str, fine: float
) -> None:
    """PO-30, CK-06: rounded half up, one of the minor unit at least."""
    furnish(app, replace(ORDER, currency=currency, value=value), currency=currency)
    set_terms(app, fines={currency: {"percent": percent}})
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    foreseen = app.as_("manager").post(f"{place}/decision?dryRun=true", {})
    assert foreseen.json["effects"]["fine"]["amount"] == fine, foreseen.text


def test_a_value_that_was_lowered_meanwhile_lowers_payout_and_fine(app: App) -> None:
    """PO-04, PO-30: both are of the value as it is by now, whenever the dispute was raised."""
    furnish(app)
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    told_anew(app, finalValue=100)
    [decision] = decided(app, place, "manager").json["decisions"]
    assert (decision["payout"], decision["fine"]["amount"]) == (100, 10)
    assert app.faults() == []


def test_nothing_is_paid_for_an_order_that_was_cancelled_meanwhile(app: App) -> None:
    """CK-03: neither by a decision, nor by the yes to one that waited; a manager decides by a row
    that pays nothing.
    """
    ids = ready_to_approve(app)
    place = f"/dispute/{ids['disputeID']}"
    told_anew(app, status="cancelled")
    before = balances(app)
    yes = {"decision": "approve"}
    way = f"/approval/{ids['approvalID']}/decision"
    refused(app.as_("manager").post(way, yes), 409, rule="CK-03")
    no = {"decision": "reject", "comment": "It was cancelled."}
    assert app.as_("manager").post(way, no).status == 200
    refused(decided(app, place, "manager"), 409, rule="CK-03")
    assert offered(app, place, "manager")["decideOtherwise"] is True
    done = decided(app, place, "manager", rowID="justifiedReduction", note="It was cancelled.")
    assert (done.status, done.json["status"]) == (200, "resolved"), done.text
    assert balances(app) == before
    assert app.faults() == []


def test_an_order_in_another_currency_than_the_vendors_is_paid_and_not_fined(app: App) -> None:
    """CK-06, CK-14, PO-29: a vendor owes in the currency of its wallet alone."""
    furnish(app, replace(ORDER, currency="KWD", value=1005))
    set_terms(app, fines={"KWD": {"percent": 10}}, highValue={"KWD": 9000})
    admin = {"creditLimit": {"KWD": 9000}}
    assert app.as_("admin").put("/user/manager", admin).status == 200
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    short = refused(decided(app, place, "manager"), 409)
    assert short.json["code"] == "insufficientFunds"
    stock(app, Wallet(PLATFORM, "Platform", PLATFORM, "KWD"), 1_000_000)
    told = decided(app, place, "manager").json
    assert (told["payouts"][0]["amount"], told["standing"]["debt"]) == (1.005, 0)
    assert told["decisions"][0]["fine"]["amount"] == 0


def test_a_decision_is_taken_back_after_the_money_has_arrived(app: App) -> None:
    """PO-12: the customer owes the payout, which nobody gets again; the fine goes back to the
    vendor, and its count.
    """
    ids = ready_sent(app)
    place = f"/dispute/{ids['disputeID']}"
    way = f"{place}/payout/{ids['payoutID']}/confirmation"
    assert app.as_("finance").post(way, {"reference": "UTR1"}).status == 200
    before = balances(app)
    back = app.as_("manager").post(
        f"{place}/decision/{ids['decisionID']}/reversal", {"reason": "It had paid."}
    )
    [payout] = back.json["payouts"]
    assert (payout["status"], payout["isClaimedBack"]) == ("confirmed", True)
    after = balances(app)
    assert {name: after[name] - before[name] for name in after} == {
        "platform": -40_000,
        "vendor": 40_000,
        "outside": 0,
    }
    assert app.as_("manager").get("/vendor/V-1/standing").json["against"] == []
    assert shown(app, place)["row"]["rowID"] == "settled", "the order counts it as paid"


def test_only_the_decision_that_is_named_is_taken_back(app: App) -> None:
    """PO-12: flag, count, fine and payout of another one stay."""
    furnish(app, *orders(2))
    kept, _ = not_paid(app, "CK-0")
    place = raised(app, orderID="CK-1", claim="paidLess", amount=30)
    asked(app, place)
    answered(app, place, "paidPart", **(LESS | {"amount": 70}))
    decision = decided(app, place, "manager").json["decisions"][0]
    standing = app.as_("manager").get("/vendor/V-1/standing").json
    assert (standing["isFlagged"], len(standing["against"])) == (True, 2)
    way = f"{place}/decision/{decision['decisionID']}/reversal"
    assert app.as_("manager").post(way, {"reason": "A mistake."}).status == 200
    standing = app.as_("manager").get("/vendor/V-1/standing").json
    assert (standing["isFlagged"], len(standing["against"])) == (False, 1)
    told = shown(app, kept)
    assert (told["decisions"][0]["status"], told["payouts"][0]["status"]) == (
        "effective",
        "instructed",
    )


def test_three_returns_stop_payouts_until_finance_has_looked(app: App) -> None:
    """PO-26: of one customer, whichever orders they were for."""
    furnish(app, *orders(4))
    finance = app.as_("finance")
    for n in range(3):
        place, told = not_paid(app, f"CK-{n}")
        way = f"{place}/payout/{told['payouts'][0]['payoutID']}"
        assert finance.post(f"{way}/sending", {}).status == 200
        assert finance.post(f"{way}/return", {"code": "AC04"}).status == 200
        account = {"kind": "upi", "number": f"cal{n}@okbank", "holder": "Cal Customer"}
        entered = app.as_("agent").post("/customer/1001/payee/account", account).json
        name = entered["accounts"][-1]["accountID"]
        seen = app.as_("manager").post(f"/customer/1001/payee/account/{name}/confirmation", {})
        assert seen.status == 200, seen.text
    place, told = not_paid(app, "CK-3")
    way = f"{place}/payout/{told['payouts'][0]['payoutID']}/sending"
    refused(finance.post(way, {}), 409, rule="PO-26")
    assert finance.get("/customer/1001/payee").json["isStopped"] is True
    assert finance.post("/customer/1001/payee/clearance", {}).status == 200
    assert finance.post(way, {}).status == 200


def test_an_order_that_a_dispute_paid_is_not_refunded_again(app: App) -> None:
    """PO-31: up to what was paid, with the dispute's id; what is left may be."""
    furnish(app)
    place = raised(app, claim="paidLess", amount=1500)
    asked(app, place)
    answered(app, place, "notPaid")
    assert decided(app, place, "manager").json["payouts"][0]["amount"] == 1500
    twice = app.as_("agent").get("/order/CK-7001/refund?amount=4000")
    refused(twice, 409, rule="PO-31")
    assert twice.json["disputeID"] == place.removeprefix("/dispute/")

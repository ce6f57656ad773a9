"""A vendor is fined once for an order, however many disputes there are on it (CK-06, PO-03)."""

import pytest

from tests.app import App
from tests.payouts import ORDER, answered, asked, balances, decided, furnish, raised

VALUE = {
    "customerID": ORDER.customer_id,
    "vendorID": ORDER.vendor_id,
    "status": ORDER.status,
    "finalValue": 4900,
}


def lost(app: App) -> str:
    """A dispute that the vendor lost, saying that it did not pay."""
    place = raised(app, "agent")
    asked(app, place)
    answered(app, place, "notPaid")
    told = decided(app, place, "manager")
    assert told.status == 200, told.text
    return place


def ended(app: App, place: str, way: str) -> None:
    """The dispute over: withdrawn since its money came back, or closed and the order told at a
    higher value.
    """
    agent, finance = app.as_("agent"), app.as_("finance")
    payout = f"{place}/payout/{agent.get(place).json['payouts'][0]['payoutID']}"
    assert finance.post(f"{payout}/sending", {}).status == 200
    if way == "withdrawn":
        assert finance.post(f"{payout}/return", {"code": "AC04"}).status == 200
        assert agent.post(f"{place}/withdrawal", {}).status == 200
    else:
        assert finance.post(f"{payout}/confirmation", {}).status == 200
        assert agent.post(f"{place}/acceptance", {}).status == 200
        assert finance.put(f"/order/{ORDER.order_id}", VALUE).status == 200


@pytest.mark.parametrize(("way", "left"), [("withdrawn", 4000), ("told anew", 900)])
def test_a_second_dispute_on_an_order_fines_nothing_more(app: App, way: str, left: int) -> None:
    """CK-06, PO-03: what is left is paid, and the fine of 10 % of the order's value stands once;
    what is foreseen says so. It is taken back once, with the decision that it is of (PO-12).
    """
    furnish(app)
    had = balances(app)["vendor"]
    first = lost(app)
    assert had - balances(app)["vendor"] == 40_000
    ended(app, first, way)
    second = raised(app, "agent")
    asked(app, second)
    answered(app, second, "notPaid")
    told = app.as_("finance").post(f"{second}/decision?dryRun=true", {}).json
    assert told["effects"]["fine"]["amount"] == 0
    made = decided(app, second, "finance").json
    assert made["payouts"][0]["amount"] == left
    assert had - balances(app)["vendor"] == 40_000
    [decision] = app.as_("manager").get(first).json["decisions"]
    back = f"{first}/decision/{decision['decisionID']}/reversal"
    if way == "withdrawn":
        done = app.as_("manager").post(back, {"reason": "A mistake."})
        assert done.status == 200, done.text
        assert balances(app)["vendor"] == had
    assert app.faults() == []

"""Payouts, fines and reversals of payout disputes, through the API (CK-13, CK-15, PO-11…PO-38)."""

from dataclasses import replace
from typing import Any

from tests.api.payout_cases import BEFORE, refused, shown
from tests.app import App
from tests.payouts import (
    ORDER,
    answered,
    asked,
    balances,
    decided,
    furnish,
    raised,
    ready_decided,
    ready_returned,
)


def test_a_payout_goes_its_way_and_the_case_is_closed(app: App, place: str) -> None:
    """PO-25, PO-27, PO-37, PO-38, CK-15: sent, confirmed twice and once; closed when the customer
    says so and the bank has.
    """
    answered(app, place, "notPaid")
    [payout] = decided(app, place, "manager").json["payouts"]
    way, finance = f"{place}/payout/{payout['payoutID']}", app.as_("finance")
    assert [row["payoutID"] for row in finance.get("/payout").json["value"]] == [payout["payoutID"]]
    sent = finance.post(f"{way}/sending", {})
    assert (sent.json["payouts"][0]["account"], sent.json["waitingFor"]) == ("C…@OKHDFC", "bank")
    accepted = app.as_("customer").post(f"{place}/acceptance", {})
    assert accepted.json["status"] == "resolved"
    arrived = finance.post(f"{way}/confirmation", {"reference": "UTR1"})
    assert (arrived.json["payouts"][0]["status"], arrived.json["status"]) == (
        "confirmed",
        "closed",
    )
    again = finance.post(f"{way}/confirmation", {"reference": "UTR1"})
    assert (again.status, again.json["version"]) == (200, arrived.json["version"])
    refused(finance.post(f"{way}/sending", {}), "alreadyDecided", "PO-27")
    states = {state: len(finance.get(f"/payout?state={state}").json["value"]) for state in STATES}
    assert states == {"instructed": 0, "sent": 0, "confirmed": 1, "returned": 0, "cancelled": 0}


STATES = ("instructed", "sent", "confirmed", "returned", "cancelled")


def test_a_payout_that_comes_back_puts_the_money_back_and_reopens_the_case(app: App) -> None:
    """PO-25, PO-26: the account is barred; it is made anew to another one, and pays once."""
    ids = ready_returned(app)
    place = f"/dispute/{ids['disputeID']}"
    told = shown(app, place)
    assert (told["status"], told["waitingFor"]) == ("inProgress", "customer")
    assert balances(app) == {"platform": 10_040_000, "vendor": 60_000, "outside": -10_100_000}
    way = f"{place}/payout/{ids['payoutID']}"
    again = app.as_("finance").post(f"{way}/return", {"code": "AC04"})
    assert (again.status, again.json["version"]) == (200, told["version"])
    anew = app.as_("finance").post(f"{way}/renewal", {}).json["payouts"][1]
    sent = app.as_("finance").post(f"{place}/payout/{anew['payoutID']}/sending", {})
    assert sent.json["payouts"][1]["account"] == "O…@OKBANK"
    assert balances(app)["outside"] == -9_700_000


def test_no_payout_goes_to_a_customer_without_a_confirmed_account(app: App) -> None:
    """PO-26."""
    furnish(app, has_account=False)
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    [payout] = decided(app, place, "manager").json["payouts"]
    told = app.as_("finance").post(f"{place}/payout/{payout['payoutID']}/sending", {})
    refused(told, "notYet", "PO-26")


def test_a_fine_that_passes_the_floor_is_split(app: App) -> None:
    """PO-29: what fits now and what is owed, told before anybody decides, on the standing after."""
    furnish(app, vendor_has=15_000)
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    foreseen = app.as_("manager").post(f"{place}/decision?dryRun=true", {})
    assert foreseen.json["effects"]["fine"] == {
        "amount": 400,
        "now": 150,
        "owed": 250,
        "isRefused": False,
    }
    told = decided(app, place, "manager").json
    assert (told["standing"]["debt"], balances(app)["vendor"]) == (250, 0)


def test_reversing_takes_each_effect_back_by_its_own_entry(app: App) -> None:
    """PO-11, PO-12: fine and payout that was not sent; the case is in progress again."""
    ids = ready_decided(app)
    place = f"/dispute/{ids['disputeID']}"
    back = app.as_("manager").post(
        f"{place}/decision/{ids['decisionID']}/reversal", {"reason": "A mistake."}
    )
    told = back.json
    assert (told["status"], told["decisions"][0]["status"]) == ("inProgress", "reversed")
    assert told["payouts"][0]["status"] == "cancelled"
    assert balances(app) == BEFORE
    again = app.as_("manager").post(
        f"{place}/decision/{ids['decisionID']}/reversal", {"reason": "Once more."}
    )
    refused(again, "alreadyDecided", "PO-12")


def test_so_many_decisions_against_a_vendor_reduce_its_leads_once(app: App) -> None:
    """CK-13, PO-33, PO-34: the third within the window; a reversed one lifts it."""
    orders = [replace(ORDER, order_id=f"CK-{n}", value=1000, phone=None) for n in range(3)]
    furnish(app, *orders)
    last: Any = None
    for n in range(3):
        place = raised(app, orderID=f"CK-{n}")
        asked(app, place)
        answered(app, place, "notPaid")
        last = decided(app, place, "agent").json
    assert (last["standing"]["level"], last["standing"]["maxLeads"]) == ("reduced", 20)
    [decision] = last["decisions"]
    reversal = f"{place}/decision/{decision['decisionID']}/reversal"
    back = app.as_("manager").post(reversal, {"reason": "Not this one."}).json
    assert (back["standing"]["level"], back["standing"]["maxLeads"]) == ("active", 40)


def test_the_case_tells_the_vendors_record(app: App) -> None:
    """CK-03, X-08: how many, how many against it, and what that cost; the staff alone."""
    furnish(app, ORDER, replace(ORDER, order_id="CK-7002", value=100_000, phone=None))
    first = raised(app)
    asked(app, first)
    answered(app, first, "notPaid")
    decided(app, first, "manager")
    second = raised(app, orderID="CK-7002")
    assert shown(app, second)["record"] == {
        "disputes": 2,
        "against": 1,
        "paidOut": 4000,
        "fined": 400,
        "leaked": 3600,
        "place": 2,
    }
    assert "record" not in shown(app, second, "vendor")

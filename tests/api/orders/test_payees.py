"""Where customers are paid: accounts by two people, and payouts that came back (PO-25, PO-26)."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.actions.orders.journaled import journaled
from chalicelib.domain.disputes.journal import Hand
from chalicelib.domain.orders import payee
from chalicelib.domain.orders.payee import Payee
from chalicelib.store import keys
from chalicelib.store.orders import to_payee
from chalicelib.store.table import name_of
from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import ACCOUNT

PAYEE = "/customer/1001/payee"


def entered(app: App, who: str = "agent", **told: Any) -> str:
    """The path of an account that somebody has just entered."""
    answer = app.as_(who).post(f"{PAYEE}/account", ACCOUNT | told)
    assert answer.status == 201, answer.text
    return f"{PAYEE}/account/{answer.json['accounts'][-1]['accountID']}"


def came_back(app: App, *payout_ids: str, account_id: str | None = None) -> None:
    """Payouts that the bank sent back."""
    key = keys.payee(1001)
    item = app.table.get([key]).get(name_of(key))
    known = to_payee(item) if item else Payee(1001)
    told = known
    for name in payout_ids:
        told = payee.returned(told, name, account_id, "AC04", app.now())
    _, writes = journaled(known, replace(told), Hand("finance", "Fay Finance", app.now()))
    app.table.commit(writes)


def test_an_account_is_used_once_a_second_person_has_confirmed_it(app: App) -> None:
    """PO-26: who entered it cannot; its number all are told shortened."""
    nothing = app.as_("agent").get(PAYEE).json
    assert (nothing["accounts"], nothing["usedAccountID"], nothing["version"]) == ([], None, 0)
    path = entered(app)
    own = refused(app.as_("agent").post(f"{path}/confirmation"), 403, 409, rule="PO-26")
    assert "somebody else" in own.json["detail"]
    told = app.as_("agent").get(PAYEE)
    [account] = told.json["accounts"]
    assert (account["number"], account["confirmedBy"], told.json["usedAccountID"]) == (
        "C…@OKBANK",
        None,
        None,
    )
    assert [one["allowed"] for one in account["actions"]] == [False]
    assert "CAL@OKBANK" not in told.text
    confirmed = app.as_("agent2").post(f"{path}/confirmation")
    assert (confirmed.json["usedAccountID"], confirmed.json["version"]) == (
        account["accountID"],
        2,
    )
    refused(app.as_("approver").post(f"{path}/confirmation"), 409, rule="PO-26")
    refused(app.as_("approver").post(f"{PAYEE}/account/none/confirmation"), 404)
    for entry in app.as_("finance").get("/audit/journal?subject=payee/1001").json["value"]:
        assert "CAL@OKBANK" not in str(entry)


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "iban", "number": "DE00 3704 0044 0532 0130 00"},
        {"kind": "upi", "number": "cal"},
        {"kind": "india", "number": "HDFC0001234"},
        {"kind": "cheque"},
        {"holder": ""},
    ],
)
def test_a_number_that_is_none_is_refused(app: App, state: Any, told: dict[str, Any]) -> None:
    """PO-26."""
    refused(app.as_("agent").post(f"{PAYEE}/account", ACCOUNT | told), 400)


def test_the_latest_confirmed_account_is_paid_and_none_is_entered_twice(app: App) -> None:
    """PO-26: in whatever spelling."""
    first = entered(app)
    app.as_("agent2").post(f"{first}/confirmation")
    refused(
        app.as_("agent").post(f"{PAYEE}/account", ACCOUNT | {"number": "Cal@OKBank"}),
        409,
        rule="PO-26",
    )
    second = entered(app, kind="iban", number="DE89 3704 0044 0532 0130 00")
    assert app.as_("agent").get(PAYEE).json["usedAccountID"] == first.rpartition("/")[2]
    app.as_("manager").post(f"{second}/confirmation")
    assert app.as_("agent").get(PAYEE).json["usedAccountID"] == second.rpartition("/")[2]


def test_an_account_that_money_came_back_from_is_barred_for_good(app: App) -> None:
    """PO-25, PO-26: three returns of one customer stop payouts, until Finance has looked."""
    path = entered(app)
    app.as_("agent2").post(f"{path}/confirmation")
    refused(app.as_("finance").post(f"{PAYEE}/clearance"), 409, rule="PO-26")
    came_back(app, "P-1", account_id=path.rpartition("/")[2])
    told = app.as_("agent").get(PAYEE).json
    assert (told["accounts"][0]["isBarred"], told["usedAccountID"]) == (True, None)
    refused(app.as_("manager").post(f"{path}/confirmation"), 409)
    again = refused(app.as_("agent").post(f"{PAYEE}/account", ACCOUNT), 409, rule="PO-26")
    assert "came back" in again.json["detail"]
    came_back(app, "P-2", "P-3", "P-3")
    told = app.as_("finance").get(PAYEE).json
    assert (told["isStopped"], len(told["returns"])) == (True, 3)
    refused(app.as_("agent").post(f"{PAYEE}/clearance"), 403)
    cleared = app.as_("finance").post(f"{PAYEE}/clearance").json
    assert (cleared["isStopped"], len(cleared["returns"])) == (False, 3)
    assert app.as_("finance").get("/audit/journal/verify?customerID=1001").json["value"] == []


def test_where_a_customer_is_paid_is_for_who_works_its_disputes(app: App) -> None:
    """RV-03: 404 for another's, the same as for one that there is not."""
    entered(app)
    for who, path in (("limited", PAYEE), ("agent", "/customer/9/payee")):
        absent = refused(app.as_(who).get(path), 404)
        assert absent.json["detail"] == "There is no such customer."
    refused(app.as_("limited").post(f"{PAYEE}/account", ACCOUNT), 404)
    for who in ("support", "customer", "vendor", "operator"):
        refused(app.as_(who).get(PAYEE), 403)

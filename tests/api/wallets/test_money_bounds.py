"""Up to how much somebody alone charges a fee (X-16); wallets are in `test_second_yes.py`."""

from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import Desk

SETTING = "/setting/moneyBounds"


def test_a_fee_is_bound_by_the_role_of_who_charges_it(app: App) -> None:
    """X-16, RV-09: 999,999 on a reversed dispute is nobody's to charge; up to what its role may,
    and a cent more, is tried.
    """
    dispute = Desk(app).raised().did("adjustment").did("reversal").dispute_id
    fee, admin = f"/dispute/{dispute}/reversalFee", app.as_("admin")
    for who in ("agent", "approver", "manager", "finance", "admin"):
        for amount in (999_999, "100.01"):
            said = refused(app.as_(who).post(fee, {"amount": amount}), 403, rule="X-16").json
            assert (said["code"], said["unblockedBy"]) == ("forbidden", ["admin"])
    bounds = {"currency": "USD", "fees": {"agent": 0, "manager": "250.50"}}
    assert admin.put(SETTING, {"value": [bounds]}).status == 200
    assert refused(app.as_("agent").post(fee, {"amount": "0.01"}), 403).json["unblockedBy"] == [
        "admin",
        "approver",
        "finance",
        "manager",
    ]
    assert refused(app.as_("finance").post(fee, {"amount": "250.50"}), 403).json["unblockedBy"] == [
        "manager"
    ]
    refused(app.as_("manager").post(fee, {"amount": "250.51"}), 403)
    shown = app.as_("agent").get(f"/dispute/{dispute}").json["actions"]
    assert next(one["rule"] for one in shown if one["name"] == "fee") == "X-16"
    assert app.as_("manager").post(fee, {"amount": "250.50"}).json["reversalFeeAmount"] == 250.5


def test_several_fees_on_one_invoice_are_bound_together(app: App) -> None:
    """X-16, RV-09: raising, reversing and charging again and again comes to no more than one fee
    may.
    """
    for amount in (60, 40):
        desk = Desk(app).raised().did("adjustment").did("reversal")
        fee = f"/dispute/{desk.dispute_id}/reversalFee"
        if amount == 40:
            refused(app.as_("agent").post(fee, {"amount": "40.01"}), 403, rule="X-16")
        assert app.as_("agent").post(fee, {"amount": amount}).status == 200
        desk.did("close")


def test_other_currencies_have_their_own_bounds(app: App) -> None:
    """X-16: what is set for one says nothing of another, and 100 stands for 100 units of each."""
    app.as_("admin").put(SETTING, {"value": [{"currency": "EUR", "fees": {"agent": 5}}]})
    dispute = Desk(app).raised().did("adjustment").did("reversal").dispute_id
    assert app.as_("agent").post(f"/dispute/{dispute}/reversalFee", {"amount": 100}).status == 200


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        ({"currency": "USD", "alone": -1}, "/value/0/alone"),
        ({"currency": "USD", "alone": "1.005"}, "/value/0/alone"),
        ({"currency": "JPY", "fees": {"agent": "0.5"}}, "/value/0/fees/agent"),
        ({"currency": "USD", "fees": {"support": 5}}, "/value/0/fees/support"),
        ({"currency": "USD", "fees": {"customer": 5}}, "/value/0/fees/customer"),
        ({"currency": "XYZ"}, "/value/0/currency"),
        ({"alone": 5}, "/value/0/currency"),
    ],
    ids=str,
)
def test_bounds_that_are_none_are_refused_where_they_stand(
    app: App, row: dict[str, Any], pointer: str
) -> None:
    """X-16."""
    assert pointer in [
        error["pointer"]
        for error in refused(app.as_("admin").put(SETTING, {"value": [row]}), 400).json["errors"]
    ]


def test_only_administrators_set_bounds_and_each_currency_once(app: App) -> None:
    """X-16, X-05: with an entry in the journal."""
    row = {"currency": "GBP", "alone": 5000}
    for who in ("finance", "manager", "agent"):
        refused(app.as_(who).put(SETTING, {"value": [row]}), 403)
    refused(app.as_("admin").put(SETTING, {"value": [row, row]}), 400)
    assert app.as_("admin").put(SETTING, {"value": [row]}).json["value"] == [row | {"fees": {}}]
    [entry] = app.as_("admin").get("/audit/journal?subject=setting/moneyBounds").json["value"]
    assert entry["after"]["value"] == [row | {"fees": {}}]

"""The settings of payout disputes: terms, and the decision table without gaps and overlaps (CK-06,
CK-11, CK-13, PO-20, PO-29, PO-30, PO-39, PO-40).
"""

from typing import Any

import pytest

from chalicelib.domain.orders.decision_table import STANDARD_TABLE
from chalicelib.domain.orders.terms import FineTerms, RepeatRule, Terms
from chalicelib.store.orders import TABLE, TERMS, to_table, to_terms
from chalicelib.store.table import name_of
from tests.api.refusals import refused
from tests.app import App

TERMS_PATH, TABLE_PATH = "/setting/payoutTerms", "/setting/decisionTable"


def kept_terms(app: App) -> Terms:
    return to_terms(app.table.get([TERMS]).get(name_of(TERMS)))


def kept_rows(app: App) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = app.as_("admin").get(TABLE_PATH).json["value"]
    return rows


def test_unset_terms_are_shown_as_they_hold_and_can_be_saved_so(app: App) -> None:
    """CK-11: each works without being set."""
    shown = app.as_("agent").get(TERMS_PATH).json
    assert shown["version"] == 0
    [row] = shown["value"]
    assert (row["answerWithinHours"], row["counts"], row["highValue"]) == (
        6,
        "clock",
        {"INR": 5000},
    )
    assert row["fines"] == {"INR": {"percent": 10}}
    saved = app.as_("admin").put(
        TERMS_PATH, {"value": [{name: one for name, one in row.items() if one is not None}]}
    )
    assert (saved.status, saved.json["version"]) == (200, 1)
    assert kept_terms(app) == Terms()


def test_what_is_set_holds_and_the_rest_is_as_unset(app: App) -> None:
    """CK-06, CK-12, CK-13, PO-20, PO-29, PO-30: amounts in each currency's units."""
    row = {
        "answerWithinHours": 4.5,
        "counts": "business",
        "highValue": {"INR": "7500.50", "KWD": "20.125", "JPY": 9000},
        "fines": {"INR": {"amount": "250"}, "KWD": {"percent": "12.5"}},
        "pastFloor": "refuse",
        "repeat": {"count": 2, "windowDays": 10, "leadsPercent": 25},
        "holdDays": 7,
        "assignment": "roundRobin",
    }
    assert app.as_("admin").put(TERMS_PATH, {"value": [row]}).status == 200
    terms = kept_terms(app)
    assert dict(terms.high_value) == {"INR": 750_050, "KWD": 20_125, "JPY": 9000}
    assert terms.fines["INR"] == FineTerms(25_000)
    assert terms.fine_on(1001, "KWD") == 125
    assert (terms.counts, terms.past_floor, terms.repeat, terms.hold_days) == (
        "business",
        "refuse",
        RepeatRule(2, 10, 25),
        7,
    )
    assert terms.attempts == Terms().attempts
    entries = app.as_("finance").get("/audit/journal?subject=setting/payoutTerms").json["value"]
    assert [entry["by"]["name"] for entry in entries] == ["Adi Admin"]
    assert app.as_("finance").get("/audit/journal/verify?of=settings").json["value"] == []


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        ({"answerWithinHours": 0}, "/value/0/answerWithinHours"),
        ({"attempts": 2.5}, "/value/0/attempts"),
        ({"counts": "moon"}, "/value/0/counts"),
        ({"remindBeforeHours": 6}, "/value/0/remindBeforeHours"),
        ({"highValue": {"INR": "1.001"}}, "/value/0/highValue/INR"),
        ({"highValue": {"INR": -1}}, "/value/0/highValue/INR"),
        ({"highValue": {"XXX": 1}}, "/value/0/highValue/XXX"),
        ({"fines": {"INR": {"amount": 5, "percent": 5}}}, "/value/0/fines/INR"),
        ({"fines": {"INR": {}}}, "/value/0/fines/INR"),
        ({"fines": {"INR": {"percent": 101}}}, "/value/0/fines/INR"),
        ({"repeat": {"count": 0, "windowDays": 1, "leadsPercent": 1}}, "/value/0/repeat/count"),
        ({"holdDays": 0}, "/value/0/holdDays"),
        ({"surprise": 1}, "/value/0/surprise"),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(
    app: App, state: Any, row: dict[str, Any], pointer: str
) -> None:
    """CK-11, PO-20, PO-30."""
    answer = refused(app.as_("admin").put(TERMS_PATH, {"value": [row]}), 400)
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_the_standard_table_is_shown_and_a_change_of_it_is_a_version(app: App) -> None:
    """PO-39, PO-40."""
    assert to_table(app.table.get([TABLE]).get(name_of(TABLE))) is STANDARD_TABLE
    rows = kept_rows(app)
    assert [row["rowID"] for row in rows] == [row.row_id for row in STANDARD_TABLE.rows]
    rows[2]["effects"]["fine"] = False
    for row in rows:
        row["effects"] = {
            name: value for name, value in row["effects"].items() if value is not None
        }
    saved = app.as_("admin").put(TABLE_PATH, {"value": rows})
    assert (saved.status, saved.json["version"]) == (200, 1)
    table = to_table(app.table.get([TABLE])[name_of(TABLE)])
    assert table.version == 1
    assert not table.find("notPaid").effects.fine
    facts = {"answer": "notPaid", "proof": "unproved", "note": "none", "amount": "usual"}
    facts |= {"value": "left", "attempts": "few"}
    assert table.row_for(facts).row_id == "notPaid"
    rows[2]["effects"]["fine"] = True
    stale = app.request("admin", "PUT", TABLE_PATH, {"value": rows}, {"If-Match": '"0"'})
    refused(stale, 412)


def test_a_table_with_a_gap_or_an_overlap_cannot_be_saved(app: App, state: Any) -> None:
    """PO-40: the answer names the combinations of facts."""
    rows = kept_rows(app)
    for row in rows:
        row["effects"].pop("escalatesTo")
    for told, code in ((rows[:-1], "gap"), ([*rows, rows[-1] | {"rowID": "twice"}], "overlap")):
        answer = refused(app.as_("admin").put(TABLE_PATH, {"value": told}), 400, rule="PO-40")
        first = answer.json["errors"][0]
        assert (first["pointer"], first["code"]) == ("/value", code)
        assert "answer none" in first["detail"]


@pytest.mark.parametrize(
    ("told", "pointer"),
    [
        ({"cases": [{"weather": ["fine"]}]}, "/value/0/cases"),
        ({"cases": [{"answer": ["maybe"]}]}, "/value/0/cases"),
        ({"cases": []}, "/value/0/cases"),
        ({"effects": {"payout": "all", "resolves": True}}, "/value/0/effects/payout"),
        ({"effects": {"payout": "balance"}}, "/value/0/effects"),
        ({"effects": {"flag": True}}, "/value/0/effects"),
    ],
)
def test_a_row_that_cannot_be_is_refused_at_its_place(
    app: App, state: Any, told: dict[str, Any], pointer: str
) -> None:
    """PO-40."""
    rows = kept_rows(app)
    for row in rows:
        row["effects"].pop("escalatesTo")
    answer = refused(app.as_("admin").put(TABLE_PATH, {"value": [rows[0] | told, *rows[1:]]}), 400)
    assert answer.json["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize("path", [TERMS_PATH, TABLE_PATH, "/setting/orders"])
def test_settings_of_payouts_are_the_administrators(app: App, state: Any, path: str) -> None:
    """CK-11, RV-03: all who work here read them, one who is limited to customers changes none."""
    assert app.as_("agent").get(path).status == 200
    for who in ("manager", "finance", "vendor", "customer"):
        refused(app.as_(who).put(path, {"value": []}), 403)
    for who in ("vendor", "customer"):
        refused(app.as_(who).get(path), 403)

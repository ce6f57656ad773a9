"""Customers, invoices and what was billed on them, with the money in dispute (RV-05, CU-02)."""

from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from chalicelib.actions.invoices import lookups
from chalicelib.views import openitems
from tests.app import App
from tests.people import line
from tests.scenarios import Desk


@pytest.mark.parametrize(
    "text",
    [
        "name gt 'a'",
        "name eq 'a' or name eq 'b'",
        "colour eq 1",
        "name",
        "contains(name,'a')",
        "name eq 'a' and",
        "x" * 600,
    ],
)
def test_a_filter_that_is_not_supported_is_a_400(app: App, text: str) -> None:
    """RV-05: a clear refusal."""
    refused = app.as_("agent").get(f"/customer?$filter={quote(text)}")
    assert (refused.status, refused.json["code"], refused.json["rule"]) == (
        400,
        "unsupportedQuery",
        "RV-05",
    )


def test_invoices_features_and_usage_are_looked_up_on_the_way_to_a_dispute(app: App) -> None:
    """RV-05: the invoice carries its usage alias; usage is found by headers or by the URL."""
    agent = app.as_("agent")
    invoices = agent.get("/customer/1001/invoice").json["value"]
    assert {row["invoiceNumber"]: row["usageAlias"] for row in invoices} == {
        1984950: "U-1984950",
        1003324: None,
        2000: None,
    }
    features = agent.get(
        "/customer/1001/invoice/1984950/feature?$filter=featureID%20eq%2010986"
    ).json["value"]
    assert [(row["featureID"], row["amount"]) for row in features] == [(10986, 4.95)]
    by_header = agent.get("/usage", CustomerID="1001", UsageAlias="U-1984950").json["value"]
    by_url = agent.get("/usage?customerID=1001&usageAlias=U-1984950").json["value"]
    assert (
        by_header == by_url == agent.get("/customer/1001/usage?usageAlias=U-1984950").json["value"]
    )
    assert [row["usageRecordID"] for row in by_url] == [465320]
    assert agent.get("/usage").status == 400
    assert agent.get("/usage?customerID=1001&usageAlias=none").status == 404
    assert [row["name"] for row in agent.get("/resolution").json["value"]] == ["Approved", "Denied"]


def test_disputed_amounts_show_wherever_money_is_shown(app: App) -> None:
    """CU-02: on the customer, the invoice, the statement and the receivables."""
    agent = app.as_("agent")
    agent.post("/customer/1001/dispute", {"invoiceNumber": 2000, "description": "x", "amount": 300})
    amounts = {
        "currency": "USD",
        "outstanding": 266.44,
        "credits": 0,
        "unallocated": 0,
        "balance": 266.44,
        "collectable": 16.44,
        "disputed": 300,
        "disputedOwed": 250,
        "disputedPaid": 50,
        "invoices": 3,
        "creditItems": 0,
        "openDisputes": 1,
    }
    undecided = dict.fromkeys(("credited", "approved", "askedFor", "withdrawn", "declined"), 0) | {
        "undecided": 300
    }
    assert agent.get("/customer/1001").json["amounts"] == [amounts | {"disputes": undecided}]
    statement = agent.get("/customer/1001/statement").json
    [total] = statement["totals"]
    assert {name: total[name] for name in amounts} == amounts
    assert {row["invoiceNumber"]: row["collectable"] for row in statement["value"]} == {
        1984950: 6.45,
        1003324: 9.99,
        2000: 0,
    }
    receivables = agent.get("/report/receivables").json["value"][0]
    assert (receivables["outstanding"], receivables["disputed"], receivables["customers"]) == (
        366.44,
        300,
        2,
    )
    assert app.as_("limited").get("/report/receivables").json["value"][0]["outstanding"] == 100


def test_what_the_company_owes_stands_beside_what_is_outstanding(app: App) -> None:
    """CU-02: a credit on a paid invoice is an item of its own and in the sums, and is never taken
    off what others owe.
    """
    app.invoice(
        3000, [line(1, "40")], payments=[{"paymentID": 1, "date": "2026-10-05", "amount": 40}]
    )
    agent = app.as_("agent")
    claim = {"invoiceNumber": 3000, "description": "x", "lines": [{"lineID": 1, "amount": 30}]}
    desk = Desk(app, agent.post("/customer/1001/dispute", claim).json["disputeID"])
    while_open = agent.get("/customer/1001/statement").json
    assert [
        (row["balance"], row["credit"], row["collectable"])
        for row in while_open["value"]
        if row["invoiceNumber"] == 3000
    ] == [(0, 0, 0)]
    assert [
        while_open["totals"][0][name] for name in ("disputed", "disputedPaid", "openDisputes")
    ] == [30, 30, 1]
    assert agent.get(f"/dispute/{desk.dispute_id}").json["invoice"]["owed"] == {
        "now": 0,
        "asDecided": 0,
        "atMost": 30,
    }
    desk.did("adjustment")
    assert agent.get(f"/dispute/{desk.dispute_id}").json["invoice"]["owed"]["now"] == 30
    for view, name in (
        ("/customer/1001", "amounts"),
        ("/customer/1001/statement", "totals"),
        ("/report/receivables", "value"),
    ):
        total = agent.get(view).json[name][0]
        others = 366.44 if name == "value" else 266.44
        assert (total["outstanding"], total["credits"], total["creditItems"]) == (
            others,
            30,
            1,
        ), view
        assert total["balance"] == pytest.approx(others - 30), view
    portal = app.as_("customer").get("/customer/1001/statement").json
    assert [row["credit"] for row in portal["value"] if row["invoiceNumber"] == 3000] == [30]


def test_today_is_the_companys_day(app: App) -> None:
    """CU-02: as its time zone has it, where people read it and where statements count from it."""
    days = []
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        hours = {
            "timeZone": zone,
            "days": [1, 2, 3, 4, 5],
            "from": "08:00",
            "to": "16:30",
            "holidays": [],
        }
        assert app.as_("admin").put("/setting/businessHours", {"value": [hours]}).status == 200
        day = app.now().astimezone(ZoneInfo(zone)).date().isoformat()
        assert app.as_("agent").get("/me").json["company"] == {"timeZone": zone, "today": day}
        assert app.as_("agent").get("/customer/1001/statement").json["asOf"] == day
        assert app.as_("agent").get("/report/receivables").json["asOf"] == day
        days.append(day)
    assert days[0] > days[1], "25 hours lie between the two"


def test_what_is_owed_is_added_up_over_all_pages_or_said_to_be_less(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CU-02: the oldest open items count like the newest, and no sum is short without a word."""
    agent = app.as_("agent")
    views = ["/customer/1001", "/customer/1001/statement", "/report/receivables"]
    whole = [agent.get(view).json for view in views]
    assert [view["complete"] for view in whole] == [True] * 3
    monkeypatch.setattr(lookups, "INVOICES_A_PAGE", 1)
    assert [agent.get(view).json for view in views] == whole
    monkeypatch.setattr(openitems, "MAX_ROWS", 2)
    statement = agent.get("/customer/1001/statement").json
    assert (len(statement["value"]), statement["more"], statement["complete"]) == (2, True, True)
    assert statement["totals"] == whole[1]["totals"]
    monkeypatch.setattr(lookups, "MAX_PAGES", 2)
    cut = [agent.get(view).json for view in views]
    assert [view["complete"] for view in cut] == [False] * 3
    assert cut[0]["amounts"][0]["outstanding"] < whole[0]["amounts"][0]["outstanding"]
    assert cut[1]["more"]
    own = app.as_("limited").get("/report/receivables").json
    assert (own["value"][0]["outstanding"], own["complete"]) == (100, True)


def test_credits_are_shown_but_not_as_disputable(app: App) -> None:
    """CU-11, CU-08, CU-07."""
    lines = app.as_("agent").get("/customer/1001/invoice/2000").json["lines"]
    assert {row["lineID"]: (row["whyNot"] or {}).get("rule") for row in lines} == {
        1: None,
        2: None,
        3: "CU-08",
        "c": "CU-11",
    }

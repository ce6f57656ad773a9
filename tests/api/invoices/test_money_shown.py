"""What the company owes customers, what becomes of disputed money, and whose day it is (CU-02,
CU-11, X-06).
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.base.business_hours import WorkHours
from tests.api.approval_steps import inbox
from tests.app import App
from tests.people import line

HALF_CREDITED = [line(1, "100"), line("c", "-30", "credit")]
PAYMENTS = {"payments": [{"paymentID": "p", "date": "2026-10-05", "amount": "100"}]}


def raised(app: App, number: int, amount: str = "100", dry: str = "") -> Any:
    claim = {
        "invoiceNumber": number,
        "description": "x",
        "lines": [{"lineID": 1, "amount": amount}],
    }
    return app.as_("agent").post(f"/customer/1001/dispute{dry}", claim).json


@pytest.mark.parametrize(
    ("lines", "more", "owed"),
    [(HALF_CREDITED, {}, 30), ([line(1, "100")], PAYMENTS, 100), ([line(1, "100")], {}, 0)],
)
def test_that_the_company_will_owe_is_told_before_it_does(
    app: App, lines: list[Any], more: Any, owed: int
) -> None:
    """CU-11, X-03: while raising, approving, finalising and adjusting, to the approver and in the
    mail.
    """
    app.invoice(7000, lines, **more)
    before = raised(app, 7000, dry="?dryRun=true")
    assert before["owed"] == {"now": 0, "asDecided": 0, "atMost": owed}
    assert before["owedBefore"] == {"now": 0, "asDecided": 0, "atMost": 0}
    dispute = raised(app, 7000)["disputeID"]
    finance = app.as_("finance")
    path = f"/dispute/{dispute}"
    assert finance.post(f"{path}/adjustment?dryRun=true", {}).json["owed"] == {
        "now": owed,
        "asDecided": owed,
        "atMost": owed,
    }
    whole = {"creditAmount": "100", "status": "approved"}
    assert finance.put(f"{path}/line/1?dryRun=true", whole).json["owed"] == {
        "now": 0,
        "asDecided": owed,
        "atMost": owed,
    }
    app.as_("agent").put(f"{path}/line/1", whole)
    app.settle()
    [row] = inbox(app, "approver")
    assert row["owed"] == owed
    [letter] = [one for one in app.mailbox.letters() if "approver@demo.test" in one["To"]]
    assert (
        f"will then owe the customer {owed}.00 USD" in letter.get_body(("plain",)).get_content()
    ) == bool(owed)
    finance.put(f"{path}/line/1", whole)
    assert finance.post(f"{path}/finalisation?dryRun=true", {}).json["owed"]["now"] == owed
    assert finance.post(f"{path}/finalisation", {}).status == 200
    assert finance.get(f"{path}").json["invoice"]["owed"]["now"] == owed


def test_an_approver_is_told_of_what_was_approved_besides(app: App) -> None:
    """CU-11: two credits that each leave a balance, and together do not."""
    app.invoice(7001, [line(1, "60"), line(2, "60"), line("c", "-30", "credit")])
    claim = {
        "invoiceNumber": 7001,
        "description": "x",
        "lines": [{"lineID": 1, "amount": 60}, {"lineID": 2, "amount": 60}],
    }
    dispute = app.as_("agent").post("/customer/1001/dispute", claim).json["disputeID"]
    app.as_("finance").put(f"/dispute/{dispute}/line/1", {"creditAmount": 60, "status": "approved"})
    app.as_("agent").put(f"/dispute/{dispute}/line/2", {"creditAmount": 60, "status": "approved"})
    app.settle()
    [row] = inbox(app, "approver")
    assert (row["balanceAfter"], row["approvedBesides"], row["owed"]) == (30, 60, 30)


def test_what_the_company_owes_stands_beside_what_is_owed(app: App) -> None:
    """CU-02: a credit note and an adjusted paid invoice, as items and in sums, for everybody who
    sees them; nothing is set off.
    """
    app.invoice("FTF-1", [line(1, "100")], customer=1002)
    app.invoice("FTF-CN", [line("c", "-30", "credit")], customer=1002)
    app.invoice("FTF-P", [line(1, "100")], customer=1002, **PAYMENTS)
    agent, finance = app.as_("agent"), app.as_("finance")
    claim = {"invoiceNumber": "FTF-P", "description": "x", "amount": 40}
    dispute = agent.post("/customer/1002/dispute", claim).json["disputeID"]
    finance.post(f"/dispute/{dispute}/adjustment", {})
    statement = agent.get("/customer/1002/statement").json
    owed = {
        row["invoiceNumber"]: (row["balance"], row["credit"], row["collectable"])
        for row in statement["value"]
    }
    assert owed == {
        "FTF-1": (100, 0, 100),
        "FTF-CN": (-30, 30, 0),
        "FTF-P": (-40, 40, 0),
        "0000611365": (100, 0, 100),
    }
    [total] = statement["totals"]
    ageing = total.pop("ageing")
    assert (total.pop("promised"), total.pop("toPay")) == (0, 200)
    assert (total["outstanding"], total["credits"], total["balance"], total["collectable"]) == (
        200,
        70,
        130,
        200,
    )
    [of_customer] = agent.get("/customer/1002").json["amounts"]
    assert {name: of_customer[name] for name in total} == total
    [report] = app.as_("limited").get("/report/receivables").json["value"]
    assert {name: report[name] for name in total} == total
    assert report["ageing"] == ageing
    [everybody] = agent.get("/report/receivables").json["value"]
    for name in (
        "outstanding",
        "credits",
        "disputed",
        "disputedPaid",
        "collectable",
        "invoices",
        "creditItems",
    ):
        assert sum(bucket[name] for bucket in everybody["ageing"]) == pytest.approx(
            everybody[name]
        ), name
    assert everybody["credits"] == 70


def test_a_dispute_on_a_paid_invoice_counts(app: App) -> None:
    """CU-02: among open disputes, in what is disputed and in the report, although nothing is
    outstanding.
    """
    app.invoice(
        "P",
        [line(1, "200")],
        customer=1002,
        payments=[{"paymentID": "p", "date": "2026-10-05", "amount": "200"}],
    )
    agent = app.as_("agent")
    agent.post("/customer/1002/dispute", {"invoiceNumber": "P", "description": "x", "amount": 200})
    customer = agent.get("/customer/1002").json
    [sums] = customer["amounts"]
    assert (
        customer["openDisputes"],
        sums["disputed"],
        sums["disputedPaid"],
        sums["collectable"],
    ) == (1, 200, 200, 100)
    assert "P" in [
        row["invoiceNumber"] for row in agent.get("/customer/1002/statement").json["value"]
    ]
    [report] = app.as_("limited").get("/report/receivables").json["value"]
    assert (report["disputed"], report["openDisputes"], report["disputes"]["undecided"]) == (
        200,
        1,
        200,
    )
    [everybody] = agent.get("/report/receivables").json["value"]
    assert everybody["disputed"] == 200


def test_six_shares_say_everywhere_the_same(app: App) -> None:
    """X-06: in line, head, row, customer and report; approved is not open, declined is not
    undecided, and they add up.
    """
    app.invoice(7002, [line(1, "3000.50"), line(2, "20.50")])
    claim = {
        "invoiceNumber": 7002,
        "description": "x",
        "lines": [{"lineID": 1, "amount": "3000.50"}, {"lineID": 2, "amount": "20.50"}],
    }
    dispute = app.as_("agent").post("/customer/1001/dispute", claim).json["disputeID"]
    finance = app.as_("finance")
    credit = {"creditAmount": "3000", "status": "approved"}
    typed = finance.put(f"/dispute/{dispute}/line/1?dryRun=true", credit).json["dispute"]
    finance.put(f"/dispute/{dispute}/line/1", credit)
    shares = {
        "credited": 0,
        "approved": 3000,
        "askedFor": 0,
        "withdrawn": 0,
        "declined": 0.5,
        "undecided": 20.5,
    }
    head = finance.get(f"/dispute/{dispute}").json
    assert typed["amounts"] == head["amounts"] == shares
    assert [part["amounts"]["approved"] for part in head["lines"]] == [3000, 0]
    [row] = finance.get("/dispute?customerID=1001").json["value"]
    assert row["amounts"] == shares
    assert sum(shares.values()) == row["amount"]
    assert finance.get("/customer/1001").json["amounts"][0]["disputes"] == shares
    assert finance.get("/report/receivables").json["value"][0]["disputes"] == shares
    assert app.faults() == []


def test_the_day_is_the_companys(app: App) -> None:
    """CU-02, X-12: at 23:30 UTC it is the next day in Berlin; the due date itself is
    not overdue.
    """
    hours = {"timeZone": "Europe/Berlin", "days": [1, 2, 3, 4, 5], "from": "09:00", "to": "17:00"}
    assert app.as_("admin").put("/setting/businessHours", {"value": [hours]}).status == 200
    evening = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
    app.ahead += evening - app.now()
    agent = app.as_("agent")
    assert agent.get("/me").json["company"] == {"timeZone": "Europe/Berlin", "today": "2026-11-30"}
    assert agent.get("/customer/1001/statement").json["asOf"] == "2026-11-30"
    app.invoice(7003, [line(1, "1")], dueDate="2026-11-30")
    app.invoice(7004, [line(1, "2")], dueDate="2026-11-29")
    report = agent.get("/report/receivables").json
    assert report["asOf"] == "2026-11-30"
    ages = {bucket["bucket"]: bucket["amount"] for bucket in report["value"][0]["ageing"]}
    assert (ages["notDue"], ages["1-30"]) == (1, 368.44)
    order = {"kind": "invoices", "fileName": "a.csv", "size": 10, "currency": "USD", "mapping": {}}
    assert app.as_("finance").post("/import?dryRun=true", order).json["asOf"] == "2026-11-30"


@pytest.mark.parametrize(
    "zone",
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Pacific/Auckland",
        "America/Santiago",
    ],
)
def test_a_day_begins_where_the_one_before_ends(zone: str) -> None:
    """IG-10: days of 23 and 25 hours too."""
    hours = WorkHours(time_zone=zone)
    for offset in range(800):
        day = date(2026, 1, 1) + timedelta(days=offset)
        begin = hours.begin_of(day)
        assert hours.day_of(begin) == day
        assert hours.day_of(begin - timedelta(microseconds=1)) == day - timedelta(days=1)

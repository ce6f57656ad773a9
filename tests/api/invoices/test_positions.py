"""Receivables as at a past day, of the real ones of 2012 and 2013, and what the lists of these cost
(RE-04).
"""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.imports.plan import Known, plan_row
from chalicelib.store.entities import UNSETTLED, customer_item, dispute_item, invoice_item
from tests.api.refusals import refused
from tests.app import App, Somebody
from tests.domain.rows import AT_THE_END, HAND, POSITIONS, PRESET, RECEIVABLES, readings_of, terms
from tests.http_client import Result
from tests.people import line
from tests.scenarios import PAYMENT

REPORT = "/report/receivables"


def bring_all(app: App, as_of: date = AT_THE_END, *, each: int = 1) -> None:
    """The rows of the file as an import would bring them, but for what led there; of settled
    invoices so many only.
    """
    app.is_tampered = True
    customers = {}
    for place, one in enumerate(readings_of(RECEIVABLES.read_bytes(), terms(PRESET, as_of))):
        if one.billed_row:
            plan = plan_row(one.billed_row, Known(), HAND, settles=True)
            if plan.customer:
                customers[str(plan.customer.customer_id)] = customer_item(plan.customer)
            if place % each and plan.invoice and not plan.invoice.is_unsettled:
                continue
            kept = [invoice_item(plan.invoice)] if plan.invoice else []
            kept += [dispute_item(plan.dispute)] if plan.dispute else []
            app.table.write_batch(kept)
    app.table.write_batch(list(customers.values()))


@pytest.mark.long
def test_the_real_receivables_stood_so_on_five_days(empty_app: App) -> None:
    """RE-04, RV-03: to the cent; whoever is limited to customers is told of these alone."""
    app = empty_app
    bring_all(app)
    agent = app.as_("agent")
    assert agent.get(REPORT).json["value"] == []
    for day, (open_, amount, customers, late, late_amount, disputed) in POSITIONS.items():
        answer = agent.get(f"{REPORT}?asOf={day}")
        assert answer.json["asOf"] == day.isoformat()
        [told] = answer.json["value"]
        overdue = [age for age in told["ageing"] if age["bucket"] != "notDue"]
        assert (
            told["invoices"],
            round(told["outstanding"] * 100),
            told["customers"],
            sum(age["invoices"] for age in overdue),
            sum(round(age["amount"] * 100) for age in overdue),
            told["openDisputes"],
        ) == (open_, amount, customers, late, late_amount, disputed)
        assert answer.calls == ["BatchGetItem", *["Query"] * (len(answer.calls) - 1)]
        assert len(answer.calls) < 10, "a page of a list a call, whatever there is"
    assert app.as_("limited").get(f"{REPORT}?asOf=2013-09-30").json["value"] == []


@pytest.mark.long
def test_statements_and_agenda_of_the_real_receivables_are_a_query_a_list(empty_app: App) -> None:
    """CU-02, DM-07: of fifty customers each, whatever else there is."""
    app = empty_app
    bring_all(app, date(2013, 9, 30), each=20)
    agent = app.as_("agent")
    owing: dict[str, str] = {}
    for item in app.table.query(UNSETTLED, index="directory", limit=500).items:
        owing.setdefault(str(item["customer_id"]), str(item["invoice_number"]))
    fifty = [*owing][:50]
    assert len(fifty) == 50
    for customer_id in fifty:
        statement = agent.get(f"/customer/{customer_id}/statement")
        assert statement.json["value"]
        assert statement.calls == ["BatchGetItem", "Query", "Query"], "invoices, payments"
        body = {"items": [{"invoiceNumber": owing[customer_id]}], "statusID": "onGoing"}
        assert agent.post(f"/customer/{customer_id}/followUp", body).status == 201
        own = agent.get(f"/followUp?customerID={customer_id}")
        assert (len(own.json["value"]), own.calls) == (1, ["BatchGetItem", "Query"])
    seen, cursor = 0, ""
    while cursor is not None:
        page = agent.get(f"/followUp?limit=25{cursor and '&cursor=' + cursor}")
        assert page.calls == ["BatchGetItem", "Query"]
        seen, cursor = seen + len(page.json["value"]), page.json["nextCursor"]
    assert seen == 50


def test_what_happened_since_is_not_in_a_position_and_what_is_dated_before_is(app: App) -> None:
    """RE-04: a payment of today, a credit and a dispute that ended today leave yesterday
    alone; a payment that is recorded today for yesterday does not.
    """
    finance = app.as_("finance")
    app.invoice("N-1", [line(1, "100.00")])
    day = app.now().date()
    claim = {"invoiceNumber": "N-1", "amount": 30, "description": "Too much"}
    raised = app.as_("agent").post("/customer/1001/dispute", claim).json["disputeID"]
    app.later(minutes=24 * 60)
    before = told(app, day)
    assert before["openDisputes"] == 1
    path = f"/dispute/{raised}"
    finance.put(f"{path}/line/general", {"creditAmount": 30, "status": "approved"})
    assert finance.post(f"{path}/finalisation").status == 200
    assert pay(app, "P-1", 70, app.now().date()).status == 201
    assert told(app, app.now().date())["outstanding"] == before["outstanding"] - 100
    assert told(app, day) == before
    assert pay(app, "P-2", 50, day, number=2000).status == 201
    assert told(app, day)["outstanding"] == before["outstanding"] - 50
    ahead = (app.now().date() + timedelta(days=1)).isoformat()
    refused(app.as_("agent").get(f"{REPORT}?asOf={ahead}"), 400)
    refused(app.as_("agent").get(f"{REPORT}?asOf=31.12.2026"), 400)


def test_what_was_paid_ahead_is_unallocated_until_its_invoice_is_billed(app: App) -> None:
    """RE-04, CO-32: so that a balance is not wrong for the days between, wholly paid or in part,
    for who is limited to some customers too.
    """
    day = app.now().date()
    app.invoice("N-0", [line(1, "5.00")], 1002)
    app.later(minutes=10 * 24 * 60)
    billed = dict.fromkeys(("invoiceDate", "dueDate"), app.now().date().isoformat())
    for number in ("N-1", "N-2"):
        assert app.invoice(number, [line(1, "100.00")], 1002, **billed).status == 201
    for number, amount in (("N-1", 100), ("N-2", 30)):
        given = [{"invoiceNumber": number, "amount": amount}]
        told = PAYMENT | {"valueDate": str(day), "amount": amount, "allocations": given}
        assert app.as_("finance").put(f"/customer/1002/payment/{number}", told).status == 201
    for who in ("agent", "limited"):
        [dollars] = app.as_(who).get(f"{REPORT}?asOf={day}").json["value"]
        assert dollars["unallocated"] == 130
        today = app.as_(who).get(f"{REPORT}?asOf={app.now().date()}").json["value"][0]
        assert today["balance"] == dollars["balance"] + 200
    [before] = app.as_("agent").get(f"{REPORT}?asOf={day - timedelta(days=1)}").json["value"]
    assert before["unallocated"] == 0


def test_an_adjustment_of_a_dispute_that_goes_on_is_not_in_the_days_before(app: App) -> None:
    """RE-04, RV-07, RV-09: of one that was raised since, which no list by date of raising has;
    nor is its fee.
    """
    agent = app.as_("agent")
    app.invoice("N-1", [line(1, "100.00")])
    app.invoice("N-2", [line(1, "100.00")])
    day = app.now().date()
    app.later(minutes=24 * 60)
    before = told(app, day)
    claim = {"invoiceNumber": "N-1", "amount": 30, "description": "Too much"}
    raised = agent.post("/customer/1001/dispute", claim).json["disputeID"]
    assert app.as_("finance").post(f"/dispute/{raised}/adjustment").status == 200
    assert told(app, day) == before
    assert app.as_("finance").post(f"/dispute/{raised}/reversal").status == 200
    assert app.as_("finance").post(f"/dispute/{raised}/reversalFee", {"amount": 5}).status == 200
    assert told(app, day) == before


def told(app: App, day: date) -> dict[str, float]:
    [dollars] = app.as_("agent").get(f"{REPORT}?asOf={day}").json["value"]
    return {name: dollars[name] for name in ("outstanding", "disputed", "openDisputes", "invoices")}


def pay(app: App, name: str, amount: int, on: date, number: object = "N-1") -> Result:
    paid: dict[str, object] = {"valueDate": on.isoformat(), "amount": amount}
    paid["allocations"] = [{"invoiceNumber": number, "amount": amount}]
    return app.as_("finance").put(f"/customer/1001/payment/{name}", PAYMENT | paid)


@pytest.mark.long
def test_report_statements_and_agenda_of_the_real_receivables_add_up(empty_app: App) -> None:
    """DM-07: each counts the same items and the same money as plain arithmetic on the rows
    of the file, by status, resolver, customer and age, on the page and in the files.
    """
    app, day = empty_app, date(2013, 9, 30)
    bring_all(app, day, each=1000)
    agent, rows = app.as_("agent"), open_rows(day)
    for place, customer in enumerate(sorted({row["customerID"] for row in rows})):
        own = [row for row in rows if row["customerID"] == customer]
        who = ("agent2", "approver")[place % 2]
        hands = {"comment": "Wrong", "resolverID": "agent", "mail": False}
        for disputed, status, more in (("Yes", "dispute", hands), ("No", "onGoing", {})):
            taken = [row for row in own if row["Disputed"] == disputed]
            for row in taken:
                row |= {"status": status, "resolver": who if more else ""}
            items = [{"invoiceNumber": row["invoiceNumber"]} for row in taken]
            body = {"items": items, "statusID": status, **more}
            if items:
                opened = agent.post(f"/customer/{customer}/followUp", body)
                assert opened.status == 201
            if items and more:
                path = f"/followUp/{opened.json['followUpID']}/resolver"
                assert agent.put(path, {"resolverID": who}).status == 200
        statement = agent.get(f"/customer/{customer}/statement").json
        assert sum(cents(item["balance"]) for item in statement["value"]) == total(own)

    [*groups] = agent.get("/report/items").json["value"]
    assert {one["groupID"]: (one["count"], cents(one["amount"])) for one in groups} == {
        status: counted(rows, status=status) for status in ("dispute", "onGoing")
    }
    for one in groups:
        assert sum(cents(age["amount"]) for age in one["ages"]) == cents(one["amount"])
    [receivables] = agent.get(REPORT).json["value"]
    assert sum(cents(one["amount"]) for one in groups) == cents(receivables["outstanding"])
    for who in ("agent2", "approver"):
        count, amount = counted(rows, resolver=who)
        for report in ("items", "disputes"):
            [one] = agent.get(f"/report/{report}?resolverID={who}").json["value"]
            assert (one["count"], cents(one["amount"])) == (count, amount), report
        listed = every(agent, f"/followUp?resolverID={who}")
        assert sum(one["items"] for one in listed) == count
        assert sum(cents(one["sums"][0]["amount"]) for one in listed) == amount
    assert sum(cents(one["sums"][0]["amount"]) for one in every(agent, "/followUp")) == total(rows)
    for form, mark, point in (("csv", ",", "."), ("semicolons", ";", ",")):
        text = agent.get(f"/report/items/file?format={form}").text.removeprefix("\ufeff")
        lines = list(csv.DictReader(io.StringIO(text), delimiter=mark))
        told = {line["Invoice"]: cents(line["Open"].replace(point, ".")) for line in lines}
        assert told == {row["invoiceNumber"]: total([row]) for row in rows}


def open_rows(day: date) -> list[dict[str, str]]:
    """The rows of the file that are open on a day, as they stand there."""

    def told(text: str) -> date:
        return datetime.strptime(text, "%m/%d/%Y").date()

    with RECEIVABLES.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return [r for r in rows if told(r["InvoiceDate"]) <= day < told(r["SettledDate"])]


def cents(amount: float | str) -> int:
    return round(float(amount) * 100)


def total(rows: Iterable[dict[str, str]]) -> int:
    return sum(cents(row["InvoiceAmount"]) for row in rows)


def counted(rows: Iterable[dict[str, str]], **of: str) -> tuple[int, int]:
    """How many rows are such, and for how much."""
    found = [row for row in rows if all(row.get(name) == value for name, value in of.items())]
    return len(found), total(found)


def every(agent: Somebody, path: str) -> list[Any]:
    """All rows of a list, page by page."""
    rows, cursor = [], ""
    while cursor is not None:
        page = agent.get(f"{path}{'&' if '?' in path else '?'}limit=25{cursor}").json
        rows += page["value"]
        cursor = page["nextCursor"] and f"&cursor={page['nextCursor']}"
    return rows

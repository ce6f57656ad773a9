"""The statement of account: open items by age, payments, and sums that add up (CO-05, CO-32)."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.people import CUSTOMERS, line
from tests.scenarios import CUSTOMER, PAYMENT, TAKEN_BACK

CLAIM = {"invoiceNumber": 2000, "description": "Too much", "amount": 3}
AMOUNTS = ("Open", "In dispute", "Promised", "To pay", "Credit")


def statement(app: App, who: str = "agent") -> Any:
    answer = app.as_(who).get("/customer/1001/statement")
    assert answer.status == 200, answer.text
    return answer.json


def test_what_came_in_and_is_for_no_invoice_stands_apart(app: App) -> None:
    """CO-32, CU-23: on statement, customer, receivables and portal alike, per currency; nothing is
    set off, and what was taken back is nowhere.
    """
    finance = app.as_("finance")
    before = statement(app)["totals"][0]["outstanding"]
    finance.put("/customer/1001/payment/P-1", PAYMENT)
    finance.put("/customer/1001/payment/P-2", PAYMENT | {"amount": 9, "allocations": []})
    euros = {"currency": "EUR", "amount": 5, "allocations": []}
    finance.put("/customer/1001/payment/P-3", PAYMENT | euros)
    finance.put("/customer/1001/payment/P-4", PAYMENT | {"allocations": []})
    finance.post("/customer/1001/payment/P-4/reversal", TAKEN_BACK)
    for who in ("agent", "customer"):
        told = statement(app, who)
        rests = {row["paymentID"]: row["unallocatedAmount"] for row in told["unallocated"]}
        assert rests == {"P-1": 2, "P-2": 9, "P-3": 5}
        euro, dollar = told["totals"]
        assert (euro["currency"], euro["outstanding"], euro["unallocated"]) == ("EUR", 0, 5)
        assert dollar["unallocated"] == 11
        assert dollar["outstanding"] == pytest.approx(before - 4)
        assert dollar["balance"] == pytest.approx(before - 4 - 11)
    for path, name in (("/customer/1001", "amounts"), ("/report/receivables", "value")):
        sums = {row["currency"]: row for row in app.as_("agent").get(path).json[name]}
        assert (sums["EUR"]["unallocated"], sums["USD"]["unallocated"]) == (5, 11), path
    assert "EUR" not in str(app.as_("limited").get("/report/receivables").json)


def test_an_item_is_as_late_as_the_customers_own_day_says(app: App) -> None:
    """CO-05: 25 hours lie between the two zones; what is due on the day itself is not late."""
    [known] = [one for one in CUSTOMERS if str(one.customer_id) == "1001"]
    ages = []
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        told = CUSTOMER | {"name": known.name, "timeZone": zone}
        assert app.as_("finance").put("/customer/1001", told).status == 200
        today = app.now().astimezone(ZoneInfo(zone)).date()
        late = statement(app)
        assert late["asOf"] == today.isoformat()
        for number, days in ((8001, 0), (8002, 1), (8003, 31)):
            due = (today - timedelta(days=days)).isoformat()
            app.invoice(number, [line(1, "10")], invoiceDate="2026-01-02", dueDate=due)
        rows = {row["invoiceNumber"]: row for row in statement(app)["value"]}
        ages.append([(rows[n]["daysLate"], rows[n]["bucket"]) for n in (8001, 8002, 8003)])
    assert ages[0] == ages[1] == [(0, "notDue"), (1, "1-30"), (31, "31-60")]


def test_open_is_what_is_in_dispute_and_the_rest_for_each_item(app: App) -> None:
    """CU-02, CO-48: of an invoice of 100, with 30 in dispute and 20 paid, 50 can be asked for; of
    these 15 are promised until the day is over, and the customer reads what adds up.
    """
    app.invoice(8100, [line(1, "100.00")])
    allocated = {"amount": 20, "allocations": [{"invoiceNumber": 8100, "amount": 20}]}
    app.as_("finance").put("/customer/1001/payment/P-1", PAYMENT | allocated)
    claim = {"invoiceNumber": 8100, "amount": 30, "description": "Too much"}
    assert app.as_("agent").post("/customer/1001/dispute", claim).status == 201
    [row] = [one for one in statement(app)["value"] if one["invoiceNumber"] == 8100]
    assert (row["balance"], row["disputedOwed"], row["collectable"]) == (80, 30, 50)
    day = (app.now().date() + timedelta(days=5)).isoformat()
    promise = {"date": day, "items": [{"invoiceNumber": 8100, "amount": 15}]}
    assert app.as_("customer").post("/customer/1001/promise", promise).status == 201
    for days, promised in ((0, 15), (14, 0)):
        app.later(minutes=days * 24 * 60)
        told = app.as_("customer").get("/customer/1001/statement").json
        [row] = [one for one in told["value"] if one["invoiceNumber"] == 8100]
        parts = (row["disputedOwed"], row["promised"], row["toPay"])
        assert (row["balance"], parts) == (80, (30, promised, 50 - promised))
        [total] = told["totals"]
        assert total["promised"] == promised
        assert total["toPay"] == pytest.approx(total["collectable"] - promised)


def test_a_statement_is_a_file_that_comes_to_the_same(app: App) -> None:
    """CO-48, RE-22, RE-24: for its customer too, who reads no word from inside; what is open
    less the credits is the balance, for each currency.
    """
    finance, path = app.as_("finance"), "/customer/1001/statement/file"
    app.as_("agent").post("/customer/1001/dispute", CLAIM)
    finance.put("/customer/1001/payment/P-1", PAYMENT)
    euros = {"currency": "EUR", "amount": 5, "allocations": []}
    finance.put("/customer/1001/payment/P-3", PAYMENT | euros)
    app.invoice("CN", [line(1, "-7.00", "credit")])
    for who in ("agent", "customer"):
        lines = list(csv.DictReader(io.StringIO(app.as_(who).get(path).text.lstrip("\ufeff"))))
        sums: dict[str, dict[str, Decimal]] = {}
        for one in lines:
            own = sums.setdefault(one["Currency"], dict.fromkeys(AMOUNTS, Decimal(0)))
            own |= {name: own[name] + Decimal(one[name]) for name in AMOUNTS}
        told = statement(app, who)
        assert len(lines) == len(told["value"]) + len(told["unallocated"])
        for total in told["totals"]:
            own = sums[total["currency"]]
            assert own["Open"] == own["In dispute"] + own["Promised"] + own["To pay"]
            assert float(own["Open"]) == pytest.approx(total["outstanding"])
            assert float(own["Open"] - own["Credit"]) == pytest.approx(total["balance"])
            assert float(own["To pay"]) == pytest.approx(total["toPay"])
    refused(app.as_("customer").get("/customer/1002/statement/file"), 404)


def test_an_invoice_in_instalments_is_as_late_as_its_oldest_unpaid_one(app: App) -> None:
    """CO-06, X-12: they come to the invoice; a repeat changes nothing."""
    today = app.now().date()
    days = [(today + timedelta(days=days)).isoformat() for days in (-40, -10, 20)]
    parts = [{"dueDate": day, "amount": 30} for day in days]
    billed = {"invoiceDate": "2026-01-02", "dueDate": days[0], "instalments": parts}
    for wrong in (parts[:2], parts[::-1], [*parts[1:], parts[0]]):
        refused(app.invoice(8200, [line(1, "90")], **(billed | {"instalments": wrong})), 400)
    assert app.invoice(8200, [line(1, "90")], **billed).status == 201
    assert app.invoice(8200, [line(1, "90")], **billed).json["outcome"] == "unchanged"
    allocated = {"amount": 35, "allocations": [{"invoiceNumber": 8200, "amount": 35}]}
    app.as_("finance").put("/customer/1001/payment/P-1", PAYMENT | allocated)
    [row] = [one for one in statement(app)["value"] if one["invoiceNumber"] == 8200]
    owed = [(one["dueDate"], one["outstanding"], one["daysLate"]) for one in row["instalments"]]
    assert owed == [(days[0], 0, 0), (days[1], 25, 10), (days[2], 30, 0)]
    shown = app.as_("customer").get("/customer/1001/invoice/8200").json["instalments"]
    assert [one["outstanding"] for one in shown] == [0, 25, 30]
    assert (row["balance"], row["daysLate"], row["bucket"]) == (55, 10, "1-30")

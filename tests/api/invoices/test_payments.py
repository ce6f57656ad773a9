"""Payments of a customer: recording, moving and taking back one, and who is shown what (X-12)."""

from typing import Any

from tests.api.refusals import refused
from tests.app import App
from tests.people import line
from tests.scenarios import PAYMENT, TAKEN_BACK

PATH = "/customer/1001/payment/P-1"


def recorded(app: App, path: str = PATH, **told: Any) -> Any:
    return app.as_("finance").put(path, PAYMENT | told)


def balances(app: App, *numbers: object) -> list[Any]:
    got = (app.as_("agent").get(f"/customer/1001/invoice/{number}") for number in numbers)
    return [answer.json["balance"] for answer in got]


def test_a_payment_pays_its_invoices_is_moved_and_taken_back(app: App) -> None:
    """X-12, X-05: each step once, with an entry on the payment and on each invoice it touches."""
    assert balances(app, 1984950, 1003324) == [6.45, 9.99]
    made = recorded(app)
    assert (made.status, made.json["outcome"], made.json["unallocatedAmount"]) == (
        201,
        "created",
        2,
    )
    again = recorded(app)
    assert (again.status, again.json["outcome"], again.json["version"]) == (200, "unchanged", 1)
    assert balances(app, 1984950, 1003324) == [2.45, 9.99]
    allocations = [{"invoiceNumber": "1003324", "amount": 5}]
    dry = app.as_("finance").put(f"{PATH}?dryRun=true", PAYMENT | {"allocations": allocations})
    assert (dry.json["dryRun"], dry.json["allocatedAmount"]) == (True, 5)
    moved = recorded(app, allocations=allocations)
    assert (moved.json["outcome"], moved.json["version"]) == ("changed", 2)
    assert moved.json["allocations"] == [{"invoiceNumber": 1003324, "amount": 5}]
    assert balances(app, 1984950, 1003324) == [6.45, 4.99]
    gone = app.as_("finance").post(f"{PATH}/reversal", TAKEN_BACK)
    assert (gone.status, gone.json["takenBackAmount"], gone.json["allocatedAmount"]) == (200, 6, 0)
    assert gone.json["reversal"]["reason"] == TAKEN_BACK["reason"]
    assert balances(app, 1984950, 1003324) == [6.45, 9.99]
    refused(app.as_("finance").post(f"{PATH}/reversal", TAKEN_BACK), 409)
    assert recorded(app, allocations=allocations).json["outcome"] == "unchanged"
    subjects = {"payment/1001/P-1": 3, "invoice/1001/1984950": 3, "invoice/1001/1003324": 3}
    for subject, count in subjects.items():
        entries = app.as_("finance").get(f"/audit/journal?subject={subject}").json["value"]
        assert len(entries) == count, subject
    report = app.as_("finance").get("/audit/journal/verify?paymentsOf=1001").json
    assert (report["checked"], report["value"]) == (1, [])
    assert app.as_("finance").get("/audit/journal/verify?customerID=1001").json["value"] == []


def test_an_invoice_that_is_brought_in_anew_keeps_what_payments_gave_it(app: App) -> None:
    """X-12: a payment of one number counts once, whether told with the invoice or by itself."""
    told = {"payments": [{"paymentID": "P-1", "date": "2026-11-03", "amount": "3.00"}]}
    lines = [line(1, "10.00")]
    assert app.invoice(7001, lines, **told).json["balance"] == 7
    recorded(app, allocations=[{"invoiceNumber": 7001, "amount": 4}])
    assert balances(app, 7001) == [6]
    assert app.invoice(7001, lines, **told).json["outcome"] == "unchanged"
    anew = app.invoice(7001, lines, dueDate="2026-12-31", **told).json
    assert (anew["outcome"], anew["balance"], anew["paid"]) == ("changed", 6, 4)
    [shown] = app.as_("agent").get("/customer/1001/invoice/7001").json["payments"]
    assert (shown["paymentID"], shown["date"], shown["amount"]) == ("P-1", "2026-11-03", 4)
    assert shown["recordedAt"]


def test_what_cannot_be_recorded_is_refused_and_changes_nothing(app: App, state: Any) -> None:
    """X-12, X-07, X-16."""
    finance = app.as_("finance")
    refused(recorded(app, allocations=[{"invoiceNumber": 9, "amount": 1}]), 404, rule="X-12")
    refused(recorded(app, "/customer/9/payment/1"), 404)
    refused(recorded(app, amount=3), 400, rule="X-12")
    refused(recorded(app, currency="EUR"), 400, rule="X-12")
    refused(app.request("finance", "PUT", PATH, PAYMENT, {"If-Match": '"1"'}), 412)
    refused(finance.post(f"{PATH}/reversal", TAKEN_BACK), 404)
    refused(app.as_("manager").put(PATH, PAYMENT), 403, rule="X-16")
    refused(app.as_("limited").put(PATH, PAYMENT), 404)


def test_a_customer_sees_its_own_payments_and_no_word_from_inside(app: App) -> None:
    """CU-23, RV-03: on the list and alone; another customer's is not found."""
    recorded(app)
    app.as_("finance").post(f"{PATH}/reversal", TAKEN_BACK)
    [own] = app.as_("customer").get("/customer/1001/payment").json["value"]
    assert own == app.as_("customer").get(PATH).json
    assert (own["reversedOn"], own["takenBackAmount"]) == (TAKEN_BACK["date"], 6)
    assert not {"recordedAt", "reversal", "version"} & own.keys()
    assert app.as_("agent").get("/customer/1001/payment").json["value"][0]["reversal"]
    for path in ("/customer/1001/payment", PATH):
        refused(app.as_("limited").get(path), 404)
    refused(app.as_("customer").get("/customer/1002/payment"), 404)

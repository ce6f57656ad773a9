"""Customers and invoices by a PUT: again without harm, never under a dispute (X-12)."""

from typing import Any

import pytest

from tests.app import App
from tests.people import line

CUSTOMER = {
    "name": "New Networks",
    "accountNumber": "N-1",
    "currency": "USD",
    "deliveryMethod": "Post",
}


def test_importing_the_same_again_changes_nothing(app: App) -> None:
    """X-12: customer and invoice by API, repeatable without harm."""
    finance = app.as_("finance")
    made = finance.put("/customer/77", CUSTOMER)
    assert (made.status, made.json["outcome"]) == (201, "created")
    assert finance.put("/customer/77", CUSTOMER).json["outcome"] == "unchanged"
    assert (
        finance.put("/customer/77", CUSTOMER | {"name": "Newer Networks"}).json["outcome"]
        == "changed"
    )
    assert app.invoice(1, [line(1, "5.00")], customer=77).json["outcome"] == "created"
    assert app.invoice(1, [line(1, "5.00")], customer=77).json["outcome"] == "unchanged"
    paid = app.invoice(
        1,
        [line(1, "5.00")],
        customer=77,
        payments=[{"paymentID": "p", "date": "2026-10-05", "amount": 5}],
    )
    assert (paid.json["outcome"], paid.json["balance"], paid.json["settledDate"]) == (
        "changed",
        0,
        "2026-10-05",
    )


def test_identifiers_are_shown_as_first_imported(app: App) -> None:
    """RV-12: 1984950 and "1984950" name the same; zeros in front stay."""
    assert (
        app.as_("agent").get("/customer/1002/invoice/0000611365").json["invoiceNumber"]
        == "0000611365"
    )
    assert app.as_("agent").get("/customer/1001/invoice/1984950").json["invoiceNumber"] == 1984950
    body = {
        "invoiceNumber": "1984950",
        "amount": 1,
        "description": "x",
        "featureID": "10986",
        "usageRecordID": None,
    }
    raised = app.as_("agent").post("/customer/1001/dispute", body).json
    assert (raised["invoiceNumber"], raised["featureID"]) == (1984950, 10986)


def test_an_import_never_changes_what_is_disputed_or_credited(app: App) -> None:
    """X-12."""
    agent = app.as_("agent")
    dispute = agent.post(
        "/customer/1001/dispute",
        {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 50}]},
    ).json
    lines = [line(1, "101"), line(2, "200"), line(3, "0"), line("c", "-50", "credit")]
    refused = app.invoice(2000, lines)
    assert (refused.status, refused.json["code"], refused.json["disputeID"]) == (
        409,
        "notChangeable",
        dispute["disputeID"],
    )
    boss = app.as_("approver")
    boss.put(f"/dispute/{dispute['disputeID']}/line/1", {"creditAmount": 50, "status": "approved"})
    boss.post(f"/dispute/{dispute['disputeID']}/finalisation")
    assert app.invoice(2000, lines).status == 409
    other = app.invoice(
        2000, [line(1, "100"), line(2, "210"), line(3, "0"), line("c", "-50", "credit")]
    )
    assert (other.status, other.json["balance"], other.json["credited"]) == (200, 210, 50)


@pytest.mark.parametrize(
    "change",
    [
        {"currency": "XXX"},
        {"invoiceDate": "2026-13-01"},
        {"dueDate": "2026-01-01"},
        {"lines": []},
        {"lines": [line(1, "1"), line(1, "2")]},
        {"lines": [line(1, "1"), line(2, "1", featureID=1)]},
        {"lines": [line("general", "1")]},
        {"lines": [line(1, "-1")]},
        {"lines": [line(1, "1.001")]},
        {"status": "paid"},
        {"payments": [{"paymentID": 1, "date": "2026-10-01", "amount": -1}]},
        {"extra": 1},
    ],
)
def test_an_invoice_that_cannot_be_right_is_refused(app: App, change: dict[str, Any]) -> None:
    """X-12: nothing is lost, nothing is half written."""
    before = app.items()
    lines = change.pop("lines", [line(1, "10")])
    assert app.invoice(9, lines, **change).status == 400
    assert app.items() == before


def test_an_import_after_many_credits_is_still_an_import(app: App) -> None:
    """X-12: also when credits lie on more lines than one read brings."""
    lines = [line(n, "1") for n in range(120)]
    assert app.invoice(3000, lines).status == 201
    head = app.items()["INVOICE#1001#3000 HEAD"]
    app.table.write_batch([head | {"credited": {str(n): 1 for n in range(120)}}])
    assert app.invoice(3000, lines).json["outcome"] == "unchanged"
    assert (
        app.invoice(
            3000, lines, payments=[{"paymentID": 1, "date": "2026-10-02", "amount": 1}]
        ).json["outcome"]
        == "changed"
    )

"""Scenarios of customers, their invoices and payments as other systems bring them."""

from typing import Any

from tests.app import App
from tests.people import line
from tests.scenarios.base import Scenario

CUSTOMER = {
    "name": "New & Sons",
    "accountNumber": "0077",
    "currency": "USD",
    "deliveryMethod": "Email",
}
INVOICE = {
    "status": "approved",
    "currency": "USD",
    "invoiceDate": "2026-10-01",
    "dueDate": "2026-10-31",
    "usageAlias": "U-7",
    "lines": [line(1, "10.00"), line(2, "2.50", "usage")],
    "payments": [{"paymentID": 1, "date": "2026-10-05", "amount": 1}],
}
PAYMENT = {
    "valueDate": "2026-11-03",
    "currency": "USD",
    "amount": 6,
    "allocations": [{"invoiceNumber": 1984950, "amount": "4.00"}],
}
TAKEN_BACK = {"date": "2026-11-09", "reason": "The bank took it back."}


def recorded(app: App) -> dict[str, Any]:
    assert app.as_("finance").put("/customer/1001/payment/P-2", PAYMENT).status == 201
    return {"customerID": 1001, "paymentID": "P-2"}


SCENARIOS: dict[str, Scenario] = {
    "PUT /customer/{customerID}": Scenario(
        "finance", lambda _: {"customerID": 1077}, CUSTOMER, CUSTOMER | {"name": "Else"}
    ),
    "PUT /customer/{customerID}/invoice/{invoiceNumber}": Scenario(
        "finance",
        lambda _: {"customerID": 1001, "invoiceNumber": 7001},
        INVOICE,
        INVOICE | {"status": "draft"},
    ),
    "PUT /customer/{customerID}/payment/{paymentID}": Scenario(
        "finance",
        lambda _: {"customerID": 1001, "paymentID": "P-1"},
        PAYMENT,
        PAYMENT | {"amount": 7},
    ),
    "POST /customer/{customerID}/payment/{paymentID}/reversal": Scenario(
        "finance", recorded, TAKEN_BACK, TAKEN_BACK | {"reason": "It was another's."}
    ),
}

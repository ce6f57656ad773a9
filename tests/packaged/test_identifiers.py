"""Identifiers with signs that mean something in an address, through gateway and
function (RV-12).
"""

from urllib.parse import quote

import pytest

from tests.stack import Stack

CUSTOMER = {
    "name": "Signs & Co",
    "accountNumber": "S-1",
    "currency": "USD",
    "deliveryMethod": "Email",
}
LINE = {
    "lineID": "1/2",
    "description": "Monthly fee",
    "amount": 10,
    "kind": "feature",
    "featureID": "50%",
}
INVOICE = {
    "status": "approved",
    "currency": "USD",
    "invoiceDate": "2026-10-01",
    "dueDate": "2026-10-31",
    "lines": [LINE],
}

STRANGE = ["2024/001", "A%2FB", "A%252FB", "A/B", "ä#1", "50% off?", "a+b & c", "100%", "%"]


def in_address(identifier: str) -> str:
    return quote(identifier, safe="")


@pytest.mark.parametrize("identifier", STRANGE)
def test_a_strange_identifier_is_reached_wherever_it_stands_in_an_address(
    stack: Stack, identifier: str
) -> None:
    """RV-12: what comes in as `A%2FB` is never `A/B`."""
    token = stack.sign_in("finance")
    customer = f"/customer/{in_address(identifier)}"
    invoice = f"{customer}/invoice/{in_address(identifier)}"
    assert stack.call("PUT", customer, CUSTOMER, token).json["customerID"] == identifier
    assert stack.call("PUT", invoice, INVOICE, token).json["invoiceNumber"] == identifier
    assert stack.call("GET", customer, token=token).json["customerID"] == identifier
    assert stack.call("GET", invoice, token=token).json["invoiceNumber"] == identifier
    claim = {
        "invoiceNumber": identifier,
        "description": "x",
        "lines": [{"lineID": "1/2", "amount": 5}],
    }
    raised = stack.call("POST", f"{customer}/dispute", claim, token)
    assert raised.status == 201, raised.body
    line = f"/dispute/{raised.json['disputeID']}/line/{in_address('1/2')}"
    assert stack.call("PUT", line, {"disputedAmount": 4}, token).json["amount"] == 4
    assert [
        row["customerID"]
        for row in stack.call("GET", f"{customer}/dispute", token=token).json["value"]
    ] == [identifier]


def test_what_only_looks_alike_is_not_there(stack: Stack) -> None:
    """RV-12: one identity is never reached under another's name."""
    token = stack.sign_in("finance")
    assert (
        stack.call("PUT", "/customer/only%252Fthis", CUSTOMER, token).json["customerID"]
        == "only%2Fthis"
    )
    assert stack.call("GET", "/customer/only%2Fthis", token=token).status == 404
    assert stack.call("GET", "/customer/only%25252Fthis", token=token).status == 404

"""The mappings that there are before an administrator saves others."""

from typing import Any

PRESETS: list[dict[str, Any]] = [
    {
        "presetID": "receivables-2012",
        "name": "Accounts receivable 2012–2013",
        "kind": "invoices",
        "currency": "USD",
        "mapping": {
            "customerID": {"column": "customerID"},
            "invoiceNumber": {"column": "invoiceNumber"},
            "invoiceDate": {"column": "InvoiceDate", "format": "%m/%d/%Y"},
            "dueDate": {"column": "DueDate", "format": "%m/%d/%Y"},
            "amount": {"column": "InvoiceAmount"},
            "disputed": {"column": "Disputed"},
            "settledDate": {"column": "SettledDate", "format": "%m/%d/%Y"},
            "deliveryMethod": {"column": "PaperlessBill", "values": {"Paper": "Post", "Electronic": "Email"}},
        },
    },
    {
        "presetID": "fleet-operators",
        "name": "Operators of the fleet system",
        "kind": "operators",
        "currency": "GBP",
        "mapping": {name: {"column": name} for name in ("operatorID", "name", "currency", "email")},
    },
    {
        "presetID": "fleet-aggregators",
        "name": "Aggregators of the fleet system",
        "kind": "aggregators",
        "currency": "GBP",
        "mapping": {
            **{name: {"column": name} for name in ("aggregatorID", "name", "currency", "email")},
            "settlement": {"column": "settlement", "values": {"Wallet": "wallet", "Monthly invoice": "invoice"}},
        },
    },
    {
        "presetID": "fleet-bookings",
        "name": "Bookings of the fleet system",
        "kind": "bookings",
        "currency": "GBP",
        "mapping": {
            **{name: {"column": name} for name in ("bookingID", "reference", "operatorID", "aggregatorID", "fare", "description")},
            "status": {"column": "status", "values": {"Done": "completed", "Cancelled": "cancelled", "No fare": "noFare"}},
            "pickupAt": {"column": "pickup", "format": "%d/%m/%Y %H:%M"},
        },
    },
    {
        "presetID": "fleet-balances",
        "name": "Balances of the fleet system",
        "kind": "openingBalances",
        "currency": "GBP",
        "mapping": {name: {"column": name} for name in ("partyID", "reference", "amount", "currency")},
    },
]

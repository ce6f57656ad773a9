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
            "deliveryMethod": {
                "column": "PaperlessBill",
                "values": {"Paper": "Post", "Electronic": "Email"},
            },
        },
    },
    {
        "presetID": "bank-payments",
        "name": "Payments on the bank's account",
        "kind": "payments",
        "currency": "USD",
        "mapping": {
            **{name: {"column": name} for name in ("customerID", "invoiceNumber", "reference")},
            "paymentID": {"column": "bankReference"},
            "valueDate": {"column": "valueDate", "format": "%m/%d/%Y"},
            "amount": {"column": "amount", "format": "1,234.56"},
            "allocatedAmount": {"column": "forInvoice", "format": "1,234.56"},
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
            "settlement": {
                "column": "settlement",
                "values": {"Wallet": "wallet", "Monthly invoice": "invoice"},
            },
        },
    },
    {
        "presetID": "fleet-bookings",
        "name": "Bookings of the fleet system",
        "kind": "bookings",
        "currency": "GBP",
        "mapping": {
            **{
                name: {"column": name}
                for name in (
                    "bookingID",
                    "reference",
                    "operatorID",
                    "aggregatorID",
                    "fare",
                    "description",
                )
            },
            "status": {
                "column": "status",
                "values": {"Done": "completed", "Cancelled": "cancelled", "No fare": "noFare"},
            },
            "pickupAt": {"column": "pickup", "format": "%d/%m/%Y %H:%M"},
        },
    },
    {
        "presetID": "fleet-balances",
        "name": "Balances of the fleet system",
        "kind": "openingBalances",
        "currency": "GBP",
        "mapping": {
            name: {"column": name} for name in ("partyID", "reference", "amount", "currency")
        },
    },
    {
        "presetID": "resale-vendors",
        "name": "Vendors of the resale platform",
        "kind": "vendors",
        "currency": "INR",
        "mapping": {
            name: {"column": name}
            for name in ("vendorID", "name", "maxLeads", "email", "phone", "contact")
        },
    },
    {
        "presetID": "resale-orders",
        "name": "Orders of the resale platform",
        "kind": "orders",
        "currency": "INR",
        "mapping": {
            **{
                name: {"column": name}
                for name in (
                    "orderID",
                    "customerID",
                    "vendorID",
                    "phone",
                    "device",
                )
            },
            "finalValue": {"column": "finalValue", "format": "12,34,567.89"},
            "offeredValue": {"column": "offeredValue", "format": "12,34,567.89"},
            "status": {
                "column": "status",
                "values": {
                    "Placed": "placed",
                    "Assigned": "assigned",
                    "Picked up": "completed",
                    "Cancelled": "cancelled",
                },
            },
            "completedAt": {"column": "pickedUp", "format": "%d/%m/%Y %H:%M"},
        },
    },
    {
        "presetID": "resale-notes",
        "name": "Notes of the resale platform",
        "kind": "orderNotes",
        "mapping": {
            **{name: {"column": name} for name in ("orderID", "noteID", "text")},
            "kind": {
                "column": "kind",
                "values": {"Pickup": "pickupNote", "Condition": "conditionChange"},
            },
            "at": {"column": "noted", "format": "%d/%m/%Y %H:%M"},
        },
    },
    {
        "presetID": "resale-payout-results",
        "name": "Results of the resale platform's bank",
        "kind": "payoutResults",
        "currency": "INR",
        "mapping": {
            "payoutID": {"column": "endToEndID"},
            "status": {
                "column": "status",
                "values": {"Credited": "confirmed", "Returned": "returned"},
            },
            "reference": {"column": "utr"},
            "code": {"column": "returnCode"},
            "amount": {"column": "amount", "format": "12,34,567.89"},
        },
    },
]

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
]

"""All that a customer may read of its own matters, route by route, and nothing else (CU-23)."""

from collections.abc import Iterator
from typing import Any

CUSTOMER = {"customerID", "name", "accountNumber", "currency", "deliveryMethod"}
AMOUNTS = {
    *(
        "currency",
        "outstanding",
        "credits",
        "unallocated",
        "balance",
        "disputed",
        "disputedOwed",
        "disputedPaid",
        "collectable",
    ),
    *("invoices", "creditItems", "openDisputes"),
}
SHARES = {"amounts", "credited", "withdrawn", "declined", "undecided"}
INVOICE = {
    *(
        "customerID",
        "invoiceNumber",
        "currency",
        "invoiceDate",
        "dueDate",
        "total",
        "paid",
        "credited",
        "fees",
        "reminderCharges",
        "balance",
    ),
    *("disputedAmount", "openDisputeID", "planID", "notice", "settledDate", "promise"),
}
PROMISE = {
    *("number", "status", "promised", "amount", "paid", "date", "dueDate", "until", "madeAt"),
}
INVOICE |= PROMISE
STANDING = {
    "status",
    "statusText",
    "creditedAmount",
    "remainingAmount",
    "withdrawnAmount",
    "declinedAmount",
}
DISPUTE = {
    "disputeID",
    "customerID",
    "invoiceNumber",
    "description",
    "disputeDate",
    "closeDate",
    "currency",
    "amount",
}
DISPUTE |= {"messageCount", "unread"} | STANDING | SHARES
PAYMENT = {
    *("customerID", "paymentID", "valueDate", "currency", "amount", "reference", "reversedOn"),
    *("allocations", "invoiceNumber"),
    *("allocatedAmount", "unallocatedAmount", "takenBackAmount"),
}
CHARGES = {"charges", "chargeID", "kind", "dueDate", "amount", "outstanding", "disputedOwed"}
ALLOWED: dict[str, set[str]] = {
    "/customer/1001": CUSTOMER | {"amounts", "openDisputes", "complete"} | AMOUNTS,
    "/customer/1001/statement": {
        "customer",
        "asOf",
        "value",
        "more",
        "totals",
        "credit",
        "collectable",
        *("promised", "toPay"),
        "complete",
        "daysLate",
        "bucket",
        "ageing",
        "amount",
        "instalments",
        "billedOwed",
    }
    | CHARGES
    | PAYMENT
    | CUSTOMER
    | INVOICE
    | AMOUNTS,
    "/customer/1001/invoice": {"value", "nextCursor"} | INVOICE,
    "/customer/1001/invoice/{invoiceNumber}": INVOICE
    | {"lines", "lineID", "description", "kind", "amount", "disputed"}
    | {
        "instalments",
        "payments",
        "paymentID",
        "date",
        "adjustments",
        "adjustmentID",
        "disputeID",
        "at",
        "hasMoreLines",
    }
    | CHARGES,
    "/customer/1001/promise": {"value", "nextCursor", "earlier"}
    | {"customerID", "invoiceNumber", "currency"}
    | PROMISE,
    "/customer/1001/payment": {"value", "nextCursor"} | PAYMENT,
    "/customer/1001/payment/{paymentID}": PAYMENT,
    "/customer/1001/dispute": {"value", "nextCursor"} | DISPUTE,
    "/customer/1001/dispute/{disputeID}": DISPUTE
    | {"lines", "lineID", "charge", "disputedAmount", "actions", "name", "allowed", "reason"},
    "/dispute/{disputeID}/event": {
        "value",
        "nextCursor",
        "sequence",
        "type",
        "text",
        "at",
        "amount",
        "currency",
    }
    | {"words", "values"},
    "/dispute/{disputeID}/message": {
        "attachment",
        "dispute",
        "value",
        "nextCursor",
        "sequence",
        "type",
        "text",
        "at",
        "side",
    }
    | DISPUTE,
}
"""What a customer reads → every key that its answer may have, at whatever depth."""

INSIDE = (
    "Agent",
    "Limited",
    "Approver",
    "Manager",
    "Finance",
    "Support",
    "Admin",
    "agent",
    "approver",
    "pendingApproval",
    "A mistake",
    "New facts",
)
"""Names of the staff, internal statuses, and what the staff write to one another in
the scenarios.
"""


def keys_in(value: Any) -> Iterator[str]:
    """Every key of an answer, at whatever depth; what stands in a sentence is named by its own
    words.
    """
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from keys_in(part if key != "values" else None)
    elif isinstance(value, list):
        for part in value:
            yield from keys_in(part)

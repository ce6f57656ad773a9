"""The demo's customers and invoices, and what became of the disputes about them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

CURRENCY = "USD"
DUE_AFTER_DAYS = 30

CUSTOMERS: dict[int, tuple[str, str, str]] = {
    1001: ("Bright Telecom", "Email", "billing@bright.test"),
    1002: ("Corner Café", "Post", "owner@corner.test"),
    1003: ("Harbour Logistics", "Email", "ap@harbour.test"),
    1004: ("Nordwind Energy", "Email and Post", "rechnung@nordwind.test"),
    1005: ("Pine Street Dental", "Post", "desk@pinestreet.test"),
    1006: ("Quarry & Sons", "Post", "accounts@quarry.test"),
    1007: ("Riverside Hotel", "Email", "finance@riverside.test"),
    1008: ("Summit Outdoor", "Do Not Send", "ledger@summit.test"),
    1009: ("Timberline Lodge", "Post", "desk@timberline.test"),
}

ADDRESSES = {
    1002: "Corner Café\n4 Mill Lane\nPortland, ME 04101",
    1005: "Pine Street Dental\n71 Pine Street\nConcord, NH 03301",
    1006: "Quarry & Sons\n118 Granite Road\nBarre, VT 05641",
    1009: "Timberline Lodge\n9 Summit Trail\nStowe, VT 05672",
}
"""Where those live whose letters go on paper."""

CHARGES = (
    ("Monthly fee, business line", "120.00"),
    ("Data, 500 GB", "85.50"),
    ("Roaming", "46.20"),
    ("Support, premium", "240.00"),
    ("International minutes", "31.75"),
    ("Equipment rental", "18.90"),
)

RESOLUTIONS = [
    {"resolutionID": 1, "name": "Customer credit"},
    {"resolutionID": 2, "name": "Billing correction"},
    {"resolutionID": 3, "name": "No fault found"},
    {"resolutionID": 303, "name": "Approved"},
]

REASONS = [
    {"reasonID": "wrongAmount", "name": "Wrong amount"},
    {"reasonID": "notOrdered", "name": "Not ordered"},
    {"reasonID": "serviceDown", "name": "Service was down"},
    {"reasonID": "paidAlready", "name": "Already paid"},
    {"reasonID": "duplicate", "name": "Billed twice"},
]

APPROVAL_CHAINS = [
    {
        "chainID": "standard",
        "name": "Standard",
        "levels": [
            {"name": "Approver", "role": "approver", "answerWithinHours": 8},
            {"name": "Manager", "role": "manager", "answerWithinHours": 8},
            {"name": "Finance", "role": "finance", "answerWithinHours": 8},
        ],
        "whenSilent": "expire",
    }
]

BUSINESS_HOURS = [
    {"timeZone": "Europe/Berlin", "days": [1, 2, 3, 4, 5], "from": "09:00", "to": "17:00"}
]


@dataclass(frozen=True)
class Invoice:
    """An invoice to bring in."""

    customer_id: int
    number: int
    body: dict[str, Any]


@dataclass(frozen=True)
class Story:
    """A dispute and how far it came: `open`, `pending`, `approved`, `finalised`, `withdrawn` or
    `closed`.
    """

    customer_id: int
    invoice_number: int
    claims: dict[str, str]
    description: str
    reason_id: str
    ends: str = "open"
    by: str = "agent"
    lines: list[dict[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self,
            "lines",
            [{"lineID": line, "amount": amount} for line, amount in self.claims.items()],
        )


STORIES = (
    Story(
        1001,
        5101,
        {"L2": "85.50", "L3": "46.20"},
        "Nobody travelled, and the data package was cancelled in spring.",
        "notOrdered",
        "pending",
    ),
    Story(1001, 5102, {"L5": "31.75"}, "The calls were covered by the flat rate.", "wrongAmount"),
    Story(
        1001,
        5103,
        {"L1": "40.00"},
        "Closed for ten days after the line was cut.",
        "serviceDown",
        "finalised",
    ),
    Story(1001, 5104, {"L6": "18.90"}, "Own equipment is used.", "notOrdered", "withdrawn"),
    Story(
        1002,
        5201,
        {"L1": "60.00"},
        "Closed for half the month after the flood.",
        "serviceDown",
        by="limited",
    ),
    Story(1002, 5202, {"L2": "85.50"}, "The line was never activated.", "notOrdered", "withdrawn"),
    Story(
        1003,
        5301,
        {"L2": "85.50", "L3": "46.20"},
        "Billed for a SIM that was returned in spring.",
        "notOrdered",
        "pending",
    ),
    Story(
        1003,
        5399,
        {"L1": "6200.00"},
        "The yard went live seven weeks late.",
        "serviceDown",
        "pending",
    ),
    Story(
        1003, 5302, {"L1": "20.00"}, "The agreed discount is missing.", "wrongAmount", "finalised"
    ),
    Story(
        1004,
        5401,
        {"L4": "240.00"},
        "Premium support was cancelled in writing.",
        "notOrdered",
        "approved",
    ),
    Story(
        1004,
        5403,
        {"L1": "120.00", "L2": "85.50"},
        "The whole site was offline for eleven days.",
        "serviceDown",
    ),
    Story(
        1005, 5501, {"L1": "120.00"}, "The same month was billed twice.", "duplicate", "finalised"
    ),
    Story(
        1005, 5503, {"L3": "46.20"}, "Nobody travelled in that month.", "wrongAmount", by="agent2"
    ),
    Story(1006, 5602, {"L5": "31.75"}, "Paid in cash at the branch.", "paidAlready", "closed"),
    Story(
        1006,
        5603,
        {"L4": "200.00"},
        "Charged for two sites; there is one.",
        "wrongAmount",
        by="agent2",
    ),
    Story(
        1007,
        5701,
        {"L2": "40.00"},
        "The data package was too small for what was promised.",
        "wrongAmount",
        "pending",
    ),
    Story(
        1007,
        5702,
        {"L1": "120.00", "L6": "18.90"},
        "The router was sent back before the month began.",
        "notOrdered",
    ),
    Story(1008, 5803, {"L6": "18.90"}, "Own equipment is used.", "notOrdered"),
)


def invoices(today: date) -> list[Invoice]:
    """Every invoice, dated back from today so that some are not yet due and some long overdue."""
    return [
        *_of_the_billing_api(today),
        _of_a_project(today),
        *(_monthly(customer, month, today) for customer in CUSTOMERS for month in (1, 2, 3, 4)),
    ]


def _of_the_billing_api(today: date) -> list[Invoice]:
    """The two invoices of the requests that the billing API documents."""
    feature = {
        "lineID": 10986,
        "description": "Voice mail",
        "amount": "4.95",
        "kind": "feature",
        "featureID": 10986,
    }
    usage = {
        "lineID": 465320,
        "description": "Call to 1 900 555 0142",
        "amount": "1.50",
        "kind": "usage",
        "usageRecordID": 465320,
    }
    call = usage | {"usageBatchID": 7, "usageRecordNumber": 3}
    fee = {
        "lineID": 103254,
        "description": "MONTHLY FEE",
        "amount": "9.99",
        "kind": "feature",
        "featureID": 103254,
    }
    service = fee | {"serviceID": 10430092, "serviceNumber": 1234567890, "invoiceCategoryid": 12}
    dates = _dates(today - timedelta(days=20))
    common = {"status": "approved", "currency": CURRENCY, **dates}
    return [
        Invoice(1001, 1984950, {**common, "usageAlias": "U-1984950", "lines": [feature, call]}),
        Invoice(1001, 1003324, {**common, "billPeriodID": 21180214, "lines": [service]}),
    ]


def _of_a_project(today: date) -> Invoice:
    """An invoice so large that a credit on it goes through the whole chain of approval."""
    project = {
        "lineID": "L1",
        "description": "Private network for the yard",
        "amount": "18600.00",
        "kind": "feature",
        "featureID": 53991,
    }
    training = {
        "lineID": "L2",
        "description": "Training, two days",
        "amount": "2400.00",
        "kind": "feature",
        "featureID": 53992,
    }
    body = {
        "status": "approved",
        "currency": CURRENCY,
        "lines": [project, training],
        **_dates(today - timedelta(days=12)),
    }
    return Invoice(1003, 5399, body)


def _monthly(customer: int, month: int, today: date) -> Invoice:
    """One month's invoice of a customer: the fourth newest is paid, and the third newest of every
    other customer.
    """
    number = 5000 + (customer - 1000) * 100 + month
    dates = _dates(today - timedelta(days=month * 31 - 20 + customer % 7))
    lines = [
        {
            "lineID": f"L{n}",
            "description": description,
            "amount": amount,
            "kind": "feature",
            "featureID": number * 10 + n,
        }
        for n, (description, amount) in enumerate(CHARGES, start=1)
    ]
    if customer % 3 == 0:
        lines.append(
            {"lineID": "C1", "description": "Loyalty credit", "amount": "-15.00", "kind": "credit"}
        )
    body = {"status": "approved", "currency": CURRENCY, "lines": lines, **dates}
    if month == 4 or (month == 3 and customer % 2 == 0):
        total = "527.35" if customer % 3 == 0 else "542.35"
        body["payments"] = [{"paymentID": f"P{number}", "date": dates["dueDate"], "amount": total}]
    return Invoice(customer, number, body)


def _dates(issued: date) -> dict[str, str]:
    return {
        "invoiceDate": issued.isoformat(),
        "dueDate": (issued + timedelta(days=DUE_AFTER_DAYS)).isoformat(),
    }

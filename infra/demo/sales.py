"""The demo's vendors, the devices that its customers sold to them, and what the platform pays out
of.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol

DECCAN, GANGA, KONKAN = "VN-10", "VN-20", "VN-30"
PLATFORM_PAID_IN = {"amount": "9500.00", "reference": "NEFT of the platform, October"}
VENDORS_PAID_IN = {DECCAN: "2000.00", GANGA: "300.00"}
"""Vendor → what lies in its wallet at first; Ganga's bears some of its fines."""
PHONES = {1001: "98765 43210", 1002: "080 4123 4567", 1003: "+91 91234 56780"}

VENDORS: dict[str, dict[str, Any]] = {
    DECCAN: {
        "name": "Deccan Devices",
        "maxLeads": 60,
        "email": "desk@deccan-devices.test",
        "phone": "098450 12345",
        "contact": "Meera",
    },
    GANGA: {
        "name": "Ganga Gadgets",
        "maxLeads": 40,
        "email": "pay@ganga-gadgets.test",
        "phone": "+91 94150 23456",
        "contact": "Ravi",
    },
    KONKAN: {"name": "Konkan Cells", "maxLeads": 25},
}

SOLD: tuple[tuple[str, int, str, str, int, str, str, str], ...] = (
    ("RS-7001", 1001, DECCAN, "completed", 9, "12500.00", "13000.00", "Phone, 128 GB"),
    ("RS-7002", 1001, DECCAN, "completed", 7, "4999.99", "5500.00", "Tablet"),
    ("RS-7003", 1002, GANGA, "completed", 6, "5000.00", "5000.00", "Laptop"),
    ("RS-7004", 1002, DECCAN, "completed", 5, "3200.00", "4100.00", "Phone, 64 GB"),
    ("RS-7005", 1001, GANGA, "completed", 4, "1850.00", "1850.00", "Watch"),
    ("RS-7006", 1003, KONKAN, "completed", 3, "7400.00", "7900.00", "Phone, 256 GB"),
    ("RS-7007", 1001, KONKAN, "assigned", 0, "2600.00", "2600.00", "Headphones"),
    ("RS-7008", 1002, GANGA, "placed", 0, "9100.00", "9100.00", "Camera"),
    ("RS-7009", 1003, KONKAN, "cancelled", 0, "1500.00", "1500.00", "Watch"),
    ("RS-7010", 1002, GANGA, "completed", 8, "1400.00", "1400.00", "Phone, 32 GB"),
    ("RS-7011", 1003, DECCAN, "completed", 8, "2800.00", "3000.00", "Tablet, 64 GB"),
    ("RS-7012", 1003, DECCAN, "completed", 6, "2050.00", "2050.00", "Camera"),
    ("RS-7013", 1003, DECCAN, "completed", 10, "700.00", "700.00", "Headphones"),
    ("RS-7014", 1001, DECCAN, "completed", 11, "1600.00", "1750.00", "Watch, 44 mm"),
)
"""Order, customer, vendor, status, collected so many days ago, final and offered value, device."""

NOTES = {
    "RS-7004": ("conditionChange", "The screen has a crack that the offer did not name."),
    "RS-7006": ("pickupNote", "Handed over with box and charger."),
}
"""Order → what was noted when it was collected."""


class Writes(Protocol):
    """The API as one person has it."""

    def write(self, method: str, path: str, body: Any, key: str | None = None) -> Any:
        """Carries out a command, with a key once."""


def bring_in(desks: Mapping[str, Writes], pool: Executor, today: date) -> None:
    """Vendors, their orders, and money for these and the platform; sent again, nothing happens
    twice.
    """
    finance = desks["finance"]

    def put(told: tuple[str, dict[str, Any]]) -> Any:
        return finance.write("PUT", *told)

    # The platform's wallet is opened with the first vendor's, so one comes before the others.
    for vendor, body in VENDORS.items():
        put((f"/vendor/{vendor}", body))
    list(pool.map(put, orders(today)))
    finance.write(
        "POST", "/wallet/platform-INR/deposit", PLATFORM_PAID_IN, key="demo-platform-deposit"
    )
    for vendor, amount in VENDORS_PAID_IN.items():
        deposit = {"amount": amount, "reference": f"Deposit of {VENDORS[vendor]['name']}"}
        finance.write(
            "POST", f"/wallet/{vendor}-INR/deposit", deposit, key=f"demo-{vendor}-deposit"
        )


def orders(today: date) -> Iterable[tuple[str, dict[str, Any]]]:
    """Where each order is brought in, and as what."""
    for order, customer, vendor, status, days, final, offered, device in SOLD:
        body: dict[str, Any] = {
            "customerID": customer,
            "vendorID": vendor,
            "status": status,
            "finalValue": final,
            "offeredValue": offered,
            "phone": PHONES[customer],
            "device": device,
        }
        if days:
            at = datetime.combine(today - timedelta(days=days), time(10, 30), UTC)
            body["completedAt"] = at.isoformat()
            if order in NOTES:
                kind, text = NOTES[order]
                noted = {"noteID": f"{order}-1", "kind": kind, "text": text}
                body["notes"] = [noted | {"at": at.isoformat()}]
        yield f"/order/{order}", body

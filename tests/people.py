"""Who works here, whose invoices there are, and what stands on one."""

from typing import Any

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.domain.people.person import Person

IMPORTER = ("import.run",)
"""The right that an administrator gave them."""

CAST = (
    Person(
        "agent", "agent@demo.test", "Ada Agent", "agent", {"USD": 0}, rights=IMPORTER, version=1
    ),
    Person("agent2", "agent2@demo.test", "Ben Agent", "agent", {"USD": 0}, version=1),
    Person(
        "limited",
        "limited@demo.test",
        "Lin Limited",
        "agent",
        {"USD": 0},
        ("1002",),
        rights=IMPORTER,
        version=1,
    ),
    Person(
        "approver", "approver@demo.test", "Ann Approver", "approver", {"USD": 500_00}, version=1
    ),
    Person(
        "manager",
        "manager@demo.test",
        "Max Manager",
        "manager",
        {"USD": 5000_00},
        rights=IMPORTER,
        version=1,
    ),
    Person(
        "finance",
        "finance@demo.test",
        "Fay Finance",
        "finance",
        {"USD": 100_000_00},
        rights=IMPORTER,
        version=1,
    ),
    Person("finance2", "finance2@demo.test", "Finn Finance", "finance", rights=IMPORTER, version=1),
    Person("finance3", "finance3@demo.test", "Flo Finance", "finance", version=1),
    Person("support", "support@demo.test", "Sue Support", "support", version=1),
    Person("admin", "admin@demo.test", "Adi Admin", "admin", version=1),
    Person(
        "operator", "operator@demo.test", "Olga Operator", "operator", party_id="OP-1", version=1
    ),
    Person("operator2", "operator2@demo.test", "Otto Operator", "operator", party_id=2, version=1),
    Person(
        "aggregator",
        "aggregator@demo.test",
        "Alan Aggregator",
        "aggregator",
        party_id="AGG",
        version=1,
    ),
    Person("vendor", "vendor@demo.test", "Vera Vendor", "vendor", party_id="V-1", version=1),
    Person("vendor2", "vendor2@demo.test", "Vic Vendor", "vendor", party_id="V-2", version=1),
    Person("customer", "customer@demo.test", "Cal Customer", "customer", party_id=1001, version=1),
)

CUSTOMERS = (
    Customer(1001, "Bright Telecom", "ACC-1001", "USD", "Email", version=1),
    Customer(1002, "Corner Café", "0002", "USD", "Post", version=1),
)


def line(line_id: OutsideID, amount: str, kind: str = "feature", **values: Any) -> dict[str, Any]:
    """A line of an invoice, as it is imported."""
    named = (
        {"featureID": line_id}
        if kind == "feature"
        else {"usageRecordID": line_id}
        if kind == "usage"
        else {}
    )
    return (
        {"lineID": line_id, "description": f"Charge {line_id}", "amount": amount, "kind": kind}
        | named
        | values
    )

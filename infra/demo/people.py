"""Who can sign in to the demo."""

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.people.person import IMPORTING, Person
from infra.demo.rides import CITY, HARBOUR, RIDES
from infra.demo.sales import DECCAN

PASSWORD = "demo-password"  # noqa: S105


def _person(
    role: str,
    name: str,
    *,
    who: str = "",
    limit: int = 0,
    rupees: int = 0,
    limit_to: tuple[str, ...] = (),
    party: OutsideID | None = None,
    rights: tuple[str, ...] = (),
) -> Person:
    """A person of the demo; `limit` is in dollars, and `rupees` is another one."""
    told = {"USD": limit * 100, "INR": rupees * 100}
    credit_limit = {currency: amount for currency, amount in told.items() if amount}
    return Person(
        "", f"{who or role}@demo.test", name, role, credit_limit, limit_to, party, rights=rights
    )


PEOPLE = (
    _person("agent", "Ada Agent", rupees=2_000, rights=(IMPORTING,)),
    _person("agent", "Ben Agent", who="agent2", rupees=2_000),
    _person("agent", "Lina Limited", who="limited", limit_to=("1002",)),
    _person("approver", "Anil Approver", limit=500),
    _person("manager", "Mara Manager", limit=5_000, rupees=50_000, rights=(IMPORTING,)),
    _person("finance", "Finn Finance", limit=100_000, rupees=500_000, rights=(IMPORTING,)),
    _person("finance", "Fiona Finance", who="finance2"),
    _person("integration", "Ines Integration"),
    _person("support", "Sana Support"),
    _person("admin", "Aldo Admin"),
    _person("operator", "Olga Operator", party=CITY),
    _person("operator", "Otto Operator", who="operator2", party=HARBOUR),
    _person("aggregator", "Agnes Aggregator", party=RIDES),
    _person("vendor", "Vera Vendor", party=DECCAN),
    _person("customer", "Carl Customer", party=1001),
)

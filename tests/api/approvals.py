"""What the tests of approvals share: a chain of three levels, and how a credit is asked for and answered."""

from typing import Any

from tests.house import House
from tests.visitors import Result

CHAIN = {
    "chainID": "std",
    "name": "Standard",
    "levels": [{"name": "Approver", "role": "approver"}, {"name": "Manager", "role": "manager"}, {"name": "Finance", "role": "finance"}],
}


def ask_for(house: House, dispute: str, credit: Any = 1000, line: int = 1, who: str = "agent") -> Result:
    """Somebody asks for a credit above the own limit, and the workflow does what it does."""
    asked = house.as_(who).put(f"/dispute/{dispute}/line/{line}", {"creditAmount": credit, "status": "approved"})
    house.settle()
    return asked


def inbox(house: House, who: str) -> list[dict[str, Any]]:
    found = house.as_(who).get("/approval")
    rows = found.json["value"]
    assert found.calls == ["BatchGetItem", "Query", *(["BatchGetItem"] if rows else [])]
    return list(rows)


def decide(house: House, who: str, approval: str, decision: str = "approve", **more: Any) -> Result:
    return house.as_(who).post(f"/approval/{approval}/decision", {"decision": decision} | more)


def shown(house: House, dispute: str) -> dict[str, Any]:
    return house.as_("agent").get(f"/dispute/{dispute}").json

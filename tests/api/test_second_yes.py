"""Deposits and floors that are too much for one person of finance wait for a second one (X-16)."""

from typing import Any

import pytest

from tests.api.refusals import refused
from tests.house import House
from tests.scenarios import AGGREGATOR
from tests.visitors import Result

WALLET = "/wallet/AGG-GBP"


@pytest.fixture(autouse=True)
def _wallet(house: House) -> None:
    assert house.as_("finance").put("/aggregator/AGG", AGGREGATOR).status == 201


def deposit(house: House, amount: Any, who: str = "finance", **values: Any) -> Result:
    return house.as_(who).post(f"{WALLET}/deposit", {"amount": amount, "reference": f"BACS {amount} {who}"} | values)


def wallet(house: House) -> dict[str, Any]:
    shown: dict[str, Any] = house.as_("finance").get(WALLET).json
    return shown


def test_a_deposit_above_the_bound_comes_in_by_two_people(house: House) -> None:
    """X-16, IG-10: nothing moves before the second yes; the statement names both, and it happens once."""
    assert deposit(house, 10_000).status == 201
    foretold = house.as_("finance").post(f"{WALLET}/deposit?dryRun=true", {"amount": "10000.01", "reference": "B"}).json
    assert (foretold["status"], foretold["dryRun"]) == ("asked", True)
    asked = deposit(house, "10000.01")
    assert (asked.status, asked.json["status"], asked.json["kind"]) == (202, "asked", "deposit")
    assert wallet(house)["balance"] == 10_000
    approval = f"/proposal/{asked.json['proposalID']}/approval"
    refused(house.as_("finance").post(approval), 403, rule="X-16")
    for who in ("agent", "manager", "admin", "support", "operator", "customer"):
        refused(house.as_(who).post(approval), 403)
    [row] = house.as_("finance2").get("/proposal").json["value"]
    assert [(one["name"], one["allowed"]) for one in row["actions"]] == [("agree", True), ("refuse", True)]
    [own] = house.as_("finance").get("/proposal").json["value"]
    assert [(one["name"], one["allowed"], one["rule"]) for one in own["actions"]] == [("agree", False, "X-16"), ("refuse", True, None)]
    seen = house.as_("finance2").post(f"{approval}?dryRun=true").json
    assert (seen["wallet"]["balance"], wallet(house)["balance"]) == (20_000.01, 10_000)
    made = house.as_("finance2").post(approval)
    assert (made.json["status"], made.json["transferID"], made.json["decidedBy"]) == ("made", asked.json["proposalID"], "Finn Finance")
    assert made.calls == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]
    entry = house.as_("finance").get(f"{WALLET}/entry").json["value"][0]
    assert (entry["amount"], entry["by"], entry["askedBy"]) == (10_000.01, "Finn Finance", "Fay Finance")
    for answer in ("approval", "rejection"):
        refused(house.as_("finance3").post(f"/proposal/{asked.json['proposalID']}/{answer}", {}), 409, rule="X-16")
    assert house.as_("finance").get("/proposal").json["value"] == []
    told = house.as_("admin").get(f"/audit/journal?subject=proposal/{asked.json['proposalID']}").json["value"]
    assert [one["after"]["status"] for one in told] == ["asked", "made"]
    assert house.faults() == []


def test_a_deposit_that_is_refused_or_taken_back_does_not_come_in(house: House) -> None:
    """X-16: by a second person with a reason, or by who asked."""
    for who in ("finance2", "finance"):
        asked = deposit(house, 20_000, reference=who).json["proposalID"]
        said = house.as_(who).post(f"/proposal/{asked}/rejection", {"reason": "No such payment"})
        assert (said.json["status"], said.json["answer"]) == ("refused", "No such payment")
        refused(house.as_("finance3").post(f"/proposal/{asked}/approval"), 409)
    assert (wallet(house)["balance"], house.as_("finance").get("/proposal").json["value"]) == (0, [])


def test_a_deposit_in_parts_is_none_of_the_less(house: House) -> None:
    """X-16: what came into a wallet the same day by one person's yes counts, whoever it was; the next day begins anew."""
    assert [deposit(house, amount).status for amount in (6_000, 4_000)] == [201, 201]
    assert deposit(house, "0.01").status == 202
    assert deposit(house, "0.01", "finance2").status == 202
    house.later(minutes=24 * 60)
    assert deposit(house, 10_000, reference="next day").status == 201
    assert house.faults() == []


@pytest.mark.parametrize("floor", ["-10000.01", "10000.01", -1_000_000])
def test_a_floor_far_from_nothing_is_set_by_two_people(house: House, floor: Any) -> None:
    """X-16, IG-11: below nothing it lets somebody owe, above it keeps from somebody what is theirs."""
    for near in (-10_000, 10_000, 0):
        assert house.as_("finance").put(f"{WALLET}/floor", {"floor": near}).json["floor"] == near
    asked = house.as_("finance").put(f"{WALLET}/floor", {"floor": floor})
    assert (asked.status, asked.json["kind"], wallet(house)["floor"]) == (202, "floor", 0)
    approval = f"/proposal/{asked.json['proposalID']}/approval"
    refused(house.as_("finance").post(approval), 403, rule="X-16")
    assert house.as_("finance2").post(approval).json["wallet"]["floor"] == float(floor)
    assert wallet(house)["floor"] == float(floor)
    assert house.as_("finance").put(f"{WALLET}/floor", {"floor": floor}).json["outcome"] == "unchanged"
    assert house.faults() == []


def test_the_bound_is_the_one_that_is_set_for_the_currency(house: House) -> None:
    """X-16: 0 asks for a second person always."""
    admin = house.as_("admin")
    admin.put("/setting/moneyBounds", {"value": [{"currency": "GBP", "alone": "50.50"}, {"currency": "USD", "alone": 0}]})
    assert [deposit(house, amount).status for amount in ("50.50", "0.01")] == [201, 202]
    admin.put("/setting/moneyBounds", {"value": [{"currency": "GBP", "alone": 0}]})
    assert deposit(house, "0.02").status == 202
    assert house.as_("finance").put(f"{WALLET}/floor", {"floor": "-0.01"}).status == 202


def test_the_outside_world_has_no_floor_by_two_either(house: House) -> None:
    """IG-11."""
    deposit(house, 1)
    refused(house.as_("finance").put("/wallet/external-GBP/floor", {"floor": -1_000_000}), 400, rule="IG-11")


def test_who_is_limited_to_customers_is_told_of_no_proposal(house: House) -> None:
    """RV-03."""
    asked = deposit(house, 20_000).json["proposalID"]
    house.as_("admin").put("/user/finance2", {"limitTo": ["1001"]})
    assert house.as_("finance2").get("/proposal").json["value"] == []
    refused(house.as_("finance2").post(f"/proposal/{asked}/approval"), 404)
    refused(house.as_("finance3").post("/proposal/000000000000/approval"), 404)

"""A deposit under the reference of one before is told as that, and needs a yes (IG-10)."""

from typing import Any

import pytest

from tests.api.refusals import refused
from tests.house import House
from tests.scenarios import AGGREGATOR, OPERATOR
from tests.visitors import Result

ALIKE = ("bacs ré 7", "BACS  RE 7", "ＢＡＣＳ RÉ 7", "BACSRÉ7")


@pytest.fixture(autouse=True)
def _first(house: House) -> None:
    """A deposit of 12.50, and wallets beside it."""
    for path, body in {"aggregator/AGG": AGGREGATOR, "operator/OP-1": OPERATOR}.items():
        assert house.as_("finance").put(f"/{path}", body).status == 201
    assert deposit(house, "12.50", "BACS RÉ 7").status == 201


def deposit(house: House, amount: Any, reference: str, who: str = "finance", wallet: str = "AGG-GBP", **values: Any) -> Result:
    return house.as_(who).post(f"/wallet/{wallet}/deposit", {"amount": amount, "reference": reference} | values)


def balance(house: House) -> Any:
    return house.as_("finance").get("/wallet/AGG-GBP").json["balance"]


@pytest.mark.parametrize("reference", ["BACS RÉ 7", *ALIKE])
def test_the_deposit_before_is_named_and_another_one_takes_a_yes(house: House, reference: str) -> None:
    """IG-10: whoever sends it, of whichever amount, and however the reference is written; the statement says which it repeats."""
    [first] = house.as_("finance").get("/wallet/AGG-GBP/entry").json["value"]
    for target in ("/wallet/AGG-GBP/deposit?dryRun=true", "/wallet/AGG-GBP/deposit"):
        answer = house.as_("finance2").post(target, {"amount": 99, "reference": reference})
        said = answer.json["refused"] if "dryRun" in target else refused(answer, 409, rule="IG-10").json
        earlier = {name: said["earlier"][name] for name in ("transferID", "reference", "amount", "currency", "by")}
        assert earlier == {
            "transferID": first["transferID"],
            "reference": "BACS RÉ 7",
            "amount": 12.5,
            "currency": "GBP",
            "by": "Fay Finance",
        }
    assert balance(house) == 12.5
    again = deposit(house, 99, reference, "finance2", isRepeat=True)
    assert (again.status, again.json["repeats"], again.calls) == (201, first["transferID"], ["BatchGetItem", "TransactWriteItems"])
    assert refused(deposit(house, 99, reference), 409).json["earlier"]["transferID"] == again.json["transferID"]
    assert [row["repeats"] for row in house.as_("finance").get("/wallet/AGG-GBP/entry").json["value"]] == [first["transferID"], None]


def test_other_references_and_other_wallets_are_no_repeat(house: House) -> None:
    """IG-10: nor is a yes to what repeats nothing of any harm."""
    assert deposit(house, 1, "BACS RÉ 8").status == 201
    assert deposit(house, 1, "BACS RÉ 7", wallet="OP-1-GBP").status == 201
    told = deposit(house, 1, "BACS RÉ 9", isRepeat=True)
    assert (told.status, told.json["repeats"]) == (201, None)


def test_a_deposit_that_waits_for_a_second_person_counts_until_it_is_refused(house: House) -> None:
    """IG-10, X-16: the second person is told what it repeats; once it is refused, the one before it is the last again."""
    asked = deposit(house, 20_000, "Large").json
    assert refused(deposit(house, 20_000, "large", "finance2"), 409).json["earlier"]["transferID"] == asked["proposalID"]
    repeated = deposit(house, 20_000, "BACS RÉ 7", isRepeat=True).json
    assert repeated["earlier"]["amount"] == 12.5
    for one in (asked, repeated):
        assert house.as_("finance2").post(f"/proposal/{one['proposalID']}/rejection", {}).status == 200
    assert refused(deposit(house, 5, "BACS RÉ 7"), 409).json["earlier"]["amount"] == 12.5
    assert deposit(house, 5, "Large").status == 201
    other = deposit(house, 20_000, "LARGE", isRepeat=True).json["proposalID"]
    made = house.as_("finance2").post(f"/proposal/{other}/approval").json
    assert made["transferID"] == other
    assert made["repeats"]
    assert refused(deposit(house, 5, "Large"), 409).json["earlier"]["transferID"] == other


def test_a_later_one_outlives_the_refusal_of_the_one_that_it_repeats(house: House) -> None:
    """IG-10."""
    asked = deposit(house, 20_000, "Large").json["proposalID"]
    later = deposit(house, 5, "Large", isRepeat=True).json["transferID"]
    house.as_("finance").post(f"/proposal/{asked}/rejection", {})
    assert refused(deposit(house, 5, "Large"), 409).json["earlier"]["transferID"] == later


def test_a_repeat_of_the_same_request_is_answered_as_before(house: House) -> None:
    """X-01: it is the same deposit, and no second one."""
    body = {"amount": 3, "reference": "BACS 8"}
    first, again = (house.as_("finance").post("/wallet/AGG-GBP/deposit", body, Idempotency_Key="k") for _ in range(2))
    assert (first.status, again.text) == (201, first.text)
    assert balance(house) == 15.5

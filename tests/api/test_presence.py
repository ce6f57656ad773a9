"""PUT /dispute/{disputeID}/presence: who else has a dispute open now."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.disputes.presence import SEEN_FOR
from tests import memory
from tests.house import House
from tests.scenarios import FEATURE
from tests.visitors import Result


@pytest.fixture
def dispute(house: House) -> Any:
    """An open dispute of customer 1001."""
    return house.as_("agent").post("/customer/1001/dispute", FEATURE).json


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Puts the clock forward."""
    moved = [wiring.now()]
    monkeypatch.setattr(wiring, "now", lambda: moved[0])
    wiring.runtime.cache_clear()  # type: ignore[attr-defined]

    def go(span: timedelta) -> None:
        moved[0] += span

    return go


def beat(house: House, who: str, dispute: Any) -> Result:
    return house.as_(who).put(f"/dispute/{dispute['disputeID']}/presence")


def seen(house: House, who: str, dispute: Any) -> list[str]:
    answer = beat(house, who, dispute)
    assert answer.status == 200, answer.text
    return [one["name"] for one in answer.json["value"]]


def test_everybody_hears_who_else_is_there_and_nobody_of_oneself(house: House, dispute: Any) -> None:
    """Page 16: with name, role and side, in the order of names."""
    assert seen(house, "agent2", dispute) == []
    assert seen(house, "approver", dispute) == ["Ben Agent"]
    answer = beat(house, "agent", dispute).json
    assert [(one["userID"], one["name"], one["role"], one["side"]) for one in answer["value"]] == [
        ("approver", "Ann Approver", "approver", "staff"),
        ("agent2", "Ben Agent", "agent", "staff"),
    ]
    assert set(answer["value"][0]) == {"userID", "name", "role", "side", "at"}
    assert datetime.fromisoformat(answer["value"][0]["at"]).tzinfo
    assert seen(house, "agent2", dispute) == ["Ada Agent", "Ann Approver"]


def test_a_beat_holds_for_forty_seconds(house: House, dispute: Any, later: Callable[[timedelta], None]) -> None:
    """One lost beat changes nothing; who has left is gone, and comes back with the next beat."""
    beat(house, "agent2", dispute)
    later(SEEN_FOR - timedelta(seconds=1))
    assert seen(house, "agent", dispute) == ["Ben Agent"]
    later(timedelta(seconds=1))
    assert seen(house, "agent", dispute) == []
    beat(house, "agent2", dispute)
    assert seen(house, "agent", dispute) == ["Ben Agent"]


def test_a_beat_is_no_change_of_the_dispute_and_once_more_is_once(house: House, dispute: Any, later: Callable[[timedelta], None]) -> None:
    """X-05, X-07: no event, no version, no command record; one item that goes by itself."""
    before = memory.plain(memory.taken(house))
    assert beat(house, "agent", dispute).status == 200
    first = memory.plain(memory.taken(house))
    assert beat(house, "agent", dispute).status == 200
    assert memory.plain(memory.taken(house)) == first
    assert {name: item for name, item in first.items() if name in before} == before
    (item,) = [item for name, item in first.items() if name not in before]
    assert 0 < int(item["expires_at"]["N"]) - wiring.now().timestamp() < 60
    assert house.as_("agent").get(f"/dispute/{dispute['disputeID']}").json["version"] == dispute["version"]


def test_a_beat_costs_a_look_a_write_and_a_query(house: House, dispute: Any) -> None:
    assert beat(house, "agent", dispute).calls == ["BatchGetItem", "BatchWriteItem", "Query"]


def test_a_presence_is_of_one_dispute_only(house: House, dispute: Any) -> None:
    other = house.as_("agent").post("/customer/1001/dispute", FEATURE | {"invoiceNumber": 2000, "featureID": 1, "amount": 1}).json
    beat(house, "agent2", dispute)
    assert seen(house, "agent", other) == []


@pytest.mark.parametrize("who", ["limited", "agent"])
def test_what_one_may_not_see_is_not_there(house: House, dispute: Any, who: str) -> None:
    """RV-03: another customer's dispute and none at all are told apart by nobody, and nothing is written."""
    target = dispute if who == "limited" else {"disputeID": "000000000000"}
    before = memory.plain(memory.taken(house))
    refused = beat(house, who, target)
    assert (refused.status, refused.json["code"]) == (404, "notFound")
    assert memory.plain(memory.taken(house)) == before


def test_a_customer_is_told_of_no_staff(house: House, dispute: Any) -> None:
    """Who works a customer's dispute is nothing that the customer is shown."""
    beat(house, "agent", dispute)
    refused = beat(house, "customer", dispute)
    assert refused.status == 403
    assert "Ada" not in refused.text


def test_a_beat_takes_nothing_to_say(house: House, dispute: Any) -> None:
    refused = house.as_("agent").put(f"/dispute/{dispute['disputeID']}/presence", {"name": "Somebody else"})
    assert (refused.status, refused.json["code"]) == (400, "invalidInput")

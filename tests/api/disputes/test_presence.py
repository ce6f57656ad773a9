"""PUT /dispute/{disputeID}/presence: who else has a dispute open now."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.disputes.presence import SEEN_FOR
from tests import snapshots
from tests.app import App
from tests.http_client import Result
from tests.scenarios import FEATURE


@pytest.fixture
def dispute(app: App) -> Any:
    """An open dispute of customer 1001."""
    return app.as_("agent").post("/customer/1001/dispute", FEATURE).json


@pytest.fixture
def later(app: App, monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Puts the clock forward."""
    moved = [wiring.parts().now()]
    monkeypatch.setattr(app, "now", lambda: moved[0])

    def go(span: timedelta) -> None:
        moved[0] += span

    return go


def beat(app: App, who: str, dispute: Any) -> Result:
    return app.as_(who).put(f"/dispute/{dispute['disputeID']}/presence")


def seen(app: App, who: str, dispute: Any) -> list[str]:
    answer = beat(app, who, dispute)
    assert answer.status == 200, answer.text
    return [one["name"] for one in answer.json["value"]]


def test_everybody_hears_who_else_is_there_and_nobody_of_oneself(app: App, dispute: Any) -> None:
    """Page 16: with name, role and side, in the order of names."""
    assert seen(app, "agent2", dispute) == []
    assert seen(app, "approver", dispute) == ["Ben Agent"]
    answer = beat(app, "agent", dispute).json
    assert [(one["userID"], one["name"], one["role"], one["side"]) for one in answer["value"]] == [
        ("approver", "Ann Approver", "approver", "staff"),
        ("agent2", "Ben Agent", "agent", "staff"),
    ]
    assert set(answer["value"][0]) == {"userID", "name", "role", "side", "at"}
    assert datetime.fromisoformat(answer["value"][0]["at"]).tzinfo
    assert seen(app, "agent2", dispute) == ["Ada Agent", "Ann Approver"]


def test_a_beat_holds_for_forty_seconds(
    app: App, dispute: Any, later: Callable[[timedelta], None]
) -> None:
    """One lost beat changes nothing; who has left is gone, and comes back with the next beat."""
    beat(app, "agent2", dispute)
    later(SEEN_FOR - timedelta(seconds=1))
    assert seen(app, "agent", dispute) == ["Ben Agent"]
    later(timedelta(seconds=1))
    assert seen(app, "agent", dispute) == []
    beat(app, "agent2", dispute)
    assert seen(app, "agent", dispute) == ["Ben Agent"]


def test_a_beat_is_no_change_of_the_dispute_and_once_more_is_once(
    app: App, dispute: Any, later: Callable[[timedelta], None]
) -> None:
    """X-05, X-07: no event, no version, no command record; one item that goes by itself."""
    before = snapshots.plain(snapshots.taken(app))
    assert beat(app, "agent", dispute).status == 200
    first = snapshots.plain(snapshots.taken(app))
    assert beat(app, "agent", dispute).status == 200
    assert snapshots.plain(snapshots.taken(app)) == first
    assert {name: item for name, item in first.items() if name in before} == before
    (item,) = [item for name, item in first.items() if name not in before]
    assert 0 < int(item["expires_at"]["N"]) - wiring.parts().now().timestamp() < 60
    assert (
        app.as_("agent").get(f"/dispute/{dispute['disputeID']}").json["version"]
        == dispute["version"]
    )


def test_a_beat_costs_a_look_a_write_and_a_query(app: App, dispute: Any) -> None:
    assert beat(app, "agent", dispute).calls == ["BatchGetItem", "BatchWriteItem", "Query"]


def test_a_presence_is_of_one_dispute_only(app: App, dispute: Any) -> None:
    other = (
        app.as_("agent")
        .post(
            "/customer/1001/dispute", FEATURE | {"invoiceNumber": 2000, "featureID": 1, "amount": 1}
        )
        .json
    )
    beat(app, "agent2", dispute)
    assert seen(app, "agent", other) == []


@pytest.mark.parametrize("who", ["limited", "agent"])
def test_what_one_may_not_see_is_not_there(app: App, dispute: Any, who: str) -> None:
    """RV-03: another customer's dispute and none at all are told apart by nobody, and nothing is
    written.
    """
    target = dispute if who == "limited" else {"disputeID": "000000000000"}
    before = snapshots.plain(snapshots.taken(app))
    refused = beat(app, who, target)
    assert (refused.status, refused.json["code"]) == (404, "notFound")
    assert snapshots.plain(snapshots.taken(app)) == before


def test_a_customer_is_told_of_no_staff(app: App, dispute: Any) -> None:
    """Who works a customer's dispute is nothing that the customer is shown."""
    beat(app, "agent", dispute)
    refused = beat(app, "customer", dispute)
    assert refused.status == 403
    assert "Ada" not in refused.text


def test_a_beat_takes_nothing_to_say(app: App, dispute: Any) -> None:
    refused = app.as_("agent").put(
        f"/dispute/{dispute['disputeID']}/presence", {"name": "Somebody else"}
    )
    assert (refused.status, refused.json["code"]) == (400, "invalidInput")

"""How bookings and their disputes are searched, listed and counted (IG-03, IG-08, RV-03)."""

from typing import Any

import pytest

from chalicelib.actions.disputes.search_index import index_change
from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import BOOKING


@pytest.fixture
def dispute(booking_dispute: str) -> str:
    """The path of an open dispute of the operator on booking 77."""
    return booking_dispute


@pytest.mark.parametrize("asked", ["77", "r-77", "R-7", "{dispute}"])
def test_search_finds_bookings_and_disputes_for_who_may_know_of_them(
    parties: App, dispute: str, asked: str
) -> None:
    """IG-03, RV-03: for both sides among their own, in one query, and the staff; not for whoever is
    limited to customers of that number.
    """
    parties.as_("finance").put("/booking/770", BOOKING | {"operatorID": 2, "reference": "R-770"})
    for stored in parties.items().values():
        index_change(parties.table, None, stored)
    word = asked.format(dispute=dispute.removeprefix("/dispute/"))
    is_dispute = asked == "{dispute}"
    own = [f"#{dispute}"] + ([] if is_dispute else ["#/booking/77"])
    others = [] if is_dispute else ["#/booking/770"]
    seen = {
        "operator": own,
        "aggregator": own + others,
        "support": own + others,
        "operator2": others,
        "limited": [],
    }
    for who, urls in seen.items():
        answer = parties.as_(who).get(f"/search?q={word}")
        assert sorted(hit["url"] for hit in answer.json["value"]) == sorted(urls), who
        assert answer.calls == ["BatchGetItem", "Query"]
    refused(parties.as_("customer").get(f"/search?q={word}"), 403)


def test_bookings_are_searched_by_id_and_reference(parties: App) -> None:
    """IG-03: exact or by their beginning, one's own alone; the staff all, or those of the party
    that it names.
    """
    finance = parties.as_("finance")
    finance.put("/booking/770", BOOKING | {"operatorID": 2, "reference": "R-770"})
    finance.put("/booking/X-1", BOOKING | {"reference": "77", "status": "cancelled"})
    for stored in parties.items().values():
        index_change(parties.table, None, stored)

    def found(who: str, query: str) -> list[Any]:
        return sorted(
            str(row["bookingID"]) for row in parties.as_(who).get(f"/booking?{query}").json["value"]
        )

    assert found("operator", "search=77") == ["77", "X-1"]
    assert found("operator", "search=77&status=cancelled") == ["X-1"]
    assert found("operator", "search=x") == ["X-1"]
    assert found("operator2", "search=R-7") == ["770"]
    assert found("aggregator", "search=R-7") == ["77", "770"]
    assert found("operator", "search=R-7&operatorID=2") == []
    assert found("support", "search=R-7") == ["77", "770"]
    assert found("support", "search=R-7&operatorID=OP-1") == ["77"]
    assert found("limited", "search=R-7") == []
    assert parties.as_("operator").get("/booking?search=77").calls == [
        "BatchGetItem",
        "Query",
        "BatchGetItem",
    ]
    for query in ("search=", "search=77&cursor=x", f"search={'x' * 201}"):
        refused(parties.as_("operator").get(f"/booking?{query}"), 400)


def test_the_queue_counts_what_is_open_and_what_waits_for_support(
    parties: App, dispute: str
) -> None:
    """IG-08, RV-03: one query for each count; what has ended is in neither, and who is limited has
    none.
    """

    def counted(who: str = "agent") -> tuple[list[Any], list[Any]]:
        answer = parties.as_(who).get("/report/queue?kind=booking")
        assert answer.calls == ["BatchGetItem", "Query", "Query"]
        return answer.json["counts"], answer.json["waiting"]

    one, none = ({"count": count, "more": False} for count in (1, 0))
    support, is_open = {"waitingFor": "support"}, {"status": "open"}
    assert counted() == ([is_open | one], [support | none])
    parties.as_("operator").post(f"{dispute}/escalation", {"issue": "They do not answer."})
    assert counted("support") == ([is_open | one], [support | one])
    assert counted("limited") == ([is_open | none], [support | none])
    parties.as_("operator").post(f"{dispute}/resolution")
    assert counted() == ([is_open | none], [support | none])
    assert parties.as_("agent").get("/report/queue").json["waiting"] == []


@pytest.mark.parametrize(
    "query",
    [
        "kind=invoice",
        "kind=order",
        "kind=none",
        "state=none",
        "status=finalised",
        "waitingFor=nobody",
        "state=ended&status=open",
    ],
)
def test_a_filter_that_a_side_cannot_have_is_refused(
    parties: App, dispute: str, query: str
) -> None:
    """IG-03, CU-02: rather than answered by an empty list, or by other disputes than were asked
    for.
    """
    refused(parties.as_("operator").get(f"/dispute?{query}"), 400)


def test_a_side_finds_its_disputes_by_status_alone(parties: App, dispute: str) -> None:
    """IG-03: of the kind that it has, and in the state that the status is of."""
    found = [
        len(parties.as_("operator").get(f"/dispute?status={status}").json["value"])
        for status in ("open", "resolved")
    ]
    parties.as_("operator").post(f"{dispute}/resolution")
    found += [
        len(parties.as_("operator").get(f"/dispute?status={status}").json["value"])
        for status in ("open", "resolved")
    ]
    assert found == [1, 0, 0, 1]

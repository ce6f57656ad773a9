"""The queues of disputes on invoices and bookings as work: due times, what is first, late, mine and
nobody's (X-04, IG-08).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.store.entities import person_item
from tests.api.refusals import refused
from tests.app import App
from tests.people import CAST
from tests.scenarios import BOOKING, FEATURE, URL

LONG = timedelta(days=7)
"""Longer than any two business days."""


def on_invoices(app: App) -> list[str]:
    """Two disputes on invoices, a day apart."""
    made = [app.as_("agent").post(URL, FEATURE).json["disputeID"]]
    app.ahead += timedelta(days=1)
    line = [{"lineID": 1, "description": "Fee", "amount": "20", "kind": "fee"}]
    assert app.invoice("NEXT", line).status == 201
    claim = {"invoiceNumber": "NEXT", "description": "Too much"}
    lines = {"lines": [{"lineID": 1, "amount": 20}]}
    made.append(app.as_("agent").post("/customer/1001/dispute", claim | lines).json["disputeID"])
    return made


def on_bookings(app: App) -> list[str]:
    """Two disputes on bookings, some hours apart, each the aggregator's move."""
    made = []
    assert app.as_("finance").put("/booking/78", BOOKING | {"reference": "R-78"}).status == 201
    for booking in (77, 78):
        raised = app.as_("operator").post(f"/booking/{booking}/dispute", {"reason": "No fee."})
        made.append(raised.json["disputeID"])
        app.ahead += timedelta(hours=5)
    return made


KINDS = [
    pytest.param("invoice", on_invoices, "agent", "agent", id="invoice"),
    pytest.param("booking", on_bookings, "support", "aggregator", id="booking"),
]


def listed(app: App, who: str, kind: str, query: str = "") -> list[str]:
    told = app.as_(who).get(f"/dispute?kind={kind}&sort=urgentAt{query}")
    assert (told.status, told.calls) == (200, ["BatchGetItem", "Query"]), told.text
    return [row["disputeID"] for row in told.json["value"]]


def by_due(app: App, who: str, disputes: list[str]) -> list[str]:
    """In the order in which they are due: at a weekend, what came on both its days is at once."""

    def due(dispute: str) -> tuple[str, str]:
        return app.as_(who).get(f"/dispute/{dispute}").json["deadlines"][0]["at"], dispute

    return sorted(disputes, key=due)


@pytest.mark.parametrize(("kind", "make", "who", "mover"), KINDS)
def test_every_kind_has_its_queue_of_work(
    parties: App, kind: str, make: Callable[[App], list[str]], who: str, mover: str
) -> None:
    """X-04: whoever's move it is has a time in business hours; what is due first is first, what is
    past is late, and what is mine or nobody's is told apart, each by one query.
    """
    app = parties
    first, second = by_due(app, who, make(app))
    row = app.as_(who).get(f"/dispute/{first}").json
    [due] = row["deadlines"]
    assert (due["party"], due["what"]) == (mover, "move")
    assert row["disputeDate"] < due["at"]
    assert listed(app, who, kind) == [first, second]
    assert listed(app, who, kind, "&isLate=true") == []
    for dispute, user in ((second, who), (first, None)):
        given = app.as_(who).post(f"/dispute/{dispute}/assignment", {"assigneeID": user})
        assert given.status == 200, given.text
    assert listed(app, who, kind, f"&assigneeID={who}") == [second]
    assert listed(app, who, kind, "&isAssigned=false") == [first]
    assert listed(app, who, kind, f"&waitingFor={mover}") == [first, second]
    app.ahead += LONG
    assert listed(app, who, kind, "&isLate=true") == [first, second]
    assert listed(app, who, kind, f"&isLate=true&assigneeID={who}") == [second]


def test_what_is_mine_has_no_bound_of_a_thousand(
    parties: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-04: page by page from its own index, and nothing of what has ended."""
    monkeypatch.setattr("chalicelib.actions.merging.MOST_SORTED", 0)
    agent = parties.as_("agent")
    made = by_due(parties, "agent", on_invoices(parties))
    for dispute in made:
        assert agent.post(f"/dispute/{dispute}/assignment", {"assigneeID": "agent"}).status == 200
    page = agent.get("/dispute?kind=invoice&sort=urgentAt&assigneeID=agent&limit=1").json
    assert [row["disputeID"] for row in page["value"]] == made[:1]
    more = f"&limit=1&cursor={page['nextCursor']}"
    assert listed(parties, "agent", "invoice", f"&assigneeID=agent{more}") == made[1:]
    agent.post(f"/dispute/{made[0]}/withdrawal", {})
    assert listed(parties, "agent", "invoice", "&assigneeID=agent") == made[1:]


def test_a_new_mover_has_time_of_its_own(parties: App) -> None:
    """X-04, IG-08: support that is asked to step in has a day; when it hands back the other side's
    time begins anew. Neither side is told whose work at support it is, or what is late.
    """
    place = f"/dispute/{on_bookings(parties)[0]}"
    [before] = parties.as_("support").get(place).json["deadlines"]
    parties.ahead += LONG
    parties.as_("operator").post(f"{place}/escalation", {"issue": "They say nothing."})
    [asked] = parties.as_("support").get(place).json["deadlines"]
    assert asked["party"] == "support"
    assert asked["at"] > before["at"]
    parties.as_("support").post(f"{place}/assignment", {"assigneeID": "support"})
    shown = parties.as_("operator").get(place).json
    assert not {"assigneeID", "assignee", "deadlines"} & shown.keys()
    told = parties.as_("operator").get(f"{place}/message").text
    assert "Sue Support" not in told
    refused(parties.as_("agent").post(f"{place}/assignment", {"assigneeID": "support"}), 403)


def test_a_list_of_who_is_limited_says_where_older_ones_may_be_missing(
    parties: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RV-03, X-04: sorted otherwise than by date, the latest of each customer are looked at, and
    the answer tells that these are not all.
    """
    on_invoices(parties)
    person = next(one for one in CAST if one.user_id == "limited")
    parties.table.write_batch([person_item(replace(person, limit_to=("1001",)))])
    limited = parties.as_("limited")
    assert "complete" not in limited.get("/dispute?kind=invoice&sort=urgentAt").json
    monkeypatch.setattr("chalicelib.actions.merging.MOST_SORTED", 1)
    for sort in ("urgentAt", "-amount", "-lastModifiedDate"):
        told = limited.get(f"/dispute?kind=invoice&sort={sort}").json
        assert (len(told["value"]), told["complete"]) == (1, False), sort
    by_date = limited.get("/dispute?kind=invoice").json
    assert (len(by_date["value"]), "complete" in by_date) == (2, False)
    everybody = parties.as_("agent").get("/dispute?kind=invoice&sort=urgentAt").json
    assert (len(everybody["value"]), "complete" in everybody) == (2, False)


def test_the_company_sets_in_which_time_somebody_is_to_move(parties: App) -> None:
    """X-04: for each kind and party; what is due already keeps its time, and what no move has is
    refused.
    """
    agent, admin = parties.as_("agent"), parties.as_("admin")
    first, _ = on_invoices(parties)
    hours = {"timeZone": "UTC", "days": [1, 2, 3, 4, 5, 6, 7], "from": "00:00", "to": "00:00"}
    setting = "/setting/businessHours"
    assert admin.get(setting).json["movesWithin"]["invoice"]["agent"] == 16
    was = agent.get(f"/dispute/{first}").json["deadlines"]
    for wrong in ({"invoice": {"vendor": 3}}, {"order": {"agent": 3}}, {"invoice": {"agent": 0}}):
        refused(admin.put(setting, {"value": [hours | {"movesWithin": wrong}]}), 400)
    given = {"value": [hours | {"movesWithin": {"invoice": {"agent": 3}}}]}
    assert admin.put(setting, given).json["value"] == given["value"]
    assert agent.get(f"/dispute/{first}").json["deadlines"] == was
    line = [{"lineID": 1, "description": "Fee", "amount": "20", "kind": "fee"}]
    assert parties.invoice("LATER", line).status == 201
    claim = {"invoiceNumber": "LATER", "description": "Too much"}
    made = agent.post(
        "/customer/1001/dispute", claim | {"lines": [{"lineID": 1, "amount": 20}]}
    ).json
    [due] = made["deadlines"]
    assert datetime.fromisoformat(due["at"]) - datetime.fromisoformat(made["disputeDate"]) == (
        timedelta(hours=3)
    )

"""The queue of payout disputes: what is due of each, the most urgent first, what is late, mine and
nobody's (CK-10, CK-11, PO-07, PO-28).
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.payouts import CLAIM, ORDER, answered, asked, decided, furnish, raised

URGENT = "/dispute?kind=order&sort=urgentAt"
ORDERS = [replace(ORDER, order_id=f"CK-{number}") for number in range(1, 5)]


def rows(app: App, query: str = "", who: str = "agent") -> list[Any]:
    """The rows of a list to its end, whatever its pages hold."""
    found: list[Any] = []
    cursor = ""
    while True:
        told = app.as_(who).get(f"{URGENT}{query}{cursor}")
        assert told.status == 200, told.text
        found += told.json["value"]
        if not told.json["nextCursor"]:
            return found
        cursor = f"&cursor={told.json['nextCursor']}"


def orders(app: App, query: str = "", who: str = "agent") -> list[str]:
    return [row["orderID"] for row in rows(app, query, who)]


def paid_out(app: App, place: str) -> Any:
    """The case decided, with Finance's yes, since all claims together are of high value."""
    answered(app, place, "notPaid")
    assert decided(app, place, "manager").json["missing"] == ["finance"]
    return app.as_("finance").post(f"{place}/signature", {}).json


@pytest.fixture
def cases(app: App) -> list[str]:
    """Four disputes an hour apart, in nobody's hands: of the second one the vendor was asked at the
    end.
    """
    furnish(app, *ORDERS)
    places = []
    for order in ORDERS:
        places.append(raised(app, orderID=order.order_id))
        app.as_("agent").post(f"{places[-1]}/assignment", {"assigneeID": None})
        app.ahead += timedelta(hours=1)
    asked(app, places[1])
    return places


def test_each_party_has_its_deadline_until_it_is_kept(app: App, cases: list[str]) -> None:
    """CK-11, PO-07: the first step, the vendor's answer and what the customer was promised; an
    answer takes the vendor's away.
    """

    def due() -> list[str]:
        return [f"{one['party']} {one['what']}" for one in shown["deadlines"]]

    shown = app.as_("agent").get(cases[0]).json
    assert due() == ["agent firstStep", "customer outcome"]
    shown = app.as_("agent").get(cases[1]).json
    assert due() == ["vendor answer", "customer outcome"]
    assert shown["deadlines"][0]["at"] == shown["asked"]["dueAt"]
    answered(app, cases[1], "notPaid")
    shown = app.as_("agent").get(cases[1]).json
    assert due() == ["customer outcome"]


def test_after_the_decision_the_customer_can_object_once_the_bank_has_confirmed(
    app: App, cases: list[str]
) -> None:
    """PO-28, PO-37: what is sent waits for the bank; then the time to object runs."""
    made = paid_out(app, cases[1])
    [payout] = made["payouts"]
    assert made["deadlines"] == []
    finance = app.as_("finance")
    sent = finance.post(f"{cases[1]}/payout/{payout['payoutID']}/sending", {}).json
    assert [one["what"] for one in sent["deadlines"]] == ["confirmation"]
    came = finance.post(f"{cases[1]}/payout/{payout['payoutID']}/confirmation", {}).json
    assert [one["what"] for one in came["deadlines"]] == ["objection"]
    closed = app.as_("customer").post(f"{cases[1]}/acceptance", {}).json
    assert closed["status"] == "closed"
    assert app.as_("agent").get(cases[1]).json["deadlines"] == []


@pytest.mark.parametrize("limit", [1, 25])
def test_the_most_urgent_is_first(app: App, cases: list[str], limit: int) -> None:
    """CK-11, PO-07: by what is due first of each, page by page; where nothing is due it is last."""
    assert orders(app, f"&limit={limit}") == ["CK-2", "CK-1", "CK-3", "CK-4"]
    paid_out(app, cases[1])
    assert orders(app, f"&limit={limit}") == ["CK-1", "CK-3", "CK-4", "CK-2"]


@pytest.mark.parametrize("limit", [1, 25])
def test_what_is_late_is_kept_and_stays_so_after_it_has_escalated(
    app: App, cases: list[str], limit: int
) -> None:
    """CK-11, PO-10: nothing before its time; what has escalated is late until it is answered."""
    assert orders(app, "&isLate=true") == []
    app.ahead += timedelta(hours=7)
    app.sweep()
    assert orders(app, f"&isLate=true&limit={limit}") == ["CK-2"]
    app.ahead += timedelta(hours=48)
    late = orders(app, f"&isLate=true&limit={limit}")
    assert late == ["CK-2", "CK-1", "CK-3", "CK-4"]
    app.as_("agent").post(f"{cases[0]}/withdrawal", {})
    assert "CK-1" not in orders(app, "&isLate=true")


def test_a_page_of_what_is_late_goes_on_though_more_has_become_late(
    app: App, cases: list[str]
) -> None:
    """RV-03: a cursor is good for the list as it was asked for, at whatever moment."""
    app.ahead += timedelta(hours=60)
    first = app.as_("agent").get(f"{URGENT}&isLate=true&limit=1").json
    app.ahead += timedelta(minutes=5)
    told = app.as_("agent").get(f"{URGENT}&isLate=true&limit=1&cursor={first['nextCursor']}")
    assert [row["orderID"] for row in told.json["value"]] == ["CK-1"]


@pytest.mark.parametrize("limit", [1, 25])
def test_mine_and_nobodys_are_told_apart(app: App, cases: list[str], limit: int) -> None:
    """CK-10: both by what is due first; who is limited to other customers is shown none."""
    for place in (cases[3], cases[1]):
        app.as_("agent").post(f"{place}/assignment", {"assigneeID": "agent"})
    more = f"&limit={limit}"
    assert orders(app, f"&assigneeID=agent{more}") == ["CK-2", "CK-4"]
    assert orders(app, f"&isAssigned=false{more}") == ["CK-1", "CK-3"]
    assert orders(app, f"&isAssigned=true{more}") == ["CK-2", "CK-4"]
    app.ahead += timedelta(hours=7)
    assert orders(app, f"&assigneeID=agent&isLate=true{more}") == ["CK-2"]
    assert orders(app, f"&isAssigned=false&isLate=true{more}") == []
    assert orders(app, "", "limited") == []


def test_filters_narrow_what_is_urgent(app: App, cases: list[str]) -> None:
    """X-04: whose move it is, and where it stands."""
    assert orders(app, "&waitingFor=vendor") == ["CK-2"]
    assert orders(app, "&status=open") == ["CK-1", "CK-3", "CK-4"]


@pytest.mark.parametrize(
    "query",
    [
        "kind=order&sort=urgentAt&state=ended",
        "kind=order&sort=urgentAt&status=closed",
        "kind=order&isLate=true",
        "kind=order&sort=urgentAt&customerID=1001",
        "kind=order&isAssigned=maybe",
        "kind=order&isLate=",
    ],
)
def test_what_no_list_has_is_refused(app: App, query: str) -> None:
    told = app.as_("agent").get(f"/dispute?{query}")
    assert (told.status, told.json["code"]) == (400, "unsupportedQuery")


@pytest.mark.parametrize("query", ["isAssigned=false", "sort=urgentAt&isLate=true"])
@pytest.mark.parametrize("who", ["customer", "vendor"])
def test_people_from_outside_cannot_ask_whose_it_is(
    app: App, cases: list[str], who: str, query: str
) -> None:
    """CU-23: who works it, and what of it is late, is weighed inside."""
    told = app.as_(who).get(f"/dispute?kind=order&{query}")
    assert (told.status, told.json["code"]) == (400, "unsupportedQuery")


def test_the_choice_to_assign_says_who_may(app: App, cases: list[str]) -> None:
    """X-02: told to whoever works it, and not of what has ended."""

    def choice() -> Any:
        actions = app.as_("agent").get(cases[0]).json["actions"]
        return next(one for one in actions if one["name"] == "assign")

    assert choice()["allowed"]
    app.as_("agent").post(f"{cases[0]}/withdrawal", {})
    assert (choice()["allowed"], choice()["rule"]) == (False, "CK-15")


def test_a_customer_names_nobody_to_work_its_dispute(app: App) -> None:
    """CK-10, CU-23: only who works disputes says in whose hands one begins."""
    furnish(app)
    for user_id in ("agent", "nobody-at-all"):
        told = app.as_("customer").post("/dispute", CLAIM | {"assigneeID": user_id})
        refused(told, 403)
    made = app.as_("agent").post("/dispute", CLAIM | {"assigneeID": "agent2"})
    assert made.json["assignee"] == "Ben Agent"


@pytest.mark.parametrize(
    "query", ["", "&assigneeID=agent", "&isAssigned=false", "&isLate=true", "&waitingFor=vendor"]
)
def test_each_view_is_one_query(app: App, cases: list[str], query: str) -> None:
    """CK-10, CK-11: who asks, and one query, whatever the view."""
    told = app.as_("agent").get(f"{URGENT}{query}")
    assert (told.status, told.calls) == (200, ["BatchGetItem", "Query"])

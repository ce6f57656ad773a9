"""GET /dispute, /customer/{customerID}/dispute, /report/queue, events and notes."""

from typing import Any

import pytest

from chalicelib.api.route_table import ROUTES
from tests.app import App
from tests.people import line
from tests.scenarios import URL

RV_04 = [
    "adjustmentAmount",
    "adjustmentID",
    "amount",
    "billPeriodID",
    "closeDate",
    "description",
    "disputeID",
    "disputeDate",
    "feature",
    "featureID",
    "invoiceCategoryid",
    "invoiceNumber",
    "lastModifiedDate",
    "lastModifiedUser",
    "resolution",
    "resolutionID",
    "reversalAdjustmentID",
    "reversalFeeAdjustmentID",
    "serviceID",
    "serviceNumber",
    "usageBatchID",
    "usageRecordNumber",
]


@pytest.fixture
def disputes(app: App) -> list[str]:
    """Five disputes of customer 1001, over 1 to 5, and one of customer 1002 over 7; the second is
    closed.
    """
    ids: list[str] = app.once("some disputes", lambda: raise_some(app))
    return ids


def raise_some(app: App) -> list[str]:
    raised = []
    for number in range(5001, 5006):
        app.invoice(number, [line(1, "10")])
        raised.append(claim(app, 1001, number, number - 5000))
    raised.append(claim(app, 1002, "0000611365", 7))
    assert app.as_("agent").post(f"/dispute/{raised[1]}/close").status == 200
    return raised


def claim(app: App, customer: int, number: Any, amount: int) -> str:
    body = {"invoiceNumber": number, "description": "x", "amount": amount}
    return app.as_("agent").post(f"/customer/{customer}/dispute", body).json["disputeID"]


def ids(app: App, target: str, who: str = "agent") -> list[str]:
    return [row["disputeID"] for row in app.as_(who).get(target).json["value"]]


def test_every_key_of_the_billing_api_is_in_a_row(app: App) -> None:
    """RV-04: spelled as there."""
    body = {
        "invoiceNumber": 1003324,
        "amount": 9.99,
        "description": "Not ours",
        "resolutionID": 1,
        "featureID": 103254,
        "usageRecordID": None,
    }
    app.as_("agent").post(URL, body)
    row = app.as_("agent").get(URL).json["value"][0]
    assert [key for key in RV_04 if key not in row] == []
    assert (row["feature"], row["featureID"], row["billPeriodID"], row["serviceID"]) == (
        "MONTHLY FEE",
        103254,
        21180214,
        10430092,
    )
    assert row["serviceNumber"] == 1234567890


def test_a_customers_list_has_open_and_ended_ones_newest_first(
    app: App, disputes: list[str]
) -> None:
    """RV-04."""
    assert ids(app, URL) == disputes[4::-1]


def test_the_queue_is_one_query_and_is_paged(app: App, disputes: list[str]) -> None:
    """CU-02: a list page is one query besides looking up who asks."""
    page = app.as_("agent").get("/dispute?limit=2")
    assert page.calls == ["BatchGetItem", "Query"]
    assert [row["disputeID"] for row in page.json["value"]] == [disputes[5], disputes[4]]
    rest = app.as_("agent").get(f"/dispute?limit=100&cursor={page.json['nextCursor']}").json
    assert [row["disputeID"] for row in rest["value"]] == [disputes[3], disputes[2], disputes[0]]
    assert rest["nextCursor"] is None


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("sort=disputeDate", [0, 2, 3, 4, 5]),
        ("sort=amount", [0, 2, 3, 4, 5]),
        ("sort=-amount", [5, 4, 3, 2, 0]),
        ("sort=-lastModifiedDate", [5, 4, 3, 2, 0]),
        ("state=closed", [1]),
        ("state=ended&status=closed", [1]),
        ("status=closed", [1]),
        ("waitingFor=agent&state=ended", []),
        ("status=open&state=all", [5, 4, 3, 2, 0]),
        ("customerID=1002", [5]),
        ("customerID=1001&state=all", [4, 3, 2, 1, 0]),
        ("status=pendingApproval", []),
        ("currency=EUR", []),
        ("waitingFor=agent&sort=disputeDate", [0, 2, 3, 4, 5]),
        ("kind=booking", []),
    ],
)
def test_filters_and_sorts(app: App, disputes: list[str], query: str, places: list[int]) -> None:
    """CU-02."""
    assert ids(app, f"/dispute?{query}") == [disputes[place] for place in places]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "sort=colour",
            "state=odd",
            "kind=car",
            "limit=0",
            "limit=x",
            "colour=red",
            "cursor=abc",
            "sort=amount&customerID=1001",
        ),
        *(
            "status=bogus",
            "status=resolved",
            "waitingFor=nobody",
            "assigneeID=",
            "resolverID=",
            "customerID=",
            "status=",
        ),
        *("status=open&state=ended", "status=closed&state=open", "status=finalised&kind=booking"),
    ],
)
def test_a_list_that_does_not_exist_is_a_400(app: App, query: str) -> None:
    """CU-02: clear refusals instead of a scan, or of an empty list that looks like an answer."""
    assert app.as_("agent").get(f"/dispute?{query}").status == 400


def test_a_limited_person_lists_and_counts_only_what_it_may_see(
    app: App, disputes: list[str]
) -> None:
    """RV-03: in lists, counts, notes and events."""
    limited = app.as_("limited")
    assert ids(app, "/dispute", "limited") == [disputes[5]]
    assert ids(app, "/dispute?sort=-amount", "limited") == [disputes[5]]
    assert limited.get("/report/queue").json["counts"][0]["count"] == 1
    assert app.as_("agent").get("/report/queue").json["counts"][0]["count"] == 5
    for target in (
        URL,
        "/customer/1001/note",
        "/dispute?customerID=1001",
        f"/dispute/{disputes[0]}/event",
        "/customer/1001/statement",
    ):
        assert limited.get(target).status == 404, target


@pytest.mark.parametrize(
    "below",
    [
        "",
        "/dispute",
        "/note",
        "/statement",
        "/invoice",
        "/invoice/1/line",
        "/invoice/1/feature",
        "/usage?usageAlias=1",
    ],
)
def test_nothing_is_listed_of_a_customer_that_is_not_there(
    app: App, disputes: list[str], below: str
) -> None:
    """RV-03: 404 instead of an empty list that looks like an answer, the same for who may not see
    the customer.
    """
    unknown = app.as_("agent").get(f"/customer/9999{below}")
    hidden = app.as_("limited").get(f"/customer/1001{below}")
    assert (unknown.status, hidden.status) == (404, 404)


def test_a_narrowed_list_reads_ahead_and_goes_on_where_it_stopped(
    app: App, disputes: list[str]
) -> None:
    """CU-02: still one query a page."""
    agent = app.as_("agent")
    agent.post(f"/dispute/{disputes[3]}/withdrawal")
    first = agent.get("/dispute?currency=USD&limit=2")
    assert first.calls == ["BatchGetItem", "Query"]
    assert [row["disputeID"] for row in first.json["value"]] == [disputes[5], disputes[4]]
    assert ids(app, f"/dispute?currency=USD&limit=2&cursor={first.json['nextCursor']}") == [
        disputes[2],
        disputes[0],
    ]
    assert agent.get("/dispute?currency=EUR&limit=2").json == {"value": [], "nextCursor": None}


def test_a_cursor_leads_on_only_in_its_own_list(app: App, disputes: list[str]) -> None:
    """A tampered or borrowed cursor is a 400."""
    agent = app.as_("agent")
    cursor = agent.get("/dispute?limit=1").json["nextCursor"]
    assert agent.get(f"/dispute?state=ended&cursor={cursor}").status == 400
    assert agent.get(f"/dispute?cursor={cursor[:-2]}").status == 400


def test_events_tell_what_happened_and_their_chain_holds(app: App, disputes: list[str]) -> None:
    """X-05, CU-21: with who, when, before and after; and each is a note of the customer."""
    agent = app.as_("agent")
    agent.put(f"/dispute/{disputes[0]}/line/general", {"creditAmount": 1})
    agent.post(f"/dispute/{disputes[0]}/withdrawal")
    events = agent.get(f"/dispute/{disputes[0]}/event").json["value"]
    assert [event["type"] for event in events] == ["raised", "lineChanged", "withdrawn"]
    assert [event["by"]["name"] for event in events] == ["Ada Agent"] * 3
    assert [event["previousHash"] for event in events] == ["", events[0]["hash"], events[1]["hash"]]
    assert agent.get(f"/dispute/{disputes[0]}/event?after=2").json["value"] == events[2:]
    notes = [note["type"] for note in agent.get("/customer/1001/note").json["value"]]
    assert notes == ["withdrawn", "closed", *["raised"] * 5]


def test_the_audit_finds_an_edited_event_and_amounts_that_do_not_add_up(
    app: App, disputes: list[str]
) -> None:
    """X-05, X-06."""
    finance = app.as_("finance")
    whole = [finance.get(f"/audit/verify?state={state}").json for state in ("open", "ended")]
    assert [(one["checked"], one["value"]) for one in whole] == [(5, []), (1, [])]
    stored = app.items()
    event = next(
        item for name, item in stored.items() if name == f"DISPUTE#{disputes[0]} EVENT#00000001"
    )
    app.is_tampered = True
    app.table.write_batch([event | {"text": "Nothing happened."}])
    head = next(item for name, item in stored.items() if name == "INVOICE#1001#5005 HEAD")
    app.table.write_batch([head | {"credited": {"1": 100}}])
    wrong = {one["disputeID"]: one["faults"] for one in finance.get("/audit/verify").json["value"]}
    assert wrong == {
        disputes[0]: ["Event 1 is not as it was written."],
        disputes[4]: ["The invoice's credits and fees are not the sums of its adjustments."],
    }
    assert app.as_("agent").get("/audit/verify").status == 403


def test_the_audit_finds_a_credit_that_lies_on_another_line(app: App) -> None:
    """X-06: line by line, though the sums of the invoice are right."""
    finance = app.as_("finance")
    lines = [{"lineID": 1, "amount": 50}, {"lineID": 2, "amount": 20}]
    dispute = finance.post(URL, {"invoiceNumber": 2000, "description": "x", "lines": lines}).json[
        "disputeID"
    ]
    for line_id, credit in ((1, 40), (2, 0)):
        finance.put(
            f"/dispute/{dispute}/line/{line_id}", {"creditAmount": credit, "status": "approved"}
        )
    assert finance.post(f"/dispute/{dispute}/finalisation").status == 200
    assert app.faults() == []
    app.is_tampered = True
    posted = next(item for name, item in app.items().items() if " ADJUSTMENT#" in name)
    app.table.write_batch([posted | {"line_id": 2}])
    said = "What is credited on line {} is not the sum of the dispute's adjustments."
    assert finance.get("/audit/verify?state=ended").json["value"] == [
        {"disputeID": dispute, "faults": [said.format(1), said.format(2)]}
    ]


@pytest.mark.parametrize(
    "path",
    sorted(
        {
            route.path
            for route in ROUTES
            if route.method == "GET" and route.path.startswith("/customer/{")
        }
    ),
)
def test_what_lies_below_an_unknown_customer_is_not_there(app: App, path: str) -> None:
    """Its lists are no exception: an empty one would say that there is such a customer."""
    target = (
        path.replace("{customerID}", "999999")
        .replace("{invoiceNumber}", "1")
        .replace("{disputeID}", "1")
    )
    query = "?usageAlias=A1" if path.endswith("/usage") else ""
    assert app.as_("admin").get(target + query).status == 404


def test_the_disputes_of_a_customer_are_one_query_beside_the_batch_that_reads_who_asks(
    app: App, disputes: list[str]
) -> None:
    assert len(app.as_("agent").get("/customer/1001/dispute").calls) == 2

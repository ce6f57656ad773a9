"""Payment plans: agreed, disputed, broken by time (CU-18, CO-45, CO-46)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.app import App
from tests.http_client import Result
from tests.people import line
from tests.scenarios import PLAN, URL, owing, planned

PLANS = "/customer/1001/paymentPlan"
CLAIM = {"invoiceNumber": 2000, "description": "Too much", "amount": 60}


def test_a_plan_goes_on_beside_a_dispute_and_shrinks_by_its_credit(app: App) -> None:
    """CU-18, CO-45, CU-23: what is disputed enters no plan, what is in one can be disputed; its
    customer reads the instalments, and no person or version.
    """
    agent, finance = app.as_("agent"), app.as_("finance")
    planned(app)
    twice = agent.post(PLANS, PLAN)
    assert (twice.status, twice.json["rule"]) == (409, "CU-18")
    dispute = agent.post(URL, CLAIM).json["disputeID"]
    assert _parts(agent.get(PLANS), "held") == [0, 0, 60]
    finance.put(f"/dispute/{dispute}/line/general", {"creditAmount": 60, "status": "approved"})
    finance.post(f"/dispute/{dispute}/finalisation")
    [own] = app.as_("customer").get(PLANS).json["value"]
    assert [part["asked"] for part in own["instalments"]] == [83.34, 83.33, 23.33]
    assert {"agreedBy", "version"}.isdisjoint(own)

    other = {"invoiceNumber": 1003324, "description": "Dear", "amount": 1}
    open_one = agent.post(URL, other).json["disputeID"]
    refused = agent.post(PLANS, PLAN | {"invoiceNumbers": [1003324]})
    assert (refused.status, refused.json["rule"], refused.json["disputeID"]) == (
        409,
        "CO-45",
        open_one,
    )


def test_a_dispute_that_is_raised_meanwhile_keeps_its_invoice_out(app: App) -> None:
    """CO-45: between the reading and the writing of a plan; the refusal names it."""
    commit = app.table.client.transact_write_items
    raised: list[Result] = []

    def dispute_first(**request: Any) -> Any:
        if not raised:
            app.table.client.transact_write_items = commit
            raised.append(app.as_("finance").post(URL, CLAIM))
        return commit(**request)

    app.table.client.transact_write_items = dispute_first
    try:
        refused = app.as_("agent").post(PLANS, PLAN)
    finally:
        app.table.client.transact_write_items = commit
    assert (refused.status, refused.json["rule"]) == (409, "CO-45")
    assert refused.json["disputeID"] == raised[0].json["disputeID"]


def test_a_missed_instalment_breaks_the_plan_once_and_frees_its_invoice(app: App) -> None:
    """CO-46: by the sweep, after grace, however late or often it runs; paid ones break nothing, and
    a sweep without a plan that is due reads none.
    """
    ids = planned(app)
    app.invoice(7200, [line(1, "30")])
    other = app.as_("agent").post(PLANS, PLAN | {"invoiceNumbers": [7200]}).json["planID"]
    paid = [{"paymentID": 1, "date": "2027-01-30", "amount": 10}]
    app.invoice(7200, [line(1, "30")], payments=paid)
    app.sweep()
    assert _states(app) == {"active"}
    due = datetime(2027, 2, 6, 1, tzinfo=UTC)
    app.ahead += due - app.now()
    for _ in range(2):
        app.sweep()
    by_id = {one["planID"]: one for one in app.as_("agent").get(PLANS).json["value"]}
    broken, going_on = by_id[ids["planID"]], by_id[other]
    assert (broken["state"], broken["askedNow"], broken["version"]) == ("broken", 250, 2)
    assert (going_on["state"], going_on["askedNow"]) == ("active", 0)
    again = app.as_("agent").post(PLANS, PLAN | {"firstDue": "2027-03-01"})
    assert again.status == 201
    app.ahead += timedelta(days=400)
    app.sweep()
    assert _states(app) == {"broken"}


def test_reminders_name_what_was_missed_and_ask_for_it_alone(app: App) -> None:
    """CO-46: of a plan that goes on, once however often the sweep runs; of one that breaks, with
    all of the rest.
    """
    owing(app)
    agent = app.as_("agent")
    gentle = PLAN | {"breaks": False}
    assert agent.post(PLANS, gentle).status == 201
    app.invoice(7200, [line(1, "30")])
    assert agent.post(PLANS, PLAN | {"invoiceNumbers": [7200]}).status == 201
    app.ahead += datetime(2027, 2, 6, 9, tzinfo=UTC) - app.now()
    for _ in range(2):
        app.sweep()
    shown = agent.get("/customer/1001/dunning").json
    asked = {row["invoiceNumber"]: (row["asked"], row["held"]) for row in shown["value"]}
    assert (asked[2000], asked[7200]) == ((83.34, 166.66), (30, 0))
    assert "Missed of your payment plan: instalment 1, due 31 Jan 2027" in shown["letter"]["text"]
    sent = agent.post("/customer/1001/dunning", {"invoiceNumbers": [2000]}).json
    assert sent["reminded"] == [2000]
    assert "instalment 1, due 31 Jan 2027: 83.34 USD." in sent["letter"]["text"]
    verified = app.as_("finance").get("/audit/journal/verify?customerID=1001")
    assert verified.json["value"] == []


def test_a_promise_gives_way_to_a_plan_and_none_is_made_beside_one(app: App) -> None:
    """CO-21, CU-18: it is replaced with its entry by whoever agrees the plan, nothing breaks it
    later, and the refusal of another names the plan.
    """
    agent, until = app.as_("agent"), (app.now().date() + timedelta(days=5)).isoformat()
    wanted = {"date": until, "items": [{"invoiceNumber": 2000}]}
    assert agent.post("/customer/1001/promise", wanted).status == 201
    plan_id = planned(app)["planID"]
    app.later(minutes=20 * 24 * 60.0)
    app.sweep()
    assert agent.get("/customer/1001/promise/2000").json["status"] == "replaced"
    finance = app.as_("finance")
    entries = finance.get("/audit/journal?subject=invoice/1001/2000").json["value"]
    assert [one["status"] for one in entries[-1]["after"]["promises"]] == ["replaced"]
    assert finance.get("/audit/journal/verify?customerID=1001").json["value"] == []
    later = (app.now().date() + timedelta(days=5)).isoformat()
    refused = agent.post("/customer/1001/promise", wanted | {"date": later})
    assert (refused.status, refused.json["rule"]) == (409, "CO-21")
    assert refused.json["planID"] == plan_id


def _parts(listed: Result, name: str) -> list[float]:
    return [part[name] for part in listed.json["value"][0]["instalments"]]


def _states(app: App) -> set[str]:
    return {one["state"] for one in app.as_("agent").get(PLANS).json["value"]}

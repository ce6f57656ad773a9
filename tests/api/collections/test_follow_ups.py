"""Follow-ups by API: raised from open items, listed in the agenda, ended (DM-01, DM-07, DM-09,
DM-11, CO-02, CO-14, CO-48).
"""

from typing import Any

from chalicelib.actions.disputes.search_index import index_change
from tests.api.refusals import refused
from tests.app import App
from tests.people import line
from tests.scenarios import FOLLOW_UP, followed_up, prepared
from tests.scenarios.collections import MORE_ITEMS, with_items

OPEN = "/customer/1001/followUp"


def test_a_follow_up_goes_from_ticked_items_to_resolved_ones(app: App) -> None:
    """DM-01, DM-07, DM-09, DM-11, CO-04, X-04: foreseen, opened, found in the agenda, partly and
    then wholly ended.
    """
    agent = app.as_("agent")
    for number in ("F-2", "F-3"):
        app.invoice(number, [line(1, "30.00")])
    seen = agent.post(f"{OPEN}?dryRun=true", FOLLOW_UP).json
    assert seen["dryRun"]
    assert seen["sums"] == [
        {"currency": "USD", "amount": sum(row["outstanding"] for row in seen["itemRows"])}
    ]
    assert agent.get("/followUp").json["value"] == []

    opened = agent.post(OPEN, FOLLOW_UP).json

    path = f"/followUp/{opened['followUpID']}"
    first, second = opened["itemRows"]
    assert (first["disputed"], second["disputed"]) == (4.95, 30)
    assert agent.get(f"/dispute/{first['disputeID']}").json["description"] == FOLLOW_UP["comment"]
    for query, count in (
        ("resolverID=agent2", 1),
        ("resolverID=agent", 0),
        ("collectorID=agent", 1),
        ("customerID=1001", 1),
        ("customerID=1002", 0),
        ("statusID=dispute", 1),
        ("statusID=onGoing", 0),
        ("when=coming", 1),
        ("when=today", 0),
        ("when=late", 0),
        ("state=ended", 0),
        ("waitingFor=resolver", 1),
        ("waitingFor=collector", 0),
        ("waitingFor=resolver&when=coming&collectorID=agent", 1),
        ("waitingFor=resolver&when=late", 0),
        ("waitingFor=resolver&customerID=1002", 0),
        ("resolverID=agent2&customerID=1001&when=coming", 1),
        ("resolverID=agent2&collectorID=agent2", 0),
        ("resolverID=", 0),
    ):
        found = agent.get(f"/followUp?{query}")
        assert (found.status, len(found.json["value"])) == (200, count), query
        assert found.calls == ["BatchGetItem", "Query"]
    refused(agent.get("/followUp?waitingFor=customer"), 400)
    for hidden in ("/followUp", "/followUp?waitingFor=resolver"):
        assert app.as_("limited").get(hidden).json["value"] == []
    assert agent.get(path).json["elapsed"] == [{"party": "resolver", "businessSeconds": 0}]
    moved = [{"statusID": "dispute", "label": "Dispute", "category": "litigation"}]
    moved += [{"statusID": "done", "label": "Done", "category": "disputeResolved"}]
    kept = app.as_("admin").put("/setting/itemStatuses", {"value": moved})
    refused(kept, 409, rule="CO-04")

    outcomes = [outcome(1984950, "creditGiven"), outcome("F-2", "refused")]
    partly = agent.post(f"{path}/end", {"outcomes": outcomes})
    assert (partly.status, partly.json["status"]) == (200, "open")
    [stays] = partly.json["leftOut"]
    assert (stays["invoiceNumber"], stays["rule"]) == (1984950, "CO-12")
    credit = {"creditAmount": 3, "status": "approved"}
    app.as_("finance").put(f"/dispute/{first['disputeID']}/line/general", credit)
    app.as_("finance").post(f"/dispute/{first['disputeID']}/finalisation")
    ended = agent.post(f"{path}/end", {"outcomes": outcomes[:1]})
    assert (ended.status, ended.json["status"]) == (200, "ended")
    assert [row["outcome"] for row in ended.json["itemRows"]] == ["creditGiven", "refused"]
    assert len(agent.get("/followUp?state=ended").json["value"]) == 1
    refused(agent.post(f"{path}/chase", {}), 409, rule="DM-08")
    told = [row["type"] for row in agent.get(f"{path}/event").json["value"]]
    assert told == ["opened", "partlyEnded", "ended"]


def test_25_items_are_disputed_in_one_transaction_and_what_cannot_be_is_told_first(
    app: App,
) -> None:
    """DM-11, CO-02: none is raised, and *without these* raises the others in one step."""
    agent = app.as_("agent")
    for number in range(24):
        app.invoice(number, [line(1, "10.00")])
    app.invoice("DRAFT", [line(1, "10.00")], status="draft")
    wanted = FOLLOW_UP | {"items": [{"invoiceNumber": number} for number in [*range(24), "DRAFT"]]}

    foreseen = agent.post(f"{OPEN}?dryRun=true", wanted).json
    told = agent.post(OPEN, wanted)

    refused(told, 409, rule="CO-14")
    assert [one["pointer"] for one in told.json["errors"]] == ["/items/24"]
    assert foreseen["refused"]["errors"] == told.json["errors"]
    assert agent.get("/dispute").json["value"] == []
    done = agent.post(OPEN, wanted | {"leaveOut": True})
    assert (done.status, done.json["items"]) == (201, 24)
    assert [one["invoiceNumber"] for one in done.json["leftOut"]] == ["DRAFT"]
    assert done.calls == ["BatchGetItem", "TransactWriteItems"]
    again = agent.post(OPEN, FOLLOW_UP | {"items": [{"invoiceNumber": 3}]})
    refused(again, 409, rule="DM-06")
    assert again.json["followUpID"] == done.json["followUpID"]


def test_who_is_asked_is_the_resolver_of_a_dispute_that_was_there_before(app: App) -> None:
    """DM-01, DM-07, X-01: opened with it, or joining later; on its page, in the queue of that one
    and in the report, and told on both sides, once however often the stream tells.
    """
    agent = app.as_("agent")
    with_items(app)
    claim = {"amount": "4.00", "description": "Too much"}
    made = [
        agent.post("/customer/1001/dispute", claim | {"invoiceNumber": number}).json["disputeID"]
        for number in (1984950, "F-3")
    ]
    opened = agent.post(OPEN, FOLLOW_UP | {"items": [{"invoiceNumber": 1984950}]}).json
    path = f"/followUp/{opened['followUpID']}"
    app.settle()
    joined = agent.post(f"{path}/item", MORE_ITEMS)
    assert joined.status == 200
    app.settle()
    for dispute_id in made:
        assert agent.get(f"/dispute/{dispute_id}").json["resolverID"] == "agent2"
        events = agent.get(f"/dispute/{dispute_id}/event").json["value"]
        assert [one["type"] for one in events].count("assigned") == 1
    queue = agent.get("/dispute?resolverID=agent2").json["value"]
    assert {row["disputeID"] for row in queue} == set(made)
    told = [row["type"] for row in agent.get(f"{path}/event").json["value"]]
    assert told.count("disputesTakenOver") == 2
    assert agent.get(path).json["version"] == joined.json["version"]
    assert app.faults() == []


def test_what_else_is_changed_of_a_dispute_does_not_keep_it_in_former_hands(app: App) -> None:
    """DM-01, DM-07: between the follow-up and what follows from it one is edited, and comes into
    the hands of who is asked; the other was put into others by a person, and stays there.
    """
    agent = app.as_("agent")
    with_items(app)
    claim = {"amount": "4.00", "description": "Too much"}
    made = {
        number: agent.post("/customer/1001/dispute", claim | {"invoiceNumber": number}).json
        for number in ("F-2", "F-3")
    }
    hands = {number: f"/dispute/{one['disputeID']}/assignment" for number, one in made.items()}
    for one in hands.values():
        assert agent.post(one, {"resolverID": "support"}).status == 200
    app.later(minutes=1)
    both = {"items": [{"invoiceNumber": number} for number in made]}
    assert agent.post(OPEN, FOLLOW_UP | both).status == 201
    app.later(minutes=1)
    edited = agent.patch(
        f"/customer/1001/dispute/{made['F-2']['disputeID']}",
        [{"op": "replace", "path": "/description", "value": "Far too much"}],
    )
    assert edited.status == 200, edited.text
    assert agent.post(hands["F-2"], {"assigneeID": "agent2"}).status == 200
    assert agent.post(hands["F-3"], {"resolverID": "approver"}).status == 200
    app.settle()
    by = {
        n: agent.get(f"/dispute/{one['disputeID']}").json["resolverID"] for n, one in made.items()
    }
    assert by == {"F-2": "agent2", "F-3": "approver"}


def test_an_item_that_is_paid_by_import_leaves_by_itself(app: App) -> None:
    """CO-14: at once, also before it was due; its dispute stays open until somebody ends it."""
    path = f"/followUp/{followed_up(app)['followUpID']}"
    paid: dict[str, Any] = {
        "payments": [{"paymentID": 1, "date": "2026-11-29", "amount": "30.00"}],
        "dueDate": "2999-12-31",
    }
    assert app.invoice("F-2", [line(1, "30.00")], **paid).status == 200
    assert [row["left"] for row in app.as_("agent").get(path).json["itemRows"]] == [None, None]

    app.sweep()

    after = app.as_("agent").get(path).json
    assert [row["left"] for row in after["itemRows"]] == [None, "paid"]
    dispute = app.as_("agent").get(f"/dispute/{after['itemRows'][1]['disputeID']}").json
    assert dispute["status"] == "open"
    version = after["version"]
    app.sweep()
    assert app.as_("agent").get(path).json["version"] == version


def test_a_customer_learns_of_no_follow_up(app: App) -> None:
    """CO-48: not by the list, the search, the invoice or the dispute; the staff finds it."""
    follow_up = followed_up(app)["followUpID"]
    for stored in app.items().values():
        index_change(app.table, None, stored)
    customer = app.as_("customer")
    assert customer.get("/followUp").status == 403
    assert customer.get(f"/search?q={follow_up}").status == 403
    for words in (follow_up, "1001", "Bright", "F-2"):
        hits = app.as_("agent").get(f"/search?q={words}&limit=50").json["value"]
        assert [hit["kind"] for hit in hits].count("followUp") == 1, words
        assert "followUp" not in str(app.as_("limited").get(f"/search?q={words}").json)
    disputes = customer.get("/dispute").json["value"]
    assert len(disputes) == 2
    told = [customer.get("/customer/1001/invoice"), customer.get("/dispute")]
    told += [customer.get(f"/dispute/{one['disputeID']}") for one in disputes]
    told += [customer.get(f"/dispute/{one['disputeID']}/event") for one in disputes]
    for answer in told:
        assert answer.status == 200, answer.text
        assert follow_up not in answer.text
        assert "Ben Agent" not in answer.text
        assert "esolver" not in answer.text
        assert FOLLOW_UP["comment"] not in answer.text


def test_an_edit_of_an_old_version_is_refused(app: App) -> None:
    """X-07."""
    sent = prepared(app, "PUT /followUp/{followUpID}/date")
    assert sent.send(app, If_Match='"1"').json["version"] == 2
    refused(sent.send_other(app, If_Match='"1"'), 412, rule="X-07")


def outcome(number: Any, became: str) -> dict[str, Any]:
    return {"invoiceNumber": number, "outcome": became}

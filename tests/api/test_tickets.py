"""Tickets: asked, answered, linked with disputes of each kind, and turned into them (CU-20)."""

from typing import Any

import pytest

from chalicelib.actions.disputes.search_index import index_change
from chalicelib.store import keys
from chalicelib.store.table import name_of
from tests import payouts
from tests.app import App
from tests.attachments import attached
from tests.scenarios import FEATURE, QUESTION, URL, prepared, ticketed


def test_a_question_goes_back_and_forth_until_it_is_closed(app: App) -> None:
    """CU-20, CU-23: by the portal; its customer reads no name of the company, and no version."""
    customer, agent = app.as_("customer"), app.as_("agent")
    path = f"/ticket/{ticketed(app)['ticketID']}"
    assert agent.get("/ticket").json["value"][0]["partyName"] == "Bright Telecom"
    assert app.as_("limited").get("/ticket").json["value"] == []
    answered = agent.post(f"{path}/message", {"text": "It is for September."}).json
    assert (answered["state"], answered["saidSide"]) == ("answered", "staff")
    assert agent.get("/ticket").json["value"] == []
    again = customer.post(f"{path}/message", {"text": "We left in August."})
    assert (again.json["state"], "ETag" in again.headers) == ("open", False)
    assert customer.post(f"{path}/close").json["state"] == "closed"
    assert agent.post(f"{path}/close").json["code"] == "alreadyDone"

    thread = customer.get(f"{path}/message")
    assert [one.get("text") for one in thread.json["value"]] == [
        "We never ordered it.",
        "It is for September.",
        "We left in August.",
        None,
    ]
    assert "Ada" not in thread.text + customer.get(path).text
    assert [one["by"] for one in agent.get(f"{path}/message").json["value"]][1] == "Ada Agent"
    states = [("closed", 1), ("open", 0)]
    assert [
        (state, len(customer.get(f"/ticket?state={state}").json["value"])) for state, _ in states
    ] == states


def test_a_ticket_becomes_a_dispute_with_its_number_and_files_once(app: App) -> None:
    """CO-47, X-13: by whoever works disputes; turned again, on another invoice or by a dry run, it
    names the one dispute.
    """
    customer, agent = app.as_("customer"), app.as_("agent")
    ticket_id = ticketed(app)["ticketID"]
    path = f"/ticket/{ticket_id}"
    file = attached(app, path, "customer")
    claim = FEATURE | {"ticketID": ticket_id}
    assert [one["allowed"] for one in agent.get(path).json["actions"]] == [True] * 4
    raised = agent.post(URL, claim)
    assert (raised.status, raised.json["disputeID"]) == (201, ticket_id)
    shown = customer.get(path).json
    assert (shown["state"], shown["disputeID"]) == ("disputed", ticket_id)
    files = agent.get(f"/dispute/{ticket_id}/attachment").json["value"]
    assert [(one["name"], one["side"]) for one in files] == [("proof.pdf", "customer")]
    assert customer.get(file).json["downloadURL"]
    assert customer.get(f"/dispute/{ticket_id}").json["status"] == "inReview"

    other = {"invoiceNumber": 2000, "description": "Twice", "ticketID": ticket_id, "amount": 1}
    for again in (claim, other):
        refused = agent.post(URL, again)
        assert (refused.status, refused.json["disputeID"]) == (409, ticket_id)
    assert agent.post(URL, other).json["rule"] == "CO-47"
    refused = customer.post(f"{path}/message", {"text": "And?"})
    assert (refused.status, refused.json["disputeID"]) == (409, ticket_id)
    [link] = agent.get(f"/dispute/{ticket_id}/ticket").json["value"]
    assert (link["isOrigin"], link["state"]) == (True, "disputed")
    stays = agent.post(f"/dispute/{ticket_id}/ticket/{ticket_id}/removal")
    assert (stays.status, stays.json["rule"]) == (409, "CO-47")


def test_a_ticket_of_another_customer_becomes_no_dispute(app: App) -> None:
    """CO-47, RV-03: the ticket is not found for who disputes, nor by who may not know of it."""
    ticket_id = ticketed(app)["ticketID"]
    theirs = "/customer/1002/dispute"
    claim = {"invoiceNumber": "0000611365", "description": "Dear", "amount": 1}
    refused = app.as_("agent").post(theirs, claim | {"ticketID": ticket_id})
    assert refused.status == 404
    assert app.as_("limited").post(theirs, claim | {"ticketID": ticket_id}).status == 404
    asked = app.as_("customer").post("/ticket", QUESTION | {"customerID": 1002})
    assert asked.status == 404


def test_a_payout_dispute_made_of_a_ticket_tells_the_vendor_nothing_of_it(app: App) -> None:
    """CO-47, IG-03: the same by another kind; the file stays between customer and staff."""
    payouts.ready(app)
    ticket_id = ticketed(app)["ticketID"]
    attached(app, f"/ticket/{ticket_id}", "customer")
    raised = app.as_("agent").post("/dispute", payouts.CLAIM | {"ticketID": ticket_id})
    assert (raised.status, raised.json["disputeID"]) == (201, ticket_id)
    files = f"/dispute/{ticket_id}/attachment"
    assert [len(app.as_(who).get(files).json["value"]) for who in ("customer", "vendor")] == [1, 0]
    assert app.as_("vendor").get(f"/ticket/{ticket_id}").status == 403


@pytest.mark.parametrize(
    "command",
    ["POST /dispute/{disputeID}/note", "POST /dispute/{disputeID}/adjustment", "POST /dispute"],
    ids=["booking", "invoice", "order"],
)
def test_tickets_are_raised_within_a_dispute_of_each_kind_and_linked_after(
    app: App, command: str
) -> None:
    """CU-20, IG-03: for whoever disputes; those of other systems by id and an https address; no
    party can tell that there is a link.
    """
    sent = prepared(app, command)
    made = sent.send(app).json if command == "POST /dispute" else {}
    path = f"/dispute/{made.get('disputeID') or sent.target.split('/')[2]}"
    support = app.as_("support")
    before = app.as_("operator").get(path)
    within = support.post(f"{path}/ticket", QUESTION)
    assert app.as_("operator").get(path).text == before.text, "the staff's links tell nobody"
    [own] = within.json["value"]
    assert (within.status, own["state"], own["url"]) == (201, "open", None)
    assert support.get(f"/ticket/{own['ticketID']}").json["disputeID"] == path.split("/")[2]
    outside = support.put(f"{path}/ticket/4711", {"url": "https://desk.example/t/4711"}).json
    assert [one["state"] for one in outside["value"]] == ["open", None]
    for url in ("http://desk.example/1", "javascript:alert(1)", "https://me:pass@desk.example/"):
        refused = support.put(f"{path}/ticket/4712", {"url": url})
        assert (refused.status, refused.json["errors"][0]["pointer"]) == (400, "/url")
    assert support.put(f"{path}/ticket/4711", {}).status == 404
    for ticket_id in (own["ticketID"], "4711"):
        rest = support.post(f"{path}/ticket/{ticket_id}/removal")
        assert rest.status == 200
    assert rest.json["value"] == []
    assert support.get(f"/ticket/{own['ticketID']}").json["disputeID"] is None


def test_a_ticket_is_linked_with_one_dispute_at_most(app: App) -> None:
    """CU-20: of whoever stands in it; it is found by its number."""
    agent = app.as_("agent")
    ticket_id = ticketed(app)["ticketID"]
    first = agent.post(URL, FEATURE).json["disputeID"]
    other: dict[str, Any] = {"invoiceNumber": 2000, "description": "Dear", "amount": 1}
    second = agent.post(URL, other).json["disputeID"]
    assert agent.put(f"/dispute/{first}/ticket/{ticket_id}", {}).status == 200
    refused = agent.put(f"/dispute/{second}/ticket/{ticket_id}", {})
    assert (refused.status, refused.json["disputeID"]) == (409, first)
    key = keys.ticket(ticket_id)
    index_change(app.table, None, app.table.get([key])[name_of(key)])
    found = {who: app.as_(who).get(f"/search?q={ticket_id}") for who in ("agent", "limited")}
    assert found["agent"].json["value"][0]["url"] == f"#/ticket/{ticket_id}"
    assert found["limited"].json["value"] == []

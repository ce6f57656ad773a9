"""Disputes on bookings by the API (IG-01…IG-11, X-01, X-03, X-06)."""

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.bookings import asked
from tests.scenarios import AGGREGATOR, BOOKING


@pytest.fixture
def dispute(booking_dispute: str) -> str:
    """The path of an open dispute of the operator on booking 77."""
    return booking_dispute


def test_another_open_dispute_says_why_the_first_is_not_reopened(
    parties: App, dispute: str
) -> None:
    """X-02, IG-11: with the one that stands in the way; once that has ended it can be reopened."""
    parties.as_("operator").post(f"{dispute}/resolution")
    other = (
        parties.as_("aggregator")
        .post("/booking/77/dispute", {"reason": "The toll"})
        .json["disputeID"]
    )
    reopen = next(
        one
        for one in parties.as_("operator").get(dispute).json["actions"]
        if one["name"] == "reopen"
    )
    assert (reopen["allowed"], reopen["rule"], reopen["disputeID"]) == (False, "IG-11", other)
    refused(
        parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Again"}), 409, rule="IG-11"
    )
    assert parties.as_("aggregator").post(f"/dispute/{other}/withdrawal").status == 200
    reopen = next(
        one
        for one in parties.as_("operator").get(dispute).json["actions"]
        if one["name"] == "reopen"
    )
    assert (
        reopen["allowed"],
        parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Again"}).status,
    ) == (True, 200)


def test_an_audit_holds_bookings_to_their_requests(parties: App, dispute: str) -> None:
    """X-05, X-06: and finds what was changed behind its back."""
    request = asked(parties, dispute)
    finance = parties.as_("finance")
    assert finance.get("/audit/verify?kind=booking").json == {
        "checked": 1,
        "value": [],
        "nextCursor": None,
    }
    partition = dispute.replace("/dispute/", "DISPUTE#")
    parties.is_tampered = True
    for place, edit in (
        (f"REQUEST#{request.rsplit('/', 1)[1]}", {"amount": 1}),
        ("SHARED#00000002", {"text": "Nothing."}),
    ):
        item = parties.items()[f"{partition} {place}"]
        parties.table.write_batch([item | edit])
        assert len(finance.get("/audit/verify?kind=booking").json["value"]) == 1
        parties.table.write_batch([item])


def test_a_party_with_another_name_is_no_other_party(parties: App, dispute: str) -> None:
    """X-06, X-12: also where the booking was brought in anew with it; one with another party's
    number is.
    """
    finance = parties.as_("finance")
    assert (
        finance.put("/aggregator/AGG", AGGREGATOR | {"name": "Rides Reunited"}).json["outcome"]
        == "changed"
    )
    assert finance.put("/booking/77", BOOKING).json["aggregator"] == "Rides Reunited"
    assert finance.get("/audit/verify?kind=booking").json["value"] == []
    parties.is_tampered = True
    parties.table.write_batch([parties.items()["BOOKING#77 BOOKING"] | {"operator_id": "2"}])
    [wrong] = finance.get("/audit/verify?kind=booking").json["value"]
    assert wrong["faults"] == ["The dispute is between others than the booking."]


def test_the_raiser_settles_it_and_what_is_pending_ends_with_it(parties: App, dispute: str) -> None:
    """IG-07, IG-11: the booking is free for another; reopening needs a reason and a
    free booking.
    """
    asked(parties, dispute)
    refused(parties.as_("aggregator").post(f"{dispute}/resolution"), 403, rule="IG-07")
    endings = [
        one
        for one in parties.as_("aggregator").get(dispute).json["actions"]
        if one["name"] in ("resolve", "withdraw")
    ]
    assert [(one["allowed"], one["rule"], one["unblockedBy"]) for one in endings] == [
        (False, "IG-07", ["City Cabs"])
    ] * 2
    resolved = parties.as_("operator").post(f"{dispute}/resolution")
    assert (resolved.json["status"], resolved.json["cancelledAmount"]) == ("resolved", 5)
    refused(parties.as_("operator").post(f"{dispute}/message", {"text": "Hello"}), 409)
    refused(parties.as_("operator").post(f"{dispute}/reopen"), 400, rule="IG-07")
    assert (
        parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Not paid"}).json["status"]
        == "open"
    )
    refused(
        parties.as_("aggregator").post("/booking/77/dispute", {"reason": "Me too"}),
        409,
        rule="IG-11",
    )
    assert parties.as_("operator").post(f"{dispute}/withdrawal").json["status"] == "withdrawn"
    assert parties.as_("aggregator").post("/booking/77/dispute", {"reason": "Me too"}).status == 201
    refused(parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Again"}), 409)


def test_support_is_asked_in_answers_and_hands_back(parties: App, dispute: str) -> None:
    """IG-08: it sees the booking, the thread and both wallets."""
    refused(parties.as_("support").post(f"{dispute}/message", {"text": "Hello"}), 409, rule="IG-08")
    escalated = parties.as_("operator").post(
        f"{dispute}/escalation", {"issue": "They do not answer."}
    )
    assert (escalated.json["waitingFor"], escalated.json["isEscalated"]) == ("support", True)
    support = parties.as_("support")
    assert [
        row["disputeID"]
        for row in support.get("/dispute?kind=booking&waitingFor=support").json["value"]
    ] != []
    assert {
        support.get(path).status for path in ("/booking/77", "/wallet/OP-1-GBP", "/wallet/AGG-GBP")
    } == {200}
    assert support.post(f"{dispute}/message", {"text": "We look into it."}).status == 201
    assert (
        support.post(f"{dispute}/handBack", {"reason": "Please pay."}).json["waitingFor"]
        == "aggregator"
    )


@pytest.mark.parametrize("step", ["finalisation", "adjustment", "close", "reversal"])
def test_a_booking_dispute_has_none_of_an_invoice_s_steps(
    parties: App, dispute: str, step: str
) -> None:
    refused(parties.as_("finance").post(f"{dispute}/{step}"), 409)


def test_no_letter_about_approvals_is_about_a_booking(parties: App, dispute: str) -> None:
    """DM-03: a preview about one is refused, as is the approval that it never had."""
    preview = {"templateID": "approvalAsked", "disputeID": dispute.removeprefix("/dispute/")}
    assert parties.as_("admin").post("/mail/preview", preview).json["refused"]["rule"] == "DM-03"
    assert parties.as_("finance").get(
        f"/approval/{dispute.removeprefix('/dispute/')}-1-1"
    ).status in (404, 409)


def test_an_invoice_dispute_has_none_of_a_booking_s(parties: App) -> None:
    """IG-04, CU-23: those who work it speak with its customer, and support of bookings does not."""
    feature = {"invoiceNumber": 1984950, "amount": 4.95, "description": "No", "featureID": 10986}
    raised = parties.as_("agent").post("/customer/1001/dispute", feature).json["disputeID"]
    refused(parties.as_("support").post(f"/dispute/{raised}/note", {"text": "Hello"}), 403)
    assert parties.as_("operator").get(f"/dispute/{raised}").status == 404


def test_a_customer_of_the_same_number_is_somebody_else(parties: App) -> None:
    """RV-03: an operator 1002 is not the customer 1002, in lists, notes and sight."""
    finance = parties.as_("finance")
    finance.put("/operator/1002", {"name": "Namesake Cabs", "currency": "GBP"})
    finance.put("/booking/90", BOOKING | {"operatorID": 1002})
    raised = parties.as_("aggregator").post("/booking/90/dispute", {"reason": "No driver"})
    assert parties.as_("limited").get(f"/dispute/{raised.json['disputeID']}").status == 404
    assert parties.as_("finance").get("/customer/1002/dispute").json["value"] == []
    assert parties.as_("finance").get("/customer/1002/note").json["value"] == []
    assert (
        parties.as_("finance").get(f"/customer/1002/dispute/{raised.json['disputeID']}").status
        == 404
    )


def test_a_replay_is_not_given_to_who_acts_for_another_party_now(
    parties: App, dispute: str
) -> None:
    """X-01, IG-03: a repeat is authorised anew."""
    said = parties.as_("operator").post(
        f"{dispute}/message", {"text": "Hello"}, Idempotency_Key="k"
    )
    assert said.status == 201
    parties.is_tampered = True
    [olga] = [
        item
        for item in parties.items().values()
        if item.get("user_id") == "operator" and item["pk"].startswith("USER#")
    ]
    parties.table.write_batch([olga | {"party_id": "2"}])
    refused(
        parties.as_("operator").post(f"{dispute}/message", {"text": "Hello"}, Idempotency_Key="k"),
        404,
    )

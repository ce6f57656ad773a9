"""What the sides of a booking's dispute read of each other (IG-03, IG-04, IG-08)."""

import pytest

from tests.app import App
from tests.bookings import asked


@pytest.fixture
def dispute(booking_dispute: str) -> str:
    """The path of an open dispute of the operator on booking 77."""
    return booking_dispute


def test_both_sides_and_support_see_it_and_nobody_else_does(parties: App, dispute: str) -> None:
    """IG-03, RV-03: in lists, by its id, in its thread; a limited agent and another operator get
    404.
    """
    for who in ("operator", "aggregator", "support", "agent"):
        somebody = parties.as_(who)
        assert somebody.get(dispute).json["status"] == "open"
        assert [
            row["disputeID"] for row in somebody.get("/dispute?kind=booking").json["value"]
        ] == [dispute.removeprefix("/dispute/")]
        assert somebody.get(f"{dispute}/message").json["value"][0]["type"] == "raised"
    for who in ("limited", "customer", "operator2"):
        somebody = parties.as_(who)
        assert {
            somebody.get(path).status
            for path in (dispute, f"{dispute}/message", f"{dispute}/event")
        } <= {403, 404}
        assert somebody.get("/dispute?kind=booking").json.get("value", []) == []


def test_the_thread_is_one_and_the_other_side_has_no_names(parties: App, dispute: str) -> None:
    """IG-03, IG-04: unread until read; notes of support are in no answer to a side."""
    parties.as_("operator").post(f"{dispute}/message", {"text": "Where was he?"})
    parties.as_("support").post(f"{dispute}/note", {"text": "Both look honest."})
    seen = parties.as_("aggregator").get(f"{dispute}/message").json
    assert [(row["type"], row["side"]) for row in seen["value"]] == [
        ("raised", "operator"),
        ("message", "operator"),
    ]
    assert seen["dispute"]["unread"] == 2
    for who in ("operator", "aggregator"):
        everything = (
            parties.as_(who).get(f"{dispute}/message").text + parties.as_(who).get(dispute).text
        )
        assert "honest" not in everything
        assert ("Olga" in everything) == (who == "operator")
    assert [row["type"] for row in parties.as_("support").get(f"{dispute}/message").json["value"]][
        -1
    ] == "internalNote"
    last = seen["value"][-1]["sequence"]
    assert parties.as_("aggregator").get(f"{dispute}/message?after={last + 1}").json["value"] == []


def test_a_note_of_support_shows_nowhere_to_a_side(parties: App, dispute: str) -> None:
    """IG-08, X-07: neither by a version nor by a time, and nothing that a side has begun is refused
    for one; support counts it.
    """
    seen = parties.as_("operator").get(dispute)
    noted = parties.as_("support").post(f"{dispute}/note", {"text": "Both look honest."})
    assert (noted.status, noted.json["messageCount"], noted.json["unread"]) == (201, 2, 0)
    after = parties.as_("operator").get(dispute)
    assert (after.text, after.etag) == (seen.text, seen.etag)
    assert (
        parties.as_("operator")
        .post(f"{dispute}/fundRequest", {"amount": 5}, If_Match=seen.etag)
        .status
        == 201
    )


def test_whether_the_other_side_is_there_is_told_and_not_who(parties: App, dispute: str) -> None:
    """IG-04: live or not, and the staff is support to them; the staff sees who."""
    for who in ("operator", "admin"):
        parties.as_(who).put(f"{dispute}/presence")
    there = parties.as_("aggregator").put(f"{dispute}/presence")
    assert sorted((row["role"], row["side"]) for row in there.json["value"]) == [
        ("operator", "operator"),
        ("support", "staff"),
    ]
    assert "Olga" not in there.text
    assert "Olga" in parties.as_("support").put(f"{dispute}/presence").text


def test_the_thread_tells_which_side_did_each_thing(parties: App, dispute: str) -> None:
    """IG-03, IG-05, IG-07, IG-10: who answered is not who asked, the raiser ends the dispute, and
    neither takes a payment back. What is about no request tells of none.
    """
    request = asked(parties, dispute)
    parties.as_("aggregator").post(f"{request}/approval")
    request = asked(parties, dispute, who="aggregator")
    parties.as_("operator").post(f"{request}/rejection")
    parties.as_("operator").post(f"{dispute}/escalation", {"issue": "Silence"})
    parties.as_("support").post(f"{dispute}/handBack")
    parties.as_("operator").post(f"{dispute}/resolution")
    parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Not all of it"})
    transfer = parties.as_("finance").get("/wallet/AGG-GBP/entry").json["value"][0]["transferID"]
    for who, step in (("finance", ""), ("finance2", "/approval")):
        parties.as_(who).post(
            f"/transfer/{transfer}/correction{step}", None if step else {"reason": "Paid twice."}
        )
    rows = parties.as_("aggregator").get(f"{dispute}/message").json["value"]
    assert [(row["type"], row["side"]) for row in rows] == [
        ("raised", "operator"),
        ("fundsRequested", "operator"),
        ("fundsApproved", "aggregator"),
        ("fundsRequested", "aggregator"),
        ("fundsRejected", "operator"),
        ("escalated", "operator"),
        ("handedBack", "support"),
        ("resolved", "operator"),
        ("reopened", "operator"),
        ("fundsCorrected", "support"),
    ]
    about = [row["type"] for row in rows if row["request"]]
    assert about == [row["type"] for row in rows if row["type"].startswith("funds")]

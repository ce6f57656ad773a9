"""An edit is stale where what it is about has changed, and for nothing else (X-07)."""

import pytest

from chalicelib.store.entities import dispute_item, to_dispute
from tests.api.approval_steps import ask_for, decide
from tests.app import App
from tests.http_client import Result

PATCH_DESCRIPTION = [{"op": "replace", "path": "/description", "value": "Billed twice."}]


@pytest.fixture
def dispute(booking_dispute: str) -> str:
    """The path of an open dispute of the operator on booking 77."""
    return booking_dispute


def put(
    app: App, dispute: str, line: int, etag: str, who: str = "agent", **values: object
) -> Result:
    return app.as_(who).put(f"/dispute/{dispute}/line/{line}", values, If_Match=etag)


def patch(
    app: App, dispute: str, etag: str, *operations: dict[str, object], who: str = "agent"
) -> Result:
    return app.as_(who).patch(
        f"/dispute/{dispute}", list(operations) or PATCH_DESCRIPTION, If_Match=etag
    )


def test_what_the_workflow_writes_makes_no_edit_of_another_line_stale(app: App, big: str) -> None:
    """X-07, CU-15: approval is asked for line 1, the workflow asks a level and mails; line 2 is
    withdrawn as it was shown before.
    """
    asked = app.as_("agent").put(
        f"/dispute/{big}/line/1", {"creditAmount": 1000, "status": "approved"}
    )
    app.settle()
    assert app.as_("agent").get(f"/dispute/{big}").etag != asked.etag, (
        "the workflow has written, and whoever polls sees it"
    )
    assert put(app, big, 2, asked.etag, status="withdrawn").status == 200


def test_a_round_that_times_out_and_one_that_is_given_up_make_no_other_edit_stale(
    app: App, big: str
) -> None:
    """X-07, CU-15: but the line that the end of the round puts back has changed."""
    asked = ask_for(app, big)
    app.wait_until_due(big)
    app.sweep()
    assert patch(app, big, asked.etag).status == 200
    for _ in range(2):
        app.wait_until_due(big)
        app.sweep()
    assert put(app, big, 2, asked.etag, creditAmount=1).status == 200
    stale = put(app, big, 1, asked.etag, creditAmount=900)
    assert (stale.status, stale.json["current"]["lines"][0]["status"]) == (412, "open")


def test_two_people_edit_different_lines_and_both_are_kept(app: App, two_lines: str) -> None:
    """X-07: the second is judged by what the first left, and is not refused for it."""
    seen = app.as_("agent").get(f"/dispute/{two_lines}").etag
    assert put(app, two_lines, 1, seen, creditAmount=10).status == 200
    assert put(app, two_lines, 2, seen, who="agent2", creditAmount=5).status == 200
    assert [
        line["creditAmount"] for line in app.as_("agent").get(f"/dispute/{two_lines}").json["lines"]
    ] == [10, 5]
    for line in (1, 2):
        stale = put(app, two_lines, line, seen, creditAmount=7)
        assert (stale.status, stale.json["rule"]) == (412, "X-07")
        assert stale.json["current"]["lines"][line - 1]["creditAmount"] in (10, 5)


def test_each_detail_is_stale_by_itself(app: App, two_lines: str) -> None:
    """X-07, RV-06: description, resolution, reason and who works it are different things."""
    seen = app.as_("agent").get(f"/dispute/{two_lines}").etag
    assert patch(app, two_lines, seen).status == 200
    assert (
        patch(
            app,
            two_lines,
            seen,
            {"op": "replace", "path": "/resolutionID", "value": 1},
            who="agent2",
        ).status
        == 200
    )
    assert (
        app.as_("agent")
        .post(f"/dispute/{two_lines}/assignment", {"assigneeID": "agent2"}, If_Match=seen)
        .status
        == 200
    )
    assert (
        app.as_("agent")
        .post(f"/dispute/{two_lines}/assignment", {"resolverID": "support"}, If_Match=seen)
        .status
        == 200
    )
    assert (
        app.as_("agent")
        .post(f"/dispute/{two_lines}/assignment", {"assigneeID": "agent"}, If_Match=seen)
        .status
        == 412
    )
    other = {"op": "replace", "path": "/description", "value": "Never ordered."}
    stale = patch(app, two_lines, seen, other, who="agent2")
    assert (stale.status, stale.json["current"]["description"]) == (412, "Billed twice.")
    shown = app.as_("agent").get(f"/dispute/{two_lines}").json
    assert (shown["description"], shown["resolution"], shown["assignee"]) == (
        "Billed twice.",
        "Approved",
        "Ben Agent",
    )


@pytest.mark.parametrize("verb", ["withdrawal", "finalisation", "close"])
def test_what_is_done_to_the_whole_is_stale_once_any_line_has_changed(
    app: App, two_lines: str, verb: str
) -> None:
    """X-07: whoever ends a dispute ends it as it was seen; a description is no part of that."""
    seen = app.as_("agent").get(f"/dispute/{two_lines}").etag
    assert patch(app, two_lines, seen).status == 200
    looked = app.as_("agent").post(f"/dispute/{two_lines}/{verb}?dryRun=true", {}, If_Match=seen)
    assert looked.json.get("refused", {}).get("status") != 412
    assert put(app, two_lines, 2, seen, creditAmount=5).status == 200
    assert app.as_("agent").post(f"/dispute/{two_lines}/{verb}", {}, If_Match=seen).status == 412


def test_whoever_decides_decides_on_what_was_shown(app: App, big: str) -> None:
    """X-07, CU-15: a mail or another line is no reason to refuse an answer, another
    description is.
    """
    ask_for(app, big)
    seen = app.as_("approver").get(f"/approval/{big}-1-1").etag
    assert put(app, big, 2, seen, disputedAmount=1500).status == 200
    asked = f"/approval/{big}-1-1/decision?dryRun=true"
    assert app.as_("approver").post(asked, {"decision": "endorse"}, If_Match=seen).status == 200
    assert patch(app, big, seen).status == 200
    assert (
        app.as_("approver")
        .post(asked, {"decision": "endorse"}, If_Match=seen)
        .json["refused"]["status"]
        == 412
    )
    assert decide(app, "approver", f"{big}-1-1").status == 200


def test_a_line_that_two_people_add_is_added_once(app: App) -> None:
    """X-07, CU-01: the second sees the first one's."""
    app.invoice(
        "ADD", [{"lineID": n, "description": "x", "amount": "50", "kind": "fee"} for n in (1, 2, 3)]
    )
    claim = {"invoiceNumber": "ADD", "description": "x", "lines": [{"lineID": 1, "amount": 5}]}
    added = app.as_("agent").post("/customer/1001/dispute", claim)
    raised, seen = added.json["disputeID"], added.etag
    assert put(app, raised, 2, seen, disputedAmount=9).status == 200
    assert put(app, raised, 3, seen, who="agent2", disputedAmount=8).status == 200
    assert put(app, raised, 2, seen, who="agent2", disputedAmount=7).status == 412


def test_a_dispute_that_was_kept_before_parts_were_compares_its_version(
    app: App, two_lines: str
) -> None:
    """X-07: what is not known to be unchanged is taken for changed, until it is written the next
    time.
    """
    item = app.items()[f"DISPUTE#{two_lines} DISPUTE"]
    old = to_dispute({name: value for name, value in item.items() if name != "changed_in"})
    app.table.write_batch([dispute_item(old)])
    assert old.changed_in == {}
    assert put(app, two_lines, 1, '"0"', creditAmount=1).status == 412
    seen = app.as_("agent").get(f"/dispute/{two_lines}").etag
    assert put(app, two_lines, 1, seen, creditAmount=1).status == 200
    assert put(app, two_lines, 2, seen, creditAmount=1).status == 200


def test_a_message_makes_nothing_of_a_booking_s_dispute_stale(parties: App, dispute: str) -> None:
    """X-07, IG-05, IG-07: a request of the own side does for another request, any request does for
    ending it.
    """
    operator, aggregator = parties.as_("operator"), parties.as_("aggregator")
    seen = operator.get(dispute).etag
    assert aggregator.post(f"{dispute}/message", {"text": "We look into it."}).status == 201
    assert operator.get(dispute).etag != seen
    assert operator.post(f"{dispute}/resolution?dryRun=true", {}, If_Match=seen).status == 200
    assert aggregator.post(f"{dispute}/fundRequest", {"amount": 2}).status == 201
    assert operator.post(f"{dispute}/fundRequest", {"amount": 3}, If_Match=seen).status == 201
    assert operator.post(f"{dispute}/fundRequest", {"amount": 3}, If_Match=seen).status == 412
    assert operator.post(f"{dispute}/resolution", {}, If_Match=seen).status == 412
    assert (
        operator.post(f"{dispute}/escalation", {"issue": "No answer."}, If_Match=seen).status == 200
    )
    assert (
        operator.post(f"{dispute}/escalation", {"issue": "No answer."}, If_Match=seen).status == 412
    )

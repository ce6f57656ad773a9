"""Who is asked and loses the role, the limit or the customers: what waits for that one goes on at
once (CU-15).
"""

from typing import Any

import pytest

from tests.api.approval_steps import ask_for, by_link, decide, inbox, link_to, shown
from tests.app import App

LOSSES = [
    {"creditLimit": {}},
    {"creditLimit": {"USD": 0}},
    {"role": "resolver"},
    {"role": "customer", "partyID": 1001},
    {"limitTo": ["1002"]},
]


def change(app: App, who: str, **values: Any) -> None:
    assert app.as_("admin").put(f"/user/{who}", values).status == 200


@pytest.mark.parametrize("loss", LOSSES, ids=str)
def test_a_round_goes_on_when_who_is_asked_loses_what_it_takes(
    app: App, big: str, loss: dict[str, Any]
) -> None:
    """CU-15, RV-03: without a sweep and before the level's time is over; with an event in words,
    mail, and the workflow going on.
    """
    ask_for(app, big)
    link = link_to(app, "approver")
    change(app, "approver", **loss)
    app.settle()
    assert [row["disputeID"] for row in inbox(app, "manager")] == [big]
    steps = shown(app, big)["approval"]["steps"]
    assert [step["status"] for step in steps[:2]] == ["left", "asked"]
    told = app.as_("agent").get(f"/dispute/{big}/event").json["value"]
    assert [one["text"] for one in told if one["type"] == "approvalLeft"] == [
        "Ann Approver cannot answer any more. The approval moves on."
    ]
    assert any("manager@" in str(one["To"]) for one in app.mailbox.letters())
    assert not [
        item
        for item in app.items().values()
        if item["sk"].startswith("ASKED#") and item["user_id"] == "approver"
    ]
    assert by_link(app, link).status in (403, 404, 409)
    assert app.machine.waiting.keys() == {f"{big}-1-1"}
    assert decide(app, "manager", f"{big}-1-2").status == 200
    app.settle()
    assert app.machine.ended == {f"{big}-1-1": "approved"}
    assert not [
        item
        for item in app.items().values()
        if "after_pk" in item or item["pk"].startswith("LOOK#")
    ]


def test_who_is_out_of_it_hears_so_by_mail(app: App, big: str) -> None:
    """CU-15: who may still work disputes, but has no limit any more."""
    ask_for(app, big)
    change(app, "approver", creditLimit={})
    app.settle()
    texts = [
        str(one.get_body(("plain",)).get_content())
        for one in app.mailbox.letters()
        if "approver@" in str(one["To"])
    ]  # type: ignore[union-attr]
    assert "The request was passed on by Redress." in texts[-1]
    assert "Comment: Ann Approver cannot answer any more." in texts[-1]


def test_a_colleague_goes_on_being_asked_and_the_workflow_waits(app: App, pair: str) -> None:
    """CU-15: the inbox and the link of who cannot are void, those of who can are as they were."""
    link = link_to(app, "manager")
    change(app, "manager", creditLimit={})
    app.settle()
    assert inbox(app, "manager") == []
    assert [row["approvalID"] for row in inbox(app, "approver")] == [f"{pair}-1-1"]
    refused = by_link(app, link)
    assert (refused.status, refused.json["detail"]) == (
        409,
        "You could not answer it any more; now it is asked of Ann Approver.",
    )
    assert decide(app, "approver", f"{pair}-1-1").json["outcome"]["status"] == "endorsed"


def test_nothing_waits_and_nothing_counts_before_it_is_looked_at(app: App, big: str) -> None:
    """CU-15: the row is not shown and an answer is refused, whatever has not followed yet."""
    ask_for(app, big)
    change(app, "approver", creditLimit={})
    assert inbox(app, "approver") == []
    for decision in ("approve", "endorse", "reject"):
        assert decide(app, "approver", f"{big}-1-1", decision, comment="No").status == 403


def test_a_raised_limit_moves_nothing_and_makes_a_yes_enough(app: App, big: str) -> None:
    """CU-15: the opposite change; no letter, no event, and what the yes comes to is told by the
    limit of now.
    """
    ask_for(app, big)
    before = (len(app.mailbox.sent), shown(app, big)["version"])
    assert inbox(app, "approver")[0]["becomes"] == "endorsed"
    change(app, "approver", creditLimit={"USD": 2000})
    app.settle()
    assert (len(app.mailbox.sent), shown(app, big)["version"]) == before
    assert inbox(app, "approver")[0]["becomes"] == "approved"
    assert decide(app, "approver", f"{big}-1-1").json["outcome"]["status"] == "approved"


def test_a_limit_that_is_back_before_it_is_looked_at_changes_nothing(app: App, big: str) -> None:
    """CU-15: what counts is who can answer when it is looked at."""
    ask_for(app, big)
    change(app, "approver", creditLimit={})
    change(app, "approver", creditLimit={"USD": 500})
    app.settle()
    assert [row["disputeID"] for row in inbox(app, "approver")] == [big]


def test_a_look_that_the_stream_did_not_bring_is_taken_up_by_the_sweep(app: App, big: str) -> None:
    """CU-15: it is written with the change, so it cannot be lost."""
    ask_for(app, big)
    change(app, "approver", role="resolver")
    app.later(minutes=3)
    app.sweep()
    assert [row["disputeID"] for row in inbox(app, "manager")] == [big]


def test_a_change_that_is_none_looks_at_nothing(app: App, big: str) -> None:
    """X-05: a repeat writes nothing, and a dry run neither."""
    ask_for(app, big)
    change(app, "approver", creditLimit={"USD": 500})
    app.as_("admin").put("/user/approver?dryRun=true", {"creditLimit": {}})
    assert not [item for item in app.items().values() if item["pk"].startswith("LOOK#")]

"""Approvals and the limits that they rest on: as they are when it is written (CU-14, CU-15)."""

from typing import Any

import pytest

from tests.api.approval_steps import CHAIN, ask_for, decide, inbox, shown
from tests.app import App


def test_a_limit_lowered_in_flight_approves_nothing(app: App, big: str) -> None:
    """CU-14, X-02: the transaction re-checks the limit; the refusal names who can, and the person
    may endorse.
    """
    ask_for(app, big, 400)
    [row] = inbox(app, "approver")
    assert app.as_("admin").put("/user/approver", {"creditLimit": {"USD": 300}}).status == 200
    refused = decide(app, "approver", row["approvalID"])
    assert (refused.status, refused.json["rule"]) == (403, "CU-14")
    assert refused.json["unblockedBy"] == ["Max Manager", "Fay Finance"]
    assert (
        decide(app, "approver", row["approvalID"], "endorse").json["outcome"]["status"]
        == "endorsed"
    )


def when_written(app: App, who: str, limit: int) -> list[int]:
    """Somebody's limit is changed after it was read and before the next transaction; what the
    change was answered.
    """
    changed: list[int] = []

    def change(model: Any, **_: Any) -> None:
        if model.name == "TransactWriteItems" and not changed:
            changed.append(0)
            changed[0] = (
                app.as_("admin").put(f"/user/{who}", {"creditLimit": {"USD": limit}}).status
            )

    app.client.meta.events.register("before-call.dynamodb", change)
    return changed


def test_an_approval_rests_on_the_limit_that_holds_when_it_is_written(app: App, big: str) -> None:
    """CU-14: lowered between the read and the transaction, it approves nothing, and nothing has
    changed.
    """
    ask_for(app, big, 400)
    before = shown(app, big)
    changed = when_written(app, "approver", 300)
    refused = decide(app, "approver", f"{big}-1-1")
    assert (changed, refused.status, refused.json["rule"]) == ([200], 403, "CU-14")
    after = shown(app, big)
    assert (after["version"], after["lines"][0]["status"]) == (before["version"], "pendingApproval")
    assert [row["approvalID"] for row in inbox(app, "approver")] == [f"{big}-1-1"]


@pytest.mark.parametrize(("who", "limit"), [("manager", 400), ("approver", 6000)])
def test_passing_it_on_rests_on_both_limits_when_it_is_written(
    app: App, big: str, who: str, limit: int
) -> None:
    """CU-15: whoever of the two changes in between, it never goes to a lower limit, and nothing has
    changed.
    """
    ask_for(app, big)
    before = shown(app, big)
    changed = when_written(app, who, limit)
    refused = app.as_("approver").post(f"/approval/{big}-1-1/delegation", {"userID": "manager"})
    assert (changed, refused.status, refused.json["code"]) == ([200], 409, "cannotDelegate")
    assert shown(app, big)["version"] == before["version"]
    assert (len(inbox(app, "approver")), inbox(app, "manager")) == (1, [])


def test_what_a_yes_comes_to_is_told_by_the_limits_of_now(app: App, big: str) -> None:
    """CU-15, X-02: in the inbox, by the id and in the chain; a refusal to approve recommends an
    action that is there by its name.
    """
    ask_for(app, big, 400)
    admin, approval = app.as_("admin"), f"{big}-1-1"

    def told(limit: int) -> tuple[Any, ...]:
        assert admin.put("/user/approver", {"creditLimit": {"USD": limit}}).status == 200
        view = app.as_("approver").get(f"/approval/{approval}").json
        actions = {action["name"]: action for action in view["actions"]}
        enough = [[one["isEnough"] for one in step["people"]] for step in view["approval"]["steps"]]
        return (
            inbox(app, "approver")[0]["becomes"],
            view["becomes"],
            actions["approve"],
            actions["endorse"]["allowed"],
            enough,
        )

    row, view, approve, endorse, enough = told(300)
    assert (row, view, approve["allowed"], endorse, enough) == (
        "endorsed",
        "endorsed",
        False,
        True,
        [[False], [True]],
    )
    assert (approve["rule"], "Endorse it" in approve["reason"]) == ("CU-14", True)
    row, view, approve, endorse, enough = told(400)
    assert (row, view, approve["allowed"], endorse, enough) == (
        "approved",
        "approved",
        True,
        True,
        [[True]],
    )
    ask_for(app, big, 1000)
    approval = f"{big}-2-1"
    assert told(999)[0] == "endorsed"
    assert told(1000)[0] == "approved"
    assert decide(app, "approver", approval).json["outcome"]["status"] == "approved"


def test_a_limit_with_cents_lowers_what_a_yes_of_the_level_is_good_for(app: App, big: str) -> None:
    """CU-15: kept to the cent, and the chain stays one that can be read and changed."""
    limited = CHAIN | {
        "levels": [CHAIN["levels"][0] | {"limit": {"USD": "99.5"}}, *CHAIN["levels"][1:]]
    }
    admin = app.as_("admin")
    assert admin.put("/setting/approvalChains", {"value": [limited]}).status == 200
    assert admin.get("/setting/approvalChains").json["value"][0]["levels"][0]["limit"] == {
        "USD": 99.5
    }
    assert ask_for(app, big, 99.51).json["status"] == "pendingApproval"
    assert inbox(app, "approver")[0]["becomes"] == "endorsed"
    ask_for(app, big, 99.5)
    assert inbox(app, "approver")[0]["becomes"] == "approved"
    assert admin.put("/setting/approvalChains", {"value": [CHAIN]}).status == 200

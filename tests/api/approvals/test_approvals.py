"""Approvals by the API: the inbox, and answers that are given, passed on and taken back (CU-14,
CU-15).
"""

import pytest

from chalicelib.store import keys
from tests.api.approval_steps import ask_for, decide, inbox, shown
from tests.app import App


def test_a_chain_from_raise_to_finalise(app: App, big: str) -> None:
    """CU-15: approver endorses, manager approves, the agent finalises; each has it in the inbox
    only while asked.
    """
    assert ask_for(app, big).json["status"] == "pendingApproval"
    [row] = inbox(app, "approver")
    assert (row["amount"], row["total"], row["becomes"], row["level"]) == (
        1000,
        1000,
        "endorsed",
        "Approver",
    )
    assert (row["balanceBefore"], row["balanceAfter"]) == (4000, 3000)
    assert row["requestedBy"] == [{"userID": "agent", "name": "Ada Agent", "insteadOf": None}]
    assert row["lines"] == [
        {
            "lineID": 1,
            "description": "Charge 1",
            "charge": 2000,
            "disputedAmount": 2000,
            "creditAmount": 1000,
        }
    ]
    assert inbox(app, "manager") == []
    endorsed = decide(app, "approver", row["approvalID"], comment="Looks right")
    assert endorsed.json["outcome"]["status"] == "endorsed"
    app.settle()
    assert inbox(app, "approver") == []
    [row] = inbox(app, "manager")
    assert row["becomes"] == "approved"
    approved = decide(app, "manager", row["approvalID"])
    assert approved.json["outcome"]["status"] == "approved"
    app.settle()
    assert app.machine.ended == {f"{big}-1-1": "approved"}
    assert shown(app, big)["lines"][0]["status"] == "approved"
    assert app.as_("agent").put(f"/dispute/{big}/line/2", {"status": "withdrawn"}).status == 200
    assert app.as_("agent").post(f"/dispute/{big}/finalisation").json["creditedAmount"] == 1000


def test_a_command_reads_twice_and_writes_once(app: App, big: str) -> None:
    """X-01: also where it ends a round and fills or empties inboxes."""
    asked = app.as_("agent").put(
        f"/dispute/{big}/line/1", {"creditAmount": 1000, "status": "approved"}
    )
    assert asked.calls == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]
    app.settle()
    [row] = inbox(app, "approver")
    assert decide(app, "approver", row["approvalID"]).calls == [
        "BatchGetItem",
        "BatchGetItem",
        "TransactWriteItems",
    ]


def test_the_dispute_draws_the_chain(app: App, big: str) -> None:
    """CU-15, X-04: who was, is and will be asked, by when, and whose move it is."""
    ask_for(app, big)
    view = shown(app, big)
    approval = view["approval"]
    assert [
        (step["level"], step["status"], [one["name"] for one in step["people"]])
        for step in approval["steps"]
    ] == [
        ("Approver", "asked", ["Ann Approver"]),
        ("Manager", "planned", ["Max Manager"]),
    ]
    assert [[one["isEnough"] for one in step["people"]] for step in approval["steps"]] == [
        [False],
        [True],
    ]
    assert view["waitingFor"] == "approver"
    assert view["dueAt"] == approval["steps"][0]["dueAt"] is not None
    assert {"agent", "approver"} == {one["party"] for one in view["elapsed"]}


def test_a_preview_says_who_will_have_to_approve_and_who_gets_mail(app: App, big: str) -> None:
    """X-03, CU-15: without starting anything."""
    preview = (
        app.as_("agent")
        .put(f"/dispute/{big}/line/1?dryRun=true", {"creditAmount": 1000, "status": "approved"})
        .json
    )
    assert [step["people"][0]["name"] for step in preview["dispute"]["approval"]["steps"]] == [
        "Ann Approver",
        "Max Manager",
    ]
    assert preview["mails"] == [
        {"to": "Ann Approver", "userID": "approver", "about": "approvalAsked", "isHeldBack": False}
    ]
    app.settle()
    assert (app.machine.waiting, shown(app, big)["approval"]) == ({}, None)


def test_a_rejection_gives_the_line_back_with_the_reason(app: App, big: str) -> None:
    """CU-15."""
    ask_for(app, big)
    [row] = inbox(app, "approver")
    assert decide(app, "approver", row["approvalID"], "reject").json["rule"] == "CU-15"
    blank = decide(app, "approver", row["approvalID"], "reject", comment="  ").json["errors"]
    assert [(error["pointer"], error["detail"]) for error in blank] == [
        ("/comment", "This is a text of 1 to 2000 characters.")
    ]
    rejected = decide(app, "approver", row["approvalID"], "reject", comment="The usage is proven")
    assert rejected.json["outcome"] == rejected.json["outcome"] | {
        "status": "rejected",
        "by": "Ann Approver",
    }
    app.settle()
    line = shown(app, big)["lines"][0]
    assert (line["status"], line["refusal"]) == (
        "open",
        {"by": "Ann Approver", "reason": "The usage is proven"},
    )
    assert app.machine.ended == {f"{big}-1-1": "rejected"}


def test_the_second_answer_hears_of_the_first(app: App, big: str) -> None:
    """CU-15: 409 with who decided what, for another person as for the same with another key."""
    ask_for(app, big)
    [row] = inbox(app, "approver")
    decide(app, "approver", row["approvalID"])
    app.settle()
    [row] = inbox(app, "manager")
    decide(app, "manager", row["approvalID"])
    late = decide(app, "manager", row["approvalID"], "reject", comment="No")
    assert (late.status, late.json["code"], late.json["outcome"]["status"]) == (
        409,
        "alreadyDecided",
        "approved",
    )
    assert late.json["outcome"]["by"] == "Max Manager"


def test_nobody_approves_the_own_request(app: App, big: str) -> None:
    """CU-14: the approver who asks is not asked, and cannot answer."""
    ask_for(app, big, who="approver")
    assert inbox(app, "approver") == []
    [row] = inbox(app, "manager")
    refused = decide(app, "approver", row["approvalID"])
    assert (refused.status, refused.json["code"], refused.json["rule"]) == (
        403,
        "ownApproval",
        "CU-14",
    )


def test_splitting_over_disputes_of_one_invoice_does_not_help(app: App, big: str) -> None:
    """CU-14: what an earlier dispute credited counts."""
    approver = app.as_("approver")
    assert (
        approver.put(f"/dispute/{big}/line/1", {"creditAmount": 400, "status": "approved"}).json[
            "lines"
        ][0]["status"]
        == "approved"
    )
    approver.put(f"/dispute/{big}/line/2", {"status": "withdrawn"})
    assert approver.post(f"/dispute/{big}/finalisation").status == 200
    claim = {
        "invoiceNumber": "BIG",
        "description": "More",
        "lines": [{"lineID": 2, "amount": 2000}],
    }
    again = approver.post("/customer/1001/dispute", claim).json["disputeID"]
    split = approver.put(f"/dispute/{again}/line/2", {"creditAmount": 400, "status": "approved"})
    assert split.json["lines"][0]["status"] == "pendingApproval"
    assert split.json["approval"]["total"] == 800


def test_raising_the_amount_after_approval_asks_again(app: App, big: str) -> None:
    """CU-14, CU-15: what was approved was the old amount."""
    ask_for(app, big, 400)
    [row] = inbox(app, "approver")
    decide(app, "approver", row["approvalID"])
    raised = app.as_("agent").put(f"/dispute/{big}/line/1", {"creditAmount": 450})
    assert raised.json["lines"][0]["status"] == "open"
    assert app.as_("agent").post(f"/dispute/{big}/finalisation").json["rule"] == "CU-13"


def test_who_is_not_asked_is_told_why_not(app: App, big: str) -> None:
    """X-02: each action by name, with who can; a yes that nobody waits for comes to nothing."""
    ask_for(app, big, 400)
    view = app.as_("manager").get(f"/approval/{big}-1-1").json
    assert view["becomes"] is None
    refused = {
        action["name"]: (action["allowed"], action["rule"], action["unblockedBy"])
        for action in view["actions"]
    }
    assert refused["endorse"] == refused["approve"] == (False, "CU-15", ["Ann Approver"])


def test_passing_it_on(app: App, big: str) -> None:
    """CU-15: the delegates are named, others refused, and the inbox changes hands."""
    ask_for(app, big)
    [row] = inbox(app, "approver")
    view = app.as_("approver").get(f"/approval/{row['approvalID']}").json
    assert [one["userID"] for one in view["delegates"]] == ["manager", "finance"]
    approver = app.as_("approver")
    for to, why in (
        ("agent", "asked for this credit"),
        ("support", "cannot approve"),
        ("ghost", "no such person"),
    ):
        refused = approver.post(f"/approval/{row['approvalID']}/delegation", {"userID": to})
        assert (refused.json["rule"], why in refused.json["detail"]) == ("CU-15", True)
    assert (
        approver.post(f"/approval/{row['approvalID']}/delegation", {"userID": "manager"}).status
        == 200
    )
    app.settle()
    assert (inbox(app, "approver"), len(inbox(app, "manager"))) == ([], 1)
    back = app.as_("manager").post(
        f"/approval/{row['approvalID']}/delegation", {"userID": "approver"}
    )
    assert (back.status, back.json["code"]) == (409, "cannotDelegate")
    assert decide(app, "manager", row["approvalID"]).json["outcome"]["status"] == "approved"


def test_the_requester_recalls(app: App, big: str) -> None:
    """CU-15: and the inbox is empty again."""
    ask_for(app, big)
    [row] = inbox(app, "approver")
    assert app.as_("agent2").post(f"/approval/{row['approvalID']}/recall").status == 403
    recalled = app.as_("agent").post(f"/approval/{row['approvalID']}/recall")
    assert recalled.json["outcome"]["status"] == "recalled"
    app.settle()
    assert (inbox(app, "approver"), app.machine.ended) == ([], {f"{big}-1-1": "void"})


def test_a_change_sets_the_round_aside_and_asks_anew(app: App, big: str) -> None:
    """CU-15: the old approval's id tells so; the new one waits."""
    ask_for(app, big)
    [old] = inbox(app, "approver")
    ask_for(app, big, 300, line=2)
    [new] = inbox(app, "approver")
    assert (old["approvalID"], new["approvalID"]) == (f"{big}-1-1", f"{big}-2-1")
    assert decide(app, "approver", old["approvalID"]).json["outcome"]["status"] == "void"
    assert app.machine.ended == {f"{big}-1-1": "void"}


def test_who_is_limited_to_other_customers_is_not_told(app: App, big: str) -> None:
    """RV-03: neither in the inbox nor by the id."""
    ask_for(app, big)
    assert app.as_("limited").get(f"/approval/{big}-1-1").status == 404
    assert app.as_("admin").put("/user/approver", {"limitTo": ["1002"]}).status == 200
    assert inbox(app, "approver") == []
    assert decide(app, "approver", f"{big}-1-1").status == 404


@pytest.mark.parametrize(
    "approval",
    [
        "x",
        "x-1",
        "x-1-1",
        "--",
        "{big}-2-1",
        "{big}-1-9",
        "{big}-01-1x",
        "{big}-99999-1",
        "{big}-0-0",
    ],
)
def test_an_approval_that_there_is_not(app: App, big: str, approval: str) -> None:
    """CU-15: 404, whatever the id looks like."""
    ask_for(app, big)
    assert decide(app, "approver", approval.format(big=big)).status == 404


def test_the_inbox_row_follows_what_the_dispute_says(app: App, big: str) -> None:
    """CU-15: a description that was mended is what the approver reads."""
    ask_for(app, big)
    app.as_("agent").patch(
        f"/dispute/{big}", [{"op": "replace", "path": "/description", "value": "Twice billed"}]
    )
    [row] = inbox(app, "approver")
    assert row["description"] == "Twice billed"
    assert keys.inbox("approver") == "person#approver"


def test_the_inbox_row_tells_what_is_owed_now(app: App, big: str) -> None:
    """CU-11, CU-15: a payment that comes in meanwhile shows in the list as in the approval that is
    opened from it.
    """
    ask_for(app, big)
    lines = [
        {"lineID": number, "description": f"Charge {number}", "amount": "2000", "kind": "fee"}
        for number in (1, 2)
    ]
    paid = app.invoice(
        "BIG", lines, payments=[{"paymentID": "p", "date": "2026-10-05", "amount": "3500"}]
    )
    assert paid.status == 200
    [row] = inbox(app, "approver")
    opened = app.as_("approver").get(f"/approval/{row['approvalID']}").json
    told = ("balanceBefore", "balanceAfter", "owed")
    assert [row[name] for name in told] == [opened[name] for name in told] == [500, -500, 500]

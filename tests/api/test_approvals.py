"""Approvals by the API: the inbox, and answers that are given, passed on and taken back (CU-14, CU-15)."""

import pytest

from chalicelib.store import keys
from tests.api.approvals import ask_for, decide, inbox, shown
from tests.house import House


def test_a_chain_from_raise_to_finalise(house: House, big: str) -> None:
    """CU-15: approver endorses, manager approves, the agent finalises; each has it in the inbox only while asked."""
    assert ask_for(house, big).json["status"] == "pendingApproval"
    [row] = inbox(house, "approver")
    assert (row["amount"], row["total"], row["becomes"], row["level"]) == (1000, 1000, "endorsed", "Approver")
    assert (row["balanceBefore"], row["balanceAfter"]) == (4000, 3000)
    assert row["requestedBy"] == [{"userID": "agent", "name": "Ada Agent", "insteadOf": None}]
    assert row["lines"] == [{"lineID": 1, "description": "Charge 1", "charge": 2000, "disputedAmount": 2000, "creditAmount": 1000}]
    assert inbox(house, "manager") == []
    endorsed = decide(house, "approver", row["approvalID"], comment="Looks right")
    assert endorsed.json["outcome"]["status"] == "endorsed"
    house.settle()
    assert inbox(house, "approver") == []
    [row] = inbox(house, "manager")
    assert row["becomes"] == "approved"
    approved = decide(house, "manager", row["approvalID"])
    assert approved.json["outcome"]["status"] == "approved"
    house.settle()
    assert house.machine.ended == {f"{big}-1-1": "approved"}
    assert shown(house, big)["lines"][0]["status"] == "approved"
    assert house.as_("agent").put(f"/dispute/{big}/line/2", {"status": "withdrawn"}).status == 200
    assert house.as_("agent").post(f"/dispute/{big}/finalisation").json["creditedAmount"] == 1000


def test_a_command_reads_twice_and_writes_once(house: House, big: str) -> None:
    """X-01: also where it ends a round and fills or empties inboxes."""
    asked = house.as_("agent").put(f"/dispute/{big}/line/1", {"creditAmount": 1000, "status": "approved"})
    assert asked.calls == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]
    house.settle()
    [row] = inbox(house, "approver")
    assert decide(house, "approver", row["approvalID"]).calls == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]


def test_the_dispute_draws_the_chain(house: House, big: str) -> None:
    """CU-15, X-04: who was, is and will be asked, by when, and whose move it is."""
    ask_for(house, big)
    view = shown(house, big)
    approval = view["approval"]
    assert [(step["level"], step["status"], [one["name"] for one in step["people"]]) for step in approval["steps"]] == [
        ("Approver", "asked", ["Ann Approver"]),
        ("Manager", "planned", ["Max Manager"]),
    ]
    assert [[one["isEnough"] for one in step["people"]] for step in approval["steps"]] == [[False], [True]]
    assert view["waitingFor"] == "approver"
    assert view["dueAt"] == approval["steps"][0]["dueAt"] is not None
    assert {"agent", "approver"} == {one["party"] for one in view["elapsed"]}


def test_a_preview_says_who_will_have_to_approve_and_who_gets_mail(house: House, big: str) -> None:
    """X-03, CU-15: without starting anything."""
    preview = house.as_("agent").put(f"/dispute/{big}/line/1?dryRun=true", {"creditAmount": 1000, "status": "approved"}).json
    assert [step["people"][0]["name"] for step in preview["dispute"]["approval"]["steps"]] == ["Ann Approver", "Max Manager"]
    assert preview["mails"] == [{"to": "Ann Approver", "userID": "approver", "about": "approvalAsked", "isHeldBack": False}]
    house.settle()
    assert (house.machine.waiting, shown(house, big)["approval"]) == ({}, None)


def test_a_rejection_gives_the_line_back_with_the_reason(house: House, big: str) -> None:
    """CU-15."""
    ask_for(house, big)
    [row] = inbox(house, "approver")
    assert decide(house, "approver", row["approvalID"], "reject").json["rule"] == "CU-15"
    blank = decide(house, "approver", row["approvalID"], "reject", comment="  ").json["errors"]
    assert [(error["pointer"], error["detail"]) for error in blank] == [("/comment", "This is a text of 1 to 2000 characters.")]
    rejected = decide(house, "approver", row["approvalID"], "reject", comment="The usage is proven")
    assert rejected.json["outcome"] == rejected.json["outcome"] | {"status": "rejected", "by": "Ann Approver"}
    house.settle()
    line = shown(house, big)["lines"][0]
    assert (line["status"], line["refusal"]) == ("open", {"by": "Ann Approver", "reason": "The usage is proven"})
    assert house.machine.ended == {f"{big}-1-1": "rejected"}


def test_the_second_answer_hears_of_the_first(house: House, big: str) -> None:
    """CU-15: 409 with who decided what, for another person as for the same with another key."""
    ask_for(house, big)
    [row] = inbox(house, "approver")
    decide(house, "approver", row["approvalID"])
    house.settle()
    [row] = inbox(house, "manager")
    decide(house, "manager", row["approvalID"])
    late = decide(house, "manager", row["approvalID"], "reject", comment="No")
    assert (late.status, late.json["code"], late.json["outcome"]["status"]) == (409, "alreadyDecided", "approved")
    assert late.json["outcome"]["by"] == "Max Manager"


def test_nobody_approves_the_own_request(house: House, big: str) -> None:
    """CU-14: the approver who asks is not asked, and cannot answer."""
    ask_for(house, big, who="approver")
    assert inbox(house, "approver") == []
    [row] = inbox(house, "manager")
    refused = decide(house, "approver", row["approvalID"])
    assert (refused.status, refused.json["code"], refused.json["rule"]) == (403, "ownApproval", "CU-14")


def test_splitting_over_disputes_of_one_invoice_does_not_help(house: House, big: str) -> None:
    """CU-14: what an earlier dispute credited counts."""
    approver = house.as_("approver")
    assert approver.put(f"/dispute/{big}/line/1", {"creditAmount": 400, "status": "approved"}).json["lines"][0]["status"] == "approved"
    approver.put(f"/dispute/{big}/line/2", {"status": "withdrawn"})
    assert approver.post(f"/dispute/{big}/finalisation").status == 200
    claim = {"invoiceNumber": "BIG", "description": "More", "lines": [{"lineID": 2, "amount": 2000}]}
    again = approver.post("/customer/1001/dispute", claim).json["disputeID"]
    split = approver.put(f"/dispute/{again}/line/2", {"creditAmount": 400, "status": "approved"})
    assert split.json["lines"][0]["status"] == "pendingApproval"
    assert split.json["approval"]["total"] == 800


def test_raising_the_amount_after_approval_asks_again(house: House, big: str) -> None:
    """CU-14, CU-15: what was approved was the old amount."""
    ask_for(house, big, 400)
    [row] = inbox(house, "approver")
    decide(house, "approver", row["approvalID"])
    raised = house.as_("agent").put(f"/dispute/{big}/line/1", {"creditAmount": 450})
    assert raised.json["lines"][0]["status"] == "open"
    assert house.as_("agent").post(f"/dispute/{big}/finalisation").json["rule"] == "CU-13"


def test_who_is_not_asked_is_told_why_not(house: House, big: str) -> None:
    """X-02: each action by name, with who can; a yes that nobody waits for comes to nothing."""
    ask_for(house, big, 400)
    view = house.as_("manager").get(f"/approval/{big}-1-1").json
    assert view["becomes"] is None
    refused = {action["name"]: (action["allowed"], action["rule"], action["unblockedBy"]) for action in view["actions"]}
    assert refused["endorse"] == refused["approve"] == (False, "CU-15", ["Ann Approver"])


def test_passing_it_on(house: House, big: str) -> None:
    """CU-15: the delegates are named, others refused, and the inbox changes hands."""
    ask_for(house, big)
    [row] = inbox(house, "approver")
    view = house.as_("approver").get(f"/approval/{row['approvalID']}").json
    assert [one["userID"] for one in view["delegates"]] == ["manager", "finance"]
    approver = house.as_("approver")
    for to, why in (("agent", "asked for this credit"), ("support", "cannot approve"), ("ghost", "no such person")):
        refused = approver.post(f"/approval/{row['approvalID']}/delegation", {"userID": to})
        assert (refused.json["rule"], why in refused.json["detail"]) == ("CU-15", True)
    assert approver.post(f"/approval/{row['approvalID']}/delegation", {"userID": "manager"}).status == 200
    house.settle()
    assert (inbox(house, "approver"), len(inbox(house, "manager"))) == ([], 1)
    back = house.as_("manager").post(f"/approval/{row['approvalID']}/delegation", {"userID": "approver"})
    assert (back.status, back.json["code"]) == (409, "cannotDelegate")
    assert decide(house, "manager", row["approvalID"]).json["outcome"]["status"] == "approved"


def test_the_requester_recalls(house: House, big: str) -> None:
    """CU-15: and the inbox is empty again."""
    ask_for(house, big)
    [row] = inbox(house, "approver")
    assert house.as_("agent2").post(f"/approval/{row['approvalID']}/recall").status == 403
    recalled = house.as_("agent").post(f"/approval/{row['approvalID']}/recall")
    assert recalled.json["outcome"]["status"] == "recalled"
    house.settle()
    assert (inbox(house, "approver"), house.machine.ended) == ([], {f"{big}-1-1": "void"})


def test_a_change_sets_the_round_aside_and_asks_anew(house: House, big: str) -> None:
    """CU-15: the old approval's id tells so; the new one waits."""
    ask_for(house, big)
    [old] = inbox(house, "approver")
    ask_for(house, big, 300, line=2)
    [new] = inbox(house, "approver")
    assert (old["approvalID"], new["approvalID"]) == (f"{big}-1-1", f"{big}-2-1")
    assert decide(house, "approver", old["approvalID"]).json["outcome"]["status"] == "void"
    assert house.machine.ended == {f"{big}-1-1": "void"}


def test_who_is_limited_to_other_customers_is_not_told(house: House, big: str) -> None:
    """RV-03: neither in the inbox nor by the id."""
    ask_for(house, big)
    assert house.as_("limited").get(f"/approval/{big}-1-1").status == 404
    assert house.as_("admin").put("/user/approver", {"limitTo": ["1002"]}).status == 200
    assert inbox(house, "approver") == []
    assert decide(house, "approver", f"{big}-1-1").status == 404


@pytest.mark.parametrize("approval", ["x", "x-1", "x-1-1", "--", "{big}-2-1", "{big}-1-9", "{big}-01-1x", "{big}-99999-1", "{big}-0-0"])
def test_an_approval_that_there_is_not(house: House, big: str, approval: str) -> None:
    """CU-15: 404, whatever the id looks like."""
    ask_for(house, big)
    assert decide(house, "approver", approval.format(big=big)).status == 404


def test_the_inbox_row_follows_what_the_dispute_says(house: House, big: str) -> None:
    """CU-15: a description that was mended is what the approver reads."""
    ask_for(house, big)
    house.as_("agent").patch(f"/dispute/{big}", [{"op": "replace", "path": "/description", "value": "Twice billed"}])
    [row] = inbox(house, "approver")
    assert row["description"] == "Twice billed"
    assert keys.inbox("approver") == "person#approver"


def test_the_inbox_row_tells_what_is_owed_now(house: House, big: str) -> None:
    """CU-11, CU-15: a payment that comes in meanwhile shows in the list as in the approval that is opened from it."""
    ask_for(house, big)
    lines = [{"lineID": number, "description": f"Charge {number}", "amount": "2000", "kind": "fee"} for number in (1, 2)]
    paid = house.invoice("BIG", lines, payments=[{"paymentID": "p", "date": "2026-10-05", "amount": "3500"}])
    assert paid.status == 200
    [row] = inbox(house, "approver")
    opened = house.as_("approver").get(f"/approval/{row['approvalID']}").json
    told = ("balanceBefore", "balanceAfter", "owed")
    assert [row[name] for name in told] == [opened[name] for name in told] == [500, -500, 500]

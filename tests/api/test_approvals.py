"""Approvals by the API: the inbox, answers from the page and by link, and what the workflow does in between (CU-14, CU-15)."""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.store import keys
from tests.house import House
from tests.visitors import Result

CHAIN = {
    "chainID": "std",
    "name": "Standard",
    "levels": [{"name": "Approver", "role": "approver"}, {"name": "Manager", "role": "manager"}, {"name": "Finance", "role": "finance"}],
}


@pytest.fixture
def big(house: House) -> str:
    """A dispute over two charges of 2,000, with the standard chain configured."""
    assert house.as_("admin").put("/setting/approvalChains", {"value": [CHAIN]}).status == 200
    lines = [{"lineID": number, "description": f"Charge {number}", "amount": "2000", "kind": "fee"} for number in (1, 2)]
    assert house.invoice("BIG", lines).status == 201
    claim = {"invoiceNumber": "BIG", "description": "Too much", "lines": [{"lineID": 1, "amount": 2000}, {"lineID": 2, "amount": 2000}]}
    raised = house.as_("agent").post("/customer/1001/dispute", claim)
    assert raised.status == 201
    return raised.json["disputeID"]


def ask_for(house: House, dispute: str, credit: Any = 1000, line: int = 1, who: str = "agent") -> Result:
    """Somebody asks for a credit above the own limit, and the workflow does what it does."""
    asked = house.as_(who).put(f"/dispute/{dispute}/line/{line}", {"creditAmount": credit, "status": "approved"})
    house.settle()
    return asked


def inbox(house: House, who: str) -> list[dict[str, Any]]:
    found = house.as_(who).get("/approval")
    assert found.calls == ["BatchGetItem", "Query"]
    return found.json["value"]


def decide(house: House, who: str, approval: str, decision: str = "approve", **more: Any) -> Result:
    return house.as_(who).post(f"/approval/{approval}/decision", {"decision": decision} | more)


def shown(house: House, dispute: str) -> dict[str, Any]:
    return house.as_("agent").get(f"/dispute/{dispute}").json


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
    assert preview["mails"] == [{"to": "Ann Approver", "userID": "approver", "about": "approvalAsked"}]
    house.settle()
    assert (house.machine.waiting, shown(house, big)["approval"]) == ({}, None)


def test_a_rejection_gives_the_line_back_with_the_reason(house: House, big: str) -> None:
    """CU-15."""
    ask_for(house, big)
    [row] = inbox(house, "approver")
    assert decide(house, "approver", row["approvalID"], "reject").json["rule"] == "CU-15"
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


def test_a_limit_lowered_in_flight_approves_nothing(house: House, big: str) -> None:
    """CU-14: the transaction re-checks the limit; the person may endorse."""
    ask_for(house, big, 400)
    [row] = inbox(house, "approver")
    assert house.as_("admin").put("/user/approver", {"creditLimit": {"USD": 300}}).status == 200
    refused = decide(house, "approver", row["approvalID"])
    assert (refused.status, refused.json["rule"]) == (403, "CU-14")
    assert decide(house, "approver", row["approvalID"], "endorse").json["outcome"]["status"] == "endorsed"


def when_written(house: House, who: str, limit: int) -> list[int]:
    """Somebody's limit is changed after it was read and before the next transaction; what the change was answered."""
    changed: list[int] = []

    def change(model: Any, **_: Any) -> None:
        if model.name == "TransactWriteItems" and not changed:
            changed.append(0)
            changed[0] = house.as_("admin").put(f"/user/{who}", {"creditLimit": {"USD": limit}}).status

    house.client.meta.events.register("before-call.dynamodb", change)
    return changed


def test_an_approval_rests_on_the_limit_that_holds_when_it_is_written(house: House, big: str) -> None:
    """CU-14: lowered between the read and the transaction, it approves nothing, and nothing has changed."""
    ask_for(house, big, 400)
    before = shown(house, big)
    changed = when_written(house, "approver", 300)
    refused = decide(house, "approver", f"{big}-1-1")
    assert (changed, refused.status, refused.json["rule"]) == ([200], 403, "CU-14")
    after = shown(house, big)
    assert (after["version"], after["lines"][0]["status"]) == (before["version"], "pendingApproval")
    assert [row["approvalID"] for row in inbox(house, "approver")] == [f"{big}-1-1"]


@pytest.mark.parametrize(("who", "limit"), [("manager", 400), ("approver", 6000)])
def test_passing_it_on_rests_on_both_limits_when_it_is_written(house: House, big: str, who: str, limit: int) -> None:
    """CU-15: whoever of the two changes in between, it never goes to a lower limit, and nothing has changed."""
    ask_for(house, big)
    before = shown(house, big)
    changed = when_written(house, who, limit)
    refused = house.as_("approver").post(f"/approval/{big}-1-1/delegation", {"userID": "manager"})
    assert (changed, refused.status, refused.json["code"]) == ([200], 409, "cannotDelegate")
    assert shown(house, big)["version"] == before["version"]
    assert (len(inbox(house, "approver")), inbox(house, "manager")) == (1, [])


def test_what_a_yes_comes_to_is_told_by_the_limits_of_now(house: House, big: str) -> None:
    """CU-15, X-02: in the inbox, by the id and in the chain; a refusal to approve recommends an action that is there by its name."""
    ask_for(house, big, 400)
    admin, approval = house.as_("admin"), f"{big}-1-1"

    def told(limit: int) -> tuple[Any, ...]:
        assert admin.put("/user/approver", {"creditLimit": {"USD": limit}}).status == 200
        view = house.as_("approver").get(f"/approval/{approval}").json
        actions = {action["name"]: action for action in view["actions"]}
        enough = [[one["isEnough"] for one in step["people"]] for step in view["approval"]["steps"]]
        return inbox(house, "approver")[0]["becomes"], view["becomes"], actions["approve"], actions["endorse"]["allowed"], enough

    row, view, approve, endorse, enough = told(300)
    assert (row, view, approve["allowed"], endorse, enough) == ("endorsed", "endorsed", False, True, [[False], [True]])
    assert (approve["rule"], "Endorse it" in approve["reason"]) == ("CU-14", True)
    row, view, approve, endorse, enough = told(400)
    assert (row, view, approve["allowed"], endorse, enough) == ("approved", "approved", True, True, [[True]])
    ask_for(house, big, 1000)
    approval = f"{big}-2-1"
    assert told(999)[0] == "endorsed"
    assert told(1000)[0] == "approved"
    assert decide(house, "approver", approval).json["outcome"]["status"] == "approved"


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


def test_time_outs_move_on_by_the_sweep(house: House, big: str) -> None:
    """CU-15: a level that does not answer in its business hours is passed."""
    ask_for(house, big)
    for expected in ("manager", "finance"):
        house.wait_until_due(big)
        house.sweep()
        assert [row["disputeID"] for row in inbox(house, expected)] == [big]
    house.wait_until_due(big)
    house.sweep()
    view = shown(house, big)
    assert (view["approval"]["status"], view["lines"][0]["status"]) == ("expired", "open")
    assert house.machine.ended == {f"{big}-1-1": "expired"}


def test_a_lost_workflow_is_taken_up_when_somebody_answers(house: House, big: str) -> None:
    """CU-15: the next level is asked by the next attempt."""
    ask_for(house, big)
    house.machine.lose(f"{big}-1-1")
    [row] = inbox(house, "approver")
    assert decide(house, "approver", row["approvalID"]).status == 200
    house.settle()
    assert len(inbox(house, "manager")) == 1
    assert f"{big}-1-2" in house.machine.waiting


def test_a_workflow_that_never_started_is_started_by_the_sweep(house: House, big: str) -> None:
    """CU-15: after-work that was missed stays in its index until it is done."""
    house.as_("agent").put(f"/dispute/{big}/line/1", {"creditAmount": 1000, "status": "approved"})
    house.later(minutes=3)
    house.sweep()
    assert len(inbox(house, "approver")) == 1
    assert [item for item in house.items().values() if "after_pk" in item] == []


def test_a_workflow_that_died_before_asking_is_taken_up_by_the_sweep(house: House, big: str) -> None:
    """CU-15: a round between two levels is looked after in ten minutes."""
    house.as_("agent").put(f"/dispute/{big}/line/1", {"creditAmount": 1000, "status": "approved"})
    house.work_off()
    house.machine.lose(f"{big}-1-1")
    house.later(minutes=11)
    house.sweep()
    assert len(inbox(house, "approver")) == 1
    assert shown(house, big)["approval"]["attempt"] == 2


def test_after_work_done_twice_is_done_once(house: House, big: str) -> None:
    """X-01: the stream may bring an event again; no second execution, question or letter."""
    ask_for(house, big)
    before = (dict(house.machine.waiting), len(house.mailbox.sent))
    house.work_off(again=True)
    assert (dict(house.machine.waiting), len(house.mailbox.sent)) == before


def test_everybody_concerned_gets_one_letter(house: House, big: str) -> None:
    """CU-15: who is asked, and in the end who asked."""
    ask_for(house, big)
    [row] = inbox(house, "approver")
    decide(house, "approver", row["approvalID"])
    house.settle()
    [row] = inbox(house, "manager")
    decide(house, "manager", row["approvalID"])
    house.settle()
    assert [letter["To"].addresses[0].addr_spec for letter in house.mailbox.letters()] == [
        "approver@demo.test",
        "manager@demo.test",
        "agent@demo.test",
    ]
    types = [event["type"] for event in house.as_("agent").get(f"/dispute/{big}/event").json["value"]]
    assert types.count("mailSent") == 3


def test_what_people_say_on_the_way_reaches_who_is_asked_next(house: House, big: str) -> None:
    """CU-15: the words of who endorses, and of who passes it on, stand in the next letter."""
    ask_for(house, big)
    decide(house, "approver", f"{big}-1-1", comment="The meter was changed")
    house.settle()
    assert "Ann Approver: The meter was changed" in text_of(house)
    house.as_("manager").post(f"/approval/{big}-1-2/delegation", {"userID": "finance", "comment": "See contract 7"})
    house.settle()
    assert "Max Manager: See contract 7" in text_of(house)
    assert "in place of" not in text_of(house)


def text_of(house: House) -> str:
    return house.mailbox.letters()[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_letter_names_the_credit_that_is_asked_for_and_not_all_credits(house: House, big: str) -> None:
    """CU-14: what was granted before is told beside it."""
    house.as_("approver").put(f"/dispute/{big}/line/1", {"creditAmount": 400, "status": "approved"})
    ask_for(house, big, 300, line=2)
    letter = house.mailbox.letters()[-1]
    assert letter["Subject"].startswith("Please approve 300.00 USD for Bright Telecom")
    assert "all credits of the invoice come to 700.00 USD" in text_of(house)


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


def test_somebody_who_is_away_is_stood_in_for(house: House, big: str) -> None:
    """CU-15: by the substitute, with the own limit; the row says for whom."""
    today = wiring.now().date().isoformat()
    away = house.as_("approver").put("/me/absence", {"from": today, "until": today, "substituteID": "manager"})
    assert away.json["absence"] == {"from": today, "until": today, "substituteID": "manager"}
    ask_for(house, big)
    [row] = inbox(house, "manager")
    assert (row["insteadOf"], row["becomes"]) == ("Ann Approver", "approved")
    assert house.as_("approver").put("/me/absence", {}).json["absence"] is None


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"from": "2026-12-24", "until": "2026-12-01", "substituteID": "manager"}, "/until"),
        ({"from": "2026-12-24", "until": "2026-12-31", "substituteID": "approver"}, "/substituteID"),
        ({"from": "2026-12-24", "until": "2026-12-31", "substituteID": "support"}, "/substituteID"),
        ({"from": "2026-12-24", "until": "2026-12-31", "substituteID": "ghost"}, "/substituteID"),
        ({"from": "2026-12-24", "until": "2026-12-31", "substituteID": "agent"}, "/substituteID"),
    ],
)
def test_an_absence_that_cannot_be(house: House, body: dict[str, str], pointer: str) -> None:
    """CU-15."""
    refused = house.as_("approver").put("/me/absence", body)
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (400, pointer)


def test_an_administrator_says_that_somebody_is_away(house: House) -> None:
    """CU-15, X-05: and the journal tells."""
    body = {"from": "2026-12-24", "until": "2026-12-31", "substituteID": "manager"}
    assert house.as_("agent").put("/user/approver/absence", body).status == 403
    assert house.as_("admin").put("/user/approver/absence", body).json["absence"] == body
    [entry] = house.as_("finance").get("/audit/journal?subject=user/approver").json["value"]
    assert entry["after"]["absence"] == body


@pytest.mark.parametrize(
    ("level", "field"),
    [
        ({"name": "Nobody"}, "/role"),
        ({"name": "Both", "role": "manager", "people": ["finance"]}, "/role"),
        ({"name": "Wrong", "role": "customer"}, "/role"),
        ({"name": "Never", "role": "manager", "answerWithinHours": 0}, "/answerWithinHours"),
        ({"name": "Slow", "role": "manager", "answerWithinHours": 673}, "/answerWithinHours"),
        ({"name": "Free", "role": "manager", "limit": {"USD": 0}}, "/limit/USD"),
        ({"name": "Odd", "role": "manager", "limit": {"XXX": 5}}, "/limit/XXX"),
        ({"name": "Fine", "role": "manager", "limit": {"JPY": "0.5"}}, "/limit/JPY"),
    ],
)
def test_a_chain_that_cannot_be_is_refused(house: House, level: dict[str, Any], field: str) -> None:
    """CU-15: and the old one stays; the answer says which field of which row it is."""
    levels = [CHAIN["levels"][0], level]
    refused = house.as_("admin").put("/setting/approvalChains", {"value": [CHAIN | {"chainID": "other"}, CHAIN | {"levels": levels}]})
    assert refused.status == 400
    assert refused.json["errors"][0]["pointer"] == f"/value/1/levels/1{field}"
    assert house.as_("admin").get("/setting/approvalChains").json["value"] == []


def test_a_limit_with_cents_lowers_what_a_yes_of_the_level_is_good_for(house: House, big: str) -> None:
    """CU-15: kept to the cent, and the chain stays one that can be read and changed."""
    limited = CHAIN | {"levels": [CHAIN["levels"][0] | {"limit": {"USD": "99.5"}}, *CHAIN["levels"][1:]]}
    admin = house.as_("admin")
    assert admin.put("/setting/approvalChains", {"value": [limited]}).status == 200
    assert admin.get("/setting/approvalChains").json["value"][0]["levels"][0]["limit"] == {"USD": 99.5}
    assert ask_for(house, big, 99.51).json["status"] == "pendingApproval"
    assert inbox(house, "approver")[0]["becomes"] == "endorsed"
    ask_for(house, big, 99.5)
    assert inbox(house, "approver")[0]["becomes"] == "approved"
    assert admin.put("/setting/approvalChains", {"value": [CHAIN]}).status == 200


def test_business_hours_are_one_row(house: House) -> None:
    """X-04."""
    hours = {"timeZone": "Europe/Berlin", "days": [1, 2, 3, 4, 5], "from": "08:00", "to": "16:30", "holidays": ["2026-12-25"]}
    admin = house.as_("admin")
    assert admin.put("/setting/businessHours", {"value": [hours]}).json["value"] == [hours]
    assert admin.put("/setting/businessHours", {"value": [hours, hours]}).status == 400
    assert admin.put("/setting/businessHours", {"value": [hours | {"timeZone": "Mars/Base"}]}).status == 400
    assert admin.put("/setting/businessHours", {"value": [hours | {"from": "25:00"}]}).status == 400


def test_the_inbox_row_follows_what_the_dispute_says(house: House, big: str) -> None:
    """CU-15: a description that was mended is what the approver reads."""
    ask_for(house, big)
    house.as_("agent").patch(f"/dispute/{big}", [{"op": "replace", "path": "/description", "value": "Twice billed"}])
    [row] = inbox(house, "approver")
    assert row["description"] == "Twice billed"
    assert keys.inbox("approver") == "person#approver"

"""Working a dispute by its lines: amounts, statuses, finalise, withdraw, people."""

from typing import Any

import pytest

from tests.api.lines import LINES, put_line
from tests.app import App
from tests.scenarios import URL


@pytest.fixture
def dispute(two_lines: str) -> str:
    """An open dispute of 50 on line 1 and 20 on line 2."""
    return two_lines


def test_finalising_credits_the_invoice_once(app: App, dispute: str) -> None:
    """CU-13, CU-12, X-06: the credit shows on the invoice, and what remains is less by it."""
    finance = app.as_("finance")
    refused = finance.post(f"/dispute/{dispute}/finalisation")
    assert (refused.status, refused.json["rule"]) == (409, "CU-13")
    put_line(app, "finance", dispute, 1, creditAmount=40, status="approved")
    put_line(app, "finance", dispute, 2, status="withdrawn")
    done = finance.post(f"/dispute/{dispute}/finalisation", Idempotency_Key="f").json
    assert (
        done["status"],
        done["creditedAmount"],
        done["declinedAmount"],
        done["withdrawnAmount"],
    ) == ("finalised", 40, 10, 20)
    assert done["closeDate"] is not None
    assert finance.post(f"/dispute/{dispute}/finalisation", Idempotency_Key="f").json == done
    assert finance.post(f"/dispute/{dispute}/finalisation").json["code"] == "disputeEnded"
    invoice = finance.get("/customer/1001/invoice/2000").json
    assert (
        invoice["credited"],
        invoice["balance"],
        invoice["openDisputeID"],
        invoice["notice"],
    ) == (40, 210, None, None)
    assert [one["amount"] for one in invoice["adjustments"]] == [-40]
    assert {one["lineID"]: one["remaining"] for one in invoice["lines"]} == {
        1: 60,
        2: 200,
        3: 0,
        "c": 0,
    }
    too_much = finance.post(URL, LINES | {"lines": [{"lineID": 1, "amount": 60.01}]})
    assert too_much.json["rule"] == "CU-09"


def test_withdrawing_every_line_withdraws_the_dispute(app: App, dispute: str) -> None:
    """CU-04, CU-03, CU-16."""
    put_line(app, "agent", dispute, 1, status="withdrawn")
    assert put_line(app, "agent", dispute, 1, status="open").json["status"] == "open"
    put_line(app, "agent", dispute, 1, status="withdrawn")
    ended = put_line(app, "agent", dispute, 2, status="withdrawn").json
    assert (ended["status"], ended["withdrawnAmount"], ended["remainingAmount"]) == (
        "withdrawn",
        70,
        0,
    )
    assert put_line(app, "agent", dispute, 2, status="open").json["code"] == "disputeEnded"


def test_withdrawing_makes_the_whole_invoice_payable_again(app: App, dispute: str) -> None:
    """CU-16, CU-17."""
    agent = app.as_("agent")
    shown = agent.get("/customer/1001/invoice/2000").json
    assert (shown["disputedAmount"], shown["notice"]) == (
        70,
        "This invoice currently has a dispute in progress",
    )
    assert (
        agent.post(f"/dispute/{dispute}/withdrawal", {"comment": "A mistake"}).json["status"]
        == "withdrawn"
    )
    shown = agent.get("/customer/1001/invoice/2000").json
    assert (shown["disputedAmount"], shown["notice"], shown["balance"]) == (0, None, 250)
    assert agent.post(f"/dispute/{dispute}/reopen").status == 409


def test_a_line_can_be_added_while_the_dispute_is_open(app: App) -> None:
    """CU-01; CU-08: but no line of zero."""
    dispute = (
        app.as_("agent")
        .post(URL, LINES | {"lines": [{"lineID": 1, "amount": 5}]})
        .json["disputeID"]
    )
    added = put_line(app, "agent", dispute, 2, disputedAmount="7.50")
    assert (added.status, added.json["amount"]) == (200, 12.5)
    assert added.calls == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]
    assert put_line(app, "agent", dispute, 3, disputedAmount=1).json["rule"] == "CU-08"
    assert put_line(app, "agent", dispute, 77, disputedAmount=1).status == 404
    assert put_line(app, "agent", dispute, "general", disputedAmount=1).json["amount"] == 13.5


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"creditAmount": 50.01}, "CU-10"),
        ({"disputedAmount": 100.01}, "CU-09"),
        ({"disputedAmount": 10, "creditAmount": 10.01}, "CU-10"),
    ],
)
def test_credit_is_at_most_what_is_disputed_and_that_at_most_the_charge(
    app: App, dispute: str, values: Any, rule: str
) -> None:
    """CU-09, CU-10."""
    refused = put_line(app, "agent", dispute, 1, **values)
    assert (refused.status, refused.json["rule"]) == (409, rule)


def test_an_edit_of_an_old_version_loses_and_gets_the_new_one(app: App, dispute: str) -> None:
    """X-07."""
    agent = app.as_("agent")
    etag = agent.get(f"/dispute/{dispute}").etag
    assert agent.put(f"/dispute/{dispute}/line/1", {"creditAmount": 1}, If_Match=etag).status == 200
    stale = agent.put(f"/dispute/{dispute}/line/1", {"creditAmount": 2}, If_Match=f"W/{etag}")
    assert (stale.status, stale.json["rule"]) == (412, "X-07")
    assert stale.json["current"]["lines"][0]["creditAmount"] == 1


def test_every_action_says_why_not(app: App, dispute: str) -> None:
    """X-02."""
    shown = app.as_("agent").get(f"/dispute/{dispute}").json
    actions = {action["name"]: action for action in shown["actions"]}
    assert actions["withdraw"]["allowed"]
    assert (actions["finalise"]["allowed"], actions["finalise"]["rule"]) == (False, "CU-13")
    assert actions["adjust"]["rule"] == "RV-13"
    assert actions["fee"]["rule"] == "RV-09"
    assert actions["reopen"]["rule"] is not None
    seen_by_support = app.as_("support").get(f"/dispute/{dispute}").json
    withdraw = next(action for action in seen_by_support["actions"] if action["name"] == "withdraw")
    assert (withdraw["allowed"], "agent" in withdraw["unblockedBy"]) == (False, True)


def test_people_are_assigned(app: App, dispute: str) -> None:
    """The dispute names who works it and who can clear it up, and lists by both."""
    agent = app.as_("agent")
    assigned = agent.post(
        f"/dispute/{dispute}/assignment", {"assigneeID": "agent2", "resolverID": "support"}
    ).json
    assert (assigned["assignee"], assigned["resolver"]) == ("Ben Agent", "Sue Support")
    assert [row["disputeID"] for row in agent.get("/dispute?assigneeID=agent2").json["value"]] == [
        dispute
    ]
    assert [row["disputeID"] for row in agent.get("/dispute?resolverID=support").json["value"]] == [
        dispute
    ]
    assert (
        agent.post(f"/dispute/{dispute}/assignment", {"assigneeID": None}).json["assignee"] is None
    )
    assert agent.post(f"/dispute/{dispute}/assignment", {"assigneeID": "limited"}).status == 400


def test_another_amount_that_is_approved_is_told_as_approved(app: App, dispute: str) -> None:
    """X-05, CU-21: every approval is a note with its amount, and the dispute's own move stands in
    the event.
    """
    put_line(app, "manager", dispute, 1, creditAmount=5, status="approved")
    put_line(app, "manager", dispute, 1, creditAmount=50, status="approved")
    put_line(app, "agent", dispute, 2, creditAmount=20, status="approved")
    notes = app.as_("agent").get("/customer/1001/note").json["value"]
    assert [note["text"] for note in notes[:3]] == [
        "Approval asked for a credit of 20.00 USD for Charge 2.",
        "Credit of 50.00 USD approved for Charge 1.",
        "Credit of 5.00 USD approved for Charge 1.",
    ]
    assert (notes[0]["before"]["disputeStatus"], notes[0]["after"]["disputeStatus"]) == (
        "open",
        "pendingApproval",
    )


def test_the_same_key_with_another_meaning_is_refused(app: App, dispute: str) -> None:
    """X-01: a role that is not named and a role that is named as nobody are not the same."""
    agent = app.as_("agent")
    path = f"/dispute/{dispute}/assignment"
    assert agent.post(path, {"resolverID": "approver"}, Idempotency_Key="k").status == 200
    assert (
        agent.post(path, {"resolverID": "approver", "assigneeID": None}, Idempotency_Key="k").status
        == 422
    )


def test_a_repeat_is_one_to_the_letter(app: App, dispute: str) -> None:
    """X-01: a body is compared as it was sent, so the same amount in another spelling is another
    request.
    """
    agent = app.as_("agent")
    path = f"/dispute/{dispute}/line/1"
    first = agent.put(path, {"creditAmount": "4.95"}, Idempotency_Key="k")
    assert agent.put(path, {"creditAmount": "4.95"}, Idempotency_Key="k").text == first.text
    assert agent.put(path, {"creditAmount": "4.950"}, Idempotency_Key="k").status == 422


def test_a_withdrawn_line_is_not_credited_whatever_stands_on_it(app: App, dispute: str) -> None:
    """CU-13: only what is approved."""
    put_line(app, "approver", dispute, 1, creditAmount=40)
    put_line(app, "approver", dispute, 1, status="withdrawn")
    put_line(app, "approver", dispute, 2, creditAmount=0, status="approved")
    done = app.as_("approver").post(f"/dispute/{dispute}/finalisation").json
    assert (done["creditedAmount"], done["withdrawnAmount"], done["declinedAmount"]) == (0, 50, 20)
    told = app.as_("approver").get(f"/dispute/{dispute}/event").json["value"][-1]["text"]
    assert told == "Dispute finalised: nothing credited to invoice 2000; 20.00 USD declined."
    assert app.as_("approver").get("/customer/1001/invoice/2000").json["adjustments"] == []


def test_a_replay_is_not_given_to_who_may_not_see_the_customer_any_more(
    app: App, dispute: str
) -> None:
    """X-01, RV-03: a repeat is authorised anew, also where the person was limited in between."""
    agent = app.as_("agent")
    path = f"/dispute/{dispute}/withdrawal"
    assert agent.post(path, Idempotency_Key="k").status == 200
    app.as_("admin").put("/user/agent", {"limitTo": [1002]})
    assert agent.post(path, Idempotency_Key="k").status == 404


def test_an_ended_dispute_is_not_assigned(app: App, dispute: str) -> None:
    """CU-16, RV-10: an ended dispute refuses every change."""
    app.as_("agent").post(f"/dispute/{dispute}/withdrawal")
    refused = app.as_("agent").post(f"/dispute/{dispute}/assignment", {"assigneeID": "agent2"})
    assert (refused.status, refused.json["code"]) == (409, "disputeEnded")


def test_nothing_is_disputed_of_an_invoice_that_was_credited_in_general(app: App) -> None:
    """CU-12, CU-09: credits on the invoice as a whole leave less of every line, and in the end
    nothing.
    """
    finance = app.as_("finance")

    def credited(amount: int) -> None:
        raised = finance.post(
            URL, {"invoiceNumber": 2000, "description": "x", "amount": amount}
        ).json["disputeID"]
        assert finance.post(f"/dispute/{raised}/adjustment").status == 200
        assert finance.post(f"/dispute/{raised}/close").status == 200

    credited(250)
    refused = finance.post(URL, LINES | {"lines": [{"lineID": 1, "amount": 50.01}]})
    assert (refused.status, refused.json["rule"]) == (409, "CU-09")
    assert [
        one["remaining"] for one in finance.get("/customer/1001/invoice/2000").json["lines"]
    ] == [50, 50, 0, 0]
    credited(50)
    refused = finance.post(URL, LINES)
    assert (refused.status, refused.json["rule"], refused.json["detail"]) == (
        409,
        "CU-12",
        "All charges of the invoice have been credited; nothing is left to dispute.",
    )


def test_without_any_credit_a_line_is_declined_and_told_as_such(app: App, dispute: str) -> None:
    """X-02, CU-14: the choice is named by what comes of it, before and after."""
    agent = app.as_("agent")

    def told(line_id: int) -> dict[str, Any]:
        lines = agent.get(f"/dispute/{dispute}").json["lines"]
        return next(one for one in lines if one["lineID"] == line_id)

    def becomes(line_id: int) -> dict[str, str]:
        return {
            choice["name"]: choice["becomes"]
            for choice in told(line_id)["actions"]
            if "becomes" in choice
        }

    put_line(app, "agent", dispute, 2, creditAmount=5)
    assert becomes(1) == {"decline": "declined", "withdraw": "withdrawn"}
    assert becomes(2) == {"approve": "pendingApproval", "withdraw": "withdrawn"}
    put_line(app, "agent", dispute, 1, status="approved")
    assert (told(1)["status"], told(1)["outcome"], told(2)["outcome"]) == (
        "approved",
        "declined",
        "open",
    )


def test_a_line_of_an_ended_dispute_tells_what_came_of_it(app: App, dispute: str) -> None:
    """CU-13, X-02: credited, declined or withdrawn, and why nothing can be done with it."""
    put_line(app, "agent", dispute, 1, status="withdrawn")
    put_line(app, "approver", dispute, 2, creditAmount=20, status="approved")
    put_line(app, "agent", dispute, "general", disputedAmount=5, creditAmount=0, status="approved")
    ended = app.as_("agent").post(f"/dispute/{dispute}/finalisation").json
    assert [one["outcome"] for one in ended["lines"]] == ["withdrawn", "credited", "declined"]
    reasons = {
        (choice["allowed"], choice["reason"]) for one in ended["lines"] for choice in one["actions"]
    }
    assert reasons == {(False, "The dispute is finalised; its lines stay as they are.")}


def test_new_amounts_are_told_with_what_they_undo(app: App, dispute: str) -> None:
    """X-05: an event names the amounts that it brought, before and after."""
    put_line(app, "approver", dispute, 1, creditAmount=10, status="approved")
    put_line(app, "agent", dispute, 1, disputedAmount=40, creditAmount=20)
    put_line(app, "approver", dispute, 1, disputedAmount=30, status="approved")
    events = app.as_("agent").get(f"/dispute/{dispute}/event?after=2").json["value"]
    assert [event["text"] for event in events] == [
        "Charge 1 is open again: 40.00 USD in dispute, 20.00 USD to be credited.",
        (
            "Credit of 20.00 USD approved for Charge 1: 30.00 USD in dispute, 20.00 USD to be"
            " credited."
        ),
    ]
    assert (events[0]["before"]["disputedAmount"], events[0]["after"]["disputedAmount"]) == (50, 40)


@pytest.mark.parametrize(("role", "user_id", "said"), [
    ("assigneeID", "support", "work"), ("assigneeID", "customer", "work"),
    ("assigneeID", "limited", "work"), ("assigneeID", "x", "work"),
    ("resolverID", "customer", "see"), ("resolverID", "operator", "see"),
    ("resolverID", "limited", "see"),
])  # fmt: skip
def test_a_dispute_is_put_into_the_hands_of_who_can_do_something_about_it(
    app: App, dispute: str, role: str, user_id: str, said: str
) -> None:
    """RV-03: the assignee works disputes, the resolver sees them, and both see this one."""
    refused = app.as_("agent").post(f"/dispute/{dispute}/assignment", {role: user_id})
    detail = f"There is no such person who may {said} this dispute."
    assert (refused.status, refused.json["detail"], refused.json["errors"][0]["pointer"]) == (
        400,
        detail,
        f"/{role}",
    )


def test_people_are_listed_by_what_they_may_do(app: App) -> None:
    """X-02: the page offers whom the server takes."""
    for who in ("agent", "admin"):
        people = app.as_(who).get("/user?permission=dispute.work").json["value"]
        workers = {
            "agent",
            "agent2",
            "limited",
            "approver",
            "manager",
            "finance",
            "finance2",
            "finance3",
            "admin",
        }
        assert {person["userID"] for person in people} == workers
    assert "support" in {
        person["userID"]
        for person in app.as_("agent").get("/user?permission=dispute.read").json["value"]
    }

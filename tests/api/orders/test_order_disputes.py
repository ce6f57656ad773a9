"""Payout disputes through the API: each row of the decision table, and whose yes is needed
(CK-05…CK-12, PO-13…PO-39).
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.store.entities import person_item
from tests.api.payout_cases import BEFORE, LESS, UPI, refused, shown, ways
from tests.app import App
from tests.payouts import (
    COLLECTED,
    ORDER,
    answered,
    asked,
    balances,
    decided,
    furnish,
    note,
    raised,
    ready_high,
)
from tests.people import CAST

# --- the decision table


@pytest.mark.parametrize(
    ("said", "row", "payout", "fine", "status", "level"),
    [
        ({"verdict": "paidFull", **UPI}, "paidInFull", 0, 0, "resolved", "active"),
        ({"verdict": "notPaid"}, "notPaid", 4000, 400, "resolved", "active"),
        ({"verdict": "paidPart", **LESS}, "unjustifiedReduction", 1000, 0, "resolved", "active"),
        ({"verdict": "denies"}, "deniesOrUnproved", 0, 0, "inProgress", "hold"),
        ({"verdict": "paidFull", "method": "upi"}, "deniesOrUnproved", 0, 0, "inProgress", "hold"),
    ],
    ids=["CK-05", "CK-06", "CK-08", "CK-09", "PO-14"],
)
def test_each_row_has_its_effects(
    app: App,
    place: str,
    said: dict[str, Any],
    row: str,
    payout: int,
    fine: int,
    status: str,
    level: str,
) -> None:
    """CK-05…CK-09, PO-14, X-03: a dry run tells them all beforehand, and writes nothing."""
    answered(app, place, **said)
    assert shown(app, place)["row"]["rowID"] == row
    before = balances(app)
    foreseen = app.as_("manager").post(f"{place}/decision?dryRun=true", {})
    assert balances(app) == before
    effects = foreseen.json["effects"]
    assert (effects["payout"], effects["fine"]["now"], effects["levelAfter"]) == (
        payout,
        fine,
        level,
    )
    told = decided(app, place, "manager").json
    assert (told["status"], told["standing"]["level"]) == (status, level)
    assert [(one["rowID"], one["status"]) for one in told["decisions"]] == [(row, "effective")]
    moved = {name: amount - before[name] for name, amount in balances(app).items()}
    assert moved == {
        "platform": 100 * (fine - payout),
        "vendor": -100 * fine,
        "outside": 100 * payout,
    }


@pytest.mark.parametrize(
    ("hours", "row", "rule"), [(1, "justifiedReduction", "CK-07"), (None, "lateNote", "PO-18")]
)
def test_a_reduction_is_right_where_a_note_from_before_says_why(
    app: App, hours: float | None, row: str, rule: str
) -> None:
    """CK-07, PO-18: by a note for the staff, which the customer never reads; a later note asks the
    manager.
    """
    later = app.now() - COLLECTED + timedelta(hours=1)
    told = note(hours if hours is not None else later.total_seconds() / 3600)
    furnish(app, replace(ORDER, notes=(told,)))
    place = raised(app)
    asked(app, place)
    answered(app, place, "paidPart", **LESS)
    assert shown(app, place)["row"]["rowID"] == row
    if row == "lateNote":
        refused(decided(app, place), "notYet", rule)
        chosen = {"rowID": "unjustifiedReduction", "note": "It came too late."}
        refused(decided(app, place, **chosen), "forbidden", "CK-09")
        assert decided(app, place, "manager", **chosen).json["status"] == "resolved"
        return
    refused(decided(app, place), "invalidInput", rule)
    assert decided(app, place, note="Screen was broken.").json["status"] == "resolved"
    seen = app.as_("customer").get(place).text + app.as_("customer").get(f"{place}/message").text
    assert "Screen was broken." not in seen


def test_cash_without_proof_is_nobodys_to_decide_by_rule(app: App, place: str) -> None:
    """PO-15: the row says so."""
    answered(app, place, "paidFull", method="cash")
    told = shown(app, place)["row"]
    assert told["rowID"] == "cashUnproved"
    instead = [one["rowID"] for one in told["others"]]
    assert "paidInFull" in instead, "a manager can decide by it"
    assert "cashUnproved" not in instead, "nobody decides by that"
    refused(decided(app, place), "notYet", "PO-15")


def test_what_the_customer_confirms_proves_it(app: App, place: str) -> None:
    """CK-05: without any reference."""
    answered(app, place, "paidFull", method="cash")
    assert app.as_("customer").post(f"{place}/receipt", {"amount": 4000}).status == 200
    assert shown(app, place)["row"]["rowID"] == "paidInFull"


def test_a_vendor_that_cannot_be_reached_is_so_after_enough_attempts(app: App) -> None:
    """CK-09, CK-04: a person says so; the manager decides, the vendor is on hold."""
    furnish(app)
    place = raised(app)
    unreachable = {"isUnreachable": True}
    refused(decided(app, place, **unreachable), "notYet", "CK-04")
    for channel in ("call", "message", "call"):
        app.as_("agent").post(f"{place}/attempt", {"channel": channel, "note": "No answer"})
    told = decided(app, place, **unreachable).json
    assert (told["status"], told["waitingFor"], told["standing"]["level"]) == (
        "inProgress",
        "manager",
        "hold",
    )
    paid = decided(app, place, "manager", rowID="notPaid", note="Nobody is there.")
    assert paid.json["status"] == "resolved"


def test_a_reference_that_another_case_carries_proves_nothing_until_somebody_says_why(
    app: App,
) -> None:
    """PO-16: in any spelling; both cases are shown with it."""
    furnish(app, ORDER, replace(ORDER, order_id="CK-7002", phone=None))
    first, second = raised(app), raised(app, orderID="CK-7002")
    for place, spelled in ((first, "412345678901"), (second, "4123-4567 8901")):
        asked(app, place)
        paid = {"method": "upi", "reference": spelled}
        answer = answered(app, place, "paidFull", who="agent", **paid)
    for told in (answer.json, shown(app, second)):
        assert told["row"]["rowID"] == "usedElsewhere"
        assert [use["orderID"] for use in told["uses"]] == ["CK-7001"]
    [limited] = [person for person in CAST if person.user_id == "limited"]
    app.table.write_batch([person_item(replace(limited, limit_to=("1001",)))])
    [hidden] = shown(app, second, "limited")["uses"]
    assert (hidden["disputeID"], hidden["orderID"]) == (None, None), "it may be of anybody"
    assert ways(app, second, "agent") == ["decideReused"]
    refused(decided(app, second), "notYet", "PO-16")
    why = {"reuseReason": "One payment for both phones."}
    assert decided(app, second, **why).json["decisions"][0]["rowID"] == "paidInFull"


@pytest.mark.parametrize(
    ("verdict", "said", "notes", "row"),
    [
        ("paidFull", {"method": "cash"}, (), "cashUnproved"),
        ("paidPart", LESS, (note(24 * 365),), "lateNote"),
        (None, {}, (), "unanswered"),
    ],
    ids=["PO-15", "PO-18", "CK-04"],
)
def test_what_nobody_decides_by_rule_a_manager_is_offered_to_decide_by_hand(
    app: App, verdict: str | None, said: dict[str, Any], notes: tuple[Any, ...], row: str
) -> None:
    """CK-09, X-02: with all effects beforehand, and for a reason; an agent is told who can."""
    furnish(app, replace(ORDER, notes=notes))
    place = raised(app)
    asked(app, place)
    if verdict:
        answered(app, place, verdict, **said)
    assert shown(app, place)["row"]["rowID"] == row
    assert (ways(app, place, "agent"), ways(app, place, "manager")) == ([], ["decideOtherwise"])
    told = {"rowID": "notPaid", "seen": {"tableVersion": 0, "rowID": row}}
    foreseen = app.as_("manager").post(f"{place}/decision?dryRun=true", told)
    assert foreseen.json["effects"]["payout"] > 0
    refused(decided(app, place, "manager", **told), "invalidInput", "CK-09")
    done = decided(app, place, "manager", **told, note="The bank shows nothing.")
    [decision] = done.json["decisions"]
    assert (decision["appliedRowID"], decision["rowID"]) == (row, "notPaid")
    assert decision["rowLabel"].startswith("The vendor says that it did not pay")
    assert ways(app, place, "manager") == []


def test_a_draft_that_takes_its_reference_back_carries_it_no_more(app: App) -> None:
    """PO-13, PO-16: what is not said any more stands in nobody's way."""
    furnish(app, ORDER, replace(ORDER, order_id="CK-7002", phone=None))
    first, second = raised(app), raised(app, orderID="CK-7002")
    asked(app, first)
    asked(app, second)
    draft = {"verdict": "paidFull", **UPI, "isFinal": False}
    assert app.as_("vendor").put(f"{first}/answer", draft).status == 200
    answered(app, first, "notPaid")
    answered(app, second, "paidFull", **UPI)
    assert shown(app, second)["uses"] == []


def test_the_row_that_was_seen_is_the_one_that_decides(app: App, place: str) -> None:
    """PO-39: where another applies by now, it is refused."""
    seen = {"tableVersion": 0, "rowID": "unanswered"}
    answered(app, place, "notPaid")
    refused(decided(app, place, "manager", seen=seen), "illegalMove", "PO-39")
    now = shown(app, place)["row"]
    seen = {"tableVersion": now["tableVersion"], "rowID": now["rowID"]}
    assert decided(app, place, "manager", seen=seen).status == 200


def test_a_decision_that_waits_outlives_its_row(app: App, place: str) -> None:
    """PO-39: it takes effect as it was decided, by whichever version of the table."""
    answered(app, place, "notPaid")
    assert decided(app, place).json["decisions"][0]["status"] == "pending"
    rows = [
        row | {"rowID": "neverPaid" if row["rowID"] == "notPaid" else row["rowID"]}
        for row in app.as_("admin").get("/setting/decisionTable").json["value"]
    ]
    edited = app.as_("admin").put("/setting/decisionTable", {"value": rows})
    assert edited.status == 200, edited.text
    app.settle()
    [row] = app.as_("manager").get("/approval").json["value"]
    approval = f"/approval/{row['approvalID']}/decision"
    assert app.as_("manager").post(approval, {"decision": "approve"}).status == 200
    told = shown(app, place)
    [decision] = told["decisions"]
    assert (decision["rowID"], decision["tableVersion"]) == ("notPaid", 0)
    assert row["rowLabel"] == decision["rowLabel"] != "notPaid"
    assert (told["row"]["tableVersion"], told["status"]) == (1, "resolved")


# --- whose yes


def test_a_payout_above_ones_limit_waits_for_the_manager(app: App, place: str) -> None:
    """CK-08, CU-14: through the approvals that stand; nothing has happened before."""
    answered(app, place, "notPaid")
    told = decided(app, place).json
    assert (told["decisions"][0]["status"], told["missing"]) == ("pending", ["approver"])
    assert balances(app) == BEFORE
    app.settle()
    [row] = app.as_("manager").get("/approval").json["value"]
    assert (row["orderID"], row["amount"], row["payout"]) == ("CK-7001", 4000, 4000)
    assert row["rowLabel"] == told["decisions"][0]["rowLabel"] != row["rowID"]
    approval = f"/approval/{row['approvalID']}/decision"
    assert app.as_("manager").post(approval, {"decision": "approve"}).status == 200
    assert shown(app, place)["status"] == "resolved"
    assert balances(app)["outside"] == BEFORE["outside"] + 400_000


def test_a_decision_that_is_refused_has_done_nothing(app: App, place: str) -> None:
    """CU-15: the case goes on."""
    answered(app, place, "notPaid")
    decided(app, place)
    app.settle()
    [row] = app.as_("manager").get("/approval").json["value"]
    no = {"decision": "reject", "comment": "Ask once more."}
    assert app.as_("manager").post(f"/approval/{row['approvalID']}/decision", no).status == 200
    told = shown(app, place)
    assert (told["status"], told["decisions"][0]["status"]) == ("inProgress", "refused")
    assert balances(app) == BEFORE


def test_high_value_needs_finance_whoever_approves(app: App) -> None:
    """CK-12, PO-23: the page names the one that is missing; either order will do."""
    place = f"/dispute/{ready_high(app)['disputeID']}"
    signed = app.as_("finance").post(f"{place}/signature", {})
    assert (signed.json["missing"], balances(app)) == (["approver"], BEFORE)
    for who, answer in (("agent", "endorse"), ("finance", "approve")):
        app.settle()
        [row] = app.as_(who).get("/approval").json["value"]
        assert (row["orderID"], row["missing"]) == ("CK-7001", ["approver"])
        assert balances(app) == BEFORE
        yes = {"decision": answer}
        assert app.as_(who).post(f"/approval/{row['approvalID']}/decision", yes).status == 200
    assert shown(app, place)["status"] == "resolved"


def test_finance_refuses_what_is_of_high_value(app: App) -> None:
    """PO-23: nothing of the decision happens, and its round is over."""
    place = f"/dispute/{ready_high(app)['disputeID']}"
    app.settle()
    told = app.as_("finance").post(f"{place}/refusal", {"reason": "Look again."}).json
    assert (told["decisions"][0]["status"], told["decisions"][0]["refusal"]) == (
        "refused",
        "Look again.",
    )
    app.settle()
    assert app.as_("finance").get("/approval").json["value"] == []

"""Payout disputes through the API: intake, each row of the decision table, whose yes is needed, and
what follows (CK-01…CK-15, PO-01…PO-40).
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.store.entities import person_item
from tests.app import App
from tests.payouts import (
    CLAIM,
    COLLECTED,
    ORDER,
    answered,
    asked,
    balances,
    decided,
    furnish,
    note,
    raised,
    ready_decided,
    ready_filed,
    ready_high,
    ready_returned,
)
from tests.people import CAST

BEFORE = {"platform": 10_000_000, "vendor": 100_000, "outside": -10_100_000}
UPI = {"method": "upi", "reference": "412345678901"}
LESS = {"amount": 3000, "method": "upi", "reference": "412345678901", "reason": "Scratched"}


@pytest.fixture
def place(app: App) -> str:
    """The path of a dispute of which the vendor was asked."""

    def made() -> str:
        furnish(app)
        place = raised(app)
        asked(app, place)
        return place

    return str(app.once("a payout dispute whose vendor was asked", made))


def shown(app: App, place: str, who: str = "manager") -> Any:
    """The dispute as somebody sees it."""
    told = app.as_(who).get(place)
    assert told.status == 200, told.text
    return told.json


def text_of(letter: Any) -> str:
    """What a letter says."""
    return str(letter.get_body(("plain",)).get_content())


def refused(told: Any, code: str, rule: str) -> Any:
    """The refusal, which is this one."""
    assert (told.json.get("code"), told.json.get("rule")) == (code, rule), told.text
    return told.json


def ways(app: App, place: str, who: str) -> list[str]:
    """How somebody is offered to decide."""
    told = {one["name"]: one["allowed"] for one in shown(app, place, who)["actions"]}
    return [name for name, allowed in told.items() if allowed and name.startswith("decide")]


# --- intake


def test_a_claim_says_who_what_and_until_when(app: App) -> None:
    """CK-01, CK-10, PO-07: order, customer and vendor, the claim, the channel, what was promised,
    and in whose hands it is.
    """
    furnish(app)
    place = raised(app, "agent", channel="whatsApp", contact="+91 1", assigneeID="agent2")
    told = shown(app, place)
    assert (told["kind"], told["orderID"], told["customer"], told["vendor"]) == (
        "order",
        "CK-7001",
        "Bright Telecom",
        "Vera's Phones",
    )
    assert (told["claim"], told["claimedAmount"], told["channel"]) == ("notPaid", 4000, "whatsApp")
    assert (told["status"], told["waitingFor"], told["assignee"]) == ("open", "agent", "Ben Agent")
    assert told["acknowledgeBy"] < told["settleBy"]
    assert [row["disputeID"] for row in app.as_("agent").get("/dispute?kind=order").json["value"]]


def test_a_dispute_is_put_into_hands(app: App) -> None:
    """CK-10: of who may work it, or of nobody; nobody else clears one up."""
    furnish(app)
    place = raised(app)
    agent = app.as_("agent")
    told = agent.post(f"{place}/assignment", {"assigneeID": "agent2"})
    assert (told.json["assignee"], told.json["version"]) == ("Ben Agent", 2)
    listed = agent.get("/dispute?kind=order&assigneeID=agent2").json["value"]
    assert [row["disputeID"] for row in listed] == [place.removeprefix("/dispute/")]
    same = agent.post(f"{place}/assignment", {"assigneeID": "agent2"})
    assert (same.status, same.json["version"]) == (200, 2)
    for wrong in ({"assigneeID": "support"}, {"assigneeID": "limited"}, {"resolverID": "agent"}):
        refused(agent.post(f"{place}/assignment", wrong), "invalidInput", "CK-10")
    assert agent.post(f"{place}/assignment", {"assigneeID": None}).json["assignee"] is None


def test_a_raise_is_acknowledged_by_mail_at_once(app: App) -> None:
    """PO-07: with the number of the dispute; the customer has to be nowhere to be told."""
    furnish(app)
    place = raised(app, "agent")
    app.settle()
    [letter] = app.mailbox.letters()
    assert letter["Subject"].endswith(f"in dispute {place.removeprefix('/dispute/')}")
    assert "no payment received" in text_of(letter)


def test_a_second_claim_names_the_dispute_that_is_open(app: App) -> None:
    """PO-01, PO-02: by the order and by the phone number, in any spelling."""
    furnish(app)
    place = raised(app)
    by_phone = {"phone": "098765 43210", "claim": "notPaid", "description": "Again."}
    for claim in (CLAIM, by_phone):
        told = refused(app.as_("agent").post("/dispute", claim), "disputeOpen", "PO-01")
        assert told["disputeID"] == place.removeprefix("/dispute/")


def test_a_phone_number_with_several_orders_gives_a_choice(app: App) -> None:
    """PO-02: and no dispute; a number that nobody may know of is none."""
    furnish(app, ORDER, replace(ORDER, order_id="CK-7002"))
    by_phone = {"phone": "+919876543210", "claim": "notPaid", "description": "Nothing."}
    told = refused(app.as_("customer").post("/dispute", by_phone), "invalidInput", "PO-02")
    assert {row["orderID"] for row in told["orders"]} == {"CK-7001", "CK-7002"}
    unknown = app.as_("customer").post("/dispute", by_phone | {"phone": "+919876543211"})
    limited = app.as_("limited").post("/dispute", by_phone)
    assert (unknown.status, limited.status) == (404, 404)
    assert unknown.json["detail"] == limited.json["detail"]


def test_the_other_claim_changes_the_open_dispute(app: App) -> None:
    """PO-03, PO-04: as an event; more than is left is refused with the sum."""
    furnish(app)
    place = raised(app)
    less = CLAIM | {"claim": "paidLess", "amount": 1500}
    changed = app.as_("customer").post("/dispute", less)
    assert (changed.status, changed.json["claim"], changed.json["claimedAmount"]) == (
        200,
        "paidLess",
        1500,
    )
    events = app.as_("agent").get(f"{place}/event").json["value"]
    assert [row["type"] for row in events] == ["raised", "claimChanged"]
    much = app.as_("agent").put(f"{place}/claim", {"claim": "notPaid", "amount": "4000.01"})
    assert "4,000.00" in refused(much, "amountTooLarge", "PO-04")["detail"]


@pytest.mark.parametrize(
    ("order", "code", "rule"),
    [
        (replace(ORDER, status="assigned"), "notDisputable", "CK-03"),
        (replace(ORDER, proved={"D": 400_000}), "notDisputable", "PO-03"),
    ],
)
def test_an_order_that_cannot_be_disputed_is_refused(
    app: App, order: Any, code: str, rule: str
) -> None:
    """CK-03, PO-03: one that is not completed, or of which nothing is left to pay."""
    furnish(app, order)
    refused(app.as_("customer").post("/dispute", CLAIM), code, rule)


def test_claims_of_a_customer_on_a_vendor_count_together(app: App) -> None:
    """PO-05, PO-06: two of 4,999.00 ask Finance, where one does not."""
    orders = [replace(ORDER, order_id=f"CK-{n}", value=499_900, phone=None) for n in (1, 2)]
    furnish(app, *orders)
    first, second = (raised(app, orderID=f"CK-{n}") for n in (1, 2))
    assert [shown(app, one)["isHighValue"] for one in (first, second)] == [False, True]


@pytest.mark.parametrize(("value", "is_high"), [(499_999, False), (500_000, True)])
def test_high_value_is_from_the_limit_on(app: App, value: int, is_high: bool) -> None:
    """CK-12, PO-06: exactly 5,000.00 asks Finance, 4,999.99 does not."""
    furnish(app, replace(ORDER, value=value))
    assert shown(app, raised(app))["isHighValue"] is is_high


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


# --- money


def test_a_payout_goes_its_way_and_the_case_is_closed(app: App, place: str) -> None:
    """PO-25, PO-27, PO-37, PO-38, CK-15: sent, confirmed twice and once; closed when the customer
    says so and the bank has.
    """
    answered(app, place, "notPaid")
    [payout] = decided(app, place, "manager").json["payouts"]
    way, finance = f"{place}/payout/{payout['payoutID']}", app.as_("finance")
    assert [row["payoutID"] for row in finance.get("/payout").json["value"]] == [payout["payoutID"]]
    sent = finance.post(f"{way}/sending", {})
    assert (sent.json["payouts"][0]["account"], sent.json["waitingFor"]) == ("C…@OKHDFC", "bank")
    accepted = app.as_("customer").post(f"{place}/acceptance", {})
    assert accepted.json["status"] == "resolved"
    arrived = finance.post(f"{way}/confirmation", {"reference": "UTR1"})
    assert (arrived.json["payouts"][0]["status"], arrived.json["status"]) == (
        "confirmed",
        "closed",
    )
    again = finance.post(f"{way}/confirmation", {"reference": "UTR1"})
    assert (again.status, again.json["version"]) == (200, arrived.json["version"])
    refused(finance.post(f"{way}/sending", {}), "alreadyDecided", "PO-27")
    states = {state: len(finance.get(f"/payout?state={state}").json["value"]) for state in STATES}
    assert states == {"instructed": 0, "sent": 0, "confirmed": 1, "returned": 0, "cancelled": 0}


STATES = ("instructed", "sent", "confirmed", "returned", "cancelled")


def test_a_payout_that_comes_back_puts_the_money_back_and_reopens_the_case(app: App) -> None:
    """PO-25, PO-26: the account is barred; it is made anew to another one, and pays once."""
    ids = ready_returned(app)
    place = f"/dispute/{ids['disputeID']}"
    told = shown(app, place)
    assert (told["status"], told["waitingFor"]) == ("inProgress", "customer")
    assert balances(app) == {"platform": 10_040_000, "vendor": 60_000, "outside": -10_100_000}
    way = f"{place}/payout/{ids['payoutID']}"
    again = app.as_("finance").post(f"{way}/return", {"code": "AC04"})
    assert (again.status, again.json["version"]) == (200, told["version"])
    anew = app.as_("finance").post(f"{way}/renewal", {}).json["payouts"][1]
    sent = app.as_("finance").post(f"{place}/payout/{anew['payoutID']}/sending", {})
    assert sent.json["payouts"][1]["account"] == "O…@OKBANK"
    assert balances(app)["outside"] == -9_700_000


def test_no_payout_goes_to_a_customer_without_a_confirmed_account(app: App) -> None:
    """PO-26."""
    furnish(app, has_account=False)
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    [payout] = decided(app, place, "manager").json["payouts"]
    told = app.as_("finance").post(f"{place}/payout/{payout['payoutID']}/sending", {})
    refused(told, "notYet", "PO-26")


def test_a_fine_that_passes_the_floor_is_split(app: App) -> None:
    """PO-29: what fits now and what is owed, told before anybody decides, on the standing after."""
    furnish(app, vendor_has=15_000)
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    foreseen = app.as_("manager").post(f"{place}/decision?dryRun=true", {})
    assert foreseen.json["effects"]["fine"] == {
        "amount": 400,
        "now": 150,
        "owed": 250,
        "isRefused": False,
    }
    told = decided(app, place, "manager").json
    assert (told["standing"]["debt"], balances(app)["vendor"]) == (250, 0)


def test_reversing_takes_each_effect_back_by_its_own_entry(app: App) -> None:
    """PO-11, PO-12: fine and payout that was not sent; the case is in progress again."""
    ids = ready_decided(app)
    place = f"/dispute/{ids['disputeID']}"
    back = app.as_("manager").post(
        f"{place}/decision/{ids['decisionID']}/reversal", {"reason": "A mistake."}
    )
    told = back.json
    assert (told["status"], told["decisions"][0]["status"]) == ("inProgress", "reversed")
    assert told["payouts"][0]["status"] == "cancelled"
    assert balances(app) == BEFORE
    again = app.as_("manager").post(
        f"{place}/decision/{ids['decisionID']}/reversal", {"reason": "Once more."}
    )
    refused(again, "alreadyDecided", "PO-12")


def test_so_many_decisions_against_a_vendor_reduce_its_leads_once(app: App) -> None:
    """CK-13, PO-33, PO-34: the third within the window; a reversed one lifts it."""
    orders = [replace(ORDER, order_id=f"CK-{n}", value=1000, phone=None) for n in range(3)]
    furnish(app, *orders)
    last: Any = None
    for n in range(3):
        place = raised(app, orderID=f"CK-{n}")
        asked(app, place)
        answered(app, place, "notPaid")
        last = decided(app, place, "agent").json
    assert (last["standing"]["level"], last["standing"]["maxLeads"]) == ("reduced", 20)
    [decision] = last["decisions"]
    reversal = f"{place}/decision/{decision['decisionID']}/reversal"
    back = app.as_("manager").post(reversal, {"reason": "Not this one."}).json
    assert (back["standing"]["level"], back["standing"]["maxLeads"]) == ("active", 40)


def test_the_case_tells_the_vendors_record(app: App) -> None:
    """CK-03, X-08: how many, how many against it, and what that cost; the staff alone."""
    furnish(app, ORDER, replace(ORDER, order_id="CK-7002", value=100_000, phone=None))
    first = raised(app)
    asked(app, first)
    answered(app, first, "notPaid")
    decided(app, first, "manager")
    second = raised(app, orderID="CK-7002")
    assert shown(app, second)["record"] == {
        "disputes": 2,
        "against": 1,
        "paidOut": 4000,
        "fined": 400,
        "leaked": 3600,
        "place": 2,
    }
    assert "record" not in shown(app, second, "vendor")


# --- the vendor's answer


def test_a_draft_can_be_changed_until_it_is_final(app: App, place: str) -> None:
    """PO-13: a draft is no answer."""
    draft = {"verdict": "paidFull", "method": "upi"}
    assert app.as_("vendor").put(f"{place}/answer", draft).status == 200
    assert shown(app, place)["row"]["rowID"] == "unanswered"
    answered(app, place, "notPaid")
    again = app.as_("vendor").put(f"{place}/answer", draft)
    refused(again, "alreadyDecided", "PO-13")


def test_an_answer_after_the_deadline_is_late_and_one_after_the_decision_is_evidence(
    app: App, place: str
) -> None:
    """PO-10, PO-11: late evidence changes nothing by itself, and who decided has it to look at."""
    app.later(minutes=6 * 60 + 1)
    told = answered(app, place, "notPaid")
    assert told.json["answer"]["isLate"] is True
    decided(app, place, "manager")
    before = balances(app)
    answered(app, place, "paidFull", **UPI)
    told_now = shown(app, place)
    assert [one["verdict"] for one in told_now["lateEvidence"]] == ["paidFull"]
    assert (told_now["waitingFor"], balances(app)) == ("manager", before)


def test_the_vendor_is_asked_by_mail_with_its_deadline(app: App, place: str) -> None:
    """CK-04, PO-08: as a date and time in its own zone."""
    app.settle()
    [letter] = [one for one in app.mailbox.letters() if "vera@demo.test" in one["To"]]
    due = shown(app, place)["asked"]["dueText"]
    assert "(Asia/Kolkata)" in due
    assert due in text_of(letter)
    assert due in letter["Subject"]


# --- evidence


def test_files_are_told_by_type_and_equal_ones_are_found(app: App) -> None:
    """CK-02, PO-17: the checklist knows what is there."""
    ids = ready_filed(app)
    place = f"/dispute/{ids['disputeID']}"
    needs = [(one["type"], one["isThere"]) for one in shown(app, place)["needs"]]
    assert needs == [("finalBill", False), ("paymentProof", False)]
    typed = app.as_("agent").put(f"{place}/evidence/{ids['attachmentID']}", {"type": "finalBill"})
    bill, _ = typed.json["needs"]
    assert (bill["type"], bill["isThere"]) == ("finalBill", True)
    other = app.as_("customer").put(f"{place}/evidence/{ids['attachmentID']}", {"type": "other"})
    assert other.status == 404, "the staff's files are the staff's"

"""What the rules of payout disputes say of rarer cases, each through the API as people have it
(CK-01…CK-15, PO-03…PO-38).
"""

from dataclasses import replace

import pytest

from tests.api.payout_cases import (
    DAY,
    LESS,
    UPI,
    events,
    furnish_another,
    offered,
    orders,
    set_terms,
    shown,
)
from tests.api.refusals import refused
from tests.app import App
from tests.attachments import attached
from tests.bookings import crossing
from tests.payouts import (
    CLAIM,
    ORDER,
    answered,
    asked,
    decided,
    furnish,
    link_in,
    note,
    raised,
    ready_answered,
    ready_decided,
    ready_sent,
)
from tests.scenarios import HOLD

# --- intake


@pytest.mark.parametrize("channel", ["app", "whatsApp", "support"])
@pytest.mark.parametrize("by", [{"orderID": "CK-7001"}, {"phone": "098765 43210"}])
def test_a_claim_comes_by_any_channel_by_order_or_phone(
    app: App, channel: str, by: dict[str, str]
) -> None:
    """CK-01: either claim; by no other channel, and not without an order."""
    furnish(app)
    claim = {"claim": "paidLess", "amount": 1500, "description": "Short.", "channel": channel}
    agent = app.as_("agent")
    refused(agent.post("/dispute", claim), 400)
    refused(agent.post("/dispute", claim | by | {"channel": "fax"}), 400)
    refused(agent.post("/dispute", claim | by | {"claim": "late"}), 400)
    told = agent.post("/dispute", claim | by)
    assert (told.status, told.json["channel"], told.json["orderID"]) == (201, channel, "CK-7001")
    assert (told.json["claim"], told.json["claimedAmount"]) == ("paidLess", 1500)


def test_after_a_dispute_has_ended_only_the_rest_can_be_claimed(app: App) -> None:
    """PO-03, PO-04: the value less what was proved and paid out, and never again the whole; more is
    refused with the sum.
    """
    furnish(app, replace(ORDER, notes=(note(1),)))
    place = raised(app)
    asked(app, place)
    answered(app, place, "paidPart", **LESS)
    assert decided(app, place, note="Screen was broken.").json["status"] == "resolved"
    assert app.as_("customer").post(f"{place}/acceptance", {}).json["status"] == "closed"
    more = CLAIM | {"amount": "1000.01"}
    told = refused(app.as_("customer").post("/dispute", more), 422, 409, 400, rule="PO-04")
    assert "1,000.00" in told.json["detail"]
    again = app.as_("customer").post("/dispute", CLAIM)
    assert (again.status, again.json["claimedAmount"]) == (201, 1000)
    second = f"/dispute/{again.json['disputeID']}"
    asked(app, second)
    answered(app, second, "notPaid")
    assert decided(app, second, "manager").json["payouts"][0]["amount"] == 1000
    assert app.as_("agent").get("/order/CK-7001").json["restAmount"] == 0


def test_a_currency_without_a_limit_asks_finance_always(app: App) -> None:
    """CK-12, PO-06: of one dinar too; once a limit is set, from that on."""
    foreign = [replace(one, currency="KWD", value=1000) for one in orders(2)]
    furnish(app, *foreign)
    assert shown(app, raised(app, orderID="CK-0"))["isHighValue"] is True
    set_terms(app, highValue={"INR": 5000, "KWD": "2.001"})
    assert shown(app, raised(app, orderID="CK-1"))["isHighValue"] is False


# --- the vendor's clock and answer


def test_a_deadline_that_runs_stays_when_the_setting_changes(app: App) -> None:
    """PO-20: the case shows the moment and by which hours it was counted."""
    furnish(app, *orders(2))
    first, second = (raised(app, "agent", orderID=f"CK-{n}") for n in (0, 1))
    asked(app, first)
    before = shown(app, first)["asked"]
    set_terms(app, answerWithinHours=2, counts="business")
    asked(app, second)
    after = shown(app, second)["asked"]
    assert (before["counts"], after["counts"]) == ("clock", "business")
    assert shown(app, first)["asked"] == before
    app.later(minutes=6 * 60 + 1)
    app.sweep()
    assert [one["kind"] for one in shown(app, first)["escalations"]] == ["vendorSilent"]


@pytest.mark.parametrize("level", ["hold", "deactivated"])
def test_however_a_vendor_stands_it_answers_its_open_cases(app: App, level: str) -> None:
    """PO-09: by the link of its mail, and signed in."""
    furnish(app)
    place = raised(app)
    asked(app, place)
    app.settle()
    put = app.as_("manager").post("/vendor/V-1/standing/reason", HOLD | {"level": level})
    assert put.json["level"] == level
    link = {"Response-Token": link_in(app)}
    draft = {"verdict": "paidFull", "method": "upi"}
    assert app.request(None, "PUT", "/answer", draft, link).status == 200
    assert answered(app, place, "notPaid").json["answer"]["isFinal"] is True


def test_what_comes_after_the_decision_is_for_who_decided(app: App) -> None:
    """PO-11: it is that person's move, and taking the decision back is offered."""
    place = f"/dispute/{ready_decided(app)['disputeID']}"
    answered(app, place, "paidFull", **UPI)
    told = shown(app, place)
    assert (told["waitingFor"], told["status"]) == ("manager", "resolved")
    assert events(app, place)[-1] == "lateEvidence"
    assert offered(app, place, "manager")["reverse"] is True
    assert offered(app, place, "agent")["reverse"] is False


# --- evidence


def test_what_a_payout_carried_proves_nothing_elsewhere(app: App) -> None:
    """PO-16: the bank's own reference, in any spelling."""
    ids = ready_sent(app)
    way = f"/dispute/{ids['disputeID']}/payout/{ids['payoutID']}/confirmation"
    assert app.as_("finance").post(way, {"reference": "6123 4567 8901"}).status == 200
    furnish_another(app)
    place = raised(app, orderID="CK-7002")
    asked(app, place)
    answered(app, place, "paidFull", method="upi", reference="612345678901")
    told = shown(app, place)
    assert told["row"]["rowID"] == "usedElsewhere"
    assert [(one["disputeID"], one["what"]) for one in told["uses"]] == [
        (ids["disputeID"], "payout")
    ]
    refused(decided(app, place), 409, rule="PO-16")


def test_the_same_file_is_shown_on_both_disputes(app: App) -> None:
    """PO-17: by its content; another one is shown alone."""
    furnish(app, *orders(2))
    places = [raised(app, orderID=f"CK-{n}") for n in (0, 1)]
    for place in places:
        for content in (b"%PDF-1.7 the very same", b"%PDF-1.7 " + place.encode()):
            path = attached(app, place, content=content)
            name = path.rpartition("/")[2]
            typed = app.as_("agent").put(f"{place}/evidence/{name}", {"type": "finalBill"})
            assert typed.status == 200, typed.text
    for place, other in (places, places[::-1]):
        files = shown(app, place)["evidence"]
        found = [[one["disputeID"] for one in file.get("alsoIn", [])] for file in files]
        assert found == [[other.removeprefix("/dispute/")], []]


# --- how a vendor stands


def test_the_repeat_rule_counts_what_was_decided_and_not_what_was_raised(app: App) -> None:
    """CK-13, PO-33: by the time of the decision; the limit ends with the window, by itself."""
    furnish(app, *orders(5))
    places = [raised(app, orderID=f"CK-{n}") for n in range(3)]
    assert app.as_("agent").get("/vendor/V-1/standing").json["level"] == "active"
    for place in places[:2]:
        asked(app, place)
        answered(app, place, "notPaid")
        decided(app, place, "manager")
    assert app.as_("agent").get("/vendor/V-1/standing").json["level"] == "active"
    place = raised(app, orderID="CK-3")
    asked(app, place)
    answered(app, place, "notPaid")
    foreseen = app.as_("manager").post(f"{place}/decision?dryRun=true", {}).json["effects"]
    assert (foreseen["isFlagged"], foreseen["levelAfter"], foreseen["maxLeadsAfter"]) == (
        True,
        "reduced",
        20,
    )
    decided(app, place, "manager")
    told = app.as_("agent").get("/vendor/V-1/standing").json
    assert (told["level"], told["leads"], told["isFlagged"]) == ("reduced", 20, True)
    app.later(minutes=31 * DAY)
    told = app.as_("agent").get("/vendor/V-1/standing").json
    assert (told["level"], told["leads"], told["isFlagged"]) == ("active", 40, False)


# --- how it ends


def test_the_customer_objects_until_the_time_is_over(app: App) -> None:
    """PO-19, PO-37: for a reason; afterwards it is refused, also where no job has closed it."""
    furnish(app)
    place = raised(app)
    asked(app, place)
    answered(app, place, "paidFull", **UPI)
    decided(app, place)
    app.settle()
    told = [one for one in app.mailbox.letters() if "customer@demo.test" in str(one["To"])]
    assert told, "the customer is told the outcome"
    app.later(minutes=7 * DAY + 1)
    assert offered(app, place, "customer")["reopen"] is False
    late = app.as_("customer").post(f"{place}/reopen", {"reason": "It never came."})
    refused(late, 409, rule="PO-19")


def test_the_customers_word_and_the_end_of_the_time_close_it_once(app: App) -> None:
    """PO-37: whichever comes first; the job finds it closed."""
    furnish(app)
    place = raised(app)
    asked(app, place)
    answered(app, place, "paidFull", **UPI)
    decided(app, place)
    app.settle()
    app.later(minutes=7 * DAY + 1)
    crossing(app, lambda: app.as_("customer").post(f"{place}/acceptance", {}))
    app.sweep()
    assert shown(app, place)["status"] == "closed"
    assert events(app, place).count("closed") == 1
    again = app.as_("customer").post(f"{place}/acceptance", {})
    refused(again, 409, rule="PO-37")


# --- what every kind keeps


def test_the_time_is_charged_to_whom_it_waits_for(app: App) -> None:
    """X-04: to the staff until the vendor is asked, then to the vendor, in business hours."""
    furnish(app)
    place = raised(app, "agent")
    app.later(minutes=7 * DAY)
    asked(app, place)
    assert shown(app, place)["waitingFor"] == "vendor"
    app.later(minutes=14 * DAY)
    answered(app, place, "notPaid")
    spent = {one["party"]: one["businessSeconds"] for one in shown(app, place)["elapsed"]}
    week = 5 * 8 * 3600
    assert (spent["agent"], spent["vendor"]) == (week, 2 * week)


def test_the_parts_of_a_dispute_add_up_after_every_step(app: App) -> None:
    """X-06: what is disputed is open, credited, withdrawn or declined."""
    ids = ready_answered(app)
    place = f"/dispute/{ids['disputeID']}"
    for step in ("before", "decided", "reversed", "withdrawn"):
        if step == "decided":
            decision = decided(app, place, "manager").json["decisions"][0]["decisionID"]
        if step == "reversed":
            way = f"{place}/decision/{decision}/reversal"
            assert app.as_("manager").post(way, {"reason": "A mistake."}).status == 200
        if step == "withdrawn":
            assert app.as_("customer").post(f"{place}/withdrawal", {}).status == 200
        told = shown(app, place)
        parts = {name: one for name, one in told["amounts"].items() if name != "disputed"}
        assert sum(parts.values()) == told["claimedAmount"], (step, told["amounts"])


def test_a_decision_on_an_old_version_is_stale(app: App) -> None:
    """X-07: it says what is there now; what the vendor said meanwhile is not decided over."""
    ids = ready_answered(app)
    place = f"/dispute/{ids['disputeID']}"
    known = shown(app, place)["version"]
    changed = app.as_("agent").put(f"{place}/claim", {"claim": "paidLess", "amount": 10})
    assert changed.status == 200, changed.text
    old = {"If-Match": f'"{known}"'}
    stale = app.request("manager", "POST", f"{place}/decision", {}, old)
    refused(stale, 412)
    assert stale.json["current"]["version"] == known + 1
    assert shown(app, place)["status"] == "inProgress"

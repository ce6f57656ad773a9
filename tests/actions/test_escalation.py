"""Payout disputes that do not go on: the sweep tells somebody, each thing once, and never pays,
fines or blocks (CK-11, CK-12, PO-07, PO-08, PO-20…PO-24, PO-28, PO-38).
"""

from dataclasses import replace
from typing import Any

import pytest

from tests.app import App
from tests.bookings import crossing
from tests.breaking_off import break_off_everywhere
from tests.payouts import (
    ORDER,
    PAID,
    answered,
    asked,
    balances,
    decided,
    furnish,
    raised,
    ready_sent,
)

HOUR = 60
PAID_UPI: dict[str, Any] = {"verdict": "paidFull", "method": "upi", "reference": "412345678901"}


@pytest.fixture
def place(app: App) -> str:
    """The path of a dispute whose vendor was asked."""

    def made() -> str:
        furnish(app)
        place = raised(app, "agent")
        asked(app, place)
        app.settle()
        return place

    return str(app.once("a payout dispute whose vendor is silent", made))


def escalations(app: App, place: str) -> list[tuple[str, str, str | None]]:
    told = app.as_("manager").get(place).json["escalations"]
    return [(one["kind"], one["role"], one["to"]) for one in told]


def called(app: App) -> list[str]:
    """Who got a letter that something does not go on."""
    letters = [one for one in app.mailbox.letters() if "look at dispute" in one["Subject"]]
    return sorted(str(one["To"]).split("<")[-1].strip(">") for one in letters)


def test_a_silent_vendor_is_told_to_the_manager_once(app: App, place: str) -> None:
    """CK-11, PO-21, PO-24: after six hours, by the job; nothing is paid, fined or blocked."""
    before = balances(app)
    app.later(minutes=5 * HOUR)
    app.sweep()
    assert escalations(app, place) == []
    app.later(minutes=HOUR + 1)
    for _ in range(3):
        app.sweep()
    assert escalations(app, place) == [("vendorSilent", "manager", "Max Manager")]
    assert called(app) == ["manager@demo.test"]
    told = app.as_("manager").get(place).json
    assert (told["status"], told["waitingFor"], told["standing"]["level"], balances(app)) == (
        "inProgress",
        "manager",
        "active",
        before,
    )


def test_a_job_that_is_killed_anywhere_tells_it_once(app: App, place: str) -> None:
    """PO-21, PO-24: before and after each of its calls; the letter is twice at most where the
    process died just then.
    """

    def look() -> None:
        app.later(minutes=6 * HOUR + 1)
        app.sweep()

    def check(moment: str) -> None:
        assert [one[:2] for one in escalations(app, place)] == [("vendorSilent", "manager")], moment
        assert 1 <= len(called(app)) <= 2, moment
        assert balances(app)["outside"] == -10_100_000, moment

    break_off_everywhere(app, look, check)


def test_a_vendor_that_has_answered_is_not_told_of(app: App, place: str) -> None:
    """PO-21, PO-08: nor reminded."""
    answered(app, place, "denies")
    app.later(minutes=7 * HOUR)
    app.sweep()
    assert escalations(app, place) == []
    types = [row["type"] for row in app.as_("agent").get(f"{place}/event").json["value"]]
    assert "vendorReminded" not in types


def test_a_vendor_is_reminded_once_before_its_deadline(app: App, place: str) -> None:
    """PO-08: by a letter with the deadline, and with the link, since it may have no account."""
    app.later(minutes=5 * HOUR + 1)
    for _ in range(3):
        app.sweep()
    rows = app.as_("vendor").get(f"{place}/message").json["value"]
    assert [row["type"] for row in rows] == ["vendorAsked", "vendorReminded"]
    letters = [one for one in app.mailbox.letters() if "vera@demo.test" in one["To"]]
    assert len(letters) == 2
    for letter in letters:
        body = letter.get_body(("plain",))
        assert body is not None
        assert "/#/answer/" in body.get_content()


def test_a_late_answer_takes_nothing_from_the_manager(app: App, place: str) -> None:
    """PO-10: it is beside the case, marked late."""
    app.later(minutes=7 * HOUR)
    app.sweep()
    told = app.as_("vendor").put(f"{place}/answer", PAID)
    assert told.json["answer"]["isLate"] is True
    assert app.as_("manager").get(place).json["waitingFor"] == "manager"
    assert len(escalations(app, place)) == 1


def test_a_manager_who_is_away_has_a_substitute_or_the_role(app: App, place: str) -> None:
    """PO-22: no case waits for somebody who is out of office."""
    app.later(minutes=7 * HOUR)
    away = {"from": "2026-01-01", "until": "2099-12-31", "substituteID": "approver"}
    manager = app.as_("manager").put("/me/absence", away)
    assert manager.status == 200, manager.text
    app.sweep()
    [(kind, role, to)] = escalations(app, place)
    assert (kind, role) == ("vendorSilent", "manager")
    assert to in ("Ann Approver", None)
    assert called(app) != []


def test_high_value_is_told_to_finance_beside_a_silent_vendor(app: App) -> None:
    """CK-12, PO-23: both stand."""
    furnish(app, replace(ORDER, value=600_000))
    place = raised(app, "agent")
    asked(app, place)
    app.sweep()
    app.later(minutes=7 * HOUR)
    app.sweep()
    assert [one[:2] for one in escalations(app, place)] == [
        ("highValue", "finance"),
        ("vendorSilent", "manager"),
    ]


def test_what_nobody_begins_with_and_what_is_not_settled_in_time_is_told(app: App) -> None:
    """PO-07: 48 hours to begin, one month to settle."""
    furnish(app)
    place = raised(app, "agent")
    app.later(minutes=48 * HOUR + 1)
    app.sweep()
    assert escalations(app, place)[0][:2] == ("unacknowledged", "manager")
    app.later(minutes=30 * 24 * HOUR)
    app.sweep()
    assert escalations(app, place)[1][:2] == ("unresolved", "manager")


def test_a_payout_that_is_not_confirmed_is_a_task_and_keeps_the_case_open(app: App) -> None:
    """PO-28, PO-38: and no second payout."""
    place = f"/dispute/{ready_sent(app)['disputeID']}"
    before = balances(app)
    app.later(minutes=20 * 24 * HOUR)
    for _ in range(2):
        app.sweep()
    told = app.as_("manager").get(place).json
    assert ("payoutUnconfirmed", "finance") in [one[:2] for one in escalations(app, place)]
    assert (told["status"], len(told["payouts"]), balances(app)) == ("resolved", 1, before)


def test_a_case_that_nobody_objects_to_is_closed_by_time(app: App, place: str) -> None:
    """CK-15, PO-37: once; the customer's claim counts no more."""
    answered(app, place, **PAID_UPI)
    decided(app, place)
    app.later(minutes=7 * 24 * HOUR + 1)
    for _ in range(2):
        app.sweep()
    told = app.as_("manager").get(place).json
    assert told["status"] == "closed"
    types = [row["type"] for row in app.as_("agent").get(f"{place}/event").json["value"]]
    assert types.count("closed") == 1
    late = app.as_("customer").post(f"{place}/reopen", {"reason": "Too late."})
    assert late.status == 409


def test_an_answer_that_comes_while_the_job_writes_is_not_escalated(app: App, place: str) -> None:
    """PO-21: between the job's reading and its writing; nobody gets a letter."""
    app.later(minutes=6 * HOUR + 1)
    crossing(app, lambda: answered(app, place, "denies"))
    app.sweep()
    app.sweep()
    assert escalations(app, place) == []
    assert called(app) == []


def test_a_case_that_is_decided_reminds_nobody(app: App, place: str) -> None:
    """PO-08: nor does the vendor's silence count any more."""
    by_hand = {"rowID": "notPaid", "note": "The bank shows nothing."}
    assert decided(app, place, "manager", **by_hand).json["status"] == "resolved"
    app.later(minutes=6 * HOUR + 1)
    app.sweep()
    types = [row["type"] for row in app.as_("agent").get(f"{place}/event").json["value"]]
    assert "vendorReminded" not in types
    assert escalations(app, place) == []


def test_where_the_substitute_is_away_too_the_role_is_told(app: App, place: str) -> None:
    """PO-22: everybody who has it and is there."""
    for who, more in (("manager", {"substituteID": "approver"}), ("approver", {})):
        away = {"from": "2026-01-01", "until": "2099-12-31"} | more
        told = app.as_(who).put("/me/absence", away)
        assert told.status == 200, told.text
    app.later(minutes=7 * HOUR)
    app.sweep()
    assert escalations(app, place) == [("vendorSilent", "manager", None)]
    assert called(app) == ["manager@demo.test"]


def test_a_job_that_comes_a_day_late_tells_each_thing_once(app: App, place: str) -> None:
    """PO-21: whatever fell due meanwhile, and the reminder no more."""
    app.later(minutes=30 * HOUR)
    for _ in range(2):
        app.sweep()
    assert escalations(app, place) == [("vendorSilent", "manager", "Max Manager")]
    types = [row["type"] for row in app.as_("agent").get(f"{place}/event").json["value"]]
    assert types.count("escalated") == 1
    assert "vendorReminded" not in types

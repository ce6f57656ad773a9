"""The job that chases resolvers: what it costs, and what is left of it when it is broken off
(CO-15, CO-18).
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.jobs import sweep
from chalicelib.store import keys
from chalicelib.store.collections import follow_up_item, to_follow_up
from chalicelib.store.table import name_of
from tests.app import App
from tests.breaking_off import break_off_everywhere
from tests.collecting import CALLS_OF_A_CHASE, wait_for_sending_hours
from tests.costs import IDLE_SWEEP
from tests.people import line
from tests.scenarios import FOLLOW_UP, asked_by_link, followed_up


def chased(app: App) -> list[int]:
    """How often each follow-up was chased."""
    return sorted(row["chases"] for row in app.as_("agent").get("/followUp").json["value"])


def test_a_sweep_costs_by_the_follow_ups_that_are_due(app: App) -> None:
    """CO-15: two are due among forty."""
    for number in ("A", "B"):
        app.invoice(number, [line(1, "30.00")])
        body = FOLLOW_UP | {"items": [{"invoiceNumber": number}]}
        name = app.as_("agent").post("/customer/1001/followUp", body).json["followUpID"]
    app.settle()
    wait_for_sending_hours(app)
    known = to_follow_up(app.table.get([keys.follow_up(name)])[name_of(keys.follow_up(name))])
    later = app.now() + timedelta(days=9)
    app.table.write_batch(
        [
            follow_up_item(
                replace(known, follow_up_id=f"later-{n}", due=later.date(), chase_at=later)
            )
            for n in range(38)
        ]
    )
    before = len(app.meter.calls)

    assert sweep.sweep(wiring.parts().works(), app.now()) == 2

    made = len(app.meter.calls) - before
    assert made == IDLE_SWEEP + 2 * CALLS_OF_A_CHASE
    app.table.delete_batch([keys.follow_up(f"later-{n}") for n in range(38)])
    assert chased(app) == [1, 1]


def test_a_job_that_is_broken_off_at_any_call_chases_once(app: App) -> None:
    """CO-15, CO-18: the next run, however late, finds it done or does it; one letter goes."""
    followed_up(app)
    app.settle()
    sent = len(app.mailbox.sent)

    def swept() -> None:
        wait_for_sending_hours(app)
        sweep.sweep(wiring.parts().works(), app.now())

    def check(when: str) -> None:
        assert (chased(app), len(app.mailbox.sent)) == ([1], sent + 1), when

    break_off_everywhere(app, swept, check)


@pytest.mark.parametrize("now", [{"is_active": False}, {"limit_to": ["1002"]}])
def test_nobody_is_written_to_who_may_not_see_the_customer_any_more(
    app: App, now: dict[str, Any]
) -> None:
    """RV-03: neither asked nor chased, whatever one was when the follow-up was opened; and the
    collector reads why.
    """
    path = f"/followUp/{followed_up(app)['followUpID']}"
    _becomes(app, "agent2", now)
    app.settle()
    wait_for_sending_hours(app)
    sweep.sweep(wiring.parts().works(), app.now())
    app.settle()
    assert (app.mailbox.sent, chased(app)) == ([], [0])
    told = [row["type"] for row in app.as_("agent").get(f"{path}/event").json["value"]]
    assert told == ["opened", "mailSuppressed", "chaseStopped"]
    assert app.as_("agent").get(path).json["waitingFor"] == "collector"
    assert app.as_("agent").post(f"{path}/chase", {}).json["rule"] == "RV-03"


def test_a_chase_by_hand_waits_for_the_sending_hours_and_says_when(app: App) -> None:
    """CO-20, CO-07: at night it is foreseen, told and kept with the moment; the mail goes then."""
    path = f"/followUp/{followed_up(app)['followUpID']}"
    app.settle()
    sent = len(app.mailbox.sent)
    wait_for_sending_hours(app)
    assert (
        app.as_("agent").post(f"{path}/chase?dryRun=true", {}).json["mails"][0]["leavesAt"] is None
    )
    app.later(minutes=-6 * 60)
    opens = (app.now() + timedelta(hours=5)).replace(minute=0, second=0, microsecond=0)

    [mail] = app.as_("agent").post(f"{path}/chase?dryRun=true", {}).json["mails"]
    assert app.as_("agent").post(f"{path}/chase", {}).status == 200
    app.settle()

    assert datetime.fromisoformat(mail["leavesAt"]) == opens
    assert (chased(app), len(app.mailbox.sent)) == ([1], sent)
    told = app.as_("agent").get(f"{path}/event").json["value"][-1]
    assert told["text"].endswith(f"The mail waits for {opens:%Y-%m-%d} 08:00 UTC.")
    app.wait_until_sending()
    app.settle()
    assert len(app.mailbox.sent) == sent + 1


def test_a_letter_that_waited_is_sent_neither_at_night_nor_to_former_hands(app: App) -> None:
    """CO-20, CO-10: what the mail service refused until the evening waits for the morning."""
    path = f"/followUp/{followed_up(app)['followUpID']}"
    app.settle()
    sent = len(app.mailbox.sent)
    wait_for_sending_hours(app)
    sweep.sweep(wiring.parts().works(), app.now())
    app.later(minutes=11 * 60)
    app.settle_once()
    assert len(app.mailbox.sent) == sent
    assert app.as_("agent").put(f"{path}/resolver", {"resolverID": "approver"}).status == 200
    app.later(minutes=13 * 60)
    app.settle()
    assert ["approver@demo.test" in str(one["To"]) for one in app.mailbox.letters()[sent:]] == [
        True
    ]


def test_a_chase_that_waited_for_the_morning_reaches_nobody_who_answered_at_night(
    app: App,
) -> None:
    """CO-09, CO-11, CO-19, DM-10: neither who has the own item answered, nor who put the date off,
    nor the manager who was to be told of it; whoever has not answered is chased.
    """
    terms = {"chasesBeforeManager": 1, "managerID": "manager"}
    assert app.as_("admin").put("/setting/chasing", {"value": [terms]}).status == 200
    ids = asked_by_link(app)
    path, agent = f"/followUp/{ids['followUpID']}", app.as_("agent")
    hands = {"resolverID": "support", "invoiceNumbers": ["F-2"]}
    assert agent.put(f"{path}/resolver", hands).status == 200
    app.settle()
    accepts = {"answers": [{"invoiceNumber": "F-2", "answer": "accept"}]}
    until = {"dueDate": (app.now() + timedelta(days=9)).date().isoformat()}
    told = []
    for link, body in ((app.mailbox.link("resolver"), accepts), (ids["link"], until)):
        app.wait_until_sending()
        night = app.now().replace(hour=22, minute=0)
        app.later(minutes=(night - app.now()).total_seconds() / 60)
        assert agent.post(f"{path}/chase", {}).status == 200
        sent = len(app.mailbox.sent)
        said = app.request(None, "PUT", "/resolverAnswer", body, {"Response-Token": link})
        assert said.status == 200, said.text
        app.wait_until_sending()
        app.settle()
        told.append([str(one["To"]).split("@")[0] for one in app.mailbox.letters()[sent:]])
    assert [["agent2" in one or "manager" in one for one in some] for some in told] == [
        [True, True],
        [],
    ]
    assert agent.get(path).json["unanswered"] == 0


def _becomes(app: App, who: str, values: dict[str, Any]) -> None:
    [kept] = [
        one for one in app.items().values() if one.get("user_id") == who and one["sk"] == "USER"
    ]
    app.table.write_batch([kept | values])

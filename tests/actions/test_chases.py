"""The job that chases resolvers: what it costs, and what is left of it when it is broken off
(CO-15, CO-18).
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from chalicelib import wiring
from chalicelib.actions.jobs import sweep
from chalicelib.store import keys
from chalicelib.store.collections import follow_up_item, to_follow_up
from chalicelib.store.table import name_of
from tests.app import App
from tests.breaking_off import break_off_everywhere
from tests.people import line
from tests.scenarios import FOLLOW_UP, followed_up

CALLS_OF_A_CHASE = 3
"""Two reads and one transaction."""


def wait_for_sending_hours(app: App) -> None:
    """Lets time pass to the morning of a business day on which all is long due."""
    morning = datetime.combine(app.now().date() + timedelta(days=40), datetime.min.time(), UTC)
    morning += timedelta(days=-morning.weekday(), hours=9)
    app.later(minutes=(morning - app.now()).total_seconds() / 60)


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
    assert made == len(sweep.JOBS) + 1 + 2 * CALLS_OF_A_CHASE
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

"""The job that judges promises to pay: what it costs, and what is left of it when it is broken off
(CO-23).
"""

from datetime import timedelta

from chalicelib import wiring
from chalicelib.actions.jobs import sweep
from tests.app import App
from tests.breaking_off import break_off_everywhere
from tests.costs import IDLE_SWEEP
from tests.people import line

URL = "/customer/1001/promise"
CALLS_OF_A_PROMISE = 2
"""One read and one transaction."""
A_WEEK = 7 * 24 * 60.0


def promised(app: App, number: object, ahead: int) -> None:
    app.invoice(number, [line(1, "30.00")])
    day = (app.now() + timedelta(days=ahead)).date().isoformat()
    body = {"date": day, "items": [{"invoiceNumber": number}]}
    assert app.as_("agent").post(URL, body).status == 201


def states(app: App) -> list[str]:
    return sorted(row["status"] for row in app.as_("agent").get(URL).json["value"])


def test_a_sweep_costs_by_the_promises_that_have_run_out(app: App) -> None:
    """CO-23: two among eight; doubled, it finds nothing to do."""
    for place in range(8):
        promised(app, f"PR-{place}", 1 if place < 2 else 28)
    app.later(minutes=A_WEEK)
    before = len(app.meter.calls)

    assert sweep.sweep(wiring.parts().works(), app.now()) == 2
    assert len(app.meter.calls) - before == IDLE_SWEEP + 2 * CALLS_OF_A_PROMISE
    assert states(app) == ["broken"] * 2 + ["open"] * 6
    assert sweep.sweep(wiring.parts().works(), app.now()) == 0


def test_a_job_that_is_broken_off_at_any_call_judges_once(app: App) -> None:
    """CO-23: the next run finds it done or does it, with one entry in the journal."""
    promised(app, "PR", 1)

    def swept() -> None:
        app.later(minutes=A_WEEK)
        sweep.sweep(wiring.parts().works(), app.now())

    def check(when: str) -> None:
        entries = app.as_("finance").get("/audit/journal?subject=invoice/1001/PR").json["value"]
        assert (states(app), len(entries)) == (["broken"], 3), when

    break_off_everywhere(app, swept, check)

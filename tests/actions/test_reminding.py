"""The job that reminds: who is looked at, what it costs, and what is left of it when it is broken
off (CO-28, CO-36, CO-37).
"""

from dataclasses import replace
from datetime import timedelta

from chalicelib import wiring
from chalicelib.actions.jobs import sweep
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.store import keys
from chalicelib.store.dunning import dunning_item, to_dunning
from chalicelib.store.entities import customer_item
from chalicelib.store.table import name_of
from tests.app import App
from tests.breaking_off import break_off_everywhere
from tests.collecting import AUTOMATIC, CALLS_OF_A_REMINDER
from tests.people import line
from tests.scenarios import ALL_DAY, owing


def swept(app: App) -> int:
    return sweep.sweep(wiring.parts().works(), app.now())


def levels(app: App, customer: int = 1001) -> set[int]:
    answer = app.as_("agent").get(f"/customer/{customer}/dunning")
    return {row["level"] for row in answer.json["value"]}


def automatic(app: App) -> None:
    """Reminders go by themselves, and who owes something was found by the walk."""
    owing(app)
    assert app.as_("admin").put("/setting/dunning", AUTOMATIC).status == 200
    assert swept(app) == 1
    app.later(minutes=1)


def test_a_sweep_costs_by_the_customers_who_are_due(app: App) -> None:
    """CO-28, CO-37: two are due among forty; each is reminded once, however often the job runs, and
    again when its next level comes.
    """
    told = Customer(1003, "Third & Co", "0003", "USD", "Email", "pay@third.test", version=1)
    app.table.write_batch([customer_item(told)])
    app.invoice("T-1", [line(1, "30.00")], customer=1003)
    automatic(app)
    key = keys.dunning(1003)
    known = to_dunning(app.table.get([key])[name_of(key)])
    later = app.now() + timedelta(days=2)
    others = [replace(known, customer_id=f"L-{n}", look_at=later) for n in range(38)]
    app.table.write_batch([dunning_item(one) for one in others])
    before = len(app.meter.calls)
    assert swept(app) == 3
    # Of the third one letters go by post: nothing is asked for by mail, and so nothing read again.
    made = len(app.meter.calls) - before
    assert made == len(sweep.JOBS) + 1 + 3 * CALLS_OF_A_REMINDER - 1
    app.settle()
    assert (levels(app), levels(app, 1003), levels(app, 1002)) == ({1}, {1}, {0})
    assert len(app.mailbox.sent) == 2
    app.table.delete_batch([keys.dunning(one.customer_id) for one in others])
    for _ in range(3):
        app.sweep()
    assert len(app.mailbox.sent) == 2
    app.later(minutes=11 * 24 * 60)
    for _ in range(3):
        app.sweep()
    assert (levels(app), len(app.mailbox.sent)) == ({2}, 4)
    app.as_("admin").put("/setting/dunning", ALL_DAY)
    app.later(minutes=40 * 24 * 60)
    for _ in range(3):
        app.sweep()
    assert len(app.mailbox.sent) == 4
    assert not app.table.count(keys.due("DUNNING"), "due")[0]


def test_a_job_that_is_broken_off_at_any_call_reminds_once(app: App) -> None:
    """CO-37: the next run, however late, finds it done or does it; one letter goes."""
    automatic(app)

    def run() -> None:
        app.later(minutes=60)
        swept(app)

    def check(when: str) -> None:
        assert (levels(app), len(app.mailbox.sent)) == ({1}, 1), when

    break_off_everywhere(app, run, check)

"""Reminders at the same moment, on a real engine: a customer has one letter, and nothing in it that
was paid before it was claimed.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from chalicelib import wiring
from chalicelib.actions.collections.dunning.job import take_up
from chalicelib.domain.collections.dunning.run import run
from tests.app import App
from tests.concurrently import at_once, request
from tests.people import line
from tests.scenarios import CUSTOMER, owing

ROUNDS = 6
CROWD = 8


def test_of_many_who_remind_at_once_one_has_the_letter(engine_app: App) -> None:
    """CO-28, CO-37: eight remind while a payment comes in: one letter at most, which asks for what
    was open when it was claimed; whoever is later finds the item reminded, or paid.
    """
    owing(engine_app)
    finance = engine_app.as_("finance")
    with ThreadPoolExecutor(CROWD + 1) as pool:
        for customer in range(30_000, 30_000 + ROUNDS):
            told = CUSTOMER | {"email": f"pay{customer}@payer.test"}
            assert finance.put(f"/customer/{customer}", told).status == 201
            lines = [line(1, "100.00")]
            assert engine_app.invoice("N", lines, customer=customer).status == 201
            path, body = f"/customer/{customer}/dunning", {"invoiceNumbers": ["N"]}
            paid = {
                "valueDate": "2026-11-03",
                "currency": "USD",
                "amount": 40,
                "allocations": [{"invoiceNumber": "N", "amount": 40}],
            }
            payment = f"/customer/{customer}/payment/P"
            sent = [partial(request, "agent", "POST", path, body) for _ in range(CROWD)]
            sent.append(partial(request, "finance", "PUT", payment, paid))
            *answers, recorded = at_once(sent, pool)
            assert {one.status for one in answers} == {200}
            assert recorded.status == 201
            won = [one.json for one in answers if one.json["reminded"]]
            assert len(won) <= 1
            codes = {one.json["value"][0]["code"] for one in answers if not one.json["reminded"]}
            assert codes <= {"alreadyReminded", "paidMeanwhile"}
            if won:
                assert won[0]["sums"] == [{"currency": "USD", "amount": 100}]
                assert "100.00 USD" in won[0]["letter"]["text"]
            left = engine_app.as_("agent").get(path).json
            assert left["value"][0]["level"] == len(won)
            assert left["version"] == len(won)


def test_of_many_runs_in_parts_at_once_each_item_is_in_one_letter(
    engine_app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CO-28, CO-37: the job runs four times at once, and a person reminds twice beside it, of what
    needs five letters: these come one behind the other, and name each item once.
    """
    monkeypatch.setitem(run.__kwdefaults__, "most", 2)
    owing(engine_app)
    for at in range(6):
        assert engine_app.invoice(f"P-{at}", [line(1, "30.00")]).status == 201
    agent, path = engine_app.as_("agent"), "/customer/1001/dunning"
    assert agent.post(path, {}).json["part"] == {"number": 1, "of": 5}
    runtime = wiring.parts().runtime
    jobs = [partial(take_up, runtime, "1001") for _ in range(4)]
    by_hand = [partial(request, "agent", "POST", path, {}) for _ in range(2)]
    with ThreadPoolExecutor(CROWD) as pool:
        at_once([*jobs, *by_hand], pool)
    take_up(runtime, "1001")
    engine_app.settle()
    entries = engine_app.as_("finance").get("/audit/journal?subject=dunning/1001&limit=100").json
    told = [one["after"]["letter"] for one in entries["value"] if one["after"].get("letter")]
    named = [number for letter in told for number in letter["items"]]
    places = sorted((one["run"]["number"], one["run"]["of"]) for one in told)
    assert places == [(at, 5) for at in range(1, 6)]
    assert len(named) == len(set(named)) == 9
    assert len(engine_app.mailbox.sent) == 5

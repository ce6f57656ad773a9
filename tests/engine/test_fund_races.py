"""Approve, reject and cancel at the same moment, on a real engine: money moves if and only if the
approval was first (IG-06, IG-11).
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.app import App
from tests.concurrently import Answer, at_once, request
from tests.scenarios import AGGREGATOR, BOOKING, OPERATOR

ROUNDS = int(os.environ.get("RACE_ROUNDS", "40"))
CROWD = 6
WALLETS = ("OP-1-GBP", "AGG-GBP")
LATE_SECONDS = 0.03
"""Approving reads once more than the others, so in some rounds these begin so much later."""


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """A thread for each of the crowd."""
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


def test_of_approval_rejection_and_cancellation_one_counts(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """IG-06, IG-09, IG-11: one 200, and every other is told what came of it; the money agrees in
    every round.
    """
    for path, body in {
        "operator/OP-1": OPERATOR,
        "aggregator/AGG": AGGREGATOR,
        "booking/77": BOOKING,
    }.items():
        assert request("finance", "PUT", f"/{path}", body).status == 201
    for wallet in WALLETS:
        assert (
            request(
                "finance", "POST", f"/wallet/{wallet}/deposit", {"amount": 100, "reference": "BACS"}
            ).status
            == 201
        )
    raised = request("operator", "POST", "/booking/77/dispute", {"reason": "No show"})
    dispute = f"/dispute/{raised.json['disputeID']}"
    told: Counter[str] = Counter()
    for number in range(ROUNDS):
        asker, payer = ("operator", "aggregator") if number % 2 else ("aggregator", "operator")
        asked = request(asker, "POST", f"{dispute}/fundRequest", {"amount": "0.10"}).json[
            "pending"
        ][-1]["requestID"]
        before = balances()
        answers = [(payer, "approval"), (payer, "rejection"), (asker, "cancellation")] * (
            CROWD // 3
        )
        tasks = []
        for who, answer in answers:
            waits = LATE_SECONDS if number % 4 == 0 and answer != "approval" else 0
            tasks.append(
                partial(
                    after,
                    waits,
                    partial(request, who, "POST", f"{dispute}/fundRequest/{asked}/{answer}"),
                )
            )
        winner, *others = sorted(at_once(tasks, pool), key=lambda answer: answer.status)
        assert winner.status == 200, winner.text
        assert {other.status for other in others} == {409}, [other.text for other in others]
        outcomes = {other.json["outcome"]["status"] for other in others}
        assert len(outcomes) == 1
        outcome = outcomes.pop()
        told[outcome] += 1
        moved = 10 if outcome == "approved" else 0
        change = moved if asker == "operator" else -moved
        assert balances() == (before[0] + change, before[1] - change)
    assert len(told) == 3, f"every kind of answer wins now and then: {told}"
    assert engine_app.faults() == []


def after(seconds: float, task: Callable[[], Answer]) -> Answer:
    """What a task that begins a little later is told."""
    time.sleep(seconds)
    return task()


def balances() -> tuple[int, ...]:
    """What both hold, in pence."""
    return tuple(
        round(request("finance", "GET", f"/wallet/{wallet}").json["balance"] * 100)
        for wallet in WALLETS
    )

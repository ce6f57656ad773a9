"""Two people agree, and one refuses, at the same moment, on a real engine: the money comes in once
or not at all (X-16).
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.app import App
from tests.concurrently import at_once, request
from tests.scenarios import AGGREGATOR

ROUNDS = int(os.environ.get("RACE_ROUNDS", "40")) // 5 or 1
ANSWERS = [
    ("finance2", "approval"),
    ("finance3", "approval"),
    ("finance2", "approval"),
    ("finance3", "rejection"),
]
AMOUNT = 20_000


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """A thread for each answer."""
    with ThreadPoolExecutor(len(ANSWERS)) as pool:
        yield pool


def test_of_two_who_agree_at_once_one_lets_the_money_in(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """X-16: one 200, and every other is told that it was decided."""
    assert request("finance", "PUT", "/aggregator/AGG", AGGREGATOR).status == 201
    held = 0
    for number in range(ROUNDS):
        asked = request(
            "finance",
            "POST",
            "/wallet/AGG-GBP/deposit",
            {"amount": AMOUNT, "reference": f"BACS {number}"},
        )
        path = f"/proposal/{asked.json['proposalID']}"
        tasks = [partial(request, who, "POST", f"{path}/{answer}") for who, answer in ANSWERS]
        winner, *others = sorted(at_once(tasks, pool), key=lambda answer: answer.status)
        assert [winner.status, *(other.status for other in others)] == [200, 409, 409, 409], [
            other.text for other in others
        ]
        held += AMOUNT if winner.json["status"] == "made" else 0
        assert request("finance", "GET", "/wallet/AGG-GBP").json["balance"] == held
    assert engine_app.faults() == []


def test_of_two_deposits_under_one_reference_at_once_one_is_asked_about(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """IG-10: one comes in, and every other is told of it; a yes lets each in, once."""
    assert request("finance", "PUT", "/aggregator/AGG", AGGREGATOR).status == 201
    for number in range(ROUNDS):
        body = {"amount": 1, "reference": f"BACS {number}"}
        tasks = [
            partial(request, who, "POST", "/wallet/AGG-GBP/deposit", body)
            for who in ("finance", "finance2", "finance3", "finance")
        ]
        first, *others = sorted(at_once(tasks, pool), key=lambda answer: answer.status)
        assert [first.status, *(other.status for other in others)] == [201, 409, 409, 409], [
            other.text for other in others
        ]
        assert {other.json["earlier"]["transferID"] for other in others} == {
            first.json["transferID"]
        }
    tasks = [
        partial(request, "finance", "POST", "/wallet/AGG-GBP/deposit", body | {"isRepeat": True})
        for _ in ANSWERS
    ]
    assert [answer.status for answer in at_once(tasks, pool)] == [201] * len(ANSWERS)
    assert request("finance", "GET", "/wallet/AGG-GBP").json["balance"] == ROUNDS + len(ANSWERS)
    assert engine_app.faults() == []

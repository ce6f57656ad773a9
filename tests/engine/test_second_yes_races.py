"""Two people agree, and one refuses, at the same moment, on a real engine: the money comes in once or not at all (X-16)."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.crowd import at_once, request
from tests.house import House
from tests.scenarios import AGGREGATOR

ROUNDS = int(os.environ.get("RACE_ROUNDS", "200")) // 10 or 1
ANSWERS = [("finance2", "approval"), ("finance3", "approval"), ("finance2", "approval"), ("finance3", "rejection")]
AMOUNT = 20_000


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """A thread for each answer."""
    with ThreadPoolExecutor(len(ANSWERS)) as pool:
        yield pool


def test_of_two_who_agree_at_once_one_lets_the_money_in(engine_house: House, pool: ThreadPoolExecutor) -> None:
    """X-16: one 200, and every other is told that it was decided."""
    assert request("finance", "PUT", "/aggregator/AGG", AGGREGATOR).status == 201
    held = 0
    for number in range(ROUNDS):
        asked = request("finance", "POST", "/wallet/AGG-GBP/deposit", {"amount": AMOUNT, "reference": f"BACS {number}"})
        path = f"/proposal/{asked.json['proposalID']}"
        tasks = [partial(request, who, "POST", f"{path}/{answer}") for who, answer in ANSWERS]
        winner, *others = sorted(at_once(tasks, pool), key=lambda answer: answer.status)
        assert [winner.status, *(other.status for other in others)] == [200, 409, 409, 409], [other.text for other in others]
        held += AMOUNT if winner.json["status"] == "made" else 0
        assert request("finance", "GET", "/wallet/AGG-GBP").json["balance"] == held
    assert engine_house.faults() == []

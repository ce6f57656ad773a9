"""What a message of the queue of set-aside work says, and what it does not."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.upkeep.set_aside import SetAside, batch_of, read

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
BATCH = {
    "streamArn": "arn:stream",
    "shardId": "shard-1",
    "startSequenceNumber": "1",
    "endSequenceNumber": "2",
    "batchSize": 2,
    "approximateArrivalOfFirstRecord": "2026-11-30T12:00:00",
}


def message(function: str, prefix: str = "redress-prod-", **told: Any) -> SetAside:
    arn = f"arn:aws:lambda:us-east-1:123456789012:function:{function}:live"
    asked = {"functionArn": arn, "condition": "RetriesExhausted"}
    return read("one", json.dumps({"requestContext": asked, **told}), NOON, prefix)


@pytest.mark.parametrize(
    ("function", "prefix"),
    [
        ("sweep", "redress-prod-"),
        ("redress-test-sweep", "redress-prod-"),
        ("redress-prod-api", "redress-prod-"),
        ("sweep", ""),
    ],
)
def test_what_is_of_no_function_of_this_deployment_is_not_known(function: str, prefix: str) -> None:
    """Nothing is ever sent to a function of another one, nor where it is not said which this is."""
    assert message(function, prefix, requestPayload={}).function == ""
    assert message("redress-prod-sweep", requestPayload={}).function == "sweep"


@pytest.mark.parametrize(
    ("error", "told"), [("KeyError", "KeyError"), ("no ann@demo.test here", ""), (7, "")]
)
def test_of_an_error_its_kind_alone_is_told(error: object, told: str) -> None:
    """Its words may be personal."""
    said = message("redress-prod-sweep", requestPayload={}, responsePayload={"errorType": error})
    assert said.error == told


def test_a_time_without_a_zone_is_that_of_the_services() -> None:
    assert batch_of(BATCH).since == NOON
    said = message("redress-prod-index-changes", DDBStreamBatchInfo=BATCH)
    assert (said.way(NOON, None), said.payload) == ("read", None)

"""What was set aside, read from what Lambda puts in the queue."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.upkeep.set_aside import AGAIN, SetAside, read

AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
ARN = "arn:aws:lambda:eu-central-1:123456789012:function:redress-prod-"


def told(function: str, body: dict[str, Any]) -> SetAside:
    context = {"functionArn": f"{ARN}{function}", "condition": "RetriesExhausted"}
    return read("M", json.dumps({"requestContext": context} | body), AT, "redress-prod-")


BATCH = {
    "shardId": "shardId-1",
    "startSequenceNumber": "800000000003126276362",
    "endSequenceNumber": "800000000003126276363",
    "approximateArrivalOfFirstRecord": "2026-11-30T07:00:00.123Z",
    "approximateArrivalOfLastRecord": "2026-11-30T07:00:01Z",
    "batchSize": 2,
    "streamArn": "arn:aws:dynamodb:eu-central-1:123456789012:table/T/stream/2026",
}


def test_a_call_that_failed_comes_back_with_what_it_was_called_with() -> None:
    """Its error is told by kind alone: a message may hold somebody's address."""
    body = {
        "requestPayload": {"importID": "I"},
        "responsePayload": {"errorType": "KeyError", "errorMessage": "ann@demo.test"},
    }
    one = told("run-import:$LATEST", body)
    assert (one.function, one.why, one.error) == ("run-import", "RetriesExhausted", "KeyError")
    assert json.loads(one.payload or "") == {"importID": "I"}
    assert one.way(AT + timedelta(days=13), None) == "send"
    assert (
        told("sweep", {"requestPayload": {}, "responsePayload": {"errorType": "a b"}}).error == ""
    )


def test_changes_are_read_again_within_their_day_and_then_made_good_by_others() -> None:
    """The sweep finds after-work of any age; the search has to be made anew, after they failed."""
    one = told("index-changes:live", {"DDBStreamBatchInfo": BATCH})
    assert one.batch
    assert (one.payload, one.batch.size) == (None, 2)
    assert one.way(AT, None) == "read"
    late = AT + timedelta(days=1)
    assert one.way(late, None) == "reindex"
    assert one.way(late, AT - timedelta(seconds=1)) == "reindex"
    assert one.way(late, AT + timedelta(seconds=1)) == "reindexed"
    assert told("after-commit:live", {"DDBStreamBatchInfo": BATCH}).way(late, None) == "swept"


def test_a_reading_again_that_failed_is_read_again() -> None:
    """It is set aside as a call, which says where its changes are."""
    first = told("index-changes:live", {"DDBStreamBatchInfo": BATCH}).batch
    assert first
    payload = {"Records": [], AGAIN: first.told()}
    second = told("index-changes:live", {"requestPayload": payload})
    assert (second.batch, second.payload) == (first, None)


@pytest.mark.parametrize(
    "body",
    [
        "no json",
        "[]",
        "{}",
        '{"requestContext": null}',
        '{"requestContext": {"functionArn": "nothing", "condition": "x"}}',
        json.dumps({"requestContext": {"functionArn": f"{ARN}api", "condition": "x"}}),
        json.dumps(
            {
                "requestContext": {"functionArn": f"{ARN}index-changes", "condition": "x"},
                "DDBStreamBatchInfo": {"shardId": "s"},
            }
        ),
    ],
)
def test_what_cannot_be_read_stays(body: str) -> None:
    """Nobody is called for it, and it hinders nothing else."""
    assert read("M", body, AT, "redress-prod-").way(AT, AT) == "unknown"


def test_a_function_of_another_deployment_is_not_called() -> None:
    """Nor any that this one does not have."""
    other = {"functionArn": f"{ARN}sweep", "condition": "x"}
    body = json.dumps({"requestContext": other, "requestPayload": {}})
    assert read("M", body, AT, "redress-test-").way(AT, None) == "unknown"
    assert read("M", body, AT, "").way(AT, None) == "unknown"
    assert told("nothing-of-the-kind", {"requestPayload": {}}).way(AT, None) == "unknown"

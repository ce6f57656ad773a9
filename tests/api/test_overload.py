"""When AWS refuses for the moment: people and programs are told to try again, and nobody is woken
for it.
"""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from chalicelib import wiring
from chalicelib.actions import execution
from chalicelib.store import table
from infra.resources.functions import FUNCTIONS
from tests import snapshots
from tests.app import App
from tests.http_client import Result
from tests.scenarios import prepared

PASSING: dict[str, Any] = {
    "throughput": ("ProvisionedThroughputExceededException", 400),
    "throttling": ("ThrottlingException", 400),
    "account": ("RequestLimitExceeded", 400),
    "trouble": ("InternalServerError", 500),
    "unavailable": ("ServiceUnavailable", 503),
    "unanswered": ReadTimeoutError(endpoint_url="https://dynamodb"),
    "unconnected": ConnectTimeoutError(endpoint_url="https://dynamodb"),
    "unreachable": EndpointConnectionError(endpoint_url="https://dynamodb"),
}

READS = {
    "/me": "BatchGetItem",
    "/dispute": "Query",
    "/report/queue": "Query",
    "/customer/1001/invoice/2000": "Query",
    "/search?q=x": "Query",
}


def fault(name: str) -> Exception:
    """The refusal as the client raises it, once its own tries are used up."""
    made = PASSING[name]
    if isinstance(made, Exception):
        return made
    code, status = made
    return ClientError(
        {"Error": {"Code": code, "Message": "x"}, "ResponseMetadata": {"HTTPStatusCode": status}},
        "Some",
    )  # type: ignore[typeddict-item]


Refuse = Callable[..., None]


@pytest.fixture
def refuse(app: App) -> Iterator[Refuse]:
    """Has the table refuse an operation, as often as is said."""
    registered: list[Callable[..., None]] = []

    def start(operation: str, error: Exception, times: float = float("inf")) -> None:
        left = [times]

        def strike(**_: Any) -> None:
            left[0] -= 1
            if left[0] >= 0:
                raise error

        registered.append(strike)
        app.client.meta.events.register(f"before-call.dynamodb.{operation}", strike)

    yield start
    for strike in registered:
        app.client.meta.events.unregister("before-call.dynamodb", strike)


def told_to_try_again(result: Result) -> None:
    assert (result.status, result.json["code"], result.headers["Retry-After"]) == (
        503,
        "overloaded",
        "1",
    )


@pytest.mark.parametrize("name", PASSING)
@pytest.mark.parametrize("target", READS)
def test_a_read_that_is_refused_for_the_moment_is_told_as_overload(
    app: App, refuse: Refuse, caplog: pytest.LogCaptureFixture, target: str, name: str
) -> None:
    """And not logged as a failure, which would raise an alarm."""
    refuse(READS[target], fault(name))
    with caplog.at_level(logging.WARNING):
        told_to_try_again(app.as_("agent").get(target))
    assert not caplog.records


@pytest.mark.parametrize("name", PASSING)
def test_a_write_that_is_refused_once_is_done_all_the_same(
    app: App, refuse: Refuse, name: str
) -> None:
    """X-01."""
    sent = prepared(app, "POST /dispute/{disputeID}/withdrawal")
    refuse("TransactWriteItems", fault(name), times=1)
    assert sent.send(app).json["status"] == "withdrawn"


@pytest.mark.parametrize("name", PASSING)
def test_a_write_that_is_refused_for_long_says_that_its_end_is_unknown(
    app: App, refuse: Refuse, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """X-01: the acknowledgement may have been lost, so nobody is told that nothing was done."""
    sent = prepared(app, "POST /dispute/{disputeID}/withdrawal")
    before = snapshots.plain(snapshots.taken(app))
    monkeypatch.setattr(execution, "PATIENCE_SECONDS", 0.1)
    refuse("TransactWriteItems", fault(name))
    refused = sent.send(app)
    told_to_try_again(refused)
    assert "not known whether" in refused.json["detail"]
    assert snapshots.plain(snapshots.taken(app)) == before


def test_what_does_not_pass_is_a_failure(app: App, refuse: Refuse) -> None:
    """A missing right is for the people who run this, not for those who wait."""
    refuse(
        "BatchGetItem",
        ClientError(
            {
                "Error": {"Code": "AccessDeniedException"},
                "ResponseMetadata": {"HTTPStatusCode": 400},
            },
            "Some",
        ),
    )  # type: ignore[typeddict-item]
    assert app.as_("agent").get("/me").status == 500


@pytest.mark.parametrize("operation", ["batch_get_item", "batch_write_item"])
def test_keys_that_are_never_processed_are_not_asked_for_for_ever(
    app: App, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    """The engine may take a batch and do nothing of it."""
    monkeypatch.setattr(table.time, "sleep", lambda _: None)

    def nothing_done(RequestItems: Any) -> Any:
        return {"Responses": {}, "UnprocessedKeys": RequestItems, "UnprocessedItems": RequestItems}

    monkeypatch.setattr(app.table.client, operation, nothing_done)
    sent = prepared(app, "PUT /customer/{customerID}/invoice/{invoiceNumber}")
    told_to_try_again(sent.send(app))


@pytest.mark.parametrize("service", ["dynamodb", "cognito-idp"])
def test_all_tries_of_a_call_end_before_the_function_does(service: str) -> None:
    """Otherwise nobody would be told anything."""
    settings = wiring.parts().client(service).meta.config
    attempts = settings.retries["total_max_attempts"]
    api = next(function for function in FUNCTIONS if function.name == "api")
    assert attempts >= 2
    assert attempts * (settings.connect_timeout + settings.read_timeout) < api.timeout_seconds

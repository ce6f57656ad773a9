"""What the log holds: by whose request and how long, never of whom; and what is counted by it."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from app import app as handler
from chalicelib import logs
from chalicelib.api import problems
from infra.resources.gateway import ACCESS_LOG, api_properties
from tests.app import App
from tests.http_client import day_ticket, lambda_event
from tests.people import CAST, CUSTOMERS
from tests.scenarios import prepared

EVERY_RECORD = set(vars(logging.makeLogRecord({})))
NAMESPACE = "redress-test"
TOLD = (
    "PUT /customer/{customerID}",
    "POST /customer/{customerID}/dispute",
    "POST /response",
    "POST /user",
    "POST /mail/test",
    "POST /booking/{bookingID}/dispute",
    "POST /dispute/{disputeID}/message",
    "POST /customer/{customerID}/payee/account",
    "PUT /answer",
    "POST /customer/{customerID}/promiseRequest",
    "PUT /resolverAnswer",
    "POST /ticket",
)
"""Commands of every room, with names, addresses, words and links in them."""


class Lines(logging.Handler):
    """Keeps each line as Lambda would write it: an object with the fields of its record."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, Any]] = []
        self.addFilter(logs.Fields(lambda: NAMESPACE))

    def emit(self, record: logging.LogRecord) -> None:
        fields = {name: value for name, value in vars(record).items() if name not in EVERY_RECORD}
        line = {"level": record.levelname, "message": record.getMessage(), **fields}
        if record.exc_info and record.exc_info[0]:
            line |= {
                "errorType": record.exc_info[0].__name__,
                "errorMessage": str(record.exc_info[1]),
            }
        self.lines.append(json.loads(json.dumps(line)))


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """The lines that are written meanwhile."""
    written, product = Lines(), logging.getLogger("chalicelib")
    product.addHandler(written)
    yield written.lines
    product.removeHandler(written)


def words_of(value: Any) -> Iterator[str]:
    """What somebody wrote: texts of several words, and addresses."""
    if isinstance(value, str):
        if " " in value or "@" in value:
            yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from words_of(part)


def found(lines: list[dict[str, Any]], secrets: Iterable[str]) -> list[str]:
    text = json.dumps(lines, ensure_ascii=False)
    return [secret for secret in secrets if secret and secret in text]


@pytest.mark.parametrize("command", TOLD)
def test_no_line_tells_of_whom_it_is_or_what_was_said(
    app: App, lines: list[dict[str, Any]], command: str
) -> None:
    """Nor a token or a key: also of the letters that follow, and where the mail service fails with
    words of its own.
    """
    sent = prepared(app, command)
    assert sent.send(app, Idempotency_Key="a-key-of-somebody").status < 300
    app.mailbox.refusals.append("MessageRejected")
    app.settle_once()
    app.later(minutes=60)
    app.sweep()
    secrets = {
        *(text for person in CAST for text in (person.name, person.email)),
        *(text for one in CUSTOMERS for text in (one.name, one.email or "")),
        *words_of(sent.body),
        *(to for letter in app.mailbox.sent for to in letter["Destinations"]),
        sent.link,
        day_ticket(sent.who).removeprefix("Bearer "),
        "a-key-of-somebody",
    }
    assert lines
    assert found(lines, secrets) == []
    assert not [one for one in lines if "@" in one["message"] + one.get("errorMessage", "")]


def test_an_error_is_logged_without_the_addresses_and_tokens_in_its_words(
    lines: list[dict[str, Any]],
) -> None:
    """What services say of what failed names who it was; where it came from is told as well."""
    token = day_ticket("agent").removeprefix("Bearer ")
    log = logging.getLogger("chalicelib.test")
    try:
        try:
            raise KeyError(token)
        except KeyError as cause:
            raise ValueError("not verified: Ann <ann.o'neill+x@mail.example.co.uk>") from cause
    except ValueError:
        log.exception("to %s", "Ann@Example.com")
    log.error("%s", lines[0]["errorMessage"])
    [line, again] = lines
    assert line["message"] == "to (address)"
    assert (line["errorType"], again["message"]) == ("ValueError", line["errorMessage"])
    assert line["errorMessage"].startswith("not verified: Ann <")
    assert line["errorMessage"].endswith("; after KeyError: '(token)'")
    assert found(lines, ["@", "example", "neill", token]) == []


def test_a_problem_names_the_request_by_which_its_line_is_found(
    app: App, lines: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the gateway calls it in its own log; an answer names it too."""

    def asked(path: str, want: str = "", **context: str) -> tuple[Any, dict[str, Any]]:
        query = f"want={want}" if want else ""
        event = lambda_event("GET", path, query, {"Authorization": day_ticket("agent")}, "", False)
        event["requestContext"] |= context
        answer = handler(event, None)
        return answer, json.loads(answer["body"])

    names = {"requestId": "chosen-by-whom-asks", "extendedRequestId": "Jf3cRHqCoAMFvhw="}
    refused, problem = asked("/dispute/404404404404", **names)
    assert (refused["statusCode"], problem["requestID"]) == (404, "Jf3cRHqCoAMFvhw=")
    assert refused["headers"][problems.REQUEST_HEADER] == "Jf3cRHqCoAMFvhw="
    answer, _ = asked("/reason", **names)
    assert answer["headers"][problems.REQUEST_HEADER] == "Jf3cRHqCoAMFvhw="
    _, desk = asked("/desk", want="/dispute/404404404404", **names)
    assert desk["answers"][0]["body"]["requestID"] == "Jf3cRHqCoAMFvhw="
    monkeypatch.setattr(app.client, "batch_get_item", None)
    failed, problem = asked("/dispute/404404404404", requestId="only-this")
    assert (failed["statusCode"], problem["requestID"]) == (500, "only-this")
    told = [(one["requestID"], one["route"], one.get("status")) for one in lines]
    assert told == [
        ("Jf3cRHqCoAMFvhw=", "GET /dispute/{disputeID}", 404),
        ("Jf3cRHqCoAMFvhw=", "GET /reason", 200),
        ("Jf3cRHqCoAMFvhw=", "GET /dispute/{disputeID}", 404),
        ("Jf3cRHqCoAMFvhw=", "GET /desk", 200),
        ("only-this", "GET /dispute/{disputeID}", None),
        ("only-this", "GET /dispute/{disputeID}", 500),
    ]
    assert all(isinstance(one["milliseconds"], int) for one in lines if "status" in one)


def test_a_request_is_followed_by_one_id_from_the_gateway_s_log_to_the_problem(
    app: App, lines: list[dict[str, Any]]
) -> None:
    """The gateway's line, written by its own template, the function's and what a person is told;
    also where the gateway itself refuses. Nothing traces the gateway, so nothing else joins them.
    """
    context = {"requestId": "of-whom-asks", "extendedRequestId": "Jf3c="}
    event = lambda_event("GET", "/dispute/404404404404", "", {}, "", False)
    event["headers"]["Authorization"] = day_ticket("agent")
    event["requestContext"] |= context

    def as_the_gateway(told: str) -> dict[str, Any]:
        whole = re.sub(r"\$context\.([A-Za-z.]+)", lambda one: context.get(one[1], ""), told)
        return dict(json.loads(whole))

    setting = api_properties()["AccessLogSetting"]["Fn::If"][1]
    gateways_line = as_the_gateway(setting["Format"])
    answer = handler(event, None)
    refused = [
        as_the_gateway(one["ResponseTemplates"]["application/json"])
        for one in api_properties()["GatewayResponses"].values()
    ]
    ids = [gateways_line, json.loads(answer["body"]), lines[-1], *refused]
    assert {one["requestID"] for one in ids} == {"Jf3c="}
    assert answer["headers"][problems.REQUEST_HEADER] == "Jf3c="
    for one in api_properties()["GatewayResponses"].values():
        headers = one["ResponseParameters"]["Headers"]
        assert headers[problems.REQUEST_HEADER] == "context.extendedRequestId"


def test_a_sweep_measures_what_is_due_and_a_letter_that_it_went(
    app: App, lines: list[dict[str, Any]]
) -> None:
    """As a document from which CloudWatch reads metrics: each is named, and has its value."""
    app.sweep()
    sent = prepared(app, "POST /customer/{customerID}/promiseRequest")
    assert sent.send(app).status < 300
    app.settle_once()
    measured = [line for line in lines if "_aws" in line]
    counted: dict[str, float] = {}
    for line in measured:
        [directive] = line["_aws"]["CloudWatchMetrics"]
        assert (directive["Namespace"], directive["Dimensions"]) == (NAMESPACE, [[]])
        assert line["_aws"]["Timestamp"] > 1_600_000_000_000
        for metric in directive["Metrics"]:
            assert metric["Unit"] == logs.MEASURES[metric["Name"]]
            counted[metric["Name"]] = counted.get(metric["Name"], 0) + line[metric["Name"]]
    assert {"DueWork", "DueAge", "RoundsWaiting", "ImportsRunning"} <= counted.keys()
    assert counted["MailsSent"] == 1


def test_the_gateway_logs_no_path_no_query_and_nobody() -> None:
    """Ids and what was looked for stand in these; personal links are sent in a header."""
    hidden = re.compile(r"path$|[Qq]uery|identity|authorizer|requestOverride|header|input")
    assert [one for one in ACCESS_LOG.values() if hidden.search(one)] == []
    assert not {"context.path", "context.identity.sourceIp"} & set(ACCESS_LOG.values())


def test_what_a_function_raises_is_logged_by_lambda_without_addresses_too() -> None:
    """By its name and place; what has no address in it is raised as it is."""

    def failing(error: Exception) -> Exception:
        def fail(_event: Any) -> None:
            raise error

        with pytest.raises(Exception) as raised:
            logs.careful({}, fail)
        return raised.value

    plain = LookupError("no such thing")
    assert failing(plain) is plain
    told = failing(LookupError("no ann@example.com"))
    assert (type(told).__name__, str(told), told.__cause__) == ("LookupError", "no (address)", None)
    assert told.__suppress_context__

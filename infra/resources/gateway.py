"""The gateway: its own errors, said as the API says its errors (RFC 9457), and how much it lets
through.
"""

import json
from typing import Any

from chalicelib.api.late_routes import LATE_ROUTES
from chalicelib.api.problems import HEADERS, MEDIA_TYPE, REQUEST_HEADER, TITLES, type_of
from infra.resources.alarms import alarm
from infra.resources.intrinsics import (
    ABSENT,
    Json,
    attribute,
    choose,
    ref,
    sub,
)
from infra.resources.log_groups import log_group

# Response type → status, code, detail. A route that does not exist is "missing authentication
# token" to the gateway.
ERRORS: dict[str, tuple[int, str, str]] = {
    "UNAUTHORIZED": (401, "notSignedIn", "Sign in and send the token as Authorization: Bearer."),
    "EXPIRED_TOKEN": (401, "notSignedIn", "The sign-in has expired."),
    "ACCESS_DENIED": (403, "forbidden", "This is not allowed."),
    "MISSING_AUTHENTICATION_TOKEN": (
        404,
        "notFound",
        "There is no such route, or it does not take this method.",
    ),
    "REQUEST_TOO_LARGE": (413, "bodyTooLarge", "The body is larger than a request may be."),
    "UNSUPPORTED_MEDIA_TYPE": (415, "unsupportedMediaType", "The route takes application/json."),
    "THROTTLED": (429, "tooManyRequests", "Wait a moment, then try again."),
    "INTEGRATION_TIMEOUT": (504, "timeout", "Try again with the same Idempotency-Key."),
    "DEFAULT_4XX": (400, "badRequest", "The request cannot be read."),
    "DEFAULT_5XX": (500, "internal", "Try again with the same Idempotency-Key."),
}
WORTH_COMPRESSING_BYTES = 1024
"""From which size on an answer goes out compressed to whoever takes it so."""

NAME = sub("${AWS::StackName}")
"""The API's name, by which its metrics are told from those of another stage."""
STAGE = "api"
DIMENSIONS: Json = {"ApiName": NAME, "Stage": STAGE}

REQUEST_ID = "context.extendedRequestId"
"""What the gateway calls a request; another id of it, `requestId`, whoever asks may choose."""

ACCESS_LOG = {
    "requestID": REQUEST_ID,
    "at": "context.requestTime",
    "method": "context.httpMethod",
    "route": "context.resourcePath",
    "status": "context.status",
    "milliseconds": "context.responseLatency",
    "functionMilliseconds": "context.integrationLatency",
    "functionRequestID": "context.integration.requestId",
    "refusedAs": "context.error.responseType",
}
"""Field of a line → what it holds. The route is told as it is declared: no path and no query, where
ids and what was looked for would stand, and nobody's address.
"""
SLOW_MILLISECONDS = 5000

RATE, BURST = 200, 400
"""Requests a second, and at once, that each method of a route lets through."""
OPEN_RATE, OPEN_BURST = 20, 40
"""The same where nobody has signed in, so that whoever is unknown cannot use up what people who
work here need: the account's own limit and the copies of the function.
"""
SENDING_RATE, SENDING_BURST = 2, 10
"""The same of what sends mail to whichever address is said, or tries a code that was mailed."""
SENDING = frozenset({"POST /session/reset", "POST /session/reset/confirmation"})

TLS = {
    "x-amazon-apigateway-security-policy": "SecurityPolicy_TLS13_1_2_2021_06",
    "x-amazon-apigateway-endpoint-access-mode": "BASIC",
}
"""TLS 1.2 at least, at the gateway's own address too; CloudFront speaks it with the gateway."""

FUNCTION = "${APIHandler.Arn}"
"""How Chalice names the function in the API's definition."""

_TITLES = TITLES | {429: "Too many requests", 504: "No answer in time"}
_HEADERS = HEADERS | {429: {"Retry-After": "1"}}


def gateway_responses() -> dict[str, Json]:
    """The `GatewayResponses` property of the API."""
    return {
        kind: {
            "StatusCode": str(status),
            "ResponseParameters": {"Headers": _headers(status)},
            "ResponseTemplates": {
                "application/json": json.dumps(
                    _problem(status, code, detail) | {"requestID": f"${REQUEST_ID}"}
                )
            },
        }
        for kind, (status, code, detail) in ERRORS.items()
    }


def api_properties() -> Json:
    """What Chalice does not say about the API."""
    return {
        "Name": NAME,
        # Unless this is said, SAM deploys the API under a second stage besides, called Stage, which
        # has none of the throttles and no log.
        "OpenApiVersion": "2.0",
        # A trace of the gateway has the path, and a calendar's path its secret.
        "TracingEnabled": False,
        "AccessLogSetting": choose(
            "HasAccessLog",
            {
                "DestinationArn": attribute("GatewayLog", "Arn"),
                "Format": json.dumps({name: f"${value}" for name, value in ACCESS_LOG.items()}),
            },
            ABSENT,
        ),
        "GatewayResponses": gateway_responses(),
        "MinimumCompressionSize": WORTH_COMPRESSING_BYTES,
        "MethodSettings": [
            _let_through("/*", "*", RATE, BURST),
            *(
                _let_through(f"/{one.path.replace('/', '~1')}", one.method, *_limits(one.name))
                for one in LATE_ROUTES
                if not one.is_guarded
            ),
        ],
    }


def _limits(route: str) -> tuple[int, int]:
    return (SENDING_RATE, SENDING_BURST) if route in SENDING else (OPEN_RATE, OPEN_BURST)


def _let_through(path: str, method: str, rate: int, burst: int) -> Json:
    return {
        "ResourcePath": path,
        "HttpMethod": method,
        # Metrics of the stage come without; those of each method are paid for one by one.
        "MetricsEnabled": False,
        "ThrottlingRateLimit": rate,
        "ThrottlingBurstLimit": burst,
    }


def resources() -> dict[str, Json]:
    """What Chalice does not say of the API, and its permission, which is for the alias alone."""
    return {
        "RestAPI": {"Properties": api_properties()},
        "APIHandlerInvokePermission": {"Properties": {"FunctionName": ref("APIHandler.Alias")}},
        "GatewayLog": log_group("/aws/apigateway/${AWS::StackName}"),
        "GatewayErrorsAlarm": alarm("gateway errors", "AWS/ApiGateway", "5XXError", DIMENSIONS),
        # Some request is slow every day; the slowest hundredth for a quarter of an hour is not.
        "SlowAnswersAlarm": alarm(
            "answers are slow",
            "AWS/ApiGateway",
            "Latency",
            DIMENSIONS,
            statistic="p99",
            above=SLOW_MILLISECONDS,
            periods=3,
        ),
    }


def calling_the_alias(template: Json) -> Json:
    """Chalice's template, with the alias where the API's definition names the function, titled as
    the API is named, and with the least TLS that the gateway speaks.
    """
    properties = template["Resources"]["RestAPI"]["Properties"]
    body = _aliased(properties["DefinitionBody"])
    properties["DefinitionBody"] = body | TLS | {"info": body.get("info", {}) | {"title": NAME}}
    return template


def _aliased(part: Any) -> Any:
    if isinstance(part, list):
        return [_aliased(one) for one in part]
    if not isinstance(part, dict):
        return part
    named = part.get("Fn::Sub")
    if isinstance(named, str) and FUNCTION in named:
        return {
            "Fn::Sub": [named.replace(FUNCTION, "${Alias}"), {"Alias": ref("APIHandler.Alias")}]
        }
    return {name: _aliased(one) for name, one in part.items()}


def _headers(status: int) -> dict[str, str]:
    said = {"Content-Type": MEDIA_TYPE, "Cache-Control": "no-store"} | _HEADERS.get(status, {})
    return {name: f"'{value}'" for name, value in said.items()} | {REQUEST_HEADER: REQUEST_ID}


def _problem(status: int, code: str, detail: str) -> Json:
    return {
        "type": type_of(code),
        "title": _TITLES[status],
        "status": status,
        "detail": detail,
        "code": code,
    }

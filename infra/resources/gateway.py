"""The gateway's own errors, said as the API says its errors (RFC 9457)."""

import json

from infra.resources.intrinsics import Json

# Response type → status, code, title, detail. A route that does not exist is "missing authentication token" to the gateway.
ERRORS: dict[str, tuple[int, str, str, str]] = {
    "UNAUTHORIZED": (401, "notSignedIn", "Not signed in", "Sign in and send the token as Authorization: Bearer."),
    "EXPIRED_TOKEN": (401, "notSignedIn", "Not signed in", "The sign-in has expired."),
    "ACCESS_DENIED": (403, "forbidden", "Forbidden", "This is not allowed."),
    "MISSING_AUTHENTICATION_TOKEN": (404, "notFound", "Not found", "There is no such route."),
    "REQUEST_TOO_LARGE": (413, "bodyTooLarge", "Body too large", "The body is larger than a request may be."),
    "UNSUPPORTED_MEDIA_TYPE": (415, "unsupportedMediaType", "Unsupported media type", "The route takes application/json."),
    "THROTTLED": (429, "tooManyRequests", "Too many requests", "Wait a moment, then try again."),
    "INTEGRATION_TIMEOUT": (504, "timeout", "No answer in time", "Try again with the same Idempotency-Key."),
    "DEFAULT_4XX": (400, "badRequest", "Bad request", "The request cannot be read."),
    "DEFAULT_5XX": (500, "internalError", "Something went wrong", "Try again with the same Idempotency-Key."),
}


def gateway_responses() -> dict[str, Json]:
    """The `GatewayResponses` property of the API."""
    return {
        kind: {
            "StatusCode": str(status),
            "ResponseParameters": {"Headers": {"Content-Type": "'application/problem+json'", "Cache-Control": "'no-store'"}},
            "ResponseTemplates": {"application/json": json.dumps(_problem(status, code, title, detail))},
        }
        for kind, (status, code, title, detail) in ERRORS.items()
    }


def api_properties() -> Json:
    """What Chalice does not say about the API."""
    return {
        "GatewayResponses": gateway_responses(),
        "MethodSettings": [
            {"ResourcePath": "/*", "HttpMethod": "*", "MetricsEnabled": True, "ThrottlingRateLimit": 200, "ThrottlingBurstLimit": 400}
        ],
    }


def _problem(status: int, code: str, title: str, detail: str) -> Json:
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}

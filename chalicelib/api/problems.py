"""Errors as RFC 9457 problem documents: the one place that knows an HTTP status for each."""

import json
from typing import Any

from chalicelib import errors
from chalicelib.domain.approvals.answers import Outcome
from chalicelib.errors import RedressError
from chalicelib.views.approval import outcome_view
from chalicelib.views.parts import words_of

STATUSES: dict[type[RedressError], int] = {
    errors.MalformedBody: 400,
    errors.InvalidInput: 400,
    errors.InvalidAmount: 400,
    errors.UnsupportedQuery: 400,
    errors.BadCursor: 400,
    errors.InvalidPatch: 400,
    errors.InvalidTemplate: 400,
    errors.NotSignedIn: 401,
    errors.SignInFailed: 401,
    errors.LinkInvalid: 401,
    errors.Forbidden: 403,
    errors.SecondFactorRequired: 403,
    errors.AboveCreditLimit: 403,
    errors.OwnApproval: 403,
    errors.NotAsked: 403,
    errors.NotFound: 404,
    errors.PatchTestFailed: 409,
    errors.DisputeOpen: 409,
    errors.DisputeEnded: 409,
    errors.FollowUpEnded: 409,
    errors.InFollowUp: 409,
    errors.LastItem: 409,
    errors.IllegalMove: 409,
    errors.NotDisputable: 409,
    errors.AmountTooLarge: 409,
    errors.WrongTrack: 409,
    errors.InsufficientFunds: 409,
    errors.CurrencyMismatch: 409,
    errors.NotYet: 409,
    errors.AlreadyDone: 409,
    errors.AlreadyDecided: 409,
    errors.AccountChanged: 409,
    errors.CannotDelegate: 409,
    errors.TooMany: 409,
    errors.NotChangeable: 409,
    errors.UnreadableFile: 409,
    errors.FileRefused: 409,
    errors.AddressRefused: 409,
    errors.OutcomeUnknown: 409,
    errors.LinkExpired: 410,
    errors.LinkOutdated: 410,
    errors.Stale: 412,
    errors.BodyTooLarge: 413,
    errors.UnsupportedMediaType: 415,
    errors.IdempotencyKeyReused: 422,
    errors.Busy: 503,
    errors.MailUnavailable: 503,
    errors.Overloaded: 503,
}

TITLES = {
    400: "The request cannot be read",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    409: "Not possible as things stand",
    410: "No longer valid",
    412: "Changed in the meantime",
    413: "Too large",
    415: "Unsupported media type",
    422: "Idempotency key used before",
    500: "Something went wrong on our side",
    503: "Try again in a moment",
}

HEADERS = {
    401: {"WWW-Authenticate": "Bearer"},
    503: {"Retry-After": "1"},
}
"""What an answer of a status says beside its document."""

MEDIA_TYPE = "application/problem+json"

REQUEST_HEADER = "Redress-Request"
"""The header of an answer that names the request, as a problem's `requestID` does."""


_NO_ANSWERS = (
    errors.MalformedBody,
    errors.UnsupportedQuery,
    errors.UnsupportedMediaType,
    errors.BodyTooLarge,
    errors.NotSignedIn,
    errors.SignInFailed,
    errors.LinkInvalid,
    errors.LinkExpired,
    errors.Forbidden,
    errors.NotFound,
    errors.Busy,
    errors.MailUnavailable,
)
"""What fails a dry run too: what cannot be read as a request, who may not ask, and what is not
there or not to be had for the moment.
"""


def is_answer(error: RedressError) -> bool:
    """Whether it is what somebody wants to know who asks beforehand: a rule, a value or a change in
    between stands against it (X-03).
    """
    return not isinstance(error, _NO_ANSWERS)


def type_of(code: str) -> str:
    """What names a kind of problem for ever."""
    return f"urn:redress:problem:{code}"


def problem(error: RedressError, request_id: str = "") -> tuple[int, str]:
    """Status and document of an error that may be told; whoever is told can name the request."""
    status = STATUSES[type(error)]
    document: dict[str, Any] = {
        "type": type_of(error.code),
        "title": "The sign-in failed" if isinstance(error, errors.SignInFailed) else TITLES[status],
        "status": status,
        "detail": error.detail,
        **words_of(error.detail),
        "code": error.code,
    }
    if error.rule:
        document["rule"] = error.rule
    extras: dict[str, Any] = {
        name: outcome_view(value) if isinstance(value, Outcome) else value
        for name, value in error.extras.items()
    }
    if "errors" in extras:
        extras["errors"] = [one | words_of(one["detail"]) for one in extras["errors"]]
    told = document | extras | _request(request_id)
    return status, json.dumps(told, ensure_ascii=False, allow_nan=False)


def internal_problem(request_id: str = "") -> tuple[int, str]:
    """Status and document of an error that says nothing of what is inside."""
    document = {
        "type": type_of("internal"),
        "title": TITLES[500],
        "status": 500,
        "detail": "The request failed and may be tried again.",
        "code": "internal",
    }
    return 500, json.dumps(document | _request(request_id))


def _request(request_id: str) -> dict[str, str]:
    return {"requestID": request_id} if request_id else {}

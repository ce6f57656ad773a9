"""What a refusal looks like, and the requests that are refused."""

from typing import Any

from tests.http_client import Result

JSON = {"Content-Type": "application/json"}
LONG = "x" * 3000

MALFORMED = [
    b"{",
    b"",
    b"\x00",
    b"nul",
    b"{'a': 1}",
    b'{"amount": NaN}',
    b'{"amount": Infinity}',
    b'{"amount": -Infinity}',
    b'{"amount": 01}',
    b'{"amount": 1} {"amount": 2}',
    b'{"amount": 1, "amount": 2}',
    b'{"amount": ' + b"9" * 100 + b"}",
    b'{"amount": 1' + b"0" * 5000 + b"}",
    b'{"amount": 0.' + b"1" * 5000 + b"}",
    b'{"description": "\xff\xfe"}',
    b"\xef\xbb\xbf{}",
    b'{"a":' * 15 + b"[" * 100_000,
    b"[" * 100_000 + b"]" * 100_000,
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    b'{"a":' * 25 + b"1" + b"}" * 25,
]

NOT_OBJECTS = [[], "text", 1, True, None, [[]], {"unknown": 1}]


def refused(result: Result, *statuses: int, rule: str | None = None) -> Result:
    """It is a problem document with one of the statuses, and names the rule."""
    assert result.status in statuses, (result.status, result.text[:500])
    assert result.headers["Content-Type"] == "application/problem+json"
    problem = result.json
    assert {"type", "title", "status", "detail", "code"} <= problem.keys()
    assert problem["status"] == result.status
    assert len(result.text) < 20_000
    assert rule is None or problem["rule"] == rule
    return result


def may_be_empty(route: Any) -> bool:
    """Whether a route takes no body for one without parts."""
    return route.body is not None and not any(
        field.is_required() for field in route.body.model_fields.values()
    )

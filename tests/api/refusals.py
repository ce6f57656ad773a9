"""What a refusal looks like, and the requests that are refused."""

from tests.visitors import Result

JSON = {"Content-Type": "application/json"}
LONG = "x" * 3000


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

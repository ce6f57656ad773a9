"""What the tests of lines share: an invoice of several lines, and how one is worked."""

from typing import Any

from tests.app import App
from tests.http_client import Result

LINES = {
    "invoiceNumber": 2000,
    "description": "Too much",
    "lines": [{"lineID": 1, "amount": 50}, {"lineID": 2, "amount": 20}],
}


def put_line(app: App, who: str, dispute: str, line_id: Any, **values: Any) -> Result:
    """Changes a line as somebody."""
    return app.as_(who).put(f"/dispute/{dispute}/line/{line_id}", values)


def statuses(result: Result) -> list[str]:
    """Of the lines of a dispute, in their order."""
    return [line["status"] for line in result.json["lines"]]

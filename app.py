"""Redress on AWS Lambda, as a table of contents: the API, its schedules, jobs and stream handlers."""

from typing import Any

from chalice import Chalice

from chalicelib import wiring
from chalicelib.actions import words
from chalicelib.api.adapter import register

app = Chalice(app_name="redress")
app.api.binary_types = []
register(app)


@app.on_dynamodb_record(stream_arn={"Fn::GetAtt": ["Table", "StreamArn"]}, batch_size=100)
def index_changes(event: Any) -> dict[str, Any]:
    """Keeps the words of the search up to date with what was written."""
    return words.index_records(wiring.table(), event.to_dict()["Records"])

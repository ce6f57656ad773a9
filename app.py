"""Redress on AWS Lambda, as a table of contents: the API, its schedules, jobs and stream handlers."""

from typing import Any

from chalice import Chalice, Rate

from chalicelib import wiring
from chalicelib.actions import run_import as imports
from chalicelib.actions import words
from chalicelib.api.adapter import register

app = Chalice(app_name="redress")
app.api.binary_types = []
register(app)


@app.on_dynamodb_record(stream_arn={"Fn::GetAtt": ["Table", "StreamArn"]}, batch_size=100)
def index_changes(event: Any) -> dict[str, Any]:
    """Keeps the words of the search up to date with what was written."""
    return words.index_records(wiring.table(), event.to_dict()["Records"])


@app.lambda_function()
def run_import(event: Any, context: Any) -> str:
    """Works on an import for as long as it may, and has itself called again when it is not through."""
    return imports.run_import(wiring.workshop(lambda: context.get_remaining_time_in_millis() / 1000), event["importID"])


@app.schedule(Rate(5, unit=Rate.MINUTES))
def sweep(_event: Any) -> int:
    """Has imports taken up again that have stopped without an end."""
    return imports.restart_stalled(wiring.table(), wiring.now(), wiring.call_import)

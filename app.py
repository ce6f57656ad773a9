"""Redress on AWS Lambda, as a table of contents: the API, its schedules, jobs and stream handlers."""

# ruff: noqa: E402 - the imports come after what makes them faster
import gc

gc.disable()  # Nothing that is imported is garbage; to look for some all the while takes a tenth of a cold start.

from typing import Any

from chalice import Chalice, Rate

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


@app.lambda_function()
def run_import(event: Any, context: Any) -> str:
    """Works on an import for as long as it may, and has itself called again when it is not through."""
    from chalicelib.actions import run_import as imports  # late, since the API's cold start has no need of it

    return imports.run_import(wiring.workshop(lambda: context.get_remaining_time_in_millis() / 1000), event["importID"])


@app.schedule(Rate(5, unit=Rate.MINUTES))
def sweep(_event: Any) -> int:
    """Has imports taken up again that have stopped without an end."""
    from chalicelib.actions import run_import as imports

    return imports.restart_stalled(wiring.table(), wiring.now(), wiring.call_import)


gc.freeze()
gc.enable()

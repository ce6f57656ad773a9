"""Redress on AWS Lambda, as a table of contents: the API, readers of the stream, jobs."""

# ruff: noqa: E402 - the imports come after what makes them faster
import gc

# Nothing that is imported is garbage; to look for some all the while takes a tenth of a cold start.
gc.disable()

import logging
from typing import Any

from chalice import Chalice, Rate

from chalicelib import logs, snapstart, wiring
from chalicelib.api.adapter import register
from chalicelib.config import config

# Lambda has its own handler by now, and this leaves it; elsewhere the log goes to the error output.
logging.basicConfig()
logging.getLogger().setLevel(logging.WARNING)
logging.getLogger("chalicelib").setLevel(logging.INFO)
for _handler in logging.getLogger().handlers:
    _handler.addFilter(logs.Fields(lambda: config().metrics_namespace))

app = Chalice(app_name="redress", configure_logs=False)
app.register_middleware(logs.careful, "all")
app.api.binary_types = []
register(app)

WORKED_OFF: dict[str, Any] = {"batchItemFailures": []}
"""What a reader of the stream answers where no change is left to be brought again."""


@app.on_dynamodb_record(stream_arn={"Fn::GetAtt": ["Table", "StreamArn"]}, batch_size=100)
def index_changes(event: Any) -> dict[str, Any]:
    """Keeps the words of the search up to date with what was written; also where a call names
    changes that were set aside.
    """
    # Late, as below, since the API's cold start has no need of it.
    from chalicelib.actions.jobs import stream

    told, parts = event.to_dict(), wiring.parts()
    if "again" in told:
        from chalicelib.actions.upkeep import again

        again.index_again(parts.table, parts.changes, told["again"], parts.now())
        return WORKED_OFF
    return stream.handle(parts.table, told["Records"], parts.now())


@app.lambda_function()
def run_import(event: Any, context: Any) -> str:
    """Works on an import for as long as it may, and has itself called again when it
    is not through.
    """
    from chalicelib.actions.imports import run as imports

    return imports.run_import(
        wiring.parts().workshop(lambda: context.get_remaining_time_in_millis() / 1000),
        event["importID"],
    )


@app.lambda_function()
def reindex(_event: Any, context: Any) -> str:
    """Makes the search anew for as long as it may, and has itself called again when it is not
    through.
    """
    from chalicelib.actions.upkeep import reindex_run

    return reindex_run.run_reindex(
        reindex_run.Workshop(
            wiring.parts().table,
            wiring.parts().now,
            lambda: context.get_remaining_time_in_millis() / 1000,
            wiring.parts().call_reindex,
        )
    )


@app.on_dynamodb_record(stream_arn={"Fn::GetAtt": ["Table", "StreamArn"]}, batch_size=25)
def after_commit(event: Any) -> dict[str, Any]:
    """Does what follows from committed events: workflows go on, letters are sent; also where a call
    names changes that were set aside.
    """
    from chalicelib.actions.jobs import after_work

    told, works = event.to_dict(), wiring.parts().works()
    if "again" in told:
        from chalicelib.actions.upkeep import again

        again.work_again(works, wiring.parts().changes, told["again"])
        return WORKED_OFF
    return after_work.handle(works, told["Records"])


@app.lambda_function()
def ask_approver(event: Any, _context: Any) -> str | None:
    """The workflow's task of a round of approval: asks the next level."""
    from chalicelib.actions.jobs import after_work

    return after_work.ask(
        wiring.parts().works(), event["disputeID"], event["round"], event["token"]
    )


@app.lambda_function()
def note_mail(event: Any, _context: Any) -> int:
    """Marks addresses to which mail does not come through, as the mail service tells of them."""
    from chalicelib.actions.letters import feedback

    messages = [record["Sns"]["Message"] for record in event["Records"]]
    return sum(
        feedback.note_feedback(wiring.parts().table, wiring.parts().now(), message)
        for message in messages
    )


@app.lambda_function()
def mail_in(event: Any, _context: Any) -> list[str]:
    """Takes in answers by mail, as the mail service brings them."""
    from chalicelib.actions.mail_in import incoming

    inbox = wiring.parts().inbox()
    now = wiring.parts().now()
    return [
        incoming.take_in(inbox, incoming.delivery_of(record, now)) for record in event["Records"]
    ]


@app.schedule(Rate(30, unit=Rate.DAYS))
def rotate_link_key(_event: Any) -> bool:
    """Puts a new key in place with which personal links are signed."""
    return wiring.parts().rotate_link_key()


@app.schedule(Rate(5, unit=Rate.MINUTES))
def sweep(_event: Any) -> int:
    """Takes up what has stopped or was missed: imports, after-work, rounds of approval."""
    from chalicelib.actions.jobs import sweep

    works, now = wiring.parts().works(), wiring.parts().now()
    sweep.beat(works, now)
    return sweep.sweep(works, now)


snapstart.register()
gc.freeze()
gc.enable()

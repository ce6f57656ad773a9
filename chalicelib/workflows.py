"""The workflow that asks for an approval level by level: starting it, and telling it what was
answered.
"""

import json
from typing import Any

STARTED_BEFORE = "ExecutionAlreadyExists"
GONE = ("TaskDoesNotExist", "TaskTimedOut", "InvalidToken")


class TaskGone(Exception):
    """Nothing waits for this answer any more: it was given before, or the execution has ended."""


class Workflows:
    """The state machine of approvals."""

    def __init__(self, client: Any, machine: str) -> None:
        self.client = client
        self.machine = machine

    def start(self, dispute_id: str, number: int, attempt: int) -> None:
        """Starts a round's workflow; a second start of the same attempt is none."""
        said = {"disputeID": dispute_id, "round": number, "attempt": attempt}
        try:
            self.client.start_execution(
                stateMachineArn=self.machine,
                name=f"{dispute_id}-{number}-{attempt}",
                input=json.dumps(said),
            )
        except self.client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] != STARTED_BEFORE:
                raise

    def answer(self, token: str, outcome: str) -> None:
        """Tells the task that waits what became of it; `TaskGone` where none waits."""
        try:
            self.client.send_task_success(taskToken=token, output=json.dumps({"outcome": outcome}))
        except self.client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] in GONE:
                raise TaskGone from error
            raise

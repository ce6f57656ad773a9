"""`make redrive` and `make reindex`: bring back what was set aside, and make the search anew.

With STAGE= by whoever has the rights of the AWS account; without by an administrator at the API, as
for `make import`.
"""

import argparse
import json
import os
import time
from typing import Any, Protocol

import boto3

from chalicelib import wiring
from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Command
from chalicelib.actions.execution import Action, execute
from chalicelib.actions.upkeep import redrive, reindex
from infra.demo.api import Api, Refused
from infra.people import BY
from infra.plainly import plainly

POLL_SECONDS = 2.0
MOST_ROUNDS = 100
"""So often it is sent again at most: what fails at once comes back into the queue at once."""


class Upkeep(Protocol):
    """What can be had done, in whichever way."""

    def redrive(self) -> Any: ...
    def begin_reindex(self) -> Any: ...
    def latest_reindex(self) -> Any: ...


class ByApi:
    """By an administrator at the API."""

    def __init__(self) -> None:
        os.environ.setdefault("REDRESS_EMAIL", "admin")
        self.api = Api.of_environment()

    def redrive(self) -> Any:
        """Some of it."""
        return self.api.write("POST", "/setAside/redrive", {})

    def begin_reindex(self) -> Any:
        """Begins it, or finds it begun."""
        return self.api.write("POST", "/reindex", {})

    def latest_reindex(self) -> Any:
        """How far it is."""
        return self.api.get("/reindex")["latest"]


class ByAccount:
    """By the rights of the AWS account, with the settings of the stage's own functions."""

    def __init__(self, stage: str, session: Any) -> None:
        name = f"redress-{stage}-api"
        functions = session.client("lambda")
        try:
            found = functions.get_function_configuration(FunctionName=name)
        except functions.exceptions.ResourceNotFoundException:
            raise SystemExit(f"There is no stage {stage}; deploy it first.") from None
        os.environ.update(found["Environment"]["Variables"])
        wiring.renew()
        self.parts = wiring.parts()

    def redrive(self) -> Any:
        """Some of it."""
        queue, call = self.parts.set_aside, self.parts.call_again
        return self._done("redrive", redrive.redrive(queue, call, redrive.SENT_AT_ONCE))

    def begin_reindex(self) -> Any:
        """Begins it, or finds it begun."""
        begun = self._done("reindex", reindex.begin_reindex(anew=False))
        self.parts.call_reindex()
        return begun

    def latest_reindex(self) -> Any:
        """How far it is."""
        return reindex.show_reindex(self.parts.runtime.desk(_caller()))["latest"]

    def _done(self, what: str, action: Action[Any, Any]) -> Any:
        command = Command(what, "", self.parts.new_id(), is_kept=False)
        return json.loads(execute(self.parts.runtime, _caller(), command, action).body)


def _caller() -> Caller:
    return Caller(BY.user_id, acting=BY)


def main() -> None:
    """Read the options and do it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", choices=("redrive", "reindex"))
    options.add_argument("--stage", default="")
    chosen = options.parse_args()
    try:
        with plainly():
            upkeep = ByAccount(chosen.stage, boto3.Session()) if chosen.stage else ByApi()
            {"redrive": send_all, "reindex": make_anew}[chosen.what](upkeep)
    except Refused as refused:
        raise SystemExit(str(refused)) from None


def send_all(upkeep: Upkeep) -> None:
    """Sends all that can be sent, and says what stays."""
    told = upkeep.redrive()
    for _ in range(MOST_ROUNDS):
        for row in told["value"]:
            of = f", {row['changes']} changes" if row["changes"] else ""
            print(f"{row['at']} {row['function'] or 'unknown'}{of}: {row['way']}")
        print(f"{told['sent']} sent again, {told['finished']} done with, {told['kept']} left")
        if not told["sent"] and not told["finished"]:
            break
        told = upkeep.redrive()
    if any(row["way"] == "reindex" for row in told["value"]):
        print("What is too old to be read again goes once the search is made anew: make reindex.")


def make_anew(upkeep: Upkeep) -> None:
    """Has the search made anew, and says how far that is until it is through."""
    job = upkeep.begin_reindex()
    while True:
        counts = f"{job['looked']} looked at, {job['restored']} restored, {job['removed']} removed"
        print(f"{job['status']}: {counts}", flush=True)
        if job["status"] != "running":
            break
        time.sleep(POLL_SECONDS)
        job = upkeep.latest_reindex()
    if job["status"] == "failed":
        raise SystemExit(job["detail"])


if __name__ == "__main__":
    main()

"""The whole product on this machine: emulator, deployed package, people, and the one origin in front."""

import asyncio
import fcntl
import os
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chalicelib.store.table import Table
from infra.demo.people import PASSWORD, PEOPLE
from infra.emulator import REMEMBERED_PORT, Emulator
from infra.front import Backend, Front
from infra.outbox import Outbox
from infra.package import build, local_platform
from infra.people import People
from infra.processes import HOST, is_free
from infra.resources.gateway import ERRORS, gateway_responses
from infra.stack import Stack

NAME = "redress"
ARTIFACTS = "redress-artifacts"
MAIL_DOMAIN = "demo.test"
LAYOUT = "2"
"""Raised when the table or the bucket is laid out so that data kept before would not be found."""


@dataclass
class Local:
    """A deployment on loopback with its data under `folder`."""

    folder: Path
    port: int
    outputs: dict[str, str] = field(default_factory=dict)
    emulator: Emulator = field(init=False)
    front: "FrontThread | None" = None

    def __post_init__(self) -> None:
        self.emulator = Emulator(self.folder)

    @property
    def url(self) -> str:
        """The one origin."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Bring everything up; what is there from an earlier run is kept."""
        if not is_free(self.port):
            raise SystemExit(f"Port {self.port} is taken; choose another: PORT=8123 make run")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock = _Lock(self.folder)
        self.require_layout()
        self.emulator.start()
        self._deploy()
        self._let_people_in()

    def open_front(self, api: Backend | None = None) -> None:
        """Open the origin; `api` stands in for the deployed gateway."""
        gateway = Backend(self.emulator.url, host=f"{self.outputs['RestAPIId']}.execute-api.localhost", unquotes=True)
        uploads = Backend(self.emulator.url, strip="/uploads")
        outbox = Outbox(self.emulator.url, self.folder / "outbox.json")
        self.front = FrontThread(Front(self.port, api or gateway, uploads, outbox))

    def stop(self) -> None:
        """Take everything down in order, the data saved."""
        if self.front:
            self.front.stop()
        self.emulator.stop()

    def environment(self) -> dict[str, str]:
        """What the deployed functions find in their environment, for code that runs outside of them."""
        function = self.emulator.client("lambda").get_function_configuration(FunctionName=f"{NAME}-api")
        variables: dict[str, str] = function["Environment"]["Variables"]
        credentials = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
        return variables | credentials | {"AWS_ENDPOINT_URL": self.emulator.url}

    def require_layout(self) -> None:
        """Refuses data that another version laid out otherwise, which would be found in part only, and leaves it as it is."""
        kept = self.folder / "layout"
        if (self.folder / REMEMBERED_PORT).exists() and (not kept.exists() or kept.read_text() != LAYOUT):
            raise SystemExit(
                f"What {self.folder} holds was kept by another version of Redress, and this one cannot read it. "
                "Forget it with make reset, or keep it and start beside it: STATE=/tmp/x make run"
            )
        kept.write_text(LAYOUT)

    def _deploy(self) -> None:
        with suppress(self.emulator.client("s3").exceptions.BucketAlreadyOwnedByYou):
            self.emulator.client("s3").create_bucket(Bucket=ARTIFACTS)
        stack = Stack(NAME, ARTIFACTS, self.emulator, poll_seconds=0.25)
        parameters = {
            "Stage": "local",
            "PublicUrl": self.url,
            "MailFrom": f"disputes@{MAIL_DOMAIN}",
            "MailIdentity": MAIL_DOMAIN,
            "UploadUrl": f"{self.url}/uploads",
            "JwksHost": self.emulator.url,
            "LocalMode": "1",
        }
        self.outputs = stack.deploy(build(local_platform()), parameters)
        _shape_gateway_errors(self.emulator.client("apigateway"), self.outputs["RestAPIId"])

    def _let_people_in(self) -> None:
        table = Table(self.emulator.client("dynamodb"), self.outputs["TableName"])
        people = People(self.emulator.client("cognito-idp"), self.outputs["UserPoolId"], table)
        for person in PEOPLE:
            people.let_in(person, PASSWORD)


def _shape_gateway_errors(gateway: Any, api_id: str) -> None:
    """Tell the emulator the gateway's errors once more: it does not read them from the API's definition."""
    for kind, response in gateway_responses().items():
        headers = {f"gatewayresponse.header.{name}": value for name, value in response["ResponseParameters"]["Headers"].items()}
        gateway.put_gateway_response(
            restApiId=api_id,
            responseType=kind,
            statusCode=str(ERRORS[kind][0]),
            responseParameters=headers,
            responseTemplates=response["ResponseTemplates"],
        )
    gateway.create_deployment(restApiId=api_id, stageName="api")


class FrontThread:
    """The front server in a thread of its own."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.loop = asyncio.new_event_loop()
        self.stopped = asyncio.Event()
        self.started = asyncio.Event()
        self.thread = threading.Thread(target=self._run, name="front", daemon=True)
        self.thread.start()
        asyncio.run_coroutine_threadsafe(self.started.wait(), self.loop).result(timeout=10)

    def stop(self) -> None:
        """Finish what is being answered and close."""
        self.loop.call_soon_threadsafe(self.stopped.set)
        self.thread.join(timeout=10)

    def _run(self) -> None:
        self.loop.run_until_complete(self.front.serve(self.stopped, self.started))


class _Lock:
    """Holds the folder, so that two emulators never save into the same one."""

    def __init__(self, folder: Path) -> None:
        self.file = (folder / "lock").open("w")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"Another Redress uses {folder}; give this one its own: STATE=/tmp/x PORT=8123 make run") from None
        self.file.write(str(os.getpid()))
        self.file.flush()

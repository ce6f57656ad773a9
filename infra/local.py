"""The whole product on this machine: emulator, deployed package, people, and the one origin in
front.
"""

import asyncio
import fcntl
import json
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from chalicelib.actions.imports import run
from chalicelib.store.table import Table
from infra.copies import Copies, Damaged, replace_file
from infra.demo.people import PASSWORD, PEOPLE
from infra.emulator import DOOR, REMEMBERED_PORT, SAVES_WITHIN_SECONDS, Emulator, clock
from infra.front import Backend, Front
from infra.inbox import Inbox
from infra.outbox import Outbox
from infra.package import build, local_platform
from infra.people import People
from infra.processes import HOST, is_free
from infra.resources import adoption
from infra.resources.gateway import ERRORS, REQUEST_ID, gateway_responses
from infra.stack import Stack

NAME = "redress"
ARTIFACTS = "redress-artifacts"
KEPT_ARTIFACTS = 4
MAIL_DOMAIN = "demo.test"
INBOUND_DOMAIN = "answers.demo.test"
LAYOUT = "15"
"""Raised when the data is laid out so that another version would not find it."""

DEMO = "/redress/demo-data"
"""A parameter that lies with the data, and tells how far the demo's is brought in: the day that it
began, or `DEMO_IS_IN`.
"""

DEMO_IS_IN = "brought in"


@dataclass
class Local:
    """A deployment on loopback with its data under `folder`."""

    folder: Path
    port: int
    tell: Callable[[str], None] = lambda _text: None
    outputs: dict[str, str] = field(default_factory=dict)
    emulator: Emulator = field(init=False)
    front: "FrontThread | None" = None

    def __post_init__(self) -> None:
        self.emulator = Emulator(self.folder, tell=self.tell)

    @property
    def url(self) -> str:
        """The one origin."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Bring everything up; what is there from an earlier run is kept."""
        if not is_free(self.port):
            raise SystemExit(f"Port {self.port} is taken; choose another: PORT=8123 make run")
        require_folder(self.folder)
        self.lock = hold(self.folder, self.tell)
        self.require_layout()
        self.emulator.start(self.lock.of_data.fileno(), self._beginning())
        self._take_over_mark_of_demo()
        self._deploy()
        self._let_people_in()
        self._sweep()

    def _beginning(self) -> Path | None:
        """The copy to begin with; says as of when it is where the last run did not
        stop in order.
        """
        copies = Copies(self.folder)
        try:
            newest = copies.newest()
        except Damaged as damaged:
            raise SystemExit(_offer(copies, damaged)) from None
        forget_unused_code(self.folder)
        if newest is None:
            return None
        for file in (self.folder / "aws").glob("*.json"):
            file.unlink()  # Of no use: all of it is in the copies.
        self.emulator.kept_at = newest.at
        if not newest.is_last:
            self.tell(f"The last run did not stop in order; the data is as of {clock(newest.at)}.")
        return newest.path

    def open_front(self, api: Backend | None = None) -> None:
        """Open the origin; `api` stands in for the deployed gateway, and the modules for the built
        page.
        """
        door = {DOOR: self.emulator.token}
        gateway = Backend(
            self.emulator.url,
            host=f"{self.outputs['RestAPIId']}.execute-api.localhost",
            unquotes=True,
            headers=door,
        )
        uploads = Backend(self.emulator.url, strip="/uploads", headers=door)
        outbox = Outbox(self.emulator.url, self.folder / "outbox.json", door)
        self.front = FrontThread(
            Front(
                self.port,
                api or gateway,
                uploads,
                outbox,
                Inbox(self.emulator.client, self.outputs["BucketName"], f"{NAME}-mail-in"),
                self.emulator.secret,
                built=api is None,
            )
        )

    def stop(self) -> bool:
        """Take everything down in order; whether all the data was saved."""
        if self.front:
            self.front.stop()
        return self.emulator.stop()

    def demo(self) -> str | None:
        """How far the demo's data is brought in, as the data itself knows."""
        ssm = self.emulator.client("ssm")
        try:
            value: str = ssm.get_parameter(Name=DEMO)["Parameter"]["Value"]
        except ssm.exceptions.ParameterNotFound:
            return None
        return value

    def mark_demo(self, value: str) -> None:
        """Writes down how far the demo's data is brought in, where the data lies."""
        self.emulator.client("ssm").put_parameter(
            Name=DEMO, Value=value, Type="String", Overwrite=True
        )

    def environment(self) -> dict[str, str]:
        """What the deployed functions find in their environment, for code that runs outside of
        them.
        """
        function = self.emulator.client("lambda").get_function_configuration(
            FunctionName=f"{NAME}-api"
        )
        variables: dict[str, str] = function["Environment"]["Variables"]
        credentials = {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": self.emulator.secret,
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        return variables | credentials | {"AWS_ENDPOINT_URL": self.emulator.url}

    def require_layout(self) -> None:
        """Refuses data that another version laid out otherwise, which would be found in part only,
        and leaves it as it is.
        """
        kept = self.folder / "layout"
        if (self.folder / REMEMBERED_PORT).exists() and (
            not kept.exists() or kept.read_text() != LAYOUT
        ):
            raise SystemExit(
                f"What {self.folder} holds was kept by another version of Redress, and this one"
                " cannot read it. Forget it with make reset, or keep it and start beside it:"
                " STATE=/tmp/x make run"
            )
        replace_file(kept, LAYOUT)

    def _deploy(self) -> None:
        with suppress(self.emulator.client("s3").exceptions.BucketAlreadyOwnedByYou):
            self.emulator.client("s3").create_bucket(Bucket=ARTIFACTS)
        stack = Stack(NAME, ARTIFACTS, self.emulator, poll_seconds=0.25)
        parameters = {
            "Stage": "local",
            "PublicUrl": self.url,
            "MailFrom": f"disputes@{MAIL_DOMAIN}",
            "MailIdentity": MAIL_DOMAIN,
            "InboundDomain": INBOUND_DOMAIN,
            "UploadUrl": f"{self.url}/uploads",
            "JwksHost": self.emulator.url,
            "SnapStart": "off",
            "LocalMode": "1",
            **adoption.NOTHING,
        }
        self.outputs = stack.deploy(build(local_platform()), parameters)
        self._forget_old_packages()
        _shape_gateway_errors(self.emulator.client("apigateway"), self.outputs["RestAPIId"])

    def _forget_old_packages(self) -> None:
        """Removes what was deployed before the last time from the bucket, which is for the stack
        alone to read.
        """
        s3 = self.emulator.client("s3")
        packages = sorted(
            s3.list_objects_v2(Bucket=ARTIFACTS)["Contents"], key=lambda one: one["LastModified"]
        )
        for package in packages[:-KEPT_ARTIFACTS]:
            s3.delete_object(Bucket=ARTIFACTS, Key=package["Key"])

    def table(self) -> Table:
        """The table of what is deployed here."""
        return Table(self.emulator.client("dynamodb"), self.outputs["TableName"])

    def _let_people_in(self) -> None:
        people = People(
            self.emulator.client("cognito-idp"), self.outputs["UserPoolId"], self.table()
        )
        for person in PEOPLE:
            people.let_in(person, PASSWORD)

    def _take_over_mark_of_demo(self) -> None:
        """An earlier version marked the demo beside the data, which says nothing where the data is
        gone.
        """
        mark = self.folder / "demo-data"
        if mark.exists():
            if self.emulator.client("dynamodb").list_tables()["TableNames"]:
                self.mark_demo(DEMO_IS_IN)
            mark.unlink()

    def _sweep(self) -> None:
        """Has taken up at once what the last run had begun: nobody can be at work on it any more,
        whatever lease there is.
        """
        run.end_leases(self.table(), datetime.now(UTC))
        # Chalice wants every one of a schedule's event.
        names = ("version", "account", "region", "detail-type", "source", "time", "id")
        event = json.dumps(dict.fromkeys(names, "") | {"detail": {}, "resources": []})
        self.emulator.client("lambda").invoke(
            FunctionName=f"{NAME}-sweep", InvocationType="Event", Payload=event
        )


def require_folder(folder: Path) -> None:
    """Makes the folder for the data; says so where a person gave something that cannot be one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return
    except (FileExistsError, NotADirectoryError):
        raise SystemExit(
            f"STATE={folder} is a file; give a folder: STATE=/tmp/x make run"
        ) from None
    except OSError as error:
        raise SystemExit(
            f"Nothing can be written to STATE={folder} ({error.strerror}); give another:"
            " STATE=/tmp/x make run"
        ) from None


def forget_unused_code(folder: Path) -> None:
    """Removes packages of functions, 30 MB each, that no copy names any more."""
    told = "".join(
        file.read_text(errors="replace")
        for file in (*folder.glob("copies/*/lambda.json"), *folder.glob("aws/lambda.json"))
    )
    for blob in folder.glob("aws/lambda-blobs/*.zip"):
        if blob.stem not in told:
            blob.unlink()


def _offer(copies: Copies, damaged: Damaged) -> str:
    """What to do about a newest copy that is not whole."""
    said = (
        f"The newest copy of the data, {copies.newest_path()}, is damaged: {damaged}. Nothing was"
        " changed."
    )
    before = copies.before_newest()
    if before is None:
        return f"{said} There is no other copy. Keep it and start beside it: STATE=/tmp/x make run"
    return (
        f"{said} The copy before it is whole, as of {clock(before.at)}. Go on from that one, with"
        " the damaged one put aside: make recover"
    )


def _shape_gateway_errors(gateway: Any, api_id: str) -> None:
    """Tell the emulator the gateway's errors once more: it does not read them from the API's
    definition, and knows a request by one name alone.
    """
    told = json.dumps(gateway_responses()).replace(REQUEST_ID, "context.requestId")
    for kind, response in json.loads(told).items():
        headers = {
            f"gatewayresponse.header.{name}": value
            for name, value in response["ResponseParameters"]["Headers"].items()
        }
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


@dataclass(frozen=True)
class Lock:
    """Holds a folder of state, so that two emulators never save into the same one."""

    of_run: IO[str]
    of_data: IO[str]
    """Held by the emulator too, and by whatever else of it may still write, until the last of them
    has ended.
    """


def hold(folder: Path, tell: Callable[[str], None]) -> Lock:
    """Takes the folder; waits for an emulator that is still saving after its run has ended."""
    of_run = _locked(folder / "lock")
    if of_run is None:
        raise SystemExit(
            f"Another Redress uses {folder}; give this one its own: STATE=/tmp/x PORT=8123 make run"
        )
    of_data = _locked(folder / "data-lock")
    if of_data is None:
        tell("The last run is still saving its data; waiting for it …")
        deadline = time.monotonic() + SAVES_WITHIN_SECONDS
        while (of_data := _locked(folder / "data-lock")) is None:
            if time.monotonic() > deadline:
                raise SystemExit(
                    f"The emulator of an earlier run still holds {folder}; end it, or: STATE=/tmp/x"
                    " make run"
                )
            time.sleep(0.1)
    return Lock(of_run, of_data)


def _locked(path: Path) -> IO[str] | None:
    """The file, locked; None while somebody else has it."""
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file

"""Brings a package to CloudFormation: the same calls for AWS and for the emulator."""

import copy
import hashlib
import json
import time
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, Protocol

from botocore.exceptions import ClientError, WaiterError

from infra import changes
from infra.package import Package
from infra.tags import listed

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
POLL_SECONDS = 5

UNMADE = "REVIEW_IN_PROGRESS"
"""The state of a stack of which there is a change set alone."""

_ANEW = (
    "Its first deployment failed, and nothing is in it. Delete it, then deploy again: aws"
    " cloudformation delete-stack --stack-name {stack}"
)
STUCK = {
    "CREATE_FAILED": _ANEW,
    "ROLLBACK_COMPLETE": _ANEW,
    "ROLLBACK_FAILED": _ANEW,
    "DELETE_FAILED": (
        "See in its events what holds it up, then delete it again: aws cloudformation delete-stack"
        " --stack-name {stack}"
    ),
    "UPDATE_FAILED": (
        "Take back what was begun: aws cloudformation rollback-stack --stack-name {stack}"
    ),
    "UPDATE_ROLLBACK_FAILED": (
        "See in its events what holds it up, end that, then: aws cloudformation"
        " continue-update-rollback --stack-name {stack}"
    ),
}
"""A state in which a stack takes no change → what to do about it."""


OVERTAKEN = (
    "Somebody else has changed {stack} since this was looked at, and nothing of this was done."
    " Deploy again: what is left to do is then told anew."
)
UNWATCHED = (
    "CloudFormation goes on changing {stack}, and nobody waits for it here any more. Deploy again"
    " once it has ended: the page and what else is still to be done come then."
)


def advice_on(status: str) -> str:
    """What to do about a stack in this state before it can be deployed; nothing where it can."""
    if status.endswith("_IN_PROGRESS") and status != UNMADE:
        return "Another change of it is at work; wait until that has ended."
    return STUCK.get(status, "")


class Clients(Protocol):
    """Whoever makes clients of AWS services."""

    def client(self, service: str) -> Any:
        """A boto3 client."""


@dataclass(frozen=True)
class Stack:
    """A stack of an account, and the bucket where its code and template are put."""

    name: str
    artifacts: str
    aws: Clients
    poll_seconds: float = POLL_SECONDS
    tags: Mapping[str, str] = field(default_factory=dict)
    """What CloudFormation passes on to each resource that takes tags."""

    def deploy(
        self,
        package: Package,
        parameters: dict[str, str],
        handed_over: Collection[str] = (),
        tell: Callable[[str], None] = lambda _text: None,
        shows_only: bool = False,
    ) -> dict[str, str]:
        """Create or update the stack by a change set, and answer its outputs; what did not change
        is left alone.

        The change set is told before anything is done. One that would lose what people entered is
        refused, and it is dropped, as where it is only to be shown.
        """
        change_set = self._propose(package, parameters)
        if change_set is None:
            tell(f"{self.name}: nothing changes.")
            return self.outputs() or {}
        with self._or_dropped(change_set):
            found = changes.read(self._pages(change_set))
        tell(changes.told(self.name, found))
        lost = changes.losses(found, handed_over)
        if lost or shows_only:
            self._drop(change_set)
        if lost:
            raise SystemExit(
                "\n".join(
                    (*lost, "The stack was not changed. docs/restore.md says how data moves on.")
                )
            )
        if not shows_only:
            self._carry_out(change_set)
        return self.outputs() or {}

    def require_settled(self) -> None:
        """What to do about a stack that takes no change now."""
        if advice := advice_on(self._status()):
            raise SystemExit(f"{self.name} is {self._status()}. {advice.format(stack=self.name)}")

    def protect(self) -> None:
        """Keep anybody from deleting the stack before that is taken back on purpose."""
        self.aws.client("cloudformation").update_termination_protection(
            StackName=self.name, EnableTerminationProtection=True
        )

    @property
    def is_there(self) -> bool:
        """Whether it was ever deployed: a stack that has only been looked at is none."""
        return self._status() not in ("", UNMADE)

    def _propose(self, package: Package, parameters: dict[str, str]) -> str | None:
        """A change set that is ready; None where nothing would change."""
        # Once more: packaging took a while, in which somebody else may have begun.
        self.require_settled()
        cloudformation = self.aws.client("cloudformation")
        is_new = not self.is_there
        made = cloudformation.create_change_set(
            StackName=self.name,
            ChangeSetName=f"deploy-{uuid.uuid4().hex}",
            ChangeSetType="CREATE" if is_new else "UPDATE",
            TemplateURL=self._upload(package, parameters),
            Parameters=[
                {"ParameterKey": name, "ParameterValue": value}
                for name, value in sorted(parameters.items())
            ],
            Capabilities=CAPABILITIES,
            Tags=listed(self.tags),
            **({"OnStackFailure": "DELETE"} if is_new else {}),
        )["Id"]
        with self._or_dropped(made):
            while (page := self._describe_change_set(made))["Status"] in (
                "CREATE_PENDING",
                "CREATE_IN_PROGRESS",
            ):
                time.sleep(self.poll_seconds)
        if page["Status"] == "CREATE_COMPLETE":
            return str(made)
        self._drop(made)
        if changes.is_empty(page):
            return None
        raise SystemExit(f"CloudFormation refuses the change: {page.get('StatusReason', '')}")

    def _pages(self, change_set: str) -> list[Any]:
        pages = [self._describe_change_set(change_set)]
        while token := pages[-1].get("NextToken"):
            pages.append(self._describe_change_set(change_set, NextToken=token))
        return pages

    def _describe_change_set(self, change_set: str, **more: str) -> Any:
        return self.aws.client("cloudformation").describe_change_set(
            StackName=self.name, ChangeSetName=change_set, **more
        )

    @contextmanager
    def _or_dropped(self, change_set: str) -> Iterator[None]:
        """Leaves no change set behind where looking at it breaks off."""
        try:
            yield
        except BaseException:
            with suppress(ClientError):
                self._drop(change_set)
            raise

    def _drop(self, change_set: str) -> None:
        """The change set goes, and the empty stack that was made to look at it."""
        cloudformation = self.aws.client("cloudformation")
        cloudformation.delete_change_set(StackName=self.name, ChangeSetName=change_set)
        if self._status() == UNMADE:
            cloudformation.delete_stack(StackName=self.name)

    def _carry_out(self, change_set: str) -> None:
        waiter = "stack_update_complete" if self.is_there else "stack_create_complete"
        # By its id a stack can be asked about after it was taken back too; when it began is told by
        # the clock that dates what happens to it, which is not this machine's.
        told = self._describe_change_set(change_set)
        begun, stack = told["CreationTime"], told["StackId"]
        try:
            self.aws.client("cloudformation").execute_change_set(
                StackName=self.name, ChangeSetName=change_set
            )
        except ClientError as error:
            if "InvalidChangeSetStatus" not in error.response["Error"]["Code"]:
                raise
            raise SystemExit(OVERTAKEN.format(stack=self.name)) from None
        try:
            self._wait(waiter)
        except KeyboardInterrupt:
            raise SystemExit(UNWATCHED.format(stack=self.name)) from None
        except WaiterError as error:
            why = self._why_failed(stack, begun)
            if not why and self._status().endswith("_IN_PROGRESS"):
                why = UNWATCHED.format(stack=self.name)
            raise SystemExit(why or str(error)) from None

    def _why_failed(self, stack: str, begun: datetime) -> str:
        """What CloudFormation said first of all that went wrong; the stack is as it was before."""
        try:
            pages = self.aws.client("cloudformation").get_paginator("describe_stack_events")
            events = [
                one
                for page in pages.paginate(StackName=stack)
                for one in page["StackEvents"]
                if one["Timestamp"] >= begun and one["ResourceStatus"].endswith("_FAILED")
            ]
        except ClientError:
            return ""
        if not events:
            return ""
        # What was broken off because of it may be told of in the same moment.
        first = min(
            events,
            key=lambda one: (
                "cancelled" in one.get("ResourceStatusReason", ""),
                one["Timestamp"],
            ),
        )
        return (
            f"{self.name} could not be changed, and CloudFormation takes back what it did:"
            f" {first['LogicalResourceId']}: {first.get('ResourceStatusReason', '')}"
        )

    def outputs(self) -> dict[str, str] | None:
        """The stack's outputs, or None when there is no such stack."""
        stack = self._deployed()
        if not stack:
            return None
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", ())}

    def parameters(self) -> dict[str, str]:
        """The parameters with which the stack was last deployed."""
        return {
            one["ParameterKey"]: one["ParameterValue"]
            for one in self._deployed().get("Parameters", ())
        }

    def tagged(self) -> dict[str, str]:
        """The tags with which the stack was last deployed, but for those of AWS itself."""
        return {
            one["Key"]: one["Value"]
            for one in self._deployed().get("Tags", ())
            if not one["Key"].startswith("aws:")
        }

    def _deployed(self) -> Any:
        """The stack, unless it has only been looked at: with other settings, it may be."""
        stack = self._describe()
        return stack if stack and stack["StackStatus"] != UNMADE else {}

    def _status(self) -> str:
        return str((self._describe() or {}).get("StackStatus", ""))

    def _describe(self) -> Any:
        try:
            return self.aws.client("cloudformation").describe_stacks(StackName=self.name)["Stacks"][
                0
            ]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise

    def _upload(self, package: Package, parameters: dict[str, str]) -> str:
        """Put code and template, named by their content, where CloudFormation finds them; answer
        the template's URL.
        """
        s3 = self.aws.client("s3")
        with package.code.open("rb") as code:
            self._put(package.key, code)
        template = copy.deepcopy(package.template)
        release = _release(package, parameters)
        for resource in template["Resources"].values():
            properties = resource.get("Properties", {})
            if "CodeUri" in properties:
                properties["CodeUri"] = f"s3://{self.artifacts}/{package.key}"
            if "AutoPublishAlias" in properties:
                properties["AutoPublishCodeSha256"] = release
        body = json.dumps(template).encode()
        key = f"{hashlib.sha256(body).hexdigest()[:32]}.json"
        self._put(key, body)
        return f"{s3.meta.endpoint_url}/{self.artifacts}/{key}"

    def _put(self, key: str, body: bytes | BinaryIO) -> None:
        s3 = self.aws.client("s3")
        try:
            s3.head_object(Bucket=self.artifacts, Key=key)
        except ClientError:
            s3.put_object(Bucket=self.artifacts, Key=key, Body=body)

    def _wait(self, waiter: str) -> None:
        patience = {"Delay": self.poll_seconds, "MaxAttempts": int(3600 / self.poll_seconds)}
        self.aws.client("cloudformation").get_waiter(waiter).wait(
            StackName=self.name, WaiterConfig=patience
        )


def _release(package: Package, parameters: dict[str, str]) -> str:
    """A digest of all that is deployed, which has a new version published when any of it changes: a
    version keeps the code, settings and environment that it was published with.
    """
    told = json.dumps([package.key, package.template, parameters], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()

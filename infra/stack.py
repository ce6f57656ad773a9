"""Brings a package to CloudFormation: the same calls for AWS and for the emulator."""

import copy
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Protocol

from botocore.exceptions import ClientError

from infra.package import Package

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
POLL_SECONDS = 5


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

    def deploy(self, package: Package, parameters: dict[str, str]) -> dict[str, str]:
        """Create or update the stack and answer its outputs; what did not change is left alone."""
        template_url = self._upload(package, parameters)
        wanted = [
            {"ParameterKey": name, "ParameterValue": value}
            for name, value in sorted(parameters.items())
        ]
        request = {
            "StackName": self.name,
            "TemplateURL": template_url,
            "Parameters": wanted,
            "Capabilities": CAPABILITIES,
        }
        cloudformation = self.aws.client("cloudformation")
        if self.outputs() is None:
            cloudformation.create_stack(**request, OnFailure="DELETE")
            self._wait("stack_create_complete")
        else:
            try:
                cloudformation.update_stack(**request)
            except ClientError as error:
                if "No updates are to be performed" not in str(error):
                    raise
            else:
                self._wait("stack_update_complete")
        outputs = self.outputs()
        assert outputs is not None
        return outputs

    def outputs(self) -> dict[str, str] | None:
        """The stack's outputs, or None when there is no such stack."""
        stack = self._describe()
        return (
            None
            if stack is None
            else {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", ())}
        )

    def parameters(self) -> dict[str, str]:
        """The parameters with which the stack was last deployed."""
        return {
            one["ParameterKey"]: one["ParameterValue"]
            for one in (self._describe() or {}).get("Parameters", ())
        }

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
        self._put(package.key, package.code.read_bytes())
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

    def _put(self, key: str, body: bytes) -> None:
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

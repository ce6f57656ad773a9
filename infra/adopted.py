"""What the stack adopts from elsewhere, looked at before it is.

CloudFormation changes nothing of a resource that is not the stack's own, so every deployment does
(`care.py`): by what is read from the template, which says it once.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from infra.account import Account, is_missing
from infra.care import active, care_for_bucket, care_for_pool, care_for_table
from infra.resolved import resolved
from infra.resources.adoption import ADOPTABLE, STREAM
from infra.resources.data import table_schema
from infra.stack import UNMADE
from infra.tags import bucket_tags, listed, spelled, tag_bucket
from infra.template import merge_template

Json = dict[str, Any]


class Adoption:
    """The resources that the parameters of a deployment name in place of the stack's own."""

    def __init__(self, account: Account, stack: str, parameters: dict[str, str]) -> None:
        self.account = account
        self.stack = stack
        self.names = {
            name: parameters[one.parameter]
            for name, one in ADOPTABLE.items()
            if parameters.get(one.parameter)
        }
        self.template = merge_template()
        self.values = {
            **{name: one.get("Default", "") for name, one in self.template["Parameters"].items()},
            **parameters,
            "AWS::StackName": stack,
            "AWS::Region": account.region,
            "AWS::AccountId": account.id,
            "AWS::Partition": account.partition,
        }

    def check(self, before: dict[str, str] | None = None) -> None:
        """Whether each is there, is of the right shape, and is nobody else's: a table that two
        stages work on would have each mail sent twice. `before` are the parameters of the last
        deployment.
        """
        for name, check in (
            ("Table", self._check_table),
            ("Uploads", partial(self._check_bucket, "Uploads")),
            ("Heads", self._check_heads),
            ("UserPool", self._check_pool),
            ("LinkKey", self._check_link_key),
            ("Undelivered", self._check_queue),
        ):
            if name in self.names:
                check(self.names[name])
                self._check_owner(name)
                self._check_adopters(name)
                if (before or {}).get(ADOPTABLE[name].parameter) != self.names[name]:
                    self._check_policy(name)
                    self._check_stage(name)

    def known(self) -> dict[str, str]:
        """The parameter that only the table tells, as it stands."""
        if "Table" not in self.names:
            return {STREAM: ""}
        found = active(self.account, self.names["Table"])
        return {STREAM: found.get("LatestStreamArn", "")}

    def care(self, tags: Mapping[str, str]) -> dict[str, str]:
        """Bring each to what the template says, with the tags of the stage; the parameter that only
        the table tells.
        """
        if "Table" in self.names:
            care_for_table(self.account, self.names["Table"], self.wanted("Table"))
        if "Uploads" in self.names:
            care_for_bucket(self.account, self.names["Uploads"], self.wanted("Uploads"))
        if "UserPool" in self.names:
            care_for_pool(self.account, self.names["UserPool"], self.wanted("UserPool"), tags)
        for name, told in self.names.items():
            self._tag(name, told, tags)
        return self.known()

    def _tag(self, name: str, told: str, tags: Mapping[str, str]) -> None:
        """Tags what is adopted: CloudFormation tags what is its own, and what was restored comes
        without. A pool is told of its tags with its settings.
        """
        if name in ("Uploads", "Heads"):
            tag_bucket(self.account.client("s3"), told, tags)
        elif name == "LinkKey":
            secrets = self.account.client("secretsmanager")
            secrets.tag_resource(SecretId=told, Tags=listed(tags))
        elif name == "Undelivered":
            queue = self._queue_url(told)
            self.account.client("sqs").tag_queue(QueueUrl=queue, Tags=dict(tags))
        elif name == "Table":
            dynamodb = self.account.client("dynamodb")
            arn = dynamodb.describe_table(TableName=told)["Table"]["TableArn"]
            dynamodb.tag_resource(ResourceArn=arn, Tags=listed(tags))

    def _check_owner(self, name: str) -> None:
        """What a stack left behind, which is listed as skipped for months, is nobody's."""
        cloudformation, told = self.account.client("cloudformation"), self.names[name]
        called = self._queue_url(told) if name == "Undelivered" else told
        try:
            listed = cloudformation.describe_stack_resources(PhysicalResourceId=called)
        except ClientError:
            return  # No stack has it.
        for one in listed["StackResources"]:
            # A bucket's policy goes by the bucket's name too; whoever adopts it makes one.
            if (
                one.get("PhysicalResourceId") == called
                and one["ResourceType"] == self.template["Resources"][name]["Type"]
                and not one["ResourceStatus"].startswith(("DELETE_SKIPPED", "DELETE_COMPLETE"))
            ):
                raise _refused(
                    name,
                    told,
                    "is the stack's own already"
                    if one["StackName"] == self.stack
                    else f"belongs to the stack {one['StackName']}, which works on it",
                )

    def _check_adopters(self, name: str) -> None:
        """What another stack has adopted is as little to be had as what one has made."""
        told = self.names[name]
        adopts = {"ParameterKey": ADOPTABLE[name].parameter, "ParameterValue": told}
        pages = self.account.client("cloudformation").get_paginator("describe_stacks").paginate()
        for one in (stack for page in pages for stack in page["Stacks"]):
            if (
                one["StackName"] != self.stack
                and one["StackStatus"] != UNMADE
                and any(adopts.items() <= each.items() for each in one.get("Parameters", ()))
            ):
                raise _refused(name, told, f"is what the stack {one['StackName']} works on")

    def _check_policy(self, name: str) -> None:
        """CloudFormation puts a policy of its own on a bucket, and on none that has one."""
        if self.template["Resources"][name]["Type"] != "AWS::S3::Bucket":
            return
        bucket = self.names[name]
        try:
            self.account.client("s3").get_bucket_policy(Bucket=bucket)
        except ClientError:
            return
        raise _refused(
            name,
            bucket,
            "has a policy, in whose place the stack's own comes; keep what is worth it, and take it"
            f" away: aws s3api delete-bucket-policy --bucket {bucket}",
        )

    def _check_stage(self, name: str) -> None:
        """What another stage left is nobody's any more, and was hardly meant: a variable that a
        shell still has from there would have this stage go on with it.
        """
        told, stage = self.names[name], self.values["Stage"]
        tagged = self._tags_of(name, told).get("stage", stage)
        if tagged != stage:
            raise _refused(
                name,
                told,
                f"is of the stage {tagged}, by its tag; where it is meant all the same, take the"
                " tag stage away from it first",
            )

    def _tags_of(self, name: str, told: str) -> dict[str, str]:
        client = self.account.client
        if name == "Table":
            arn = client("dynamodb").describe_table(TableName=told)["Table"]["TableArn"]
            return spelled(client("dynamodb").list_tags_of_resource(ResourceArn=arn)["Tags"])
        if name == "UserPool":
            found = client("cognito-idp").describe_user_pool(UserPoolId=told)["UserPool"]
            return dict(found.get("UserPoolTags", {}))
        if name == "LinkKey":
            secret = client("secretsmanager").describe_secret(SecretId=told)
            return spelled(secret.get("Tags", []))
        if name == "Undelivered":
            queue = client("sqs").list_queue_tags(QueueUrl=self._queue_url(told))
            return dict(queue.get("Tags", {}))
        return bucket_tags(client("s3"), told)

    def _check_table(self, table: str) -> None:
        try:
            found = self.account.client("dynamodb").describe_table(TableName=table)["Table"]
        except ClientError as error:
            raise _refused("Table", table, str(error)) from None
        if found["KeySchema"] != table_schema()["KeySchema"]:
            raise _refused("Table", table, "has other keys than a table of Redress")
        if found["TableStatus"] != "ACTIVE":
            raise _refused("Table", table, "is not active yet; wait until it is")

    def _check_bucket(self, name: str, bucket: str) -> None:
        try:
            found = self.account.client("s3").head_bucket(Bucket=bucket)
        except ClientError as error:
            why = "there is no such bucket in this account" if is_missing(error) else str(error)
            raise _refused(name, bucket, why) from None
        if (region := found.get("BucketRegion", self.account.region)) != self.account.region:
            raise _refused(name, bucket, f"lies in {region}")

    def _check_heads(self, bucket: str) -> None:
        """Its lock is evidence of an earlier day, so nothing loosens or tightens it by the way: it
        is asked for as it is, or changed by whoever means to.
        """
        self._check_bucket("Heads", bucket)
        asked = _lock_of(self.wanted("Heads")["ObjectLockConfiguration"])
        try:
            told = self.account.client("s3").get_object_lock_configuration(Bucket=bucket)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ObjectLockConfigurationNotFoundError":
                raise _refused("Heads", bucket, str(error)) from None
            told = {}
        found = _lock_of(told.get("ObjectLockConfiguration", {}))
        if found != asked:
            raise _refused(
                "Heads",
                bucket,
                f"is locked by {found}, and {asked} is asked for. Say {found}, or change the lock"
                " of the bucket first (aws s3api put-object-lock-configuration)",
            )

    def _check_pool(self, pool: str) -> None:
        try:
            self.account.client("cognito-idp").describe_user_pool(UserPoolId=pool)
        except ClientError as error:
            raise _refused("UserPool", pool, str(error)) from None

    def _check_link_key(self, arn: str) -> None:
        try:
            found = self.account.client("secretsmanager").describe_secret(SecretId=arn)
        except ClientError as error:
            raise _refused("LinkKey", arn, str(error)) from None
        if found["ARN"] != arn:
            raise _refused("LinkKey", arn, f"say its whole ARN, {found['ARN']}")

    def _check_queue(self, queue: str) -> None:
        try:
            self._queue_url(queue)
        except ClientError as error:
            raise _refused("Undelivered", queue, str(error)) from None

    def _queue_url(self, queue: str) -> str:
        """What CloudFormation knows a queue by."""
        return str(self.account.client("sqs").get_queue_url(QueueName=queue)["QueueUrl"])

    def wanted(self, name: str) -> Json:
        """The properties that the template says of one."""
        told = self.template["Resources"][name]["Properties"]
        return dict(resolved(told, self.values, self.template["Conditions"]))


def _lock_of(told: Json) -> str:
    """How a bucket is locked, as a deployment says it."""
    rule = told.get("Rule", {}).get("DefaultRetention")
    if not rule:
        return "HEADS_LOCK=off"
    days = int(rule["Days"]) if rule.get("Days") else 365 * int(rule["Years"])
    return f"HEADS_LOCK={rule['Mode'].lower()} HEADS_DAYS={days}"


def _refused(name: str, told: str, why: str) -> SystemExit:
    return SystemExit(f"{ADOPTABLE[name].variable}={told}: {why}. Nothing was changed.")

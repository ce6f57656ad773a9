"""What the stack adopts from elsewhere, looked at and brought to what the template says.

CloudFormation changes nothing of a resource that is not the stack's own, so every deployment does:
what a restored table lacks (stream, time to live, point-in-time recovery), a bucket's rules, the
settings of a pool. All of it is read from the template, which says it once.
"""

import time
from collections.abc import Iterator
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from infra.account import Account, is_missing
from infra.resolved import resolved
from infra.resources.adoption import ADOPTABLE, STREAM
from infra.resources.data import table_schema
from infra.stack import UNMADE
from infra.template import merge_template

Json = dict[str, Any]
POLL_SECONDS = 2
MFA = "MfaConfiguration"
"""Which is set apart: with the rest of a pool it would ask for text messages."""
PATIENCE_SECONDS = 6 * 3600
"""How long an index of a large table may take."""


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

    def check(self) -> None:
        """Whether each is there, is of the right shape, and is nobody else's: a table that two
        stages work on would have each mail sent twice.
        """
        for name, check in (
            ("Table", self._check_table),
            ("Uploads", partial(self._check_bucket, "Uploads")),
            ("Heads", partial(self._check_bucket, "Heads")),
            ("UserPool", self._check_pool),
            ("LinkKey", self._check_link_key),
            ("Undelivered", self._check_queue),
        ):
            if name in self.names:
                check(self.names[name])
                self._check_owner(name)
                self._check_adopters(name)

    def known(self) -> dict[str, str]:
        """The parameter that only the table tells, as it stands."""
        if "Table" not in self.names:
            return {STREAM: ""}
        found = self._active(self.names["Table"])
        return {STREAM: found.get("LatestStreamArn", "")}

    def care(self) -> dict[str, str]:
        """Bring each to what the template says; the parameter that only the table tells."""
        if "Table" in self.names:
            self._care_for_table(self.names["Table"])
        if "Uploads" in self.names:
            self._care_for_bucket(self.names["Uploads"])
        if "UserPool" in self.names:
            self._care_for_pool(self.names["UserPool"])
        return self.known()

    def pool_settings(self) -> Json:
        """What the template says of the pool, for one that is made in its place."""
        return self._wanted("UserPool")

    def _check_owner(self, name: str) -> None:
        """What a stack left behind, which is listed as skipped for months, is nobody's."""
        cloudformation, told = self.account.client("cloudformation"), self.names[name]
        called = self._queue_url(told) if name == "Undelivered" else told
        try:
            listed = cloudformation.describe_stack_resources(PhysicalResourceId=called)
        except ClientError:
            return  # No stack has it.
        for one in listed["StackResources"]:
            if one.get("PhysicalResourceId") == called and not one["ResourceStatus"].startswith(
                ("DELETE_SKIPPED", "DELETE_COMPLETE")
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
            self.account.client("s3").head_bucket(Bucket=bucket)
        except ClientError as error:
            why = "there is no such bucket in this account" if is_missing(error) else str(error)
            raise _refused(name, bucket, why) from None

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

    def _wanted(self, name: str) -> Json:
        """The properties that the template says."""
        told = self.template["Resources"][name]["Properties"]
        return dict(resolved(told, self.values, self.template["Conditions"]))

    def _care_for_table(self, table: str) -> None:
        dynamodb, wanted = self.account.client("dynamodb"), self._wanted("Table")
        found = self._active(table)
        if not found.get("StreamSpecification", {}).get("StreamEnabled"):
            stream = {**wanted["StreamSpecification"], "StreamEnabled": True}
            dynamodb.update_table(TableName=table, StreamSpecification=stream)
            found = self._active(table)
        there = {one["IndexName"] for one in found.get("GlobalSecondaryIndexes", ())}
        for index in wanted["GlobalSecondaryIndexes"]:
            if index["IndexName"] not in there:
                dynamodb.update_table(
                    TableName=table,
                    AttributeDefinitions=wanted["AttributeDefinitions"],
                    GlobalSecondaryIndexUpdates=[{"Create": _with_numbers(index)}],
                )
                self._active(table)
        protected = wanted["DeletionProtectionEnabled"]
        if found.get("DeletionProtectionEnabled", False) != protected:
            dynamodb.update_table(TableName=table, DeletionProtectionEnabled=protected)
            self._active(table)
        for bound in bounds_to_set(self._active(table), wanted):
            dynamodb.update_table(TableName=table, **bound)
            self._active(table)
        dynamodb.update_continuous_backups(
            TableName=table,
            PointInTimeRecoverySpecification=wanted["PointInTimeRecoverySpecification"],
        )
        lives = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        if lives["TimeToLiveStatus"] not in ("ENABLED", "ENABLING"):
            dynamodb.update_time_to_live(
                TableName=table, TimeToLiveSpecification=wanted["TimeToLiveSpecification"]
            )

    def _active(self, table: str) -> Json:
        """The table once it takes the next change."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            found = self.account.client("dynamodb").describe_table(TableName=table)["Table"]
            indexes = found.get("GlobalSecondaryIndexes", ())
            if found["TableStatus"] == "ACTIVE" and all(
                one.get("IndexStatus", "ACTIVE") == "ACTIVE" for one in indexes
            ):
                return dict(found)
            time.sleep(POLL_SECONDS)
        raise SystemExit(f"The table {table} is still being changed; deploy again when that ends.")

    def _care_for_bucket(self, bucket: str) -> None:
        s3, wanted = self.account.client("s3"), self._wanted("Uploads")
        s3.put_public_access_block(
            Bucket=bucket,
            PublicAccessBlockConfiguration=wanted["PublicAccessBlockConfiguration"],
        )
        s3.put_bucket_ownership_controls(
            Bucket=bucket, OwnershipControls=wanted["OwnershipControls"]
        )
        s3.put_bucket_encryption(
            Bucket=bucket, ServerSideEncryptionConfiguration=_encryption(wanted)
        )
        s3.put_bucket_versioning(
            Bucket=bucket, VersioningConfiguration=wanted["VersioningConfiguration"]
        )
        rules = [_lifecycle(one) for one in wanted["LifecycleConfiguration"]["Rules"]]
        s3.put_bucket_lifecycle_configuration(
            Bucket=bucket, LifecycleConfiguration={"Rules": rules}
        )
        if "CorsConfiguration" in wanted:
            asked = [_cors(one) for one in wanted["CorsConfiguration"]["CorsRules"]]
            s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": asked})

    def _care_for_pool(self, pool: str) -> None:
        """All that can be changed of a pool, once something is otherwise: what is left out would
        fall back to its default, and its second factor for a moment, which is set apart.
        """
        cognito, wanted = self.account.client("cognito-idp"), self._wanted("UserPool")
        found = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
        told = {
            name: value
            for name, value in wanted.items()
            if name in taken_by(cognito, "UpdateUserPool") and name != MFA
        }
        is_same = _holds(found, told)
        if not is_same:
            cognito.update_user_pool(UserPoolId=pool, **told)
        if MFA in wanted and not (is_same and found.get(MFA) == wanted[MFA]):
            cognito.set_user_pool_mfa_config(
                UserPoolId=pool,
                SoftwareTokenMfaConfiguration={
                    "Enabled": "SOFTWARE_TOKEN_MFA" in wanted.get("EnabledMfas", ())
                },
                MfaConfiguration=wanted[MFA],
            )


def bounds_to_set(found: Json, wanted: Json) -> Iterator[Json]:
    """What a table is told, one call after another, that it and each index may take what is wanted
    and no more.
    """
    if _most(found) != _most(wanted):
        yield {"OnDemandThroughput": _most(wanted)}
    there = {one["IndexName"]: one for one in found.get("GlobalSecondaryIndexes", ())}
    for index in wanted["GlobalSecondaryIndexes"]:
        name, most = index["IndexName"], _most(index)
        if _most(there.get(name, index)) != most:
            told = {"IndexName": name, "OnDemandThroughput": most}
            yield {"GlobalSecondaryIndexUpdates": [{"Update": told}]}


def _most(place: Json) -> dict[str, int]:
    """What a table or an index may take, as numbers; -1 is DynamoDB's word for no bound."""
    told = place.get("OnDemandThroughput", {})
    return {
        name: int(told.get(name, -1)) for name in ("MaxReadRequestUnits", "MaxWriteRequestUnits")
    }


def _with_numbers(index: Json) -> Json:
    """An index as the API takes it: parameters are texts."""
    bound = {name: most for name, most in _most(index).items() if most > 0}
    return index | ({"OnDemandThroughput": bound} if bound else {})


def taken_by(client: Any, call: str) -> frozenset[str]:
    """What a call can be told."""
    return frozenset(client.meta.service_model.operation_model(call).input_shape.members)


def _holds(found: Any, told: Any) -> bool:
    """Whether all that is told is so already, whatever else is."""
    if isinstance(told, dict):
        return isinstance(found, dict) and all(
            _holds(found.get(name), value) for name, value in told.items()
        )
    return bool(found == told)


def _refused(name: str, told: str, why: str) -> SystemExit:
    return SystemExit(f"{ADOPTABLE[name].variable}={told}: {why}. Nothing was changed.")


def _encryption(wanted: Json) -> Json:
    """As the API names it."""
    rules = wanted["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    return {
        "Rules": [
            {"ApplyServerSideEncryptionByDefault": one["ServerSideEncryptionByDefault"]}
            for one in rules
        ]
    }


def _lifecycle(rule: Json) -> Json:
    """A rule as the API names its parts."""
    expiration: Json = {}
    if "ExpirationInDays" in rule:
        expiration["Days"] = rule["ExpirationInDays"]
    if "ExpiredObjectDeleteMarker" in rule:
        expiration["ExpiredObjectDeleteMarker"] = rule["ExpiredObjectDeleteMarker"]
    same = ("Status", "NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload")
    return {
        "ID": rule["Id"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
        **({"Expiration": expiration} if expiration else {}),
        **{name: rule[name] for name in same if name in rule},
    }


def _cors(rule: Json) -> Json:
    """A rule as the API names its parts."""
    renamed = {"MaxAge": "MaxAgeSeconds", "ExposedHeaders": "ExposeHeaders", "Id": "ID"}
    return {renamed.get(name, name): value for name, value in rule.items()}

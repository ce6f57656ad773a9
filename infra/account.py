"""The AWS account that is deployed to, and the bucket in it that holds code and templates."""

import json
import secrets
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError

from infra.resolved import resolved
from infra.resources.data import encrypted_only, private_bucket
from infra.tags import PRODUCT, tag_bucket

NO_SUCH = ("404", "NoSuchBucket", "NotFound")
RESTORABLE_DAYS = 90
"""For how long a deployed package can be brought back that somebody deleted."""

CROWDED = ("cloudformation", "cognito-idp")
"""Services that say *later* to whoever asks them often, as each deployment and each list of people
does."""
PATIENT = Config(retries={"mode": "standard", "total_max_attempts": 10})


class Account:
    """Makes clients that touch no bucket of another account: each call of S3 that can say whose the
    bucket has to be does say it.
    """

    def __init__(self, session: Any) -> None:
        if not session.region_name:
            raise SystemExit("Say the region: AWS_REGION=eu-central-1 make deploy STAGE=…")
        self.session = session
        self.region = str(session.region_name)
        self.partition = str(session.get_partition_for_region(self.region))
        self.id = str(session.client("sts").get_caller_identity()["Account"])

    def client(self, service: str) -> Any:
        """A boto3 client of the account."""
        client = self.session.client(service, config=PATIENT if service in CROWDED else None)
        if service == "s3":
            client.meta.events.register("provide-client-params.s3", self._with_owner)
        return client

    def _with_owner(self, params: dict[str, Any], model: Any, **_more: Any) -> dict[str, Any]:
        can_say = "ExpectedBucketOwner" in model.input_shape.members
        return {**params, "ExpectedBucketOwner": self.id} if can_say else params


def artifacts_bucket(account: Account) -> str:
    """The bucket for code and templates, made where there is none.

    Its name ends at random, so that nobody can take it beforehand; one that an earlier version
    named goes on being used. The account's own list tells which it is.
    """
    s3 = account.client("s3")
    prefix = f"redress-artifacts-{account.id}-{account.region}"
    found = [
        bucket["Name"]
        for page in s3.get_paginator("list_buckets").paginate(Prefix=prefix)
        for bucket in page.get("Buckets", ())
        if bucket["Name"] == prefix or bucket["Name"].startswith(f"{prefix}-")
    ]
    name = min(found, default="") or _made(account, f"{prefix}-{secrets.token_hex(6)}")
    _care_for(account, name)
    return name


def _made(account: Account, name: str) -> str:
    elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": account.region}}
    account.client("s3").create_bucket(
        Bucket=name, **({} if account.region == "us-east-1" else elsewhere)
    )
    return name


def _care_for(account: Account, name: str) -> None:
    """Closed to the public and to plain HTTP, tagged, with versions of what is deleted."""
    s3 = account.client("s3")
    closed = private_bucket()["PublicAccessBlockConfiguration"]
    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=closed)
    arn = f"arn:{account.partition}:s3:::{name}"
    policy = resolved(encrypted_only("Artifacts"), {"Artifacts.Arn": arn}, {})
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps(policy))
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    tag_bucket(s3, name, PRODUCT)
    rule = {
        "ID": "ForgetOld",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "NoncurrentVersionExpiration": {"NoncurrentDays": RESTORABLE_DAYS},
        "Expiration": {"ExpiredObjectDeleteMarker": True},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
    }
    s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [rule]})


def is_missing(error: ClientError) -> bool:
    """Whether there is no such bucket, for this account at least."""
    return error.response["Error"]["Code"] in NO_SUCH

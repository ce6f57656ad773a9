"""What an earlier stack of the same name left, so that nobody begins empty beside it unawares."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from infra.account import Account
from infra.resources.adoption import ADOPTABLE


def require_adopted(account: Account, stack: str, adopted: Collection[str]) -> None:
    """`SystemExit` where something lies there of which nobody has said what becomes of it."""
    found = [
        f"  {ADOPTABLE[name].variable}={called}"
        for name, called in _found(account, stack)
        if name not in adopted
    ]
    if found:
        raise SystemExit(
            "\n".join(
                (
                    f"An earlier {stack} left what people entered:",
                    *found,
                    "Say which of them this deployment goes on with (docs/restore.md), or FRESH=1"
                    " to begin empty. Nothing was changed.",
                )
            )
        )


def _found(account: Account, stack: str) -> Iterator[tuple[str, str]]:
    """Resource → its name, by the names that CloudFormation makes from the stack's."""
    for table in _listed(account, "dynamodb", "list_tables", "TableNames"):
        if table.startswith(f"{stack}-Table-"):
            yield "Table", table
    # Buckets of all regions are listed; those of the same stage elsewhere are not left behind.
    here = {"BucketRegion": account.region}
    for bucket in _listed(account, "s3", "list_buckets", "Buckets", **here):
        for name in ("Uploads", "Heads"):
            if re.fullmatch(f"{stack}-{name.lower()}-[a-z0-9]+", bucket["Name"]):
                yield name, bucket["Name"]
    for pool in _listed(account, "cognito-idp", "list_user_pools", "UserPools", MaxResults=60):
        if pool["Name"] == stack:
            yield "UserPool", pool["Id"]
    for secret in _listed(account, "secretsmanager", "list_secrets", "SecretList"):
        tags = {one["Key"]: one["Value"] for one in secret.get("Tags", ())}
        if (
            tags.get("aws:cloudformation:stack-name") == stack
            and tags.get("aws:cloudformation:logical-id") == "LinkKey"
        ):
            yield "LinkKey", secret["ARN"]
    for url in _listed(account, "sqs", "list_queues", "QueueUrls", QueueNamePrefix=stack):
        queue = url.rpartition("/")[2]
        if queue.startswith(f"{stack}-Undelivered-"):
            yield "Undelivered", queue


def _listed(account: Account, service: str, call: str, part: str, **asked: Any) -> Iterator[Any]:
    for page in account.client(service).get_paginator(call).paginate(**asked):
        yield from page.get(part, ())

"""Lets the gateway of an account and region write logs, once for all APIs there."""

import json
import time
from typing import Any

from botocore.exceptions import ClientError

ROLE = "redress-gateway-logs"
POLICY = "service-role/AmazonAPIGatewayPushToCloudWatchLogs"
TRIES, REST_SECONDS = 12, 5
"""A role that was just made is known everywhere after some seconds."""

TRUSTED = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "apigateway.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}


def let_gateway_log(session: Any, rest_seconds: float = REST_SECONDS) -> bool:
    """Gives the gateway a role for its logs, unless it has one; whether it did. No stack holds it:
    with one stage deleted, the others would log no more. One that went with the stack of somebody
    else the gateway still names, and logs nothing.
    """
    gateway, iam = session.client("apigateway"), session.client("iam")
    named = gateway.get_account().get("cloudwatchRoleArn")
    if named and not _is_gone(iam, named):
        return False
    role = _role(iam, _partition(session))
    for tried in range(TRIES):
        try:
            gateway.update_account(
                patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": role}]
            )
            return True
        except ClientError as error:
            if error.response["Error"]["Code"] != "BadRequestException" or tried == TRIES - 1:
                raise
            time.sleep(rest_seconds)
    return False


def _is_gone(iam: Any, role: str) -> bool:
    """Whether there is no such role; not where nobody may look."""
    try:
        iam.get_role(RoleName=role.rpartition("/")[2])
    except ClientError as error:
        return error.response["Error"]["Code"] == "NoSuchEntity"
    return False


def _role(iam: Any, partition: str) -> str:
    """The role, which may be there from another region."""
    try:
        made = iam.create_role(
            RoleName=ROLE,
            AssumeRolePolicyDocument=json.dumps(TRUSTED),
            Description="Lets API Gateway write its logs; shared by all APIs of the account",
        )
    except iam.exceptions.EntityAlreadyExistsException:
        made = iam.get_role(RoleName=ROLE)
    iam.attach_role_policy(RoleName=ROLE, PolicyArn=f"arn:{partition}:iam::aws:policy/{POLICY}")
    return str(made["Role"]["Arn"])


def _partition(session: Any) -> str:
    return str(session.client("sts").get_caller_identity()["Arn"].split(":")[1])

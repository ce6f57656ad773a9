"""What docs/restore.md says, walked on the emulator: what people entered outlives its stack."""

import csv
import re
import stat
from pathlib import Path

import pytest

from chalicelib.store import keys
from chalicelib.store.entities import to_person
from chalicelib.store.pool import UserPool
from chalicelib.store.table import Table, name_of
from infra.emulator import Emulator
from infra.stack import Stack
from tests.packaged.conftest import Deploy

SENDER = "disputes@example.com"
STAGE = "spare"
BOSS = "boss@example.test"
FILE = "attachments/D-1/A-1/proof.pdf"


def found(aws: Emulator) -> dict[str, str]:
    outputs = Stack(f"redress-{STAGE}", "", aws).outputs()
    assert outputs
    return outputs


def boss(aws: Emulator, outputs: dict[str, str]) -> str:
    """The id by which the pool knows the administrator; the table knows it too."""
    user_id = UserPool(aws.client("cognito-idp"), outputs["UserPoolId"]).find(BOSS)
    assert user_id
    table = Table(aws.client("dynamodb"), outputs["TableName"])
    assert to_person(table.get([keys.user(user_id)])[name_of(keys.user(user_id))]).email == BOSS
    return user_id


def link_key(aws: Emulator, secret: str) -> str:
    return str(aws.client("secretsmanager").get_secret_value(SecretId=secret)["SecretString"])


def variables(aws: Emulator) -> dict[str, str]:
    return dict(
        aws.client("lambda").get_function_configuration(FunctionName=f"redress-{STAGE}-sweep")[
            "Environment"
        ]["Variables"]
    )


def delete(aws: Emulator, outputs: dict[str, str]) -> None:
    """The stack, and the page first, which every deployment brings."""
    s3, cloudformation = aws.client("s3"), aws.client("cloudformation")
    for one in s3.list_objects_v2(Bucket=outputs["PageBucket"])["Contents"]:
        s3.delete_object(Bucket=outputs["PageBucket"], Key=one["Key"])
    cloudformation.delete_stack(StackName=f"redress-{STAGE}")
    cloudformation.get_waiter("stack_delete_complete").wait(
        StackName=f"redress-{STAGE}", WaiterConfig={"Delay": 1, "MaxAttempts": 300}
    )


@pytest.mark.long
def test_a_deleted_stack_comes_back_with_everything(
    aws: Emulator, deploy: Deploy, tmp_path: Path
) -> None:
    """Deployed, written to, deleted, deployed again with what the first one left; then its table is
    restored, and its pool is lost.
    """
    shown = deploy("--stage", STAGE, "--show", MAIL_FROM=SENDER)
    assert shown.returncode == 0, shown.stderr
    assert "+ Table  DynamoDB::Table" in shown.stdout
    assert not Stack(f"redress-{STAGE}", "", aws).is_there

    done = deploy("--stage", STAGE, MAIL_FROM=SENDER)
    assert done.returncode == 0, done.stderr
    assert deploy("--stage", STAGE, "--invite", BOSS, "--name", "Boss").returncode == 0
    first = found(aws)
    user_id, secret = boss(aws, first), variables(aws)["LINK_KEY_SECRET"]
    key = link_key(aws, secret)
    aws.client("s3").put_object(Bucket=first["BucketName"], Key=FILE, Body=b"%PDF")

    delete(aws, first)
    refused = deploy("--stage", STAGE, MAIL_FROM=SENDER)
    assert refused.returncode
    adopted = dict(re.findall(r"^ +(ADOPT_\w+)=(\S+)$", refused.stderr, re.MULTILINE))
    assert (adopted["ADOPT_TABLE"], adopted["ADOPT_BUCKET"], adopted["ADOPT_POOL"]) == (
        first["TableName"],
        first["BucketName"],
        first["UserPoolId"],
    )
    assert adopted["ADOPT_QUEUE"].startswith(f"redress-{STAGE}-Undelivered-")
    # The emulator's CloudFormation puts no tags on secrets, by which they are found.
    adopted["ADOPT_LINK_KEY"] = aws.client("secretsmanager").describe_secret(SecretId=secret)["ARN"]
    # Nor does it lock the bucket of heads, which is asked for as it is.
    adopted["HEADS_LOCK"] = "off"
    done = deploy("--stage", STAGE, MAIL_FROM=SENDER, **adopted)
    assert done.returncode == 0, done.stderr
    second = found(aws)
    same = ("TableName", "BucketName", "UserPoolId")
    assert [second[name] for name in same] == [first[name] for name in same]
    assert boss(aws, second) == user_id
    told = variables(aws)
    assert told["TABLE_NAME"] == first["TableName"]
    assert link_key(aws, told["LINK_KEY_SECRET"]) == key
    s3 = aws.client("s3")
    assert s3.get_object(Bucket=second["BucketName"], Key=FILE)["Body"].read() == b"%PDF"
    [rule] = s3.get_bucket_cors(Bucket=second["BucketName"])["CORSRules"]
    assert rule["AllowedOrigins"] == [second["Url"]]
    again = deploy("--stage", STAGE, "--invite", BOSS, "--name", "Boss")
    assert "already there as admin" in again.stdout

    _rows_are_lost(aws, deploy, second, user_id)
    _the_pool_is_lost(aws, deploy, second, user_id, tmp_path / "people.csv")


def _rows_are_lost(aws: Emulator, deploy: Deploy, outputs: dict[str, str], user_id: str) -> None:
    dynamodb = aws.client("dynamodb")
    dynamodb.restore_table_to_point_in_time(
        SourceTableName=outputs["TableName"],
        TargetTableName="redress-restored",
        UseLatestRestorableTime=True,
    )
    dynamodb.get_waiter("table_exists").wait(TableName="redress-restored")
    done = deploy("--stage", STAGE, ADOPT_TABLE="redress-restored")
    assert done.returncode == 0, done.stderr
    assert variables(aws)["TABLE_NAME"] == "redress-restored"
    assert boss(aws, found(aws)) == user_id
    restored = dynamodb.describe_table(TableName="redress-restored")["Table"]
    tagged = dynamodb.list_tags_of_resource(ResourceArn=restored["TableArn"])["Tags"]
    assert {"Key": "stage", "Value": STAGE} in tagged, "what was restored came without"
    readers = aws.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    assert restored["LatestStreamArn"] in {one["EventSourceArn"] for one in readers}
    lives = dynamodb.describe_time_to_live(TableName="redress-restored")
    assert lives["TimeToLiveDescription"]["TimeToLiveStatus"] == "ENABLED"
    backups = dynamodb.describe_continuous_backups(TableName="redress-restored")
    assert (
        backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"][
            "PointInTimeRecoveryStatus"
        ]
        == "ENABLED"
    )


def _the_pool_is_lost(
    aws: Emulator, deploy: Deploy, outputs: dict[str, str], user_id: str, file: Path
) -> None:
    aws.client("cognito-idp").delete_user_pool(UserPoolId=outputs["UserPoolId"])
    assert deploy("--stage", STAGE, "--people", str(file)).returncode == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    [row] = csv.DictReader(file.read_text().splitlines())
    assert (row["userID"], row["email"], row["role"]) == (user_id, BOSS, "admin")
    made = deploy("--stage", STAGE, "--restore-pool", str(file))
    assert made.returncode == 0, made.stderr
    pool = made.stdout.partition("ADOPT_POOL=")[2].split()[0]
    done = deploy("--stage", STAGE, ADOPT_POOL=pool)
    assert done.returncode == 0, done.stderr
    assert boss(aws, found(aws)) == user_id
    mailed = deploy("--stage", STAGE, "--invite-all", str(file))
    assert "1 people were mailed" in mailed.stdout, mailed.stderr

"""What holds data outlives its stack, and another may take its place."""

import json
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from chalicelib.store.indexes import INDEXES
from infra import tags
from infra.account import Account, artifacts_bucket
from infra.adopted import Adoption
from infra.care import bounds_to_set, defined_with
from infra.changes import EVIDENCE, HOLDS_DATA, MADE_ANEW
from infra.left_behind import require_adopted
from infra.package import Package, build, local_platform
from infra.resources.adoption import ADOPTABLE, NOTHING, STREAM, adopting, chosen
from infra.resources.data import table_schema
from tests.app import App

STACK = "redress-prod"


@pytest.fixture(scope="module")
def package() -> Package:
    return build(local_platform())


@pytest.fixture
def account(app: App) -> Account:
    return Account(boto3.Session(region_name="us-east-1"))


def adoption(account: Account, **adopted: str) -> Adoption:
    told = {"Stage": "prod", "PublicUrl": "https://page.test", "MailFrom": "a@b.test"}
    return Adoption(account, STACK, NOTHING | told | adopted)


def test_whatever_holds_data_or_evidence_is_kept(package: Package) -> None:
    """Whether the stack is deleted, or another resource comes in its place."""
    held = {
        name: one
        for name, one in package.template["Resources"].items()
        if one["Type"] in HOLDS_DATA | EVIDENCE and name not in MADE_ANEW
    }
    assert {*ADOPTABLE, "SweepLog", "ApprovalMachineLog"} <= held.keys()
    for name, one in held.items():
        assert one.get("DeletionPolicy") == "RetainExceptOnCreate", name
        assert one.get("UpdateReplacePolicy") == "Retain", name


def test_nothing_that_is_kept_has_a_name_that_the_next_stack_would_want(package: Package) -> None:
    """A log group is named by its stack's own number; all else by CloudFormation."""
    names = ("TableName", "BucketName", "QueueName", "Name")
    for one in package.template["Resources"].values():
        if one["Type"] == "AWS::Logs::LogGroup":
            [_, variables] = one["Properties"]["LogGroupName"]["Fn::Sub"]
            assert {"Ref": "AWS::StackId"} in variables["StackGuid"]["Fn::Select"][1]["Fn::Split"]
        elif one["Type"] in HOLDS_DATA:
            assert not set(names) & one["Properties"].keys()


def test_every_reference_to_what_may_be_adopted_is_a_choice(package: Package) -> None:
    """Outside of the choices nothing names such a resource; so none of them can be forgotten."""

    def loose(part: Any) -> list[Any]:
        if isinstance(part, list):
            return [found for one in part for found in loose(one)]
        if not isinstance(part, dict):
            return []
        if "Fn::If" in part and part["Fn::If"][0] in own:
            return []
        named = part.get("Ref"), str(part.get("Fn::GetAtt", [""])[0])
        text = json.dumps(part.get("Fn::Sub", ""))
        is_loose = any(name in ADOPTABLE for name in named) or any(
            f"${{{name}}}" in text or f"${{{name}." in text for name in ADOPTABLE
        )
        return [part] if is_loose else [found for one in part.values() for found in loose(one)]

    own = {one.condition for one in ADOPTABLE.values()}
    template = package.template
    assert loose(template["Resources"]) == loose(template["Outputs"]) == []
    for name, one in ADOPTABLE.items():
        assert template["Resources"][name]["Condition"] == one.condition
        assert template["Conditions"][one.condition] == {"Fn::Equals": [{"Ref": one.parameter}, ""]}


def test_a_choice_is_put_into_each_of_cloudformations_functions() -> None:
    own = {"Fn::If": ["OwnBucket", {"Ref": "Uploads"}, {"Ref": "AdoptBucket"}]}
    arn = {
        "Fn::If": [
            "OwnBucket",
            {"Fn::GetAtt": ["Uploads", "Arn"]},
            {"Fn::Sub": "arn:${AWS::Partition}:s3:::${AdoptBucket}"},
        ]
    }
    assert chosen({"Name": {"Ref": "Uploads"}}) == {"Name": own}
    assert chosen([{"Fn::GetAtt": "Uploads.Arn"}]) == [arn]
    assert chosen({"Fn::Sub": "${Uploads.Arn}/${Stage}/*"}) == {
        "Fn::Sub": ["${TheUploadsArn}/${Stage}/*", {"TheUploadsArn": arn}]
    }
    assert chosen({"Fn::Sub": ["${Uploads}-${Other}", {"Other": {"Ref": "Uploads"}}]}) == {
        "Fn::Sub": ["${TheUploads}-${Other}", {"Other": own, "TheUploads": own}]
    }
    for same in ({"Ref": "UploadsPolicy"}, {"Fn::Sub": "${UploadsPolicy.Id}"}):
        assert chosen(same) == same
    with pytest.raises(KeyError):
        adopting({"Resources": {"One": {"Name": {"Fn::GetAtt": ["Table", "Unheard"]}}}})


def test_an_adopted_table_and_bucket_are_brought_to_what_the_template_says(
    account: Account,
) -> None:
    """A table that was restored has no stream, forgets nothing and is protected from nothing."""
    dynamodb, s3 = account.client("dynamodb"), account.client("s3")
    without = table_schema() | {"TableName": "restored"}
    missing = without["GlobalSecondaryIndexes"].pop()["IndexName"]
    used = {
        key["AttributeName"]
        for one in (without, *without["GlobalSecondaryIndexes"])
        for key in one["KeySchema"]
    }
    without["AttributeDefinitions"] = [
        one for one in without["AttributeDefinitions"] if one["AttributeName"] in used
    ]
    dynamodb.create_table(**without)
    s3.create_bucket(Bucket="retained")
    found = adoption(account, AdoptTable="restored", AdoptBucket="retained")
    found.check()
    stream = found.care({})[STREAM]
    assert found.care({})[STREAM] == stream
    table = dynamodb.describe_table(TableName="restored")["Table"]
    assert stream == table["LatestStreamArn"]
    assert table["DeletionProtectionEnabled"]
    assert missing in {one["IndexName"] for one in table["GlobalSecondaryIndexes"]}
    lives = dynamodb.describe_time_to_live(TableName="restored")["TimeToLiveDescription"]
    assert lives["TimeToLiveStatus"] == "ENABLED"
    backups = dynamodb.describe_continuous_backups(TableName="restored")
    recovery = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    assert recovery["PointInTimeRecoveryStatus"] == "ENABLED"
    assert s3.get_bucket_versioning(Bucket="retained")["Status"] == "Enabled"
    closed = s3.get_public_access_block(Bucket="retained")["PublicAccessBlockConfiguration"]
    assert set(closed.values()) == {True}
    assert s3.get_bucket_encryption(Bucket="retained")["ServerSideEncryptionConfiguration"]
    assert s3.get_bucket_ownership_controls(Bucket="retained")["OwnershipControls"]
    [rule] = s3.get_bucket_cors(Bucket="retained")["CORSRules"]
    assert (rule["AllowedOrigins"], rule["MaxAgeSeconds"]) == (["https://page.test"], 600)
    rules = s3.get_bucket_lifecycle_configuration(Bucket="retained")["Rules"]
    assert {"ID", "Filter", "Status", "NoncurrentVersionExpiration", "Expiration"} == set(rules[0])


def test_what_is_adopted_is_tagged_as_the_stage_is_and_keeps_its_own_tags(
    account: Account,
) -> None:
    """A table that was restored comes without any, and a pool that is told of a setting loses all
    that the call leaves out.
    """
    clients = {
        name: account.client(name)
        for name in ("dynamodb", "s3", "cognito-idp", "secretsmanager", "sqs")
    }
    table = clients["dynamodb"].create_table(**table_schema(), TableName="untagged")
    for bucket in ("tagged-files", "tagged-heads"):
        clients["s3"].create_bucket(Bucket=bucket)
    there = [{"Key": "owner", "Value": "ops"}, {"Key": "stage", "Value": "old"}]
    clients["s3"].put_bucket_tagging(Bucket="tagged-files", Tagging={"TagSet": there})
    pool = clients["cognito-idp"].create_user_pool(
        PoolName="found", UserPoolTags={"owner": "ops", "stage": "old"}
    )["UserPool"]
    secret = clients["secretsmanager"].create_secret(Name="tagged-key", SecretString="key")["ARN"]
    queue = clients["sqs"].create_queue(QueueName="tagged-aside")["QueueUrl"]
    told = tags.chosen("prod", "team=money", {})
    for _ in range(2):
        adoption(
            account,
            AdoptTable="untagged",
            AdoptBucket="tagged-files",
            AdoptHeads="tagged-heads",
            AdoptPool=pool["Id"],
            AdoptLinkKey=secret,
            AdoptQueue="tagged-aside",
        ).care(told)
    arn = table["TableDescription"]["TableArn"]
    wanted = {"product": "redress", "stage": "prod", "team": "money"}
    described = clients["cognito-idp"].describe_user_pool(UserPoolId=pool["Id"])["UserPool"]
    assert [
        tags.spelled(clients["dynamodb"].list_tags_of_resource(ResourceArn=arn)["Tags"]),
        tags.spelled(clients["s3"].get_bucket_tagging(Bucket="tagged-heads")["TagSet"]),
        tags.spelled(clients["secretsmanager"].describe_secret(SecretId=secret)["Tags"]),
        clients["sqs"].list_queue_tags(QueueUrl=queue)["Tags"],
    ] == [wanted] * 4
    files = tags.spelled(clients["s3"].get_bucket_tagging(Bucket="tagged-files")["TagSet"])
    assert files == described["UserPoolTags"] == wanted | {"owner": "ops"}


def test_a_bucket_that_a_stack_made_is_told_all_of_its_tags() -> None:
    """S3 refuses a call that leaves AWS's own out, and every change of the others says all."""
    s3 = boto3.client("s3", region_name="us-east-1")
    there = [{"Key": "aws:cloudformation:stack-name", "Value": "redress-prod"}]
    whole = [*there, {"Key": "product", "Value": "redress"}]
    with Stubber(s3) as told:
        told.add_response("get_bucket_tagging", {"TagSet": there}, {"Bucket": "left"})
        put = {"Bucket": "left", "Tagging": {"TagSet": whole}}
        told.add_response("put_bucket_tagging", {}, put)
        tags.tag_bucket(s3, "left", tags.PRODUCT)
        told.add_response("get_bucket_tagging", {"TagSet": whole[::-1]}, {"Bucket": "left"})
        tags.tag_bucket(s3, "left", tags.PRODUCT)
        told.assert_no_pending_responses()


def test_what_another_stage_left_is_not_taken_by_the_way(account: Account) -> None:
    """A variable that a shell still has from restoring a test stage; what was restored has no tag,
    and what is this stage's own is adopted, as is what was adopted before.
    """
    s3, dynamodb = account.client("s3"), account.client("dynamodb")
    pools, secrets = account.client("cognito-idp"), account.client("secretsmanager")
    foreign = [{"Key": "stage", "Value": "test"}]
    dynamodb.create_table(**table_schema(), TableName="of-test", Tags=foreign)
    s3.create_bucket(Bucket="of-test")
    s3.put_bucket_tagging(Bucket="of-test", Tagging={"TagSet": foreign})
    pool = pools.create_user_pool(PoolName="of-test", UserPoolTags={"stage": "test"})
    secret = secrets.create_secret(Name="of-test", SecretString="key", Tags=foreign)
    account.client("sqs").create_queue(QueueName="of-test", tags={"stage": "test"})
    for name, told in (
        ("AdoptTable", "of-test"),
        ("AdoptBucket", "of-test"),
        ("AdoptPool", pool["UserPool"]["Id"]),
        ("AdoptLinkKey", secret["ARN"]),
        ("AdoptQueue", "of-test"),
    ):
        with pytest.raises(SystemExit, match="is of the stage test, by its tag"):
            adoption(account, **{name: told}).check()
        adoption(account, **{name: told}).check({name: told})
        adoption(account, Stage="test", **{name: told}).check()


def test_what_cannot_be_adopted_is_refused_before_anything_is_done(account: Account) -> None:
    account.client("dynamodb").create_table(
        TableName="foreign",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    for parameter, named, why in (
        ("AdoptTable", "nowhere", "ADOPT_TABLE=nowhere"),
        ("AdoptTable", "foreign", "has other keys"),
        ("AdoptBucket", "nowhere", "there is no such bucket in this account"),
        ("AdoptPool", "us-east-1_nowhere", "ADOPT_POOL=us-east-1_nowhere"),
        ("AdoptLinkKey", "nowhere", "ADOPT_LINK_KEY=nowhere"),
        ("AdoptQueue", "nowhere", "ADOPT_QUEUE=nowhere"),
    ):
        with pytest.raises(SystemExit, match=why):
            adoption(account, **{parameter: named}).check()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ("GOVERNANCE", {"Days": 3650})),
        ({"HeadsLock": "off"}, None),
        ({"HeadsLock": "compliance", "HeadsDays": "730"}, ("COMPLIANCE", {"Years": 2})),
        ({}, None),
        ({}, ("COMPLIANCE", {"Days": 3650})),
        ({"HeadsDays": "30"}, ("GOVERNANCE", {"Days": 3650})),
        ({"HeadsLock": "off"}, ("GOVERNANCE", {"Days": 1})),
    ],
)
def test_an_adopted_bucket_of_heads_is_asked_for_as_it_is_locked(
    account: Account, asked: dict[str, str], found: tuple[str, dict[str, int]] | None
) -> None:
    """Else the deployment would say what is not so; it is refused, and tells how it is locked."""
    s3 = account.client("s3")
    s3.create_bucket(Bucket="heads", ObjectLockEnabledForBucket=found is not None)
    has = "HEADS_LOCK=off"
    if found:
        mode, span = found
        retention: Any = {"Mode": mode, **span}
        lock: Any = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": retention}}
        s3.put_object_lock_configuration(Bucket="heads", ObjectLockConfiguration=lock)
        days = span.get("Days") or 365 * span["Years"]
        has = f"HEADS_LOCK={mode.lower()} HEADS_DAYS={days}"
    told = {"HeadsLock": "governance", "HeadsDays": "3650"} | asked
    wanted = f"HEADS_LOCK={told['HeadsLock']}"
    if told["HeadsLock"] != "off":
        wanted += f" HEADS_DAYS={told['HeadsDays']}"
    if has == wanted:
        adoption(account, AdoptHeads="heads", **asked).check()
        return
    with pytest.raises(SystemExit) as refused:
        adoption(account, AdoptHeads="heads", **asked).check()
    assert f"ADOPT_HEADS=heads: is locked by {has}, and {wanted} is asked" in str(refused.value)


@pytest.mark.parametrize(
    ("stack", "status", "why"),
    [
        (STACK, "DELETE_SKIPPED", ""),
        ("redress-test", "DELETE_SKIPPED", ""),
        (STACK, "UPDATE_COMPLETE", "is the stack's own already"),
        ("redress-test", "CREATE_COMPLETE", "belongs to the stack redress-test"),
    ],
)
def test_two_stacks_work_on_no_table_and_what_one_left_is_nobody_s(
    account: Account, monkeypatch: pytest.MonkeyPatch, stack: str, status: str, why: str
) -> None:
    """CloudFormation lists for months what a deleted stack left."""
    account.client("s3").create_bucket(Bucket="left")
    others = account.client
    told = {
        "StackName": stack,
        "ResourceType": "AWS::S3::Bucket",
        "ResourceStatus": status,
        "PhysicalResourceId": "left",
    }
    answers = SimpleNamespace(
        describe_stack_resources=lambda **_: {"StackResources": [told]},
        get_paginator=lambda _: SimpleNamespace(paginate=lambda: [{"Stacks": []}]),
    )
    monkeypatch.setattr(
        account, "client", lambda name: answers if name == "cloudformation" else others(name)
    )
    found = adoption(account, AdoptBucket="left")
    if not why:
        found.check()
        return
    with pytest.raises(SystemExit, match=why):
        found.check()


def test_a_queue_is_known_to_its_stack_by_its_url(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name, as it is adopted, CloudFormation knows none."""
    url = account.client("sqs").create_queue(QueueName="theirs")["QueueUrl"]
    told = {
        "StackName": "redress-test",
        "ResourceType": "AWS::SQS::Queue",
        "ResourceStatus": "CREATE_COMPLETE",
        "PhysicalResourceId": url,
    }
    others = account.client
    answers = SimpleNamespace(
        describe_stack_resources=lambda PhysicalResourceId: {
            "StackResources": [told] if PhysicalResourceId == url else []
        }
    )
    monkeypatch.setattr(
        account, "client", lambda name: answers if name == "cloudformation" else others(name)
    )
    with pytest.raises(SystemExit, match="ADOPT_QUEUE=theirs: belongs to the stack redress-test"):
        adoption(account, AdoptQueue="theirs").check()


def test_a_bucket_is_no_stack_s_for_having_its_policy_and_takes_no_second_one(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CloudFormation knows a policy by its bucket's name, so that the stack would refuse to go on
    with what it has adopted; and it puts none on a bucket that has one of somebody else's.
    """
    s3 = account.client("s3")
    s3.create_bucket(Bucket="left")
    told = {
        "StackName": STACK,
        "ResourceType": "AWS::S3::BucketPolicy",
        "ResourceStatus": "CREATE_COMPLETE",
        "PhysicalResourceId": "left",
    }
    others, none = account.client, SimpleNamespace(paginate=lambda: [{"Stacks": []}])
    answers = SimpleNamespace(
        describe_stack_resources=lambda PhysicalResourceId: {"StackResources": [told]},
        get_paginator=lambda _call: none,
    )
    monkeypatch.setattr(
        account, "client", lambda name: answers if name == "cloudformation" else others(name)
    )
    adoption(account, AdoptBucket="left").check()
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": "arn:aws:s3:::left/*",
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    s3.put_bucket_policy(Bucket="left", Policy=json.dumps(policy))
    adoption(account, AdoptBucket="left").check({"AdoptBucket": "left"})
    with pytest.raises(SystemExit, match="delete-bucket-policy --bucket left"):
        adoption(account, AdoptBucket="left").check({"AdoptBucket": ""})


def test_what_another_stack_has_adopted_is_refused_and_one_s_own_is_not(account: Account) -> None:
    """No stack owns what an earlier one left; two that work on it would send each mail twice."""
    account.client("s3").create_bucket(Bucket="left")
    template = {
        "Parameters": {"AdoptBucket": {"Type": "String"}},
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
    }
    given = [{"ParameterKey": "AdoptBucket", "ParameterValue": "left"}]
    cloudformation = account.client("cloudformation")
    for stack, why in ((STACK, ""), ("redress-test", "the stack redress-test works on")):
        cloudformation.create_stack(
            StackName=stack, TemplateBody=json.dumps(template), Parameters=given
        )
        if why:
            with pytest.raises(SystemExit, match=why):
                adoption(account, AdoptBucket="left").check()
        else:
            adoption(account, AdoptBucket="left").check()


def test_an_adopted_table_is_bounded_with_each_index_and_let_free_again(account: Account) -> None:
    """By numbers, though parameters are texts; where all is as it should be nothing is told."""
    wanted = adoption(account, AdoptTable="restored", MaxReads="100").wanted("Table")
    free = adoption(account, AdoptTable="restored").wanted("Table")
    most = {"MaxReadRequestUnits": 100, "MaxWriteRequestUnits": -1}
    table, *indexes = bounds_to_set(free, wanted)
    assert table == {"OnDemandThroughput": most}
    named = [one["GlobalSecondaryIndexUpdates"][0]["Update"] for one in indexes]
    assert [one["IndexName"] for one in named] == [*INDEXES]
    assert all(one["OnDemandThroughput"] == most for one in named)
    assert [*bounds_to_set(wanted, wanted)] == []
    assert {*next(bounds_to_set(wanted, free))["OnDemandThroughput"].values()} == {-1}


def test_an_index_that_is_added_brings_the_attributes_of_its_own_keys_alone() -> None:
    """DynamoDB refuses to define what no key is made of."""
    wanted = table_schema()
    first = next(one for one in wanted["GlobalSecondaryIndexes"] if one["IndexName"] == "due")
    found = {"AttributeDefinitions": [{"AttributeName": "pk"}, {"AttributeName": "sk"}]}
    named = {one["AttributeName"] for one in defined_with(found, first, wanted)}
    assert named == {"pk", "sk", "due_pk", "due_sk"}


def test_nobody_begins_empty_beside_what_an_earlier_stack_left(account: Account) -> None:
    """Each is named as it is adopted; those of a stage that only begins alike are not."""
    s3 = account.client("s3")
    for bucket in ("uploads-1a2b", "heads-1a2b", "eu-uploads-3c4d", "heads-page-3c4d"):
        s3.create_bucket(Bucket=f"{STACK}-{bucket}")
    account.client("dynamodb").create_table(**table_schema(), TableName=f"{STACK}-Table-1A2B")
    pools = account.client("cognito-idp")
    pool = pools.create_user_pool(PoolName=STACK)["UserPool"]["Id"]
    pools.create_user_pool(PoolName=f"{STACK}-eu")
    made_by = {"stack-name": STACK, "logical-id": "LinkKey"}
    secret = account.client("secretsmanager").create_secret(
        Name="key",
        SecretString="key",
        Tags=[{"Key": f"aws:cloudformation:{name}", "Value": made_by[name]} for name in made_by],
    )["ARN"]
    account.client("sqs").create_queue(QueueName=f"{STACK}-Undelivered-1A2B")
    with pytest.raises(SystemExit) as refused:
        require_adopted(account, STACK, ())
    assert "3c4d" not in str(refused.value)
    assert {line.strip() for line in str(refused.value).splitlines() if "ADOPT_" in line} == {
        f"ADOPT_TABLE={STACK}-Table-1A2B",
        f"ADOPT_BUCKET={STACK}-uploads-1a2b",
        f"ADOPT_HEADS={STACK}-heads-1a2b",
        f"ADOPT_POOL={pool}",
        f"ADOPT_LINK_KEY={secret}",
        f"ADOPT_QUEUE={STACK}-Undelivered-1A2B",
    }
    require_adopted(account, STACK, ADOPTABLE)


def test_the_bucket_of_packages_is_the_account_s_own_and_closed(account: Account) -> None:
    name = artifacts_bucket(account)
    assert name.startswith(f"redress-artifacts-{account.id}-us-east-1-")
    assert artifacts_bucket(account) == name
    s3 = account.client("s3")
    assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Enabled"
    assert tags.spelled(s3.get_bucket_tagging(Bucket=name)["TagSet"]) == tags.PRODUCT
    policy = json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])
    assert policy["Statement"][0]["Resource"] == [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"]
    assert all(s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"].values())


def test_the_bucket_of_an_earlier_version_goes_on_being_used(account: Account) -> None:
    named_before = f"redress-artifacts-{account.id}-us-east-1"
    account.client("s3").create_bucket(Bucket=named_before)
    assert artifacts_bucket(account) == named_before


def test_every_call_of_s3_says_whose_the_bucket_is(account: Account) -> None:
    """One that somebody else took the name of is neither written to nor read."""
    told: list[tuple[str, str]] = []
    s3 = account.client("s3")
    s3.meta.events.register(
        "before-call.s3",
        lambda model, params, **_: told.append(
            (model.name, params["headers"].get("x-amz-expected-bucket-owner", ""))
        ),
    )
    s3.create_bucket(Bucket="ours")
    s3.put_object(Bucket="ours", Key="one", Body=b"1")
    s3.head_object(Bucket="ours", Key="one")
    s3.list_objects_v2(Bucket="ours")
    s3.delete_objects(Bucket="ours", Delete={"Objects": [{"Key": "one"}]})
    s3.head_bucket(Bucket="ours")
    assert [one for one in told if one[1] != account.id] == [("CreateBucket", "")]

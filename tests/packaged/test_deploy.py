"""Deploying to AWS, tried on the emulator: the same program, another endpoint."""

import pytest

from infra.emulator import Emulator
from infra.gateway_logs import ROLE
from infra.resources.functions import ALIAS
from infra.stack import Stack as CloudFormationStack
from tests.packaged.conftest import Deploy

SENDER = "disputes@example.com"


@pytest.fixture(scope="module")
def outputs(aws: Emulator, deploy: Deploy) -> dict[str, str]:
    done = deploy("--stage", "prod", MAIL_FROM=SENDER, TAGS="team=finance")
    assert done.returncode == 0, done.stderr
    found = CloudFormationStack("redress-prod", "", aws).outputs()
    assert found
    assert found["Url"] in done.stdout
    return found


def test_the_stage_called_local_is_not_for_aws(deploy: Deploy) -> None:
    assert "not local" in deploy("--stage", "local").stderr


@pytest.mark.parametrize(
    "sender",
    ["", "disputes", "Redress <disputes@example.com>", "a@example.com\nBcc: b@example.com"],
)
def test_without_an_address_that_mails_come_from_nothing_is_deployed(
    deploy: Deploy, sender: str
) -> None:
    refused = deploy("--stage", "mailless", MAIL_FROM=sender)
    assert refused.returncode
    assert "MAIL_FROM=" in refused.stderr


def test_mails_come_from_the_given_address_and_what_comes_back_is_noted(
    aws: Emulator, outputs: dict[str, str]
) -> None:
    variables = aws.client("lambda").get_function_configuration(
        FunctionName="redress-prod-after-commit"
    )["Environment"]["Variables"]
    assert variables["MAIL_FROM"] == f"Redress <{SENDER}>"
    (topic,) = [
        one["TopicArn"]
        for one in aws.client("sns").list_topics()["Topics"]
        if one["TopicArn"].endswith("mail-feedback")
    ]
    (told,) = aws.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    assert told["Endpoint"].endswith("redress-prod-note-mail")
    destinations = aws.client("sesv2").get_configuration_set_event_destinations(
        ConfigurationSetName=variables["MAIL_CONFIGURATION_SET"]
    )
    assert [one["SnsDestination"]["TopicArn"] for one in destinations["EventDestinations"]] == [
        topic
    ]


def test_the_key_of_personal_links_is_made_here_and_kept(
    aws: Emulator, deploy: Deploy, outputs: dict[str, str]
) -> None:
    variables = aws.client("lambda").get_function_configuration(
        FunctionName=outputs["APIHandlerName"]
    )["Environment"]["Variables"]
    key = aws.client("secretsmanager").get_secret_value(SecretId=variables["LINK_KEY_SECRET"])[
        "SecretString"
    ]
    assert len(key) == 64
    assert deploy("--stage", "prod").returncode == 0
    assert (
        aws.client("secretsmanager").get_secret_value(SecretId=variables["LINK_KEY_SECRET"])[
            "SecretString"
        ]
        == key
    )


def test_production_protects_its_data(aws: Emulator, outputs: dict[str, str]) -> None:
    table = aws.client("dynamodb").describe_table(TableName=outputs["TableName"])["Table"]
    assert table["DeletionProtectionEnabled"]
    [stack] = aws.client("cloudformation").describe_stacks(StackName="redress-prod")["Stacks"]
    assert stack["EnableTerminationProtection"]


def test_nothing_that_is_for_this_machine_only_reaches_aws(
    aws: Emulator, outputs: dict[str, str]
) -> None:
    variables = aws.client("lambda").get_function_configuration(
        FunctionName=outputs["APIHandlerName"]
    )["Environment"]["Variables"]
    assert {name: variables[name] for name in ("LOCAL_MODE", "UPLOAD_URL", "JWKS_URL")} == {
        "LOCAL_MODE": "",
        "UPLOAD_URL": "",
        "JWKS_URL": "",
    }
    assert variables["PUBLIC_URL"] == outputs["Url"]


def test_only_the_page_may_send_and_read_uploads(aws: Emulator, outputs: dict[str, str]) -> None:
    rules = aws.client("s3").get_bucket_cors(Bucket=outputs["BucketName"])["CORSRules"]
    assert [rule["AllowedOrigins"] for rule in rules] == [[outputs["Url"]]]


def test_the_page_is_published_whole_and_nothing_else(
    aws: Emulator, outputs: dict[str, str]
) -> None:
    keys = {
        found["Key"]
        for found in aws.client("s3").list_objects_v2(Bucket=outputs["PageBucket"])["Contents"]
    }
    assert keys == {"index.html", "app.js", "later.js", "pdf.js", "pdf.worker.js", "style.css"}


def test_deploying_again_changes_nothing(
    aws: Emulator, deploy: Deploy, outputs: dict[str, str]
) -> None:
    again = deploy("--stage", "prod")
    assert again.returncode == 0
    stack = CloudFormationStack("redress-prod", "", aws)
    assert stack.outputs() == outputs
    assert stack.tagged() == {"product": "redress", "stage": "prod", "team": "finance"}
    assert again.stdout.startswith("redress-prod in us-east-1 of the account ")
    assert "NOBODY IS TOLD OF ALARMS" in again.stdout
    assert "FIREWALL=on: without it" in again.stdout
    assert "IS GONE" not in again.stdout
    assert "SWITCHED OFF" not in again.stdout
    assert "may write logs from now on" not in again.stdout


def test_the_gateway_may_log_and_is_named_and_traced_as_its_stage(
    aws: Emulator, outputs: dict[str, str]
) -> None:
    """Two stages in one account have metrics of their own."""
    gateway = aws.client("apigateway")
    assert gateway.get_account()["cloudwatchRoleArn"].endswith(f":role/{ROLE}")
    assert gateway.get_rest_api(restApiId=outputs["RestAPIId"])["name"] == "redress-prod"
    stage = gateway.get_stage(restApiId=outputs["RestAPIId"], stageName="api")
    assert not stage["tracingEnabled"], "the path of a calendar holds its secret"
    function = aws.client("lambda").get_function_configuration(FunctionName="redress-prod-sweep")
    assert function["LoggingConfig"]["LogFormat"] == "JSON"
    assert function["TracingConfig"]["Mode"] == "Active"
    [board] = aws.client("cloudwatch").list_dashboards()["DashboardEntries"]
    assert board["DashboardName"] == "redress-prod-us-east-1"
    told = aws.client("cloudwatch").get_dashboard(DashboardName=board["DashboardName"])[
        "DashboardBody"
    ]
    assert "${" not in told
    assert '"redress-prod-sweep"' in told


def test_the_gateway_and_the_stream_call_the_version_of_this_deployment(
    aws: Emulator, outputs: dict[str, str]
) -> None:
    """A snapshot is of a published version, so nobody who waits calls a function without its
    alias; and the version knows what the deployment's second half told.
    """
    functions = aws.client("lambda")
    for name in ("api", "index-changes", "after-commit"):
        version = functions.get_function_configuration(
            FunctionName=f"redress-prod-{name}", Qualifier=ALIAS
        )
        assert version["SnapStart"] == {
            "ApplyOn": "PublishedVersions",
            "OptimizationStatus": "On",
        }
        assert version["Environment"]["Variables"]["PUBLIC_URL"] == outputs["Url"]
        assert len(_versions(aws, name)) == 1
    readers = functions.list_event_source_mappings()["EventSourceMappings"]
    assert {one["FunctionArn"].partition(":function:")[2] for one in readers} == {
        f"redress-prod-{name}:{ALIAS}" for name in ("index-changes", "after-commit")
    }
    gateway = aws.client("apigateway")
    found = gateway.get_resources(restApiId=outputs["RestAPIId"], limit=500)["items"]
    called = {
        gateway.get_integration(
            restApiId=outputs["RestAPIId"], resourceId=one["id"], httpMethod=method
        )["uri"].partition(":function:")[2]
        for one in found
        for method in one.get("resourceMethods", {})
        if method != "OPTIONS"
    }
    assert called == {f"redress-prod-api:{ALIAS}/invocations"}


def test_a_setting_that_changes_makes_a_version_that_knows_it(
    aws: Emulator, deploy: Deploy, outputs: dict[str, str]
) -> None:
    """A version keeps the environment that it was published with."""
    [before] = _versions(aws, "api")
    assert deploy("--stage", "prod", SNAP_START="off").returncode == 0
    version = aws.client("lambda").get_function_configuration(
        FunctionName="redress-prod-api", Qualifier=ALIAS
    )
    assert version["SnapStart"]["ApplyOn"] == "None"
    [after] = _versions(aws, "api")
    assert (version["Version"], after != before) == (after, True)
    assert deploy("--stage", "prod").returncode == 0
    assert _versions(aws, "api") == [after]


def test_the_setting_of_snapshots_is_on_or_off(deploy: Deploy) -> None:
    assert "SNAP_START=on" in deploy("--stage", "prod", SNAP_START="maybe").stderr


def test_somebody_is_invited_once(aws: Emulator, deploy: Deploy, outputs: dict[str, str]) -> None:
    first = deploy("--stage", "prod", "--invite", "boss@example.test", "--name", "Boss")
    again = deploy(
        "--stage", "prod", "--invite", "boss@example.test", "--name", "Boss", "--role", "agent"
    )
    assert (first.returncode, again.returncode) == (0, 0)
    assert "boss@example.test is admin" in first.stdout
    assert "already there as admin; another first password is on its way" in again.stdout
    users = aws.client("cognito-idp").list_users(UserPoolId=outputs["UserPoolId"])["Users"]
    assert len(users) == 1
    assert users[0]["UserStatus"] == "FORCE_CHANGE_PASSWORD"


def _versions(aws: Emulator, name: str) -> list[str]:
    """The published versions of a function."""
    listed = aws.client("lambda").list_versions_by_function(FunctionName=f"redress-prod-{name}")
    return [one["Version"] for one in listed["Versions"] if one["Version"] != "$LATEST"]

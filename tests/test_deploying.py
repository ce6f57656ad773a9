"""Deploying where something goes wrong on the way: somebody else is faster, a person stops it, AWS
says later or no.
"""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, NoCredentialsError, WaiterError

from infra import heard, settings
from infra.account import Account
from infra.adopted import Adoption
from infra.left_behind import require_adopted
from infra.plainly import plainly
from infra.resources.adoption import NOTHING
from infra.stack import OVERTAKEN, UNWATCHED, Stack
from tests.app import App

NAME = "redress-prod"
BEGUN = datetime(2026, 11, 2, 9, tzinfo=UTC)
READY = {"Status": "CREATE_COMPLETE", "StackId": "arn:stack", "CreationTime": BEGUN}
REPLACED = {
    "Action": "Modify",
    "LogicalResourceId": "Table",
    "ResourceType": "AWS::DynamoDB::Table",
    "Replacement": "True",
}


def refusal(code: str, what: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": what}}, "Something")


class CloudFormation:
    """A stack that is there, and what it answers of a change set."""

    def __init__(self, **fails: BaseException) -> None:
        self.fails = fails
        self.status = "UPDATE_COMPLETE"
        self.dropped: list[str] = []
        self.asked: dict[str, Any] = {}
        self.carried_out: list[str] = []
        self.changes: list[Any] = []
        self.events: list[Any] = []

    def client(self, _service: str) -> "CloudFormation":
        return self

    def _or_fail(self, call: str, answer: Any) -> Any:
        if call in self.fails:
            raise self.fails[call]
        return answer

    def describe_stacks(self, **_asked: Any) -> Any:
        if not self.status:
            raise refusal("ValidationError", "Stack with id redress-prod does not exist")
        given = [{"ParameterKey": "MailFrom", "ParameterValue": "a@d.test"}]
        tags = [{"Key": "aws:x", "Value": "1"}, {"Key": "team", "Value": "money"}]
        return {"Stacks": [{"StackStatus": self.status, "Parameters": given, "Tags": tags}]}

    def create_change_set(self, **asked: Any) -> Any:
        self.asked = asked
        return {"Id": "arn:change"}

    def describe_change_set(self, **_asked: Any) -> Any:
        return self._or_fail("describe", READY | {"Changes": self.changes})

    def delete_change_set(self, ChangeSetName: str, **_asked: Any) -> None:
        self.dropped.append(ChangeSetName)

    def execute_change_set(self, ChangeSetName: str, **_asked: Any) -> None:
        self._or_fail("execute", None)
        self.carried_out.append(ChangeSetName)

    def get_waiter(self, _name: str) -> Any:
        def wait(**_asked: Any) -> None:
            self.status = "UPDATE_IN_PROGRESS"
            self._or_fail("wait", None)

        return SimpleNamespace(wait=wait)

    def get_paginator(self, _name: str) -> Any:
        return SimpleNamespace(paginate=lambda **_: [{"StackEvents": self.events}])


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(Stack, "_upload", lambda *_: "https://template")

    def carry_out(aws: CloudFormation, **told: Any) -> None:
        package: Any = None
        Stack(NAME, "bucket", aws, 0.01, {"stage": "prod"}).deploy(package, {}, **told)

    return carry_out


def test_a_first_deployment_that_fails_leaves_nothing_and_a_look_changes_nothing(run: Any) -> None:
    """Else the next one would find a stack that takes no change."""
    aws = CloudFormation()
    run(aws)
    assert (aws.asked["ChangeSetType"], "OnStackFailure" in aws.asked) == ("UPDATE", False)
    assert aws.asked["Tags"] == [{"Key": "stage", "Value": "prod"}]
    assert (aws.carried_out, aws.dropped) == (["arn:change"], [])
    aws = CloudFormation()
    aws.status = ""
    run(aws, shows_only=True)
    assert (aws.asked["ChangeSetType"], aws.asked["OnStackFailure"]) == ("CREATE", "DELETE")
    assert (aws.carried_out, aws.dropped) == ([], ["arn:change"])


def test_what_was_only_looked_at_was_never_deployed() -> None:
    """Its settings are of whoever looked, and are not kept."""
    aws = CloudFormation()
    stack = Stack(NAME, "bucket", aws)
    assert (stack.parameters(), stack.tagged()) == ({"MailFrom": "a@d.test"}, {"team": "money"})
    aws.status = "REVIEW_IN_PROGRESS"
    assert (stack.parameters(), stack.tagged(), stack.outputs()) == ({}, {}, None)
    stack.require_settled()


def test_what_would_lose_what_people_entered_is_not_carried_out(run: Any) -> None:
    aws = CloudFormation()
    aws.changes = [{"Type": "Resource", "ResourceChange": REPLACED}]
    with pytest.raises(SystemExit, match="The stack was not changed"):
        run(aws)
    assert (aws.carried_out, aws.dropped) == ([], ["arn:change"])


@pytest.mark.parametrize("stopped", [KeyboardInterrupt(), refusal("ExpiredToken")])
def test_a_change_set_that_nobody_looks_at_any_more_does_not_stay(
    run: Any, stopped: BaseException
) -> None:
    """Ctrl-C, and a sign-in to AWS that ends meanwhile."""
    aws = CloudFormation(describe=stopped)
    with pytest.raises(type(stopped)):
        run(aws)
    assert aws.dropped == ["arn:change"]


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        ("execute", refusal("InvalidChangeSetStatus", "[OBSOLETE]"), OVERTAKEN),
        ("wait", KeyboardInterrupt(), UNWATCHED),
        ("wait", WaiterError("stack", "Max attempts exceeded", {}), UNWATCHED),
        ("wait", WaiterError("stack", "Throttling: Rate exceeded", {}), UNWATCHED),
    ],
)
def test_what_becomes_of_the_stack_is_said_where_nobody_waits_for_it(
    run: Any, call: str, error: BaseException, said: str
) -> None:
    """Of two deployments at once one is told to look again; one that is stopped, or waits too long,
    that CloudFormation goes on.
    """
    with pytest.raises(SystemExit, match=said.format(stack=NAME)[:60]):
        run(CloudFormation(**{call: error}))


def test_what_failed_first_is_told_and_not_what_was_broken_off_for_it(run: Any) -> None:
    """CloudFormation lists the newest first, several of one moment, and those of days before."""

    def failed(name: str, why: str, after_seconds: int = 60) -> Any:
        return {
            "LogicalResourceId": name,
            "ResourceStatus": "CREATE_FAILED",
            "ResourceStatusReason": why,
            "Timestamp": BEGUN + timedelta(seconds=after_seconds),
        }

    aws = CloudFormation(wait=WaiterError("stack", "it failed", {}))
    aws.events = [
        failed("Sweep", "Resource creation cancelled"),
        failed("Distribution", "CNAMEAlreadyExists"),
        failed("Page", "Resource creation cancelled"),
        failed("Budget", "of an earlier deployment", after_seconds=-86_400),
    ]
    with pytest.raises(SystemExit, match="Distribution: CNAMEAlreadyExists"):
        run(aws)


def test_why_it_failed_is_told_whatever_the_clock_of_this_machine_shows(run: Any) -> None:
    """What failed before is not what failed now."""
    aws = CloudFormation(wait=WaiterError("stack", "ROLLBACK", {}))
    failed = {"ResourceStatus": "UPDATE_FAILED", "LogicalResourceId": "Table"}
    aws.events = [
        failed | {"Timestamp": BEGUN + timedelta(minutes=ahead), "ResourceStatusReason": why}
        for ahead, why in ((1, "No such key."), (-60, "No such bucket."))
    ]
    with pytest.raises(SystemExit, match=r"takes back what it did: Table: No such key\."):
        run(aws)


def test_a_stack_that_somebody_else_has_begun_to_change_is_left_alone(run: Any) -> None:
    """After packaging too, which takes a while."""
    aws = CloudFormation()
    aws.status = "UPDATE_IN_PROGRESS"
    with pytest.raises(SystemExit, match="wait until that has ended"):
        run(aws)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (refusal("ExpiredTokenException"), "Sign in to AWS again"),
        (refusal("AccessDenied"), "AWS refuses"),
        (NoCredentialsError(), "cannot be asked"),
        (KeyboardInterrupt(), "Stopped"),
    ],
)
def test_what_aws_says_is_told_in_words_and_how_it_goes_on(error: BaseException, said: str) -> None:
    with pytest.raises(SystemExit, match=said) as ended, plainly():
        raise error
    assert "to go on from there" in str(ended.value)


@pytest.fixture
def account(app: App) -> Account:
    return Account(boto3.Session(region_name="us-east-1"))


def test_a_stage_of_another_region_has_left_nothing_behind(account: Account) -> None:
    """The list of an account's buckets is of all regions; one of elsewhere is not adopted either,
    since its address names the region.
    """
    stack = "redress-abroad"
    elsewhere = f"{stack}-uploads-9z"
    boto3.client("s3", region_name="eu-central-1").create_bucket(
        Bucket=elsewhere, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    require_adopted(account, stack, ())
    told = NOTHING | {"Stage": "prod", "AdoptBucket": elsewhere}
    with pytest.raises(SystemExit, match="lies in eu-central-1"):
        Adoption(account, stack, told).check()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"DomainName": "disputes.example.com"}, "CERTIFICATE_ARN"),
        (
            {"DomainName": "d.example.com", "CertificateArn": "arn:aws:acm:eu-west-1:1:c/1"},
            "CERTIFICATE_ARN",
        ),
        ({"WebAclArn": "arn:aws:wafv2:eu-west-1:1:regional/webacl/a/b"}, "WEB_ACL_ARN"),
    ],
)
def test_what_cloudfront_would_refuse_after_minutes_is_refused_at_once(
    given: dict[str, str], said: str
) -> None:
    usual = dict.fromkeys(settings.SETTINGS, "")
    settings.check_of_cloudfront(usual)
    mine = {"DomainName": "d.example.com", "CertificateArn": "arn:aws:acm:us-east-1:1:c/1"}
    acl = {"WebAclArn": "arn:aws:wafv2:us-east-1:1:global/webacl/a/b"}
    settings.check_of_cloudfront(usual | mine | acl)
    with pytest.raises(SystemExit, match=said):
        settings.check_of_cloudfront(usual | given)


class Services:
    """An account's topics and mail."""

    region, partition, id = "eu-west-1", "aws", "123456789012"

    def __init__(
        self,
        subscribed: dict[str, str],
        verified: tuple[str, ...],
        sandbox: bool,
        stages: tuple[str, ...] = ("api",),
        off: str = "",
        gone: str = "",
    ):
        self.subscribed, self.verified, self.sandbox = subscribed, verified, sandbox
        self.stages, self.off, self.gone = stages, off, gone

    def client(self, _service: str) -> "Services":
        return self

    def get_paginator(self, _call: str) -> Any:
        rows = [
            {"Endpoint": email, "SubscriptionArn": arn} for email, arn in self.subscribed.items()
        ]
        return SimpleNamespace(paginate=lambda **_: [{"Subscriptions": rows}])

    def get_stages(self, restApiId: str) -> Any:
        assert restApiId == "a1b2"
        return {"item": [{"stageName": one} for one in self.stages]}

    def list_event_source_mappings(self, FunctionName: str) -> Any:
        assert FunctionName.startswith(
            "arn:aws:lambda:eu-west-1:123456789012:function:redress-prod-"
        )
        assert FunctionName.endswith(":live")
        state = "Disabled" if self.off and self.off in FunctionName else "Enabled"
        is_gone = self.gone and self.gone in FunctionName
        return {"EventSourceMappings": [] if is_gone else [{"State": state}]}

    def list_rule_names_by_target(self, TargetArn: str) -> Any:
        is_gone = self.gone and TargetArn.endswith(f"redress-prod-{self.gone}")
        return {"RuleNames": [] if is_gone else [TargetArn]}

    def describe_rule(self, Name: str) -> Any:
        return {"State": "DISABLED" if self.off and self.off in Name else "ENABLED"}

    def get_account(self) -> Any:
        return {"ProductionAccessEnabled": not self.sandbox}

    def get_identity_verification_attributes(self, Identities: list[str]) -> Any:
        return {
            "VerificationAttributes": {
                one: {"VerificationStatus": "Success" if one in self.verified else "Pending"}
                for one in Identities
            }
        }


TOLD = {"Stage": "prod", "AlarmEmail": "ops@d.test", "MailFrom": "a@mail.d.test"}
CONFIRMED = {"ops@d.test": "arn:aws:sns:eu-west-1:1:t:1"}


@pytest.mark.parametrize(
    ("services", "parameters", "said"),
    [
        (Services(CONFIRMED, ("d.test",), False), TOLD, []),
        (Services({}, ("a@mail.d.test",), False), TOLD | {"AlarmEmail": ""}, ["NOBODY IS TOLD OF"]),
        (
            Services({"ops@d.test": "PendingConfirmation"}, ("d.test",), False),
            TOLD,
            ["YET: ops@d.test"],
        ),
        (Services({}, ("mail.d.test",), False), TOLD, ["sns:eu-west-1:123456789012:redress-prod-"]),
        (Services(CONFIRMED, ("test",), True), TOLD, ["SANDBOX in eu-west-1", "NO MAIL LEAVES"]),
        (
            Services(CONFIRMED, ("d.test",), False, ("api", "Stage")),
            TOLD,
            ["delete-stage --rest-api-id a1b2 --stage-name Stage"],
        ),
        (
            Services(CONFIRMED, ("d.test",), False, off="after-commit", gone="rotate-link-key"),
            TOLD,
            ["READER after-commit IS SWITCHED OFF", "SCHEDULE OF rotate-link-key IS GONE"],
        ),
        (
            Services(CONFIRMED, ("d.test",), False, off="sweep", gone="index-changes"),
            TOLD,
            ["READER index-changes IS GONE", "SCHEDULE OF sweep IS SWITCHED OFF"],
        ),
    ],
)
def test_what_rings_unheard_and_mails_that_cannot_leave_are_said(
    services: Any, parameters: dict[str, str], said: list[str]
) -> None:
    """A link that nobody followed is forgotten after two days, and the stack does not know it; nor
    does it of a stage that an earlier version had made, or of what somebody switched off by hand.
    """
    found = list(heard.warnings(services, NAME, parameters, "a1b2"))
    assert len(found) == len(said)
    assert all(part in one for part, one in zip(said, found, strict=True))


def test_what_may_not_be_looked_at_is_said_and_ends_nothing() -> None:
    class Closed(Services):
        def client(self, _service: str) -> Any:
            raise refusal("AccessDenied")

    found = list(heard.warnings(Closed({}, (), False), NAME, TOLD, "a1b2"))  # type: ignore[arg-type]
    assert all("could not be looked at" in one for one in found)
    assert len(found) == 4

"""What a reviewer of the template looks for in every resource of a kind: that it is closed, kept,
bounded and heard of.
"""

import pytest

from chalicelib.domain.upkeep.set_aside import READ_WITHIN
from chalicelib.store.set_aside import HIDDEN_SECONDS
from infra.approval_machine import BACKSTOP_SECONDS, definition
from infra.headers import HSTS_SECONDS
from infra.resources.functions import FUNCTIONS, STREAM_READERS, stream_event
from infra.resources.gateway import api_properties
from infra.resources.page import CACHING_DISABLED
from tests.template import BUCKETS, RESOURCES, of_kind, said

REGIONAL = {"Fn::Sub": "${AWS::StackName}-${AWS::Region}"}
DAY_SECONDS = 86_400
GATEWAY_GIVES_UP_SECONDS = 29


@pytest.mark.parametrize("name", BUCKETS)
def test_a_bucket_is_closed_encrypted_and_reached_by_current_tls_alone(name: str) -> None:
    bucket = BUCKETS[name]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    [rule] = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    [policy] = [one for _, one in of_kind("S3::BucketPolicy") if one["Bucket"] == {"Ref": name}]
    for sid, condition in (
        ("EncryptedTransportOnly", {"Bool": {"aws:SecureTransport": "false"}}),
        ("CurrentTransportOnly", {"NumericLessThan": {"s3:TlsVersion": "1.2"}}),
    ):
        one = said(policy)[sid]
        assert (one["Effect"], one["Principal"], one["Action"]) == ("Deny", "*", "s3:*")
        assert (one["Condition"], len(one["Resource"])) == (condition, 2)


def test_what_is_stored_and_set_aside_is_encrypted_and_protected() -> None:
    """In production nobody deletes table or pool by mistake; the queue keeps for a fortnight."""
    table, queue = (RESOURCES[name]["Properties"] for name in ("Table", "Undelivered"))
    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["DeletionProtectionEnabled"] == {"Fn::If": ["IsProduction", True, False]}
    pool = RESOURCES["UserPool"]["Properties"]["DeletionProtection"]
    assert pool == {"Fn::If": ["IsProduction", "ACTIVE", "INACTIVE"]}
    assert queue == {"MessageRetentionPeriod": 14 * DAY_SECONDS, "SqsManagedSseEnabled": True}
    policy = RESOURCES["UndeliveredPolicy"]["Properties"]
    assert policy["Queues"] == [{"Ref": "Undelivered"}]
    refused = said(policy)["EncryptedTransportOnly"]
    assert (refused["Effect"], refused["Principal"], refused["Action"]) == ("Deny", "*", "sqs:*")
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert refused["Resource"] == {"Fn::GetAtt": ["Undelivered", "Arn"]}


def test_a_deleted_attachment_is_there_as_long_as_a_row_and_no_part_of_a_file_stays() -> None:
    rules = {
        one["Id"]: one
        for one in RESOURCES["Uploads"]["Properties"]["LifecycleConfiguration"]["Rules"]
    }
    assert rules["ForgetOldAttachments"]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 35}
    assert rules["ForgetParts"]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}


def test_nobody_changes_a_head_that_is_kept_nor_what_keeps_it() -> None:
    """X-05: one of each name, locked, for everybody who does not take the policy away first."""
    retention = {"Mode": {"Fn::If": ["HasStrictHeadsLock", "COMPLIANCE", "GOVERNANCE"]}}
    [rule] = [RESOURCES["Heads"]["Properties"]["ObjectLockConfiguration"]["Rule"]["Fn::If"]]
    assert (rule[0], rule[2]) == ("HasHeadsLock", {"Ref": "AWS::NoValue"})
    assert rule[1]["DefaultRetention"] == retention | {"Days": {"Ref": "HeadsDays"}}
    policy = said(RESOURCES["HeadsPolicy"]["Properties"])
    once, never = policy["WrittenOnce"], policy["NeverChanged"]
    assert once["Effect"] == never["Effect"] == "Deny"
    assert once["Principal"] == never["Principal"] == "*"
    assert once["Condition"] == {"Null": {"s3:if-none-match": "true"}}
    assert set(never["Action"]) >= {
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:PutObjectRetention",
        "s3:BypassGovernanceRetention",
        "s3:PutLifecycleConfiguration",
    }


def test_logs_are_kept_for_ninety_days_as_the_guide_says() -> None:
    assert {one["RetentionInDays"] for _, one in of_kind("Logs::LogGroup")} == {90}


def test_a_record_of_the_stream_that_cannot_be_worked_off_holds_it_up_for_a_while_only() -> None:
    """Tried often enough, halved, then set aside; read from the oldest on, and no later than the
    stream holds it.
    """
    for name in STREAM_READERS:
        reading = RESOURCES[name]["Properties"]["Events"][stream_event(name)]["Properties"]
        assert (reading["MaximumRetryAttempts"], reading["StartingPosition"]) == (5, "TRIM_HORIZON")
        assert reading["MaximumRecordAgeInSeconds"] == DAY_SECONDS > READ_WITHIN.total_seconds()


def test_a_function_is_given_up_before_whoever_waits_for_it_gives_up() -> None:
    """The gateway at 29 seconds, before CloudFront; what the API takes out of the queue is handed
    to no other request meanwhile.
    """
    seconds = {one.name: one.timeout_seconds for one in FUNCTIONS}
    assert seconds["api"] < GATEWAY_GIVES_UP_SECONDS < HIDDEN_SECONDS
    assert seconds["sweep"] < 300, "the next sweep begins"
    for one in FUNCTIONS:
        settings = RESOURCES[one.resource]["Properties"]
        assert (settings["Timeout"], settings["Tracing"]) == (one.timeout_seconds, "Active")
        if one.called_asynchronously:
            tried = settings["EventInvokeConfig"]
            assert tried["MaximumRetryAttempts"] == 2
            assert tried["MaximumEventAgeInSeconds"] == 3600


def test_the_workflow_logs_its_errors_without_the_tokens_that_answer_it() -> None:
    machine = RESOURCES["ApprovalMachine"]["Properties"]
    assert (machine["StateMachineName"]["Fn::Sub"], machine["StateMachineType"]) == (
        "${AWS::StackName}-approval",
        "STANDARD",
    )
    logged = machine["LoggingConfiguration"]
    assert (logged["Level"], logged["IncludeExecutionData"]) == ("ERROR", False)
    [policy] = RESOURCES["ApprovalMachineRole"]["Properties"]["Policies"]
    asks = said(policy)["Ask"]
    assert asks["Action"] == ["lambda:InvokeFunction"]
    assert asks["Resource"] == {"Fn::GetAtt": ["AskApprover", "Arn"]}


def test_a_task_of_the_workflow_is_tried_again_and_ends_some_day() -> None:
    """CU-15: an answer that never reaches it is asked for anew."""
    task = definition()["States"]["Ask"]
    assert task["TimeoutSeconds"] == BACKSTOP_SECONDS == 30 * DAY_SECONDS
    assert {one["MaxAttempts"] for one in task["Retry"]} == {6, 8}
    [caught] = task["Catch"]
    assert (caught["ErrorEquals"], caught["Next"]) == (["States.Timeout"], "Ask")


def test_sign_ins_end_and_tell_nobody_who_is_known() -> None:
    """X-15: by one flow, with tokens of an hour; a refresh token is used once, for a week."""
    client = RESOURCES["UserPoolClient"]["Properties"]
    assert client["ExplicitAuthFlows"] == ["ALLOW_USER_PASSWORD_AUTH"]
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert client["EnableTokenRevocation"] is True
    assert client["RefreshTokenRotation"]["Feature"] == "ENABLED"
    assert client["RefreshTokenRotation"]["RetryGracePeriodSeconds"] <= 60
    units = client["TokenValidityUnits"]
    assert (client["AccessTokenValidity"], units["AccessToken"]) == (60, "minutes")
    assert (client["RefreshTokenValidity"], units["RefreshToken"]) == (7, "days")
    pool = RESOURCES["UserPool"]["Properties"]
    assert pool["Policies"]["PasswordPolicy"]["TemporaryPasswordValidityDays"] == 3
    assert pool["AccountRecoverySetting"]["RecoveryMechanisms"] == [
        {"Name": "verified_email", "Priority": 1}
    ]
    assert pool["UserPoolTier"] == "ESSENTIALS", "the tier below rotates no tokens"


def test_the_distribution_is_the_only_way_to_the_page_and_keeps_nothing_of_the_api() -> None:
    """Over TLS on both sides, with the strict headers; the API's problems come through as they
    are.
    """
    told = RESOURCES["Distribution"]["Properties"]["DistributionConfig"]
    page, [api] = told["DefaultCacheBehavior"], told["CacheBehaviors"]
    assert "CustomErrorResponses" not in told
    assert (page["ViewerProtocolPolicy"], api["ViewerProtocolPolicy"]) == (
        "redirect-to-https",
        "https-only",
    )
    assert (api["PathPattern"], api["CachePolicyId"]) == ("/api/*", CACHING_DISABLED)
    assert api["Compress"] is False, "strong ETags would become weak ones"
    assert page["ResponseHeadersPolicyId"] == {"Ref": "PageHeaders"}
    assert api["ResponseHeadersPolicyId"] == {"Ref": "ApiHeaders"}
    origins = {one["Id"]: one for one in told["Origins"]}
    assert origins["api"]["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert origins["page"]["OriginAccessControlId"] == {"Fn::GetAtt": ["PageAccess", "Id"]}
    reads = said(RESOURCES["PagePolicy"]["Properties"])["Distribution"]["Condition"]
    assert reads["StringEquals"]["AWS:SourceArn"]["Fn::Sub"].endswith(
        "distribution/${Distribution}"
    )
    for _, one in of_kind("CloudFront::ResponseHeadersPolicy"):
        headers = one["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
        assert headers["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == HSTS_SECONDS
        assert all(header["Override"] for header in headers.values())
        assert {"ContentTypeOptions", "FrameOptions", "ReferrerPolicy"} < headers.keys()


def test_the_api_is_deployed_under_one_stage() -> None:
    """The one with the throttles and the log; without this SAM makes another one besides."""
    assert api_properties()["OpenApiVersion"] == "2.0"


def test_what_lies_in_no_region_is_named_by_its_own() -> None:
    """The same stage in two regions of one account has each of them once."""
    names = [
        RESOURCES["PageAccess"]["Properties"]["OriginAccessControlConfig"]["Name"],
        RESOURCES["Budget"]["Properties"]["Budget"]["BudgetName"],
        RESOURCES["Dashboard"]["Properties"]["DashboardName"],
        *(
            one["ResponseHeadersPolicyConfig"]["Name"]
            for _, one in of_kind("CloudFront::ResponseHeadersPolicy")
        ),
    ]
    assert all(name["Fn::Sub"].startswith(REGIONAL["Fn::Sub"]) for name in names)
    assert len(names) == 5


HEARD_AT: dict[str, tuple[float, str]] = {
    "IndexChangesLagAlarm": (300_000, "notBreaching"),
    "ConcurrencyAlarm": (100, "notBreaching"),
    "SlowAnswersAlarm": (5000, "notBreaching"),
    "DueWorkAlarm": (1800, "breaching"),
    "RemindersAlarm": (DAY_SECONDS, "notBreaching"),
    "IndexChangesOffAlarm": (0, "breaching"),
    "LinkKeyAlarm": (35 * DAY_SECONDS, "notBreaching"),
    "BouncesAlarm": (0.05, "notBreaching"),
    "ComplaintsAlarm": (0.001, "notBreaching"),
    "MailSetAsideAlarm": (9, "notBreaching"),
}
"""An alarm that rings above something → what the guide says it is; the others ring above nothing.
Only a sweep that says nothing, and a reader that never reads what it writes, are silence that
means something.
"""


def test_alarms_ring_above_what_the_guide_says() -> None:
    alarms = dict(of_kind("CloudWatch::Alarm"))
    assert HEARD_AT.keys() < alarms.keys()
    for name, alarm in alarms.items():
        rings = alarm["Threshold"], alarm["TreatMissingData"]
        rings_above = name != "IndexChangesOffAlarm"
        assert (alarm["ComparisonOperator"] == "GreaterThanThreshold") is rings_above, name
        as_the_other = name.replace("AfterCommit", "IndexChanges")
        assert rings == HEARD_AT.get(as_the_other, (0, "notBreaching")), name


def test_what_comes_back_of_mails_is_counted_and_told_by_the_mail_service_alone() -> None:
    """The rates are sent for a configuration set only where it asks for them."""
    settings = RESOURCES["MailSettings"]["Properties"]["ReputationOptions"]
    assert settings == {"ReputationMetricsEnabled": True}
    sent = RESOURCES["MailReturns"]["Properties"]["EventDestination"]
    assert sent["Enabled"]
    assert sent["MatchingEventTypes"] == ["bounce", "complaint"]
    assert sent["SnsDestination"] == {"TopicARN": {"Ref": "MailFeedback"}}
    may = said(RESOURCES["MailFeedbackPolicy"]["Properties"])["MailService"]
    assert (may["Effect"], may["Action"]) == ("Allow", "sns:Publish")
    assert may["Resource"] == {"Ref": "MailFeedback"}
    told = RESOURCES["NoteMailFeedback"]["Properties"]
    assert (told["TopicArn"], told["Protocol"]) == ({"Ref": "MailFeedback"}, "lambda")
    assert told["Endpoint"] == {"Fn::GetAtt": ["NoteMail", "Arn"]}
    assert may["Principal"] == {"Service": "ses.amazonaws.com"}
    assert may["Condition"]["StringEquals"].keys() == {"AWS:SourceAccount", "AWS:SourceArn"}


def test_a_budget_is_told_of_before_it_is_spent() -> None:
    told = [
        one["Notification"]
        for one in RESOURCES["Budget"]["Properties"]["NotificationsWithSubscribers"]
    ]
    assert {(one["NotificationType"], one["Threshold"]) for one in told} == {
        ("ACTUAL", 80),
        ("FORECASTED", 100),
    }


def test_the_firewall_looks_at_sign_ins_first() -> None:
    """Its rules are asked in order, and the first that stops a request is the one that counts."""
    rules = sorted(RESOURCES["WebAcl"]["Properties"]["Rules"], key=lambda one: one["Priority"])
    assert [one["Name"] for one in rules][:2] == ["SignIns", "Requests"]
    limits = [one["Statement"]["RateBasedStatement"]["Limit"] for one in rules[:2]]
    assert limits == [300, 3000]

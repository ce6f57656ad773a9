"""How far each part of the template reaches: what a function may touch, who may call one, what
comes in by mail, and what the page and the API say to a browser.
"""

import json
import re

from chalicelib.store.keys import TIME_TO_LIVE
from infra.headers import api_headers, content_security_policy, page_headers
from infra.policies import RIGHTS, policy
from infra.resources.functions import FUNCTIONS, RUNTIME
from infra.resources.page import ALL_VIEWER_EXCEPT_HOST, CACHING_OPTIMIZED, UPLOADS
from infra.template import merge_template
from tests.template import BUCKETS, RESOURCES, of_kind, said

REACH = re.compile(
    r"\$\{Table\.Arn\}/index/(\*|\w+)|\$\{(Uploads|Heads)\.Arn\}/[a-z-]+/\*|.*:ses:.*:identity/\*"
)
"""Where a resource of a function's policy may end openly: an index, a folder, and whom the mail
service lets a mail come from, which its condition bounds.
"""
FREE = {"WriteTraces", "ListStreams", "AnswerTasks"}
"""What knows no resources, as `test_rights.py` says of each."""


def test_a_function_reaches_what_is_named_and_no_more() -> None:
    """X-15: no key but the link key, no other pool, no function beside those that are named."""
    for function in FUNCTIONS:
        for statement in policy(function)["Statement"]:
            if statement["Sid"] in FREE:
                continue
            for one in statement["Resource"]:
                text = one.get("Fn::Sub", "") if isinstance(one, dict) else one
                assert "*" not in text or REACH.fullmatch(text), (function.name, text)


def test_a_function_makes_no_log_of_its_own() -> None:
    """One that is at work while its stack is deleted would make the group anew, without an end."""
    for function in FUNCTIONS:
        [writes] = [one for one in policy(function)["Statement"] if one["Sid"] == "WriteLog"]
        assert writes["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]
    groups = [one["LogGroupName"]["Fn::Sub"][0] for _, one in of_kind("Logs::LogGroup")]
    assert len(set(groups)) == len(groups) == len(FUNCTIONS) + 2


def test_mail_goes_out_from_one_address_and_files_are_listed_in_one_folder() -> None:
    """Their resources say less than their conditions do."""
    grants = [one for row in RIGHTS.values() for one in row]
    conditions = {one.name: one.condition for one in grants if one.condition}
    assert {one.name for one in grants if one.name in conditions and not one.condition} == set()
    assert conditions == {
        "SendMail": {"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}},
        "ListFiles": {"StringLike": {"s3:prefix": "attachments/*"}},
        "AnswerTasks": {"StringEqualsIfExists": {"aws:ResourceAccount": {"Ref": "AWS::AccountId"}}},
    }


def test_nobody_calls_a_function_for_another_account() -> None:
    """A service that calls one says for whom: of this account, or of one resource of it."""
    permissions = dict(of_kind("Lambda::Permission"))
    assert permissions.keys() == {"MailFeedbackMayCall", "MailInMayBeCalled"}
    sns, ses = permissions["MailFeedbackMayCall"], permissions["MailInMayBeCalled"]
    assert (sns["Principal"], sns["SourceArn"]) == ("sns.amazonaws.com", {"Ref": "MailFeedback"})
    account = {"Ref": "AWS::AccountId"}
    assert (ses["Principal"], ses["SourceAccount"]) == ("ses.amazonaws.com", account)
    puts = said(RESOURCES["UploadsPolicy"]["Properties"])["MailComesIn"]
    assert (puts["Effect"], puts["Action"]) == ("Allow", "s3:PutObject")
    assert puts["Principal"] == {"Service": "ses.amazonaws.com"}
    assert puts["Resource"] == {"Fn::Sub": "${Uploads.Arn}/mail-in/*"}
    assert puts["Condition"] == {"StringEquals": {"AWS:SourceAccount": account}}
    role = RESOURCES["ApprovalMachineRole"]["Properties"]["AssumeRolePolicyDocument"]
    [trusts] = role["Statement"]
    assert trusts["Principal"] == {"Service": "states.amazonaws.com"}


def test_a_bucket_allows_what_its_row_says_and_refuses_the_rest() -> None:
    """Whoever else asks is refused or has rights of one's own in the account."""
    allowed = {
        statement["Sid"]
        for _, one in of_kind("S3::BucketPolicy")
        for statement in one["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
    }
    assert allowed == {"MailComesIn", "Distribution"}
    reads = said(RESOURCES["PagePolicy"]["Properties"])["Distribution"]
    assert (reads["Principal"], reads["Action"]) == (
        {"Service": "cloudfront.amazonaws.com"},
        "s3:GetObject",
    )
    for name, bucket in BUCKETS.items():
        assert bucket["PublicAccessBlockConfiguration"].keys() == {
            "BlockPublicAcls",
            "BlockPublicPolicy",
            "IgnorePublicAcls",
            "RestrictPublicBuckets",
        }, name
        assert bucket["OwnershipControls"] == {
            "Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]
        }
    [cors] = RESOURCES["Uploads"]["Properties"]["CorsConfiguration"]["Fn::If"][1]["CorsRules"]
    assert cors["AllowedOrigins"] == [{"Ref": "PublicUrl"}]
    assert cors["AllowedMethods"] == ["POST", "GET"]
    assert cors["AllowedHeaders"] == ["content-type"]


def test_what_is_kept_can_be_restored_and_forgets_what_it_may() -> None:
    """By the second, as the stream has it; a row by its own time; a key that nobody guesses."""
    table = RESOURCES["Table"]["Properties"]
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert table["TimeToLiveSpecification"] == {"AttributeName": TIME_TO_LIVE, "Enabled": True}
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    for bucket in ("Uploads", "Heads"):
        versions = RESOURCES[bucket]["Properties"]["VersioningConfiguration"]
        assert versions == {"Status": "Enabled"}
    assert RESOURCES["Heads"]["Properties"]["ObjectLockEnabled"] is True
    made = RESOURCES["LinkKey"]["Properties"]["GenerateSecretString"]
    assert made == {"PasswordLength": 64, "ExcludePunctuation": True}


def test_mail_comes_in_over_tls_and_looked_through() -> None:
    """X-14: into the bucket first, from where the function reads it."""
    told = RESOURCES["MailRule"]["Properties"]["Rule"]
    assert (told["Enabled"], told["TlsPolicy"], told["ScanEnabled"]) == (True, "Require", True)
    assert told["Recipients"] == [{"Ref": "InboundDomain"}]
    [puts, calls] = [next(iter(one)) for one in told["Actions"]]
    assert (puts, calls) == ("S3Action", "LambdaAction")
    assert RESOURCES["MailRule"]["DependsOn"] == ["UploadsPolicy", "MailInMayBeCalled"]


def sent_headers(name: str) -> dict[str, str]:
    """The headers that CloudFront adds, as a browser sees them."""
    told = RESOURCES[name]["Properties"]["ResponseHeadersPolicyConfig"]
    safe = told["SecurityHeadersConfig"]
    assert all(one["Override"] for one in told["CustomHeadersConfig"]["Items"])
    lasts = safe["StrictTransportSecurity"]
    below = "; includeSubDomains" if lasts["IncludeSubdomains"] else ""
    policy_said = safe["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    return {
        "Strict-Transport-Security": f"max-age={lasts['AccessControlMaxAgeSec']}{below}",
        "X-Content-Type-Options": "nosniff" if "ContentTypeOptions" in safe else "",
        "X-Frame-Options": safe["FrameOptions"]["FrameOption"],
        "Referrer-Policy": safe["ReferrerPolicy"]["ReferrerPolicy"],
        "Content-Security-Policy": policy_said.get("Fn::Sub")
        if isinstance(policy_said, dict)
        else policy_said,
        **{one["Header"]: one["Value"] for one in told["CustomHeadersConfig"]["Items"]},
    }


def test_a_browser_is_told_the_same_on_aws_as_on_one_machine() -> None:
    """Where the strict headers are tried in a browser; on AWS pictures come from a bucket too."""
    page = page_headers() | {"Content-Security-Policy": content_security_policy(UPLOADS)}
    del page["Cache-Control"]  # said of each file
    assert sent_headers("PageHeaders") == page
    api = sent_headers("ApiHeaders")
    assert api.items() >= api_headers().items()


def test_the_distribution_signs_what_it_asks_the_bucket_and_hands_requests_on_whole() -> None:
    """But for the host, by which the gateway knows its API; method and body are the caller's."""
    access = RESOURCES["PageAccess"]["Properties"]["OriginAccessControlConfig"]
    assert (access["SigningBehavior"], access["SigningProtocol"]) == ("always", "sigv4")
    told = RESOURCES["Distribution"]["Properties"]["DistributionConfig"]
    assert (told["Enabled"], told["DefaultRootObject"]) == (True, "index.html")
    assert told["DefaultCacheBehavior"]["AllowedMethods"] == ["GET", "HEAD"]
    [api] = told["CacheBehaviors"]
    assert {"GET", "PUT", "PATCH", "POST", "DELETE"} < set(api["AllowedMethods"])
    assert api["OriginRequestPolicyId"] == ALL_VIEWER_EXCEPT_HOST
    origins = {one["Id"]: one for one in told["Origins"]}
    assert origins["page"]["DomainName"] == {"Fn::GetAtt": ["Page", "RegionalDomainName"]}
    assert origins["api"]["DomainName"]["Fn::Sub"].startswith("${RestAPI}.execute-api.")
    nothing = {"Ref": "AWS::NoValue"}
    assert told["Aliases"] == {"Fn::If": ["HasDomain", [{"Ref": "DomainName"}], nothing]}
    assert told["DefaultCacheBehavior"]["CachePolicyId"] == CACHING_OPTIMIZED
    assert origins["api"]["CustomOriginConfig"]["OriginSSLProtocols"] == ["TLSv1.2"]
    assert (told["DefaultCacheBehavior"]["TargetOriginId"], api["TargetOriginId"]) == (
        "page",
        "api",
    )
    assert told["WebACLId"]["Fn::If"][:2] == [
        "HasFirewall",
        {"Fn::GetAtt": ["WebAcl", "Arn"]},
    ]


def test_every_function_is_called_as_policies_name_it_and_writes_json_into_its_own_log() -> None:
    """From which measures are read, and a request is found."""
    for function in FUNCTIONS:
        settings = RESOURCES[function.resource]["Properties"]
        assert settings["FunctionName"] == {"Fn::Sub": f"${{AWS::StackName}}-{function.name}"}
        assert (settings["Runtime"], settings["MemorySize"]) == (RUNTIME, function.memory_mb)
        assert settings.get("VersionDeletionPolicy") == (
            "Delete" if function.is_published else None
        )
        logs = settings["LoggingConfig"]
        assert logs["LogFormat"] == "JSON"
        assert logs["LogGroup"] == {"Ref": f"{function.resource}Log"}
        assert logs["ApplicationLogLevel"] == logs["SystemLogLevel"] == "INFO"
        failed = settings.get("EventInvokeConfig", {})
        assert bool(failed) == function.called_asynchronously
        if failed:
            assert failed["DestinationConfig"]["OnFailure"] == {
                "Type": "SQS",
                "Destination": {"Fn::GetAtt": ["Undelivered", "Arn"]},
            }


def test_the_gateway_logs_and_answers_under_the_one_stage() -> None:
    """In the template itself, where what is said of the API lies over what Chalice says."""
    api = RESOURCES["RestAPI"]["Properties"]
    assert (api["OpenApiVersion"], api["TracingEnabled"]) == ("2.0", False)
    log = {"Fn::GetAtt": ["GatewayLog", "Arn"]}
    assert api["AccessLogSetting"]["Fn::If"][1]["DestinationArn"] == log


def test_no_secret_stands_in_the_template() -> None:
    """What an environment or a parameter holds anybody reads who may look at the stack."""
    template = merge_template()
    names = [*template["Parameters"], *template["Outputs"]]
    environment = RESOURCES["APIHandler"]["Properties"]["Environment"]["Variables"]
    assert not re.search(r"(?i)password|token(?!_issuer)", json.dumps([*names, *environment]))
    secrets = [name for name in (*names, *environment) if re.search("(?i)secret|key", name)]
    assert secrets == ["AdoptLinkKey", "LINK_KEY_SECRET"], "the one's ARN, the other's name"

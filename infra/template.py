"""What `chalice package --merge-template` lays over Chalice's own template: one template for every
stage, and for this machine.
"""

from infra.resources import (
    adoption,
    alarms,
    approvals,
    bounds,
    dashboard,
    data,
    firewall,
    functions,
    gateway,
    heads,
    mail,
    measures,
    page,
    people,
)
from infra.resources.intrinsics import Json, choose, ref, sub


def merge_template() -> Json:
    """The whole of it."""
    return {
        "Description": "Redress: open serverless dispute software",
        "Parameters": PARAMETERS,
        "Conditions": CONDITIONS,
        "Resources": {
            **data.resources(),
            **people.resources(),
            **page.resources(),
            **firewall.resources(),
            **functions.resources(),
            **approvals.resources(),
            **mail.resources(),
            **alarms.resources(),
            **bounds.resources(),
            **heads.resources(),
            **gateway.resources(),
            **measures.resources(),
            **dashboard.resources(),
        },
        "Outputs": OUTPUTS,
    }


# Bare, so that no name and no header can be put into it.
MAIL_ADDRESS = r"[^@\s<>,;:\"]{1,64}@[A-Za-z0-9.-]{1,253}"


def _text(description: str, **more: object) -> Json:
    return {"Type": "String", "Default": "", "Description": description, **more}


PARAMETERS = {
    "Stage": _text(
        "Name of the deployment; prod protects its data from deletion",
        Default="local",
        AllowedPattern="[a-z][a-z0-9-]{0,19}",
    ),
    "PublicUrl": _text(
        "Origin of the page; a stage without its own domain learns it from its first deployment"
    ),
    "DomainName": _text("Own domain of the page"),
    "CertificateArn": _text("Certificate of that domain, in us-east-1"),
    "AlarmEmail": _text("Who is told of alarms"),
    "MailFrom": {
        "Type": "String",
        "AllowedPattern": MAIL_ADDRESS,
        "Description": (
            "Address that mails come from and answers go to; SES must have verified it or its"
            " domain"
        ),
    },
    "MailIdentity": _text(
        "Domain or address for this stack to register with SES; empty where that was done before"
    ),
    "InboundDomain": _text(
        "Domain whose mail SES receives for answers to letters; empty where they go to the sender",
        AllowedPattern=r"[A-Za-z0-9.-]{0,253}",
    ),
    "UploadUrl": _text("Origin that stands in for S3 in presigned uploads; on this machine only"),
    "JwksHost": _text("Where the pool's keys are read; on this machine only"),
    "SnapStart": _text(
        "Whether the API and the readers of the stream start from snapshots of themselves",
        Default="on",
        AllowedValues=["on", "off"],
    ),
    "AccessLog": _text(
        "Whether the gateway logs each request; the account lets it do so at all",
        Default="on",
        AllowedValues=["on", "off"],
    ),
    "SecondFactor": _text(
        "Whether managers, finance and admins sign in with a second factor; auto: on prod alone",
        Default="auto",
        AllowedValues=["auto", "on", "off"],
    ),
    "SignInIdentity": _text(
        "Address or domain verified by SES by which invitations and codes are sent from MailFrom;"
        " empty: by Cognito itself, at most fifty a day",
        AllowedPattern=r"[^\s:/]{0,320}",
    ),
    "Firewall": _text(
        "Whether the stage makes a firewall before CloudFront, which it can in us-east-1",
        Default="off",
        AllowedValues=["on", "off"],
    ),
    "WebAclArn": _text("Firewall made elsewhere, of scope CLOUDFRONT"),
    "LocalMode": _text(
        "1 shows the demo people on the sign-in page; on this machine only", AllowedValues=["", "1"]
    ),
    **adoption.PARAMETERS,
    **bounds.PARAMETERS,
    **heads.PARAMETERS,
}

CONDITIONS = {
    "IsProduction": {"Fn::Equals": [ref("Stage"), "prod"]},
    # The emulator receives no mail; what stands in for it calls the function itself.
    "HasInbound": {
        "Fn::And": [
            {"Fn::Not": [{"Fn::Equals": [ref("InboundDomain"), ""]}]},
            {"Fn::Equals": [ref("LocalMode"), ""]},
        ]
    },
    **bounds.CONDITIONS,
    **heads.CONDITIONS,
    "AsksSecondFactor": {
        "Fn::Or": [
            {"Fn::Equals": [ref("SecondFactor"), "on"]},
            {
                "Fn::And": [
                    {"Fn::Equals": [ref("SecondFactor"), "auto"]},
                    {"Condition": "IsProduction"},
                ]
            },
        ]
    },
    "HasFirewall": {"Fn::Equals": [ref("Firewall"), "on"]},
    "HasSnapStart": {"Fn::Equals": [ref("SnapStart"), "on"]},
    **adoption.CONDITIONS,
    "HasAccessLog": {"Fn::Equals": [ref("AccessLog"), "on"]},
    **{
        f"Has{name}": {"Fn::Not": [{"Fn::Equals": [ref(parameter), ""]}]}
        for name, parameter in (
            ("PublicUrl", "PublicUrl"),
            ("Domain", "DomainName"),
            ("AlarmEmail", "AlarmEmail"),
            ("MailIdentity", "MailIdentity"),
            ("JwksHost", "JwksHost"),
            ("SignInIdentity", "SignInIdentity"),
            ("WebAcl", "WebAclArn"),
        )
    },
}

OUTPUTS = {
    "PageBucket": {"Value": ref("Page")},
    "DistributionId": {"Value": ref("Distribution")},
    "Url": {
        "Value": choose(
            "HasDomain", sub("https://${DomainName}"), sub("https://${Distribution.DomainName}")
        )
    },
    "TableName": {"Value": ref("Table")},
    "BucketName": {"Value": ref("Uploads")},
    "UserPoolId": {"Value": ref("UserPool")},
    "UserPoolClientId": {"Value": ref("UserPoolClient")},
}

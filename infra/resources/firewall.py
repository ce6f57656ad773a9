"""The firewall before CloudFront, for a stage that wants one: how much one address may ask for, and
what well-known attacks look like.

It stands before the distribution, where the address of who asks is known; before the gateway, whose
own throttles hold for whoever goes there directly, CloudFront's addresses would be all that is
seen. A list for CloudFront lies in us-east-1: a stage there makes its own, another one is told of
one that `python -m infra.resources.firewall` gives the template of.
"""

import json

from infra.resources.intrinsics import Json, attribute, resource, sub

REGION = "us-east-1"
"""Where everything of CloudFront lies."""
PER_ADDRESS = 3_000
"""Requests in five minutes: ten a second, which an office behind one address does not reach."""
OPEN_PER_ADDRESS = 300
"""The same of what signs people in, where passwords and codes are tried."""
WATCHED = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet")
"""Rules of AWS that are counted and stop nothing: letters and imports hold much that looks like an
attack. Who has seen that they do no harm takes `Count` away.
"""


def resources() -> dict[str, Json]:
    """The list of rules, where the stage makes its own."""
    return {"WebAcl": {**_acl(), "Condition": "HasFirewall"}}


def alone() -> Json:
    """The template of the list alone, for stages in other regions."""
    return {
        "Description": "Redress: the firewall before CloudFront",
        "Resources": {"WebAcl": _acl()},
        "Outputs": {"WebAclArn": {"Value": attribute("WebAcl", "Arn")}},
    }


def _acl() -> Json:
    rules = [
        _rate("SignIns", OPEN_PER_ADDRESS, only_under="/api/session"),
        _rate("Requests", PER_ADDRESS),
        *map(_watched, WATCHED),
    ]
    return resource(
        "WAFv2::WebACL",
        {
            "Name": sub("${AWS::StackName}"),
            "Scope": "CLOUDFRONT",
            "DefaultAction": {"Allow": {}},
            "VisibilityConfig": _seen_as("All"),
            "Rules": [{**rule, "Priority": place} for place, rule in enumerate(rules)],
        },
    )


def _rate(name: str, limit: int, only_under: str = "") -> Json:
    counted: Json = {"Limit": limit, "AggregateKeyType": "IP", "EvaluationWindowSec": 300}
    if only_under:
        counted["ScopeDownStatement"] = {
            "ByteMatchStatement": {
                "FieldToMatch": {"UriPath": {}},
                "PositionalConstraint": "STARTS_WITH",
                "SearchString": only_under,
                # However the path is spelled: the gateway reads `%73ession` as it reads `session`.
                "TextTransformations": [
                    {"Priority": place, "Type": kind}
                    for place, kind in enumerate(("URL_DECODE", "NORMALIZE_PATH"))
                ],
            }
        }
    return {
        "Name": name,
        "Action": {"Block": {"CustomResponse": {"ResponseCode": 429}}},
        "Statement": {"RateBasedStatement": counted},
        "VisibilityConfig": _seen_as(name),
    }


def _watched(name: str) -> Json:
    return {
        "Name": name,
        "OverrideAction": {"Count": {}},
        "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": name}},
        "VisibilityConfig": _seen_as(name),
    }


def _seen_as(name: str) -> Json:
    """Its metric; no request is kept, since requests hold what people wrote."""
    return {"CloudWatchMetricsEnabled": True, "MetricName": name, "SampledRequestsEnabled": False}


if __name__ == "__main__":
    print(json.dumps(alone(), indent=1))

"""What is open to whoever has not signed in, and how much of it: throttles, the firewall, TLS, and
what people may write of themselves at the pool.
"""

import json

from chalicelib.api.late_routes import LATE_ROUTES
from chalicelib.api.route_table import ROUTES
from infra.resources import firewall
from infra.resources.gateway import NAME, SENDING, TLS, api_properties, calling_the_alias
from infra.resources.people import resources
from infra.template import merge_template


def test_each_route_without_a_sign_in_has_a_throttle_of_its_own() -> None:
    """Below that of all others, by the very method and path; none is forgotten, and none is meant
    that has one.
    """
    general, *own = api_properties()["MethodSettings"]
    assert (general["ResourcePath"], general["HttpMethod"]) == ("/*", "*")
    limits = {
        f"{one['HttpMethod']} {one['ResourcePath'][1:].replace('~1', '/')}": one for one in own
    }
    open_to_all = {route.name for route in ROUTES if not route.is_guarded}
    assert limits.keys() == open_to_all == {one.name for one in LATE_ROUTES if not one.is_guarded}
    for name, one in limits.items():
        for limit in ("ThrottlingRateLimit", "ThrottlingBurstLimit"):
            assert one[limit] <= general[limit] / 10, name
    assert {limits[name]["ThrottlingRateLimit"] for name in SENDING} == {2}


def test_tls_before_1_2_is_refused_wherever_it_can_be_said() -> None:
    """By the gateway, both buckets, and the page where it has a domain of its own."""
    merged = merge_template()["Resources"]
    for name in ("UploadsPolicy", "PagePolicy"):
        said = {
            one["Sid"]: one for one in merged[name]["Properties"]["PolicyDocument"]["Statement"]
        }
        old = said["CurrentTransportOnly"]
        assert (old["Effect"], old["Principal"], old["Action"]) == ("Deny", "*", "s3:*")
        assert old["Condition"] == {"NumericLessThan": {"s3:TlsVersion": "1.2"}}
        assert len(old["Resource"]) == 2
    page = merged["Distribution"]["Properties"]["DistributionConfig"]
    assert page["ViewerCertificate"]["Fn::If"][1]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    packaged = calling_the_alias(
        {"Resources": {"RestAPI": {"Properties": {"DefinitionBody": {"swagger": "2.0"}}}}}
    )
    body = packaged["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    assert body == {"swagger": "2.0", "info": {"title": NAME}, **TLS}
    assert "TLS13_1_2" in TLS["x-amazon-apigateway-security-policy"]


def test_people_write_nothing_of_themselves_at_the_pool_that_anything_hangs_on() -> None:
    """Not the address by which they sign in, nor whether it is theirs; the pool takes names without
    case and asks for a second factor where somebody has one.
    """
    made = resources()
    pool, client = (made[name]["Properties"] for name in ("UserPool", "UserPoolClient"))
    assert client["WriteAttributes"] == ["locale"]
    assert pool["UsernameConfiguration"] == {"CaseSensitive": False}
    assert pool["UsernameAttributes"] == pool["AutoVerifiedAttributes"] == ["email"]
    assert client["GenerateSecret"] is False, "the page could keep none"
    assert (pool["MfaConfiguration"], pool["EnabledMfas"]) == ("OPTIONAL", ["SOFTWARE_TOKEN_MFA"])
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    condition, by_ses, otherwise = pool["EmailConfiguration"]["Fn::If"]
    assert (condition, by_ses["EmailSendingAccount"]) == ("HasSignInIdentity", "DEVELOPER")
    assert (by_ses["From"], otherwise) == ({"Ref": "MailFrom"}, {"Ref": "AWS::NoValue"})
    for text in (
        pool["VerificationMessageTemplate"]["EmailMessage"]["Fn::Sub"],
        pool["AdminCreateUserConfig"]["InviteMessageTemplate"]["EmailMessage"]["Fn::Sub"],
    ):
        assert "{####}" in text


def test_the_firewall_is_off_until_it_is_asked_for_and_holds_addresses_back() -> None:
    """Its rates stop who asks too often, most of all at the sign-in; the rules of AWS only count.
    The same list can be made alone, for a stage in another region.
    """
    template = merge_template()
    assert template["Parameters"]["Firewall"]["Default"] == "off"
    made = template["Resources"]["WebAcl"]
    assert (made["Condition"], made["Properties"]["Scope"]) == ("HasFirewall", "CLOUDFRONT")
    rules = {one["Name"]: one for one in made["Properties"]["Rules"]}
    rates = {
        name: one["Statement"]["RateBasedStatement"]
        for name, one in rules.items()
        if "Action" in one
    }
    assert all("Block" in rules[name]["Action"] for name in rates)
    assert rates["SignIns"]["Limit"] < rates["Requests"]["Limit"]
    assert {one["AggregateKeyType"] for one in rates.values()} == {"IP"}
    match = rates["SignIns"]["ScopeDownStatement"]["ByteMatchStatement"]
    read = sorted(match["TextTransformations"], key=lambda one: one["Priority"])
    assert [one["Type"] for one in read] == ["URL_DECODE", "NORMALIZE_PATH"]
    assert {name for name in rules if name not in rates} == set(firewall.WATCHED)
    assert all("Count" in rules[name]["OverrideAction"] for name in firewall.WATCHED)
    assert firewall.alone()["Resources"]["WebAcl"]["Properties"] == made["Properties"]
    assert "HasFirewall" not in json.dumps(firewall.alone())

"""The settings of a stage: which variable of the environment sets which parameter of the template,
what each may be, and which of them a deployment changes.
"""

import re
from collections.abc import Iterator, Mapping

from chalicelib.domain.base.addresses import as_sent, read_address
from chalicelib.errors import InvalidInput
from infra.resources import bounds, firewall, heads
from infra.resources.adoption import ADOPTABLE
from infra.template import PARAMETERS

SETTINGS = {
    "DomainName": "DOMAIN_NAME",
    "CertificateArn": "CERTIFICATE_ARN",
    "AlarmEmail": "ALARM_EMAIL",
    "MailFrom": "MAIL_FROM",
    "MailIdentity": "MAIL_IDENTITY",
    "InboundDomain": "INBOUND_DOMAIN",
    "SnapStart": "SNAP_START",
    "AccessLog": "ACCESS_LOG",
    "SecondFactor": "SECOND_FACTOR",
    "SignInIdentity": "SIGN_IN_IDENTITY",
    "Firewall": "FIREWALL",
    "WebAclArn": "WEB_ACL_ARN",
    **bounds.SETTINGS,
    **heads.SETTINGS,
}
"""Parameter of the template → variable of the environment that sets it."""

DEFAULTS = {
    "SnapStart": "on",
    "AccessLog": "on",
    "SecondFactor": "auto",
    "Firewall": "off",
    **heads.DEFAULTS,
}
"""What holds where a setting was never given; nothing, for the others."""

HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])")


def read(environment: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """From the environment where given; what is not given stays as it was deployed."""
    parameters = {
        name: environment.get(variable, before.get(name, DEFAULTS.get(name, ""))).strip()
        for name, variable in SETTINGS.items()
    }
    # What was adopted stays so: without it the stage would begin empty.
    adopted = {
        one.parameter: environment.get(one.variable) or before.get(one.parameter, "")
        for one in ADOPTABLE.values()
    }
    return parameters | adopted


def checked(told: Mapping[str, str], region: str) -> dict[str, str]:
    """What is told, with addresses as mail servers take them and hosts as browsers say them, once
    all of it may be.
    """
    # As browsers say it, who name the page's origin to the bucket for uploads.
    parameters = {**told, "DomainName": told["DomainName"].lower()}
    identity = ("MailIdentity",) if "@" in parameters["MailIdentity"] else ()
    for name in ("MailFrom", "AlarmEmail", *identity):
        parameters[name] = parameters[name] and address(SETTINGS[name], parameters[name])
    check_choices(parameters)
    check_bounds(parameters)
    check_of_cloudfront(parameters)
    if parameters["Firewall"] == "on" and region != firewall.REGION:
        raise SystemExit(
            f"A stage makes its own firewall in {firewall.REGION} alone; make one there, and"
            " say WEB_ACL_ARN= (README.md)."
        )
    return parameters


def changed(before: Mapping[str, str], parameters: Mapping[str, str]) -> Iterator[str]:
    """A line for each setting that will be another than it was deployed: one that a shell or a
    pipeline has set by the way is seen here, and one that was emptied.
    """
    variables = SETTINGS | {one.parameter: one.variable for one in ADOPTABLE.values()}
    for name, variable in variables.items():
        was, will = before.get(name, DEFAULTS.get(name, "")), parameters[name]
        if before and was != will:
            yield f"  {variable}: {was or 'nothing'} → {will or 'nothing'}"


def check_choices(parameters: Mapping[str, str]) -> None:
    """Whether each setting that is one of a few, or of a form, is so, as the template says it."""
    for name, variable in SETTINGS.items():
        told = PARAMETERS[name]
        allowed: list[str] = told.get("AllowedValues", [])
        if allowed and parameters[name] not in allowed:
            raise SystemExit(f"Say {' or '.join(f'{variable}={one}' for one in allowed)}.")
        if (
            name != "MailFrom"
            and name not in bounds.SETTINGS
            and not re.fullmatch(told.get("AllowedPattern", ".*"), parameters[name])
        ):
            raise SystemExit(f"{variable}={parameters[name]}: {told['Description']}.")
    days = parameters["HeadsDays"]
    least, most = (PARAMETERS["HeadsDays"][bound] for bound in ("MinValue", "MaxValue"))
    if not (days.isascii() and days.isdecimal() and int(least) <= int(days) <= int(most)):
        raise SystemExit(f"Say HEADS_DAYS in days, from {least} to {most}.")


def check_of_cloudfront(parameters: Mapping[str, str]) -> None:
    """Whether what CloudFront uses lies where it looks for it; it would be told after minutes."""
    domain = parameters["DomainName"]
    if domain and not HOST.fullmatch(domain):
        raise SystemExit(
            f"DOMAIN_NAME={domain}: the name of a host alone, as disputes.example.com."
        )
    if domain and f":acm:{firewall.REGION}:" not in parameters["CertificateArn"]:
        raise SystemExit(
            f"Say the certificate of {domain}, which CloudFront takes from"
            f" {firewall.REGION} alone: CERTIFICATE_ARN=arn:aws:acm:{firewall.REGION}:…"
        )
    acl = parameters["WebAclArn"]
    if acl and not (f":wafv2:{firewall.REGION}:" in acl and ":global/webacl/" in acl):
        raise SystemExit(
            f"WEB_ACL_ARN=…: a list of scope CLOUDFRONT, which lies in {firewall.REGION}."
        )


def check_bounds(parameters: Mapping[str, str]) -> None:
    """Whether bounds are numbers, and somebody hears of a budget."""
    for name, variable in bounds.SETTINGS.items():
        if not re.fullmatch(bounds.PATTERN, parameters[name]):
            raise SystemExit(f"{variable}=…: a whole number from 1 on, or nothing for no bound.")
    if parameters["BudgetUsd"] and not parameters["AlarmEmail"]:
        raise SystemExit("Say who is told of the budget: ALARM_EMAIL=…")


def address(variable: str, told: str) -> str:
    """The address as mail servers take it, or what is wrong with it."""
    try:
        return as_sent(read_address(told))
    except InvalidInput as refused:
        raise SystemExit(f"{variable}=…: {refused.detail}") from None

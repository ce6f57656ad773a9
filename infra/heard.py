"""What a deployment depends on that no template makes: somebody who hears of alarms, a mail service
that lets its mails leave, no stage of the API beside its own, and readers and schedules that nobody
has switched off.
"""

from collections.abc import Iterator

from botocore.exceptions import ClientError

from chalicelib.config import ALIAS
from infra.account import Account

UNHEARD = (
    "NOBODY IS TOLD OF ALARMS: what fails, lags behind or is set aside rings unheard. Say who is:\n"
    "  ALARM_EMAIL=ops@example.com make deploy STAGE={stage}\n"
    "and follow the link that AWS mails there. docs/operations.md says what each alarm means."
)
UNCONFIRMED = (
    "NOBODY IS TOLD OF ALARMS YET: {email} has not followed the link that AWS mailed there, and two"
    " days later AWS forgets whom it asked. To have another one mailed:\n"
    "  aws sns subscribe --topic-arn {topic} --protocol email --notification-endpoint {email}"
)
SANDBOX = (
    "SES HOLDS THIS ACCOUNT IN ITS SANDBOX in {region}: mails reach addresses alone that it has"
    " verified, 200 a day. Ask AWS for production access before people are let in."
)
UNVERIFIED = (
    "NO MAIL LEAVES: SES has verified neither {sender} nor its domain in {region}. Verify one of"
    " them there, or say MAIL_IDENTITY= and enter what SES then asks for in the domain's records."
)
BESIDE = (
    "THE API ANSWERS WITHOUT THROTTLES AND LOG TOO, under a stage that SAM made for an earlier"
    " version and that CloudFormation does not take away. Nothing uses it:\n"
    "  aws apigateway delete-stage --rest-api-id {api} --stage-name {stage}"
)
READERS = {
    "index-changes": "what is written is not found",
    "after-commit": "letters and approvals wait for the sweep",
}
SCHEDULED = {
    "sweep": "nothing that is due is done",
    "rotate-link-key": "links are signed by the same key for ever",
}
"""Function → what is left undone where nobody calls it."""
SAMS_STAGE = "Stage"
"""What SAM calls the stage that it makes beside the one that is asked for."""
OFF = (
    "{what} IS {state}, and deploying does not change that"
    " (docs/operations.md#what-is-switched-off): {undone}."
)
UNSEEN = "It could not be looked at whether {what}: {error}"


def warnings(account: Account, stack: str, parameters: dict[str, str], api: str) -> Iterator[str]:
    """A sentence for each that is missing, or in the way; `api` is the id of the gateway's API."""
    yield from _told(account, stack, parameters)
    yield from _mailed(account, parameters["MailFrom"])
    yield from _beside(account, api)
    yield from _off(account, stack)


def _told(account: Account, stack: str, parameters: dict[str, str]) -> Iterator[str]:
    email = parameters["AlarmEmail"]
    if not email:
        yield UNHEARD.format(stage=parameters["Stage"])
        return
    topic = f"arn:{account.partition}:sns:{account.region}:{account.id}:{stack}-alarms"
    try:
        pages = account.client("sns").get_paginator("list_subscriptions_by_topic")
        confirmed = {
            one["Endpoint"]
            for page in pages.paginate(TopicArn=topic)
            for one in page["Subscriptions"]
            if one["SubscriptionArn"].startswith("arn:")
        }
    except ClientError as error:
        yield UNSEEN.format(what="anybody is told of alarms", error=error)
        return
    if email not in confirmed:
        yield UNCONFIRMED.format(email=email, topic=topic)


def _mailed(account: Account, sender: str) -> Iterator[str]:
    """Of a domain all that is below it is verified too."""
    _, _, domain = sender.partition("@")
    parts = domain.split(".")
    domains = [".".join(parts[place:]) for place in range(len(parts) - 1)]
    try:
        if not account.client("sesv2").get_account().get("ProductionAccessEnabled", True):
            yield SANDBOX.format(region=account.region)
        found = account.client("ses").get_identity_verification_attributes(
            Identities=[sender, *domains]
        )["VerificationAttributes"]
    except ClientError as error:
        yield UNSEEN.format(what="mails leave", error=error)
        return
    if not any(one["VerificationStatus"] == "Success" for one in found.values()):
        yield UNVERIFIED.format(sender=sender, region=account.region)


def _beside(account: Account, api: str) -> Iterator[str]:
    try:
        stages = account.client("apigateway").get_stages(restApiId=api)["item"]
    except ClientError as error:
        yield UNSEEN.format(what="the API has one stage", error=error)
        return
    if SAMS_STAGE in (one["stageName"] for one in stages):
        yield BESIDE.format(api=api, stage=SAMS_STAGE)


def _off(account: Account, stack: str) -> Iterator[str]:
    """What somebody has switched off by hand, or deleted: nothing fails for want of it."""
    functions = f"arn:{account.partition}:lambda:{account.region}:{account.id}:function:{stack}"
    try:
        for reader, undone in READERS.items():
            made = account.client("lambda").list_event_source_mappings(
                FunctionName=f"{functions}-{reader}:{ALIAS}"
            )["EventSourceMappings"]
            states = {one["State"] for one in made}
            if not made or states & {"Disabled", "Disabling"}:
                state = "SWITCHED OFF" if made else "GONE"
                yield OFF.format(what=f"THE STREAM'S READER {reader}", state=state, undone=undone)
        events = account.client("events")
        for function, undone in SCHEDULED.items():
            rules = events.list_rule_names_by_target(TargetArn=f"{functions}-{function}")
            states = {events.describe_rule(Name=one)["State"] for one in rules["RuleNames"]}
            if not states or "DISABLED" in states:
                state = "SWITCHED OFF" if states else "GONE"
                yield OFF.format(what=f"THE SCHEDULE OF {function}", state=state, undone=undone)
    except ClientError as error:
        yield UNSEEN.format(what="readers and schedules are on", error=error)

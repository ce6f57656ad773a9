"""What mail needs: the key of personal links, the sender, and the way back of what could not be
delivered.
"""

from infra.resources.alarms import alarm
from infra.resources.intrinsics import Json, attribute, kept, ref, resource, sub

MAIL_IN = "mail-in/"
"""Where in the bucket the mail service puts what comes in."""
RULE = "answers"
BOUNCES, COMPLAINTS = 0.05, 0.001
"""From which rates on AWS looks at whoever sends, and may stop them later."""
MANY_SET_ASIDE = 9
"""How many mails within five minutes are set aside before somebody is told."""


def resources() -> dict[str, Json]:
    """Key, sender and feedback."""
    return {
        **_inbound(),
        "LinkKey": kept(
            "SecretsManager::Secret",
            {
                "Description": "Signs the personal links in mails",
                "GenerateSecretString": {"PasswordLength": 64, "ExcludePunctuation": True},
            },
        ),
        # Only where this stack is to register it; most companies have verified their domain long
        # before.
        "MailSender": resource(
            "SES::EmailIdentity",
            {"EmailIdentity": ref("MailIdentity")},
            Condition="HasMailIdentity",
        ),
        "MailSettings": resource(
            "SES::ConfigurationSet",
            {
                "Name": sub("${AWS::StackName}"),
                "ReputationOptions": {"ReputationMetricsEnabled": True},
            },
        ),
        "BouncesAlarm": _reputation_alarm("many mails come back", "BounceRate", BOUNCES),
        "ComplaintsAlarm": _reputation_alarm(
            "mails are complained of", "ComplaintRate", COMPLAINTS
        ),
        **_returns(),
    }


def reputation(rate: str) -> tuple[str, str, Json]:
    """A rate of this stage's own mails, whatever else the account sends."""
    return "AWS/SES", f"Reputation.{rate}", {"ses:configuration-set": ref("MailSettings")}


def _reputation_alarm(what: str, rate: str, above: float) -> Json:
    return alarm(what, *reputation(rate), statistic="Maximum", above=above, period_seconds=3600)


def environment() -> Json:
    """What the functions know about mail."""
    return {
        "MAIL_FROM": sub("Redress <${MailFrom}>"),
        "MAIL_CONFIGURATION_SET": ref("MailSettings"),
        "LINK_KEY_SECRET": ref("LinkKey"),
        "INBOUND_DOMAIN": ref("InboundDomain"),
    }


def puts_mail() -> Json:
    """What lets the mail service put mails into the bucket, where they come in."""
    return {
        "Sid": "MailComesIn",
        "Effect": "Allow",
        "Principal": {"Service": "ses.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": sub(f"${{Uploads.Arn}}/{MAIL_IN}*"),
        "Condition": _of_this_account(),
    }


def _returns() -> dict[str, Json]:
    """What the mail service says of mails that came back, told to the function that notes it."""
    return {
        "MailReturns": resource(
            "SES::ConfigurationSetEventDestination",
            {
                "ConfigurationSetName": ref("MailSettings"),
                "EventDestination": {
                    "Name": "returns",
                    "Enabled": True,
                    "MatchingEventTypes": ["bounce", "complaint"],
                    "SnsDestination": {"TopicARN": ref("MailFeedback")},
                },
            },
            DependsOn=["MailFeedbackPolicy"],
        ),
        "MailFeedback": resource(
            "SNS::Topic", {"TopicName": sub("${AWS::StackName}-mail-feedback")}
        ),
        "MailFeedbackPolicy": resource(
            "SNS::TopicPolicy",
            {"Topics": [ref("MailFeedback")], "PolicyDocument": _only_the_mail_service_publishes()},
        ),
        "NoteMailFeedback": resource(
            "SNS::Subscription",
            {
                "TopicArn": ref("MailFeedback"),
                "Protocol": "lambda",
                "Endpoint": attribute("NoteMail", "Arn"),
            },
        ),
        "MailFeedbackMayCall": resource(
            "Lambda::Permission",
            {
                "FunctionName": ref("NoteMail"),
                "Action": "lambda:InvokeFunction",
                "Principal": "sns.amazonaws.com",
                "SourceArn": ref("MailFeedback"),
            },
        ),
    }


def _inbound() -> dict[str, Json]:
    """The rule by which mail to the domain comes in: over TLS alone, looked through for viruses and
    spam, into the bucket, and told to the function.

    One set of rules is active in an account and region, so that whoever deploys makes this one
    active, or adds the rule to the one that is (docs/mail.md).
    """
    return {
        "MailRules": resource(
            "SES::ReceiptRuleSet",
            {"RuleSetName": sub("${AWS::StackName}")},
            Condition="HasInbound",
        ),
        "MailRule": resource(
            "SES::ReceiptRule",
            {
                "RuleSetName": ref("MailRules"),
                "Rule": {
                    "Name": RULE,
                    "Enabled": True,
                    "TlsPolicy": "Require",
                    "ScanEnabled": True,
                    "Recipients": [ref("InboundDomain")],
                    "Actions": [
                        {
                            "S3Action": {
                                "BucketName": ref("Uploads"),
                                "ObjectKeyPrefix": MAIL_IN,
                            }
                        },
                        {
                            "LambdaAction": {
                                "FunctionArn": attribute("MailIn", "Arn"),
                                "InvocationType": "Event",
                            }
                        },
                    ],
                },
            },
            Condition="HasInbound",
            DependsOn=["UploadsPolicy", "MailInMayBeCalled"],
        ),
        "MailInMayBeCalled": resource(
            "Lambda::Permission",
            {
                "FunctionName": ref("MailIn"),
                "Action": "lambda:InvokeFunction",
                "Principal": "ses.amazonaws.com",
                "SourceAccount": ref("AWS::AccountId"),
            },
        ),
        **_set_aside(),
    }


def _set_aside() -> dict[str, Json]:
    """Counts the mails that nobody reads, and tells of many."""
    return {
        "MailSetAside": resource(
            "Logs::MetricFilter",
            {
                "LogGroupName": ref("MailInLog"),
                "FilterPattern": '"is set aside"',
                "MetricTransformations": [
                    {
                        "MetricNamespace": sub("${AWS::StackName}"),
                        "MetricName": "MailSetAside",
                        "MetricValue": "1",
                    }
                ],
            },
            Condition="HasInbound",
        ),
        # Some spam comes every day; as many within five minutes are a loop, or mail that is lost.
        "MailSetAsideAlarm": alarm(
            "mail is set aside", sub("${AWS::StackName}"), "MailSetAside", {}, above=MANY_SET_ASIDE
        )
        | {"Condition": "HasInbound"},
    }


def _of_this_account() -> Json:
    return {"StringEquals": {"AWS:SourceAccount": ref("AWS::AccountId")}}


def _only_the_mail_service_publishes() -> Json:
    service = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}"
    settings = f"{service}:configuration-set/${{MailSettings}}"
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "MailService",
                "Effect": "Allow",
                "Principal": {"Service": "ses.amazonaws.com"},
                "Action": "sns:Publish",
                "Resource": ref("MailFeedback"),
                "Condition": {
                    "StringEquals": {
                        "AWS:SourceAccount": ref("AWS::AccountId"),
                        "AWS:SourceArn": sub(settings),
                    }
                },
            }
        ],
    }

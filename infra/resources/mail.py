"""What mail needs: the key of personal links, the sender, and the way back of what could not be
delivered.
"""

from infra.resources.intrinsics import Json, attribute, ref, resource, sub


def resources() -> dict[str, Json]:
    """Key, sender and feedback."""
    return {
        "LinkKey": resource(
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
        "MailSettings": resource("SES::ConfigurationSet", {"Name": sub("${AWS::StackName}")}),
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


def environment() -> Json:
    """What the functions know about mail."""
    return {
        "MAIL_FROM": sub("Redress <${MailFrom}>"),
        "MAIL_CONFIGURATION_SET": ref("MailSettings"),
        "LINK_KEY_SECRET": ref("LinkKey"),
    }


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

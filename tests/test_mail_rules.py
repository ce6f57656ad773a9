"""The way of a mail from the mail service to the function, as the template lays it (X-14)."""

from chalicelib.store.files import mail_key, set_aside_key
from infra.resources import data, functions, mail


def test_a_mail_lies_where_the_function_looks_before_the_function_is_called() -> None:
    """X-14: over TLS, looked through, put into the bucket first; the service may put it nowhere
    else, and for no other account.
    """
    rule = mail.resources()["MailRule"]
    said = rule["Properties"]["Rule"]
    assert (said["TlsPolicy"], said["ScanEnabled"], said["Enabled"]) == ("Require", True, True)
    first, second = said["Actions"]
    assert first["S3Action"]["ObjectKeyPrefix"] + "id" == mail_key("id")
    assert second["LambdaAction"]["InvocationType"] == "Event"
    assert set(rule["DependsOn"]) == {"UploadsPolicy", "MailInMayBeCalled"}
    puts = mail.puts_mail()
    assert puts["Resource"] == {"Fn::Sub": "${Uploads.Arn}/" + mail_key("*")}
    assert (puts["Action"], puts["Principal"]) == ("s3:PutObject", {"Service": "ses.amazonaws.com"})
    of_account = {"Ref": "AWS::AccountId"}
    assert puts["Condition"] == {"StringEquals": {"AWS:SourceAccount": of_account}}
    called = mail.resources()["MailInMayBeCalled"]["Properties"]
    assert called["SourceAccount"] == of_account


def test_a_mail_that_fails_is_tried_again_then_set_aside_and_none_stays_for_ever() -> None:
    """X-14: twice more, then a message in the queue whose alarm rings; the mail lies for longer
    than that message, so that it can be taken in by hand.
    """
    resources = functions.resources()
    invoked = resources["MailIn"]["Properties"]["EventInvokeConfig"]
    assert invoked["MaximumRetryAttempts"] == 2
    assert invoked["DestinationConfig"]["OnFailure"]["Type"] == "SQS"
    waits_days = resources["Undelivered"]["Properties"]["MessageRetentionPeriod"] / 86_400
    rules = data.resources()["Uploads"]["Properties"]["LifecycleConfiguration"]["Rules"]
    forgets = [rule for rule in rules if "ExpirationInDays" in rule]
    days = {rule["Prefix"]: rule["ExpirationInDays"] for rule in forgets}
    assert days[mail_key("")] == 30 > waits_days
    assert days[set_aside_key("spam", "").partition("/")[0] + "/"] == 90
    assert "UndeliveredAlarm" in resources

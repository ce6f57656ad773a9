"""Alarms of the template that rest on a metric of the product's own."""

from infra.resources import mail


def test_mails_that_are_set_aside_raise_an_alarm() -> None:
    """X-14: on the very metric that the filter of the log counts, where mail comes in at all."""
    resources = mail.resources()
    [counted] = resources["MailSetAside"]["Properties"]["MetricTransformations"]
    alarm = resources["MailSetAsideAlarm"]
    watched = alarm["Properties"]
    assert (watched["Namespace"], watched["MetricName"]) == (
        counted["MetricNamespace"],
        counted["MetricName"],
    )
    assert (watched["Dimensions"], "Dimensions" in counted) == ([], False)
    assert (watched["Statistic"], watched["TreatMissingData"]) == ("Sum", "notBreaching")
    assert watched["AlarmActions"] == [{"Ref": "Alarms"}]
    assert alarm["Condition"] == resources["MailSetAside"]["Condition"] == "HasInbound"

"""Alarms and dashboard of the template: each on a metric that is sent, and each explained."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.actions.jobs import sweep
from chalicelib.logs import MEASURES
from chalicelib.store.indexes import INDEXES
from infra.resources import mail
from infra.resources.functions import FUNCTIONS, STREAM_READERS
from infra.template import merge_template
from tests.aws_metrics import fault

STACK = {"Fn::Sub": "${AWS::StackName}"}
TEMPLATE = merge_template()["Resources"]
ALARMS = {
    name: one["Properties"]
    for name, one in TEMPLATE.items()
    if one.get("Type") == "AWS::CloudWatch::Alarm"
}
OWN = {"MailSetAside": "Count", **MEASURES}
"""What the product measures itself: by its lines, and by a filter of its log."""
GUIDE = Path(__file__).resolve().parents[1] / "docs" / "operations.md"


def graphed() -> Iterator[tuple[str, str, set[str], str]]:
    """The metrics of the dashboard as CloudWatch reads them."""
    body = json.loads(TEMPLATE["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"])
    for widget in body["widgets"]:
        for namespace, name, *dimensions, options in widget["properties"].get("metrics", ()):
            yield namespace, name, set(dimensions[::2]), options["stat"]


def wrong(namespace: Any, name: str, dimensions: set[str], statistic: str) -> str:
    """What is wrong with a metric, of AWS or of one's own."""
    if namespace in (STACK, STACK["Fn::Sub"]):
        return "" if name in OWN and not dimensions else f"{name} is not measured like that"
    return fault(namespace, name, dimensions, statistic)


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_watches_what_is_sent_and_ends_as_it_began(name: str) -> None:
    """One on a metric that nobody sends never rings."""
    alarm = ALARMS[name]
    dimensions = {one["Name"] for one in alarm["Dimensions"]}
    statistic = alarm.get("Statistic") or alarm["ExtendedStatistic"]
    assert wrong(alarm["Namespace"], alarm["MetricName"], dimensions, statistic) == ""
    assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": "Alarms"}]
    assert alarm["AlarmName"]["Fn::Sub"].startswith("${AWS::StackName} ")
    assert alarm["Period"] * alarm["EvaluationPeriods"] <= 86_400, "more is refused"
    assert alarm.get("DatapointsToAlarm", 1) <= alarm["EvaluationPeriods"]


def test_every_metric_of_the_dashboard_is_sent_and_the_product_s_own_are_all_there() -> None:
    shown = list(graphed())
    assert [told for told in (wrong(*one) for one in shown) if told] == []
    assert {name for namespace, name, *_ in shown if namespace == STACK["Fn::Sub"]} == OWN.keys()


def test_a_metric_that_is_sent_otherwise_is_found_wrong() -> None:
    """As were the throttles of the table once, without the operation."""
    assert "does not come with" in fault("AWS/DynamoDB", "ThrottledRequests", {"TableName"}, "Sum")
    assert fault("AWS/DynamoDB", "ThrottledRequests", {"TableName", "Operation"}, "Sum") == ""
    assert "sends no" in fault("AWS/Lambda", "Error", {"FunctionName"}, "Sum")
    assert "says nothing" in fault("AWS/ApiGateway", "Latency", {"ApiName"}, "Sum")


def test_the_table_and_each_index_have_alarms_on_reads_and_writes() -> None:
    """An index's throttles are not counted with its table's."""
    watched = {
        (
            alarm["MetricName"],
            {one["Name"]: one["Value"] for one in alarm["Dimensions"]}.get(
                "GlobalSecondaryIndexName", ""
            ),
        )
        for alarm in ALARMS.values()
        if alarm["Namespace"] == "AWS/DynamoDB"
    }
    metrics = ("ReadThrottleEvents", "WriteThrottleEvents")
    assert watched == {(metric, index) for metric in metrics for index in ("", *INDEXES)}


def test_whoever_is_said_is_told_of_alarms() -> None:
    """By mail, of the very topic to which they go; where nobody is said, nothing is asked for."""
    mailed = TEMPLATE["AlarmMail"]
    assert mailed["Condition"] == "HasAlarmEmail"
    assert mailed["Properties"] == {
        "TopicArn": {"Ref": "Alarms"},
        "Protocol": "email",
        "Endpoint": {"Ref": "AlarmEmail"},
    }


def test_each_alarm_stands_in_the_guide() -> None:
    """By its name, but for which function or index it is about."""
    said = GUIDE.read_text()
    about = {one.name: "*function*" for one in FUNCTIONS} | {
        f"index {one}": "*place*" for one in INDEXES
    }
    for alarm in ALARMS.values():
        words = alarm["AlarmName"]["Fn::Sub"].removeprefix("${AWS::StackName} ")
        words = words.replace("the table", "*place*")
        for thing, mark in about.items():
            words = re.sub(rf"(?<![\w-]){thing}(?![\w-])", mark, words, count=1)
        assert f"| {words} |" in said, words


SLOWLY: dict[str, tuple[str, int, int, int | None]] = {
    "SlowAnswersAlarm": ("p99", 300, 3, None),
    "DueWorkAlarm": ("Maximum", 900, 2, None),
    "IndexChangesOffAlarm": ("Sum", 900, 2, None),
    "AfterWorkUnreadAlarm": ("Sum", 900, 4, 2),
    "LinkKeyAlarm": ("Maximum", 3600, 1, None),
    "PutOffAlarm": ("Sum", 3600, 6, 3),
    "BouncesAlarm": ("Maximum", 3600, 1, None),
    "ComplaintsAlarm": ("Maximum", 3600, 1, None),
}
"""Alarm → its statistic, a period in seconds, how many of them, and of how many."""
LARGEST = {"IteratorAge", "RemindersAge", "ConcurrentExecutions"} | {
    "ApproximateNumberOfMessagesVisible"
}
"""What is no count: the most of it within five minutes rings."""


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_rings_within_the_time_that_the_guide_says(name: str) -> None:
    alarm = ALARMS[name]
    usual = "Maximum" if alarm["MetricName"] in LARGEST else "Sum", 300, 1, None
    assert (
        alarm.get("Statistic") or alarm["ExtendedStatistic"],
        alarm["Period"],
        alarm["EvaluationPeriods"],
        alarm.get("DatapointsToAlarm"),
    ) == SLOWLY.get(name, usual)


def test_each_function_is_watched_as_it_is_called() -> None:
    """By its alias where it has one: the metrics of the function alone are of nobody's calls."""
    for function in FUNCTIONS:
        named = [{"Name": "FunctionName", "Value": {"Ref": function.resource}}]
        alias = {"Fn::Sub": f"${{{function.resource}}}:live"}
        if function.is_published:
            named.append({"Name": "Resource", "Value": alias})
        of_reader = ("IteratorAge",) if function.resource in STREAM_READERS else ()
        for metric in ("Errors", "Throttles", *of_reader):
            [alarm] = [
                one
                for one in ALARMS.values()
                if one["MetricName"] == metric and one["Dimensions"] == named
            ]
            assert alarm["Namespace"] == "AWS/Lambda"
            assert function.name in alarm["AlarmName"]["Fn::Sub"]


def test_whoever_is_switched_off_is_heard_of() -> None:
    """A reader of the stream that is not called though each sweep writes, or that leaves its work
    to the sweep; a schedule, by what it does not say or leaves to grow old.
    """
    silent = ALARMS["IndexChangesOffAlarm"]
    assert (silent["MetricName"], silent["Statistic"]) == ("Invocations", "Sum")
    assert silent["Dimensions"] == ALARMS["IndexChangesErrorsAlarm"]["Dimensions"]
    assert (silent["ComparisonOperator"], silent["Threshold"], silent["TreatMissingData"]) == (
        "LessThanOrEqualToThreshold",
        0,
        "breaching",
    )
    seconds = silent["Period"] * silent["EvaluationPeriods"]
    assert seconds > 2 * 60 * sweep.EVERY_MINUTES, "a sweep may be late"
    for alarm, metric in (
        ("AfterWorkUnreadAlarm", "AfterWorkUnread"),
        ("LinkKeyAlarm", "LinkKeyAge"),
        ("DueWorkAlarm", "DueAge"),
    ):
        assert (ALARMS[alarm]["Namespace"], ALARMS[alarm]["MetricName"]) == (STACK, metric)
    assert ALARMS["DueWorkAlarm"]["TreatMissingData"] == "breaching"


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
    assert alarm["Condition"] == resources["MailSetAside"]["Condition"] == "HasInbound"


def test_no_resource_is_called_as_a_parameter() -> None:
    """CloudFormation takes no such template, whatever the emulator does."""
    assert TEMPLATE.keys() & merge_template()["Parameters"].keys() == set()


NAMES = re.compile(
    r"(Topic|Alarm|LogGroup|Function|StateMachine|Dashboard|UserPool|RuleSet|Queue|"
    r"Table|Bucket|Role|Policy|Key|Secret)Name|Name"
)


def test_whatever_has_a_name_in_the_account_has_the_stack_s() -> None:
    """Two stages in one account neither collide nor ring each other."""
    for name, one in TEMPLATE.items():
        for key, value in one.get("Properties", {}).items():
            if NAMES.fullmatch(key) and isinstance(value, str):
                raise AssertionError(f"{name}: {key} is {value} in every stage")
    api = TEMPLATE["RestAPI"]["Properties"]["Name"]
    assert api == STACK
    for alarm in ("GatewayErrorsAlarm", "SlowAnswersAlarm"):
        assert {"Name": "ApiName", "Value": api} in ALARMS[alarm]["Dimensions"]

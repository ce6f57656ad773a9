"""Alarms, and who is told of them."""

from infra.resources.intrinsics import Json, ref, resource, sub

FIVE_MINUTES_MS = 5 * 60 * 1000
GUIDE = "docs/operations.md#alarms"


def resources() -> dict[str, Json]:
    """Where alarms go."""
    return {
        "Alarms": resource("SNS::Topic", {"TopicName": sub("${AWS::StackName}-alarms")}),
        "AlarmMail": resource(
            "SNS::Subscription",
            {"TopicArn": ref("Alarms"), "Protocol": "email", "Endpoint": ref("AlarmEmail")},
            Condition="HasAlarmEmail",
        ),
    }


def alarm(
    what: str,
    namespace: str | Json,
    metric: str,
    dimensions: Json,
    statistic: str = "Sum",
    above: float = 0,
    *,
    period_seconds: int = 300,
    periods: int = 1,
    of_which: int | None = None,
    missing: str = "notBreaching",
    is_wanted: bool = False,
) -> Json:
    """An alarm on a metric that goes above a value within five minutes, or in as many periods as
    said, or in some of them; where it ends, whoever heard of it hears that too. Of what is wanted
    it rings where that does not go above.
    """
    percentile = statistic.startswith("p")
    return resource(
        "CloudWatch::Alarm",
        {
            "AlarmName": sub(f"${{AWS::StackName}} {what}"),
            "Namespace": namespace,
            "MetricName": metric,
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
            "ExtendedStatistic" if percentile else "Statistic": statistic,
            "Period": period_seconds,
            "EvaluationPeriods": periods,
            **({"DatapointsToAlarm": of_which} if of_which else {}),
            "Threshold": above,
            "ComparisonOperator": (
                "LessThanOrEqualToThreshold" if is_wanted else "GreaterThanThreshold"
            ),
            "TreatMissingData": missing,
            "AlarmDescription": f"What it means and what to do first: {GUIDE}",
            "AlarmActions": [ref("Alarms")],
            "OKActions": [ref("Alarms")],
        },
    )


def off_alarm(name: str, dimensions: Json) -> Json:
    """An alarm on a reader of the stream that is never called, though every sweep has something
    written: one that is switched off makes no error and is never behind.
    """
    return alarm(
        f"{name} reads nothing",
        "AWS/Lambda",
        "Invocations",
        dimensions,
        period_seconds=900,
        periods=2,
        missing="breaching",
        is_wanted=True,
    )


def lag_alarm(name: str, dimensions: Json) -> Json:
    """An alarm on a reader of the stream that falls behind."""
    return alarm(
        f"{name} lags behind",
        "AWS/Lambda",
        "IteratorAge",
        dimensions,
        statistic="Maximum",
        above=FIVE_MINUTES_MS,
    )

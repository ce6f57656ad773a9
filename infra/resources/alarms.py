"""Alarms, and who is told of them."""

from infra.resources.intrinsics import Json, ref, resource, sub

FIVE_MINUTES_MS = 5 * 60 * 1000


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
    above: int = 0,
) -> Json:
    """An alarm on a metric that goes above a value within five minutes."""
    return resource(
        "CloudWatch::Alarm",
        {
            "AlarmName": sub(f"${{AWS::StackName}} {what}"),
            "Namespace": namespace,
            "MetricName": metric,
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
            "Statistic": statistic,
            "Period": 300,
            "EvaluationPeriods": 1,
            "Threshold": above,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "notBreaching",
            "AlarmActions": [ref("Alarms")],
        },
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

"""What AWS sends of metrics, as its documentation says: which dimensions a metric comes with, and
which statistics of it say something. CloudWatch takes an alarm on any other, which then never
rings.
"""

from dataclasses import dataclass

LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html"
GATEWAY = (
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
    "api-gateway-metrics-and-dimensions.html"
)
DYNAMODB = (
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html"
)
STATES = "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html"
SQS = (
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
    "sqs-available-cloudwatch-metrics.html"
)
SES = "https://docs.aws.amazon.com/ses/latest/dg/monitor-sender-reputation.html"


@dataclass(frozen=True)
class Sent:
    """A metric as it is sent."""

    dimensions: tuple[frozenset[str], ...]
    """The sets of dimensions that it comes with: those and no part of one."""
    statistics: frozenset[str]
    source: str


def _sent(source: str, dimensions: list[str], statistics: str) -> Sent:
    return Sent(
        tuple(frozenset(one.split()) for one in dimensions), frozenset(statistics.split()), source
    )


_FUNCTION = ["", "FunctionName", "FunctionName Resource", "FunctionName Resource ExecutedVersion"]
_API = ["ApiName", "ApiName Stage", "ApiName Method Resource Stage"]
_PLACE = ["TableName", "TableName GlobalSecondaryIndexName"]
_MACHINE = ["StateMachineArn"]
_RATE = ["", "ses:configuration-set"]
_PERCENTILES = "Average Minimum Maximum p50 p90 p99"

METRICS: dict[tuple[str, str], Sent] = {
    ("AWS/Lambda", "Invocations"): _sent(LAMBDA, _FUNCTION, "Sum"),
    ("AWS/Lambda", "Errors"): _sent(LAMBDA, _FUNCTION, "Sum"),
    ("AWS/Lambda", "Throttles"): _sent(LAMBDA, _FUNCTION, "Sum"),
    ("AWS/Lambda", "IteratorAge"): _sent(LAMBDA, _FUNCTION, "Average Maximum"),
    ("AWS/Lambda", "ConcurrentExecutions"): _sent(LAMBDA, ["", "FunctionName"], "Maximum"),
    ("AWS/Lambda", "RecursiveInvocationsDropped"): _sent(LAMBDA, _FUNCTION, "Sum"),
    ("AWS/Lambda", "AsyncEventsDropped"): _sent(LAMBDA, _FUNCTION, "Sum"),
    ("AWS/ApiGateway", "Count"): _sent(GATEWAY, _API, "SampleCount"),
    ("AWS/ApiGateway", "4XXError"): _sent(GATEWAY, _API, "Sum Average"),
    ("AWS/ApiGateway", "5XXError"): _sent(GATEWAY, _API, "Sum Average"),
    ("AWS/ApiGateway", "Latency"): _sent(GATEWAY, _API, _PERCENTILES),
    ("AWS/ApiGateway", "IntegrationLatency"): _sent(GATEWAY, _API, _PERCENTILES),
    ("AWS/DynamoDB", "ReadThrottleEvents"): _sent(DYNAMODB, _PLACE, "Sum SampleCount"),
    ("AWS/DynamoDB", "WriteThrottleEvents"): _sent(DYNAMODB, _PLACE, "Sum SampleCount"),
    # Of each operation for itself: with the table's name alone it does not exist.
    ("AWS/DynamoDB", "ThrottledRequests"): _sent(
        DYNAMODB, ["TableName Operation"], "Sum SampleCount"
    ),
    ("AWS/States", "ExecutionsFailed"): _sent(STATES, _MACHINE, "Sum"),
    ("AWS/States", "ExecutionsTimedOut"): _sent(STATES, _MACHINE, "Sum"),
    ("AWS/SQS", "ApproximateNumberOfMessagesVisible"): _sent(
        SQS, ["QueueName"], "Average Minimum Maximum Sum SampleCount"
    ),
    ("AWS/SQS", "ApproximateAgeOfOldestMessage"): _sent(
        SQS, ["QueueName"], "Average Minimum Maximum Sum SampleCount"
    ),
    ("AWS/SES", "Reputation.BounceRate"): _sent(SES, _RATE, "Average Maximum"),
    ("AWS/SES", "Reputation.ComplaintRate"): _sent(SES, _RATE, "Average Maximum"),
}
"""Namespace and name of a metric → how it is sent."""


def fault(namespace: str, name: str, dimensions: set[str], statistic: str) -> str:
    """What is wrong with an alarm or a graph on a metric; nothing where AWS sends it so."""
    sent = METRICS.get((namespace, name))
    if sent is None:
        return f"{namespace} sends no {name}"
    if dimensions not in sent.dimensions:
        return f"{name} does not come with {sorted(dimensions)}; see {sent.source}"
    if statistic not in sent.statistics:
        return f"{statistic} of {name} says nothing; see {sent.source}"
    return ""

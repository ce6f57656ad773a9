"""The dashboard: how the product is doing, on one page, from top to bottom as one would ask."""

import json
from collections.abc import Sequence
from typing import Any

from infra.resources import functions, gateway, mail, measures
from infra.resources.functions import FUNCTIONS, STREAM_READERS
from infra.resources.intrinsics import Json, named_worldwide, ref, resource, sub

WIDTH, HEIGHT, ACROSS = 8, 6, 3
"""Of a graph in the grid of 24 columns, and how many stand side by side."""

Metric = tuple[Any, str, Json]
"""Namespace, name, dimensions."""
Line = tuple[str, Metric, str]
"""What the graph calls a metric, the metric, and its statistic."""

TOLD = "What each alarm means, and what to do first: docs/operations.md"


def resources() -> dict[str, Json]:
    """The dashboard, named as its stack and region."""
    return {
        "Dashboard": resource(
            "CloudWatch::Dashboard",
            {
                "DashboardName": named_worldwide(),
                "DashboardBody": sub(json.dumps({"widgets": _widgets()})),
            },
        )
    }


def graphs() -> dict[str, Sequence[Line]]:
    """Title of a graph → its lines."""
    of_functions = [(function.name, functions.dimensions(function)) for function in FUNCTIONS]
    readers = [
        (one.name, functions.dimensions(one)) for one in FUNCTIONS if one.resource in STREAM_READERS
    ]
    return {
        "Requests": [
            ("requests", _gateway("Count"), "SampleCount"),
            ("4xx", _gateway("4XXError"), "Sum"),
            ("5xx", _gateway("5XXError"), "Sum"),
        ],
        "Answers after, in milliseconds": [
            ("half of them", _gateway("Latency"), "p50"),
            ("all but a hundredth", _gateway("Latency"), "p99"),
        ],
        "At once": [
            (
                name,
                ("AWS/Lambda", "ConcurrentExecutions", {"FunctionName": place["FunctionName"]}),
                "Maximum",
            )
            for name, place in of_functions
        ],
        "Errors of functions": [
            (name, ("AWS/Lambda", "Errors", place), "Sum") for name, place in of_functions
        ],
        "Throttles": [
            *((name, ("AWS/Lambda", "Throttles", place), "Sum") for name, place in of_functions),
            ("reads of the table", measures.throttles("reads"), "Sum"),
            ("writes of the table", measures.throttles("writes"), "Sum"),
        ],
        "Behind the stream, in milliseconds": [
            (name, ("AWS/Lambda", "IteratorAge", place), "Maximum") for name, place in readers
        ],
        "Due work": [
            ("taken up", measures.own("DueWork"), "Sum"),
            ("put off", measures.own("PutOff"), "Sum"),
            ("left by the stream's reader", measures.own("AfterWorkUnread"), "Sum"),
        ],
        "Oldest due work, in seconds": [
            ("all but reminders", measures.own("DueAge"), "Maximum"),
            ("reminders", measures.own("RemindersAge"), "Maximum"),
        ],
        "Rounds of approval that wait": [("rounds", measures.own("RoundsWaiting"), "Maximum")],
        "Mails": [
            ("sent", measures.own("MailsSent"), "Sum"),
            ("refused", measures.own("MailsRefused"), "Sum"),
            ("given up", measures.own("MailsGivenUp"), "Sum"),
            ("come in, set aside", (measures.NAMESPACE, "MailSetAside", {}), "Sum"),
        ],
        "Mails that come back or are complained of, as a part of all": [
            ("come back", mail.reputation("BounceRate"), "Maximum"),
            ("complained of", mail.reputation("ComplaintRate"), "Maximum"),
        ],
        "Imports": [
            ("running", measures.own("ImportsRunning"), "Maximum"),
            ("failed", measures.own("ImportsFailed"), "Sum"),
            ("given up", measures.own("ImportsGivenUp"), "Sum"),
        ],
        "Age of the link key, in seconds": [("key", measures.own("LinkKeyAge"), "Maximum")],
        "Work that was set aside": [
            ("waits in the queue", functions.UNDELIVERED, "Maximum"),
        ],
    }


def _gateway(name: str) -> Metric:
    return "AWS/ApiGateway", name, gateway.DIMENSIONS


def _widgets() -> list[Json]:
    told = {"type": "text", "x": 0, "y": 0, "width": 24, "height": 1}
    return [
        told | {"properties": {"markdown": TOLD}},
        *(
            {
                "type": "metric",
                "x": place % ACROSS * WIDTH,
                "y": 1 + place // ACROSS * HEIGHT,
                "width": WIDTH,
                "height": HEIGHT,
                "properties": _graph(title, lines),
            }
            for place, (title, lines) in enumerate(graphs().items())
        ),
    ]


def _graph(title: str, lines: Sequence[Line]) -> Json:
    return {
        "title": title,
        "region": _spelled(ref("AWS::Region")),
        "view": "timeSeries",
        "period": 300,
        "yAxis": {"left": {"min": 0}},
        "metrics": [
            [
                _spelled(namespace),
                name,
                *(part for one, value in dimensions.items() for part in (one, _spelled(value))),
                {"label": label, "stat": statistic},
            ]
            for label, (namespace, name, dimensions), statistic in lines
        ],
    }


def _spelled(value: Any) -> str:
    """A value as it stands in a text that CloudFormation fills in."""
    if isinstance(value, str):
        return value
    if "Ref" in value:
        return f"${{{value['Ref']}}}"
    if "Fn::GetAtt" in value:
        return f"${{{'.'.join(value['Fn::GetAtt'])}}}"
    return str(value["Fn::Sub"])

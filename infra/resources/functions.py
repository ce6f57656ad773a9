"""Sizes, time-outs, retries, logs and alarms of the functions that Chalice declares."""

import json
from dataclasses import dataclass

from chalicelib.config import ALIAS
from infra.resources import approvals, bounds, mail, measures
from infra.resources.alarms import alarm, lag_alarm, off_alarm
from infra.resources.intrinsics import (
    Json,
    attribute,
    choose,
    kept,
    ref,
    resource,
    sub,
)
from infra.resources.log_groups import log_group

RUNTIME = "python3.12"
MANY_AT_ONCE = 100

UNDELIVERED: tuple[str, str, Json] = (
    "AWS/SQS",
    "ApproximateNumberOfMessagesVisible",
    {"QueueName": attribute("Undelivered", "QueueName")},
)
"""How much work was set aside, as a metric."""

# Reader of the table's stream → which changes reach it; None for all. A stream serves two readers
# well, and not more.
STREAM_READERS: dict[str, Json | None] = {
    "IndexChanges": None,
    # New events that something follows from; the key is gone when that is done. `exists` looks at
    # leaves only.
    "AfterCommit": {
        "eventName": ["INSERT"],
        "dynamodb": {"NewImage": {"after_pk": {"S": [{"exists": True}]}}},
    },
}


@dataclass(frozen=True)
class Function:
    """A function: its resource in Chalice's template, its name within the stack, its limits."""

    resource: str
    name: str
    memory_mb: int
    timeout_seconds: int
    called_asynchronously: bool = True
    is_published: bool = False
    """Somebody or something waits for it: it is called by its alias, and starts from a snapshot."""
    calls_itself: bool = False
    """It goes on in a run of its own, more often than the sixteen times after which Lambda takes
    that for a mistake. What bounds it is that runs which get no further are counted
    (`MAX_TRIES`)."""


FUNCTIONS = (
    # The gateway gives up after 29 seconds, so the function never works on after the caller was
    # told of a failure.
    Function(
        "APIHandler",
        "api",
        memory_mb=1024,
        timeout_seconds=28,
        called_asynchronously=False,
        is_published=True,
    ),
    # An import saves where it stands and calls itself again well before its time runs out.
    # A workbook is read by Python code, to which this memory gives half of a processor.
    Function("RunImport", "run-import", memory_mb=1024, timeout_seconds=300, calls_itself=True),
    # It goes along the whole table, in parts.
    Function("Reindex", "reindex", memory_mb=512, timeout_seconds=300, calls_itself=True),
    # Its stream waits for it; who sends again what was set aside calls it and does not.
    Function("IndexChanges", "index-changes", memory_mb=512, timeout_seconds=60, is_published=True),
    # A batch may mean a letter to each of ten people for every event of it.
    Function("AfterCommit", "after-commit", memory_mb=512, timeout_seconds=120, is_published=True),
    # The state machine waits for it, and tries again by itself.
    Function(
        "AskApprover",
        "ask-approver",
        memory_mb=512,
        timeout_seconds=30,
        called_asynchronously=False,
    ),
    Function("NoteMail", "note-mail", memory_mb=512, timeout_seconds=30),
    # Reading a mail of forty megabytes takes three hundred, and its files are sent on one by one.
    Function("MailIn", "mail-in", memory_mb=1024, timeout_seconds=120),
    Function("RotateLinkKey", "rotate-link-key", memory_mb=256, timeout_seconds=30),
    Function("Sweep", "sweep", memory_mb=512, timeout_seconds=240),
)


def resources() -> dict[str, Json]:
    """The functions' settings, to be laid over Chalice's, and what stands around them."""
    merged: dict[str, Json] = {
        "Undelivered": _queue(),
        "UndeliveredPolicy": resource(
            "SQS::QueuePolicy",
            {"Queues": [ref("Undelivered")], "PolicyDocument": _encrypted_only()},
        ),
        **_shared_alarms(),
    }
    for function in FUNCTIONS:
        merged[function.resource] = {"Properties": _settings(function)}
        merged[f"{function.resource}Log"] = log_group(
            f"/aws/lambda/${{AWS::StackName}}-{function.name}"
        )
        for metric in ("Errors", "Throttles"):
            merged[f"{function.resource}{metric}Alarm"] = alarm(
                f"{function.name} {metric.lower()}",
                "AWS/Lambda",
                metric,
                dimensions(function),
            )
        if function.resource in STREAM_READERS:
            reading = _stream_reading(STREAM_READERS[function.resource])
            merged[function.resource]["Properties"]["Events"] = {
                stream_event(function.resource): {"Properties": reading}
            }
            merged[f"{function.resource}LagAlarm"] = lag_alarm(function.name, dimensions(function))
            # What the other one leaves undone the sweep sees (`AfterWorkUnread`).
            if STREAM_READERS[function.resource] is None:
                merged[f"{function.resource}OffAlarm"] = off_alarm(
                    function.name, dimensions(function)
                )
    return merged


def dimensions(function: Function) -> Json:
    """The metrics of a function as it is called: of its alias where it has one."""
    named: Json = {"FunctionName": ref(function.resource)}
    if function.is_published:
        named["Resource"] = sub(f"${{{function.resource}}}:{ALIAS}")
    return named


def stream_event(function: str) -> str:
    """Chalice's name for a function's reading of the stream."""
    return f"{function}DynamodbEventSource"


def environment() -> Json:
    """The environment that `chalicelib/config.py` reads."""
    return {
        "STAGE": ref("Stage"),
        "TABLE_NAME": ref("Table"),
        "BUCKET_NAME": ref("Uploads"),
        "HEADS_BUCKET": ref("Heads"),
        "USER_POOL_ID": ref("UserPool"),
        "USER_POOL_CLIENT_ID": ref("UserPoolClient"),
        "TOKEN_ISSUER": sub("https://cognito-idp.${AWS::Region}.amazonaws.com/${UserPool}"),
        "JWKS_URL": choose("HasJwksHost", sub("${JwksHost}/${UserPool}/.well-known/jwks.json"), ""),
        # By name and not by reference: what calls itself would depend on itself.
        "FUNCTION_PREFIX": sub("${AWS::StackName}-"),
        "SET_ASIDE_URL": ref("Undelivered"),
        "STATE_MACHINE_ARN": approvals.ARN,
        **mail.environment(),
        "PUBLIC_URL": ref("PublicUrl"),
        "UPLOAD_URL": ref("UploadUrl"),
        "LOCAL_MODE": ref("LocalMode"),
        "METRICS_NAMESPACE": measures.NAMESPACE,
        "SECOND_FACTOR": choose("AsksSecondFactor", "1", ""),
    }


def _settings(function: Function) -> Json:
    settings: Json = {
        "FunctionName": sub(f"${{AWS::StackName}}-{function.name}"),
        "Runtime": RUNTIME,
        "MemorySize": function.memory_mb,
        "Timeout": function.timeout_seconds,
        "Environment": {"Variables": environment()},
        # Each line a JSON object with the fields of its record, from which measurements are read.
        "LoggingConfig": {
            "LogGroup": ref(f"{function.resource}Log"),
            "LogFormat": "JSON",
            "ApplicationLogLevel": "INFO",
            "SystemLogLevel": "INFO",
        },
        "Tracing": "Active",
    }
    settings |= bounds.at_once(function.name)
    if function.is_published:
        settings |= _publishing()
    if function.calls_itself:
        settings["RecursiveLoop"] = "Allow"
    if function.called_asynchronously:
        settings["EventInvokeConfig"] = {
            "MaximumRetryAttempts": 2,
            "MaximumEventAgeInSeconds": 3600,
            "DestinationConfig": {"OnFailure": _undelivered()},
        }
    return settings


def _publishing() -> Json:
    """A version for each deployment, behind the alias; the one before goes when nobody calls it."""
    return {
        "AutoPublishAlias": ALIAS,
        # A snapshot is paid for as long as its version is there.
        "VersionDeletionPolicy": "Delete",
        "SnapStart": {"ApplyOn": choose("HasSnapStart", "PublishedVersions", "None")},
    }


def _stream_reading(wanted: Json | None) -> Json:
    return {
        **({"FilterCriteria": {"Filters": [{"Pattern": json.dumps(wanted)}]}} if wanted else {}),
        # From the oldest on: from the newest, what is written while the reading begins could be
        # missed.
        "StartingPosition": "TRIM_HORIZON",
        # One record that cannot be handled is found by halving, tried five times and set aside; the
        # others go on.
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": 5,
        "MaximumRecordAgeInSeconds": 86_400,
        "MaximumBatchingWindowInSeconds": 0,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": _undelivered()},
    }


def _undelivered() -> Json:
    return {"Type": "SQS", "Destination": attribute("Undelivered", "Arn")}


def _queue() -> Json:
    fortnight_seconds = 14 * 24 * 3600
    return kept(
        "SQS::Queue", {"MessageRetentionPeriod": fortnight_seconds, "SqsManagedSseEnabled": True}
    )


def _encrypted_only() -> Json:
    """Refuses plain HTTP, whoever asks; what may be done with the queue say the roles."""
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "EncryptedTransportOnly",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "sqs:*",
                "Resource": attribute("Undelivered", "Arn"),
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            }
        ],
    }


def _shared_alarms() -> dict[str, Json]:
    return {
        "UndeliveredAlarm": alarm("undelivered work waits", *UNDELIVERED, statistic="Maximum"),
        # A new account may run ten functions at once, others a thousand: the throttles of each tell
        # that the bound is reached, this that it comes near where the gateway lets 200 through.
        "ConcurrencyAlarm": alarm(
            "many requests at once",
            "AWS/Lambda",
            "ConcurrentExecutions",
            {"FunctionName": ref("APIHandler")},
            statistic="Maximum",
            above=MANY_AT_ONCE,
        ),
    }

"""Sizes, time-outs, retries, logs and alarms of the functions that Chalice declares."""

from dataclasses import dataclass

from infra.resources.intrinsics import Json, attribute, choose, ref, resource, sub

RUNTIME = "python3.12"
LOG_DAYS = 90
STREAM_EVENT = "IndexChangesDynamodbEventSource"


@dataclass(frozen=True)
class Function:
    """A function: its resource in Chalice's template, its name within the stack, its limits."""

    resource: str
    name: str
    memory_mb: int
    timeout_seconds: int
    called_asynchronously: bool = True


FUNCTIONS = (
    # The gateway gives up after 29 seconds, so the function never works on after the caller was told of a failure.
    Function("APIHandler", "api", memory_mb=1024, timeout_seconds=28, called_asynchronously=False),
    # An import saves where it stands and calls itself again well before its time runs out.
    Function("RunImport", "run-import", memory_mb=512, timeout_seconds=300),
    Function("IndexChanges", "index-changes", memory_mb=512, timeout_seconds=60, called_asynchronously=False),
    Function("Sweep", "sweep", memory_mb=512, timeout_seconds=120),
)


def resources() -> dict[str, Json]:
    """The functions' settings, to be laid over Chalice's, and what stands around them."""
    merged: dict[str, Json] = {
        "Undelivered": _queue(),
        "Alarms": resource("SNS::Topic", {"TopicName": sub("${AWS::StackName}-alarms")}),
        "AlarmMail": resource(
            "SNS::Subscription",
            {"TopicArn": ref("Alarms"), "Protocol": "email", "Endpoint": ref("AlarmEmail")},
            Condition="HasAlarmEmail",
        ),
        **_shared_alarms(),
    }
    for function in FUNCTIONS:
        merged[function.resource] = {"Properties": _settings(function)}
        merged[f"{function.resource}Log"] = resource(
            "Logs::LogGroup", {"LogGroupName": sub(f"/aws/lambda/${{AWS::StackName}}-{function.name}"), "RetentionInDays": LOG_DAYS}
        )
        for metric in ("Errors", "Throttles"):
            merged[f"{function.resource}{metric}Alarm"] = _alarm(
                f"{function.name} {metric.lower()}", "AWS/Lambda", metric, {"FunctionName": ref(function.resource)}
            )
    merged["IndexChanges"]["Properties"]["Events"] = {STREAM_EVENT: {"Properties": _stream_reading()}}
    return merged


def environment() -> Json:
    """The environment that `chalicelib/config.py` reads."""
    return {
        "STAGE": ref("Stage"),
        "TABLE_NAME": ref("Table"),
        "BUCKET_NAME": ref("Uploads"),
        "USER_POOL_ID": ref("UserPool"),
        "USER_POOL_CLIENT_ID": ref("UserPoolClient"),
        "TOKEN_ISSUER": sub("https://cognito-idp.${AWS::Region}.amazonaws.com/${UserPool}"),
        "JWKS_URL": choose("HasJwksHost", sub("${JwksHost}/${UserPool}/.well-known/jwks.json"), ""),
        # By name and not by reference, because the import calls itself and would depend on itself.
        "IMPORT_FUNCTION_NAME": sub("${AWS::StackName}-run-import"),
        "PUBLIC_URL": ref("PublicUrl"),
        "UPLOAD_URL": ref("UploadUrl"),
        "LOCAL_MODE": ref("LocalMode"),
    }


def _settings(function: Function) -> Json:
    settings: Json = {
        "FunctionName": sub(f"${{AWS::StackName}}-{function.name}"),
        "Runtime": RUNTIME,
        "MemorySize": function.memory_mb,
        "Timeout": function.timeout_seconds,
        "Environment": {"Variables": environment()},
        "LoggingConfig": {"LogGroup": ref(f"{function.resource}Log")},
    }
    if function.called_asynchronously:
        settings["EventInvokeConfig"] = {
            "MaximumRetryAttempts": 2,
            "MaximumEventAgeInSeconds": 3600,
            "DestinationConfig": {"OnFailure": _undelivered()},
        }
    return settings


def _stream_reading() -> Json:
    return {
        # One record that cannot be handled is found by halving, tried five times and set aside; the others go on.
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
    return resource("SQS::Queue", {"MessageRetentionPeriod": fortnight_seconds, "SqsManagedSseEnabled": True})


def _shared_alarms() -> dict[str, Json]:
    five_minutes_ms = 5 * 60 * 1000
    return {
        "StreamLagAlarm": _alarm(
            "index-changes lags behind",
            "AWS/Lambda",
            "IteratorAge",
            {"FunctionName": ref("IndexChanges")},
            statistic="Maximum",
            above=five_minutes_ms,
        ),
        "UndeliveredAlarm": _alarm(
            "undelivered work waits",
            "AWS/SQS",
            "ApproximateNumberOfMessagesVisible",
            {"QueueName": attribute("Undelivered", "QueueName")},
            statistic="Maximum",
        ),
        "GatewayErrorsAlarm": _alarm("gateway errors", "AWS/ApiGateway", "5XXError", {"ApiName": "redress", "Stage": "api"}),
        "TableThrottlesAlarm": _alarm("table throttles", "AWS/DynamoDB", "ThrottledRequests", {"TableName": ref("Table")}),
    }


def _alarm(what: str, namespace: str, metric: str, dimensions: Json, statistic: str = "Sum", above: int = 0) -> Json:
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

"""The state machine of one round of approval, in the Amazon States Language: asks level by level
until somebody has decided.

It holds no rule. Whom to ask and what an answer means say the actions; DynamoDB is the truth, and
this only waits.
"""

from infra.resources.intrinsics import Json

# What an answer says; `next` asks the next level, the others end the round.
ENDS = ("approved", "rejected", "void", "expired")

# Levels are timed out in business hours by the sweep. This is for an answer that never reaches the
# machine at all.
BACKSTOP_SECONDS = 30 * 24 * 3600

SERVICE_ERRORS = (
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.TooManyRequestsException",
)


def definition() -> Json:
    """The machine; `${AskApprover}` stands for the ARN of the function that asks."""
    return {
        "Comment": "Asks for an approval level by level.",
        "StartAt": "Ask",
        "States": {
            "Ask": _ask(),
            "Answered": {
                "Type": "Choice",
                "Choices": [
                    {"Variable": "$.answer.outcome", "StringEquals": outcome, "Next": state}
                    for outcome, state in (
                        ("next", "Ask"),
                        *((end, end.capitalize()) for end in ENDS),
                    )
                ],
                "Default": "NotUnderstood",
            },
            **{end.capitalize(): {"Type": "Succeed"} for end in ENDS},
            "NotUnderstood": {
                "Type": "Fail",
                "Error": "UnknownOutcome",
                "Cause": "The answer says nothing that is known here.",
            },
        },
    }


def _ask() -> Json:
    return {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Parameters": {
            "FunctionName": "${AskApprover}",
            "Payload": {
                "disputeID.$": "$.disputeID",
                "round.$": "$.round",
                "attempt.$": "$.attempt",
                "token.$": "$$.Task.Token",
            },
        },
        "ResultPath": "$.answer",
        "TimeoutSeconds": BACKSTOP_SECONDS,
        "Retry": [
            # The service's own troubles pass quickly; what the function says may need a table or a
            # person to recover.
            {
                "ErrorEquals": list(SERVICE_ERRORS),
                "IntervalSeconds": 2,
                "BackoffRate": 2,
                "MaxAttempts": 6,
                "JitterStrategy": "FULL",
            },
            {
                "ErrorEquals": ["States.TaskFailed"],
                "IntervalSeconds": 10,
                "BackoffRate": 2,
                "MaxAttempts": 8,
                "MaxDelaySeconds": 600,
            },
        ],
        # Asked again, the action times the level out by itself.
        "Catch": [{"ErrorEquals": ["States.Timeout"], "ResultPath": None, "Next": "Ask"}],
        "Next": "Answered",
    }

"""The state machine that asks for approvals, what it may do, and its log."""

from infra.approval_machine import definition
from infra.resources.alarms import alarm
from infra.resources.intrinsics import Json, attribute, ref, resource, sub
from infra.resources.log_groups import log_group

NAME = "${AWS::StackName}-approval"

# By name and not by reference: the functions that start it come before it, since it calls one of
# them.
ARN = sub(
    f"arn:${{AWS::Partition}}:states:${{AWS::Region}}:${{AWS::AccountId}}:stateMachine:{NAME}"
)

# What Step Functions needs to have its log delivered; these actions know no resources.
DELIVER_LOGS = (
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
)


def resources() -> dict[str, Json]:
    """The machine and what stands around it."""
    return {
        "ApprovalMachine": resource(
            "StepFunctions::StateMachine",
            {
                "StateMachineName": sub(NAME),
                "StateMachineType": "STANDARD",
                "RoleArn": attribute("ApprovalMachineRole", "Arn"),
                "Definition": definition(),
                "DefinitionSubstitutions": {"AskApprover": attribute("AskApprover", "Arn")},
                # Errors only and without data: what a task is given holds the token that answers
                # it.
                "LoggingConfiguration": {
                    "Level": "ERROR",
                    "IncludeExecutionData": False,
                    "Destinations": [
                        {
                            "CloudWatchLogsLogGroup": {
                                "LogGroupArn": attribute("ApprovalMachineLog", "Arn")
                            }
                        }
                    ],
                },
            },
        ),
        # Under /aws/vendedlogs, so that the account's one policy for log deliveries does not grow
        # with every machine.
        "ApprovalMachineLog": log_group(f"/aws/vendedlogs/states/{NAME}"),
        "ApprovalMachineRole": resource("IAM::Role", _role()),
        "ApprovalsFailedAlarm": _alarm("approvals failed", "ExecutionsFailed"),
        "ApprovalsTimedOutAlarm": _alarm("approvals timed out", "ExecutionsTimedOut"),
    }


def _role() -> Json:
    return {
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "states.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        },
        "Policies": [
            {
                "PolicyName": "approval",
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Ask",
                            "Effect": "Allow",
                            "Action": ["lambda:InvokeFunction"],
                            "Resource": attribute("AskApprover", "Arn"),
                        },
                        {
                            "Sid": "DeliverLogs",
                            "Effect": "Allow",
                            "Action": list(DELIVER_LOGS),
                            "Resource": "*",
                        },
                    ],
                },
            }
        ],
    }


def _alarm(what: str, metric: str) -> Json:
    return alarm(what, "AWS/States", metric, {"StateMachineArn": ref("ApprovalMachine")})

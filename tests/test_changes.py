"""What becomes of a change set, from what `DescribeChangeSet` answers."""

from typing import Any

import pytest

from infra import changes
from infra.stack import STUCK, UNMADE, advice_on

Json = dict[str, Any]


def change(name: str, kind: str, action: str, *details: Json, **more: str) -> Json:
    """One of `Changes`, as the API describes it."""
    return {
        "Type": "Resource",
        "ResourceChange": {
            "Action": action,
            "LogicalResourceId": name,
            "ResourceType": f"AWS::{kind}",
            "Scope": ["Properties"] if details else [],
            "Details": list(details),
            **more,
        },
    }


def detail(name: str, recreation: str, evaluation: str = "Static") -> Json:
    return {
        "Target": {"Attribute": "Properties", "Name": name, "RequiresRecreation": recreation},
        "Evaluation": evaluation,
        "ChangeSource": "DirectModification",
    }


def page(*found: Json, **more: Any) -> Json:
    return {"Status": "CREATE_COMPLETE", "Changes": list(found), **more}


RENAMED = detail("KeySchema", "Always")
WITH_INDEX = (
    detail("AttributeDefinitions", "Conditionally"),
    detail("GlobalSecondaryIndexes", "Never"),
)


@pytest.mark.parametrize(
    ("found", "lost"),
    [
        (change("Table", "DynamoDB::Table", "Add"), ""),
        (
            change("Table", "DynamoDB::Table", "Modify", RENAMED, Replacement="True"),
            "Table (AWS::DynamoDB::Table) would be replaced by an empty one: KeySchema.",
        ),
        (
            change("Table", "DynamoDB::Table", "Modify", *WITH_INDEX, Replacement="Conditional"),
            "",
        ),
        (
            change(
                "Table",
                "DynamoDB::Table",
                "Modify",
                *WITH_INDEX,
                detail("TableName", "Always", "Dynamic"),
                Replacement="Conditional",
            ),
            "Table (AWS::DynamoDB::Table) may be replaced by an empty one:"
            " AttributeDefinitions, TableName.",
        ),
        # Said without a reason, it is not taken for harmless.
        (
            change("UserPool", "Cognito::UserPool", "Modify", Replacement="Conditional"),
            "UserPool (AWS::Cognito::UserPool) may be replaced by an empty one.",
        ),
        (
            change(
                "UserPool",
                "Cognito::UserPool",
                "Modify",
                detail("UsernameAttributes", "Always"),
                Replacement="True",
                PolicyAction="ReplaceAndRetain",
            ),
            "UserPool (AWS::Cognito::UserPool) would be replaced by an empty one:"
            " UsernameAttributes.",
        ),
        (
            change("Uploads", "S3::Bucket", "Remove", PolicyAction="Retain"),
            "Uploads (AWS::S3::Bucket) would leave the stack.",
        ),
        (
            change("LinkKey", "SecretsManager::Secret", "Remove", PolicyAction="Delete"),
            "LinkKey (AWS::SecretsManager::Secret) would leave the stack,"
            " deleted with what is in it.",
        ),
        (change("Page", "S3::Bucket", "Remove", PolicyAction="Delete"), ""),
        (change("SweepLog", "Logs::LogGroup", "Remove", PolicyAction="Retain"), ""),
        (
            change(
                "SweepLog",
                "Logs::LogGroup",
                "Modify",
                detail("LogGroupName", "Always"),
                Replacement="True",
                PolicyAction="ReplaceAndDelete",
            ),
            "SweepLog (AWS::Logs::LogGroup) would be deleted with what is in it.",
        ),
        (
            change("Heads", "S3::Bucket", "Dynamic"),
            "CloudFormation cannot say what becomes of Heads (AWS::S3::Bucket).",
        ),
        (
            change(
                "Sweep", "Lambda::Function", "Modify", detail("Code", "Never"), Replacement="False"
            ),
            "",
        ),
        (
            change(
                "PageHeaders",
                "CloudFront::ResponseHeadersPolicy",
                "Modify",
                detail("ResponseHeadersPolicyConfig", "Always"),
                Replacement="True",
            ),
            "",
        ),
    ],
)
def test_what_would_lose_data_or_evidence_is_told_with_what_causes_it(
    found: Json, lost: str
) -> None:
    assert changes.losses(changes.read([page(found)])) == ([lost] if lost else [])


def test_what_is_handed_over_may_leave_the_stack_and_may_not_be_deleted() -> None:
    """Whoever names another table has said what stands in the place of the stack's."""
    kept = changes.read([page(change("Table", "DynamoDB::Table", "Remove", PolicyAction="Retain"))])
    gone = changes.read([page(change("Table", "DynamoDB::Table", "Remove", PolicyAction="Delete"))])
    assert changes.losses(kept, {"Table"}) == []
    assert changes.losses(kept, {"Uploads"})
    assert changes.losses(gone, {"Table"})


def test_all_pages_are_read_and_told_as_a_person_reads_them() -> None:
    """What is only tagged anew, which all of a stack may be, stands in one line."""
    first = page(
        change("Sweep", "Lambda::Function", "Modify", detail("Code", "Never"), Replacement="False"),
        change("Undelivered", "SQS::Queue", "Add"),
        NextToken="2",
    )
    tagged = {"Target": {"Attribute": "Tags", "RequiresRecreation": "Never"}}
    second = page(
        change("Heads", "S3::Bucket", "Modify", tagged, Replacement="False"),
        change("Alarms", "SNS::Topic", "Modify", tagged, Replacement="False"),
        change("Table", "DynamoDB::Table", "Modify", RENAMED, Replacement="True"),
        change("Uploads", "S3::Bucket", "Remove", PolicyAction="Retain"),
    )
    assert changes.told("redress-prod", changes.read([first, second])).splitlines() == [
        "redress-prod: 1 added, 3 changed, 1 replaced, 1 removed.",
        "  ~ 2 of them by their tags alone",
        "  + Undelivered  SQS::Queue",
        "  ~ Sweep  Lambda::Function  (Code)",
        "  ± Table  DynamoDB::Table  (replaced: KeySchema)",
        "  - Uploads  S3::Bucket  (stays, outside of the stack)",
    ]


@pytest.mark.parametrize(
    ("status", "reason", "is_empty"),
    [
        (
            "FAILED",
            "The submitted information didn't contain changes. Submit different information to"
            " create a change set.",
            True,
        ),
        ("FAILED", "No updates are to be performed.", True),
        ("FAILED", "Parameters: [MailFrom] must have values", False),
        ("CREATE_COMPLETE", "", False),
    ],
)
def test_nothing_to_change_is_no_failure(status: str, reason: str, is_empty: bool) -> None:
    assert changes.is_empty({"Status": status, "StatusReason": reason}) is is_empty


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        *((status, STUCK[status]) for status in STUCK),
        ("UPDATE_IN_PROGRESS", "wait until that has ended"),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "wait until that has ended"),
        *((status, "") for status in ("", UNMADE, "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE")),
    ],
)
def test_a_stack_that_takes_no_change_says_what_to_do(status: str, advice: str) -> None:
    assert advice in advice_on(status)
    assert bool(advice) == bool(advice_on(status))

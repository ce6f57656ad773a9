"""What each function may do: the one table from which its role's policy is made.

Nothing is allowed that does not stand here; `tests/actions/test_rights.py` holds every row against
what the function does, so that nothing stands here that is not needed.
"""

from dataclasses import dataclass
from typing import Any

from chalicelib.domain.upkeep.set_aside import CALLED, READERS
from infra.resources import approvals
from infra.resources.functions import ALIAS, FUNCTIONS, STREAM_READERS, Function
from infra.resources.intrinsics import Json, attribute, ref, sub

ALL = "*"
"""Every index of the table."""


@dataclass(frozen=True)
class Grant:
    """Actions of one service that are allowed on some resources, and only where a condition holds.

    The name says what for, and becomes the statement's.
    """

    name: str
    service: str
    actions: tuple[str, ...]
    resources: tuple[Any, ...]
    condition: Json | None = None

    def statement(self) -> Json:
        """The grant as IAM takes it."""
        said: Json = {
            "Sid": self.name,
            "Effect": "Allow",
            "Action": [f"{self.service}:{action}" for action in self.actions],
            "Resource": list(self.resources),
        }
        return said | {"Condition": self.condition} if self.condition else said


def _account(service: str, resource: str) -> Json:
    return sub(f"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{resource}")


def _table(*actions: str, indexes: tuple[str, ...] = ()) -> Grant:
    places = (attribute("Table", "Arn"), *(sub(f"${{Table.Arn}}/index/{one}") for one in indexes))
    return Grant("UseTable", "dynamodb", actions, places)


def _files(name: str, action: str, *folders: str) -> Grant:
    """An action on what lies in these folders of the bucket, and nowhere else in it."""
    places = tuple(sub(f"${{Uploads.Arn}}/{folder}/*") for folder in folders)
    return Grant(name, "s3", (action,), places)


def _read_files(*folders: str) -> Grant:
    return _files("ReadFiles", "GetObject", *folders)


def _write_files(*folders: str) -> Grant:
    return _files("WriteFiles", "PutObject", *folders)


def _list_files(under: str) -> Grant:
    condition = {"StringLike": {"s3:prefix": f"{under}*"}}
    return Grant(
        "ListFiles", "s3", ("ListBucket",), (attribute("Uploads", "Arn"),), condition=condition
    )


def _heads(*actions: str) -> Grant:
    return Grant("UseHeads", "s3", actions, (sub("${Heads.Arn}/heads/*"),))


LIST_HEADS = Grant("ListHeads", "s3", ("ListBucket",), (attribute("Heads", "Arn"),))
START_WORKFLOWS = Grant("StartWorkflows", "states", ("StartExecution",), (approvals.ARN,))
ANSWER_TASKS = Grant(
    "AnswerTasks",
    "states",
    ("SendTaskSuccess",),
    ("*",),
    condition={"StringEqualsIfExists": {"aws:ResourceAccount": ref("AWS::AccountId")}},
)
"""Whoever holds a task's token answers it, and a task's token names no resource: see
docs/decisions/0007-who-may-answer-a-task.md.
"""


def _link_key(*actions: str) -> Grant:
    return Grant("UseLinkKey", "secretsmanager", actions, (ref("LinkKey"),))


CALL_IMPORT = Grant(
    "CallImport",
    "lambda",
    ("InvokeFunction",),
    (_account("lambda", "function:${AWS::StackName}-run-import"),),
)
CALL_REINDEX = Grant(
    "CallReindex",
    "lambda",
    ("InvokeFunction",),
    (_account("lambda", "function:${AWS::StackName}-reindex"),),
)
BRING_BACK = (
    Grant(
        "LookAtSetAside",
        "sqs",
        ("GetQueueAttributes", "ReceiveMessage", "ChangeMessageVisibility", "DeleteMessage"),
        (attribute("Undelivered", "Arn"),),
    ),
    Grant(
        "CallAgain",
        "lambda",
        ("InvokeFunction",),
        (
            *(
                _account("lambda", f"function:${{AWS::StackName}}-{name}")
                for name in CALLED
                if name not in ("run-import", "reindex")
            ),
            *(
                _account("lambda", f"function:${{AWS::StackName}}-{name}:{ALIAS}")
                for name in READERS
            ),
        ),
    ),
)
READ_AGAIN = Grant(
    "ReadAgain",
    "dynamodb",
    ("GetShardIterator", "GetRecords"),
    (attribute("Table", "StreamArn"),),
)
SEND_MAIL = Grant(
    "SendMail",
    "ses",
    ("SendRawEmail",),
    (_account("ses", "identity/*"), _account("ses", "configuration-set/${MailSettings}")),
    condition={"StringEquals": {"ses:FromAddress": ref("MailFrom")}},
)
LET_PEOPLE_IN = Grant(
    "LetPeopleIn",
    "cognito-idp",
    ("AdminGetUser", "AdminCreateUser"),
    (attribute("UserPool", "Arn"),),
)
RESET_SIGN_INS = Grant(
    "ResetSignIns",
    "cognito-idp",
    ("AdminSetUserMFAPreference", "AdminUserGlobalSignOut"),
    (attribute("UserPool", "Arn"),),
)
END_SIGN_INS = Grant(
    "EndSignIns",
    "cognito-idp",
    ("AdminDisableUser", "AdminEnableUser", "AdminUserGlobalSignOut"),
    (attribute("UserPool", "Arn"),),
)

RIGHTS: dict[str, tuple[Grant, ...]] = {
    "api": (
        _table(
            "BatchGetItem",
            "Query",
            "ConditionCheckItem",
            "PutItem",
            "DeleteItem",
            "BatchWriteItem",
            indexes=(ALL,),
        ),
        _write_files("arriving", "attachments", "exports", "imports"),
        _read_files("arriving", "attachments", "exports", "imports"),
        _heads("GetObject"),
        LIST_HEADS,
        _link_key("GetSecretValue"),
        CALL_IMPORT,
        CALL_REINDEX,
        *BRING_BACK,
        SEND_MAIL,
        LET_PEOPLE_IN,
        RESET_SIGN_INS,
    ),
    "run-import": (
        _table("BatchGetItem", "Query", "PutItem", "BatchWriteItem", indexes=(ALL,)),
        _read_files("imports"),
        CALL_IMPORT,
    ),
    # The one that may read the whole table: what should not be there can be found in no other way.
    "reindex": (
        _table("Scan", "BatchGetItem", "PutItem", "DeleteItem", "ConditionCheckItem"),
        CALL_REINDEX,
    ),
    "index-changes": (
        _table("BatchGetItem", "BatchWriteItem", "PutItem", "DeleteItem", "ConditionCheckItem"),
        READ_AGAIN,
    ),
    "after-commit": (
        _table(
            "BatchGetItem",
            "Query",
            "PutItem",
            "DeleteItem",
            "ConditionCheckItem",
            indexes=("directory", "byWaiting", "byCustomer"),
        ),
        READ_AGAIN,
        START_WORKFLOWS,
        ANSWER_TASKS,
        _link_key("GetSecretValue"),
        SEND_MAIL,
        END_SIGN_INS,
    ),
    "ask-approver": (
        _table("BatchGetItem", "PutItem", "DeleteItem", "ConditionCheckItem"),
        ANSWER_TASKS,
    ),
    "note-mail": (_table("BatchGetItem", "PutItem"),),
    "mail-in": (
        _table("BatchGetItem", "PutItem", "ConditionCheckItem"),
        _write_files("arriving", "attachments", "mail-aside"),
        _read_files("mail-in", "arriving"),
        _link_key("GetSecretValue"),
        SEND_MAIL,
    ),
    "rotate-link-key": (_link_key("GetSecretValue", "PutSecretValue"),),
    "sweep": (
        _table(
            "BatchGetItem",
            "Query",
            "PutItem",
            "DeleteItem",
            "UpdateItem",
            "ConditionCheckItem",
            indexes=(ALL,),
        ),
        START_WORKFLOWS,
        ANSWER_TASKS,
        _heads("PutObject", "GetObject"),
        LIST_HEADS,
        _link_key("GetSecretValue"),
        CALL_IMPORT,
        CALL_REINDEX,
        SEND_MAIL,
        END_SIGN_INS,
        _list_files(under="attachments/"),
        _files("RemoveFiles", "DeleteObject", "attachments"),
    ),
}
"""Function → what it does beside what Lambda does for it. The order is that of `FUNCTIONS`."""


def policy(function: Function) -> Json:
    """The policy of a function's role."""
    grants = (*RIGHTS[function.name], *_of_lambda(function))
    return {"Version": "2012-10-17", "Statement": [grant.statement() for grant in grants]}


def stage_config() -> Json:
    """What Chalice is told of the functions: the file of each one's policy, by its handler."""
    return {
        "lambda_functions": {
            _handler(function): {"iam_policy_file": policy_file(function)} for function in FUNCTIONS
        }
    }


def policy_file(function: Function) -> str:
    """The file in `.chalice/` where Chalice finds a function's policy."""
    return f"policy-{function.name}.json"


def _of_lambda(function: Function) -> list[Grant]:
    """What Lambda does in a function's name: its log, its reading of the stream, what is set
    aside.
    """
    reads_stream = function.resource in STREAM_READERS
    log = attribute(f"{function.resource}Log", "Arn")
    grants = [
        Grant("WriteLog", "logs", ("CreateLogStream", "PutLogEvents"), (log,)),
        # Traces know no resources.
        Grant("WriteTraces", "xray", ("PutTraceSegments", "PutTelemetryRecords"), ("*",)),
    ]
    if reads_stream:
        stream, reading = attribute("Table", "StreamArn"), ("GetRecords", "GetShardIterator")
        grants += [
            Grant("ReadStream", "dynamodb", ("DescribeStream", *reading), (stream,)),
            Grant("ListStreams", "dynamodb", ("ListStreams",), ("*",)),
        ]
    if reads_stream or function.called_asynchronously:
        queue = attribute("Undelivered", "Arn")
        grants.append(Grant("SetAsideFailures", "sqs", ("SendMessage",), (queue,)))
    return grants


def _handler(function: Function) -> str:
    """What Chalice calls it: as the function in `app.py` is called, but for the API's."""
    return "api_handler" if function.name == "api" else function.name.replace("-", "_")

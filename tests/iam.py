"""What `infra/policies.py` allows each function, held against what is asked of AWS: moto and the
tests' stand-ins allow everything.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from botocore import UNSIGNED

from infra.policies import RIGHTS

WRITES = {
    "Put": "PutItem",
    "Delete": "DeleteItem",
    "Update": "UpdateItem",
    "ConditionCheck": "ConditionCheckItem",
}
"""Part of a transaction → the action whose right it takes; `TransactWriteItems`
itself takes none.
"""
NAMED_ELSE = {
    "lambda:Invoke": "lambda:InvokeFunction",
    "s3:CopyObject": "s3:PutObject",
    "s3:ListObjectsV2": "s3:ListBucket",
}
"""The operations whose right is not called as they are; who copies a file may read it too."""

# What the stand-ins of the tests would ask of AWS, by their methods; `test_rights.py` holds it
# against the real ones.
MAILBOX = {"send_raw_email": "ses:SendRawEmail"}
MACHINE = {"start": "states:StartExecution", "answer": "states:SendTaskSuccess"}
LINK_KEYS = {
    "signing": "secretsmanager:GetSecretValue",
    "verifying": "secretsmanager:GetSecretValue",
    "every": "secretsmanager:GetSecretValue",
}
DOOR = {
    **dict.fromkeys(("find", "awaits_password"), "cognito-idp:AdminGetUser"),
    **dict.fromkeys(("let_in", "invite_again"), "cognito-idp:AdminCreateUser"),
    "reset_second_factor": "cognito-idp:AdminSetUserMFAPreference",
    "sign_out": "cognito-idp:AdminUserGlobalSignOut",
    "shut": "cognito-idp:AdminDisableUser",
    "open": "cognito-idp:AdminEnableUser",
}
COPIES = ("keep", "set_aside")
"""What copies a file: it reads the first place that is named, and writes the second."""
SHELF = {
    **dict.fromkeys(("upload", "write", *COPIES), "s3:PutObject"),
    **dict.fromkeys(("download_url", "look", "read"), "s3:GetObject"),
    "keys_in": "s3:ListBucket",
    "remove": "s3:DeleteObject",
}
QUEUE = {
    "count": "sqs:GetQueueAttributes",
    "take": "sqs:ReceiveMessage",
    "let_go": "sqs:ChangeMessageVisibility",
    "remove": "sqs:DeleteMessage",
    "call": "lambda:InvokeFunction",
}
STREAM = {
    "get_shard_iterator": "dynamodb:GetShardIterator",
    "get_records": "dynamodb:GetRecords",
}
CALL_IMPORT = "lambda:InvokeFunction"

Use = tuple[str, str]
"""An action, and where it is done: of the table the index, of the bucket the folder, or ""."""


class StandIn:
    """What stands in place of a service: it does what it does, and what the service would be asked
    is noted.
    """

    def __init__(self, rights: "Rights", inner: Any, actions: Mapping[str, str]) -> None:
        self._rights, self._inner, self._actions = rights, inner, actions

    def __getattr__(self, name: str) -> Any:
        part = getattr(self._inner, name)
        if name not in self._actions:
            return part
        if self._actions is SHELF:
            return self._rights.noting_files(name, part)
        return self._rights.noting(self._actions[name], part)


class Rights:
    """Notes what each function asks of AWS; of what several do at once nobody can tell which of
    them it was.
    """

    def __init__(self) -> None:
        self.working: list[str] = []
        self.noted: set[tuple[frozenset[str], Use]] = set()

    def watch(self, client: Any) -> None:
        """Notes what the client is asked from now on."""
        service = client.meta.service_model
        if service.service_name == "dynamodb":
            client.meta.events.register("provide-client-params.dynamodb", self._note_table)
            return
        if service.service_name == "s3":
            client.meta.events.register("provide-client-params.s3", self._note_files)
            client.meta.events.register("before-sign.s3.PutObject", self._note_form)
            return

        def note_call(operation_name: str, signature_version: Any, **_: Any) -> None:
            """What goes unsigned takes nobody's rights. Links that are signed in advance come by
            here too.
            """
            action = f"{service.signing_name}:{operation_name}"
            if signature_version is not UNSIGNED:
                self.note(NAMED_ELSE.get(action, action))

        client.meta.events.register(f"before-sign.{service.service_id.hyphenize()}", note_call)

    def note(self, action: str, place: str = "") -> None:
        """Notes an action of whoever is at work."""
        if self.working:
            self.noted.add((frozenset(self.working), (action, place)))

    def noting(self, action: str, do: Callable[..., Any]) -> Callable[..., Any]:
        """Something that a test does in place of a service, with the right noted that it would
        take.
        """

        def noted(*arguments: Any, **named: Any) -> Any:
            self.note(action)
            return do(*arguments, **named)

        return noted

    def noting_files(self, name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        """The same of what is done to a file, with the folder in which it lies."""

        def noted(*keys: Any, **named: Any) -> Any:
            if name in COPIES:
                self.note("s3:GetObject", _folder(keys[0]))
            place = "" if name == "keys_in" else _folder(keys[1 if name in COPIES else 0])
            self.note(SHELF[name], place)
            return do(*keys, **named)

        return noted

    @contextmanager
    def of(self, function: str) -> Iterator[None]:
        """What happens in here is done by this function."""
        self.working.append(function)
        try:
            yield
        finally:
            self.working.remove(function)

    def used_by(self, function: str) -> set[str]:
        """The actions that the function alone did."""
        return {action for functions, (action, _) in self.noted if functions == {function}}

    def files_of(self, function: str) -> set[Use]:
        """What the function alone did to files, by folder."""
        return {
            use
            for functions, use in self.noted
            if functions == {function} and use[0].startswith("s3:")
        }

    def lacking(self) -> list[str]:
        """What was done without a policy of those at work allowing it."""
        return sorted(
            f"{action} on {index or 'it'} by {' or '.join(sorted(functions))}"
            for functions, (action, index) in self.noted
            if not any(
                {(action, index), (action, "*" if index else "")} & granted_to(function)
                for function in functions
            )
        )

    def _note_table(self, params: Any, model: Any, **_: Any) -> None:
        for action, place in _uses(model.name, params):
            self.note(f"dynamodb:{action}", place)

    def _note_files(self, params: Any, model: Any, **_: Any) -> None:
        if model.name == "CreateBucket":
            return  # as which botocore works out the address of a form; no function makes buckets
        action = f"s3:{model.name}"
        if "CopySource" in params:
            self.note("s3:GetObject", _folder(params["CopySource"]["Key"]))
        self.note(NAMED_ELSE.get(action, action), _folder(params.get("Key", "")))

    def _note_form(self, request: Any, **_: Any) -> None:
        """A form that is signed for a browser, which sends the file by itself."""
        fields = request.context.get("s3-presign-post-fields")
        if fields:
            self.note("s3:PutObject", _folder(fields["key"]))


@cache
def granted_to(function: str) -> frozenset[Use]:
    """What the table of rights allows a function of what the code calls; "*" for all indexes of
    the table.
    """
    found = set()
    for grant in RIGHTS[function]:
        actions = {f"{grant.service}:{action}" for action in grant.actions}
        places = map(_place, grant.resources) if grant.service in ("dynamodb", "s3") else ("",)
        found |= {(action, place) for place in places for action in actions}
    return frozenset(found)


def _uses(operation: str, params: Any) -> set[Use]:
    if operation == "TransactWriteItems":
        return {(WRITES[part], "") for write in params["TransactItems"] for part in write}
    return {(operation, params.get("IndexName", ""))}


def _place(resource: Any) -> str:
    """The table or the bucket, or an index or a folder of it."""
    named = resource.get("Fn::Sub", "").removeprefix("${Table.Arn}/index/")
    return re.sub(r"^\$\{(Uploads|Heads)\.Arn\}/", "", named).removesuffix("/*")


def _folder(key: str) -> str:
    return key.partition("/")[0]

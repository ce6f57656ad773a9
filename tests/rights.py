"""What the functions' policies allow of the table, held against what is asked of it: moto allows everything."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

POLICIES = Path(__file__).parents[1] / ".chalice"
WRITES = {"Put": "PutItem", "Delete": "DeleteItem", "Update": "UpdateItem", "ConditionCheck": "ConditionCheckItem"}
"""Part of a transaction → the action whose right it takes; `TransactWriteItems` itself takes none."""

Use = tuple[str, str]
"""An action, and the index on which it is done or "" for the table."""


class Rights:
    """Notes what each function does with the table; of what several do at once nobody can tell which of them it was."""

    def __init__(self) -> None:
        self.working: list[str] = []
        self.noted: set[tuple[frozenset[str], Use]] = set()

    def watch(self, client: Any) -> None:
        client.meta.events.register("provide-client-params.dynamodb", self._note)

    @contextmanager
    def of(self, function: str) -> Iterator[None]:
        """What happens in here is done by this function."""
        self.working.append(function)
        try:
            yield
        finally:
            self.working.remove(function)

    def used_by(self, function: str) -> set[Use]:
        """What the function alone did."""
        return {use for functions, use in self.noted if functions == {function}}

    def lacking(self) -> list[str]:
        """What was done without a policy of those at work allowing it."""
        return sorted(
            f"{action} on {index or 'the table'} by {' or '.join(sorted(functions))}"
            for functions, (action, index) in self.noted
            if not any({(action, index), (action, "*" if index else "")} & granted_to(function) for function in functions)
        )

    def _note(self, params: Any, model: Any, **_: Any) -> None:
        if self.working:
            self.noted |= {(frozenset(self.working), use) for use in _uses(model.name, params)}


@cache
def granted_to(function: str) -> frozenset[Use]:
    """What a policy allows of the table; "*" for all its indexes."""
    statements = json.loads((POLICIES / f"policy-{function}.json").read_text())["Statement"]
    found = set()
    for statement in statements:
        resources = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
        for place in (_place(resource) for resource in resources):
            actions = [name.removeprefix("dynamodb:") for name in statement["Action"] if name.startswith("dynamodb:")]
            found |= {(action, place) for action in actions if place is not None}
    return frozenset(found)


def _uses(operation: str, params: Any) -> set[Use]:
    if operation == "TransactWriteItems":
        return {(WRITES[part], "") for write in params["TransactItems"] for part in write}
    return {(operation, params.get("IndexName", ""))}


def _place(resource: Any) -> str | None:
    if resource == {"Fn::GetAtt": ["Table", "Arn"]}:
        return ""
    named = resource.get("Fn::Sub", "") if isinstance(resource, dict) else ""
    return named.removeprefix("${Table.Arn}/index/") if named.startswith("${Table.Arn}/index/") else None
